//! English noun phrases as content: `rejected the offer`, `citing losses`, `called it “unfair”`, `dismissed the claim as a stunt`.

use std::ops::Range;

use super::Scene;
use super::english_infinitive::{gerund_end, told_by};
use super::english_judged::{behind_sum, is_predicate, judges, looks_predicative};
use super::unfit::{is_text, is_unknown};
use crate::extract::candidate::Candidate;
use crate::extract::comment::before_occasion;
use crate::extract::lexicon::{EnglishList, Form, Frame, Group, Groups, SharedList};
use crate::extract::noun_phrase::{Being, being, phrase_from, skip_time};
use crate::extract::phrase_end::phrase_end;
use crate::extract::syntax::Role;
use crate::extract::verb_group::{Shape, VerbGroup};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    for place in 0..scene.groups.len() {
        let Some(group) = scene.free_group(place) else {
            continue;
        };
        if let Some(candidate) = candidate(scene, &group)
            && scene.propose(candidate, Some(&group))
        {
            scene.mark_used(place);
        }
    }
}

/// What a verb says or names by its object.
fn candidate(scene: &Scene<'_, '_>, group: &VerbGroup) -> Option<Candidate> {
    let is_as = group.frames.has(Frame::As);
    // `so-called “metadata”`: an adjective.
    let is_adjective = is_as && scene.view.word(group.head).contains('-');
    if !may_have_object(scene, group) || is_adjective {
        return None;
    }
    if is_as && let Some(content) = called_which(scene, group) {
        let speaker = scene
            .speaker(group)
            .filter(|speaker| !is_unknown(scene, speaker))?;
        return Some(Candidate::new("named", content, speaker));
    }
    let start = begin(scene, group)?;
    let object = Object {
        scene,
        group,
        start,
        end: object_end(scene, group, start),
    };
    if object.end <= start || object.is_too_little() || object.is_deed() {
        return None;
    }
    let is_named = object.is_named();
    let is_content = is_named || object.is_said() || object.is_manner();
    let may_show = may_show(group);
    if !is_content && !may_show {
        return None;
    }
    let may_be_text = may_show || object.may_be_text(is_named);
    let speaker = scene
        .speaker(group)
        .filter(|speaker| !is_unknown(scene, speaker) || may_be_text && is_text(scene, speaker))?;
    // `Polls show a close race`: what somebody shows is a deed.
    let is_shown = !is_content;
    if is_shown && (!is_text(scene, &speaker) || scene.view.syntax.begins_clause(start, object.end)) {
        return None;
    }
    let end = gerund_end(scene, group, start, object.end_of_name());
    let end = scene.before_speaker(start..end, &speaker);
    let rule = if is_named { "named" } else { "object" };
    Some(Candidate::over(rule, start..end, speaker))
}

/// Whether a verb says something by its object, in the form that it has here.
fn may_have_object(scene: &Scene<'_, '_>, group: &VerbGroup) -> bool {
    let frames = group.frames;
    let may_judge = || {
        let lists = [EnglishList::Weighs, EnglishList::Reckons, EnglishList::PutsAt];
        lists.iter().any(|list| group.is_listed(*list))
    };
    let may_say = frames.has(Frame::Object)
        || frames.has(Frame::As)
        || may_show(group)
        || frames.has(Frame::Wh)
        || may_judge();
    may_say && (group.shape != Shape::Infinitive || told_by(scene.view, group).is_some())
}

/// `The poll indicates a tightening race`
fn may_show(group: &VerbGroup) -> bool {
    group.frames.has(Frame::Fact) || group.is_listed(EnglishList::Hints)
}

/// A phrase behind a verb.
struct Object<'s, 'v, 't> {
    scene: &'s Scene<'v, 't>,
    group: &'s VerbGroup,
    start: usize,
    end: usize,
}

