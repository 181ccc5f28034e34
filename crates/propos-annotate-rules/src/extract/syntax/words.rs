//! What one English word can be, without its context.

use crate::extract::lexicon::{EnglishList, Entry, Form, Frame, Frames, Group, Groups, Locution};
use crate::extract::traits::Trait;
use crate::extract::verb_group::is_hard_mark;
use crate::extract::view::View;
use crate::extract::word_table::{Folded, words};
use crate::head::Head;
use crate::tokens::{Letters, Mark, Token, TokenKind};

/// What reading the clauses asks of a word in its place again and again.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Facts {
    forms: Forms,
    is_auxiliary: bool,
    is_possessive: bool,
    is_adverb: bool,
}

impl Facts {
    /// What a word is in its place.
    pub(crate) fn find(view: &View<'_>, at: usize) -> Self {
        if view.shows(at, Trait::OnlyVerb)
            && view
                .token(at)
                .is_some_and(|token| token.kind != TokenKind::Clitic)
        {
            return Self {
                forms: forms_of_verb(view, at),
                ..Self::default()
            };
        }
        let groups = view.groups(at);
        // Most words can be few of these.
        let may_be_adverb =
            groups.has_any(ADVERBS) || view.shows(at, Trait::Manner) || view.shows(at, Trait::Intensifies);
        Self {
            forms: if view.verb_forms(at).is_none() {
                Forms::default()
            } else {
                find_forms(view, at)
            },
            is_auxiliary: groups.has_any(AUXILIARIES) && find_auxiliary(view, at),
            is_possessive: find_possessive(view, at),
            is_adverb: may_be_adverb && find_adverb(view, at),
        }
    }
}

/// Lists whose words may be adverbs, and those whose words may be auxiliaries.
const ADVERBS: Groups = Groups::of(&[Group::Adverb, Group::Hedge]);
const AUXILIARIES: Groups = Groups::of(&[Group::Negation, Group::Have, Group::Be, Group::Modal]);

/// Lists whose words mean more to clauses than a noun or an adjective does.
const CLAUSAL: Groups = Groups::of(&[
    Group::BeforeTime,
    Group::BehindNoun,
    Group::Conjunction,
    Group::Determiner,
    Group::Of,
    Group::Predeterminer,
    Group::Preposition,
    Group::Pronoun,
    Group::Relative,
    Group::StressedPronoun,
    Group::Subordinator,
    Group::That,
    Group::Time,
    Group::ToInfinitive,
    Group::Unspecified,
    Group::Wh,
]);

/// Whether a word in small letters that is no verb, no auxiliary and no adverb is an ordinary noun or adjective: in no list
/// that a clause begins or a noun phrase ends with, and none of the words that rules of clauses name.
pub(crate) fn is_nominal(folded: &str, groups: Groups) -> bool {
    let is_named = matches!(folded, "each" | "inside" | "outside" | "there" | "yet");
    !is_named && !groups.has_any(CLAUSAL)
}

/// Whether an ordinary noun or adjective in small letters stands at a place.
pub(super) fn is_nominal_at(view: &View<'_>, at: usize) -> bool {
    let is_small_word = |token: &Token| token.kind == TokenKind::Word && token.letters == Letters::Small;
    view.shows(at, Trait::Nominal) && view.token(at).is_some_and(is_small_word)
}

/// The forms that a word may be, any number of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Forms(u8);

impl Forms {
    const BASE: Self = Self(1);
    const THIRD: Self = Self(1 << 1);
    const PAST: Self = Self(1 << 2);
    const PAST_OR_PARTICIPLE: Self = Self(1 << 3);
    const PARTICIPLE: Self = Self(1 << 4);
    const GERUND: Self = Self(1 << 5);

    pub(super) const fn any(self) -> bool {
        self.0 != 0
    }

    const fn has(self, form: Self) -> bool {
        self.0 & form.0 != 0
    }

    const fn add(&mut self, form: Self, is: bool) {
        if is {
            self.0 |= form.0;
        }
    }

    /// But for that of the third person.
    pub(super) const fn without_third(self) -> Self {
        Self(self.0 & !Self::THIRD.0)
    }

