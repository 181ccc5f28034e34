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
pub(super) struct Actors(HashMap<String, String, FixedState>);

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
            Self(forms.collect())
        })
    }

    /// The id of the actor that a form names.
    pub(super) fn id(&self, form: &str) -> Option<&str> {
        self.0.get(&folded(form)).map(String::as_str)
    }
}

/// What an actor is called in any language.
fn forms(actor: &Actor) -> impl Iterator<Item = &str> {
    let aliases = actor.aliases.iter();
    let aliases = aliases.flat_map(|(_, aliases)| aliases.iter().map(String::as_str));
    actor.name.iter().map(|(_, name)| name).chain(aliases)
}
