//! Topics and stances: legal, whole, or none at all.

use propos_annotate::{Annotation, Article, Extractor as _, Labeller as _};
use propos_annotate_llm::{ModelExtractor, ModelLabeller};
use propos_codebook::Codebook;
use propos_llm::{Answer, ChatRequest, Outcome, TokenProbability};
use propos_schema::{HolderRole, Outcome as DocumentOutcome, StanceLabel};
use serde_json::{Value, json};

use crate::support::{
    Scripted, article, codes, complete, is_alone, is_labelling, labels, numbered_lines, plain, settings,
    topics_and_targets, with,
};

const TEXT: &str = "Pékin a interdit à ses chercheurs de voyager. La mesure inquiète. Les puces manquent. \
                    Washington durcit ses contrôles. Un sommet est prévu. Personne ne répond.";

async fn extracted(article: &Article) -> Annotation {
    let model = Scripted::new(|request: &ChatRequest, _| plain(request));
    let extractor = ModelExtractor::new(model, settings());
    extractor
        .extract(article, &Codebook::default_codebook())
        .await
        .unwrap()
}

async fn label(
    answer: impl Fn(&ChatRequest, usize) -> Answer + Send + Sync + 'static,
) -> (Annotation, usize) {
    let article = article(TEXT);
    let model = Scripted::new(answer);
    let labeller = ModelLabeller::new(model.clone(), settings());
    let annotation = labeller
        .label(&article, &Codebook::default_codebook(), extracted(&article).await)
        .await
        .unwrap();
    (annotation, model.n_asked())
}

#[tokio::test(flavor = "current_thread")]
async fn every_claim_gets_a_topic_and_a_decision_on_every_target() {
    let (annotation, n_asked) = label(|request, _| {
        assert!(is_labelling(request));
        complete(labels(request, 1, "favor"))
    })
    .await;
    assert_eq!(n_asked, 2, "six claims, four a request");
    assert_eq!(annotation.outcome, DocumentOutcome::Complete);
    let codebook = Codebook::default_codebook();
    for claim in &annotation.claims {
        assert_eq!(claim.primary_topic().unwrap().id, codebook.topics[1].id);
        assert_eq!(claim.stances.as_ref().unwrap().len(), codebook.targets.len());
        assert_eq!(claim.confidence, None, "no probabilities, no confidence");
    }
}

/// An answer whose second claim has a label that nobody offered.
fn with_an_unknown_label(request: &ChatRequest) -> Answer {
    let mut answer: Value = serde_json::from_str(&labels(request, 0, "none")).unwrap();
    let (_, targets) = topics_and_targets(request);
    if is_alone(request) {
        answer["claims"]["1"]["stances"][&targets[0]] = json!("supports");
    } else {
        answer["claims"]["2"]["stances"] =
            json!([{"target": targets[0], "label": "supports", "actor": null}]);
    }
    complete(answer.to_string())
}

#[tokio::test(flavor = "current_thread")]
async fn an_unknown_label_is_asked_for_again_and_then_leaves_its_claim_uncoded() {
    let (annotation, n_asked) = label(|request, _| with_an_unknown_label(request)).await;
    assert_eq!(
        n_asked, 4,
        "two batches, each with a wrong label, and its claim alone"
    );
    assert_eq!(annotation.outcome, DocumentOutcome::Partial);
    assert!(codes(&annotation).contains(&"unknown_label"));
    let uncoded: Vec<&str> = annotation
        .claims
        .iter()
        .filter(|claim| claim.stances.is_none())
        .map(|claim| claim.id.as_str())
        .collect();
    assert_eq!(
        uncoded,
        ["2", "6"],
        "a label that is not known is not the label none"
    );
}

