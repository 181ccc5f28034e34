//! How far content goes that is a noun phrase or an infinitive.

use propos_segment::Lang;

use super::clause::{begins_main_clause, clause_end, has_finite_until_mark, relative_end};
use super::comment::{is_apposed_comment, is_apposed_report, is_circumstance};
use super::lexicon::{Ending, EnglishList, Form, Group, RomanceList};
use super::rules::Scene;
use super::verb_group::{has_finite_verb, is_finite_verb, is_verb_behind_object};
use super::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// `avoir payé, pendant des années, une taxe`: behind what parts a French infinitive or participle from its object.
fn behind_aside(scene: &Scene<'_, '_>, start: usize, comma: usize, end: usize) -> Option<usize> {
    /// How many words such an aside has at most.
    const LONGEST: usize = 6;
    let view = scene.view;
    let verb = comma.checked_sub(1).filter(|&verb| verb >= start)?;
    let waits = view.may_be(verb, Form::Infinitive) || view.may_be(verb, Form::Participle);
    // `mois après mois`, `jour après jour`
    let is_each = view.is_word(comma + 2, "après") && view.word(comma + 1) == view.word(comma + 3);
    if view.lang != Lang::Fr || !waits || !(is_each || view.is_in(comma + 1, Group::Preposition)) {
        return None;
    }
    let close = (comma + 2..end.min(comma + 2 + LONGEST)).find(|&at| view.is_mark(at))?;
    let object = close + 1;
    let begins = view.is_number(object)
        || view.is_in(object, Group::Determiner) && !view.is_in(object, Group::Of)
        || view.is_word(object, "des");
    let is_object = view.is(close, Mark::Comma) && begins && !has_finite_verb(view, comma, end);
    is_object.then_some(object)
}

/// `Though she called for lower pay, Ms. Roe kept her own`: whether the main clause of an English sentence begins behind a comma.
fn begins_main(scene: &Scene<'_, '_>, start: usize, next: usize, end: usize) -> bool {
    let view = scene.view;
    let is_main =
        |at: usize| view.syntax.is_finite(at) && view.syntax.clause(at).is_some_and(|clause| clause.is_main);
    view.lang == Lang::En
        && view.syntax.begins_subject(next, end)
        && !view.is_in(next, Group::Relative)
        && !(scene.range.start..start).any(is_main)
}

