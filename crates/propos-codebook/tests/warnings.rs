//! What `warnings` and `describe` say.
#![expect(clippy::unwrap_used, clippy::panic, reason = "the helpers are parts of tests")]

use propos_codebook::{Codebook, starter};

/// The warnings of the English starter after some replacements, as `line: message`.
fn warnings_after(changes: &[(&str, &str)]) -> Vec<String> {
    let mut text = starter("trial", "en").unwrap();
    for (from, to) in changes {
        assert!(text.contains(from), "{from} is not in the starter");
        text = text.replacen(from, to, 1);
    }
    let codebook = Codebook::parse("trial.toml", &text).unwrap_or_else(|errors| panic!("{errors}"));
    codebook.warnings().iter().map(ToString::to_string).collect()
}

#[test]
fn each_weakness_is_named() {
    let long = "word ".repeat(90);
    let cases: &[(&str, &str, &str)] = &[
        (
            "keywords.en = [\"cook\"",
            "anchors.own = [\"cook\"",
            r#"topic "staff" has no keywords in "en", so rules cannot find it there"#,
        ),
        (
            "keywords.en = [\"free meals\"",
            "clarification.en = \"x\"\n#",
            r#"target "t_free_meals" has no keywords in "en", so rules cannot find it there"#,
        ),
        (
            "cues.favor.en",
            "#",
            r#"target "t_free_meals" has no cues.favor in "en", so rules miss that side there"#,
        ),
        (
            "cues.against.en = [",
            "cues.against.en = []\n#",
            r#"target "t_free_meals" has no cues.against in "en", so rules miss that side there"#,
        ),
        (
            "label = \"against\"",
            "label = \"neutral\"",
            r#"target "t_free_meals" has no example with label "against""#,
        ),
        (
            "\"too expensive\"",
            "\"right to\"",
            r#"target "t_free_meals" has "right to" (en) is a cue for both sides"#,
        ),
        (
            "\"wage\"",
            "\"Budget\"",
            r#"keyword "budget" (en) stands in several topics, so it tells none of them apart: cost, staff"#,
        ),
        (
            "\"wage\"",
            "\"Cook\"",
            r#"topic "staff" has "cook" twice in keywords.en"#,
        ),
        (
            "aliases.en",
            "#",
            r#"actor "education_ministry" has no aliases in "en", so only its name is recognised"#,
        ),
        (
            "[stance.definition.en]",
            "[stance.definition]\n[stance.definition.en]",
            "",
        ),
        (
            "None of the topics above.",
            &long,
            r#"topic "other" has a definition of 450 characters in "en": more than 400 are rarely read, move cases to clarification"#,
        ),
    ];
    for (from, to, expected) in cases {
        let warnings = warnings_after(&[(from, to)]);
        let expected: Vec<&str> = Some(*expected)
            .filter(|text| !text.is_empty())
            .into_iter()
            .collect();
        assert_eq!(warnings, expected, "after {from} → {to}");
    }
}

#[test]
fn a_second_language_needs_every_text() {
    let warnings = warnings_after(&[("languages = [\"en\"]", "languages = [\"en\", \"fr\"]")]);
    for expected in [
        r#"the codebook has no title in "fr""#,
        r#"the codebook has no instructions in "fr""#,
        r#"the codebook has no output_reminder in "fr""#,
        r#"the stance labels have no definitions in "fr""#,
        r#"topic "cost" has no name in "fr""#,
        r#"topic "cost" has no definition in "fr""#,
        r#"topic "cost" has no clarification in "fr""#,
        r#"target "t_free_meals" has no statement in "fr""#,
        r#"actor "education_ministry" has no name in "fr""#,
    ] {
        assert!(
            warnings.iter().any(|one| one == expected),
            "{expected} is not in {warnings:#?}"
        );
    }
    assert!(
        !warnings
            .iter()
            .any(|one| one.contains("topic \"staff\" has no clarification"))
    );
}

#[test]
fn a_codebook_of_topics_alone_is_read_with_a_warning() {
    let text = starter("trial", "fr").unwrap();
    let end = text.find("[[target]]").unwrap();
    let codebook = Codebook::parse("trial.toml", &text[..end]).unwrap();
    assert!(codebook.targets.is_empty());
    let warnings: Vec<String> = codebook.warnings().iter().map(ToString::to_string).collect();
    assert_eq!(warnings, ["the codebook has no targets, so no stances are coded"]);
}

#[test]
fn warnings_stand_at_the_line_of_their_entry() {
    let text = starter("trial", "en").unwrap().replacen("cues.favor.en", "#", 1);
    let codebook = Codebook::parse("trial.toml", &text).unwrap();
    let line = 1 + text[..text.find("[[target]]").unwrap()].matches('\n').count();
    let lines: Vec<usize> = codebook.warnings().iter().map(|warning| warning.line).collect();
    assert_eq!(lines, [line]);
}

#[test]
fn counts_are_those_of_the_file() {
    let codebook = Codebook::parse("trial.toml", &starter("trial", "en").unwrap()).unwrap();
    assert_eq!(
        codebook.counts().to_string(),
        "3 topics, 1 target, 1 actor, 16 keywords, 10 cues, 8 examples"
    );
}

#[test]
fn a_description_holds_every_part_in_the_language_asked_for() {
    let codebook = Codebook::default_codebook();
    for (language, other) in [("fr", "en"), ("en", "fr")] {
        let page = codebook.describe(language);
        for topic in &codebook.topics {
            assert!(page.contains(&format!(
                "### {} ({})",
                topic.name.get(language).unwrap(),
                topic.id
            )));
            assert!(page.contains(topic.definition.get(language).unwrap()));
            assert!(!page.contains(topic.definition.get(other).unwrap()));
        }
        for target in &codebook.targets {
            assert!(page.contains(&format!("> {}", target.statement.get(language).unwrap())));
            assert!(page.contains(&target.cues.against.get(language).join(", ")));
        }
        for actor in &codebook.actors {
            assert!(page.contains(&format!("({}, {})", actor.id, actor.kind)));
        }
        assert!(page.contains(codebook.sha256()));
        assert!(!page.contains("\n\n\n"));
    }
}

#[test]
fn a_description_is_safe_to_print() {
    let text = starter("trial", "en").unwrap().replacen(
        "\"School meals\"",
        "\"Red \\u001b[31m\\nand \\u202Eback\"",
        1,
    );
    let page = Codebook::parse("trial.toml", &text).unwrap().describe("en");
    assert!(
        page.starts_with("# Red \\u{1b}[31m and \\u{202e}back\n"),
        "{page}"
    );
}

#[test]
fn older_names_of_cues_are_read_with_a_warning() {
    let current = starter("trial", "en").unwrap();
    let older = current
        .replace("cues.favor.", "favor_cues.")
        .replace("cues.against.", "against_cues.");
    assert_ne!(older, current);
    let read = |text: &str| Codebook::parse("trial.toml", text).unwrap();
    for (old, new) in read(&older).targets.iter().zip(&read(&current).targets) {
        assert_eq!(old.cues, new.cues);
        assert!(!new.cues.favor.is_empty());
    }
    let warnings = read(&older).warnings();
    assert!(
        warnings
            .iter()
            .any(|warning| warning.message.contains("write \"cues.favor\"")),
        "{warnings:?}"
    );
}
