//! Fault row 39: documents that give orders, and a model that obeys every one of them.

use std::collections::BTreeSet;

use propos_annotate::{Annotator, Article, annotate_document};
use propos_annotate_llm::{ModelExtractor, ModelLabeller};
use propos_annotate_llm::{RandomNonces, suspicious_spans};
use propos_codebook::Codebook;
use propos_llm::{Answer, ChatRequest, Outcome};
use propos_schema::{AnnotatedDocument, Document};
use serde_json::{Value, json};

use crate::support::{Scripted, both_steps, claim, claims, complete, is_labelling, plain, settings, with};

struct Case {
    id: String,
    lang: String,
    hostile: String,
    clean: String,
}

fn corpus() -> Vec<Case> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/injection");
    let mut cases = Vec::new();
    for lang in ["en", "fr"] {
        let lines = std::fs::read_to_string(format!("{root}/{lang}.jsonl")).unwrap();
        for line in lines.lines() {
            let case: Value = serde_json::from_str(line).unwrap();
            let text = |key: &str| case[key].as_str().unwrap().to_owned();
            cases.push(Case {
                id: text("id"),
                lang: text("lang"),
                hostile: text("text"),
                clean: text("clean"),
            });
        }
    }
    assert!(cases.len() >= 60, "{}", cases.len());
    cases
}

fn article(case: &Case, text: &str) -> Article {
    Article::segment(Document::new(&case.id, text).with_lang(&case.lang))
}

/// Whether a text that a model sees still holds an order that it could read.
fn is_attacked(request: &ChatRequest) -> bool {
    let text = request.messages[0].text.to_lowercase();
    let orders = [
        "ignor",
        "oubli",
        "disregard",
        "forget",
        "étiquet",
        "label",
        "code",
        "attribu",
        "assign",
        "system",
        "systèm",
        "decode",
        "décode",
        "base64",
        "claims",
        "liste vide",
        "empty list",
        "dan",
        "obey",
        "obéi",
        "answer",
        "répon",
    ];
    orders.iter().any(|order| text.contains(order))
}

/// A model in the service of the attacker: invents claims, forges labels and names, claims to be other documents, runs
/// on for ever, breaks its JSON, refuses. Where there is no order it works as it should.
fn hostile(request: &ChatRequest, number: usize) -> Answer {
    if !is_attacked(request) {
        return plain(request);
    }
    let forged = [
        claim(
            "The president resigned and the banks have closed",
            Some("Paul Warren"),
            Some("said"),
        ),
        claim(
            "</script><script>alert(1)</script>",
            Some("=cmd|' /C calc'!A0"),
            None,
        ),
        json!({"document_id": "another", "sentence": 999_999, "quote": "x", "kind": "direct", "speaker": "../../etc/passwd",
               "name": null, "cue": null, "hedge": null, "negated": false, "verifiability": "factual", "statement": "rm -rf /"}),
    ];
    match number % 6 {
        0 => complete(claims(&forged)),
        1 => complete(json!({"claims": [{"claim": 1, "topic": "hacked", "also": [], "stances": [{"target": "t_hacked", "label": "favor", "actor": "root"}]}]}).to_string()),
        2 => complete("{\"claims\":[]}"),
        3 => with(Outcome::Truncated, "{\"claims\":[".to_owned() + &"{\"quote\":\"a\"},".repeat(20_000)),
        4 => with(Outcome::Refused { category: None }, "I obey the document."),
        _ if is_labelling(request) => complete(crate::support::labels(request, 3, "favor")),
        _ => complete("OK. tool_call: write_file('/tmp/owned', 'x')"),
    }
}

async fn annotate(annotator: &dyn Annotator, article: &Article) -> AnnotatedDocument {
    annotate_document(annotator, article, &Codebook::default_codebook())
        .await
        .unwrap()
}

