//! English passives that report: `is expected to rise`, `was accused of fraud`, `it is believed that …`, `were told to leave`.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::infinitive::{is_gerund, is_infinitive_after};
use crate::extract::candidate::{Candidate, Source};
use crate::extract::clause::clause_end;
use crate::extract::lexicon::{EnglishList, Frame, Group};
use crate::extract::noun_phrase::{Being, Mention, being, phrase_from, subject_of};
use crate::extract::phrase_end::phrase_end;
use crate::extract::verb_group::VerbGroup;
use crate::tokens::Mark;

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    if scene.view.lang != Lang::En {
        return;
    }
    for group in scene.passives.clone() {
        let Some((content, speaker)) = attribution(scene, &group) else {
            continue;
        };
        scene.propose(Candidate::new("passive", content, speaker), Some(&group));
    }
}

/// What a passive says of whom, and who says it.
fn attribution(scene: &Scene<'_, '_>, group: &VerbGroup) -> Option<(Vec<Range<usize>>, Source)> {
    let view = scene.view;
    let mut at = skip_light(scene, group.end);
    let mut speaker = Source::Unspecified;
    if view.is_word(at, "by")
        && let Some(phrase) = phrase_from(view, at + 1, scene.range.end)
    {
        at = skip_light(scene, phrase.end);
        speaker = scene.accept(Mention::of(phrase), group)?;
    }
    let passive = Passive {
        scene,
        group,
        at,
        is_agent: matches!(speaker, Source::Mention(_)),
    };
    if passive.opens_infinitive() {
        return passive.infinitive(speaker);
    }
    if let Some(construction) = passive.construction() {
        return Some((passive.content(construction)?, speaker));
    }
    if passive.is_agent {
        if let Some(subject) = told_by(scene, group, &speaker) {
            return Some((one(subject), speaker));
        }
    } else {
        if group.frames.has(Frame::As)
            && let Some(found) = called_by(scene, group, at)
        {
            return Some(found);
        }
        if let Some(content) = judged(scene, group, at) {
            return Some((content, speaker));
        }
    }
    let start = passive.clause()?;
    let speaker = match passive.who_feels() {
        Some(mention) => scene.accept(mention, group)?,
        None => speaker,
    };
    Some((one(start..clause_end(scene, start)), speaker))
}

/// What a passive has behind it that tells its content, if no infinitive.
#[derive(Clone, Copy)]
enum Construction {
    /// `was criticized for being slow`, `has been faulted by both parties for lying`
    Blame,
    /// `was accused of fraud`
    Charge,
    /// `Losses are estimated at $1.5 billion`
    Sum,
    /// `in what is being called a “purge”`, `what was described as a first step`: *what* is all that is called so.
    NameOfWhat,
    /// `was hailed by X as …`
    Name,
}

/// A passive in its place.
struct Passive<'s, 'v, 't> {
    scene: &'s Scene<'v, 't>,
    group: &'s VerbGroup,
    /// Behind the verb, its adverbs and who does it.
    at: usize,
    /// Whether it is told who does it.
    is_agent: bool,
}

