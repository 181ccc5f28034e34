//! What a codebook may lack and still be read.

use std::collections::BTreeMap;
use std::fmt;

use propos_schema::StanceLabel;

use crate::codebook::{Codebook, ItemKind, Target, Topic};
use crate::localized::{Localized, LocalizedList};

/// Longer definitions are rarely read to the end, by people or by models.
const LONGEST_DEFINITION: usize = 400;

/// Something that makes a codebook work less well than it could. Its Display is one line without the place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Warning {
    /// The line, from 1, on which the topic, target or actor begins; 1 for the codebook as a whole.
    pub line: usize,
    /// What is thin, and why it matters.
    pub message: String,
}

impl fmt::Display for Warning {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl Codebook {
    /// What could be better: missing translations, keywords, cues and examples, words that point two ways,
    /// definitions that are too long. In the order of the file.
    pub fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        self.warn_of_header(&mut warnings);
        for topic in &self.topics {
            self.warn_of_topic(
                topic,
                &mut Report::new(self, ItemKind::Topic, &topic.id, &mut warnings),
            );
        }
        self.warn_of_shared_keywords(&mut warnings);
        for target in &self.targets {
            self.warn_of_target(
                target,
                &mut Report::new(self, ItemKind::Target, &target.id, &mut warnings),
            );
        }
        for actor in &self.actors {
            let mut report = Report::new(self, ItemKind::Actor, &actor.id, &mut warnings);
            report.translations("name", &actor.name);
            report.repeated("aliases", &actor.aliases);
            for language in &self.languages {
                if actor.aliases.get(language).is_empty() {
                    report.add(&format!(
                        "no aliases in {language:?}, so only its name is recognised"
                    ));
                }
            }
        }
        warnings.sort_by_key(|warning| warning.line);
        warnings
    }

    fn warn_of_header(&self, warnings: &mut Vec<Warning>) {
        let mut add = |message: String| warnings.push(Warning { line: 1, message });
        for (name, text) in [
            ("title", &self.title),
            ("instructions", &self.instructions),
            ("output_reminder", &self.output_reminder),
        ] {
            for language in missing(&self.languages, text) {
                add(format!("the codebook has no {name} in {language:?}"));
            }
        }
        if self.targets.is_empty() {
            add("the codebook has no targets, so no stances are coded".to_owned());
            return;
        }
        for language in &self.languages {
            if !self.stance.definition.contains_key(language) {
                add(format!("the stance labels have no definitions in {language:?}"));
            }
        }
    }

    fn warn_of_topic(&self, topic: &Topic, report: &mut Report<'_>) {
        report.translations("name", &topic.name);
        report.definition(&topic.definition);
        report.optional_translations("clarification", &topic.clarification);
        report.optional_translations("negative_clarification", &topic.negative_clarification);
        report.repeated("keywords", &topic.keywords);
        if topic.id == self.topic_fallback {
            return;
        }
        for language in &self.languages {
            if topic.keywords.get(language).is_empty() {
                report.add(&format!(
                    "no keywords in {language:?}, so rules cannot find it there"
                ));
            }
        }
    }

    fn warn_of_target(&self, target: &Target, report: &mut Report<'_>) {
        report.translations("statement", &target.statement);
        report.translations("name", &target.name);
        report.definition(&target.definition);
        report.optional_translations("clarification", &target.clarification);
        report.optional_translations("negative_clarification", &target.negative_clarification);
        report.repeated("keywords", &target.keywords);
        report.repeated("context", &target.context);
        if target.has_older_cue_names {
            report.add(
                "\"favor_cues\" and \"against_cues\" are older names: write \"cues.favor\" and \"cues.against\"",
            );
        }
        report.repeated("cues.favor", &target.cues.favor);
        report.repeated("cues.against", &target.cues.against);
        for language in &self.languages {
            if target.keywords.get(language).is_empty() {
                report.add(&format!(
                    "no keywords in {language:?}, so rules cannot find it there"
                ));
            }
            let favor = target.cues.favor.get(language);
            let against = target.cues.against.get(language);
            for (side, cues) in [("favor", favor), ("against", against)] {
                if cues.is_empty() {
                    report.add(&format!(
                        "no cues.{side} in {language:?}, so rules miss that side there"
                    ));
                }
            }
            for cue in favor.iter().filter(|cue| against.contains(cue)) {
                report.add(&format!("{cue:?} ({language}) is a cue for both sides"));
            }
        }
        for label in [StanceLabel::Favor, StanceLabel::Against] {
            if !target.examples.iter().any(|example| example.label == Some(label)) {
                report.add(&format!("no example with label {:?}", label.as_str()));
            }
        }
    }

