//! The rules. Each is a function over a scene that proposes attributions; the order of calls is their priority.

pub(crate) mod according;
mod addressed;
mod agent;
mod around_aside;
mod as_said;
mod aside;
mod called;
mod charge;
mod clause_marker;
mod colon;
pub(super) mod conviction;
mod dropped;
mod english_cleft;
mod english_colon;
mod english_for;
mod english_infinitive;
mod english_judged;
mod english_noun;
mod english_object;
mod gapping;
mod hanging;
mod historic;
mod impersonal;
mod infinitive;
mod infinitive_marker;
mod infinitive_start;
mod interrupted;
mod late_subject;
mod named_source;
pub(crate) mod nested;
mod noun_before;
mod noun_cue;
mod object;
pub(crate) mod own_source;
mod passive;
mod perceived;
mod quotation;
mod reported_clause;
mod reported_end;
pub(crate) mod said_behind;
pub(crate) mod signature;
mod unfit;
mod unread;
mod used;
mod verdict;
mod wording;

use std::ops::Range;

use super::candidate::{Candidate, Source};
use super::trim::{trim, trim_quote};
use crate::extract::dateline::behind_dateline;
use propos_segment::Lang;

use super::lexicon::{Ending, EnglishList, Form, Frame, Group, Groups, RomanceList};
use super::noun_phrase::{Being, Mention, being, subject_before, subject_of, trimmed_mention};
use super::syntax::Role;
use super::traits::Stands;
use super::verb_group::{
    Shape, Standing, VerbGroup, has_finite_verb, is_clitic_pronoun, is_finite_verb, verb_group,
};
use super::view::{Quote, View};
use super::word_table::words;
use crate::tokens::Mark;
pub(super) use quotation::heading_of;
use unfit::{demands_by_law, is_learnt, is_optative, is_put_as_question, shows_in_text};
use used::Used;

/// One period, or one sentence inside a quotation, under analysis.
pub(crate) struct Scene<'v, 't> {
    pub(crate) view: &'v View<'t>,
    /// Its tokens.
    pub(crate) range: Range<usize>,
    /// The quotations around it. What stands deeper is quoted here.
    pub(crate) depth: u8,
    /// What any of its tokens is: a rule whose words are not there has nothing to look for.
    stands: Stands,
    /// The reporting verbs outside deeper quotations, in text order.
    pub(crate) groups: Vec<VerbGroup>,
    /// English passives: `was accused`.
    pub(crate) passives: Vec<VerbGroup>,
    /// Which of the reporting verbs have found their content.
    used: Used,
    /// The quotations one level deeper.
    pub(crate) quotes: Vec<Quote>,
    /// Which of them have found their speaker.
    used_quotes: Used,
    /// What was found.
    pub(crate) found: Vec<Candidate>,
}

/// Applies every rule to a stretch of tokens.
pub(crate) fn apply(view: &View<'_>, range: Range<usize>, depth: u8) -> Vec<Candidate> {
    if matches!(view.lang, Lang::De | Lang::Nl) {
        return super::germanic::apply(view, range, depth);
    }
    let start = behind_dateline(view, range.start, range.end);
    let mut scene = Scene::new(view, start..range.end, depth);
    quotation::find(&mut scene);
    own_source::find(&mut scene);
    according::find(&mut scene);
    english_for::find(&mut scene);
    as_said::find(&mut scene);
    aside::find(&mut scene);
    english_cleft::find(&mut scene);
    reported_clause::find(&mut scene);
    if view.lang == Lang::En {
        unread::aside(&mut scene);
    }
    infinitive::find(&mut scene);
    if view.lang == Lang::En {
        passive::find(&mut scene);
        english_object::find(&mut scene);
        english_infinitive::find(&mut scene);
    } else {
        object::find(&mut scene);
        infinitive::find_wishes(&mut scene);
    }
    if view.lang == Lang::En {
        english_noun::find(&mut scene);
    } else {
        noun_cue::find(&mut scene);
    }
    impersonal::find(&mut scene);
    agent::find(&mut scene);
    conviction::find(&mut scene);
    gapping::find(&mut scene);
    colon::find(&mut scene);
    english_colon::find(&mut scene);
    let Scene {
        found, mut groups, ..
    } = scene;
    groups.clear();
    view.groups_memory.set(groups);
    found
}

