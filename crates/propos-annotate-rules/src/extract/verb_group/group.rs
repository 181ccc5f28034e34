//! What a reporting verb in its place is, and how its parts are put together.

use std::borrow::Cow;

use propos_segment::Lang;

use super::english::english;
use super::finite::is_clitic_pronoun;
use super::romance::romance;
use crate::extract::lexicon::{
    EnglishList, Form, Frame, Frames, Group, Groups, Reading, WordList, WordLists,
};
use crate::extract::view::View;
use crate::head::Head;
use crate::languages::is_romance;
use crate::tokens::Mark;

/// A reporting verb in its place.
#[derive(Clone, Debug)]
pub(crate) struct VerbGroup {
    /// The first auxiliary or negation.
    pub(crate) start: usize,
    /// One past the verb, or past the expression it begins.
    pub(crate) end: usize,
    /// The first word that agrees with the subject: where its subject is looked for.
    pub(crate) head: usize,
    /// Dictionary form.
    pub(crate) lemma: Cow<'static, str>,
    /// The same without a reflexive pronoun.
    infinitive: &'static str,
    /// The lists for one rule that its dictionary form stands in.
    lists: Option<&'static WordLists>,
    /// Whether an expression begins with that.
    may_go_on: bool,
    /// What may follow.
    pub(crate) frames: Frames,
    /// How it is used.
    pub(crate) shape: Shape,
    /// The pronoun behind it or behind its auxiliary: `a-t-il`.
    pub(crate) inverted: Option<usize>,
    pub(crate) is_negated: bool,
    pub(crate) agreement: Agreement,
    pub(crate) standing: Standing,
    /// Its subject is told something or talked about: `was accused`.
    pub(crate) is_passive: bool,
}

impl VerbGroup {
    /// Whether its dictionary form stands in a list that one rule asks for.
    pub(crate) fn is_listed(&self, list: impl WordList) -> bool {
        self.lists.is_some_and(|lists| lists.has(list))
    }
}

/// On what a reporting verb hangs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// On its subject.
    Own,
    /// An infinitive behind a verb such as *can* or *want*.
    Governed,
    /// Nobody does it: `se rumorea que`.
    Impersonal,
}

/// How a reporting verb is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// It is a predicate.
    Finite,
    /// `affirmant`, `en affirmant`, `saying`.
    Gerund,
    /// An infinitive that hangs on no verb we know.
    Infinitive,
}

/// How many light words may stand before each word of an expression.
const MOST_LIGHT: usize = 3;

/// How far auxiliaries are looked for.
pub(super) const REACH: usize = 6;

/// The reporting verb whose main word stands at `at`, not looking before `from`.
pub(crate) fn verb_group(view: &View<'_>, at: usize, from: usize, until: usize) -> Option<VerbGroup> {
    // Most verbs report nothing and begin no expression that does: what stands around them need not be looked at.
    if !view.may_report(at) {
        return None;
    }
    let group = match view.lang {
        Lang::En => english(view, at, from, until),
        _ => romance(view, at, from, until),
    }?;
    Some(with_locution(view, group, at, until)).filter(|group| !group.frames.is_empty())
}

/// The end of an expression that begins with a participle and may be followed so: `mis en évidence`.
pub(crate) fn locution_end(view: &View<'_>, at: usize, until: usize, frame: Frame) -> Option<usize> {
    let readings = view.readings(at).iter();
    let reading = readings
        .filter(|reading| reading.form == Form::Participle)
        .find(|reading| view.lexicon.may_begin_locution(**reading))?;
    let group = group_of(
        view,
        *reading,
        at,
        &Aux::at(at),
        Shape::Finite,
        Agreement::default(),
    );
    let whole = with_locution(view, group, at, until);
    (whole.end > at + 1 && whole.frames.has(frame)).then_some(whole.end)
}

pub(super) struct Aux {
    /// The first word of the group.
    pub(super) start: usize,
    /// The finite word.
    pub(super) head: usize,
    pub(super) inverted: Option<usize>,
    pub(super) is_negated: bool,
}

impl Aux {
    /// A word by itself.
    pub(super) const fn at(place: usize) -> Self {
        Self {
            start: place,
            head: place,
            inverted: None,
            is_negated: false,
        }
    }
}

