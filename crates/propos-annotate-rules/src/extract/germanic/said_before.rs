//! What stands before the verb that says it: `…, sagte der Minister`.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::incise::{around, impersonal, is_impersonal, is_told_of, said_by_any_verb};
use super::phrase::phrase;
use super::predicate::{Predicate, carries};
use super::segment::{is_finite, words};
use super::subject::{Field, field, is_own_object, subject_after};
use crate::extract::candidate::{Candidate, Source};
use crate::extract::lexicon::{Frame, GermanicList, Group};
use crate::extract::noun_phrase::Mention;
use crate::tokens::Mark;

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    for place in 0..scene.predicates.len() {
        let Some(predicate) = scene.predicates.get(place).cloned() else {
            continue;
        };
        let Some(content) = content_before(scene, &predicate) else {
            continue;
        };
        match standing(scene, &predicate, &content) {
            Standing::Nobodys => {}
            Standing::Impersonal => impersonal(scene, &predicate, content),
            Standing::Somebodys => {
                if let Some(candidate) = incise(scene, &predicate, content) {
                    scene.propose(candidate, Some(&predicate));
                }
            }
        }
    }
    super::so::so(scene);
    said_by_any_verb(scene);
}

/// What stands before a verb in its sentence and may be said by it.
fn content_before(scene: &Scene<'_, '_>, predicate: &Predicate) -> Option<Range<usize>> {
    let view = scene.view;
    // `…, klagt er über`: verbs that take what is said behind a preposition only.
    let may_carry = carries(predicate)
        || predicate
            .prepositions
            .iter()
            .any(|(_, frames)| frames.has(Frame::Clause) || frames.has(Frame::BareClause));
    // `Ob die Brücke hält, ließ die Sprecherin offen`
    let asks = view.lang == Lang::De && predicate.frames.has(Frame::Wh) && !predicate.is_passive();
    // `…, verrät ein Freund, habe Kolb den Abschied geplant`: what is told tells nothing before it.
    let is_inside = || {
        view.lang == Lang::De
            && super::is_reporting_mood(view, predicate.finite)
            && scene.is_taken(&(predicate.finite..predicate.finite + 1))
    };
    if predicate.is_final || !(may_carry || asks) || is_inside() {
        return None;
    }
    let Field::Content(content) = field(scene, predicate) else {
        return None;
    };
    let is_question = || view.is_in(content.start, Group::Wh) && view.depth(content.start) == scene.depth;
    // `Welche das sind, war der Mitteilung nicht zu entnehmen.`
    let is_untold = || is_question() && predicate.is_negated && predicate.lemma == "sein";
    let is_said = !stands_before_quote(scene, predicate, &content)
        && !is_told_itself(scene, predicate, &content)
        && (may_carry || is_question())
        && !is_untold();
    is_said.then_some(content)
}

/// `Gevraagd of dat kan, zei hij: ,,…''`: what is said follows.
fn stands_before_quote(scene: &Scene<'_, '_>, predicate: &Predicate, content: &Range<usize>) -> bool {
    let view = scene.view;
    let opens_quoted = || {
        content
            .clone()
            .find(|&at| !view.is_mark(at))
            .is_some_and(|at| view.depth(at) > scene.depth)
    };
    view.is(predicate.end, Mark::Colon)
        && (view.depth(predicate.end + 1) > scene.depth || predicate.end + 1 >= scene.range.end)
        && !opens_quoted()
}

/// German `Nachdem …, habe sein Haus die Polizei aufgefordert`: told by another, and no content of its own.
fn is_told_itself(scene: &Scene<'_, '_>, predicate: &Predicate, content: &Range<usize>) -> bool {
    let view = scene.view;
    view.lang == Lang::De
        && super::is_reporting_mood(view, predicate.finite)
        && super::is_sure_mood(view, predicate.finite)
        && view.is_in(content.start, Group::Subordinator)
        && !view.is_in(content.start, Group::That)
        && !view.is_in(content.start, Group::Wh)
}

/// Whose word something is that stands before a verb.
enum Standing {
    /// Nobody has said it.
    Nobodys,
    /// Who says it is not told.
    Impersonal,
    /// Who says it is told.
    Somebodys,
}

