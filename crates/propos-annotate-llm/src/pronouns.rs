//! Words that stand for a speaker without naming one.

const LISTS: &[(&str, &str)] = &[
    ("en", include_str!("../data/en/pronouns.txt")),
    ("fr", include_str!("../data/fr/pronouns.txt")),
];

/// Whether a mention is a pronoun. A language without a list uses all lists.
pub(crate) fn is_pronoun(language: &str, mention: &str) -> bool {
    let mention = mention.to_lowercase().replace('’', "'");
    let has_own = LISTS.iter().any(|(known, _)| *known == language);
    LISTS
        .iter()
        .filter(|(known, _)| !has_own || *known == language)
        .flat_map(|(_, list)| list.lines())
        .any(|line| line == mention)
}
