//! French forms from infinitives.

use super::build::{add_form, add_verb, lines};
use super::{Form, Frames, Lexicon};
use crate::languages::Language;

/// Enters a verb in all its forms.
pub(super) fn verbs(language: &Language) -> impl Fn(&mut Lexicon, &str, Frames) + use<> {
    let models = models(language);
    move |lexicon, name, frames| add(lexicon, &models, name, frames)
}

/// An irregular pattern: what replaces the ending of the infinitive.
struct Model<'a> {
    ending: &'a str,
    forms: Vec<&'a str>,
}

fn models(language: &Language) -> Vec<Model<'static>> {
    lines(language.irregular_verbs)
        .filter_map(|line| {
            let (ending, forms) = line.split_once(':')?;
            let forms: Vec<&str> = forms.split_whitespace().filter(|form| *form != "|").collect();
            debug_assert_eq!(forms.len(), 8, "{ending} needs eight parts");
            Some(Model { ending, forms })
        })
        .collect()
}

fn add(lexicon: &mut Lexicon, models: &[Model<'_>], name: &str, frames: Frames) {
    let reflexive = name
        .strip_prefix("se_")
        .map(|verb| ("se ", verb))
        .or_else(|| name.strip_prefix("s_").map(|verb| ("s’", verb)));
    let (pronoun, infinitive) = reflexive.unwrap_or(("", name));
    let lemma = format!("{pronoun}{infinitive}");
    let verb = add_verb(lexicon, &lemma, infinitive, frames);
    let model = models
        .iter()
        .filter(|model| infinitive.ends_with(model.ending))
        .max_by_key(|model| model.ending.len());
    let mut text = String::new();
    let mut put = |form, stem: &str, ending: &str| {
        text.clear();
        text.push_str(stem);
        text.push_str(ending);
        add_form(lexicon, verb, form, &text);
    };
    put(Form::Infinitive, infinitive, "");
    let parts = match model {
        Some(model) => irregular_parts(infinitive, model),
        None => regular_parts(infinitive),
    };
    let Some(parts) = parts else {
        return;
    };
    inflect(&parts, &mut put);
}

/// What the other forms follow from.
struct Parts {
    present: [String; 2],
    /// The stem of `nous`, of the imperfect and of the present participle.
    strong: String,
    past: [String; 2],
    /// The future of the third person without its `a`.
    future: String,
    participle: String,
    subjunctive: String,
    /// The first person where it is not the third's.
    first: Option<String>,
}

fn irregular_parts(infinitive: &str, model: &Model<'_>) -> Option<Parts> {
    let stem = infinitive.strip_suffix(model.ending)?;
    let part = |at: usize| model.forms.get(at).map(|form| format!("{stem}{form}"));
    let first_plural = part(2)?;
    let strong = match first_plural.strip_suffix("ons") {
        Some(strong) => strong.to_owned(),
        // `sommes`: être has its own stem.
        None => format!("{stem}ét"),
    };
    let present = part(0)?;
    let first = present.strip_suffix('t').map(|form| format!("{form}s"));
    Some(Parts {
        present: [present, part(1)?],
        strong,
        past: [part(3)?, part(4)?],
        future: part(5)?.strip_suffix('a')?.to_owned(),
        participle: part(6)?,
        subjunctive: part(7)?,
        first,
    })
}

fn regular_parts(infinitive: &str) -> Option<Parts> {
    if let Some(stem) = infinitive.strip_suffix("er") {
        let silent = silent_stem(stem);
        let soft = match stem.chars().next_back() {
            Some('c') => format!("{}ç", stem.strip_suffix('c').unwrap_or(stem)),
            Some('g') => format!("{stem}e"),
            _ => stem.to_owned(),
        };
        // `é` stays in the future (révélera or révèlera), `e` becomes `è` (pèsera).
        let future = if stem.contains('é') {
            stem.to_owned()
        } else {
            silent.clone()
        };
        return Some(Parts {
            present: [format!("{silent}e"), format!("{silent}ent")],
            past: [format!("{soft}a"), format!("{stem}èrent")],
            strong: soft,
            future: format!("{future}er"),
            participle: format!("{stem}é"),
            subjunctive: format!("{silent}e"),
            first: None,
        });
    }
    let stem = infinitive.strip_suffix("ir")?;
    Some(Parts {
        present: [format!("{stem}it"), format!("{stem}issent")],
        strong: format!("{stem}iss"),
        past: [format!("{stem}it"), format!("{stem}irent")],
        future: format!("{stem}ir"),
        participle: format!("{stem}i"),
        subjunctive: format!("{stem}isse"),
        first: Some(format!("{stem}is")),
    })
}

/// The stem before a silent ending: révél → révèl, appel → appell, appuy → appui.
fn silent_stem(stem: &str) -> String {
    if let Some(rest) = stem.strip_suffix('y') {
        return format!("{rest}i");
    }
    if let Some(rest) = stem.strip_suffix("el").filter(|rest| rest.ends_with('p')) {
        return format!("{rest}ell");
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
                stem.to_owned()
            } else {
                format!("{head}è{tail}")
            }
        }
        _ => stem.to_owned(),
    }
}

fn inflect(parts: &Parts, put: &mut impl FnMut(Form, &str, &str)) {
    let [present, present_plural] = &parts.present;
    let [past, past_plural] = &parts.past;
    let Parts {
        strong,
        future,
        participle,
        subjunctive,
        ..
    } = parts;
    put(Form::Singular, present, "");
    put(Form::Plural, present_plural, "");
    put(Form::Singular, past, "");
    put(Form::Plural, past_plural, "");
    if let Some(first) = &parts.first {
        put(Form::Self_, first, "");
    }
    let plain = strong.replace('ç', "c");
    let plain = plain
        .strip_suffix("ge")
        .map_or(plain.clone(), |stem| format!("{stem}g"));
    for (form, stem, ending) in [
        (Form::Self_, strong, "ons"),
        (Form::Self_, &plain, "ez"),
        (Form::Singular, strong, "ait"),
        (Form::Plural, strong, "aient"),
        (Form::Self_, strong, "ais"),
        (Form::Self_, &plain, "ions"),
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
    if !participle.ends_with('s') {
        put(Form::Participle, participle, "s");
    }
    if let Some(stem) = subjunctive.strip_suffix('e') {
        put(Form::Plural, stem, "ent");
    }
}
