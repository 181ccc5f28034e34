//! How far the content of an attribution goes.

use propos_segment::Lang;

use super::comma::ends_at_comma;
use super::lexicon::{Ending, EnglishList, Form, Frame, Group, RomanceList};
use super::rules::Scene;
use super::verb_group::{Shape, VerbGroup, is_clitic_pronoun, is_finite_verb, is_hard_mark};
use super::view::View;
use crate::extract::word_table::words;
use crate::tokens::{Mark, TokenKind};

/// The end of a reported clause that begins at `start`.
pub(crate) fn clause_end(scene: &Scene<'_, '_>, start: usize) -> usize {
    let view = scene.view;
    let end = view.syntax.end_from(start).filter(|&end| end > start);
    let until = end.map_or(scene.range.end, |end| end.min(scene.range.end));
    let relative_end = relative_end(scene, start);
    let mut n_open = 0_usize;
    // `said that, although …, it would`
    let mut at = start + usize::from(view.lang == Lang::En && view.is(start, Mark::Comma));
    while at < until {
        if Some(at) == relative_end {
            return at;
        }
        if view.depth(at) > scene.depth {
            at = view
                .quote_around(at, scene.depth)
                .map_or(at + 1, |quote| quote.end.max(at + 1));
            if is_behind_speech(view, at) {
                return at;
            }
            continue;
        }
        if view.is(at, Mark::Open) {
            n_open += 1;
        } else if view.is(at, Mark::Close) {
            if n_open == 0 {
                return at;
            }
            n_open -= 1;
        } else if ends_at(scene, start, at, n_open == 0) {
            return at;
        }
        at += 1;
    }
    until
}

/// `said it was “dead” before leaving the room`: what the speaker did next.
fn is_behind_speech(view: &View<'_>, at: usize) -> bool {
    // `said it “is ready,” echoing its stance of last year`
    let is_beside = view.lang == Lang::En
        && at > 1
        && view.is(at - 2, Mark::Comma)
        && view.is(at - 1, Mark::Quote)
        && !view.is_mark(at)
        && !view.is_in(at, Group::Preposition)
        && !view.is_any_word(at, words!["excluding", "including"])
        && view.lexicon.ends(view.word(at), Ending::Gerund);
    // `agreed it is “good,” while 73 percent disagreed`
    let is_contrast = view.lang == Lang::En
        && at > 1
        && view.is(at - 2, Mark::Comma)
        && view.is(at - 1, Mark::Quote)
        && view.is_in(at, Group::Contrast)
        && view.syntax.begins_clause(at + 1, view.tokens.len());
    is_beside
        || is_contrast
        || view.lang == Lang::En
            && view.is_listed(at, EnglishList::Timely)
            && view
                .token(at + 1)
                .is_some_and(|token| token.kind == TokenKind::Word)
            && view.lexicon.ends(view.word(at + 1), Ending::Gerund)
}

/// `… que le texte serait retiré, ce que le ministre a démenti`
pub(super) fn is_denied(scene: &Scene<'_, '_>, at: usize) -> bool {
    let view = scene.view;
    view.lang == Lang::Fr
        && view.is_word(at, "ce")
        && view.is_in(at + 1, Group::That)
        && scene
            .groups
            .iter()
            .any(|group| group.start >= at + 2 && group.start < at + 14)
}

/// `Le maire, qui souhaite un moratoire, a voté contre`: the comma that closes a relative clause in which content stands.
pub(super) fn relative_end(scene: &Scene<'_, '_>, start: usize) -> Option<usize> {
    let view = scene.view;
    if !view.is_romance() {
        return None;
    }
    let is_here = |at: usize| view.depth(at) == scene.depth;
    let relative = (scene.range.start + 1..start)
        .rev()
        .take(16)
        .take_while(|&at| is_here(at) && !is_hard_mark(view, at))
        .take_while(|&at| !view.is(at, Mark::Comma) || relative_behind(view, at).is_some())
        .find(|&at| view.is(at, Mark::Comma))
        .and_then(|comma| relative_behind(view, comma));
    let Some(relative) = relative else {
        return super::relative::bare_end(scene, start);
    };
    // Where the main clause has its verb already, the relative clause may go on to the end.
    let first = (scene.range.start..relative)
        .rev()
        .take_while(|&at| !is_here(at) || !is_hard_mark(view, at))
        .last()
        .unwrap_or(relative);
    // `A polícia afirma que o suspeito, que diz ser inocente, fugiu`: the clause that is reported has its verb behind it.
    let first = (first..relative - 1)
        .rev()
        .find(|&at| view.drops_subjects() && is_here(at) && view.is_in(at, Group::That))
        .map_or(first, |that| that + 1);
    if (first..relative).any(|at| is_here(at) && is_finite_verb(view, at, first)) {
        return None;
    }
    (start..scene.range.end.min(start + 48))
        .take_while(|&at| !is_here(at) || !is_hard_mark(view, at))
        .find(|&at| is_here(at) && view.is(at, Mark::Comma))
}

