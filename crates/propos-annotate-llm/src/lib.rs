//! Claims, speakers, topics and stances by a language model that cannot invent a quote.
//!
//! Two steps, each behind its trait of `propos-annotate`, so that the other can be rules: [`ModelExtractor`] numbers the
//! sentences and asks for claims; [`ModelLabeller`] asks for the topics and stances of claims that anyone found. What a model
//! says is checked before it counts: a quote, a speaker and a cue must stand in the text (`propos-grounding`), a label must
//! be one of the codebook's. What does not hold becomes a problem of the record and never a claim.
//!
//! A document cannot give orders: it stands between marks with a number it cannot know ([`Nonces`]), characters that nobody
//! sees are taken out, the model has no tools, labels are enums, and sentences that talk to models are flagged
//! `suspicious`. Prompts are files ([`Prompts`]); their hash is in the record.
//!
//! It opens no connection itself: [`Model`] is anything that answers, first of all `propos_llm::Client`. It reads no
//! key, writes no file and spawns no task.

mod answer;
mod apply;
mod beside;
mod chunk;
mod codebook;
mod converse;
mod examples;
mod extractor;
mod failure;
mod fence;
mod ground;
mod labeller;
mod lines;
mod merge;
mod model;
mod outcome;
mod passages;
mod planned;
mod prompt;
mod pronouns;
mod schema;
mod settings;
mod suspicious;
mod vote;

pub use examples::check_examples;
pub use extractor::ModelExtractor;
pub use fence::{DerivedNonces, Nonces, RandomNonces};
pub use labeller::{ModelLabeller, codebook_tokens};
pub use model::Model;
pub use planned::Planned;
pub use prompt::{PromptError, PromptTexts, Prompts};
pub use settings::Settings;
pub use suspicious::suspicious_spans;
pub use vote::Vote;
