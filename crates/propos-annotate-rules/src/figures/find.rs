//! Finds the amounts of a range.

use std::ops::Range;

use propos_schema::{Figure, FigureKind, TextSpan};
use propos_segment::Lang;

use super::hint::Hinted;
use super::lexicon::{Lexicon, Opening, Section, lexicon};
use super::pieces::{PieceKind, Pieces};
use super::quantity::{Quantity, quantity};
use super::refuse::{is_numbering, is_part_of_something, is_year};
use super::unit::{Unit, behind_of, counted_noun, currency_before, unit};

/// An amount by its pieces.
struct Found {
    first: usize,
    /// One past the last piece.
    next: usize,
    kind: FigureKind,
    value: Option<f64>,
    unit: Option<String>,
    /// Whether the unit is still to be taken from the amount after it (*entre 18 et 25 %*).
    is_bare: bool,
}

/// The amounts of `text[range]`, in text order. Spans are bytes of `text`. A range that does not slice has none.
pub(crate) fn find(text: &str, range: Range<usize>, lang: impl Into<Option<Lang>>) -> Vec<Figure> {
    let mut figures = Vec::new();
    find_in(
        text,
        range.clone(),
        std::iter::once(range),
        lang.into(),
        &mut figures,
    );
    figures
}

/// The same where it is known which bytes an amount may begin in, and how much around them has to be read, behind figures
/// that are there.
pub(crate) fn find_hinted(text: &str, hinted: &Hinted<'_>, lang: Option<Lang>, figures: &mut Vec<Figure>) {
    find_in(text, hinted.window.clone(), hinted.beginnings(), lang, figures);
}

/// Finds the amounts of a window that begin in some of its bytes.
fn find_in(
    text: &str,
    window: Range<usize>,
    mut beginnings: impl Iterator<Item = Range<usize>>,
    lang: Option<Lang>,
    figures: &mut Vec<Figure>,
) {
    let lexicon = lexicon(lang);
    let pieces = Pieces::new(text, window, lexicon);
    let mut found: Vec<Found> = Vec::new();
    let mut beginning = beginnings.next();
    let mut at = 0;
    while let Some(piece) = pieces.piece(at) {
        while beginning
            .as_ref()
            .is_some_and(|beginning| beginning.end <= piece.start)
        {
            beginning = beginnings.next();
        }
        let Some(beginning) = &beginning else {
            break;
        };
        if piece.end <= beginning.start {
            at += 1;
            continue;
        }
        // Most words begin no amount and need no closer look.
        if !may_begin(&pieces, at, lexicon) {
            at += 1;
            continue;
        }
        let number = quantity(&pieces, at, lexicon);
        if let Some(amount) = amount(&pieces, at, number, lexicon) {
            at = amount.next.max(at + 1);
            carry_unit_back(&mut found, &amount, &pieces);
            found.push(amount);
        } else {
            // Past a number that is no amount, so that its rest (*et un* of *trente et un*) is not read as one.
            at = number.map_or(0, |number| number.next).max(at + 1);
        }
    }
    figures.extend(found.into_iter().filter_map(|amount| {
        let start = pieces.piece(amount.first)?.start;
        let end = pieces.piece(amount.next.checked_sub(1)?)?.end;
        let mut figure = Figure::new(TextSpan::new(text, start..end)?, amount.kind);
        figure.value = amount.value.filter(|value| value.is_finite());
        figure.unit = amount.unit;
        Some(figure)
    }));
}

/// Whether an amount may begin at a piece. An article begins one only before certain words.
fn may_begin(pieces: &Pieces<'_>, at: usize, lexicon: &Lexicon) -> bool {
    match pieces.kind(at) {
        Some(PieceKind::Word) => {}
        // A mark begins an amount where it is the sign of a currency before digits.
        Some(PieceKind::Mark) => return pieces.kind(at + 1) == Some(PieceKind::Numeral),
        _ => return true,
    }
    match pieces.opening(at) {
        Opening::None => false,
        Opening::Number => true,
        // *un sur trois*, *un bail sur trois*, *une demi-douzaine*.
        Opening::Article => {
            pieces.at(at + 1) == "-"
                || pieces.at(at + 2) == "-"
                || lexicon.follows_article(pieces.word(at + 1))
                || pieces.has(Section::OutOf, at + 2)
        }
    }
}