    /// `say`
    pub(super) const fn base(self) -> bool {
        self.has(Self::BASE)
    }

    /// `says`
    pub(super) const fn third(self) -> bool {
        self.has(Self::THIRD)
    }

    /// `wrote`
    pub(super) const fn past(self) -> bool {
        self.has(Self::PAST)
    }

    /// `said`
    pub(super) const fn past_or_participle(self) -> bool {
        self.has(Self::PAST_OR_PARTICIPLE)
    }

    /// `written`
    pub(super) const fn participle(self) -> bool {
        self.has(Self::PARTICIPLE)
    }

    /// `saying`
    pub(super) const fn gerund(self) -> bool {
        self.has(Self::GERUND)
    }
}

/// Words that are no verbs although a verb has their form.
const CLOSED: Groups = Groups::of(&[
    Group::Determiner,
    Group::Preposition,
    Group::Conjunction,
    Group::Pronoun,
    Group::Modal,
    Group::Negation,
]);

/// The verb forms of the word at a place. An unknown word in `-ed` or `-ing` is taken for a verb.
pub(super) fn forms(view: &View<'_>, at: usize) -> Forms {
    view.facts(at).forms
}

/// The verb forms that an English word has wherever it stands, found out once a word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct VerbForms {
    /// By the lexicon.
    listed: Forms,
    /// By its ending, if it is a word by itself and the lexicon has no form of it.
    guessed: Forms,
    /// Whether it ends as participles do.
    ends_in_ed: bool,
    /// Whether it is a word with a capital that ends as gerunds do.
    ends_in_ing: bool,
}

impl VerbForms {
    /// Whether it has none, wherever it stands.
    pub(crate) const fn is_none(self) -> bool {
        !self.listed.any() && !self.guessed.any() && !self.ends_in_ed && !self.ends_in_ing
    }

    /// Those of a word as it is written.
    pub(crate) fn of(word: &str, letters: Letters, entry: Option<&Entry>) -> Self {
        let is_closed = entry.is_some_and(|entry| entry.groups.has_any(CLOSED));
        let is_participle_too = matches!(
            word,
            "following" | "including" | "regarding" | "concerning" | "like"
        );
        if is_closed && !is_participle_too {
            return Self::default();
        }
        let mut listed = Forms::default();
        for reading in entry.into_iter().flat_map(|entry| entry.readings.iter()) {
            let form = match reading.form {
                Form::Infinitive => Forms::BASE,
                Form::Singular if word.ends_with('s') && word != "was" => Forms::THIRD,
                Form::Singular => Forms::PAST,
                Form::Past => Forms::PAST_OR_PARTICIPLE,
                Form::Participle => Forms::PARTICIPLE,
                Form::Gerund => Forms::GERUND,
                _ => continue,
            };
            listed.add(form, true);
        }
        let mut guessed = Forms::default();
        if word.len() > 4 && letters == Letters::Small && !word.contains('-') {
            // `unfunded` is no verb.
            let is_past = word.ends_with("ed") && !word.ends_with("eed") && !word.starts_with("un");
            guessed.add(Forms::PAST_OR_PARTICIPLE, is_past);
            let is_gerund = word.ends_with("ing") && word.len() > 5 && !word.ends_with("thing");
            guessed.add(Forms::GERUND, is_gerund);
        }
        Self {
            listed,
            guessed,
            ends_in_ed: word.len() > 4 && word.ends_with("ed"),
            ends_in_ing: letters == Letters::Initial && word.len() > 5 && word.ends_with("ing"),
        }
    }
}

fn find_forms(view: &View<'_>, at: usize) -> Forms {
    // `people close to the talks`
    let is_none = view.verb_forms(at).is_none()
        || find_auxiliary(view, at)
        || view.is_word(at, "close") && view.is_in(at + 1, Group::ToInfinitive);
    if is_none {
        return Forms::default();
    }
    forms_of_verb(view, at)
}

