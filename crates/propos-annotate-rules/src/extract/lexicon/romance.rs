//! Spanish, Italian and Portuguese forms from infinitives. How a verb is inflected stands in the data file alone.
//!
//! Its section `[model]` has principal parts by the ending of the infinitive, of which the longest that fits wins;
//! `[derived]` says which further forms follow from which part.

use super::build::{add_form, add_verb, lines};
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

/// The parts of verbs whose infinitives end alike. A part may have several forms, parted by strokes.
struct Model {
    ending: &'static str,
    parts: Vec<&'static str>,
}

/// Forms that follow from a part: what its ending becomes.
struct Derivation {
    part: &'static str,
    ending: &'static str,
    form: Form,
    becomes: Vec<&'static str>,
}

/// Enters a verb in all its forms.
pub(super) fn verbs(language: &Language) -> impl Fn(&mut Lexicon, &str, Frames) + use<> {
    let (models, derivations) = read(language.irregular_verbs);
    move |lexicon, name, frames| add(lexicon, &models, &derivations, name, frames)
}

fn read(data: &'static str) -> (Vec<Model>, Vec<Derivation>) {
    let mut models = Vec::new();
    let mut derivations = Vec::new();
    for line in lines(data) {
        if let Some((ending, parts)) = line.split_once(':') {
            let parts: Vec<&str> = parts.split_whitespace().filter(|part| *part != "|").collect();
            debug_assert_eq!(parts.len(), PARTS.len(), "{ending} has not all its parts");
            models.push(Model { ending, parts });
        } else if let [part, ending, form, becomes @ ..] =
            line.split_whitespace().collect::<Vec<&str>>().as_slice()
        {
            let Some(form) = form_named(form) else {
                debug_assert!(false, "no form is called {form}");
                continue;
            };
            derivations.push(Derivation {
                part,
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

fn add(lexicon: &mut Lexicon, models: &[Model], derivations: &[Derivation], name: &str, frames: Frames) {
    let reflexive = without_pronoun(name);
    let infinitive = reflexive.as_deref().unwrap_or(name);
    let verb = add_verb(lexicon, name, infinitive, frames);
    let mut put = |form, text: &str| add_form(lexicon, verb, form, text);
    let derive = |part: &str, text: &str, put: &mut dyn FnMut(Form, &str)| {
        for derivation in derivations.iter().filter(|derivation| derivation.part == part) {
            if let Some(stem) = text.strip_suffix(derivation.ending) {
                for becomes in &derivation.becomes {
                    put(derivation.form, &format!("{stem}{becomes}"));
                }
            }
        }
    };
    put(Form::Infinitive, infinitive);
    derive("infinitive", infinitive, &mut put);
    let model = models
        .iter()
        .filter(|model| match model.ending.strip_prefix('^') {
            Some(whole) => infinitive == whole,
            None => infinitive.ends_with(model.ending),
        })
        .max_by_key(|model| model.ending.len());
    let fitting = model.and_then(|model| {
        let ending = model.ending.trim_start_matches('^');
        Some((model, infinitive.strip_suffix(ending)?))
    });
    let Some((model, stem)) = fitting else {
        debug_assert!(false, "{name} is inflected by no model");
        return;
    };
    for ((part, form), endings) in PARTS.iter().zip(&model.parts) {
        for ending in endings.split('/') {
            let text = format!("{stem}{}", ending.trim_start_matches('-'));
            put(*form, &text);
            derive(part, &text, &mut put);
        }
    }
}
