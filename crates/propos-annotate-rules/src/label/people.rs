//! Who speaks: claims of one speaker brought together, with what he is.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::RandomState;

use propos_schema::{Claim, Resolution};

use super::holder::is_author;
use super::normal::fold;
use super::reading::{Answer, Reading};

/// Within how many bytes somebody is still speaking.
const SPEAKING: usize = 400;

/// The number of the article's author.
pub(super) const AUTHOR: usize = 0;

/// Those who take sides, by number.
#[derive(Default)]
pub(super) struct People {
    /// By their names as these are written.
    by_name: HashMap<String, usize, RandomState>,
    /// By their names in lower case without accents: several spellings are one.
    by_folded: HashMap<String, usize, RandomState>,
}

impl People {
    /// The number of a name.
    pub(super) fn number(&mut self, name: &str) -> usize {
        if let Some(number) = self.by_name.get(name) {
            return *number;
        }
        let next = AUTHOR + 1 + self.by_folded.len();
        let folded = fold(&name.to_lowercase());
        let number = if folded.is_empty() {
            AUTHOR
        } else {
            *self.by_folded.entry(folded).or_insert(next)
        };
        self.by_name.insert(name.to_owned(), number);
        number
    }

    /// The number of who does what is told, before which a text stands: his name may stand behind what he is, *The opposition
    /// leader, Neil Crane, …*
    pub(super) fn doer(&mut self, doer: &str, before: Option<&str>) -> usize {
        /// How long a name is at least, in bytes.
        const SHORTEST: usize = 5;
        let before = before.unwrap_or_default();
        let named = self
            .by_name
            .iter()
            .filter(|(name, _)| name.len() >= SHORTEST && before.contains(name.as_str()));
        // The longest; of two the map has them in any order.
        let longest = named.max_by_key(|(name, _)| (name.len(), name.as_str()));
        match longest {
            Some((_, number)) => *number,
            None => self.number(doer),
        }
    }

    /// By what the speaker of each claim is known. A pronoun that nobody could resolve stands for who spoke last.
    pub(super) fn keys(&mut self, claims: &[Claim]) -> Vec<Option<usize>> {
        let mut last: Option<(usize, usize)> = None;
        let mut last_pronoun: Option<&str> = None;
        let mut keys = Vec::with_capacity(claims.len());
        for claim in claims {
            if is_author(claim) {
                keys.push(Some(AUTHOR));
                continue;
            }
            let extent = claim.extent();
            // *He* is not whom the text has just called *she*.
            let own = pronoun(claim);
            if let (Some(own), Some(before)) = (own, last_pronoun)
                && !own.eq_ignore_ascii_case(before)
            {
                last = None;
            }
            let key = match &claim.speaker.name {
                Some(name) => Some(self.number(name)),
                None if claim.speaker.resolution == Resolution::Unspecified => None,
                None => last
                    .filter(|(_, end)| extent.start < end + SPEAKING)
                    .map(|(key, _)| key),
            };
            last_pronoun = own.or(last_pronoun);
            // `“… Ruth says I should drive,” he said.`: whom somebody quotes does not go on.
            if let Some(key) = key.filter(|_| claim.parent.is_none()) {
                last = Some((key, extent.end));
            }
            keys.push(key);
        }
        keys
    }
}

/// Whoever speaks for the one who spoke before is on that one's side: *its chair, Ann Lee*.
pub(super) fn join_camps(
    keys: &mut [Option<usize>],
    claims: &[Claim],
    readings: &[Reading],
    witnesses: &[bool],
    text: &str,
) {
    let mut camps: BTreeMap<usize, usize> = BTreeMap::new();
    let mut before = None;
    let mut read_to = 0;
    let speakers = keys.iter().zip(claims).zip(readings).zip(witnesses);
    for (((key, claim), reading), is_witness) in speakers {
        if is_author(claim) || claim.parent.is_some() {
            continue;
        }
        // *the report says …; its author …*: who finds and weighs has no camp.
        if *is_witness {
            before = None;
            continue;
        }
        // *Lumen, the maker, protests. Its chief …*: in another paragraph whose it is has been said anew.
        let extent = claim.extent();
        let between = text.as_bytes().get(read_to..extent.start).unwrap_or_default();
        if between.contains(&b'\n') {
            before = None;
        }
        read_to = extent.end;
        if let (Answer::SameCamp, Some(key), Some(before)) = (reading.answer, key, before)
            && *key != before
        {
            let camp = camps.get(&before).copied().unwrap_or(before);
            camps.entry(*key).or_insert(camp);
        }
        before = *key;
    }
    for key in keys.iter_mut().flatten() {
        *key = camps.get(key).copied().unwrap_or(*key);
    }
}

/// Which claims are those of one who finds and weighs: a court is one, too, where *it* says something.
pub(super) fn witnesses(claims: &[Claim], readings: &[Reading], keys: &[Option<usize>]) -> Vec<bool> {
    let named = readings.iter().zip(keys);
    let named = named.filter(|(reading, _)| reading.is_witness_by_name);
    let mut witnesses: Vec<usize> = named.filter_map(|(_, key)| *key).collect();
    witnesses.sort_unstable();
    let is_known = |key: &Option<usize>| key.is_some_and(|key| witnesses.binary_search(&key).is_ok());
    let claims = claims.iter().zip(readings).zip(keys);
    claims
        .map(|((claim, reading), key)| !is_author(claim) && (reading.is_witness || is_known(key)))
        .collect()
}

/// The pronoun that stands for the speaker of a claim.
fn pronoun(claim: &Claim) -> Option<&str> {
    let mention = claim.speaker.mention.as_ref()?;
    (claim.speaker.resolution == Resolution::Pronoun).then_some(mention.text.as_str())
}
