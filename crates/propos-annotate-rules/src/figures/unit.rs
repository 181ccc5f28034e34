//! What a number counts.

use propos_schema::FigureKind;

use super::lexicon::{Lexicon, Section};
use super::pieces::{PieceKind, Pieces};

/// A unit that was read.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub(super) kind: FigureKind,
    pub(super) name: String,
    /// What the number has to be multiplied by (*bn*, *M€*).
    pub(super) factor: f64,
    /// The first piece after it.
    pub(super) next: usize,
}

impl Unit {
    fn new(kind: FigureKind, name: &str, next: usize) -> Self {
        Self {
            kind,
            name: name.to_owned(),
            factor: 1.0,
            next,
        }
    }
}

/// The unit at a piece: a sign, or words that may stand behind *de* or an adjective (*5 prochaines années*).
pub(super) fn unit(pieces: &Pieces<'_>, at: usize, lexicon: &Lexicon) -> Option<Unit> {
    sign(pieces, at, lexicon).or_else(|| {
        let mut start = at;
        if pieces.at(start) == "-" && pieces.is_glued(start) {
            start += 1;
        }
        if let Some(found) = words(pieces, start, lexicon) {
            return Some(found);
        }
        let after_of = behind_of(pieces, start);
        if after_of > start {
            return words(pieces, after_of, lexicon).or_else(|| sign(pieces, after_of, lexicon));
        }
        let mut after_adjectives = start;
        while after_adjectives < start + 2 && pieces.singular(Section::Between, after_adjectives).is_some() {
            after_adjectives += 1;
        }
        (after_adjectives > start)
            .then(|| words(pieces, after_adjectives, lexicon))
            .flatten()
            .filter(|unit| unit.kind == FigureKind::Duration)
    })
}

/// Behind *de* or *d'*; the same place where neither stands.
pub(super) fn behind_of(pieces: &Pieces<'_>, at: usize) -> usize {
    if !pieces.has(Section::Of, at) {
        return at;
    }
    let apostrophe = matches!(pieces.at(at + 1), "'" | "’");
    at + 1 + usize::from(apostrophe)
}

/// A currency before the number (*US$*, *€*, *CHF*): its code and the piece after it.
pub(super) fn currency_before(pieces: &Pieces<'_>, at: usize, lexicon: &Lexicon) -> Option<(String, usize)> {
    let first = pieces.at(at);
    let is_word = pieces.kind(at) == Some(PieceKind::Word);
    if is_word && !pieces.begins(Section::CurrencySign, at) {
        return None;
    }
    if is_word && pieces.is_glued(at + 1) {
        let joined = format!("{first}{}", pieces.at(at + 1));
        if let Some(code) = lexicon.get(Section::CurrencySign, &joined) {
            return Some((code.to_owned(), at + 2));
        }
    }
    let code = lexicon.get(Section::CurrencySign, first)?;
    Some((code.to_owned(), at + 1))
}

/// The sections whose forms are signs.
const SIGNS: u64 = Section::CurrencyScale.bit()
    | Section::CurrencySign.bit()
    | Section::MeasureSign.bit()
    | Section::MultipleSign.bit()
    | Section::PercentSign.bit();

fn sign(pieces: &Pieces<'_>, at: usize, lexicon: &Lexicon) -> Option<Unit> {
    let first = pieces.at(at);
    let second = pieces.at(at + 1);
    let is_word = pieces.kind(at) == Some(PieceKind::Word);
    let entry = lexicon.entry(first);
    let may_be_sign = entry.is_some_and(|entry| entry.has_any(SIGNS))
        || pieces.is_glued(at + 1)
        || matches!(first, "°" | "km");
    if !may_be_sign {
        return None;
    }
    let meaning = |section| entry.and_then(|entry| entry.get(section));
    if let Some(percent) = meaning(Section::PercentSign) {
        return Some(Unit::new(FigureKind::Percent, percent, at + 1));
    }
    if let Some((code, next)) = currency_before(pieces, at, lexicon) {
        return Some(Unit::new(FigureKind::Money, &code, next));
    }
    // *3 M€*, *3 Md d'euros*; *5bn* where no currency follows is a count.
    if is_word && let Some(factor) = entry.and_then(|entry| entry.number(Section::CurrencyScale)) {
        let after_of = behind_of(pieces, at + 1);
        let money = currency_before(pieces, after_of, lexicon)
            .map(|(code, next)| Unit::new(FigureKind::Money, &code, next))
            .or_else(|| words(pieces, after_of, lexicon).filter(|unit| unit.kind == FigureKind::Money));
        if let Some(unit) = money {
            return Some(Unit { factor, ..unit });
        }
        if pieces.is_glued(at) && meaning(Section::MeasureSign).is_none() {
            return Some(Unit {
                factor,
                ..Unit::new(FigureKind::Count, "", at + 1)
            });
        }
    }
    if first == "°" {
        let letter = Some(second).filter(|letter| pieces.is_glued(at + 1) && matches!(*letter, "C" | "F"));
        let next = at + 1 + usize::from(letter.is_some());
        return Some(Unit::new(
            FigureKind::Measure,
            &format!("°{}", letter.unwrap_or_default()),
            next,
        ));
    }
    if is_word && second == "/" && pieces.at(at + 2) == "h" && first == "km" {
        return Some(Unit::new(FigureKind::Measure, "km/h", at + 3));
    }
    // *m²*: the raised digit is a piece of its own.
    if is_word && pieces.is_glued(at + 1) {
        let joined = format!("{first}{second}");
        if let Some(measure) = lexicon.get(Section::MeasureSign, &joined) {
            return Some(Unit::new(FigureKind::Measure, measure, at + 2));
        }
    }
    if let Some(measure) = meaning(Section::MeasureSign) {
        return Some(Unit::new(FigureKind::Measure, measure, at + 1));
    }
    let times = meaning(Section::MultipleSign)
        .filter(|_| pieces.is_glued(at) && pieces.kind(at + 1) != Some(PieceKind::Numeral))?;
    Some(Unit::new(FigureKind::Multiple, times, at + 1))
}