/// The end of a noun phrase or infinitive that is content: it stops at a comma that opens something new.
pub(crate) fn phrase_end(scene: &Scene<'_, '_>, start: usize) -> usize {
    let view = scene.view;
    let end = clause_end(scene, start);
    let relative_end = relative_end(scene, start);
    let mut at = start;
    while at < end {
        if view.depth(at) > scene.depth {
            at = view
                .quote_around(at, scene.depth)
                .map_or(at + 1, |quote| quote.end.max(at + 1));
            // English commas stand inside the quotation.
            let is_gerund = view.may_be(at, Form::Gerund);
            let has_comma = at > 1 && view.is(at - 2, Mark::Comma);
            let is_contrast = view.lang == Lang::En
                && (view.is_in(at, Group::Contrast)
                    || view.is_in(at, Group::Conjunction) && has_finite_until_mark(view, at + 1, end));
            // `accused them of “wasting money” after the roof fell in`: when he said so.
            let is_occasion = view.lang == Lang::En
                && view.is(start, Mark::Quote)
                && view.is_any_word(at, words!["after", "before"])
                && view.syntax.begins_subject(at + 1, end);
            if has_comma && (is_gerund || is_contrast) || is_occasion {
                return at;
            }
            continue;
        }
        if view.is(at, Mark::Comma) {
            let next = at + 1;
            if let Some(behind) = behind_aside(scene, start, at, end) {
                at = behind;
                continue;
            }
            // `réclame une aide, la ville étant ruinée`: why.
            let is_absolute = view.lang == Lang::Fr
                && view.is_in(next, Group::Determiner)
                && (next + 2..end.min(next + 8))
                    .take_while(|&place| !view.is_mark(place))
                    .any(|place| view.is_any_word(place, words!["ayant", "étant"]));
            if is_absolute {
                return at;
            }
            // `revendiquent 10 000 manifestants, la police en a compté 3 500`
            if view.lang == Lang::Fr
                && (begins_main_clause(scene, start, at) || begins_other_clause(scene, start, next, end))
            {
                return at;
            }
            // `conteste les faits, ce qui ne laisse pas le choix`: what the article makes of it.
            if view.lang == Lang::Fr && view.is_word(next, "ce") && view.is_in(next + 1, Group::Relative)
                || is_apposed_report(view, next)
                || is_apposed_comment(view, next)
                || is_circumstance(view, next)
                // `threatened to sue, then backed off`
                || view.lang == Lang::En && view.is_word(next, "then") && view.syntax.is_finite(next + 1)
            {
                return at;
            }
            // `un homme qui a soutenu la loi, a félicité la police`: the verb of somebody before.
            if view.lang == Lang::Fr
                && is_finite_verb(view, next, next)
                // `900 millions, soit quatre fois moins`
                && !view.is_word(next, "soit")
                && !(start..at).any(|at| view.depth(at) == scene.depth && view.is_in(at, Group::Relative))
            {
                return at;
            }
            // `demanda du secours, se convertissant même`
            let verb =
                next + usize::from(view.lang == Lang::Fr && view.is_any_word(next, words!["s'", "se"]));
            let is_participle =
                view.may_be(verb, Form::Gerund) || view.lexicon.ends(view.word(verb), Ending::Gerund);
            // `criticized the plan, even suggesting it was illegal`
            let is_participle = is_participle
                || view.lang == Lang::En
                    && view.is_listed(next, EnglishList::EvenBefore)
                    && view.may_be(next + 1, Form::Gerund);
            // `reading, writing and mathematics`
            let is_listed =
                view.lang == Lang::En && (view.is_in(next + 1, Group::And) || view.is(next + 1, Mark::Comma));
            // `condemned the raids, including the last one`
            let is_included =
                view.lang == Lang::En && view.is_any_word(next, words!["excluding", "including"]);
            let is_participle = is_participle && !is_listed && !is_included;
            let is_time = view.is_in(next, Group::Time);
            if view.lang == Lang::En && is_finite_verb(view, next, next) {
                return at;
            }
            let is_subject = view.is_in(next, Group::Pronoun) && !view.is_in(next, Group::Determiner);
            if is_subject || begins_main(scene, start, next, end) {
                return at;
            }
            // `refused to join, but the leaders, among them Ann Roe, were asked`
            let is_turn = view.lang == Lang::En
                && view.is_in(next, Group::But)
                && (view.is_in(next + 1, Group::Determiner)
                    || view.is_in(next + 1, Group::Pronoun)
                    || view.is_capitalised(next + 1))
                && has_finite_verb(view, next + 1, end);
            // `if the leader, Ann Roe, or any of her men are harmed`
            let is_or = view.lang == Lang::En
                && view.is_word(next, "or")
                && !view.is_in(next + 1, Group::Adverb)
                && !view.is_in(next + 1, Group::Hedge);
            let is_conjunction = is_turn
                || view.is_in(next, Group::Conjunction)
                    && !is_or
                    // `suggère de s’arrêter là, et de finir quand il y aura de quoi`
                    && !(view.lang == Lang::Fr
                        && view.is_in(next + 1, Group::InfinitiveOf)
                        && start > 0
                        && view.is_in(start - 1, Group::InfinitiveOf))
                    && (has_finite_until_mark(view, next + 1, end)
                        // `opposed the merger, yet the regulator, which had no objection, approved it`
                        || view.lang == Lang::En && view.syntax.begins_clause(next + 1, scene.range.end)
                        || begins_other_clause(scene, start, next + 1, end));
            // `pardon Ann Roe, who has not been charged`, `a close race in Ohio, where few have voted`: what the article tells of it.
            let is_of_name = view.lang == Lang::En
                && at > start
                && view.is_any_word(next, words!["where", "who"])
                && !(next..end).any(|place| view.is(place, Mark::Comma) && view.depth(place) == scene.depth);
            if Some(at) == relative_end || is_of_name || is_said_of_it(scene, next) {
                return at;
            }
            let is_clause = view.is_in(next, Group::Subordinator)
                && !view.is_in(next, Group::Relative)
                // `to employ Ann Roe, the deputy, as much as possible`
                && !(view.is_word(next, "as") && view.is_word(next + 2, "as"));
            if is_participle || is_time || is_conjunction || is_clause {
                return at;
            }
        }
        // `critique le plan en soulignant que`: what is said beside it.
        if at > start
            && (view.lang == Lang::Fr && view.is_word(at, "en") || view.drops_subjects())
            && is_said_beside(scene, start, at)
        {
            return at;
        }
        // `defendió la relación con Francia en su discurso`, `… y en la que apoyó la ley`: where it was said.
        let is_where = view.drops_subjects()
            && at > start
            && view.is_listed(at, RomanceList::SpokenWhere)
            && (at + 1..at + 3).any(|noun| {
                view.is_in(noun - 1, Group::Possessive)
                    && (view.is_in(noun, Group::Document) || view.is_in(noun, Group::SpeechNoun))
            });
        let is_other = view.drops_subjects()
            && at > start
            && view.is_in(at, Group::And)
            && view.is_in(at + 1, Group::Preposition)
            && (view.is_in(at + 2, Group::Determiner) && view.is_in(at + 3, Group::RelativeSubject));
        if is_where || is_other {
            return at;
        }
        // `accusent le chef de violences alors que la tension monte`
        if at > start
            && view.lang == Lang::Fr
            && view.is_word(at, "alors")
            && view.is_in(at + 1, Group::That)
            && !has_infinitive(view, start, at)
        {
            return at;
        }
        // `souhaitent maintenir le statu quo ce qui accroît les tensions`: a comma is missing.
        if view.lang == Lang::Fr
            && at > start
            && view.is_word(at, "ce")
            && view.is_in(at + 1, Group::RelativeSubject)
            && !view.is_in(at - 1, Group::Of)
            && !view.is_in(at - 1, Group::Preposition)
            && !view.is_listed(at - 1, RomanceList::JoinedBefore)
        {
            return at;
        }
        // `solicitó la nulidad al entender que`: why.
        let is_why = view.drops_subjects()
            && at > start
            && view.is_any_word(at, words!["al", "ao"])
            && view.may_be(at + 1, Form::Infinitive);
        if view.is_word(at, "tout") && view.is_word(at + 1, "en")
            || view.is_romance() && view.is(at, Mark::Colon)
            || is_why
        {
            return at;
        }
        if (view.is_in(at, Group::And) || view.is_in(at, Group::But))
            && at > start
            && (begins_predicate(view, at + 1, start)
                || view.lang == Lang::En
                    && (view.syntax.begins_clause(at + 1, scene.range.end)
                        // `and very few in fact have been`
                        || view.is_word(at + 1, "very")
                            && view.syntax.begins_clause(at + 2, scene.range.end))
                || begins_other_clause(scene, start, at + 1, end))
        {
            return at;
        }
        // `urging them to go on and a union leader telling them to stop`
        let is_other_speaker = view.lang == Lang::En
            && view.is_in(at, Group::And)
            && view.is_in(at + 1, Group::Determiner)
            && scene.groups.iter().any(|group| {
                group.shape == super::verb_group::Shape::Gerund
                    && group.start > at + 1
                    && group.start < at + 7
                    && super::noun_phrase::phrase_from(view, at + 1, group.start)
                        .is_some_and(|phrase| phrase.end == group.start)
            });
        if is_other_speaker && at > start {
            return at;
        }
        // `… y quien pide`, `… e chi chiede`: somebody else.
        if view.drops_subjects()
            && view.is_in(at, Group::And)
            && view.is_in(at + 1, Group::Unspecified)
            && view.is_in(at + 1, Group::RelativeSubject)
        {
            return at;
        }
        if is_spaced_dash(view, at) {
            match behind_dashes(scene, at, end) {
                Some(behind) => at = behind,
                None => return at,
            }
            continue;
        }
        at += 1;
    }
    end
}

