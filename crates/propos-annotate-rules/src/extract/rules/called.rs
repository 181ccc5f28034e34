//! What somebody or something is called or found to be: `juge utile de …`, `qualifie d’« absurde »`, `calificó de vergonzosa la medida`.

use propos_segment::Lang;

use super::Scene;
use super::addressed::has_relative_object;
use crate::extract::clause::clause_end;
use crate::extract::lexicon::{Ending, Form, Frame, Group, Groups, RomanceList};
use crate::extract::noun_phrase::phrase_from;
use crate::extract::phrase_end::phrase_end;
use crate::extract::verb_group::{VerbGroup, is_finite_verb};
use crate::extract::view::View;
use crate::extract::word_table::words;

/// What no word for how something is called is.
const NO_NAME: Groups = Groups::of(&[
    Group::Adverb,
    Group::Conjunction,
    Group::Determiner,
    Group::Of,
    Group::Preposition,
    Group::Pronoun,
    Group::StressedPronoun,
    Group::That,
    Group::Time,
]);

/// `juge utile de …`, `trouve cela « triste »`, `la qualifie d’« indigne »`: what somebody is or something is found to be, where
/// no noun says what.
pub(super) fn attribute(
    scene: &Scene<'_, '_>,
    group: &VerbGroup,
    start: usize,
) -> Option<std::ops::Range<usize>> {
    let view = scene.view;
    if view.drops_subjects() {
        return called(scene, group, start);
    }
    if view.lang != Lang::Fr || start >= scene.range.end {
        return None;
    }
    let quote_from = |at: usize| {
        scene
            .quotes
            .iter()
            .find(|quote| quote.open == at && !quote.inside().is_empty())
            .map(|quote| quote.end)
    };
    // `Ses amis la disent épuisée`, `On le croit perdu`
    let is_said = || {
        let word = view.groups(start);
        view.is_listed(group.head.saturating_sub(1), RomanceList::ArticleOrPronoun)
            && !word.has(Group::Degree)
            && !view.is_manner(start)
            && !view.is_in(scene.range.start, Group::AsSaid)
    };
    let (finds, calls) = match group.lemma.as_ref() {
        _ if group.is_listed(RomanceList::FindsSo) => (true, &[][..]),
        "croire" | "dire" if is_said() => (true, &[][..]),
        _ if group.is_listed(RomanceList::CallsAs) => (false, &["comme"][..]),
        _ if group.is_listed(RomanceList::CallsOf) => (false, &["d'", "de"][..]),
        "tenir" => (false, &["pour"][..]),
        // `parle d’un « fantasme »`
        "parler" if view.is_any_word(start, words!["d'", "de"]) => {
            let noun = start + 1;
            let open = noun + usize::from(view.is_in(noun, Group::Indefinite));
            return quote_from(open).map(|end| noun..end);
        }
        _ => return None,
    };
    // `la qualifie de`, `ne l’a qualifié de`
    let has_object = [group.head, group.start]
        .iter()
        .filter_map(|at| at.checked_sub(1))
        .any(|before| view.is_listed(before, RomanceList::ArticleOrPronoun))
        || has_relative_object(scene, group);
    // `qualifie d’« absurdes » ces allégations`
    if let Some(end) = quote_from(start + 1)
        && calls.iter().any(|word| view.is_word(start, word))
        && view.is_in(end, Group::Determiner)
        && !view.is_in(end, Group::Of)
        && let Some(named) = phrase_from(view, end, scene.range.end)
    {
        return Some(start + 1..named.end);
    }
    if has_object && calls.iter().any(|word| view.is_word(start, word)) {
        let open = start + 1 + usize::from(view.is_in(start + 1, Group::Indefinite));
        // `qu’il qualifie de gigantesque « mensonge »`
        let adjective = quote_from(open + 1).filter(|_| !view.is_mark(open));
        let quoted = quote_from(open).or(adjective).map(|end| open..end);
        return quoted.or_else(|| plain(scene, start + 1));
    }
    if !finds {
        return None;
    }
    if view.is_listed(start, RomanceList::ThisThing) {
        return quote_from(start + 1).map(|end| start..end);
    }
    if has_object {
        return quote_from(start)
            .map(|end| start..end)
            .or_else(|| plain(scene, start).filter(|_| !view.is_in(start, Group::Determiner)));
    }
    let adjective = start + usize::from(view.is_in(start, Group::Degree));
    let groups = view.groups(adjective);
    let is_adjective = !view.is_mark(adjective)
        && view.depth(adjective) == scene.depth
        && !view.is_capitalised(adjective)
        && !view.is_number(adjective)
        && !groups.has_any(NO_NAME)
        && view
            .readings(adjective)
            .iter()
            .all(|reading| reading.form != Form::Infinitive);
    let next = adjective + 1;
    let takes = view.is_in(next, Group::That)
        || view.is_in(next, Group::InfinitiveOf)
            && view
                .readings(next + 1)
                .iter()
                .chain(view.readings(next + 2))
                .any(|reading| reading.form == Form::Infinitive);
    (is_adjective && takes).then(|| start..clause_end(scene, next + 1))
}

