//! Reads one topic, one target, one actor.

use propos_schema::StanceLabel;

use crate::codebook::{Actor, ActorKind, Cues, Example, StanceExample, Target, Topic};
use crate::identifier::check_item_id;
use crate::localized::LocalizedList;
use crate::mistake::Mistake;
use crate::references::{Alias, References, TopicReference};
use crate::table_reader::{Context, TableReader, without_places};

/// The words for the four decisions of a stance coding.
pub(crate) const STANCE_LABELS: [&str; 4] = ["favor", "against", "neutral", "none"];

/// Names that people write for other keys, with what to write.
const RENAMED_IN_TARGET: &[(&str, &str)] = &[
    ("favour_cues", "cues.favor"),
    ("cues_favor", "cues.favor"),
    ("cues_favour", "cues.favor"),
    ("cues_against", "cues.against"),
    ("examples", "[[target.example]]"),
    ("topic", "topics"),
];
pub(crate) const RENAMED_IN_CUES: &[(&str, &str)] = &[("favour", "favor")];

pub(crate) fn read_topic(
    mut table: TableReader<'_, '_>,
    context: &Context<'_>,
    references: &mut References,
) -> Topic {
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

pub(crate) fn read_target(
    mut table: TableReader<'_, '_>,
    context: &Context<'_>,
    references: &mut References,
) -> Target {
    let mut target = Target {
        id: read_item_id(&mut table, context),
        statement: table.required_localized(context, "statement"),
        name: table.required_localized(context, "name"),
        keywords: table.localized_list(context, "keywords"),
        context: table.localized_list(context, "context"),
        definition: table.required_localized(context, "definition"),
        clarification: table.localized(context, "clarification"),
        negative_clarification: table.localized(context, "negative_clarification"),
        ..Target::default()
    };
    for topic in table.texts("topics").unwrap_or_default() {
        if target.topics.contains(&topic.text) {
            context.mistakes.add(
                topic.offset,
                Mistake::repeated(&topic.text, "topics", "[[target]]"),
            );
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
    // Files written before the cues had one table are still read.
    let older = Cues {
        favor: table.localized_list(context, "favor_cues"),
        against: table.localized_list(context, "against_cues"),
    };
    target.has_older_cue_names = !older.favor.is_empty() || !older.against.is_empty();
    if target.cues.favor.is_empty() {
        target.cues.favor = older.favor;
    }
    if target.cues.against.is_empty() {
        target.cues.against = older.against;
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
            context.mistakes.add(
                label.offset,
                Mistake::unknown_word("stance label", &label.text, &STANCE_LABELS),
            );
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

pub(crate) fn read_actor(
    mut table: TableReader<'_, '_>,
    context: &Context<'_>,
    references: &mut References,
) -> Actor {
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
            context.mistakes.add(
                word.offset,
                Mistake::unknown_word("kind of actor", &word.text, &kinds),
            );
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