const UNITS: [(Section, FigureKind); 5] = [
    (Section::Currency, FigureKind::Money),
    (Section::Percent, FigureKind::Percent),
    (Section::Multiple, FigureKind::Multiple),
    (Section::Duration, FigureKind::Duration),
    (Section::Measure, FigureKind::Measure),
];

/// The longest unit of up to three words, in the singular or plural.
fn words(pieces: &Pieces<'_>, at: usize, lexicon: &Lexicon) -> Option<Unit> {
    let first = pieces.word(at);
    if first.is_empty() {
        return None;
    }
    let one = singular(first, lexicon);
    if !pieces.begins_unit(at) && !lexicon.begins_unit(one) {
        return None;
    }
    let begins_long = |form: &str| lexicon.entry(form).is_some_and(|entry| entry.begins_long_unit);
    // Few units have several words.
    if begins_long(first) || begins_long(one) {
        let second = pieces.word(at + 1);
        let third = if second.is_empty() {
            ""
        } else {
            pieces.word(at + 2)
        };
        let forms = [
            (3, format!("{one} {second} {third}")),
            (2, format!("{one} {}", singular(second, lexicon))),
            (2, format!("{first} {second}")),
        ];
        for (n_words, form) in &forms {
            if let Some(unit) = unit_of(form, at + n_words, lexicon) {
                return Some(unit);
            }
        }
    }
    unit_of(first, at + 1, lexicon).or_else(|| unit_of(one, at + 1, lexicon))
}

/// The unit that a form is.
fn unit_of(form: &str, next: usize, lexicon: &Lexicon) -> Option<Unit> {
    let entry = lexicon.entry(form)?;
    let mut meanings = UNITS
        .iter()
        .filter_map(|(section, kind)| Some((*kind, entry.get(*section)?)));
    meanings.next().map(|(kind, name)| Unit::new(kind, name, next))
}

/// A word without the *s* of a plural.
fn singular<'word>(word: &'word str, lexicon: &Lexicon) -> &'word str {
    let ends_so = || {
        let entry = lexicon.entry(word);
        entry.is_some_and(|entry| entry.has_any(Section::Duration.bit() | Section::Multiple.bit()))
    };
    match word.strip_suffix('s') {
        Some(stem) if word.len() > 3 && !ends_so() => stem,
        _ => word,
    }
}

/// The thing counted: the plural noun behind a number (*1 140 ménages*, *2,400 restricted chips*), in lower case as
/// it stands, and the piece after it.
pub(super) fn counted_noun(
    pieces: &Pieces<'_>,
    at: usize,
    is_scaled: bool,
    lexicon: &Lexicon,
) -> Option<(String, usize)> {
    let start = if is_scaled { behind_of(pieces, at) } else { at };
    // Adjectives go before the noun, at most two of them.
    for next in start..start + 3 {
        let written = pieces.at(next);
        let word = pieces.word(next);
        if word.is_empty()
            || word.chars().count() < 3
            || pieces.at(next + 1) == "’"
            || pieces.at(next + 1) == "'"
        {
            return None;
        }
        if pieces.has(Section::NotCounted, next) || pieces.has(Section::Opener, next) {
            return None;
        }
        let may_be_adjective = pieces.singular(Section::Between, next).is_some();
        let is_capitalised = written.chars().next().is_some_and(char::is_uppercase);
        let is_plural = if lexicon.has_capital_nouns {
            is_capitalised
        } else {
            ends_like_plural(pieces, next, lexicon)
        };
        // *64 bus routes*: of two plurals the second is the noun.
        let goes_on = !lexicon.decimal_comma && is_plural && ends_like_plural(pieces, next + 1, lexicon);
        if is_plural && !may_be_adjective && !goes_on {
            let noun = if is_capitalised { written } else { word };
            return Some((noun.to_owned(), next + 1));
        }
        if !may_be_adjective && lexicon.decimal_comma && !lexicon.has_capital_nouns {
            // Where adjectives follow their noun, the first word is the noun or nothing is.
            return None;
        }
    }
    None
}

fn ends_like_plural(pieces: &Pieces<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let word = pieces.word(at);
    let is_other = || pieces.has(Section::NotCounted, at) || pieces.has(Section::Opener, at);
    let ends_so = || {
        word.ends_with(lexicon.plural_letters.as_slice())
            && word.chars().count() > 2
            && !word.ends_with("ss")
            && !word.ends_with("ous")
    };
    pieces.has(Section::Plural, at) || ends_so() && !is_other()
}
