//! Claims whose numbers contradict each other.
//!
//! Two claims are compared where each gives a value for the same quantity (a margin, a cost, a death toll) in the same
//! unit and over the same period, and nothing says that they speak of different things: no other names, years or
//! qualifications. A margin is also compared with the revenue and cost that one claim gives together.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use foldhash::fast::FixedState;
use propos_schema::{Claim, Figure, FigureKind, Link, LinkKind};

use crate::languages::LANGUAGES;

/// How far values may lie apart and still be one value, rounded.
const ROUNDING: f64 = 0.1;
/// How many words before and behind a figure are read.
const WORDS_AROUND: usize = 9;
/// How many bytes before and behind a figure are read at most. Bounds the work on endless clauses.
const BYTES_AROUND: usize = 2_000;
/// How many values of one quantity are compared. Bounds the work on tables.
const MOST_COMPARED: usize = 40;

/// Ties between claims of one article whose numbers cannot both hold, in the order of the claims.
pub(crate) fn conflicts(claims: &[Claim]) -> Vec<Link> {
    let mut readings: Vec<Reading> = Vec::new();
    let mut lower = String::new();
    for (number, claim) in claims.iter().enumerate() {
        let figures = claim.figures.iter();
        readings.extend(figures.filter_map(|figure| Reading::of(number, claim, figure, &mut lower)));
    }
    if !may_contradict(&readings) {
        return Vec::new();
    }
    let contexts: BTreeMap<usize, Context> = readings
        .iter()
        .filter_map(|reading| Some((reading.claim, Context::of(claims.get(reading.claim)?))))
        .collect();
    let mut messages: BTreeMap<(usize, usize), Vec<String>> = BTreeMap::new();
    let mut by_quantity: BTreeMap<(&str, &str), Vec<&Reading>> = BTreeMap::new();
    for reading in &readings {
        let of_quantity = by_quantity
            .entry((reading.quantity.as_str(), reading.unit.as_str()))
            .or_default();
        if of_quantity.len() < MOST_COMPARED {
            of_quantity.push(reading);
        }
    }
    for of_quantity in by_quantity.values() {
        for (at, one) in of_quantity.iter().enumerate() {
            for other in of_quantity.iter().skip(at + 1) {
                if let Some(message) = contradiction(&contexts, one, other) {
                    messages
                        .entry((one.claim, other.claim))
                        .or_default()
                        .push(message);
                }
            }
        }
    }
    for (pair, message) in margin_contradictions(&contexts, &readings) {
        messages.entry(pair).or_default().push(message);
    }
    messages
        .into_iter()
        .filter_map(|((one, other), mut messages)| {
            messages.dedup();
            let ids = vec![claims.get(one)?.id.clone(), claims.get(other)?.id.clone()];
            Some(Link::new(LinkKind::FigureConflict, ids, messages.join("; ")))
        })
        .collect()
}

/// Whether two values are of one quantity, or a margin stands beside a revenue.
fn may_contradict(readings: &[Reading]) -> bool {
    let has = |quantity: &str| readings.iter().any(|reading| reading.quantity == quantity);
    let is_pair = |(at, one): (usize, &Reading)| {
        let mut later = readings.iter().skip(at + 1);
        later.any(|other| one.quantity == other.quantity && one.unit == other.unit)
    };
    readings.len() > MOST_COMPARED
        || has("margin") && has("revenue")
        || readings.iter().enumerate().any(is_pair)
}

/// One value of one quantity.
#[derive(Debug)]
struct Reading {
    claim: usize,
    quantity: String,
    unit: String,
    value: f64,
    /// `day`, `week`, `month`, `year`, where the text says so.
    period: Option<&'static str>,
    /// What stands beside the quantity and between it and its value.
    qualifiers: BTreeSet<String>,
    /// The figure as it stands.
    written: String,
}

