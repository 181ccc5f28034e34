//! The cue behind a quotation: `« … », a-t-il dit`, `“…,” Smith said`.

use propos_segment::Lang;

use super::Found;
use super::unlisted::{unlisted_alone, unlisted_inversion, unlisted_verb};
use crate::extract::candidate::Source;
use crate::extract::lexicon::{Ending, EnglishList, Frame, Group, RomanceList};
use crate::extract::noun_phrase::{
    Being, Mention, being, phrase_from, subject_after, subject_before, title_before,
};
use crate::extract::rules::Scene;
use crate::extract::verb_group::{
    Shape, VerbGroup, carries_quotes, has_finite_verb, is_clitic_pronoun, is_finite_verb, is_hard_mark,
};
use crate::extract::view::Quote;
use crate::tokens::Mark;

/// The cue behind a quotation.
pub(super) fn behind(scene: &Scene<'_, '_>, quote: &Quote) -> Option<Found> {
    let view = scene.view;
    let has_comma = view.is(quote.end, Mark::Comma) || view.is(quote.end, Mark::Dash);
    let rest = Rest {
        scene,
        quote,
        at: quote.end + usize::from(has_comma),
        has_comma,
    };
    let at = rest.at;
    if at >= scene.range.end || rest.is_of_other() {
        return None;
    }
    if let Some((place, verb)) = rest.turned_verb() {
        if let Some(mention) = rest.turned_subject(verb) {
            if rest.is_no_subject(verb, &mention) {
                return None;
            }
            let end = behind_mention(&mention, verb);
            if let Some(source) = scene.accept(mention, verb) {
                return Some(before_cue(source, place, end));
            }
            verb.inverted?;
        } else if view.drops_subjects()
            && let Some(source) = crate::extract::rules::dropped::subject(scene, verb)
        {
            // `«…», sottolinea.`
            let source = introduced(scene, quote, verb).unwrap_or(source);
            return Some(before_cue(source, place, verb.end));
        }
    }
    if view.lang == Lang::En {
        return rest.english();
    }
    // `«…», le parole della sindaca`
    let is_so = view.is(at, Mark::Colon) && view.is_word(at + 1, "così");
    if (has_comma || is_so)
        && let Some(found) = without_verb(scene, at + usize::from(is_so))
    {
        return Some(found);
    }
    unlisted_inversion(scene, at)
        .or_else(|| unlisted_verb(scene, quote, at))
        .or_else(|| unlisted_alone(scene, quote, at))
}

/// Whoever says a quotation by the reporting verb of a place behind it.
const fn before_cue(source: Source, place: usize, end: usize) -> Found {
    Found {
        source,
        cue: Ok(place),
        rule: "quotation-before-cue",
        end,
        aside: None,
        lemma: None,
    }
}

/// Where a verb ends with who is mentioned behind it.
fn behind_mention(mention: &Mention, verb: &VerbGroup) -> usize {
    let described = mention.description.as_ref().map_or(0, |range| range.end);
    mention.range.end.max(verb.end).max(described)
}

/// What stands behind a quotation.
struct Rest<'s, 'v, 't> {
    scene: &'s Scene<'v, 't>,
    quote: &'s Quote,
    /// Behind the comma or dash that follows it.
    at: usize,
    has_comma: bool,
}

impl<'s> Rest<'s, '_, '_> {
    /// Whether the quoted words are a title, a part of a phrase or of an aside.
    fn is_of_other(&self) -> bool {
        let view = self.scene.view;
        let start = self.scene.range.start;
        let quote = self.quote;
        // `La revue « Calcul » a jugé le projet mûr`: a title, and nothing said.
        let is_title = || {
            title_before(view, quote.end, start).is_some_and(|open| {
                // `contacté par « Le Temps », il …`
                !self.has_comma || view.is_listed(open - 1, RomanceList::SaidOfIn)
            })
        };
        // `El éxito del llamado “turismo negro” pretende repetirse`: quoted words of a subject.
        let is_part = || {
            view.drops_subjects()
                && !self.has_comma
                && self.is_behind_words()
                && !has_finite_verb(view, start, quote.end)
                && !is_hard_mark(view, quote.inside().end - 1)
        };
        // `On CBS’s “Face the Nation,” Ms. Roe said`
        let is_work =
            || view.lang == Lang::En && quote.open > start && crate::extract::syntax::is_title(view, quote);
        is_title() || is_part() || is_work() || self.has_comma && ends_aside(self.scene, quote)
    }

