//! Whom refusals and failures leave out: outcomes of documents by language, outlet, topic or whatever is known of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use propos::annotate::Article;
use propos::annotate_rules::main_topic;
use propos::codebook::Codebook;
use propos::ingest::IngestError;
use propos::pipeline::{Manifest, RunFolder};
use propos::report::{Names, OutcomeRow, Outcomes, TOPIC, Tally, is_refusal};
use propos::schema::{Document, Outcome};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use crate::record_file::read_records;
use crate::source_texts::SourceTexts;

/// What documents are grouped by where nobody says otherwise.
pub(crate) const DEFAULT_FIELDS: [&str; 3] = [LANG, OUTLET, TOPIC];

const LANG: &str = "lang";
const OUTLET: &str = "outlet";
const FOLDER: &str = "folder";

/// Under which names corpora have who published a document; the first that is there holds.
const OUTLET_KEYS: [&str; 9] = [
    "outlet",
    "source",
    "publisher",
    "newspaper",
    "journal",
    "medium",
    "media",
    "site",
    "domain",
];

/// Of a record, what is asked of it here. Offsets and text need not fit each other for that.
#[derive(Deserialize)]
pub(crate) struct CountedRecord {
    document: DocumentPart,
    provenance: ProvenancePart,
    outcome: Outcome,
    problems: Vec<ProblemPart>,
}

#[derive(Deserialize)]
struct DocumentPart {
    id: String,
    lang: String,
    metadata: BTreeMap<String, Value>,
    text: Option<String>,
    sha256: String,
}

#[derive(Deserialize)]
struct ProvenancePart {
    fallback_reason: Option<IgnoredAny>,
    codebook: CodebookPart,
}

#[derive(Deserialize)]
struct CodebookPart {
    id: String,
}

#[derive(Deserialize)]
struct ProblemPart {
    code: String,
}

impl CountedRecord {
    fn tally(&self) -> Tally {
        let codes = self.problems.iter().map(|problem| problem.code.as_str());
        let is_by_fallback = self.provenance.fallback_reason.is_some();
        Tally::one(self.outcome, is_refusal(codes), is_by_fallback)
    }

    /// What is known of the document by a field other than its topic; empty where nothing is.
    fn value(&self, field: &str) -> String {
        let document = &self.document;
        match field {
            LANG => document.lang.clone(),
            OUTLET => self.outlet(),
            FOLDER => folder(&document.id).to_owned(),
            key => document.metadata.get(key).map_or_else(String::new, in_words),
        }
    }

    /// Who published the document.
    fn outlet(&self) -> String {
        let DocumentPart { id, metadata, .. } = &self.document;
        let mut named = OUTLET_KEYS
            .iter()
            .filter_map(|key| metadata.get(*key))
            .map(in_words);
        let url = || metadata.get("url").and_then(Value::as_str).and_then(host);
        named
            .find(|name| !name.is_empty())
            .or_else(|| url().or_else(|| host(id)).map(str::to_owned))
            .unwrap_or_else(|| folder(id).to_owned())
    }
}

/// A value of metadata as a group is called.
fn in_words(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    }
}

/// The host of an address.
fn host(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (scheme.starts_with("http") && !host.is_empty()).then_some(host)
}

/// The first folder below the corpus in which a document lies.
fn folder(id: &str) -> &str {
    id.split_once('/').map_or("", |(folder, _)| folder)
}

/// Counts records, and finds the topics of their texts where these are asked for.
pub(crate) struct Counter {
    pub(crate) outcomes: Outcomes,
    /// The codebook whose topics are looked for, where that is not the one of each record.
    codebook: Option<Codebook>,
    by_id: BTreeMap<String, Option<Codebook>>,
    /// The language of the first document, in which topics are named.
    lang: Option<String>,
    /// Where the texts of records without text are.
    texts: SourceTexts,
    /// How many documents have no text here.
    n_without_text: usize,
    /// Codebooks that are not at hand.
    missing: BTreeSet<String>,
}

impl Counter {
    /// Of no record yet, by these fields. Texts that records leave out are looked for among `texts`.
    pub(crate) fn by(fields: &[String], codebook: Option<Codebook>, texts: SourceTexts) -> Self {
        Self {
            outcomes: Outcomes::by(fields.iter().cloned()),
            codebook,
            by_id: BTreeMap::new(),
            lang: None,
            texts,
            n_without_text: 0,
            missing: BTreeSet::new(),
        }
    }

    /// Counts one more.
    pub(crate) fn add(&mut self, mut record: CountedRecord) {
        self.lang.get_or_insert_with(|| record.document.lang.clone());
        let has_topics = self.outcomes.fields().any(|field| field == TOPIC);
        let topic = if has_topics {
            self.topic(&mut record)
        } else {
            String::new()
        };
        self.outcomes.add(record.tally(), |field| match field {
            TOPIC => topic.clone(),
            field => record.value(field),
        });
    }

