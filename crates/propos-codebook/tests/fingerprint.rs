//! The hash follows the words of a codebook and nothing else.
#![expect(clippy::panic, reason = "the helpers are parts of tests")]

use propos_codebook::Codebook;
use proptest::prelude::*;

const SMALL: &str = r#"
schema_version = 1
[codebook]
id = "trial"
version = "1"
languages = ["fr", "en"]
title.fr = "Essai"
title.en = "Trial"
[topics]
fallback = "other"
[[topic]]
id = "rents"
name.fr = "Loyers"
definition.fr = "Les loyers."
keywords.fr = ["loyer", "bail"]
positive = { text = "Il est cher.", why = "prix" }
[[topic]]
id = "other"
name.fr = "Autre"
definition.fr = "Le reste."
[[target]]
id = "t_cap"
statement.fr = "Il faut plafonner."
name.fr = "Plafond"
definition.fr = "Position."
cues.favor.fr = ["plafonner"]
cues.against.fr = ["libérer"]
"#;

fn hash(toml: &str) -> String {
    match Codebook::parse("trial.toml", toml) {
        Ok(codebook) => codebook.sha256().to_owned(),
        Err(errors) => panic!("{errors}\n{toml}"),
    }
}

fn replaced(from: &str, to: &str) -> String {
    let changed = SMALL.replacen(from, to, 1);
    assert_ne!(changed, SMALL, "{from} is not in the file");
    changed
}

#[test]
fn it_is_the_hash_of_the_reference() {
    let codebook = Codebook::parse("trial.toml", SMALL).unwrap();
    let reference = codebook.reference();
    assert_eq!(
        (&*reference.id, &*reference.version, &*reference.sha256),
        ("trial", "1", codebook.sha256())
    );
    assert_eq!(reference.sha256.len(), 64);
}

#[test]
fn form_leaves_it_alone() {
    let reordered = "[[topic]]\nname.fr = \"Loyers\"\nid = \"rents\"\ndefinition.fr = \"Les loyers.\"\n";
    let as_written = "[[topic]]\nid = \"rents\"\nname.fr = \"Loyers\"\ndefinition.fr = \"Les loyers.\"\n";
    for (what, changed) in [
        ("a comment", replaced("[topics]", "# Settings.\n[topics] # here")),
        (
            "white space",
            replaced("version = \"1\"", "version   =    \"1\"  "),
        ),
        ("empty lines", replaced("[topics]", "\n\n[topics]\n\n")),
        ("line ends", SMALL.replace('\n', "\r\n")),
        (
            "a list over lines",
            replaced("[\"loyer\", \"bail\"]", "[\n  \"loyer\",\n  \"bail\",\n]"),
        ),
        ("other quotation marks", replaced("\"Loyers\"", "'Loyers'")),
        ("an escape", replaced("\"Loyers\"", "\"\\u004Coyers\"")),
        (
            "another base",
            replaced("schema_version = 1", "schema_version = 0x1"),
        ),
        ("the order of keys", replaced(as_written, reordered)),
        (
            "a table in place of dots",
            replaced("name.fr = \"Plafond\"", "name = { fr = \"Plafond\" }"),
        ),
        (
            "a header in place of braces",
            replaced(
                "positive = { text = \"Il est cher.\", why = \"prix\" }",
                "[topic.positive]\nwhy = \"prix\"\ntext = \"Il est cher.\"",
            ),
        ),
        ("a quoted key", replaced("fallback", "\"fallback\"")),
    ] {
        assert_eq!(hash(&changed), hash(SMALL), "{what} changes the hash");
    }
}

#[test]
fn any_word_changes_it() {
    for (what, changed) in [
        ("a definition", replaced("Les loyers.", "Les loyers")),
        ("a space in a text", replaced("Il est cher.", "Il est  cher.")),
        ("a capital", replaced("\"loyer\"", "\"Loyer\"")),
        ("a reason", replaced("why = \"prix\"", "why = \"cher\"")),
        ("a key", replaced("why = \"prix\"", "source = \"prix\"")),
        ("the version", replaced("version = \"1\"", "version = \"2\"")),
        ("a language", replaced("title.en", "instructions.en")),
        (
            "the order of keywords",
            replaced("\"loyer\", \"bail\"", "\"bail\", \"loyer\""),
        ),
        (
            "two keywords made one",
            replaced("\"loyer\", \"bail\"", "\"loyerbail\""),
        ),
        (
            "the side of a cue",
            replaced(
                "cues.favor.fr = [\"plafonner\"]\ncues.against.fr = [\"libérer\"]",
                "cues.favor.fr = [\"libérer\"]\ncues.against.fr = [\"plafonner\"]",
            ),
        ),
        (
            "a setting",
            replaced("fallback = \"other\"", "fallback = \"rents\""),
        ),
    ] {
        assert_ne!(hash(&changed), hash(SMALL), "{what} leaves the hash alone");
    }
}

proptest! {
    #[test]
    fn two_definitions_have_one_hash_only_if_they_are_one(left in "[a-zé :0-9]{1,6}", right in "[a-zé :0-9]{1,6}") {
        prop_assume!(!left.trim().is_empty() && !right.trim().is_empty());
        let with = |definition: &str| hash(&replaced("Les loyers.", definition));
        prop_assert_eq!(with(&left) == with(&right), left == right);
    }

    #[test]
    fn two_lists_have_one_hash_only_if_they_are_one(
        left in proptest::collection::vec("[a-c0-9:s]{1,3}", 1..4),
        right in proptest::collection::vec("[a-c0-9:s]{1,3}", 1..4),
    ) {
        let with = |list: &[String]| hash(&replaced("[\"loyer\", \"bail\"]", &format!("{list:?}")));
        prop_assert_eq!(with(&left) == with(&right), left == right);
    }
}
