//! Stems the words of the data files and of the codebooks that come with the program, which takes longer than all else that is
//! done with them: a process may read one short text and end.
//!
//! For each language a file `LANG.txt` comes out, a word a line with its folded form and its stem, both left out where they are
//! the word itself. Whatever is not in it is stemmed when it is met.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

use normal::{Normaliser, folded};
use propos_codebook::Codebook;

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
            let forms = fs::read_to_string(data)?;
            let forms = forms.lines().filter(|line| !line.starts_with(['#', '[']));
            let codebooks: Vec<Codebook> = Codebook::embedded_ids().filter_map(Codebook::embedded).collect();
            let texts = codebooks.iter().flat_map(|codebook| texts(codebook, code));
            let stems = stems(code, forms.chain(texts));
            fs::write(Path::new(&target).join(code).with_extension("txt"), stems)?;
        }
    }
    Ok(())
}

/// What of a codebook is compiled for labels in a language.
fn texts<'book>(codebook: &'book Codebook, code: &str) -> Vec<&'book str> {
    let mut texts = Vec::new();
    for topic in &codebook.topics {
        let examples = topic.positive.iter().chain(&topic.negative);
        texts.extend(examples.map(|example| example.text.as_str()));
        let described = [&topic.name, &topic.definition, &topic.clarification];
        texts.extend(described.into_iter().filter_map(|text| text.get(code)));
        texts.extend(topic.keywords.get(code).iter().map(String::as_str));
    }
    for target in &codebook.targets {
        let described = [&target.name, &target.statement];
        texts.extend(described.into_iter().filter_map(|text| text.get(code)));
        let (favor, against) = (&target.cues.favor, &target.cues.against);
        let lists = [&target.keywords, &target.context, favor, against];
        texts.extend(
            lists
                .into_iter()
                .flat_map(|list| list.get(code))
                .map(String::as_str),
        );
    }
    for actor in &codebook.actors {
        texts.push(actor.name.get_or_any(code));
        texts.extend(actor.aliases.get(code).iter().map(String::as_str));
    }
    texts
}

/// Every word of some texts with its folded form and its stem.
fn stems<'text>(code: &str, texts: impl Iterator<Item = &'text str>) -> String {
    let normaliser = Normaliser::new(code);
    let words = texts.flat_map(|text| text.split(|letter: char| !letter.is_alphabetic()));
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
