//! Reporting verbs with their auxiliaries: `a récemment plaidé`, `est allé jusqu’à suggérer`, `did not say`.

use std::borrow::Cow;

use propos_segment::Lang;

use super::lexicon::{Form, Frame, Frames, Group, Reading};
use super::view::View;
use crate::tokens::{Mark, TokenKind};

/// A reporting verb in its place.
#[derive(Clone, Debug)]
pub(crate) struct VerbGroup {
    /// The first auxiliary or negation.
    pub(crate) start: usize,
    /// One past the verb, or past the expression it begins.
    pub(crate) end: usize,
    /// The first word that agrees with the subject: where its subject is looked for.
    pub(crate) head: usize,
    /// Dictionary form.
    pub(crate) lemma: Cow<'static, str>,
    /// What may follow.
    pub(crate) frames: Frames,
    /// How it is used.
    pub(crate) shape: Shape,
    /// The pronoun behind it or behind its auxiliary: `a-t-il`.
    pub(crate) inverted: Option<usize>,
    pub(crate) is_negated: bool,
    pub(crate) is_conditional: bool,
    pub(crate) is_plural: bool,
    /// The first or second person.
    pub(crate) is_self: bool,
    /// An infinitive behind a verb such as *can* or *want*.
    pub(crate) is_governed: bool,
}

/// How a reporting verb is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// It is a predicate.
    Finite,
    /// `affirmant`, `en affirmant`, `saying`.
    Gerund,
    /// An infinitive that hangs on no verb we know.
    Infinitive,
}

/// How far auxiliaries are looked for.
const REACH: usize = 6;

/// The reporting verb whose main word stands at `at`, not looking before `from`.
pub(crate) fn verb_group(view: &View<'_>, at: usize, from: usize, until: usize) -> Option<VerbGroup> {
    if view.readings(at).is_empty() {
        return None;
    }
    let group = match view.lang {
        Lang::En => english(view, at, from, until),
        _ => french(view, at, from, until),
    }?;
    Some(with_locution(view, group, at, until)).filter(|group| !group.frames.is_empty())
}

struct Aux {
    /// The first word of the group.
    start: usize,
    /// The finite word.
    head: usize,
    inverted: Option<usize>,
    is_negated: bool,
}

fn french(view: &View<'_>, at: usize, from: usize, until: usize) -> Option<VerbGroup> {
    let readings = view.readings(at);
    let participle = readings.iter().any(|reading| reading.form == Form::Participle);
    if participle && let Some((aux, is_being)) = french_auxiliary(view, at, from) {
        let is_reflexive = is_reflexive_before(view, aux.head, from, aux.inverted);
        if is_being && !is_reflexive && !takes_be(view, at) {
            // Passive: somebody else speaks. As a part of a locution (`être convaincu`) it is found at the auxiliary.
            return None;
        }
        let reading = choose(view, readings, is_reflexive, |form| form == Form::Participle)?;
        let head_forms = view.readings(aux.head);
        return Some(group_of(
            view,
            reading,
            at,
            &aux,
            Shape::Finite,
            Agreement {
                is_conditional: head_forms.iter().any(|reading| reading.form.is_conditional()),
                is_plural: head_forms.iter().any(|reading| reading.form.is_plural()),
            },
        ));
    }
    let is_reflexive = is_reflexive_before(view, at, from, None);
    if let Some(reading) = choose(view, readings, is_reflexive, Form::is_finite)
        && !is_noun_in_french(view, at, from)
    {
        let inverted = Some(at + 1).filter(|&next| next < until && is_clitic_pronoun(view, next));
        let (start, is_negated) = french_negation(view, at, from);
        let aux = Aux {
            start,
            head: at,
            inverted,
            is_negated,
        };
        let mut group = group_of(
            view,
            reading,
            at,
            &aux,
            Shape::Finite,
            Agreement {
                is_conditional: reading.form.is_conditional(),
                is_plural: reading.form.is_plural(),
            },
        );
        if inverted.is_some() {
            group.end = at + 1;
        }
        return Some(group);
    }
    if let Some(reading) = choose(view, readings, is_reflexive, |form| form == Form::Gerund) {
        let start = at
            .checked_sub(1)
            .filter(|&before| before >= from && view.is_word(before, "en"))
            .unwrap_or(at);
        let aux = Aux {
            start,
            head: start,
            inverted: None,
            is_negated: false,
        };
        return Some(group_of(
            view,
            reading,
            at,
            &aux,
            Shape::Gerund,
            Agreement::default(),
        ));
    }
    let reading = choose(view, readings, is_reflexive, |form| form == Form::Infinitive)?;
    if let Some((aux, agreement)) = french_governor(view, at, from) {
        return Some(group_of(view, reading, at, &aux, Shape::Finite, agreement));
    }
    let mut start = at;
    while start > from && view.is_in(start - 1, Group::ObjectClitic) && !view.is_mark(start - 1) {
        start -= 1;
    }
    let is_negated = start > from && view.is_word(start - 1, "sans");
    let aux = Aux {
        start: at,
        head: start,
        inverted: None,
        is_negated,
    };
    Some(group_of(
        view,
        reading,
        at,
        &aux,
        Shape::Infinitive,
        Agreement::default(),
    ))
}

