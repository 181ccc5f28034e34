//! Where the clause begins that a verb reports: `a dit à la police que …`, `explique comment …`, `said sales had fallen`.

use propos_segment::Lang;

use super::Scene;
use super::addressed::behind_relative;
use super::infinitive::is_infinitive_after;
use super::reported_clause::{REACH, behind_emphasis, governed, is_that, is_when, skip};
use super::{dropped, perceived, unread};
use crate::extract::clause::{begins_clause, clause_end};
use crate::extract::lexicon::{Frame, Group, RomanceList};
use crate::extract::verb_group::{Shape, Standing, VerbGroup, has_finite_verb, is_finite_verb, is_hard_mark};
use crate::extract::view::View;
use crate::tokens::{Mark, TokenKind};

/// Where the clause that a verb reports begins, and by which rule.
pub(super) fn marker(scene: &Scene<'_, '_>, group: &VerbGroup) -> Option<(usize, &'static str)> {
    let view = scene.view;
    let is_english = view.lang == Lang::En;
    let takes_clause = group.frames.has(Frame::Clause);
    let takes_bare = is_english && group.frames.has(Frame::BareClause);
    if !takes_clause && !takes_bare && !group.frames.has(Frame::Wh) {
        return None;
    }
    if is_english
        && !is_between_commas(view, group)
        && let Some(start) = governed(scene, group)
    {
        return governed_rule(scene, group, start).map(|rule| (start, rule));
    }
    if (takes_bare || is_english && group.frames.has(Frame::Someone))
        && let Some(start) = unread::clause(scene, group)
        && !is_when(view, group, start)
    {
        return Some((start, unread::CLAUSE));
    }
    let search = Search { scene, group };
    // `tout le monde s’accorde : …`: the colon stands for `que`.
    if takes_clause && search.opens_clause_by_colon(group.end) {
        return Some((group.end + 1, "colon"));
    }
    search.find()
}

/// By which rule a clause is reported that reading the clauses found to be the verb’s.
fn governed_rule(scene: &Scene<'_, '_>, group: &VerbGroup, start: usize) -> Option<&'static str> {
    let view = scene.view;
    if view.is_in(start - 1, Group::That) {
        return Some("clause");
    }
    if view.is_in(start, Group::Wh) {
        return Some("question");
    }
    (!perceived::is_perceived(scene, group, start)).then_some("clause-without-that")
}

/// Looks for the word that opens a clause behind a verb.
struct Search<'s, 'v, 't> {
    scene: &'s Scene<'v, 't>,
    group: &'s VerbGroup,
}

/// What a place behind the verb means.
enum Step {
    /// Nothing yet: the search goes on there.
    On(usize),
    Found(usize, &'static str),
    /// The verb reports no clause.
    Over,
}

impl Search<'_, '_, '_> {
    fn find(&self) -> Option<(usize, &'static str)> {
        let until = self.scene.range.end.min(self.group.end + REACH);
        let mut at = self.group.end;
        let mut has_someone = false;
        while at < until {
            match self.step(at, until, has_someone) {
                Step::On(next) => {
                    has_someone |= self.may_be_someone(at);
                    at = next;
                }
                Step::Found(start, rule) => return Some((start, rule)),
                Step::Over => return None,
            }
        }
        None
    }

    /// `has_someone`: whether whom the verb addresses stands before.
    fn step(&self, at: usize, until: usize, has_someone: bool) -> Step {
        let view = self.scene.view;
        if view.depth(at) > self.scene.depth || self.is_relative_of_object(at) || self.is_of_what(at) {
            return Step::Over;
        }
        let clause = self
            .clause_behind_that(at)
            .or_else(|| purpose(view, self.group, at).filter(|&start| start < self.scene.range.end));
        if let Some(start) = clause {
            return Step::Found(start, "clause");
        }
        if self.opens_question(at, has_someone) {
            return Step::Found(at, "question");
        }
        // `recomendam aos espectadores: levem guarda-chuva`
        let is_told = view.drops_subjects()
            && self.group.frames.has(Frame::Clause)
            && view.is_in(self.group.end, Group::Addressee)
            && self.opens_clause_by_colon(at);
        if is_told {
            return Step::Found(at + 1, "colon");
        }
        if is_hard_mark(view, at) {
            return Step::Over;
        }
        let next = if self.is_enclitic(at) {
            at + 1
        } else {
            self.behind(at, until, has_someone)
        };
        if next == at { Step::Over } else { Step::On(next) }
    }

    fn opens_clause_by_colon(&self, colon: usize) -> bool {
        let view = self.scene.view;
        view.is(colon, Mark::Colon)
            && view.depth(colon + 1) == self.scene.depth
            && has_finite_verb(view, colon + 1, clause_end(self.scene, colon + 1))
    }