fn is_spaced_dash(view: &View<'_>, at: usize) -> bool {
    view.is(at, Mark::Dash) && view.token(at).is_some_and(|token| token.is_spaced)
}

/// `anuncia la creación de una empresa – la Faro – para la isla`: behind a pair of dashes with a phrase between them, where the content goes
/// on.
fn behind_dashes(scene: &Scene<'_, '_>, open: usize, end: usize) -> Option<usize> {
    /// How many words stand between them.
    const LONGEST: usize = 10;
    let view = scene.view;
    let close = (open + 2..end.min(open + 2 + LONGEST)).find(|&at| is_spaced_dash(view, at))?;
    let next = close + 1;
    let goes_on = view.is_in(next, Group::Preposition)
        || view.is_in(next, Group::Of)
        || view.is_in(next, Group::InfinitiveTo)
        || view.is_in(next, Group::RelativeSubject);
    (view.is_romance() && goes_on && next + 1 < end && !has_finite_verb(view, open, close)).then_some(next)
}

/// `demande le départ du chef, qui a accusé Paris de mentir`, `salue le plan, qu’il qualifie de « hardi »`: a relative clause behind a
/// comma that reports something itself.
fn is_said_of_it(scene: &Scene<'_, '_>, relative: usize) -> bool {
    let view = scene.view;
    view.lang == Lang::Fr
        && view.is_in(relative, Group::Relative)
        && (relative + 1..scene.range.end.min(relative + 8))
            .take_while(|&at| !view.is_mark(at))
            .find(|&at| is_finite_verb(view, at, relative))
            .is_some_and(|verb| {
                scene
                    .groups
                    .iter()
                    .any(|group| (group.start..group.end).contains(&verb))
            })
}

