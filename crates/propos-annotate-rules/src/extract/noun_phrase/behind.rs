//! The subject behind a verb, with the apposition behind it.

use std::ops::Range;

use propos_segment::Lang;

use super::being::{Being, being};
use super::mention::{BOUNDARY, Mention, ends_with_name, is_pure_name, pronoun_at};
use super::phrase::{phrase_from, skip_time};
use crate::extract::lexicon::{Ending, Form, Group, Groups, RomanceList};
use crate::extract::rules::according;
use crate::extract::verb_group::{has_main_verb, is_finite_verb, is_hard_mark};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::{Letters, Mark};

/// What stands between a verb and its subject behind it: adverbs, times, addressees.
pub(crate) fn skip_to_subject(view: &View<'_>, at: usize, until: usize) -> usize {
    let mut at = at;
    for _ in 0..6 {
        let start = at;
        while at < until
            && !view.is_capitalised(at)
            && (view.groups(at).has_any(Groups::of(&[Group::Adverb, Group::Time])) || view.is_manner(at))
            && !view.is_in(at, Group::Determiner)
            && !view.is_in(at, Group::Unspecified)
        {
            at += 1;
        }
        at = behind_gerund(view, at, until).unwrap_or(at);
        // `responde sin levantar la vista`: what somebody does not do while saying so is nobody.
        if view.drops_subjects() && view.is_in(at, Group::Without) && view.may_be(at + 1, Form::Infinitive) {
            at = phrase_from(view, at + 2, until).map_or(at + 2, |phrase| phrase.end);
        }
        // `a affirmé vendredi dernier le maire`
        let is_last = view.lang == Lang::Fr
            && at > start
            && view.is_in(at - 1, Group::Time)
            && view.is_any_word(at, words!["dernier", "dernière", "prochain", "prochaine"]);
        at += usize::from(is_last);
        // `a affirmé ce mercredi 25 janvier le maire`
        let is_date = view.lang == Lang::Fr
            && at > 0
            && view.is_in(at - 1, Group::Time)
            && view.is_number(at)
            && view.is_in(at + 1, Group::Time);
        at += 2 * usize::from(is_date);
        at += usize::from(is_date && view.is_number(at));
        // English days are written with a capital.
        while at < until && view.is_in(at, Group::Time) {
            at += 1;
        }
        // `lance avec humour Paul Roy`
        if view.lang == Lang::Fr
            && let Some(end) = view
                .behind_adverbial(at)
                .filter(|&end| end < until && !view.is_mark(end))
        {
            at = end;
            continue;
        }
        // `a rappelé dimanche, sur la chaîne, l’essayiste Paul Roy`
        if view.lang == Lang::Fr
            && at > start
            && view.is(at, Mark::Comma)
            && view.is_in(at + 1, Group::Preposition)
            && let Some(close) = (at + 2..until.min(at + 9)).find(|&place| view.is_mark(place))
            && view.is(close, Mark::Comma)
            && close + 1 < until
            && !has_main_verb(view, at + 1, close)
        {
            at = close + 1;
            continue;
        }
        // `raconte (au téléphone) Anne Roy`
        if view.lang == Lang::Fr
            && view.is(at, Mark::Open)
            && let Some(close) = (at + 1..until.min(at + 14)).find(|&place| view.is(place, Mark::Close))
        {
            at = close + 1;
            continue;
        }
        // `a déclaré à Reuters Pierre Roy`: who is told it is no part of the name.
        let medium = at + 1 + usize::from(view.is_word(at + 1, "l'"));
        let is_told = view.lang == Lang::Fr
            && view.is_in(at, Group::Addressee)
            && medium + 1 < until
            && view.is_capitalised(medium + 1)
            && view.is_listed(medium, RomanceList::Medium);
        if is_told {
            at = medium + 1;
            continue;
        }
        // `résume d’une formule Paul Roy`, `disait en 2019 Paul Roy`
        let is_year = view.lang == Lang::Fr && view.is_word(at, "en") && view.is_number(at + 1);
        if is_year && at + 2 < until && !view.is_mark(at + 2) {
            at += 2;
            continue;
        }
        if let Some(end) = behind_manner(view, at, until) {
            at = end;
            continue;
        }
        // `dit de lui le maire`
        let is_of_whom = view.lang == Lang::Fr
            && view.is_any_word(at, words!["d'", "de"])
            && view.is_in(at + 1, Group::StressedPronoun)
            && at + 2 < until
            && !view.is_mark(at + 2);
        if is_of_whom {
            at += 2;
            continue;
        }
        if let Some(end) = behind_set_off(view, at, until) {
            at = end;
            continue;
        }
        if at < until && view.is_in(at, Group::Preposition) && !view.is_in(at, Group::According) {
            let phrase = phrase_from(view, at + 1, until).map(|phrase| before_name(view, at, phrase));
            if let Some(phrase) = phrase
                && phrase.end < until
                && !view.is_mark(phrase.end)
                && !view.groups(phrase.end).has_any(BOUNDARY)
            {
                at = phrase.end;
            }
        }
        // `a déclaré le 7 mars Paul Roy`
        if view.lang == Lang::Fr
            && view.is_word(at, "le")
            && view.is_number(at + 1)
            && view.is_in(at + 2, Group::Time)
            && at + 3 < until
        {
            at += 3 + usize::from(view.is_number(at + 3));
        }
        at = skip_time(view, at, until);
        // `auraient dit, selon le site, des agents`
        if at < until
            && view.is(at, Mark::Comma)
            && according::marker(view, at + 1).is_some()
            && let Some(close) = (at + 2..until).find(|&place| view.is(place, Mark::Comma))
        {
            at = close + 1;
        }
        // `témoigne, la voix brisée, un habitant`, `assure, quand on l’interroge, le patron`
        let is_clause = view.is_listed(at + 1, RomanceList::WhileAsked);
        let reach = if is_clause { 16 } else { 9 };
        if view.lang == Lang::Fr
            && at == start
            && at < until
            && view.is(at, Mark::Comma)
            && let Some(close) = (at + 2..until.min(at + reach)).find(|&place| view.is_mark(place))
            && view.is(close, Mark::Comma)
            && (is_clause
                || !(at + 1..close)
                    .any(|place| is_finite_verb(view, place, at + 1) || view.is_capitalised(place)))
            && (view.is_in(close + 1, Group::Determiner) || view.is_capitalised(close + 1))
        {
            at = close + 1;
        }
        if at == start {
            break;
        }
    }
    at
}

