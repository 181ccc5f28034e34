//! The part of a prompt that a codebook gives.

use std::fmt::Write as _;

use propos_codebook::{Codebook, Example, Localized, Target, Topic};
use propos_schema::StanceLabel;

use crate::prompt::LanguagePrompts;

/// The topics and targets that a document is labelled by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InPlay {
    /// Ids of topics, in the order of the codebook.
    pub(crate) topics: Vec<String>,
    /// Ids of targets, in the order of the codebook.
    pub(crate) targets: Vec<String>,
    /// Whether something of the codebook is left out.
    pub(crate) is_reduced: bool,
}

impl InPlay {
    /// All of the codebook.
    pub(crate) fn all(codebook: &Codebook) -> Self {
        Self {
            topics: codebook.topics.iter().map(|topic| topic.id.clone()).collect(),
            targets: codebook.targets.iter().map(|target| target.id.clone()).collect(),
            is_reduced: false,
        }
    }

    /// What the text has a keyword of, the topics of such targets, and the topic for what fits no other.
    pub(crate) fn in_text(codebook: &Codebook, language: &str, text: &str) -> Self {
        let text = folded(text);
        let has = |keywords: &[String]| {
            keywords
                .iter()
                .any(|keyword| has_at_word(&text, &folded(keyword)))
        };
        let mut targets: Vec<&Target> = codebook
            .targets
            .iter()
            .filter(|target| has(target.keywords.get(language)))
            .collect();
        // A target without keywords in this language may be in play for all we know.
        targets.extend(
            codebook
                .targets
                .iter()
                .filter(|target| target.keywords.get(language).is_empty()),
        );
        let topics: Vec<&Topic> = codebook
            .topics
            .iter()
            .filter(|topic| {
                topic.id == codebook.topic_fallback
                    || topic.keywords.get(language).is_empty()
                    || has(topic.keywords.get(language))
                    || targets.iter().any(|target| target.topics.contains(&topic.id))
            })
            .collect();
        Self {
            is_reduced: targets.len() < codebook.targets.len() || topics.len() < codebook.topics.len(),
            topics: topics.iter().map(|topic| topic.id.clone()).collect(),
            targets: codebook
                .targets
                .iter()
                .filter(|target| targets.iter().any(|other| other.id == target.id))
                .map(|target| target.id.clone())
                .collect(),
        }
    }
}

/// Lower case, one kind of apostrophe, one kind of space.
fn folded(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .map(|character| match character {
            '’' => '\'',
            character if character.is_whitespace() => ' ',
            character => character,
        })
        .collect()
}

/// Whether a phrase stands in a text at the beginning of a word.
fn has_at_word(text: &str, phrase: &str) -> bool {
    !phrase.is_empty()
        && text.match_indices(phrase).any(|(at, _)| {
            !text
                .get(..at)
                .and_then(|before| before.chars().next_back())
                .is_some_and(char::is_alphanumeric)
        })
}

/// What a model is told of the codebook: definitions, clarifications and examples of what is in play.
pub(crate) fn describe(codebook: &Codebook, prompts: &LanguagePrompts, in_play: &InPlay) -> String {
    let page = &mut Page {
        text: String::new(),
        prompts,
        language: prompts.language(),
    };
    page.line(codebook.instructions.get_or_any(page.language));
    page.heading("topics");
    let topics = codebook.topics.iter();
    for topic in topics.filter(|topic| in_play.topics.contains(&topic.id)) {
        page.topic(topic);
    }
    if !in_play.targets.is_empty() {
        page.heading("stances");
        for label in LABELS {
            let definition = codebook.stance.definition(page.language, label);
            page.line(&format!("{}: {definition}", StanceLabel::coded_name(label)));
        }
        for rule in codebook.stance.rules.get(page.language) {
            let word = page.word("rule");
            page.line(&format!("{word}: {rule}"));
        }
        page.heading("targets");
        let targets = codebook.targets.iter();
        for target in targets.filter(|target| in_play.targets.contains(&target.id)) {
            page.target(target);
        }
    }
    page.text.push('\n');
    page.line(codebook.output_reminder.get_or_any(page.language));
    page.text.trim_end().to_owned()
}

