//! Stances of sentences, and what must hold whatever the text.

use propos_annotate::{Annotation, Article};
use propos_codebook::Codebook;
use propos_schema::{Claim, ClaimKind, Document, Resolution, Sentence, Speaker, StanceLabel, TextSpan};

use super::label;

/// The form is described in the file.
const CASES: &str = include_str!("../../tests/stances.txt");

/// How many cases may be wrong: sentences that the rules are known not to read.
const N_KNOWN_WRONG: usize = 0;

fn claim(text: &str, speaker: &str) -> Claim {
    let mut claim = Claim::new(
        "case",
        ClaimKind::Indirect,
        vec![TextSpan::new(text, 0..text.len()).unwrap()],
    );
    claim.id = "1".to_owned();
    claim.sentence = Sentence::new(0, text, 0..text.len()).unwrap();
    if speaker != "author" {
        claim.speaker = Speaker::named(speaker, None, Resolution::Explicit);
    }
    claim
}

fn labelled(text: &str, lang: &str, speaker: &str, codebook: &Codebook) -> Claim {
    let article = Article::segment(Document::new("case", text).with_lang(lang));
    let mut annotation = Annotation::new("rules");
    annotation.claims.push(claim(text, speaker));
    label(&article, codebook, annotation).claims.remove(0)
}

#[test]
fn stances_follow_statement_negation_and_holder() {
    let mut codebook = Codebook::default_codebook();
    let mut lang = "fr";
    let mut wrong = Vec::new();
    let mut n_cases = 0;
    for line in CASES
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        if let Some(group) = line.strip_prefix('@') {
            let (id, code) = group.split_once(' ').unwrap();
            codebook = Codebook::embedded(id).unwrap();
            lang = code;
            continue;
        }
        n_cases += 1;
        let parts: Vec<&str> = line.split(" | ").collect();
        let [expected, who, target, text] = parts[..] else {
            panic!("{line}")
        };
        let (speaker, actor) = who
            .split_once(" > ")
            .map_or((who, None), |(speaker, actor)| (speaker, Some(actor)));
        if std::env::var_os("DEBUG_STANCE").is_some() {
            eprintln!("\n## {expected} {target} {text}");
        }
        let claim = labelled(text, lang, speaker, &codebook);
        let stance = claim
            .stances
            .iter()
            .flatten()
            .find(|stance| stance.target == target);
        let actual = StanceLabel::coded_name(stance.map(|stance| stance.label));
        let holder = stance.and_then(|stance| stance.holder.name.clone());
        let holder_is_right = stance.is_none_or(|stance| match actor {
            Some(actor) => {
                stance.holder.role.as_str() == "actor"
                    && holder
                        .as_deref()
                        .is_some_and(|name| name.contains(actor.trim_start_matches("la ")))
            }
            None => stance.holder.role.as_str() == "speaker",
        });
        if actual != expected || !holder_is_right {
            let evidence: Vec<&str> = stance
                .iter()
                .flat_map(|stance| &stance.evidence)
                .map(|span| span.text.as_str())
                .collect();
            wrong.push(format!(
                "{target}: {text}\n    expected {expected}, found {actual} by {holder:?}, for {evidence:?}"
            ));
        }
    }
    assert!(n_cases >= 100, "only {n_cases} cases were read");
    assert!(
        wrong.len() <= N_KNOWN_WRONG,
        "{} of {n_cases} cases:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
