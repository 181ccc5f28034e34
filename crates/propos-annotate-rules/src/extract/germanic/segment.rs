//! Sentences cut at their marks, and what kind of clause each piece is.

use std::ops::Range;

use propos_segment::Lang;

use super::mood::is_reporting_mood;
use crate::extract::lexicon::{Form, GermanicList, Group};
use crate::extract::verb_group::is_hard_mark;
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::{Mark, TokenKind};

/// A stretch between marks at one depth of quotation.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
    /// Whether a comma ends it, and no stronger mark.
    pub(super) has_comma: bool,
}

/// What kind of clause a segment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It has its verb second, or first.
    Main,
    /// A conjunction or question word opens it, its verb stands at the end.
    Subordinate,
    /// A relative pronoun opens it.
    Relative,
    /// An infinitive with `zu`.
    Infinitive,
    /// Quoted words and nothing else.
    Quoted,
    /// It has no verb.
    Nominal,
}

/// Cuts a range at commas and stronger marks. What stands in brackets belongs to its segment.
pub(super) fn segments(view: &View<'_>, range: Range<usize>, depth: u8) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut start = range.start;
    let mut n_open = 0_usize;
    let mut at = range.start;
    while at < range.end {
        if view.depth(at) > depth {
            at = view
                .quote_around(at, depth)
                .map_or(at + 1, |quote| quote.end.clamp(at + 1, range.end));
            continue;
        }
        if view.is(at, Mark::Open) {
            n_open += 1;
        } else if view.is(at, Mark::Close) {
            n_open = n_open.saturating_sub(1);
        }
        let is_comma = view.is(at, Mark::Comma);
        let is_cut = is_comma && n_open == 0 || is_hard_mark(view, at) || is_spaced_dash(view, at);
        if is_cut {
            n_open = 0;
            if at > start {
                segments.push(Segment {
                    range: start..at,
                    kind: kind(view, start..at, depth),
                    has_comma: is_comma || is_spaced_dash(view, at),
                });
            }
            start = at + 1;
        }
        at += 1;
    }
    if range.end > start {
        segments.push(Segment {
            range: start..range.end,
            kind: kind(view, start..range.end, depth),
            has_comma: false,
        });
    }
    if view.lang == Lang::De {
        super::joined::join_around_asides(view, &mut segments, depth);
    }
    segments
}

pub(super) fn is_spaced_dash(view: &View<'_>, at: usize) -> bool {
    view.is(at, Mark::Dash)
        && view.token(at).is_some_and(|token| token.is_spaced)
        && view.token(at + 1).is_none_or(|token| token.is_spaced)
}

/// The places of a range that stand outside deeper quotations and hold a word.
pub(super) fn words<'a>(
    view: &'a View<'_>,
    range: Range<usize>,
    depth: u8,
) -> impl DoubleEndedIterator<Item = usize> + 'a {
    range.filter(move |&at| view.depth(at) == depth && !view.is_mark(at))
}

/// `mehr als 300 Menschen`: no clause.
fn is_comparison(view: &View<'_>, at: usize) -> bool {
    view.is_word(at + 1, "als") && (view.is_any_word(at, words!["mehr", "weniger"]) || view.is_number(at + 2))
}

