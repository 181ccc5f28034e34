//! Quotation marks: which open, which close, and which are apostrophes.

use crate::Quotation;
use crate::bytes::{at, char_at, char_before, skip_white, trim_end};
use memchr::memchr2;

/// More open marks than this are noise, not quotations. Bounds memory on hostile text.
pub(crate) const DEEPEST: usize = 32;
/// How far a single quotation mark of ASCII looks for its partner, in bytes.
const SINGLE_REACH: usize = 400;

/// How far a double mark of ASCII between two spaces looks for its partner, in bytes.
const DOUBLE_REACH: usize = 1_000;

/// The mark of a line of dialogue.
pub(crate) const DASH: char = '—';

/// An open quotation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Open {
    /// First byte of the mark.
    pub(crate) start: usize,
    /// One past the mark.
    pub(crate) inner: usize,
    /// The mark.
    pub(crate) mark: char,
}

/// The quotations open at a place of the text, outermost first.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stack {
    open: [Open; DEEPEST],
    depth: usize,
}

/// What a mark does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Opens,
    Closes(usize),
    /// Opens, and ends the quotation that is open: a new paragraph of it, written into the same line.
    Reopens,
    Nothing,
}

impl Stack {
    pub(crate) const fn new() -> Self {
        Self {
            open: [Open {
                start: 0,
                inner: 0,
                mark: ' ',
            }; DEEPEST],
            depth: 0,
        }
    }

    /// The open quotations, outermost first.
    pub(crate) fn open(&self) -> &[Open] {
        self.open.get(..self.depth).unwrap_or_default()
    }

    pub(crate) fn clear(&mut self) {
        self.depth = 0;
    }

    /// Whether the mark at an offset would close what is open.
    pub(crate) fn would_close(&self, text: &str, offset: usize) -> bool {
        mark_at(text, offset)
            .is_some_and(|(mark, length)| matches!(self.role(text, offset, mark, length), Role::Closes(_)))
    }

    /// Reads the mark at an offset, if there is one. Returns the offset behind it and the quotation it closes.
    pub(crate) fn read(&mut self, text: &str, offset: usize) -> (usize, Option<Quotation>) {
        let Some((mark, length)) = mark_at(text, offset) else {
            return (offset + char_at(text, offset).map_or(1, char::len_utf8), None);
        };
        let behind = offset + length;
        match self.role(text, offset, mark, length) {
            Role::Nothing => (behind, None),
            Role::Opens => {
                if let Some(place) = self.open.get_mut(self.depth) {
                    *place = Open {
                        start: offset,
                        inner: behind,
                        mark,
                    };
                    self.depth += 1;
                }
                (behind, None)
            }
            Role::Reopens => {
                let ended = self.depth.checked_sub(1).and_then(|top| self.open.get_mut(top));
                let before = ended.map(|place| {
                    let open = *place;
                    *place = Open {
                        start: offset,
                        inner: behind,
                        mark,
                    };
                    let end = trim_end(text, open.inner, offset);
                    quotation(text, open, end, end, None)
                });
                (behind, before)
            }
            Role::Closes(level) => {
                let closed = self.open.get(level).map(|open| {
                    let close = char_at(text, offset);
                    quotation(text, *open, offset, behind, close)
                });
                self.depth = level;
                (behind, closed)
            }
        }
    }

