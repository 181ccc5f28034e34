//! French forms from infinitives.

use std::borrow::Cow;
use std::collections::HashMap;

use super::build::{add_verb, lines};
use super::hash::QuickHasher;
use super::inflections::Paradigm;
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
    let lemma = [pronoun, infinitive].concat();
    let verb = add_verb(lexicon, &lemma, infinitive, frames);
    let mut enter = |stem: &str, paradigm: &str, ending: &str, parts: &dyn Fn() -> Option<Parts>| {
        lexicon.inflections.add(verb, stem, paradigm, |paradigm| {
            paradigm.put(Form::Infinitive, &[ending]);
            if let Some(parts) = parts() {
                inflect(&parts, paradigm);
            }
        });
    };
    if let Some((ending, forms)) = model(models, infinitive) {
        let stem = infinitive.strip_suffix(ending).unwrap_or_default();
        enter(stem, ending, ending, &|| irregular_parts(forms));
    } else if let Some(stem) = infinitive.strip_suffix("er") {
        let silent = silent_stem(stem);
        // The last letters change (révèle, appelle, plaçons): they are no part of the stem that all forms share.
        let at = unchanged(stem, &silent);
        let is_acute = stem.contains('é');
        let (stem, changing) = stem.split_at_checked(at).unwrap_or_default();
        let silent = silent.get(at..).unwrap_or_default();
        // `é` stays in the future (révélera or révèlera), `e` becomes `è` (pèsera).
        let future = if is_acute { changing } else { silent };
        let ending = [changing, "er"].concat();
        let paradigm = if changing == silent {
            ending.clone()
        } else {
            format!("{ending}/{silent}/{future}")
        };
        enter(stem, &paradigm, &ending, &|| {
            Some(er_parts(changing, silent, future))
        });
    } else if let Some(stem) = infinitive.strip_suffix("ir") {
        enter(stem, "ir", "ir", &|| Some(ir_parts()));
    } else {
        enter(infinitive, "", "", &|| None);
    }
}

/// How many bytes of the stem of a verb in `-er` stay as they are in all forms.
fn unchanged(stem: &str, silent: &str) -> usize {
    let same = stem.char_indices().zip(silent.chars());
    let mut same = same.skip_while(|((_, one), other)| one == other);
    let at = same
        .next()
        .map_or(stem.len().min(silent.len()), |((at, _), _)| at);
    if at == stem.len() && stem.ends_with(['c', 'g']) {
        at - 1
    } else {
        at
    }
}

/// What the forms of a verb follow from, behind the stem that all of them share.
struct Parts {
    present: [String; 2],
    /// That of `nous`, of the imperfect and of the present participle.
    strong: String,
    past: [String; 2],
    /// The future of the third person without its `a`.
    future: String,
    participle: String,
    subjunctive: String,
    /// The first person where it is not the third's.
    first: Option<String>,
}

fn irregular_parts(forms: &[&str]) -> Option<Parts> {
    let part = |at: usize| forms.get(at).map(|form| (*form).to_owned());
    let present = part(0)?;
    Some(Parts {
        first: present.strip_suffix('t').map(|form| format!("{form}s")),
        present: [present, part(1)?],
        // `sommes`: être has its own stem.
        strong: forms.get(2)?.strip_suffix("ons").unwrap_or("ét").to_owned(),
        past: [part(3)?, part(4)?],
        future: forms.get(5)?.strip_suffix('a')?.to_owned(),
        participle: part(6)?,
        subjunctive: part(7)?,
    })
}

/// Verbs in `-er`, by the last letters of their stem: as they are, before silent endings and in the future.
fn er_parts(stem: &str, silent: &str, future: &str) -> Parts {
    // *plaçons*, *mangeons*
    let strong = match stem.strip_suffix('c') {
        Some(rest) => format!("{rest}ç"),
        None if stem.ends_with('g') => format!("{stem}e"),
        None => stem.to_owned(),
    };
    Parts {
        present: [format!("{silent}e"), format!("{silent}ent")],
        past: [format!("{strong}a"), format!("{stem}èrent")],
        strong,
        future: format!("{future}er"),
        participle: format!("{stem}é"),
        subjunctive: format!("{silent}e"),
        first: None,
    }
}

/// Verbs in `-ir`.
fn ir_parts() -> Parts {
    let part = str::to_owned;
    Parts {
        present: [part("it"), part("issent")],
        strong: part("iss"),
        past: [part("it"), part("irent")],
        future: part("ir"),
        participle: part("i"),
        subjunctive: part("isse"),
        first: Some(part("is")),
    }
}

/// The stem before a silent ending: révél → révèl, appel → appell, appuy → appui.
fn silent_stem(stem: &str) -> Cow<'_, str> {
    if let Some(rest) = stem.strip_suffix('y') {
        return format!("{rest}i").into();
    }
    // *appelle*, *renouvelle*, *rejette*
    if let Some(rest) = stem.strip_suffix("el").filter(|rest| rest.ends_with(['p', 'v'])) {
        return format!("{rest}ell").into();
    }
    if let Some(rest) = stem.strip_suffix("et").filter(|rest| rest.ends_with('j')) {
        return format!("{rest}ett").into();
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

fn inflect(parts: &Parts, paradigm: &mut Paradigm) {
    let [present, present_plural] = &parts.present;
    let [past, past_plural] = &parts.past;
    let Parts {
        strong,
        future,
        participle,
        subjunctive,
        ..
    } = parts;
    paradigm.put(Form::Singular, &[present]);
    paradigm.put(Form::Plural, &[present_plural]);
    paradigm.put(Form::Singular, &[past]);
    paradigm.put(Form::Plural, &[past_plural]);
    if let Some(first) = &parts.first {
        paradigm.put(Form::Self_, &[first]);
    }
    let plain = &hard(strong);
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
        paradigm.put(form, &[stem, ending]);
    }
    if !participle.ends_with('s') {
        paradigm.put(Form::Participle, &[participle, "s"]);
    }
    if let Some(stem) = subjunctive.strip_suffix('e') {
        paradigm.put(Form::Plural, &[stem, "ent"]);
    }
}

/// The stem before `e` and `i`, which need no `ç` or `ge`.
fn hard(strong: &str) -> String {
    strong
        .strip_suffix("ge")
        .map_or_else(|| strong.replace('ç', "c"), |stem| format!("{stem}g"))
}
