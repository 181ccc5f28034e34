//! `X a dit à la police que …`, `X said (that) …`, `X explique comment …`.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::clause_marker::marker;
use super::english_infinitive::told_by;
use super::reported_end::{
    before_deed, before_main_clause, before_own_next, before_participle, before_predicate, is_no_answer,
};
use crate::extract::candidate::{Candidate, Source};
use crate::extract::clause::clause_end;
use crate::extract::lexicon::{Form, Frame, Group, RomanceList};
use crate::extract::noun_phrase::{Being, being, phrase_from, skip_time, title_before};
use crate::extract::verb_group::{
    Shape, VerbGroup, has_finite_verb, is_clitic_pronoun, is_finite_verb, is_hard_mark,
};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// How many words may stand between a verb and its `que`.
pub(super) const REACH: usize = 24;

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    if let Some(candidate) = fragment(scene) {
        scene.propose(candidate, None);
    }
    for place in 0..scene.groups.len() {
        let Some(group) = scene.free_group(place) else {
            continue;
        };
        let Some((start, rule)) = marker(scene, &group) else {
            continue;
        };
        // `Viendo que llovía, …`: what somebody sees.
        let is_seen = scene.view.drops_subjects()
            && group.shape == Shape::Gerund
            && ["ver", "vedere"].contains(&group.lemma.as_ref());
        if is_seen {
            continue;
        }
        if super::unfit::is_attributive(scene.view, &group, start) {
            continue;
        }
        let start = with_antecedent(scene.view, &group, start);
        let told =
            super::historic::speaker(scene, &group).or_else(|| super::late_subject::cleft(scene, &group));
        let hangs = || {
            hangs_on_speech(scene.view, &group, scene.range.start) || told_by(scene.view, &group).is_some()
        };
        if group.shape == Shape::Infinitive && told.is_none() && !hangs() {
            continue;
        }
        let Some(speaker) = told.or_else(|| scene.speaker(&group)) else {
            continue;
        };
        // `Nadie sabe cuándo`: what nobody knows is nobody's word.
        let is_unknown = rule == "question"
            && scene.view.drops_subjects()
            && ["saber", "sapere"].contains(&group.lemma.as_ref())
            && matches!(&speaker, Source::Mention(mention) if scene.view.is_in(mention.range.start, Group::Nobody));
        if is_unknown {
            continue;
        }
        if rule == "clause-without-that" && is_noun_before_relative(scene.view, &group, &speaker) {
            continue;
        }
        let end = scene.before_speaker(start..clause_end(scene, start), &speaker);
        // `…, relevant que c’était grave, mais il a clos l’affaire`: the main clause goes on.
        let end = (start..end)
            .find(|&at| {
                scene.view.lang == Lang::Fr
                    && group.shape == Shape::Gerund
                    && scene.view.is(at, Mark::Comma)
                    && scene.view.depth(at) == scene.depth
                    && scene.view.is_word(at + 1, "mais")
                    && has_finite_verb(scene.view, at + 2, end)
            })
            .unwrap_or(end);
        let end = before_main_clause(scene, &group, start..end);
        let end = before_predicate(scene, &group, start..end);
        let end = before_participle(scene, &group, start..end);
        let end = before_own_next(scene, &group, start..end, &speaker);
        let end = if rule == "question" {
            before_deed(scene, &group, start..end)
        } else {
            end
        };
        // `contested that view`
        if end <= start + usize::from(rule == "clause" && scene.view.lang == Lang::En)
            || rule == "question" && is_no_answer(scene.view, &group, start, &speaker)
            || rule == "question" && end == start + 1 && scene.view.drops_subjects()
        {
            continue;
        }
        if scene.propose(Candidate::over(rule, start..end, speaker), Some(&group)) {
            scene.mark_used(place);
        }
    }
}

/// `recalled the paper that he had sat`: what somebody remembers stands before the relative clause.
fn with_antecedent(view: &View<'_>, group: &VerbGroup, start: usize) -> usize {
    let noun = group.end;
    let is_object = view.lang == Lang::En
        && ["recall", "remember"].contains(&group.lemma.as_ref())
        && start > noun + 2
        && is_that(view, start - 1)
        && view.is_in(noun, Group::Determiner)
        && phrase_from(view, noun, start - 1).is_some_and(|phrase| phrase.end == start - 1)
        && !view.is_in(start - 2, Group::OpinionClause);
    if is_object { noun } else { start }
}

/// Whether a place is the first of its period, over `et`, `mais` or an adverb.
pub(super) fn opens_period(scene: &Scene<'_, '_>, at: usize) -> bool {
    let (view, first) = (scene.view, scene.range.start);
    at == first
        || at == first + 1 && (view.is_in(first, Group::Conjunction) || view.is_in(first, Group::Adverb))
}