/// `a déclaré hier sur les ondes de la chaîne, Paul Roy`, `a indiqué lors d’un point à Lyon, le ministre`: behind the comma that parts
/// where or when something was said from who said it.
fn behind_set_off(view: &View<'_>, at: usize, until: usize) -> Option<usize> {
    let opens = view.is_listed(at, RomanceList::WhereWhen);
    if view.lang != Lang::Fr || !opens {
        return None;
    }
    let comma = (at + 2..until.min(at + 16))
        .find(|&place| view.is_mark(place) && !view.is_abbreviation_stop(place))?;
    let next = comma + 1;
    let names = view.is_name(next) && view.is_capitalised(next + 1)
        || view.is_in(next, Group::Title)
        || view.is_in(next, Group::Determiner)
            && !view.is_in(next, Group::Of)
            && (view.is_in(next + 1, Group::Role) || view.is_in(next + 1, Group::Title));
    // `a déclaré à Lyon Paul Roy, le maire`: the name stands before the comma.
    let is_named = (at + 1..comma).any(|place| {
        view.is_first_name(place) && view.is_capitalised(place + 1)
            || view.is_in(place, Group::Title)
            || view.is_in(place, Group::Role) && !view.is_in(place - 1, Group::Of)
    });
    (view.is(comma, Mark::Comma) && next < until && names && !is_named && !has_main_verb(view, at + 1, comma))
        .then_some(next)
}

