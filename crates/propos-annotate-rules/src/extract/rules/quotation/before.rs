//! The cue before a quotation: `X a écrit : « … »`, `said Smith: “…”`, `juge « utile »`.

use propos_segment::Lang;

use super::Found;
use crate::extract::candidate::Source;
use crate::extract::lexicon::{Form, Frame, Group, RomanceList};
use crate::extract::noun_phrase::{
    Being, Mention, being, head_in, phrase_from, subject_after, subject_before, with_description,
};
use crate::extract::rules::according::marker;
use crate::extract::rules::agent::agent;
use crate::extract::rules::colon::comment_of;
use crate::extract::rules::{Scene, historic};
use crate::extract::syntax::Role;
use crate::extract::traits::Trait;
use crate::extract::verb_group::{
    Shape, VerbGroup, carries_quotes, has_finite_verb, is_clitic_pronoun, is_finite_verb, is_hard_mark,
};
use crate::extract::view::{Quote, View};
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// Lists of nouns.
const NOUNS: &[Group] = &[
    Group::Criterion,
    Group::Document,
    Group::Inanimate,
    Group::Information,
    Group::OpinionClause,
    Group::OpinionInfinitive,
    Group::Organization,
    Group::Role,
];

/// The cue before a quotation: behind a colon, a comma or the verb itself.
pub(super) fn before(scene: &Scene<'_, '_>, quote: &Quote) -> Option<Found> {
    let view = scene.view;
    let last = quote.open.checked_sub(1).filter(|&at| at >= scene.range.start)?;
    // English `he added; “…”`: a slip for a colon.
    let has_colon = view.is(last, Mark::Colon)
        || view.lang == Lang::En
            && view.is(last, Mark::Semicolon)
            && last > 0
            && is_quote_verb(view, last - 1);
    let has_comma = view.is(last, Mark::Comma);
    let lead = Lead {
        scene,
        quote,
        end: if has_colon || has_comma { last } else { quote.open },
        has_colon,
        has_comma,
    };
    if let Some(found) = lead.by_verb() {
        return Some(found);
    }
    if has_comma {
        return inverted(view, scene.range.start, last);
    }
    has_colon.then(|| before_colon(scene, last)).flatten()
}

/// What leads up to a quotation.
struct Lead<'s, 'v, 't> {
    scene: &'s Scene<'v, 't>,
    quote: &'s Quote,
    /// Where it ends: at a colon or a comma, or at the quotation.
    end: usize,
    has_colon: bool,
    has_comma: bool,
}