/// The forms of a word that is a verb if it has any.
fn forms_of_verb(view: &View<'_>, at: usize) -> Forms {
    let VerbForms {
        listed,
        guessed,
        ends_in_ed,
        ends_in_ing,
    } = view.verb_forms(at);
    let is_word = view.token(at).is_some_and(|token| token.kind == TokenKind::Word);
    let mut forms = if !listed.any() && is_word { guessed } else { listed };
    if !listed.any() && (ends_in_ed || ends_in_ing) && view.starts_sentence(at) {
        // `Cross-examined, he said`, `Buoyed by strong sales, the firm said`
        let is_past = ends_in_ed && (view.is(at + 1, Mark::Comma) || is_fronted(view, at));
        forms.add(Forms::PAST_OR_PARTICIPLE, is_past);
        forms.add(Forms::GERUND, ends_in_ing && is_fronted(view, at));
    }
    forms
}

/// `Listing his demands, the mayor said`, and not `Beijing, which`: an unknown word that opens a sentence, with what a participle
/// takes up to a comma.
fn is_fronted(view: &View<'_>, at: usize) -> bool {
    const COMPLEMENT: Groups = Groups::of(&[Group::Determiner, Group::Preposition, Group::StressedPronoun]);
    let is_verb = |place: usize| {
        let forms = view.verb_forms(place).listed;
        forms.past() || forms.past_or_participle() || find_auxiliary(view, place)
    };
    let is_self = view.word(at + 1).ends_with("self") || view.word(at + 1).ends_with("selves");
    (view.groups(at + 1).has_any(COMPLEMENT) || is_self)
        && !view.is_first_name(at)
        && (at + 2..at + 16)
            .take_while(|&place| place < view.tokens.len() && !is_hard_mark(view, place))
            .take_while(|&place| !is_verb(place))
            .any(|place| view.is(place, Mark::Comma))
}

/// Whether a word is an auxiliary that can be finite: `has`, `are`, `will`, `didn’t`, and no possessive `’s`.
pub(super) fn is_auxiliary(view: &View<'_>, at: usize) -> bool {
    view.facts(at).is_auxiliary
}

fn find_auxiliary(view: &View<'_>, at: usize) -> bool {
    let groups = view.groups(at);
    if groups.has(Group::Negation) && view.word(at).ends_with('t') && view.word(at).len() > 3 {
        return true;
    }
    if !(groups.has(Group::Have) || groups.has(Group::Be) || groups.has(Group::Modal)) {
        return false;
    }
    if is_clitic(view, at) && view.is_word(at, "'s") {
        return is_contracted_be(view, at);
    }
    // `May`, `Will Roe`, `Pan Am`
    let is_name =
        view.is_listed(at, EnglishList::MaybeName) && view.is_capitalised(at) && !view.starts_sentence(at);
    if is_name {
        return false;
    }
    // `the will`, `a must`
    !(at > 0
        && (view.is_word(at, "will") || view.is_word(at, "might") || view.is_word(at, "must"))
        && (view.is_in(at - 1, Group::Indefinite) && !view.is_in(at - 1, Group::Unspecified)
            || view.is_word(at - 1, "the")
            || find_possessive(view, at - 1)))
}

/// Whether an auxiliary is one of its nonfinite forms.
pub(super) fn is_nonfinite_auxiliary(view: &View<'_>, at: usize) -> bool {
    view.is_listed(at, EnglishList::NonfiniteBe)
}

pub(super) fn is_clitic(view: &View<'_>, at: usize) -> bool {
    view.token(at)
        .is_some_and(|token| token.kind == TokenKind::Clitic)
}

/// Whether an adverb stands at a place that is nothing else.
pub(super) fn is_adverb(view: &View<'_>, at: usize) -> bool {
    view.facts(at).is_adverb
}

fn find_adverb(view: &View<'_>, at: usize) -> bool {
    let groups = view.groups(at);
    // `which first appeared`, `has long argued`
    if view.shows(at, Trait::Intensifies) {
        let next = find_forms(view, at + 1);
        return (next.past() || next.past_or_participle() || next.participle())
            && !view.is_in(at.saturating_sub(1), Group::Determiner);
    }
    // `have all called on`
    if view.is_any_word(at, words!["all", "both"]) {
        let before = view.groups(at.saturating_sub(1));
        let next = find_forms(view, at + 1);
        return (before.has(Group::Have) || before.has(Group::Be))
            && (next.past_or_participle() || next.participle());
    }
    !view.is_capitalised(at) | view.starts_sentence(at)
        && (groups.has(Group::Adverb) || groups.has(Group::Hedge) || view.is_manner(at))
        && !groups.has(Group::Determiner)
        && !groups.has(Group::Time)
        && !groups.has(Group::Subordinator)
        && !groups.has(Group::Preposition)
}

