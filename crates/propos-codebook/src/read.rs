//! From the text of a file to a codebook.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::DeTable;

use crate::codebook::{Codebook, ItemKind, StanceDefinitions, StanceGuide};
use crate::fingerprint::fingerprint;
use crate::identifier::{check_codebook_id, is_language_code};
use crate::localized::Localized;
use crate::mistake::{CodebookErrors, Mistake};
use crate::passage::read_passage;
use crate::places::{Lines, Mistakes};
use crate::read_items::{RENAMED_IN_CUES, STANCE_LABELS, read_actor, read_target, read_topic};
use crate::references::{References, TopicReference};
use crate::table_reader::{Context, TableReader};

/// Names that people write for other keys, with what to write.
const RENAMED_IN_FILE: &[(&str, &str)] = &[
    ("targets", "[[target]]"),
    ("actors", "[[actor]]"),
    ("stances", "[stance]"),
    ("passages", "[[passage]]"),
    ("example", "[[passage]]"),
];
const RENAMED_IN_HEADER: &[(&str, &str)] = &[("licence", "license"), ("lang", "languages")];

impl Codebook {
    /// Reads a codebook from the text of a TOML file. `source_name` is what errors call the file.
    ///
    /// # Errors
    /// Everything that is wrong with the file, not the first mistake only.
    pub fn parse(source_name: &str, toml: &str) -> Result<Self, CodebookErrors> {
        let lines = Lines::new(toml);
        let (codebook, mistakes) = read(toml, &lines);
        if mistakes.is_empty() {
            Ok(codebook)
        } else {
            Err(mistakes.into_errors(source_name, &lines))
        }
    }
}

/// Reads a file without mistakes, but for its hash.
pub(crate) fn read_content(toml: &str, lines: &Lines<'_>) -> Codebook {
    let (document, _) = DeTable::parse_recoverable(toml);
    read_document(document.get_ref(), lines, &Mistakes::default())
}

/// Reads what can be read, and notes the mistakes.
pub(crate) fn read(toml: &str, lines: &Lines<'_>) -> (Codebook, Mistakes) {
    let (document, syntax_errors) = DeTable::parse_recoverable(toml);
    let mistakes = Mistakes::default();
    let mut codebook = read_document(document.get_ref(), lines, &mistakes);
    if syntax_errors.is_empty() {
        codebook.sha256 = fingerprint(document.get_ref());
        return (codebook, mistakes);
    }
    // What cannot be read leaves holes; what the rest of the file lacks is then no news.
    let syntax_mistakes = mistakes.without_consequences_of_holes();
    for error in syntax_errors {
        let message = match error.message() {
            "duplicate key" => duplicate_key(toml, error.span()),
            message => message.replace(['\n', '\r'], " "),
        };
        let offset = error.span().map_or(0, |span| span.start);
        syntax_mistakes.add(offset, Mistake::Toml { message });
    }
    (codebook, syntax_mistakes)
}

/// What to write in the place of a key that stands there twice. Who writes [[topics]] means the topics themselves,
/// whose settings have that name.
fn duplicate_key(toml: &str, span: Option<Range<usize>>) -> String {
    let span = span.unwrap_or_default();
    let key = toml.get(span.clone()).unwrap_or_default();
    let is_table = toml
        .get(..span.start)
        .is_some_and(|before| before.ends_with("[["));
    if is_table && key == "topics" {
        return "[[topics]] is no list: write [[topic]] for each topic, [topics] once for their settings"
            .to_owned();
    }
    format!("duplicate key {key:?}, write it once")
}

fn read_document(document: &DeTable<'_>, lines: &Lines<'_>, mistakes: &Mistakes) -> Codebook {
    let mut file = TableReader::root(document, mistakes);
    let mut context = Context {
        mistakes,
        languages: Vec::new(),
    };
    let mut references = References::default();

    if file
        .number("schema_version", 1..2, "1, or update propos")
        .is_none()
        && !document.contains_key("schema_version")
    {
        file.report_missing("schema_version", "schema_version = 1");
    }
    let mut codebook = read_header(&mut file, &mut context);
    read_topic_settings(&mut file, &mut codebook, &mut references);
    codebook.stance = read_stance(&mut file, &context);
    for table in file.tables("topic", "topic") {
        let offset = table.offset;
        let topic = read_topic(table, &context, &mut references);
        references.add_item(ItemKind::Topic, &topic.id, offset);
        codebook.topics.push(topic);
    }
    if !document.contains_key("topic") {
        file.report_missing("topic", "at least one table [[topic]]");
    }
    for table in file.tables("target", "target") {
        let offset = table.offset;
        let target = read_target(table, &context, &mut references);
        references.add_item(ItemKind::Target, &target.id, offset);
        codebook.targets.push(target);
    }
    for table in file.tables("actor", "actor") {
        let offset = table.offset;
        let actor = read_actor(table, &context, &mut references);
        references.add_item(ItemKind::Actor, &actor.id, offset);
        codebook.actors.push(actor);
    }
    for table in file.tables("passage", "passage") {
        codebook.passages.push(read_passage(table, &context));
    }
    file.finish(RENAMED_IN_FILE);

    codebook.lines = references.check(&codebook, lines, mistakes);
    codebook
}

