//! Who: noun phrases before and behind a verb, with the apposition that describes them.

use std::ops::Range;

use propos_segment::Lang;

use super::lexicon::{Group, Groups};
use super::verb_group::{is_clitic_pronoun, is_finite_verb};
use super::view::View;
use crate::tokens::{Letters, Mark, TokenKind};

/// A mention of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// Its tokens.
    pub(crate) range: Range<usize>,
    /// The apposition beside it.
    pub(crate) description: Option<Range<usize>>,
}

impl Mention {
    pub(crate) const fn of(range: Range<usize>) -> Self {
        Self {
            range,
            description: None,
        }
    }
}

/// Words of one kind that may stand between subject and verb.
const BETWEEN: Groups = Groups::of(&[
    Group::Adverb,
    Group::Negation,
    Group::ObjectClitic,
    Group::Hedge,
    Group::Time,
]);

/// What ends a noun phrase on its left or right side.
const BOUNDARY: Groups = Groups::of(&[Group::Subordinator, Group::Relative, Group::Conjunction]);

/// The subject of the verb whose group begins at `verb`, not looking before `from`.
pub(crate) fn subject_before(view: &View<'_>, verb: usize, from: usize, is_plural: bool) -> Option<Mention> {
    let mut end = verb;
    let mut is_over_time = false;
    while end > from {
        let at = end - 1;
        let groups = view.groups(at);
        let is_subject_pronoun = groups.has(Group::Pronoun) && !is_object_here(view, at, from);
        let is_between =
            groups.has_any(BETWEEN) && !groups.has(Group::Unspecified) && !view.is_capitalised(at)
                || view.is_word(at, "lui")
                || view.is_manner(at);
        if is_subject_pronoun || !is_between || groups.has(Group::RelativeSubject) {
            break;
        }
        // `la veille` is no adverb: its determiner goes with it.
        is_over_time |= groups.has(Group::Time);
        end = at;
    }
    if end == from || is_over_time && view.is(end - 1, Mark::Comma) && end == from + 1 {
        return None;
    }
    let last = end - 1;
    if view.is_in(last, Group::RelativeSubject)
        && (view.lang != Lang::En || !view.is_word(last, "that") || last > from)
    {
        let mut antecedent_end = last;
        if antecedent_end > from && view.is(antecedent_end - 1, Mark::Comma) {
            antecedent_end -= 1;
        }
        return phrase_ending_at(view, antecedent_end, from, false);
    }
    if let Some(pronoun) = pronoun_at(view, last, from) {
        return Some(Mention::of(pronoun));
    }
    if view.is(last, Mark::Comma) || view.is(last, Mark::Dash) || view.is(last, Mark::Close) {
        return subject_over_asides(view, last, from, is_plural);
    }
    phrase_ending_at(view, end, from, is_plural)
}

/// A pronoun that is a subject by itself, or a word such as `certains`.
fn pronoun_at(view: &View<'_>, at: usize, from: usize) -> Option<Range<usize>> {
    let groups = view.groups(at);
    let before = at.checked_sub(1).filter(|&before| before >= from);
    if groups.has(Group::Pronoun) || groups.has(Group::Neuter) && !groups.has(Group::RelativeSubject) {
        if view.lang == Lang::En
            && groups.has(Group::Demonstrative)
            && before.is_some_and(|before| view.is_name(before))
        {
            return None;
        }
        return Some(at..at + 1);
    }
    if groups.has(Group::Unspecified) {
        let starts = before.is_none_or(|before| {
            view.is_mark(before) || view.groups(before).has_any(BOUNDARY) || view.is_finite_like(before)
        });
        if starts {
            return Some(at..at + 1);
        }
        if let Some(before) = before
            && (view.is_word(before, "d'") || view.is_word(before, "tout") || view.is_word(before, "l'"))
        {
            return Some(before..at + 1);
        }
    }
    None
}

