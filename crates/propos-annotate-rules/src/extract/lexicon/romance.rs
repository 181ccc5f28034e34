//! Spanish, Italian and Portuguese forms from infinitives. How a verb is inflected stands in the data file alone.
//!
//! Its section `[model]` has principal parts by the ending of the infinitive, of which the longest that fits wins;
//! `[derived]` says which further forms follow from which part.

use std::collections::HashMap;

use super::build::{add_verb, lines};
use super::hash::QuickHasher;
use super::inflections::Paradigm;
use super::{Form, Frames, Lexicon};
use crate::languages::Language;

/// The principal parts in the order of the file.
const PARTS: &[(&str, Form)] = &[
    ("present", Form::Singular),
    ("present-plural", Form::Plural),
    ("present-first", Form::Self_),
    ("past", Form::Singular),
    ("past-plural", Form::Plural),
    ("past-first", Form::Self_),
    ("imperfect", Form::Singular),
    ("future", Form::Singular),
    ("participle", Form::Participle),
    ("subjunctive", Form::Singular),
    ("gerund", Form::Gerund),
];

/// The principal parts of verbs by the ending of their infinitives, `^` before a whole one. A part may have several forms,
/// parted by strokes.
type Models = HashMap<&'static str, Vec<&'static str>, QuickHasher>;

/// By the part that they follow from.
type Derivations = HashMap<&'static str, Vec<Derivation>, QuickHasher>;

/// Forms that follow from a part: what its ending becomes.
struct Derivation {
    ending: &'static str,
    form: Form,
    becomes: Vec<&'static str>,
}

/// Enters a verb in all its forms.
pub(super) fn verbs(language: &Language) -> impl Fn(&mut Lexicon, &str, Frames) + use<> {
    let (models, derivations) = read(language.irregular_verbs);
    move |lexicon, name, frames| add(lexicon, &models, &derivations, name, frames)
}

fn read(data: &'static str) -> (Models, Derivations) {
    let mut models = Models::default();
    let mut derivations = Derivations::default();
    for line in lines(data) {
        if let Some((ending, parts)) = line.split_once(':') {
            let parts: Vec<&str> = parts.split_whitespace().filter(|part| *part != "|").collect();
            debug_assert_eq!(parts.len(), PARTS.len(), "{ending} has not all its parts");
            models.insert(ending, parts);
        } else if let [part, ending, form, becomes @ ..] =
            line.split_whitespace().collect::<Vec<&str>>().as_slice()
        {
            let Some(form) = form_named(form) else {
                debug_assert!(false, "no form is called {form}");
                continue;
            };
            derivations.entry(part).or_default().push(Derivation {
                ending: ending.trim_start_matches('-'),
                form,
                becomes: becomes.iter().map(|text| text.trim_start_matches('-')).collect(),
            });
        }
    }
    (models, derivations)
}

fn form_named(name: &str) -> Option<Form> {
    Some(match name {
        "singular" => Form::Singular,
        "plural" => Form::Plural,
        "self" => Form::Self_,
        "conditional" => Form::ConditionalSingular,
        "conditional-plural" => Form::ConditionalPlural,
        "infinitive" => Form::Infinitive,
        "participle" => Form::Participle,
        _ => return None,
    })
}

/// The infinitive of `quejarse`, `lamentarsi`, `opporsi`, `queixar-se`.
fn without_pronoun(name: &str) -> Option<String> {
    if let Some(infinitive) = name.strip_suffix("-se") {
        return Some(infinitive.to_owned());
    }
    if let Some(infinitive) = name.strip_suffix("se").filter(|stem| stem.ends_with('r')) {
        return Some(infinitive.to_owned());
    }
    let stem = name.strip_suffix("rsi")?;
    let ending = if stem.ends_with(['o', 'u']) { "rre" } else { "re" };
    Some(format!("{stem}{ending}"))
}

/// The model of a verb, by the longest ending that has one.
fn model<'a>(models: &'a Models, infinitive: &str) -> Option<(&'static str, &'a [&'static str])> {
    let whole = models.get_key_value(format!("^{infinitive}").as_str());
    let mut endings = infinitive.char_indices();
    let longest = || endings.find_map(|(at, _)| models.get_key_value(infinitive.get(at..)?));
    let (ending, parts) = whole.or_else(longest)?;
    Some((ending, parts))
}

fn add(lexicon: &mut Lexicon, models: &Models, derivations: &Derivations, name: &str, frames: Frames) {
    let reflexive = without_pronoun(name);
    let infinitive = reflexive.as_deref().unwrap_or(name);
    let verb = add_verb(lexicon, name, infinitive, frames);
    let Some((model, parts)) = model(models, infinitive) else {
        debug_assert!(false, "{name} is inflected by no model");
        return;
    };
    let ending = model.trim_start_matches('^');
    // What follows from the infinitive may ask for more of it than the model (*-iare* becomes *-iamo*).
    let of_infinitive = derivations.get("infinitive").into_iter().flatten();
    let fitting = of_infinitive.map(|derivation| derivation.ending);
    let fitting = fitting.filter(|ending| infinitive.ends_with(ending));
    let longest = fitting.map(str::len).max().unwrap_or_default().max(ending.len());
    let (stem, tail) = infinitive
        .split_at_checked(infinitive.len() - longest)
        .unwrap_or_default();
    let paradigm = if tail == ending {
        model.to_owned()
    } else {
        format!("{model}/{tail}")
    };
    lexicon.inflections.add(verb, stem, &paradigm, |paradigm| {
        put(paradigm, derivations, "infinitive", Form::Infinitive, tail);
        let before = tail.strip_suffix(ending).unwrap_or_default();
        for ((part, form), endings) in PARTS.iter().zip(parts) {
            for ending in endings.split('/') {
                let text = format!("{before}{}", ending.trim_start_matches('-'));
                put(paradigm, derivations, part, *form, &text);
            }
        }
    });
}

/// Adds a part and what follows from it.
fn put(paradigm: &mut Paradigm, derivations: &Derivations, part: &str, form: Form, text: &str) {
    paradigm.put(form, &[text]);
    for derivation in derivations.get(part).into_iter().flatten() {
        if let Some(stem) = text.strip_suffix(derivation.ending) {
            for becomes in &derivation.becomes {
                paradigm.put(derivation.form, &[stem, becomes]);
            }
        }
    }
}
