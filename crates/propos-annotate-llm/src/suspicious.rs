//! Sentences that talk to a model rather than to a reader, and marks that only a machine reads.
//!
//! What is flagged is still annotated like everything else: an article may quote an attack. The flag tells people where to
//! look; what keeps an attack from working is the fence, the enums and the grounding.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use foldhash::fast::FixedState;
use propos_annotate::Article;
use propos_schema::{Claim, Problem, Severity, TextSpan};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::fence::{has_run, is_invisible};

const LISTS: [&str; 2] = [
    include_str!("../data/en/suspicious.txt"),
    include_str!("../data/fr/suspicious.txt"),
];

/// How many words may stand between two groups of a pattern.
const FARTHEST: usize = 4;

/// What stands in no article and in many attacks, in small letters. Each begins with a byte for which [`is_trigger`].
const MARKS: &[&str] = &[
    "<|",
    "|>",
    "[inst]",
    "[/inst]",
    "<<sys>>",
    "</doc",
    "<doc ",
    "<system",
    "</system",
    "<assistant",
    "<!--",
    "<script",
    "<style",
    "{\"",
    "{ \"",
    "\"claims\"",
    "\"stances\"",
    "\"quote\"",
    "### instruction",
    "### system",
    "![](",
    "](http",
    "```",
];

const fn is_trigger(byte: u8) -> bool {
    matches!(byte, b'<' | b'|' | b'[' | b'{' | b'"' | b'#' | b'!' | b']' | b'`')
}

/// What the bytes of a text give reason to look for.
const ODD: u8 = 1;
const TRIGGER: u8 = 2;
const COLON: u8 = 4;
const ESCAPE: u8 = 8;
/// A letter or digit of ASCII.
const OF_WORD: u8 = 16;
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "less than 256")]
        let it = byte as u8;
        if is_trigger(it) {
            kinds[byte] |= TRIGGER;
        }
        if it == b':' {
            kinds[byte] |= COLON;
        }
        if matches!(it, b'\\' | b'&') {
            kinds[byte] |= ESCAPE;
        }
        if it.is_ascii_alphanumeric() {
            kinds[byte] |= OF_WORD;
        }
        if !matches!(it, b' '..=b'~') {
            kinds[byte] |= ODD;
        }
        byte += 1;
    }
    kinds
};

/// Properties and values of style sheets that hide a text, and addresses that run a program.
const HIDING: &[(&str, &str)] = &[
    ("display", "none"),
    ("visibility", "hidden"),
    ("font-size", "0"),
    ("opacity", "0"),
    ("color", "white"),
    ("color", "#fff"),
    ("javascript", ""),
];

/// Beginnings of lines that look like a change of speaker in a chat.
const TURNS: &[&str] = &[
    "system:",
    "assistant:",
    "user:",
    "human:",
    "système :",
    "système:",
    "assistant :",
];

const LONGEST_TURN: usize = 12;

/// An unbroken run of so many letters and digits of both cases is no word.
const ENCODED_RUN: usize = 40;
/// So many characters that nobody sees in one sentence are no accident.
const MANY_INVISIBLE: usize = 3;

/// The units of an article that look like orders to a model, each with one word for why.
pub fn suspicious_spans(article: &Article) -> Vec<(Range<usize>, &'static str)> {
    let text = article.text();
    let units = article.document().units.iter();
    let mut words = Words::default();
    units
        .filter_map(|unit| {
            let why = reason(text.get(unit.start..unit.end)?, &mut words)?;
            Some((unit.start..unit.end, why))
        })
        .collect()
}

/// The code of such problems.
const CODE: &str = "suspicious";

/// The same as problems of a record.
pub(crate) fn problems(article: &Article) -> Vec<Problem> {
    suspicious_spans(article)
        .into_iter()
        .map(|(range, why)| {
            let message = format!("the text seems to talk to a model ({why}); look at what was made of it");
            let mut problem = Problem::new(CODE, Severity::Warning, message);
            problem.span = TextSpan::new(article.text(), range);
            problem
        })
        .collect()
}

/// Tells in such problems which claims were made of their sentences.
pub(crate) fn point_to(claims: &[Claim], problems: &mut [Problem]) {
    for problem in problems {
        let Some(span) = problem.span.as_ref().filter(|_| problem.code == CODE) else {
            continue;
        };
        let touches = |claim: &&Claim| {
            let mut spans = claim.spans.iter();
            spans.any(|part| part.start < span.end && span.start < part.end)
        };
        problem.claims = claims
            .iter()
            .filter(touches)
            .map(|claim| claim.id.clone())
            .collect();
    }
}

