//! Quotations with their cue behind, before or inside: `« … », a-t-il dit`, `X a écrit : « … »`, `“…,” said Smith, “…”`.

mod before;
mod behind;
mod exchange;
mod inside;
mod unlisted;

use std::borrow::Cow;
use std::ops::Range;

use super::Scene;
use super::around_aside::content as said_around;
use super::aside::behind_speakers_relative;
use super::infinitive::is_infinitive_after;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::clause::clause_end;
use crate::extract::dateline::behind_dateline;
use crate::extract::lexicon::{EnglishList, Form, Frame, Group, Groups, RomanceList};
use crate::extract::noun_phrase::phrase_from;
use crate::extract::phrase_end::phrase_end;
use crate::extract::verb_group::{has_finite_verb, is_finite_verb, is_hard_mark};
use crate::extract::view::{Quote, View};
use crate::tokens::Mark;
use before::before;
pub(in crate::extract) use before::heading_of;
use behind::behind;
use inside::inside;
use propos_segment::Lang;

/// A speaker found for a quotation.
struct Found {
    source: Source,
    /// The place of its verb among the scene's, or the tokens of a verb that no list has.
    cue: Result<usize, Option<Range<usize>>>,
    rule: &'static str,
    /// Behind the attribution, where it follows the quotation.
    end: usize,
    /// The attribution, where it stands inside the quotation.
    aside: Option<Range<usize>>,
    lemma: Option<Cow<'static, str>>,
}

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    for place in 0..scene.quotes.len() {
        let Some(quote) = scene.quotes.get(place).copied() else {
            continue;
        };
        if scene.is_quote_used(place) || quote.inside().is_empty() {
            continue;
        }
        if exchange::propose(scene, place, &quote) {
            continue;
        }
        // `La difesa nega: «…», replica l’avvocato`: whoever is named right behind it says it.
        let is_named_behind = scene.view.drops_subjects() && scene.view.is(quote.end, Mark::Comma);
        let named = is_named_behind
            .then(|| behind(scene, &quote))
            .flatten()
            .filter(|found| matches!(found.source, Source::Mention(_)));
        let found_before = before(scene, &quote);
        // `Le groupe est prêt : « … », justifient les élus`: a verb behind it is surer than a colon before it.
        // `The letter warned of ruin: “We are broke,” the union wrote`
        let is_english = scene.view.lang == Lang::En;
        let has_comma = scene.view.is_romance() && scene.view.is(quote.end, Mark::Comma)
            || is_english && scene.view.is(quote.inside().end - 1, Mark::Comma);
        let has_colon = quote.open > scene.range.start && scene.view.is(quote.open - 1, Mark::Colon);
        let is_colon_only = has_comma
            && found_before
                .as_ref()
                .is_some_and(|found| found.rule == "quotation-after-colon" || is_english && has_colon);
        let named = named.or_else(|| {
            is_colon_only
                .then(|| behind(scene, &quote))
                .flatten()
                .filter(|found| found.cue.is_ok())
        });
        let Some(found) = named
            .or(found_before)
            .or_else(|| behind(scene, &quote))
            .or_else(|| inside(scene, &quote))
            .or_else(|| unlisted::written_on(scene, &quote))
            .or_else(|| alone(scene, &quote))
        else {
            continue;
        };
        if let Some(aside) = found.aside.clone() {
            let inner = quote.inside();
            let content = vec![inner.start..aside.start, aside.end..inner.end];
            let mut candidate = Candidate::new(
                found.rule,
                content.into_iter().filter(|range| !range.is_empty()).collect(),
                found.source,
            );
            candidate.is_direct = true;
            candidate.cue = found.cue.err().flatten();
            candidate.lemma = found.lemma;
            scene.mark_quote_used(place);
            scene.propose(candidate, None);
            continue;
        }
        let lead = found_lead(scene, &quote, found.end > quote.end);
        let mut content = vec![lead.map_or(quote.inside(), |start| start..quote.end)];
        scene.mark_quote_used(place);
        // `« … », a-t-il dit, « … »`: one claim with two spans.
        if found.end > quote.end
            && let Some(next) = scene.quotes.get(place + 1).copied()
            && next.open >= found.end
            && goes_on(scene, found.end, next.open)
            && (is_while(scene, found.end, next.open)
                || !scene
                    .groups
                    .iter()
                    .any(|group| group.start >= found.end && group.end <= next.open))
        {
            content.push(next.inside());
            scene.mark_quote_used(place + 1);
        }
        // `disant : « Venez ! » et « Restez ! »`
        let joined = scene.quotes.get(place + 1).copied().filter(|next| {
            scene.view.is_romance()
                && found.rule == "quotation-after-cue"
                && next.open == quote.end + 1
                && scene.view.is_in(quote.end, Group::And)
                && scene.view.is(quote.open - 1, Mark::Colon)
        });
        if let Some(next) = joined {
            content.push(next.inside());
            scene.mark_quote_used(place + 1);
        }
        let subject =
            subject_before_aside(scene, &quote, &found).filter(|_| content.len() == 1 && lead.is_none());
        if let Some(subject) = subject.clone() {
            content.insert(0, subject);
            // `Un accord, dit-il, « relève du rêve » tant que les voisins se taisent`: the predicate goes on without marks.
            let until = clause_end(scene, quote.end);
            let goes_on = scene.view.lang == Lang::Fr
                && quote.end < scene.range.end
                && !scene.view.is_mark(quote.end)
                && !scene.view.is_in(quote.end, Group::Conjunction)
                && until > quote.end + 1;
            if goes_on && let Some(predicate) = content.last_mut() {
                *predicate = quote.open..until;
            }
        }
        let tail = quoted_phrase_end(scene, &quote, &found).filter(|_| content.len() == 1);
        if let Some(tail) = tail {
            content = std::iter::once(quote.open..tail).collect();
        }
        let sentence = sentence_before_colon(scene, &quote, &found);
        let mut candidate = Candidate::new(found.rule, content, found.source);
        candidate.is_direct = lead.is_none() && tail.is_none() && subject.is_none();
        match found.cue {
            Ok(group) => {
                let verb = scene.groups.get(group).cloned();
                scene.mark_used(group);
                if let Some(sentence) = sentence {
                    scene.propose(sentence, verb.as_ref());
                }
                scene.propose(candidate, verb.as_ref());
            }
            Err(cue) => {
                candidate.cue = cue;
                scene.propose(candidate, None);
            }
        }
    }
}

