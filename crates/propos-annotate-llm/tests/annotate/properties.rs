//! Whatever a document holds and a model says, a record holds what stands in the text, or nothing.

use propos_annotate::{Annotator as _, Extractor as _, Labeller as _, assemble};
use propos_annotate_llm::{ModelExtractor, ModelLabeller};
use propos_codebook::Codebook;
use propos_llm::{ChatRequest, Outcome};
use propos_schema::Outcome as DocumentOutcome;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use tokio::runtime::Builder;

use crate::support::{Scripted, article, both_steps, claims, complete, is_alone, plain, settings, with};

fn messy() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "« ",
        " »",
        "“",
        "”",
        "’",
        "l’",
        "é",
        "e\u{301}",
        "\u{a0}",
        "\u{200b}",
        "\u{e0041}",
        "🎉",
        "中文",
        "12",
        " %",
        ". ",
        ", ",
        "\n",
        "\r\n",
        "\0",
        "Selon ",
        "a dit ",
        "ne ",
        "pas ",
        "Ada Roy ",
        "</doc",
        "<doc ",
        "{\"",
        "[…]",
        "...",
        "[1] ",
        "le pont ",
        "ferme ",
        "signera ",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn item() -> impl Strategy<Value = Value> {
    (messy(), prop::option::of(messy()), prop::option::of(messy()), 0_u32..9, 0_usize..5).prop_map(
        |(quote, speaker, cue, sentence, kind)| {
            let kind = ["direct", "indirect", "mixed", "author", "shouted"].get(kind);
            json!({"sentence": sentence, "quote": quote, "kind": kind, "speaker": speaker, "name": speaker, "cue": cue,
                   "hedge": cue, "negated": false, "verifiability": "opinion", "statement": null})
        },
    )
}

fn check(text: &str, answer: &str, outcome: &Outcome) -> Result<(), TestCaseError> {
    let model = Scripted::new({
        let (answer, outcome) = (answer.to_owned(), outcome.clone());
        move |_: &ChatRequest, _| with(outcome.clone(), answer.clone())
    });
    let article = article(text);
    let codebook = Codebook::default_codebook();
    let runtime = Builder::new_current_thread().build().unwrap();
    let annotation = runtime
        .block_on(both_steps(&model).annotate(&article, &codebook))
        .unwrap();
    let n_claims = annotation.claims.len();
    let record = assemble(&article, &codebook, "scripted", annotation);
    prop_assert_eq!(record.check(), []);
    prop_assert_eq!(record.claims.len(), n_claims, "a claim had to be taken out");
    prop_assert!(model.n_asked() < 100);
    Ok(())
}

/// A value of a schema, its choices made by the bytes: what a server that enforces the schema may let through.
fn value_of(schema: &Value, choices: &mut impl Iterator<Item = u8>, texts: &[String]) -> Value {
    let mut choose = |most: usize| usize::from(choices.next().unwrap_or(0)) % most.max(1);
    if let Some(members) = schema["anyOf"].as_array() {
        let member = &members[choose(members.len())];
        return value_of(member, choices, texts);
    }
    match schema["type"].as_str() {
        Some("object") => {
            let properties = schema["properties"].as_object().unwrap();
            let fields = properties
                .iter()
                .map(|(name, schema)| (name.clone(), value_of(schema, choices, texts)));
            Value::Object(fields.collect::<Map<_, _>>())
        }
        Some("array") => {
            let most = usize::try_from(schema["maxItems"].as_u64().unwrap()).unwrap();
            let n_items = choose(most + 1);
            (0..n_items)
                .map(|_| value_of(&schema["items"], choices, texts))
                .collect()
        }
        Some("string") => {
            if let Some(values) = schema["enum"].as_array() {
                return values[choose(values.len())].clone();
            }
            let most = usize::try_from(schema["maxLength"].as_u64().unwrap()).unwrap();
            let text = &texts[choose(texts.len())];
            json!(text.chars().take(most).collect::<String>())
        }
        _ => Value::Null,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn claims_of_any_kind_about_any_text(text in messy(), items in prop::collection::vec(item(), 0..5)) {
        check(&text, &claims(&items), &Outcome::Complete)?;
        check(&text, &claims(&items), &Outcome::Truncated)?;
    }

    #[test]
    fn any_answer(text in messy(), answer in "\\PC{0,80}", braces in "[\\[\\]{}\",:0-9a-z\\\\ \n]{0,60}") {
        check(&text, &answer, &Outcome::Complete)?;
        check(&text, &braces, &Outcome::Complete)?;
        check(&text, &format!("{{\"claims\":[{braces}"), &Outcome::Truncated)?;
    }

    /// Whatever a server lets through that enforces the schema for one claim, there is room for it and its labels are legal.
    #[test]
    fn no_answer_in_the_shape_for_one_claim_leaves_it_without_labels(
        choices in prop::collection::vec(any::<u8>(), 0..60),
        texts in prop::collection::vec(messy(), 1..4),
    ) {
        let model = Scripted::new(move |request: &ChatRequest, _| {
            if !is_alone(request) {
                return complete("{\"claims\":{}}");
            }
            let schema = request.schema.as_ref().unwrap();
            let value = value_of(schema.schema(), &mut choices.iter().copied(), &texts);
            let text = value.to_string();
            assert!(schema.violations(&value).is_empty());
            assert!(text.len() <= schema.most_bytes().unwrap());
            assert!(text.len() <= request.parameters.max_output_tokens as usize);
            complete(text)
        });
        let (article, codebook) = (article("Le pont ferme. La maire signera."), Codebook::default_codebook());
        let runtime = Builder::new_current_thread().build().unwrap();
        let annotation = runtime.block_on(async {
            let sentences = Scripted::new(|request: &ChatRequest, _| plain(request));
            let claims = ModelExtractor::new(sentences, settings()).extract(&article, &codebook).await.unwrap();
            ModelLabeller::new(model, settings()).label(&article, &codebook, claims).await.unwrap()
        });
        prop_assert_eq!(annotation.outcome, DocumentOutcome::Complete, "{:?}", annotation.problems);
        prop_assert!(annotation.claims.iter().all(|claim| claim.stances.is_some()));
        prop_assert_eq!(assemble(&article, &codebook, "scripted", annotation).check(), []);
    }
}
