//! Behind a colon, what somebody says without quotation marks: `L’adjoint va plus loin : la taxe doublera.`

use propos_segment::Lang;

use super::Scene;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::clause::clause_end;
use crate::extract::lexicon::{Frame, Group, RomanceList};
use crate::extract::noun_phrase::{Being, Mention, being, phrase_from, subject_before};
use crate::extract::verb_group::{
    Shape, VerbGroup, carries_quotes, has_finite_verb, is_finite_verb, is_hard_mark,
};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::{Letters, Mark};

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    if !scene.view.is_romance() || !scene.stands.has(Mark::Colon) {
        return;
    }
    for colon in scene.range.clone() {
        if unclosed(scene, colon) {
            continue;
        }
        let view = scene.view;
        let is_plain = view.depth(colon) == scene.depth
            && view.is(colon, Mark::Colon)
            && view.depth(colon + 1) == scene.depth
            && (view
                .token(colon + 1)
                .is_some_and(|token| token.letters == Letters::Small)
                || is_said_at(scene, colon));
        if !is_plain {
            continue;
        }
        let end = clause_end(scene, colon + 1);
        let is_inside = scene
            .found
            .iter()
            .any(|candidate| candidate.content.iter().any(|range| range.contains(&(colon + 1))));
        if is_inside || end < colon + 4 {
            continue;
        }
        // `illustre la formule d’Aristote : une petite erreur …`: whose wording it is.
        if let Some(author) = worded_by(view, scene.range.start, colon) {
            scene.propose(
                Candidate::over("colon", colon + 1..end, Source::Mention(author)),
                None,
            );
            continue;
        }
        // `Je vous installe dans votre charge`: a pronoun that is a subject has its verb, known or not.
        let has_subject = view.lang == Lang::Fr && view.is_listed(colon + 1, RomanceList::SubjectBeforeVerb);
        // `Il prévient : pas de retour en arrière.`
        let is_verbless = view.lang == Lang::Fr && view.is_in(colon + 1, Group::Verbless);
        if !has_subject && !is_verbless && !has_finite_verb(view, colon + 1, end) {
            continue;
        }
        if !reason_behind(scene, colon, end) {
            announced(scene, colon, end);
        }
    }
}

/// `Les pêcheurs restent fermes : " Nous ne partirons pas.`: a mark that opens and never closes, in a sentence cut out of its text.
fn unclosed(scene: &mut Scene<'_, '_>, colon: usize) -> bool {
    let view = scene.view;
    let start = colon + 2;
    let is_orphan = view.lang == Lang::Fr
        && view.is(colon, Mark::Colon)
        && view.is(colon + 1, Mark::Quote)
        && [colon, colon + 1, start]
            .iter()
            .all(|&at| view.depth(at) == scene.depth)
        && view.is_capitalised(start)
        && start + 3 < scene.range.end
        && !(start..scene.range.end).any(|at| view.is(at, Mark::Quote));
    let is_told = scene.found.iter().any(|candidate| {
        candidate.extent().end > colon || candidate.cue.as_ref().is_some_and(|cue| cue.end > colon)
    });
    if !is_orphan || is_told {
        return false;
    }
    let first = scene.range.start;
    let Some(verb) =
        (first..colon).find(|&at| view.depth(at) == scene.depth && is_finite_verb(view, at, first))
    else {
        return false;
    };
    let group = scene
        .groups
        .iter()
        .position(|group| group.end <= colon && group.end + 3 > colon && group.shape == Shape::Finite);
    let speaker = match group.and_then(|place| scene.groups.get(place)) {
        Some(group) => scene.speaker(group),
        None => subject_before(view, verb, first, false).map(Source::Mention),
    };
    let Some(speaker) = speaker.filter(|speaker| is_somebody(view, speaker, false)) else {
        return false;
    };
    let verb = group.and_then(|place| scene.groups.get(place)).cloned();
    let until = scene.range.end;
    scene.propose(Candidate::over("colon", start..until, speaker), verb.as_ref())
}

/// `qui lui disait : Je vous installe`: a verb of saying right before the colon, and a sentence of its own behind it.
fn is_said_at(scene: &Scene<'_, '_>, colon: usize) -> bool {
    let view = scene.view;
    let says = |group: &VerbGroup| {
        group.end == colon
            && group.shape == Shape::Finite
            && group.inverted.is_none()
            && carries_quotes(group)
            && group.frames.has(Frame::Clause)
    };
    view.lang == Lang::Fr
        && view.is_capitalised(colon + 1)
        && (view.is_in(colon + 1, Group::Pronoun) || view.is_in(colon + 1, Group::Determiner))
        && scene.groups.iter().any(says)
}

/// `trouve ces regrets romantiques : deux élèves ne sont jamais revenus`: the reason belongs to who gave the opinion.
fn reason_behind(scene: &mut Scene<'_, '_>, colon: usize, end: usize) -> bool {
    let view = scene.view;
    let speaker = scene.found.iter().rev().find_map(|candidate| {
        let is_near = candidate.extent().end == colon
            && !candidate.is_direct
            && matches!(candidate.rule, "object" | "infinitive" | "preposition")
            && candidate.cue.as_ref().is_some_and(|cue| cue.end < colon);
        match &candidate.speaker {
            Source::Mention(mention) if is_near => Some(mention.clone()),
            _ => None,
        }
    });
    let Some(speaker) = speaker else {
        return false;
    };
    let begins = view.is_in(colon + 1, Group::Pronoun) || view.is_in(colon + 1, Group::Determiner);
    // An attribution of its own is found as such.
    let reports = scene
        .groups
        .iter()
        .any(|group| group.start > colon && group.start < colon + 6 && group.shape == Shape::Finite);
    begins
        && !reports
        && scene.propose(
            Candidate::over("colon", colon + 1..end, Source::Mention(speaker)),
            None,
        )
}