    /// Whether words of the same sentence stand right before the quotation.
    fn is_behind_words(&self) -> bool {
        self.quote.open > self.scene.range.start && !self.scene.view.is_mark(self.quote.open - 1)
    }

    /// The verb with which an inversion begins, over its object pronouns.
    fn turned_verb(&self) -> Option<(usize, &'s VerbGroup)> {
        let view = self.scene.view;
        let is_clitic = |at: usize| view.is_in(at, Group::ObjectClitic) && !is_clitic_pronoun(view, at);
        let until = self.scene.range.end.min(self.at + 3);
        let first = (self.at..until).find(|&at| !is_clitic(at)).unwrap_or(until);
        let (place, verb) = self.scene.groups.iter().enumerate().find(|(_, group)| {
            group.start >= self.at
                && group.start <= first
                && group.shape == Shape::Finite
                && carries_quotes(group)
        })?;
        let is_free =
            !self.scene.is_used(place) && !self.has_own_subject(verb) && !view.is_in(verb.end, Group::That);
        is_free.then_some((place, verb))
    }

    /// English `Ms. Jensen, who cut her rating to “hold” from “buy,” said she expects`: the verb has its subject before the
    /// quotation.
    fn has_own_subject(&self, verb: &VerbGroup) -> bool {
        let view = self.scene.view;
        view.lang == Lang::En
            && self.is_behind_words()
            && view
                .syntax
                .clause(verb.head)
                .and_then(|clause| clause.subject.as_ref())
                .is_some_and(|subject| subject.end <= self.quote.open && self.scene.reports_clause(verb))
    }

    fn turned_subject(&self, verb: &VerbGroup) -> Option<Mention> {
        match verb.inverted {
            Some(pronoun) => Some(Mention::of(pronoun..pronoun + 1)),
            None => subject_after(self.scene.view, verb.end, self.scene.range.end),
        }
    }

    /// Whether what stands behind a verb is not who speaks by it.
    fn is_no_subject(&self, verb: &VerbGroup, mention: &Mention) -> bool {
        let view = self.scene.view;
        let first = mention.range.start;
        // `« … », mesure retoquée par le Conseil`: a noun with its participle.
        let is_noun = || {
            view.lang == Lang::Fr
                && mention.range.len() == 1
                && !view.is_capitalised(first)
                && view.lexicon.ends(view.word(first), Ending::Participle)
        };
        // `fed up with “the plan,” asked the judge to appoint a trustee`
        let is_asked = || {
            view.lang == Lang::En
                && verb.frames.has(Frame::SomeoneTo)
                && view.is_in(behind_mention(mention, verb), Group::ToInfinitive)
        };
        verb.inverted.is_none() && (is_noun() || is_asked())
    }

    /// English, where no verb stands first.
    fn english(&self) -> Option<Found> {
        let view = self.scene.view;
        let quote = self.quote;
        // `“by a wide margin” and it noted`: a new clause, unless the quotation ends with a comma.
        let last = quote.inside().end.saturating_sub(1);
        let is_closed = self.has_comma
            || view.is(last, Mark::Comma)
            || view.is(last, Mark::Question)
            || view.is(last, Mark::Exclamation);
        // `said the state “had reason to act,” and he dismissed the suit`: the quoted words belong to the clause before.
        let is_of_clause =
            || self.is_behind_words() && has_finite_verb(view, self.scene.range.start, quote.open);
        if view.is_in(self.at, Group::Conjunction) && (!is_closed || is_of_clause()) {
            return None;
        }
        as_put(self.scene, self.at)
            .or_else(|| came(self.scene, self.at))
            .or_else(|| subject_first(self.scene, self.at))
    }
}

