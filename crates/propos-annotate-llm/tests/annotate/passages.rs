//! The codebook's passages: sound before a run, shown before the document, known again in results.

use propos_annotate::{Annotation, Extractor as _};
use propos_annotate_llm::{ModelExtractor, check_examples};
use propos_codebook::{Codebook, Passage, starter};
use propos_llm::{ChatRequest, Role};
use propos_schema::{ClaimKind, Grounding, Outcome};
use serde_json::Value;

use crate::support::{Scripted, article, claim, claims, codes, complete, plain, settings};

/// A codebook with one French passage of three claims.
fn codebook() -> Codebook {
    Codebook::parse("trial.toml", &starter("trial", "fr").unwrap()).unwrap()
}

async fn extract(answer: String, text: &str, codebook: &Codebook) -> Annotation {
    let model = Scripted::new(move |_: &ChatRequest, _| complete(answer.clone()));
    let extractor = ModelExtractor::new(model, settings());
    extractor.extract(&article(text), codebook).await.unwrap()
}

#[test]
fn passages_stand_before_the_document_and_are_the_same_for_all() {
    let model = Scripted::new(|request: &ChatRequest, _| plain(request));
    let extractor = ModelExtractor::new(model, settings());
    let codebook = codebook();
    let asked = |text: &str| extractor.requests(&article(text), &codebook).remove(0);
    let (first, second) = (
        asked("Il pleut sur la ville."),
        asked("« Non », dit-il hier soir."),
    );
    let roles: Vec<Role> = first.messages.iter().map(|message| message.role).collect();
    assert_eq!(roles, [Role::User, Role::Assistant, Role::User]);
    assert_eq!(first.messages[..2], second.messages[..2], "a cache holds them");
    assert!(first.messages[0].text.contains("[2] Nora Vasseur"));
    assert!(first.messages[2].text.contains("[1] Il pleut sur la ville."));
    let answer: Value = serde_json::from_str(&first.messages[1].text).unwrap();
    let sentences: Vec<&Value> = answer["claims"]
        .as_array()
        .unwrap()
        .iter()
        .map(|claim| &claim["sentence"])
        .collect();
    assert_eq!(sentences, [1, 2, 3]);
    assert_eq!(first.schema.unwrap().violations(&answer), [""; 0]);

    // A codebook without passages in the language of document or prompts shows none.
    let mut other = codebook.clone();
    other.passages[0].lang = "nl".to_owned();
    assert_eq!(
        extractor.requests(&article("Il pleut."), &other)[0]
            .messages
            .len(),
        1
    );
}

#[tokio::test(flavor = "current_thread")]
async fn what_a_passage_answers_is_found_in_it_without_a_problem() {
    let codebook = codebook();
    let model = Scripted::new(|request: &ChatRequest, _| plain(request));
    let shown = ModelExtractor::new(model, settings()).requests(&article("Il pleut."), &codebook);
    let answer = shown[0].messages[1].text.clone();
    let mut blank = codebook.clone();
    blank.passages.clear();
    let annotation = extract(answer, &codebook.passages[0].text, &blank).await;
    assert_eq!(codes(&annotation), [""; 0]);
    assert_eq!(annotation.outcome, Outcome::Complete);
    let found: Vec<_> = annotation
        .claims
        .iter()
        .map(|claim| (claim.quote.as_str(), claim.kind))
        .collect();
    let given: Vec<_> = codebook.passages[0]
        .claims
        .iter()
        .map(|claim| (claim.quote.as_str(), claim.kind))
        .collect();
    assert_eq!(found, given);
    assert!(
        annotation
            .claims
            .iter()
            .all(|claim| claim.grounding == Grounding::Exact)
    );
}

#[test]
fn a_passage_that_would_mislead_is_named_with_what_is_wrong() {
    assert_eq!(check_examples(&codebook()), [""; 0]);
    check(
        "claim 1: a quote that the model gave does not stand in the text",
        |passage| passage.claims[0].quote = "Les cantines brûlent depuis mardi".to_owned(),
    );
    check("claim 1: the quote is not copied word for word", |passage| {
        passage.claims[0].quote = "les cuisines ont ouvert en 2011".to_owned();
    });
    check("claim 2: the cue does not stand near the quote", |passage| {
        passage.claims[1].cue = Some("a crié".to_owned());
    });
    check("claim 2: the speaker does not stand near the quote", |passage| {
        passage.claims[1].speaker = Some("Nora Roux".to_owned());
    });
    check(
        "claim 3: the word of doubt does not stand near the quote",
        |passage| {
            passage.claims[2].hedge = Some("peut-être".to_owned());
        },
    );
    check("claim 3: the quotation marks say another kind", |passage| {
        passage.claims[2].kind = ClaimKind::Direct;
    });
    check(
        "claim 3: the quote stands in the text more than once",
        |passage| {
            passage.text.push_str(" Oui, les prix pourraient monter.");
        },
    );
}

fn check(expected: &str, change: impl Fn(&mut Passage)) {
    let mut codebook = codebook();
    change(&mut codebook.passages[0]);
    let found = check_examples(&codebook);
    let expected = format!("passage 1, {expected}");
    assert!(
        found.iter().any(|wrong| wrong.starts_with(&expected)),
        "{expected}: {found:?}"
    );
}

#[tokio::test(flavor = "current_thread")]
async fn a_passage_in_the_answer_is_a_leak_and_in_the_document_too_it_is_flagged() {
    let codebook = codebook();
    let passage = &codebook.passages[0];
    let (quote, speaker) = (&passage.claims[1].quote, passage.claims[1].speaker.as_deref());
    let answer = claims(&[claim(quote, None, None)]);
    let leaked = extract(answer.clone(), "Il pleut sur la ville.", &codebook).await;
    assert_eq!((codes(&leaked), leaked.claims.len()), (vec!["example_leak"], 0));

    let text = format!("Il pleut. Le maire l’a redit : {quote}.");
    let known = extract(answer, &text, &codebook).await;
    assert_eq!(
        (codes(&known), known.claims.len()),
        (vec!["example_in_document"], 1)
    );
    assert_eq!(known.problems[0].claims, [known.claims[0].id.clone()]);

    let answer = claims(&[claim("Il pleut sur la ville", speaker, None)]);
    let speaker_leaked = extract(answer, "Il pleut sur la ville, dit-elle.", &codebook).await;
    assert_eq!(codes(&speaker_leaked), ["example_leak"]);
    assert_eq!(speaker_leaked.claims[0].speaker.name, None);
}

#[tokio::test(flavor = "current_thread")]
async fn passages_that_a_small_context_has_no_room_for_are_left_out_and_the_record_says_so() {
    let model = Scripted::new(|request: &ChatRequest, _| plain(request));
    let mut settings = settings();
    settings.context_tokens = Some(1_000);
    let extractor = ModelExtractor::new(model.clone(), settings);
    let annotation = extractor
        .extract(&article("Il pleut sur la ville."), &codebook())
        .await
        .unwrap();
    assert_eq!(codes(&annotation), ["reduced_codebook"]);
    assert_eq!(model.asked.lock().unwrap()[0].messages.len(), 1);
}
