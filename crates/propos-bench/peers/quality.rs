//! Quality of segmentation: golden rules passed, and sentence F1 on files with gold spans.

use propos_segment::{Options, QuotePolicy, Unit, segment};
use serde_json::Value;
use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::Path;

/// Cases of one golden file: passed and all.
pub(crate) struct Golden {
    pub(crate) name: String,
    pub(crate) passed: usize,
    pub(crate) cases: usize,
}

/// The committed golden files in the order of their names. Files named `*_keep` are read with quotations kept whole.
pub(crate) fn golden() -> Result<Vec<Golden>, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../propos-segment/tests/golden");
    let mut paths: Vec<_> = fs::read_dir(folder)?
        .flatten()
        .map(|entry| entry.path())
        .collect();
    paths.retain(|path| {
        path.extension().is_some_and(|extension| extension == "jsonl") && !path.ends_with("argued.jsonl")
    });
    paths.sort();
    paths.iter().map(|path| score_golden(path)).collect()
}

fn score_golden(path: &Path) -> Result<Golden, Box<dyn Error>> {
    let name = path
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let quotes = if name.ends_with("_keep") {
        QuotePolicy::Keep
    } else {
        QuotePolicy::Split
    };
    let mut golden = Golden {
        name,
        passed: 0,
        cases: 0,
    };
    for line in fs::read_to_string(path)?.lines() {
        let case: Value = serde_json::from_str(line)?;
        let text = case["text"].as_str().unwrap_or_default();
        let expected: Vec<String> = serde_json::from_value(case["sentences"].clone())?;
        let units = units_of(text, &case, quotes);
        let found = units
            .iter()
            .map(|unit| text.get(unit.range()).unwrap_or_default());
        golden.cases += 1;
        golden.passed += usize::from(found.eq(expected.iter().map(|sentence| sentence.trim())));
    }
    Ok(golden)
}

fn units_of(text: &str, document: &Value, quotes: QuotePolicy) -> Vec<Unit> {
    let lang = document["lang"].as_str().and_then(|code| code.parse().ok());
    segment(text, &Options::default().with_lang(lang).with_quotes(quotes)).units
}

/// Precision, recall and F1 of whole sentences, over all documents of a file with gold spans in code points.
pub(crate) fn sentence_f1(path: &Path) -> Result<(f64, f64, f64), Box<dyn Error>> {
    let (mut right, mut found, mut wanted) = (0_u32, 0_u32, 0_u32);
    for line in fs::read_to_string(path)?.lines() {
        let document: Value = serde_json::from_str(line)?;
        let text = document["text"].as_str().unwrap_or_default();
        let bytes: Vec<usize> = text
            .char_indices()
            .map(|(offset, _)| offset)
            .chain([text.len()])
            .collect();
        let spans: Vec<(usize, usize)> = serde_json::from_value(document["sentences"].clone())?;
        let gold: BTreeSet<(usize, usize)> = spans
            .iter()
            .filter_map(|&(start, end)| {
                let (start, end) = (*bytes.get(start)?, *bytes.get(end)?);
                let slice = text.get(start..end)?;
                Some((end - slice.trim_start().len(), start + slice.trim_end().len()))
            })
            .collect();
        let keep = document["policy"].as_str() == Some("keep");
        let units = units_of(
            text,
            &document,
            if keep {
                QuotePolicy::Keep
            } else {
                QuotePolicy::Split
            },
        );
        found += u32::try_from(units.len())?;
        wanted += u32::try_from(gold.len())?;
        right += u32::try_from(
            units
                .iter()
                .filter(|unit| gold.contains(&(unit.start, unit.end)))
                .count(),
        )?;
    }
    let (precision, recall) = (
        f64::from(right) / f64::from(found.max(1)),
        f64::from(right) / f64::from(wanted.max(1)),
    );
    let f1 = if right == 0 {
        0.0
    } else {
        2.0 * precision * recall / (precision + recall)
    };
    Ok((precision, recall, f1))
}