impl Reading {
    /// `lower` is memory for words in small letters.
    fn of(number: usize, claim: &Claim, figure: &Figure, lower: &mut String) -> Option<Self> {
        let value = figure.value.filter(|value| *value > 0.0)?;
        let span = claim
            .spans
            .iter()
            .find(|span| span.start <= figure.start && figure.end <= span.end)?;
        let counted = match &figure.unit {
            Some(unit) if figure.kind == FigureKind::Count => {
                Some(VOCABULARY.get(Section::Count, lowered(unit, lower))?)
            }
            None if figure.kind == FigureKind::Count => return None,
            _ => None,
        };
        let (before, behind) = (figure.start - span.start, figure.end - span.start);
        let from = span.text.floor_char_boundary(before.saturating_sub(BYTES_AROUND));
        let until = span.text.floor_char_boundary(behind.saturating_add(BYTES_AROUND));
        let before = clause_before(span.text.get(from..before)?);
        let behind = clause_behind(span.text.get(behind..until)?);
        if counted.is_none() && !has_quantity(before, lower) {
            return None;
        }
        // One word more than is looked at: what stands beside a quantity.
        let most = if figure.kind == FigureKind::Count {
            usize::MAX
        } else {
            WORDS_AROUND + 1
        };
        let words_before = last_words(before, most);
        let (quantity, qualifiers, near) = match counted {
            Some(counted) => (counted.to_owned(), BTreeSet::new(), 0),
            None => quantity_before(&words_before)?,
        };
        let unit = if figure.kind == FigureKind::Count {
            String::new()
        } else {
            figure.unit.clone()?
        };
        let words_behind: Vec<String> = plain_words(behind)
            .take(WORDS_AROUND)
            .map(str::to_lowercase)
            .collect();
        let period = period(&words_behind).or_else(|| period(words_before.get(near..).unwrap_or_default()));
        Some(Self {
            claim: number,
            quantity,
            unit,
            value,
            period,
            qualifiers,
            written: figure.text.clone(),
        })
    }

    /// The value over a year, where its period is known.
    fn yearly(&self) -> f64 {
        self.value
            * match self.period {
                Some("day") => 365.0,
                Some("week") => 52.0,
                Some("month") => 12.0,
                _ => 1.0,
            }
    }
}

/// What two readings of one quantity say that cannot both hold.
fn contradiction(contexts: &BTreeMap<usize, Context>, one: &Reading, other: &Reading) -> Option<String> {
    let same_thing = one.claim != other.claim
        && one.period.is_some() == other.period.is_some()
        && !are_apart(&one.qualifiers, &other.qualifiers)
        && may_speak_of_one_thing(contexts.get(&one.claim)?, contexts.get(&other.claim)?);
    (same_thing && !is_rounding(one.yearly(), other.yearly())).then(|| {
        let per = |reading: &Reading| {
            reading
                .period
                .map_or_else(String::new, |period| format!(" a {period}"))
        };
        format!(
            "{}: {}{} and {}{} cannot both hold",
            one.quantity,
            one.written,
            per(one),
            other.written,
            per(other)
        )
    })
}

/// Margins that do not follow from the revenue and cost that a claim gives together.
fn margin_contradictions(
    contexts: &BTreeMap<usize, Context>,
    readings: &[Reading],
) -> Vec<((usize, usize), String)> {
    let of = |quantity: &'static str| {
        readings
            .iter()
            .filter(move |reading| reading.quantity == quantity)
    };
    let mut found = Vec::new();
    for revenue in of("revenue").take(MOST_COMPARED) {
        let cost = of("cost").find(|cost| {
            cost.claim == revenue.claim
                && cost.unit == revenue.unit
                && cost.period == revenue.period
                && cost.value < revenue.value
        });
        let Some(cost) = cost else { continue };
        let surplus = revenue.value - cost.value;
        let (margin, mark_up) = (100.0 * surplus / revenue.value, 100.0 * surplus / cost.value);
        for claimed in of("margin")
            .filter(|claimed| claimed.unit == "%")
            .take(MOST_COMPARED)
        {
            let follows = is_rounding(claimed.value, margin) || is_rounding(claimed.value, mark_up);
            let speak_of_one = contexts
                .get(&claimed.claim)
                .zip(contexts.get(&revenue.claim))
                .is_some_and(|(one, other)| may_speak_of_one_thing(one, other));
            if follows || claimed.claim == revenue.claim || !speak_of_one {
                continue;
            }
            let pair = (claimed.claim.min(revenue.claim), claimed.claim.max(revenue.claim));
            let message = format!(
                "margin: {} does not follow from a revenue of {} and a cost of {}, which make {margin:.0} % of the revenue or {mark_up:.0} % of the cost",
                claimed.written, revenue.written, cost.written
            );
            found.push((pair, message));
        }
    }
    found
}

fn is_rounding(one: f64, other: f64) -> bool {
    (one - other).abs() <= ROUNDING * one.max(other)
}

/// What a claim says of its own reach.
#[derive(Debug)]
struct Context {
    extent: Range<usize>,
    names: BTreeSet<String>,
    years: BTreeSet<String>,
}

impl Context {
    fn of(claim: &Claim) -> Self {
        Self {
            extent: claim.extent(),
            names: names(claim),
            years: years(claim),
        }
    }
}

/// Whether nothing in two claims says that they are about different things or times.
fn may_speak_of_one_thing(one: &Context, other: &Context) -> bool {
    let overlap = one.extent.start < other.extent.end && other.extent.start < one.extent.end;
    !overlap && !are_apart(&one.names, &other.names) && !are_apart(&one.years, &other.years)
}

