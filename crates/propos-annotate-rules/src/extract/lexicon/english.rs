//! English forms from base forms.

use super::build::{add_form, add_verb, lines};
use super::{Form, Frames, Lexicon};
use crate::languages::Language;

/// Enters a verb in all its forms.
pub(super) fn verbs(language: &Language) -> impl Fn(&mut Lexicon, &str, Frames) + use<> {
    let irregular: Vec<Vec<&str>> = lines(language.irregular_verbs)
        .map(|line| line.split_whitespace().collect())
        .collect();
    move |lexicon, name, frames| add(lexicon, &irregular, name, frames)
}

fn add(lexicon: &mut Lexicon, irregular: &[Vec<&str>], base: &str, frames: Frames) {
    let verb = add_verb(lexicon, base, base, frames);
    let stem = base.strip_suffix('e').unwrap_or(base);
    let ends_in_y = base.ends_with('y')
        && !["ay", "ey", "oy", "uy"]
            .iter()
            .any(|ending| base.ends_with(ending));
    let third = if ends_in_y {
        format!("{}ies", base.strip_suffix('y').unwrap_or(base))
    } else if ["s", "sh", "ch", "x", "z", "o"]
        .iter()
        .any(|ending| base.ends_with(ending))
    {
        format!("{base}es")
    } else {
        format!("{base}s")
    };
    let past = if ends_in_y {
        format!("{}ied", base.strip_suffix('y').unwrap_or(base))
    } else {
        format!("{stem}ed")
    };
    let gerund = if base.ends_with("ee") {
        format!("{base}ing")
    } else {
        format!("{stem}ing")
    };
    let listed = irregular.iter().find(|forms| forms.first() == Some(&base));
    let at = |place: usize| listed.and_then(|forms| forms.get(place)).copied();
    let past = at(1).unwrap_or(&past);
    let participle = at(2).unwrap_or(past);
    add_form(lexicon, verb, Form::Infinitive, base);
    add_form(lexicon, verb, Form::Singular, at(4).unwrap_or(&third));
    add_form(lexicon, verb, Form::Gerund, at(3).unwrap_or(&gerund));
    if past == participle {
        add_form(lexicon, verb, Form::Past, past);
    } else {
        for past in past.split('/') {
            add_form(lexicon, verb, Form::Singular, past);
        }
        add_form(lexicon, verb, Form::Participle, participle);
    }
}