impl Lead<'_, '_, '_> {
    /// Who speaks, where the nearest reporting verb leads to the quotation.
    fn by_verb(&self) -> Option<Found> {
        let scene = self.scene;
        let (place, group) = self.nearest_verb()?;
        let may_lead = self.has_colon || self.has_marker(group) || carries_quotes(group);
        if !may_lead || scene.is_used(place) || !self.is_near(group) || self.is_of_other(group) {
            return None;
        }
        let source = if group.shape == Shape::Finite {
            speaker_around(scene, group, self.end)
        } else {
            // `quoted him as saying “…”`: he says it.
            historic::speaker(scene, group).or_else(|| scene.speaker(group))
        };
        // `écrit-on : «` and the like: nobody is named, but someone is quoted.
        let is_unnamed = || self.has_colon && group.shape == Shape::Finite && !is_own_voice(scene, group);
        let source = source.or_else(|| is_unnamed().then_some(Source::Implicit))?;
        Some(Found {
            source,
            cue: Ok(place),
            rule: "quotation-after-cue",
            end: 0,
            aside: None,
            lemma: None,
        })
    }

    fn nearest_verb(&self) -> Option<(usize, &VerbGroup)> {
        let view = self.scene.view;
        self.scene.groups.iter().enumerate().rev().find(|(_, group)| {
            group.end <= self.end && !(group.end..self.end).any(|at| is_hard_mark(view, at))
        })
    }

    /// Whether a verb stands near enough to its quotation, with nothing between that is more than whom it addresses.
    fn is_near(&self, group: &VerbGroup) -> bool {
        let view = self.scene.view;
        let is_other = |at: usize| {
            is_finite_verb(view, at, group.end)
                || view.is_in(at, Group::That)
                || view.depth(at) > self.scene.depth
        };
        if (group.end..self.end).any(is_other) {
            return false;
        }
        if self.has_colon {
            return !self.has_infinitive(group);
        }
        let n_between = self.end - group.end;
        // `s’insurge contre une décision « absurde »`: the quoted words are a part of what is judged.
        let is_governed = || view.lang == Lang::Fr && n_between > 1 && is_governed(view, group);
        !self.is_cut(group)
            && !self.is_promise(group)
            && !self.is_asked_for(group)
            && self.is_addressed(group)
            && !is_governed()
            && (n_between > 0 || group.shape != Shape::Infinitive)
    }

    /// French `confie avoir essayé l’outil : « … »`, `dit avoir vu le plan : « … »`: what follows the verb is content of its own.
    fn has_infinitive(&self, group: &VerbGroup) -> bool {
        let view = self.scene.view;
        let is_light = |at: usize| view.is_in(at, Group::LightInfinitive);
        let near = group.end..self.end.min(group.end + 3);
        view.lang == Lang::Fr
            && (is_light(group.start)
                || group.frames.has(Frame::BareInfinitive) && near.clone().any(is_light))
    }

    /// `le mot « utile »`, `dans « utile »`: a phrase that the quoted words end.
    fn is_cut(&self, group: &VerbGroup) -> bool {
        let view = self.scene.view;
        let last = self.end - 1;
        group.end < self.end
            && (view.is_in(last, Group::Determiner)
                || view.is_in(last, Group::Preposition)
                || view.is_in(last, Group::Of)
                || view.is_in(last, Group::Conjunction)
                || view.is_in(last, Group::Be))
    }

    /// English `promised to bring the boxes back “on day one”`: what is promised is more than what is quoted.
    fn is_promise(&self, group: &VerbGroup) -> bool {
        let view = self.scene.view;
        view.lang == Lang::En
            && !self.has_comma
            && view.is_word(group.end, "to")
            && (group.frames.has(Frame::Infinitive)
                || group.end + 1 < self.quote.open && view.syntax.role(group.end + 1) == Role::Other)
    }

    /// `demandó a los jueces dejar « las prisas »`: the quoted words are a part of what is asked for.
    fn is_asked_for(&self, group: &VerbGroup) -> bool {
        let view = self.scene.view;
        view.drops_subjects()
            && !self.has_comma
            && view.is_in(group.end, Group::Addressee)
            && (group.end + 1..self.end).any(|at| view.may_be(at, Form::Infinitive))
    }

    /// `said, “…”`, `told reporters: “…”`, `juge « utile »`; not `le mot « utile »`.
    fn is_addressed(&self, group: &VerbGroup) -> bool {
        let view = self.scene.view;
        let first = group.end;
        // `afirmou, a respeito da situação da empresa, “…”`: one long phrase that tells of what.
        let reach = if view.drops_subjects() && !self.has_comma {
            14
        } else {
            6
        };
        let is_english = view.lang == Lang::En;
        let is_preposition = || {
            view.is_in(first, Group::Preposition)
                && (!is_english || self.has_comma || !view.is_in(first, Group::For))
        };
        let may_follow = || {
            view.is_in(first, Group::Adverb)
                || view.is_in(first, Group::Time)
                || view.is_in(first, Group::Addressee)
                || view.is_word(first, "it")
                || is_preposition()
                || is_clitic_pronoun(view, first)
                // `said of the plan, “…”`
                || is_english && self.has_comma && view.is_in(first, Group::Of)
                || is_english && group.frames.has(Frame::Someone)
        };
        self.end - first <= reach && (first == self.end || may_follow())
    }

    /// `a appelé « à la responsabilité de chacun »`
    fn has_marker(&self, group: &VerbGroup) -> bool {
        let view = self.scene.view;
        view.is_romance()
            && (group.frames.has(Frame::To) || group.frames.has(Frame::SomeoneTo))
            && view.is_in(self.quote.open + 1, Group::InfinitiveTo)
    }

    /// Whether the quoted words are a name, a title, a part of a phrase or said by another verb.
    fn is_of_other(&self, group: &VerbGroup) -> bool {
        let view = self.scene.view;
        let is_told = self.has_colon
            && (is_anybody(self.scene, group)
                || has_object(view, group, self.end)
                || self.is_behind_incise(group));
        is_told
            || view.is_romance() && !self.has_colon && self.is_name_for(group)
            || view.lang == Lang::Fr && (self.is_nickname(group) || self.is_work(group))
            || view.lang == Lang::En && (self.is_part(group) || self.is_put(group))
    }

    /// `ce qu’il appelle « … »` is a name for a thing.
    fn is_name_for(&self, group: &VerbGroup) -> bool {
        let view = self.scene.view;
        (self.scene.range.start..group.head)
            .rev()
            .take(4)
            .any(|at| view.is_in(at, Group::What) && view.is_in(at + 1, Group::That))
    }

    /// French `Le dessinateur, dit « Kiko », …`
    fn is_nickname(&self, group: &VerbGroup) -> bool {
        let view = self.scene.view;
        let quote = self.quote;
        let n_words = quote.inside().len();
        group.lemma == "dire"
            && group.start > self.scene.range.start
            && view.is(group.start - 1, Mark::Comma)
            && group.end == quote.open
            && (view.is_capitalised(quote.open + 1) && n_words < 4
                // `Un chemin, dit « sentier des Douaniers », relie …`
                || view.is(quote.end, Mark::Comma) && n_words < 8)
    }

    /// French `publie « Les Cheminées »`: the title of a work.
    fn is_work(&self, group: &VerbGroup) -> bool {
        !self.has_colon
            && !self.has_comma
            && group.is_listed(RomanceList::PublishesWork)
            && is_title(self.scene.view, self.quote)
    }

    /// `Elle a, confie-t-elle, refusé : « … »`
    fn is_behind_incise(&self, group: &VerbGroup) -> bool {
        let view = self.scene.view;
        view.is_romance()
            && group.inverted.is_some()
            && group.start > self.scene.range.start
            && view.is(group.start - 1, Mark::Comma)
            && (group.end..group.end + 3).any(|at| view.is(at, Mark::Comma))
    }

    /// English `put together “the best team”`: but `put it, “…”`
    fn is_put(&self, group: &VerbGroup) -> bool {
        let is_neuter = |at: usize| self.scene.view.is_in(at, Group::Neuter);
        group.lemma == "put" && !(group.end..self.end).any(is_neuter)
    }

    /// English `promised “record” investment`, `hailed “great progress” in the talks`: part of a phrase.
    fn is_part(&self, group: &VerbGroup) -> bool {
        let view = self.scene.view;
        !self.has_colon
            && !self.has_comma
            && group.end == self.quote.open
            && (is_part_of_phrase(view, group, self.quote)
                // `told “Fox News Sunday” he was sorry`: who is told.
                || group.frames.has(Frame::Someone) && crate::extract::syntax::is_title(view, self.quote))
    }
}

