//! The codebook's passages: short texts with their claims, shown as questions that were answered.

use propos_annotate::Article;
use propos_codebook::{Codebook, Passage, PassageClaim};
use propos_grounding::Source;
use propos_llm::Message;
use propos_schema::{ClaimKind, Document, Grounding};
use serde_json::{Value, json};

use crate::answer::ExtractedItem;
use crate::chunk::Chunk;
use crate::fence::{DerivedNonces, Nonces as _};
use crate::ground::Grounder;
use crate::lines::numbered;
use crate::prompt::{LanguagePrompts, fill};

/// The passages that a model is shown before a document: those in its language, else those in the language of the prompts.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    /// Questions and answers in turn, the same for every document of a language, so that caches hold them.
    pub(crate) messages: Vec<Message>,
    /// How many there was no room for.
    pub(crate) n_left_out: usize,
}

impl Shown {
    /// As many as take at most so many bytes.
    pub(crate) fn of(
        codebook: &Codebook,
        language: &str,
        prompts: &LanguagePrompts,
        most_bytes: usize,
    ) -> Self {
        let in_language = |wanted: &str| -> Vec<&Passage> {
            let passages = codebook.passages.iter();
            passages.filter(|passage| passage.lang == wanted).collect()
        };
        let mut passages = in_language(language);
        if passages.is_empty() {
            passages = in_language(prompts.language());
        }
        let mut shown = Self::default();
        for passage in &passages {
            let turns = [question(passage, prompts), answer(passage)];
            if shown.n_bytes() + turns.iter().map(String::len).sum::<usize>() > most_bytes {
                break;
            }
            let [question, answer] = turns;
            shown
                .messages
                .extend([Message::user(question), Message::assistant(answer)]);
        }
        shown.n_left_out = passages.len() - shown.messages.len() / 2;
        shown
    }

    /// How long the turns are.
    pub(crate) fn n_bytes(&self) -> usize {
        self.messages.iter().map(|message| message.text.len()).sum()
    }
}

fn article(passage: &Passage) -> Article {
    Article::segment(Document::new("passage", passage.text.clone()).with_lang(&passage.lang))
}

fn question(passage: &Passage, prompts: &LanguagePrompts) -> String {
    let article = article(passage);
    let units = &article.document().units;
    let chunk = Chunk {
        units: 0..units.len(),
    };
    let nonce = DerivedNonces::default().draw(&passage.text);
    let lines = numbered(&passage.text, units, &chunk, &nonce, "");
    fill(
        prompts.extract.section("user"),
        &[("nonce", nonce.as_str()), ("document", lines.as_str())],
    )
}

fn answer(passage: &Passage) -> String {
    let article = article(passage);
    let source = Source::new(&passage.text);
    let claims: Vec<Value> = passage
        .claims
        .iter()
        .map(|claim| {
            let found = source.find(&claim.quote).ok();
            let start = found.and_then(|found| found.spans.first().map(|span| span.start));
            let units = &article.document().units;
            let before = units.partition_point(|unit| unit.end <= start.unwrap_or_default());
            let mut item = ExtractedItem::from(claim);
            item.sentence = Some(before + 1);
            item.as_given()
        })
        .collect();
    json!({"claims": claims}).to_string()
}

/// What is wrong with the passages of a codebook: each claim must pass what a model's claims have to pass, and be copied word
/// for word.
pub(crate) fn check_passages(codebook: &Codebook) -> Vec<String> {
    let mut wrong = Vec::new();
    for (passage, number) in codebook.passages.iter().zip(1..) {
        let article = article(passage);
        let grounder = Grounder::new(&article, codebook);
        for (claim, place) in passage.claims.iter().zip(1..) {
            wrong.extend(
                complaints(&grounder, passage, claim)
                    .into_iter()
                    .map(|complaint| format!("passage {number}, claim {place}: {complaint}")),
            );
        }
    }
    wrong
}

fn complaints(grounder: &Grounder<'_>, passage: &Passage, claim: &PassageClaim) -> Vec<String> {
    let item = ExtractedItem::from(claim);
    let mut problems = Vec::new();
    let found = match grounder.claim(&item, 0..passage.text.len(), 0, &mut problems) {
        Ok(found) => found,
        Err(problem) => return vec![problem.message],
    };
    let mut complaints: Vec<String> = problems.into_iter().map(|problem| problem.message).collect();
    if claim.speaker.is_some() && found.speaker.mention.is_none() && claim.kind != ClaimKind::Author {
        complaints.push("the speaker does not stand near the quote".to_owned());
    }
    match found.grounding {
        Grounding::Exact | Grounding::Elided => {}
        Grounding::Ambiguous => complaints.push("the quote stands in the text more than once".to_owned()),
        _ => complaints.push("the quote is not copied word for word".to_owned()),
    }
    complaints
}
