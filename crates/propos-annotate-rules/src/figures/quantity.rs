//! A number in digits or words.

use std::borrow::Cow;

use super::lexicon::{Lexicon, Section};
use super::pieces::{PieceKind, Pieces, is_number_space};

/// A number that was read, before its unit is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quantity {
    /// The value; `None` where the digits do not say one number.
    pub(super) value: Option<f64>,
    /// The first piece after it.
    pub(super) next: usize,
    /// Whether it begins with digits.
    pub(super) in_digits: bool,
    /// Whether a word such as *million* follows the number.
    pub(super) is_scaled: bool,
    /// Whether it is a share such as *un tiers*.
    pub(super) is_share: bool,
}

/// Reads a number that begins at a piece.
pub(super) fn quantity(pieces: &Pieces<'_>, at: usize, lexicon: &Lexicon) -> Option<Quantity> {
    match pieces.kind(at)? {
        PieceKind::Numeral => Some(with_scale(pieces, in_digits(pieces, at, lexicon), lexicon)),
        PieceKind::Word => share_in_words(pieces, at, lexicon).or_else(|| in_words(pieces, at, lexicon)),
        PieceKind::Mark => None,
    }
}

fn in_digits(pieces: &Pieces<'_>, at: usize, lexicon: &Lexicon) -> Quantity {
    Quantity {
        value: numeral_value(pieces.at(at), lexicon.decimal_comma),
        next: at + 1,
        in_digits: true,
        is_scaled: false,
        is_share: false,
    }
}

/// The value of digits with separators; `None` where they are no number of the language or too great.
pub(super) fn numeral_value(numeral: &str, decimal_comma: bool) -> Option<f64> {
    if numeral.bytes().all(|byte| byte.is_ascii_digit()) {
        return numeral.parse().ok().filter(|value: &f64| value.is_finite());
    }
    let n_commas = numeral.matches(',').count();
    let n_dots = numeral.matches('.').count();
    let is_grouped_by = |mark: char| {
        let mut groups = numeral.split(mark);
        groups.next().is_some_and(|first| (1..=3).contains(&first.len()))
            && groups.all(|group| group.len() == 3)
    };
    let decimal = match (n_commas, n_dots) {
        (0, 0) => None,
        (1, 1) => {
            let later_is_comma = numeral.rfind(',') > numeral.rfind('.');
            Some(if later_is_comma { ',' } else { '.' })
        }
        (1, 0) if decimal_comma || !is_grouped_by(',') => Some(','),
        (0, 1) if !decimal_comma || !is_grouped_by('.') => Some('.'),
        (_, 0) if is_grouped_by(',') => None,
        (0, _) if is_grouped_by('.') => None,
        (_, 1) => Some('.'),
        (1, _) => Some(','),
        _ => return None,
    };
    let mut plain = String::with_capacity(numeral.len());
    for character in numeral.chars() {
        if Some(character) == decimal {
            plain.push('.');
        } else if character.is_ascii_digit() {
            plain.push(character);
        } else if !(matches!(character, '.' | ',' | '\'' | '’') || is_number_space(character)) {
            return None;
        }
    }
    plain.parse().ok().filter(|value: &f64| value.is_finite())
}

/// Multiplies by *million* and the like, where one follows.
fn with_scale(pieces: &Pieces<'_>, number: Quantity, lexicon: &Lexicon) -> Quantity {
    let mut scaled = number;
    loop {
        // *two-million* is *two million*.
        let hyphen = usize::from(pieces.at(scaled.next) == "-" && pieces.is_glued(scaled.next));
        let word = pieces.word(scaled.next + hyphen);
        let factor = pieces
            .singular(Section::Scale, scaled.next + hyphen)
            .and_then(|factor| factor.parse::<f64>().ok())
            .or_else(|| {
                pieces
                    .number(Section::Number, scaled.next + hyphen)
                    .filter(|_| word == "mille" && scaled.in_digits)
            });
        let Some(factor) = factor else { return scaled };
        scaled.value = scaled
            .value
            .map(|value| value * factor)
            .filter(|value| value.is_finite());
        scaled.next += hyphen + 1;
        // `1,2 Mrd. Dollar`: the full stop belongs to the word.
        let has_stop = pieces.at(scaled.next) == "." && pieces.is_glued(scaled.next);
        if has_stop && lexicon.has(Section::Scale, &format!("{word}.")) {
            scaled.next += 1;
        }
        scaled.is_scaled = true;
    }
}

