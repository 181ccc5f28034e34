//! The actors of a codebook by what they are called.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::Arc;

use foldhash::quality::FixedState;
use propos_codebook::{Actor, Codebook};

use super::names::folded;
use crate::memo::Memo;

static ACTORS: Memo<Actors> = Memo::new();

/// The ids of actors by each form of a name.
#[derive(Debug)]
pub(super) struct Actors {
    ids: HashMap<String, String, FixedState>,
    /// The lengths of the forms that begin with each byte, as bits: most names are told to be none of them by this.
    lengths: [u64; 256],
}

impl Actors {
    /// The actors of a codebook, read once.
    pub(super) fn of(codebook: &Codebook) -> Arc<Self> {
        let mut hasher = FixedState::default().build_hasher();
        for actor in &codebook.actors {
            actor.id.hash(&mut hasher);
            actor.name.iter().for_each(|name| name.hash(&mut hasher));
            actor.aliases.hash(&mut hasher);
        }
        ACTORS.get(hasher.finish(), || {
            let actors = codebook.actors.iter();
            let forms = actors.flat_map(|actor| forms(actor).map(|form| (folded(form), actor.id.clone())));
            let ids: HashMap<String, String, FixedState> = forms.collect();
            let mut lengths = [0; 256];
            // In any order: bits are put in.
            let outlines = ids.keys().filter_map(|form| outline(form));
            outlines.for_each(|(first, length)| {
                if let Some(known) = lengths.get_mut(first) {
                    *known |= length;
                }
            });
            Self { ids, lengths }
        })
    }

    /// The id of the actor that a form names.
    pub(super) fn id(&self, form: &str) -> Option<&str> {
        // A name of ASCII is as long in small letters.
        if form.is_ascii() {
            let (first, length) = outline(form)?;
            if self.lengths.get(first)? & length == 0 {
                return None;
            }
        }
        self.ids.get(&folded(form)).map(String::as_str)
    }
}

/// The first byte of a form in small letters, and its length as a bit. All long ones have the same.
fn outline(form: &str) -> Option<(usize, u64)> {
    let first = form.as_bytes().first()?.to_ascii_lowercase();
    Some((usize::from(first), 1 << form.len().min(63)))
}

/// What an actor is called in any language.
fn forms(actor: &Actor) -> impl Iterator<Item = &str> {
    let aliases = actor.aliases.iter();
    let aliases = aliases.flat_map(|(_, aliases)| aliases.iter().map(String::as_str));
    actor.name.iter().map(|(_, name)| name).chain(aliases)
}
