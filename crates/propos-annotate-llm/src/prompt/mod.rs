//! Prompts: templates in files, one a language and step.

mod template;

use std::path::Path;

use propos_schema::sha256_hex;

pub(crate) use template::{Template, fill};

/// The templates that come with the program: language, then the files of the two steps.
const SHIPPED: &[(&str, &str, &str)] = &[
    (
        "en",
        include_str!("../../data/prompts/en/extract.md"),
        include_str!("../../data/prompts/en/label.md"),
    ),
    (
        "fr",
        include_str!("../../data/prompts/fr/extract.md"),
        include_str!("../../data/prompts/fr/label.md"),
    ),
];

/// The language of prompts for documents in a language without prompts of its own.
const ELSE: &str = "en";

const EXTRACT_FILE: &str = "extract.md";
const LABEL_FILE: &str = "label.md";

/// Sections of each file with the placeholders that must stand in them.
const EXTRACT_SECTIONS: &[(&str, &[&str])] = &[
    ("system", &[]),
    ("user", &["nonce", "document"]),
    ("context", &[]),
    ("again", &["errors"]),
    ("rest", &[]),
    ("more", &[]),
];
const LABEL_SECTIONS: &[(&str, &[&str])] = &[
    ("system", &["codebook", "also"]),
    ("also", &[]),
    ("user", &["nonce", "claims"]),
    ("alone", &["targets", "labels"]),
    ("author", &[]),
    ("unnamed", &[]),
    ("negated", &[]),
    ("context", &[]),
    ("again", &["errors"]),
    ("headings", &[]),
];

/// The prompts of all languages.
///
/// What is the same for every article stands in `system` and is sent first, so that providers' prefix caches work.
#[derive(Clone, Debug)]
pub struct Prompts {
    languages: Vec<LanguagePrompts>,
}

/// The prompts of one language.
#[derive(Clone, Debug)]
pub(crate) struct LanguagePrompts {
    language: String,
    pub(crate) extract: Template,
    pub(crate) label: Template,
    /// The files as they were read.
    texts: (String, String),
    sha256: String,
}

/// The prompts of one language, word by word.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct PromptTexts<'p> {
    /// The language they are written in.
    pub language: &'p str,
    /// The text by which claims are looked for.
    pub extract: &'p str,
    /// The text by which they are labelled.
    pub label: &'p str,
    /// The hash of both.
    pub sha256: &'p str,
}

