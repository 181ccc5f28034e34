//! Sentences, headings, list items and nested quotations of news text, as byte ranges over the untouched text.
//!
//! One forward scan over the bytes, a few local rules around each mark that may end a sentence, and small
//! word lists a language. Seven languages have lists ([`Lang`]); any other text falls back to the rules that
//! need no list. Nothing is rewritten: every range slices the text that was given.
//!
//! What this crate is not: a tokeniser, a parser or a learned model. It does no I/O and reads no settings.
//!
//! ```
//! use propos_segment::{Options, UnitKind, segment};
//!
//! let text = "Un signal clair\n\nM. Li a écrit : « Restez ici. Ne partez pas. » Pékin dément.";
//! let found = segment(text, &Options::default());
//! let units: Vec<&str> = found.units.iter().map(|unit| &text[unit.range()]).collect();
//! assert_eq!(units, ["Un signal clair", "M. Li a écrit : « Restez ici.", "Ne partez pas. »", "Pékin dément."]);
//! assert_eq!(found.units[0].kind, UnitKind::Heading);
//! assert_eq!(&text[found.quotations[0].content.clone()], "Restez ici. Ne partez pas.");
//! ```
#![no_std]

extern crate alloc;

mod abbreviation;
mod bytes;
mod collect;
mod detect;
mod language;
mod lines;
mod options;
mod quotation;
mod scan;
mod segmentation;
mod stop;
mod words;

pub use collect::{Units, explain, segment, units};
pub use detect::detect_language;
pub use language::{Lang, UnknownLang};
pub use options::{Newlines, Options, QuotePolicy};
pub use segmentation::{Explanation, Quotation, Refusal, Rule, Segmentation, Suppressed, Unit, UnitKind};
