//! Numbers that are no amounts: dates, years, times, versions, names, ordinals, numbers of things.

use super::lexicon::{Lexicon, Section};
use super::pieces::{PieceKind, Pieces};
use super::quantity::numeral_value;

/// Whether digits at a piece are part of a name, date, time or code whatever follows them.
pub(super) fn is_part_of_something(pieces: &Pieces<'_>, at: usize, lexicon: &Lexicon) -> bool {
    is_glued_to_letters(pieces, at)
        || is_list_number(pieces, at)
        || is_date(pieces, at, lexicon)
        || is_age(pieces, at, lexicon)
        || is_time(pieces, at, lexicon)
        || is_telephone_number(pieces, at)
        || is_odd_numeral(pieces.at(at))
        || matches!(pieces.before(at), "§" | "#" | "°")
}

/// *R1*, *GPT-4*, *H800*, *3/4*, *7-2*, *21e*, *v2.0*.
fn is_glued_to_letters(pieces: &Pieces<'_>, at: usize) -> bool {
    if pieces.is_glued(at) {
        match pieces.kind(at - 1) {
            Some(PieceKind::Word) => {
                // *US$2* has its sign between; *R1* has not.
                return true;
            }
            Some(PieceKind::Mark) => {
                let mark = pieces.before(at);
                let joins = matches!(mark, "-" | "‑" | "/" | "." | ":" | "_" | "@" | "," | "–");
                let letter_before =
                    at >= 2 && pieces.is_glued(at - 1) && pieces.kind(at - 2) != Some(PieceKind::Mark);
                if joins && letter_before {
                    return true;
                }
            }
            _ => {}
        }
    }
    if pieces.is_glued(at + 1) {
        match pieces.at(at + 1) {
            "/" | ":" | "_" | "@" | "°" if pieces.is_glued(at + 2) && pieces.at(at + 2) != "C" => {
                return true;
            }
            "-" | "–" | "‑" if pieces.is_glued(at + 2) && pieces.kind(at + 2) == Some(PieceKind::Numeral) =>
            {
                return !is_range_before_unit(pieces, at);
            }
            _ => {}
        }
    }
    false
}

/// *18-25 %*: a range, which the caller reads.
fn is_range_before_unit(pieces: &Pieces<'_>, at: usize) -> bool {
    let after = pieces.at(at + 3);
    let goes_on = pieces.is_glued(at + 3) && matches!(after, "-" | "–" | "/" | ":" | ".");
    !goes_on && !after.is_empty()
}

/// *1. A cap of …* at the beginning of a line.
fn is_list_number(pieces: &Pieces<'_>, at: usize) -> bool {
    pieces.begins_line(at)
        && pieces.is_glued(at + 1)
        && matches!(pieces.at(at + 1), "." | ")")
        && !pieces.is_glued(at + 2)
}

/// *8 novembre*, *June 3*, *du 8 au 9 novembre*.
fn is_date(pieces: &Pieces<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let is_month = |index: usize| {
        let is_name = pieces.has(Section::Month, index);
        // *may* and *march* are months with a capital only.
        is_name && (lexicon.decimal_comma || pieces.at(index).starts_with(char::is_uppercase))
    };
    let is_day = pieces.at(at).len() <= 2
        && pieces
            .at(at)
            .parse::<u8>()
            .is_ok_and(|day| (1..=31).contains(&day));
    if !is_day {
        return false;
    }
    // *12. Mai*, *der 3. Prozesstag*: a day or a rank.
    let is_ordinal = lexicon.has_capital_nouns
        && pieces.at(at + 1) == "."
        && pieces.is_glued(at + 1)
        && pieces.kind(at + 2) == Some(PieceKind::Word);
    if is_ordinal || is_month(at + 1) || (pieces.word(at + 1) == "er" && is_month(at + 2)) {
        return true;
    }
    if at >= 1 && is_month(at - 1) && pieces.kind(at + 1) != Some(PieceKind::Word) {
        return true;
    }
    let between = pieces.at(at + 1);
    let is_range = lexicon.has(Section::Range, between) || matches!(between, "-" | "–" | "," | "au");
    is_range && pieces.kind(at + 2) == Some(PieceKind::Numeral) && is_month(at + 3)
}