/// The longest number word at a piece, hyphens included, with the piece after it.
fn number_word(pieces: &Pieces<'_>, at: usize, lexicon: &Lexicon) -> Option<(f64, usize)> {
    let first = pieces.word(at);
    if first.is_empty() {
        return None;
    }
    if pieces.at(at + 1) == "-" && pieces.is_glued(at + 1) && pieces.is_glued(at + 2) {
        let joined = format!("{first}-{}", pieces.word(at + 2));
        let joined = joined
            .strip_suffix('s')
            .filter(|_| joined.ends_with("vingts"))
            .unwrap_or(&joined);
        if let Some(value) = lexicon.number(Section::Number, joined) {
            return Some((value, at + 3));
        }
    }
    let value = pieces.number(Section::Number, at).or_else(|| {
        lexicon
            .number(Section::Number, first.strip_suffix('s')?)
            .filter(|value| *value >= 20.0)
    })?;
    Some((value, at + 1))
}

/// A number in words: *quatre-vingt-dix*, *twenty-five*, *deux cent mille*, *half a million*, *une dizaine*.
fn in_words(pieces: &Pieces<'_>, at: usize, lexicon: &Lexicon) -> Option<Quantity> {
    if let Some(half) = pieces.number(Section::Half, at) {
        let article = usize::from(pieces.has(Section::One, at + 1));
        let scaled = with_scale(pieces, words(half, at + 1 + article), lexicon);
        return scaled.is_scaled.then_some(scaled);
    }
    if pieces.has(Section::One, at) {
        if let Some(collective) = collective(pieces, at + 1, lexicon) {
            return Some(collective);
        }
        let scaled = with_scale(pieces, words(1.0, at + 1), lexicon);
        return scaled.is_scaled.then_some(scaled);
    }
    let (mut total, mut current) = (0.0, 0.0);
    let mut next = at;
    let mut is_scaled = false;
    let mut may_add_below = f64::INFINITY;
    loop {
        let mut here = next;
        let is_joint = || pieces.at(here) == "-" && pieces.is_glued(here) || pieces.has(Section::And, here);
        if next > at && is_joint() {
            here += 1;
        }
        let one = (here > next && next > at)
            .then(|| pieces.number(Section::One, here))
            .flatten()
            .filter(|_| current >= 20.0 && pieces.word(here) != "a" && pieces.word(here) != "an");
        let found = number_word(pieces, here, lexicon).or_else(|| one.map(|value| (value, here + 1)));
        if let Some((value, after)) = found {
            if value >= 1000.0 {
                total += f64::max(current, 1.0) * value;
                current = 0.0;
                may_add_below = 1000.0;
                is_scaled = true;
            } else if value >= 100.0 && current > 0.0 && current < 100.0 {
                current *= value;
                may_add_below = 100.0;
            } else if value < may_add_below {
                current += value;
                may_add_below = if value >= 100.0 {
                    100.0
                } else if value >= 60.0 {
                    // Soixante-dix and quatre-vingt-dix count on to nineteen.
                    20.0
                } else if value >= 20.0 || (is_ten(value) && here > next) {
                    10.0
                } else {
                    0.0
                };
            } else {
                break;
            }
            next = after;
            continue;
        }
        let factor = pieces
            .singular(Section::Scale, here)
            .and_then(|factor| factor.parse::<f64>().ok());
        match factor {
            Some(factor) if next > at && (here == next || pieces.at(next) == "-") => {
                if factor < 1000.0 {
                    current = f64::max(current, 1.0) * factor;
                    may_add_below = factor;
                } else {
                    total += f64::max(current, 1.0) * factor;
                    current = 0.0;
                    may_add_below = 1000.0;
                }
                is_scaled = true;
                next = here + 1;
            }
            _ => break,
        }
    }
    (next > at).then(|| Quantity {
        value: Some(total + current),
        is_scaled,
        ..words(0.0, next)
    })
}