/// `Et que la voiture resterait au garage.`: a sentence that goes on with the clause reported before it.
fn fragment(scene: &Scene<'_, '_>) -> Option<Candidate> {
    let view = scene.view;
    let start = scene.range.start;
    let is_fragment = view.lang == Lang::Fr
        && scene.depth == 0
        && view.is_listed(start, RomanceList::AndBut)
        && view.starts_sentence(start)
        && is_that(view, start + 1)
        && scene.range.end > start + 4;
    is_fragment.then(|| {
        Candidate::over(
            "continuation",
            start + 2..clause_end(scene, start + 2),
            Source::Continuation,
        )
    })
}

/// `the chip rules he helped write`: what no person or body does before a pronoun is a noun with its relative clause.
fn is_noun_before_relative(view: &View<'_>, group: &VerbGroup, speaker: &Source) -> bool {
    let Source::Mention(mention) = speaker else {
        return false;
    };
    view.lang == Lang::En
        && group.shape == Shape::Finite
        && view.word(group.head).ends_with('s')
        && group.end == group.head + 1
        && view.is_in(group.end, Group::Pronoun)
        && being(view, mention.range.clone()) == Being::Unknown
}

/// `demande à ce que la loi change`, `se réjouit de ce que la loi change`: a clause, whatever stands before it.
pub(super) fn behind_that(view: &View<'_>, (start, rule): (usize, &'static str)) -> (usize, &'static str) {
    let is_that = view.lang == Lang::Fr && view.is_word(start, "ce") && view.is_in(start + 1, Group::That);
    if is_that {
        (start + 2, "clause")
    } else {
        (start, rule)
    }
}

/// `avant d’exhorter`, `ont manifesté pour réclamer`: what the main subject says next, or does something to say.
pub(super) fn is_said_next(view: &View<'_>, group: &VerbGroup, from: usize) -> bool {
    let before = group.head.checked_sub(1).filter(|&before| before > from);
    // `…, non sans rappeler que`
    let is_next = |of: usize| {
        view.is_in(of, Group::InfinitiveOf) && view.is_word(of - 1, "avant")
            || view.is_word(of, "sans") && view.is_word(of - 1, "non")
    };
    view.lang == Lang::Fr
        && group.shape == Shape::Infinitive
        && before.is_some_and(|before| is_next(before) || is_purpose(view, group, before, from))
}

/// `ont manifesté pour réclamer`: a voice is raised, by nobody who is only able to.
fn is_purpose(view: &View<'_>, group: &VerbGroup, before: usize, from: usize) -> bool {
    /// How far before it *trop* and *assez* stand.
    const NEAR: usize = 6;
    // `Les parties ont vingt jours pour demander des actes`: they may.
    let has_time = (from..before).any(|at| {
        view.is_in(at, Group::Have) && !(at + 1..at + 4).any(|next| view.may_be(next, Form::Participle))
    });
    view.is_word(before, "pour")
        && !has_time
        && group.frames.has(Frame::Object)
        && group.frames.has(Frame::Quote)
        && !(before.saturating_sub(NEAR).max(from)..before)
            .any(|at| view.is_in(at, Group::Negation) || view.is_listed(at, RomanceList::EnoughTo))
}

/// `avant de préciser que`, `sans dire que`, `before saying that`: an infinitive whose subject is the main one.
fn hangs_on_speech(view: &View<'_>, group: &VerbGroup, from: usize) -> bool {
    let Some(before) = group.head.checked_sub(1).filter(|&before| before >= from) else {
        return false;
    };
    match view.lang {
        Lang::En => {
            view.is_word(group.head, "to")
                && (view.is_mark(before) || view.syntax.role(before) != crate::extract::syntax::Role::None)
        }
        _ if view.drops_subjects() => {
            // `antes de anunciar`, `tras insistir en`, `ao lembrar`
            let word = if view.is_in(before, Group::InfinitiveOf)
                && before > from
                && !view.is_in(before, Group::Upon)
            {
                before - 1
            } else {
                before
            };
            view.is_in(word, Group::Upon)
        }
        _ => is_said_next(view, group, from) || view.is_word(before, "pour") && group.head == group.start,
    }
}

