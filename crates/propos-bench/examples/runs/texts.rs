//! Documents to run over, and what came of them.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::Path;

use propos_bench::articles;
use serde_json::{Value, json};

/// How many characters a document has.
const CHARACTERS: usize = 3_000;
const SHORT_CHARACTERS: usize = 600;

/// So many documents of 3,000 characters, no two alike.
pub(crate) fn write_articles(path: &Path, n_documents: usize) -> Result<(), Box<dyn Error>> {
    write(path, n_documents, CHARACTERS)
}

/// So many of 600 characters.
pub(crate) fn write_short_articles(path: &Path, n_documents: usize) -> Result<(), Box<dyn Error>> {
    write(path, n_documents, SHORT_CHARACTERS)
}

fn write(path: &Path, n_documents: usize, n_characters: usize) -> Result<(), Box<dyn Error>> {
    let mut file = BufWriter::new(File::create(path)?);
    // Without notes that explain the repository's articles, paragraphs in their order.
    let languages = ["fr", "en"].map(|lang| (lang, articles(lang, 1_000_000)));
    let paragraphs: Vec<(&str, Vec<&str>)> = languages
        .iter()
        .map(|(lang, text)| {
            (
                *lang,
                text.split("\n\n").filter(|text| !text.is_empty()).collect(),
            )
        })
        .collect();
    for number in 0..n_documents {
        let (lang, paragraphs) = &paragraphs[number % paragraphs.len()];
        let mut text = format!("Document {number}.\n\n");
        let mut left = n_characters - text.chars().count();
        for paragraph in paragraphs.iter().cycle().skip(number * 7 % paragraphs.len()) {
            let taken: String = paragraph.chars().take(left).collect();
            left -= taken.chars().count();
            text.push_str(&taken);
            if left < 2 {
                break;
            }
            text.push_str("\n\n");
            left -= 2;
        }
        writeln!(
            file,
            "{}",
            json!({ "id": format!("d{number}"), "lang": lang, "text": text })
        )?;
    }
    Ok(file.flush()?)
}

/// What came of a document.
pub(crate) struct Came {
    pub(crate) n_claims: usize,
    pub(crate) is_complete: bool,
}

/// What came of each document of a run.
pub(crate) fn records(run: &Path) -> Result<BTreeMap<String, Came>, Box<dyn Error>> {
    let mut records = BTreeMap::new();
    for line in BufReader::new(File::open(run.join("results.jsonl"))?).lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let id = record["document"]["id"]
            .as_str()
            .ok_or("a record without an id")?
            .to_owned();
        let came = Came {
            n_claims: record["claims"].as_array().map_or(0, Vec::len),
            is_complete: record["outcome"] == "complete",
        };
        records.insert(id, came);
    }
    Ok(records)
}

/// How long a run was busy with writing results and journal.
pub(crate) fn seconds_writing(run: &Path) -> Result<f64, Box<dyn Error>> {
    let manifest: Value = serde_json::from_reader(File::open(run.join("manifest.json"))?)?;
    Ok(manifest["seconds_writing"].as_f64().unwrap_or(f64::NAN))
}
