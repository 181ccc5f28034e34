//! The subject before a verb, over adverbs, asides and relative clauses.

use std::ops::Range;

use propos_segment::Lang;

use super::antecedent::antecedent;
use super::apposed::{described_name, name_between, named_before, with_office};
use super::behind::is_named_by;
use super::mention::{
    BOUNDARY, Mention, ends_with_name, is_in_name_of_body, is_pure_name, named_before_role, pronoun_at,
    stands_for_one,
};
use super::phrase::{BETWEEN, head_in, is_new_phrase, skip_time};
use super::quoted::{quoted_part_before, title_before};
use crate::extract::lexicon::{EnglishList, Form, Group, RomanceList};
use crate::extract::verb_group::{has_main_verb, is_clitic_pronoun, is_finite_verb, is_hard_mark};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// The subject of an English verb, which reading the clauses has found.
pub(crate) fn subject_of(view: &View<'_>, verb: usize) -> Option<Mention> {
    let clause = view.syntax.clause(verb)?;
    let subject = behind_clock(view, clause.subject.clone()?);
    if let Some(aged) = aged_before(view, &subject) {
        return Some(Mention::of(aged));
    }
    let mut subject = with_office(view, subject);
    // `Deep down I think`: nothing hangs before a pronoun.
    let last = subject.end - 1;
    let is_joined = subject
        .clone()
        .any(|at| view.is_in(at, Group::Conjunction) || view.is_mark(at));
    if subject.len() > 1 && view.is_listed(last, EnglishList::SubjectPronoun) && !is_joined {
        subject.start = last;
    }
    // `Yesterday Mr Hale told MPs`
    let is_day = view.is_listed(subject.start, EnglishList::NearDay);
    if is_day && subject.len() > 1 && view.is_capitalised(subject.start + 1) {
        subject.start += 1;
    }
    if let Some(name) = named_before(view, &subject) {
        return Some(Mention {
            range: name,
            description: Some(subject),
        });
    }
    let aside = clause
        .aside
        .clone()
        .filter(|aside| !aside.is_empty())
        .or_else(|| name_between(view, &subject, verb));
    let Some(aside) = aside else {
        return Some(Mention::of(subject));
    };
    // `Her husband, Tom Carver, who owns the ferry, said`
    let first = (aside.start..aside.end)
        .find(|&at| view.is(at, Mark::Comma))
        .map_or(aside.clone(), |comma| aside.start..comma);
    let is_named = ends_with_name(view, subject.clone()) && !is_office(view, subject.clone());
    // `Lawyers for one of them, Acme, said`: the aside names somebody else.
    let is_other = view.is_listed(subject.end - 1, EnglishList::ThoseThem)
        || first.len() < 3
            && (ends_with_place(view, subject.clone()) || view.is_abbreviation_stop(first.end - 1));
    if is_pure_name(view, first.clone()) && !is_named && !is_other {
        return Some(Mention {
            range: first,
            description: Some(subject),
        });
    }
    if let Some(name) = described_name(view, first).filter(|_| !is_named && !is_other) {
        return Some(Mention {
            range: name,
            description: Some(subject),
        });
    }
    let is_relative = view.is_in(aside.start, Group::Relative);
    Some(Mention {
        range: subject,
        description: (!is_relative).then_some(aside),
    })
}

/// `14:32 The mayor says`: without the time at which a ticker tells it.
fn behind_clock(view: &View<'_>, subject: Range<usize>) -> Range<usize> {
    let start = subject.start;
    let is_clock = view.is_number(start) && subject.len() > 1 && view.word(start).contains(':');
    start + usize::from(is_clock)..subject.end
}

/// `Officials in Houston, Texas, said`, `The firm, based in Gary, Ind., said`: the aside tells where the place is.
fn ends_with_place(view: &View<'_>, subject: Range<usize>) -> bool {
    let place = subject
        .clone()
        .rev()
        .take_while(|&at| view.is_capitalised(at))
        .last();
    place.is_some_and(|place| place > subject.start && view.is_listed(place - 1, EnglishList::NearTown))
}

/// `and his aunt, 91, says`: who is that old.
fn aged_before(view: &View<'_>, subject: &Range<usize>) -> Option<Range<usize>> {
    let comma = subject.start.checked_sub(1)?;
    let is_age = subject.len() == 1
        && view.is_number(subject.start)
        && view.word(subject.start).len() == 2
        && view.is(comma, Mark::Comma)
        && view.is(subject.end, Mark::Comma);
    let opens =
        |at: usize| view.is_mark(at) || view.groups(at).has_any(BOUNDARY) || is_finite_verb(view, at, at);
    let start = (0..comma).rev().take(8).take_while(|&at| !opens(at)).last()?;
    is_age.then_some(start..comma)
}

