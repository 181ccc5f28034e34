//! Reporting verbs with their auxiliaries: `a récemment plaidé`, `est allé jusqu’à suggérer`, `did not say`.

mod english;
mod finite;
mod group;
mod noun_or_verb;
mod romance;

pub(crate) use english::is_obliged;
pub(crate) use finite::{has_finite_verb, has_main_verb, is_clitic_pronoun, is_finite_verb, is_hard_mark};
pub(crate) use group::{Shape, Standing, VerbGroup, carries_quotes, locution_end, verb_group};
pub(crate) use romance::is_verb_behind_object;