pub(super) fn kind(view: &View<'_>, range: Range<usize>, depth: u8) -> Kind {
    let mut first = range.start;
    while first < range.end
        && view.depth(first) == depth
        && (view.is_in(first, Group::Conjunction)
            || view.is_in(first, Group::Adverb)
                && view.is_in(first + 1, Group::Subordinator)
                && !is_comparison(view, first)
            || view.is_any_word(first, words!["auch", "selbst"]) && view.is_word(first + 1, "wenn")
            || view.is_mark(first))
    {
        first += 1;
    }
    let mut last_words = words(view, range.clone(), depth).rev();
    let Some(last) = last_words.next() else {
        return Kind::Quoted;
    };
    let n_words = words(view, range.clone(), depth).count();
    let is_own = view.depth(first) == depth;
    let opens_purpose = view.is_listed(first, GermanicList::OpensPurpose);
    if is_own && opens_purpose && view.lang == Lang::De && is_to_infinitive(view, last, range.start) {
        return Kind::Infinitive;
    }
    let ends_with_verb = ends_with_verb(view, range.clone(), depth);
    let early = words(view, first..range.end, depth)
        .skip(1)
        .find(|&at| is_finite(view, at) && !is_in_cluster(view, at, range.end, depth));
    // A sentence does not begin with a relative clause: `Die Ministerin sagte`.
    let opens_relative = is_own
        && !view.starts_sentence(first)
        && (view.is_in(first, Group::Relative)
            || view.is_in(first, Group::Preposition) && view.is_in(first + 1, Group::Relative));
    let opens_clause = is_own
        && view.is_in(first, Group::Subordinator)
        && !(view.is_in(first, Group::Preposition) && early.is_some())
        // `Dat kost honderden guldens`: it points; so does `Damit seien „…“`.
        && !(view.starts_sentence(first)
            && is_finite(view, first + 1)
            && (view.lang == Lang::Nl || view.is_any_word(first, words!["da", "damit", "seitdem"])));
    if opens_clause && (ends_with_verb || view.is_in(first, Group::That)) {
        let is_relative = view.is_in(first, Group::Relative) && !view.is_in(first, Group::Wh);
        return if is_relative {
            Kind::Relative
        } else {
            Kind::Subordinate
        };
    }
    // `Die einen sagen, das Dorf sterbe`: a noun and a verb of reported speech.
    let is_short_report = view.lang == Lang::De
        && is_reporting_mood(view, last)
        && super::phrase::phrase(view, first, last).is_some_and(|found| found.end == last);
    // `De bond, die deel uitmaakt van de regering, …`: Dutch may end with what belongs to the verb.
    let is_free = view.lang == Lang::Nl
        && opens_relative
        && early.is_some_and(|early| early > first + 1 + usize::from(!view.is_in(first, Group::Relative)))
        && !view.is_in(first, Group::Wh);
    if is_free {
        return Kind::Relative;
    }
    if opens_relative && ends_with_verb && early.is_none() && n_words > 2 && !is_short_report {
        return Kind::Relative;
    }
    // Dutch has no comma before `of` and `dat`: `op de vraag of …`.
    let is_inside = view.lang == Lang::Nl
        && early.is_some_and(|early| {
            view.is_in(first, Group::Preposition)
                && (first + 1..early).any(|at| {
                    // `Op dat moment had hij`: no clause.
                    view.is_in(at, Group::Wh) || view.is_in(at, Group::That) && at > first + 1
                })
        });
    if is_inside {
        return Kind::Subordinate;
    }
    if early.is_some()
        || is_finite(view, first) && is_own
        || ends_with_verb && n_words < 4 && is_finite(view, last)
    {
        return Kind::Main;
    }
    if is_to_infinitive(view, last, range.start)
        || last_words
            .next()
            .is_some_and(|before| is_to_infinitive(view, before, range.start))
    {
        return Kind::Infinitive;
    }
    if words(view, first..range.end, depth).any(|at| is_finite(view, at)) {
        return if opens_relative {
            Kind::Relative
        } else {
            Kind::Main
        };
    }
    // `sich zu wehren gegen Hass und Gewalt`
    let has_tail = words(view, first..range.end, depth).any(|at| {
        is_to_infinitive(view, at, range.start)
            && (view.is_in(at + 1, Group::Preposition) || view.is_word(at + 1, "als"))
    });
    if has_tail && view.lang == Lang::De {
        return Kind::Infinitive;
    }
    let has_own = n_words > 0;
    if has_own { Kind::Nominal } else { Kind::Quoted }
}

/// Whether one of the last words of a range is a finite verb.
fn ends_with_verb(view: &View<'_>, range: Range<usize>, depth: u8) -> bool {
    words(view, range, depth)
        .rev()
        .take(3)
        .any(|at| is_finite(view, at))
}

/// Whether nothing but verbs stands between a place and the end of its segment.
pub(super) fn is_in_cluster(view: &View<'_>, at: usize, end: usize, depth: u8) -> bool {
    // German puts the finite verb behind the participle: `der Fall sei gelöst` is no subordinate clause.
    // So it does with infinitives: `der Preis könne steigen`, but `das er hätte kaufen können`.
    let is_second = view.lang == Lang::De
        && (view.may_be(at + 1, Form::Participle)
            || view.is_in(at, Group::Modal) && view.may_be(at + 1, Form::Infinitive))
        && !is_noun_letter(view, at + 1);
    !is_second
        && words(view, at + 1..end, depth).take(4).all(|place| {
            is_finite(view, place)
                || is_verbal(view, place)
                || view.is_in(place, Group::Be)
                || view.is_in(place, Group::Have)
        })
        && end - at < 6
}