impl Object<'_, '_, '_> {
    /// Whether it is a pronoun, a measure or a taste.
    fn is_too_little(&self) -> bool {
        let view = self.scene.view;
        let start = self.start;
        let is_one = self.end == start + 1;
        // `weighs 50 pounds`
        let is_measure = self.group.lemma == "weigh" && (start..start + 3).any(|at| view.is_number(at));
        // `prefers tea`: a taste, and no wish.
        let is_taste =
            self.group.lemma == "prefer" && !view.is_listed(self.group.start, EnglishList::WouldForm);
        // `endorsed him`: whose side somebody takes.
        let is_person = is_one
            && view.is_in(start, Group::StressedPronoun)
            && self.group.is_listed(EnglishList::TakesSide)
            && self.group.shape == Shape::Finite;
        let is_short = !is_person && (is_one && is_slight(view, start) || self.opens_with_pronoun());
        is_short || is_measure || is_taste
    }

    /// `talked about it quickly`, `supported it and Roe opposed it`
    fn opens_with_pronoun(&self) -> bool {
        let view = self.scene.view;
        let next = self.start + 1;
        (view.is_in(self.start, Group::StressedPronoun) || view.is_word(self.start, "it"))
            && (view.is_in(next, Group::Adverb)
                || view.is_manner(next)
                || view.is_in(next, Group::Conjunction))
            && self.group.frames.has(Frame::Object)
            && !self.group.frames.has(Frame::As)
    }

    /// Whether the verb tells what is done with such an object, and nothing that is said.
    fn is_deed(&self) -> bool {
        let view = self.scene.view;
        let group = self.group;
        let start = self.start;
        // `backs 40 firms`, `supports 300 workers`: with money.
        let is_funded = || group.is_listed(EnglishList::Funds) && view.is_number(start);
        // `denied the petition for rehearing`: a court or an office decides and tells nothing.
        let is_decided = || {
            group.is_listed(EnglishList::Decides)
                && (start..start + 3).any(|at| view.is_listed(at, EnglishList::DecidedOn))
        };
        // `at planning meetings`: of what kind they are.
        let is_kind = || {
            group.lemma == "plan"
                && group.end == group.head + 1
                && view.word(group.head).ends_with("ing")
                && !view.is_in(start, Group::Determiner)
                && !view.is_number(start)
        };
        // `attacked the plan for its cost`, and not `attacked the town`.
        let is_assault = || {
            group.lemma == "attack" && !(start..self.end).any(|at| view.is_listed(at, EnglishList::FaultsFor))
        };
        // `struck off if they did not confirm their address`: what may or may not be said.
        let is_supposed = || group.is_negated && is_in_condition(view, group);
        self.is_done_to()
            || self.is_let_in()
            || is_funded()
            || is_decided()
            || is_kind()
            || is_assault()
            || is_supposed()
    }

    /// `the lawyer who questioned Roe`, `the Senate confirmed Roe`: done to somebody.
    fn is_done_to(&self) -> bool {
        let view = self.scene.view;
        let start = self.start;
        let is_name = || {
            view.is_name(start) && !view.is_in(start + 1, Group::Possessive) && !view.is_word(start + 1, "'s")
        };
        self.group.is_listed(EnglishList::DoneTo)
            && (view.is_in(start, Group::StressedPronoun) && !owns(view, start) || is_name())
    }

    /// `admitted 20 patients`, `admitted new members`, `a ban on admitting Danes to the fair`; but `admitted Roe’s guilt`.
    fn is_let_in(&self) -> bool {
        let view = self.scene.view;
        let Self { start, end, .. } = *self;
        let is_somebody = |at: usize| {
            view.is_number(at) || view.is_in(at, Group::Role) || view.is_in(at, Group::Unspecified)
        };
        self.group.lemma == "admit"
            && ((start..end.min(start + 4)).any(is_somebody)
                || view.is_name(start) && !owned_by_name(view, start..end))
    }

    fn has_quote(&self) -> bool {
        let mut quotes = self.scene.quotes.iter();
        quotes.any(|quote| quote.open >= self.start && quote.end <= self.end)
    }

    /// Whether something is called or judged to be something.
    fn is_named(&self) -> bool {
        let view = self.scene.view;
        let group = self.group;
        let Self { start, end, .. } = *self;
        let is_as = group.frames.has(Frame::As);
        // `called him “Coach”`, `called it PageRank`: a name and no judgement.
        // `Mayor Calls Plan ‘Theft’`: in a headline all words have a capital.
        let is_name = || {
            group.is_listed(EnglishList::GivesName)
                && !view.is_capitalised(group.head)
                && gives_name(self.scene, start, end)
        };
        is_as && !is_name() && (self.has_quote() || names(self.scene, group, start, end))
            || group.is_listed(EnglishList::Weighs) && ends_with_quote(self.scene, start, end)
            || judges(view, group, start, end)
            || is_as && is_called(view, group, start)
            || puts_at(view, group, start, end)
    }

    /// Whether it is what is said.
    fn is_said(&self) -> bool {
        let view = self.scene.view;
        let group = self.group;
        let Self { start, end, .. } = *self;
        // `citing the report`: what it says is not said here.
        let is_source = || {
            group.lemma == "cite"
                && !self.has_quote()
                && (is_document(view, start, end) || is_source(view, start, end))
        };
        // `threatened retaliation`, and not `threatens jobs`
        let is_threat = || {
            group.lemma == "threaten"
                && (start..end.min(start + 3)).any(|at| view.is_in(at, Group::BareObject))
        };
        let informs = || {
            !group.frames.has(Frame::Inform)
                || self.has_quote()
                || is_threat()
                || names_information(view, start, end)
        };
        group.frames.has(Frame::Object) && !is_source() && informs()
    }

    /// `explained the way it works`
    fn is_manner(&self) -> bool {
        let view = self.scene.view;
        self.group.frames.has(Frame::Wh)
            && view.is_word(self.start, "the")
            && view.is_word(self.start + 1, "way")
    }

    /// `A report put the cost at $6 million`: a text finds and names, and makes no demands.
    fn may_be_text(&self, is_named: bool) -> bool {
        let group = self.group;
        // `The report criticized the firm for its silence`: it may praise and blame, too.
        let judges = group.frames.has(Frame::As) && group.frames.has(Frame::Object);
        let puts_at = || puts_at(self.scene.view, group, self.start, self.end);
        judges || is_named && (self.has_quote() || puts_at())
    }

    /// `What critics call a land grab is under way`: where the name ends.
    fn end_of_name(&self) -> usize {
        let view = self.scene.view;
        if !self.group.frames.has(Frame::As) || !is_called(view, self.group, self.start) {
            return self.end;
        }
        (self.start + 1..self.end)
            .find(|&at| view.syntax.is_finite(at) && !view.is_in(at - 1, Group::Relative))
            .unwrap_or(self.end)
    }
}