/// `’s` that stands for *is* or *has*: behind a pronoun, or before what only a verb has behind it.
fn is_contracted_be(view: &View<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let groups = view.groups(before);
    let is_pronoun = groups.has(Group::Pronoun)
        || groups.has(Group::Neuter)
        || groups.has(Group::Wh)
        || view.is_any_word(before, words!["there", "here"]);
    let next = view.groups(at + 1);
    is_pronoun
        || next.has(Group::Determiner)
            && !next.has(Group::Adverb)
            && !view.is_number(at + 1)
            && view.is_listed(at + 1, EnglishList::AnyDeterminer)
        || view.is_word(at + 1, "not")
        || view.is_word(at + 1, "been")
        || view.is_word(at + 1, "going")
}

/// Lists of nouns that may look like verbs.
const OFTEN_NOUNS: Groups = Groups::of(&[
    Group::Criterion,
    Group::Document,
    Group::Inanimate,
    Group::Information,
    Group::OpinionClause,
    Group::OpinionInfinitive,
    Group::Quantity,
    Group::Role,
    Group::SpeechNoun,
]);

/// `Macy’s said`, `Moody’s placed the debt`: a name that ends so, because a verb with its object follows.
fn ends_name(view: &View<'_>, at: usize) -> bool {
    let is_named = at > 0 && view.is_capitalised(at - 1);
    if !is_named || !view.is_word(at, "'s") {
        return false;
    }
    if find_auxiliary(view, at + 1) && !is_nonfinite_auxiliary(view, at + 1) {
        return true;
    }
    let forms = find_forms(view, at + 1);
    let next = view.groups(at + 2);
    let has_object = next.has(Group::Determiner)
        || next.has(Group::Pronoun)
        || next.has(Group::That)
        || next.has(Group::ToInfinitive)
        || view.is_number(at + 2)
        || view.is_word(at + 2, "out")
        || next.has(Group::Time);
    let says = view.is_any_word(at + 1, words!["said", "says"])
        || view.is_word(at + 1, "also") && view.is_any_word(at + 2, words!["said", "says"]);
    // `Moody’s expects lower growth`, `Moody’s told reporters`: a form that stands before no noun.
    let is_verb_only = forms.third()
        && !view.groups(at + 1).has_any(OFTEN_NOUNS)
        && !view.readings(at + 1).is_empty()
        && takes_clause(view, at + 1)
        || view.is_listed(at + 1, EnglishList::SaidForm);
    if says && view.is_word(at + 1, "also") || is_verb_only {
        return true;
    }
    (forms.past() || forms.past_or_participle() || forms.third())
        && (has_object || says)
        && !view.is_capitalised(at + 1)
}

/// Whether a possessive `’s` or a lone `’` stands at a place.
pub(super) fn is_possessive(view: &View<'_>, at: usize) -> bool {
    view.facts(at).is_possessive
}

fn find_possessive(view: &View<'_>, at: usize) -> bool {
    is_clitic(view, at)
        && !ends_name(view, at)
        && (view.is_word(at, "'s") && !is_contracted_be(view, at) || matches!(view.word(at), "'" | "’"))
}

/// `threatened to sue, then backed off`: a word that joins a second verb to a subject as a conjunction does.
pub(super) fn joins_verbs(view: &View<'_>, at: usize) -> bool {
    view.is_word(at, "then") && at > 0 && view.is(at - 1, Mark::Comma) && {
        let forms = forms_of_verb(view, at + 1);
        (forms.past() || forms.past_or_participle()) && !view.is_capitalised(at + 1)
    }
}

/// Whether a verb that reports has an object and nothing beside it that a passive would keep: *accused*, not *called*, *told*.
pub(super) fn takes_object(view: &View<'_>, at: usize) -> bool {
    let frames = frames(view, at);
    (frames.has(Frame::Object) || frames.has(Frame::SomeoneOf)) && !frames.has(Frame::As)
}