/// `Le syndicat, qui juge le plan « injuste », réclame un moratoire`: the quoted words end an aside of the subject, whose verb follows.
fn ends_aside(scene: &Scene<'_, '_>, quote: &Quote) -> bool {
    let (view, start) = (scene.view, scene.range.start);
    if view.lang != Lang::Fr || quote.open <= start || view.is_mark(quote.open - 1) {
        return false;
    }
    let Some(subject) = phrase_from(view, start, quote.open) else {
        return false;
    };
    let speaks = matches!(
        being(view, subject.clone()),
        Being::Name | Being::Organization | Being::Pronoun | Being::Role
    );
    let is_aside = view.is_in(subject.end + 1, Group::Relative)
        || !has_finite_verb(view, subject.end, quote.open)
            && !has_finite_verb(view, quote.open + 1, quote.end);
    speaks
        && view.is(subject.end, Mark::Comma)
        && is_aside
        && !(subject.end + 1..quote.open).any(|at| is_hard_mark(view, at))
}

/// Italian `«…», così la sindaca`, `«…», il commento del ministro`: who says it, without a verb.
fn without_verb(scene: &Scene<'_, '_>, at: usize) -> Option<Found> {
    let view = scene.view;
    let noun = at + 1;
    let is_noun = view.is_in(at, Group::Determiner)
        && view.is_in(noun, Group::SpeechNoun)
        && view.is_in(noun + 1, Group::Of);
    let start = match view.lang {
        Lang::It if view.is_word(at, "così") => at + 1,
        Lang::It if is_noun => noun + 2,
        _ => return None,
    };
    let phrase = phrase_from(view, start, scene.range.end)?;
    let speaks = matches!(
        being(view, phrase.clone()),
        Being::Name | Being::Role | Being::Organization
    );
    // `«…»: così la sindaca ha commentato`
    let is_open = is_finite_verb(view, phrase.end, start) && !view.is(at - 1, Mark::Colon);
    if !speaks || is_open {
        return None;
    }
    let end = phrase.end;
    Some(Found {
        source: Source::Mention(Mention::of(phrase)),
        cue: Err(Some(at..start - usize::from(is_noun))),
        rule: "quotation-before-cue",
        end,
        aside: None,
        lemma: None,
    })
}

/// English: `“…,” as one trader puts it`.
fn as_put(scene: &Scene<'_, '_>, at: usize) -> Option<Found> {
    let view = scene.view;
    if !view.is_word(at, "as") {
        return None;
    }
    let until = scene.range.end.min(at + 16);
    let (place, group) = scene.groups.iter().enumerate().find(|(place, group)| {
        group.start > at
            && group.end <= until
            && group.shape == Shape::Finite
            && carries_quotes(group)
            && !scene.is_used(*place)
    })?;
    let is_whole = group.end >= scene.range.end || view.is_mark(group.end) || view.is_word(group.end, "it");
    if !is_whole || (at..group.start).any(|place| is_hard_mark(view, place)) {
        return None;
    }
    // `as well as fields where they disagree`: who puts it follows *as* at once.
    let mention =
        subject_before(view, group.head, at, false).filter(|mention| mention.range.start <= at + 2)?;
    Some(Found {
        source: scene.accept(mention, group)?,
        cue: Ok(place),
        rule: "quotation-before-cue",
        end: group.end,
        aside: None,
        lemma: None,
    })
}