/// `qu’il qualifie d’absurde`, `que la cour a jugé illégal`, `qu’on tient pour une provocation`: an adjective or a noun phrase, as far
/// as the relative clause goes.
fn plain(scene: &Scene<'_, '_>, start: usize) -> Option<std::ops::Range<usize>> {
    let view = scene.view;
    let is_noun = view.is_in(start, Group::Determiner) && !view.is_in(start, Group::Of);
    let word = start + usize::from(view.is_in(start, Group::Degree));
    let is_adjective =
        view.depth(word) == scene.depth && may_judge(view, word, |form| form == Form::Participle);
    let least = if is_noun {
        phrase_from(view, start, scene.range.end)?.end
    } else {
        word + 1
    };
    // `une mesure qu’ils tiennent pour une provocation entrera en vigueur`
    let until = phrase_end(scene, start);
    let joins = |at: usize| {
        view.is_in(at, Group::And) && (view.is_in(at + 1, Group::That) || view.is_in(at + 1, Group::Relative))
    };
    let end = (least..until)
        .find(|&at| view.depth(at) == scene.depth && (is_finite_verb(view, at, start) || joins(at)))
        .unwrap_or(until)
        .max(least);
    // `que la gauche trouve trop timide`
    let is_degree = !is_noun && start > 0 && view.is_in(start - 1, Group::Degree);
    (is_noun || is_adjective).then_some(start - usize::from(is_degree)..end)
}

/// Whether a word may be what something is called: in small letters, no number, no name, and a verb in fitting forms alone.
fn may_judge(view: &View<'_>, at: usize, fits: impl Fn(Form) -> bool) -> bool {
    !view.is_mark(at)
        && !view.is_capitalised(at)
        && !view.is_number(at)
        && !view.groups(at).has_any(NO_NAME)
        && view.readings(at).iter().all(|reading| fits(reading.form))
        && !view.lexicon.ends(view.word(at), Ending::Infinitive)
}

/// `calificó de vergonzosa la medida`, `tildó de « loco » al alcalde`, `la calificó de injusta`: what something is called before or
/// without what it is.
pub(super) fn called(
    scene: &Scene<'_, '_>,
    group: &VerbGroup,
    start: usize,
) -> Option<std::ops::Range<usize>> {
    let view = scene.view;
    let noun = start
        + 1
        + usize::from(view.is_in(start + 1, Group::Indefinite) || view.is_in(start + 1, Group::Degree));
    if group.frames.has(Frame::Of) || !view.is_listed(start, RomanceList::AsOrOf) {
        return None;
    }
    let quote = scene.quotes.iter().find(|quote| quote.open == noun);
    let is_word = may_judge(view, noun, |form| form != Form::Infinitive);
    let end = match quote {
        Some(quote) if !quote.inside().is_empty() => quote.end,
        None if is_word => noun + 1,
        _ => return None,
    };
    let has_object = [group.head, group.start]
        .iter()
        .filter_map(|at| at.checked_sub(1))
        .any(|before| view.is_in(before, Group::ObjectClitic));
    if has_object {
        return Some(start + 1..end.max(phrase_end(scene, noun)));
    }
    let next = end + usize::from(view.is_in(end, Group::Addressee) && !view.is_in(end, Group::Determiner));
    let is_object = view.is_in(end, Group::Addressee)
        || view.is_in(next, Group::Determiner) && !view.is_in(next, Group::Of);
    let named = phrase_from(view, next, scene.range.end).filter(|_| is_object)?;
    Some(start + 1..named.end)
}

/// `considère la grève comme un échec`, `tient le projet pour une folie`, `traite la mesure de recul`.
pub(super) fn names_it(view: &View<'_>, lemma: &str, start: usize, end: usize) -> bool {
    let has_start = view.is_in(start, Group::Determiner) || view.is_name(start);
    if !has_start {
        return false;
    }
    let is_listed = |list: RomanceList| view.lexicon.is_listed(lemma, list);
    let is_as = is_listed(RomanceList::NamesAs);
    let is_of = is_listed(RomanceList::CallsOf);
    (start + 2..end.min(start + 12)).any(|at| {
        is_as && view.is_listed(at, RomanceList::AsWhat)
            || is_of && view.is_listed(at, RomanceList::BareOf)
            || lemma == "tenir" && view.is_word(at, "pour")
    })
}

/// `consideran insuficiente la oferta`
pub(super) fn is_verdict_before(view: &View<'_>, at: usize) -> bool {
    view.word(at).chars().count() > 4
        && !view.is_mark(at)
        && !view.is_capitalised(at)
        && view.is_in(at + 1, Group::Determiner)
        && (view.lexicon.ends(view.word(at), Ending::Verdict)
            // `consideró injusta la decisión`
            || view.drops_subjects()
                && !view.is_in(at + 1, Group::Adverb)
                && !view.is_in(at + 1, Group::Degree)
                && view.readings(at).is_empty()
                && !view.groups(at).has_any(NO_NAME)
                && view.word(at).ends_with(['a', 'e', 'o', 's']))
}

/// `juge la mesure trop coûteuse`, `estime inacceptable la décision`: what somebody finds it to be.
pub(super) fn has_verdict(view: &View<'_>, start: usize, end: usize) -> bool {
    let is_adjective = |at: usize| {
        view.is_listed(at, RomanceList::ShortVerdict)
            || view.word(at).chars().count() > 4
                && !view.is_capitalised(at)
                && !view.is_in(at, Group::Role)
                && !view.is_in(at, Group::Organization)
                && view.lexicon.ends(view.word(at), Ending::Verdict)
    };
    if view.drops_subjects() && is_verdict_before(view, start) {
        return true;
    }
    let Some(phrase) = phrase_from(view, start, end) else {
        return is_adjective(start) && view.is_in(start + 1, Group::Determiner);
    };
    let next = phrase.end;
    let has_degree =
        next + 1 < end.max(phrase.end + 2) && view.is_in(next, Group::Degree) && !view.is_mark(next + 1);
    let last = phrase.end - 1;
    has_degree || phrase.len() > 2 && is_adjective(last) && last + 1 >= end
}
