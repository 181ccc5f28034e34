//! Articles whose claims are those of the labels, so that topics and stances are scored apart from finding claims.

use propos::annotate::{Annotation, Article, assemble};
use propos::annotate_rules;
use propos::codebook::Codebook;
use propos::schema::{
    AnnotatedDocument, Claim, ClaimKind, Cue, Document, Resolution, Sentence, Speaker, TextSpan,
};

use super::gold::GoldClaim;

/// Labels the claims of the gold.
pub(crate) fn annotate(document: Document, codebook: &Codebook, gold: &[GoldClaim]) -> AnnotatedDocument {
    let article = Article::segment(document);
    let mut annotation = Annotation::new(annotate_rules::NAME);
    annotation.claims = gold.iter().filter_map(|gold| claim(&article, gold)).collect();
    annotation
        .claims
        .sort_by_key(|claim| (claim.extent().start, claim.extent().end));
    let annotation = annotate_rules::label(&article, codebook, annotation);
    assemble(&article, codebook, annotate_rules::NAME, annotation)
}

fn claim(article: &Article, gold: &GoldClaim) -> Option<Claim> {
    let text = article.text();
    let spans: Vec<TextSpan> = gold
        .content
        .iter()
        .filter_map(|range| TextSpan::new(text, range.clone()))
        .collect();
    let start = spans.first()?.start;
    let kind = match gold.kind.as_str() {
        "direct" => ClaimKind::Direct,
        "indirect" => ClaimKind::Indirect,
        "mixed" => ClaimKind::Mixed,
        _ => ClaimKind::Author,
    };
    let mut claim = Claim::new(&article.document().id, kind, spans);
    let units = &article.document().units;
    let index = units.iter().position(|unit| start < unit.end)?;
    let unit = units.get(index)?;
    claim.sentence = Sentence::new(index, text, unit.start..unit.end)?;
    if kind != ClaimKind::Author {
        claim.speaker = speaker(text, gold);
    }
    claim.cue = gold
        .cue
        .first()
        .and_then(|range| TextSpan::new(text, range.clone()))
        .map(|span| Cue::new(span, None));
    claim.hedged = gold.is_hedged;
    claim.attribution_negated = gold.is_negated;
    annotate_rules::NAME.clone_into(&mut claim.annotator);
    Some(claim)
}

fn speaker(text: &str, gold: &GoldClaim) -> Speaker {
    let mention = gold
        .speaker
        .first()
        .and_then(|range| TextSpan::new(text, range.clone()));
    let resolution = match gold.resolution.as_str() {
        "pronoun" => Resolution::Pronoun,
        "coreference" | "coref" => Resolution::Coreference,
        "continuation" => Resolution::Continuation,
        "implicit" => Resolution::Implicit,
        "unspecified" => Resolution::Unspecified,
        _ => Resolution::Explicit,
    };
    let mut speaker = Speaker::unnamed(resolution);
    speaker.name.clone_from(&gold.name);
    speaker.mention = mention;
    speaker
}
