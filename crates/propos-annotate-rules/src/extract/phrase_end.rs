//! How far content goes that is a noun phrase or an infinitive.

use propos_segment::Lang;

use super::clause::{begins_main_clause, clause_end, has_finite_until_mark, relative_end};
use super::comment::{is_apposed_comment, is_apposed_report, is_circumstance};
use super::lexicon::{Ending, EnglishList, Form, Group, RomanceList};
use super::noun_phrase::phrase_from;
use super::rules::Scene;
use super::syntax::Role;
use super::verb_group::{Shape, VerbGroup, has_finite_verb, is_finite_verb, is_verb_behind_object};
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
    let phrase = Phrase {
        scene,
        start,
        end: clause_end(scene, start),
        relative_end: relative_end(scene, start),
    };
    let mut at = start;
    while at < phrase.end {
        match phrase.step(at) {
            Step::On(next) => at = next,
            Step::Ends(end) => return end,
        }
    }
    phrase.end
}

/// What a place does with a phrase that is read from left to right.
enum Step {
    /// The phrase goes on there.
    On(usize),
    /// It has ended there.
    Ends(usize),
}

/// A phrase whose end is looked for.
struct Phrase<'s, 'v, 't> {
    scene: &'s Scene<'v, 't>,
    start: usize,
    /// Where its clause ends.
    end: usize,
    /// The comma at which a relative clause before it ends.
    relative_end: Option<usize>,
}

