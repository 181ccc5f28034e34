//! Who stands behind words that name a source, how far that goes, and whether anybody can speak there.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::infinitive::is_infinitive_after;
use crate::extract::clause::clause_end;
use crate::extract::lexicon::{Form, Group, RomanceList};
use crate::extract::noun_phrase::{
    Being, Mention, being, phrase_from, skip_time, subject_before, with_description,
};
use crate::extract::verb_group::{has_finite_verb, is_finite_verb, is_hard_mark};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// How far an infinitive may stand behind those who refuse it.
const REACH: usize = 12;

/// Who stands behind the cue.
pub(super) fn source(scene: &Scene<'_, '_>, at: usize) -> Option<Mention> {
    let view = scene.view;
    let until = scene.range.end;
    if view.is_in(at, Group::StressedPronoun)
        && (at + 1 >= until || view.is_mark(at + 1) || view.depth(at + 1) != view.depth(at))
    {
        return Some(Mention::of(at..at + 1));
    }
    let mut range = phrase_from(view, at, until)?;
    // `permettrait selon la ministre d’économiser 9 milliards`: the verb goes on with its infinitive.
    if let Some(cut) = range.clone().skip(1).find(|&place| opens_infinitive(view, place)) {
        range.end = cut;
    }
    if opens_infinitive(view, range.end) {
        return Some(Mention::of(range));
    }
    let mut mention = with_description(view, range, until);
    // `un informe publicado el martes`
    if view.drops_subjects() && mention.description.is_none() {
        let behind = skip_time(view, mention.range.end, until);
        if behind > mention.range.end && (behind >= until || view.is(behind, Mark::Comma)) {
            mention.range.end = behind;
        }
    }
    // A source may be longer than a simple phrase: `un rapport publié mardi par l’ONU`.
    if mention.description.is_none() {
        let end = (mention.range.end..until)
            .find(|&place| {
                view.depth(place) != scene.depth
                    || view.is_mark(place) && !view.is_abbreviation_stop(place)
                    || view.is_in(place, Group::Relative)
                    || view.is_in(place, Group::Conjunction)
            })
            .unwrap_or(until);
        let goes_on = end < mention.range.end + 14
            && (end >= until || view.is(end, Mark::Comma) || is_hard_mark(view, end));
        let next = view.groups(mention.range.end);
        let starts_clause = next.has(Group::Pronoun)
            || next.has(Group::Determiner) && !next.has(Group::Of) && !next.has(Group::Preposition);
        if goes_on && !starts_clause && !has_finite_verb(view, mention.range.end, end) {
            // `Selon l’économiste en chef de la banque, Anna Petit, …`
            mention = with_description(view, mention.range.start..end, until);
        }
    }
    Some(mention)
}

/// French `de` or `à` with an infinitive.
fn opens_infinitive(view: &View<'_>, at: usize) -> bool {
    view.lang == Lang::Fr
        && (view.is_in(at, Group::InfinitiveOf) || view.is_word(at, "à"))
        && is_infinitive_after(view, at + 1)
}

