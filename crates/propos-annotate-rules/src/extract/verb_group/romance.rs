//! Romance verbs: auxiliaries, negation, reflexive pronouns, inversion, infinitives behind another verb.

use super::finite::{is_clitic_pronoun, is_finite_verb, is_hard_mark};
use super::group::{Agreement, Aux, REACH, Shape, Standing, VerbGroup, choose, group_of};
use super::noun_or_verb::is_noun_in_romance;
use propos_segment::Lang;

use crate::extract::lexicon::{Form, Group, Reading, RomanceList};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::{Mark, TokenKind};

/// The Romance verb that reports at a place, with what stands before it.
pub(super) fn romance(view: &View<'_>, at: usize, from: usize, until: usize) -> Option<VerbGroup> {
    let may_be_participle = view.may_be(at, Form::Participle);
    if may_be_participle && let Some((aux, is_being)) = auxiliary(view, at, from) {
        return compound_tense(view, at, from, &aux, is_being);
    }
    if may_be_participle && let Some(group) = joined_participle(view, at, from) {
        return Some(group);
    }
    // `O Verão que passou`: a capital inside a sentence shows a name.
    if view.drops_subjects()
        && view.has_capital_inside(at)
        && (!view.is_mark(at - 1) || view.is_word(at - 1, "/"))
    {
        return None;
    }
    let has_enclitic = is_reflexive_enclitic(view, at + 1, until);
    let is_reflexive = has_enclitic || is_reflexive_before(view, at, from, None);
    if is_reflexive && let Some(group) = impersonal(view, at, from, has_enclitic) {
        return Some(group);
    }
    let inverted = Some(at + 1).filter(|&next| next < until && is_clitic_pronoun(view, next));
    if let Some(mut group) = finite(view, at, from, is_reflexive, inverted) {
        if has_enclitic {
            group.end = at + 2;
        }
        return Some(group);
    }
    gerund(view, at, from, is_reflexive).or_else(|| infinitive(view, at, from, is_reflexive))
}

/// `a démenti`, `s’est inquiété`: a participle behind its auxiliary, which may be a form of *be*.
fn compound_tense(view: &View<'_>, at: usize, from: usize, aux: &Aux, is_being: bool) -> Option<VerbGroup> {
    let readings = view.readings(at);
    let is_participle = |form: Form| form == Form::Participle;
    let is_reflexive = is_reflexive_before(view, aux.head, from, aux.inverted);
    if is_being && !is_reflexive && !takes_be(view, at) {
        // Passive: somebody else speaks. As a part of a locution (`être convaincu`) it is found at the auxiliary.
        return None;
    }
    // `Si è saputo che`
    if is_being && is_reflexive && view.drops_subjects() && view.is_in(at + 1, Group::That) {
        let reading = choose(view, readings, false, is_participle)?;
        let mut group = group_of(view, reading, at, aux, Shape::Finite, Agreement::default());
        group.standing = Standing::Impersonal;
        return Some(group);
    }
    let reading = choose(view, readings, is_reflexive, is_participle)?;
    let forms = view.readings(aux.head);
    let agreement = Agreement {
        is_conditional: forms.iter().any(|reading| reading.form.is_conditional()),
        is_plural: forms.iter().any(|reading| reading.form.is_plural()),
        ..Agreement::default()
    };
    Some(group_of(view, reading, at, aux, Shape::Finite, agreement))
}

/// `a démenti « … » et dénoncé « … »`: a participle under the auxiliary of one before.
fn joined_participle(view: &View<'_>, at: usize, from: usize) -> Option<VerbGroup> {
    let is_plural = shared_auxiliary(view, at, from)?;
    let reading = choose(view, view.readings(at), false, |form| form == Form::Participle)?;
    let agreement = Agreement {
        is_plural,
        ..Agreement::default()
    };
    Some(group_of(
        view,
        reading,
        at,
        &Aux::at(at),
        Shape::Finite,
        agreement,
    ))
}

/// A finite verb of one word. `inverted`: the pronoun behind it.
fn finite(
    view: &View<'_>,
    at: usize,
    from: usize,
    is_reflexive: bool,
    inverted: Option<usize>,
) -> Option<VerbGroup> {
    let reading = choose(view, view.readings(at), is_reflexive, Form::is_finite)?;
    if is_noun_in_romance(view, at, from) || inverted.is_none() && view.is_in(at, Group::Preposition) {
        return None;
    }
    let (start, is_negated) = negation(view, at, from);
    let aux = Aux {
        start,
        head: at,
        inverted,
        is_negated,
    };
    let agreement = Agreement {
        is_conditional: reading.form.is_conditional(),
        is_plural: reading.form.is_plural(),
        ..Agreement::default()
    };
    let mut group = group_of(view, reading, at, &aux, Shape::Finite, agreement);
    if inverted.is_some() {
        group.end = at + 1;
    }
    Some(group)
}