#[tokio::test(flavor = "current_thread")]
async fn a_claim_that_got_no_labels_is_asked_about_alone_with_every_target() {
    let article = article(TEXT);
    let model = Scripted::new(|request: &ChatRequest, number| match number {
        0 => with_an_unknown_label(request),
        _ => complete(labels(
            request,
            1,
            if is_alone(request) { "against" } else { "none" },
        )),
    });
    let labeller = ModelLabeller::new(model.clone(), settings());
    let annotation = labeller
        .label(&article, &Codebook::default_codebook(), extracted(&article).await)
        .await
        .unwrap();
    assert_eq!(annotation.outcome, DocumentOutcome::Complete);
    assert_eq!(codes(&annotation), ["asked_again"]);
    let codebook = Codebook::default_codebook();
    let n_stances: Vec<usize> = annotation
        .claims
        .iter()
        .map(|claim| claim.stances.as_ref().unwrap().len())
        .collect();
    assert_eq!(n_stances, [0, codebook.targets.len(), 0, 0, 0, 0]);
    let asked = model.asked.lock().unwrap();
    let [batch, _, alone] = asked.as_slice() else {
        panic!("{} requests", asked.len())
    };
    assert_eq!(
        alone.system, batch.system,
        "what a server keeps of it serves both"
    );
    assert_eq!(numbered_lines(alone)[0].1, numbered_lines(batch)[1].1);
    assert_eq!(numbered_lines(alone).len(), 1);
    let most_bytes = alone.schema.as_ref().unwrap().most_bytes().unwrap();
    let room = alone.parameters.max_output_tokens;
    assert!(room as usize >= most_bytes && room >= batch.parameters.max_output_tokens);
    for target in &codebook.targets {
        assert!(alone.messages[0].text.contains(&target.id), "{}", target.id);
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_decision_on_every_target_is_as_sure_as_all_of_them() {
    let tokens = |text: &str, word: &str| {
        text.split_inclusive(|character: char| !character.is_alphanumeric())
            .map(|token| TokenProbability::new(token, if token.starts_with(word) { -0.01 } else { 0.0 }))
            .collect::<Vec<_>>()
    };
    let n_targets = Codebook::default_codebook().targets.len();
    let of_all = -0.01 * f64::from(u32::try_from(n_targets).unwrap());
    for (said, confidence) in [("favor", 0.99), ("none", of_all.exp())] {
        let (annotation, _) = label(move |request, number| {
            if number == 0 {
                return complete("{\"claims\":{}}");
            }
            let text = labels(request, 0, said);
            let mut answer = complete(text.clone());
            answer.tokens = Some(tokens(&text, said));
            answer
        })
        .await;
        let found = annotation.claims[0].confidence.unwrap();
        assert!((found - confidence).abs() < 1e-4, "{said}: {found}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_model_that_never_gives_labels_is_not_asked_about_every_claim() {
    let (annotation, n_asked) = label(|_, _| complete("{\"claims\":{}}")).await;
    assert_eq!(n_asked, 4, "a batch, two of its claims alone, the other batch");
    assert!(annotation.claims.iter().all(|claim| claim.stances.is_none()));
    assert_eq!(annotation.outcome, DocumentOutcome::Partial);
}

#[tokio::test(flavor = "current_thread")]
async fn a_label_in_other_letters_is_taken_with_a_mark() {
    let (annotation, _) = label(|request, _| complete(labels(request, 0, " Against "))).await;
    assert_eq!(annotation.outcome, DocumentOutcome::Complete);
    assert_eq!(codes(&annotation), ["repaired_answer"]);
    assert_eq!(
        annotation.claims[0].stances.as_ref().unwrap()[0].label,
        StanceLabel::Against
    );
}

#[tokio::test(flavor = "current_thread")]
async fn a_target_that_is_not_listed_and_one_that_is_called_none_are_no_stance() {
    let (annotation, _) = label(|request, _| {
        let mut answer: Value = serde_json::from_str(&labels(request, 0, "none")).unwrap();
        let (topics, targets) = topics_and_targets(request);
        answer["claims"]["1"]["stances"] = json!([
            {"target": targets[0], "label": "none", "actor": null},
            {"target": targets[1], "label": "against", "actor": null},
            {"target": targets[1], "label": "against", "actor": null},
        ]);
        answer["claims"]["1"]["also"] = json!([topics[0], topics[1], topics[1], topics[2], topics[3]]);
        complete(answer.to_string())
    })
    .await;
    assert_eq!(annotation.outcome, DocumentOutcome::Complete);
    assert_eq!(codes(&annotation), ["repaired_answer"]);
    let (first, second) = (&annotation.claims[0], &annotation.claims[1]);
    assert_eq!(
        first.topics.len(),
        1 + Codebook::default_codebook().max_secondary_topics
    );
    let stances = first.stances.as_ref().unwrap();
    assert_eq!((stances.len(), stances[0].label), (1, StanceLabel::Against));
    assert_eq!(second.stances.as_deref(), Some([].as_slice()), "coded, and none");
}

#[tokio::test(flavor = "current_thread")]
async fn of_two_labels_for_one_target_none_is_chosen_and_the_claim_is_asked_about_alone() {
    let (annotation, n_asked) = label(|request, _| {
        if is_alone(request) {
            return complete(labels(request, 0, "neutral"));
        }
        let mut answer: Value = serde_json::from_str(&labels(request, 0, "none")).unwrap();
        let (_, targets) = topics_and_targets(request);
        answer["claims"]["1"]["stances"] = json!([
            {"target": targets[0], "label": "favor", "actor": null},
            {"target": targets[0], "label": "against", "actor": null},
        ]);
        complete(answer.to_string())
    })
    .await;
    assert_eq!(n_asked, 4, "two batches, and one claim of each alone");
    assert_eq!(annotation.outcome, DocumentOutcome::Complete);
    let stances = annotation.claims[0].stances.as_ref().unwrap();
    assert!(stances.iter().all(|stance| stance.label == StanceLabel::Neutral));
}

#[tokio::test(flavor = "current_thread")]
async fn claims_that_the_answer_forgot_are_asked_for_once() {
    let (annotation, n_asked) = label(|request, number| {
        let mut answer: Value = serde_json::from_str(&labels(request, 0, "none")).unwrap();
        if number == 0 {
            let items = answer["claims"].as_object_mut().unwrap();
            items.retain(|number, _| number == "1");
        }
        complete(answer.to_string())
    })
    .await;
    assert_eq!(n_asked, 5, "two batches, and three claims alone");
    assert_eq!(
        annotation.outcome,
        DocumentOutcome::Complete,
        "{:?}",
        annotation.problems
    );
}

/// Wrong, forgetful and empty answers in every order: each batch is asked for twice and no more.
#[tokio::test(flavor = "current_thread")]
async fn fm_28_no_batch_of_claims_is_asked_for_a_third_time_for_its_form() {
    #[derive(Clone, Copy, Debug)]
    enum Way {
        Right,
        Wrong,
        Forgetful,
        Prose,
        Empty,
    }
    const WAYS: [Way; 5] = [Way::Right, Way::Wrong, Way::Forgetful, Way::Prose, Way::Empty];
    let (article, codebook) = (article(TEXT), Codebook::default_codebook());
    let claims = extracted(&article).await;
    for number in 0..WAYS.len().pow(2) {
        let order = [number, number / 5].map(|digit| WAYS[digit % 5]);
        let model = Scripted::new(move |request: &ChatRequest, number| {
            assert!(number < 2, "{order:?}: asked {} times", number + 1);
            let mut answer: Value = serde_json::from_str(&labels(request, 0, "none")).unwrap();
            match order[number] {
                Way::Right => {}
                Way::Wrong => answer["claims"]["1"]["topic"] = json!("no such topic"),
                Way::Forgetful => {
                    answer["claims"].as_object_mut().unwrap().remove("1");
                }
                Way::Prose => return complete("Certainly!"),
                Way::Empty => return with(Outcome::Malformed(propos_llm::Malformation::Empty), ""),
            }
            complete(answer.to_string())
        });
        // All claims are one batch.
        let mut settings = settings();
        settings.claims_per_request = 8;
        let labeller = ModelLabeller::new(model, settings);
        let outcome = labeller.label(&article, &codebook, claims.clone()).await;
        let annotation = outcome.unwrap();
        let is_whole = annotation.claims.iter().all(|claim| claim.stances.is_some());
        assert_eq!(
            annotation.outcome == DocumentOutcome::Complete,
            is_whole,
            "{order:?}: {:?}",
            annotation.problems
        );
    }
}

#[tokio::test(flavor = "current_thread")]
async fn the_actor_of_a_deed_holds_its_stance_where_the_sentence_names_it() {
    let (annotation, _) = label(|request, _| {
        let mut answer: Value = serde_json::from_str(&labels(request, 0, "favor")).unwrap();
        for (_, item) in answer["claims"].as_object_mut().unwrap().iter_mut() {
            item["stances"][0]["actor"] = json!("Pékin");
        }
        complete(answer.to_string())
    })
    .await;
    let holder = |index: usize| &annotation.claims[index].stances.as_ref().unwrap()[0].holder;
    assert_eq!(
        (holder(0).role, holder(0).name.as_deref()),
        (HolderRole::Actor, Some("Pékin"))
    );
    assert_eq!(holder(1).role, HolderRole::Speaker);
    assert!(
        codes(&annotation).contains(&"example_leak"),
        "Pékin is an example's speaker"
    );
}

#[tokio::test(flavor = "current_thread")]
async fn a_refused_second_step_is_a_refusal_and_keeps_the_claims_uncoded() {
    let (annotation, _) = label(|_, _| with(Outcome::Refused { category: None }, "")).await;
    assert_eq!(annotation.outcome, DocumentOutcome::Refused);
    assert_eq!(annotation.claims.len(), 6);
    assert!(annotation.claims.iter().all(|claim| claim.stances.is_none()));
}

#[tokio::test(flavor = "current_thread")]
async fn confidence_comes_from_the_tokens_where_the_server_tells_them() {
    let (annotation, _) = label(|request, _| {
        let text = labels(request, 0, "favor");
        let mut answer = complete(text.clone());
        let tokens = text
            .split_inclusive(|character: char| !character.is_alphanumeric())
            .map(|token| TokenProbability::new(token, if token.starts_with("favor") { -0.25 } else { 0.0 }));
        answer.tokens = Some(tokens.collect());
        answer
    })
    .await;
    let claim = &annotation.claims[0];
    assert!((claim.stances.as_ref().unwrap()[0].score - 0.7788).abs() < 1e-9);
    assert!((claim.topics[0].score - 1.0).abs() < 1e-9);
    assert_eq!(claim.confidence, Some(0.7788));
}

#[tokio::test(flavor = "current_thread")]
async fn a_codebook_that_takes_a_quarter_of_the_context_is_sent_in_part_and_the_record_says_so() {
    let article = article(TEXT);
    let codebook = Codebook::default_codebook();
    let model = Scripted::new(|request: &ChatRequest, _| complete(labels(request, 0, "neutral")));
    let mut settings = settings();
    settings.context_tokens = Some(8_192);
    let labeller = ModelLabeller::new(model.clone(), settings);
    let annotation = labeller
        .label(&article, &codebook, extracted(&article).await)
        .await
        .unwrap();
    assert!(codes(&annotation).contains(&"reduced_codebook"));
    let coded = annotation.targets_coded.as_ref().unwrap();
    assert!(
        coded.contains(&"t_travel_limits".to_owned()) && coded.len() < codebook.targets.len(),
        "{coded:?}"
    );
    for claim in &annotation.claims {
        assert_eq!(claim.stances.as_ref().unwrap().len(), coded.len());
    }
    let record = propos_annotate::assemble(&article, &codebook, "scripted", annotation.clone());
    assert_eq!(&record.provenance.targets_coded, coded);
    let asked = model.asked.lock().unwrap();
    assert!(asked[0].system.as_ref().unwrap().len() / 3 < 8_192);
    assert!(!numbered_lines(&asked[0]).is_empty());
}
