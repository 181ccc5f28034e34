//! Amounts in a text: money, shares, counts, multiples, durations and measures, with value and unit.
//!
//! Dates, years, times of day, versions, names of models, ordinals, telephone and section numbers are not amounts.
//! The words come from `data/<language>/figures.txt`; a language without such a file has figures of digits and signs.

mod conflicts;
mod find;
mod hint;
mod lexicon;
mod pieces;
mod quantity;
mod refuse;
#[cfg(test)]
mod tests;
mod unit;

pub(crate) use conflicts::conflicts;
pub(crate) use find::{find, find_hinted};
pub(crate) use hint::{Hint, Hinted, hinted};
