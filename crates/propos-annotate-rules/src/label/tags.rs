//! What phrases stand for, and where they were found. A text has two of these a word: they are small.

use super::lexicon::Class;
use super::terms::Fit;

/// What a phrase stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// A keyword of a topic.
    TopicKeyword {
        topic: u16,
        weight: Weight,
    },
    /// A word of a topic's name, definition or examples.
    TopicWord {
        topic: u16,
        weight: Weight,
    },
    /// A keyword of a target, with its [`super::polarity::Polarity`] and its weight in hundredths.
    TargetKeyword {
        target: u16,
        act: i8,
        judgement: i8,
        percent: u8,
    },
    /// A cue of a side: +1 in favour, −1 against.
    Cue {
        target: u16,
        side: i8,
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
    Actor(u32),
}

impl Tag {
    /// Whether it is a keyword of a topic or a target.
    pub(super) const fn is_of_codebook(self) -> bool {
        matches!(self, Self::TopicKeyword { .. } | Self::TargetKeyword { .. })
    }

    /// Whether it is a keyword of a target.
    pub(super) fn is_keyword_of(self, target: usize) -> bool {
        matches!(self, Self::TargetKeyword { target: of, .. } if usize::from(of) == target)
    }

    /// The target whose keyword or cue it is.
    pub(super) fn target(self) -> Option<usize> {
        match self {
            Self::TargetKeyword { target, .. } | Self::Cue { target, .. } => Some(usize::from(target)),
            _ => None,
        }
    }
}

/// The weight of a word of a topic, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Weight(u32);

/// The weights that words of topics have: some dozens.
#[derive(Debug, Default)]
pub(super) struct Weights(Vec<f64>);

impl Weights {
    /// The number of a weight, which is held from now on.
    pub(super) fn number(&mut self, weight: f64) -> Weight {
        let known = self.0.iter().position(|known| known.total_cmp(&weight).is_eq());
        let place = known.unwrap_or_else(|| {
            self.0.push(weight);
            self.0.len() - 1
        });
        Weight(u32::try_from(place).unwrap_or(u32::MAX))
    }

    /// The weight of a number.
    pub(super) fn get(&self, weight: Weight) -> f64 {
        self.0.get(weight.0 as usize).copied().unwrap_or_default()
    }
}

/// A weight in hundredths as a number.
pub(super) fn share(percent: u8) -> f64 {
    f64::from(percent) / 100.0
}

/// A phrase found: its tag and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub(super) tag: Tag,
    first: u32,
    /// How many items behind the first one the last one stands.
    reach: u16,
    n_words: u8,
    /// How the last word is like the phrase's.
    pub(super) fit: Fit,
}

impl Hit {
    /// A phrase of so many words from its first item to its last. Phrases end within some dozen items.
    pub(super) fn new(tag: Tag, first: usize, last: usize, n_words: usize, fit: Fit) -> Self {
        Self {
            tag,
            first: u32::try_from(first).unwrap_or(u32::MAX),
            reach: u16::try_from(last - first).unwrap_or(u16::MAX),
            n_words: u8::try_from(n_words).unwrap_or(u8::MAX),
            fit,
        }
    }

    /// The same, beginning at an item.
    pub(super) fn at(self, first: usize) -> Self {
        Self {
            first: u32::try_from(first).unwrap_or(u32::MAX),
            ..self
        }
    }

    /// The first item.
    pub(super) const fn first(&self) -> usize {
        self.first as usize
    }

    /// The last item.
    pub(super) const fn last(&self) -> usize {
        self.first as usize + self.reach as usize
    }

    /// How many words the phrase has.
    pub(super) const fn n_words(&self) -> usize {
        self.n_words as usize
    }

    /// The same, standing for something else.
    pub(super) const fn with(self, tag: Tag) -> Self {
        Self { tag, ..self }
    }

    /// The same, as a phrase of so many words.
    pub(super) const fn of_words(self, n_words: u8) -> Self {
        Self { n_words, ..self }
    }

    /// The same, with items counted from another one before it.
    pub(super) fn counted_from(self, item: u32) -> Self {
        Self {
            first: self.first.saturating_sub(item),
            ..self
        }
    }

    /// Whether the last word only begins like the phrase's.
    pub(super) fn is_beginning(&self) -> bool {
        self.fit == Fit::Beginning
    }
}

#[cfg(test)]
mod tests {
    use super::Hit;

    #[test]
    fn a_hit_is_small() {
        assert_eq!(size_of::<Hit>(), 16);
    }
}
