//! French forms from infinitives.

use std::borrow::Cow;
use std::collections::HashMap;

use super::build::{add_form_of, add_verb, lines};
use super::hash::QuickHasher;
use super::{Form, Frames, Lexicon};
use crate::languages::Language;

/// Enters a verb in all its forms.
pub(super) fn verbs(language: &Language) -> impl Fn(&mut Lexicon, &str, Frames) + use<> {
    let models = models(language);
    move |lexicon, name, frames| add(lexicon, &models, name, frames)
}

/// Irregular patterns: what replaces an ending of the infinitive.
type Models = HashMap<&'static str, Vec<&'static str>, QuickHasher>;

fn models(language: &Language) -> Models {
    lines(language.irregular_verbs)
        .filter_map(|line| {
            let (ending, forms) = line.split_once(':')?;
            let forms: Vec<&str> = forms.split_whitespace().filter(|form| *form != "|").collect();
            debug_assert_eq!(forms.len(), 8, "{ending} needs eight parts");
            Some((ending, forms))
        })
        .collect()
}

/// The pattern of a verb, by the longest ending that has one.
fn model<'a>(models: &'a Models, infinitive: &str) -> Option<(&'a str, &'a [&'static str])> {
    let mut endings = infinitive.char_indices();
    endings.find_map(|(at, _)| {
        let (ending, forms) = models.get_key_value(infinitive.get(at..)?)?;
        Some((*ending, forms.as_slice()))
    })
}

fn add(lexicon: &mut Lexicon, models: &Models, name: &str, frames: Frames) {
    let reflexive = name
        .strip_prefix("se_")
        .map(|verb| ("se ", verb))
        .or_else(|| name.strip_prefix("s_").map(|verb| ("s’", verb)));
    let (pronoun, infinitive) = reflexive.unwrap_or(("", name));
    let lemma = format!("{pronoun}{infinitive}");
    let verb = add_verb(lexicon, &lemma, infinitive, frames);
    let mut put = |form, (stem, middle): Part<'_>, ending: &str| {
        add_form_of(lexicon, verb, form, &[stem, middle, ending]);
    };
    put(Form::Infinitive, (infinitive, ""), "");
    if let Some((ending, forms)) = model(models, infinitive) {
        if let Some(parts) = irregular_parts(infinitive, ending, forms) {
            inflect(&parts, &mut put);
        }
    } else if let Some(stem) = infinitive.strip_suffix("er") {
        inflect_er(stem, &mut put);
    } else if let Some(stem) = infinitive.strip_suffix("ir") {
        inflect(&ir_parts(stem), &mut put);
    }
}

/// A part of a verb in two pieces, so that nothing is copied together before it is entered.
type Part<'a> = (&'a str, &'a str);