/// Whether a candidate hangs on a verb that a sentence may itself report: `Er fordere mehr Geld`.
pub(crate) fn is_inner(view: &View<'_>, candidate: &Candidate) -> bool {
    view.lang == Lang::De
        && matches!(
            candidate.rule,
            super::germanic::SPEAKER_ALONE
                | "clause"
                | "clause-without-that"
                | "infinitive"
                | "object"
                | "preposition"
                | "question"
                | "noun-clause"
        )
        // `Dass die Brücke alt sei, wisse jeder.`
        || view.lang == Lang::De
            && candidate.rule == "aside"
            && candidate.cue.as_ref().is_some_and(|cue| {
                view.depth(cue.start) == 0 && super::germanic::is_reporting_mood(view, cue.start)
            })
}

impl<'v, 't> Scene<'v, 't> {
    fn new(view: &'v View<'t>, range: Range<usize>, depth: u8) -> Self {
        let mut groups: Vec<VerbGroup> = view.groups_memory.take();
        let mut passives: Vec<VerbGroup> = Vec::new();
        let stands = view.stands(&range);
        for at in range.clone() {
            if !view.may_report(at) || view.readings(at).is_empty() {
                continue;
            }
            // `Lone “confessed” his part in it`: a verb in quotation marks of its own.
            let is_doubted = view.lang == Lang::En
                && view.depth(at) == depth + 1
                && at > range.start
                && view.is(at - 1, Mark::Quote)
                && view.is(at + 1, Mark::Quote)
                && at + 2 < range.end
                && view.syntax.is_finite(at);
            if view.depth(at) != depth && !is_doubted {
                continue;
            }
            // `a think tank found`: the first half of a noun.
            if view.is_word(at, "think") && view.is_any_word(at + 1, words!["tank", "tanks"]) {
                continue;
            }
            if let Some(mut group) = verb_group(view, at, range.start, range.end) {
                group.end += usize::from(is_doubted && group.end == at + 1);
                if group.is_passive {
                    passives.push(group);
                    continue;
                }
                // `est allé jusqu’à suggérer` is one cue, found at its last verb.
                groups.retain(|earlier| !(earlier.start >= group.start && earlier.end <= group.end));
                let is_inside = groups.last().is_some_and(|earlier| earlier.end >= group.end);
                if !is_inside {
                    groups.push(group);
                }
            }
        }
        let first = view.quotes.partition_point(|quote| quote.open < range.start);
        let quotes: Vec<Quote> = view
            .quotes
            .iter()
            .skip(first)
            .take_while(|quote| quote.open < range.end)
            .filter(|quote| quote.depth == depth + 1)
            .copied()
            .collect();
        Self {
            view,
            range,
            depth,
            stands,
            used: Used::default(),
            groups,
            passives,
            used_quotes: Used::default(),
            quotes,
            found: Vec::new(),
        }
    }

    /// The verb of a place, where it has no content yet.
    fn free_group(&self, place: usize) -> Option<VerbGroup> {
        self.groups.get(place).filter(|_| !self.is_used(place)).cloned()
    }

    fn is_used(&self, place: usize) -> bool {
        place >= self.groups.len() || self.used.has(place)
    }

    fn mark_used(&mut self, place: usize) {
        self.used.mark(place);
    }

    fn is_quote_used(&self, place: usize) -> bool {
        place >= self.quotes.len() || self.used_quotes.has(place)
    }

    fn mark_quote_used(&mut self, place: usize) {
        self.used_quotes.mark(place);
    }