    /// What rules say that the text is about, whoever annotated the record: who was refused has no other topic, and what is compared
    /// must be found in one way.
    fn topic(&mut self, record: &mut CountedRecord) -> String {
        let text = record.document.text.take();
        let text = text.or_else(|| self.texts.with_hash(&record.document.sha256));
        let Some(text) = text else {
            self.n_without_text += 1;
            return String::new();
        };
        let id = &record.provenance.codebook.id;
        let codebook = if self.codebook.is_some() {
            self.codebook.as_ref()
        } else {
            let known = self.by_id.entry(id.clone());
            known.or_insert_with(|| Codebook::embedded(id)).as_ref()
        };
        let Some(codebook) = codebook else {
            self.missing.insert(id.clone());
            return String::new();
        };
        let document =
            Document::new(record.document.id.as_str(), text).with_lang(record.document.lang.as_str());
        main_topic(&Article::segment(document), codebook).unwrap_or_default()
    }

    /// What of the texts of records without text could not be read.
    pub(crate) fn take_errors(&mut self) -> Vec<IngestError> {
        self.texts.take_errors()
    }

    /// What topics are called.
    pub(crate) fn names(&self) -> Names {
        let codebooks = self.codebook.iter().chain(self.by_id.values().flatten());
        let lang = self.lang.as_deref().unwrap_or_default();
        let mut names = Names::default();
        for codebook in codebooks {
            names.topics.extend(propos::report_names(codebook, lang).topics);
        }
        names
    }

    /// What a reader must know of topics that are not known.
    pub(crate) fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.n_without_text > 0 {
            notes.push(format!(
                "{} records have no text, so that their topic is not known; --source says where the texts are",
                self.n_without_text
            ));
        }
        for id in &self.missing {
            notes.push(format!(
                "the codebook {id} is not at hand: give it with --codebook to see topics"
            ));
        }
        notes
    }
}

/// The codebook that a run was made with, from its manifest.
pub(crate) fn codebook_of_run(folder: &Path) -> Option<Codebook> {
    let host = Manifest::read(&RunFolder::new(folder))?.host;
    Codebook::parse("manifest.json", host["codebook"].as_str()?).ok()
}

/// So many groups are told of at the end of a run.
const MOST_TOLD: usize = 3;

/// Whom refusals left out in a run, a line for each of language and outlet that has several groups, those first that surely lost
/// most; what cannot be read is not told of.
pub(crate) fn refusals(results: &Path) -> Vec<String> {
    let Ok(file) = File::open(results) else {
        return Vec::new();
    };
    let fields = [LANG, OUTLET].map(str::to_owned);
    let mut counter = Counter::by(&fields, None, SourceTexts::find(&[]));
    let read = read_records::<CountedRecord>(BufReader::with_capacity(1 << 16, file), &mut |_, record| {
        if let Ok(record) = record {
            counter.add(record);
        }
        Ok(())
    });
    if read.is_err() {
        return Vec::new();
    }
    let lines = fields.iter().filter_map(|field| {
        let groups = counter.outcomes.groups(field);
        let lost: Vec<&OutcomeRow<'_>> = groups.iter().filter(|row| row.tally.n_lost() > 0).collect();
        if groups.len() < 2 || lost.is_empty() {
            return None;
        }
        let told: Vec<String> = lost.iter().take(MOST_TOLD).map(|row| group_words(row)).collect();
        let more = if lost.len() > MOST_TOLD { "; …" } else { "" };
        Some(format!("refusals by {field}: {}{more}", told.join("; ")))
    });
    lines.collect()
}

fn group_words(row: &OutcomeRow<'_>) -> String {
    let name = if row.value.is_empty() {
        "not known"
    } else {
        row.value
    };
    let tally = &row.tally;
    let share = tally.share() * 100.0;
    format!(
        "{name} {} of {} ({share:.1} %)",
        tally.n_lost(),
        tally.n_documents
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn record(id: &str, metadata: &Value) -> CountedRecord {
        serde_json::from_value(json!({
            "document": { "id": id, "lang": "fr", "metadata": metadata, "text": null, "sha256": "" },
            "provenance": { "fallback_reason": null, "codebook": { "id": "none" } },
            "outcome": "complete", "problems": [],
        }))
        .unwrap()
    }

    #[test]
    fn an_outlet_is_found_where_corpora_have_it() {
        let cases = [
            (
                "7",
                json!({ "source": " AFP ", "url": "https://example.org/7" }),
                "AFP",
            ),
            (
                "7",
                json!({ "source": "", "publisher": "Le Journal" }),
                "Le Journal",
            ),
            (
                "7",
                json!({ "url": "https://www.example.org:80/a?b" }),
                "example.org",
            ),
            ("http://u:p@example.org/7", json!({}), "example.org"),
            ("afp/2026/7.txt", json!({}), "afp"),
            ("7.txt", json!({ "outlet": null }), ""),
        ];
        for (id, metadata, outlet) in cases {
            assert_eq!(record(id, &metadata).value(OUTLET), outlet, "{id} {metadata}");
        }
        let other = record("a/b", &json!({ "section": "Monde", "year": 2026 }));
        let found = ["lang", "folder", "section", "year", "nothing"].map(|field| other.value(field));
        assert_eq!(found, ["fr", "a", "Monde", "2026", ""]);
    }
}
