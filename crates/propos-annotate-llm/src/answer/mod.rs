//! What a model said, read tolerantly. Each repair leaves a mark; nothing is invented.

mod extracted;
mod json;
mod labelled;
mod probabilities;
mod reader;

pub(crate) use extracted::{ExtractedItem, read_extracted};
pub(crate) use json::{NodeKind, Parsed, Repair, parse};
pub(crate) use labelled::{LabelTask, LabelledItem, read_labelled};
pub(crate) use probabilities::Probabilities;
pub(crate) use reader::ReadItems;