fn read_header(file: &mut TableReader<'_, '_>, context: &mut Context<'_>) -> Codebook {
    let mut codebook = Codebook {
        id: String::new(),
        version: String::new(),
        languages: Vec::new(),
        title: Localized::default(),
        license: None,
        unit: "claim".to_owned(),
        instructions: Localized::default(),
        output_reminder: Localized::default(),
        topics: Vec::new(),
        targets: Vec::new(),
        actors: Vec::new(),
        passages: Vec::new(),
        topic_fallback: "other".to_owned(),
        max_secondary_topics: 2,
        stance: StanceGuide::default(),
        sha256: String::new(),
        lines: BTreeMap::new(),
    };
    let Some(mut header) = file.required_table("codebook") else {
        return codebook;
    };
    if let Some(id) = header.required_text("id", "my-codebook") {
        check_codebook_id(context.mistakes, &id);
        codebook.id = id.text;
    }
    if let Some(version) = header.required_text("version", "0.1.0") {
        codebook.version = version.text;
    }
    codebook.languages = read_languages(&mut header, context.mistakes);
    context.languages.clone_from(&codebook.languages);
    codebook.title = header.required_localized(context, "title");
    codebook.license = header.text("license").map(|license| license.text);
    if let Some(unit) = header.text("unit") {
        if unit.text != "claim" {
            context
                .mistakes
                .add(unit.offset, Mistake::unknown_word("unit", &unit.text, &["claim"]));
        }
        codebook.unit = unit.text;
    }
    codebook.instructions = header.localized(context, "instructions");
    codebook.output_reminder = header.localized(context, "output_reminder");
    header.finish(RENAMED_IN_HEADER);
    codebook
}

fn read_languages(header: &mut TableReader<'_, '_>, mistakes: &Mistakes) -> Vec<String> {
    let Some(entries) = header.texts("languages") else {
        if !header.free_keys().any(|(key, _)| key == "languages") {
            header.report_missing("languages", "languages = [\"fr\", \"en\"]");
        }
        return Vec::new();
    };
    let mut languages: Vec<String> = Vec::new();
    for entry in entries {
        if !is_language_code(&entry.text) {
            mistakes.add(entry.offset, Mistake::BadLanguage { language: entry.text });
        } else if languages.contains(&entry.text) {
            mistakes.add(
                entry.offset,
                Mistake::repeated(&entry.text, "languages", "[codebook]"),
            );
        } else {
            languages.push(entry.text);
        }
    }
    languages
}

fn read_topic_settings(file: &mut TableReader<'_, '_>, codebook: &mut Codebook, references: &mut References) {
    let Some(mut settings) = file.table("topics", "a table [topics], and [[topic]] for each topic") else {
        return;
    };
    settings.number("primary", 1..2, "1");
    if let Some(max_secondary) = settings.number("max_secondary", 0..3, "0, 1 or 2") {
        codebook.max_secondary_topics = usize::try_from(max_secondary).unwrap_or_default();
    }
    if let Some(fallback) = settings.text("fallback") {
        codebook.topic_fallback.clone_from(&fallback.text);
        references.fallback_is_named = true;
        references.topics.push(TopicReference::new("fallback", fallback));
    }
    settings.finish(&[]);
}

fn read_stance(file: &mut TableReader<'_, '_>, context: &Context<'_>) -> StanceGuide {
    let mut guide = StanceGuide::default();
    let Some(mut stance) = file.table("stance", "a table [stance]") else {
        return guide;
    };
    let labels_offset = stance.offset;
    if let Some(labels) = stance.texts("labels") {
        for label in &labels {
            if !STANCE_LABELS.contains(&label.text.as_str()) {
                context.mistakes.add(
                    label.offset,
                    Mistake::unknown_word("stance label", &label.text, &STANCE_LABELS),
                );
            }
        }
        for label in STANCE_LABELS {
            if !labels.iter().any(|one| one.text == label) {
                context.mistakes.add(
                    labels.first().map_or(labels_offset, |first| first.offset),
                    Mistake::MissingLabel {
                        label,
                        expected: format!("{STANCE_LABELS:?}"),
                    },
                );
            }
        }
    }
    if let Some(default) = stance.text("default").filter(|default| default.text != "none") {
        context.mistakes.add(
            default.offset,
            Mistake::unknown_word("default label", &default.text, &["none"]),
        );
    }
    if let Some(definition) = stance.table("definition", "a table [stance.definition.fr]") {
        for (language, mut table) in definition.language_tables(context, "stance.definition") {
            let mut label = |label| {
                let text = table.required_text(label, "…");
                text.map(|text| text.text).unwrap_or_default()
            };
            let definitions = StanceDefinitions {
                favor: label("favor"),
                against: label("against"),
                neutral: label("neutral"),
                none: label("none"),
            };
            table.finish(RENAMED_IN_CUES);
            guide.definition.insert(language, definitions);
        }
    }
    guide.rules = stance.localized_list(context, "rules");
    stance.finish(&[("definitions", "definition")]);
    guide
}