#[derive(Clone, Copy, Default)]
struct Agreement {
    is_conditional: bool,
    is_plural: bool,
}

fn group_of(
    view: &View<'_>,
    reading: Reading,
    at: usize,
    aux: &Aux,
    shape: Shape,
    agreement: Agreement,
) -> VerbGroup {
    let verb = view.lexicon.verb(reading);
    VerbGroup {
        start: aux.start,
        end: at + 1,
        head: aux.head,
        lemma: verb.map(|verb| Cow::Borrowed(&*verb.lemma)).unwrap_or_default(),
        frames: verb.map(|verb| verb.frames).unwrap_or_default(),
        shape,
        inverted: aux.inverted,
        is_negated: aux.is_negated,
        is_conditional: agreement.is_conditional,
        is_plural: agreement.is_plural,
        is_self: view.lang == Lang::Fr && is_first_person(view, aux.head),
        is_governed: reading.form == Form::Infinitive,
    }
}

/// Whether a verb can only be of the first or second person: `disons`, `avons`.
fn is_first_person(view: &View<'_>, at: usize) -> bool {
    let mut finite = view
        .readings(at)
        .iter()
        .filter(|reading| reading.form.is_finite())
        .peekable();
    finite.peek().is_some() && finite.all(|reading| reading.form == Form::Self_)
}

/// The reading of a form, the one of a verb that reports first.
fn choose(
    view: &View<'_>,
    readings: &[Reading],
    is_reflexive: bool,
    fits: impl Fn(Form) -> bool,
) -> Option<Reading> {
    let rank = |reading: &&Reading| {
        let verb = view.lexicon.verb(**reading);
        let frames = verb.map(|verb| verb.frames).unwrap_or_default();
        let agrees = verb.is_some_and(|verb| verb.is_reflexive == is_reflexive);
        (agrees, !frames.is_empty())
    };
    // `en s’assurant que` is not `assurer`: a reflexive verb that no list has reports nothing.
    readings
        .iter()
        .filter(|reading| fits(reading.form))
        .filter(|reading| !is_reflexive || view.lexicon.verb(**reading).is_some_and(|verb| verb.is_reflexive))
        .filter(|reading| is_reflexive || view.lexicon.verb(**reading).is_none_or(|verb| !verb.is_reflexive))
        .max_by_key(rank)
        .copied()
}

/// `avoir` or `être` before a participle, over adverbs and an inverted pronoun.
fn french_auxiliary(view: &View<'_>, at: usize, from: usize) -> Option<(Aux, bool)> {
    let mut place = at;
    let mut inverted = None;
    let mut is_negated = false;
    for _ in 0..REACH {
        place = place.checked_sub(1).filter(|&place| place >= from)?;
        let groups = view.groups(place);
        let is_clitic = is_clitic_pronoun(view, place);
        if is_clitic {
            inverted = Some(place);
            continue;
        }
        let is_have = groups.has(Group::Have);
        if is_have || groups.has(Group::Be) {
            let (start, ne) = french_negation(view, place, from);
            let aux = Aux {
                start,
                head: place,
                inverted,
                is_negated: is_negated || ne,
            };
            return Some((aux, !is_have));
        }
        let is_adverb = groups.has(Group::Adverb)
            || view.is_manner(place)
            || groups.has(Group::Hedge)
            || groups.has(Group::Time);
        if view.is_mark(place)
            || !is_adverb
                && !matches!(
                    view.word(place),
                    "quant" | "lui" | "elle" | "à" | "de" | "son" | "côté" | "sa" | "part"
                )
        {
            return None;
        }
        is_negated |= ["jamais", "pas", "guère"]
            .iter()
            .any(|word| view.is_word(place, word))
            && view.is_in(place, Group::Adverb)
            && french_has_ne(view, place, from);
    }
    None
}

