//! Word forms with what is known of them: a table that is filled fast, for a process may read one short text and end.

use std::ops::Deref;

use super::Reading;

/// How many readings a word form has without memory of its own. Hardly any has more.
const FEW: usize = 5;

/// The readings of a word form.
#[derive(Clone, Debug)]
pub(crate) enum Readings {
    /// The readings and how many of them count.
    Few([Reading; FEW], u8),
    Many(Vec<Reading>),
}

impl Default for Readings {
    fn default() -> Self {
        Self::Few([Reading::NONE; FEW], 0)
    }
}

impl Deref for Readings {
    type Target = [Reading];

    fn deref(&self) -> &[Reading] {
        match self {
            Self::Few(readings, count) => readings.get(..usize::from(*count)).unwrap_or_default(),
            Self::Many(readings) => readings,
        }
    }
}

impl Readings {
    /// Adds a reading that is not there yet.
    pub(super) fn add(&mut self, reading: Reading) {
        if self.contains(&reading) {
            return;
        }
        match self {
            Self::Few(readings, count) => {
                if let Some(place) = readings.get_mut(usize::from(*count)) {
                    *place = reading;
                    *count += 1;
                } else {
                    let mut many = readings.to_vec();
                    many.push(reading);
                    *self = Self::Many(many);
                }
            }
            Self::Many(readings) => readings.push(reading),
        }
    }
}

/// Where the text of a form stands, and what is known of it.
#[derive(Debug)]
struct Slot<T> {
    hash: u32,
    start: u32,
    end: u32,
    entry: T,
}

/// Word forms: their texts one behind the other, and places by hash with the next one taken where one is not free.
#[derive(Debug, Default)]
pub(super) struct WordForms<T> {
    texts: String,
    slots: Vec<Slot<T>>,
    /// Numbers of slots, from one; zero is free. Their count is a power of two, and half of them at least are free.
    places: Vec<u32>,
}

impl<T: Default> WordForms<T> {
    /// For about so many forms.
    pub(super) fn with_capacity(count: usize) -> Self {
        Self {
            texts: String::with_capacity(count * 10),
            slots: Vec::with_capacity(count),
            places: vec![0; (count * 2).next_power_of_two()],
        }
    }

    /// What is known of a form.
    pub(super) fn get(&self, form: &str) -> Option<&T> {
        let number = self.find(form, hash(form.as_bytes())).ok()?;
        self.slots.get(number).map(|slot| &slot.entry)
    }

    /// What is known of a form, which is entered if it is new. Its text is given in parts.
    pub(super) fn entry(&mut self, parts: &[&str]) -> Option<&mut T> {
        if self.slots.len() * 2 >= self.places.len() {
            self.grow();
        }
        let start = self.texts.len();
        for part in parts {
            self.texts.push_str(part);
        }
        let form = self.texts.get(start..)?;
        let hash = hash(form.as_bytes());
        let number = match self.find(form, hash) {
            Ok(number) => {
                self.texts.truncate(start);
                number
            }
            Err(place) => {
                self.slots.push(Slot {
                    hash,
                    start: u32::try_from(start).ok()?,
                    end: u32::try_from(self.texts.len()).ok()?,
                    entry: T::default(),
                });
                *self.places.get_mut(place)? = u32::try_from(self.slots.len()).ok()?;
                self.slots.len() - 1
            }
        };
        self.slots.get_mut(number).map(|slot| &mut slot.entry)
    }

    /// The slot of a form, or the place that is free for it.
    fn find(&self, form: &str, hash: u32) -> Result<usize, usize> {
        let mask = self.places.len().wrapping_sub(1);
        let mut place = hash as usize & mask;
        loop {
            let number = self.places.get(place).copied().unwrap_or_default();
            let Some(number) = (number as usize).checked_sub(1) else {
                return Err(place);
            };
            let is_it = self.slots.get(number).is_some_and(|slot| {
                slot.hash == hash
                    && self
                        .texts
                        .as_bytes()
                        .get(slot.start as usize..slot.end as usize)
                        .is_some_and(|text| text == form.as_bytes())
            });
            if is_it {
                return Ok(number);
            }
            place = (place + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let count = (self.places.len() * 2).max(64);
        let mut places = vec![0; count];
        for (slot, number) in self.slots.iter().zip(1..) {
            let mut place = slot.hash as usize & (count - 1);
            while places.get(place).is_some_and(|taken| *taken != 0) {
                place = (place + 1) & (count - 1);
            }
            if let Some(free) = places.get_mut(place) {
                *free = number;
            }
        }
        self.places = places;
    }
}

/// Multiply and rotate, eight bytes at a time. Forms come from our own data files, so nobody can choose them to collide.
fn hash(form: &[u8]) -> u32 {
    let mut hash = form.len() as u64;
    let mut add = |word: u64| hash = (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    let (words, rest) = form.as_chunks::<8>();
    for word in words {
        add(u64::from_le_bytes(*word));
    }
    add(rest
        .iter()
        .fold(0_u64, |word, byte| (word << 8) | u64::from(*byte)));
    // The high bits have seen every byte.
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::super::{Entry, Form, Reading};
    use super::WordForms;

    proptest::proptest! {
        #[test]
        fn every_form_entered_is_found_with_its_readings(forms in proptest::collection::vec("[a-céß]{0,12}", 0..300)) {
            let mut table: WordForms<Entry> = WordForms::default();
            for (verb, form) in (0..).zip(&forms) {
                let half = form.char_indices().nth(2).map_or(0, |(at, _)| at);
                let (head, tail) = form.split_at(half);
                if let Some(entry) = table.entry(&[head, tail]) {
                    entry.readings.add(Reading { verb, form: Form::Singular });
                    entry.readings.add(Reading { verb, form: Form::Singular });
                }
            }
            for form in &forms {
                let verbs: Vec<u16> = table.get(form).map(|entry| entry.readings.iter().map(|reading| reading.verb).collect()).unwrap_or_default();
                let expected: Vec<u16> = (0..).zip(&forms).filter(|(_, other)| *other == form).map(|(verb, _)| verb).collect();
                proptest::prop_assert_eq!(verbs, expected);
            }
            proptest::prop_assert!(table.get("d").is_none());
        }
    }
}
