//! What stands before a full stop: an abbreviation, an initial, an ordinal or an ordinary word.

use crate::bytes::{at, char_at, char_before, is_letter, skip_white, word_end};
use crate::scan::Scanner;
use crate::words::{Abbreviation, LONGEST, Starter};
use crate::{Lang, Refusal};

/// What follows an abbreviation.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent observations of one token"
)]
struct Next {
    digit: bool,
    /// A number in Roman digits, or a lone capital.
    numeral: bool,
    quoted: bool,
    /// A remark in brackets.
    bracket: bool,
    /// The word after it begins small.
    then_small: bool,
    starter: Option<Starter>,
}

/// `None`: an ordinary word. `Some(Ok)`: an abbreviation that ends its sentence. `Some(Err)`: one that does not.
type Judgement = Option<Result<(), Refusal>>;

impl Scanner<'_> {
    /// Judges what stands before the full stop at `stop`, with the next token at `behind`.
    pub(crate) fn abbreviation(&self, stop: usize, unit: usize, behind: usize, bracketed: bool) -> Judgement {
        let text = self.text;
        let start = token_start(text, unit, stop)?;
        if is_contracted(text, start) && !matches!(self.setting.lang, Some(Lang::Fr | Lang::It)) {
            return None;
        }
        let token = text.as_bytes().get(start..stop)?;
        // The second number of `1.-3.`
        let token = token.strip_prefix(b"-").unwrap_or(token);
        let first = char_at(text, stop - token.len())?;
        let single = token.len() == first.len_utf8();
        if token.iter().all(u8::is_ascii_digit) {
            let before = text.get(unit..start).unwrap_or_default();
            if token.len() <= 2
                && before.ends_with([' ', '\u{a0}'])
                && before.trim_end().ends_with([':', ';'])
            {
                // `in two forms: 1. by land, 2. by sea`
                return Some(Err(Refusal::Ordinal));
            }
            // The end of `2:1`, `3,5` or `24/7` is no ordinal.
            if before.ends_with([':', ',', '/', '-']) {
                return None;
            }
            return self.ordinal(token, &self.next_token(behind));
        }
        let class = self.setting.words.abbreviation(token);
        if start == unit && class != Some(Abbreviation::Title) && (single || is_roman(token)) {
            // `A. First part`, `ii. Second part`: what numbers a part ends nothing.
            return Some(Err(Refusal::Ordinal));
        }
        if class.is_none() && !single && !may_be_short(token) {
            return None;
        }
        let next = self.next_token(behind);
        if single && first.is_uppercase() && class != Some(Abbreviation::Title) {
            return self.initial(start, &next, bracketed);
        }
        if let Some(class) = class {
            return self.by_class(class, start, unit, &next, bracketed);
        }
        if single && first.is_alphabetic() {
            // `z. B.`, `v. Smith`: no word of one small letter ends a sentence, but for a variable's name.
            return if next.digit {
                Some(Err(Refusal::Initial))
            } else {
                ambiguous(&next, bracketed)
            };
        }
        if is_acronym(token) {
            return ambiguous(&next, bracketed);
        }
        if self.setting.lang == Some(Lang::De)
            && token.iter().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
            && !next.quoted
        {
            return match next.starter {
                Some(Starter::Pronoun | Starter::Word) => None,
                _ => Some(Err(Refusal::Ordinal)),
            };
        }
        // Speech has `mh` and `pff`.
        if !self.setting.uncased && has_no_vowel(token) {
            return ambiguous(&next, bracketed);
        }
        None
    }

    fn by_class(
        &self,
        class: Abbreviation,
        start: usize,
        unit: usize,
        next: &Next,
        bracketed: bool,
    ) -> Judgement {
        match class {
            Abbreviation::Title => match next.starter {
                Some(Starter::Pronoun) if !next.quoted => Some(Ok(())),
                _ => Some(Err(Refusal::Title)),
            },
            Abbreviation::Inline => Some(Err(Refusal::Inline)),
            Abbreviation::Number => (next.digit || next.numeral).then_some(Err(Refusal::BeforeNumber)),
            // A dateline goes on with its agency: `Rome, 12 Oct. (…)`.
            Abbreviation::Month => (next.digit || next.bracket).then_some(Err(Refusal::BeforeNumber)),
            Abbreviation::Time => {
                // `At 5 a.m. Mr Smith …`: no verb yet, so no sentence yet.
                let words = self
                    .text
                    .get(unit..start)
                    .map_or(0, |part| part.split_ascii_whitespace().take(4).count());
                if words <= 2 || next.bracket {
                    Some(Err(Refusal::Abbreviation))
                } else {
                    Some(Ok(()))
                }
            }
            Abbreviation::Closing => (bracketed || next.bracket).then_some(Err(Refusal::Abbreviation)),
            Abbreviation::Ambiguous => ambiguous(next, bracketed),
        }
    }

    fn initial(&self, start: usize, next: &Next, bracketed: bool) -> Judgement {
        if next.digit {
            return Some(Err(Refusal::Initial));
        }
        // `z. B. Der Spiegel`: the second part of a spaced abbreviation.
        let before = char_before(self.text, start);
        if before == Some(' ') || before == Some('\u{a0}') || before == Some('\u{202f}') {
            let earlier = self.text.get(..start).unwrap_or_default().trim_end();
            let mut letters = earlier.chars().rev();
            if letters.next() == Some('.')
                && letters.next().is_some_and(char::is_lowercase)
                && letters.next().is_none_or(|letter| !letter.is_alphanumeric())
            {
                return Some(Err(Refusal::Inline));
            }
        }
        if bracketed || next.quoted {
            return None;
        }
        match next.starter {
            Some(Starter::Pronoun | Starter::Word) => Some(Ok(())),
            // `La ville`, not `La Rue`.
            Some(Starter::Particle) if next.then_small && !bracketed => Some(Ok(())),
            _ => Some(Err(Refusal::Initial)),
        }
    }

    /// German writes ordinals with a full stop: `12. Juni`, `1. FC`.
    fn ordinal(&self, digits: &[u8], next: &Next) -> Judgement {
        if self.setting.lang != Some(Lang::De) || digits.len() > 3 || next.quoted || next.digit {
            return None;
        }
        match next.starter {
            Some(_) => None,
            None => Some(Err(Refusal::Ordinal)),
        }
    }

    fn next_token(&self, from: usize) -> Next {
        let text = self.text;
        let mut start = from;
        let mut quoted = false;
        let bracket = matches!(at(text, from), b'(' | b'[');
        while let Some(letter) = char_at(text, start) {
            match letter {
                '«' | '“' | '„' | '"' | '‘' | '»' | '¿' | '¡' | ',' | '`' => quoted = true,
                '(' | '[' | '\'' | '’' => {}
                letter if letter.is_whitespace() && start > from => {}
                _ => break,
            }
            start = (start + letter.len_utf8()).max(start + 1);
            if start > from + 12 {
                break;
            }
        }
        if quoted {
            start = skip_white(text, start);
        }
        let end = word_end(text, start);
        let mut word = text.as_bytes().get(start..end).unwrap_or_default();
        let first = char_at(text, start).unwrap_or(' ');
        let elided = matches!(char_at(text, end), Some('\'' | '’'));
        if elided && at(text, end) == b'\'' {
            // Elided forms stand in the lists with their apostrophe.
            word = text.as_bytes().get(start..end + 1).unwrap_or(word);
        }
        let starter = self
            .setting
            .words
            .starter(word)
            .or_else(|| (elided && word.len() <= 2 && first.is_uppercase()).then_some(Starter::Particle));
        Next {
            digit: first.is_ascii_digit(),
            then_small: char_at(text, end) == Some(' ')
                && char_at(text, end + 1).is_some_and(char::is_lowercase),
            numeral: word
                .iter()
                .all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L' | b'C'))
                || (word.len() == 1 && first.is_ascii_uppercase() && !elided && starter.is_none()),
            quoted: quoted && !bracket,
            bracket,
            // A capital with a full stop is another initial, whatever word it also is.
            starter: if word.len() == first.len_utf8() && at(text, end) == b'.' {
                None
            } else if first.is_uppercase() {
                starter
            } else {
                // Without capitals only a pronoun shows a beginning.
                starter.filter(|&starter| self.setting.uncased && starter == Starter::Pronoun)
            },
        }
    }
}

