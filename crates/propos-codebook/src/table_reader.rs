//! Reads tables of a TOML document whose every value knows its place, and notes every mistake on the way.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::localized::{Localized, LocalizedList};
use crate::mistake::{Mistake, one_of};
use crate::nearest::nearest;
use crate::places::{Mistakes, PlacedText};

/// How messages call the whole document.
const ROOT_NAME: &str = "the file";

/// What all tables of one document share.
pub(crate) struct Context<'a> {
    pub(crate) mistakes: &'a Mistakes,
    /// The declared languages; empty while they are not known, and then any language is taken.
    pub(crate) languages: Vec<String>,
}

/// One table. Ask for each key it may have, then call [`TableReader::finish`], which reports all others.
pub(crate) struct TableReader<'a, 'i> {
    table: &'a DeTable<'i>,
    /// How messages call it, such as `[[topic]]`.
    name: String,
    /// Where it begins.
    pub(crate) offset: usize,
    mistakes: &'a Mistakes,
    asked: Vec<&'static str>,
}

impl<'a, 'i> TableReader<'a, 'i> {
    pub(crate) fn root(table: &'a DeTable<'i>, mistakes: &'a Mistakes) -> Self {
        Self {
            table,
            name: ROOT_NAME.to_owned(),
            offset: 0,
            mistakes,
            asked: Vec::new(),
        }
    }

    fn value(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'i>>> {
        self.asked.push(key);
        self.table.get(key)
    }

    /// The text of a key that must be there.
    pub(crate) fn required_text(&mut self, key: &'static str, example: &str) -> Option<PlacedText> {
        let text = self.text(key);
        if text.is_none() && !self.table.contains_key(key) {
            self.report_missing(key, &format!("{key} = {example:?}"));
        }
        text
    }

    /// The text of a key, if there; not empty.
    pub(crate) fn text(&mut self, key: &'static str) -> Option<PlacedText> {
        let value = self.value(key)?;
        self.read_text(key, value)
    }

    fn read_text(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<PlacedText> {
        let offset = value.span().start;
        let Some(text) = value.get_ref().as_str() else {
            self.report_type(key, value, "a text in quotation marks");
            return None;
        };
        if text.trim().is_empty() {
            self.mistakes.add(
                offset,
                Mistake::EmptyText {
                    key: key.to_owned(),
                    table: self.name.clone(),
                },
            );
            return None;
        }
        Some(PlacedText {
            text: text.to_owned(),
            offset,
        })
    }

    /// A whole number within bounds, if there; `expected` says which ones.
    pub(crate) fn number(&mut self, key: &'static str, bounds: Range<i64>, expected: &str) -> Option<i64> {
        let value = self.value(key)?;
        let Some(integer) = value.get_ref().as_integer() else {
            self.report_type(key, value, expected);
            return None;
        };
        let found = i64::from_str_radix(integer.as_str(), integer.radix()).unwrap_or(i64::MAX);
        if bounds.contains(&found) {
            return Some(found);
        }
        self.mistakes.add(
            value.span().start,
            Mistake::WrongNumber {
                key: key.to_owned(),
                table: self.name.clone(),
                found,
                expected: expected.to_owned(),
            },
        );
        None
    }

    /// Yes or no, if there.
    pub(crate) fn flag(&mut self, key: &'static str) -> Option<bool> {
        let value = self.value(key)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.report_type(key, value, "true or false");
        }
        flag
    }

    /// A list of texts, if there; neither it nor a text of it may be empty.
    pub(crate) fn texts(&mut self, key: &'static str) -> Option<Vec<PlacedText>> {
        let value = self.value(key)?;
        if let Some(list) = value.get_ref().as_array() {
            self.report_if_empty(key, value, list);
        }
        self.read_texts(key, value)
    }

