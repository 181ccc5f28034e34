//! Whether a full stop, a question or exclamation mark or an ellipsis ends a sentence.

use crate::bytes::{
    at, char_at, char_before, is_letter, is_newline, is_stop, skip_blank, skip_white, word_end,
};
use crate::quotation::double_follows;
use crate::scan::Scanner;
use crate::words::{LONGEST, Starter};
use crate::{Lang, Refusal, Rule};

/// More closing marks than this behind one stop are noise.
const MOST_CLOSERS: usize = 12;

/// What a stop does.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Verdict {
    Ends {
        end: usize,
        next: usize,
        rule: Rule,
    },
    Goes {
        resume: usize,
        refusal: Refusal,
    },
    /// The end of the paragraph ends the sentence anyway.
    Waits {
        resume: usize,
    },
}

/// A run of stops and what closes with it.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent observations of one run"
)]
struct Run {
    /// One past the stops.
    stops: usize,
    /// One past the closing marks behind them.
    end: usize,
    ellipsis: bool,
    strong: bool,
    /// Closing marks or a note stand behind the stops.
    closed: bool,
    bracket: bool,
    /// Dots set apart by spaces.
    spaced: usize,
}

impl Scanner<'_> {
    /// Judges the stop at an offset, in the unit that begins at `unit`.
    pub(crate) fn judge(&mut self, offset: usize, unit: usize) -> Verdict {
        let text = self.text;
        let first = at(text, offset);
        let behind = at(text, offset + 1);
        if first == b'.'
            && (behind.is_ascii_alphanumeric()
                || matches!(behind, b',' | b';' | b':' | b'-' | b'/' | b'_' | b'@'))
        {
            return self.inside_token(offset);
        }
        let run = self.run(offset);
        if matches!(first, b'?' | b'!') && char_before(text, offset) == Some(':') {
            // A sign that stands for what is unknown (`Price:?`).
            return Verdict::Goes {
                resume: run.stops,
                refusal: Refusal::InsideToken,
            };
        }
        let goes = |refusal| Verdict::Goes {
            resume: run.stops,
            refusal,
        };
        if run.end >= text.len() {
            return Verdict::Waits { resume: run.stops };
        }
        let after = char_at(text, run.end).unwrap_or(' ');
        let mut next = run.end;
        if after.is_whitespace() {
            next = skip_blank(text, run.end);
            if char_at(text, next).is_some_and(is_newline) {
                if self.newline_is_hard(next) {
                    return Verdict::Waits { resume: run.stops };
                }
                next = skip_white(text, next);
            }
            if next >= text.len() {
                return Verdict::Waits { resume: run.stops };
            }
        } else if !opens_after_stop(after) && !ends_without_space(char_before(text, run.stops)) {
            let capital = after.is_uppercase()
                && char_at(text, run.end + after.len_utf8())
                    .is_some_and(|letter| letter.is_lowercase() || matches!(letter, '\'' | '’' | ' '));
            let letter_before = char_before(text, offset).is_some_and(char::is_lowercase);
            let begins = capital && letter_before && (run.closed || first != b'.' || run.ellipsis);
            if !begins && !self.lacks_space_behind_question(offset, run, after) {
                return goes(if after.is_alphanumeric() {
                    Refusal::InsideToken
                } else {
                    Refusal::BeforePunctuation
                });
            }
        }
        if offset < self.bracket_end && run.end <= self.bracket_end {
            return goes(Refusal::InsideBrackets);
        }
        if let Some(refusal) = self.goes_on(next, run, offset) {
            return goes(refusal);
        }
        if run.ellipsis && run.bracket && self.is_omission(offset, unit) {
            return goes(Refusal::Omission);
        }
        if run.ellipsis && next > run.end && self.setting.lang == Some(Lang::En) && is_english_i(text, next) {
            return goes(Refusal::Ellipsis);
        }
        let mut rule = if run.strong {
            Rule::QuestionOrExclamation
        } else if run.ellipsis {
            Rule::Ellipsis
        } else {
            Rule::FullStop
        };
        if first == b'.' && run.stops == offset + 1 && !run.strong {
            match self.abbreviation(offset, unit, next, run.bracket) {
                Some(Err(refusal)) => return goes(refusal),
                Some(Ok(())) => rule = Rule::AbbreviationBeforeStarter,
                None => {}
            }
        }
        if run.spaced == 3
            && behind == b' '
            && first == b'.'
            && !char_before(text, offset).is_some_and(char::is_whitespace)
            && !run.closed
        {
            // A full stop and then three spaced dots: they begin the next sentence.
            return Verdict::Ends {
                end: offset + 1,
                next: offset + 2,
                rule: Rule::FullStop,
            };
        }
        Verdict::Ends {
            end: run.end,
            next,
            rule,
        }
    }

    /// `[...]` and `(...)` leave something out of a sentence. In square brackets and alone, they stand for a
    /// sentence left out of a quotation, and are a unit.
    fn is_omission(&self, offset: usize, unit: usize) -> bool {
        let before = self
            .text
            .get(unit..offset)
            .unwrap_or_default()
            .trim_end_matches(['.', '…', ' ']);
        let alone = before.trim_start_matches(['«', '“', '"', ' ', '\u{a0}', '\u{202f}']);
        before.ends_with('(') || (before.ends_with('[') && alone.len() > 1)
    }

    /// Whether a small word begins a sentence behind an ordinary word and one stop: people often leave out the
    /// capital of a pronoun, and abbreviations of four small letters and more are few and listed.
    fn begins_small(&self, word: &str, run: Run, offset: usize) -> bool {
        let text = self.text;
        if run.closed || run.stops > offset + 1 || !matches!(at(text, offset), b'.' | b'?' | b'!') {
            return false;
        }
        // Languages that must name the subject begin clauses with its pronoun; elsewhere `si` or `se` may be anywhere.
        let exclaims = at(text, offset) == b'!';
        let enough = match (self.setting.words.starter(word.as_bytes()), self.setting.lang) {
            (Some(Starter::Pronoun), Some(Lang::Fr | Lang::De | Lang::Nl)) if !exclaims => 3,
            (Some(Starter::Pronoun), Some(Lang::En)) => 3,
            (Some(Starter::Word), Some(Lang::En)) => 4,
            _ => return false,
        };
        let before = text.get(..offset).unwrap_or_default();
        let before = before.trim_end_matches([' ', '\u{a0}', '\u{202f}', ')', '"', '”', '»']);
        let mut letters = before
            .chars()
            .rev()
            .take_while(|&letter| is_letter(letter))
            .take(LONGEST);
        let small = letters
            .by_ref()
            .take(enough)
            .filter(|letter| letter.is_lowercase())
            .count()
            == enough;
        // A name may hold the mark (`Yahoo! in Paris`).
        small && (!exclaims || letters.all(char::is_lowercase))
    }

    /// `Why?because`: a question mark without a space behind it, in a token that is no address.
    fn lacks_space_behind_question(&self, offset: usize, run: Run, after: char) -> bool {
        let text = self.text;
        if at(text, offset) != b'?' || run.closed || !after.is_lowercase() {
            return false;
        }
        let floor = offset.saturating_sub(40);
        let window = text.as_bytes().get(floor..offset).unwrap_or_default();
        let token = window.rsplit(u8::is_ascii_whitespace).next().unwrap_or_default();
        token.len() >= 3
            && token
                .iter()
                .all(|&byte| byte.is_ascii_lowercase() || byte >= 0x80 || byte == b'\'')
            && matches!(at(text, word_end(text, run.end)), b' ' | b'\n' | b'\'' | b',')
    }

    /// A dot with a letter or digit behind it ends a sentence only where a space is missing.
    fn inside_token(&self, offset: usize) -> Verdict {
        let text = self.text;
        let goes = Verdict::Goes {
            resume: offset + 1,
            refusal: Refusal::InsideToken,
        };
        let next = offset + 1;
        if !at(text, next).is_ascii_uppercase() {
            return goes;
        }
        let token = text
            .as_bytes()
            .get(offset.saturating_sub(40)..offset)
            .unwrap_or_default();
        let word = token
            .iter()
            .rev()
            .take_while(|&&byte| byte.is_ascii_lowercase() || byte >= 0x80)
            .count();
        let before = token
            .len()
            .checked_sub(word + 1)
            .and_then(|index| token.get(index))
            .copied()
            .unwrap_or(b' ');
        let end = word_end(text, next);
        let next_word = text.get(next..end).unwrap_or_default();
        let small = next_word.chars().skip(1).all(char::is_lowercase);
        let starts = self.setting.words.starter(next_word.as_bytes()).is_some();
        let ends_word = matches!(at(text, end), b' ' | b'\'' | b',' | b'\n' | 0xE2 | 0xC2);
        let token_word = text
            .as_bytes()
            .get(offset.saturating_sub(word + 1)..offset)
            .unwrap_or_default()
            .trim_ascii_start();
        if self.setting.words.abbreviation(token_word).is_some() {
            return goes;
        }
        if word >= 3
            && (starts || !matches!(next_word, "Com" | "Org" | "Net"))
            && (matches!(before, b' ' | b'\'' | b'\n' | b'(' | b'-')
                || before.is_ascii_uppercase()
                || before >= 0x80)
            && small
            && ends_word
            && (end - next >= 2
                || at(text, end) != b' '
                || self.setting.words.starter(next_word.as_bytes()).is_some())
        {
            Verdict::Ends {
                end: next,
                next,
                rule: Rule::MissingSpace,
            }
        } else {
            goes
        }
    }

    /// Reads the stops at an offset and the closing marks behind them.
    fn run(&self, offset: usize) -> Run {
        let text = self.text;
        let mut run = Run {
            stops: offset,
            end: offset,
            ellipsis: false,
            strong: false,
            closed: false,
            bracket: false,
            spaced: 0,
        };
        let mut dots = 0;
        loop {
            match char_at(text, run.stops) {
                Some(stop) if is_stop(stop) => {
                    match stop {
                        '.' => dots += 1,
                        '…' => run.ellipsis = true,
                        _ => run.strong = true,
                    }
                    run.stops += stop.len_utf8();
                }
                Some(' ')
                    if dots > 0
                        && at(text, run.stops + 1) == b'.'
                        && !matches!(at(text, run.stops + 2), b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z') =>
                {
                    run.stops += 1;
                    run.spaced += 1;
                }
                Some(space @ (' ' | '\u{a0}' | '\u{202f}'))
                    if (run.strong || run.ellipsis || dots > 1)
                        && matches!(char_at(text, run.stops + space.len_utf8()), Some('!' | '?')) =>
                {
                    run.stops += space.len_utf8();
                }
                _ => break,
            }
        }
        run.ellipsis |= dots > 1;
        run.end = run.stops;
        // Hostile text has closers without end; a sentence has few.
        for _ in 0..MOST_CLOSERS {
            let Some((behind, bracket)) = self.closer(run.end) else {
                break;
            };
            run.end = behind;
            run.closed = true;
            run.bracket |= bracket;
        }
        run
    }

    /// The end of the closing mark at an offset or behind the space there, and whether it is a bracket.
    fn closer(&self, offset: usize) -> Option<(usize, bool)> {
        let text = self.text;
        let mark = char_at(text, offset)?;
        let behind = offset + mark.len_utf8();
        match mark {
            ')' | ']' | '}' => Some((behind, true)),
            '.' | '!' | '?' | '…' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' => Some((behind, false)),
            '"' | '«' | '“' | '‘' | '’' | '”' | '›' | '‹' => {
                let closes = self.stack.would_close(text, offset)
                    || (matches!(mark, '"' | '”' | '’' | '›')
                        && char_at(text, behind).is_none_or(|after| !after.is_alphanumeric()));
                closes.then_some((behind, false))
            }
            '»' => {
                let closes = self.stack.would_close(text, offset)
                    || !char_at(text, behind).is_some_and(char::is_alphanumeric);
                closes.then_some((behind, false))
            }
            '\'' if at(text, behind) == b'\'' => Some((behind + 1, false)),
            '\'' => (!char_at(text, behind).is_some_and(char::is_alphanumeric)).then_some((behind, false)),
            '[' => {
                let digits = text
                    .get(behind..)?
                    .bytes()
                    .take(4)
                    .take_while(u8::is_ascii_digit)
                    .count();
                (digits > 0 && at(text, behind + digits) == b']').then_some((behind + digits + 1, false))
            }
            mark if is_emoji(mark) => Some((behind, false)),
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => self.closer_behind_space(behind),
            _ => None,
        }
    }

    /// A closing mark set off by a space: `gagné. »`, `opknappen. ''`.
    fn closer_behind_space(&self, offset: usize) -> Option<(usize, bool)> {
        let text = self.text;
        let mark = char_at(text, offset)?;
        let (behind, likely) = match mark {
            '»' | '›' | '”' => (offset + mark.len_utf8(), true),
            // A face or a sign behind a sentence comments on it.
            mark if is_emoji(mark) => return Some((offset + mark.len_utf8(), false)),
            ')' | ']' => return Some((offset + 1, true)),
            '"' => {
                let spaced = char_at(text, offset + 1).is_none_or(char::is_whitespace);
                let closes =
                    self.stack.would_close(text, offset) || (spaced && !double_follows(text, offset + 1));
                (offset + 1, closes)
            }
            '\'' if at(text, offset + 1) == b'\'' => (offset + 2, true),
            '\'' => (
                offset + 1,
                char_at(text, offset + 1).is_none_or(char::is_whitespace),
            ),
            _ => return None,
        };
        let after = char_at(text, behind);
        (likely && after.is_none_or(|after| !after.is_alphanumeric())).then_some((behind, false))
    }

    /// Whether what follows shows that the sentence goes on.
    fn goes_on(&self, next: usize, run: Run, offset: usize) -> Option<Refusal> {
        let text = self.text;
        let letter = char_at(text, next)?;
        if letter.is_uppercase() || letter.is_ascii_digit() {
            return None;
        }
        if letter.is_lowercase() {
            if self.setting.uncased || (self.small && !run.ellipsis) || next == run.end {
                return None;
            }
            let word = text.get(next..word_end(text, next)).unwrap_or_default();
            // `eBay`, `iPhone`: a name that begins a sentence keeps its small letter; an address has no case.
            let camel = word.chars().nth(1).is_some_and(char::is_uppercase);
            let address = matches!(word, "http" | "https" | "www");
            let elided = text
                .get(next..=next + word.len())
                .filter(|elided| elided.ends_with('\''));
            let begins = camel || address || self.begins_small(elided.unwrap_or(word), run, offset);
            return (!begins).then_some(Refusal::BeforeSmallLetter);
        }
        match letter {
            ',' if at(text, next + 1) == b',' => None,
            // A line drawn with signs.
            '=' | '_' | '*' | '~'
                if text
                    .get(next..)
                    .is_some_and(|rest| rest.chars().take(4).all(|sign| sign == letter)) =>
            {
                None
            }
            ',' | ';' | ':' | ')' | ']' | '}' | '=' | '%' | '/' | '|' | '&' | '+' | '<' | '>' => {
                Some(Refusal::BeforePunctuation)
            }
            '-' | '–' | '—' => {
                let dashes = text.get(next..).map_or(0, |rest| {
                    rest.chars().take(4).take_while(|&dash| dash == letter).count()
                });
                if dashes > 3 {
                    return None;
                }
                let behind = skip_white(text, next + dashes * letter.len_utf8());
                let capital = char_at(text, behind).is_some_and(|letter| {
                    letter.is_uppercase() || matches!(letter, '«' | '“' | '„' | '»' | '"' | '¿' | '¡')
                });
                (!capital).then_some(Refusal::BeforePunctuation)
            }
            '.' | '…' => {
                // An ellipsis in front of a word begins a sentence behind a full stop.
                (run.ellipsis || at(text, offset) != b'.').then_some(Refusal::BeforePunctuation)
            }
            '(' | '[' => {
                let inner = char_at(text, skip_blank(text, next + 1));
                inner
                    .is_some_and(char::is_lowercase)
                    .then_some(Refusal::BeforeSmallLetter)
            }
            '\'' | '’' if !self.setting.uncased => {
                // Dutch `'s Avonds`: the capital stands on the second word.
                let end = word_end(text, next + letter.len_utf8());
                let second = char_at(text, skip_blank(text, end));
                let first = char_at(text, next + letter.len_utf8());
                (first.is_some_and(char::is_lowercase) && !second.is_some_and(char::is_uppercase))
                    .then_some(Refusal::BeforeSmallLetter)
            }
            _ => None,
        }
    }
}

/// The English pronoun has its capital everywhere: it shows no beginning.
fn is_english_i(text: &str, next: usize) -> bool {
    at(text, next) == b'I' && matches!(char_at(text, next + 1), Some(' ' | '\'' | '’'))
}

/// Pictures, and the signs that join and colour them.
fn is_emoji(letter: char) -> bool {
    matches!(letter, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{FE0F}' | '\u{200D}')
}

/// Whether a stop belongs to a script that sets no spaces.
fn ends_without_space(stop: Option<char>) -> bool {
    matches!(stop, Some('。' | '｡' | '！' | '？' | '．'))
}

/// Whether a sentence may begin with this right behind a stop, without a space.
fn opens_after_stop(letter: char) -> bool {
    matches!(letter, '«' | '“' | '„' | '¿' | '¡' | '•')
}