fn french_has_ne(view: &View<'_>, at: usize, from: usize) -> bool {
    (from..at)
        .rev()
        .take(4)
        .any(|place| view.is_in(place, Group::Negation))
}

/// Where the group begins with its `ne`, and whether there is one.
fn french_negation(view: &View<'_>, at: usize, from: usize) -> (usize, bool) {
    let mut place = at;
    let mut start = at;
    let mut is_negated = false;
    while place > from && view.is_in(place - 1, Group::ObjectClitic) {
        place -= 1;
        if view.is_in(place, Group::Negation) {
            start = place;
            is_negated = true;
        } else if view.is_in(place, Group::Reflexive)
            && view
                .token(place)
                .is_some_and(|token| token.kind == TokenKind::Elision || view.is_word(place, "se"))
        {
            start = place;
        }
    }
    (start, is_negated)
}

fn is_reflexive_before(view: &View<'_>, at: usize, from: usize, inverted: Option<usize>) -> bool {
    let mut place = at;
    for _ in 0..3 {
        let Some(before) = place.checked_sub(1).filter(|&before| before >= from) else {
            return false;
        };
        if view.is_word(before, "se") || view.is_word(before, "s'") {
            return true;
        }
        if !view.is_in(before, Group::ObjectClitic) {
            return false;
        }
        // `je me félicite`, `nous nous réjouissons`.
        let subject = before.checked_sub(1).filter(|&subject| subject >= from);
        let is_self = subject.is_some_and(|subject| {
            view.is_in(subject, Group::SelfPronoun) && view.is_in(before, Group::Reflexive)
        });
        if is_self && inverted.is_none() {
            return true;
        }
        place = before;
    }
    false
}

/// Verbs of motion, which form their past with `être` and are no passive.
fn takes_be(view: &View<'_>, at: usize) -> bool {
    [
        "venu",
        "venue",
        "allé",
        "allée",
        "intervenu",
        "convenu",
        "revenu",
        "convenus",
    ]
    .iter()
    .any(|word| view.is_word(at, word))
}

/// Whether a pronoun hangs on the word before: `-t-il`.
pub(crate) fn is_clitic_pronoun(view: &View<'_>, at: usize) -> bool {
    view.token(at)
        .is_some_and(|token| token.kind == TokenKind::Clitic)
        && view.is_in(at, Group::Pronoun)
}

/// Whether what looks like a finite verb is a noun: `une demande`, `l’annonce de`.
fn is_noun_in_french(view: &View<'_>, at: usize, from: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|&before| before >= from) else {
        return view.is_in(at + 1, Group::Of);
    };
    let groups = view.groups(before);
    if view.is_mark(before) {
        return false;
    }
    if groups.has(Group::Determiner) {
        // `certains soutiennent`: the determiner is the subject.
        let is_plural = view.readings(at).iter().any(|reading| reading.form.is_plural());
        if groups.has(Group::Unspecified) && is_plural {
            return false;
        }
        if !groups.has(Group::ObjectClitic) {
            return true;
        }
        // `il la demande` against `la demande`.
        let Some(earlier) = before.checked_sub(1).filter(|&earlier| earlier >= from) else {
            return true;
        };
        return !(view.is_in(earlier, Group::Pronoun)
            || view.is_in(earlier, Group::Negation)
            || view.is_in(earlier, Group::RelativeSubject)
            || view.is_name(earlier)
            || view.is_in(earlier, Group::ObjectClitic) && !view.is_in(earlier, Group::Determiner));
    }
    groups.has(Group::Preposition) || view.is_number(before) || groups.has(Group::Of)
}