/// Whether a place holds an infinitive or participle.
pub(super) fn is_verbal(view: &View<'_>, at: usize) -> bool {
    !is_noun_letter(view, at)
        && (view
            .readings(at)
            .iter()
            .any(|reading| matches!(reading.form, Form::Infinitive | Form::Participle | Form::Gerund))
            || view.is_listed(at, GermanicList::ClusterEnd))
}

/// Whether a word is written as German nouns are, where no sentence begins.
pub(super) fn is_noun_letter(view: &View<'_>, at: usize) -> bool {
    view.is_capitalised(at) && !view.starts_sentence(at)
}

/// Whether a finite verb stands at a place.
pub(crate) fn is_finite(view: &View<'_>, at: usize) -> bool {
    if view.is_mark(at) || is_noun_letter(view, at) {
        return false;
    }
    if at > 0 && is_infinitive_mark(view, at - 1) && view.word(at).ends_with('n') {
        return false;
    }
    let groups = view.groups(at);
    // Dutch `zijn`: *his* at the start, behind prepositions, conjunctions and verbs; else *are*.
    if view.lang == Lang::Nl && view.is_word(at, "zijn") {
        let before = at.saturating_sub(1);
        let is_his = view.starts_sentence(at)
            || view.is_in(before, Group::Preposition)
            || view.is_in(before, Group::Conjunction) && !view.is_mark(at + 1)
            || !view.is_capitalised(before)
                && view
                    .readings(before)
                    .iter()
                    .any(|reading| reading.form == Form::Singular);
        if is_his {
            return false;
        }
    }
    if view.is_capitalised(at)
        && (groups.has(Group::Role) || groups.has(Group::Organization) || groups.has(Group::Document))
    {
        return false;
    }
    if groups.has(Group::Modal) || groups.has(Group::Have) || groups.has(Group::Be) {
        // `sein Mandant`: the infinitive is no finite form, and else it is *his*.
        if view.lang == Lang::De && view.is_word(at, "sein") {
            return false;
        }
        let is_infinitive = view.is_listed(at, GermanicList::AuxInfinitive);
        let ends_cluster = at > 0 && is_verbal(view, at - 1);
        // `wie die Prüfer angenommen haben`: an infinitive only where something governs it.
        let is_free = view.lang == Lang::De && !follows_auxiliary(view, at);
        return !is_infinitive || !ends_cluster || is_free;
    }
    // `Viele meinen, …`: no possessive before a comma.
    if view.lang == Lang::De && view.is_word(at, "meinen") && at > 0 && !view.is_mark(at - 1) {
        return view.is(at + 1, Mark::Comma) || view.is(at + 1, Mark::Colon);
    }
    // `…, meinen Beobachter`, `…, meinen die Forscher`: who means so stands behind.
    let has_subject = view.lang == Lang::De
        && view.is_word(at, "meinen")
        && at > 0
        && view.is(at - 1, Mark::Comma)
        && (view.is_in(at + 1, Group::Role) && view.is_mark(at + 2)
            || view.is_in(at + 1, Group::Indefinite)
            || view.is_any_word(at + 1, words!["die"]));
    if has_subject {
        return true;
    }
    let is_function = groups.has(Group::Determiner)
        || groups.has(Group::Preposition)
        || groups.has(Group::Conjunction)
        || groups.has(Group::Pronoun)
        || groups.has(Group::Adverb)
        || groups.has(Group::Hedge);
    if is_function {
        return false;
    }
    // `Beweise gebe es nicht`, `Hinweise habe man keine`: a noun where the sentence begins.
    let is_noun = view.lang == Lang::De
        && view.starts_sentence(at)
        && view.is_capitalised(at)
        && view.word(at).ends_with('e')
        && !view.word(at).ends_with("te")
        && is_reporting_mood_form(view, at + 1);
    if is_noun {
        return false;
    }
    // `das Messer fallen zu lassen`
    let is_let = view.lang == Lang::De
        && view.is_word(at + 1, "zu")
        && view.is_listed(at + 2, GermanicList::ModalInfinitive);
    let readings = view.readings(at);
    if readings.is_empty() || is_let || is_attributive(view, at) {
        return false;
    }
    // `die Partei informiert zu haben`
    let is_perfect = view.lang == Lang::De
        && view.is_word(at + 1, "zu")
        && view.is_listed(at + 2, GermanicList::PerfectInfinitive)
        && readings.iter().any(|reading| reading.form == Form::Participle);
    if is_perfect {
        return false;
    }
    // `vorige week`: the past of *wijken* is rare.
    if view.lang == Lang::Nl && groups.has(Group::Time) {
        return false;
    }
    // `het besluit`, `een advies`, `verschillende getuigen`: a noun that looks like a verb.
    let is_noun = view.lang == Lang::Nl
        && at > 0
        && view.is_in(at - 1, Group::Determiner)
        && (groups.has(Group::Inanimate)
            || groups.has(Group::Information)
            || groups.has(Group::Document)
            || groups.has(Group::OpinionClause)
            || groups.has(Group::Organization)
            || groups.has(Group::Role)
            // `het doorgaan van het toernooi`
            || view.is_word(at - 1, "het")
                && view.is_word(at + 1, "van")
                && readings.iter().any(|reading| reading.form == Form::Infinitive));
    if is_noun {
        return false;
    }
    if readings.iter().any(|reading| reading.form.is_finite()) {
        // `gesagt` is no present tense, `angekündigt` neither; `muss … kündigen` has its infinitive.
        let is_open = readings.iter().any(|reading| reading.form == Form::Participle)
            || view.lang == Lang::De && view.word(at).ends_with("en") && !view.word(at).ends_with("ten");
        return !is_open || !follows_auxiliary(view, at);
    }
    // The plural is the infinitive.
    readings.iter().any(|reading| reading.form == Form::Infinitive)
        && !(at > 0 && is_infinitive_mark(view, at - 1))
        && !follows_auxiliary(view, at)
}

