//! Whether what looks like a Romance verb is a noun: `une demande`, `l’annonce de`.

use propos_segment::Lang;

use super::finite::{is_finite_verb, is_hard_mark, looks_finite};
use super::romance::is_verb_behind_object;
use crate::extract::lexicon::{Ending, Form, Group, Groups};
use crate::extract::noun_phrase::stands_for_one;
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// Whether what looks like a finite verb is a noun: `une demande`, `l’annonce de`.
pub(super) fn is_noun_in_romance(view: &View<'_>, at: usize, from: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|&before| before >= from) else {
        return view.is_in(at + 1, Group::Of) || is_attendant(view, at);
    };
    if view.is_mark(before) {
        return is_attendant(view, at);
    }
    if is_in_expression(view, at) || is_behind_verdict(view, before, from) || is_adjective(view, before, at) {
        return true;
    }
    // `et en demande le retrait`
    if before > from && view.is_in(before - 1, Group::And) && is_verb_behind_object(view, at) {
        return false;
    }
    if view.is_in(before, Group::Determiner) {
        return is_noun_behind_determiner(view, before, at, from);
    }
    if is_object_of_infinitive(view, before) {
        return true;
    }
    if is_behind_en(view, before, at, from) {
        return false;
    }
    let groups = view.groups(before);
    // `según explicó`: as somebody says.
    let is_as = view.drops_subjects() && groups.has(Group::AsSaid);
    groups.has(Group::Preposition) && !is_as
        || view.is_number(before)
        || groups.has(Group::Of)
        || is_behind_prenominal(view, before, at, from)
}

/// French `Une conseillère, présente dans la salle, …`
fn is_attendant(view: &View<'_>, at: usize) -> bool {
    view.lang == Lang::Fr
        && view.is_any_word(at, words!["présente", "présentes"])
        && (view.is_in(at + 1, Group::Preposition) || view.is_in(at + 1, Group::InfinitiveTo))
}

/// `se da cuenta de que`
fn is_in_expression(view: &View<'_>, at: usize) -> bool {
    view.drops_subjects() && view.is_word(at, "cuenta") && view.is_in(at + 1, Group::Of)
}

/// `una agradable protesta`
fn is_behind_verdict(view: &View<'_>, before: usize, from: usize) -> bool {
    view.drops_subjects()
        && before > from
        && view.is_in(before - 1, Group::Indefinite)
        && !view.is_in(before - 1, Group::Unspecified)
        // `L’Ordine dei medici teme`, `un médico critica`
        && !view.is_in(before - 1, Group::Of)
        && !view.is_in(before, Group::Role)
        && view.lexicon.ends(view.word(before), Ending::Verdict)
        && view.readings(before).is_empty()
}

/// `une note interne`; but `qui interne`, `il calme`.
fn is_adjective(view: &View<'_>, before: usize, at: usize) -> bool {
    let groups = view.groups(before);
    view.is_in(at, Group::AdjectiveToo)
        && !groups.has(Group::Pronoun)
        && !groups.has(Group::Negation)
        && !groups.has(Group::RelativeSubject)
        && (!groups.has(Group::ObjectClitic) || groups.has(Group::Determiner))
}

/// Whether a word is a noun behind what may be a determiner or a pronoun: `il la demande` against `la demande`.
fn is_noun_behind_determiner(view: &View<'_>, before: usize, at: usize, from: usize) -> bool {
    if is_no_determiner(view, before, at, from) {
        return false;
    }
    if !view.is_in(before, Group::ObjectClitic) {
        return true;
    }
    // `la pidió`: no noun ends so.
    let is_sure_verb = view.drops_subjects() && (looks_finite(view, at) || view.is_in(at, Group::Have));
    if is_sure_verb || is_done_by(view, before, at, from) {
        return false;
    }
    let Some(earlier) = before.checked_sub(1).filter(|&earlier| earlier >= from) else {
        return true;
    };
    if is_behind_brackets(view, earlier, at) || is_found_so(view, at, from) {
        return false;
    }
    let is_behind_comma = view.is(earlier, Mark::Comma)
        // `«…», le fa eco il collega`
        && (view.drops_subjects() && earlier > 0 && view.is(earlier - 1, Mark::Quote)
            // `Paul Roy, son ancien directeur, la décrit comme « brillante »`
            || view.lang == Lang::Fr && view.is_word(at + 1, "comme"));
    let groups = view.groups(earlier);
    let is_behind_subject = groups.has(Group::Pronoun)
        || view.is_word(earlier, "comme")
        || groups.has(Group::Negation)
        || groups.has(Group::RelativeSubject)
        || view.is_name(earlier)
        || groups.has(Group::ObjectClitic) && !groups.has(Group::Determiner);
    !is_behind_comma && !is_behind_subject
}