/// The finite verb on which an infinitive hangs: `a tenu à préciser`, `vient de faire savoir`, `veut croire`.
fn french_governor(view: &View<'_>, at: usize, from: usize) -> Option<(Aux, Agreement)> {
    let mut place = at;
    let mut n_prepositions = 0;
    for _ in 0..REACH + 2 {
        place = place.checked_sub(1).filter(|&place| place >= from)?;
        let groups = view.groups(place);
        let readings = view.readings(place);
        let governs = |reading: &&Reading| {
            view.lexicon.verb(**reading).is_some_and(|verb| {
                let lemma = verb.lemma.as_ref();
                let lemma = lemma
                    .strip_prefix("s’")
                    .or_else(|| lemma.strip_prefix("se "))
                    .unwrap_or(lemma);
                view.lexicon
                    .entry(lemma)
                    .is_some_and(|entry| entry.groups.has(Group::SemiAuxiliary))
            })
        };
        if let Some(reading) = readings.iter().find(governs) {
            let agreement = |form: Form| Agreement {
                is_conditional: form.is_conditional(),
                is_plural: form.is_plural(),
            };
            if reading.form == Form::Participle
                && let Some((aux, _)) = french_auxiliary(view, place, from)
            {
                let forms = view.readings(aux.head);
                let is_plural = forms.iter().any(|reading| reading.form.is_plural());
                return Some((
                    aux,
                    Agreement {
                        is_conditional: false,
                        is_plural,
                    },
                ));
            }
            if reading.form.is_finite() && !is_noun_in_french(view, place, from) {
                let inverted = Some(place + 1).filter(|&next| is_clitic_pronoun(view, next));
                let (start, is_negated) = french_negation(view, place, from);
                return Some((
                    Aux {
                        start,
                        head: place,
                        inverted,
                        is_negated,
                    },
                    agreement(reading.form),
                ));
            }
            if reading.form == Form::Infinitive {
                // `il a dû vouloir dire`: go on to the next one.
                continue;
            }
            return None;
        }
        let is_preposition = groups.has(Group::InfinitiveOf)
            || groups.has(Group::InfinitiveTo)
            || ["jusqu'", "par"].iter().any(|word| view.is_word(place, word));
        if is_preposition {
            n_prepositions += 1;
            if n_prepositions > 2 {
                return None;
            }
            continue;
        }
        let is_light = groups.has(Group::ObjectClitic)
            || groups.has(Group::Adverb)
            || is_clitic_pronoun(view, place)
            || view.is_manner(place);
        if !is_light || view.is_mark(place) {
            return None;
        }
    }
    None
}

fn english(view: &View<'_>, at: usize, from: usize, until: usize) -> Option<VerbGroup> {
    let readings = view.readings(at);
    let mut place = at;
    let mut aux: Option<Aux> = None;
    let mut is_negated = false;
    let mut has_have = false;
    let mut is_passive = false;
    let mut is_progressive = false;
    let mut has_to = false;
    for _ in 0..REACH {
        let Some(before) = place.checked_sub(1).filter(|&before| before >= from) else {
            break;
        };
        let groups = view.groups(before);
        let contracted = view
            .token(before)
            .is_some_and(|token| token.kind == TokenKind::Clitic);
        let is_possessive = contracted
            && view.is_word(before, "'s")
            && before > from
            && !view.is_in(before - 1, Group::Pronoun);
        let is_auxiliary = groups.has(Group::Modal) || groups.has(Group::Have) || groups.has(Group::Be);
        if is_auxiliary && !is_possessive
            || groups.has(Group::Negation)
                && !view.is_mark(before)
                && view.word(before).len() > 3
                && !groups.has(Group::Adverb)
        {
            let is_be = groups.has(Group::Be) && !groups.has(Group::Have);
            is_negated |= groups.has(Group::Negation);
            has_have |= groups.has(Group::Have);
            if aux.is_none() {
                is_passive = is_be;
                is_progressive = is_be;
            }
            aux = Some(Aux {
                start: before,
                head: before,
                inverted: None,
                is_negated: false,
            });
        } else if groups.has(Group::ToInfinitive) && aux.is_none() && !has_to {
            has_to = true;
        } else if has_to
            && aux.is_none()
            && view
                .readings(before)
                .iter()
                .any(|reading| is_semi_auxiliary(view, *reading))
        {
            aux = Some(Aux {
                start: before,
                head: before,
                inverted: None,
                is_negated: false,
            });
        } else if groups.has(Group::Adverb) || view.is_manner(before) || view.is_word(before, "not") {
            is_negated |= groups.has(Group::Negation);
        } else {
            break;
        }
        place = before;
    }
    let agreement = Agreement::default();
    let has = |form: Form| readings.iter().any(|reading| reading.form == form);
    if let Some(mut aux) = aux {
        aux.is_negated = is_negated;
        let is_participle = has(Form::Past) || has(Form::Participle);
        if is_participle && is_passive && !has(Form::Infinitive) {
            return None;
        }
        if has(Form::Gerund) && !is_progressive {
            return None;
        }
        let reading = choose(view, readings, false, |_| true)?;
        return Some(group_of(view, reading, at, &aux, Shape::Finite, agreement));
    }
    if has_to {
        let reading = choose(view, readings, false, |form| form == Form::Infinitive)?;
        let aux = Aux {
            start: at,
            head: at.saturating_sub(1),
            inverted: None,
            is_negated,
        };
        return Some(group_of(view, reading, at, &aux, Shape::Infinitive, agreement));
    }
    if is_noun_in_english(view, at, from) {
        return None;
    }
    let aux = Aux {
        start: at,
        head: at,
        inverted: None,
        is_negated,
    };
    if let Some(reading) = choose(view, readings, false, |form| {
        matches!(form, Form::Singular | Form::Past | Form::Infinitive)
    }) {
        let is_reduced = reading.form == Form::Past && view.is_word(at + 1, "by") && at + 1 < until;
        let mut group = group_of(view, reading, at, &aux, Shape::Finite, agreement);
        group.is_plural = reading.form == Form::Infinitive;
        return Some(group).filter(|_| !is_reduced);
    }
    let reading = choose(view, readings, false, |form| form == Form::Gerund)?;
    Some(group_of(view, reading, at, &aux, Shape::Gerund, agreement))
}