/// Behind the source and what belongs to it.
pub(super) fn after_source(scene: &Scene<'_, '_>, mention: &Mention) -> usize {
    let view = scene.view;
    let until = scene.range.end;
    let mut at = mention
        .range
        .end
        .max(mention.description.as_ref().map_or(0, |range| range.end));
    if opens_infinitive(view, at) {
        return at;
    }
    if view.is(at, Mark::Open) {
        while at < until && !view.is(at, Mark::Close) {
            at += 1;
        }
        at += 1;
    }
    // `According to Ann Lee, writing for the Post, …`: what the source does there.
    if view.lang == Lang::En
        && view.is(at, Mark::Comma)
        && view.may_be(at + 1, Form::Gerund)
        && let Some(close) = (at + 2..until.min(at + 16)).find(|&place| view.is_mark(place))
        && (view.is(close, Mark::Comma) || view.is(close, Mark::Colon))
    {
        return close;
    }
    // `D’après un cadre, qui souhaite rester discret, …`, `According to the guild, whose members …, …`
    if (view.is_romance() || view.lang == Lang::En)
        && view.is(at, Mark::Comma)
        && view.is_in(at + 1, Group::Relative)
        && let Some(close) = (at + 2..until.min(at + 24))
            .take_while(|&place| !is_hard_mark(view, place))
            .find(|&place| view.is(place, Mark::Comma))
    {
        return close;
    }
    // `Selon un rapport auquel le journal a eu accès, …`, `Segundo um relatório a que o jornal teve acesso, …`
    let is_relative = view.is_in(at, Group::Relative)
        || view.is_in(at + 1, Group::Relative) && !view.is_mark(at) && view.readings(at).is_empty();
    if view.is_romance()
        && is_relative
        && let Some(close) = (at + 2..until.min(at + 24))
            .take_while(|&place| !is_hard_mark(view, place))
            .find(|&place| view.is(place, Mark::Comma))
        && has_finite_verb(view, close + 1, until)
    {
        return close;
    }
    // `Selon Mme Roy, directrice de l’usine, et plusieurs salariés, …`: a second source.
    let is_joined = view.is_romance() && view.is(at, Mark::Comma) && view.is_in(at + 1, Group::And);
    if let Some(second) = phrase_from(view, at + 2, until).filter(|_| is_joined)
        && view.is(second.end, Mark::Comma)
        && has_finite_verb(view, second.end + 1, until)
    {
        return second.end;
    }
    // `Selon son président, le Malien Ali Parra, des coupes sont nécessaires`
    if let Some(close) = behind_name_of(view, mention, at, until) {
        return close;
    }
    // `Segundo João Silva, do Ipea, …`, `Según Juan Pérez, de la UBA, …`: where the source belongs to.
    if view.drops_subjects()
        && view.is(at, Mark::Comma)
        && view.is_in(at + 1, Group::Of)
        && let Some(close) = (at + 2..until.min(at + 12)).find(|&place| view.is_mark(place))
        && view.is(close, Mark::Comma)
        && (at + 2..close).any(|place| view.is_capitalised(place) || view.is_in(place, Group::Organization))
        && !has_finite_verb(view, at + 1, close)
        && has_finite_verb(view, close + 1, until)
    {
        return close;
    }
    // `Stando alla relazione della Corte, depositata lunedì, la spesa …`: what is told of the source.
    if view.drops_subjects()
        && view.is(at, Mark::Comma)
        && view.may_be(at + 1, Form::Participle)
        && let Some(close) = (at + 2..until.min(at + 14)).find(|&place| view.is_mark(place))
        && view.is(close, Mark::Comma)
        && !has_finite_verb(view, at + 2, close)
        && has_finite_verb(view, close + 1, until)
    {
        return close;
    }
    // `segundo a Folha apurou, …`: the verb says nothing more.
    let is_verb = || at + 1 >= until || view.is(at + 1, Mark::Comma);
    if view.drops_subjects() && at < until && is_verb() && is_finite_verb(view, at, mention.range.start) {
        return at + 1;
    }
    if view.is(at, Mark::Comma) || at >= until || view.depth(at) > scene.depth {
        return at;
    }
    // `Según la Oficina del Censo en 2000 los ingresos eran`
    let dated = at + 2 * usize::from(view.is_listed(at, RomanceList::InYear) && view.is_number(at + 1));
    let is_clause = view.is_in(dated, Group::Determiner) && !view.is_in(dated, Group::Of);
    if view.drops_subjects() && dated > at && is_clause {
        return dated;
    }
    // `Selon la légende elle a été fondée`: the clause begins at once. Else the source goes on to the comma.
    let groups = view.groups(at);
    if groups.has(Group::Pronoun)
        || groups.has(Group::Neuter)
        || groups.has(Group::Determiner) && !groups.has(Group::Of) && !groups.has(Group::Preposition)
    {
        return at;
    }
    // `Según Greenpeace faltan fondos`, `Secondo la Fiom ne servono altri`, `Secondo il sindaco si tratta di altro`
    let verb = (at..at + 3).find(|&place| {
        !view.is_in(place, Group::ObjectClitic)
            && !view.is_in(place, Group::Reflexive)
            && !view.is_in(place, Group::Negation)
            && !view.is_in(place, Group::Adverb)
    });
    // Behind *si* no noun stands: *tratta* is one as well.
    let is_verb = |verb: usize| {
        is_finite_verb(view, verb, at)
            || verb > at && view.is_in(verb - 1, Group::Reflexive) && !view.readings(verb).is_empty()
    };
    if view.drops_subjects() && verb.is_some_and(is_verb) {
        return at;
    }
    (at..until)
        .find(|&place| {
            view.depth(place) == scene.depth && (view.is(place, Mark::Comma) || is_hard_mark(view, place))
        })
        .unwrap_or(at)
}

