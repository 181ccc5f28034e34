//! Which of the seven languages a text is in, from a sample of its words.
//!
//! Each word that a language's lists hold speaks for it, the more the fewer languages share the word. A text whose
//! words no list knows well enough is in none of them.

use crate::Lang;
use crate::bytes::{char_at, word_end};
use crate::words::COMMON;

/// The part of a document that is looked at, in bytes.
const SAMPLE: usize = 1_024;
/// The part of a paragraph that is looked at, in bytes.
const PARAGRAPH_SAMPLE: usize = 400;
/// The part of a paragraph that shows it to be in the document's language, in bytes.
const GLANCE: usize = 100;
/// Fewer known words than this decide nothing for a paragraph.
const ENOUGH_WORDS: u32 = 5;
/// What a word counts, and once more what its languages share. Divisible by every number of languages up to seven.
const WEIGHT: u32 = 420;

/// The language of a text, from a sample of at most one kilobyte, or `None` where no list fits.
pub fn detect_language(text: &str) -> Option<Lang> {
    let counts = Counts::of(text, SAMPLE);
    let best = counts.best()?;
    // Ordinary text is nearly half small words. A related language shares some, but not so many.
    let known = counts.hits(best) * 100 >= counts.words * 25 || counts.words < 8;
    (known && !counts.is_foreign() && counts.leads(best, 101)).then_some(best)
}

/// The language of one paragraph of a document in `document`, where it is plainly another one.
pub(crate) fn detect_paragraph(text: &str, document: Option<Lang>) -> Option<Lang> {
    // Most paragraphs are in the document's language: a glance is enough to see it.
    if document.is_some() && Counts::of(text, GLANCE).best() == document {
        return document;
    }
    let counts = Counts::of(text, PARAGRAPH_SAMPLE);
    let Some(best) = counts.best() else {
        return document;
    };
    let another = Some(best) != document
        && counts.hits(best) >= ENOUGH_WORDS
        && counts.hits(best) * 100 >= counts.words * 30
        && !counts.is_foreign()
        && counts.leads(best, 130);
    if another { Some(best) } else { document }
}

/// What the words of a sample say for each language.
struct Counts {
    scores: [u32; Lang::ALL.len()],
    hits: [u32; Lang::ALL.len()],
    words: u32,
    /// Words with a letter that none of the seven languages has.
    foreign: u32,
}

impl Counts {
    fn of(text: &str, reach: usize) -> Self {
        let mut counts = Self {
            scores: [0; Lang::ALL.len()],
            hits: [0; Lang::ALL.len()],
            words: 0,
            foreign: 0,
        };
        let limit = text.len().min(reach);
        let mut position = 0;
        while position < limit {
            let letters = word_end(text, position);
            if letters == position {
                position += char_at(text, position).map_or(1, char::len_utf8);
                continue;
            }
            if letters > limit && letters < text.len() {
                break;
            }
            // An elided word is listed with its apostrophe.
            let elided = text.as_bytes().get(letters) == Some(&b'\'') && letters - position <= 6;
            let word = text
                .as_bytes()
                .get(position..letters + usize::from(elided))
                .unwrap_or_default();
            position = letters + usize::from(elided);
            counts.words += 1;
            counts.foreign += u32::from(has_foreign_letter(word));
            let mut languages = COMMON.languages(word);
            if languages == 0 && elided {
                languages = COMMON.languages(word.strip_suffix(b"'").unwrap_or(word));
            }
            if languages != 0 {
                let weight = WEIGHT + WEIGHT / languages.count_ones();
                for (index, (score, hits)) in counts.scores.iter_mut().zip(&mut counts.hits).enumerate() {
                    let has = u32::from(languages >> index & 1);
                    *score += weight * has;
                    *hits += has;
                }
            }
        }
        counts
    }

    fn best(&self) -> Option<Lang> {
        Lang::ALL
            .into_iter()
            .zip(self.scores)
            .filter(|&(_, score)| score >= WEIGHT)
            .max_by_key(|&(_, score)| score)
            .map(|(lang, _)| lang)
    }

    /// Whether more than a few names have letters of other languages.
    const fn is_foreign(&self) -> bool {
        self.foreign * 12 > self.words
    }

    fn hits(&self, lang: Lang) -> u32 {
        self.hits.get(lang as usize).copied().unwrap_or(0)
    }

    /// Whether a language's score is at least `percent` of every other's.
    fn leads(&self, lang: Lang, percent: u32) -> bool {
        let of = |lang: Lang| self.scores.get(lang as usize).copied().unwrap_or(0);
        Lang::ALL
            .into_iter()
            .filter(|&other| other != lang)
            .all(|other| of(lang) * 100 >= of(other) * percent)
    }
}

/// Whether a word has a letter beyond those of the seven languages (`œ` and `ÿ` are French).
fn has_foreign_letter(word: &[u8]) -> bool {
    word.windows(2).any(|pair| match pair {
        // å, æ, ð, ø, þ and their capitals.
        [0xC3, second] => matches!(second | 0x20, 0xA5 | 0xA6 | 0xB0 | 0xB8 | 0xBE),
        [0xC5, second] => !matches!(second, 0x92 | 0x93 | 0xB8),
        [lead, _] => *lead == 0xC4 || *lead >= 0xC6,
        _ => false,
    })
}
