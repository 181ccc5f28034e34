//! The file that one begins a codebook with.

use crate::identifier::{codebook_id, is_language_code};
use crate::mistake::Mistake;

const ENGLISH: &str = include_str!("../data/en/starter.toml");
const FRENCH: &str = include_str!("../data/fr/starter.toml");

/// The languages in which the texts and comments of [`starter`] are written.
pub const STARTER_LANGUAGES: [&str; 2] = ["en", "fr"];

/// The text of a small, commented codebook that passes [`crate::Codebook::parse`] without a warning, to be
/// filled with one's own topics and targets. In French its texts and comments are French; for every other
/// language they are English, to be translated.
///
/// # Errors
/// An id that codebooks cannot have, or something that is no language code.
pub fn starter(id: &str, language: &str) -> Result<String, Mistake> {
    codebook_id(id)?;
    if !is_language_code(language) {
        return Err(Mistake::BadLanguage {
            language: language.to_owned(),
        });
    }
    let template = if language == "fr" { FRENCH } else { ENGLISH };
    Ok(template.replace("{id}", id).replace("{lang}", language))
}

#[cfg(test)]
mod tests {
    use super::starter;
    use crate::Codebook;

    #[test]
    fn a_starter_is_a_codebook_without_a_warning() {
        for language in ["fr", "en", "de", "pt-BR"] {
            let text = starter("my-debate", language).unwrap();
            let codebook = Codebook::parse("starter", &text).unwrap_or_else(|errors| panic!("{errors}"));
            assert_eq!(codebook.id, "my-debate");
            assert_eq!(codebook.languages, [language]);
            let warnings: Vec<String> = codebook.warnings().iter().map(ToString::to_string).collect();
            assert!(warnings.is_empty(), "{warnings:?}");
            assert!(
                !text.contains("{lang}") && !text.contains("{id}"),
                "a placeholder is left"
            );
        }
    }

    #[test]
    fn a_starter_refuses_names_that_would_not_pass() {
        assert_eq!(
            starter("My Debate", "fr").unwrap_err().to_string(),
            r#"id "My Debate" is not made of small letters, digits and hyphens: write "my-debate""#
        );
        assert!(starter("\" = 1\n", "fr").is_err());
        assert!(starter("good", "French").is_err());
    }
}