/// `affirmant`, `en affirmant`; `está diciendo`, `sta dicendo` is a finite verb of two words.
fn gerund(view: &View<'_>, at: usize, from: usize, is_reflexive: bool) -> Option<VerbGroup> {
    let reading = choose(view, view.readings(at), is_reflexive, |form| form == Form::Gerund)?;
    let before = at.checked_sub(1).filter(|&before| before >= from);
    let is_auxiliary = |aux: &usize| {
        view.is_in(*aux, Group::Be) && view.drops_subjects() && is_finite_verb(view, *aux, from)
    };
    if let Some(head) = before.filter(is_auxiliary) {
        let (start, is_negated) = negation(view, head, from);
        let aux = Aux {
            start,
            head,
            inverted: None,
            is_negated,
        };
        let agreement = Agreement {
            is_plural: view.readings(head).iter().any(|reading| reading.form.is_plural()),
            ..Agreement::default()
        };
        return Some(group_of(view, reading, at, &aux, Shape::Finite, agreement));
    }
    let start = before.filter(|&before| view.is_word(before, "en")).unwrap_or(at);
    let aux = Aux::at(start);
    Some(group_of(
        view,
        reading,
        at,
        &aux,
        Shape::Gerund,
        Agreement::default(),
    ))
}

/// An infinitive, by itself or behind a verb that governs it.
fn infinitive(view: &View<'_>, at: usize, from: usize, is_reflexive: bool) -> Option<VerbGroup> {
    let reading = choose(view, view.readings(at), is_reflexive, |form| {
        form == Form::Infinitive
    })?;
    if let Some((aux, agreement)) = governor(view, at, from) {
        return Some(group_of(view, reading, at, &aux, Shape::Finite, agreement));
    }
    let mut head = at;
    while head > from && view.is_in(head - 1, Group::ObjectClitic) && !view.is_mark(head - 1) {
        head -= 1;
    }
    // `non sans rappeler` says it.
    let is_negated = head > from
        && view.is_in(head - 1, Group::Without)
        && !(view.lang == Lang::Fr && head > from + 1 && view.is_word(head - 2, "non"));
    let aux = Aux {
        start: at,
        head,
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

/// `a démenti « … » et dénoncé « … »`: a second participle under the auxiliary of the first, and whether that is plural.
fn shared_auxiliary(view: &View<'_>, at: usize, from: usize) -> Option<bool> {
    if view.lang != propos_segment::Lang::Fr {
        return None;
    }
    let mut joint = at.checked_sub(1)?;
    // `a validé la liste et, dans un même souffle, exclu un report`
    if view.is(joint, Mark::Comma) {
        let open = (from + 1..joint)
            .rev()
            .take(LONGEST_ASIDE)
            .find(|&place| view.is_mark(place))?;
        joint = open.checked_sub(1).filter(|_| view.is(open, Mark::Comma))?;
    }
    while joint > from && (view.is_in(joint, Group::Adverb) || view.is_manner(joint)) {
        joint -= 1;
    }
    // `n’a pas réclamé le retrait mais demandé un vote`
    let is_joined = view.is_in(joint, Group::And) || view.is_word(joint, "mais");
    if joint <= from || !is_joined || view.depth(joint) != view.depth(at) {
        return None;
    }
    let (first, aux) = (from..joint)
        .rev()
        .take(40)
        .take_while(|&place| view.depth(place) > view.depth(at) || !is_hard_mark(view, place))
        .filter(|&place| view.depth(place) == view.depth(at))
        .filter(|&place| view.may_be(place, Form::Participle))
        .find_map(|place| Some((place, auxiliary(view, place, from)?)))?;
    let (aux, is_being) = aux;
    let is_new_clause = (first + 1..joint).any(|place| {
        view.depth(place) == view.depth(at)
            && (view.is_in(place, Group::Have) || view.is_in(place, Group::RelativeSubject))
    });
    (!is_being && !is_new_clause).then(|| {
        view.readings(aux.head)
            .iter()
            .any(|reading| reading.form.is_plural())
    })
}

/// `avoir` or `être` before a participle, over adverbs and an inverted pronoun.
fn auxiliary(view: &View<'_>, at: usize, from: usize) -> Option<(Aux, bool)> {
    let mut place = behind_auxiliary(view, at, from).unwrap_or(at);
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
            let (start, ne) = negation(view, place, from);
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
                && (view.is_capitalised(place) || !view.is_listed(place, RomanceList::BesideAuxiliary))
                && !is_in_set_phrase(view, place)
        {
            return None;
        }
        is_negated |= view.is_listed(place, RomanceList::NegationBehind)
            && view.is_in(place, Group::Adverb)
            && has_negation(view, place, from);
    }
    None
}

/// How many words an aside between an auxiliary and its participle has at most.
const LONGEST_ASIDE: usize = 7;

/// `a, au contraire, annoncé`: the comma right behind the auxiliary, where an aside parts it from its participle.
fn behind_auxiliary(view: &View<'_>, at: usize, from: usize) -> Option<usize> {
    let close = at.checked_sub(1)?;
    if view.lang == propos_segment::Lang::Fr && !view.is_mark(close) {
        return behind_circumstance(view, at, from);
    }
    let close = Some(close).filter(|&close| view.is(close, Mark::Comma))?;
    let open = (from + 1..close)
        .rev()
        .take(LONGEST_ASIDE)
        .find(|&place| view.is_mark(place))?;
    let parts = view.is(open, Mark::Comma) && view.is_in(open - 1, Group::Have);
    (view.lang == propos_segment::Lang::Fr && parts).then_some(open)
}

/// `a dans un entretien au Monde assuré`, `a via un communiqué lu à la télévision indiqué`: the same without commas.
fn behind_circumstance(view: &View<'_>, at: usize, from: usize) -> Option<usize> {
    if view.word(at).ends_with(['e', 's']) || !view.is_in(at + 1, Group::That) {
        return None;
    }
    (from + 2..at)
        .rev()
        .take(LONGEST_CIRCUMSTANCE)
        .take_while(|&place| !view.is_mark(place) && !view.is_in(place, Group::Be))
        .find(|&place| view.is_in(place - 1, Group::Have) && view.is_in(place, Group::Preposition))
}

/// How many words that may have.
const LONGEST_CIRCUMSTANCE: usize = 14;

fn has_negation(view: &View<'_>, at: usize, from: usize) -> bool {
    (from..at)
        .rev()
        .take(4)
        .any(|place| view.is_in(place, Group::Negation))
}

/// Where the group begins with its `ne`, and whether there is one.
fn negation(view: &View<'_>, at: usize, from: usize) -> (usize, bool) {
    let mut place = at;
    let mut start = at;
    let mut is_negated = false;
    while place > from && view.is_in(place - 1, Group::ObjectClitic) {
        place -= 1;
        if view.is_in(place, Group::Negation) {
            start = place;
            is_negated = true;
        } else if view.is_in(place, Group::Reflexive)
            && view.token(place).is_some_and(|token| {
                token.kind == TokenKind::Elision || view.is_word(place, "se") || view.is_word(place, "si")
            })
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
        if view.is_listed(before, RomanceList::ReflexiveBefore) && view.is_in(before, Group::Reflexive) {
            // Spanish `se lo dijo`: to him.
            return place == at || view.is_word(before, "s'") || !view.is_in(place, Group::Determiner);
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

/// `Se rumorea que`, `si dice che`, `diz-se que`: a verb that is not reflexive and has no subject.
fn impersonal(view: &View<'_>, at: usize, from: usize, has_enclitic: bool) -> Option<VerbGroup> {
    let end = at + 1 + usize::from(has_enclitic);
    let (start, is_negated) = negation(view, at, from);
    // `Ese año se calculaba que`, `También se dice que`
    let opens = start == from
        || view.is_mark(start - 1)
        || view.is_in(start - 1, Group::Conjunction)
        || view.is_in(start - 1, Group::Time)
        || view.is_in(start - 1, Group::Adverb)
        || view.is_number(start - 1);
    // `Soube-se ontem que`
    let mut that = end;
    while that < end + 3 && (view.is_in(that, Group::Adverb) || view.is_in(that, Group::Time)) {
        that += 1;
    }
    if !view.drops_subjects() || !view.is_in(that, Group::That) || !opens {
        return None;
    }
    let reading = choose(view, view.readings(at), false, |form| {
        matches!(form, Form::Singular | Form::ConditionalSingular)
    })?;
    let aux = Aux {
        start,
        head: at,
        inverted: None,
        is_negated,
    };
    let mut group = group_of(view, reading, at, &aux, Shape::Finite, Agreement::default());
    group.end = end;
    group.standing = Standing::Impersonal;
    Some(group)
}

/// Portuguese `queixa-se`.
fn is_reflexive_enclitic(view: &View<'_>, at: usize, until: usize) -> bool {
    at < until
        && view.is_word(at, "se")
        && view
            .token(at)
            .is_some_and(|token| token.kind == TokenKind::Clitic)
}

/// Verbs of motion, which form their past with `être` and are no passive.
fn takes_be(view: &View<'_>, at: usize) -> bool {
    view.is_in(at, Group::TakesBe)
}

/// French `et en demande le retrait`, `et l’appelle à agir`: a verb that could be a noun, behind its object pronoun and before another
/// object or an infinitive.
pub(crate) fn is_verb_behind_object(view: &View<'_>, verb: usize) -> bool {
    let next = verb + 1;
    let has_object = view.is_in(next, Group::Determiner) && !view.is_in(next, Group::Of)
        || view.depth(next) > view.depth(verb)
        || view.is_in(next, Group::That);
    let has_infinitive = (view.is_in(next, Group::InfinitiveOf) || view.is_in(next, Group::InfinitiveTo))
        && (next + 1..next + 4)
            .any(|at| view.may_be(at, Form::Infinitive) || view.is_in(at, Group::LightInfinitive));
    let Some(before) = verb.checked_sub(1).filter(|_| view.lang == Lang::Fr) else {
        return false;
    };
    view.readings(verb).iter().any(|reading| reading.form.is_finite())
        && (view.is_any_word(before, words!["en", "y"]) && has_object
            || view.is_any_word(before, words!["l'"]) && has_infinitive)
}

/// `a d’abord dit`, `a en revanche nié`: the words of a set phrase between auxiliary and participle.
fn is_in_set_phrase(view: &View<'_>, at: usize) -> bool {
    let is_end = |at: usize| view.is_listed(at, RomanceList::SetPhraseEnd);
    let opens = view.is_any_word(at, words!["d'", "en"]);
    // `a par ailleurs confirmé`
    let is_adverbial = view.lang == Lang::Fr
        && (at.saturating_sub(3)..=at).any(|start| view.behind_adverbial(start).is_some_and(|end| end > at));
    is_end(at) || opens && is_end(at + 1) || is_adverbial
}

/// `ne cesse de répéter que`, `n’a pas manqué de rappeler que`: what is not stopped or omitted is said.
fn goes_on(view: &View<'_>, reading: Reading) -> bool {
    view.lexicon
        .verb(reading)
        .is_some_and(|verb| view.lexicon.is_listed(&verb.infinitive, RomanceList::GoesOn))
}

/// The finite verb on which an infinitive hangs: `a tenu à préciser`, `vient de faire savoir`, `veut croire`.
fn governor(view: &View<'_>, at: usize, from: usize) -> Option<(Aux, Agreement)> {
    let mut place = at;
    let mut n_prepositions = 0;
    for _ in 0..REACH + 2 {
        place = place.checked_sub(1).filter(|&place| place >= from)?;
        let groups = view.groups(place);
        let readings = view.readings(place);
        let governs = |reading: &&Reading| {
            view.lexicon
                .verb(**reading)
                .is_some_and(|verb| view.lexicon.groups(&verb.infinitive).has(Group::SemiAuxiliary))
        };
        if let Some(reading) = readings.iter().find(governs) {
            let agreement = |form: Form| Agreement {
                is_conditional: form.is_conditional(),
                is_plural: form.is_plural(),
                ..Agreement::default()
            };
            if reading.form == Form::Participle
                && let Some((aux, _)) = auxiliary(view, place, from)
            {
                let forms = view.readings(aux.head);
                let is_plural = forms.iter().any(|reading| reading.form.is_plural());
                let aux = Aux {
                    is_negated: aux.is_negated && !goes_on(view, *reading),
                    ..aux
                };
                return Some((
                    aux,
                    Agreement {
                        is_conditional: false,
                        is_plural,
                        ..Agreement::default()
                    },
                ));
            }
            if reading.form.is_finite() && !is_noun_in_romance(view, place, from) {
                let inverted = Some(place + 1).filter(|&next| is_clitic_pronoun(view, next));
                let (start, is_negated) = negation(view, place, from);
                let is_negated = is_negated && !goes_on(view, *reading);
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
            || view.is_any_word(place, words!["jusqu'", "par"]);
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