/// What may follow the verb at a place, whichever verb it is.
pub(super) fn frames(view: &View<'_>, at: usize) -> Frames {
    view.frames(at)
}

/// Whether a clause may follow a verb without `that`, or behind `that`; the expression it begins counts.
pub(super) fn takes_clause(view: &View<'_>, at: usize) -> bool {
    let frames = frames(view, at);
    let takes = |frames: Frames| {
        frames.has(Frame::BareClause) || frames.has(Frame::Clause) || frames.has(Frame::Someone)
    };
    takes(frames)
        || (view.is_in(at, Group::Be) || !view.readings(at).is_empty())
            && expressions(view, at).any(|locution| takes(locution.frames))
}

/// `points out`: the longest expression that a verb begins.
pub(super) fn expression_at(view: &View<'_>, verb: usize) -> Option<&'static Locution> {
    (!view.readings(verb).is_empty())
        .then(|| expressions(view, verb).max_by_key(|locution| locution.words.len()))
        .flatten()
}

/// `points out`, `went on`: what the longest expression that a verb begins takes, and the place behind it.
pub(super) fn behind_expression(view: &View<'_>, verb: usize) -> (Frames, usize) {
    let Some(locution) = expression_at(view, verb) else {
        return (Frames::default(), verb + 1);
    };
    let last = (verb + 1..verb + NEAR)
        .filter(|&at| locution.words.iter().any(|word| view.is_folded_word(at, word)))
        .last();
    (locution.frames, last.unwrap_or(verb) + 1)
}

/// `points out`: whether a verb begins an expression that reports.
pub(super) fn begins_expression(view: &View<'_>, at: usize) -> bool {
    !view.readings(at).is_empty() && expressions(view, at).next().is_some()
}

/// Whether a verb is one that no noun phrase follows: *say*, *insist*.
pub(super) fn only_says(view: &View<'_>, at: usize) -> bool {
    let frames = frames(view, at);
    frames.has(Frame::BareClause) && !frames.has(Frame::Object) && !frames.has(Frame::Inform)
}

/// `up to 200 jobs`, `at least 50 people`, `as many as 300`: where the number stands that such words weigh.
pub(super) fn behind_estimate(view: &View<'_>, at: usize) -> Option<usize> {
    if !view.is_listed(at, EnglishList::EstimateStart) {
        return None;
    }
    let second = at + 1;
    let is_estimate = if view.is_word(at, "at") {
        view.is_any_word(second, words!["least", "most"])
    } else {
        !view.is_word(at, "as") && view.is_word(second, "to")
    };
    // `as many as 300`
    let is_as = view.is_word(at, "as")
        && view.is_listed(second, EnglishList::ManyMuch)
        && view.is_word(second + 1, "as");
    let number = second + 1 + usize::from(is_as);
    let is_number = view.is_number(number) || view.is_currency(number);
    ((is_estimate || is_as) && is_number).then_some(number)
}

/// Whether a verb says and does nothing else: behind *hold* or *see* a noun phrase may be all.
pub(super) fn asserts(view: &View<'_>, at: usize) -> bool {
    view.is_verb_listed(at, EnglishList::Asserts)
}

/// Whether a verb tells what is in somebody’s mind, and nothing that they say.
pub(super) fn holds(view: &View<'_>, at: usize) -> bool {
    view.is_verb_listed(at, EnglishList::Holds)
}

/// Whether the words of an expression follow its verb, with little between them.
fn is_there(view: &View<'_>, verb: usize, words: &[Folded<Box<str>>]) -> bool {
    let mut at = verb + 1;
    words.iter().all(|word| {
        while at < verb + NEAR && !view.is_folded_word(at, word) && is_little(view, at) {
            at += 1;
        }
        at += 1;
        view.is_folded_word(at - 1, word)
    })
}

/// How far behind its verb the words of an expression may stand.
const NEAR: usize = 5;

fn is_little(view: &View<'_>, at: usize) -> bool {
    view.is(at, Mark::Quote) || view.is_in(at, Group::Adverb) || view.is_manner(at)
}

/// Whether any expression may have a word: most words are in none.
fn may_complete(view: &View<'_>, at: usize) -> bool {
    view.shows(at, Trait::InLocution) || view.token(at).is_some_and(|token| !token.is_word())
}

/// The expressions that a verb begins, the words of which are there.
fn expressions<'v>(view: &'v View<'_>, verb: usize) -> impl Iterator<Item = &'static Locution> + use<'v> {
    may_stand(view, verb).filter(move |locution| is_there(view, verb, &locution.words))
}