fn is_ten(value: f64) -> bool {
    (value - 10.0).abs() < f64::EPSILON
}

const fn words(value: f64, next: usize) -> Quantity {
    Quantity {
        value: Some(value),
        next,
        in_digits: false,
        is_scaled: false,
        is_share: false,
    }
}

/// *dizaine*, *demi-douzaine* after its article.
fn collective(pieces: &Pieces<'_>, at: usize, lexicon: &Lexicon) -> Option<Quantity> {
    let (form, next): (Cow<'_, str>, usize) = if pieces.at(at + 1) == "-" {
        let form = format!("{}-{}", pieces.word(at), pieces.word(at + 2));
        (form.into(), at + 3)
    } else {
        (pieces.word(at).into(), at + 1)
    };
    let value = lexicon.number(Section::Collective, &form)?;
    Some(Quantity {
        is_scaled: true,
        ..words(value, next)
    })
}

/// *un tiers*, *la moitié*, *deux tiers*, *half of*, *two thirds*, *deux sur trois*, *one in nine*.
fn share_in_words(pieces: &Pieces<'_>, at: usize, lexicon: &Lexicon) -> Option<Quantity> {
    let share = |value: f64, next: usize| Quantity {
        is_share: true,
        ..words(value * 100.0, next)
    };
    let word = pieces.word(at);
    let small = |at: usize| -> Option<(f64, usize)> {
        let word = pieces.word(at);
        if word == "a" || word == "an" {
            return None;
        }
        pieces
            .number(Section::One, at)
            .map(|value| (value, at + 1))
            .or_else(|| number_word(pieces, at, lexicon))
    };
    let is_definite_half = |at: usize| pieces.number(Section::Fraction, at) == Some(2.0);
    // *la moitié de*, *half of*: nothing else makes a share of one half.
    let of = |at: usize| pieces.has(Section::Of, at) || pieces.word(at) == "des";
    if pieces.has(Section::Definite, at) && is_definite_half(at + 1) && of(at + 2) {
        return Some(share(0.5, at + 2));
    }
    if is_definite_half(at) && word == "half" && of(at + 1) {
        return Some(share(0.5, at + 1));
    }
    let (upper, after) = small(at).or_else(|| {
        let is_article = pieces.has(Section::One, at);
        is_article.then_some((1.0, at + 1))
    })?;
    let hyphen = usize::from(pieces.at(after) == "-");
    let lower = pieces
        .singular(Section::Fraction, after + hyphen)
        .and_then(|lower| lower.parse::<f64>().ok());
    if let Some(lower) = lower
        && upper < lower
        && (of(after + hyphen + 1) || upper > 1.0 || pieces.has(Section::ShareAlone, after + hyphen))
    {
        return Some(share(upper / lower, after + hyphen + 1));
    }
    // *deux sur trois* at once, *un bail sur trois* with the thing counted between.
    small(at)?;
    for gap in 0..=1 {
        if gap == 1 && pieces.kind(after) != Some(PieceKind::Word) {
            break;
        }
        let joint = after + gap;
        if !pieces.has(Section::OutOf, joint) {
            continue;
        }
        let joint = joint + usize::from(pieces.has(Section::Of, joint + 1));
        let lower = number_word(pieces, joint + 1, lexicon);
        if let Some((lower, next)) = lower
            && upper < lower
            && lower <= 10.0
            && !lexicon.has(Section::Duration, pieces.word(next).trim_end_matches(['s', 'x']))
            && super::unit::unit(pieces, next, lexicon).is_none()
        {
            return Some(share(upper / lower, next));
        }
    }
    None
}