/// French `Anne Roy (PS) leur dit`, `le maire (PS) le répète`
fn is_behind_brackets(view: &View<'_>, earlier: usize, at: usize) -> bool {
    view.lang == Lang::Fr
        && view.is(earlier, Mark::Close)
        && (!is_listed_noun(view, at)
            || view.is_in(at + 1, Group::That)
            || view.is_in(at + 1, Group::InfinitiveOf))
}

/// Whether what may be a determiner is none here.
fn is_no_determiner(view: &View<'_>, before: usize, at: usize, from: usize) -> bool {
    let groups = view.groups(before);
    // `il capogruppo, il quale assicura che`
    let is_relative = view.drops_subjects()
        && groups.has(Group::RelativeSubject)
        && before > from
        && view.is_in(before - 1, Group::Determiner);
    // `certains soutiennent`: the determiner is the subject.
    let is_subject = || {
        let is_plural = view.readings(at).iter().any(|reading| reading.form.is_plural());
        groups.has(Group::Unspecified) && is_plural || view.counts_all(before)
    };
    // `tout va bien`
    let is_all = || {
        view.lang == Lang::Fr
            && view.is_word(before, "tout")
            && !view.is_in(at, Group::NounToo)
            && !view.is_in(at, Group::Role)
    };
    is_relative || is_subject() || is_all()
}

/// French `Le maire le répète`, `Tous le disent`: behind who does it.
fn is_done_by(view: &View<'_>, before: usize, at: usize, from: usize) -> bool {
    before > from
        && view.lang == Lang::Fr
        // `a accusé la presse`
        && !(before > from + 1 && view.is_in(before - 2, Group::Have))
        && !view.is_in(at, Group::NounToo)
        && (view.is_in(before - 1, Group::Role)
            || view.is_in(before - 1, Group::Organization)
            || view.is_in(before - 1, Group::Unspecified))
}

/// `de no haber acuerdo`: behind an infinitive stands its object.
fn is_object_of_infinitive(view: &View<'_>, before: usize) -> bool {
    let readings = view.readings(before);
    view.drops_subjects()
        && !readings.is_empty()
        // `O Pará disse`, as in `pará-lo`.
        && !view.has_capital_inside(before)
        && readings.iter().all(|reading| reading.form == Form::Infinitive)
}

/// French `Il en déduit que`, `n’en démord pas`
fn is_behind_en(view: &View<'_>, before: usize, at: usize, from: usize) -> bool {
    if view.lang != Lang::Fr || before <= from || !view.is_word(before, "en") || is_listed_noun(view, at) {
        return false;
    }
    let groups = view.groups(before - 1);
    groups.has(Group::Pronoun)
        || groups.has(Group::Negation)
        || groups.has(Group::RelativeSubject)
        || groups.has(Group::Reflexive)
        || (groups.has(Group::Role) || groups.has(Group::Organization))
            && (view.is_in(at + 1, Group::That) || view.is_in(at + 1, Group::Indefinite))
        // `Le maire en appelle à la solidarité`
        || view.is_any_word(at, words!["appelle", "appellent", "appelait", "appela"])
            && view.is_in(at + 1, Group::Addressee)
}

/// `l’autre voie`, `une nouvelle demande`: an adjective between article and noun. `L’autre répond` and `ce dernier affirme` have
/// no noun.
fn is_behind_prenominal(view: &View<'_>, before: usize, at: usize, from: usize) -> bool {
    let groups = view.groups(before);
    let article = before.checked_sub(1).filter(|&article| article >= from);
    groups.has(Group::Prenominal)
        && article.is_some_and(|article| {
            let may_lack_noun = groups.has(Group::Role) || stands_for_one(view, article);
            view.is_in(article, Group::Determiner) && (is_listed_noun(view, at) || !may_lack_noun)
        })
}

/// `combat la loi et la juge inutile`: the second verb with its object pronoun, and what that is found to be.
fn is_found_so(view: &View<'_>, at: usize, from: usize) -> bool {
    let joint = at - 2;
    let adjective = at + 1 + usize::from(view.is_in(at + 1, Group::Degree));
    view.lang == Lang::Fr
        && view.is_in(joint, Group::And)
        && view.is_any_word(at, words!["estime", "juge", "jugent"])
        && !view.is_capitalised(adjective)
        && !view.is_in(adjective, Group::Role)
        && view.lexicon.ends(view.word(adjective), Ending::Verdict)
        && (is_hard_mark(view, adjective + 1) || view.is(adjective + 1, Mark::Comma))
        && (from..joint).any(|place| is_finite_verb(view, place, from))
}

fn is_listed_noun(view: &View<'_>, at: usize) -> bool {
    view.groups(at).has_any(Groups::of(&[
        Group::NounToo,
        Group::Role,
        Group::Organization,
        Group::Document,
        Group::Inanimate,
        Group::Criterion,
    ]))
}
