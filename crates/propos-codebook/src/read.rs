//! From the text of a file to a codebook.

use std::collections::BTreeMap;

use propos_schema::StanceLabel;
use toml::de::DeTable;

use crate::codebook::{
    Actor, ActorKind, Codebook, Cues, Example, ItemKind, StanceDefinitions, StanceExample, StanceGuide,
    Target, Topic,
};
use crate::fingerprint::fingerprint;
use crate::identifier::{check_codebook_id, check_item_id, is_language_code};
use crate::localized::{Localized, LocalizedList};
use crate::mistake::{CodebookErrors, Mistake, one_of};
use crate::nearest::nearest;
use crate::references::{Alias, References, TopicReference};
use crate::table_reader::{Context, Lines, Mistakes, PlacedText, TableReader, without_places};

/// The words for the four decisions of a stance coding.
const STANCE_LABELS: [&str; 4] = ["favor", "against", "neutral", "none"];

/// Names that people write for other keys, with what to write.
const RENAMED_IN_TARGET: &[(&str, &str)] = &[
    ("favor_cues", "cues.favor"),
    ("favour_cues", "cues.favor"),
    ("cues_favor", "cues.favor"),
    ("cues_favour", "cues.favor"),
    ("against_cues", "cues.against"),
    ("cues_against", "cues.against"),
    ("examples", "[[target.example]]"),
    ("topic", "topics"),
];
const RENAMED_IN_CUES: &[(&str, &str)] = &[("favour", "favor")];
const RENAMED_IN_FILE: &[(&str, &str)] = &[
    ("targets", "[[target]]"),
    ("actors", "[[actor]]"),
    ("stances", "[stance]"),
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
            "duplicate key" => "duplicate key, write it once".to_owned(),
            message => message.replace(['\n', '\r'], " "),
        };
        let offset = error.span().map_or(0, |span| span.start);
        syntax_mistakes.add(offset, Mistake::Toml { message });
    }
    (codebook, syntax_mistakes)
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
            report_unknown_word(context.mistakes, "unit", &unit, &["claim"]);
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
            mistakes.add(entry.offset, repeated(&entry, "languages", "[codebook]"));
        } else {
            languages.push(entry.text);
        }
    }
    languages
}