/// `Roe’s guilt`: whether a phrase belongs to the name with which it begins.
fn owned_by_name(view: &View<'_>, phrase: Range<usize>) -> bool {
    phrase
        .skip(1)
        .find(|&at| !view.is_capitalised(at))
        .is_some_and(|at| view.makes_owner(at))
}

/// Whether *if* or *unless* opens the clause of a verb.
fn is_in_condition(view: &View<'_>, group: &VerbGroup) -> bool {
    view.syntax.clause(group.head).is_some_and(|clause| {
        (clause.start.saturating_sub(1)..=clause.start).any(|at| view.is_in(at, Group::Hypothesis))
    })
}

/// Lists of words that are no noun behind an adjective.
const NO_NOUN: Groups = Groups::of(&[
    Group::Determiner,
    Group::Of,
    Group::Preposition,
    Group::That,
    Group::ToInfinitive,
]);

/// Where the object begins, if there is one.
fn begin(scene: &Scene<'_, '_>, group: &VerbGroup) -> Option<usize> {
    let view = scene.view;
    let mut start = group.end;
    while start < scene.range.end
        && (view.is_in(start, Group::Adverb) || view.is_manner(start))
        && !view.is_in(start, Group::Determiner)
        // `proposed jointly owned drones`: the adverb is part of the phrase.
        && !(view.is_manner(start)
            && (view.may_be(start + 1, Form::Participle) || view.may_be(start + 1, Form::Past))
            && !view.is_mark(start + 2)
            && !view.groups(start + 2).has_any(NO_NOUN))
        // `ruled out further tax rises`
        && !(view.is_word(start, "further") && !view.groups(start + 1).has_any(NO_NOUN) && !view.is_mark(start + 1))
    {
        start += 1;
    }
    // `blamed the fall on rumors`: no time without a preposition.
    // `defended his early-morning tweets`: nor with an owner.
    let is_owned = view.is_in(start, Group::Possessive);
    if !view.is_number(start)
        && !view.is_in(start, Group::Indefinite)
        && !view.is_word(start, "the")
        && !is_owned
    {
        let behind = skip_time(view, start, scene.range.end);
        // `forecast full-year revenue of $15 billion`, `expects fourth quarter sales to fall`
        let is_part = (start..behind).any(|at| view.is(at, Mark::Dash))
            || view.is_listed(behind.saturating_sub(1), EnglishList::PeriodNoun)
                && !view.is_listed(start, EnglishList::DatesPeriod);
        if !is_part && !view.makes_owner(behind) {
            start = behind;
        }
    }
    if start >= scene.range.end {
        return None;
    }
    // `requested yet another inquiry`
    if view.is_word(start, "yet") && view.is_word(start + 1, "another") {
        return Some(start);
    }
    // `dismissed as “nonsense” claims that she would resign`
    let is_shifted = group.frames.has(Frame::As)
        && view.is_word(start, "as")
        && scene.quotes.iter().any(|quote| {
            quote.open == start + 1
                && !view.is_mark(quote.end)
                && !view.is_in(quote.end, Group::Preposition)
                && !view.is_in(quote.end, Group::Conjunction)
                && !view.is_in(quote.end, Group::Time)
        });
    // `what analysts described as old tactics`
    if is_shifted
        || view.is_word(start, "as") && group.frames.has(Frame::As) && subject_is_of_what(view, group)
    {
        return Some(start + 1);
    }
    if view.depth(start) > scene.depth {
        return Some(start);
    }
    let groups = view.groups(start);
    let is_phrase = view.is_currency(start)
        || groups.has(Group::StressedPronoun)
        || view.is_word(start, "it")
        || groups.has(Group::Determiner)
        || !view.is_mark(start)
            && !groups.has(Group::Preposition)
            && !groups.has(Group::Of)
            && !groups.has(Group::Conjunction)
            && !groups.has(Group::Subordinator)
            && !groups.has(Group::ToInfinitive)
            && !groups.has(Group::That)
            && !groups.has(Group::Pronoun)
            && (!groups.has(Group::Time) || view.makes_owner(start + 1))
            && view.syntax.role(start) != Role::Finite;
    is_phrase.then_some(start)
}

