//! Words, numbers and marks of a stretch of text, as byte ranges over the untouched text.
//!
//! Elided words (`l’`, `qu'`) and clitics (`-t-il`, `'s`) are tokens of their own, so that `a-t-il` is three
//! tokens and `l’ambassadeur` two. White space is no token. Time is linear in the length of the range.

use std::ops::Range;

use propos_segment::Lang;

/// One word, number or mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// First byte.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
    /// What it is.
    pub(crate) kind: TokenKind,
    /// How a word is capitalised; `Small` for what is no word.
    pub(crate) letters: Letters,
    /// Whether white space, or the start of the range, stands before it.
    pub(crate) is_spaced: bool,
    /// Whether a hyphen, an apostrophe or a full stop may stand in it: most words have none.
    pub(crate) may_be_joined: bool,
}

impl Token {
    /// The byte range.
    pub(crate) const fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// What stands there.
    #[inline]
    pub(crate) fn text<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Whether it is a word, an elided word or a clitic.
    pub(crate) const fn is_word(&self) -> bool {
        matches!(
            self.kind,
            TokenKind::Word | TokenKind::Elision | TokenKind::Clitic
        )
    }

    /// Whether it is this mark.
    pub(crate) fn is(&self, mark: Mark) -> bool {
        self.kind == TokenKind::Mark(mark)
    }
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A word, with inner hyphens, apostrophes and full stops (`porte-parole`, `O’Hanlon`, `U.S.`).
    Word,
    /// A word that lost its vowel, with its apostrophe: `l’`, `d'`, `qu’`.
    Elision,
    /// What hangs on the word before, without hyphen: `il` of `a-t-il`; with apostrophe: `'s` of `Ruth's`.
    Clitic,
    /// Digits, with inner points, commas and letters (`2,19`, `1.2`, `21e`).
    Number,
    /// Anything else.
    Mark(Mark),
}

/// Punctuation, as far as rules tell it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// `.` and `…`
    Stop,
    /// `?`
    Question,
    /// `!`
    Exclamation,
    /// Any quotation mark.
    Quote,
    /// A dash, or a hyphen that stands alone.
    Dash,
    /// `(` and `[`
    Open,
    /// `)` and `]`
    Close,
    /// Any other character.
    Other,
}

/// How a word is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Letters {
    /// `mot`
    Small,
    /// `Mot`
    Initial,
    /// `MOT`, two letters at least.
    Capitals,
}

/// Splits a byte range of `text`, into a vector that is reused: what stood in it is dropped. A range that does not slice the
/// text gives nothing.
pub(crate) fn tokenize_into(text: &str, range: Range<usize>, lang: Option<Lang>, tokens: &mut Vec<Token>) {
    tokens.clear();
    // Whatever stands behind the range is no part of its last word.
    let Some(slice) = text.get(range.clone()).and_then(|_| text.get(..range.end)) else {
        return;
    };
    let bytes = slice.as_bytes();
    let elides = elides(lang);
    let mut at = range.start;
    let mut is_spaced = true;
    while let Some(&byte) = bytes.get(at) {
        if is_white_space(byte) {
            is_spaced = true;
            at += 1;
            continue;
        }
        // Most of a text is words of letters and marks that are told at a glance.
        if let Some(mut token) = plain_token(slice, at, elides) {
            token.is_spaced = is_spaced;
            at = token.end;
            tokens.push(token);
            is_spaced = false;
            continue;
        }
        let first = tokens.len();
        let end = if byte.is_ascii_alphabetic() {
            push_words(slice, at, lang, tokens)
        } else if byte.is_ascii_digit() {
            let end = number_end(slice, at);
            tokens.push(token(at, end, TokenKind::Number));
            end
        } else {
            let Some(character) = char_at(slice, at) else {
                break;
            };
            let width = character.len_utf8();
            if character.is_whitespace() {
                is_spaced = true;
                at += width;
                continue;
            }
            if is_word_character(character) {
                push_words(slice, at, lang, tokens)
            } else {
                tokens.push(token(at, at + width, TokenKind::Mark(mark_of(character))));
                at + width
            }
        };
        if let Some(token) = tokens.get_mut(first) {
            token.is_spaced = is_spaced;
        }
        is_spaced = false;
        at = end;
    }
}