/// The expressions that a verb may begin by the words near behind it.
fn may_stand<'v>(view: &'v View<'_>, verb: usize) -> impl Iterator<Item = &'static Locution> + use<'v> {
    let until = (verb + 1..verb + NEAR)
        .find(|&at| !is_little(view, at))
        .unwrap_or(verb + NEAR);
    (verb + 1..=until)
        .filter(move |&at| may_complete(view, at))
        .flat_map(move |at| locutions(view, verb, view.head(at)))
}

/// Whether a word belongs to the expression that a verb begins: `confident` of `is confident`.
pub(super) fn completes(view: &View<'_>, verb: usize, at: usize) -> bool {
    at > verb
        && at < verb + NEAR
        && may_complete(view, at)
        && may_stand(view, verb).any(|locution| {
            let mut words = locution.words.iter();
            words.any(|word| view.is_folded_word(at, word)) && is_there(view, verb, &locution.words)
        })
}

/// The expressions that a verb may begin, with a word of this head behind it.
fn locutions(view: &View<'_>, verb: usize, first: Head) -> impl Iterator<Item = &'static Locution> + use<> {
    let lexicon = view.lexicon;
    let be = view.is_in(verb, Group::Be).then_some("be");
    let lemmas = view
        .readings(verb)
        .iter()
        .filter_map(move |reading| lexicon.lemma_of_locutions(*reading));
    lemmas
        .chain(be)
        .flat_map(move |lemma| lexicon.locutions_with(lemma, first))
}

/// A form of *do*, also with its negation.
pub(super) fn is_do(view: &View<'_>, at: usize) -> bool {
    view.is_listed(at, EnglishList::DoForm)
}

/// Whether a verb wants something done: a base form follows its *that*.
pub(super) fn demands(view: &View<'_>, at: usize) -> bool {
    view.is_verb_listed(at, EnglishList::Demands)
}

/// Whether a verb reports.
pub(super) fn reports(view: &View<'_>, at: usize) -> bool {
    !frames(view, at).is_empty()
}

/// Whether a verb may govern another one: `avoids naming`, `keeps asking`.
pub(super) fn governs_verb(view: &View<'_>, at: usize) -> bool {
    view.readings(at)
        .iter()
        .filter_map(|reading| view.lexicon.verb(*reading))
        .any(|verb| view.lexicon.groups(&verb.lemma).has(Group::SemiAuxiliary))
}

/// A noun that looks plural, or a word for several.
pub(super) fn looks_plural(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    let groups = view.groups(at);
    // `Moody’s expects`: a name.
    if is_possessive(view, at) || is_clitic(view, at) {
        return false;
    }
    word.ends_with('s') && !["ss", "us", "is"].iter().any(|ending| word.ends_with(ending))
        || word.ends_with("men")
        || word.ends_with("people")
        || groups.has(Group::Unspecified) && !view.is_listed(at, EnglishList::EachOne)
        || groups.has(Group::PluralPronoun)
        || view.is_number(at)
        || groups.has(Group::Several)
        || view.is_word(at, "%")
}

/// Whether a full stop or another mark belongs to the words around it.
pub(super) fn is_inner_mark(view: &View<'_>, at: usize) -> bool {
    view.is_abbreviation_stop(at)
        || matches!(
            view.word(at),
            "&" | "$" | "€" | "£" | "¥" | "%" | "#" | "@" | "/" | "+"
        )
        || view.is(at, Mark::Dash)
            && view.token(at).is_some_and(|token| !token.is_spaced)
            && view.token(at + 1).is_some_and(|token| !token.is_spaced)
}

/// `an interview`, `a note`: a noun for words that somebody gave.
pub(super) fn is_text(view: &View<'_>, at: usize) -> bool {
    view.is_in(at, Group::Document) || view.is_listed(at, EnglishList::SpokenText)
}
