//! Claims, speakers, topics and stances by rules, without a model.

mod annotate;
mod extract;
mod label;
mod tokens;

pub use annotate::{NAME, RulesExtractor, RulesLabeller, annotate, extract, label, rules};

mod figures;