/// `defended her vote`: whether *her* stands before what is hers.
pub(super) fn owns(view: &View<'_>, at: usize) -> bool {
    view.is_in(at, Group::Possessive)
        && !view.is_mark(at + 1)
        && !view.is_in(at + 1, Group::Preposition)
        && !view.is_in(at + 1, Group::Adverb)
        && !view.is_in(at + 1, Group::Time)
}

/// Where the object ends: before a clause that tells when or why, and with the clause of its verb.
fn object_end(scene: &Scene<'_, '_>, group: &VerbGroup, start: usize) -> usize {
    let view = scene.view;
    let end = phrase_end(scene, start);
    let clause = view.syntax.clause(group.head).and_then(|clause| clause.end);
    let end = clause
        .filter(|&clause| clause > start)
        .map_or(end, |clause| clause.min(end));
    let end = (start + 1..end)
        .find(|&at| {
            view.depth(at) == scene.depth
                && (view.is(at, Mark::Colon)
                    || is_on_grounds(view, at)
                    || view.is_listed(at, EnglishList::TellsWhen)
                    // `rejected the offer after its rival withdrew`
                    // `backs the tower as protests go on`
                    || view.is_listed(at, EnglishList::MayTellWhen)
                        && view.syntax.begins_clause(at + 1, scene.range.end))
        })
        .unwrap_or(end);
    before_date(scene, group, start, before_occasion(scene, start, end))
}