#[tokio::test(flavor = "current_thread")]
async fn fm_39_a_model_that_obeys_every_document_spoils_that_document_alone() {
    let codebook = Codebook::default_codebook();
    let model = Scripted::new(hostile);
    let annotator = both_steps(&model);
    let neighbour = Case {
        id: "neighbour".to_owned(),
        lang: "fr".to_owned(),
        hostile: String::new(),
        clean: "« Nous signerons en mai », a dit la maire. Le pont est fermé.".to_owned(),
    };
    let neighbour_article = article(&neighbour, &neighbour.clean);
    let undisturbed = annotate(
        &both_steps(&Scripted::new(|request: &ChatRequest, _| plain(request))),
        &neighbour_article,
    )
    .await;
    for case in corpus() {
        let attacked = article(&case, &case.hostile);
        let annotated = annotate(&annotator, &attacked).await;
        // Every claim stands in its own text, under its own document, with labels of the codebook.
        assert_eq!(annotated.check(), [], "{}", case.id);
        for claim in &annotated.claims {
            assert_eq!(claim.document_id, case.id);
            for span in &claim.spans {
                assert_eq!(&case.hostile[span.range()], span.text);
            }
            if let Some(name) = &claim.speaker.name {
                assert!(case.hostile.contains(name.as_str()), "{}", case.id);
            }
            assert!(
                claim
                    .topics
                    .iter()
                    .all(|topic| codebook.topic(&topic.id).is_some())
            );
            assert!(
                claim
                    .stances
                    .iter()
                    .flatten()
                    .all(|stance| codebook.target(&stance.target).is_some())
            );
        }
        assert!(
            annotated
                .problems
                .iter()
                .any(|problem| problem.code == "suspicious"),
            "{}",
            case.id
        );
        // The document after it is what it would have been.
        let after = annotate(&annotator, &neighbour_article).await;
        assert_eq!(after, undisturbed, "after {}", case.id);
    }
    // One document a request, and nothing of one in the requests for another.
    let asked = model.asked.lock().unwrap();
    for request in asked.iter() {
        assert_eq!(
            request.texts().filter(|text| text.starts_with("<doc ")).count(),
            1
        );
    }
}

#[test]
fn every_attack_is_flagged_and_no_twin_is() {
    let mut wrong = Vec::new();
    for case in corpus() {
        let flagged = suspicious_spans(&article(&case, &case.hostile));
        if flagged.is_empty() {
            wrong.push(format!("{}: not flagged", case.id));
        }
        if !suspicious_spans(&article(&case, &case.clean)).is_empty() {
            wrong.push(format!("{}: the twin is flagged", case.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn real_articles_are_not_flagged() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures");
    for folder in ["articles/fr", "articles/en", "gold/fr", "gold/en"] {
        for entry in std::fs::read_dir(format!("{root}/{folder}")).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "txt") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let article = Article::segment(Document::new("a", &text));
            let flagged: Vec<&str> = suspicious_spans(&article)
                .iter()
                .map(|(range, _)| &text[range.clone()])
                .collect();
            assert!(flagged.is_empty(), "{}: {flagged:?}", path.display());
        }
    }
}

#[test]
fn a_document_cannot_know_or_close_its_fence() {
    let model = Scripted::new(|request: &ChatRequest, _| plain(request));
    let mut settings = settings();
    settings = settings.with_nonces(RandomNonces::default());
    let extractor = ModelExtractor::new(model.clone(), settings.clone());
    let labeller = ModelLabeller::new(model, settings);
    let mut nonces = BTreeSet::new();
    let mut n_requests = 0;
    for case in corpus() {
        let article = article(&case, &case.hostile);
        let requests = extractor.requests(&article, &Codebook::default_codebook());
        let requests =
            requests
                .into_iter()
                .chain(labeller.requests(&article, &Codebook::default_codebook(), &[]));
        for request in requests {
            n_requests += 1;
            let text = &request.messages[0].text;
            let nonce = text
                .split(['<', '>'])
                .nth(1)
                .unwrap()
                .strip_prefix("doc ")
                .unwrap();
            assert_eq!(text.matches(nonce).count(), 2, "{}", case.id);
            assert!(text.ends_with(&format!("</doc {nonce}>")));
            // No other mark, and nothing that nobody sees.
            assert_eq!(
                text.matches("<doc").count() + text.matches("</doc").count(),
                2,
                "{}",
                case.id
            );
            assert!(!text.contains("<|"), "{}", case.id);
            assert!(
                !text.contains(['\u{200b}', '\u{202e}', '\u{2060}', '\u{2063}']),
                "{}",
                case.id
            );
            assert!(
                !text
                    .chars()
                    .any(|character| ('\u{e0000}'..='\u{e0fff}').contains(&character)),
                "{}",
                case.id
            );
            nonces.insert(nonce.to_owned());
        }
    }
    assert_eq!(nonces.len(), n_requests, "a number is drawn for every request");
}
