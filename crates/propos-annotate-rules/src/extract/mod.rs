//! The extraction step: tokens, verbs and noun phrases, then rules, then who is who.

mod actors;
mod asked;
mod attributes;
mod author;
mod candidate;
mod clause;
mod comma;
mod comment;
mod dateline;
mod designation;
mod gender;
mod germanic;
mod given;
mod headline;
mod lexicon;
mod name_table;
mod names;
mod noun_phrase;
mod paragraph;
mod phrase_end;
mod relative;
mod resolve;
mod rules;
mod sheet;
mod standing;
mod syntax;
mod traits;
mod trim;
mod turn;
mod turns;
mod verb_group;
mod view;
mod word_table;
mod written_name;

use propos_annotate::{Annotation, Article};
use propos_codebook::Codebook;
use propos_schema::{Claim, Problem, Severity};
use propos_segment::Lang;

/// Finds the claims of one article.
pub(crate) fn extract(article: &Article, codebook: &Codebook) -> Annotation {
    let mut annotation = Annotation::new(crate::annotate::NAME);
    let lang = lang_of(article);
    let Some((lang, lexicon)) = lang.and_then(|lang| Some((lang, lexicon::lexicon(lang)?))) else {
        let message =
            "there are no rules for the language of the document, only its own statements are given";
        annotation
            .problems
            .push(Problem::new("language_without_rules", Severity::Info, message));
        annotation.claims = author::without_rules(article);
        return annotation;
    };
    let (claims, is_cut) = paragraph::claims(article, codebook, lang, lexicon);
    annotation.claims = claims;
    if is_cut {
        let message = "a sentence is too long for all of its claims, only the first are given";
        annotation
            .problems
            .push(Problem::new("endless_sentence", Severity::Warning, message));
    }
    annotation
}

/// Adds to claims that somebody else found what rules read off the text.
pub(crate) fn complete(article: &Article, codebook: &Codebook, claims: &mut [Claim]) {
    let lang = lang_of(article);
    for claim in &mut *claims {
        let spans = claim.spans.iter();
        claim.figures = spans
            .flat_map(|span| crate::figures::find(article.text(), span.range(), lang))
            .collect();
    }
    if let Some((lang, lexicon)) = lang.and_then(|lang| Some((lang, lexicon::lexicon(lang)?))) {
        given::complete(article, codebook, lang, lexicon, claims);
    }
}

fn lang_of(article: &Article) -> Option<Lang> {
    let given = article.document().lang.parse::<Lang>();
    given.ok().or(article.segmentation().lang)
}