/// French `résume d’une formule Paul Roy`, `lâche d’un ton sec le maire`: behind how something is said.
fn behind_manner(view: &View<'_>, at: usize, until: usize) -> Option<usize> {
    let is_manner =
        view.lang == Lang::Fr && view.is_word(at, "d'") && view.is_any_word(at + 1, words!["un", "une"]);
    let phrase = phrase_from(view, at + 1, until).filter(|_| is_manner)?;
    let person = (phrase.start + 2..phrase.end).find(|&place| view.is_first_name(place));
    let end = person.unwrap_or(phrase.end);
    let names = view.is_in(end, Group::Determiner) && !view.is_in(end, Group::Of) || view.is_name(end);
    (end < until && names).then_some(end)
}

/// `ha detto ai cronisti Pacher`, `a dit au Monde Anne Roy`: a name behind several who are told something, and a first name behind
/// the name of a medium, is the subject.
fn before_name(view: &View<'_>, preposition: usize, phrase: Range<usize>) -> Range<usize> {
    let person = (phrase.start + 1..phrase.end)
        .find(|&at| view.is_first_name(at) && view.is_capitalised(at + 1) && at + 1 < phrase.end);
    let is_medium = view.is_in(preposition, Group::Addressee)
        || view.lang == Lang::Fr && view.is_listed(preposition, RomanceList::InMedium);
    if view.is_romance()
        && is_medium
        && let Some(person) = person
        && view.is_capitalised(person - 1)
        && !view.is_first_name(person - 1)
        && !view.is_in(person - 1, Group::Title)
    {
        return phrase.start..person;
    }
    // `han confirmado a EFE fuentes policiales`, `relató a EFE uno de los rescatados`
    let medium = phrase.start;
    let is_medium = view.drops_subjects()
        && view.is_in(preposition, Group::Addressee)
        && medium + 1 < phrase.end
        && view
            .token(medium)
            .is_some_and(|token| token.letters == Letters::Capitals)
        && !view.is_capitalised(medium + 1)
        && !view.is_in(medium + 1, Group::Of);
    if is_medium {
        return medium..medium + 1;
    }
    // `écrit dans son éditorial Paul Roy`, `a déclaré à la presse Paul Roy`
    let author = (phrase.start + 1..phrase.end)
        .find(|&at| view.is_first_name(at) && view.is_capitalised(at + 1) && at + 1 < phrase.end);
    let is_told = view.is_in(preposition, Group::Addressee);
    // `répète en boucle Paul Roy`
    let is_bare = !view.is_in(phrase.start, Group::Determiner) && !view.is_capitalised(phrase.start);
    if view.lang == Lang::Fr
        && (is_told || is_bare || view.is_listed(preposition, RomanceList::InArticle))
        && let Some(author) = author
        && !view.is_capitalised(author - 1)
        // `a dit au président Paul Roy`
        && !(is_told && view.is_in(author - 1, Group::Role) && !view.is_any_word(preposition, words!["aux"]))
        && !view.is_in(author - 1, Group::Of)
        && !view.is_in(author - 1, Group::Title)
    {
        return phrase.start..author;
    }
    // `ha commentato all’uscita dall’aula Anna Roi`, `dijo a la salida del juzgado Ana Ruiz`
    if view.drops_subjects()
        && let Some(person) = author
        && !view.is_capitalised(person - 1)
        && ![
            Group::Role,
            Group::Title,
            Group::Of,
            Group::And,
        ]
        .iter()
        .any(|group| view.is_in(person - 1, *group))
        && !is_named_place(view, person - 1)
        // `replicó a la diputada popular Ana Ruiz`: who is told it.
        && !(phrase.start..person).any(|at| view.is_in(at, Group::Role) || view.is_in(at, Group::Title))
        && (!is_told || (phrase.start..person).any(|at| view.is_in(at, Group::Of)))
    {
        return phrase.start..person;
    }
    let several = phrase.start + usize::from(view.is_in(phrase.start, Group::Determiner));
    let name = several + 1;
    let is_plural = view.is_in(preposition, Group::ToSeveral)
        || view.is_in(phrase.start, Group::ToSeveral)
        // `a indiqué devant les députés Paul Roy`
        || view.lang == Lang::Fr && view.is_listed(phrase.start, RomanceList::SeveralOf);
    let is_cut = is_plural
        && view.is_in(preposition, Group::Addressee)
        && name < phrase.end
        && !view.is_capitalised(several)
        && view.is_name(name);
    if is_cut { phrase.start..name } else { phrase }
}