    /// Takes in a candidate with its cue; its content is trimmed, and it is dropped when nothing is left.
    fn propose(&mut self, mut candidate: Candidate, cue: Option<&VerbGroup>) -> bool {
        candidate.content = candidate
            .content
            .into_iter()
            .filter_map(|range| {
                if candidate.is_direct {
                    trim_quote(self.view, range)
                } else {
                    trim(self.view, range)
                }
            })
            .collect();
        if candidate.content.is_empty() {
            return false;
        }
        if let [only] = candidate.content.as_slice()
            && let Some(quote) = self.view.quote_around(only.start, self.depth)
            && quote.open == only.start
            && quote.end == only.end
            && !quote.inside().is_empty()
        {
            candidate.is_direct = true;
            candidate.content = trim_quote(self.view, quote.inside()).into_iter().collect();
        }
        if let Some(group) = cue {
            let is_doubted = self.view.lang == Lang::En && self.view.is(group.end - 1, Mark::Quote);
            candidate.cue = Some(group.start..group.end - usize::from(is_doubted));
            candidate.lemma = Some(group.lemma.clone());
            // Who does not hide it says it.
            candidate.is_negated |= group.is_negated && !hides(&group.lemma)
                // It says by its noun that nothing was said.
                || group.lemma == "give no indication";
            candidate.is_hearsay |= group.agreement.is_conditional;
        }
        self.found.push(candidate);
        true
    }

    /// Whether an attribution that was found inside or behind its content begins at a place.
    pub(crate) fn is_aside_at(&self, at: usize) -> bool {
        self.found
            .iter()
            .filter(|candidate| matches!(candidate.rule, "aside" | unread::ASIDE))
            .any(|candidate| {
                let begins =
                    matches!(&candidate.speaker, Source::Mention(mention) if mention.range.start == at);
                begins || candidate.cue.as_ref().is_some_and(|cue| cue.start == at)
            })
    }

    /// `Hoping to sell the mill, the company hired a bank`: what is said ends before the one who says it.
    fn before_speaker(&self, content: Range<usize>, speaker: &Source) -> usize {
        let view = self.view;
        let Source::Mention(mention) = speaker else {
            return content.end;
        };
        let is_fronted = view.drops_subjects() && mention.range.start > content.start;
        if view.lang != Lang::En && !is_fronted {
            return content.end;
        }
        // `with Congress planning reprisals, the rule is dead`
        let behind_that =
            content.start - usize::from(content.start > 0 && view.is_in(content.start - 1, Group::That));
        let main = || {
            (mention.range.end <= content.start
                && self.view.syntax.role(behind_that.saturating_sub(1)) == Role::Other)
                .then(|| {
                    (content.start + 1..content.end).find(|&at| {
                        view.is(at - 1, Mark::Comma)
                            && view.depth(at) == self.depth
                            && (at..self.range.end.min(at + 12)).any(|verb| {
                                view.syntax.is_finite(verb)
                                    && view.syntax.clause(verb).is_some_and(|clause| {
                                        clause.is_main
                                            && clause
                                                .subject
                                                .as_ref()
                                                .is_some_and(|subject| subject.start == at)
                                    })
                            })
                    })
                })
                .flatten()
        };
        let first = if mention.range.start > content.start {
            mention.range.start
        } else {
            main().unwrap_or(content.end)
        };
        if first >= content.end {
            return content.end;
        }
        // `Decrying the “rigged vote,” Ms. Roe accused him`
        let is_quoted = view.lang == Lang::En
            && first > content.start + 1
            && view.is(first - 1, Mark::Quote)
            && view.is(first - 2, Mark::Comma);
        if is_quoted {
            return first;
        }
        (content.start..first)
            .rev()
            .find(|&at| view.is(at, Mark::Comma) && view.depth(at) <= self.depth)
            .unwrap_or(content.end)
    }

    /// Whether a clause is reported right behind a verb.
    pub(crate) fn reports_clause(&self, group: &VerbGroup) -> bool {
        clause_marker::marker(self, group).is_some()
    }

    /// Where the clause begins that a verb reports.
    pub(super) fn reported_at(&self, group: &VerbGroup) -> Option<usize> {
        clause_marker::marker(self, group).map(|(start, _)| start)
    }

    /// Who is the subject of a reporting verb, if anybody can be.
    fn speaker(&self, group: &VerbGroup) -> Option<Source> {
        if crate::extract::verb_group::is_obliged(self.view, group) || self.is_suffered(group) {
            return None;
        }
        if group.shape != Shape::Finite {
            if let Some(mention) = english_infinitive::told_by(self.view, group) {
                return self.accept(mention, group);
            }
            if let Some(source) = late_subject::cleft(self, group) {
                return Some(source);
            }
            let noun = self.noun_before(group);
            return noun.or_else(|| self.main_speaker(group).filter(|_| !self.is_of_others(group)));
        }
        if group.inverted.is_none()
            && let Some(joint) = self.joint_before(group)
        {
            return self.shared_speaker(group, joint);
        }
        match self
            .subject(group)
            .filter(|_| group.standing != Standing::Impersonal)
        {
            Some(mention) => self.accept(mention, group),
            None => dropped::subject(self, group).or_else(|| dropped::in_series(self, group)),
        }
    }

