//! What phrases stand for, and where they were found.

use super::lexicon::Class;
use super::terms::Fit;

/// What a phrase stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Tag {
    /// A keyword of a topic.
    TopicKeyword {
        topic: usize,
        weight: f64,
    },
    /// A word of a topic's name, definition or examples.
    TopicWord {
        topic: usize,
        weight: f64,
    },
    /// A keyword of a target, with its [`super::polarity::Polarity`].
    TargetKeyword {
        target: usize,
        act: f64,
        judgement: f64,
        weight: f64,
    },
    /// A cue of a side: +1 in favour, −1 against.
    Cue {
        target: usize,
        side: f64,
    },
    /// A word class.
    Class(Class),
    /// The part of a phrase in two parts that stands for it, and the other part.
    Head {
        pair: u32,
        class: Class,
    },
    Rest {
        pair: u32,
    },
    /// An actor of the codebook.
    Actor(usize),
}

/// A phrase found: its tag and the first and last item.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub(super) tag: Tag,
    pub(super) first: usize,
    pub(super) last: usize,
    /// How many words the phrase has.
    pub(super) n_words: usize,
    /// How the last word is like the phrase's.
    pub(super) fit: Fit,
}

impl Hit {
    /// Whether the last word only begins like the phrase's.
    pub(super) fn is_beginning(&self) -> bool {
        self.fit == Fit::Beginning
    }
}