/// `A spokesman for Governor Gul Agha`: the name in it is another's.
fn is_office(view: &View<'_>, subject: Range<usize>) -> bool {
    let governs = |at: usize| view.is_in(at, Group::Of) || view.is_in(at, Group::Preposition);
    let head = subject
        .clone()
        .find(|&at| governs(at))
        .and_then(|at| at.checked_sub(1));
    head.is_some_and(|head| {
        let is_title = head == subject.start || view.is_in(subject.start, Group::Determiner);
        is_title
            && view.is_in(head, Group::Role)
            && !subject.clone().any(|at| view.is_in(at, Group::And) && at < head)
    })
}

/// The subject of the verb whose group begins at `verb`, not looking before `from`.
pub(crate) fn subject_before(view: &View<'_>, verb: usize, from: usize, is_plural: bool) -> Option<Mention> {
    if view.lang == Lang::En {
        return subject_of(view, verb).filter(|mention| {
            let description = mention.description.as_ref();
            let first = description.map_or(mention.range.start, |range| range.start.min(mention.range.start));
            first >= from && mention.range.start < verb
        });
    }
    if let Some(mention) = joined_pronoun(view, verb, from) {
        return Some(mention);
    }
    let mut end = verb;
    let mut is_over_time = false;
    while end > from {
        let at = end - 1;
        let groups = view.groups(at);
        if is_stressed_subject(view, at, from) {
            return Some(Mention::of(at..at + 1));
        }
        let is_subject_pronoun = groups.has(Group::Pronoun) && !is_object_here(view, at, from);
        let is_between = groups.has_any(BETWEEN) && !groups.has(Group::Unspecified) && !view.is_capitalised(at)
                || view.is_word(at, "lui")
                // `Anne Roy (PS) leur dit`
                || at + 1 == verb && view.lang == Lang::Fr && view.word(at) == "leur"
                || view.counts_all(at)
                || view.is_manner(at);
        // `Une femme de 32 ans accuse`: an age is no time.
        let is_age = view.lang == Lang::Fr
            && at > from + 2
            && view.is_any_word(at, words!["ans"])
            && view.is_number(at - 1)
            && view.is_in(at - 2, Group::Of);
        // `Ce dernier affirme`, `Le premier affirme`: by itself no time and no adverb.
        let is_one_of_two = at > from && stands_for_one(view, at - 1);
        if is_subject_pronoun || !is_between || is_age || is_one_of_two || groups.has(Group::RelativeSubject)
        {
            break;
        }
        // `la veille` is no adverb: its determiner goes with it.
        is_over_time |= groups.has(Group::Time);
        end = at;
    }
    if is_over_time {
        end = dated_from(view, end, verb, from);
    }
    if end == from || is_over_time && view.is(end - 1, Mark::Comma) && end == from + 1 {
        return None;
    }
    if let Some(relative) = relative_over_phrase(view, end, from) {
        end = relative + 1;
    }
    let last = end - 1;
    // `le bureau de contrôle, lequel dément`; not `la note selon laquelle`.
    let is_governed = view.lang == Lang::Fr
        && !view.is_word(last, "qui")
        && (last == from || !view.is(last - 1, Mark::Comma));
    if view.is_in(last, Group::RelativeSubject)
        && !is_governed
        && (view.lang != Lang::En || !view.is_word(last, "that") || last > from)
    {
        return antecedent(view, last, from);
    }
    if let Some(pronoun) = pronoun_at(view, last, from) {
        return Some(Mention::of(pronoun));
    }
    if view.is(last, Mark::Comma) || view.is(last, Mark::Dash) || view.is(last, Mark::Close) {
        return subject_over_asides(view, last, from, is_plural);
    }
    // `La revue « Calcul » juge`
    if let Some(open) = title_before(view, end, from) {
        return phrase_ending_at(view, open, from, is_plural)
            .map(|mention| Mention::of(mention.range.start..end));
    }
    phrase_ending_at(view, end, from, is_plural).or_else(|| behind_open_aside(view, end, from, is_plural))
}

