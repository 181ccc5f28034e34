//! Clauses that an aside interrupts: what the words before and behind it show.

use propos_segment::Lang;

use crate::extract::lexicon::{EnglishList, Form, Group, RomanceList};
use crate::extract::noun_phrase::Mention;
use crate::extract::syntax::Role;
use crate::extract::traits::Trait;
use crate::extract::verb_group::{has_finite_verb, has_main_verb, is_clitic_pronoun, is_finite_verb};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// `Si le texte est voté, prévient-il, les syndicats descendront dans la rue`: a clause that another must follow.
pub(super) fn waits_for_main(view: &View<'_>, start: usize, comma: usize) -> bool {
    let groups = view.groups(start);
    let opens = groups.has(Group::Hypothesis)
        || groups.has(Group::Subordinator)
            && !groups.has(Group::That)
            && !groups.has(Group::Relative)
            && !groups.has(Group::Preposition)
        // `bien que`, `dès que`, `même si`
        || view.is_in(start + 1, Group::That) && !groups.has(Group::Conjunction)
        || view.is_in(start + 1, Group::Hypothesis) && groups.has(Group::Adverb);
    let has_main =
        || (start..comma).any(|at| view.is(at, Mark::Comma) && has_finite_verb(view, at + 1, comma));
    view.is_romance() && opens && !has_main()
}

/// `Le texte, dénoncent les associations, restreint les libertés`: a form that could be a participle is the verb that the
/// subject waits for, where its object follows.
pub(super) fn is_awaited(view: &View<'_>, at: usize) -> bool {
    let next = at + 1;
    view.lang == Lang::Fr
        && view.shows(at, Trait::FiniteForm)
        && !view.is_capitalised(at)
        && (view.is_in(next, Group::Determiner) && !view.is_in(next + 1, Group::Time)
            || view.is_in(next, Group::InfinitiveTo) && view.may_be(next + 1, Form::Infinitive))
}

/// `Le chantier a coûté, selon la Cour, deux fois plus`, `The levy would raise, according to the ministry, $3 billion`,
/// `Le gouvernement devrait, juge-t-elle, les soutenir`, `La obra costará, según la alcaldesa, dos millones`: a verb that ends before an aside, and what it still needs behind it.
pub(super) fn waits_for_rest(
    view: &View<'_>,
    start: usize,
    end: usize,
    next: usize,
    rest_end: usize,
) -> bool {
    if !(view.is_romance() || view.lang == Lang::En) || end < start + 2 || next >= rest_end {
        return false;
    }
    let last = end - 1;
    let is = |at: usize, form: Form| view.readings(at).iter().any(|reading| reading.form == form);
    let is_auxiliary = |at: usize| view.is_in(at, Group::Be) || view.is_in(at, Group::Have);
    let is_participle = is(last, Form::Participle) && (start..last).rev().take(3).any(is_auxiliary);
    let is_verb = match view.lang {
        Lang::En => view.syntax.role(last) != Role::None,
        _ => is_finite_verb(view, last, start) || is_participle,
    };
    // `les`, `en` and `y` before an infinitive are what is done something to.
    let verb = (next..rest_end.min(next + 3))
        .find(|&at| !view.is_in(at, Group::ObjectClitic))
        .unwrap_or(next);
    let is_second_verb = if is_auxiliary(last) {
        is(verb, Form::Participle)
    } else {
        view.lang == Lang::Fr && is(verb, Form::Infinitive)
    };
    // `nearly a million people`
    let is_adverb = view.is_in(next, Group::Adverb) && !view.is_in(next, Group::Determiner);
    let next = next + usize::from(is_adverb);
    // What has a verb of its own is a clause of its own.
    let is_amount = view.is_number(next) || view.is_number(next + 1) && view.is(next, Mark::Other);
    // `abrirá, según la alcaldesa, en mayo`; not `ha caído, según la policía, en un comunicado`.
    let is_adjunct = view.drops_subjects()
        && view.is_in(next, Group::Preposition)
        && !(next..rest_end.min(next + 4)).any(|at| {
            view.is_in(at, Group::Document)
                || view.is_in(at, Group::SpeechNoun)
                || view.is_in(at, Group::Setting)
        });
    let begins_phrase = is_amount
        || is_adjunct
        || view.drops_subjects() && super::object::is_amount(view, next)
        || view.is_in(next, Group::Indefinite)
        || view.is_in(next, Group::Determiner) && !view.is_in(next + 1, Group::Time);
    is_verb && (is_second_verb || begins_phrase && !has_main_verb(view, next, rest_end))
}