/// What the other forms follow from.
struct Parts<'a> {
    present: [Part<'a>; 2],
    /// The stem of `nous`, of the imperfect and of the present participle.
    strong: Part<'a>,
    past: [Part<'a>; 2],
    /// The future of the third person without its `a`.
    future: Part<'a>,
    participle: Part<'a>,
    subjunctive: Part<'a>,
    /// The first person where it is not the third's, with its `s`.
    first: Option<(Part<'a>, &'static str)>,
}

fn irregular_parts<'a>(infinitive: &'a str, ending: &str, forms: &[&'a str]) -> Option<Parts<'a>> {
    let stem = infinitive.strip_suffix(ending)?;
    let part = |at: usize| forms.get(at).map(|form| (stem, *form));
    let present = part(0)?;
    Some(Parts {
        present: [present, part(1)?],
        // `sommes`: être has its own stem.
        strong: (stem, part(2)?.1.strip_suffix("ons").unwrap_or("ét")),
        past: [part(3)?, part(4)?],
        future: (stem, part(5)?.1.strip_suffix('a')?),
        participle: part(6)?,
        subjunctive: part(7)?,
        first: present.1.strip_suffix('t').map(|form| ((stem, form), "s")),
    })
}

/// Verbs in `-er`, by their stem.
fn inflect_er(stem: &str, put: &mut impl FnMut(Form, Part<'_>, &str)) {
    let silent = silent_stem(stem);
    let (strong, softener) = match stem.strip_suffix('c') {
        Some(stem) => (stem, "ç"),
        None => (stem, if stem.ends_with('g') { "e" } else { "" }),
    };
    // `é` stays in the future (révélera or révèlera), `e` becomes `è` (pèsera).
    let future = if stem.contains('é') { stem } else { &silent };
    let past = match softener {
        "ç" => "ça",
        "e" => "ea",
        _ => "a",
    };
    let parts = Parts {
        present: [(&silent, "e"), (&silent, "ent")],
        strong: (strong, softener),
        past: [(strong, past), (stem, "èrent")],
        future: (future, "er"),
        participle: (stem, "é"),
        subjunctive: (&silent, "e"),
        first: None,
    };
    inflect(&parts, put);
}

/// Verbs in `-ir`, by their stem.
const fn ir_parts(stem: &str) -> Parts<'_> {
    Parts {
        present: [(stem, "it"), (stem, "issent")],
        strong: (stem, "iss"),
        past: [(stem, "it"), (stem, "irent")],
        future: (stem, "ir"),
        participle: (stem, "i"),
        subjunctive: (stem, "isse"),
        first: Some(((stem, "is"), "")),
    }
}

/// The stem before a silent ending: révél → révèl, appel → appell, appuy → appui.
fn silent_stem(stem: &str) -> Cow<'_, str> {
    if let Some(rest) = stem.strip_suffix('y') {
        return format!("{rest}i").into();
    }
    if let Some(rest) = stem.strip_suffix("el").filter(|rest| rest.ends_with('p')) {
        return format!("{rest}ell").into();
    }
    let mut letters = stem.char_indices().rev();
    let n_consonants = letters
        .by_ref()
        .take_while(|(_, letter)| !"aeéèêiîoôuûyï".contains(*letter))
        .count();
    let vowel = stem.char_indices().rev().nth(n_consonants);
    match vowel {
        Some((at, letter)) if n_consonants > 0 && n_consonants < 3 && matches!(letter, 'é' | 'e') => {
            let tail = stem.get(at + letter.len_utf8()..).unwrap_or_default();
            let is_double = n_consonants == 2 && !(tail.ends_with('r') || tail == "gn" || tail == "qu");
            let head = stem.get(..at).unwrap_or_default();
            if is_double {
                stem.into()
            } else {
                format!("{head}è{tail}").into()
            }
        }
        _ => stem.into(),
    }
}

fn inflect(parts: &Parts<'_>, put: &mut impl FnMut(Form, Part<'_>, &str)) {
    let [present, present_plural] = parts.present;
    let [past, past_plural] = parts.past;
    let Parts {
        strong,
        future,
        participle,
        subjunctive,
        ..
    } = *parts;
    put(Form::Singular, present, "");
    put(Form::Plural, present_plural, "");
    put(Form::Singular, past, "");
    put(Form::Plural, past_plural, "");
    if let Some((first, ending)) = parts.first {
        put(Form::Self_, first, ending);
    }
    let plain = hard(strong);
    let plain = (plain.as_ref(), "");
    for (form, stem, ending) in [
        (Form::Self_, strong, "ons"),
        (Form::Self_, plain, "ez"),
        (Form::Singular, strong, "ait"),
        (Form::Plural, strong, "aient"),
        (Form::Self_, strong, "ais"),
        (Form::Self_, plain, "ions"),
        (Form::Gerund, strong, "ant"),
        (Form::Singular, future, "a"),
        (Form::Plural, future, "ont"),
        (Form::Self_, future, "ai"),
        (Form::Self_, future, "ons"),
        (Form::ConditionalSingular, future, "ait"),
        (Form::ConditionalPlural, future, "aient"),
        (Form::Self_, future, "ais"),
        (Form::Self_, future, "ions"),
        (Form::Singular, subjunctive, ""),
        (Form::Participle, participle, ""),
        (Form::Participle, participle, "e"),
        (Form::Participle, participle, "es"),
    ] {
        put(form, stem, ending);
    }
    if !participle.1.ends_with('s') {
        put(Form::Participle, participle, "s");
    }
    if let Some(ending) = subjunctive.1.strip_suffix('e') {
        put(Form::Plural, (subjunctive.0, ending), "ent");
    }
}

/// The stem before `e` and `i`, which need no `ç` or `ge`.
fn hard((stem, middle): Part<'_>) -> String {
    let mut hard = [stem, middle].concat();
    if hard.contains('ç') {
        hard = hard.replace('ç', "c");
    }
    if hard.ends_with("ge") {
        hard.pop();
    }
    hard
}