impl Phrase<'_, '_, '_> {
    fn step(&self, at: usize) -> Step {
        let view = self.scene.view;
        if view.depth(at) > self.scene.depth {
            return self.behind_quote(at);
        }
        if view.is(at, Mark::Comma) {
            if let Some(behind) = behind_aside(self.scene, self.start, at, self.end) {
                return Step::On(behind);
            }
            if self.ends_at_comma(at) {
                return Step::Ends(at);
            }
        }
        let is_over =
            self.opens_beside(at) || at > self.start && (self.lacks_comma(at) || self.is_joined_clause(at));
        if is_over {
            return Step::Ends(at);
        }
        if is_spaced_dash(view, at) {
            return behind_dashes(self.scene, at, self.end).map_or(Step::Ends(at), Step::On);
        }
        Step::On(at + 1)
    }

    /// Goes over quoted words. English commas stand inside them.
    fn behind_quote(&self, at: usize) -> Step {
        let view = self.scene.view;
        let behind = view
            .quote_around(at, self.scene.depth)
            .map_or(at + 1, |quote| quote.end.max(at + 1));
        let has_comma = behind > 1 && view.is(behind - 2, Mark::Comma);
        let is_contrast = || {
            view.lang == Lang::En
                && (view.is_in(behind, Group::Contrast)
                    || view.is_in(behind, Group::Conjunction)
                        && has_finite_until_mark(view, behind + 1, self.end))
        };
        // `accused them of “wasting money” after the roof fell in`: when he said so.
        let is_occasion = || {
            view.lang == Lang::En
                && view.is(self.start, Mark::Quote)
                && view.is_any_word(behind, words!["after", "before"])
                && view.syntax.begins_subject(behind + 1, self.end)
        };
        let opens = has_comma && (view.may_be(behind, Form::Gerund) || is_contrast());
        if opens || is_occasion() {
            Step::Ends(behind)
        } else {
            Step::On(behind)
        }
    }

    /// Whether a comma opens something new.
    fn ends_at_comma(&self, comma: usize) -> bool {
        let view = self.scene.view;
        let next = comma + 1;
        let is_of_language = match view.lang {
            Lang::Fr => self.ends_at_french_comma(comma),
            Lang::En => self.ends_at_english_comma(comma),
            _ => false,
        };
        is_of_language
            || is_apposed_report(view, next)
            || is_apposed_comment(view, next)
            || is_circumstance(view, next)
            || view.is_in(next, Group::Pronoun) && !view.is_in(next, Group::Determiner)
            || Some(comma) == self.relative_end
            || is_said_of_it(self.scene, next)
            || view.is_in(next, Group::Time)
            || opens_participle(view, next)
            || opens_subordinate(view, next)
            || self.opens_joined(next)
    }

    fn ends_at_french_comma(&self, comma: usize) -> bool {
        let view = self.scene.view;
        let next = comma + 1;
        // `réclame une aide, la ville étant ruinée`: why.
        let is_absolute = || {
            view.is_in(next, Group::Determiner)
                && (next + 2..self.end.min(next + 8))
                    .take_while(|&place| !view.is_mark(place))
                    .any(|place| view.is_any_word(place, words!["ayant", "étant"]))
        };
        // `revendiquent 10 000 manifestants, la police en a compté 3 500`
        let is_other_clause = || {
            begins_main_clause(self.scene, self.start, comma)
                || begins_other_clause(self.scene, self.start, next, self.end)
        };
        // `conteste les faits, ce qui ne laisse pas le choix`: what the article makes of it.
        let is_remark = || view.is_word(next, "ce") && view.is_in(next + 1, Group::Relative);
        // `un homme qui a soutenu la loi, a félicité la police`: the verb of somebody before.
        let is_outer_verb = || {
            let is_relative =
                |at: usize| view.depth(at) == self.scene.depth && view.is_in(at, Group::Relative);
            is_finite_verb(view, next, next)
                // `900 millions, soit quatre fois moins`
                && !view.is_word(next, "soit")
                && !(self.start..comma).any(is_relative)
        };
        is_absolute() || is_other_clause() || is_remark() || is_outer_verb()
    }

    fn ends_at_english_comma(&self, comma: usize) -> bool {
        let view = self.scene.view;
        let next = comma + 1;
        // `threatened to sue, then backed off`
        let is_later = || view.is_word(next, "then") && view.syntax.is_finite(next + 1);
        // `pardon Ann Roe, who has not been charged`, `a close race in Ohio, where few have voted`: what the article tells of it.
        let is_of_name = || {
            let is_comma = |at: usize| view.is(at, Mark::Comma) && view.depth(at) == self.scene.depth;
            comma > self.start
                && view.is_any_word(next, words!["where", "who"])
                && !(next..self.end).any(is_comma)
        };
        // `criticized the plan, even suggesting it was illegal`
        let is_even = || {
            view.is_listed(next, EnglishList::EvenBefore)
                && view.may_be(next + 1, Form::Gerund)
                && !goes_on_in_list(view, next)
        };
        // `refused to join, but the leaders, among them Ann Roe, were asked`
        let is_turn = || {
            view.is_in(next, Group::But)
                && (view.is_in(next + 1, Group::Determiner)
                    || view.is_in(next + 1, Group::Pronoun)
                    || view.is_capitalised(next + 1))
                && has_finite_verb(view, next + 1, self.end)
        };
        is_later()
            || self.opens_next_of_series(next)
            || is_finite_verb(view, next, next)
            || begins_main(self.scene, self.start, next, self.end)
            || is_of_name()
            || is_even()
            || is_turn()
    }

    /// `has mocked a clerk, referred to her as a thief and called her a liar`: the next participle of the same auxiliary.
    fn opens_next_of_series(&self, verb: usize) -> bool {
        /// How far behind it the last one stands.
        const REACH: usize = 24;
        let view = self.scene.view;
        let is_past = |at: usize| view.may_be(at, Form::Past) || view.may_be(at, Form::Participle);
        view.may_report(verb)
            && is_past(verb)
            && !view.is_word(verb + 1, "by")
            && (verb + 1..self.scene.range.end.min(verb + REACH)).any(|at| {
                let next = at + 1 + usize::from(view.is_in(at + 1, Group::Adverb));
                view.is_in(at, Group::And) && is_past(next) && view.syntax.role(next) != Role::None
            })
    }

    /// Whether a conjunction behind a comma opens a clause with a verb of its own.
    fn opens_joined(&self, at: usize) -> bool {
        let view = self.scene.view;
        // `if the leader, Ann Roe, or any of her men are harmed`
        let is_english_or = view.lang == Lang::En
            && view.is_word(at, "or")
            && !view.is_in(at + 1, Group::Adverb)
            && !view.is_in(at + 1, Group::Hedge);
        // `suggère de s’arrêter là, et de finir quand il y aura de quoi`
        let is_second_infinitive = || {
            view.lang == Lang::Fr
                && view.is_in(at + 1, Group::InfinitiveOf)
                && self.start > 0
                && view.is_in(self.start - 1, Group::InfinitiveOf)
        };
        view.is_in(at, Group::Conjunction)
            && !is_english_or
            && !is_second_infinitive()
            && (has_finite_until_mark(view, at + 1, self.end)
                // `opposed the merger, yet the regulator, which had no objection, approved it`
                || view.lang == Lang::En && view.syntax.begins_clause(at + 1, self.scene.range.end)
                || begins_other_clause(self.scene, self.start, at + 1, self.end))
    }

    /// Whether something opens without a comma that no phrase holds: a colon, `tout en …`, somebody else.
    fn opens_beside(&self, at: usize) -> bool {
        let view = self.scene.view;
        // `… y quien pide`, `… e chi chiede`: somebody else.
        let is_whoever = view.drops_subjects()
            && view.is_in(at, Group::And)
            && view.is_in(at + 1, Group::Unspecified)
            && view.is_in(at + 1, Group::RelativeSubject);
        view.is_word(at, "tout") && view.is_word(at + 1, "en")
            || view.is_romance() && view.is(at, Mark::Colon)
            || is_whoever
    }

    /// Whether a comma might stand behind the phrase that begins before a place: what follows tells where, why or what of it.
    fn lacks_comma(&self, at: usize) -> bool {
        let view = self.scene.view;
        // `critique le plan en soulignant que`: what is said beside it.
        let may_be_beside = view.lang == Lang::Fr && view.is_word(at, "en") || view.drops_subjects();
        may_be_beside && is_said_beside(self.scene, self.start, at)
            || view.lang == Lang::Fr && self.lacks_french_comma(at)
            || view.drops_subjects() && tells_occasion(view, at)
    }

    fn lacks_french_comma(&self, at: usize) -> bool {
        let view = self.scene.view;
        // `accusent le chef de violences alors que la tension monte`
        let is_while = view.is_word(at, "alors")
            && view.is_in(at + 1, Group::That)
            && !has_infinitive(view, self.start, at);
        // `souhaitent maintenir le statu quo ce qui accroît les tensions`
        let is_remark = || {
            view.is_word(at, "ce")
                && view.is_in(at + 1, Group::RelativeSubject)
                && !view.is_in(at - 1, Group::Of)
                && !view.is_in(at - 1, Group::Preposition)
                && !view.is_listed(at - 1, RomanceList::JoinedBefore)
        };
        is_while || is_remark()
    }

    /// Whether a conjunction without a comma opens another predicate or somebody else’s clause.
    fn is_joined_clause(&self, at: usize) -> bool {
        let view = self.scene.view;
        let is_english_clause = || {
            view.syntax.begins_clause(at + 1, self.scene.range.end)
                // `and very few in fact have been`
                || view.is_word(at + 1, "very") && view.syntax.begins_clause(at + 2, self.scene.range.end)
        };
        (view.is_in(at, Group::And) || view.is_in(at, Group::But))
            && (begins_predicate(view, at + 1, self.start)
                || view.lang == Lang::En && is_english_clause()
                || begins_other_clause(self.scene, self.start, at + 1, self.end))
            || self.is_other_speaker(at)
    }

    /// English `urging them to go on and a union leader telling them to stop`
    fn is_other_speaker(&self, at: usize) -> bool {
        let view = self.scene.view;
        let is_of_phrase = |gerund: &VerbGroup| {
            gerund.shape == Shape::Gerund
                && gerund.start > at + 1
                && gerund.start < at + 7
                && phrase_from(view, at + 1, gerund.start).is_some_and(|phrase| phrase.end == gerund.start)
        };
        view.lang == Lang::En
            && view.is_in(at, Group::And)
            && view.is_in(at + 1, Group::Determiner)
            && self.scene.groups.iter().any(is_of_phrase)
    }
}

