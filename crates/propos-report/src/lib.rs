//! Writers for annotated articles: text view, JSON, JSONL, CSV, TSV and Markdown.
//!
//! [`write_all`] writes documents in a [`Format`]; [`open`] does so one document after the other. Single
//! documents are rendered by [`render_text`] (each claim under its sentence, marked as compilers mark code),
//! [`render_md`] and [`write_jsonl`]. What the formats need to know stands in [`Options`].
//! [`write_outcomes`] tells whom refusals and failures leave out, by language, outlet or whatever is known of documents.
//!
//! It finds no claims and opens no files; it writes to whatever takes bytes. In formats for people the words
//! of a document are harmless ([`visible`]); formats for programs hold them unchanged.
//!
//! ```
//! use propos_report::{Format, Options, render_text, write_all};
//! use propos_schema::{
//!     AnnotatedDocument, Claim, ClaimKind, Cue, Document, Resolution, Sentence, Speaker, TextSpan,
//! };
//!
//! let text = "« L’IA progresse », dit Ada Roy.";
//! let span = |words| TextSpan::find(text, words).ok_or("not in the text");
//! let mut article = AnnotatedDocument::new(Document::new("demo", text).with_lang("fr"));
//! let mut claim = Claim::new("demo", ClaimKind::Direct, vec![span("L’IA progresse")?]);
//! claim.sentence = Sentence::new(0, text, 0..text.len()).ok_or("not in the text")?;
//! claim.speaker = Speaker::named("Ada Roy", Some(span("Ada Roy")?), Resolution::Explicit);
//! claim.cue = Some(Cue::new(span("dit")?, Some("dire".to_owned())));
//! article.claims.push(claim);
//!
//! let view = render_text(&article, &Options::default());
//! assert!(view.contains(" 1  │ « L’IA progresse », dit Ada Roy.\n 1a │   ^^^^^^^^^^^^^^    ~~~ -------\n"));
//!
//! let mut table = Vec::new();
//! write_all(Format::Csv, &[article], Options::default(), &mut table)?;
//! assert!(table.starts_with(b"document_id,claim_id,sentence,quote,"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod csv;
mod error;
mod excerpt;
mod facts;
mod format;
mod json;
mod jsonl;
mod labels;
mod layout;
mod md;
mod options;
mod outcomes;
mod outcomes_view;
mod paint;
mod table;
mod text;
mod tsv;
mod visible;

pub use error::ReportError;
pub use format::{DocumentWriter, Format, open, write_all};
pub use jsonl::write_jsonl;
pub use md::render_md;
pub use options::{Names, Options};
pub use outcomes::{OutcomeRow, Outcomes, TOPIC, Tally, is_refusal};
pub use outcomes_view::{lost_words, write_outcomes};
pub use table::{Columns, Rows};
pub use text::render_text;
pub use visible::visible;