/// Whether behind a verb stands the preposition of what it tells: `plaide pour`, `s’insurge contre`.
fn is_governed(view: &View<'_>, group: &VerbGroup) -> bool {
    let (at, frames) = (group.end, group.frames);
    frames.has(Frame::Against) && view.is_in(at, Group::Against)
        || frames.has(Frame::For) && view.is_in(at, Group::For)
        || frames.has(Frame::On) && view.is_in(at, Group::On)
}

/// `exclut un départ cet hiver : « … »`: the verb has its content, and the quotation follows.
fn has_object(view: &View<'_>, group: &VerbGroup, colon: usize) -> bool {
    let frames = group.frames;
    view.lang == Lang::Fr
        && group.shape == Shape::Finite
        && frames.has(Frame::Object)
        && !frames.has(Frame::Inform)
        && colon > group.end + 1
        && view.is_in(group.end, Group::Determiner)
        && !view.is_in(group.end, Group::Of)
        && !view.is_in(group.end + 1, Group::Time)
        && !view.is_in(group.end + 1, Group::SpeechNoun)
        && !view.is_in(group.end + 1, Group::Document)
}

/// `aurait préféré que l’on s’attaque d’abord aux meublés : « … »`: what people are to do is no cue; who wishes it speaks.
fn is_anybody(scene: &Scene<'_, '_>, group: &VerbGroup) -> bool {
    let view = scene.view;
    let Some(subject) = scene.subject(group).filter(|_| view.lang == Lang::Fr) else {
        return false;
    };
    let first = subject.range.start;
    let that = if first > 0 && view.is_word(first - 1, "l'") {
        first.checked_sub(2)
    } else {
        first.checked_sub(1)
    };
    view.is_any_word(subject.range.end - 1, words!["on"])
        && that.is_some_and(|that| view.is_in(that, Group::That))
}