/// `gebe`, `habe`: forms of the mood of reported speech that stand behind a noun.
fn is_reporting_mood_form(view: &View<'_>, at: usize) -> bool {
    view.is_in(at, Group::Conjunctive)
        || view
            .readings(at)
            .iter()
            .any(|reading| reading.form.is_conditional())
}

/// `der`, `eine`: the articles of German, and what is left of them in Dutch.
pub(super) fn is_article(view: &View<'_>, at: usize) -> bool {
    view.is_listed(at, GermanicList::OldArticle)
}

/// `die bekannte Marke`, `der an der Studie beteiligte Forscher`: between an article and a noun.
fn is_attributive(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    let fits =
        view.lang == Lang::De && (word.ends_with('e') || word.ends_with("en")) && view.is_capitalised(at + 1);
    if !fits {
        return false;
    }
    let is_article = |place: usize| is_article(view, place);
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    // `die weit verbreitete Ansicht`, `neben anderen bekannten Gesichtern`
    let is_known = view.is_listed(at, GermanicList::KnownAdjective);
    if is_known && (view.is_listed(before, GermanicList::KnownTo)) {
        return true;
    }
    // `für bessere Qualität`
    let is_governed = view.is_in(before, Group::Preposition) && !view.starts_sentence(at);
    if is_article(before) && !view.is_word(before, "das") || is_governed {
        return true;
    }
    // `einer der 13 beteiligten Ärzte`: in the plural *der* and *den* begin no subject.
    let is_counted = before > 0
        && (view.is_number(before) || view.is_in(before, Group::Indefinite))
        && view.is_any_word(before - 1, words!["der", "den"]);
    if is_counted {
        return true;
    }
    // `Zwei mit der Sache vertraute Anwälte`: a verb of several would end otherwise.
    let is_plural = |place: usize| {
        view.lang == Lang::De
            && (view.is_number(place)
                || view.is_in(place, Group::Indefinite)
                || view.is_in(place, Group::Several))
            && view.word(at).ends_with('e')
            && view.is_capitalised(at + 1)
    };
    // `Mit den Plänen vertraute Personen sagten`: another verb follows right behind.
    let opens_phrase = word.ends_with('e')
        && view.is_capitalised(at + 1)
        && view.is_capitalised(before)
        && !view.is_mark(at + 2)
        && view
            .readings(at + 2)
            .iter()
            .any(|reading| reading.form.is_finite())
        && (at.saturating_sub(4)..before)
            .any(|place| view.starts_sentence(place) && view.is_in(place, Group::Preposition));
    if opens_phrase {
        return true;
    }
    // `Den in Kiel lebenden Menschen sagte Weber`: the noun of the article has come, behind its participle.
    let has_come = view.is_capitalised(before)
        && before.checked_sub(1).is_some_and(|place| {
            let word = view.word(place);
            let ends = ["nde", "nden", "nder", "ene", "enen", "te", "ten"];
            !view.is_capitalised(place) && word.len() > 6 && ends.iter().any(|ending| word.ends_with(ending))
        });
    if has_come {
        return false;
    }
    // An article whose noun has not come: a preposition or adverb follows it.
    (at.saturating_sub(10)..at)
        .rev()
        .take_while(|&place| !view.is_mark(place) || view.is(place, Mark::Quote))
        .filter(|&place| view.depth(place) == view.depth(at))
        .any(|place| {
            let next = view.groups(place + 1);
            // `der als „Maulkorb“ kritisierte Erlass`
            let is_called = view.is_word(place + 1, "als");
            (is_article(place) || is_plural(place))
                && place + 1 < at
                && !view.is_capitalised(place + 1)
                && (is_called
                    || next.has(Group::Preposition)
                    || next.has(Group::Negation)
                    || next.has(Group::Adverb))
        })
}