/// `“…,” Smith told “Fox News Sunday.”`: behind the title of a work that is told.
fn behind_title(scene: &Scene<'_, '_>, group: &VerbGroup) -> usize {
    let told = scene.quotes.iter().find(|other| other.open == group.end);
    told.filter(|other| crate::extract::syntax::is_title(scene.view, other))
        .map_or(group.end, |other| other.end)
}

/// English: `“…,” came the reply from the Treasury`.
fn came(scene: &Scene<'_, '_>, at: usize) -> Option<Found> {
    let view = scene.view;
    let noun = (at + 1..at + 5).find(|&place| view.is_listed(place, EnglishList::ReplyNoun))?;
    let is_cue = view.is_listed(at, EnglishList::CameForm)
        && (at + 1..noun).all(|place| !view.is_mark(place))
        && view.is_word(noun + 1, "from");
    let phrase = phrase_from(view, noun + 2, scene.range.end).filter(|_| is_cue)?;
    Some(Found {
        end: phrase.end,
        source: Source::Mention(Mention::of(phrase)),
        cue: Err(Some(at..noun + 1)),
        rule: "quotation-before-cue",
        aside: None,
        lemma: None,
    })
}

/// English: `“…,” Smith said`.
fn subject_first(scene: &Scene<'_, '_>, at: usize) -> Option<Found> {
    let view = scene.view;
    let until = scene.range.end.min(at + 24);
    let (place, group) = scene.groups.iter().enumerate().find(|(place, group)| {
        // `“…,” one aide, who asked for patience, told her`: not the verb of the relative clause.
        let is_main = view.syntax.clause(group.head).is_none_or(|clause| clause.is_main);
        group.start > at
            && is_main
            && group.start < until
            && group.shape == Shape::Finite
            && carries_quotes(group)
            && !scene.is_used(*place)
    })?;
    let is_main_verb = |place: usize| {
        is_finite_verb(view, place, at) && view.syntax.clause(place).is_none_or(|clause| clause.is_main)
    };
    if (at..group.start)
        .any(|place| view.depth(place) > scene.depth || is_hard_mark(view, place) || is_main_verb(place))
    {
        return None;
    }
    let mention = subject_before(view, group.head, at, false)?;
    let first = mention
        .description
        .as_ref()
        .map_or(mention.range.start, |range| range.start.min(mention.range.start));
    // `vowed to “stop the boats”, but critics said the plan was void`: another clause.
    let is_clause = view.is_in(at, Group::Conjunction) && scene.reports_clause(group);
    if is_clause
        || view.is_in(group.end, Group::That)
        || first > at + 1
        || first > at && !view.is_in(at, Group::Conjunction)
    {
        return None;
    }
    // `“…,” the radio quoted one witness as saying`: who is quoted speaks.
    let quoted = (group.lemma == "quote")
        .then(|| phrase_from(view, group.end, scene.range.end))
        .flatten()
        .filter(|phrase| view.is_word(phrase.end, "as") && view.is_word(phrase.end + 1, "saying"));
    let (mention, end) = match quoted {
        Some(phrase) => (Mention::of(phrase.clone()), phrase.end + 2),
        None => (mention, behind_title(scene, group)),
    };
    let source = scene.accept(mention, group)?;
    Some(before_cue(source, place, end))
}

/// `In lacrime la vedova di un operaio: «…», racconta.`: who was introduced without a verb before the colon.
fn introduced(scene: &Scene<'_, '_>, quote: &Quote, verb: &VerbGroup) -> Option<Source> {
    let view = scene.view;
    let colon = quote.open.checked_sub(1).filter(|&at| at > scene.range.start)?;
    let is_bare = view.is(colon, Mark::Colon) && !has_finite_verb(view, scene.range.start, colon);
    let mention = is_bare.then(|| subject_before(view, colon, scene.range.start, false))??;
    matches!(
        being(view, mention.range.clone()),
        Being::Name | Being::Role | Being::Organization
    )
    .then(|| scene.accept(mention, verb))
    .flatten()
}
