//! What segmentation returns. All offsets are bytes of the text that was given, half-open, on character boundaries.

use crate::Lang;
use alloc::vec::Vec;
use core::ops::Range;

/// A segmented text. Units and the white space between them cover the text; quotations are a layer of their own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Segmentation {
    /// The language given in the options, else the one detected, else `None`.
    pub lang: Option<Lang>,
    /// Sentences, headings and list items in order of the text. Never empty ranges, never overlapping.
    pub units: Vec<Unit>,
    /// Paragraphs without the white space around them, in order of the text. Every unit lies in one.
    pub paragraphs: Vec<Range<usize>>,
    /// The language each paragraph was read in: the one given, else the document's where the paragraph is not plainly
    /// in another.
    pub langs: Vec<Option<Lang>>,
    /// Quotations in order of their opening marks, outer before inner. Each lies in one paragraph.
    pub quotations: Vec<Quotation>,
}

/// One sentence, heading or list item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Unit {
    /// First byte. Never white space.
    pub start: usize,
    /// One past the last byte, which is never white space.
    pub end: usize,
    /// What the unit is.
    pub kind: UnitKind,
    /// What ended it.
    pub rule: Rule,
}

impl Unit {
    /// `start..end`, to slice the text with.
    pub const fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UnitKind {
    /// A sentence, or the part of one that a quotation's sentences leave.
    Sentence,
    /// A line of its own without final punctuation, beside other paragraphs.
    Heading,
    /// A line, or a numbered part of one, behind a bullet or a number.
    ListItem,
}

impl UnitKind {
    /// The name used in output: `sentence`, `heading`, `list_item`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sentence => "sentence",
            Self::Heading => "heading",
            Self::ListItem => "list_item",
        }
    }
}

/// What ended a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// A full stop.
    FullStop,
    /// A question or exclamation mark.
    QuestionOrExclamation,
    /// An ellipsis before a capital.
    Ellipsis,
    /// A full stop after an abbreviation or an initial, before a word that starts sentences.
    AbbreviationBeforeStarter,
    /// A full stop without a space behind it, between a small letter and a capital.
    MissingSpace,
    /// The next number of an enumeration inside a line.
    NextListNumber,
    /// The end of the paragraph, by a newline or an empty line.
    ParagraphEnd,
    /// The end of the text.
    TextEnd,
}

impl Rule {
    /// A stable name: lower case, words joined by hyphens.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FullStop => "full-stop",
            Self::QuestionOrExclamation => "question-or-exclamation",
            Self::Ellipsis => "ellipsis",
            Self::AbbreviationBeforeStarter => "abbreviation-before-starter",
            Self::MissingSpace => "missing-space",
            Self::NextListNumber => "next-list-number",
            Self::ParagraphEnd => "paragraph-end",
            Self::TextEnd => "text-end",
        }
    }
}

/// Words between quotation marks, marks included in `start..end`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Quotation {
    /// First byte of the opening mark.
    pub start: usize,
    /// One past the closing mark, or the end of the paragraph where no mark closes it.
    pub end: usize,
    /// What stands between the marks, without the white space beside them. May be empty.
    pub content: Range<usize>,
    /// The opening mark. A dash for a line of dialogue.
    pub open: char,
    /// The closing mark, or `None` where the paragraph ended first: unclosed, or continued in the next paragraph.
    pub close: Option<char>,
    /// 1 for an outermost quotation, 2 for one inside it, and so on.
    pub depth: u8,
}

/// A segmentation with the stops that ended nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Explanation {
    /// What [`crate::segment`] returns. Each unit names the rule that ended it.
    pub segmentation: Segmentation,
    /// Stops that ended nothing, in order of the text.
    pub suppressed: Vec<Suppressed>,
}

/// A stop that ended nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Suppressed {
    /// First byte of the stop.
    pub offset: usize,
    /// Why it ended nothing.
    pub refusal: Refusal,
}

/// Why a stop ended nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Refusal {
    /// A title before a name.
    Title,
    /// An abbreviation that never ends a sentence.
    Inline,
    /// An abbreviation before its number.
    BeforeNumber,
    /// An abbreviation before a word that does not start sentences.
    Abbreviation,
    /// A letter that stands for a name.
    Initial,
    /// An ordinal number, or the number of a list item.
    Ordinal,
    /// Inside a number, an address, a file name or another token.
    InsideToken,
    /// Inside brackets that opened in the sentence.
    InsideBrackets,
    /// Inside a quotation, which is kept whole.
    InsideQuotation,
    /// Before a small letter.
    BeforeSmallLetter,
    /// Before a comma or another mark that goes on.
    BeforePunctuation,
    /// Only an omission in brackets.
    Omission,
    /// An ellipsis before a capital that shows no beginning.
    Ellipsis,
}

impl Refusal {
    /// A stable name: lower case, words joined by hyphens.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Inline => "inline-abbreviation",
            Self::BeforeNumber => "before-number",
            Self::Abbreviation => "abbreviation",
            Self::Initial => "initial",
            Self::Ordinal => "ordinal",
            Self::InsideToken => "inside-token",
            Self::InsideBrackets => "inside-brackets",
            Self::InsideQuotation => "inside-quotation",
            Self::BeforeSmallLetter => "before-small-letter",
            Self::BeforePunctuation => "before-punctuation",
            Self::Omission => "omission",
            Self::Ellipsis => "ellipsis",
        }
    }
}