/// Whether a gerund that reports hangs on the verb before content. Behind an infinitive it may tell how something is to be
/// done, and counts with a clause of its own only: `demande de voter en rappelant que`.
fn is_said_beside(scene: &Scene<'_, '_>, start: usize, at: usize) -> bool {
    let view = scene.view;
    let gerund = scene
        .groups
        .iter()
        .find(|group| group.start == at && group.shape == super::verb_group::Shape::Gerund);
    gerund.is_some_and(|group| !has_infinitive(view, start, at) || scene.reports_clause(group))
}

fn has_infinitive(view: &View<'_>, from: usize, until: usize) -> bool {
    (from..until).any(|at| view.may_be(at, Form::Infinitive))
}

/// `demandent des aides et leur porte-parole, Anne Roy, exige`, `nie l’avoir vendu, mais deux salariés assurent`: behind content
/// that has no verb of its own, somebody else with a verb begins another clause.
fn begins_other_clause(scene: &Scene<'_, '_>, start: usize, at: usize, end: usize) -> bool {
    let view = scene.view;
    let is_subject = view.is_in(at, Group::Determiner) && !view.is_in(at, Group::Of)
        || view.is_in(at, Group::Pronoun)
        || view.is_capitalised(at)
        || view.is_number(at);
    if view.lang != Lang::Fr || !is_subject {
        return false;
    }
    let opens = |at: usize| {
        view.is_in(at, Group::That)
            || view.is_in(at, Group::Relative)
            || view.is_in(at, Group::Wh)
            || view.is_in(at, Group::Subordinator)
            || is_finite_verb(view, at, start)
    };
    if (start..at - 1).any(|at| view.depth(at) == scene.depth && opens(at)) {
        return false;
    }
    let is_pronoun = view.is_in(at, Group::Pronoun) && !view.is_in(at, Group::Determiner);
    let phrase = super::noun_phrase::phrase_from(view, at, end).map(|phrase| phrase.end);
    let Some(mut verb) = phrase.or(is_pronoun.then_some(at + 1)) else {
        return false;
    };
    if view.is(verb, Mark::Comma)
        && let Some(close) = (verb + 1..end.min(verb + 10)).find(|&at| view.is_mark(at))
        && view.is(close, Mark::Comma)
    {
        verb = close + 1;
    }
    while verb < end
        && (view.is_in(verb, Group::ObjectClitic)
            || view.is_in(verb, Group::Negation)
            || view.is_in(verb, Group::Adverb))
    {
        verb += 1;
    }
    verb < end && is_finite_verb(view, verb, at)
}

/// Whether a second predicate of the same subject follows: `et est prêt`, `and said`.
fn begins_predicate(view: &View<'_>, at: usize, from: usize) -> bool {
    let mut at = at;
    while view.is_in(at, Group::Adverb)
        || view.is_in(at, Group::Negation)
        || view.is_word(at, "s'")
        || view.is_word(at, "se")
        // `accuse le juge de fraude et lui a donné une heure`
        || view.lang == Lang::Fr && view.is_listed(at, RomanceList::PronounBefore)
    {
        at += 1;
    }
    if is_verb_behind_object(view, at) {
        return true;
    }
    is_finite_verb(view, at, from)
        && (view.is_in(at, Group::Have)
            || view.is_in(at, Group::Be)
            || view.is_in(at, Group::Modal)
            || !view.readings(at).is_empty()
            // `vowed to outdo his rival and masterminded a raid`
            || view.lang == Lang::En && view.word(at).ends_with("ed"))
}
