//! Sentences that talk to a model rather than to a reader, and marks that only a machine reads.
//!
//! What is flagged is still annotated like everything else: an article may quote an attack. The flag tells people where to
//! look; what keeps an attack from working is the fence, the enums and the grounding.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use propos_annotate::Article;
use propos_schema::{Problem, Severity, TextSpan};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::fence::is_invisible;

const LISTS: [&str; 2] = [
    include_str!("../data/en/suspicious.txt"),
    include_str!("../data/fr/suspicious.txt"),
];

/// How many words may stand between two groups of a pattern.
const FARTHEST: usize = 4;

/// What stands in no article and in many attacks. In small letters.
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
    "display:none",
    "display: none",
    "visibility:hidden",
    "visibility: hidden",
    "font-size:0",
    "font-size: 0",
    "opacity:0",
    "opacity: 0",
    "color:white",
    "color: white",
    "color:#fff",
    "aria-hidden",
    "{\"",
    "{ \"",
    "\"claims\"",
    "\"stances\"",
    "\"quote\"",
    "### instruction",
    "### system",
    "javascript:",
    "![](",
    "](http",
    "```",
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

/// An unbroken run of so many letters and digits of both cases is no word.
const ENCODED_RUN: usize = 40;
/// So many characters that nobody sees in one sentence are no accident.
const MANY_INVISIBLE: usize = 3;

/// The units of an article that look like orders to a model, each with one word for why.
pub fn suspicious_spans(article: &Article) -> Vec<(Range<usize>, &'static str)> {
    let text = article.text();
    let units = article.document().units.iter();
    units
        .filter_map(|unit| {
            let why = reason(text.get(unit.start..unit.end)?)?;
            Some((unit.start..unit.end, why))
        })
        .collect()
}

/// The same as problems of a record.
pub(crate) fn problems(article: &Article) -> Vec<Problem> {
    suspicious_spans(article)
        .into_iter()
        .map(|(range, why)| {
            let message = format!("the text seems to talk to a model ({why}); look at what was made of it");
            let mut problem = Problem::new("suspicious", Severity::Warning, message);
            problem.span = TextSpan::new(article.text(), range);
            problem
        })
        .collect()
}

fn reason(text: &str) -> Option<&'static str> {
    if has_hidden(text) {
        return Some("hidden_characters");
    }
    if has_mark(text) {
        return Some("markup");
    }
    if has_encoded(text) {
        return Some("encoded");
    }
    patterns().any_in(&words(text)).then_some("instruction")
}

fn has_hidden(text: &str) -> bool {
    if text.is_ascii() {
        return text
            .bytes()
            .filter(|byte| is_invisible(char::from(*byte)))
            .count()
            >= MANY_INVISIBLE;
    }
    let is_telling =
        |character: char| matches!(character, '\u{e0000}'..='\u{e0fff}' | '\u{202d}' | '\u{202e}');
    let n_invisible = text
        .chars()
        .filter(|character| is_invisible(*character) && *character != '\u{ad}')
        .count();
    n_invisible >= MANY_INVISIBLE || text.chars().any(is_telling)
}

fn has_mark(text: &str) -> bool {
    // Every mark holds one of these; most sentences hold none.
    if !text.contains(['<', '>', '[', '{', '"', ':', '#', '`', '-']) {
        return false;
    }
    let lower = text.to_lowercase();
    MARKS.iter().any(|mark| lower.contains(mark)) || TURNS.iter().any(|turn| lower.starts_with(turn))
}

fn has_encoded(text: &str) -> bool {
    let is_part = |character: char| character.is_ascii_alphanumeric() || matches!(character, '+' | '=');
    let mixes = |run: &str| {
        run.bytes().any(|byte| byte.is_ascii_digit())
            && run.bytes().any(|byte| byte.is_ascii_uppercase())
            && run.bytes().any(|byte| byte.is_ascii_lowercase())
    };
    text.split(|character| !is_part(character))
        .any(|run| run.len() >= ENCODED_RUN && mixes(run))
        || text.matches("\\u00").count() >= MANY_INVISIBLE
        || text.matches("&#").count() >= MANY_INVISIBLE
}

/// The words of a text in small letters without accents; what nobody sees is left out of them.
fn words(text: &str) -> Vec<String> {
    let visible: String = text
        .chars()
        .filter(|character| !is_invisible(*character))
        .collect();
    let plain: String = if visible.is_ascii() {
        visible
    } else {
        visible
            .nfkd()
            .filter(|character| !is_combining_mark(*character))
            .collect()
    };
    plain
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

struct Patterns {
    patterns: Vec<Vec<Vec<&'static str>>>,
    /// Which patterns begin with a word.
    by_first: HashMap<&'static str, Vec<usize>>,
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
        let mut by_first: HashMap<&str, Vec<usize>> = HashMap::new();
        for (number, pattern) in patterns.iter().enumerate() {
            for word in pattern.first().into_iter().flatten() {
                by_first.entry(word).or_default().push(number);
            }
        }
        Patterns { patterns, by_first }
    })
}

impl Patterns {
    fn any_in(&self, words: &[String]) -> bool {
        words.iter().enumerate().any(|(at, word)| {
            let numbers = self.by_first.get(word.as_str()).into_iter().flatten();
            let after = words.get(at + 1..).unwrap_or_default();
            numbers
                .filter_map(|number| self.patterns.get(*number)?.get(1..))
                .any(|groups| stand_in_order(groups, after))
        })
    }
}

/// Whether the groups follow, each within reach of the one before. Of several places the nearest is tried first and the
/// others after it; patterns are short.
fn stand_in_order(groups: &[Vec<&str>], words: &[String]) -> bool {
    let Some((group, others)) = groups.split_first() else {
        return true;
    };
    (0..=FARTHEST.min(words.len().saturating_sub(1))).any(|at| {
        words
            .get(at)
            .is_some_and(|word| group.iter().any(|wanted| is_word(word, wanted)))
            && stand_in_order(others, words.get(at + 1..).unwrap_or_default())
    })
}

fn is_word(word: &str, wanted: &str) -> bool {
    match wanted.strip_suffix('*') {
        Some(beginning) => word.starts_with(beginning),
        None => word == wanted,
    }
}
