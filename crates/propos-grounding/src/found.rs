//! What a search gives.

use std::ops::Range;

use propos_schema::Grounding;

/// Where a quotation stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Found {
    /// Byte ranges of the text, in its order, without overlap, on character boundaries; more than one where something is left out.
    pub spans: Vec<Range<usize>>,
    /// How the quotation differs from what stands there.
    pub grounding: Grounding,
    /// How often it stands in the text in this way.
    pub n_places: usize,
}

/// Why a quotation was not found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Ungrounded {
    /// There is no word in it.
    #[error("there is no word in the quotation")]
    Empty,
    /// Nothing in the text is like it.
    #[error("nothing in the text is like the quotation")]
    NotInText,
    /// The text has it with a negation that the quotation lost, gained or moved.
    #[error("the quotation and the text differ by a negation")]
    NegationChanged,
    /// The text has it with another number.
    #[error("the quotation and the text differ by a number")]
    NumberChanged,
    /// The text has something like it in other words.
    #[error("the quotation has words that the text does not have there")]
    WordsChanged,
}

impl Ungrounded {
    /// A stable name for records: `ungrounded_quote` problems give it as their reason.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotInText => "not_in_text",
            Self::NegationChanged => "negation_changed",
            Self::NumberChanged => "number_changed",
            Self::WordsChanged => "words_changed",
        }
    }
}
