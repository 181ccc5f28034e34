//! Text from before UTF-8 that does not say its encoding.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::WINDOWS_1252;

use crate::binary::is_device_control;

/// A recognised text.
pub(crate) struct Legacy {
    pub(crate) text: String,
    pub(crate) encoding: &'static str,
}

/// Reads bytes that are not UTF-8 as Windows-1252, if that makes plausible text of a Western European
/// language. Else the error is the encoding that they may be in, where there is one.
///
/// The detector alone always answers something, also for one broken byte in good UTF-8. So three things must
/// agree: the bytes are not mostly UTF-8, the detector says Windows-1252, and the characters that come out
/// are ones that such languages write where they write them.
pub(crate) fn recognise_legacy(bytes: &[u8]) -> Result<Legacy, Option<&'static str>> {
    if is_damaged_utf8(bytes) {
        return Err(None);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // The top-level domain leans the guess to Western Europe, whose languages we know; one short quotation
    // mark would else make a text Baltic.
    let leaning = detector.guess(Some(b"fr"), Utf8Detection::Deny);
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    if leaning == WINDOWS_1252 && is_plausible(&text) {
        return Ok(Legacy {
            text: text.into_owned(),
            encoding: WINDOWS_1252.name(),
        });
    }
    let guess = detector.guess(None, Utf8Detection::Deny);
    let (text, _, has_errors) = guess.decode(bytes);
    let may_be =
        guess != WINDOWS_1252 && !has_errors && !text.chars().any(is_device_control) && has_words(&text);
    Err(may_be.then(|| guess.name()))
}

/// Whether good multi-byte sequences are at least as many as broken places: UTF-8 that something damaged. In
/// Windows-1252 a good sequence comes about by chance (`é`, no-break space, `»`), never in the majority.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut n_good, mut n_broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        n_good += chunk
            .valid()
            .chars()
            .filter(|character| !character.is_ascii())
            .count();
        n_broken += usize::from(!chunk.invalid().is_empty());
    }
    n_good >= n_broken
}

/// Whether a guess in another encoding reads like words: three or more letters beyond ASCII. Fewer are noise.
fn has_words(text: &str) -> bool {
    let letters = text
        .chars()
        .filter(|character| !character.is_ascii() && character.is_alphabetic());
    letters.take(3).count() == 3
}

/// What the seven languages write beyond ASCII, in both cases, with the signs of news text.
const WESTERN: &str = "àâäáãåçéèêëíìîïñóòôöõøúùûüœæßÀÂÄÁÃÅÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØÚÙÛÜŒÆŸ\
    «»‹›“”„‘’‚–—…•·\u{a0}¿¡€£¥°ºª§©®™²³½¼¾×±µ‰†";

/// Whether every character beyond ASCII is one of [`WESTERN`], at a place where it is written.
fn is_plausible(text: &str) -> bool {
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let after = characters.peek().copied().unwrap_or(' ');
        if is_device_control(character)
            || (!character.is_ascii() && !is_plausible_at(before, character, after))
        {
            return false;
        }
        before = character;
    }
    true
}

fn is_plausible_at(before: char, character: char, after: char) -> bool {
    if !WESTERN.contains(character) {
        return false;
    }
    match character {
        // First bytes of UTF-8 sequences look like these; words with them have letters around.
        'Ã' | 'Â' | 'Å' => !before.is_lowercase() && after.is_alphabetic(),
        'â' | 'ã' | 'å' => before.is_alphabetic() || after.is_alphabetic(),
        '„' | '‚' | '¿' | '¡' => !before.is_alphanumeric(),
        '³' | '¼' | '¾' | '½' | '±' | '×' => !before.is_alphabetic() || before == 'm',
        letter if letter.is_uppercase() => !before.is_lowercase(),
        _ => true,
    }
}