/// `The mayor, he said, “is a crook.”`: the subject of what is quoted stands before the one who says it.
fn subject_before_aside(scene: &Scene<'_, '_>, quote: &Quote, found: &Found) -> Option<Range<usize>> {
    let view = scene.view;
    let group = scene.groups.get(*found.cue.as_ref().ok()?)?;
    let Source::Mention(mention) = &found.source else {
        return None;
    };
    let comma = mention.range.start.min(group.start).checked_sub(1)?;
    // `Mais ces textes, regrette-t-il, « ne suffisent pas »`
    let has_but = view.lang == Lang::Fr && view.is_in(scene.range.start, Group::Conjunction);
    let start = scene.range.start + usize::from(has_but);
    let is_other = [
        Group::Adverb,
        Group::Conjunction,
        Group::Preposition,
        Group::Subordinator,
        Group::Time,
    ]
    .iter()
    .any(|other| view.is_in(start, *other) && !view.is_in(start, Group::Determiner));
    let is_told = view.lang == Lang::En || view.lang == Lang::Fr && group.inverted.is_some();
    let is_free = view.lang == Lang::Fr && view.is_in(start, Group::Determiner)
        || view.lang == Lang::En && view.syntax.role(start) == crate::extract::syntax::Role::None;
    let fits = is_told
        && is_free
        && found.end == 0
        && comma > start
        && view.is(comma, Mark::Comma)
        && quote.open == group.end.max(mention.range.end) + 1
        && view.is(quote.open - 1, Mark::Comma)
        && !view.is_capitalised(quote.open + 1)
        && !is_other
        && !view.is_manner(start)
        && !(start..comma).any(|at| is_hard_mark(view, at) || view.depth(at) > scene.depth)
        && !has_finite_verb(view, start, comma);
    fits.then_some(start..comma)
}