/// The amount at a piece where a number is, or the sign of a currency before one.
fn amount(pieces: &Pieces<'_>, at: usize, number: Option<Quantity>, lexicon: &Lexicon) -> Option<Found> {
    if let Some((code, number_at)) = currency_before(pieces, at, lexicon)
        && pieces.kind(number_at) == Some(PieceKind::Numeral)
    {
        return money_behind_sign(pieces, at, &code, number_at, lexicon);
    }
    if pieces.kind(at)? == PieceKind::Mark {
        return None;
    }
    if pieces.kind(at) == Some(PieceKind::Word) && pieces.is_glued(at) && pieces.before(at) == "-" {
        return None;
    }
    let number = number?;
    if number.in_digits && is_part_of_something(pieces, at, lexicon) {
        return None;
    }
    if number.is_share {
        return Some(Found {
            first: at,
            next: number.next,
            kind: FigureKind::Percent,
            value: number.value,
            unit: Some("%".to_owned()),
            is_bare: false,
        });
    }
    if let Some(range) = digit_range(pieces, at, &number, lexicon) {
        return Some(range);
    }
    match unit(pieces, number.next, lexicon) {
        Some(unit) => with_unit(pieces, at, &number, unit, lexicon),
        None => count(pieces, at, &number, lexicon),
    }
}

/// *$1.2bn*, *€3m*, *US$ 2 billion*.
fn money_behind_sign(
    pieces: &Pieces<'_>,
    at: usize,
    code: &str,
    number_at: usize,
    lexicon: &Lexicon,
) -> Option<Found> {
    let number = quantity(pieces, number_at, lexicon)?;
    let mut value = number.value;
    let mut next = number.next;
    let suffix = pieces.at(next);
    if !number.is_scaled
        && pieces.is_glued(next)
        && let Some(factor) = lexicon
            .number(Section::CurrencyScale, suffix)
            .or_else(|| lexicon.number(Section::CurrencyScale, &suffix.to_lowercase()))
    {
        value = value.map(|value| value * factor);
        next += 1;
    }
    Some(Found {
        first: at,
        next,
        kind: FigureKind::Money,
        value,
        unit: Some(code.to_owned()),
        is_bare: false,
    })
}

/// *18-25 %*: one span, no single value.
fn digit_range(pieces: &Pieces<'_>, at: usize, number: &Quantity, lexicon: &Lexicon) -> Option<Found> {
    if !number.in_digits || !matches!(pieces.at(number.next), "-" | "–") || !pieces.is_glued(number.next) {
        return None;
    }
    let upper = quantity(pieces, number.next + 1, lexicon).filter(|upper| upper.in_digits)?;
    let unit = unit(pieces, upper.next, lexicon)?;
    Some(Found {
        first: at,
        next: unit.next,
        kind: unit.kind,
        value: None,
        unit: Some(unit.name),
        is_bare: false,
    })
}

fn with_unit(
    pieces: &Pieces<'_>,
    at: usize,
    number: &Quantity,
    unit: Unit,
    lexicon: &Lexicon,
) -> Option<Found> {
    let sign = minus_before(pieces, at, number);
    let value = number
        .value
        .map(|value| value * unit.factor * if sign { -1.0 } else { 1.0 } + 0.0);
    match unit.kind {
        FigureKind::Duration if is_point_in_time(pieces, at, unit.next, lexicon) => return None,
        // *viewed 3.4 million times* is how often; so is *three times* without a comparison, which is no figure.
        FigureKind::Multiple if number.is_scaled => {
            return Some(Found {
                first: at,
                next: unit.next,
                kind: FigureKind::Count,
                value,
                unit: Some(unit.name),
                is_bare: false,
            });
        }
        FigureKind::Multiple if is_frequency(pieces, number, &unit, lexicon) => return None,
        _ => {}
    }
    if unit.kind == FigureKind::Count && unit.name.is_empty() {
        return Some(count_behind(pieces, at, value, unit.next, lexicon));
    }
    Some(Found {
        first: if sign { at - 1 } else { at },
        next: unit.next,
        kind: unit.kind,
        value,
        unit: Some(unit.name),
        is_bare: false,
    })
}