/// `, qui`, `, il quale`: where the pronoun stands that opens a relative clause behind a comma.
fn relative_behind(view: &View<'_>, comma: usize) -> Option<usize> {
    let has_article = view.drops_subjects()
        && view.is_in(comma + 1, Group::Determiner)
        && view.is_in(comma + 2, Group::Relative)
        && !view.is_in(comma + 2, Group::That);
    let at = comma + 1 + usize::from(has_article);
    opens_relative(view, at).then_some(at)
}

/// `qui`, `dont`: what begins a relative clause with its own subject or as its subject.
fn opens_relative(view: &View<'_>, at: usize) -> bool {
    view.is_in(at, Group::RelativeSubject) || view.lang == Lang::Fr && view.is_word(at, "dont")
}

/// Whether a clause that began at `start` ends before a place.
fn ends_at(scene: &Scene<'_, '_>, start: usize, at: usize, is_outside_brackets: bool) -> bool {
    let view = scene.view;
    if view.is(at, Mark::Colon) {
        return view.depth(at + 1) > scene.depth && !is_quoted_inside(scene, start, at)
            || super::rules::own_source::opening(view, at + 1).is_some();
    }
    // `said it would wait when asked about the talks`
    let is_asked = view.lang == Lang::En
        && view.is_word(at, "when")
        && view.is_listed(at + 1, EnglishList::Questioned)
        // `shows him leaving his car when asked to do so`
        && !view.is_in(at + 2, Group::ToInfinitive)
        && at > start;
    // `les options sont limitées – ce qui suppose un effort`
    let is_remark = view.lang == Lang::Fr
        && view.is(at, Mark::Dash)
        && view.token(at).is_some_and(|token| token.is_spaced)
        && view.is_word(at + 1, "ce")
        && view.is_in(at + 2, Group::Relative);
    // `cree que llueve por lo que se queda`: what followed.
    let is_result = view.drops_subjects()
        && at > start
        && !view.is_mark(at - 1)
        && (view.is_word(at, "por") && view.is_word(at + 1, "lo") && view.is_in(at + 2, Group::That)
            || view.is_word(at, "pelo") && view.is_in(at + 1, Group::That));
    // `saying it had been a mistake – and deleted the data`
    let is_done_next = view.lang == Lang::En
        && view.is(at, Mark::Dash)
        && view.token(at).is_some_and(|token| token.is_spaced)
        && view.is_in(at + 1, Group::And)
        && view.syntax.is_finite(at + 2);
    // `said that the fund was safe – though two auditors disagree`
    let is_doubted = view.lang == Lang::En
        && view.is(at, Mark::Dash)
        && view.token(at).is_some_and(|token| token.is_spaced)
        && view.is_any_word(at + 1, words!["although", "though"]);
    is_asked
        || is_doubted
        || is_done_next
        || is_remark
        || is_result
        || is_hard_mark(view, at)
        || view.is(at, Mark::Comma)
            && is_outside_brackets
            && !is_without_inside(scene, start, at)
            && (ends_at_comma(scene, at)
                || begins_main(scene, start, at)
                || goes_on_outside(scene, start, at))
        || view.is_in(at, Group::Contrast) && view.is_word(at, "tandis")
        || at > start
            && (is_second_predicate(scene, at)
                || is_next_report(scene, at)
                || is_outer_predicate(scene, start, at))
}

