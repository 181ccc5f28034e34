//! A text as words that compare equal when they differ in typography alone.
//!
//! Letters are compared small, without accents and in their compatible forms (`œ` is `oe`, `ﬁ` is `fi`); soft hyphens,
//! zero-width and direction marks are nothing. Signs of money and per cent are words, a minus belongs to its number, and
//! English `n’t` to its verb; any other mark and white space stand between words. What was folded away is still told apart
//! by comparing the slices of the text.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Calls back for each word of a text with its folded form and its bytes, in order.
pub(crate) fn for_each_word(text: &str, mut tell: impl FnMut(&str, Range<usize>)) {
    let mut folded = String::new();
    let mut range = 0..0;
    let mut before = None;
    // Whether the word so far is a number in groups of three.
    let mut is_grouped = false;
    let bytes = text.as_bytes();
    let mut next = 0;
    while let Some(first) = bytes.get(next) {
        let at = next;
        // Most of a text is plain letters, which are taken together.
        let mut kinds = 0;
        let mut end = at;
        while let Some(kind) = bytes.get(end).map(|byte| KINDS[usize::from(*byte)])
            && kind > 0
        {
            kinds |= kind;
            end += 1;
        }
        let is_plain = end > at;
        let character = if first.is_ascii() {
            char::from(*first)
        } else {
            text.get(at..)
                .and_then(|rest| rest.chars().next())
                .unwrap_or_default()
        };
        if !is_plain {
            end += character.len_utf8();
        }
        next = end;
        if is_plain {
            let taken = text.get(at..end).unwrap_or_default();
            if folded.is_empty() {
                range.start = at;
                // Most words are small letters alone, which are told as they stand.
                if kinds == SMALL && bytes.get(end).is_some_and(|byte| ends_word(*byte)) {
                    tell(taken, at..end);
                    is_grouped = false;
                    before = Some(' ');
                    next = end + 1;
                    continue;
                }
            }
            let start = folded.len();
            folded.push_str(taken);
            if let Some(taken) = folded.get_mut(start..) {
                taken.make_ascii_lowercase();
            }
            range.end = end;
        } else if is_nothing(character) {
            continue;
        } else if is_part_of_word(character) {
            if folded.is_empty() {
                range.start = at;
            }
            fold_into(character, &mut folded);
            range.end = end;
        } else if is_apostrophe(character) && is_negation_ending(&folded, text.get(end..).unwrap_or_default())
        {
            folded.push('\'');
        } else if is_group_space(character)
            && (is_grouped || folded.len() <= 3)
            && is_digits(&folded)
            && begins_group(text.get(end..).unwrap_or_default())
        {
            is_grouped = true;
        } else {
            is_grouped = false;
            finish(&mut folded, &range, &mut tell);
            let starts_number = || {
                text.get(end..)
                    .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
            };
            if is_minus(character) && !before.is_some_and(is_part_of_word) && starts_number() {
                folded.push('-');
                range = at..end;
            } else if is_sign(character) {
                folded.push(character);
                finish(&mut folded, &(at..end), &mut tell);
            }
        }
        before = Some(character);
    }
    finish(&mut folded, &range, &mut tell);
}

/// What a byte is: a small letter, another letter or digit of ASCII, or something else, which is nothing.
const SMALL: u8 = 1;
const OTHER: u8 = 2;

/// The kind of each byte.
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_lowercase() {
            kinds[byte as usize] = SMALL;
        } else if byte.is_ascii_alphanumeric() {
            kinds[byte as usize] = OTHER;
        }
        byte += 1;
    }
    kinds
};

/// Whether a byte is a mark that ends a word of letters and is no part of anything.
const fn ends_word(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'.' | b',' | b';' | b':')
}

fn finish(folded: &mut String, range: &Range<usize>, tell: &mut impl FnMut(&str, Range<usize>)) {
    if !folded.is_empty() {
        tell(folded, range.clone());
        folded.clear();
    }
}

/// `don` before `’t`, and nothing behind it.
fn is_negation_ending(folded: &str, rest: &str) -> bool {
    let mut rest = rest.chars();
    folded.ends_with('n')
        && matches!(rest.next(), Some('t' | 'T'))
        && !rest.next().is_some_and(is_part_of_word)
}