/// *5bn users*: a count whose scale is glued to the digits.
fn count_behind(pieces: &Pieces<'_>, at: usize, value: Option<f64>, next: usize, lexicon: &Lexicon) -> Found {
    let noun = counted_noun(pieces, next, true, lexicon);
    Found {
        first: at,
        next: noun.as_ref().map_or(next, |(_, next)| *next),
        kind: FigureKind::Count,
        value,
        unit: noun.map(|(noun, _)| noun),
        is_bare: false,
    }
}

/// A minus sign that belongs to the number.
fn minus_before(pieces: &Pieces<'_>, at: usize, number: &Quantity) -> bool {
    let is_sign = matches!(pieces.before(at), "-" | "−");
    number.in_digits && is_sign && pieces.is_glued(at) && !pieces.is_glued(at - 1)
}

/// *il y a deux ans*, *two years ago*, *18-year-old*.
fn is_point_in_time(pieces: &Pieces<'_>, at: usize, next: usize, lexicon: &Lexicon) -> bool {
    let word_back = |n: usize| at.checked_sub(n).map_or("", |index| pieces.word(index));
    let one_word = word_back(1);
    let three_words = format!("{} {} {one_word}", word_back(3), word_back(2));
    lexicon.has(Section::AgoBefore, one_word)
        || lexicon.has(Section::AgoBefore, &three_words)
        || pieces.has(Section::AgoAfter, next)
        || (pieces.at(next) == "-" && pieces.is_glued(next) && pieces.word(next + 1).starts_with("old"))
}

/// *trois fois* without a comparison is how often, not how many times as much.
fn is_frequency(pieces: &Pieces<'_>, number: &Quantity, unit: &Unit, lexicon: &Lexicon) -> bool {
    let after = pieces.word(unit.next);
    let compares =
        lexicon.singular(Section::Comparative, after).is_some() || after.len() > 3 && after.ends_with("er");
    let is_large = number
        .value
        .is_some_and(|value| value >= 10.0 || value.fract() != 0.0);
    !compares && unit.name == "times" && !is_large && !pieces.is_glued(unit.next - 1)
}

/// A number without a unit of its own: of things counted, or bare.
fn count(pieces: &Pieces<'_>, at: usize, number: &Quantity, lexicon: &Lexicon) -> Option<Found> {
    let before = pieces.word_before(at);
    let is_definite = lexicon.has(Section::Definite, before);
    if number.in_digits {
        let glued_letters = pieces.is_glued(number.next) && pieces.kind(number.next) == Some(PieceKind::Word);
        if glued_letters || (is_year(pieces.at(at)) && !number.is_scaled) || is_numbering(pieces, at, lexicon)
        {
            return None;
        }
    }
    let hyphen_after = pieces.at(number.next) == "-" && pieces.is_glued(number.next);
    let noun = counted_noun(pieces, number.next, number.is_scaled, lexicon).filter(|_| !hyphen_after);
    let is_large = number
        .value
        .is_some_and(|value| value >= 10.0 || value.fract() != 0.0);
    let is_figure = match (&noun, number.in_digits, number.is_scaled) {
        (Some(_), true, _) | (_, _, true) => true,
        (Some(_), false, false) => !is_definite,
        (None, true, false) => is_large && !is_definite && !hyphen_after,
        (None, false, false) => false,
    };
    is_figure.then(|| Found {
        first: at,
        next: noun.as_ref().map_or(number.next, |(_, next)| *next),
        kind: FigureKind::Count,
        value: number.value,
        is_bare: noun.is_none(),
        unit: noun.map(|(noun, _)| noun),
    })
}

/// Gives *18* in *between 18 and 25 per cent* the unit of *25 per cent*.
fn carry_unit_back(found: &mut [Found], amount: &Found, pieces: &Pieces<'_>) {
    let Some(earlier) = found.last_mut().filter(|earlier| earlier.is_bare) else {
        return;
    };
    let behind_joint = behind_of(pieces, earlier.next + 1);
    if pieces.has(Section::Range, earlier.next) && behind_joint == amount.first && amount.unit.is_some() {
        earlier.kind = amount.kind;
        earlier.unit.clone_from(&amount.unit);
        earlier.is_bare = false;
    }
}