    /// `critica a los clubes, que vendieron …`: a relative clause of the object.
    fn is_relative_of_object(&self, at: usize) -> bool {
        let view = self.scene.view;
        let start = self.group.end;
        let is_behind_comma = || {
            at > start + 1
                && view.is(at - 1, Mark::Comma)
                && !(start..at - 1).any(|place| view.is_mark(place))
        };
        // `se usa para referirse a organismos que viven dentro`
        let is_referred_to =
            || self.group.lemma.starts_with("referir") && view.is_in(start, Group::Addressee);
        view.drops_subjects() && is_that(view, at) && (is_behind_comma() || is_referred_to())
    }

    /// Portuguese `não sabe do que se trata`: of what.
    fn is_of_what(&self, at: usize) -> bool {
        let view = self.scene.view;
        view.lang == Lang::Pt && is_that(view, at) && view.is_listed(at - 1, RomanceList::OfTheWhat)
    }

    /// Where the clause begins that a *that* opens.
    fn clause_behind_that(&self, at: usize) -> Option<usize> {
        let view = self.scene.view;
        if !self.group.frames.has(Frame::Clause) || !is_that(view, at) {
            return None;
        }
        let end = self.group.end;
        let is_stressed = || at > end && behind_emphasis(view, end) == Some(at);
        // `afirmó una vez más que`
        let closes_phrase = || (end..at).any(|place| view.behind_adverbial(place) == Some(at));
        // `a aussi affirmé que`: the verb itself is compared with nothing.
        if at > end && is_comparison(view, at) && !is_stressed() && !closes_phrase() {
            return None;
        }
        let start = at + 1;
        let is_english_clause =
            || begins_clause(self.scene, start, clause_end(self.scene, start)) && !is_relative(view, at);
        let is_clause = !self.reports_nothing(at)
            && start < self.scene.range.end
            && (view.lang != Lang::En || is_english_clause());
        is_clause.then_some(start)
    }

    /// Whether a verb with its *que* tells nothing.
    fn reports_nothing(&self, that: usize) -> bool {
        let view = self.scene.view;
        let group = self.group;
        let is_next = that == group.end;
        // `ne dit que des bêtises`: *only*.
        let is_only = view.lang == Lang::Fr && group.is_negated && is_next && !has_negation_word(view, group);
        is_only
            // `attend que la pluie cesse` waits; `attend du groupe qu’il publie` asks.
            || is_next && group.lemma == "attendre"
            // `vit un printemps que nul n’oubliera`
            || that > group.end && group.lemma == "voir"
            // `ignore que son fils vit`: the one who tells it knows; `n’ignore pas que` has it in mind.
            || group.lemma == "ignorer" && !group.is_negated
    }

    /// Whether a question is reported that begins at a place.
    fn opens_question(&self, at: usize, has_someone: bool) -> bool {
        let view = self.scene.view;
        let group = self.group;
        let is_behind_preposition = || {
            view.is_romance()
                && view.is_in(at, Group::Preposition)
                && view.is_in(at + 1, Group::Wh)
                && is_question_word(view, at + 1)
        };
        group.frames.has(Frame::Wh)
            && (view.is_in(at, Group::Wh) || is_behind_preposition())
            && (at == group.end || has_someone || !view.is_mark(at - 1))
            && is_question_word(view, at)
            && !is_when(view, group, at)
            && !self.leaves_open(at)
    }

    /// `voulait savoir si` asks, `doit dire si` has said nothing yet; nor does `ne dit pas ce que`.
    fn leaves_open(&self, at: usize) -> bool {
        let group = self.group;
        let is_lemma = |lemmas: &[&str]| lemmas.contains(&group.lemma.as_ref());
        // `isso quer dizer quando chove`
        let is_meant = || {
            self.scene.view.drops_subjects()
                && group.standing == Standing::Governed
                && is_lemma(&["decir", "dizer"])
        };
        group.is_negated && is_lemma(&["saber", "sapere"]) || is_meant() || self.leaves_open_in_french(at)
    }

    fn leaves_open_in_french(&self, at: usize) -> bool {
        let view = self.scene.view;
        let group = self.group;
        let knows = group.lemma == "savoir";
        let is_governed = || group.standing == Standing::Governed && (knows || group.lemma == "dire");
        view.lang == Lang::Fr
            && (is_governed()
                || group.is_negated && (view.is_word(at, "ce") || knows)
                // `ne sait pas comment s’y prendre` is not able to; `ce qu’on m’a dit quand` has said it before.
                || knows && view.is_in(at, Group::Wh) && is_infinitive_after(view, at + 1)
                || view.is_word(at, "quand") && says_what(self.scene, group)
                // `a demandé aux préfets qui hésitent de publier`
                || at > group.end && behind_relative(self.scene, at, Group::InfinitiveOf).is_some())
    }

    /// `comunicou-lhe que`
    fn is_enclitic(&self, at: usize) -> bool {
        let view = self.scene.view;
        at == self.group.end
            && view.is_in(at, Group::ObjectClitic)
            && view
                .token(at)
                .is_some_and(|token| token.kind == TokenKind::Clitic)
    }

