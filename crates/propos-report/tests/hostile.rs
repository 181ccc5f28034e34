//! What the formats for people promise, over arbitrary documents.

use propos_report::{Format, Names, Options, render_md, render_text, write_all};
use propos_schema::{
    AnnotatedDocument, Claim, ClaimKind, Cue, Document, Problem, Resolution, Sentence, Severity, Speaker,
    TextSpan, Unit, UnitKind,
};
use proptest::prelude::*;
use unicode_width::UnicodeWidthChar;

/// A document of one sentence, with a claim over each stretch; bounds inside characters are moved.
fn article(text: &str, stretches: &[(usize, usize)]) -> AnnotatedDocument {
    let mut article = AnnotatedDocument::new(Document::new(text, text));
    if text.is_empty() {
        return article;
    }
    article.document.units = vec![Unit::new(0, text.len(), UnitKind::Sentence)];
    for (start, length) in stretches {
        let start = text.floor_char_boundary(start % text.len());
        let end = text.ceil_char_boundary((start + length + 1).min(text.len()));
        let span = TextSpan::new(text, start..end);
        let (Some(span), Some(sentence)) = (span, Sentence::new(0, text, 0..text.len())) else {
            continue;
        };
        let mut claim = Claim::new("", ClaimKind::Direct, vec![span.clone()]);
        claim.sentence = sentence;
        claim.speaker = Speaker::named(text, Some(span.clone()), Resolution::Pronoun);
        claim.speaker.description = Some(text.to_owned());
        claim.cue = Some(Cue::new(span.clone(), Some(text.to_owned())));
        claim.modality = vec![span];
        article.claims.push(claim);
    }
    article.problems = vec![Problem::new(text, Severity::Error, text)];
    article.assign_ids();
    article
}

fn is_harmless(character: char) -> bool {
    let is_bidi = matches!(
        u32::from(character),
        0x61c | 0x200e | 0x200f | 0x202a..=0x202e | 0x2066..=0x2069
    );
    character == '\n' || (!character.is_control() && !is_bidi)
}

/// Characters that break programs, and some that do not.
fn hostile_text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "mot",
        " ",
        "é",
        "e\u{301}",
        "\u{301}",
        "華",
        "👩\u{200d}👧",
        "\u{200d}",
        "\u{200b}",
        "\u{202e}",
        "\u{2066}",
        "\u{1b}[31m",
        "\0",
        "\u{9b}",
        "\r\n",
        "\n",
        "\r",
        "\t",
        "|",
        "`",
        "<b>",
        "שלום",
        "\u{2028}",
        "\u{feff}",
        "\u{e0041}",
        "\u{7f}",
        "🇫🇷",
        "-",
        "«\u{a0}",
    ]);
    prop_oneof![
        prop::collection::vec(pieces, 0..80).prop_map(|pieces| pieces.concat()),
        any::<String>()
    ]
}

proptest! {
    #[test]
    fn nothing_harmful_is_in_the_formats_for_people(
        text in hostile_text(),
        stretches in prop::collection::vec((0usize..400, 0usize..60), 0..5),
        width in 0usize..120,
    ) {
        let article = article(&text, &stretches);
        let mut options = Options::default();
        options.width = width;
        options.all_sentences = true;
        let view = render_text(&article, &options);
        prop_assert!(view.chars().all(is_harmless));
        let page = render_md(&article, &Names::default());
        prop_assert!(page.chars().all(is_harmless));
        // A row a claim, and no document adds cells.
        let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| ")).collect();
        prop_assert_eq!(rows.len(), if article.claims.is_empty() { 0 } else { article.claims.len() + 1 });
        for row in rows {
            let plain = row.replace("\\\\", "").replace("\\|", "");
            prop_assert_eq!(plain.matches('|').count(), 7);
        }
    }

    #[test]
    fn every_row_of_a_tab_separated_table_is_one_line(
        text in hostile_text(),
        stretches in prop::collection::vec((0usize..400, 0usize..60), 0..5),
    ) {
        let article = article(&text, &stretches);
        let mut table = Vec::new();
        write_all(Format::Tsv, std::slice::from_ref(&article), Options::default(), &mut table).unwrap();
        let table = String::from_utf8(table).unwrap();
        prop_assert_eq!(table.matches('\n').count(), article.claims.len() + 1);
        prop_assert!(table.lines().all(|line| line.matches('\t').count() == 18));
    }

    #[test]
    fn carets_stand_below_the_quote_and_rows_fit(
        text in "[a-zé’«», 華🤖]{1,200}",
        stretches in prop::collection::vec((0usize..400, 0usize..60), 1..4),
        width in 40usize..120,
    ) {
        let mut article = article(&text, &stretches);
        article.document.id = "demo".to_owned();
        article.problems.clear();
        for claim in &mut article.claims {
            claim.cue = None;
            claim.speaker = Speaker::author();
        }
        let mut options = Options::default();
        options.width = width;
        let view = render_text(&article, &options);

        let mut above: Vec<char> = Vec::new();
        let mut marked = vec![String::new(); article.claims.len()];
        for line in view.lines().filter(|line| line.contains('│')) {
            prop_assert!(line.chars().filter_map(UnicodeWidthChar::width).sum::<usize>() <= width);
            let (name, content) = line.split_once('│').unwrap();
            match name.trim().strip_prefix('1').unwrap_or_default().bytes().next() {
                // A row of words: one entry a column, the first of a wide character's two.
                None => {
                    let columns = content.chars().flat_map(|character| {
                        std::iter::once(character).chain((character.width() == Some(2)).then_some('\0'))
                    });
                    above = columns.collect();
                }
                Some(letter) => {
                    for (column, mark) in content.chars().enumerate() {
                        if mark == '^' {
                            marked[usize::from(letter - b'a')].push(above[column]);
                        }
                    }
                }
            }
        }
        for (claim, marked) in article.claims.iter().zip(&marked) {
            let plain = |text: &str| text.replace([' ', '\0'], "");
            prop_assert_eq!(plain(marked), plain(&claim.quote));
        }
    }
}

#[test]
fn a_record_that_does_not_fit_its_text_is_shown_without_panic() {
    let mut article = article("Il dit oui.", &[(7, 2)]);
    let claim = &mut article.claims[0];
    claim.sentence.start = 900;
    claim.sentence.end = 12;
    claim.spans[0].start = 5;
    claim.spans[0].end = 3;
    let view = render_text(&article, &Options::default());
    assert!(view.contains("quote       oui"), "{view}");
}
