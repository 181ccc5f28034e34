//! Claims, speakers, topics and stances by rules, without a model, in seven languages.
//!
//! [`extract`] finds who says what: quotations with their cue before, behind or inside, reported clauses, infinitives and
//! noun phrases, sources named by `selon` or `according to`, nouns that report, the hearsay conditional; it brings
//! pronouns, surnames, roles and the codebook's actors to one name, and gives the article what nobody else says. [`label`]
//! gives claims, whoever found them, their topics and stances. [`annotate`] does both, and [`rules`] is the same behind the
//! traits of `propos-annotate`. Words and their constructions are data files of a language, compiled in.
//!
//! This is no parser and no learned model: it looks at words, verb forms, marks and their order. It does no I/O and spawns
//! nothing. Time grows with the length of the text, whatever stands in it.
//!
//! ```
//! use propos_annotate::Article;
//! use propos_codebook::Codebook;
//! use propos_schema::{ClaimKind, Document};
//!
//! let text = "Jeanne Morel dirige l’agence. « Nous ne signerons pas », a-t-elle déclaré lundi.";
//! let article = Article::segment(Document::new("demo", text));
//! let annotation = propos_annotate_rules::annotate(&article, &Codebook::default_codebook());
//!
//! let said = annotation.claims.iter().find(|claim| claim.kind == ClaimKind::Direct).unwrap();
//! assert_eq!(said.quote, "Nous ne signerons pas");
//! assert_eq!(said.speaker.name.as_deref(), Some("Jeanne Morel"));
//! assert_eq!(said.cue.as_ref().unwrap().text, "a-t-elle déclaré");
//! ```

mod annotate;
mod extract;
mod figures;
mod head;
mod label;
mod languages;
mod memo;
mod strings;
mod tokens;

pub use annotate::{
    NAME, RulesExtractor, RulesLabeller, annotate, assess, complete, extract, label, main_topic, rules,
};
