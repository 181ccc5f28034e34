//! What a document's names, their words and roles stand for, by their numbers among the strings of the document.

use crate::strings::Strings;

/// How many of those who share a word are kept at most, and how many of them are looked at in the end.
const MOST_SHARING: usize = 128;
pub(super) const REACH: usize = 24;

/// Names, words of names and roles in small letters, with whom each stands for.
#[derive(Debug, Default)]
pub(super) struct NameTable {
    strings: Strings,
    rows: Vec<Row>,
}

/// Whom a string stands for, by their places among the entities.
#[derive(Debug, Default)]
struct Row {
    name: Option<usize>,
    role: Option<usize>,
    /// The first who was called so before more of the name was given.
    part: Option<usize>,
    /// All who have the word in their names, the last mentioned at the end.
    sharing: Vec<usize>,
}

impl Row {
    fn add_sharing(&mut self, place: usize) {
        if self.sharing.len() >= MOST_SHARING {
            self.sharing.drain(..MOST_SHARING - REACH);
        }
        self.sharing.push(place);
    }
}

impl NameTable {
    /// Forgets the document before and keeps the memory.
    pub(super) fn clear(&mut self) {
        for row in self.rows.iter_mut().take(self.strings.len()) {
            row.name = None;
            row.role = None;
            row.part = None;
            row.sharing.clear();
        }
        self.strings.clear();
    }

    /// How many strings it has.
    pub(super) const fn len(&self) -> usize {
        self.strings.len()
    }

    fn row(&self, text: &str) -> Option<&Row> {
        self.rows.get(self.strings.find(text)? as usize)
    }

    fn row_mut(&mut self, text: &str) -> Option<&mut Row> {
        let place = self.strings.add(text) as usize;
        if self.rows.len() <= place {
            self.rows.resize_with(place + 1, Row::default);
        }
        self.rows.get_mut(place)
    }

    /// Whom a name stands for.
    pub(super) fn name(&self, name: &str) -> Option<usize> {
        self.row(name)?.name
    }

    pub(super) fn set_name(&mut self, name: &str, place: usize) {
        if let Some(row) = self.row_mut(name) {
            row.name = Some(place);
        }
    }

    /// The last of a role.
    pub(super) fn role(&self, role: &str) -> Option<usize> {
        self.row(role)?.role
    }

    pub(super) fn set_role(&mut self, role: &str, place: usize) {
        if let Some(row) = self.row_mut(role) {
            row.role = Some(place);
        }
    }

    /// Who was first called by a part of their name, as it is written.
    pub(super) fn part(&self, part: &str) -> Option<usize> {
        self.row(part)?.part
    }

    pub(super) fn set_part(&mut self, part: &str, place: usize) {
        if let Some(row) = self.row_mut(part) {
            row.part.get_or_insert(place);
        }
    }

    /// Those who have a word in their names, the last mentioned at the end; as many of them as are looked at, and more.
    pub(super) fn sharing(&self, word: &str) -> &[usize] {
        self.row(word).map_or(&[], |row| &row.sharing)
    }

    /// Adds one to those who have a word in their names.
    pub(super) fn share(&mut self, word: &str, place: usize) {
        if let Some(row) = self.row_mut(word) {
            row.add_sharing(place);
        }
    }

    /// Makes one the last of those who have a word in their names, where anybody has.
    pub(super) fn make_last(&mut self, word: &str, place: usize) {
        let row = self.strings.find(word);
        let row = row.and_then(|number| self.rows.get_mut(number as usize));
        if let Some(row) = row
            && row.sharing.last().is_some_and(|last| *last != place)
        {
            row.sharing.retain(|other| *other != place);
            row.add_sharing(place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_SHARING, NameTable, REACH};

    #[test]
    fn the_last_who_share_a_word_are_kept_in_order() {
        let mut table = NameTable::default();
        let mut all: Vec<usize> = Vec::new();
        for place in 0..3 * MOST_SHARING {
            table.share("ann", place);
            all.push(place);
            let again = place / 2;
            table.make_last("ann", again);
            all.retain(|other| *other != again);
            all.push(again);
            let kept = table.sharing("ann");
            assert!(kept.len() <= MOST_SHARING);
            assert!(kept.len() >= all.len().min(REACH));
            assert!(all.ends_with(kept));
        }
    }

    #[test]
    fn nothing_of_one_document_is_left_for_the_next() {
        let mut table = NameTable::default();
        table.set_name("ann lee", 1);
        table.set_role("mayor", 2);
        table.set_part("Lee", 3);
        table.set_part("Lee", 4);
        table.share("lee", 1);
        assert_eq!(
            (table.name("ann lee"), table.role("mayor"), table.part("Lee")),
            (Some(1), Some(2), Some(3))
        );
        table.clear();
        assert_eq!(table.len(), 0);
        for text in ["ann lee", "mayor", "Lee", "lee"] {
            table.make_last(text, 5);
            assert_eq!(
                (table.name(text), table.role(text), table.part(text)),
                (None, None, None)
            );
            assert!(table.sharing(text).is_empty());
            table.set_name(text, 0);
            assert!(table.sharing(text).is_empty());
        }
    }
}