fn is_semi_auxiliary(view: &View<'_>, reading: Reading) -> bool {
    view.lexicon
        .verb(reading)
        .and_then(|verb| view.lexicon.entry(&verb.lemma))
        .is_some_and(|entry| entry.groups.has(Group::SemiAuxiliary))
}

/// Whether what looks like a verb is a noun or an adjective: `the report`, `their claims`, `an alleged`.
fn is_noun_in_english(view: &View<'_>, at: usize, from: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|&before| before >= from) else {
        // At the start: a gerund, or a heading's verb.
        return !view
            .readings(at)
            .iter()
            .any(|reading| reading.form == Form::Gerund)
            && !view.is_in(at, Group::According);
    };
    if view.is_mark(before) {
        return false;
    }
    let groups = view.groups(before);
    let is_possessive = view
        .token(before)
        .is_some_and(|token| token.kind == TokenKind::Clitic && view.is_word(before, "'s"));
    // `the existing rules`: an adjective between a determiner and what looks like a verb.
    if before > from
        && (view.is_in(before - 1, Group::Determiner) || view.is_in(before - 1, Group::Preposition))
        && looks_adjective(view, before)
    {
        return true;
    }
    let is_subject =
        groups.has(Group::Pronoun) || groups.has(Group::Unspecified) || groups.has(Group::RelativeSubject);
    if is_possessive || groups.has(Group::Of) || view.is_number(before) && !view.is_capitalised(at) {
        return true;
    }
    let is_gerund = view
        .readings(at)
        .iter()
        .any(|reading| reading.form == Form::Gerund);
    if groups.has(Group::Preposition) {
        return !(is_gerund
            && (view.is_word(before, "by")
                || view.is_word(before, "in")
                || view.is_word(before, "as")
                || view.is_word(before, "before")
                || view.is_word(before, "after")))
            && !is_particle_after_verb(view, before);
    }
    groups.has(Group::Determiner) && !is_subject
}

/// Endings and words of English adjectives that stand before nouns.
fn looks_adjective(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    !view.is_capitalised(at)
        && ([
            "ing", "al", "ive", "ous", "ic", "ful", "est", "ary", "less", "able",
        ]
        .iter()
        .any(|ending| word.len() > 4 && word.ends_with(ending))
            || matches!(
                word,
                "new"
                    | "old"
                    | "first"
                    | "last"
                    | "latest"
                    | "own"
                    | "same"
                    | "other"
                    | "recent"
                    | "standing"
                    | "key"
                    | "main"
                    | "top"
                    | "big"
                    | "joint"
                    | "tough"
                    | "strong"
            ))
        && !view.is_in(at, Group::Role)
}

/// `pointed out`, `came out`: a preposition that ends a verb before another verb is none.
fn is_particle_after_verb(view: &View<'_>, at: usize) -> bool {
    at > 0 && !view.readings(at - 1).is_empty() && !view.is_word(at, "by")
}