impl View<'_> {
    /// Whether a place holds a conjunction of verbs or an auxiliary: what a bare subject may follow.
    fn is_finite_like(&self, at: usize) -> bool {
        self.is_in(at, Group::Be) || self.is_in(at, Group::Have)
    }
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
            if n_open == 0
                && (view.is(at, Mark::Comma)
                    || view.is(at, Mark::Dash)
                    || super::verb_group::is_hard_mark(view, at)
                    || view.is(at, Mark::Quote)
                    || view.depth(at) != view.depth(last))
            {
                break;
            }
            start = at;
        }
        if start < end {
            let is_relative = view.is_in(start, Group::Relative);
            let has_verb = !is_relative && segment_has_verb(view, start, end);
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
    let (place, head) = segments
        .iter()
        .enumerate()
        .rev()
        .find_map(|(place, segment)| head_in(view, segment.clone()).map(|head| (place, head)))?;
    let chosen = segments.get(place)?;
    let mention = head..chosen.end;
    let Some(aside) = place.checked_sub(1).and_then(|next| segments.get(next)) else {
        return Some(Mention::of(mention));
    };
    if is_pure_name(view, aside.clone()) && !ends_with_name(view, mention.clone()) {
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

/// The subject at the end of a segment that holds another clause: `le texte est voté et le ministre`.
fn coordinate_subject(view: &View<'_>, start: usize, end: usize, is_plural: bool) -> Option<Range<usize>> {
    let conjunction = (start..end)
        .rev()
        .find(|&at| view.is_in(at, Group::Conjunction) || view.is_in(at, Group::Subordinator))?;
    if segment_has_verb(view, conjunction + 1, end) || is_plural && conjunction + 1 >= end {
        return None;
    }
    Some(conjunction + 1..end)
}

fn segment_has_verb(view: &View<'_>, start: usize, end: usize) -> bool {
    let mut at = start;
    while at < end {
        // A relative clause inside a noun phrase has its own verb.
        if view.is_in(at, Group::Relative) && at > start {
            return false;
        }
        if is_finite_verb(view, at, start) {
            return true;
        }
        at += 1;
    }
    false
}

/// A noun phrase that ends before `end`.
fn phrase_ending_at(view: &View<'_>, end: usize, from: usize, is_plural: bool) -> Option<Mention> {
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
                !is_plural && !is_open && is_new_phrase(view, at + 1)
                    || start == end
                    || segment_has_verb(view, at + 1, end)
            } else {
                groups.has_any(BOUNDARY)
                    && !groups.has(Group::Title)
                    && !groups.has(Group::Preposition)
                    && !(view.is_word(at, "comme") || view.is_word(at, "as"))
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

/// Whether a new phrase begins at a place: `et le ministre`, `et Pékin`.
fn is_new_phrase(view: &View<'_>, at: usize) -> bool {
    let groups = view.groups(at);
    groups.has(Group::Determiner) && !groups.has(Group::Of)
        || view.is_capitalised(at)
        || groups.has(Group::Pronoun)
}

/// Where the head of a noun phrase begins in a segment: the first determiner or name that no preposition governs and
/// that is no time.
pub(crate) fn head_in(view: &View<'_>, segment: Range<usize>) -> Option<usize> {
    let mut at = segment.start;
    let mut is_governed = false;
    let mut fallback = None;
    while at < segment.end {
        let groups = view.groups(at);
        let is_name = view.is_name(at);
        if (groups.has(Group::Preposition)
            || groups.has(Group::Of) && !(at == segment.start && view.is_word(at, "des")))
            && !(is_name && !view.starts_sentence(at))
        {
            is_governed = true;
            at += 1;
            // `près de`, `à l’`: the phrase behind is governed too.
            while at < segment.end && (view.is_in(at, Group::Determiner) || view.is_in(at, Group::Of)) {
                at += 1;
            }
            // Skip the governed phrase's first word; a new determiner after it starts afresh.
            if at < segment.end {
                let is_name = view.is_name(at);
                at += 1;
                while is_name && at < segment.end && view.is_name(at) {
                    at += 1;
                }
            }
            continue;
        }
        if groups.has(Group::Time) && !is_name_after_title(view, at) {
            at += 1;
            continue;
        }
        let is_determiner = groups.has(Group::Determiner);
        if is_determiner
            || is_name
            || groups.has(Group::Title)
                && (view.is_name(at + 1) || view.is_abbreviation_stop(at + 1) && view.is_name(at + 2))
            || view.is_number(at) && !is_governed && at + 1 < segment.end
        {
            if is_time_phrase(view, at, segment.end) {
                at += 1;
                while at < segment.end
                    && (view.is_in(at, Group::Time) || view.is_number(at) || is_time_adjective(view, at))
                {
                    at += 1;
                }
                continue;
            }
            return Some(at);
        }
        let is_noun = groups.has(Group::Role)
            || groups.has(Group::Organization)
            || groups.has(Group::Document)
            || groups.has(Group::Unspecified);
        if is_noun && fallback.is_none() && !is_governed {
            fallback = Some(at);
        }
        if !is_governed
            && fallback.is_none()
            && view.lang == Lang::En
            && !groups.has_any(BETWEEN)
            && !view.is_mark(at)
            && !groups.has(Group::Conjunction)
        {
            // English plural nouns come bare: `senior officials`.
            fallback = Some(at);
        }
        at += 1;
    }
    fallback
}

fn is_name_after_title(view: &View<'_>, at: usize) -> bool {
    view.is_capitalised(at)
        && at > 0
        && (view.is_in(at - 1, Group::Title) || view.is_name(at - 1))
        && !view.starts_sentence(at)
}

fn is_time_adjective(view: &View<'_>, at: usize) -> bool {
    matches!(
        view.word(at),
        "dernier"
            | "dernière"
            | "derniers"
            | "dernières"
            | "prochain"
            | "prochaine"
            | "même"
            | "suivant"
            | "suivante"
            | "passé"
            | "passée"
            | "last"
            | "next"
            | "past"
            | "same"
            | "ago"
    )
}

/// Whether `le 3 mai`, `la semaine dernière`, `last week` begins at a place.
fn is_time_phrase(view: &View<'_>, at: usize, end: usize) -> bool {
    let mut next = at + 1;
    while next < end
        && (view.is_number(next) || is_time_adjective(view, next) || view.is_in(next, Group::Indefinite))
    {
        next += 1;
    }
    next < end && view.is_in(next, Group::Time) && !view.is_name(next + 1) || view.is_in(at, Group::Time)
}

/// Behind `la semaine dernière`, `ce week-end`, `last week`, where one begins at a place.
pub(crate) fn skip_time(view: &View<'_>, at: usize, until: usize) -> usize {
    if at >= until
        || !view.is_in(at, Group::Determiner) && !view.is_in(at, Group::Time)
        || !is_time_phrase(view, at, until)
    {
        return at;
    }
    let mut end = at + 1;
    while end < until && (view.is_in(end, Group::Time) || view.is_number(end) || is_time_adjective(view, end))
    {
        end += 1;
    }
    end
}

/// Whether a segment is a name and nothing else.
fn is_pure_name(view: &View<'_>, segment: Range<usize>) -> bool {
    view.is_capitalised(segment.start)
        && segment.len() <= 6
        && !view.is_in(segment.start, Group::Determiner)
        && segment.clone().all(|at| {
            view.is_capitalised(at)
                || view.is_in(at, Group::Particle)
                || view.is_in(at, Group::Title)
                || view.is_abbreviation_stop(at)
        })
}

fn ends_with_name(view: &View<'_>, range: Range<usize>) -> bool {
    let last = range.end.saturating_sub(1);
    // A place or organisation behind `de` is no name of the one described.
    if !view.is_name(last) {
        return false;
    }
    let mut at = last;
    while at > range.start
        && (view.is_capitalised(at) || view.is_in(at, Group::Particle) && view.is_capitalised(at - 1))
    {
        at -= 1;
    }
    let before = at;
    !view.is_in(before, Group::Preposition)
        && !view.is_in(before, Group::Of)
        && !view.is_in(before, Group::Determiner)
}

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
        // English days are written with a capital.
        while at < until && view.is_in(at, Group::Time) {
            at += 1;
        }
        if at < until && view.is_in(at, Group::Preposition) && !view.is_in(at, Group::According) {
            let phrase = phrase_from(view, at + 1, until);
            if let Some(phrase) = phrase
                && phrase.end < until
                && !view.is_mark(phrase.end)
                && !view.groups(phrase.end).has_any(BOUNDARY)
            {
                at = phrase.end;
            }
        }
        at = skip_time(view, at, until);
        // `auraient dit, selon le site, des agents`
        if at < until
            && view.is(at, Mark::Comma)
            && super::rules::according::marker(view, at + 1).is_some()
            && let Some(close) = (at + 2..until).find(|&place| view.is(place, Mark::Comma))
        {
            at = close + 1;
        }
        if at == start {
            break;
        }
    }
    at
}

/// The subject behind a verb: `a déclaré lundi le ministre`, `said Smith, the …`.
pub(crate) fn subject_after(view: &View<'_>, at: usize, until: usize) -> Option<Mention> {
    let start = skip_to_subject(view, at, until);
    if let Some(pronoun) = pronoun_at(view, start, start)
        && start < until
        && !view.is_in(start, Group::Neuter)
    {
        return Some(Mention::of(pronoun));
    }
    let range = phrase_from(view, start, until)?;
    Some(with_description(view, range, until))
}

/// A phrase with the apposition behind it.
pub(crate) fn with_description(view: &View<'_>, range: Range<usize>, until: usize) -> Mention {
    let mut mention = Mention::of(range.clone());
    if range.end + 1 < until && view.is(range.end, Mark::Comma) {
        let start = range.end + 1;
        let groups = view.groups(start);
        let is_role = |at: usize| {
            view.is_in(at, Group::Role)
                || view.is_in(at, Group::Organization)
                || view.is_in(at, Group::Document)
        };
        if is_pure_name_until_mark(view, start, until).is_some_and(|end| {
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
        if is_role(head) || is_role(head + 1) || view.is_number(start) || is_apposition {
            let mut end = start;
            while end < until
                && !super::verb_group::is_hard_mark(view, end)
                && !view.is(end, Mark::Comma)
                && !view.is(end, Mark::Quote)
                && view.depth(end) == view.depth(start)
            {
                end += 1;
            }
            let is_closed = !is_apposition || end < until && view.is(end, Mark::Comma);
            if is_closed && !segment_has_verb(view, start, end) {
                mention.description = Some(start..end);
            }
        }
    }
    mention
}

fn is_pure_name_until_mark(view: &View<'_>, start: usize, until: usize) -> Option<usize> {
    let mut end = start;
    while end < until && (view.is_capitalised(end) || end > start && view.is_in(end, Group::Particle)) {
        end += 1;
    }
    (end > start && (end >= until || view.is_mark(end)) && is_pure_name(view, start..end)).then_some(end)
}

/// The noun phrase that begins at a place.
pub(crate) fn phrase_from(view: &View<'_>, start: usize, until: usize) -> Option<Range<usize>> {
    let depth = view.depth(start);
    let mut at = start;
    let mut has_noun = false;
    let mut has_name = false;
    while at < until && view.depth(at) == depth {
        if view.is_mark(at) {
            let is_joint = view.is_abbreviation_stop(at)
                || matches!(view.word(at), "&" | "'" | "’" | "/")
                || (view.is(at, Mark::Dash) && view.token(at).is_some_and(|token| !token.is_spaced));
            if is_joint && at > start {
                at += 1;
                continue;
            }
            break;
        }
        let groups = view.groups(at);
        let is_name = view.is_capitalised(at);
        if groups.has(Group::Determiner) && !groups.has(Group::Of) && has_noun && !is_name {
            // A second phrase begins.
            break;
        }
        if groups.has(Group::Of)
            || (view.lang == Lang::En
                && at > start
                && view
                    .token(at)
                    .is_some_and(|token| token.kind == TokenKind::Clitic)
                && view.is_word(at, "'s"))
        {
            if at == start
                && !view.is_word(at, "des")
                && !view.is_word(at, "du")
                && !view.is_word(at, "d'")
                && !view.is_word(at, "de")
            {
                return None;
            }
            at += 1;
            // The determiner behind `de` belongs to it.
            if at < until && view.is_in(at, Group::Determiner) && !view.is_in(at, Group::Of) {
                at += 1;
            }
            has_noun = at < until && has_noun;
            continue;
        }
        if groups.has(Group::And) && has_noun && at + 1 < until {
            let is_list = is_new_phrase(view, at + 1)
                || view.is_in(at + 1, Group::Role)
                || view.is_in(at + 1, Group::Of);
            let mut end = at + 1;
            while end < until && !view.is_mark(end) && !is_finite_verb(view, end, at + 1) {
                end += 1;
            }
            if is_list && (end >= until || view.is_mark(end)) && end - at < 10 {
                at += 1;
                has_noun = false;
                continue;
            }
            break;
        }
        let is_stop = (groups.has(Group::Preposition)
            || groups.has(Group::Subordinator)
            || groups.has(Group::Conjunction))
            && !(is_name && has_name)
            && !(view.is_word(at, "chez")
                || view.is_word(at, "at") && has_noun && view.is_capitalised(at + 1))
            || groups.has(Group::Pronoun) && !groups.has(Group::Determiner) && !is_name
            || groups.has(Group::Negation)
            || groups.has(Group::Wh) && !groups.has(Group::Determiner)
            || groups.has(Group::Modal) && !is_name
            || is_finite_verb(view, at, start) && has_noun
            || is_clitic_pronoun(view, at)
            || groups.has(Group::Time) && has_noun
            || groups.has(Group::Adverb) && !groups.has(Group::Determiner) && has_noun && !is_name;
        if is_stop {
            break;
        }
        if !groups.has(Group::Determiner) || is_name {
            has_noun = true;
        }
        has_name |= is_name;
        at += 1;
    }
    // Nothing useful ends with `de` or a determiner.
    while at > start
        && (view.is_in(at - 1, Group::Of)
            || view.is_in(at - 1, Group::And)
            || view.is_in(at - 1, Group::Determiner) && at - 1 > start && !view.is_name(at - 1))
    {
        at -= 1;
    }
    let has_word = (start..at)
        .any(|place| !view.is_in(place, Group::Determiner) && !view.is_mark(place) || view.is_name(place));
    (at > start && has_word).then_some(start..at)
}

/// What kind of speaker a mention can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Being {
    /// A name.
    Name,
    /// A personal pronoun of the third person.
    Pronoun,
    /// `je`, `nous`, `we`.
    Self_,
    /// `vous`, `you`.
    You,
    /// `certains`, `tout le monde`, `nobody`.
    Unspecified,
    /// A person by role.
    Role,
    /// A body.
    Organization,
    /// A text.
    Document,
    /// A thing, or a demonstrative.
    Thing,
    /// A noun we know nothing about.
    Unknown,
}

/// What a mention is, by its head.
pub(crate) fn being(view: &View<'_>, range: Range<usize>) -> Being {
    let first = view.groups(range.start);
    if range.len() == 1 {
        if first.has(Group::SelfPronoun) {
            return Being::Self_;
        }
        if first.has(Group::YouPronoun) {
            return Being::You;
        }
        if first.has(Group::Neuter) {
            return if view.lang == Lang::En && view.is_word(range.start, "it") {
                Being::Pronoun
            } else {
                Being::Thing
            };
        }
        if first.has(Group::Unspecified) {
            return Being::Unspecified;
        }
        if first.has(Group::Pronoun) || first.has(Group::StressedPronoun) {
            return Being::Pronoun;
        }
    }
    if view.is_word(range.start, "tout") && view.is_word(range.end - 1, "monde") {
        return Being::Unspecified;
    }
    if range
        .clone()
        .any(|at| view.is_in(at, Group::Nobody) && at < range.start + 2)
        && !first.has(Group::Determiner)
    {
        return Being::Unspecified;
    }
    // The head noun of English compounds is the last before a preposition, elsewhere the first noun.
    let is_noun = |at: usize| {
        view.groups(at).has_any(Groups::of(&[
            Group::Role,
            Group::Organization,
            Group::Document,
            Group::Inanimate,
            Group::Criterion,
        ]))
    };
    let core_end = range
        .clone()
        .skip(1)
        .find(|&at| {
            view.is_in(at, Group::Of)
                || view.is_in(at, Group::Preposition) && !view.is_capitalised(at)
                || view.is(at, Mark::Open)
        })
        .unwrap_or(range.end);
    let mut nouns = (range.start..core_end).filter(|&at| is_noun(at));
    let head = if view.lang == Lang::En {
        nouns.next_back()
    } else {
        nouns.next()
    };
    let has_name =
        (range.start..core_end).any(|at| view.is_name(at) || view.is_capitalised(at) && at > range.start);
    if let Some(head) = head {
        let groups = view.groups(head);
        let is_person = groups.has(Group::Role);
        let is_body = groups.has(Group::Organization);
        if is_person
            && !(view.lang == Lang::En
                && has_name
                && view.is_capitalised(core_end.saturating_sub(1))
                && !is_noun(core_end.saturating_sub(1)))
        {
            return Being::Role;
        }
        if is_body {
            return Being::Organization;
        }
        if groups.has(Group::Document) {
            // `ces chiffres`: the author's own reading of what he just gave.
            let is_own = groups.has(Group::Inanimate) && first.has(Group::Demonstrative);
            return if is_own { Being::Thing } else { Being::Document };
        }
        if !has_name {
            return Being::Thing;
        }
    }
    if has_name {
        return Being::Name;
    }
    let is_some =
        first.has(Group::Unspecified) || first.has(Group::Indefinite) || view.is_number(range.start);
    if is_some && core_end < range.end && view.is_in(core_end, Group::Of) && core_end <= range.start + 1 {
        return Being::Unspecified;
    }
    if first.has(Group::Unspecified) && first.has(Group::Determiner) && range.len() == 1 {
        return Being::Unspecified;
    }
    let is_human = (range.start..core_end).any(|at| is_human_noun(view, at));
    if is_human {
        return Being::Role;
    }
    if first.has(Group::Demonstrative) {
        return Being::Thing;
    }
    let looks_abstract = (range.start..core_end).any(|at| is_abstract_noun(view, at));
    if looks_abstract {
        Being::Thing
    } else {
        Being::Unknown
    }
}

/// Endings of words for people.
fn is_human_noun(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    if view.is_known(at) && !view.readings(at).is_empty() || word.len() < 6 {
        return false;
    }
    let stem = word.strip_suffix('s').unwrap_or(word);
    let endings: &[&str] = match view.lang {
        Lang::En => &[
            "ist", "ician", "ologist", "maker", "holder", "leader", "worker", "owner", "goer", "crat",
            "grapher", "woman", "man", "men", "people", "keeper", "writer", "fighter",
        ],
        _ => &[
            "eur", "euse", "trice", "iste", "icien", "icienne", "logue", "crate", "graphe", "taire", "naire",
        ],
    };
    endings.iter().any(|ending| stem.ends_with(ending))
        && ![
            "valeur",
            "faveur",
            "hauteur",
            "longueur",
            "moteur",
            "secteur",
            "facteur",
            "chaleur",
            "ordinateur",
            "horreur",
            "erreur",
            "couleur",
            "douleur",
            "ampleur",
            "rigueur",
            "lueur",
            "vapeur",
            "ascenseur",
            "commentaire",
            "territoire",
            "inventaire",
            "salaire",
        ]
        .contains(&stem)
}

/// Endings of words for things and notions.
fn is_abstract_noun(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    let stem = word.strip_suffix('s').unwrap_or(word);
    word.len() > 4
        && view
            .token(at)
            .is_some_and(|token| token.letters == Letters::Small)
        && [
            "tion", "sion", "ité", "ance", "ence", "ment", "age", "isme", "ure", "ness", "ity", "ism", "ship",
        ]
        .iter()
        .any(|ending| stem.ends_with(ending))
}