/// `en la calle Carlos Ruiz`: places that are called after people.
fn is_named_place(view: &View<'_>, at: usize) -> bool {
    view.is_listed(at, RomanceList::NamedPlace)
}

/// `dice scuotendo la testa Salvo Rizzo`, `dijo sonriendo la alcaldesa`: behind what somebody does while saying so.
fn behind_gerund(view: &View<'_>, at: usize, until: usize) -> Option<usize> {
    let is_gerund = view.may_be(at, Form::Gerund) || view.lexicon.ends(view.word(at), Ending::Gerund);
    if !view.drops_subjects() || !is_gerund || view.is_capitalised(at) {
        return None;
    }
    (at + 1..until.min(at + 8))
        .take_while(|&place| !view.is_mark(place) && !view.is_in(place, Group::That))
        .find(|&place| {
            let is_named = view.is_name(place) && !view.is_in(place - 1, Group::Of);
            let is_role = view.is_in(place, Group::Determiner)
                && !view.is_in(place, Group::Of)
                && view.is_in(place + 1, Group::Role);
            is_named || is_role
        })
}

/// The subject behind a verb: `a déclaré lundi le ministre`, `said Smith, the …`.
pub(crate) fn subject_after(view: &View<'_>, at: usize, until: usize) -> Option<Mention> {
    let start = skip_to_subject(view, at, until);
    if let Some(pronoun) = pronoun_at(view, start, start)
        && start < until
        && !is_counted(view, start, until)
        && !view.is_in(start, Group::Neuter)
        && !((view.lang == Lang::En || view.drops_subjects() || view.is_word(start, "plusieurs"))
            && qualifies_noun(view, start, until))
        // `uno de los críticos`
        && !(view.drops_subjects()
            && view.is_in(start, Group::Unspecified)
            && start + 1 < until
            && view.is_in(start + 1, Group::Of))
    {
        return Some(Mention::of(pronoun));
    }
    // `s’est contenté d’un tweet`
    if view.lang == Lang::Fr && view.is_word(start, "d'") {
        return None;
    }
    let range = phrase_from(view, start, until)?;
    let mention = with_description(view, range, until);
    Some(named_behind(view, mention, until))
}

/// `commenta l’assessora alla Casa, Bruna Testa`: the name behind a role that a preposition lengthens.
fn named_behind(view: &View<'_>, mention: Mention, until: usize) -> Mention {
    let from = mention.range.end;
    if !view.is_romance()
        || mention.description.is_some()
        || !view.is_in(mention.range.start, Group::Determiner)
        || !view.is_in(from, Group::Preposition)
    {
        return mention;
    }
    // `la ministre au Logement Claire Roux`: the name behind what she is minister of.
    let run = (from + 1..until)
        .take_while(|&at| view.is_capitalised(at) || view.is_in(at, Group::Particle))
        .last()
        .map_or(from, |last| last + 1);
    let is_whole = view.lang == Lang::Fr
        && view.is_listed(from, RomanceList::ToThem)
        && mention.range.clone().any(|at| view.is_in(at, Group::Role))
        && run > from + 3
        && view.is_first_name(run - 2);
    if is_whole {
        return Mention::of(mention.range.start..run);
    }
    let comma = (from..until.min(from + 6)).find(|&at| view.is_mark(at));
    let name = comma
        .filter(|&comma| view.is(comma, Mark::Comma) && !has_main_verb(view, from, comma))
        .and_then(|comma| {
            let end = is_pure_name_until_mark(view, comma + 1, until)?;
            (end > comma + 2).then_some(comma + 1..end)
        });
    match name {
        Some(name) => Mention {
            description: Some(mention.range.start..name.start - 1),
            range: name,
        },
        None => mention,
    }
}