/// Takes in the rest of an expression of several words, whose frames then count.
fn with_locution(view: &View<'_>, mut group: VerbGroup, at: usize, until: usize) -> VerbGroup {
    let lemma = group.lemma.clone();
    let plain = lemma
        .strip_prefix("se ")
        .or_else(|| lemma.strip_prefix("s’"))
        .unwrap_or(&lemma);
    for locution in view.lexicon.locutions(plain) {
        let mut place = at + 1;
        let mut n_skipped = 0;
        let fits = locution.words.iter().all(|word| {
            while place < until && !view.is_word(place, word) && n_skipped < 3 && is_light(view, place) {
                place += 1;
                n_skipped += 1;
            }
            let fits = place < until && view.is_word(place, word);
            place += 1;
            fits
        });
        if fits {
            let words: Vec<&str> = locution.words.iter().map(|word| &**word).collect();
            group.lemma = Cow::Owned(format!("{lemma} {}", words.join(" ")).replace("' ", "’"));
            group.frames = locution.frames;
            group.end = place;
            return group;
        }
    }
    group
}

fn is_light(view: &View<'_>, at: usize) -> bool {
    view.is_in(at, Group::Adverb)
        || is_clitic_pronoun(view, at)
        || view.is_in(at, Group::ObjectClitic) && !view.is_mark(at)
}

/// Whether a finite verb stands at a place: enough to tell a clause from a noun phrase.
pub(crate) fn is_finite_verb(view: &View<'_>, at: usize, from: usize) -> bool {
    let groups = view.groups(at);
    if groups.has(Group::Modal)
        || groups.has(Group::Negation)
            && view.word(at).ends_with('t')
            && view.lang == Lang::En
            && !view.is_word(at, "not")
    {
        return true;
    }
    let readings = view.readings(at);
    let is_auxiliary = groups.has(Group::Have) || groups.has(Group::Be);
    match view.lang {
        Lang::En => {
            if is_auxiliary {
                let is_possessive = view
                    .token(at)
                    .is_some_and(|token| token.kind == TokenKind::Clitic && view.is_word(at, "'s"))
                    && at > from
                    && !view.is_in(at - 1, Group::Pronoun);
                return !is_possessive
                    && !view.is_word(at, "being")
                    && !view.is_word(at, "having")
                    && !view.is_word(at, "been");
            }
            let is_finite = readings
                .iter()
                .any(|reading| matches!(reading.form, Form::Singular | Form::Past))
                || readings.iter().any(|reading| reading.form == Form::Infinitive)
                    && at > from
                    && !view.is_in(at - 1, Group::ToInfinitive);
            is_finite && !view.is_capitalised(at) && !is_noun_in_english(view, at, from)
        }
        _ => {
            if is_auxiliary {
                return !view.is_word(at, "étant")
                    && !view.is_word(at, "ayant")
                    && !view.is_word(at, "être")
                    && !view.is_word(at, "avoir")
                    && !view.is_word(at, "été");
            }
            let is_finite = readings.iter().any(|reading| reading.form.is_finite())
                && !readings.iter().any(|reading| reading.form == Form::Participle);
            let looks_finite = readings.is_empty() && !view.is_known(at) && has_finite_ending(view.word(at));
            (is_finite || looks_finite) && !view.is_capitalised(at) && !is_noun_in_french(view, at, from)
        }
    }
}

/// French endings that few nouns and adjectives have.
fn has_finite_ending(word: &str) -> bool {
    word.len() > 5
        && ["aient", "èrent", "issent", "eront", "iront", "erait", "irait"]
            .iter()
            .any(|ending| word.ends_with(ending))
}

/// Whether a finite verb stands in a range outside deeper quotations, or inside them as well.
pub(crate) fn has_finite_verb(view: &View<'_>, from: usize, until: usize) -> bool {
    (from..until).any(|at| is_finite_verb(view, at, from))
}

/// Whether the verb may carry a quotation: most may.
pub(crate) fn carries_quotes(group: &VerbGroup) -> bool {
    group.frames.has(Frame::Quote) || group.frames.has(Frame::Clause)
}

/// Whether a mark ends a clause for good.
pub(crate) fn is_hard_mark(view: &View<'_>, at: usize) -> bool {
    view.is(at, Mark::Semicolon)
        || view.is(at, Mark::Colon)
        || (view.is(at, Mark::Stop) && !view.is_abbreviation_stop(at))
        || view.is(at, Mark::Question)
        || view.is(at, Mark::Exclamation)
}