const fn is_white_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// The token at a place where a glance tells what it is and where it ends.
#[inline]
fn plain_token(slice: &str, at: usize, elides: bool) -> Option<Token> {
    let bytes = slice.as_bytes();
    let byte = *bytes.get(at)?;
    if byte.is_ascii_digit() || byte >= 0x80 && !is_latin(bytes, at) {
        return None;
    }
    if !byte.is_ascii_alphabetic() && byte < 0x80 {
        if matches!(byte, b'\'' | b',' | b'`') && is_doubled(bytes, at) {
            return Some(token(at, at + 2, TokenKind::Mark(Mark::Quote)));
        }
        return Some(token(at, at + 1, TokenKind::Mark(mark_of(char::from(byte)))));
    }
    let (end, is_ascii) = plain_letters_end(bytes, at);
    let mut word = token(at, end, TokenKind::Word);
    let length = end - at;
    let ends = match bytes.get(end) {
        // Behind a single letter it may be that of an initial.
        Some(b'.') => length > 2 || length == 2 && is_ascii,
        // `l’ambassadeur`, `qu’il`
        Some(b'\'' | 0xe2) if elides && length <= 2 && is_often_elided(bytes.get(at..end)?) => {
            word.end = end + apostrophe_width(bytes, end)?;
            word.kind = TokenKind::Elision;
            bytes.get(word.end).is_some_and(u8::is_ascii_alphabetic) || is_latin(bytes, word.end)
        }
        // A space that does not break, and quotation marks.
        Some(0xc2) => matches!(bytes.get(end + 1), Some(0xa0 | 0xab | 0xbb)),
        // All marks but the apostrophe and the hyphen that does not break.
        Some(0xe2) => bytes.get(end + 1) == Some(&0x80) && !matches!(bytes.get(end + 2), Some(0x91 | 0x99)),
        Some(b'-' | b'\'' | 0x80..) => false,
        _ => true,
    };
    if !byte.is_ascii_lowercase() {
        word.letters = match bytes.get(at + 1..end) {
            Some(rest) if is_ascii => ascii_letters(rest),
            _ => slice.get(at..end).map_or(Letters::Small, letters_of),
        };
    }
    ends.then_some(word)
}

/// Whether one of the Latin letters with accents stands at a place that are the most frequent; × and ÷ are among them.
#[inline]
fn is_latin(bytes: &[u8], at: usize) -> bool {
    bytes.get(at) == Some(&0xc3)
        && bytes
            .get(at + 1)
            .is_some_and(|second| !matches!(second, 0x97 | 0xb7))
}

/// The end of a run of letters and digits, as far as a glance tells, and whether they are all ASCII.
#[inline]
fn plain_letters_end(bytes: &[u8], start: usize) -> (usize, bool) {
    let mut end = start;
    let mut is_ascii = true;
    loop {
        match bytes.get(end) {
            Some(byte) if IS_ALPHANUMERIC[usize::from(*byte)] => end += 1,
            Some(0xc3) if is_latin(bytes, end) => {
                end += 2;
                is_ascii = false;
            }
            _ => return (end, is_ascii),
        }
    }
}

/// `,,Dit verzin je niet.''`: two signs that are one quotation mark. The first of three commas is one.
fn is_doubled(bytes: &[u8], at: usize) -> bool {
    let byte = bytes.get(at);
    bytes.get(at + 1) == byte && !(byte == Some(&b',') && bytes.get(at + 2) == byte)
}

/// How many bytes the apostrophe at a place has.
fn apostrophe_width(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at..)? {
        [b'\'', ..] => Some(1),
        [0xe2, 0x80, 0x99, ..] => Some(3),
        _ => None,
    }
}

/// How a word of ASCII is capitalised that begins with a capital, by what follows.
fn ascii_letters(rest: &[u8]) -> Letters {
    if rest.iter().any(u8::is_ascii_lowercase) || !rest.iter().any(u8::is_ascii_uppercase) {
        Letters::Initial
    } else {
        Letters::Capitals
    }
}

