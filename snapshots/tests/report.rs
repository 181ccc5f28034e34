//! Every report format over one sample that holds every field and every hostile character.
#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use insta::assert_snapshot;
use propos_report::{Format, Names, Options, Rows, visible, write_all};
use propos_schema::{AnnotatedDocument, OffsetUnit, Record};
use propos_testkit::{compact_json, sample};

/// The sample in `format`, as it is written.
fn report(format: Format, options: Options) -> String {
    let mut out = Vec::new();
    write_all(format, &[sample()], options, &mut out).expect("a list of bytes takes everything");
    String::from_utf8(out).expect("reports are UTF-8")
}

fn options(set: impl FnOnce(&mut Options)) -> Options {
    let mut options = Options::default();
    set(&mut options);
    options
}

fn check(name: &str, report: &str) {
    insta::with_settings!({
        snapshot_path => "../report",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        assert_snapshot!(name, report);
    });
}

/// A report for programs holds the document's characters as they are; a snapshot shows those that a
/// reviewer could not see. Line breaks stay.
fn shown(report: &str) -> String {
    report
        .split_inclusive('\n')
        .map(|line| match line.strip_suffix('\n') {
            Some(line) => {
                let tabs: Vec<_> = line.split('\t').map(|part| visible(part).into_owned()).collect();
                format!("{}\n", tabs.join("\t"))
            }
            None => visible(line).into_owned(),
        })
        .collect()
}

#[test]
fn text_narrow() {
    let report = report(Format::Text, options(|options| options.width = 40));
    check("text-narrow", &report);
}

#[test]
fn text_wide_with_names_and_all_sentences() {
    let report = report(
        Format::Text,
        options(|options| {
            options.width = 120;
            options.all_sentences = true;
            options.names = names();
        }),
    );
    check("text-wide", &report);
}

#[test]
fn text_in_color() {
    let report = report(Format::Text, options(|options| options.color = true));
    // Only the report's own escapes are left to be shown: the document's are symbols already.
    check("text-color", &report.replace('\u{1b}', "ESC"));
}

#[test]
fn json() {
    check("json", &shown(&report(Format::Json, Options::default())));
}

#[test]
fn jsonl() {
    check("jsonl", &shown(&report(Format::Jsonl, Options::default())));
}

#[test]
fn jsonl_without_text() {
    let options = options(|options| options.no_text = true);
    let report = report(Format::Jsonl, options);
    let value: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert!(value["document"]["text"].is_null());
    let record: Record = serde_json::from_str(&report).unwrap();
    let source = sample().document.text().to_owned();
    assert_eq!(record.into_annotated_with(source).unwrap(), sample());
}

#[test]
fn tables() {
    for rows in Rows::ALL {
        let csv = report(Format::Csv, options(|options| options.rows = *rows));
        check(&format!("csv-{rows}"), &shown(&csv));
    }
    check("tsv", &shown(&report(Format::Tsv, Options::default())));
}

#[test]
fn tables_for_spreadsheets() {
    let csv = report(Format::Csv, options(|options| options.guard_formulas = true));
    check("csv-guarded", &shown(&csv));
}

#[test]
fn markdown() {
    let report = report(Format::Md, options(|options| options.names = names()));
    check("md", &report);
}

#[test]
fn compact() {
    check("compact", &compact_json(&sample()));
}

fn names() -> Names {
    let pairs = |pairs: &[(&str, &str)]| {
        let pairs = pairs.iter();
        pairs
            .map(|(id, name)| ((*id).to_owned(), (*name).to_owned()))
            .collect()
    };
    Names {
        topics: pairs(&[("investment", "Investissements"), ("regulation", "Règles")]),
        targets: pairs(&[
            ("t_act", "Le pays doit agir vite."),
            ("t_wait", "Le pays doit attendre."),
        ]),
    }
}

#[test]
fn records_read_back_equal_what_was_written_in_every_unit() {
    for unit in OffsetUnit::ALL {
        let options = options(|options| options.offsets = *unit);
        let line = report(Format::Jsonl, options.clone());
        let record: Record = serde_json::from_str(&line).unwrap();
        assert_eq!(record.offset_unit(), *unit);
        assert_eq!(record.into_annotated().unwrap(), sample());

        let array: Vec<Record> = serde_json::from_str(&report(Format::Json, options)).unwrap();
        let read: Vec<AnnotatedDocument> = array
            .into_iter()
            .map(|record| record.into_annotated().unwrap())
            .collect();
        assert_eq!(read, [sample()]);
    }
}

