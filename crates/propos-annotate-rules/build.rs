//! Stems the words of the data files, which takes longer than all else that is done with them: a process may read one short
//! text and end.
//!
//! For each language a file `LANG.txt` comes out, a word a line with its folded form and its stem, both left out where they are
//! the word itself. Whatever is not in it is stemmed when it is met.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

use normal::{Normaliser, folded};

#[path = "src/label/normal.rs"]
mod normal;

/// The shortest words worth an entry, in letters.
const SHORTEST: usize = 3;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=src/label/normal.rs");
    println!("cargo::rerun-if-changed=data");
    let target = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("OUT_DIR is not set"))?;
    for folder in fs::read_dir("data")? {
        let folder = folder?;
        let name = folder.file_name();
        let data = folder.path().join("label.txt");
        if let Some(code) = name.to_str().filter(|_| data.exists()) {
            let stems = stems(code, &fs::read_to_string(data)?);
            fs::write(Path::new(&target).join(code).with_extension("txt"), stems)?;
        }
    }
    Ok(())
}

/// Every word of a data file with its folded form and its stem.
fn stems(code: &str, data: &str) -> String {
    let normaliser = Normaliser::new(code);
    let lines = data.lines().filter(|line| !line.starts_with(['#', '[']));
    let words = lines.flat_map(|line| line.split(|letter: char| !letter.is_alphabetic()));
    let words: BTreeSet<&str> = words.filter(|word| word.chars().count() >= SHORTEST).collect();
    let mut stems = String::new();
    for word in words {
        let (folded, stem) = (folded(word), normaliser.stem(word));
        let or_same = |form: &str| {
            if form == word {
                String::new()
            } else {
                form.to_owned()
            }
        };
        // Writing to a string cannot fail.
        let _ = writeln!(stems, "{word}\t{}\t{}", or_same(&folded), or_same(&stem));
    }
    stems
}