fn repeated(entry: &PlacedText, key: &str, table: &str) -> Mistake {
    Mistake::RepeatedEntry {
        entry: entry.text.clone(),
        key: key.to_owned(),
        table: table.to_owned(),
    }
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
                report_unknown_word(context.mistakes, "stance label", label, &STANCE_LABELS);
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
        report_unknown_word(context.mistakes, "default label", &default, &["none"]);
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

fn read_topic(mut table: TableReader<'_, '_>, context: &Context<'_>, references: &mut References) -> Topic {
    let mut topic = Topic {
        id: read_item_id(&mut table, context),
        name: table.required_localized(context, "name"),
        definition: table.required_localized(context, "definition"),
        clarification: table.localized(context, "clarification"),
        negative_clarification: table.localized(context, "negative_clarification"),
        keywords: table.localized_list(context, "keywords"),
        ..Topic::default()
    };
    if let Some(anchors) = table.table("anchors", "{ scheme = [\"…\"] }") {
        topic.anchors = anchors.free_lists().into_iter().collect();
    }
    if let Some(mut positive) = table.table("positive", "{ text = \"…\" }") {
        topic.positive = Some(read_example(&mut positive));
        positive.finish(&[]);
    }
    if let Some(mut negative) = table.table("negative", "{ text = \"…\", code_as = \"…\" }") {
        let mut example = read_example(&mut negative);
        if let Some(code_as) = negative.text("code_as") {
            example.code_as = Some(code_as.text.clone());
            references
                .topics
                .push(TopicReference::new("code_as", code_as).outside(&topic.id));
        }
        negative.finish(&[]);
        topic.negative = Some(example);
    }
    table.finish(&[("cues", "keywords")]);
    topic
}

fn read_example(table: &mut TableReader<'_, '_>) -> Example {
    Example {
        text: table
            .required_text("text", "…")
            .map(|text| text.text)
            .unwrap_or_default(),
        why: table.text("why").map(|text| text.text),
        code_as: None,
        source: table.text("source").map(|text| text.text),
    }
}

fn read_target(mut table: TableReader<'_, '_>, context: &Context<'_>, references: &mut References) -> Target {
    let mut target = Target {
        id: read_item_id(&mut table, context),
        statement: table.required_localized(context, "statement"),
        name: table.required_localized(context, "name"),
        keywords: table.localized_list(context, "keywords"),
        definition: table.required_localized(context, "definition"),
        clarification: table.localized(context, "clarification"),
        negative_clarification: table.localized(context, "negative_clarification"),
        ..Target::default()
    };
    for topic in table.texts("topics").unwrap_or_default() {
        if target.topics.contains(&topic.text) {
            context
                .mistakes
                .add(topic.offset, repeated(&topic, "topics", "[[target]]"));
        }
        target.topics.push(topic.text.clone());
        references.topics.push(TopicReference::new("topics", topic));
    }
    if let Some(mut cues) = table.table("cues", "cues.favor.fr = [\"…\"]") {
        target.cues = Cues {
            favor: cues.localized_list(context, "favor"),
            against: cues.localized_list(context, "against"),
        };
        cues.finish(RENAMED_IN_CUES);
    }
    for example in table.tables("example", "target.example") {
        target.examples.extend(read_stance_example(example, context));
    }
    table.finish(RENAMED_IN_TARGET);
    target
}

fn read_stance_example(mut table: TableReader<'_, '_>, context: &Context<'_>) -> Option<StanceExample> {
    let label = table.required_text("label", "favor").and_then(|label| {
        let coded = StanceLabel::parse_coded(&label.text);
        if coded.is_none() {
            report_unknown_word(context.mistakes, "stance label", &label, &STANCE_LABELS);
        }
        coded
    });
    let text = table.required_text("text", "…");
    let speaker = table.text("speaker").map(|text| text.text);
    let why = table.text("why").map(|text| text.text);
    let source = table.text("source").map(|text| text.text);
    table.finish(&[("holder", "speaker"), ("stance", "label")]);
    Some(StanceExample {
        label: label?,
        text: text?.text,
        speaker,
        why,
        source,
    })
}

fn read_actor(mut table: TableReader<'_, '_>, context: &Context<'_>, references: &mut References) -> Actor {
    let id = read_item_id(&mut table, context);
    let name = table.required_placed_localized(context, "name");
    let aliases = table.placed_lists(context, "aliases");
    let names = name.iter().map(|(language, form)| (language, form));
    let other_forms = aliases
        .iter()
        .flat_map(|(language, forms)| forms.iter().map(move |form| (language, form)));
    for (language, form) in names.chain(other_forms) {
        references.aliases.push(Alias {
            actor: id.clone(),
            actor_offset: table.offset,
            language: language.clone(),
            form: form.clone(),
        });
    }
    let aliases: LocalizedList = aliases
        .into_iter()
        .map(|(language, forms)| (language, forms.into_iter().map(|form| form.text).collect()))
        .collect();
    let kinds: Vec<&str> = ActorKind::ALL.iter().map(|kind| kind.as_str()).collect();
    let kind = table.required_text("kind", "organisation").and_then(|word| {
        let kind = ActorKind::ALL.iter().find(|kind| kind.as_str() == word.text);
        if kind.is_none() {
            report_unknown_word(context.mistakes, "kind of actor", &word, &kinds);
        }
        kind
    });
    let actor = Actor {
        id,
        name: without_places(name),
        aliases,
        kind: kind.copied().unwrap_or(ActorKind::Organisation),
    };
    table.finish(&[("type", "kind"), ("alias", "aliases")]);
    actor
}

fn read_item_id(table: &mut TableReader<'_, '_>, context: &Context<'_>) -> String {
    let Some(id) = table.required_text("id", "short_name") else {
        return String::new();
    };
    check_item_id(context.mistakes, &id);
    id.text
}

fn report_unknown_word(mistakes: &Mistakes, what: &'static str, word: &PlacedText, known: &[&str]) {
    let hint = match nearest(&word.text, known.iter().copied()) {
        Some(guess) if known.len() > 1 => format!("did you mean {guess:?}?"),
        _ => format!("write {}", one_of(known.iter().copied())),
    };
    mistakes.add(
        word.offset,
        Mistake::UnknownWord {
            what,
            word: word.text.clone(),
            hint,
        },
    );
}