#[test]
fn a_comma_separated_table_read_back_holds_the_same_fields() {
    let article = sample();
    let text = article.document.text();
    let csv = report(Format::Csv, options(|options| options.offsets = OffsetUnit::Byte));
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
    assert_eq!(rows.len(), article.claims.len());
    for (row, claim) in rows.iter().zip(&article.claims) {
        let field = |name: &str| {
            let column = header.iter().position(|column| column == name).expect(name);
            row[column].to_owned()
        };
        assert_eq!(field("document_id"), article.document.id);
        assert_eq!(field("claim_id"), claim.id);
        assert_eq!(field("sentence"), claim.sentence.text);
        assert_eq!(field("quote"), claim.quote);
        let (start, end) = (
            field("start").parse().unwrap(),
            field("end").parse::<usize>().unwrap(),
        );
        assert_eq!(start..end, claim.extent());
        assert!(text.get(start..end).is_some());
        assert_eq!(
            field("speaker_name"),
            claim.speaker.name.clone().unwrap_or_default()
        );
        assert_eq!(field("hedged").parse::<bool>().unwrap(), claim.hedged);
        assert_eq!(
            field("check_worthiness"),
            claim.check_worthiness.score.to_string()
        );
        assert_eq!(field("offset_unit"), "byte");
        assert_eq!(
            field("meta_note"),
            article.document.metadata["note"].as_str().unwrap()
        );
        for target in &article.provenance.targets_coded {
            let cell = field(&format!("stance__{target}"));
            let labels: Vec<&str> = claim
                .stances
                .iter()
                .flatten()
                .filter(|stance| stance.target == *target)
                .map(|stance| stance.label.as_str())
                .collect();
            match (&claim.stances, labels.is_empty()) {
                (None, _) => assert_eq!(cell, ""),
                (Some(_), true) => assert_eq!(cell, "none"),
                (Some(_), false) => assert!(labels.contains(&cell.as_str())),
            }
        }
    }
    // Where speaker and actor differ on a target, the one column is the speaker's.
    let both = header
        .iter()
        .position(|column| column == "stance__t_pay")
        .unwrap();
    assert_eq!(&rows[1][both], "neutral");
}

#[test]
fn a_tab_separated_table_read_back_holds_the_same_fields() {
    let unescape = |field: &str| {
        let mut out = String::new();
        let mut characters = field.chars();
        while let Some(character) = characters.next() {
            out.push(match character {
                '\\' => match characters.next() {
                    Some('t') => '\t',
                    Some('n') => '\n',
                    Some('r') => '\r',
                    other => other.expect("an escape has two characters"),
                },
                other => other,
            });
        }
        out
    };
    let csv = report(Format::Csv, Options::default());
    let tsv = report(Format::Tsv, Options::default());
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(csv.as_bytes());
    let lines: Vec<&str> = tsv.lines().collect();
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
    assert_eq!(rows.len(), lines.len());
    for (row, line) in rows.iter().zip(lines) {
        let fields: Vec<String> = line.split('\t').map(unescape).collect();
        assert_eq!(row.iter().collect::<Vec<_>>(), fields);
    }
}

#[test]
fn two_documents_stand_one_after_the_other_in_every_format() {
    let other = AnnotatedDocument::new(propos_schema::Document::new("empty", ""));
    let documents = [sample(), other];
    for format in Format::ALL {
        let mut out = Vec::new();
        write_all(
            *format,
            &documents,
            options(|options| options.rows = Rows::Documents),
            &mut out,
        )
        .unwrap();
        let out = String::from_utf8(out).unwrap();
        match format {
            Format::Json => {
                let records: Vec<Record> = serde_json::from_str(&out).unwrap();
                assert_eq!(records.len(), 2);
            }
            Format::Jsonl => assert_eq!(out.lines().count(), 2),
            Format::Tsv => assert_eq!(out.lines().count(), 3),
            Format::Csv => assert_eq!(csv::Reader::from_reader(out.as_bytes()).records().count(), 2),
            Format::Md => assert_eq!(out.matches("\n\n## ").count(), 1),
            _ => assert!(out.contains("\n\nempty\n━━━━━\n"), "{out}"),
        }
    }
}

#[test]
fn without_documents_arrays_are_empty_and_tables_have_a_header() {
    let written = |format| {
        let mut out = Vec::new();
        write_all(format, &[], Options::default(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    assert_eq!(written(Format::Json), "[]\n");
    assert_eq!(written(Format::Jsonl), "");
    assert!(written(Format::Csv).starts_with("document_id,"));
    assert_eq!(written(Format::Tsv).lines().count(), 1);
}

#[test]
fn a_table_names_the_column_that_a_later_document_lacks() {
    let plain = AnnotatedDocument::new(propos_schema::Document::new("plain", ""));
    let mut out = Vec::new();
    let mut writer = propos_report::open(Format::Csv, Options::default(), &mut out);
    writer.write(&plain).unwrap();
    let error = writer.write(&sample()).unwrap_err().to_string();
    assert!(error.contains("no column \"stance__t_act\""), "{error}");
}