    /// Behind a subject or what else may stand before the clause.
    fn behind(&self, at: usize, until: usize, has_someone: bool) -> usize {
        let group = self.group;
        let may_be_subject =
            at == group.end && self.scene.view.drops_subjects() && group.shape == Shape::Finite;
        if may_be_subject && let Some(mention) = dropped::inverted(self.scene, group) {
            let described = mention.description.map_or(0, |range| range.end);
            return mention.range.end.max(described);
        }
        let takes_someone = group.frames.has(Frame::Someone) && !has_someone;
        // `exige du groupe qu’il publie`
        let takes_of = group.is_listed(RomanceList::WaitsThat);
        skip(self.scene, at, until, takes_someone, takes_of)
    }

    /// Whether what was passed over may be whom the verb addresses.
    fn may_be_someone(&self, at: usize) -> bool {
        let view = self.scene.view;
        self.group.frames.has(Frame::Someone)
            && !self.is_enclitic(at)
            && !view.is_in(at, Group::Adverb)
            && !view.is_in(at, Group::Preposition)
            && !view.is_in(at, Group::Addressee)
            && !view.is_in(at, Group::Time)
    }
}

/// `Within months, Forte said, sales had doubled`: an aside reports no clause of its own.
fn is_between_commas(view: &View<'_>, group: &VerbGroup) -> bool {
    let subject = view
        .syntax
        .clause(group.head)
        .and_then(|clause| clause.subject.as_ref());
    let before = subject.and_then(|subject| subject.start.checked_sub(1));
    view.is(group.end, Mark::Comma)
        && !is_that(view, group.end + 1)
        && before.is_some_and(|before| view.is(before, Mark::Comma))
}

/// `demande à ce que`, `plaide pour que`: where the clause begins.
fn purpose(view: &View<'_>, group: &VerbGroup, at: usize) -> Option<usize> {
    if !view.is_romance() {
        return None;
    }
    let has_to =
        view.is_in(at, Group::InfinitiveTo) && view.is_in(at + 1, Group::What) && is_that(view, at + 2);
    let has_for = view.is_in(at, Group::For) && is_that(view, at + 1);
    match (has_to, has_for) {
        (true, _) => Some(at + 3),
        (_, true) if at == group.end || is_adverbial(view, group.end, at) => Some(at + 2),
        // `pedirá a todos los socios, en mayo, para que acepten`
        (_, true) if view.drops_subjects() && is_asking(&group.lemma) => Some(at + 2),
        _ => None,
    }
}

fn is_asking(lemma: &str) -> bool {
    ["apelar", "pedir", "rogar", "solicitar"].contains(&lemma)
}

/// Whether nothing but adverbs stands between: `plaident en revanche pour que`.
fn is_adverbial(view: &View<'_>, from: usize, until: usize) -> bool {
    let mut at = from;
    while at < until {
        match view.behind_adverbial(at) {
            Some(end) => at = end,
            None if view.is_in(at, Group::Adverb) => at += 1,
            None => return false,
        }
    }
    at == until
}

/// `ce qu’on m’a dit`: what is said stands before.
fn says_what(scene: &Scene<'_, '_>, group: &VerbGroup) -> bool {
    let view = scene.view;
    (scene.range.start + 1..group.start)
        .rev()
        .take(4)
        .find(|&at| is_that(view, at))
        .is_some_and(|that| view.is_word(that - 1, "ce"))
}

/// `plus … que`, `tel que`, `autant que`: a comparison.
fn is_comparison(view: &View<'_>, that: usize) -> bool {
    let Some(before) = that.checked_sub(1) else {
        return false;
    };
    // `chantent plus tôt que les autres`
    let is_compared = view.lang == Lang::Fr
        && before > 0
        && !view.is_mark(before)
        && view.is_listed(before - 1, RomanceList::ComparesQue)
        && !view.is_in(before, Group::Of);
    is_compared || view.is_in(before, Group::Comparison)
}

fn has_negation_word(view: &View<'_>, group: &VerbGroup) -> bool {
    (group.start..group.end + 2)
        .any(|at| view.is_listed(at, RomanceList::DeniesVerb))
        // `Nulle part il ne suggère que`
        || (group.start.saturating_sub(12)..group.start)
            .any(|at| view.is_word(at, "nulle") && view.is_word(at + 1, "part"))
}

/// `the understanding that keeps humans in charge`: `that` is the subject.
fn is_relative(view: &View<'_>, that: usize) -> bool {
    is_finite_verb(view, that + 1, that)
        && !view.is_capitalised(that + 1)
        && !view.is_in(that + 1, Group::Pronoun)
}

fn is_question_word(view: &View<'_>, at: usize) -> bool {
    match view.lang {
        // `ce que`, `ce qui`; a bare `ce` is a determiner. `que` is a clause.
        Lang::Fr => {
            if view.is_word(at, "ce") {
                view.is_in(at + 1, Group::Relative)
            } else {
                !view.is_word(at, "s'") || view.is_in(at + 1, Group::Pronoun)
            }
        }
        _ => true,
    }
}