/// `endorsed the senator on Thursday, …`: when somebody judged. What is announced or wanted may have a date of its own.
fn before_date(scene: &Scene<'_, '_>, group: &VerbGroup, start: usize, end: usize) -> usize {
    let view = scene.view;
    let is_ahead = group.frames.has(Frame::Infinitive)
        || group.frames.has(Frame::Inform)
        || view.lexicon.groups(&group.lemma).has(Group::MakesKnown);
    if is_ahead {
        return end;
    }
    (start + 1..end)
        .take_while(|&at| view.syntax.role(at) == Role::None)
        .find(|&at| {
            let date = at + usize::from(view.is_word(at, "on"));
            let behind = skip_time(view, date, end.max(date + 1));
            // `may endorse her in coming weeks`
            let is_soon = view.is_word(at, "in")
                && at + 6 > end
                && (at + 1..at + 3).any(|near| view.is_any_word(near, words!["coming", "recent"]))
                && view.is_in(end - 1, Group::Time);
            if is_soon {
                return true;
            }
            view.depth(at) == scene.depth
                && view.is_capitalised(date)
                && behind > date
                && (behind >= end || view.is(behind, Mark::Comma))
        })
        .unwrap_or(end)
}

/// `what analysts call a bear market`: *what* is all that is called so.
fn is_called(view: &View<'_>, group: &VerbGroup, start: usize) -> bool {
    let is_name = group.end == start && group.is_listed(EnglishList::NamesWhat);
    let is_as = start > group.end && view.is_word(start - 1, "as") && group.frames.has(Frame::As);
    (is_name || is_as) && subject_is_of_what(view, group) && !view.is_in(start, Group::StressedPronoun)
}

/// Whether *what* stands before the subject of a verb, and is what the verb tells of.
fn subject_is_of_what(view: &View<'_>, group: &VerbGroup) -> bool {
    view.syntax
        .clause(group.head)
        .and_then(|clause| clause.subject.as_ref())
        .and_then(|subject| subject.start.checked_sub(1))
        .is_some_and(|what| view.is_word(what, "what"))
}

/// `a fire that the mayor described as “arson”`, `the bill, which critics call a gift to banks`: what a relative clause names stands
/// before it.
fn called_which(scene: &Scene<'_, '_>, group: &VerbGroup) -> Option<Vec<Range<usize>>> {
    let view = scene.view;
    let clause = view.syntax.clause(group.head)?;
    let start = group.end;
    let is_bare = group.is_listed(EnglishList::Calls)
        && (view.depth(start) > scene.depth
            || view.is_in(start, Group::Indefinite)
            // `a bill that critics called racist`
            || looks_predicative(view, start)
                && (start + 1 >= scene.range.end
                    || view.is_mark(start + 1)
                    || view.is_in(start + 1, Group::Conjunction)));
    let relative = clause.subject.as_ref()?.start.checked_sub(1)?;
    let is_relative = view.is_listed(relative, EnglishList::RelativeObject);
    if !is_relative || !(is_bare || view.is_word(start, "as")) || clause.is_main {
        return None;
    }
    let end = clause.end.filter(|&end| end > start).unwrap_or(scene.range.end);
    let end = end.min(phrase_end(scene, start));
    // `An idea that officials reject as unworkable has returned`
    let opens = |at: usize| {
        view.is_in(at, Group::Relative)
            || view.is_in(at, Group::Subordinator)
            || view.is_in(at, Group::Pronoun)
    };
    let end = (start + 1..end)
        .take_while(|&at| !opens(at))
        .find(|&at| view.syntax.is_finite(at))
        .unwrap_or(end);
    let last = relative - usize::from(view.is(relative - 1, Mark::Comma));
    let ends = |at: usize| {
        view.is_mark(at)
            || view.syntax.role(at) != Role::None
            || view.groups(at).has_any(NO_NOUN) && !view.is_in(at, Group::Of)
            || view.is_in(at, Group::Conjunction)
    };
    let first = (scene.range.start..last).rev().take_while(|&at| !ends(at)).last();
    // Its determiner is the first word of it.
    let first = first.map_or(last, |first| {
        let the = first.checked_sub(1).filter(|&the| the >= scene.range.start);
        the.filter(|&the| view.is_in(the, Group::Determiner))
            .unwrap_or(first)
    });
    (first < last && end > start).then(|| vec![first..relative + 1, start..end])
}

