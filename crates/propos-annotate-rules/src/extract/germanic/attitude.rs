//! German: how somebody shows that they think of something: `zeigte sich enttäuscht über das Ergebnis`, `sieht in dem Plan einen
//! Fehler`.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::object::object_start;
use super::predicate::Predicate;
use super::segment::words;
use super::subject::subject;
use crate::extract::candidate::Source;
use crate::extract::lexicon::{GermanicList, Group};
use crate::extract::noun_phrase::Mention;
use crate::extract::word_table::words;

/// `äußerte sich besorgt über die Lage`: the attitude with what it is about.
pub(super) fn shown(
    scene: &Scene<'_, '_>,
    predicate: &Predicate,
    start: usize,
    end: usize,
) -> Option<Range<usize>> {
    let view = scene.view;
    let shows = view.lexicon.is_listed(&predicate.lemma, GermanicList::ShowsSelf);
    if !shows || view.lang != Lang::De || predicate.is_passive() || predicate.particle.is_some() {
        return None;
    }
    let from = predicate.finite.min(start);
    let reflexive = words(view, from..end, scene.depth).find(|&at| view.is_in(at, Group::Reflexive))?;
    // `zeigte sich „tief besorgt“ über die Lage`
    let is_quoted = predicate.lemma != "geben"
        && scene
            .quotes
            .iter()
            .any(|quote| quote.open == reflexive + 1 && quote.inside().len() < 6);
    if is_quoted {
        return Some(reflexive + 1..end);
    }
    let attitude = words(view, reflexive + 1..end, scene.depth).find(|&at| {
        view.lexicon
            .locutions(&predicate.lemma)
            .iter()
            .any(|locution| match locution.words.as_slice() {
                [first, second] => first.text.as_ref() == "sich" && view.is_word(at, &second.text),
                _ => false,
            })
    })?;
    // `zeigte sich am Montag von dem Angebot enttäuscht`
    let about = words(view, reflexive + 1..attitude, scene.depth)
        .find(|&at| view.is_listed(at, GermanicList::FeltAbout) && !view.is_in(at + 1, Group::Time));
    Some(about.unwrap_or(attitude)..end)
}

/// `Die Kritik der Opposition richtet sich gegen den Plan`: what a notion of that kind is about, and whose it is.
pub(super) fn directed(scene: &Scene<'_, '_>, predicate: &Predicate) -> Option<(Vec<Range<usize>>, Source)> {
    let view = scene.view;
    if predicate.lemma != "richten" || view.lang != Lang::De || predicate.is_final || predicate.is_passive() {
        return None;
    }
    let against = words(view, predicate.finite + 1..predicate.end, scene.depth)
        .find(|&at| view.is_word(at, "gegen"))?;
    let told = subject(scene, predicate)?.range;
    let noun = told
        .clone()
        .find(|&at| view.is_capitalised(at) && view.is_in(at, Group::OpinionClause))?;
    let next = noun + 1;
    let owner = next + usize::from(view.is_in(next, Group::Of));
    let speaker = if owner < told.end {
        Source::Mention(Mention::of(owner..told.end))
    } else if view.is_in(noun, Group::Document) {
        Source::Mention(Mention::of(told))
    } else {
        Source::Unspecified
    };
    let content = against + 1..predicate.end;
    (!content.is_empty()).then(|| (vec![content], speaker))
}

/// `sieht in dem Plan einen Fehler`, `sieht darin einen Skandal`: what something is taken for.
pub(super) fn seen_in(
    scene: &Scene<'_, '_>,
    predicate: &Predicate,
    start: usize,
    end: usize,
) -> Option<Range<usize>> {
    let view = scene.view;
    if predicate.lemma != "sehen" || predicate.main != predicate.finite || view.lang != Lang::De {
        return None;
    }
    let place =
        words(view, start..end, scene.depth).find(|&at| view.is_any_word(at, words!["darin", "in"]))?;
    let first = object_start(scene, place, end)?;
    let is_judged = view.is_listed(first, GermanicList::DeterminerOf);
    // `sah in der Stadt einen Film`: places and times hold nothing.
    let holds = view.is_word(place, "darin")
        || view.is_in(place + 1, Group::Determiner) && !view.is_in(place + 2, Group::Time);
    let is_notion = (first..end).any(|at| {
        view.is_capitalised(at)
            && (super::phrase::is_abstract(view.word(at))
                || view.is_in(at, Group::OpinionClause)
                || view.is_in(at, Group::CommentNoun))
    });
    (is_judged && holds && (is_notion || view.is_word(place, "darin"))).then_some(place..end)
}