/// `demanda du secours, se convertissant même`: whether a participle tells what is done beside.
fn opens_participle(view: &View<'_>, at: usize) -> bool {
    let verb = at + usize::from(view.lang == Lang::Fr && view.is_any_word(at, words!["s'", "se"]));
    let is_participle = view.may_be(verb, Form::Gerund) || view.lexicon.ends(view.word(verb), Ending::Gerund);
    is_participle && !goes_on_in_list(view, at)
}

/// English `reading, writing and mathematics`, `condemned the raids, including the last one`: a gerund that opens nothing.
fn goes_on_in_list(view: &View<'_>, at: usize) -> bool {
    view.lang == Lang::En
        && (view.is_in(at + 1, Group::And)
            || view.is(at + 1, Mark::Comma)
            || view.is_any_word(at, words!["excluding", "including"]))
}

fn opens_subordinate(view: &View<'_>, at: usize) -> bool {
    view.is_in(at, Group::Subordinator)
        && !view.is_in(at, Group::Relative)
        // `to employ Ann Roe, the deputy, as much as possible`
        && !(view.is_word(at, "as") && view.is_word(at + 2, "as"))
}

/// Where, with whom or why something was said, in languages that need no subject.
fn tells_occasion(view: &View<'_>, at: usize) -> bool {
    // `defendió la relación con Francia en su discurso`
    let is_where = || {
        view.is_listed(at, RomanceList::SpokenWhere)
            && (at + 1..at + 3).any(|noun| {
                view.is_in(noun - 1, Group::Possessive)
                    && (view.is_in(noun, Group::Document) || view.is_in(noun, Group::SpeechNoun))
            })
    };
    // `… y en la que apoyó la ley`
    let is_other = || {
        view.is_in(at, Group::And)
            && view.is_in(at + 1, Group::Preposition)
            && view.is_in(at + 2, Group::Determiner)
            && view.is_in(at + 3, Group::RelativeSubject)
    };
    // `solicitó la nulidad al entender que`: why.
    let is_why = || view.is_any_word(at, words!["al", "ao"]) && view.may_be(at + 1, Form::Infinitive);
    is_where() || is_other() || is_why()
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
    let may_go_on = view.is_romance() || view.lang == Lang::En;
    (may_go_on && goes_on && next + 1 < end && !has_finite_verb(view, open, close)).then_some(next)
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
        .find(|group| group.start == at && group.shape == Shape::Gerund);
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
    let phrase = phrase_from(view, at, end).map(|phrase| phrase.end);
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
