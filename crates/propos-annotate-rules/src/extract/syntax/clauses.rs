//! What reading a paragraph gives: verbs, and the clauses they belong to.

use std::ops::Range;

use super::state::{Kind, State};

/// How far behind its subject a verb is looked for.
const FAR_VERB: usize = 40;

/// What a word is as a verb.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Role {
    /// No verb here.
    #[default]
    None,
    /// The finite word of a clause.
    Finite,
    /// An infinitive, participle or gerund.
    Other,
}

/// A clause with a finite verb.
#[derive(Clone, Debug)]
pub(crate) struct Clause {
    /// Its first token.
    pub(crate) start: usize,
    /// One past its last token, where something else follows in the same period.
    pub(crate) end: Option<usize>,
    /// Its subject, with what qualifies it, to the first comma or relative pronoun.
    pub(crate) subject: Option<Range<usize>>,
    /// Whether it depends on no other clause.
    pub(crate) is_main: bool,
    /// What stands between commas behind the subject.
    pub(crate) aside: Option<Range<usize>>,
}

/// The verbs and clauses of a paragraph.
#[derive(Debug, Default)]
pub(crate) struct Syntax {
    pub(super) roles: Vec<Role>,
    pub(super) clauses: Vec<Clause>,
    /// The clause of each finite verb, by its token.
    pub(super) by_verb: Vec<Option<u32>>,
    /// The clause that each verb governs, by its token.
    pub(super) by_governor: Vec<Option<u32>>,
    /// The first clause that begins with each token.
    pub(super) by_start: Vec<Option<u32>>,
    /// Memory for open clauses that nobody needs at the moment.
    pub(super) stacks: Vec<Vec<State>>,
}

impl Syntax {
    /// Forgets the last paragraph.
    pub(crate) fn clear(&mut self, n_tokens: usize) {
        self.roles.clear();
        self.roles.resize(n_tokens, Role::None);
        self.clauses.clear();
        self.by_verb.clear();
        self.by_verb.resize(n_tokens, None);
        self.by_governor.clear();
        self.by_governor.resize(n_tokens, None);
        self.by_start.clear();
        self.by_start.resize(n_tokens, None);
    }

    /// What the word at a place is as a verb.
    pub(crate) fn role(&self, at: usize) -> Role {
        self.roles.get(at).copied().unwrap_or_default()
    }

    /// Whether the finite word of a clause stands at a place.
    pub(crate) fn is_finite(&self, at: usize) -> bool {
        self.role(at) == Role::Finite
    }

    fn at(&self, places: &[Option<u32>], token: usize) -> Option<&Clause> {
        let place = (*places.get(token)?)?;
        self.clauses.get(usize::try_from(place).ok()?)
    }

    /// The clause whose finite word stands at a place.
    pub(crate) fn clause(&self, verb: usize) -> Option<&Clause> {
        self.at(&self.by_verb, verb)
    }

    /// Whether a clause with a finite verb before `until` begins with its subject at a place.
    pub(crate) fn begins_clause(&self, at: usize, until: usize) -> bool {
        self.with_subject(at, until).any(|clause| clause.start == at)
    }

    /// Whether the subject of a finite verb before `until` begins at a place, whatever opens its clause.
    pub(crate) fn begins_subject(&self, at: usize, until: usize) -> bool {
        self.with_subject(at, until).next().is_some()
    }

    fn with_subject(&self, at: usize, until: usize) -> impl Iterator<Item = &Clause> {
        let is_subject =
            move |clause: &&Clause| clause.subject.as_ref().is_some_and(|subject| subject.start == at);
        (at + 1..until.min(at + FAR_VERB))
            .filter(|&verb| self.is_finite(verb))
            .filter_map(move |verb| self.clause(verb).filter(is_subject))
    }

    /// The clause that the verb at a place reports.
    pub(crate) fn governed(&self, verb: usize) -> Option<&Clause> {
        self.at(&self.by_governor, verb)
    }

    /// Where the clause that begins with a token ends, if something follows it.
    pub(crate) fn end_from(&self, start: usize) -> Option<usize> {
        self.at(&self.by_start, start)?.end
    }
}

/// A clause for a state, remembered by its verb and its governor.
pub(super) fn register(syntax: &mut Syntax, state: &mut State) {
    let place = u32::try_from(syntax.clauses.len()).ok();
    syntax.clauses.push(Clause {
        start: state.start,
        end: None,
        subject: state.subject.clone(),
        aside: state.aside.clone(),
        is_main: matches!(state.kind, Kind::Main | Kind::Aside),
    });
    state.clause = place;
    if let Some(entry) = syntax.by_start.get_mut(state.start)
        && entry.is_none()
    {
        *entry = place;
    }
    if let Some(governor) = state.governor
        && let Some(entry) = syntax.by_governor.get_mut(governor)
        && entry.is_none()
    {
        *entry = place;
    }
}