/// Whether somebody or some text speaks here, and no criterion is given.
pub(super) fn is_source(view: &View<'_>, range: Range<usize>, is_initial: bool, has_comma: bool) -> bool {
    let head = range
        .clone()
        .find(|&at| !view.is_in(at, Group::Determiner) && !view.is_mark(at))
        .unwrap_or(range.start);
    let groups = view.groups(head);
    let is_criterion = groups.has(Group::Criterion);
    let speaks = groups.has(Group::Role) || groups.has(Group::Organization) || groups.has(Group::Document);
    // `Según la Constitución, el mandato dura cuatro años`
    let is_rule = !speaks && range.len() == 2 && view.is_in(range.start, Group::Determiner);
    if is_criterion && (is_rule || !view.is_name(head)) {
        return speaks && (is_initial || has_comma);
    }
    // `selon l’expérience acquise`, `selon les résultats`: what it depends on; not `selon les résultats publiés par l’Insee`.
    let is_basis = view.lang == Lang::Fr
        && (view.is_listed(head, RomanceList::ResultNoun)
            || view.is_word(head, "résultats") && range.len() < 3);
    if is_basis {
        return false;
    }
    match being(view, range.clone()) {
        Being::Name => {
            // `selon les Facultés`: a capital behind a plural article is a common noun.
            let is_plural_noun = view.is_in(range.start, Group::Determiner)
                && range.len() == 2
                && view.word(head).ends_with('s')
                && (view.is_word(range.start, "les") || view.is_word(range.start, "des"));
            !is_plural_noun || is_initial
        }
        Being::Role | Being::Organization | Being::Document | Being::Unspecified | Being::Pronoun => true,
        Being::Self_ => !view.is_word(range.start, "moi"),
        Being::Thing | Being::You => false,
        Being::Unknown => {
            // `aux dires des habitués`: the article went into the words before.
            let has_article = view.is_in(range.start, Group::Determiner)
                || range.start > 1
                    && (view.lang == Lang::Fr && view.is_any_word(range.start - 1, words!["des", "du"])
                        // `Stando ai primi rilievi`
                        || view.drops_subjects() && view.is_in(range.start - 1, Group::Determiner)
                        || view.lang == Lang::It
                            && view.is_listed(
                                range.start - 1,
                                RomanceList::ItalianOf));
            (is_initial || has_comma) && has_article || speaks
        }
    }
}

/// `Pas question pour le maire de fermer la piscine`, `Hors de question, pour les élus, de signer`: what somebody will not have.
pub(super) fn refused(scene: &Scene<'_, '_>, cue: &Range<usize>) -> Option<(Vec<Range<usize>>, Mention)> {
    let (view, first) = (scene.view, scene.range.start);
    if view.lang != Lang::Fr || !view.is_in(cue.start, Group::For) || !view.is_in(first, Group::Verbless) {
        return None;
    }
    let of = (cue.end + 1..scene.range.end.min(cue.end + REACH))
        .find(|&at| view.is_in(at, Group::InfinitiveOf) && is_infinitive_after(view, at + 1))?;
    let mention = Mention::of(phrase_from(view, cue.end, of)?);
    let end = cue.start - usize::from(cue.start > first && view.is(cue.start - 1, Mark::Comma));
    let next = mention.range.end + usize::from(view.is(mention.range.end, Mark::Comma));
    let is_refused = end > first
        && next == of
        && view.is_listed(end - 1, RomanceList::Unthinkable)
        && matches!(
            being(view, mention.range.clone()),
            Being::Name | Being::Role | Being::Organization | Being::Pronoun
        );
    is_refused.then(|| (vec![first..end, next..clause_end(scene, next)], mention))
}

/// `Pablo Senra, de Ecologistas en Acción, para quien`, `la consejera Anna Rota (Pd), secondo la quale`: before where somebody belongs to.
fn before_house(view: &View<'_>, from: usize, end: usize) -> usize {
    if !view.drops_subjects() {
        return end;
    }
    let open = (from.max(end.saturating_sub(5))..end)
        .rev()
        .find(|&at| view.is(at, Mark::Open));
    if let Some(open) = open.filter(|_| view.is(end - 1, Mark::Close)) {
        return open;
    }
    let comma = (from + 1..end)
        .rev()
        .take(10)
        .take_while(|&at| !is_hard_mark(view, at))
        .find(|&at| view.is(at, Mark::Comma));
    comma
        .filter(|&comma| {
            view.is_in(comma + 1, Group::Of)
                && view.is_capitalised(comma - 1)
                && !has_finite_verb(view, comma + 1, end)
        })
        .unwrap_or(end)
}

