//! Outcomes by group, written in each format.

use std::fmt::Write as _;
use std::io::{self, Write};

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr as _;

use crate::error::ReportError;
use crate::facts::topic_words;
use crate::format::Format;
use crate::md::escape;
use crate::options::{Names, Options};
use crate::outcomes::{OutcomeRow, Outcomes, TOPIC, Tally};
use crate::paint::{BOLD, Canvas};
use crate::table::guard_formula;
use crate::tsv::line as tsv_line;
use crate::visible::visible;

/// So many groups of a field stand in formats for people; tables and JSON have all.
const MOST_SHOWN: usize = 20;

const COLUMNS: [&str; 12] = [
    "by",
    "value",
    "documents",
    "complete",
    "partial",
    "refused",
    "failed",
    "refused_in_part",
    "by_fallback",
    "refusal_share",
    "refusal_low",
    "refusal_high",
];

/// Writes outcomes by group. For people: how many documents lost claims to refusals, and a table a field. For programs: a row or an
/// object a group, the first for all documents together. Shares are from 0 to 1; `refusal_low` and `refusal_high` are the ends of
/// the [interval](Tally::interval).
pub fn write_outcomes(
    format: Format,
    outcomes: &Outcomes,
    options: &Options,
    mut out: impl Write,
) -> Result<(), ReportError> {
    match format {
        Format::Text => out.write_all(text(outcomes, options).as_bytes()),
        Format::Md => out.write_all(md(outcomes, &options.names).as_bytes()),
        Format::Csv => csv(outcomes, options.guard_formulas, &mut out),
        Format::Tsv => tsv(outcomes, options.guard_formulas, &mut out),
        Format::Jsonl => outcomes
            .rows()
            .iter()
            .try_for_each(|row| writeln!(out, "{}", object(row))),
        Format::Json => {
            let rows: Vec<Value> = outcomes.rows().iter().map(object).collect();
            writeln!(out, "{:#}", Value::from(rows))
        }
    }
    .and_then(|()| out.flush())
    .map_err(ReportError::Output)
}

fn counts(tally: &Tally) -> [u64; 7] {
    [
        tally.n_documents,
        tally.n_complete,
        tally.n_partial,
        tally.n_refused,
        tally.n_failed,
        tally.n_refused_in_part,
        tally.n_by_fallback,
    ]
}

/// The share and the ends of its interval, to four places.
fn shares(tally: &Tally) -> [f64; 3] {
    let (low, high) = tally.interval();
    [tally.share(), low, high].map(|share| (share * 1e4).round() / 1e4)
}

fn object(row: &OutcomeRow<'_>) -> Value {
    let value = (!row.value.is_empty()).then_some(row.value);
    let fixed = [json!(row.by), json!(value)];
    let numbers = counts(&row.tally).map(Value::from);
    let shares = shares(&row.tally).map(Value::from);
    let values = fixed.into_iter().chain(numbers).chain(shares);
    COLUMNS
        .iter()
        .map(|name| (*name).to_owned())
        .zip(values)
        .collect()
}

/// The fields of a table, its header first.
fn fields(outcomes: &Outcomes, guards: bool) -> Vec<Vec<String>> {
    let header = COLUMNS.map(str::to_owned).to_vec();
    let rows = outcomes.rows();
    let rows = rows.iter().map(|row| {
        let mut fields = vec![row.by.to_owned(), row.value.to_owned()];
        if guards {
            fields.iter_mut().for_each(guard_formula);
        }
        fields.extend(counts(&row.tally).map(|count| count.to_string()));
        fields.extend(shares(&row.tally).map(|share| share.to_string()));
        fields
    });
    std::iter::once(header).chain(rows).collect()
}

fn csv(outcomes: &Outcomes, guards: bool, out: &mut impl Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    for row in fields(outcomes, guards) {
        table.write_record(row)?;
    }
    table.flush()
}

fn tsv(outcomes: &Outcomes, guards: bool, out: &mut impl Write) -> io::Result<()> {
    let rows = fields(outcomes, guards);
    rows.iter()
        .try_for_each(|row| out.write_all(tsv_line(row).as_bytes()))
}