/// *Ann Roe, 81, a nurse*: two digits between commas behind a name of several words.
fn is_age(pieces: &Pieces<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let is_capital = |index: usize| pieces.at(index).starts_with(char::is_uppercase);
    !lexicon.has_capital_nouns
        && at >= 3
        && pieces.at(at).len() == 2
        && pieces.before(at) == ","
        && matches!(pieces.at(at + 1), "," | ".")
        && is_capital(at - 2)
        && is_capital(at - 3)
}

/// *18 h 10*, *18h24*, *à 10 heures*, *6 p.m.*, *1015 GMT*
fn is_time(pieces: &Pieces<'_>, at: usize, lexicon: &Lexicon) -> bool {
    if lexicon.has(Section::TimeZone, pieces.at(at + 1)) {
        return true;
    }
    let hour = pieces.at(at).split('.').next().unwrap_or_default().parse::<u8>();
    if hour.is_ok_and(|hour| hour <= 24) {
        let after = pieces.word(at + 1);
        if pieces.has(Section::TimeAfter, at + 1) {
            // *Uhr* is said of times alone.
            let is_full_word =
                pieces.get(Section::TimeAfter, at + 1) != Some("time") && after.chars().count() > 2;
            let before = pieces.word_before(at);
            return !is_full_word || lexicon.has(Section::TimeBefore, before);
        }
        // *p.m.* is cut at its stops.
        if matches!(after, "a" | "p") && pieces.at(at + 2) == "." && pieces.word(at + 3) == "m" {
            return true;
        }
    }
    // The minutes after *18 h*.
    let before = pieces.word_before(at);
    before == "h" && at >= 2 && pieces.kind(at - 2) == Some(PieceKind::Numeral)
}

/// Groups of two digits in a row, as in *01 23 45 67 89*.
fn is_telephone_number(pieces: &Pieces<'_>, at: usize) -> bool {
    let is_group = |index: Option<usize>| {
        index.is_some_and(|index| {
            pieces.kind(index) == Some(PieceKind::Numeral) && (2..=3).contains(&pieces.at(index).len())
        })
    };
    let before = usize::from(is_group(at.checked_sub(1))) + usize::from(is_group(at.checked_sub(2)));
    let after = usize::from(is_group(Some(at + 1))) + usize::from(is_group(Some(at + 2)));
    pieces.before(at) == "+" || before == 2 || after == 2 || (before == 1 && after == 1)
}

/// *1.2.3*, *12.05.2024*: more than one kind of group.
fn is_odd_numeral(numeral: &str) -> bool {
    numeral.contains(['.', ','])
        && [true, false]
            .iter()
            .all(|&decimal_comma| numeral_value(numeral, decimal_comma).is_none())
}

/// Whether a plain number without a unit is a year.
pub(super) fn is_year(numeral: &str) -> bool {
    numeral.len() == 4
        && numeral
            .parse::<u16>()
            .is_ok_and(|year| (1500..=2100).contains(&year))
}

/// Whether digits follow a word that numbers something (*article 5*, *Llama 3*, *ligne 17*).
pub(super) fn is_numbering(pieces: &Pieces<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let Some(previous) = at.checked_sub(1) else {
        return false;
    };
    let written = pieces.at(previous);
    let word = pieces.word(previous);
    if word.is_empty() {
        let abbreviated = written == "." && at >= 2 && pieces.has(Section::NotAfter, at - 2);
        return abbreviated || matches!(written, "°" | "º" | "#" | "§");
    }
    if pieces.has(Section::NotAfter, previous) {
        return true;
    }
    // A name before a small number or a decimal one makes it a version.
    let is_name = written.starts_with(char::is_uppercase) && !pieces.has(Section::Opener, previous);
    let numeral = pieces.at(at);
    // A point before three digits parts thousands where the comma is the decimal mark.
    let is_grouped = lexicon.decimal_comma
        && numeral.split('.').skip(1).all(|group| group.len() == 3)
        && numeral.len() > 3;
    // Where every noun has a capital, one shows nothing: *im Jahr 1.200 Menschen*.
    is_name && !lexicon.has_capital_nouns && (numeral.len() <= 2 || numeral.contains('.') && !is_grouped)
}
