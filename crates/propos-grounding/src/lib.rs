//! Finds a quotation in the text it claims to come from, however it was re-typed, and refuses what is not there.
//!
//! Language models, databases and people re-type quotations: straight apostrophes for curly ones, no accents, other
//! quotation marks, words left out. [`Source::find`] tells where in the untouched text a quotation stands, as byte ranges
//! that slice it, and how sure that is ([`Grounding`]): `exact`; `normalized`, when it differs in typography, case or
//! accents alone; `elided`, when something is left out; `fuzzy`, when a word is misspelt or an article is missing;
//! `ambiguous`, when it stands there more than once and nothing tells which is meant.
//!
//! It is not a search by meaning. A quotation that lost a negation, changed a number or exchanged one word for another is
//! refused with the reason ([`Ungrounded`]), because its reader would be misled. Offsets that somebody claims to know are
//! a hint about where to look ([`Source::find_near`]), never believed.
//!
//! A [`Source`] is built once a document, in time linear in its length. A quotation of forty words is then found or refused
//! in well under a millisecond in a text of 100 kB.
//!
//! ```
//! use propos_grounding::{Grounding, Source, Ungrounded};
//!
//! let text = "« L’accord, a-t-elle rappelé, n’est pas encore signé », selon Ada Roy.";
//! let source = Source::new(text);
//!
//! let found = source.find("l'accord n'est pas encore signé").unwrap();
//! assert_eq!(found.grounding, Grounding::Elided);
//! let spans: Vec<&str> = found.spans.iter().map(|span| &text[span.clone()]).collect();
//! assert_eq!(spans, ["L’accord", "n’est pas encore signé"]);
//!
//! assert_eq!(source.find("n'est encore signé"), Err(Ungrounded::NegationChanged));
//! ```

mod elision;
mod found;
mod fuzzy;
mod sense;
mod sequence;
mod source;
mod tokens;

pub use found::{Found, Ungrounded};
pub use propos_schema::Grounding;
pub use source::Source;