/// Pushes the word at `start` with its elisions and clitics. Gives where it ends.
fn push_words(slice: &str, start: usize, lang: Option<Lang>, tokens: &mut Vec<Token>) -> usize {
    let (end, is_joined) = word_end(slice, start);
    if is_joined {
        let first = tokens.len();
        split_word(slice, start, end, lang, tokens);
        for token in tokens.iter_mut().skip(first) {
            token.may_be_joined = true;
        }
    } else {
        push_word(slice, start, end, TokenKind::Word, tokens);
    }
    end
}

/// Whether a character may stand in a word.
pub(crate) fn is_word_character(character: char) -> bool {
    match character {
        '\0'..='\u{7f}' => character.is_ascii_alphanumeric(),
        '«' | '»' | '\u{2000}'..='\u{206f}' => false,
        _ => is_letter(character) || character.is_numeric() || matches!(character, '\u{300}'..='\u{36f}'),
    }
}

/// The same as [`char::is_alphabetic`], which looks up all that is not ASCII: letters of Western languages and the
/// marks between them are told apart at once.
#[inline]
pub(crate) fn is_letter(character: char) -> bool {
    match character {
        '\0'..='\u{7f}' => character.is_ascii_alphabetic(),
        '\u{80}'..='\u{bf}' => matches!(character, 'ª' | 'µ' | 'º'),
        '\u{c0}'..='\u{17f}' => !matches!(character, '×' | '÷'),
        '\u{2000}'..='\u{206f}' => false,
        _ => character.is_alphabetic(),
    }
}

/// Whether a character is an apostrophe inside words.
pub(crate) const fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | 'ʼ')
}

const fn token(start: usize, end: usize, kind: TokenKind) -> Token {
    Token {
        start,
        end,
        kind,
        letters: Letters::Small,
        is_spaced: false,
        may_be_joined: false,
    }
}

fn char_at(slice: &str, at: usize) -> Option<char> {
    match slice.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        Some(_) => slice.get(at..).and_then(|rest| rest.chars().next()),
        None => None,
    }
}

const fn mark_of(character: char) -> Mark {
    match character {
        ',' => Mark::Comma,
        ':' => Mark::Colon,
        ';' => Mark::Semicolon,
        '.' | '…' => Mark::Stop,
        '?' => Mark::Question,
        '!' => Mark::Exclamation,
        '«' | '»' | '“' | '”' | '„' | '‟' | '"' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '\'' => {
            Mark::Quote
        }
        '-' | '–' | '—' | '―' | '‒' | '−' => Mark::Dash,
        '(' | '[' => Mark::Open,
        ')' | ']' => Mark::Close,
        _ => Mark::Other,
    }
}

fn number_end(slice: &str, start: usize) -> usize {
    let bytes = slice.as_bytes();
    let mut end = start;
    while let Some(byte) = bytes.get(end) {
        // `9.30`, `1,200`, `11:09`
        let is_inner_mark =
            matches!(byte, b'.' | b',' | b':') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if !(byte.is_ascii_alphanumeric() || is_inner_mark) {
            break;
        }
        end += 1;
    }
    end
}

/// The end of a run of letters with inner hyphens, apostrophes and full stops, and whether it has any.
fn word_end(slice: &str, start: usize) -> (usize, bool) {
    let mut end = start;
    let mut is_joined = false;
    let mut has_stop = false;
    loop {
        let (letters_end, n_letters) = letters_end(slice, end);
        end = letters_end;
        let Some(character) = char_at(slice, end) else {
            return (end, is_joined);
        };
        // Most words end at white space or a comma, which nothing joins.
        let may_join = match character {
            '\0'..='\u{7f}' => matches!(character, '-' | '\'' | '.'),
            _ => character == '‑' || is_apostrophe(character),
        };
        if !may_join {
            return (end, is_joined);
        }
        let width = character.len_utf8();
        let next = char_at(slice, end + width);
        let goes_on = next.is_some_and(is_letter);
        let is_initial = || n_letters == 1 && slice.get(..end).is_some_and(ends_with_capital);
        match character {
            '-' | '‑' if goes_on || next.is_some_and(|c| c.is_ascii_digit()) => {}
            _ if is_apostrophe(character) && goes_on => {}
            // `U.S.`, `J.-C.`; but not `mot.Mot`.
            '.' if (goes_on || next == Some('-') || has_stop) && is_initial() => has_stop = true,
            // `J. Smith`: an initial keeps its full stop where something follows.
            '.' if next.is_some_and(char::is_whitespace) && is_initial() => return (end + width, is_joined),
            // `Ruth’s` was handled above; `l’« ami »` keeps its apostrophe.
            _ if is_apostrophe(character)
                && n_letters <= 2
                && next.is_some_and(|c| mark_of(c) == Mark::Quote) =>
            {
                return (end + width, true);
            }
            _ => return (end, is_joined),
        }
        is_joined = true;
        end += width;
    }
}

