//! The forms of ids and language codes.

use crate::mistake::Mistake;
use crate::places::{Mistakes, PlacedText};

/// How long an id may be, in characters.
pub(crate) const MAX_ID_LENGTH: usize = 60;

/// The form of the ids of topics, targets and actors, for the JSON Schema.
#[cfg(feature = "json-schema")]
pub(crate) const ITEM_ID_PATTERN: &str = "^[a-z][a-z0-9]*(_[a-z0-9]+)*$";

/// The form of codebooks' ids, for the JSON Schema.
#[cfg(feature = "json-schema")]
pub(crate) const CODEBOOK_ID_PATTERN: &str = "^[a-z][a-z0-9]*((-[a-z0-9]+)*|(_[a-z0-9]+)*)$";

/// The form of language codes, for the JSON Schema.
#[cfg(feature = "json-schema")]
pub(crate) const LANGUAGE_PATTERN: &str = "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$";

/// Reports a codebook's id that is not made of small letters, digits and hyphens.
pub(crate) fn check_codebook_id(mistakes: &Mistakes, id: &PlacedText) {
    if let Err(mistake) = codebook_id(&id.text) {
        mistakes.add(id.offset, mistake);
    }
}

/// Reports the id of a topic, target or actor that is not `snake_case`.
pub(crate) fn check_item_id(mistakes: &Mistakes, id: &PlacedText) {
    let suggestion = rewritten(&id.text, '_');
    if suggestion != id.text {
        mistakes.add(
            id.offset,
            Mistake::BadId {
                id: id.text.clone(),
                form: "in snake_case",
                suggestion,
            },
        );
    }
}

/// Whether this may be a codebook's id.
pub(crate) fn codebook_id(id: &str) -> Result<(), Mistake> {
    // Underscores are as good as hyphens.
    let suggestion = rewritten(id, '-');
    if suggestion == id || rewritten(id, '_') == id {
        return Ok(());
    }
    Err(Mistake::BadId {
        id: id.to_owned(),
        form: "made of small letters, digits and hyphens",
        suggestion,
    })
}

/// Whether this is the code of a language: two or three small letters, with subtags or not (`fr`, `pt-BR`).
pub(crate) fn is_language_code(code: &str) -> bool {
    let mut parts = code.split('-');
    let primary = parts.next().unwrap_or_default();
    (2..=3).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// The id made of small letters and digits that is nearest to `id`: whatever else stands between them becomes
/// one `joint`. It begins with a letter. A good id is left as it is.
fn rewritten(id: &str, joint: char) -> String {
    let words: Vec<String> = id
        .to_lowercase()
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let joined = words.join(joint.encode_utf8(&mut [0; 4]));
    let shortened: String = joined.chars().take(MAX_ID_LENGTH).collect();
    if shortened.starts_with(|character: char| character.is_ascii_lowercase()) {
        shortened
    } else {
        format!("id{joint}{shortened}").trim_end_matches(joint).to_owned()
    }
}