/// The four decisions on a target, in the order in which they are explained and offered.
pub(crate) const LABELS: [Option<StanceLabel>; 4] = [
    Some(StanceLabel::Favor),
    Some(StanceLabel::Against),
    Some(StanceLabel::Neutral),
    None,
];

struct Page<'p> {
    text: String,
    prompts: &'p LanguagePrompts,
    language: &'p str,
}

impl<'p> Page<'p> {
    fn word(&self, name: &'p str) -> &'p str {
        self.prompts.label.word("headings", name)
    }

    fn line(&mut self, line: &str) {
        if !line.is_empty() {
            self.text.push_str(line);
            self.text.push('\n');
        }
    }

    fn heading(&mut self, name: &'p str) {
        let word = self.word(name);
        let _ = write!(self.text, "\n{word}\n");
    }

    fn topic(&mut self, topic: &Topic) {
        let language = self.language;
        let mut line = format!(
            "{} – {}: {}",
            topic.id,
            topic.name.get_or_any(language),
            topic.definition.get_or_any(language)
        );
        clarify(
            &mut line,
            [&topic.clarification, &topic.negative_clarification],
            language,
        );
        self.line(&line);
        self.example("example", topic.positive.as_ref());
        self.example("counter_example", topic.negative.as_ref());
    }

    fn target(&mut self, target: &Target) {
        let language = self.language;
        let mut line = format!(
            "{} – {} {}",
            target.id,
            target.statement.get_or_any(language),
            target.definition.get_or_any(language)
        );
        clarify(
            &mut line,
            [&target.clarification, &target.negative_clarification],
            language,
        );
        self.line(&line);
        for example in &target.examples {
            let speaker = example
                .speaker
                .as_ref()
                .map(|speaker| format!("{speaker}: "))
                .unwrap_or_default();
            let label = StanceLabel::coded_name(example.label);
            self.line(&format!("  {label} ← {speaker}« {} »", example.text));
        }
    }

    fn example(&mut self, name: &'p str, example: Option<&Example>) {
        let Some(example) = example else { return };
        let word = self.word(name);
        let elsewhere = example
            .code_as
            .as_ref()
            .map(|topic| format!(" → {topic}"))
            .unwrap_or_default();
        self.line(&format!("  {word}: « {} »{elsewhere}", example.text));
    }
}

/// Clarifications say themselves whether they include or exclude.
fn clarify(line: &mut String, clarifications: [&Localized; 2], language: &str) {
    for clarification in clarifications {
        let text = clarification.get_or_any(language);
        if !text.is_empty() {
            let _ = write!(line, " {text}");
        }
    }
}

#[cfg(test)]
mod tests {
    use propos_codebook::Codebook;

    use super::{InPlay, describe};
    use crate::prompt::Prompts;

    #[test]
    fn only_what_the_text_speaks_of_is_in_play() {
        let codebook = Codebook::default_codebook();
        let in_play = InPlay::in_text(
            &codebook,
            "fr",
            "L’Europe réclame des contrôles à l’exportation de puces.",
        );
        assert!(in_play.is_reduced);
        assert!(in_play.topics.contains(&"export_controls".to_owned()));
        assert!(in_play.topics.contains(&codebook.topic_fallback));
        assert!(in_play.targets.contains(&"t_export_controls".to_owned()));
        assert!(in_play.targets.len() < codebook.targets.len());
    }

    #[test]
    fn the_whole_codebook_is_told_with_its_examples() {
        let codebook = Codebook::default_codebook();
        let prompts = Prompts::shipped();
        let text = describe(
            &codebook,
            prompts.for_language("fr").unwrap(),
            &InPlay::all(&codebook),
        );
        for topic in &codebook.topics {
            assert!(text.contains(topic.definition.get_or_any("fr")), "{}", topic.id);
        }
        for example in codebook.targets.iter().flat_map(|target| &target.examples) {
            assert!(text.contains(&example.text));
        }
        assert!(text.len() < 24_000, "{}", text.len());
    }
}
