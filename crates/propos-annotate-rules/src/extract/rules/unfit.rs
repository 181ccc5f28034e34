//! Who cannot want, ask or promise what a verb says of him, and what is no matter of a claim.

use propos_segment::Lang;

use super::Scene;
use crate::extract::candidate::Source;
use crate::extract::lexicon::{EnglishList, Frame, Group, Groups, RomanceList, SharedList};
use crate::extract::noun_phrase::{Being, Mention, being, phrase_from};
use crate::extract::verb_group::{Shape, VerbGroup};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// `declined to be named`: about the interview, not its matter.
pub(super) fn asks_for_discretion(view: &View<'_>, start: usize) -> bool {
    if view.is_romance() {
        return (start..start + 4).any(|at| {
            // `ne souhaite pas être nommée`; not `veut être nommé ministre`.
            let is_named = at > start && view.is_word(at - 1, "être");
            view.is_in(at, Group::Discretion)
                && (!is_named || view.is_mark(at + 1) || view.is_in(at + 1, Group::Preposition))
        });
    }
    // `asked not to be named`
    let is_not = view.is_word(start, "not") && view.is_in(start + 1, Group::ToInfinitive);
    let start = start + usize::from(is_not) * 2;
    view.is_word(start, "be") && view.is_listed(start + 1, EnglishList::NamedBy)
        || view.is_listed(start, EnglishList::Comments)
        || view.is_listed(start, EnglishList::GivesComment)
            && (start + 1..start + 5).any(|at| view.is_listed(at, EnglishList::CommentWord))
        || view.is_word(start, "speak") && view.is_listed(start + 1, EnglishList::SpeaksHow)
}

/// Who wants and hopes is somebody, whatever the noun. Laws provide for things and storms threaten to come.
pub(super) fn is_unfit(scene: &Scene<'_, '_>, speaker: &Source, group: &VerbGroup) -> bool {
    let Source::Mention(mention) = speaker else {
        return false;
    };
    // `tout prince qui entend traverser la ville`
    if group.lemma == "entendre"
        && scene
            .view
            .is_listed(mention.range.start, RomanceList::EveryWhoever)
    {
        return true;
    }
    // `Quiconque envisage de partir`: nobody in particular.
    if scene.view.lang == Lang::Fr && scene.view.is_word(mention.range.start, "quiconque") {
        return true;
    }
    // `Il conviendra de fermer`: that is due, and nobody has said so.
    if group.lemma == "convenir" && group.start == group.head && scene.view.is_word(mention.range.start, "il")
    {
        return true;
    }
    // `On vous propose de`: the author speaks to the reader.
    if scene.view.is_word(mention.range.start, "on") && scene.view.is_word(mention.range.end, "vous") {
        return true;
    }
    // `On parle parfois de la « magie » du lieu`: everybody does. `On croit rêver`
    if scene.view.is_word(mention.range.start, "on") && ["croire", "parler"].contains(&group.lemma.as_ref()) {
        return true;
    }
    // `a préféré quitter la salle` was done; `voulait gagner` tells why something was done.
    let is_done = scene.view.lang == Lang::Fr
        && (group.lemma == "préférer" && group.end - group.start > 1
            || scene.view.is_any_word(group.head, words!["voulait", "voulaient"]))
        || scene.view.drops_subjects() && scene.view.is_listed(group.head, RomanceList::WantedTo);
    if is_done {
        return true;
    }
    // `Chi ha pianificato di fuggire`, `Quien pretenda votar`: whoever does so; but `C'è chi chiede di uscire`.
    let first = mention.range.start;
    let is_whoever = scene.view.drops_subjects()
        && mention.range.len() == 1
        && (first == scene.range.start || scene.view.is_mark(first - 1))
        && scene.view.is_listed(mention.range.start, RomanceList::Whoever);
    if is_whoever {
        return true;
    }
    // `Nobody wants to be a hero`: what nobody intends, nobody has said.
    let is_intended = group.frames.has(Frame::Infinitive) && !group.frames.has(Frame::Clause);
    if scene.view.lang == Lang::En && is_intended && scene.view.is_in(mention.range.start, Group::Nobody) {
        return true;
    }
    let is_loose = group.is_listed(SharedList::SaidLightly);
    match being(scene.view, mention.range.clone()) {
        Being::Thing => true,
        // `La directiva obliga a los Estados a …`
        Being::Document if group.is_listed(RomanceList::Obliges) => true,
        // `Les symptômes ont incité les médecins à chercher`: what led them to it.
        Being::Unknown if group.is_listed(RomanceList::Causes) => true,
        Being::Unknown | Being::Document => is_loose,
        _ => false,
    }
}

/// Intentions and demands need somebody who can have them.
pub(super) fn is_unknown(scene: &Scene<'_, '_>, speaker: &Source) -> bool {
    match speaker {
        Source::Mention(mention) => matches!(
            being(scene.view, mention.range.clone()),
            Being::Unknown | Being::Thing | Being::Document
        ),
        _ => false,
    }
}

