//! What holds of the workspace as a whole: arrows that point one way, files of a readable size, data files without doubles.

use anyhow::Result;

use crate::data_files;
use crate::workspace::{Member, count_lines, members, rust_files};

/// Which of our crates each crate may depend on. An arrow that is not here is a change of architecture: add it
/// in a commit of its own and say why in ARCHITECTURE.md.
const ARROWS: &[(&str, &[&str])] = &[
    ("propos-schema", &[]),
    ("propos-segment", &[]),
    ("propos-codebook", &["propos-schema"]),
    ("propos-grounding", &["propos-schema"]),
    ("propos-ingest", &["propos-schema"]),
    // Chat with language models; knows no claims.
    ("propos-llm", &[]),
    ("propos-report", &["propos-schema"]),
    ("propos-store", &[]),
    ("propos-testkit", &["propos-schema"]),
    (
        "propos-annotate",
        &["propos-codebook", "propos-schema", "propos-segment"],
    ),
    (
        "propos-annotate-rules",
        &[
            "propos-annotate",
            "propos-codebook",
            "propos-schema",
            "propos-segment",
        ],
    ),
    // A sibling of the rules: it never names them, the facade joins the two.
    (
        "propos-annotate-llm",
        &[
            "propos-annotate",
            "propos-codebook",
            "propos-grounding",
            "propos-llm",
            "propos-schema",
            "propos-segment",
        ],
    ),
    (
        "propos-pipeline",
        &[
            "propos-annotate",
            "propos-codebook",
            "propos-llm",
            "propos-schema",
            "propos-segment",
            "propos-store",
        ],
    ),
    (
        "propos",
        &[
            "propos-annotate",
            "propos-annotate-llm",
            "propos-annotate-rules",
            "propos-codebook",
            "propos-ingest",
            "propos-llm",
            "propos-pipeline",
            "propos-report",
            "propos-schema",
            "propos-segment",
        ],
    ),
    ("propos-cli", &["propos"]),
];

/// Crates of others that only one of ours may name.
const RESERVED: &[(&str, &str)] = &[("clap", "propos-cli"), ("reqwest", "propos-llm")];

/// Crates that must stay without an async runtime.
const WITHOUT_TOKIO: &[&str] = &[
    "propos-annotate",
    "propos-annotate-rules",
    "propos-codebook",
    "propos-grounding",
    "propos-ingest",
    "propos-report",
    "propos-schema",
    "propos-segment",
    "propos-store",
    "propos-testkit",
];

/// No file of ours is longer; the aim is 300 lines.
const MOST_LINES: usize = 700;

/// Prints what does not hold; whether all does.
pub(crate) fn run() -> Result<bool> {
    let mut complaints = Vec::new();
    for member in members()? {
        complaints.extend(arrow_complaints(&member));
        if member.is_published {
            if !member.has_description {
                complaints.push(format!("{}: has no description", member.name));
            }
            for file in ["LICENSE-MIT", "LICENSE-APACHE"] {
                if !member.folder.join(file).exists() {
                    complaints.push(format!("{}: {file} is missing from the package", member.name));
                }
            }
        }
        complaints.extend(data_files::complaints(&member.folder)?);
        for file in rust_files(&member.folder)? {
            let n_lines = count_lines(&file)?;
            if n_lines > MOST_LINES {
                complaints.push(format!(
                    "{}: {n_lines} lines, split it at {MOST_LINES}",
                    file.display()
                ));
            }
        }
    }
    for complaint in &complaints {
        println!("{complaint}");
    }
    println!("tidy: {} complaints", complaints.len());
    Ok(complaints.is_empty())
}

fn arrow_complaints(member: &Member) -> Vec<String> {
    let mut complaints = Vec::new();
    let name = member.name.as_str();
    let allowed = ARROWS
        .iter()
        .find(|(crate_name, _)| *crate_name == name)
        .map(|(_, allowed)| *allowed);
    if allowed.is_none() && member.is_published {
        complaints.push(format!("{name}: is not in the list of arrows"));
    }
    for dependency in &member.dependencies {
        let is_ours = dependency == "propos" || dependency.starts_with("propos-");
        if is_ours && allowed.is_some_and(|allowed| !allowed.contains(&dependency.as_str())) {
            complaints.push(format!("{name}: must not depend on {dependency}"));
        }
        let reserved_for = RESERVED.iter().find(|(reserved, _)| reserved == dependency);
        if let Some((_, owner)) = reserved_for.filter(|(_, owner)| *owner != name) {
            complaints.push(format!("{name}: only {owner} may name {dependency}"));
        }
        if dependency == "tokio" && WITHOUT_TOKIO.contains(&name) {
            complaints.push(format!("{name}: must stay without tokio"));
        }
    }
    complaints
}
