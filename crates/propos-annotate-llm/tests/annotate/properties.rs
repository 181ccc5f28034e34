//! Whatever a document holds and a model says, a record holds what stands in the text, or nothing.

use propos_annotate::{Annotator as _, assemble};
use propos_codebook::Codebook;
use propos_llm::{ChatRequest, Outcome};
use proptest::prelude::*;
use serde_json::{Value, json};
use tokio::runtime::Builder;

use crate::support::{Scripted, article, both_steps, claims, with};

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
}