/// Whether both sets have something and nothing in common.
fn are_apart(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    !one.is_empty() && !other.is_empty() && one.is_disjoint(other)
}

/// Words with a capital inside a sentence.
fn names(claim: &Claim) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for span in &claim.spans {
        let mut begins = true;
        for word in span.text.split_whitespace() {
            let bare = word.trim_matches(|character: char| !character.is_alphanumeric());
            let bare = bare.rsplit(['’', '\'']).next().unwrap_or(bare);
            if !begins && bare.starts_with(char::is_uppercase) && bare.chars().count() > 1 {
                names.insert(bare.to_owned());
            }
            begins = word.ends_with(['.', '!', '?', ':']);
        }
    }
    names
}

fn years(claim: &Claim) -> BTreeSet<String> {
    let of_spans = claim.spans.iter().flat_map(|span| plain_words(&span.text));
    of_spans
        .filter(|word| {
            word.len() == 4
                && word
                    .parse::<u16>()
                    .is_ok_and(|year| (1900..=2100).contains(&year))
        })
        .map(str::to_owned)
        .collect()
}

/// Whether a quantity may begin in the words before a figure: before most of them none does.
fn has_quantity(before: &str, lower: &mut String) -> bool {
    last_plain_words(before)
        .take(WORDS_AROUND)
        .any(|word| VOCABULARY.begins_quantity(lowered(word, lower)))
}

/// A word in small letters, in memory that is used again.
fn lowered<'a>(word: &str, lower: &'a mut String) -> &'a str {
    lower.clear();
    if word.is_ascii() {
        lower.push_str(word);
        lower.make_ascii_lowercase();
    } else {
        lower.push_str(&word.to_lowercase());
    }
    lower
}

/// The nearest quantity before a figure, with what stands beside it and its place.
fn quantity_before(words: &[String]) -> Option<(String, BTreeSet<String>, usize)> {
    let from = words.len().saturating_sub(WORDS_AROUND);
    for at in (from..words.len()).rev() {
        if !words
            .get(at)
            .is_some_and(|first| VOCABULARY.begins_quantity(first))
        {
            continue;
        }
        for n_words in (1..=3).rev() {
            let Some(form) = words.get(at..at + n_words).map(|words| words.join(" ")) else {
                continue;
            };
            if let Some(quantity) = VOCABULARY.get(Section::Quantity, &form) {
                // *training cost* stands apart from *cost of salaries*.
                let beside = at.checked_sub(1).and_then(|at| words.get(at));
                let around = words.iter().skip(at + n_words).chain(beside).filter(|word| {
                    VOCABULARY.get(Section::Hedge, word).is_none() && !VOCABULARY.is_of_period(word)
                });
                return Some((quantity.to_owned(), around.cloned().collect(), at));
            }
        }
    }
    None
}

fn period(words: &[String]) -> Option<&'static str> {
    (0..words.len()).find_map(|at| {
        let one = words.get(at)?;
        let two = words.get(at + 1).map(|next| format!("{one} {next}"));
        two.and_then(|two| VOCABULARY.get(Section::Period, &two))
            .or_else(|| VOCABULARY.get(Section::Period, one))
    })
}

/// The text from the last end of a sentence or clause on.
fn clause_before(text: &str) -> &str {
    let start = text.rfind(['.', ';', '!', '?', '\n']).map_or(0, |at| at + 1);
    text.get(start..).unwrap_or_default()
}