/// How many documents lost claims to refusals, and what share that is.
pub fn lost_words(tally: &Tally) -> String {
    format!(
        "{} of {} documents lost claims to refusals: {} (95 %: {})",
        tally.n_lost(),
        tally.n_documents,
        percent(tally.share()),
        between(tally)
    )
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

fn between(tally: &Tally) -> String {
    let (low, high) = tally.interval();
    format!("{:.1} to {}", low * 100.0, percent(high))
}

/// A cell of a table for people, and whether it is a number.
fn cells(row: &OutcomeRow<'_>, names: &Names, all: &Tally) -> Vec<(String, bool)> {
    let tally = &row.tally;
    let value = match (row.by, row.value) {
        (_, "") => "(not known)",
        (TOPIC, id) => topic_words(id, names),
        (_, value) => value,
    };
    let mut cells = vec![
        (value.to_owned(), false),
        (tally.n_documents.to_string(), true),
        (tally.n_refused.to_string(), true),
        (tally.n_refused_in_part.to_string(), true),
    ];
    // What nobody met is left out.
    for (of_all, count) in optional(all).into_iter().zip(optional(tally)) {
        if of_all.1 > 0 {
            cells.push((count.1.to_string(), true));
        }
    }
    cells.push((percent(tally.share()), true));
    cells.push((between(tally), true));
    cells
}

fn head(field: &str, all: &Tally) -> Vec<(String, bool)> {
    let optional = optional(all).into_iter().filter(|(_, count)| *count > 0);
    let names = ["documents", "refused", "in part"]
        .into_iter()
        .chain(optional.map(|(name, _)| name))
        .chain(["share", "95 % between"]);
    std::iter::once((field.to_owned(), false))
        .chain(names.map(|name| (name.to_owned(), true)))
        .collect()
}

/// Counts that most runs do not have.
const fn optional(tally: &Tally) -> [(&'static str, u64); 2] {
    [("failed", tally.n_failed), ("by fallback", tally.n_by_fallback)]
}

/// The table of a field for people, its head first, and how many groups are left out.
fn grid(outcomes: &Outcomes, field: &str, names: &Names) -> (Vec<Vec<(String, bool)>>, usize) {
    let (all, groups) = (outcomes.all(), outcomes.groups(field));
    let shown = groups.iter().take(MOST_SHOWN);
    let rows = std::iter::once(head(field, &all))
        .chain(shown.map(|row| cells(row, names, &all)))
        .collect();
    (rows, groups.len().saturating_sub(MOST_SHOWN))
}

fn text(outcomes: &Outcomes, options: &Options) -> String {
    let mut canvas = Canvas::new(options.color);
    canvas.plain(&lost_words(&outcomes.all()));
    canvas.plain(".");
    canvas.end_line();
    for field in outcomes.fields() {
        let (mut rows, n_more) = grid(outcomes, field, &options.names);
        for (words, _) in rows.iter_mut().flatten() {
            *words = visible(words).into_owned();
        }
        let n_columns = rows.first().map_or(0, Vec::len);
        let width = |column: usize| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|(words, _)| words.width()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..n_columns).map(width).collect();
        canvas.end_line();
        for (number, row) in rows.iter().enumerate() {
            let style = if number == 0 { BOLD } else { anstyle::Style::new() };
            for (column, ((words, is_number), width)) in row.iter().zip(&widths).enumerate() {
                canvas.repeat(if column == 0 { 0 } else { 2 }, ' ');
                let blanks = width - words.width().min(*width);
                canvas.repeat(if *is_number { blanks } else { 0 }, ' ');
                canvas.styled(style, words);
                canvas.repeat(if *is_number { 0 } else { blanks }, ' ');
            }
            canvas.end_line();
        }
        if n_more > 0 {
            canvas.plain(&more_words(n_more));
            canvas.end_line();
        }
    }
    canvas.text
}

fn md(outcomes: &Outcomes, names: &Names) -> String {
    let mut out = format!("{}.\n", lost_words(&outcomes.all()));
    for field in outcomes.fields() {
        let (rows, n_more) = grid(outcomes, field, names);
        out.push('\n');
        for (number, row) in rows.iter().enumerate() {
            let cells: Vec<String> = row.iter().map(|(words, _)| escape(words)).collect();
            // Writing to a string cannot fail.
            let _ = writeln!(out, "| {} |", cells.join(" | "));
            if number == 0 {
                let rule: Vec<&str> = row
                    .iter()
                    .map(|(_, is_number)| if *is_number { "--:" } else { ":--" })
                    .collect();
                let _ = writeln!(out, "|{}|", rule.join("|"));
            }
        }
        if n_more > 0 {
            let _ = writeln!(out, "\n{}", more_words(n_more));
        }
    }
    out
}

fn more_words(n_more: usize) -> String {
    format!("and {n_more} more; csv, tsv, json and jsonl have all")
}

#[cfg(test)]
mod tests {
    use propos_schema::Outcome;

    use super::*;

    fn written(format: Format) -> String {
        let mut outcomes = Outcomes::by(["outlet".to_owned(), TOPIC.to_owned()]);
        let documents = [
            (Outcome::Refused, "=Le\tMonde"),
            (Outcome::Partial, "a|b\u{1b}[31m"),
            (Outcome::Complete, ""),
        ];
        for (outcome, outlet) in documents {
            let tally = Tally::one(outcome, outcome != Outcome::Complete, false);
            let of = |field: &str| if field == TOPIC { "rent" } else { outlet }.to_owned();
            outcomes.add(tally, of);
        }
        let mut options = Options {
            guard_formulas: true,
            ..Options::default()
        };
        options
            .names
            .topics
            .insert("rent".to_owned(), "Housing".to_owned());
        let mut out = Vec::new();
        write_outcomes(format, &outcomes, &options, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn people_see_shares_with_how_sure_they_are() {
        let text = written(Format::Text);
        let expected = "\
2 of 3 documents lost claims to refusals: 66.7 % (95 %: 20.8 to 93.9 %).

outlet       documents  refused  in part    share     95 % between
=Le Monde            1        1        0  100.0 %  20.7 to 100.0 %
a|b␛[31m             1        0        1  100.0 %  20.7 to 100.0 %
(not known)          1        0        0    0.0 %    0.0 to 79.3 %

topic    documents  refused  in part   share    95 % between
Housing          3        1        1  66.7 %  20.8 to 93.9 %
";
        assert_eq!(text, expected);
        let md = written(Format::Md);
        assert!(md.contains("| outlet | documents |"), "{md}");
        assert!(md.contains(r"| a\|b␛\[31m | 1 | 0 | 1 |"), "{md}");
    }

    #[test]
    fn programs_get_every_group_and_all_together() {
        let csv = written(Format::Csv);
        let mut lines = csv.lines();
        assert_eq!(lines.next(), Some(COLUMNS.join(",").as_str()));
        assert_eq!(lines.next(), Some("all,,3,1,1,1,0,1,0,0.6667,0.2077,0.9385"));
        assert_eq!(lines.next(), Some("outlet,'=Le\tMonde,1,0,0,1,0,0,0,1,0.2065,1"));
        assert!(csv.contains("topic,rent,3,"), "{csv}");
        let tsv = written(Format::Tsv);
        assert!(
            tsv.lines().all(|line| line.split('\t').count() == COLUMNS.len()),
            "{tsv}"
        );
        let jsonl = written(Format::Jsonl);
        let rows: Vec<Value> = jsonl
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(rows.len(), 5);
        assert_eq!((&rows[0]["by"], &rows[0]["value"]), (&json!("all"), &Value::Null));
        assert_eq!(rows[4]["refusal_share"], json!(0.6667));
        assert_eq!(
            serde_json::from_str::<Vec<Value>>(&written(Format::Json)).unwrap(),
            rows
        );
    }
}
