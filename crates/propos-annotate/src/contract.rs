//! What every annotator must pass. Run it from the annotator's own tests:
//!
//! ```
//! # use async_trait::async_trait;
//! # use propos_annotate::{AnnotateError, Annotation, Annotator, Article, Description, contract};
//! # use propos_codebook::Codebook;
//! # struct Silent;
//! # #[async_trait]
//! # impl Annotator for Silent {
//! #     fn describe(&self) -> Description { Description::new("silent").deterministic() }
//! #     async fn annotate(&self, _: &Article, _: &Codebook) -> Result<Annotation, AnnotateError> {
//! #         Ok(Annotation::new("silent"))
//! #     }
//! # }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() {
//! for article in contract::articles() {
//!     let violations = contract::violations(&Silent, &article, &Codebook::default_codebook()).await;
//!     assert!(violations.is_empty(), "{}: {violations:#?}", article.document().id);
//! }
//! # }
//! ```

use propos_codebook::Codebook;
use propos_schema::Document;

use crate::annotation::Annotation;
use crate::annotator::Annotator;
use crate::article::Article;
use crate::assemble::assemble;

/// Articles that have broken annotators before: empty, unbalanced, hostile and huge ones. Give your own real ones too.
pub fn articles() -> Vec<Article> {
    let long_paragraph = "« Nous agirons », a dit M. Durand, selon Reuters. ".repeat(400);
    let texts = [
        ("empty", ""),
        ("white space only", " \n\t\u{a0}\u{2009}\r\n"),
        ("one mark", "«"),
        ("closing marks only", "»”’\"»”’\""),
        (
            "unbalanced",
            "Il a dit : « La Chine “a ‘gagné. Elle a dit que « non.\n» Fin.",
        ),
        (
            "cue without content",
            "a déclaré. a-t-il dit. Selon. said. according to. Il a dit que.",
        ),
        ("cue at the edges", "Selon\n\ndit-il\n\n, said\n\n: «\n\n»"),
        (
            "NUL, CRLF and controls",
            "Il a dit :\0 « oui »\r\nElle a dit\u{1b}[31m : « non »\r\n",
        ),
        (
            "right to left",
            "قال الوزير: «لن نوقع». \u{202e}He said: “no”.\u{202c}",
        ),
        (
            "emoji and combining marks",
            "Le ministre 👩🏽‍🚀 a de\u{301}clare\u{301} : « C’est l’e\u{301}te\u{301} 🎉. »",
        ),
        (
            "figures at the limits",
            "Selon l’ONU, 99999999999999999999999999 $ et -0,0 % et 1e999 et 3/0 de 12.",
        ),
        (
            "fold and case",
            "SELON LE MINISTRE, STRASSE ẞ İSTANBUL ŒUVRE. SAID İ. ﬁnance",
        ),
        (
            "another language",
            "Президент сказал: «Мы не подпишем». 総理は「署名しない」と述べた。",
        ),
        (
            "nesting",
            "A dit que B dit que C dit que D dit que E dit que F pense que G croit que la pluie viendra.",
        ),
        ("long", &long_paragraph),
    ];
    texts
        .iter()
        .map(|(id, text)| Article::segment(Document::new(*id, *text)))
        .collect()
}

/// Texts of about `size` bytes that a careless annotator reads again and again, with their languages and names. Time must
/// grow with their size: give two sizes and compare.
pub fn endless(size: usize) -> Vec<(&'static str, &'static str, String)> {
    let shapes = [
        ("fr", "opening marks", "«"),
        ("fr", "nested quotations", "« “ ‘ "),
        ("fr", "quotations without end", "« Un mot “ de plus "),
        ("fr", "a sentence without end", "un mot de plus "),
        ("en", "a word without end", "a"),
        ("en", "a word of hyphens", "a-"),
        ("fr", "a word of elisions", "l'"),
        ("fr", "articles", "de la "),
        ("fr", "commas", ","),
        ("fr", "one cue", "selon "),
        ("fr", "sources", "selon lui, "),
        ("fr", "a verb with its clause", "il a dit que "),
        ("fr", "quotations with inverted verbs", "« Non », a-t-il dit, "),
        ("fr", "dialogue in one line", "– il dit "),
        ("en", "one verb", "said "),
        ("en", "reports in reports", "he said that "),
        ("en", "quotations with verbs", "“I do,” he said "),
        ("fr", "names", "Jean Dupont "),
        ("fr", "initials", "M. "),
        ("fr", "figures", "5 % de "),
        ("fr", "digits", "1 234 "),
        (
            "fr",
            "one claim again and again",
            "Selon lui, la maison est verte. ",
        ),
        ("fr", "short paragraphs", "Il a dit non.\n\n"),
        ("en", "keywords", "export controls on chips to China "),
        (
            "fr",
            "verbs, negations and keywords",
            "il faut interdire les puces et ne pas limiter les contrôles ",
        ),
        ("de", "subordinate clauses", "dass er sagt, dass "),
        ("it", "clitics", "dell'"),
        ("es", "inverted exclamations", "¡¿dijo que "),
    ];
    shapes
        .into_iter()
        .map(|(lang, name, pattern)| (lang, name, pattern.repeat(size / pattern.len())))
        .collect()
}

/// Runs the annotator on one article and names what breaks the contract.
pub async fn violations(annotator: &dyn Annotator, article: &Article, codebook: &Codebook) -> Vec<String> {
    let description = annotator.describe();
    let annotation = match annotator.annotate(article, codebook).await {
        Ok(annotation) => annotation,
        Err(error) => return vec![format!("an article must not be an error: {error}")],
    };
    let mut violations = own_id_violations(&annotation);
    violations.extend(label_violations(&annotation, codebook));
    if annotation.annotator.is_empty() || annotation.claims.iter().any(|claim| claim.annotator.is_empty()) {
        violations.push("an annotation or claim does not name its annotator".to_owned());
    }
    if description.is_deterministic {
        match annotator.annotate(article, codebook).await {
            Ok(again) if again == annotation => {}
            _ => violations.push("is said to be deterministic and is not".to_owned()),
        }
    }
    let n_claims = annotation.claims.len();
    let annotated = assemble(article, codebook, &description.name, annotation);
    violations.extend(
        annotated
            .problems
            .iter()
            .filter(|problem| problem.code == "invalid_claim")
            .map(|problem| problem.message.clone()),
    );
    if violations.is_empty() && annotated.claims.len() != n_claims {
        violations.push("claims were lost".to_owned());
    }
    violations
}

fn own_id_violations(annotation: &Annotation) -> Vec<String> {
    let mut ids: Vec<&str> = annotation.claims.iter().map(|claim| claim.id.as_str()).collect();
    ids.sort_unstable();
    let n_ids = ids.len();
    ids.dedup();
    if ids.len() == n_ids {
        Vec::new()
    } else {
        vec!["the annotator's own ids are repeated".to_owned()]
    }
}

fn label_violations(annotation: &Annotation, codebook: &Codebook) -> Vec<String> {
    let mut violations = Vec::new();
    for claim in &annotation.claims {
        for topic in &claim.topics {
            if codebook.topic(&topic.id).is_none() {
                violations.push(format!("topic {:?} is not in the codebook", topic.id));
            }
        }
        if claim.topics.len() > 1 + codebook.max_secondary_topics {
            violations.push(format!(
                "{} topics are more than the codebook allows",
                claim.topics.len()
            ));
        }
        for stance in claim.stances.iter().flatten() {
            if codebook.target(&stance.target).is_none() {
                violations.push(format!("target {:?} is not in the codebook", stance.target));
            }
        }
    }
    violations
}
