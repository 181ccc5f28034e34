//! Lines per crate and per file.

use anyhow::Result;

use crate::workspace::{count_lines, members, rust_files};

/// Prints a row a crate: lines of its sources (without tests and examples), files, median and largest file.
pub(crate) fn run() -> Result<()> {
    println!("| crate | lines | files | median | largest |");
    println!("|---|---:|---:|---:|---|");
    for member in members()? {
        let mut sizes = Vec::new();
        for file in rust_files(&member.folder.join("src"))? {
            let name = file
                .strip_prefix(&member.folder)
                .unwrap_or(&file)
                .display()
                .to_string();
            sizes.push((count_lines(&file)?, name));
        }
        sizes.sort();
        let total: usize = sizes.iter().map(|(n_lines, _)| n_lines).sum();
        let median = sizes.get(sizes.len() / 2).map_or(0, |(n_lines, _)| *n_lines);
        let largest = sizes
            .last()
            .map(|(n_lines, name)| format!("{name} ({n_lines})"))
            .unwrap_or_default();
        println!(
            "| {} | {total} | {} | {median} | {largest} |",
            member.name,
            sizes.len()
        );
    }
    Ok(())
}