/// `The wall will hold, Roe said: “We tested it twice.”`: the sentence before who speaks is said like the quotation behind the colon.
fn sentence_before_colon(scene: &Scene<'_, '_>, quote: &Quote, found: &Found) -> Option<Candidate> {
    let view = scene.view;
    let group = scene.groups.get(*found.cue.as_ref().ok()?)?;
    let Source::Mention(mention) = &found.source else {
        return None;
    };
    let colon = quote.open.checked_sub(1)?;
    let comma = mention.range.start.checked_sub(1)?;
    let is_told = view.lang == Lang::En
        && found.end == 0
        && mention.range.end <= group.start
        && (group.start..group.end).any(|at| view.syntax.is_finite(at))
        && comma > scene.range.start
        && view.is(comma, Mark::Comma)
        && view.depth(comma) == scene.depth
        && view.is(colon, Mark::Colon);
    // `The town shut the bridge and, in a note, it said: “…”`
    let is_joined = (scene.range.start..comma)
        .any(|at| view.is_in(at, Group::Conjunction) && view.is(at + 1, Mark::Comma));
    // `Roe will not resign, she said: “…”`, not `Roe, she said: “…”`
    let has_clause = (scene.range.start..comma).any(|at| {
        view.syntax
            .clause(at)
            .is_some_and(|clause| clause.is_main && clause.subject.is_some())
    });
    (is_told && has_clause && !is_joined)
        .then(|| said_around(scene, comma, colon, false))
        .flatten()
        .map(|content| Candidate::new("aside", content, found.source.clone()))
}

/// The words of the same sentence before a quotation whose cue follows: `China “firmly opposes it,” he said`.
fn found_lead(scene: &Scene<'_, '_>, quote: &Quote, is_behind: bool) -> Option<usize> {
    let view = scene.view;
    if !is_behind {
        return None;
    }
    let mut start = quote.open;
    while start > scene.range.start && !is_hard_mark(view, start - 1) {
        if view.depth(start - 1) == scene.depth {
            start -= 1;
            continue;
        }
        // `poursuivis pour « faux » et « escroquerie », a dit le parquet`: quoted words of the same sentence.
        let Some(earlier) = scene.quotes.iter().find(|earlier| earlier.end == start) else {
            break;
        };
        // `not wave around words like “maybe” and “perhaps”, he said`
        let is_joined = matches!(view.lang, Lang::En | Lang::Fr)
            && !view.is_mark(start)
            && earlier.open > scene.range.start
            && !view.is_mark(earlier.open - 1)
            && !has_finite_verb(view, earlier.open + 1, earlier.end);
        if !is_joined {
            break;
        }
        start = earlier.open;
    }
    start = behind_dateline(view, start, quote.open);
    // `The rule, a source of profit, “tells them that,” Roe said.`: a subject waits for its verb.
    let is_subject = || {
        view.lang == Lang::En
            && quote.open > start + 1
            && (view.is(quote.open - 1, Mark::Comma) || view.is(quote.open - 1, Mark::Dash))
            && !view.is_capitalised(quote.open + 1)
            && !view.is_in(start, Group::Preposition)
            && !view.is_in(start, Group::Subordinator)
            && !has_finite_verb(view, start, quote.open)
            && has_finite_verb(view, quote.open + 1, quote.end)
    };
    let has_words = (start..quote.open).any(|at| !view.is_mark(at));
    // `Le prix a doublé, « sans qu’un robinet ait changé », ironise-t-il.`
    let goes_on = view.is_romance()
        && quote.open > start
        && view.is(quote.open - 1, Mark::Comma)
        && !view.is_capitalised(quote.open + 1)
        // `Après ces décisions, « on dit où l’on va », ajoute-t-elle.`
        && (has_finite_verb(view, start, quote.open)
            || view.is_listed(start, RomanceList::AdverbialStart)
                && has_finite_verb(view, quote.open + 1, quote.end))
        && !scene.quotes.iter().any(|other| other.open > quote.open);
    let is_joined = quote.open > start && (goes_on || is_subject() || !view.is_mark(quote.open - 1));
    (has_words && is_joined).then_some(start)
}

