//! Topics, stances, verifiability and check-worthiness of claims.
//!
//! A codebook is compiled once for a language ([`Labels::prepare`]); labelling then looks at each claim with a little of
//! the text around it, so that its time grows with the text and not with the codebook.

mod analysis;
mod assess;
mod evidence;
mod holder;
mod items;
mod labels;
mod lexicon;
mod memo;
mod phrases;
mod polarity;
mod stance;
#[cfg(test)]
mod tests;
mod topics;

pub(crate) use assess::assess;
pub(crate) use labels::Labels;
pub(crate) use memo::label;