/// What the finite word shows.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Agreement {
    pub(crate) is_conditional: bool,
    pub(crate) is_plural: bool,
    /// The first or second person.
    pub(crate) is_self: bool,
}

pub(super) fn group_of(
    view: &View<'_>,
    reading: Reading,
    at: usize,
    aux: &Aux,
    shape: Shape,
    agreement: Agreement,
) -> VerbGroup {
    let verb = view.lexicon.verb(reading);
    VerbGroup {
        start: aux.start,
        end: at + 1,
        head: aux.head,
        lemma: verb.map(|verb| Cow::Borrowed(&*verb.lemma)).unwrap_or_default(),
        infinitive: verb.map_or("", |verb| &verb.infinitive),
        lists: verb.and_then(|verb| view.lexicon.lists(&verb.lemma)),
        may_go_on: view.lexicon.may_begin_locution(reading),
        frames: verb.map(|verb| verb.frames).unwrap_or_default(),
        shape,
        inverted: aux.inverted,
        is_negated: aux.is_negated,
        agreement: Agreement {
            is_self: is_romance(view.lang) && is_first_person(view, aux.head),
            ..agreement
        },
        standing: if reading.form == Form::Infinitive {
            Standing::Governed
        } else {
            Standing::Own
        },
        is_passive: false,
    }
}

/// Whether a verb can only be of the first or second person: `disons`, `avons`.
fn is_first_person(view: &View<'_>, at: usize) -> bool {
    let mut finite = view
        .readings(at)
        .iter()
        .filter(|reading| reading.form.is_finite())
        .peekable();
    finite.peek().is_some() && finite.all(|reading| reading.form == Form::Self_)
}

/// The reading of a form, the one of a verb that reports first.
pub(super) fn choose(
    view: &View<'_>,
    readings: &[Reading],
    is_reflexive: bool,
    fits: impl Fn(Form) -> bool,
) -> Option<Reading> {
    let rank = |reading: &&Reading| {
        let verb = view.lexicon.verb(**reading);
        let frames = verb.map(|verb| verb.frames).unwrap_or_default();
        let agrees = verb.is_some_and(|verb| verb.is_reflexive == is_reflexive);
        (agrees, !frames.is_empty())
    };
    // `en s’assurant que` is not `assurer`: a reflexive verb that no list has reports nothing.
    readings
        .iter()
        .filter(|reading| fits(reading.form))
        .filter(|reading| !is_reflexive || view.lexicon.verb(**reading).is_some_and(|verb| verb.is_reflexive))
        .filter(|reading| is_reflexive || view.lexicon.verb(**reading).is_none_or(|verb| !verb.is_reflexive))
        .max_by_key(rank)
        .copied()
}

