//! Lists of words that one rule asks for, named as in the data files. What many rules ask for is a group.

mod english;
mod germanic;
mod romance;
mod shared;

pub(crate) use english::EnglishList;
pub(crate) use germanic::GermanicList;
pub(crate) use romance::RomanceList;
pub(crate) use shared::SharedList;

/// A list of words, by the enum of its languages.
pub(crate) trait WordList: Copy {
    /// Its number among all lists.
    fn number(self) -> usize;
}

/// Numbers the lists of each enum behind those of the one before.
macro_rules! number {
    ($($list:ident from $first:expr;)+) => {
        $(impl WordList for $list {
            fn number(self) -> usize {
                $first + self as usize
            }
        })+

        /// The number of a list by its name in a data file.
        pub(super) fn number_named(name: &str) -> Option<usize> {
            None$(.or_else(|| $list::named(name).map(WordList::number)))+
        }
    };
}

const FIRST_ROMANCE: usize = EnglishList::COUNT;
const FIRST_GERMANIC: usize = FIRST_ROMANCE + RomanceList::COUNT;
const FIRST_SHARED: usize = FIRST_GERMANIC + GermanicList::COUNT;

number! {
    EnglishList from 0;
    RomanceList from FIRST_ROMANCE;
    GermanicList from FIRST_GERMANIC;
    SharedList from FIRST_SHARED;
}

/// How many numbers hold the lists that a word stands in.
const N_SETS: usize = (FIRST_SHARED + SharedList::COUNT).div_ceil(u64::BITS as usize);

/// The lists that a word stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct WordLists([u64; N_SETS]);

impl WordLists {
    /// Whether a list is among them.
    pub(crate) fn has(&self, list: impl WordList) -> bool {
        let (set, bit) = place(list.number());
        self.0.get(set).is_some_and(|lists| lists & bit != 0)
    }

    /// Puts the list of a number in.
    pub(super) fn insert(&mut self, number: usize) {
        let (set, bit) = place(number);
        if let Some(lists) = self.0.get_mut(set) {
            *lists |= bit;
        }
    }
}

/// The set that holds a list, and its bit there.
const fn place(number: usize) -> (usize, u64) {
    let bits = u64::BITS as usize;
    (number / bits, 1 << (number % bits))
}