/// Whether an auxiliary governs what stands at a place: looked for within its stretch.
fn follows_auxiliary(view: &View<'_>, at: usize) -> bool {
    let depth = view.depth(at);
    // `Verletzt worden sei niemand`
    let is_passive = view.lang == Lang::De && view.is_word(at + 1, "worden");
    let next_is_auxiliary = is_auxiliary(view, at + 1 + usize::from(is_passive));
    next_is_auxiliary
        || (0..at)
            .rev()
            .take(40)
            .take_while(|&place| {
                view.depth(place) != depth || !(view.is(place, Mark::Comma) || is_hard_mark(view, place))
            })
            .any(|place| view.depth(place) == depth && is_auxiliary(view, place))
}

fn is_auxiliary(view: &View<'_>, at: usize) -> bool {
    let groups = view.groups(at);
    !is_noun_letter(view, at)
        && (groups.has(Group::Modal)
            || groups.has(Group::Have)
            || groups.has(Group::Be) && !view.is_word(at, "sein"))
}

/// `zu`, `te`.
pub(super) fn is_infinitive_mark(view: &View<'_>, at: usize) -> bool {
    match view.lang {
        Lang::De => view.is_word(at, "zu"),
        _ => view.is_word(at, "te"),
    }
}

/// Whether an infinitive with `zu` ends at a place: `zu sparen`, `abzuschaffen`.
pub(super) fn is_to_infinitive(view: &View<'_>, at: usize, from: usize) -> bool {
    if is_noun_letter(view, at) {
        return false;
    }
    let is_joined = view
        .readings(at)
        .iter()
        .any(|reading| reading.form == Form::Gerund)
        || view.lang == Lang::De && looks_joined(view, at);
    let is_marked = at > from
        && is_infinitive_mark(view, at - 1)
        && view.token(at).is_some_and(|token| token.kind == TokenKind::Word)
        && (view
            .readings(at)
            .iter()
            .any(|reading| reading.form == Form::Infinitive)
            || view.word(at).ends_with('n') && (view.is_mark(at + 1) || !view.is_capitalised(at + 1)));
    is_joined || is_marked
}

/// `einzugestehen`, `auszuwerten`: `zu` between a particle and an infinitive.
fn looks_joined(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    let mut parts = word
        .match_indices("zu")
        .filter_map(|(zu, _)| word.split_at_checked(zu));
    word.ends_with('n')
        && parts.any(|(particle, rest)| {
            rest.len() > 5 && view.lexicon.is_listed(particle, GermanicList::JoinsWithZu)
        })
}