/// Why a text is suspicious, if it is. `words` is room for its words.
fn reason(text: &str, words: &mut Words) -> Option<&'static str> {
    let kinds = text
        .bytes()
        .fold(0, |kinds, byte| kinds | KINDS[usize::from(byte)]);
    if kinds & ODD != 0 && has_hidden(text) {
        return Some("hidden_characters");
    }
    if kinds & (TRIGGER | COLON) != 0 && has_mark(text, kinds) {
        return Some("markup");
    }
    if has_encoded(text, kinds) {
        return Some("encoded");
    }
    words.read(text);
    patterns().any_in(words).then_some("instruction")
}

fn has_hidden(text: &str) -> bool {
    let mut n_invisible = 0;
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !matches!(byte, b' '..=b'~')) {
        let mut characters = rest.get(at..).unwrap_or_default().chars();
        match characters.next() {
            Some('\u{e0000}'..='\u{e0fff}' | '\u{202d}' | '\u{202e}') => return true,
            None | Some('\u{ad}') => {}
            Some(character) => n_invisible += usize::from(is_invisible(character)),
        }
        rest = characters.as_str();
    }
    n_invisible >= MANY_INVISIBLE
}

fn has_mark(text: &str, kinds: u8) -> bool {
    let begins = |rest: &str, mark: &str| {
        let head = rest.as_bytes().get(..mark.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(mark.as_bytes()))
    };
    let has_trigger = || {
        text.bytes()
            .enumerate()
            .filter(|(_, byte)| is_trigger(*byte))
            .filter_map(|(at, _)| text.get(at..))
            .any(|rest| MARKS.iter().any(|mark| begins(rest, mark)))
    };
    let has_colon = || {
        text.match_indices(':').any(|(at, _)| {
            let (before, after) = text.split_at(at);
            let value = after.get(1..).unwrap_or_default().trim_start();
            HIDING.iter().any(|(property, hidden)| {
                let name = before.len().checked_sub(property.len());
                let is_named = name
                    .and_then(|start| before.get(start..))
                    .is_some_and(|name| name.eq_ignore_ascii_case(property));
                // A program follows its address at once; prose has a space there.
                is_named && begins(value, hidden) && (!hidden.is_empty() || !after.starts_with(": "))
            })
        }) || begins_turn(text)
    };
    kinds & TRIGGER != 0 && has_trigger() || kinds & COLON != 0 && has_colon()
}

fn begins_turn(text: &str) -> bool {
    let head = || text.chars().take(LONGEST_TURN);
    head().any(|character| character == ':') && {
        let head: String = head().flat_map(char::to_lowercase).collect();
        TURNS.iter().any(|turn| head.starts_with(turn))
    }
}

fn has_encoded(text: &str, kinds: u8) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'=');
    let mixes = |run: &[u8]| {
        run.iter().any(u8::is_ascii_digit)
            && run.iter().any(u8::is_ascii_uppercase)
            && run.iter().any(u8::is_ascii_lowercase)
    };
    let has_many = |mark: &str| text.matches(mark).count() >= MANY_INVISIBLE;
    let runs = || text.as_bytes().split(|byte| !is_part(*byte));
    has_run(text.as_bytes(), ENCODED_RUN, is_part) && runs().any(|run| run.len() >= ENCODED_RUN && mixes(run))
        || kinds & ESCAPE != 0 && (has_many("\\u00") || has_many("&#"))
}

/// The words of a text in small letters without accents; what nobody sees is left out of them.
#[derive(Default)]
struct Words {
    /// The text in small letters, and behind it the words of it that have letters beyond ASCII.
    folded: Vec<u8>,
    ranges: Vec<Range<usize>>,
    /// Room for a word.
    word: String,
}

impl Words {
    fn read(&mut self, text: &str) {
        self.folded.clear();
        self.folded.extend_from_slice(text.as_bytes());
        self.folded.make_ascii_lowercase();
        self.ranges.clear();
        let mut at = 0;
        while let Some(rest) = text.as_bytes().get(at..).filter(|rest| !rest.is_empty()) {
            let n_plain = rest
                .iter()
                .take_while(|byte| KINDS[usize::from(**byte)] & OF_WORD != 0)
                .count();
            let end = at + n_plain;
            match rest.get(n_plain) {
                // Most of a text is plain words, which stand there in small letters.
                None | Some(b' '..=b'~') => {
                    if n_plain > 0 {
                        self.ranges.push(at..end);
                    }
                    at = end + 1;
                }
                Some(_) => at = self.read_other(text, at, end),
            }
        }
    }

