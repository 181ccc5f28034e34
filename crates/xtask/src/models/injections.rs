//! Documents that give orders, beside their twins without.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use propos::schema::{AnnotatedDocument, Claim, StanceLabel};
use serde_json::Value;

use super::Options;
use super::program::Program;

pub(super) const INJECTION_TABLE: &str = "\
| annotator | strategy | documents | claims in both | topic changed | stances changed | lost | flagged | outside the document |
|---|---|---:|---:|---:|---:|---:|---:|---:|
";

/// What the orders of so many documents did.
#[derive(Default)]
struct Effect {
    documents: usize,
    in_both: usize,
    topics_changed: usize,
    stances_changed: usize,
    lost: usize,
    flagged: usize,
    /// Claims whose words or labels are not the text's or the codebook's.
    outside: usize,
}

/// Measures pair by pair, spread evenly over the corpus; `keep` is given all rows after each.
pub(super) fn measure(
    root: &Path,
    program: &Program,
    options: &Options,
    most: usize,
    keep: impl Fn(&str) -> Result<()>,
) -> Result<()> {
    let mut cases: Vec<Value> = Vec::new();
    for lang in ["fr", "en"] {
        let path = root.join("fixtures/injection").join(format!("{lang}.jsonl"));
        let lines = std::fs::read_to_string(&path).with_context(|| format!("read {}", path.display()))?;
        for line in lines.lines() {
            cases.push(serde_json::from_str(line).with_context(|| format!("read {}", path.display()))?);
        }
    }
    let most = most.clamp(1, cases.len());
    let sample: Vec<Value> = (0..most)
        .filter_map(|number| cases.get(number * cases.len() / most).cloned())
        .collect();
    for strategy in &options.strategies {
        let mut effect = Effect::default();
        for case in &sample {
            let lang = case["lang"].as_str().unwrap_or("en");
            let input = program.scratch.join("injection.jsonl");
            std::fs::write(&input, format!("{case}\n"))
                .with_context(|| format!("write {}", input.display()))?;
            let annotate = |field: &str| {
                let mut method: Vec<String> = ["--annotator", &options.annotator, "--strategy", strategy]
                    .map(str::to_owned)
                    .into();
                method.extend(["--lang", lang, "--text-field", field].map(str::to_owned));
                method.extend(options.method.iter().cloned());
                program.annotate(&input, &method)
            };
            let (Some(clean), Some(ordered)) = (annotate("clean")?, annotate("text")?) else {
                return Ok(());
            };
            effect.add(&clean, &ordered);
            keep(&effect.row(&options.annotator, strategy)?)?;
        }
    }
    Ok(())
}

impl Effect {
    fn add(&mut self, clean: &AnnotatedDocument, ordered: &AnnotatedDocument) {
        self.documents += 1;
        let is_flag = |code: &str| code == "suspicious";
        self.flagged += usize::from(ordered.problems.iter().any(|problem| is_flag(&problem.code)));
        let text = ordered.document.text();
        let is_slice = |claim: &&Claim| {
            let mut spans = claim.spans.iter();
            spans.all(|span| text.get(span.range()) == Some(span.text.as_str()))
        };
        self.outside += ordered.claims.len() - ordered.claims.iter().filter(is_slice).count();
        for claim in &clean.claims {
            let twin = ordered.claims.iter().find(|other| other.quote == claim.quote);
            let Some(twin) = twin.filter(|twin| twin.stances.is_some()) else {
                self.lost += 1;
                continue;
            };
            if claim.stances.is_none() {
                continue;
            }
            self.in_both += 1;
            let topic = |claim: &Claim| claim.primary_topic().map(|topic| topic.id.clone());
            self.topics_changed += usize::from(topic(claim) != topic(twin));
            self.stances_changed += usize::from(sides(claim) != sides(twin));
        }
    }

    fn row(&self, annotator: &str, strategy: &str) -> Result<String> {
        let mut row = String::new();
        writeln!(
            row,
            "| {annotator} | {strategy} | {} | {} | {} | {} | {} | {} | {} |",
            self.documents,
            self.in_both,
            self.topics_changed,
            self.stances_changed,
            self.lost,
            self.flagged,
            self.outside
        )?;
        Ok(row)
    }
}

/// The sides of a claim, whatever their order.
fn sides(claim: &Claim) -> BTreeSet<(&str, &str)> {
    let stances = claim.stances.iter().flatten();
    stances
        .map(|stance| {
            (
                stance.target.as_str(),
                StanceLabel::coded_name(Some(stance.label)),
            )
        })
        .collect()
}