/// Behind an apostrophe that follows a letter: the end of `didn't` is no abbreviation, save where articles are elided.
fn is_contracted(text: &str, start: usize) -> bool {
    match char_before(text, start) {
        Some(mark @ ('\'' | '’')) => {
            char_before(text, start - mark.len_utf8()).is_some_and(char::is_alphanumeric)
        }
        _ => false,
    }
}

#[expect(clippy::unnecessary_wraps, reason = "every branch of a judgement returns one")]
fn ambiguous(next: &Next, bracketed: bool) -> Judgement {
    if next.quoted || (next.starter.is_some() && !bracketed && !next.bracket) {
        Some(Ok(()))
    } else {
        Some(Err(Refusal::Abbreviation))
    }
}

/// Where the token before a full stop begins: behind white space, an opening mark or an elided article.
fn token_start(text: &str, unit: usize, stop: usize) -> Option<usize> {
    let floor = stop.saturating_sub(LONGEST + 2).max(unit);
    let bytes = text.as_bytes();
    let mut start = stop;
    while start > floor {
        let byte = bytes.get(start - 1).copied()?;
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'&') {
            start -= 1;
            continue;
        }
        if byte < 0x80 {
            break;
        }
        match char_before(text, start) {
            Some(letter)
                if is_letter(letter)
                    || letter.is_numeric()
                    || matches!(letter, '°' | 'º' | 'ª' | '§' | '\u{2011}') =>
            {
                start -= letter.len_utf8();
            }
            _ => break,
        }
    }
    let too_long = start == floor && floor > unit;
    (!too_long && start < stop).then_some(start)
}

