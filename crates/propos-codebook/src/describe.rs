//! A codebook for reading.

use std::fmt;

use propos_schema::StanceLabel;

use crate::codebook::{Codebook, Example, Target, Topic};

/// How much a codebook holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// Topics, the fallback included.
    pub topics: usize,
    /// Targets.
    pub targets: usize,
    /// Actors.
    pub actors: usize,
    /// Keywords of topics and targets, in all languages.
    pub keywords: usize,
    /// Cues for the two sides, in all languages.
    pub cues: usize,
    /// Examples of topics and targets, and passages with their claims.
    pub examples: usize,
}

impl fmt::Display for Counts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [
            (self.topics, "topic"),
            (self.targets, "target"),
            (self.actors, "actor"),
            (self.keywords, "keyword"),
            (self.cues, "cue"),
            (self.examples, "example"),
        ];
        for (index, (n_entries, name)) in counts.into_iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            let plural = if n_entries == 1 { "" } else { "s" };
            write!(formatter, "{comma}{n_entries} {name}{plural}")?;
        }
        Ok(())
    }
}

impl Codebook {
    /// How much it holds.
    pub fn counts(&self) -> Counts {
        let topic_keywords = self.topics.iter().map(|topic| topic.keywords.n_entries());
        let target_keywords = self
            .targets
            .iter()
            .map(|target| target.keywords.n_entries() + target.context.n_entries());
        let cues = self
            .targets
            .iter()
            .map(|target| target.cues.favor.n_entries() + target.cues.against.n_entries());
        let topic_examples = self
            .topics
            .iter()
            .map(|topic| usize::from(topic.positive.is_some()) + usize::from(topic.negative.is_some()));
        let target_examples = self.targets.iter().map(|target| target.examples.len());
        Counts {
            topics: self.topics.len(),
            targets: self.targets.len(),
            actors: self.actors.len(),
            keywords: topic_keywords.chain(target_keywords).sum(),
            cues: cues.sum(),
            examples: topic_examples.chain(target_examples).sum::<usize>() + self.passages.len(),
        }
    }

    /// The codebook as Markdown, its texts in this language, else in English, else in any. Headings are English.
    /// Control characters are escaped and every text is on one line, so that the text is safe to print on a terminal; Markdown is not, since
    /// authors may use it in their definitions.
    pub fn describe(&self, language: &str) -> String {
        let mut page = Page::default();
        page.line(&format!("# {}", self.title.get_or_any(language)));
        page.blank();
        page.item("id", &self.id);
        page.item("version", &self.version);
        page.item("languages", &self.languages.join(", "));
        page.item("licence", self.license.as_deref().unwrap_or_default());
        page.item("sha256", &self.sha256);
        page.item("contents", &self.counts().to_string());
        page.paragraph(self.instructions.get_or_any(language));

        page.heading("## Topics");
        page.line(&format!(
            "One primary topic and up to {} more; {} where none fits.",
            self.max_secondary_topics, self.topic_fallback
        ));
        for topic in &self.topics {
            describe_topic(topic, language, &mut page);
        }

        page.heading("## Stances");
        for label in [
            Some(StanceLabel::Favor),
            Some(StanceLabel::Against),
            Some(StanceLabel::Neutral),
            None,
        ] {
            page.item(
                StanceLabel::coded_name(label),
                self.stance.definition(language, label),
            );
        }
        for rule in self.stance.rules.get(language) {
            page.item("rule", rule);
        }

        page.heading("## Targets");
        for target in &self.targets {
            describe_target(target, language, &mut page);
        }

        page.heading("## Actors");
        for actor in &self.actors {
            let name = actor.name.get_or_any(language);
            page.item(
                &format!("{} ({}, {})", name, actor.id, actor.kind),
                &actor.aliases.get(language).join(", "),
            );
        }
        if !self.passages.is_empty() {
            page.heading("## Passages");
        }
        for passage in &self.passages {
            page.paragraph(&format!("> {}", passage.text));
            page.blank();
            for claim in &passage.claims {
                let speaker = claim.name.as_ref().or(claim.speaker.as_ref());
                let speaker = speaker.map(|speaker| format!("{speaker}: "));
                let line = format!("{}{}", speaker.unwrap_or_default(), claim.quote);
                page.item(claim.kind.as_str(), &line);
            }
        }
        page.paragraph(self.output_reminder.get_or_any(language));
        page.text
    }
}

fn describe_topic(topic: &Topic, language: &str, page: &mut Page) {
    page.heading(&format!("### {} ({})", topic.name.get_or_any(language), topic.id));
    page.line(topic.definition.get_or_any(language));
    page.blank();
    page.item("also", topic.clarification.get_or_any(language));
    page.item("not", topic.negative_clarification.get_or_any(language));
    page.item("keywords", &topic.keywords.get(language).join(", "));
    for (scheme, codes) in &topic.anchors {
        page.item(scheme, &codes.join(", "));
    }
    let examples = [("example", &topic.positive), ("counter-example", &topic.negative)];
    for (name, example) in examples {
        if let Some(example) = example {
            page.item(name, &example_line(example));
        }
    }
}

fn example_line(example: &Example) -> String {
    let elsewhere = example.code_as.as_ref().map(|topic| format!(" → {topic}"));
    let why = example.why.as_ref().map(|why| format!(" ({why})"));
    format!(
        "{}{}{}",
        example.text,
        elsewhere.unwrap_or_default(),
        why.unwrap_or_default()
    )
}

fn describe_target(target: &Target, language: &str, page: &mut Page) {
    page.heading(&format!(
        "### {} ({})",
        target.name.get_or_any(language),
        target.id
    ));
    page.line(&format!("> {}", target.statement.get_or_any(language)));
    page.paragraph(target.definition.get_or_any(language));
    page.blank();
    page.item("also", target.clarification.get_or_any(language));
    page.item("not", target.negative_clarification.get_or_any(language));
    page.item("topics", &target.topics.join(", "));
    page.item("keywords", &target.keywords.get(language).join(", "));
    page.item("context", &target.context.get(language).join(", "));
    page.item("cues for", &target.cues.favor.get(language).join(", "));
    page.item("cues against", &target.cues.against.get(language).join(", "));
    for example in &target.examples {
        let speaker = example.speaker.as_ref().map(|speaker| format!("{speaker}: "));
        let why = example.why.as_ref().map(|why| format!(" ({why})"));
        page.item(
            StanceLabel::coded_name(example.label),
            &format!(
                "{}{}{}",
                speaker.unwrap_or_default(),
                example.text,
                why.unwrap_or_default()
            ),
        );
    }
}

/// Text that grows by lines. What comes from the file goes through [`Page::line`], on one line each.
#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn line(&mut self, line: &str) {
        let words: Vec<&str> = line.split_whitespace().collect();
        for character in words.join(" ").chars() {
            if is_unsafe_to_print(character) {
                self.text.extend(character.escape_unicode());
            } else {
                self.text.push(character);
            }
        }
        self.text.push('\n');
    }

    /// An empty line, never two.
    fn blank(&mut self) {
        if !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn heading(&mut self, heading: &str) {
        self.blank();
        self.line(heading);
        self.blank();
    }

    fn paragraph(&mut self, paragraph: &str) {
        if !paragraph.is_empty() {
            self.blank();
            self.line(paragraph);
        }
    }

    /// A line of a list; none when there is nothing to say.
    fn item(&mut self, name: &str, content: &str) {
        if !content.is_empty() {
            self.line(&format!("- {name}: {content}"));
        }
    }
}

/// Characters that steer a terminal or turn the direction of what follows.
fn is_unsafe_to_print(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