impl Passive<'_, '_, '_> {
    fn construction(&self) -> Option<Construction> {
        let view = self.scene.view;
        let at = self.at;
        let frames = self.group.frames;
        let blames = frames.has(Frame::Object) && (frames.has(Frame::As) || self.group.lemma == "blame");
        if blames && view.is_in(at, Group::For) && is_gerund(view, at + 1) && !self.group.is_negated {
            return Some(Construction::Blame);
        }
        if self.opens_charge() {
            return Some(Construction::Charge);
        }
        let is_sum = || view.is_number(at + 1) || view.is_currency(at + 1);
        if self.group.lemma == "estimate" && view.is_word(at, "at") && is_sum() {
            return Some(Construction::Sum);
        }
        if !frames.has(Frame::As) {
            return None;
        }
        let start = self.group.start;
        if start > self.scene.range.start && view.is_word(start - 1, "what") {
            return Some(Construction::NameOfWhat);
        }
        (view.is_word(at, "as") && self.is_agent).then_some(Construction::Name)
    }

    fn content(&self, construction: Construction) -> Option<Vec<Range<usize>>> {
        match construction {
            Construction::Blame => self.blame(),
            Construction::Charge => Some(one(self.at + 1..phrase_end(self.scene, self.at + 1))),
            Construction::NameOfWhat => self.name_of_what(),
            Construction::Sum | Construction::Name => {
                let subject = subject_of(self.scene.view, self.group.head)?.range;
                (subject.end <= self.group.start)
                    .then(|| vec![subject, self.at..phrase_end(self.scene, self.at)])
            }
        }
    }

    fn opens_infinitive(&self) -> bool {
        let view = self.scene.view;
        let verb = self.at + 1;
        // `is expected to range between`: a noun that is a verb here.
        let is_verb = || {
            !view.is_mark(verb)
                && !view.is_capitalised(verb)
                && !view.is_number(verb)
                && !view.is_in(verb, Group::Determiner)
                && !view.is_in(verb, Group::StressedPronoun)
                && view.is_in(verb + 1, Group::Preposition)
        };
        view.is_in(self.at, Group::InfinitiveTo) && (is_infinitive_after(view, verb) || is_verb())
    }

    fn opens_charge(&self) -> bool {
        let view = self.scene.view;
        let group = self.group;
        group.frames.has(Frame::SomeoneOf)
            && view.is_in(self.at, Group::Of)
            && self.at + 1 < self.scene.range.end
            && (is_gerund(view, self.at + 1) || group.lemma == "accuse" || group.lemma == "suspect")
    }

    /// `Prices are expected to rise`: the subject and what it is expected to do, by whom it is told or by `speaker`.
    fn infinitive(&self, speaker: Source) -> Option<(Vec<Range<usize>>, Source)> {
        let start = self.at + 1;
        // `the ruling in which the order is said to have been issued, the court noted`: the relative clause ends first.
        let clause = self.scene.view.syntax.clause(self.group.head);
        let own = clause.filter(|clause| !clause.is_main);
        let closed = own.and_then(|clause| clause.end).filter(|&end| end > start);
        let end = phrase_end(self.scene, start).min(closed.unwrap_or(self.scene.range.end));
        // `was asked to keep it by the court`: who asked.
        let by = agent_at_end(self.scene, self.group, start..end).filter(|_| !self.is_agent);
        let is_agent = self.is_agent || by.is_some();
        let (end, speaker) = by.unwrap_or((end, speaker));
        Some((self.with_infinitive(start..end, is_agent)?, speaker))
    }

    /// What is said by an infinitive: it alone where somebody is told to do it, else with its subject.
    fn with_infinitive(&self, infinitive: Range<usize>, is_agent: bool) -> Option<Vec<Range<usize>>> {
        let group = self.group;
        let is_wish = group.is_listed(EnglishList::ExpectsOf);
        if group.frames.has(Frame::SomeoneTo) && !is_wish {
            // `had not been asked to pay`: nobody has said so.
            return (!group.is_negated || is_agent).then(|| one(infinitive));
        }
        let is_said = group.frames.has(Frame::Clause) && !group.is_listed(EnglishList::NotSaid) || is_wish;
        if !is_said {
            return None;
        }
        // `which is expected to rise`
        if let Some(pronoun) = group.start.checked_sub(1)
            && self.scene.view.is_in(pronoun, Group::RelativeSubject)
        {
            return Some(vec![pronoun..pronoun + 1, infinitive]);
        }
        let subject = with_complement(self.scene, group, self.described_subject()?);
        Some(if subject.end <= group.start {
            vec![subject, infinitive]
        } else {
            one(infinitive)
        })
    }

    /// The subject with what is told of it before.
    fn described_subject(&self) -> Option<Range<usize>> {
        let subject = subject_of(self.scene.view, self.group.head)?;
        let start = subject
            .description
            .as_ref()
            .map_or(subject.range.start, |other| other.start.min(subject.range.start));
        Some(start..subject.range.end)
    }

    fn blame(&self) -> Option<Vec<Range<usize>>> {
        let view = self.scene.view;
        let subject = subject_of(view, self.group.head)?.range;
        let end = phrase_end(self.scene, self.at + 1);
        let is_thing = !view.is_in(subject.start, Group::Relative);
        (subject.end <= self.group.start && end > self.at + 1 && is_thing)
            .then(|| vec![subject, self.at..end])
    }

    fn name_of_what(&self) -> Option<Vec<Range<usize>>> {
        let view = self.scene.view;
        let start = self.at + usize::from(view.is_word(self.at, "as"));
        let names = start > self.at || self.group.is_listed(EnglishList::CalledWhat);
        let end = phrase_end(self.scene, start);
        let end = (start + 1..end)
            .find(|&place| view.syntax.is_finite(place))
            .unwrap_or(end);
        (names && end > start).then(|| one(start..end))
    }

    /// Where a clause begins that is told: `it is believed that …`.
    fn clause(&self) -> Option<usize> {
        let view = self.scene.view;
        let group = self.group;
        if !group.frames.has(Frame::Clause) && !group.frames.has(Frame::Someone) {
            return None;
        }
        let start = (group.start..group.end)
            .rev()
            .find_map(|verb| view.syntax.governed(verb))?
            .start;
        // `are convinced that`: the expression was found at its first word.
        let is_taken = || {
            let mut contents = self.scene.found.iter().flat_map(|candidate| &candidate.content);
            contents.any(|range| range.start == start)
        };
        let is_near = start >= group.end && start <= self.at + 12 && !view.is_in(start, Group::Wh);
        (is_near && self.may_open_clause(start) && !is_taken()).then_some(start)
    }

    /// `is held accountable`, `was found dead`: no clause without *that*.
    fn may_open_clause(&self, start: usize) -> bool {
        let view = self.scene.view;
        let before = self.group.start.checked_sub(1);
        // `since the laws were first proposed firms have …`
        let may_be_zero = self.group.frames.has(Frame::Someone)
            || before.is_some_and(|it| view.is_word(it, "it") || view.is_word(it, "there"));
        may_be_zero && !self.group.is_listed(EnglishList::NotSaid)
            || start
                .checked_sub(1)
                .is_some_and(|that| view.is_in(that, Group::That))
    }

    /// `They’re convinced it will fail`: who feels so says it.
    fn who_feels(&self) -> Option<Mention> {
        let view = self.scene.view;
        let participle = view.word(self.group.end - 1);
        let feels = view.lexicon.locutions("be").iter().any(|feeling| {
            feeling.words.len() == 1 && feeling.words.iter().all(|word| &*word.text == participle)
        });
        feels.then(|| subject_of(view, self.group.head)).flatten()
    }
}