/// Whether each byte is an ASCII letter or digit.
const IS_ALPHANUMERIC: [bool; 256] = {
    let mut is = [false; 256];
    let mut byte = u8::MAX;
    loop {
        is[byte as usize] = byte.is_ascii_alphanumeric();
        if byte == 0 {
            break;
        }
        byte -= 1;
    }
    is
};

/// The end of a run of characters of words, and how many they are.
fn letters_end(slice: &str, start: usize) -> (usize, usize) {
    let bytes = slice.as_bytes();
    let mut end = start;
    let mut n_letters = 0;
    loop {
        // Most letters are these.
        let run = bytes.get(end..).unwrap_or_default();
        let n_ascii = run
            .iter()
            .take_while(|byte| IS_ALPHANUMERIC[usize::from(**byte)])
            .count();
        end += n_ascii;
        n_letters += n_ascii;
        let width = match bytes.get(end) {
            // Latin letters with accents, the most frequent of the others; × and ÷ are among them.
            Some(0xc3) if !matches!(bytes.get(end + 1), Some(0x97 | 0xb7)) => 2,
            Some(byte) if !byte.is_ascii() => match char_at(slice, end) {
                Some(character) if is_word_character(character) => character.len_utf8(),
                _ => return (end, n_letters),
            },
            _ => return (end, n_letters),
        };
        end += width;
        n_letters += 1;
    }
}

fn ends_with_capital(slice: &str) -> bool {
    slice.chars().next_back().is_some_and(char::is_uppercase)
}

/// French, Italian and others: words of more than one letter that lose their vowel before another.
const ELIDED: &[&str] = &[
    "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "dell", "all", "dall", "nell", "sull", "un", "quest",
    "quell", "dov", "com", "cos", "gl", "bell", "sant", "anch", "ch", "tutt", "senz", "nessun", "alcun",
    "quant", "ciascun", "coll", "mezz", "quand", "perch",
];
/// What follows a verb with a hyphen.
const HYPHENATED: &[&str] = &[
    "il", "elle", "on", "ils", "elles", "je", "tu", "nous", "vous", "ce", "le", "la", "les", "lui", "leur",
    "moi", "toi", "y", "en",
];
/// The same in Portuguese.
const HYPHENATED_PORTUGUESE: &[&str] = &[
    "se", "me", "te", "nos", "vos", "lhe", "lhes", "o", "a", "os", "as", "lo", "la", "los", "las", "no",
    "na", "nas",
];
/// What follows a word with an apostrophe in English.
const CONTRACTED: &[&str] = &["s", "d", "ll", "ve", "re", "m"];

/// Cuts elisions off the front and clitics off the back of `start..end` and pushes what there is.
fn split_word(slice: &str, start: usize, end: usize, lang: Option<Lang>, tokens: &mut Vec<Token>) {
    let mut start = start;
    if elides(lang) {
        while let Some(apostrophe) = elision_end(slice, start, end) {
            push_word(slice, start, apostrophe, TokenKind::Elision, tokens);
            start = apostrophe;
            if start >= end {
                return;
            }
        }
    }
    let clitic = match lang {
        Some(Lang::En) => contraction_start(slice, start, end).map(|at| (at, at)),
        Some(Lang::Fr) => hyphenated_start(slice, start, end, HYPHENATED),
        Some(Lang::Pt) => hyphenated_start(slice, start, end, HYPHENATED_PORTUGUESE),
        _ => None,
    };
    match clitic {
        Some((word_end, clitic_start)) if word_end > start => {
            push_word(slice, start, word_end, TokenKind::Word, tokens);
            push_word(slice, clitic_start, end, TokenKind::Clitic, tokens);
        }
        _ => push_word(slice, start, end, TokenKind::Word, tokens),
    }
}