/// `said one market source`: a number, and no pronoun.
fn is_counted(view: &View<'_>, at: usize, until: usize) -> bool {
    view.lang == Lang::En
        && view.is_word(at, "one")
        && at + 1 < until
        && !view.is_mark(at + 1)
        && !view.groups(at + 1).has_any(BOUNDARY)
        && !view.is_in(at + 1, Group::Of)
        && !view.is_in(at + 1, Group::Preposition)
        && !view.is_in(at + 1, Group::Time)
        && !is_finite_verb(view, at + 1, at)
}

/// `dicen algunos vecinos`, `said some traders`: a word that is no subject by itself here.
fn qualifies_noun(view: &View<'_>, at: usize, until: usize) -> bool {
    let next = view.groups(at + 1);
    view.is_in(at, Group::Determiner)
        && at + 1 < until
        && !view.is_mark(at + 1)
        && !next.has(Group::Of)
        && !next.has(Group::Preposition)
        && !next.has_any(BOUNDARY)
}

/// `Ann Roe (Lab)`, `le maire (LR)`: behind the party or place of somebody in brackets.
pub(crate) fn behind_party(view: &View<'_>, at: usize, until: usize) -> usize {
    /// How many words stand in the brackets at most, with them.
    const LONGEST: usize = 5;
    if !view.is(at, Mark::Open) {
        return at;
    }
    (at..until.min(at + LONGEST))
        .find(|&close| view.is(close, Mark::Close))
        .map_or(at, |close| close + 1)
}

/// A phrase with the apposition behind it.
pub(crate) fn with_description(view: &View<'_>, range: Range<usize>, until: usize) -> Mention {
    let mut mention = Mention::of(range.clone());
    let comma = behind_party(view, range.end, until);
    if comma + 1 < until && view.is(comma, Mark::Comma) {
        let start = comma + 1;
        let groups = view.groups(start);
        let is_role = |at: usize| {
            view.is_in(at, Group::Role)
                || view.is_in(at, Group::Organization)
                || view.is_in(at, Group::Document)
        };
        // `Segundo os juízes, Sobral "agiu com dolo"`, `Según los médicos, Ruiz, de 40 años, …`: a subject.
        let is_subject = |end: usize| {
            view.drops_subjects() && (view.is(end, Mark::Quote) || names_several(view, range.start))
        };
        // `According to a summary of the talks, Ann Roe, a clerk, sent it`: a text is nobody.
        let is_text = view.lang == Lang::En && being(view, range.clone()) == super::being::Being::Document;
        if is_pure_name_until_mark(view, start, until).is_some_and(|end| {
            if is_subject(end) || is_text {
                return false;
            }
            mention.range = start..end;
            mention.description = Some(range.clone());
            !ends_with_name(view, range.clone()) && view.is_in(range.start, Group::Determiner)
        }) {
            return mention;
        }
        mention = Mention::of(range);
        let head = if groups.has(Group::Determiner) {
            start + 1
        } else {
            start
        };
        let is_apposition = groups.has(Group::Indefinite) && !groups.has(Group::Of);
        let is_other_name = view.lang == Lang::Fr
            && view.is_listed(start, RomanceList::DefiniteArticle)
            && !view.is_capitalised(head)
            && view.is_capitalised(head + 1);
        // `Ann Lee, 45, …`, `Ana Ruiz, 55 ans, …`: an age; not `selon Mme Roche, 12 % en 2030`.
        let is_age = view.is_number(start)
            && (view.is(start + 1, Mark::Comma)
                || is_hard_mark(view, start + 1)
                || view.is_listed(start + 1, RomanceList::YearsWord));
        if is_role(head) || is_role(head + 1) || is_age || is_apposition || is_other_name {
            let has_ages = view.is_romance() || view.lang == Lang::En;
            let role = behind_age(view, start, until)
                .filter(|_| has_ages)
                .filter(|&role| is_role(role) || view.is_in(role, Group::Determiner) && is_role(role + 1));
            let mut end = role.unwrap_or(start);
            while end < until
                && !is_hard_mark(view, end)
                && !view.is(end, Mark::Comma)
                && !view.is(end, Mark::Quote)
                && view.depth(end) == view.depth(start)
            {
                end += 1;
            }
            // `Pour la députée, le projet « coûtera trop cher »`: a subject whose predicate is quoted.
            let is_subject = view.lang == Lang::Fr
                && view.is(end, Mark::Quote)
                && view.depth(end) > view.depth(start)
                && !view.is_capitalised(end + 1);
            // `Selon la directrice, le musée, fermé en mai, rouvrira`: with its article no description of somebody without a name.
            let is_name = |at: usize| view.is_capitalised(at);
            let is_subject = is_subject
                || view.is_romance()
                    && groups.has(Group::Determiner)
                    && !is_apposition
                    && !is_age
                    && !mention.range.clone().any(is_name)
                    && !(start..end).any(is_name)
                // `Segundo o Ministério Público, o construtor, Rui Lopes, teria pago`: a body is nobody's role.
                || view.drops_subjects()
                    && groups.has(Group::Determiner)
                    && !is_apposition
                    && view.is_in(head, Group::Role)
                    && !view.is_in(head, Group::Organization)
                    && being(view, mention.range.clone()) == Being::Organization;
            // `According to the report, doctors failed to act`
            let is_subject = is_subject || view.lang == Lang::En && view.syntax.begins_subject(start, end);
            let is_closed = !is_subject && (!is_apposition || end < until && view.is(end, Mark::Comma));
            if is_closed && !has_main_verb(view, start, end) {
                if is_named_by(view, mention.range.clone(), start..end) {
                    return Mention {
                        description: Some(mention.range),
                        range: start..end,
                    };
                }
                mention.description = Some(start..end);
            }
        }
    }
    mention
}