/// `le préfet le 28 décembre`, `la maire cette semaine`: where the phrase of time begins whose first word of time stands at `time`.
fn dated_from(view: &View<'_>, time: usize, verb: usize, from: usize) -> usize {
    // `mas muitas vezes mostra`
    if view.drops_subjects() && time > from && view.is_in(time - 1, Group::Indefinite) {
        return time - 1;
    }
    (from..time)
        .rev()
        .take(3)
        .take_while(|&at| !view.is_mark(at) && !view.is_capitalised(at))
        .find(|&at| view.is_listed(at, RomanceList::DefiniteOne))
        .filter(|&start| view.lang == Lang::Fr && skip_time(view, start, verb) > time)
        .unwrap_or(time)
}

/// `Le roi, terrifié par les Huns demande`, `Le maire, dans un discours devant le Sénat accuse`: an aside whose second comma is missing.
fn behind_open_aside(view: &View<'_>, end: usize, from: usize, is_plural: bool) -> Option<Mention> {
    let comma = (from + 1..end)
        .rev()
        .take(LONGEST_OPEN_ASIDE)
        .find(|&at| view.is_mark(at) && !view.is_abbreviation_stop(at))
        .filter(|&at| view.lang == Lang::Fr && view.is(at, Mark::Comma))?;
    let first = comma + 1;
    let is_aside = is_lead(view, first) || view.may_be(first, Form::Participle);
    (is_aside && !has_main_verb(view, first, end))
        .then(|| subject_over_asides(view, comma, from, is_plural))
        .flatten()
}

/// How many words an aside without its second comma has at most.
const LONGEST_OPEN_ASIDE: usize = 20;

/// `El partido, que en un comunicado pidió`: the relative pronoun behind a comma, over a phrase that tells where or when.
fn relative_over_phrase(view: &View<'_>, end: usize, from: usize) -> Option<usize> {
    if !view.drops_subjects() || view.is_in(end - 1, Group::RelativeSubject) {
        return None;
    }
    let relative = (from + 2..end)
        .rev()
        .take(12)
        .take_while(|&at| !view.is_mark(at) && !is_finite_verb(view, at, from))
        .find(|&at| view.is_in(at, Group::RelativeSubject) && view.is(at - 1, Mark::Comma))?;
    view.is_in(relative + 1, Group::Preposition).then_some(relative)
}

/// `Son ami et lui promettent`: a stressed pronoun as the second part of a subject.
fn joined_pronoun(view: &View<'_>, verb: usize, from: usize) -> Option<Mention> {
    let pronoun = verb.checked_sub(1).filter(|&at| at >= from + 2)?;
    let is_pair = view.is_romance()
        && view.is_in(pronoun, Group::StressedPronoun)
        && view.is_in(pronoun - 1, Group::And)
        && !view.is_mark(pronoun - 2)
        && !has_main_verb(view, from, pronoun - 1);
    let first = is_pair.then(|| phrase_ending_at(view, pronoun - 1, from, true))??;
    (first.range.end == pronoun - 1).then(|| Mention::of(first.range.start..verb))
}

/// French `Lui nie les coups`, `Eux, au contraire, promettent`: a stressed pronoun that opens a clause.
fn is_stressed_subject(view: &View<'_>, at: usize, from: usize) -> bool {
    let opens = at == from || is_hard_mark(view, at - 1) || view.is_in(at - 1, Group::But);
    view.lang == Lang::Fr && opens && view.is_any_word(at, words!["elles", "elle", "eux", "lui"])
}

/// Whether a pronoun is an object where it stands: `nous` of `il nous a dit`.
fn is_object_here(view: &View<'_>, at: usize, from: usize) -> bool {
    view.is_in(at, Group::ObjectClitic)
        && at > from
        && (view.is_in(at - 1, Group::Pronoun)
            || view.is_in(at - 1, Group::RelativeSubject)
            || view.is_in(at - 1, Group::Negation)
            || (!view.is_mark(at - 1) && !view.groups(at - 1).has_any(BOUNDARY)))
}

/// How many asides between commas are looked at.
const MAX_ASIDES: usize = 8;