/// Where the clause begins that reading the clauses found to be the verb’s.
pub(super) fn governed(scene: &Scene<'_, '_>, group: &VerbGroup) -> Option<usize> {
    let view = scene.view;
    let start = (group.start..group.end)
        .rev()
        .find_map(|at| view.syntax.governed(at))?
        .start;
    let is_near = start > 0 && start >= group.end && start < scene.range.end.min(group.end + 2 * REACH);
    let is_question = view.is_in(start, Group::Wh) && !view.is_in(start.checked_sub(1)?, Group::That);
    // `learning in a diverse place and who themselves reflect it`: joined to something else.
    let is_joined = is_question && view.is_in(start - 1, Group::Conjunction) && start - 1 > group.end;
    // `would hold technical talks`: no clause without *that*.
    let is_zero = !view.is_in(start.checked_sub(1)?, Group::That) && !is_question;
    // `is grateful for the help he was given`
    let is_adjective = group.lemma.starts_with("be ") && view.is_in(group.end, Group::Preposition);
    let may_be_zero =
        (group.frames.has(Frame::BareClause) || group.frames.has(Frame::Someone)) && !is_adjective;
    let is_near = is_near && !is_joined && (may_be_zero || !is_zero) && !is_behind_object(view, group, start);
    // `said “thousands” of jobs would go`: a quotation opens the clause.
    let open = start - 1;
    let is_quoted = view.lang == Lang::En
        && (open == group.end || open > group.end && view.is_in(open - 1, Group::That))
        && scene
            .quotes
            .iter()
            .any(|quote| quote.open == open && quote.end <= scene.range.end);
    let start = if is_quoted { open } else { start };
    // `told ABC’s “This Week” she would run`
    let is_outside = view.depth(start - 1) <= scene.depth
        || scene
            .quotes
            .iter()
            .any(|quote| quote.end == start && crate::extract::syntax::is_title(view, quote));
    (is_near
        && is_outside
        && !(is_question && is_when(view, group, start))
        && (!is_question || group.frames.has(Frame::Wh)))
    .then_some(start)
}

/// `told them to stop when they saw it`: what they are told, and not when; `said no when asked why`.
pub(super) fn is_when(view: &View<'_>, group: &VerbGroup, start: usize) -> bool {
    view.lang == Lang::En
        && (group.frames.has(Frame::SomeoneTo)
            && !view.is_in(group.end, Group::ToInfinitive)
            && (group.end..start).any(|at| view.is_in(at, Group::ToInfinitive))
            // `what she said when she left`; but `did not say when it opens`
            || group.lemma == "say"
                && (view.is_any_word(group.end, words!["no", "yes"])
                    || view.is_word(start, "when") && !group.is_negated && view.is_word(group.head, "said")))
}

/// `demonstrates talent in all he does`, `knew of it at the time, the day he left`: a clause without *that* stands right
/// behind its verb, or behind phrases that tell where, when and to whom.
fn is_behind_object(view: &View<'_>, group: &VerbGroup, start: usize) -> bool {
    // `cited problems at the mill that he blamed on the mayor`: a relative clause of what is cited.
    let is_cited = group.lemma == "cite" && start > group.end + 1 && view.is_in(start - 1, Group::That);
    if is_cited {
        return true;
    }
    // `said the reasons why they left were clear`: the question hangs on the noun.
    let has_mark = view.is_in(start - 1, Group::That)
        || view.is_in(start, Group::Wh) && !group.frames.has(Frame::BareClause);
    if has_mark || group.frames.has(Frame::Someone) {
        return false;
    }
    let mut first = group.end;
    while first < start && (view.is_in(first, Group::Adverb) || view.is_manner(first)) {
        first += 1;
    }
    first = skip_time(view, first, start);
    let n_commas = (first..start).filter(|&at| view.is(at, Mark::Comma)).count();
    first < start
        && (n_commas == 1 && !view.is(first, Mark::Comma)
            || (!view.is_mark(first) || matches!(view.word(first), "$" | "£" | "€" | "¥"))
                && !view.is_in(first, Group::Preposition)
                && !view.is_in(first, Group::Subordinator)
                && !view.is_in(first, Group::ToInfinitive))
}