/// Whether a text speaks, and nobody.
pub(super) fn is_text(scene: &Scene<'_, '_>, speaker: &Source) -> bool {
    matches!(speaker, Source::Mention(mention)
        if being(scene.view, mention.range.clone()) == Being::Document)
}

/// `Dieu veuille qu’il revienne`: the author's wish.
pub(super) fn is_optative(view: &View<'_>, group: &VerbGroup) -> bool {
    view.lang == Lang::Fr
        && view.is_any_word(group.head, words!["veuille", "veuillent"])
        && !(group.start.saturating_sub(10)..group.start).any(|at| view.is_in(at, Group::That))
}

/// `a montré dans « Raboliot » que`, `démontre dans son livre que`: who writes shows by arguing.
pub(super) fn shows_in_text(view: &View<'_>, group: &VerbGroup) -> bool {
    let at = group.end;
    view.lang == Lang::Fr
        && view.is_word(at, "dans")
        && (view.is(at + 1, Mark::Quote) || (at + 1..at + 4).any(|at| view.is_in(at, Group::Document)))
}

/// `saw convincing evidence that it is so`: a participle before its noun tells nobody anything.
pub(super) fn is_attributive(view: &View<'_>, group: &VerbGroup, start: usize) -> bool {
    const MATTERS: Groups = Groups::of(&[
        Group::Document,
        Group::Inanimate,
        Group::Information,
        Group::OpinionClause,
    ]);
    const SOMEBODY: Groups = Groups::of(&[Group::Organization, Group::Role]);
    let noun = view.groups(group.end);
    let is_alone = view.lang == Lang::En && group.shape == Shape::Gerund && group.end == group.start + 1;
    // `the court's finding raised questions`: a noun.
    if is_alone && view.syntax.is_finite(group.end) {
        return true;
    }
    // `consider that an insult`
    let is_object = view.lang == Lang::En
        && group.is_listed(EnglishList::Weighs)
        && start == group.end + 1
        && view.is_listed(start, EnglishList::IndefiniteArticle)
        && !(start..start + 12)
            .take_while(|&at| !view.is_mark(at))
            .any(|at| view.syntax.is_finite(at));
    is_object
        || is_alone
            && group.frames.has(Frame::Someone)
            && start > group.end + 1
            && !view.is_mark(group.end)
            && noun.has_any(MATTERS)
            && !noun.has_any(SOMEBODY)
}

/// `apprend que la route est fermée` hears of it; `leur apprend que`, `apprend aux élus que` tells.
pub(super) fn is_learnt(scene: &Scene<'_, '_>, group: &VerbGroup, mention: &Mention) -> bool {
    let view = scene.view;
    if view.lang != Lang::Fr || group.lemma != "apprendre" {
        return false;
    }
    let has_clitic = group.head.checked_sub(1).is_some_and(|at| {
        view.is_any_word(at, words!["leur", "lui", "m'", "me", "nous", "t'", "te", "vous"])
    });
    let somebody = |range| {
        matches!(
            being(view, range),
            Being::Name | Being::Organization | Being::Role
        )
    };
    let has_addressee = view.is_in(group.end, Group::Addressee)
        && phrase_from(view, group.end + 1, scene.range.end).is_some_and(somebody);
    let may_tell = matches!(
        being(view, mention.range.clone()),
        Being::Document
            | Being::Name
            | Being::Organization
            | Being::Pronoun
            | Being::Role
            | Being::Unspecified
    );
    !may_tell || !has_clitic && !has_addressee
}

/// `La loi exige que les prix soient affichés`: a rule says what has to be.
pub(super) fn demands_by_law(view: &View<'_>, group: &VerbGroup, mention: &Mention) -> bool {
    let near = mention.range.start..mention.range.end.min(mention.range.start + 3);
    view.lang == Lang::Fr
        && ["exiger", "spécifier", "stipuler"].contains(&group.lemma.as_ref())
        && group.frames.has(Frame::Clause)
        && view.is_in(group.end, Group::That)
        && near
            .into_iter()
            .any(|at| view.is_listed(at, RomanceList::LawNoun))
}

/// `Le maire peut-il démontrer que le pont tient ?`: whether he does is the question.
pub(super) fn is_put_as_question(scene: &Scene<'_, '_>, group: &VerbGroup) -> bool {
    let view = scene.view;
    let ends_as_question = || {
        let end = scene.range.end;
        (end.saturating_sub(2)..=end).any(|at| view.is(at, Mark::Question))
    };
    let opens_clause = |at: usize| view.is_in(at, Group::That);
    view.lang == Lang::Fr
        && group.inverted.is_some()
        && (opens_clause(group.end) || opens_clause(group.end + 1))
        && !(group.start > scene.range.start && view.is_mark(group.start - 1))
        && ends_as_question()
}