/// Whether a phrase ends with a word in capitals, quoted or not, which is the name that something is given.
fn gives_name(scene: &Scene<'_, '_>, start: usize, end: usize) -> bool {
    let view = scene.view;
    let quote = scene
        .quotes
        .iter()
        .find(|quote| quote.open > start && quote.end == end);
    let words: Vec<usize> = match quote {
        Some(quote) => quote.inside().filter(|&at| !view.is_mark(at)).collect(),
        None => vec![end - 1],
    };
    let is_short = words.len() < 4 && words.iter().all(|&at| view.is_capitalised(at));
    let before = quote.map_or(end - 1, |quote| quote.open);
    is_short
        && before > start
        && !view.is_in(before - 1, Group::Determiner)
        && !view.is_word(before - 1, "as")
}

/// `found the formula “clumsy”`: a few quoted words behind a noun phrase.
fn ends_with_quote(scene: &Scene<'_, '_>, start: usize, end: usize) -> bool {
    scene
        .quotes
        .iter()
        .any(|quote| quote.open > start && quote.end == end && quote.end - quote.open < 8)
}

/// `put the true figure at 50,000`
fn puts_at(view: &View<'_>, group: &VerbGroup, start: usize, end: usize) -> bool {
    group.is_listed(EnglishList::PutsAt)
        && (start + 1..end).any(|at| {
            let has_number = (at + 1..end.min(at + 5)).any(|next| {
                view.is_number(next)
                    || view.is_in(next, Group::Indefinite)
                        && !view.is_listed(next, EnglishList::IndefiniteArticle)
            });
            view.is_listed(at, EnglishList::NearAmount) && has_number
        })
}

/// `dismissed the suit on the grounds that`
fn is_on_grounds(view: &View<'_>, at: usize) -> bool {
    let noun = at + 1 + usize::from(view.is_word(at + 1, "the"));
    view.is_word(at, "on")
        && view.is_in(noun + 1, Group::That)
        && view.is_listed(noun, EnglishList::GroundNoun)
}

/// Whether a text is the object.
fn is_document(view: &View<'_>, start: usize, end: usize) -> bool {
    // `citing the release of prisoners`: a deed.
    phrase_from(view, start, end).is_some_and(|phrase| {
        let is_deed = view.is_word(phrase.end - 1, "release") && view.is_in(phrase.end, Group::Of);
        being(view, phrase) == Being::Document && !is_deed
    })
}

/// `citing people familiar with the matter`: those who are the source, and not what they say.
fn is_source(view: &View<'_>, start: usize, end: usize) -> bool {
    let end = (start..end).find(|&at| view.is(at, Mark::Comma)).unwrap_or(end);
    let ends_phrase = |at: usize| {
        at >= end
            || view.is_mark(at)
            || view.is_in(at, Group::Preposition)
            || view.is_in(at, Group::Of)
            || view.is_in(at, Group::BehindNoun)
            || view.is_in(at, Group::Relative)
            || view.syntax.role(at) != Role::None
    };
    let head = (start..end).find(|&at| ends_phrase(at + 1));
    head.is_some_and(|head| view.is_in(head, Group::Role) || view.is_listed(head, EnglishList::SourceWord))
}