/// A few quoted words behind an English verb with which a phrase begins that goes on: `promised “record” investment`.
fn is_part_of_phrase(view: &View<'_>, group: &VerbGroup, quote: &Quote) -> bool {
    let inside = quote.inside();
    let next = quote.end;
    if inside.len() > 6 || view.is_mark(next) || has_finite_verb(view, inside.start, inside.end) {
        return false;
    }
    let frames = group.frames;
    // `hailed “great progress” in the talks`, and not `said “no” in an interview`
    let is_object = frames.has(Frame::Object) && !view.is_in(inside.start, Group::Adverb);
    let is_thing = view.shows(next, Trait::Nominal)
        || view.is_in(next, Group::Of)
        || NOUNS.iter().any(|group| view.is_in(next, *group));
    let goes_on = is_thing || view.is_in(next, Group::Preposition) && !view.is_in(next + 1, Group::Time);
    let has_verb = || {
        (next..next + 10)
            .take_while(|&at| !view.is_mark(at))
            .any(|at| is_finite_verb(view, at, next))
    };
    // `said “budget reforms” and new taxes would help`
    let is_joined = inside.len() > 1 && view.is_in(next, Group::And) && view.shows(next + 1, Trait::Nominal);
    // `said “significant” cuts were planned`, `said “the worst” was over`
    let begins_clause = || is_finite_verb(view, next, next) || (is_thing || is_joined) && has_verb();
    is_object && goes_on || frames.has(Frame::BareClause) && begins_clause()
}

/// A few quoted words that begin with a capital and have no verb.
fn is_title(view: &View<'_>, quote: &Quote) -> bool {
    let inside = quote.inside();
    inside.len() <= 8 && view.is_capitalised(inside.start) && !has_finite_verb(view, inside.start, inside.end)
}

/// `je`, `nous`, `we`: what the author quotes of himself is his own.
fn is_own_voice(scene: &Scene<'_, '_>, group: &VerbGroup) -> bool {
    subject_before(scene.view, group.head, scene.range.start, false).is_none_or(|mention| {
        matches!(
            being(scene.view, mention.range),
            Being::Self_ | Being::You | Being::Thing
        )
    })
}

fn speaker_around(scene: &Scene<'_, '_>, group: &VerbGroup, end: usize) -> Option<Source> {
    let named = scene.subject(group).map(|mention| scene.accept(mention, group));
    if let Some(source) = named {
        return source.or_else(|| behind_first(scene, group, end));
    }
    behind_first(scene, group, end).or_else(|| scene.speaker(group))
}