    fn warn_of_shared_keywords(&self, warnings: &mut Vec<Warning>) {
        let mut topics_of: BTreeMap<(&str, String), Vec<&str>> = BTreeMap::new();
        for topic in &self.topics {
            for (language, keywords) in topic.keywords.iter() {
                for keyword in keywords {
                    let topics = topics_of.entry((language, keyword.to_lowercase())).or_default();
                    if !topics.contains(&topic.id.as_str()) {
                        topics.push(&topic.id);
                    }
                }
            }
        }
        for ((language, keyword), topics) in topics_of {
            if let [_, second, ..] = topics.as_slice() {
                warnings.push(Warning {
                    line: self.line(ItemKind::Topic, second),
                    message: format!(
                        "keyword {keyword:?} ({language}) stands in several topics, so it tells none of them apart: {}",
                        topics.join(", ")
                    ),
                });
            }
        }
    }

    fn line(&self, kind: ItemKind, id: &str) -> usize {
        self.lines.get(&(kind, id.to_owned())).copied().unwrap_or(1)
    }
}

/// Notes warnings of one entry.
struct Report<'a> {
    item: String,
    line: usize,
    languages: &'a [String],
    warnings: &'a mut Vec<Warning>,
}

impl<'a> Report<'a> {
    fn new(codebook: &'a Codebook, kind: ItemKind, id: &str, warnings: &'a mut Vec<Warning>) -> Self {
        Self {
            item: format!("{kind} {id:?}"),
            line: codebook.line(kind, id),
            languages: &codebook.languages,
            warnings,
        }
    }

    fn add(&mut self, message: &str) {
        self.warnings.push(Warning {
            line: self.line,
            message: format!("{} has {message}", self.item),
        });
    }

    fn translations(&mut self, name: &str, text: &Localized) {
        for language in missing(self.languages, text) {
            self.add(&format!("no {name} in {language:?}"));
        }
    }

    /// A text that may be absent, but not in some languages only.
    fn optional_translations(&mut self, name: &str, text: &Localized) {
        if !text.is_empty() {
            self.translations(name, text);
        }
    }

    fn definition(&mut self, definition: &Localized) {
        self.translations("definition", definition);
        for (language, text) in definition.iter() {
            let length = text.chars().count();
            if length > LONGEST_DEFINITION {
                self.add(&format!(
                    "a definition of {length} characters in {language:?}: more than {LONGEST_DEFINITION} are rarely \
                     read, move cases to clarification"
                ));
            }
        }
    }

    fn repeated(&mut self, name: &str, lists: &LocalizedList) {
        for (language, list) in lists.iter() {
            let mut times: BTreeMap<String, usize> = BTreeMap::new();
            for entry in list {
                *times.entry(entry.to_lowercase()).or_default() += 1;
            }
            let repeated: Vec<&str> = times
                .iter()
                .filter(|(_, n_times)| **n_times > 1)
                .map(|(entry, _)| entry.as_str())
                .collect();
            for entry in repeated {
                self.add(&format!("{entry:?} twice in {name}.{language}"));
            }
        }
    }
}

fn missing<'a>(languages: &'a [String], text: &Localized) -> Vec<&'a str> {
    languages
        .iter()
        .map(String::as_str)
        .filter(|language| text.get(language).is_none())
        .collect()
}