/// The subject before one or more asides: `Palmer Luckey, fondateur d’Anduril, a plaidé`.
fn subject_over_asides(view: &View<'_>, last: usize, from: usize, is_plural: bool) -> Option<Mention> {
    let mut segments: Vec<Range<usize>> = Vec::new();
    let mut end = last;
    let mut n_clauses = 0;
    for _ in 0..MAX_ASIDES {
        let mut start = end;
        let mut n_open = usize::from(view.is(end, Mark::Close));
        while start > from {
            let at = start - 1;
            if view.is(at, Mark::Close) {
                n_open += 1;
            }
            if view.is(at, Mark::Open) {
                n_open = n_open.saturating_sub(1);
                if n_open == 0 && view.is(end, Mark::Close) {
                    break;
                }
            }
            // `cité par le « Grand Journal », prédit`: a title belongs to its phrase.
            if n_open == 0
                && let Some(open) =
                    title_before(view, at + 1, from).or_else(|| quoted_part_before(view, at + 1, from))
            {
                start = open;
                continue;
            }
            if n_open == 0
                && (view.is(at, Mark::Comma)
                    || view.is(at, Mark::Dash)
                    || is_hard_mark(view, at)
                    || view.is(at, Mark::Quote)
                    || view.depth(at) != view.depth(last))
            {
                break;
            }
            start = at;
        }
        if start < end {
            let is_relative = view.is_in(start, Group::Relative);
            let has_verb = !is_relative && has_main_verb(view, start, end);
            let is_subordinate = !is_relative
                && view.is_in(start, Group::Subordinator)
                && !view.is_in(start, Group::Preposition);
            // `Le ministre, lorsqu’on l’interroge, dit`: a clause between commas is an aside.
            let is_aside = start > from
                && view.is(start - 1, Mark::Comma)
                && (is_subordinate || has_verb && view.is_in(start, Group::Preposition));
            if is_aside {
                end = start - 1;
                n_clauses += 1;
                continue;
            }
            if has_verb || is_subordinate {
                // `…, et le ministre, Jean X, a dit`: the end of the segment may still hold the subject.
                if has_verb && let Some(mention) = coordinate_subject(view, start, end, is_plural) {
                    segments.push(mention);
                }
                break;
            }
            segments.push(start..end);
        }
        let is_stop = start == from
            || !(view.is(start - 1, Mark::Comma)
                || view.is(start - 1, Mark::Dash)
                || view.is(start - 1, Mark::Open));
        if is_stop {
            break;
        }
        end = start - 1;
        // `X (Y) a dit`: what stands before the bracket belongs to the same segment.
    }
    // `Elle, en revanche, dit`
    if let Some(first) = segments.last().filter(|first| first.len() == 1) {
        let is_pronoun = is_stressed_subject(view, first.start, from)
            || view.lang == Lang::Fr
                && first.start == from
                && view.is_any_word(first.start, words!["il", "ils"]);
        if is_pronoun {
            return Some(Mention::of(first.clone()));
        }
    }
    let heads = |leads: bool| {
        segments
            .iter()
            .enumerate()
            .rev()
            .filter(move |(place, segment)| {
                // `Interrogé un peu plus tard, le ministre, Paul Roux, a dit`
                let opens = is_lead(view, segment.start)
                    || view.lang == Lang::Fr && is_participial(view, segment.start);
                leads || *place == 0 || !opens
            })
            .find_map(|(place, segment)| head_in(view, segment.clone()).map(|head| (place, head)))
    };
    // `Alla domanda se …, ha ammesso`, `Preguntada por …, dijo`: the verb has no subject.
    let is_open = view.drops_subjects()
        && segments
            .iter()
            .all(|segment| is_lead(view, segment.start) || is_participial(view, segment.start));
    if is_open {
        return None;
    }
    let (place, head) = heads(false).or_else(|| heads(true))?;
    let chosen = segments.get(place)?;
    let mention = head..chosen.end;
    let aside = place.checked_sub(1).and_then(|next| segments.get(next));
    let Some(aside) = aside.map(|aside| before_brackets(view, aside)) else {
        return Some(Mention::of(mention));
    };
    // `L’Organisation mondiale de la santé (OMS)`: the short form adds nothing.
    if aside.len() == 1 && view.is(chosen.end, Mark::Open) && mention.len() > 1 {
        return Some(Mention::of(mention));
    }
    let is_named = is_pure_name(view, aside.clone()) && !ends_with_name(view, mention.clone())
        || is_named_by(view, mention.clone(), aside.clone());
    if is_named {
        return Some(Mention {
            range: aside.clone(),
            description: Some(mention),
        });
    }
    let description = if view.is_in(aside.start, Group::Relative) || n_clauses > 0 {
        None
    } else {
        Some(aside.start..last)
    };
    Some(Mention {
        range: mention,
        description,
    })
}

/// `Paul Roy (PS)`: what stands before the brackets.
pub(super) fn before_brackets(view: &View<'_>, segment: &Range<usize>) -> Range<usize> {
    let last = segment.end.saturating_sub(1);
    let open = view
        .is(last, Mark::Close)
        .then(|| segment.clone().rev().find(|&at| view.is(at, Mark::Open)))
        .flatten();
    segment.start..open.filter(|&open| open > segment.start).unwrap_or(segment.end)
}

