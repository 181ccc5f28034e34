//! What German and Dutch verbs have in common in the data files: particles that part from them, and prepositions.

use super::{Frames, Lexicon, Verb};

/// A verb's name in a data file: `sich_aus|sprechen@für`.
pub(super) struct Name<'a> {
    /// Whether it takes `sich` or `zich`.
    pub(super) is_reflexive: bool,
    /// What parts from the verb: `aus`.
    pub(super) particle: &'a str,
    /// The rest of the infinitive: `sprechen`.
    pub(super) base: &'a str,
    /// What stands before its content: `für`.
    pub(super) preposition: &'a str,
}

impl<'a> Name<'a> {
    pub(super) fn parse(name: &'a str) -> Self {
        let (name, preposition) = name.split_once('@').unwrap_or((name, ""));
        let plain = name
            .strip_prefix("sich_")
            .or_else(|| name.strip_prefix("zich_"))
            .unwrap_or(name);
        let (particle, base) = plain.split_once('|').unwrap_or(("", plain));
        Self {
            is_reflexive: plain.len() < name.len(),
            particle,
            base,
            preposition,
        }
    }
}

/// Enters a verb under its infinitive and gives its place.
pub(super) fn enter(lexicon: &mut Lexicon, name: &Name<'_>, frames: Frames) -> u16 {
    let place = u16::try_from(lexicon.verbs.len()).unwrap_or(u16::MAX);
    lexicon.verbs.push(Verb {
        lemma: format!("{}{}", name.particle, name.base).into(),
        infinitive: name.base.into(),
        frames,
        is_reflexive: name.is_reflexive,
        particle: name.particle.into(),
        preposition: name.preposition.into(),
    });
    place
}