    fn role(&self, text: &str, offset: usize, mark: char, length: usize) -> Role {
        let before = char_before(text, offset);
        let after = char_at(text, offset + length);
        let space_before = before.is_none_or(opens_before);
        let space_after = after.is_none_or(closes_after);
        let level = |marks: &[char]| self.open().iter().rposition(|open| marks.contains(&open.mark));
        let close_or = |marks: &[char], otherwise: Role| level(marks).map_or(otherwise, Role::Closes);
        match mark {
            '«' => match level(&['»']) {
                Some(level) if !space_before || space_after => Role::Closes(level),
                _ => Role::Opens,
            },
            '»' => {
                if let Some(level) = level(&['«']) {
                    Role::Closes(level)
                } else if space_before && after.is_some_and(char::is_alphanumeric) {
                    Role::Opens
                } else {
                    Role::Nothing
                }
            }
            '‹' => close_or(&['›'], Role::Opens),
            '›' => close_or(
                &['‹'],
                if space_before && !space_after {
                    Role::Opens
                } else {
                    Role::Nothing
                },
            ),
            '“' => close_or(
                &['„', ','],
                if space_after && !space_before {
                    // `"Wir gehen.“`: keyboards open with one kind, editors close with another.
                    close_or(&['"'], Role::Nothing)
                } else {
                    match level(&['“']) {
                        Some(level) if self.goes_on(text, level, offset) => Role::Reopens,
                        _ => Role::Opens,
                    }
                },
            ),
            '”' => {
                let otherwise = if space_before && !space_after {
                    Role::Opens
                } else {
                    Role::Nothing
                };
                // A mark that both opens and closes (Swedish, Finnish) closes only where a word has just ended.
                let mixed = if space_before {
                    otherwise
                } else {
                    close_or(&['"'], otherwise)
                };
                close_or(&['“', '„', ',', '”'], mixed)
            }
            '„' | '‚' => Role::Opens,
            ',' | '`' => match level(&[mark]) {
                Some(level) if self.goes_on(text, level, offset) => Role::Reopens,
                _ => Role::Opens,
            },
            '"' => match level(&['"', '„', ',', '`']) {
                Some(level) if !space_before || space_after => Role::Closes(level),
                _ if space_after && !space_before => Role::Nothing,
                _ if space_after => {
                    if double_follows(text, offset + 1) {
                        Role::Opens
                    } else {
                        Role::Nothing
                    }
                }
                _ if space_before => match level(&['"']) {
                    Some(level) if self.goes_on(text, level, offset) => Role::Reopens,
                    _ => Role::Opens,
                },
                _ => Role::Nothing,
            },
            '‘' => match level(&['‚']) {
                Some(level) => Role::Closes(level),
                None if !space_before && after.is_some_and(char::is_alphanumeric) => Role::Nothing,
                None => Role::Opens,
            },
            '’' => {
                if after.is_some_and(char::is_alphanumeric) {
                    Role::Nothing
                } else {
                    close_or(&['‘', '‚'], Role::Nothing)
                }
            }
            // Two single marks of ASCII, as typesetting programs write them.
            '″' => close_or(
                &[',', '`', '„', '″'],
                if space_before && !space_after {
                    Role::Opens
                } else {
                    Role::Nothing
                },
            ),
            '\'' => {
                let inside =
                    before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
                match level(&['\'']) {
                    Some(level) if !space_before && !after.is_some_and(char::is_alphanumeric) => {
                        Role::Closes(level)
                    }
                    None if !inside
                        && space_before
                        && after.is_some_and(char::is_alphabetic)
                        && !is_clitic(text, offset + 1)
                        && single_closes(text, offset + 1) =>
                    {
                        Role::Opens
                    }
                    _ => Role::Nothing,
                }
            }
            _ => Role::Nothing,
        }
    }

    /// Whether an opening mark begins a new paragraph of the innermost quotation rather than a quotation in it. Newspapers
    /// open each paragraph of a long quotation anew and close the last alone; agencies and archives join the
    /// paragraphs, and what remains is a mark that opens behind the end of a sentence: `"It was quiet. "Nobody spoke."`
    fn goes_on(&self, text: &str, level: usize, offset: usize) -> bool {
        let is_innermost = level + 1 == self.depth;
        let is_behind_sentence = self.open().get(level).is_some_and(|open| {
            let end = trim_end(text, open.inner, offset);
            end > open.inner && matches!(char_before(text, end), Some('.' | '!' | '?' | '…'))
        });
        is_innermost && is_behind_sentence
    }

    /// Opens the quotation of a line of dialogue, whose dash nothing closes.
    pub(crate) fn open_dialogue(&mut self, offset: usize, inner: usize) {
        if let Some(place) = self.open.first_mut() {
            *place = Open {
                start: offset,
                inner,
                mark: DASH,
            };
            self.depth = 1;
        }
    }

    /// How many of the open quotations only the end of the paragraph closes.
    pub(crate) fn unclosable(&self) -> usize {
        usize::from(self.open().first().is_some_and(|open| open.mark == DASH))
    }