/// `Suite à ces déclarations, le candidat, …`: what a preposition opens is no subject.
fn is_lead(view: &View<'_>, start: usize) -> bool {
    let groups = view.groups(start);
    view.is_romance() && groups.has(Group::Preposition) && !groups.has(Group::Determiner)
}

/// `Interrogata sui conti`: a participle that begins a sentence.
fn is_participial(view: &View<'_>, start: usize) -> bool {
    view.starts_sentence(start)
        && !view.is_in(start, Group::Determiner)
        && !view.is_in(start, Group::Role)
        // `Rose-Aimée Fortin`
        && (view.lang != Lang::Fr || !view.is_capitalised(start + 1))
        && view.may_be(start, Form::Participle)
}

/// The subject at the end of a segment that holds another clause: `le texte est voté et le ministre`.
fn coordinate_subject(view: &View<'_>, start: usize, end: usize, is_plural: bool) -> Option<Range<usize>> {
    let conjunction = (start..end)
        .rev()
        .find(|&at| view.is_in(at, Group::Conjunction) || view.is_in(at, Group::Subordinator))?;
    if has_main_verb(view, conjunction + 1, end) || is_plural && conjunction + 1 >= end {
        return None;
    }
    Some(conjunction + 1..end)
}

/// A noun phrase that ends before `end`.
pub(super) fn phrase_ending_at(view: &View<'_>, end: usize, from: usize, is_plural: bool) -> Option<Mention> {
    let depth = view.depth(end.checked_sub(1)?);
    let mut start = end;
    while start > from {
        let at = start - 1;
        let is_hyphen = view.is(at, Mark::Dash) && view.token(at).is_some_and(|token| !token.is_spaced);
        let is_abbreviation = view.is_abbreviation_stop(at);
        let is_inner_quote = view.depth(at) > depth;
        let is_boundary = if is_inner_quote || is_hyphen || is_abbreviation {
            false
        } else if view.is_mark(at) {
            !matches!(view.word(at), "&" | "/" | "%" | "'" | "’")
        } else {
            let groups = view.groups(at);
            let is_and = groups.has(Group::And) || view.is_word(at, "ou") || view.is_word(at, "or");
            if is_and {
                let is_open = view.lang == Lang::En && !clause_has_verb_before(view, at, from);
                !is_plural
                    && !is_open
                    && is_new_phrase(view, at + 1)
                    && !is_in_name_of_body(view, at, end, from)
                    || start == end
                    || has_main_verb(view, at + 1, end)
            } else {
                let is_phrase = groups.has(Group::Title)
                    || groups.has(Group::Preposition)
                    || view.is_word(at, "comme")
                    || view.is_word(at, "as");
                // `este caso`: no *if* behind an article.
                let is_noun = view.drops_subjects()
                    && at > from
                    && view.is_word(at, "caso")
                    && view.is_in(at - 1, Group::Determiner);
                groups.has_any(BOUNDARY) && !is_phrase && !is_noun
                    || is_clitic_pronoun(view, at)
                    || is_finite_verb(view, at, from)
                    || groups.has(Group::Pronoun) && !groups.has(Group::Determiner)
            }
        };
        if is_boundary {
            // `les gens que j’ai vus disent`: the verb of a relative clause, which belongs to the phrase.
            let relative = relative_before(view, at, from).filter(|_| is_finite_verb(view, at, from));
            match relative {
                Some(relative) if relative > from => {
                    start = relative;
                    continue;
                }
                _ => break,
            }
        }
        start = at;
    }
    let head = head_in(view, start..end)?;
    if let Some(mention) = named_before_role(view, head, end, from) {
        return Some(mention);
    }
    // `X (Y) a dit`, `X – Y – a dit` are seen as asides.
    Some(Mention::of(head..end))
}

/// The relative pronoun close before a verb, behind a noun.
fn relative_before(view: &View<'_>, verb: usize, from: usize) -> Option<usize> {
    (from + 1..verb).rev().take(4).find(|&at| {
        view.is_in(at, Group::Relative)
            && !view.is_mark(at - 1)
            && view
                .readings(at - 1)
                .iter()
                .all(|reading| !reading.form.is_finite())
    })
}

/// Whether a finite verb stands between the last mark and a place.
fn clause_has_verb_before(view: &View<'_>, end: usize, from: usize) -> bool {
    (from..end)
        .rev()
        .take_while(|&at| !view.is_mark(at) || view.is_abbreviation_stop(at))
        .any(|at| is_finite_verb(view, at, from))
}
