//! Verbs of German and Dutch whose particle stands apart: *lehnt … ab* is *ablehnt*, *abzulehnen* and *af te wijzen* are
//! infinitives of one word.
//!
//! Particles are the class `particle` of the data files; a language without any has no such verbs.

use std::sync::Arc;

use super::items::{Item, WordCache};
use super::known::Known;
use super::phrases::Phrases;
use crate::tokens::Mark;

/// How many words may stand between a verb and its particle.
const REACH: usize = 25;
/// How many letters of a verb must follow *zu*.
const SHORTEST_VERB: usize = 4;
/// What stands between the particle and the verb of a Dutch infinitive.
const TE: &str = "te";

/// Whether a word goes before an infinitive.
pub(super) fn is_zu(word: &str) -> bool {
    matches!(word, "zu" | TE)
}

/// The infinitive without *zu*: *abschaffen* of *abzuschaffen*.
pub(super) fn without_zu(word: &str, is_particle: impl Fn(&str) -> bool) -> Option<String> {
    let is_infinitive = |verb: &str| verb.len() >= SHORTEST_VERB && verb.ends_with('n');
    word.match_indices("zu").find_map(|(at, zu)| {
        let particle = word.get(..at)?;
        let verb = word.get(at + zu.len()..)?;
        (is_infinitive(verb) && is_particle(particle)).then(|| format!("{particle}{verb}"))
    })
}

/// Whether a word is a participle before its noun, which tells which one is meant and not what is done to it: *abgelehnte
/// Asylbewerber*.
pub(super) fn is_attributive(word: &str, is_particle: impl Fn(&str) -> bool) -> bool {
    const ENDINGS: [&str; 10] = [
        "te", "ten", "ter", "tes", "tem", "ene", "enen", "ener", "enes", "enem",
    ];
    let has_ge = |(at, _): (usize, &str)| at == 0 || word.get(..at).is_some_and(&is_particle);
    ENDINGS.iter().any(|ending| word.ends_with(ending)) && word.match_indices("ge").any(has_ge)
}

/// Gives every verb whose particle ends its clause the word that both make, where phrases know that word.
pub(super) fn join_particles(
    items: &mut [Item],
    text: &str,
    phrases: &Phrases,
    cache: &mut WordCache<Arc<Known>>,
) {
    let written = |item: &Item| text.get(item.start..item.end).unwrap_or_default();
    for at in 0..items.len() {
        let known = |item: &Item| cache.get(item.word).filter(|_| item.mark.is_none());
        let is_particle = |item: &&Item| known(item).is_some_and(|known| known.is_particle);
        let Some(particle) = items.get(at).filter(is_particle).copied() else {
            continue;
        };
        // At a mark, or before *und*.
        let ends_clause = items
            .get(at + 1)
            .is_none_or(|next| known(next).is_none_or(|known| known.is_and));
        let joined = |verb: &Item| {
            let word = format!("{}{}", written(&particle), written(verb)).to_lowercase();
            let known = phrases.known(&word);
            known.is_known().then_some((word, known))
        };
        let behind = |n: usize| items.get(at + n).filter(|item| item.mark.is_none());
        let infinitive = behind(1).filter(|te| written(te) == TE).and_then(|_| behind(2));
        let found = if let Some(verb) = infinitive {
            joined(verb).map(|joined| (at + 2, joined))
        } else if ends_clause {
            let before = items.get(at.saturating_sub(REACH)..at).unwrap_or_default();
            let start = before
                .iter()
                .rposition(|item| item.mark.is_some_and(ends))
                .map_or(0, |mark| mark + 1);
            let clause = before.get(start..).unwrap_or_default();
            // The verb is the first word that goes with the particle: *kündigte die Regierung an* does not stimulate (*anregen*).
            let verb = clause
                .iter()
                .enumerate()
                .filter(|(place, verb)| *place == 0 || !verb.is_capitalised)
                .find_map(|(place, verb)| Some((place, joined(verb)?)));
            verb.map(|(place, joined)| (at - clause.len() + place, joined))
        } else {
            None
        };
        if let Some((verb, (word, known))) = found
            && let Some(item) = items.get_mut(verb)
        {
            item.word = cache.number(&word, |_| known);
        }
    }
}

fn ends(mark: Mark) -> bool {
    !matches!(mark, Mark::Quote | Mark::Other)
}
