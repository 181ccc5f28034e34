//! Where English clauses begin and end, which verb each has and who is its subject.
//!
//! English tells a verb from a noun by its place, so words and clauses are read together, once, from left to right:
//! what a word can be depends on whether the clause before it still waits for a verb. Time is linear.

mod adjectives;
mod chunk;
mod clauses;
mod complements;
mod finite;
mod headline;
mod nouns;
mod opening;
mod phrases;
mod placing;
mod reader;
mod state;
mod verb_use;
mod verbs;
mod words;

pub(crate) use clauses::{Role, Syntax};
pub(crate) use phrases::is_title;
pub(crate) use reader::read;
pub(crate) use words::{Facts, VerbForms, is_nominal};

#[cfg(test)]
mod tests;