/// One word says too little: `asked them`, `denied it`.
fn is_slight(view: &View<'_>, at: usize) -> bool {
    let groups = view.groups(at);
    groups.has(Group::StressedPronoun)
        || groups.has(Group::Pronoun)
        || groups.has(Group::Neuter)
        || groups.has(Group::Time)
        || groups.has(Group::Determiner)
        || groups.has(Group::Role)
        || groups.has(Group::Unspecified)
        || view.is_listed(at, EnglishList::Whatever)
}

/// Whether something is given a name or called by an adjective.
fn names(scene: &Scene<'_, '_>, group: &VerbGroup, start: usize, end: usize) -> bool {
    let view = scene.view;
    // `cited officials as saying that`: whose words they are.
    let says = |at: usize| {
        group.lemma == "cite" && view.may_be(at, Form::Gerund) && view.may_report(at) && {
            scene
                .groups
                .iter()
                .any(|other| other.start == at && other.frames.has(Frame::Quote))
        }
    };
    let is_as = (start..end)
        .any(|at| view.is_word(at, "as") && at + 1 < end && view.depth(at) == scene.depth && !says(at + 1));
    if is_as && !group.is_listed(EnglishList::NamesBare) {
        return true;
    }
    // `likened the house to a day care center`
    if group.is_listed(EnglishList::Likens) {
        return (start..end).any(|at| view.is_word(at, "to") || view.is_word(at, "with"));
    }
    if !group.is_listed(EnglishList::Calls) {
        return false;
    }
    if view.is_in(start, Group::StressedPronoun) || view.is_word(start, "it") || view.is_word(start, "that") {
        return is_predicate(view, start + 1, end);
    }
    // `called the £18m a gift`
    if let Some(sum) = behind_sum(view, start) {
        return view.is_in(sum, Group::Indefinite)
            || !view.is_mark(sum) && view.is_in(sum + 1, Group::Indefinite) && is_predicate(view, sum, end);
    }
    let Some(phrase) = phrase_from(view, start, end) else {
        return false;
    };
    // `called the office three times a day`
    let is_time =
        |at: usize| (at..at + 3).any(|place| view.is_in(place, Group::Time) || view.is_word(place, "times"));
    if phrase.end < end && view.is_in(phrase.end, Group::Determiner) {
        return !is_time(phrase.end);
    }
    // `called the vote by the panel of judges an insult`
    let is_named_behind = (phrase.end + 1..end).any(|at| {
        view.is_listed(at, EnglishList::IndefiniteArticle)
            && view.depth(at) == scene.depth
            && view.syntax.role(at - 1) == Role::None
            && !view.is_mark(at - 1)
            && !view.groups(at - 1).has_any(NO_NOUN)
            && !view.is_in(at - 1, Group::Conjunction)
            && !view.is_in(at - 1, Group::Adverb)
            && !view.is_in(at - 1, Group::Predeterminer)
            && !view.is_in(at - 1, Group::Subordinator)
            && !is_time(at)
    });
    if is_named_behind {
        return true;
    }
    // `called the seizure piracy with paperwork`
    let is_verdict = phrase.len() > 2
        && view.is_in(phrase.start, Group::Determiner)
        && !view.is_in(phrase.start, Group::Indefinite)
        && view.is_listed(phrase.end - 1, SharedList::JudgingNoun);
    if is_verdict && (phrase.end == end || view.is_in(phrase.end, Group::Preposition)) {
        return true;
    }
    // `called Ms. Roe unfit`
    let is_named = view.is_capitalised(phrase.start) && phrase.len() == 2;
    (phrase.len() > 2 || is_named) && phrase.end == end && looks_predicative(view, phrase.end - 1)
}

/// Whether the phrase names what one announces.
fn names_information(view: &View<'_>, start: usize, end: usize) -> bool {
    (start..end.min(start + 5))
        .any(|at| view.is_in(at, Group::Information) || view.is_in(at, Group::OpinionInfinitive))
}
