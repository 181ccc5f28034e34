//! Amounts in sentences, with their values and units.

use propos_schema::FigureKind;
use propos_segment::Lang;

use super::find;

/// `text | span; kind; value; unit | …` a line: the amounts that are to be found, and no other.
const CASES: &str = include_str!("../../tests/figures.txt");

fn found(lang: Lang, text: &str) -> Vec<String> {
    find(text, 0..text.len(), lang)
        .iter()
        .map(|figure| {
            let value = figure
                .value
                .map_or_else(|| "-".to_owned(), |value| format!("{value:.4}"));
            let value = value.trim_end_matches('0').trim_end_matches('.').to_owned();
            let unit = figure.unit.as_deref().unwrap_or("-");
            format!("{}; {}; {value}; {unit}", figure.text, figure.kind)
        })
        .collect()
}

#[test]
fn amounts_are_found_with_value_and_unit_and_nothing_else_is() {
    let mut wrong = Vec::new();
    let mut lang = Lang::Fr;
    let mut n_cases = 0;
    for line in CASES
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("# "))
    {
        if let Some(code) = line.strip_prefix('@') {
            lang = code.parse().unwrap();
            continue;
        }
        n_cases += 1;
        let mut parts = line.split(" | ");
        let text = parts.next().unwrap();
        let expected: Vec<&str> = parts.collect();
        let actual = found(lang, text);
        if actual != expected {
            wrong.push(format!(
                "{text}\n   expected {expected:?}\n   found    {actual:?}"
            ));
        }
    }
    assert!(n_cases > 60, "only {n_cases} cases were read");
    assert!(
        wrong.is_empty(),
        "{} of {n_cases} cases:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn spaces_inside_numbers_may_be_narrow_and_without_break() {
    for space in [' ', '\u{a0}', '\u{202f}', '\u{2009}'] {
        let text = format!("Il coûte 562{space}000{space}$ par jour");
        let figures = find(&text, 0..text.len(), Lang::Fr);
        assert_eq!(figures.len(), 1);
        assert_eq!(figures[0].value, Some(562_000.0));
        assert_eq!(figures[0].kind, FigureKind::Money);
    }
}

#[test]
fn a_value_beyond_all_numbers_is_none() {
    let text = format!("{} dollars", "9".repeat(400));
    let figures = find(&text, 0..text.len(), Lang::En);
    assert_eq!(figures.len(), 1);
    assert_eq!(figures[0].value, None);
}

#[test]
fn only_the_range_is_read() {
    let text = "Ils ont 12 élus et 13 élues";
    let start = text.find("13").unwrap();
    let figures = find(text, start..text.len(), Lang::Fr);
    assert_eq!(figures.len(), 1);
    assert_eq!(&text[figures[0].start..figures[0].end], "13 élues");
    assert!(find(text, 5..500, Lang::Fr).is_empty());
}