/// `Ainsi parla le roi : «`, `Said Smith: “`.
fn behind_first(scene: &Scene<'_, '_>, group: &VerbGroup, end: usize) -> Option<Source> {
    {
        let is_first = (scene.range.start..group.start).all(|at| {
            scene.view.is_mark(at)
                || scene.view.is_in(at, Group::Adverb)
                || scene.view.is_in(at, Group::Wh)
                || scene.view.is_in(at, Group::ObjectClitic)
        });
        if !is_first {
            return None;
        }
        let mention = subject_after(scene.view, group.end, end)?;
        scene.accept(mention, group)
    }
}

/// `Added Ann Lee, the clerk: “`: a verb with a capital, and who speaks.
fn inverted(view: &View<'_>, start: usize, colon: usize) -> Option<Found> {
    let says = view.lang == Lang::En
        && view.is_in(start, Group::OpensQuotation)
        && start + 1 < colon
        && colon < start + 20
        && (view.is_capitalised(start + 1)
            || view.is_in(start + 1, Group::Determiner)
            || view.is_in(start + 1, Group::Role));
    let mention = says.then(|| subject_after(view, start + 1, colon)).flatten()?;
    Some(Found {
        source: Source::Mention(mention),
        cue: Err(Some(start..start + 1)),
        rule: "quotation-after-cue",
        end: 0,
        aside: None,
        lemma: None,
    })
}

/// `Marie Roux, dont le frère a péri au large, ne décolère pas : « … »`: behind the relative clause of the subject.
fn main_from(view: &View<'_>, start: usize, colon: usize) -> usize {
    let is_opener =
        |at: &usize| view.is_listed(*at, RomanceList::OpensRelative) && view.is(*at - 1, Mark::Comma);
    let opener = (start + 1..colon)
        .take_while(|&at| !is_finite_verb(view, at, start))
        .find(is_opener);
    opener
        .filter(|_| view.lang == Lang::Fr)
        .and_then(|opener| (opener..colon).find(|&at| view.is(at, Mark::Comma)))
        .map_or(start, |close| close + 1)
}

/// `Pour le maire, le projet est mort : « … »`: whose view the sentence gives.
fn source_at(view: &View<'_>, start: usize, colon: usize) -> Option<Mention> {
    let cue = marker(view, start).filter(|_| view.is_romance())?;
    // `Pour lui, le maire a raison : « … »`
    if view.is_in(cue.end, Group::StressedPronoun) && view.is(cue.end + 1, Mark::Comma) {
        return Some(Mention::of(cue.end..cue.end + 1));
    }
    let phrase = phrase_from(view, cue.end, colon)?;
    let speaks = matches!(
        being(view, phrase.clone()),
        Being::Role | Being::Organization | Being::Name | Being::Document
    );
    (speaks && view.is(phrase.end, Mark::Comma)).then(|| with_description(view, phrase, colon))
}

/// `Réponse du maire : « … »`, `Son explication : « … »`: whose word it is.
pub(in crate::extract) fn heading_of(view: &View<'_>, start: usize, colon: usize) -> Option<Mention> {
    let is_own = view.lang == Lang::Fr
        && view.is_in(start, Group::Possessive)
        && view.is_in(start + 1, Group::SpeechNoun)
        && colon < start + 4;
    comment_of(view, start, colon)
        .filter(|_| view.lang == Lang::Fr)
        .or_else(|| is_own.then(|| Mention::of(start..start + 1)))
}