/// Who stands before a relative source, and where its clause begins: `il segretario Nalin, secondo cui`.
pub(super) fn antecedent(scene: &Scene<'_, '_>, cue: &Range<usize>) -> Option<(Mention, usize)> {
    let view = scene.view;
    let which = cue.end + usize::from(view.is_in(cue.end, Group::Determiner));
    let comma = cue.start.checked_sub(1).filter(|&at| at > scene.range.start)?;
    let is_relative = view.is_in(which, Group::Relative) && !view.is_in(which, Group::That);
    if !is_relative
        || !view.is(comma, Mark::Comma)
        || view.lang == Lang::Fr && view.is_in(cue.start, Group::For) && !view.is_word(which, "qui")
        // `perto de Tatuí, para quem vai para o interior`: whoever goes there.
        || view.drops_subjects()
            && view.is_in(cue.start, Group::For)
            && is_finite_verb(view, which + 1, which)
            && !view.readings(which + 1).iter().any(|reading| reading.form.is_plural())
    {
        return None;
    }
    let end = before_house(view, scene.range.start, comma);
    let first = end.saturating_sub(12).max(scene.range.start);
    let phrase = (first..end)
        .filter(|&at| view.is_in(at, Group::Determiner) || view.is_capitalised(at))
        .find_map(|at| phrase_from(view, at, end).filter(|phrase| phrase.end == end))
        .map(Mention::of)
        .or_else(|| subject_before(view, comma, scene.range.start, false))?;
    // `la bonifica, per la quale sono stati stanziati fondi`: for what, and nobody’s opinion.
    let is_aim = view.drops_subjects()
        && view.is_in(cue.start, Group::For)
        && matches!(
            being(view, phrase.range.clone()),
            Being::Thing | Being::Unknown | Being::Document
        );
    (!is_aim).then_some((phrase, which + 1))
}

/// The comma behind the name of a source that its office introduces, where a clause with a subject of its own or a quotation follows.
fn behind_name_of(view: &View<'_>, mention: &Mention, comma: usize, until: usize) -> Option<usize> {
    /// How many words a name with its article has at most.
    const LONGEST: usize = 8;
    let first = comma + 1;
    let is_office = view.is_romance()
        && mention.description.is_none()
        && view.is(comma, Mark::Comma)
        && matches!(
            being(view, mention.range.clone()),
            Being::Role | Being::Organization
        )
        && !mention.range.clone().skip(1).any(|at| view.is_name(at));
    let close = (first + 1..until.min(first + LONGEST))
        .find(|&at| view.is_mark(at))
        .filter(|&close| is_office && view.is(close, Mark::Comma))?;
    let is_name = view.is_in(first, Group::Determiner)
        && view.is_capitalised(close - 1)
        && !view.is_in(close - 1, Group::Organization)
        && !has_finite_verb(view, first, close);
    let next = close + 1;
    let begins = view.depth(next) > view.depth(close)
        || view.is_in(next, Group::Determiner)
        || view.is_in(next, Group::Pronoun)
        || view.is_in(next, Group::Neuter);
    // `Selon le maire, le Malien Ali Parra, le champion, viendra`: the subject and what is said of it.
    let is_subject = (next..until)
        .find(|&at| view.is(at, Mark::Comma) && view.depth(at) == view.depth(comma))
        .is_some_and(|third| !has_finite_verb(view, next, third) && view.depth(next) == view.depth(close));
    (is_name && begins && !is_subject && has_finite_verb(view, next, until)).then_some(close)
}

/// `Il veut rendre le texte moins dur aux yeux de ses chefs`: what somebody does for others to see.
pub(super) fn is_made_for(scene: &Scene<'_, '_>, cue: &Range<usize>) -> bool {
    let view = scene.view;
    let verb = (scene.range.start..cue.start)
        .rev()
        .take_while(|&at| !is_hard_mark(view, at))
        .find(|&at| view.may_be(at, Form::Infinitive) || is_finite_verb(view, at, scene.range.start));
    view.lang == Lang::Fr
        && view.is_word(cue.start + 1, "yeux")
        && verb.is_some_and(|verb| view.may_be(verb, Form::Infinitive) && !view.is_in(verb, Group::Be))
}
