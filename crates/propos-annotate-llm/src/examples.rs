//! The codebook's examples, which a model is shown: sound before the run, and not to be found in results.

use std::collections::HashMap;

use propos_codebook::Codebook;
use propos_schema::{Problem, Severity, StanceLabel};

use crate::passages::check_passages;

/// The examples of a codebook by their folded texts.
#[derive(Debug, Default)]
pub(crate) struct Examples {
    texts: Vec<String>,
    speakers: Vec<String>,
}

impl Examples {
    pub(crate) fn of(codebook: &Codebook) -> Self {
        let of_topics = codebook
            .topics
            .iter()
            .flat_map(|topic| [&topic.positive, &topic.negative])
            .flatten()
            .map(|example| folded(&example.text));
        let of_targets = codebook.targets.iter().flat_map(|target| &target.examples);
        let speakers = of_targets
            .clone()
            .filter_map(|example| example.speaker.as_deref());
        let passages = Self::of_passages(codebook);
        Self {
            speakers: speakers.map(folded).chain(passages.speakers).collect(),
            texts: of_topics
                .chain(of_targets.map(|example| folded(&example.text)))
                .chain(passages.texts)
                .filter(|text| !text.is_empty())
                .collect(),
        }
    }

    /// The passages alone, which are what a model sees that looks for claims.
    pub(crate) fn of_passages(codebook: &Codebook) -> Self {
        let claims = || codebook.passages.iter().flat_map(|passage| &passage.claims);
        let quotes = claims().map(|claim| &claim.quote);
        let speakers = claims().flat_map(|claim| claim.speaker.iter().chain(&claim.name));
        Self {
            texts: quotes.map(|quote| folded(quote)).collect(),
            speakers: speakers.map(|speaker| folded(speaker)).collect(),
        }
    }

    /// Whether a text is an example, or most of one.
    pub(crate) fn hold(&self, text: &str) -> bool {
        if self.texts.is_empty() {
            return false;
        }
        let text = folded(text);
        let is_long = text.len() >= SHORTEST;
        self.texts.iter().any(|example| {
            let is_part =
                || example.contains(&text) || example.len() >= SHORTEST && text.contains(example.as_str());
            *example == text || is_long && is_part()
        })
    }

    /// Tells of claims that are examples: what was `found` proves nothing.
    pub(crate) fn told(claims: Vec<String>, found: &str) -> Option<Problem> {
        let n_claims = claims.len();
        (n_claims > 0).then(|| {
            let message = format!(
                "{n_claims} claims are examples of the codebook, which the model was shown: {found} nothing"
            );
            let mut problem = Problem::new("example_in_document", Severity::Info, message);
            problem.claims = claims;
            problem
        })
    }

    /// Whether a name is an example's speaker.
    pub(crate) fn name(&self, name: &str) -> bool {
        !self.speakers.is_empty() && self.speakers.contains(&folded(name))
    }
}

/// A shorter piece of an example may stand anywhere by accident.
const SHORTEST: usize = 24;

/// Letters and digits in small letters, one space between words.
fn folded(text: &str) -> String {
    let words: Vec<&str> = text
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ").to_lowercase()
}

/// What is wrong with the examples that a codebook shows to a model; empty when nothing is. To be asked before a run.
///
/// An example must have words, its topic must exist, and the same claim must not be given two labels for one target. What a
/// passage gives as its claims must stand in it, as a model's claims must stand in their document.
pub fn check_examples(codebook: &Codebook) -> Vec<String> {
    let mut wrong = check_passages(codebook);
    for topic in &codebook.topics {
        for example in [&topic.positive, &topic.negative].into_iter().flatten() {
            if folded(&example.text).is_empty() {
                wrong.push(format!("topic {}: an example has no words", topic.id));
            }
            if let Some(elsewhere) = &example.code_as
                && codebook.topic(elsewhere).is_none()
            {
                wrong.push(format!(
                    "topic {}: an example is coded as {elsewhere:?}, which is no topic",
                    topic.id
                ));
            }
        }
        let text = |example: &propos_codebook::Example| folded(&example.text);
        if let (Some(positive), Some(negative)) = (&topic.positive, &topic.negative)
            && text(positive) == text(negative)
        {
            wrong.push(format!(
                "topic {}: the same claim is example and counter-example",
                topic.id
            ));
        }
    }
    for target in &codebook.targets {
        let mut labels: HashMap<(String, String), Option<StanceLabel>> = HashMap::new();
        for example in &target.examples {
            let text = folded(&example.text);
            if text.is_empty() {
                wrong.push(format!("target {}: an example has no words", target.id));
            }
            let key = (text, example.speaker.as_deref().map(folded).unwrap_or_default());
            if labels
                .insert(key, example.label)
                .is_some_and(|other| other != example.label)
            {
                wrong.push(format!("target {}: the same claim has two labels", target.id));
            }
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use propos_codebook::Codebook;

    use super::{Examples, check_examples};

    #[test]
    fn shipped_examples_are_sound() {
        for id in Codebook::embedded_ids() {
            assert_eq!(
                check_examples(&Codebook::embedded(id).unwrap()),
                Vec::<String>::new(),
                "{id}"
            );
        }
    }

    #[test]
    fn two_labels_for_one_claim_are_told() {
        let mut codebook = Codebook::default_codebook();
        let target = &mut codebook.targets[0];
        let mut other = target.examples[0].clone();
        other.label = target.examples[1].label;
        target.examples.push(other);
        assert_eq!(check_examples(&codebook).len(), 1);
    }

    #[test]
    fn examples_are_known_again_however_they_are_typed() {
        let codebook = Codebook::default_codebook();
        let examples = Examples::of(&codebook);
        let text = codebook.targets[0].examples[0]
            .text
            .to_uppercase()
            .replace(',', "");
        assert!(examples.hold(&text));
        assert!(!examples.hold("Nothing of the kind was ever said by anybody."));
    }
}