/// A speaker before a colon without a verb we know: `Un témoin : «`, `Réponse du maire : «`.
fn before_colon(scene: &Scene<'_, '_>, colon: usize) -> Option<Found> {
    let view = scene.view;
    let mut start = colon;
    while start > scene.range.start && !is_hard_mark(view, start - 1) && view.depth(start - 1) == scene.depth
    {
        start -= 1;
    }
    let verb = (main_from(view, start, colon)..colon).find(|&at| is_finite_verb(view, at, start));
    let reporting = scene.groups.iter().find(|group| {
        group.start >= start && group.end <= colon && group.shape == Shape::Finite && group.inverted.is_none()
    });
    let reporter = reporting
        .filter(|_| view.is_romance())
        .filter(|group| verb.is_none_or(|verb| group.head <= verb))
        .and_then(|group| scene.speaker(group));
    let mention = if let Some(Source::Mention(mention)) = reporter {
        mention
    } else if let Some(source) = source_at(view, start, colon) {
        source
    } else if let Some(owner) = verb
        .filter(|&verb| view.is_romance() && view.is_in(verb, Group::Be))
        .and_then(|verb| comment_of(view, start, verb))
    {
        // `La réponse du maire est nette : « … »`
        owner
    } else if let Some(owner) = heading_of(view, start, colon).filter(|_| verb.is_none()) {
        owner
    } else if let Some(doer) = agent_before(scene, start, colon).or_else(|| {
        // `Constat partagé par la CGT : « … »`; but `Une commerçante, interrogée par nous : « … »`
        let first = phrase_from(view, start, colon);
        let is_somebody = first.is_some_and(|first| {
            let who = being(view, first);
            matches!(
                who,
                Being::Role | Being::Organization | Being::Name | Being::Pronoun
            )
        });
        let is_bare = view.lang == Lang::Fr && verb.is_none() && !is_somebody;
        let mut agents = (start + 2..colon).filter_map(|at| agent(scene, at, colon));
        agents
            .next()
            .filter(|mention| is_bare && mention.range.end == colon)
    }) {
        doer
    } else if let Some(verb) = verb {
        subject_before(view, verb, start, false)?
    } else if let Some(found) = inverted(view, start, colon) {
        return Some(found);
    } else {
        if colon - start > 24 {
            return None;
        }
        let head = head_in(view, start..colon).unwrap_or(start);
        let phrase = phrase_from(view, head, colon)?;
        let name = (phrase.start..phrase.end).find(|&at| view.is_name(at) && !view.starts_sentence(at));
        match name {
            // `Réponse sèche de Loïc Sarrazin`
            Some(name)
                if !matches!(
                    being(view, phrase.clone()),
                    Being::Role | Being::Organization | Being::Name
                ) =>
            {
                Mention::of(name..phrase.end)
            }
            _ => with_description(view, phrase, colon),
        }
    };
    match being(view, mention.range.clone()) {
        Being::Name
        | Being::Role
        | Being::Organization
        | Being::Pronoun
        | Being::Unspecified
        | Being::Document => Some(Found {
            source: Source::Mention(mention),
            cue: Err(None),
            rule: "quotation-after-colon",
            end: 0,
            aside: None,
            lemma: None,
        }),
        _ => None,
    }
}

/// `A dotação é assim explicada por Beni Veras: «…»`: who does what a passive tells.
fn agent_before(scene: &Scene<'_, '_>, start: usize, colon: usize) -> Option<Mention> {
    let view = scene.view;
    let verb = (start..colon)
        .rev()
        .find(|&at| view.drops_subjects() && view.is_in(at, Group::Be))?;
    (verb + 2..colon).find_map(|at| {
        agent(scene, at, colon).filter(|mention| {
            mention.range.end == colon
                || mention
                    .description
                    .as_ref()
                    .is_some_and(|range| range.end == colon)
        })
    })
}

/// Whether a finite verb of saying stands at a place.
fn is_quote_verb(view: &View<'_>, at: usize) -> bool {
    let verbs = || {
        view.readings(at)
            .iter()
            .filter_map(|reading| view.lexicon.verb(*reading))
    };
    view.syntax.is_finite(at) && verbs().any(|verb| verb.frames.has(Frame::Quote))
}