fn standing(scene: &Scene<'_, '_>, predicate: &Predicate, content: &Range<usize>) -> Standing {
    let view = scene.view;
    let lemma = predicate.lemma.as_str();
    // `…, nennt Zahlen und Namen`: no one is told so.
    // `„Wer kocht da?“ heißt die neue Schau`: that is its name.
    if lemma == "nennen" || lemma == "heißen" && !is_impersonal(scene, predicate) {
        return Standing::Nobodys;
    }
    // `Wer Deutsch kann, findet Arbeit`: the clause is the subject.
    let is_subject = view.is_word(content.start, "wer")
        && view.depth(content.start) == scene.depth
        && words(view, content.clone(), scene.depth)
            .filter(|&at| is_finite(view, at))
            .count()
            < 2;
    if is_subject || view.lexicon.is_listed(lemma, GermanicList::WishVerb) {
        return Standing::Nobodys;
    }
    // `…, wird der Minister zitiert`; else a passive reports nothing of what stands before it.
    if predicate.is_passive() && !is_cite(lemma) {
        return if is_told_of(scene, predicate, content) {
            Standing::Impersonal
        } else {
            Standing::Nobodys
        };
    }
    if is_impersonal(scene, predicate) {
        Standing::Impersonal
    } else {
        Standing::Somebodys
    }
}

fn is_cite(lemma: &str) -> bool {
    lemma == "zitieren" || lemma == "citeren"
}

/// What somebody says around a verb.
fn incise(scene: &Scene<'_, '_>, predicate: &Predicate, content: Range<usize>) -> Option<Candidate> {
    let speaker = if predicate.is_written() {
        // `…, steht in dem Bericht`
        super::speaker::standing_in(scene, predicate)?
    } else if predicate.lemma == "blijken" {
        // `…, blijkt uit cijfers van het bureau`
        super::speaker::speaker(scene, predicate)?
    } else {
        speaker_behind(scene, predicate, &content)?
    };
    let ranges = around(scene, content, predicate.end)?;
    Some(Candidate::new("aside", ranges, speaker))
}

/// Who speaks behind a verb whose content stands before it.
fn speaker_behind(scene: &Scene<'_, '_>, predicate: &Predicate, content: &Range<usize>) -> Option<Source> {
    let view = scene.view;
    let mention = subject_after(view, predicate.finite + 1, predicate.end, scene.depth)
        .filter(|mention| !is_own_object(scene, predicate, mention))?;
    if view.lang == Lang::De && !is_reported(scene, content) {
        let has_subject = || !is_bare_object(scene, predicate, &mention);
        if !has_subject() || has_own_content(scene, predicate, &mention) {
            return None;
        }
    }
    // `zitierte die Agentur einen Sprecher`: the one quoted speaks.
    let quoted = is_cite(&predicate.lemma)
        .then(|| phrase(view, mention.range.end, predicate.end).map(Mention::of))
        .flatten();
    let mention = quoted.unwrap_or(mention);
    // `Gegokt en verloren, luidde de conclusie`, `…, lautet das Fazit der Forscher`
    let named = view
        .lexicon
        .is_listed(&predicate.lemma, GermanicList::SoundsVerb)
        .then(|| super::so::told_by_notion(scene, mention.range.clone()))
        .flatten();
    named.or_else(|| scene.accept(mention))
}

/// Whether quotation marks or its mood show that something is told.
pub(super) fn is_reported(scene: &Scene<'_, '_>, content: &Range<usize>) -> bool {
    let view = scene.view;
    content.clone().any(|at| {
        view.depth(at) > scene.depth || view.depth(at) == scene.depth && super::is_reporting_mood(view, at)
    })
}

/// German `…, leugnet aktuelle Probleme`: the subject stood before.
fn is_bare_object(scene: &Scene<'_, '_>, predicate: &Predicate, mention: &Mention) -> bool {
    let view = scene.view;
    let first = mention.range.start;
    !view.is_capitalised(first)
        && !view.is_in(first, Group::Determiner)
        && mention.range.len() > 1
        && !view.word(predicate.finite).ends_with('n')
}

/// German `Er sammelt Belege, informiert den Kommissar über den Verdacht`: it has its own content.
fn has_own_content(scene: &Scene<'_, '_>, predicate: &Predicate, mention: &Mention) -> bool {
    let view = scene.view;
    predicate.prepositions.iter().any(|(word, frames)| {
        frames.has(Frame::Object)
            && words(view, mention.range.end..predicate.end, scene.depth)
                .any(|at| super::complement::is_preposition(&view.word(at).to_lowercase(), word))
    })
}