/// `La ministre a dit que les prix baissaient et a signé le décret`: a verb without a subject that agrees with who speaks and with no
/// verb of what is said.
fn is_outer_predicate(scene: &Scene<'_, '_>, start: usize, at: usize) -> bool {
    let view = scene.view;
    let joint = at + usize::from(view.is(at, Mark::Comma));
    if !view.is_romance() || !view.is_in(joint, Group::And) {
        return false;
    }
    let verb = (joint + 1..joint + 4)
        .find(|&place| !view.is_in(place, Group::ObjectClitic) && !view.is_in(place, Group::Adverb))
        .filter(|&verb| view.depth(verb) == scene.depth && is_finite_verb(view, verb, joint));
    let Some(verb) = verb else {
        return false;
    };
    let governor = scene.groups.iter().find(|group| {
        group.shape == super::verb_group::Shape::Finite
            && group.inverted.is_none()
            && group.end <= start
            && scene.reported_at(group) == Some(start)
    });
    let is_plural = ends_in_plural(view, verb);
    let mut said = (start..at)
        .filter(|&place| view.depth(place) == scene.depth && is_finite_verb(view, place, start))
        .peekable();
    said.peek().is_some()
        && governor.is_some_and(|group| ends_in_plural(view, group.head) == is_plural)
        && said.all(|place| ends_in_plural(view, place) != is_plural)
}

/// Whether a finite Romance verb is one of several: `ont`, `dijeron`, `disseram`, `hanno`.
fn ends_in_plural(view: &View<'_>, verb: usize) -> bool {
    let word = view.word(verb);
    match view.lang {
        Lang::Fr => word.ends_with("nt"),
        Lang::Es => word.ends_with('n'),
        Lang::Pt => word.ends_with('m') || word.ends_with("ão"),
        _ => word.ends_with("no"),
    }
}

/// `dit que le pont tient et elle ajoute que la route est sûre`: a second clause of what is said would have its own *que*.
fn is_next_report(scene: &Scene<'_, '_>, at: usize) -> bool {
    let view = scene.view;
    let subject = at + 1;
    let is_joint = view.lang == Lang::Fr && (view.is_in(at, Group::And) || view.is_in(at, Group::But));
    is_joint
        && view.is_in(subject, Group::Pronoun)
        && !view.is_in(subject, Group::SelfPronoun)
        && scene.groups.iter().any(|group| {
            group.shape == super::verb_group::Shape::Finite
                && group.inverted.is_none()
                && first_of(view, group) == subject + 1
                && view.is_in(group.end, Group::That)
                && scene.reports_clause(group)
        })
}

/// `demande à l’État de payer, sans attendre le vote`: how it is to be done; not `promet de partir, sans préciser quand`.
fn is_without_inside(scene: &Scene<'_, '_>, start: usize, comma: usize) -> bool {
    let view = scene.view;
    let verb = comma + 2;
    let is_infinitive = |at: usize| {
        view.may_be(at, Form::Infinitive)
            || !view.is_mark(at) && view.lexicon.ends(view.word(at), Ending::Infinitive)
    };
    let tells = |group: &VerbGroup| group.start <= verb && verb < group.end && group.frames.has(Frame::Quote);
    view.lang == Lang::Fr
        && view.is_in(comma + 1, Group::Without)
        && start > 0
        && (view.is_in(start - 1, Group::InfinitiveOf) || view.is_in(start - 1, Group::InfinitiveTo))
        && (start..start + 3).any(is_infinitive)
        && is_infinitive(verb)
        && !view.is_in(verb, Group::GivesDetails)
        && !scene.groups.iter().any(tells)
}

/// `raconte que le roi demanda : « … »`: the quotation belongs to somebody of the clause, and the clause to who tells it.
fn is_quoted_inside(scene: &Scene<'_, '_>, start: usize, colon: usize) -> bool {
    let view = scene.view;
    view.lang == Lang::Fr
        && view.is_in(start.saturating_sub(1), Group::That)
        && scene.groups.iter().any(|group| {
            group.start > start
                && group.end <= colon
                && group.end + 7 > colon
                && group.shape == Shape::Finite
                && super::verb_group::carries_quotes(group)
                && !(start..group.start).any(|at| is_finite_verb(view, at, start))
        })
}