    /// Reads a word from a place on of which a character is not plain. Gives the place behind it and what ends it.
    fn read_other(&mut self, text: &str, start: usize, plain_end: usize) -> usize {
        self.word.clear();
        self.word.push_str(text.get(start..plain_end).unwrap_or_default());
        self.word.make_ascii_lowercase();
        let mut at = plain_end;
        for character in text.get(plain_end..).unwrap_or_default().chars() {
            at += character.len_utf8();
            if character.is_ascii_alphanumeric() {
                self.word.push(character.to_ascii_lowercase());
                continue;
            }
            let n_before = self.word.len();
            fold_into(character, &mut self.word);
            let is_mark = || !character.is_ascii() && is_combining_mark(character);
            if self.word.len() == n_before && !is_invisible(character) && !is_mark() {
                break;
            }
        }
        if !self.word.is_empty() {
            let start = self.folded.len();
            self.folded.extend_from_slice(self.word.as_bytes());
            self.ranges.push(start..self.folded.len());
        }
        at
    }

    fn get(&self, at: usize) -> Option<&[u8]> {
        self.folded.get(self.ranges.get(at)?.clone())
    }
}

/// Appends a letter or digit beyond ASCII as it is compared; nothing for other characters.
fn fold_into(character: char, folded: &mut String) {
    match character {
        '\0'..='\u{7f}' | '\u{a0}' | '«' | '»' | '\u{2000}'..='\u{206f}' => {}
        // What most texts are made of, and the tables need not be asked about.
        'à' | 'â' | 'ä' | 'À' => folded.push('a'),
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' => folded.push('e'),
        'î' | 'ï' | 'í' => folded.push('i'),
        'ô' | 'ö' | 'ó' => folded.push('o'),
        'ù' | 'û' | 'ü' | 'ú' => folded.push('u'),
        'ç' | 'Ç' => folded.push('c'),
        _ if is_invisible(character) => {}
        _ => {
            let parts = character.nfkd().filter(|part| part.is_alphanumeric());
            for part in parts {
                folded.extend(part.to_lowercase().filter(|part| !is_combining_mark(*part)));
            }
        }
    }
}

struct Patterns {
    all: Vec<Vec<Vec<&'static str>>>,
    /// Which patterns begin with a word.
    by_first: HashMap<&'static [u8], Vec<usize>, FixedState>,
    /// How long such words are, as bits, by the letter they begin with: most words of a text need not be looked up.
    lengths: [u32; 256],
}

fn patterns() -> &'static Patterns {
    static PATTERNS: OnceLock<Patterns> = OnceLock::new();
    PATTERNS.get_or_init(|| {
        let lines = LISTS.iter().flat_map(|list| list.lines());
        let patterns: Vec<Vec<Vec<&str>>> = lines
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .map(|line| {
                line.split(" .. ")
                    .map(|group| group.trim().split('|').collect())
                    .collect()
            })
            .collect();
        let mut by_first: HashMap<&[u8], Vec<usize>, FixedState> = HashMap::default();
        let mut lengths = [0; 256];
        for (number, pattern) in patterns.iter().enumerate() {
            for word in pattern.first().into_iter().flatten() {
                let word = word.as_bytes();
                by_first.entry(word).or_default().push(number);
                lengths[first_byte(word)] |= length_bit(word);
            }
        }
        Patterns {
            all: patterns,
            by_first,
            lengths,
        }
    })
}

fn first_byte(word: &[u8]) -> usize {
    word.first().copied().map_or(0, usize::from)
}

/// All long words have one length.
fn length_bit(word: &[u8]) -> u32 {
    1 << word.len().min(31)
}

impl Patterns {
    fn any_in(&self, words: &Words) -> bool {
        let may_begin = |word: &&[u8]| self.lengths[first_byte(word)] & length_bit(word) != 0;
        (0..words.ranges.len()).any(|at| {
            let word = words.get(at).filter(may_begin);
            let numbers = word.and_then(|word| self.by_first.get(word));
            numbers
                .into_iter()
                .flatten()
                .filter_map(|number| self.all.get(*number)?.get(1..))
                .any(|groups| stand_in_order(groups, words, at + 1))
        })
    }
}

/// Whether the groups follow from a place on, each within reach of the one before. Of several places the nearest is tried
/// first and the others after it; patterns are short.
fn stand_in_order(groups: &[Vec<&str>], words: &Words, from: usize) -> bool {
    let Some((group, others)) = groups.split_first() else {
        return true;
    };
    (from..=from + FARTHEST).any(|at| {
        words
            .get(at)
            .is_some_and(|word| group.iter().any(|wanted| is_word(word, wanted)))
            && stand_in_order(others, words, at + 1)
    })
}

fn is_word(word: &[u8], wanted: &str) -> bool {
    match wanted.strip_suffix('*') {
        Some(beginning) => word.starts_with(beginning.as_bytes()),
        None => word == wanted.as_bytes(),
    }
}