    /// `to house those seekers wanting to stay`: whether an English gerund is that of some who stand right before it.
    fn is_of_others(&self, group: &VerbGroup) -> bool {
        let (view, last) = (self.view, group.start.saturating_sub(1));
        let other = Groups::of(&[Group::Adverb, Group::Preposition, Group::Pronoun, Group::Time]);
        view.lang == Lang::En
            && group.shape == Shape::Gerund
            && last > self.range.start
            && view.syntax.role(last) == Role::None
            // `for anyone wanting to stay`
            && (view.is_in(last, Group::Unspecified) && !view.is_in(last, Group::Determiner)
                || !view.is_capitalised(last)
                    && view.word(last).ends_with('s')
                    && !view.groups(last).has_any(other))
    }

    /// The subject of a finite verb where one stands before it or hangs on it.
    fn subject(&self, group: &VerbGroup) -> Option<Mention> {
        if let Some(pronoun) = group.inverted {
            return Some(Mention::of(pronoun..pronoun + 1));
        }
        if self.view.lang == Lang::En {
            return subject_of(self.view, group.head);
        }
        let is_none = |mention: &Mention| {
            mention.range.start < self.range.start
                || self.is_object_alone(mention)
                || group.agreement.is_plural && interrupted::is_one(self.view, mention)
                || dropped::is_object_relative(self, group, mention)
                || dropped::is_interrupted_relative(self, mention)
        };
        subject_before(self.view, group.head, self.range.start, group.agreement.is_plural)
            .filter(|mention| !is_none(mention))
            .map(|mention| late_subject::behind_pronoun(self, mention))
    }

    /// `La acusó de robo`, `Por eso insistió`: a pronoun that is the object or hangs on a preposition.
    fn is_object_alone(&self, mention: &Mention) -> bool {
        let (view, first) = (self.view, mention.range.start);
        let last = mention.range.end - 1;
        let is_object = mention.range.len() == 1
            && view.is_in(first, Group::ObjectClitic)
            && !view.is_in(first, Group::Pronoun)
            && !view.is_in(first, Group::StressedPronoun);
        let is_governed = view.is_in(last, Group::Neuter)
            && last > self.range.start
            && (view.is_in(last - 1, Group::Preposition) || view.is_in(last - 1, Group::Of));
        view.drops_subjects() && (is_object || is_governed)
    }

    /// The conjunction right before a verb that has no subject of its own: `… et dit`, `… mais craint`.
    fn joint_before(&self, group: &VerbGroup) -> Option<usize> {
        let view = self.view;
        if view.lang != Lang::Fr {
            return None;
        }
        let mut at = group.start;
        loop {
            at = at.checked_sub(1).filter(|&at| at >= self.range.start)?;
            // `et, d’un même souffle, exclu`
            if at + 1 == group.start && view.is(at, Mark::Comma) {
                at = (self.range.start + 1..at)
                    .rev()
                    .take(8)
                    .find(|&open| view.is_mark(open))?;
                continue;
            }
            let is_light = view.is_in(at, Group::ObjectClitic) && !is_clitic_pronoun(view, at)
                || view.is_in(at, Group::Adverb)
                    && !view.is_in(at, Group::Conjunction)
                    && !view.is_word(at, "puis")
                || view.is_manner(at);
            if !is_light {
                break;
            }
        }
        // `Son ami et lui promettent`; not `rencontre une femme et lui demande`.
        let is_subject = view.is_in(at + 1, Group::StressedPronoun)
            && at + 2 == group.start
            && group.agreement.is_plural
            && !has_finite_verb(view, self.range.start, at);
        if is_subject {
            return None;
        }
        let is_joint = view.is_in(at, Group::And) || view.is_word(at, "mais") || view.is_word(at, "puis");
        is_joint.then_some(at)
    }