/// Whether a token that no list holds can be an abbreviation by its shape.
fn may_be_short(token: &[u8]) -> bool {
    token.contains(&b'.')
        || has_no_vowel(token)
        || token.iter().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
}

/// A Roman number, all in capitals or all small.
fn is_roman(token: &[u8]) -> bool {
    token.len() <= 5
        && (token.iter().all(|byte| b"IVX".contains(byte)) || token.iter().all(|byte| b"ivx".contains(byte)))
}

/// Letters with full stops between: `U.S`, `J.-C`, `LL.AA.II.RR`.
fn is_acronym(token: &[u8]) -> bool {
    token.contains(&b'.')
        && token.first().is_some_and(u8::is_ascii_alphabetic)
        && token.split(|&byte| byte == b'.').all(|part| {
            let letters = part.strip_prefix(b"-").unwrap_or(part);
            !letters.is_empty() && letters.len() <= 2 && letters.iter().all(u8::is_ascii_alphabetic)
        })
}

/// No word of these languages lacks a vowel: what does is an abbreviation, save the signs of units, which have no
/// full stop of their own.
fn has_no_vowel(token: &[u8]) -> bool {
    token.len() >= 2
        && !matches!(
            token,
            b"km" | b"kg" | b"cm" | b"mm" | b"dm" | b"ml" | b"cl" | b"dl" | b"mg" | b"Km" | b"Kg"
        )
        && token.len() <= 6
        && token
            .get(1..)
            .is_some_and(|rest| rest.iter().all(u8::is_ascii_lowercase))
        && token
            .iter()
            .all(|byte| byte.is_ascii_alphabetic() && !b"aeiouyAEIOUY".contains(byte))
}