/// What may stand between: adverbs, times, a phrase with a preposition, an addressee, an aside between commas.
pub(super) fn skip(
    scene: &Scene<'_, '_>,
    at: usize,
    until: usize,
    takes_someone: bool,
    takes_of: bool,
) -> usize {
    let view = scene.view;
    let groups = view.groups(at);
    let behind_time = skip_time(view, at, until);
    if behind_time > at {
        return behind_time;
    }
    if let Some(end) = view.behind_adverbial(at) {
        return end;
    }
    if let Some(end) = behind_emphasis(view, at) {
        return end;
    }
    if is_clitic_pronoun(view, at)
        || groups.has(Group::Adverb)
        || groups.has(Group::Time)
        || view.is_manner(at)
        || groups.has(Group::Hedge)
        || view.is_number(at)
    {
        return at + 1;
    }
    // `James afirmó (en 1906) que`
    if view.is(at, Mark::Open) && view.is_romance() {
        let close = (at + 1..until.min(at + 10)).find(|&place| view.is(place, Mark::Close));
        return close.map_or(at, |close| close + 1);
    }
    if view.is(at, Mark::Comma) {
        // An aside: to the next comma, without a verb of its own.
        let close = (at + 1..until).find(|&place| view.is(place, Mark::Comma) || is_hard_mark(view, place));
        if let Some(close) = close
            && view.is(close, Mark::Comma)
            && (!(at + 1..close).any(|place| is_finite_verb(view, place, at + 1))
                || is_described_place(view, at + 1..close)
                || is_condition(view, at + 1..close))
        {
            return close + 1;
        }
        // `, lors d’une réunion, que`, or a comma before `que` itself.
        return if is_that(view, at + 1) && view.is_romance() {
            at + 1
        } else {
            at
        };
    }
    // `s’inquiète des conséquences que`: behind `de` and a noun `que` is a relative pronoun.
    let is_object = !takes_of && view.is_romance() && groups.has(Group::Of) && !is_that(view, at + 1);
    let is_preposition =
        groups.has(Group::Preposition) || groups.has(Group::Addressee) || groups.has(Group::Of);
    if is_preposition && !is_that(view, at) && !is_object {
        let start = at + 1;
        // `insiste pour dire que`: the infinitive reports.
        let is_infinitive = view.may_be(start, Form::Infinitive);
        let is_content = view.is_in(at, Group::For) || view.is_in(at, Group::InfinitiveOf);
        // `demande de voter en rappelant que`: the gerund reports.
        let is_other = || {
            scene
                .groups
                .iter()
                .any(|group| group.start == at && group.shape == Shape::Gerund)
        };
        if view.lang == Lang::Fr && (is_infinitive && is_content || is_other()) {
            return at;
        }
        // `advirtió de que`, `insistió en que`, `tient à ce que`
        if view.is_romance() && is_that(view, start) {
            return start;
        }
        // `a montré dans « Raboliot », que`, `a écrit dans son essai « Raboliot » que`
        let title = |open: usize| {
            let quote = view
                .quote_around(open, scene.depth)
                .filter(|quote| quote.open == open)?;
            title_before(view, quote.end, at).map(|_| quote.end)
        };
        let phrase = phrase_from(view, start, until).or_else(|| phrase_from(view, start + 1, until));
        let end = phrase.map_or(start, |phrase| phrase.end);
        // `me aconsejaron sobre un asunto que tenía pendiente`, `cuenta con una piscina que da al mar`: said of the noun.
        if view.drops_subjects()
            && is_that(view, end)
            && view.is_listed(at, RomanceList::OnSomething)
            && view.is_in(start, Group::Indefinite)
        {
            return at;
        }
        let behind_title = title(start).or_else(|| title(end));
        return behind_title.unwrap_or(if end > start { end } else { at });
    }
    if takes_someone {
        if view.is_in(at, Group::StressedPronoun) || view.is_in(at, Group::Pronoun) {
            return at + 1;
        }
        return phrase_from(view, at, until).map_or(at, |phrase| phrase.end);
    }
    at
}

/// `a fait savoir, dans une note que le journal a lue, que`: an aside of place with a relative clause, before the clause reported.
fn is_described_place(view: &View<'_>, aside: Range<usize>) -> bool {
    let opens = aside
        .clone()
        .skip(2)
        .find(|&at| view.is_in(at, Group::Relative) || is_that(view, at));
    view.lang == Lang::Fr
        && view.is_in(aside.start, Group::Preposition)
        && is_that(view, aside.end + 1)
        && opens.is_some_and(|opens| !(aside.start..opens).any(|at| is_finite_verb(view, at, aside.start)))
}

/// `demande, si la loi passe, à ce que`, `explique, quand on l’interroge, que`: an aside with a clause of its own.
fn is_condition(view: &View<'_>, aside: Range<usize>) -> bool {
    let next = aside.end + 1;
    view.lang == Lang::Fr
        && !view.is_in(aside.start, Group::AsSaid)
        && (view.is_in(aside.start, Group::Hypothesis)
            || view.is_listed(aside.start, RomanceList::WhileAsked))
        && (is_that(view, next)
            || view.is_in(next, Group::InfinitiveTo)
                && view.is_in(next + 1, Group::What)
                && is_that(view, next + 2))
}

/// Behind what stresses the verb or who speaks, where nothing else it could be fits: `estime même que`, `juge elle aussi que`.
pub(super) fn behind_emphasis(view: &View<'_>, at: usize) -> Option<usize> {
    if view.lang != Lang::Fr {
        return None;
    }
    let end = if view.is_listed(at, RomanceList::Stressed) && view.is_listed(at + 1, RomanceList::TooOrNot) {
        at + 2 + usize::from(view.is_word(at + 2, "plus"))
    } else if view.is_listed(at, RomanceList::EvenSo) || view.is_listed(at, RomanceList::Selfsame) {
        at + 1
    } else {
        return None;
    };
    is_that(view, end).then_some(end)
}

pub(super) fn is_that(view: &View<'_>, at: usize) -> bool {
    view.is_in(at, Group::That)
}