    /// An empty list passes here: `keywords.fr = []` says that there are none.
    fn read_texts(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<Vec<PlacedText>> {
        let Some(list) = value.get_ref().as_array() else {
            self.report_type(key, value, "a list such as [\"…\", \"…\"]");
            return None;
        };
        Some(
            list.iter()
                .filter_map(|entry| self.read_text(key, entry))
                .collect(),
        )
    }

    fn report_if_empty(&self, key: &str, value: &Spanned<DeValue<'_>>, list: &DeArray<'_>) {
        if list.is_empty() {
            self.mistakes.add(
                value.span().start,
                Mistake::EmptyList {
                    key: key.to_owned(),
                    table: self.name.clone(),
                },
            );
        }
    }

    /// Texts per language of a key that must be there.
    pub(crate) fn required_localized(&mut self, context: &Context<'_>, key: &'static str) -> Localized {
        without_places(self.required_placed_localized(context, key))
    }

    /// Texts per language, with their places, of a key that must be there.
    pub(crate) fn required_placed_localized(
        &mut self,
        context: &Context<'_>,
        key: &'static str,
    ) -> Vec<(String, PlacedText)> {
        let texts = self.per_language(context, key, "\"…\"", Self::read_text);
        let main_language = context.languages.first().map_or("en", String::as_str);
        let example = format!("{key}.{main_language} = \"…\"");
        match self.table.get(key) {
            None => self.report_missing(key, &example),
            Some(value) if value.get_ref().as_table().is_some_and(DeTable::is_empty) => {
                self.mistakes.add(
                    value.span().start,
                    Mistake::MissingKey {
                        key: key.to_owned(),
                        table: self.name.clone(),
                        example,
                    },
                );
            }
            Some(_) => {}
        }
        texts
    }

    /// Texts per language, if there.
    pub(crate) fn localized(&mut self, context: &Context<'_>, key: &'static str) -> Localized {
        without_places(self.per_language(context, key, "\"…\"", Self::read_text))
    }

    /// Lists per language, if there.
    pub(crate) fn localized_list(&mut self, context: &Context<'_>, key: &'static str) -> LocalizedList {
        self.placed_lists(context, key)
            .into_iter()
            .map(|(language, list)| (language, list.into_iter().map(|entry| entry.text).collect()))
            .collect()
    }

    /// Lists per language with the places of their entries.
    pub(crate) fn placed_lists(
        &mut self,
        context: &Context<'_>,
        key: &'static str,
    ) -> Vec<(String, Vec<PlacedText>)> {
        self.per_language(context, key, "[\"…\"]", Self::read_texts)
    }

    /// Reads each language of a key with `read`; a language that is not declared is reported.
    fn per_language<T>(
        &mut self,
        context: &Context<'_>,
        key: &'static str,
        example: &str,
        read: impl Fn(&Self, &str, &Spanned<DeValue<'i>>) -> Option<T>,
    ) -> Vec<(String, T)> {
        let mut found = Vec::new();
        let main_language = context.languages.first().map_or("en", String::as_str);
        let Some(value) = self.value(key) else {
            return found;
        };
        let Some(table) = value.get_ref().as_table() else {
            self.report_type(key, value, &format!("{key}.{main_language} = {example}"));
            return found;
        };
        for (language, value) in table {
            let full_key = format!("{key}.{}", language.get_ref());
            check_language(context, key, language.get_ref(), language.span().start);
            if let Some(content) = read(self, &full_key, value) {
                found.push((language.get_ref().to_string(), content));
            }
        }
        found
    }

    /// A table that must be there.
    pub(crate) fn required_table(&mut self, key: &'static str) -> Option<TableReader<'a, 'i>> {
        if !self.table.contains_key(key) {
            self.asked.push(key);
            self.report_missing(key, &format!("a table [{key}]"));
            return None;
        }
        self.table(key, &format!("a table [{key}]"))
    }

    /// A table, if there; `example` is what to write where something else stands.
    pub(crate) fn table(&mut self, key: &'static str, example: &str) -> Option<TableReader<'a, 'i>> {
        let value = self.value(key)?;
        let name = if self.name == ROOT_NAME {
            format!("[{key}]")
        } else {
            format!("{key:?} of {}", self.name)
        };
        self.read_table(key, value, name, example)
    }

    fn read_table(
        &self,
        key: &str,
        value: &'a Spanned<DeValue<'i>>,
        name: String,
        example: &str,
    ) -> Option<TableReader<'a, 'i>> {
        let Some(table) = value.get_ref().as_table() else {
            self.report_type(key, value, example);
            return None;
        };
        Some(TableReader {
            table,
            name,
            offset: value.span().start,
            mistakes: self.mistakes,
            asked: Vec::new(),
        })
    }

    /// Every table of an array of tables, and of none when the key is absent; `path` is how a file heads one.
    pub(crate) fn tables(&mut self, key: &'static str, path: &str) -> Vec<TableReader<'a, 'i>> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let example = format!("tables that begin with [[{path}]]");
        let Some(list) = value.get_ref().as_array() else {
            self.report_type(key, value, &example);
            return Vec::new();
        };
        self.report_if_empty(key, value, list);
        list.iter()
            .filter_map(|entry| self.read_table(key, entry, format!("[[{path}]]"), &example))
            .collect()
    }

    /// The keys of the table with their places, for tables whose keys are free or languages.
    pub(crate) fn free_keys(&self) -> impl Iterator<Item = (&'a str, usize)> + use<'a, 'i> {
        self.table
            .keys()
            .map(|key| (key.get_ref().as_ref(), key.span().start))
    }

    /// The lists of a table whose keys are free.
    pub(crate) fn free_lists(&self) -> Vec<(String, Vec<String>)> {
        let mut lists = Vec::new();
        for (key, value) in self.table {
            if let Some(entries) = self.read_texts(key.get_ref(), value) {
                let texts = entries.into_iter().map(|entry| entry.text).collect();
                lists.push((key.get_ref().to_string(), texts));
            }
        }
        lists
    }

    /// The tables of a table whose keys are languages.
    pub(crate) fn language_tables(
        &self,
        context: &Context<'_>,
        key: &str,
    ) -> Vec<(String, TableReader<'a, 'i>)> {
        let mut tables = Vec::new();
        for (language, value) in self.table {
            check_language(context, key, language.get_ref(), language.span().start);
            let name = format!("{key}.{}", language.get_ref());
            if let Some(table) =
                self.read_table(&name, value, format!("[{name}]"), "a table with a text per label")
            {
                tables.push((language.get_ref().to_string(), table));
            }
        }
        tables
    }

    /// Reports every key that was not asked for. `renamed` lists names that are often written for a key, with
    /// what to write.
    pub(crate) fn finish(self, renamed: &[(&'static str, &'static str)]) {
        for (key, offset) in self.free_keys() {
            if self.asked.contains(&key) {
                continue;
            }
            let renamed_keys = renamed.iter().map(|(old, _)| *old);
            let guess = nearest(key, renamed_keys.chain(self.asked.iter().copied()));
            let new_name = renamed.iter().find(|(old, _)| Some(*old) == guess);
            let hint = match (guess, new_name) {
                (_, Some((_, instead))) => format!("write {instead:?}"),
                (Some(guess), None) => format!("did you mean {guess:?}?"),
                (None, None) => format!("write {}", one_of(self.asked.iter().copied())),
            };
            self.mistakes.add(
                offset,
                Mistake::UnknownKey {
                    key: key.to_owned(),
                    table: self.name.clone(),
                    hint,
                },
            );
        }
    }

    pub(crate) fn report_missing(&self, key: &str, example: &str) {
        self.mistakes.add(
            self.offset,
            Mistake::MissingKey {
                key: key.to_owned(),
                table: self.name.clone(),
                example: example.to_owned(),
            },
        );
    }

    fn report_type(&self, key: &str, value: &Spanned<DeValue<'_>>, expected: &str) {
        let found = match value.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        self.mistakes.add(
            value.span().start,
            Mistake::WrongType {
                key: key.to_owned(),
                table: self.name.clone(),
                found,
                expected: expected.to_owned(),
            },
        );
    }
}

pub(crate) fn without_places(texts: Vec<(String, PlacedText)>) -> Localized {
    texts
        .into_iter()
        .map(|(language, text)| (language, text.text))
        .collect()
}

fn check_language(context: &Context<'_>, key: &str, language: &str, offset: usize) {
    let declared = &context.languages;
    if declared.is_empty() || declared.iter().any(|one| one == language) {
        return;
    }
    context.mistakes.add(
        offset,
        Mistake::UndeclaredLanguage {
            language: language.to_owned(),
            key: key.to_owned(),
            declared: one_of(declared.iter().map(String::as_str)),
        },
    );
}
