//! German forms from infinitives: weak verbs by rule, strong ones by the verb they end in.

use super::build::{add_form, lines};
use super::germanic::{Name, enter};
use super::{Form, Frames, Lexicon};
use crate::languages::Language;

/// Prefixes that stay with their verb, whose participle has no `ge-`.
const PREFIXES: &[&str] = &[
    "be", "ge", "er", "ver", "zer", "ent", "emp", "miss", "über", "unter", "hinter", "wider", "voll",
];

/// The forms of a strong verb.
struct Strong {
    infinitive: &'static str,
    present: &'static str,
    past: &'static str,
    participle: &'static str,
    subjunctive: Option<&'static str>,
    /// The plural of the present, where it is not the infinitive, and the first subjunctive, where it has no `-e`.
    plural: Option<&'static str>,
    reported: Option<&'static str>,
}

/// The parts from which the forms of a verb are put together.
struct Parts {
    stem: String,
    present: String,
    past: String,
    participle: String,
    subjunctive: Option<String>,
    plural: Option<&'static str>,
    reported: Option<&'static str>,
}

/// Enters a verb in all its forms.
pub(super) fn verbs(language: &Language) -> impl Fn(&mut Lexicon, &str, Frames) + use<> {
    let strong: Vec<Strong> = lines(language.irregular_verbs)
        .filter_map(|line| {
            let mut forms = line.split_whitespace();
            Some(Strong {
                infinitive: forms.next()?,
                present: forms.next()?,
                past: forms.next()?,
                participle: forms.next()?,
                subjunctive: forms.next().filter(|form| *form != "-"),
                plural: forms.next(),
                reported: forms.next(),
            })
        })
        .collect();
    move |lexicon, name, frames| add(lexicon, &strong, name, frames)
}

fn add(lexicon: &mut Lexicon, strong: &[Strong], name: &str, frames: Frames) {
    let name = Name::parse(name);
    let verb = enter(lexicon, &name, frames);
    let parts = parts(strong, name.base);
    let plural_ending = if parts.past.ends_with('e') { "n" } else { "en" };
    let joined = name.particle;
    let mut put = |form: Form, text: &str| {
        add_form(lexicon, verb, form, text);
        if !joined.is_empty() && !matches!(form, Form::Participle | Form::Infinitive) {
            add_form(lexicon, verb, form, &format!("{joined}{text}"));
        }
    };
    put(Form::Singular, &parts.present);
    put(Form::Singular, &parts.past);
    put(Form::Plural, &format!("{}{plural_ending}", parts.past));
    let is_short = name.base.ends_with("eln");
    let first = if let Some(reported) = parts.reported {
        put(Form::ConditionalPlural, &format!("{reported}en"));
        reported.to_owned()
    } else if is_short {
        format!("{}le", parts.stem.strip_suffix("el").unwrap_or(&parts.stem))
    } else {
        format!("{}e", parts.stem)
    };
    put(Form::ConditionalSingular, &first);
    // `handele` beside `handle`
    if is_short && parts.reported.is_none() {
        put(Form::ConditionalSingular, &format!("{}e", parts.stem));
    }
    if let Some(plural) = parts.plural {
        put(Form::Plural, plural);
    }
    if let Some(subjunctive) = &parts.subjunctive {
        put(Form::ConditionalSingular, subjunctive);
        put(Form::ConditionalPlural, &format!("{subjunctive}n"));
    }
    let base = name.base;
    if joined.is_empty() {
        add_form(lexicon, verb, Form::Infinitive, base);
        add_form(lexicon, verb, Form::Participle, &parts.participle);
    } else {
        add_form(lexicon, verb, Form::Plural, base);
        add_form(lexicon, verb, Form::Infinitive, &format!("{joined}{base}"));
        // `bekannt gegeben`: what is an adjective as well may be written apart.
        if joined.len() > 4 {
            add_form(lexicon, verb, Form::Participle, &parts.participle);
        }
        add_form(lexicon, verb, Form::Gerund, &format!("{joined}zu{base}"));
        add_form(
            lexicon,
            verb,
            Form::Participle,
            &format!("{joined}{}", parts.participle),
        );
    }
}

fn parts(strong: &[Strong], base: &str) -> Parts {
    let stem = base
        .strip_suffix("en")
        .or_else(|| base.strip_suffix('n'))
        .unwrap_or(base)
        .to_owned();
    let model = strong
        .iter()
        .filter_map(|model| {
            let prefix = base.strip_suffix(model.infinitive)?;
            (prefix.is_empty() || PREFIXES.contains(&prefix)).then_some((prefix, model))
        })
        .min_by_key(|(prefix, _)| prefix.len());
    if let Some((prefix, model)) = model {
        let participle = if prefix.is_empty() {
            model.participle
        } else {
            bare_participle(model)
        };
        return Parts {
            stem,
            present: format!("{prefix}{}", model.present),
            past: format!("{prefix}{}", model.past),
            participle: format!("{prefix}{participle}"),
            subjunctive: model.subjunctive.map(|form| format!("{prefix}{form}")),
            plural: model.plural.filter(|_| prefix.is_empty()),
            reported: model.reported.filter(|_| prefix.is_empty()),
        };
    }
    let soft = if needs_vowel(&stem) { "e" } else { "" };
    let has_prefix = base.ends_with("ieren")
        || PREFIXES
            .iter()
            .any(|prefix| stem.strip_prefix(prefix).is_some_and(|rest| rest.len() > 2));
    let ge = if has_prefix && !stem.starts_with("geh") || base.ends_with("ieren") {
        ""
    } else {
        "ge"
    };
    Parts {
        present: format!("{stem}{soft}t"),
        past: format!("{stem}{soft}te"),
        participle: format!("{ge}{stem}{soft}t"),
        stem,
        subjunctive: None,
        plural: None,
        reported: None,
    }
}

/// The participle without its `ge-`: gesprochen of versprochen.
fn bare_participle(model: &Strong) -> &'static str {
    let starts_so = model.infinitive.starts_with("ge");
    match model.participle.strip_prefix("ge") {
        // `gegeben`, `gegangen`, but `gelungen`: there the infinitive has it.
        Some(rest) if !starts_so || rest.starts_with('g') => rest,
        _ => model.participle,
    }
}

/// Whether an `e` stands between stem and `t`: berichtet, rechnet.
fn needs_vowel(stem: &str) -> bool {
    if stem.ends_with(['t', 'd']) {
        return true;
    }
    let mut letters = stem.chars().rev();
    let last = letters.next();
    let before = letters.next();
    matches!(last, Some('n' | 'm')) && before.is_some_and(|letter| !"aeiouäöülrhnmy".contains(letter))
        || stem.ends_with("chn")
}