fn clause_behind(text: &str) -> &str {
    let end = text
        .find(['.', ';', '!', '?', ',', ':', '\n'])
        .unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// Words in lower case.
fn words(text: &str) -> Vec<String> {
    plain_words(text).map(str::to_lowercase).collect()
}

/// Words as they stand.
fn plain_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Words as they stand, the last one first.
fn last_plain_words(text: &str) -> impl Iterator<Item = &str> {
    text.rsplit(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// The last words in lower case, so many at most.
fn last_words(text: &str, most: usize) -> Vec<String> {
    let mut words: Vec<String> = last_plain_words(text).take(most).map(str::to_lowercase).collect();
    words.reverse();
    words
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Quantity,
    Count,
    Period,
    Hedge,
}

/// The forms of all languages: figures are compared across a document, whose claims do not say their language.
#[derive(Default)]
struct Vocabulary {
    /// What a form means in the sections that have it.
    forms: HashMap<String, Vec<(Section, &'static str)>, FixedState>,
    /// The first words of quantities.
    begin_quantities: HashSet<String, FixedState>,
    /// The words that are part of a period.
    of_periods: HashSet<String, FixedState>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let mut vocabulary = Vocabulary::default();
    for file in LANGUAGES.iter().map(|language| language.quantities) {
        let mut section = None;
        for line in file.lines() {
            match line.trim() {
                "[quantity]" => section = Some(Section::Quantity),
                "[count]" => section = Some(Section::Count),
                "[period]" => section = Some(Section::Period),
                "[hedge]" => section = Some(Section::Hedge),
                line => {
                    if let (Some(section), Some((form, meaning))) = (section, line.split_once(" = ")) {
                        vocabulary.enter(section, &words(form), meaning);
                    }
                }
            }
        }
    }
    vocabulary
});

impl Vocabulary {
    fn enter(&mut self, section: Section, words: &[String], meaning: &'static str) {
        match section {
            Section::Quantity => self.begin_quantities.extend(words.first().cloned()),
            Section::Period => self.of_periods.extend(words.iter().cloned()),
            Section::Count | Section::Hedge => {}
        }
        let meanings = self.forms.entry(words.join(" ")).or_default();
        // A form of two languages means what the first says.
        if !meanings.iter().any(|(of, _)| *of == section) {
            meanings.push((section, meaning));
        }
    }

    fn get(&self, section: Section, form: &str) -> Option<&'static str> {
        let mut meanings = self.forms.get(form)?.iter();
        meanings
            .find(|(of, _)| *of == section)
            .map(|(_, meaning)| *meaning)
    }

    /// Whether a quantity begins with a word.
    fn begins_quantity(&self, word: &str) -> bool {
        self.begin_quantities.contains(word)
    }

    /// Whether a word is part of a period (*par jour*).
    fn is_of_period(&self, word: &str) -> bool {
        self.of_periods.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use propos_schema::{Claim, ClaimKind, TextSpan};
    use propos_segment::Lang;

    use super::conflicts;
    use crate::figures::find;

    /// Claims one after the other in one text.
    fn messages(lang: Lang, quotes: &[&str]) -> Vec<String> {
        let text = quotes.join("\n");
        let mut start = 0;
        let claims: Vec<Claim> = quotes
            .iter()
            .enumerate()
            .map(|(number, quote)| {
                let span = TextSpan::new(&text, start..start + quote.len()).unwrap();
                let mut claim = Claim::new("d", ClaimKind::Direct, vec![span]);
                claim.id = number.to_string();
                claim.figures = find(&text, start..start + quote.len(), lang);
                start += quote.len() + 1;
                claim
            })
            .collect();
        conflicts(&claims).into_iter().map(|link| link.message).collect()
    }

    #[test]
    fn a_margin_contradicts_another_and_what_revenue_and_cost_make() {
        let found = messages(
            Lang::Fr,
            &[
                "une marge bénéficiaire de 55 % sur ses services",
                "Une marge bénéficiaire de plus de 500 %. Revenus par jour : 562 000 $. Coûts par jour : 87 000 $. Revenus par an : environ 205 millions $.",
            ],
        );
        assert_eq!(found.len(), 1);
        assert!(
            found[0].starts_with("margin: 55 % and 500 % cannot both hold; margin: 55 % does not follow"),
            "{found:?}"
        );
        assert!(
            found[0].contains("85 % of the revenue or 546 % of the cost"),
            "{found:?}"
        );
    }

    #[test]
    fn two_death_tolls_contradict_each_other() {
        let found = messages(
            Lang::En,
            &["the blast left 12 dead", "at least 31 dead were counted"],
        );
        assert_eq!(found, ["deaths: 12 dead and 31 dead cannot both hold"]);
    }

    #[test]
    fn values_a_day_and_a_year_are_compared_over_the_year() {
        let day = "the shop has revenues of $1,000 a day";
        assert!(messages(Lang::En, &[day, "revenues were $365,000 a year"]).is_empty());
        assert_eq!(
            messages(Lang::En, &[day, "revenues were $900,000 a year"]).len(),
            1
        );
    }

    #[test]
    fn what_may_both_hold_is_not_linked() {
        for quotes in [
            ["the budget is $5 million", "the budget is about $5.2 million"],
            [
                "the cost for Lyon is $5 million, they say",
                "the cost for Nantes is $9 million",
            ],
            [
                "the deficit was $5 million in 2019",
                "the deficit was $9 million in 2024",
            ],
            [
                "the training cost was $5 million",
                "the cost of salaries was $9 million",
            ],
            ["there are 12 flats", "there are 15 flats"],
            ["the margin is 12 %", "the budget is 30 %"],
        ] {
            assert!(messages(Lang::En, &quotes).is_empty(), "{quotes:?}");
        }
    }
}