/// `défendu par le maire, qui assure que tout est prêt, et par le préfet`: a second phrase of the clause before the relative one.
fn goes_on_outside(scene: &Scene<'_, '_>, start: usize, comma: usize) -> bool {
    let view = scene.view;
    let preposition = comma + 2;
    if view.lang != Lang::Fr
        || !view.is_in(comma + 1, Group::Conjunction)
        || !view.is_listed(preposition, RomanceList::BeforeObject)
    {
        return false;
    }
    let relative = (scene.range.start + 1..start)
        .rev()
        .take(12)
        .find(|&at| view.is_in(at, Group::RelativeSubject) && view.is(at - 1, Mark::Comma));
    let Some(relative) = relative else {
        return false;
    };
    let word = view.word(preposition);
    let is_parallel = (scene.range.start..relative)
        .rev()
        .take(12)
        .any(|at| view.word(at) == word);
    // `… qu’il a été drogué par un convive, et par Matthew, qui`: a relative clause of its own shows where it belongs.
    let is_same = |at: usize| view.word(at) == word && view.is_in(at + 1, Group::Determiner);
    let has_relative = || {
        super::noun_phrase::phrase_from(view, preposition + 1, scene.range.end).is_some_and(|phrase| {
            view.is(phrase.end, Mark::Comma) && view.is_in(phrase.end + 1, Group::Relative)
        })
    };
    is_parallel && (!(start..comma).any(is_same) || has_relative())
}

/// `Alors que le maire avait dit que la rue rouvrirait, la ville a tout arrêté`: the main clause behind a fronted one.
fn begins_main(scene: &Scene<'_, '_>, start: usize, comma: usize) -> bool {
    let view = scene.view;
    (start..comma).any(|at| is_finite_verb(view, at, start)) && begins_main_clause(scene, start, comma)
}

/// The same for content without a verb: `Alors que le maire réclame une enquête, le préfet a fermé le site`.
pub(super) fn begins_main_clause(scene: &Scene<'_, '_>, start: usize, comma: usize) -> bool {
    let view = scene.view;
    let first = scene.range.start;
    // `Tras denunciar que el acuerdo era ilegal, el secretario dimitió`
    let is_upon = view.drops_subjects() && view.is_in(first, Group::Upon) && start < first + 6;
    if !is_upon
        && (view.lang != Lang::Fr || !view.is_in(first, Group::Subordinator) && !view.is_word(first, "alors"))
    {
        return false;
    }
    let is_fronted = is_upon
        || view.is_listed(first, RomanceList::OpensTimeFr)
            && !(first..start).any(|at| view.is(at, Mark::Comma));
    let next = comma + 1;
    let begins = view.is_in(next, Group::Determiner) && !view.is_in(next, Group::Of)
        || view.is_in(next, Group::Pronoun)
        || view.is_name(next);
    is_fronted
        && begins
        && (next..scene.range.end.min(next + 14))
            .take_while(|&at| !view.is_mark(at))
            .any(|at| is_finite_verb(view, at, next))
}

/// `… and declined to`, `et a ajouté que`: the subject of the reporting verb goes on to another one.
fn is_second_predicate(scene: &Scene<'_, '_>, at: usize) -> bool {
    let view = scene.view;
    let is_joint = view.is_in(at, Group::And) || view.is_in(at, Group::But);
    is_joint
        && view.lang != Lang::En
        && scene.groups.iter().any(|group| {
            let next = at + 1 + usize::from(view.is_in(at + 1, Group::Adverb));
            next_predicate(scene, group, at, next)
        })
}