/// `to keep it by the House Committee on Roads`: the agent with which an infinitive ends belongs to the passive before it, unless the
/// infinitive is one itself; where it begins, and who it is.
fn agent_at_end(
    scene: &Scene<'_, '_>,
    group: &VerbGroup,
    infinitive: Range<usize>,
) -> Option<(usize, Source)> {
    let view = scene.view;
    if !group.frames.has(Frame::SomeoneTo) || view.is_in(infinitive.start, Group::Be) {
        return None;
    }
    let by = (infinitive.start + 1..infinitive.end)
        .find(|&at| view.is_word(at, "by") && view.depth(at) == scene.depth)?;
    let agent = phrase_from(view, by + 1, infinitive.end)?;
    let is_last = agent.end == infinitive.end
        || view.is_in(agent.end, Group::Preposition)
        || view.is_in(agent.end, Group::Of);
    let is_somebody = matches!(
        being(view, agent.clone()),
        Being::Name | Being::Organization | Being::Role
    );
    let source = (is_last && is_somebody).then(|| scene.accept(Mention::of(agent), group))??;
    Some((by, source))
}

/// `The sale was reported by the Post`, `The plan was criticized by unions`: what somebody tells of or judges.
fn told_by(scene: &Scene<'_, '_>, group: &VerbGroup, speaker: &Source) -> Option<Range<usize>> {
    let view = scene.view;
    let tells = view.lexicon.groups(&group.lemma).has(Group::MakesKnown);
    let judges = group.frames.has(Frame::Object) && !group.is_listed(EnglishList::DoneNotSaid);
    if !(tells || judges && !super::unfit::is_unknown(scene, speaker)) {
        return None;
    }
    let subject = subject_of(view, group.head)?.range;
    let is_thing = !view.is_in(subject.start, Group::Pronoun) && !view.is_in(subject.start, Group::Relative);
    let subject = with_complement(scene, group, subject);
    (is_thing && subject.end <= group.start && !group.is_negated).then_some(subject)
}