    /// The subject of the verb before a conjunction, for the verb behind it.
    fn shared_speaker(&self, group: &VerbGroup, joint: usize) -> Option<Source> {
        let view = self.view;
        let is_plural = group.agreement.is_plural;
        let earlier = self.groups.iter().rev().filter(|other| {
            other.end <= joint && other.shape == Shape::Finite && other.agreement.is_plural == is_plural
        });
        // `a rappelé que le navire était vieux et relevait de Malte`
        let is_inside = view.lang == Lang::Fr && self.is_reported(group);
        for other in earlier.filter(|_| !is_inside) {
            if !self.is_reported(other) {
                return match other.inverted {
                    Some(_) => None,
                    None => self.speaker(other),
                };
            }
        }
        let verb = (self.range.start..joint).rev().find(|&at| {
            view.depth(at) == self.depth
                // `Elle entre et annonce que`: no preposition before *et*.
                && (is_finite_verb(view, at, self.range.start)
                    || at + 1 == joint && view.is_word(at, "entre")
                    // `Elle s’installe et demande`: whatever verb that is.
                    || at > self.range.start
                        && view.is_any_word(at - 1, words!["s'"])
                        && !view.is_in(at, Group::Pronoun)
                        && !view.is_mark(at)
                        && !view.may_be(at, Form::Infinitive)
                        && !view.lexicon.ends(view.word(at), Ending::Infinitive)
                        && !view.word(at).ends_with("er"))
                // `il y a quelques semaines`
                && !(at > 0 && view.is_word(at - 1, "y") && view.is_word(at, "a"))
                && (view.readings(at).is_empty()
                    || view
                        .readings(at)
                        .iter()
                        .any(|reading| reading.form.is_finite() && reading.form.is_plural() == is_plural))
        })?;
        self.accept(subject_before(view, verb, self.range.start, is_plural)?, group)
    }

    /// `des manifestants de gauche réclamant sa libération`, `…, les Russes accusant Kiev de mentir`: the phrase right before a
    /// French participle.
    fn participle_subject(&self, group: &VerbGroup) -> Option<Source> {
        let view = self.view;
        let end = group.start;
        if group.start != group.head
            || end <= self.range.start
            || view.is_mark(end - 1)
            || view.is_word(end, "en")
        {
            return None;
        }
        let first = end.saturating_sub(7).max(self.range.start);
        let from = (first..end)
            .rev()
            .find(|&at| view.is_mark(at) || is_finite_verb(view, at, first))
            .map_or(first, |mark| mark + 1);
        let start = (from..end).find(|&at| {
            view.is_in(at, Group::Determiner) && !view.is_in(at, Group::ObjectClitic)
                || view.is_word(at, "des")
                || view.is_word(at, "les")
                || view.is_name(at)
        })?;
        // `n’écarte pas cette thèse expliquant que`: what a verb has for its object is no text that explains.
        let is_object = from > first && !view.is_mark(from - 1);
        let speaks = match being(view, start..end) {
            Being::Role | Being::Organization | Being::Name | Being::Unspecified => true,
            Being::Document => !is_object,
            _ => false,
        };
        speaks
            .then(|| self.accept(Mention::of(start..end), group))
            .flatten()
    }

