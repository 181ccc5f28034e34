//! Which of the seven languages a text is in, from a sample of its words.

use crate::Lang;
use crate::bytes::word_end;
use crate::words::Words;

/// The part of a text that is looked at, in bytes.
const SAMPLE: usize = 1_024;

/// The language of a text, from a sample of at most one kilobyte, or `None` where no list fits.
pub fn detect_language(text: &str) -> Option<Lang> {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = text.get(..end)?;
    let mut scores = [0_u32; Lang::ALL.len()];
    let (mut position, mut words) = (0, 0_u32);
    while position < sample.len() {
        let end = word_end(sample, position);
        if end == position {
            position += sample.get(position..)?.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let word = sample.as_bytes().get(position..end)?;
        position = end;
        words += 1;
        let known = Lang::ALL.map(|lang| Words::of(Some(lang)).starter(word).is_some());
        let sharers = u32::try_from(known.iter().filter(|&&known| known).count()).unwrap_or(1);
        for (score, known) in scores.iter_mut().zip(known) {
            if known {
                *score += 420 / sharers;
            }
        }
    }
    let (best, score) = Lang::ALL
        .into_iter()
        .zip(scores)
        .max_by_key(|&(_, score)| score)?;
    let second = Lang::ALL
        .into_iter()
        .zip(scores)
        .filter(|&(lang, _)| lang != best)
        .map(|(_, score)| score)
        .max()?;
    (score >= 420 && score * 100 > second * 115 && score >= words * 30).then_some(best)
}
