//! Dutch forms from infinitives: weak verbs by rule, strong ones by the verb they end in.

use super::build::{add_form, lines};
use super::germanic::{Name, enter};
use super::{Form, Frames, Lexicon};
use crate::languages::Language;

/// Prefixes that stay with their verb, whose participle has no `ge-`.
const PREFIXES: &[&str] = &[
    "be", "ge", "er", "her", "ont", "ver", "mis", "door", "onder", "over", "voor", "weer",
];

/// The forms of a strong verb.
struct Strong {
    infinitive: &'static str,
    present: &'static str,
    past: &'static str,
    past_plural: &'static str,
    participle: &'static str,
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
                past_plural: forms.next()?,
                participle: forms.next()?,
            })
        })
        .collect();
    move |lexicon, name, frames| add(lexicon, &strong, name, frames)
}

fn add(lexicon: &mut Lexicon, strong: &[Strong], name: &str, frames: Frames) {
    let name = Name::parse(name);
    let verb = enter(lexicon, &name, frames);
    let base = name.base;
    let joined = name.particle;
    for [present, past, past_plural, participle] in parts(strong, base) {
        for (form, text) in [
            (Form::Singular, &present),
            (Form::Singular, &past),
            (Form::Plural, &past_plural),
        ] {
            add_form(lexicon, verb, form, text);
            if !joined.is_empty() {
                add_form(lexicon, verb, form, &format!("{joined}{text}"));
            }
        }
        add_form(lexicon, verb, Form::Participle, &format!("{joined}{participle}"));
    }
    if joined.is_empty() {
        add_form(lexicon, verb, Form::Infinitive, base);
    } else {
        add_form(lexicon, verb, Form::Plural, base);
        add_form(lexicon, verb, Form::Infinitive, &format!("{joined}{base}"));
    }
}

/// Present, past, its plural, participle: one set for a strong verb, one for each stem that a weak one may have.
fn parts(strong: &[Strong], base: &str) -> Vec<[String; 4]> {
    let model = strong
        .iter()
        .filter_map(|model| {
            let prefix = base.strip_suffix(model.infinitive)?;
            (prefix.is_empty() || PREFIXES.contains(&prefix)).then_some((prefix, model))
        })
        .min_by_key(|(prefix, _)| prefix.len());
    if let Some((prefix, model)) = model {
        let participle = match model.participle.strip_prefix("ge") {
            Some(rest) if !prefix.is_empty() => rest,
            _ => model.participle,
        };
        let forms = [model.present, model.past, model.past_plural, participle];
        return vec![forms.map(|form| format!("{prefix}{form}"))];
    }
    let open = base.strip_suffix("en").unwrap_or(base);
    // `'t kofschip`, by the consonant before the ending of the infinitive.
    let is_voiceless = open.ends_with(['t', 'k', 'f', 's', 'p', 'x']) || open.ends_with("ch");
    let (past, last) = if is_voiceless { ("te", "t") } else { ("de", "d") };
    let has_prefix = PREFIXES
        .iter()
        .any(|prefix| base.strip_prefix(prefix).is_some_and(|rest| rest.len() > 4));
    let ge = if has_prefix { "" } else { "ge" };
    let joined = |stem: &str, ending: &str| {
        if stem.ends_with(ending) {
            stem.to_owned()
        } else {
            format!("{stem}{ending}")
        }
    };
    stems(base)
        .iter()
        .map(|stem| {
            [
                joined(stem, "t"),
                format!("{stem}{past}"),
                format!("{stem}{past}n"),
                format!("{ge}{}", joined(stem, last)),
            ]
        })
        .collect()
}

/// The stem: meld, zeg, beweer, beloof, vrees, twijfel. Whether an open syllable is long the infinitive does not show
/// (`beweren`, `verzekeren`): both are entered, nobody writes the wrong one.
fn stems(base: &str) -> Vec<String> {
    let open = base
        .strip_suffix("en")
        .or_else(|| base.strip_suffix('n'))
        .unwrap_or(base);
    let mut letters: Vec<char> = open.chars().collect();
    let n = letters.len();
    if let [.., before, last] = letters.as_slice()
        && before == last
        && !is_vowel(*last)
    {
        letters.pop();
        return vec![letters.into_iter().collect()];
    }
    let is_open = n >= 3
        && letters.get(n - 1).is_some_and(|letter| !is_vowel(*letter))
        && letters.get(n - 2).is_some_and(|letter| "aeou".contains(*letter))
        && letters.get(n - 3).is_some_and(|letter| !is_vowel(*letter));
    let mut stems = vec![hardened(letters.clone())];
    if is_open && let Some(vowel) = letters.get(n - 2).copied() {
        letters.insert(n - 2, vowel);
        stems.push(hardened(letters));
    }
    stems
}

/// `beloov` is written `beloof`, `vreez` `vrees`.
fn hardened(mut letters: Vec<char>) -> String {
    match letters.pop() {
        Some('v') => letters.push('f'),
        Some('z') => letters.push('s'),
        Some(other) => letters.push(other),
        None => {}
    }
    letters.into_iter().collect()
}

const fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}