/// `los médicos`, `os juízes`, `i giudici`: an article of several.
fn names_several(view: &View<'_>, article: usize) -> bool {
    view.is_listed(article, RomanceList::PluralArticle)
}

/// `Ana Ruiz, 55 ans, présidente de Medicus`, `Ana Ruiz, 55, presidenta de …`, `Ann Roe, 67 years old, who …`: behind an age and
/// its comma.
pub(crate) fn behind_age(view: &View<'_>, at: usize, until: usize) -> Option<usize> {
    /// How many words an age has at most, its unit and its comma among them.
    const LONGEST: usize = 4;
    let comma = (at + 1..until.min(at + LONGEST)).find(|&place| view.is_mark(place))?;
    (view.is_number(at) && view.word(at).len() == 2 && view.is(comma, Mark::Comma)).then_some(comma + 1)
}

/// `son président, le chapelier Paul Roy`: somebody is named once, and the name stands in the second phrase.
/// `A empresa promotora, a Ventosul`: Portuguese has articles before names.
pub(super) fn is_named_by(view: &View<'_>, phrase: Range<usize>, apposition: Range<usize>) -> bool {
    view.is_romance()
        && view.is_in(phrase.start, Group::Determiner)
        && !ends_with_name(view, phrase)
        && view.is_listed(apposition.start, RomanceList::DefiniteArticle)
        && apposition.len() < 8
        && if view.is_capitalised(apposition.start + 1) {
            view.lang == Lang::Pt && is_pure_name(view, apposition.start + 1..apposition.end)
        } else {
            ends_with_name(view, apposition)
        }
}

fn is_pure_name_until_mark(view: &View<'_>, start: usize, until: usize) -> Option<usize> {
    let mut end = start;
    while end < until
        && (view.is_capitalised(end)
            || end > start
                && (view.is_in(end, Group::Particle)
                    || view.is_abbreviation_stop(end)
                    || view.word(end) == "&"))
    {
        end += 1;
    }
    (end > start && (end >= until || view.is_mark(end)) && is_pure_name(view, start..end)).then_some(end)
}