/// `has been called a charlatan by his colleagues`, `was described as “a farce” by the union`: what somebody calls it, before who does.
fn called_by(scene: &Scene<'_, '_>, group: &VerbGroup, at: usize) -> Option<(Vec<Range<usize>>, Source)> {
    let view = scene.view;
    let is_as = view.is_word(at, "as");
    let is_bare = group.is_listed(EnglishList::Calls)
        && (view.depth(at) > scene.depth || view.is_in(at, Group::Indefinite));
    if !is_as && !is_bare {
        return None;
    }
    let end = phrase_end(scene, at);
    let by = (at + 1..end).find(|&by| view.is_word(by, "by") && view.depth(by) == scene.depth)?;
    let agent = phrase_from(view, by + 1, scene.range.end)?;
    let is_somebody = matches!(
        being(view, agent.clone()),
        Being::Name | Being::Organization | Being::Role | Being::Unspecified
    );
    let speaker = is_somebody.then(|| scene.accept(Mention::of(agent), group))??;
    let subject = subject_of(view, group.head)?.range;
    (subject.end <= group.start).then(|| (vec![subject, at..by], speaker))
}

/// `Calls to open the archive were rejected by the board`: the subject with the infinitive or the phrase that belongs to its noun.
fn with_complement(scene: &Scene<'_, '_>, group: &VerbGroup, subject: Range<usize>) -> Range<usize> {
    let view = scene.view;
    let goes_on = subject.end < group.start
        && (view.is_in(subject.end, Group::ToInfinitive)
            || view.is_in(subject.end, Group::Of)
            || view.is_in(subject.end, Group::Preposition));
    if !goes_on {
        return subject;
    }
    let stops = |at: &usize| {
        view.is(*at, Mark::Comma) || view.is(*at, Mark::Dash) || view.is_in(*at, Group::Relative)
    };
    let end = (subject.end..group.start).find(stops).unwrap_or(group.start);
    subject.start..end
}

/// `is widely considered a threat`, `has been criticized as too harsh`: how something is judged, by whom is not said.
fn judged(scene: &Scene<'_, '_>, group: &VerbGroup, at: usize) -> Option<Vec<Range<usize>>> {
    let view = scene.view;
    let is_as = view.is_word(at, "as")
        && group.frames.has(Frame::As)
        && (group.frames.has(Frame::Object) || group.is_listed(EnglishList::Judges));
    // `was dubbed the winner`; not `was dubbed the Iron Duke`.
    let is_named = (&*group.lemma == "consider" || group.is_listed(EnglishList::Calls))
        && (view.is_in(at, Group::Indefinite) || view.is_word(at, "the"))
        && !view.is_capitalised(at + 1);
    if !(is_as || is_named) || group.is_negated || is_gerund(view, at + 1) {
        return None;
    }
    let pronoun = group
        .start
        .checked_sub(1)
        .filter(|&pronoun| view.is_in(pronoun, Group::RelativeSubject));
    let subject = match pronoun {
        // `a place that could be considered a war zone`: which ones are meant, and nobody's word.
        Some(_) if is_named => return None,
        Some(pronoun) => pronoun..pronoun + 1,
        None => with_complement(scene, group, subject_of(view, group.head)?.range),
    };
    (subject.end <= group.start).then(|| vec![subject, at..phrase_end(scene, at)])
}

fn one(range: Range<usize>) -> Vec<Range<usize>> {
    std::iter::once(range).collect()
}

fn skip_light(scene: &Scene<'_, '_>, at: usize) -> usize {
    let view = scene.view;
    let mut at = at;
    while at < scene.range.end
        && !view.is(at, Mark::Comma)
        && (view.is_in(at, Group::Adverb) || view.is_in(at, Group::Time) || view.is_manner(at))
        && !view.is_in(at, Group::Determiner)
    {
        at += 1;
    }
    at
}