/// Where a phrase that begins with quoted words goes on behind them: `évoque « une étape » qui concernerait`.
fn quoted_phrase_end(scene: &Scene<'_, '_>, quote: &Quote, found: &Found) -> Option<usize> {
    let view = scene.view;
    let next = quote.end;
    let is_object = found.end == 0
        && found.cue.is_ok()
        && view.is_romance()
        && quote.open > scene.range.start
        && !view.is_mark(quote.open - 1);
    if !is_object || next >= scene.range.end || has_finite_verb(view, quote.open + 1, quote.end) {
        return None;
    }
    // `a menacé « d’enterrer » son rival`
    let is_infinitive = view.is_in(quote.open + 1, Group::InfinitiveOf) && quote.end - quote.open < 6;
    if is_infinitive && (view.is_in(next, Group::Determiner) || view.is_capitalised(next)) {
        return Some(phrase_end(scene, next));
    }
    // `admitiu «reconsiderar» a sua posição`
    let is_bare = view.drops_subjects()
        && quote.end - quote.open < 5
        && view.is_in(next, Group::Determiner)
        && is_infinitive_after(view, quote.open + 1);
    if is_bare {
        return Some(phrase_end(scene, next));
    }
    // `juge « irresponsable » la grève`
    let names = scene
        .groups
        .get(*found.cue.as_ref().ok()?)
        .is_some_and(|group| group.frames.has(Frame::As));
    if names && view.is_in(next, Group::Determiner) && !view.is_in(next, Group::Of) {
        return phrase_from(view, next, scene.range.end).map(|phrase| phrase.end);
    }
    let has_article = view.is_in(next + 1, Group::Determiner) && !view.is_in(next + 1, Group::Indefinite);
    // `se dit « préoccupée » par le sort des quais`
    let is_state = scene
        .groups
        .get(*found.cue.as_ref().ok()?)
        .is_some_and(|group| group.frames.has(Frame::State));
    let is_because = view.is_listed(next, RomanceList::BecauseOf)
        || view.drops_subjects() && (view.is_in(next, Group::Preposition) || view.is_in(next, Group::Of));
    if is_state && is_because {
        let end = phrase_end(scene, next);
        return (end > next + 1).then_some(end);
    }
    // `juge « regrettable » que le bruit n’ait pas été mesuré`
    if names && view.lang == Lang::Fr && view.is_in(next, Group::That) {
        return Some(clause_end(scene, next + 1));
    }
    // `veut « accélérer » la transition`
    let is_verb = |at: usize| view.may_be(at, Form::Infinitive);
    let is_governed = view.lang == Lang::Fr
        && quote.inside().len() < 8
        && is_verb(quote.open + 1)
        && !view.is_mark(next)
        && !view.groups(next).has_any(Groups::of(&[
            Group::And,
            Group::But,
            Group::Subordinator,
            Group::Relative,
            Group::Contrast,
        ]));
    // `évoque « la crise » que traverse le pays`
    let is_described = view.lang == Lang::Fr
        && view.is_in(quote.open + 1, Group::Determiner)
        && view.is_in(next, Group::That)
        && has_finite_verb(view, next + 1, scene.range.end);
    let goes_on = is_governed
        || is_described
        || view.is_in(next, Group::Of)
        || view.is_in(next, Group::RelativeSubject)
        || view.is_word(next, "dont")
        || view.is_in(next, Group::For)
        || view.is_in(next, Group::Against)
        // `critica «a suspeição» com que são tratados`
        || view.drops_subjects()
            && view.is_in(next, Group::Preposition)
            && (view.is_in(next + 1, Group::Relative) || view.is_word(next + 1, "cui"))
        || view.is_listed(next, RomanceList::WhereIn)
            && has_article
            && !view.is_in(next + 2, Group::Document);
    // `ha rilevato «gravi irregolarità» nella gestione`
    let is_short = view.drops_subjects()
        && quote.inside().len() < 6
        && view.is_listed(next, RomanceList::InTheText)
        && scene
            .groups
            .get(*found.cue.as_ref().ok()?)
            .is_some_and(|group| group.frames.has(Frame::Object));
    let goes_on = goes_on || is_short;
    let end = goes_on.then(|| phrase_end(scene, next))?;
    (end > next + 1).then_some(end)
}