/// `Le pont n’est pas, selon la maire, dangereux`: a verb that says nothing by itself.
pub(super) fn ends_with_auxiliary(view: &View<'_>, start: usize, end: usize) -> bool {
    // `Encore les élus ont-ils, selon deux témoins, plaidé pour une trêve`
    let is_light = |at: &usize| {
        view.is_in(*at, Group::Negation) || view.is_in(*at, Group::Adverb) || is_clitic_pronoun(view, *at)
    };
    let last = (start..end).rev().find(|at| !is_light(at));
    last.is_some_and(|at| {
        let says_little = [Group::Be, Group::Have, Group::Modal];
        // `La loi reste, aux yeux du Conseil d’État, fragile`
        let remains = view.lang == Lang::Fr && view.is_listed(at, RomanceList::Remains);
        is_finite_verb(view, at, start) && (remains || says_little.iter().any(|group| view.is_in(at, *group)))
    })
}

/// `Il ne voyait pas, disait-il, ce qu’un train irait faire là`: a verb right before the aside, and its question behind it.
pub(super) fn waits_for_question(view: &View<'_>, start: usize, end: usize, next: usize) -> bool {
    let last = end - 1;
    let denies = view.is_listed(last, RomanceList::DeniesBehind);
    let verb = last - usize::from(denies && last > start);
    view.lang == Lang::Fr
        && view.is_word(next, "ce")
        && (view.is_in(next + 1, Group::That) || view.is_in(next + 1, Group::RelativeSubject))
        && is_finite_verb(view, verb, start)
}

/// `…, a déclaré Paul Roche, dans un communiqué`, `…, chercheur au CNRS`, `…, interrogé par l’AFP`: who said it, where and how, and
/// nothing more of what was said.
pub(super) fn is_of_saying(view: &View<'_>, at: usize) -> bool {
    if view.lang != Lang::Fr {
        return false;
    }
    let next = at + 1;
    // `très remonté`
    let is_degree = view.is_in(at, Group::Adverb) && !view.is_in(at, Group::Conjunction);
    let quality = at + usize::from(is_degree);
    let readings = view.readings(quality);
    let is_participle =
        !readings.is_empty() && readings.iter().all(|reading| reading.form == Form::Participle);
    let is_role = view.is_in(at, Group::Role)
        || !view.is_in(at, Group::Determiner) && view.is_manner(at) && view.is_in(next, Group::Role);
    let is_selfsame = view.word(at).ends_with("-même");
    let is_when = view.is_any_word(at, words!["avant", "après"])
        && (view.is_in(next, Group::Of)
            || view
                .readings(next)
                .iter()
                .any(|reading| reading.form == Form::Infinitive));
    // `dans un communiqué`, `lors d’une visite`, `en marge du sommet`, `à l’issue du conseil`
    let noun = next + usize::from(view.is_in(next, Group::Determiner));
    let is_setting = view.is_in(at, Group::Preposition)
        && (view.is_in(noun, Group::Setting) || view.is_in(noun + 1, Group::Setting))
        || view.is_any_word(at, words!["devant", "lors"]);
    // `du parti Horizons`, `de l’université de Lyon`
    let body = next + usize::from(view.is_in(next, Group::Determiner));
    let is_member = view.is_in(at, Group::Of)
        && (view.is_in(body, Group::Organization) || view.is_in(next, Group::Organization));
    is_participle || is_role || is_selfsame || is_when || is_setting || is_member
}

/// Whether a mention is one person or thing, so that a verb in the plural is not its own: `Le texte, dénoncent les élus`.
pub(super) fn is_one(view: &View<'_>, mention: &Mention) -> bool {
    let range = mention.range.clone();
    view.lang == Lang::Fr
        && range.len() == 2
        && view.is_listed(range.start, RomanceList::OneNoun)
        && !view.is_capitalised(range.start + 1)
}

/// `When the pump failed`: a clause that another must follow.
pub(super) fn begins_subordinate(view: &View<'_>, start: usize) -> bool {
    let opens = view.is_listed(start, EnglishList::FrontsSubordinate);
    opens && !view.is_in(start + 1, Group::Indefinite) || opens_time_clause(view, start)
}

/// `By the time the engine arrived`, `The day the bridge fell`: when, and not what.
pub(super) fn opens_time_clause(view: &View<'_>, start: usize) -> bool {
    let first = start + usize::from(view.is_word(start, "by"));
    let noun = first + 1 + usize::from(view.is_listed(first + 1, EnglishList::WhichMoment));
    view.is_listed(first, EnglishList::OpensMoment)
        && view.is_listed(noun, EnglishList::MomentNoun)
        && (view.is_in(noun + 1, Group::Determiner)
            || view.is_in(noun + 1, Group::Pronoun)
            || view.is_name(noun + 1))
}