    /// The mention as a speaker, unless it is a thing, the author or nobody who can speak.
    fn accept(&self, mut mention: Mention, group: &VerbGroup) -> Option<Source> {
        // `Moscou d’`
        while self.view.is_romance()
            && mention.range.len() > 1
            && self.view.is_in(mention.range.end - 1, Group::InfinitiveOf)
        {
            mention.range.end -= 1;
        }
        if self.view.lang == Lang::En {
            mention.range = trimmed_mention(self.view, mention.range);
        }
        let is_evidence = group.frames.has(Frame::Evidence);
        // `Getting rid of it tells them that`: a deed.
        let first = mention.range.start;
        let is_deed = self.view.lang == Lang::En
            && mention.range.len() == 1
            && group.start > first + 1
            && !self.view.is_mark(first + 1)
            && self.view.may_be(first, Form::Gerund);
        // `One could have predicted it`: anybody.
        let is_anybody = self.view.lang == Lang::En
            && mention.range.len() == 1
            && self.view.is_word(first, "one")
            && self.view.is_in(group.head, Group::Modal);
        // `asked whether anyone had disclosed it`: nobody is known to have done so.
        let is_anybody = is_anybody
            || self.view.lang == Lang::En
                && mention.range.len() == 1
                && self.view.is_any_word(first, words!["anybody", "anyone"]);
        // `asked whether the firm supports free travel`: that is the question.
        let is_asked =
            self.view.lang == Lang::En && first > self.range.start && self.view.is_word(first - 1, "whether");
        // `fotografia sua que revele`: whose it is speaks not.
        let is_owner = self.view.drops_subjects()
            && mention.range.len() == 1
            && self.view.is_in(first, Group::Possessive)
            && !self.view.is_in(first, Group::StressedPronoun);
        // `El término quiere decir`: it means.
        let means = self.view.drops_subjects()
            && self.view.is_listed(group.head, RomanceList::WantsForm)
            && matches!(group.lemma.as_ref(), "decir" | "dire" | "dizer")
            && matches!(
                being(self.view, mention.range.clone()),
                Being::Unknown | Being::Document
            );
        // `Her task was not to decide whether it was wise`: what something is to be decides nothing.
        let is_purpose = self.view.lang == Lang::En
            && group.end > group.head + 1
            && self.view.is_in(group.head, Group::Be)
            && (group.head + 1..group.end).any(|at| self.view.is_in(at, Group::ToInfinitive))
            && being(self.view, mention.range.clone()) == Being::Unknown;
        if is_deed || is_anybody || is_asked || is_owner || means || is_purpose {
            return None;
        }
        if is_optative(self.view, group)
            || is_learnt(self, group, &mention)
            || is_put_as_question(self, group)
        {
            return None;
        }
        if demands_by_law(self.view, group, &mention) {
            return Some(Source::Mention(mention));
        }
        match being(self.view, mention.range.clone()) {
            Being::Thing | Being::Self_ | Being::You => None,
            _ if hides(&group.lemma) && !group.is_negated => None,
            // `on peut dire` says nothing of anybody; nor do first persons of others.
            Being::Unspecified
                if ((group.standing == Standing::Governed) || group.frames.has(Frame::Own))
                    && self.view.is_word(mention.range.start, "on") =>
            {
                None
            }
            // `il convient de modifier le plan`: the form is one of *convier* only behind a plural.
            Being::Pronoun
                if self.view.lang == Lang::Fr
                    && group.agreement.is_plural
                    && self.view.is_any_word(mention.range.start, words!["elle", "il"]) =>
            {
                None
            }
            // Rules and contracts provide that something is so; they do not say it.
            Being::Document if ["prever", "prévoir"].contains(&group.lemma.as_ref()) => None,
            _ if group.agreement.is_self && group.inverted.is_none() => None,
            Being::Name | Being::Organization | Being::Unspecified
                if group.frames.has(Frame::Fact) && !shows_in_text(self.view, group) =>
            {
                None
            }
            Being::Unknown if is_evidence || group.lemma == "require" && self.view.lang == Lang::En => None,
            // `it suggests`, `it means`: what the author thinks of a fact. `it found`: a study or a body did.
            Being::Pronoun
                if is_evidence
                    && self.view.is_word(mention.range.start, "it")
                    && !group.is_listed(EnglishList::FindsIt) =>
            {
                None
            }
            _ => Some(Source::Mention(mention)),
        }
    }

    /// Whether a verb stands in a clause that an earlier verb of somebody else reports.
    fn is_reported(&self, group: &VerbGroup) -> bool {
        let earlier = self.groups.iter().take_while(|other| other.end <= group.start);
        earlier.filter(|other| other.shape == Shape::Finite).any(|other| {
            clause_marker::marker(self, other).is_some_and(|(start, _)| {
                start <= group.start
                    && super::clause::clause_end(self, start) > group.start
                    && self.speaker(other).is_some()
            })
        })
    }
}

/// French verbs of hiding: `ne cache pas sa déception`.
fn hides(lemma: &str) -> bool {
    matches!(lemma.split(' ').next(), Some("cacher" | "dissimuler"))
}