/// Whether only an adverbial stands between an attribution and the next quotation.
fn goes_on(scene: &Scene<'_, '_>, from: usize, until: usize) -> bool {
    let view = scene.view;
    // `Roe said on the show “Good Morning”`: the quotation goes on behind a comma.
    let is_part = view.lang == Lang::En
        && until > from
        && (view.is_in(until - 1, Group::Preposition)
            || view.is_in(until - 1, Group::Of)
            || view.is_in(until - 1, Group::Determiner)
            || is_possessive(view, until - 1));
    // `« … », affirme le maire, qui « appelle à agir »`: another clause.
    let is_relative = view.is_romance() && until > from && view.is_in(until - 1, Group::RelativeSubject);
    if is_part || is_relative {
        return false;
    }
    // `“…,” says Lois Hart, who runs a bank in Gary, Ind., “…”`
    let from = if view.lang == Lang::En {
        behind_speakers_relative(view, from, scene.range.end).min(until)
    } else {
        from
    };
    is_while(scene, from, until)
        || until - from <= 16
            && !(from..until).any(|at| {
                is_hard_mark(view, at)
                    || is_finite_verb(view, at, from)
                    || view.is_in(at, Group::That)
                    // `…, pour qui les emplois « n’ont jamais existé »`: words with a source of their own.
                    || view.is_in(at, Group::SourceStart) && view.is_in(at + 1, Group::Relative)
            })
}

fn is_possessive(view: &View<'_>, at: usize) -> bool {
    view.is_word(at, "'s") || view.is_word(at, "'") || view.is_word(at, "’")
}

/// `“Yes,” Roe said as she left the room, “but …”`: a clause that tells when, up to a comma.
fn is_while(scene: &Scene<'_, '_>, from: usize, until: usize) -> bool {
    let view = scene.view;
    let word = from + usize::from(view.is(from, Mark::Comma));
    view.lang == Lang::En
        && (from + 2..=from + 24).contains(&until)
        && view.is(until - 1, Mark::Comma)
        && view.is_listed(word, EnglishList::TimeClause)
        && !(from..until).any(|at| is_hard_mark(view, at) || view.is_in(at, Group::That))
}

/// A quotation that is the whole period: whoever spoke before goes on.
fn alone(scene: &Scene<'_, '_>, quote: &Quote) -> Option<Found> {
    let view = scene.view;
    let is_alone = (scene.range.start..quote.open).all(|at| view.is_mark(at))
        && (quote.end..scene.range.end).all(|at| view.is_mark(at));
    (is_alone && scene.depth == 0).then_some(Found {
        source: Source::Continuation,
        cue: Err(None),
        rule: "continuation",
        end: 0,
        aside: None,
        lemma: None,
    })
}
