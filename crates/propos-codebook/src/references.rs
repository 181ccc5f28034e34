//! What can be checked only once the whole file is read: ids that are taken, and names of topics that exist.

use std::collections::BTreeMap;

use crate::codebook::{Codebook, ItemKind};
use crate::mistake::{Mistake, one_of};
use crate::nearest::nearest;
use crate::places::{Lines, Mistakes, PlacedText};

/// A place that names a topic.
pub(crate) struct TopicReference {
    key: &'static str,
    id: PlacedText,
    /// The topic that may not be named here.
    outside_of: Option<String>,
}

impl TopicReference {
    pub(crate) const fn new(key: &'static str, id: PlacedText) -> Self {
        Self {
            key,
            id,
            outside_of: None,
        }
    }

    /// A reference of a topic to some other topic.
    pub(crate) fn outside(mut self, topic: &str) -> Self {
        self.outside_of = Some(topic.to_owned());
        self
    }
}

/// A form of mention of an actor.
pub(crate) struct Alias {
    pub(crate) actor: String,
    pub(crate) actor_offset: usize,
    pub(crate) language: String,
    pub(crate) form: PlacedText,
}

/// Everything in a file that depends on something elsewhere in it.
#[derive(Default)]
pub(crate) struct References {
    items: Vec<(ItemKind, String, usize)>,
    pub(crate) topics: Vec<TopicReference>,
    /// Whether the file names the topic that claims fall back to; then it is one of `topics`.
    pub(crate) fallback_is_named: bool,
    pub(crate) aliases: Vec<Alias>,
}

impl References {
    /// Notes the id of an entry that begins at `offset`.
    pub(crate) fn add_item(&mut self, kind: ItemKind, id: &str, offset: usize) {
        self.items.push((kind, id.to_owned(), offset));
    }

    /// Reports what does not hold; returns the line of every entry.
    pub(crate) fn check(
        self,
        codebook: &Codebook,
        lines: &Lines<'_>,
        mistakes: &Mistakes,
    ) -> BTreeMap<(ItemKind, String), usize> {
        let lines_of_items = check_ids(self.items, lines, mistakes);
        for reference in self.topics {
            check_topic(reference, codebook, mistakes);
        }
        if !self.fallback_is_named {
            check_fallback(codebook, mistakes);
        }
        check_aliases(&self.aliases, lines, mistakes);
        lines_of_items
    }
}

fn check_ids(
    items: Vec<(ItemKind, String, usize)>,
    lines: &Lines<'_>,
    mistakes: &Mistakes,
) -> BTreeMap<(ItemKind, String), usize> {
    let mut line_of = BTreeMap::new();
    for (kind, id, offset) in items {
        // A missing id is reported where it is missing.
        if id.is_empty() {
            continue;
        }
        let key = (kind, id);
        if let Some(first_line) = line_of.get(&key) {
            mistakes.add(
                offset,
                Mistake::DuplicateId {
                    item: kind.as_str(),
                    id: key.1,
                    first_line: *first_line,
                },
            );
        } else {
            line_of.insert(key, lines.line(offset));
        }
    }
    line_of
}

fn check_topic(reference: TopicReference, codebook: &Codebook, mistakes: &Mistakes) {
    let TopicReference { key, id, outside_of } = reference;
    if codebook.topic(&id.text).is_none() {
        mistakes.add(
            id.offset,
            Mistake::UnknownTopic {
                key,
                hint: topic_hint(codebook, &id.text),
                id: id.text,
            },
        );
    } else if outside_of.as_deref() == Some(id.text.as_str()) {
        mistakes.add(id.offset, Mistake::CodedAsItself { id: id.text });
    }
}

fn topic_hint(codebook: &Codebook, id: &str) -> String {
    let ids = codebook
        .topics
        .iter()
        .map(|topic| topic.id.as_str())
        .filter(|known| !known.is_empty());
    match nearest(id, ids.clone()) {
        Some(guess) => format!("did you mean {guess:?}?"),
        None => format!("write {}", one_of(ids)),
    }
}

/// Reports that the topic which claims fall back to does not exist, where the file does not name one itself.
fn check_fallback(codebook: &Codebook, mistakes: &Mistakes) {
    if !codebook.topics.is_empty() && codebook.topic(&codebook.topic_fallback).is_none() {
        let id = codebook.topic_fallback.clone();
        mistakes.add(0, Mistake::NoFallbackTopic { id });
    }
}

fn check_aliases(aliases: &[Alias], lines: &Lines<'_>, mistakes: &Mistakes) {
    let mut first_with: BTreeMap<(&str, &str), &Alias> = BTreeMap::new();
    for alias in aliases {
        let first = first_with
            .entry((&alias.language, &alias.form.text))
            .or_insert(alias);
        // Actors are told apart by their place: ids may be missing or repeated.
        if first.actor_offset != alias.actor_offset {
            mistakes.add(
                alias.form.offset,
                Mistake::SharedAlias {
                    alias: alias.form.text.clone(),
                    language: alias.language.clone(),
                    first_actor: first.actor.clone(),
                    first_line: lines.line(first.actor_offset),
                },
            );
        }
    }
}