    /// Ends the paragraph that began at `start`: what is open and may go on in the next paragraph is a quotation
    /// without a closing mark.
    pub(crate) fn end_paragraph(
        &mut self,
        text: &str,
        start: usize,
        end: usize,
        mut each: impl FnMut(Quotation),
    ) {
        for open in self.open() {
            // A lone mark of these kinds is more often an apostrophe or an inch than a quotation.
            let unlikely = matches!(open.mark, '"' | '\'' | '‘' | '’' | '‚' | ',' | '`' | '″' | '”');
            // … unless it begins the paragraph, or the next paragraph opens the quotation anew.
            let goes_on = || {
                at(text, skip_white(text, end)) == b'"'
                    && !closes_after(char_at(text, open.inner).unwrap_or(' '))
            };
            // Two commas or backticks before a capital are no slip: `Koerts: ,,Ik heb hier naartoe geleefd.`
            let begins = || {
                let is_doubled = open.inner == open.start + 2;
                let first = char_at(text, skip_white(text, open.inner));
                is_doubled && first.is_some_and(char::is_uppercase)
            };
            let stays = match open.mark {
                '"' => open.start == start || goes_on(),
                ',' => begins(),
                '`' => open.start == start && begins(),
                _ => false,
            };
            if !unlikely || stays {
                each(quotation(text, *open, end, end, None));
            }
        }
        self.clear();
    }
}

/// A quotation from its opening mark to the offsets of the closing one.
fn quotation(text: &str, open: Open, close_start: usize, close_end: usize, close: Option<char>) -> Quotation {
    let inner = skip_white(text, open.inner).min(close_start);
    let content_end = trim_end(text, inner, close_start).max(inner);
    Quotation {
        start: open.start,
        end: close_end,
        content: inner..content_end,
        // Two marks that stand for one are told by their first.
        open: char_at(text, open.start).unwrap_or(open.mark),
        close,
        depth: 1,
    }
}

/// The quotation mark at an offset and its length in bytes.
fn mark_at(text: &str, offset: usize) -> Option<(char, usize)> {
    let mark = char_at(text, offset)?;
    match mark {
        '\'' if at(text, offset + 1) == b'\'' => Some(('″', 2)),
        // `zei hij,,,maar nu`: the first of three commas is one.
        ',' if at(text, offset + 1) == b',' && at(text, offset + 2) != b',' => Some((',', 2)),
        '`' if at(text, offset + 1) == b'`' => Some(('`', 2)),
        '"' | '\'' | '«' | '»' | '‹' | '›' | '“' | '”' | '„' | '‘' | '’' | '‚' => {
            Some((mark, mark.len_utf8()))
        }
        _ => None,
    }
}

/// Whether a mark behind this character may open.
fn opens_before(before: char) -> bool {
    before.is_whitespace()
        || matches!(
            before,
            '(' | '['
                | '{'
                | '—'
                | '–'
                | '-'
                | '/'
                | '«'
                | '“'
                | '„'
                | '‘'
                | '"'
                | '\''
                | '¿'
                | '¡'
                | '='
                | '>'
                | '*'
        )
}

/// Whether a mark before this character may close.
fn closes_after(after: char) -> bool {
    after.is_whitespace()
        || matches!(
            after,
            '.' | ','
                | ';'
                | ':'
                | '!'
                | '?'
                | '…'
                | ')'
                | ']'
                | '}'
                | '»'
                | '”'
                | '’'
                | '"'
                | '\''
                | '—'
                | '–'
                | '-'
                | '/'
                | '<'
        )
}

/// Dutch `'s`, English `rock 'n' roll`: an elided word of one small letter, not a mark.
fn is_clitic(text: &str, after: usize) -> bool {
    at(text, after).is_ascii_lowercase() && !at(text, after + 1).is_ascii_alphabetic()
}

/// Whether another double mark follows on the same line, within reach.
pub(crate) fn double_follows(text: &str, from: usize) -> bool {
    let bytes = text.as_bytes();
    let window = bytes
        .get(from..bytes.len().min(from + DOUBLE_REACH))
        .unwrap_or_default();
    memchr2(b'"', b'\n', window).is_some_and(|index| window.get(index) == Some(&b'"'))
}

/// Whether a closing single mark follows on the same line, within reach.
fn single_closes(text: &str, from: usize) -> bool {
    let bytes = text.as_bytes();
    let end = bytes.len().min(from + SINGLE_REACH);
    let window = bytes.get(from..end).unwrap_or_default();
    let mut previous = b' ';
    for (index, &byte) in window.iter().enumerate() {
        match byte {
            b'\n' => return false,
            b'\'' if previous != b' ' => {
                let after = window.get(index + 1).copied().unwrap_or(b' ');
                if !after.is_ascii_alphanumeric() && after < 0x80 {
                    return true;
                }
            }
            _ => {}
        }
        previous = byte;
    }
    false
}