/// A verb or a noun of speech before the colon: `n’avait qu’une question : pourquoi …`, `a botté en touche : …`
fn announced(scene: &mut Scene<'_, '_>, colon: usize, end: usize) {
    let view = scene.view;
    let mut start = colon;
    while start > scene.range.start
        && !(view.depth(start - 1) == scene.depth && is_hard_mark(view, start - 1))
    {
        start -= 1;
    }
    // A reporting verb of its own behind the colon says who says it.
    let is_told = view.drops_subjects()
        && scene
            .groups
            .iter()
            .any(|group| group.start == colon + 1 && group.shape == Shape::Finite)
        || view.lang == Lang::Fr && super::own_source::opening(view, colon + 1).is_some()
        // `ne cache pas sa colère : il y voit « un affront »`
        || view.lang == Lang::Fr && view.is_in(colon + 1, Group::Pronoun) && scene.found.iter().any(|candidate| {
            matches!(&candidate.speaker, Source::Mention(mention) if mention.range.start == colon + 1)
                && candidate.extent().start > colon + 1
        });
    if is_told {
        return;
    }
    let verb = scene
        .groups
        .iter()
        .enumerate()
        .find(|(place, group)| {
            group.start >= start
                && group.end <= colon
                && group.end + 9 > colon
                && group.shape == Shape::Finite
                && group.inverted.is_none()
                && !scene.is_used(*place)
                && (carries_quotes(group) || group.frames.has(Frame::Colon))
                && !(group.end..colon)
                    .any(|at| is_finite_verb(view, at, group.end) || view.is(at, Mark::Comma))
        })
        .map(|(place, group)| (place, group.clone()));
    if let Some((place, group)) = verb {
        if let Some(speaker) = scene.speaker(&group)
            && is_somebody(view, &speaker, group.frames.has(Frame::Colon))
            && scene.propose(Candidate::over("colon", colon + 1..end, speaker), Some(&group))
        {
            scene.mark_used(place);
        }
        return;
    }
    if let Some(mention) = comment_of(view, start, colon) {
        scene.propose(
            Candidate::over("colon", colon + 1..end, Source::Mention(mention)),
            None,
        );
        return;
    }
    let Some(verb) =
        (start..colon).find(|&at| view.depth(at) == scene.depth && is_finite_verb(view, at, start))
    else {
        return;
    };
    let names_speech = (verb + 1..colon).any(|at| view.is_in(at, Group::SpeechNoun));
    let is_single = !(verb + 1..colon).any(|at| is_finite_verb(view, at, verb + 1));
    if !names_speech || !is_single || colon > verb + 12 {
        return;
    }
    let speaker = subject_before(view, verb, scene.range.start, false).map(Source::Mention);
    if let Some(speaker) = speaker.filter(|speaker| is_somebody(view, speaker, false)) {
        let mut candidate = Candidate::over("colon", colon + 1..end, speaker);
        candidate.cue = Some(verb..colon);
        scene.propose(candidate, None);
    }
}

/// `Commentaire du président :`, `Réponse du maire :`: whose it is.
pub(super) fn comment_of(view: &View<'_>, start: usize, colon: usize) -> Option<Mention> {
    // `Même son de cloche chez les commerçants :`, `Même constat pour la maire :`
    if view.is_word(start, "même") {
        let by =
            (start + 2..colon.min(start + 6)).find(|&at| view.is_any_word(at, words!["chez", "pour"]))?;
        return phrase_from(view, by + 1, colon)
            .filter(|phrase| phrase.end == colon)
            .map(Mention::of);
    }
    let first = start + usize::from(view.is_in(start, Group::Determiner));
    let names = view.is_in(first, Group::SpeechNoun)
        || view.is_in(first, Group::Wording)
        || view.is_listed(first, RomanceList::ColonNoun);
    // `Mise en garde d’un diplomate :`
    let is_warning = view.is_word(first, "mise") && view.is_word(first + 2, "garde");
    let names = names || is_warning;
    // `Le mot d’ordre du maire`
    let is_watchword = view.is_word(first, "mot") && view.is_word(first + 2, "ordre");
    let first = first + 2 * usize::from(is_warning || is_watchword);
    let of = (first + 1..first + 3).find(|&at| view.is_in(at, Group::Of))?;
    let phrase = phrase_from(view, of + 1, colon).filter(|phrase| phrase.end == colon)?;
    let is_somebody = matches!(
        being(view, phrase.clone()),
        Being::Name | Being::Role | Being::Organization
    );
    (names && is_somebody).then(|| Mention::of(phrase))
}

/// `le mot de Talleyrand :`, `la formule du général de Gaulle :`: who coined it, right before the colon.
fn worded_by(view: &View<'_>, start: usize, colon: usize) -> Option<Mention> {
    let noun = (start + 1..colon)
        .rev()
        .take(7)
        .find(|&at| view.is_in(at, Group::Wording))?;
    let has_article = view.lang == Lang::Fr && view.is_any_word(noun - 1, words!["cette", "l'", "la", "le"]);
    has_article
        .then(|| comment_of(view, noun - 1, colon).or_else(|| comment_of(view, noun, colon)))
        .flatten()
}

fn is_somebody(view: &View<'_>, speaker: &Source, takes_texts: bool) -> bool {
    let fits = |mention: &Mention| match being(view, mention.range.clone()) {
        Being::Name | Being::Role | Being::Organization | Being::Pronoun => true,
        Being::Document => takes_texts,
        _ => false,
    };
    match speaker {
        Source::Mention(mention) => fits(mention),
        Source::Dropped { .. } => true,
        _ => false,
    }
}