/// Whether a reporting verb without a subject at `next` goes on with the subject of the reporting verb before `at`.
pub(super) fn next_predicate(scene: &Scene<'_, '_>, group: &VerbGroup, at: usize, next: usize) -> bool {
    let view = scene.view;
    let is_predicate =
        first_of(view, group) == next && group.shape == Shape::Finite && group.inverted.is_none();
    if !is_predicate || !view.is_romance() {
        return is_predicate && !group.agreement.is_plural;
    }
    // The first finite reporting verb of the period governs: later ones stand in what it reports.
    let governor = scene
        .groups
        .iter()
        .find(|other| other.end <= at && other.shape == Shape::Finite);
    // `Como confirma el diario, el jugador lo ha dicho y quiere irse`: the subject of what is said.
    let is_said_so = |governor: &VerbGroup| {
        let before = first_of(view, governor).checked_sub(1);
        view.drops_subjects() && before.is_some_and(|before| view.is_in(before, Group::AsSaid))
    };
    // `a rappelé que le navire battait pavillon maltais et relevait de Malte`: a second verb of what is said, in its tense.
    let is_imperfect = |at: usize| {
        view.lang == Lang::Fr && (view.word(at).ends_with("ait") || view.word(at).ends_with("aient"))
    };
    let is_parallel = |governor: &VerbGroup| {
        let said = (governor.end..at)
            .rev()
            .find(|&at| is_finite_verb(view, at, governor.end));
        is_imperfect(group.head) && !is_imperfect(governor.head) && said.is_some_and(is_imperfect)
    };
    if governor.is_some_and(|governor| is_said_so(governor) || is_parallel(governor)) {
        return false;
    }
    governor.is_none_or(|governor| governor.agreement.is_plural == group.agreement.is_plural)
}

/// The first word of a verb with its object pronouns.
pub(super) fn first_of(view: &View<'_>, group: &VerbGroup) -> usize {
    let mut first = group.start;
    while first > 0 && view.is_in(first - 1, Group::ObjectClitic) && !is_clitic_pronoun(view, first - 1) {
        first -= 1;
    }
    first
}

pub(super) fn has_finite_until_mark(view: &View<'_>, from: usize, until: usize) -> bool {
    (from..until)
        .take_while(|&at| !is_hard_mark(view, at) && !view.is(at, Mark::Comma))
        .any(|at| is_finite_verb(view, at, from))
}

/// Whether a clause may begin at a place without `that`: a subject, and a finite verb behind it.
pub(crate) fn begins_clause(scene: &Scene<'_, '_>, at: usize, end: usize) -> bool {
    let view = scene.view;
    let is_verb = view.lang == Lang::En
        && is_finite_verb(view, at, at)
        && !view.is_capitalised(at)
        && view.depth(at) <= scene.depth
        && !view.is_in(at, Group::Determiner);
    if at >= end || is_verb || view.is_mark(at) && view.depth(at) <= scene.depth {
        return false;
    }
    let groups = view.groups(at);
    let is_start = groups.has(Group::Determiner)
        || groups.has(Group::Pronoun)
        || groups.has(Group::Neuter)
        || groups.has(Group::Unspecified)
        || view.is_capitalised(at)
        || view.is_number(at)
        || view.depth(at) > scene.depth
        || groups.has(Group::Role)
        || groups.has(Group::Organization)
        || view.is_word(at, "there")
        || view.is_word(at, "at") && (view.is_word(at + 1, "least") || view.is_word(at + 1, "most"))
        || !groups.has(Group::Preposition)
            && !groups.has(Group::Of)
            && !groups.has(Group::ToInfinitive)
            && !groups.has(Group::Conjunction)
            && !is_clitic_pronoun(view, at)
            && !groups.has(Group::Adverb);
    // `wrote code for a server and reported to its head`: a bare noun and a second predicate are no clause.
    let is_bare_noun = !(groups.has(Group::Determiner)
        || groups.has(Group::Pronoun)
        || groups.has(Group::Neuter)
        || groups.has(Group::Unspecified)
        || view.is_capitalised(at)
        || view.is_number(at))
        && view.depth(at) <= scene.depth;
    let end = if is_bare_noun {
        (at + 1..end)
            .find(|&place| {
                let groups = view.groups(place);
                groups.has(Group::Conjunction)
                    || groups.has(Group::Pronoun)
                    || groups.has(Group::Subordinator)
                    || view.is(place, Mark::Comma)
            })
            .unwrap_or(end)
    } else {
        end
    };
    is_start
        && (at + 1..end).any(|place| view.depth(place) <= scene.depth + 1 && is_finite_verb(view, place, at))
}
