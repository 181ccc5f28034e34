//! English forms from base forms.

use std::collections::HashMap;

use super::build::{add_form, add_verb, lines};
use super::{Form, Frames, Lexicon};
use crate::languages::Language;

/// Enters a verb in all its forms.
pub(super) fn verbs(language: &Language) -> impl Fn(&mut Lexicon, &str, Frames) + use<> {
    let irregular: Irregular = lines(language.irregular_verbs)
        .filter_map(|line| {
            let (base, forms) = line.split_once(' ')?;
            Some((base, forms.split_whitespace().collect()))
        })
        .collect();
    move |lexicon, name, frames| add(lexicon, &irregular, name, frames)
}

/// Past, participle, gerund and third person by base form.
type Irregular = HashMap<&'static str, Vec<&'static str>>;

fn add(lexicon: &mut Lexicon, irregular: &Irregular, base: &str, frames: Frames) {
    let verb = add_verb(lexicon, base, base, frames);
    let stem = base.strip_suffix('e').unwrap_or(base);
    let ends_in_y = base.ends_with('y')
        && !["ay", "ey", "oy", "uy"]
            .iter()
            .any(|ending| base.ends_with(ending));
    let third = if ends_in_y {
        [base.strip_suffix('y').unwrap_or(base), "ies"].concat()
    } else if ["s", "sh", "ch", "x", "z", "o"]
        .iter()
        .any(|ending| base.ends_with(ending))
    {
        [base, "es"].concat()
    } else {
        [base, "s"].concat()
    };
    let grown = if base.ends_with('e') {
        stem.to_owned()
    } else {
        doubled(stem)
    };
    let past = if ends_in_y {
        [base.strip_suffix('y').unwrap_or(base), "ied"].concat()
    } else {
        [&grown, "ed"].concat()
    };
    let gerund = if ["ee", "oe", "ye"].iter().any(|ending| base.ends_with(ending)) {
        [base, "ing"].concat()
    } else {
        [&grown, "ing"].concat()
    };
    let listed = irregular.get(base);
    let at = |place: usize| listed.and_then(|forms| forms.get(place)).copied();
    let past = at(0).unwrap_or(&past);
    let participle = at(1).unwrap_or(past);
    add_form(lexicon, verb, Form::Infinitive, base);
    // More forms than any other verb has.
    for plural in ["are", "am"].iter().filter(|_| base == "be") {
        add_form(lexicon, verb, Form::Infinitive, plural);
    }
    add_form(lexicon, verb, Form::Singular, at(3).unwrap_or(&third));
    add_form(lexicon, verb, Form::Gerund, at(2).unwrap_or(&gerund));
    // `travelled` and `traveled`, `signalling` and `signaling`.
    for (form, text) in [(Form::Past, past), (Form::Gerund, at(2).unwrap_or(&gerund))] {
        if base.ends_with('l')
            && let Some(other) = other_spelling(base, text)
        {
            add_form(lexicon, verb, form, &other);
        }
    }
    if past == participle {
        add_form(lexicon, verb, Form::Past, past);
    } else {
        for past in past.split('/') {
            add_form(lexicon, verb, Form::Singular, past);
        }
        add_form(lexicon, verb, Form::Participle, participle);
    }
}

/// A stem of one syllable with one vowel letter doubles its consonant: `stop`, `stopp`.
fn doubled(stem: &str) -> String {
    let is_vowel = |letter: char| "aeiou".contains(letter);
    let letters: Vec<char> = stem.strip_prefix("qu").unwrap_or(stem).chars().collect();
    match letters.as_slice() {
        [first @ .., vowel, last]
            if is_vowel(*vowel)
                && !is_vowel(*last)
                && !"wxyh".contains(*last)
                && !first.iter().any(|letter| is_vowel(*letter)) =>
        {
            format!("{stem}{last}")
        }
        _ => stem.to_owned(),
    }
}

/// The British or American spelling of a form of a verb in `-l`.
fn other_spelling(base: &str, form: &str) -> Option<String> {
    let ending = form.strip_prefix(base)?;
    match ending.strip_prefix('l') {
        Some(rest) => Some(format!("{base}{rest}")),
        None => matches!(ending, "ed" | "ing").then(|| format!("{base}l{ending}")),
    }
}