fn push_word(slice: &str, start: usize, end: usize, kind: TokenKind, tokens: &mut Vec<Token>) {
    let mut token = token(start, end, kind);
    let word = slice.get(start..end).unwrap_or_default();
    if has_arabic_article(word) {
        token.letters = Letters::Initial;
    } else if !word.as_bytes().first().is_some_and(u8::is_ascii_lowercase) {
        token.letters = letters_of(word);
    }
    tokens.push(token);
}

fn letters_of(word: &str) -> Letters {
    let mut letters = word.chars().filter(|character| character.is_alphabetic());
    match letters.next() {
        Some(first) if first.is_uppercase() => {
            let mut n_more = 0;
            for letter in letters {
                if letter.is_lowercase() {
                    return Letters::Initial;
                }
                n_more += 1;
            }
            if n_more > 0 {
                Letters::Capitals
            } else {
                Letters::Initial
            }
        }
        _ => Letters::Small,
    }
}

/// `al-Assad`, `el-Baradei`, `as-Sadr`: a name behind the Arabic article, which takes on the sound of what follows.
fn has_arabic_article(word: &str) -> bool {
    matches!(word.as_bytes(), [b'a' | b'e', b'd' | b'l' | b'n' | b'r' | b's' | b't' | b'z', b'-', first, second, ..]
        if first.is_ascii_uppercase() && second.is_ascii_lowercase())
}

/// Whether French and Italian have words that lose their vowels before another.
const fn elides(lang: Option<Lang>) -> bool {
    matches!(lang, Some(Lang::Fr | Lang::It) | None)
}

/// `l`, `d`, `qu`: whether what stands before an apostrophe is one of the words that lose their vowels most often.
fn is_often_elided(stem: &[u8]) -> bool {
    match stem {
        [letter] => matches!(
            letter.to_ascii_lowercase(),
            b'l' | b'd' | b'j' | b'm' | b't' | b's' | b'c' | b'n' | b'v'
        ),
        [b'q' | b'Q', b'u' | b'U'] => true,
        _ => false,
    }
}

/// One past the apostrophe of an elided word at `start`.
fn elision_end(slice: &str, start: usize, end: usize) -> Option<usize> {
    let word = slice.get(start..end)?;
    let (at, apostrophe) = word
        .char_indices()
        .take(8)
        .find(|(_, character)| is_apostrophe(*character))?;
    let stem = word.get(..at)?;
    let is_elided = is_often_elided(stem.as_bytes())
        || stem.len() > 1 && ELIDED.iter().any(|elided| elided.eq_ignore_ascii_case(stem));
    is_elided.then_some(start + at + apostrophe.len_utf8())
}

/// Where an English `'s`, `'ll` … begins, its apostrophe included.
fn contraction_start(slice: &str, start: usize, end: usize) -> Option<usize> {
    let word = slice.get(start..end)?;
    let (at, apostrophe) = word
        .char_indices()
        .rev()
        .take(4)
        .find(|(_, character)| is_apostrophe(*character))?;
    let tail = word.get(at + apostrophe.len_utf8()..)?;
    CONTRACTED
        .iter()
        .any(|clitic| clitic.eq_ignore_ascii_case(tail))
        .then_some(start + at)
}

/// Where the word ends and where the clitic begins in `a-t-il`, `dit-elle`.
fn hyphenated_start(slice: &str, start: usize, end: usize, clitics: &[&str]) -> Option<(usize, usize)> {
    let word = slice.get(start..end)?;
    let hyphen = word.bytes().rposition(|byte| byte == b'-')?;
    let tail = word.get(hyphen + 1..)?;
    if !clitics.iter().any(|clitic| clitic.eq_ignore_ascii_case(tail)) {
        return None;
    }
    let stem = word.get(..hyphen)?;
    let stem = stem
        .strip_suffix("-t")
        .or_else(|| stem.strip_suffix("-T"))
        .unwrap_or(stem);
    Some((start + stem.len(), start + hyphen + 1))
}

#[cfg(test)]
mod tests;