/// Takes in the rest of an expression of several words, whose frames then count.
fn with_locution(view: &View<'_>, mut group: VerbGroup, at: usize, until: usize) -> VerbGroup {
    if !group.may_go_on {
        return group;
    }
    let lemma = group.lemma.clone();
    // `was quoted by the agency as saying`
    let is_by = view.lang == Lang::En && &*lemma == "quote" && view.is_word(at + 1, "by");
    let first = is_by
        .then(|| {
            (at + 2..until.min(at + 9))
                .take_while(|&place| !view.is_mark(place))
                .find(|&place| view.is_word(place, "as"))
        })
        .flatten()
        .unwrap_or(at + 1);
    let is_open = group.is_listed(EnglishList::Qualified);
    let (heads, n_heads) = near(view, first, until, is_open);
    let heads = heads.get(..n_heads).unwrap_or_default();
    for locution in view.lexicon.locutions_with_any(group.infinitive, heads) {
        let mut place = first;
        let mut n_skipped = 0;
        let is_noun = view.lang == Lang::En
            && &*lemma == "be"
            && locution
                .words
                .first()
                .is_some_and(|word| matches!(&*word.text, "a" | "an"));
        let fits = locution.words.iter().all(|word| {
            // `met tout de même en garde`
            if place < until
                && !view.is_folded_word(place, word)
                && let Some(behind) = view.behind_adverbial(place)
            {
                place = behind;
            }
            while place < until
                && !view.is_folded_word(place, word)
                && n_skipped < MOST_LIGHT
                && (is_light(view, place)
                    || is_open && may_qualify(view, place)
                    // `is a staunch supporter of`
                    || is_noun && place > first && may_qualify(view, place))
            {
                place += 1;
                n_skipped += 1;
            }
            let fits = place < until && view.is_folded_word(place, word);
            place += 1;
            fits
        });
        // `agreed on Friday to impose tariffs`: a date.
        let is_date = view.lang == Lang::En
            && place > 0
            && view.is_word(place - 1, "on")
            && view.is_in(place, Group::Time)
            && view.is_capitalised(place);
        // `la réforme, qu’elle juge nécessaire`: without its clause the adjective is what something is found to be.
        let is_verdict = view.lang == Lang::Fr
            && group.frames.has(Frame::As)
            && locution.words.len() == 1
            && (locution.frames.has(Frame::Clause) || locution.frames.has(Frame::Infinitive))
            && !locution.frames.has(Frame::Quote)
            && !takes_clause(view, place, until);
        if fits && !is_date && !is_verdict {
            let words: Vec<&str> = locution.words.iter().map(|word| &*word.text).collect();
            group.lemma = Cow::Owned(format!("{lemma} {}", words.join(" ")).replace("' ", "’"));
            group.lists = view.lexicon.lists(&group.lemma);
            group.frames = locution.frames;
            // `was quoted as saying`: the one quoted says it.
            group.is_passive &=
                view.lang != Lang::En || !locution.words.iter().any(|word| &*word.text == "saying");
            group.end = place;
            return group;
        }
    }
    group
}

/// `utile de payer`, `utile, dit-il, que`: whether a clause follows an adjective, right behind it or behind what two commas set off.
fn takes_clause(view: &View<'_>, at: usize, until: usize) -> bool {
    let opens = |at: usize| view.is_in(at, Group::That) || view.is_in(at, Group::InfinitiveOf);
    opens(at)
        || view.is(at, Mark::Comma)
            && (at + 1..until.min(at + 12))
                .find(|&place| view.is(place, Mark::Comma))
                .is_some_and(|close| opens(close + 1))
}

/// The heads of the words one of which has to be the first of an expression, and how many they are: little stands
/// between it and its verb.
fn near(view: &View<'_>, next: usize, until: usize, is_open: bool) -> ([Head; 2 + MOST_LIGHT], usize) {
    let mut heads = [Head::default(); 2 + MOST_LIGHT];
    let behind = view.behind_adverbial(next).filter(|_| next < until);
    let adverbial = behind.map(|_| view.head(next));
    let start = behind.unwrap_or(next);
    let n_light = (start..until)
        .take(MOST_LIGHT)
        .take_while(|&at| is_light(view, at) || is_open && may_qualify(view, at))
        .count();
    let words = (start..=start + n_light).map(|at| view.head(at));
    let mut n_heads = 0;
    for (place, head) in heads.iter_mut().zip(adverbial.into_iter().chain(words)) {
        *place = head;
        n_heads += 1;
    }
    (heads, n_heads)
}

/// `expressed their deep concern about`: whether a word may stand before the noun of an expression.
fn may_qualify(view: &View<'_>, at: usize) -> bool {
    const NEVER: Groups = Groups::of(&[
        Group::Conjunction,
        Group::Of,
        Group::Preposition,
        Group::Pronoun,
        Group::Subordinator,
        Group::That,
        Group::ToInfinitive,
    ]);
    !view.is_mark(at) && (!view.groups(at).has_any(NEVER) || view.is_in(at, Group::Possessive))
}

fn is_light(view: &View<'_>, at: usize) -> bool {
    view.is_in(at, Group::Adverb)
        || view.lang == Lang::En && (view.is_manner(at) || view.is_word(at, "so"))
        || is_clitic_pronoun(view, at)
        || view.is_in(at, Group::ObjectClitic) && !view.is_mark(at)
}

/// Whether the verb may carry a quotation: most may.
pub(crate) fn carries_quotes(group: &VerbGroup) -> bool {
    group.frames.has(Frame::Quote) || group.frames.has(Frame::Clause)
}
