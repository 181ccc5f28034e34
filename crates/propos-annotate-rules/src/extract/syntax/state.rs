//! An open clause, and what is known of it so far.

use std::ops::Range;

use super::words;
use crate::extract::lexicon::Group;
use crate::extract::view::View;
use crate::tokens::Mark;

/// What kind of clause is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Main,
    /// Reported, with or without `that`.
    Complement,
    /// `who …`, `which …`, `the man he saw`.
    Relative,
    /// `because …`, `if …`, `what …`
    Subordinate,
    /// `…, analysts said, …`
    Aside,
}

/// The time of a verb, as far as it tells which clause goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Present,
    Modal,
}

/// A noun phrase behind a verb that no preposition governs: what may turn out to be a subject.
#[derive(Clone, Debug)]
pub(super) struct Free {
    pub(super) range: Range<usize>,
    /// Its last word before what hangs on it: `sales` of `sales of the drug`.
    pub(super) head: usize,
    pub(super) is_after_comma: bool,
    pub(super) conjunction: Option<usize>,
    /// The phrase that a conjunction joins it to: `the order and the list`.
    pub(super) before: Option<Range<usize>>,
}

impl Free {
    /// Whether it stands where a new clause may begin.
    pub(super) const fn is_new(&self) -> bool {
        self.is_after_comma || self.conjunction.is_some()
    }
}

/// An open clause.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) subject: Option<Range<usize>>,
    /// The last word of the phrase that the subject begins with.
    pub(super) head: Option<usize>,
    /// The antecedent stands for the subject until a noun phrase takes its place.
    pub(super) is_antecedent: bool,
    /// Whether what follows still belongs to the subject.
    pub(super) is_open: bool,
    pub(super) aside: Option<Range<usize>>,
    pub(super) verb: Option<usize>,
    /// The verb may be a participle: `a report released on Monday`.
    pub(super) is_ambiguous: bool,
    pub(super) tense: Tense,
    pub(super) last_verb: Option<usize>,
    pub(super) free: Option<Free>,
    /// A free phrase before a comma, and the verb it stands behind: `said the firm, which …, would`.
    pub(super) suspended: Option<(Range<usize>, usize)>,
    /// A phrase behind a conjunction, before a comma: `, and a spokeswoman, Ann Lee, said`.
    pub(super) joined: Option<Free>,
    /// A free phrase with a gerund on it, and the verb it stands behind: `says people seeking asylum are`.
    pub(super) reduced: Option<(Free, Option<usize>)>,
    /// A phrase between commas behind a whole clause: `…, Ann Lee, an economist, said`.
    pub(super) apposed: Option<Range<usize>>,
    pub(super) governor: Option<usize>,
    pub(super) clause: Option<u32>,
}

impl State {
    /// `after taking account of losses`: a verb without a subject, and none that is finite.
    pub(super) fn is_gerund(&self) -> bool {
        let is_object = |verb: usize| self.subject.as_ref().is_none_or(|noun| noun.start > verb);
        self.verb.is_none() && self.last_verb.is_some_and(is_object)
    }

    /// `In opposing the plan, her lawyer wrote`: whether a sentence begins with a preposition and a gerund, whose object waits for no verb.
    pub(super) fn is_fronted_gerund(&self, view: &View<'_>) -> bool {
        self.kind == Kind::Main
            && view.starts_sentence(self.start)
            && view.is_in(self.start, Group::Preposition)
            && words::forms(view, self.start + 1).gerund()
            && self.is_gerund()
            // Behind the first comma stands who the main clause is about.
            && self.subject.as_ref().is_some_and(|subject| {
                !(self.start..subject.start).any(|at| view.is(at, Mark::Comma))
            })
    }

    pub(super) const fn new(kind: Kind, start: usize) -> Self {
        Self {
            kind,
            start,
            subject: None,
            head: None,
            is_antecedent: false,
            is_open: false,
            aside: None,
            verb: None,
            is_ambiguous: false,
            tense: Tense::Present,
            last_verb: None,
            free: None,
            suspended: None,
            joined: None,
            reduced: None,
            apposed: None,
            governor: None,
            clause: None,
        }
    }
}

/// The auxiliary that a verb follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chain {
    To,
    Modal,
    Have,
    Be,
}

/// What a word turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Finite { is_ambiguous: bool, tense: Tense },
    Other,
}