/// Why a folder's prompts cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PromptError {
    /// A file cannot be read.
    #[error("read prompt {file}")]
    Read {
        /// The file, below the folder.
        file: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A file is no template.
    #[error("use prompt {file}: {reason}")]
    Template {
        /// The file, below the folder.
        file: String,
        /// What is wrong.
        reason: String,
    },
    /// The folder cannot be read.
    #[error("read the folder")]
    Folder(#[source] std::io::Error),
    /// A folder inside it is named by no language code, so that no document would get its prompts.
    #[error("use prompts in {folder}: folders are named by the language of documents, such as fr")]
    Language {
        /// The folder, below the folder.
        folder: String,
    },
    /// The folder holds no template where one is looked for.
    #[error("use prompts: the folder has neither LANG/{EXTRACT_FILE} nor LANG/{LABEL_FILE}")]
    Empty,
}

impl Prompts {
    /// The prompts that come with the program.
    pub fn shipped() -> Self {
        let languages = SHIPPED
            .iter()
            .filter_map(|(language, extract, label)| LanguagePrompts::read(language, extract, label).ok())
            .collect();
        Self { languages }
    }

    /// The shipped prompts with those of a folder in their place: `LANG/extract.md` and `LANG/label.md`, either or both.
    /// A language that the program does not know needs both.
    pub fn from_folder(folder: &Path) -> Result<Self, PromptError> {
        let mut prompts = Self::shipped();
        let mut is_empty = true;
        for language in languages_in(folder)? {
            let extract = read_file(folder, &language, EXTRACT_FILE)?;
            let label = read_file(folder, &language, LABEL_FILE)?;
            is_empty &= extract.is_none() && label.is_none();
            if (extract.is_some() || label.is_some()) && !is_language_code(&language) {
                return Err(PromptError::Language { folder: language });
            }
            if extract.is_none() && label.is_none() {
                continue;
            }
            let shipped = SHIPPED.iter().find(|(known, _, _)| *known == language);
            let or_shipped = |own: Option<String>, shipped: Option<&str>, file: &str| {
                own.or_else(|| shipped.map(str::to_owned))
                    .ok_or_else(|| PromptError::Template {
                        file: format!("{language}/{file}"),
                        reason: "the file is missing, and the program has none of this language".to_owned(),
                    })
            };
            let extract = or_shipped(extract, shipped.map(|(_, extract, _)| *extract), EXTRACT_FILE)?;
            let label = or_shipped(label, shipped.map(|(_, _, label)| *label), LABEL_FILE)?;
            let own = LanguagePrompts::read(&language, &extract, &label)?;
            prompts.languages.retain(|known| known.language != language);
            prompts.languages.push(own);
        }
        if is_empty {
            Err(PromptError::Empty)
        } else {
            Ok(prompts)
        }
    }

    /// The prompts for documents of a language.
    pub(crate) fn for_language(&self, language: &str) -> Option<&LanguagePrompts> {
        let of = |wanted: &str| self.languages.iter().find(|prompts| prompts.language == wanted);
        of(language)
            .or_else(|| of(ELSE))
            .or_else(|| self.languages.first())
    }

    /// The prompts of every language.
    pub fn texts(&self) -> impl Iterator<Item = PromptTexts<'_>> {
        self.languages.iter().map(|prompts| PromptTexts {
            language: &prompts.language,
            extract: &prompts.texts.0,
            label: &prompts.texts.1,
            sha256: &prompts.sha256,
        })
    }

    /// The hash of the prompts that documents of a language get, as records give it.
    pub fn sha256(&self, language: &str) -> Option<&str> {
        self.for_language(language).map(|prompts| prompts.sha256.as_str())
    }
}

impl LanguagePrompts {
    fn read(language: &str, extract: &str, label: &str) -> Result<Self, PromptError> {
        let template = |text: &str, sections, file: &str| {
            Template::parse(text, sections).map_err(|reason| PromptError::Template {
                file: format!("{language}/{file}"),
                reason,
            })
        };
        Ok(Self {
            language: language.to_owned(),
            extract: template(extract, EXTRACT_SECTIONS, EXTRACT_FILE)?,
            label: template(label, LABEL_SECTIONS, LABEL_FILE)?,
            sha256: sha256_hex(format!("{extract}\0{label}").as_bytes()),
            texts: (extract.to_owned(), label.to_owned()),
        })
    }

    /// The language the prompts are written in.
    pub(crate) fn language(&self) -> &str {
        &self.language
    }

    pub(crate) fn sha256(&self) -> &str {
        &self.sha256
    }
}

fn languages_in(folder: &Path) -> Result<Vec<String>, PromptError> {
    let mut languages = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(PromptError::Folder)? {
        let entry = entry.map_err(PromptError::Folder)?;
        if let (true, Ok(name)) = (entry.path().is_dir(), entry.file_name().into_string()) {
            languages.push(name);
        }
    }
    languages.sort();
    Ok(languages)
}

/// Two or three small letters, as documents have them.
fn is_language_code(name: &str) -> bool {
    matches!(name.len(), 2 | 3) && name.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn read_file(folder: &Path, language: &str, file: &str) -> Result<Option<String>, PromptError> {
    let path = folder.join(language).join(file);
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(PromptError::Read {
            file: format!("{language}/{file}"),
            source,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::{Prompts, SHIPPED};

    #[test]
    fn every_shipped_prompt_is_sound() {
        assert_eq!(Prompts::shipped().languages.len(), SHIPPED.len());
    }

    #[test]
    fn a_language_without_prompts_gets_the_english_ones() {
        let prompts = Prompts::shipped();
        assert_eq!(prompts.sha256("de"), prompts.sha256("en"));
        assert_ne!(prompts.sha256("fr"), prompts.sha256("en"));
    }
}