/// Spaces that stand between the thousands of a number.
const fn is_group_space(character: char) -> bool {
    matches!(character, ' ' | '\n' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

fn is_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text begins with three digits and no fourth.
fn begins_group(rest: &str) -> bool {
    let bytes = rest.as_bytes();
    bytes
        .get(..3)
        .is_some_and(|group| group.iter().all(u8::is_ascii_digit))
        && !bytes.get(3).is_some_and(u8::is_ascii_alphanumeric)
}

fn is_part_of_word(character: char) -> bool {
    if character.is_ascii() {
        character.is_ascii_alphanumeric()
    } else if is_apostrophe(character) || is_common_mark(character) {
        // One of the apostrophes counts as a letter.
        false
    } else {
        character.is_alphanumeric() || is_combining_mark(character)
    }
}

/// Marks of most texts, which the tables of letters need not be asked about.
const fn is_common_mark(character: char) -> bool {
    matches!(character, '\u{a0}' | '«' | '»' | '\u{2000}'..='\u{206f}')
}

fn fold_into(character: char, folded: &mut String) {
    if character.is_ascii() {
        folded.push(character.to_ascii_lowercase());
        return;
    }
    match character {
        'à' | 'á' | 'â' | 'ä' | 'ã' | 'À' | 'Â' | 'Ä' => folded.push('a'),
        'è' | 'é' | 'ê' | 'ë' | 'È' | 'É' | 'Ê' => folded.push('e'),
        'ì' | 'í' | 'î' | 'ï' | 'ı' => folded.push('i'),
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' | 'Ö' | 'Ø' | 'ø' => folded.push('o'),
        'ù' | 'ú' | 'û' | 'ü' | 'Ü' => folded.push('u'),
        'ç' | 'Ç' => folded.push('c'),
        'ñ' => folded.push('n'),
        'Œ' | 'œ' => folded.push_str("oe"),
        'Æ' | 'æ' => folded.push_str("ae"),
        'ß' | 'ẞ' => folded.push_str("ss"),
        'Ł' | 'ł' => folded.push('l'),
        'Đ' | 'đ' => folded.push('d'),
        _ => {
            for part in character.nfkd().filter(|part| !is_combining_mark(*part)) {
                folded.extend(part.to_lowercase().filter(|part| !is_combining_mark(*part)));
            }
        }
    }
}

/// Characters that print nothing.
const fn is_nothing(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
            | '\u{fe00}'..='\u{fe0f}'
    )
}

/// Apostrophes, which are also single quotation marks.
const fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '‘' | 'ʼ' | '′' | '＇' | '`' | '´')
}

/// Signs that are read as words.
const fn is_sign(character: char) -> bool {
    matches!(
        character,
        '$' | '€' | '£' | '¥' | '₹' | '₽' | '₩' | '%' | '‰' | '°' | '+'
    )
}

const fn is_minus(character: char) -> bool {
    matches!(character, '-' | '−' | '–')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        for_each_word(text, |word, _| words.push(word.to_owned()));
        words
    }

    #[test]
    fn typography_case_and_accents_make_no_difference() {
        assert_eq!(
            words("« L’ÉTÉ\u{a0}» : œuvre ﬁnie…"),
            words("\"l'ete\": oeuvre finie...")
        );
        assert_eq!(words("e\u{301}te\u{301}"), words("été"));
        assert_eq!(words("55\u{202f}%"), words("55%"));
        assert_eq!(words("co\u{ad}opé\u{200b}rer"), words("coopérer"));
        assert_eq!(words("We don’t sign"), ["we", "don't", "sign"]);
    }

    #[test]
    fn a_sign_before_a_number_is_kept_and_a_dash_between_numbers_is_not() {
        assert_eq!(
            words("by −3 % in 2019-2020"),
            ["by", "-3", "%", "in", "2019", "2020"]
        );
    }

    #[test]
    fn the_thousands_of_a_number_are_one_word() {
        assert_eq!(words("1\u{202f}250\u{a0}000 euros"), ["1250000", "euros"]);
        assert_eq!(words("in 2019 250 jobs"), ["in", "2019", "250", "jobs"]);
        assert_eq!(words("12 2500"), ["12", "2500"]);
    }

    #[test]
    fn ranges_slice_the_text() {
        let text = "L’été — 2,5 %, don’t";
        let mut slices = Vec::new();
        for_each_word(text, |_, range| slices.push(text.get(range).unwrap()));
        assert_eq!(slices, ["L", "été", "2", "5", "%", "don’t"]);
    }
}
