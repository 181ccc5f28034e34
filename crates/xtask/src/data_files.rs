//! What holds of the data files of all crates: who compiled them stands in their head, and no section has an entry twice.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// Files whose lines hold many entries; elsewhere an entry is a line.
const OF_WORDS: [&str; 3] = ["common-verbs.txt", "reporting-verbs.txt", "words.txt"];

/// What does not hold of the files of words below a crate's `data` folder.
pub(crate) fn complaints(member: &Path) -> Result<Vec<String>> {
    let mut complaints = Vec::new();
    let mut folders = vec![member.join("data")];
    while let Some(folder) = folders.pop() {
        for path in entries_of(&folder)? {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "txt") {
                let text = fs::read_to_string(&path).with_context(|| format!("read {}", path.display()))?;
                let name = path
                    .file_name()
                    .and_then(|name| name.to_str())
                    .unwrap_or_default();
                let wrong = complaints_of(&text, OF_WORDS.contains(&name));
                complaints.extend(
                    wrong
                        .into_iter()
                        .map(|what| format!("{}: {what}", path.display())),
                );
            }
        }
    }
    Ok(complaints)
}

/// What lies in a folder, in order; nothing where there is none.
fn entries_of(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder).with_context(|| format!("list {}", folder.display()))?;
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    Ok(paths)
}

fn complaints_of(text: &str, is_of_words: bool) -> Vec<String> {
    let mut complaints = Vec::new();
    let head: String = text.lines().take_while(|line| line.starts_with('#')).collect();
    if !["Source:", "ompilation"].iter().any(|word| head.contains(word)) {
        complaints.push("its head does not say where its words are from".to_owned());
    }
    let mut section = "";
    let mut seen = HashSet::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = name;
            continue;
        }
        let entries: Vec<&str> = if is_of_words && !line.contains(": ") {
            line.split_whitespace().collect()
        } else {
            vec![key_of(line)]
        };
        for entry in entries {
            if !seen.insert((section, entry)) {
                complaints.push(format!("line {number}: {entry:?} stands twice under [{section}]"));
            }
        }
    }
    complaints
}

/// What an entry is looked up by: all before its value, where it has one. An expression may have frames of two sorts, a line
/// each.
fn key_of(line: &str) -> &str {
    line.split_once(" = ").map_or(line, |(key, _)| key)
}

#[cfg(test)]
mod tests {
    use super::complaints_of;

    #[test]
    fn an_entry_twice_and_a_head_without_a_source_are_named() {
        let words = "# Own compilation.\n[role]\nmayor judge\nmayor\n[title]\njudge\n";
        assert_eq!(
            complaints_of(words, true),
            ["line 4: \"mayor\" stands twice under [role]"]
        );
        let lines = "# Amounts.\n[number]\none = 1\nten = 10\none = 2\n";
        assert_eq!(
            complaints_of(lines, false),
            [
                "its head does not say where its words are from",
                "line 5: \"one\" stands twice under [number]"
            ]
        );
    }
}
