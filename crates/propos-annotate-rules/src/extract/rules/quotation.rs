//! Quotations with their cue behind, before or inside: `« … », a-t-il dit`, `X a écrit : « … »`, `“…,” said Smith, “…”`.

use std::borrow::Cow;
use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::clause::phrase_end;
use crate::extract::lexicon::{Form, Frame, Group};
use crate::extract::noun_phrase::{
    Being, Mention, being, head_in, phrase_from, subject_after, subject_before, with_description,
};
use crate::extract::verb_group::{
    Shape, VerbGroup, carries_quotes, has_finite_verb, is_clitic_pronoun, is_finite_verb, is_hard_mark,
};
use crate::extract::view::{Quote, View};
use crate::tokens::Mark;

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
        // `La difesa nega: «…», replica l’avvocato`: whoever is named right behind it says it.
        let is_named_behind = scene.view.drops_subjects() && scene.view.is(quote.end, Mark::Comma);
        let named = is_named_behind
            .then(|| behind(scene, &quote))
            .flatten()
            .filter(|found| matches!(found.source, Source::Mention(_)));
        let Some(found) = named
            .or_else(|| before(scene, &quote))
            .or_else(|| behind(scene, &quote))
            .or_else(|| inside(scene, &quote))
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
            && !scene
                .groups
                .iter()
                .any(|group| group.start >= found.end && group.end <= next.open)
        {
            content.push(next.inside());
            scene.mark_quote_used(place + 1);
        }
        let tail = quoted_phrase_end(scene, &quote, &found).filter(|_| content.len() == 1);
        if let Some(tail) = tail {
            content = std::iter::once(quote.open..tail).collect();
        }
        let mut candidate = Candidate::new(found.rule, content, found.source);
        candidate.is_direct = lead.is_none() && tail.is_none();
        match found.cue {
            Ok(group) => {
                let verb = scene.groups.get(group).cloned();
                scene.mark_used(group);
                scene.propose(candidate, verb.as_ref());
            }
            Err(cue) => {
                candidate.cue = cue;
                scene.propose(candidate, None);
            }
        }
    }
}

/// The words of the same sentence before a quotation whose cue follows: `China “firmly opposes it,” he said`.
fn found_lead(scene: &Scene<'_, '_>, quote: &Quote, is_behind: bool) -> Option<usize> {
    let view = scene.view;
    if !is_behind {
        return None;
    }
    let mut start = quote.open;
    while start > scene.range.start && !is_hard_mark(view, start - 1) && view.depth(start - 1) == scene.depth
    {
        start -= 1;
    }
    start = super::aside::behind_dateline(view, start, quote.open);
    let has_words = (start..quote.open).any(|at| !view.is_mark(at));
    // `Le prix a doublé, « sans qu’un robinet ait changé », ironise-t-il.`
    let goes_on = view.is_romance()
        && quote.open > start
        && view.is(quote.open - 1, Mark::Comma)
        && !view.is_capitalised(quote.open + 1)
        && has_finite_verb(view, start, quote.open)
        && !scene.quotes.iter().any(|other| other.open > quote.open);
    let is_joined = quote.open > start && (goes_on || !view.is_mark(quote.open - 1));
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
    // `juge « irresponsable » la grève`
    let names = scene
        .groups
        .get(*found.cue.as_ref().ok()?)
        .is_some_and(|group| group.frames.has(Frame::As));
    if names && view.is_in(next, Group::Determiner) && !view.is_in(next, Group::Of) {
        return phrase_from(view, next, scene.range.end).map(|phrase| phrase.end);
    }
    let has_article = view.is_in(next + 1, Group::Determiner) && !view.is_in(next + 1, Group::Indefinite);
    let goes_on = view.is_in(next, Group::Of)
        || view.is_in(next, Group::RelativeSubject)
        || view.is_word(next, "dont")
        || view.is_in(next, Group::For)
        || view.is_in(next, Group::Against)
        || ["dans", "entre", "envers", "parmi", "concernant"]
            .iter()
            .any(|word| view.is_word(next, word))
            && has_article
            && !view.is_in(next + 2, Group::Document);
    let end = goes_on.then(|| phrase_end(scene, next))?;
    (end > next + 1).then_some(end)
}

/// Whether only an adverbial stands between an attribution and the next quotation.
fn goes_on(scene: &Scene<'_, '_>, from: usize, until: usize) -> bool {
    until - from <= 16
        && !(from..until).any(|at| {
            is_hard_mark(scene.view, at)
                || is_finite_verb(scene.view, at, from)
                || scene.view.is_in(at, Group::That)
        })
}

/// The cue before a quotation: behind a colon, a comma or the verb itself.
fn before(scene: &Scene<'_, '_>, quote: &Quote) -> Option<Found> {
    let view = scene.view;
    let last = quote.open.checked_sub(1).filter(|&at| at >= scene.range.start)?;
    let has_colon = view.is(last, Mark::Colon);
    let has_comma = view.is(last, Mark::Comma);
    let end = if has_colon || has_comma { last } else { quote.open };
    let nearest = scene
        .groups
        .iter()
        .enumerate()
        .rev()
        .find(|(_, group)| group.end <= end && !(group.end..end).any(|at| is_hard_mark(view, at)));
    if let Some((place, group)) = nearest {
        let between = group.end..end;
        let is_bare = !between.clone().any(|at| {
            is_finite_verb(view, at, group.end) || view.is_in(at, Group::That) || view.depth(at) > scene.depth
        });
        let is_near = if has_colon {
            is_bare
        } else {
            let last = end - 1;
            let is_cut = !between.is_empty()
                && (view.is_in(last, Group::Determiner)
                    || view.is_in(last, Group::Preposition)
                    || view.is_in(last, Group::Of)
                    || view.is_in(last, Group::Conjunction)
                    || view.is_in(last, Group::Be));
            // `said, “…”`, `told reporters: “…”`, `juge « utile »`; not `le mot « utile »`.
            let n_between = between.len();
            let is_addressed = n_between <= 6
                && between.clone().next().is_none_or(|first| {
                    view.is_in(first, Group::Adverb)
                        || view.is_in(first, Group::Time)
                        || view.is_in(first, Group::Addressee)
                        || view.is_word(first, "it")
                        || view.is_in(first, Group::Preposition)
                        || is_clitic_pronoun(view, first)
                        || group.frames.has(Frame::Someone) && view.lang == Lang::En
                });
            is_bare && !is_cut && is_addressed && (n_between > 0 || group.shape != Shape::Infinitive)
        };
        // `ce qu’il appelle « … »` is a name for a thing.
        let is_name_for = view.is_romance()
            && !has_colon
            && (scene.range.start..group.head)
                .rev()
                .take(4)
                .any(|at| view.is_in(at, Group::What) && view.is_in(at + 1, Group::That));
        // `publie « Les Cheminées »`: the title of a work.
        let is_title = view.lang == Lang::Fr
            && !has_colon
            && !has_comma
            && is_title(view, quote)
            && [
                "publier",
                "écrire",
                "chanter",
                "lire",
                "présenter",
                "jouer",
                "préfacer",
                "conter",
            ]
            .contains(&group.lemma.as_ref());
        // `a appelé « à la responsabilité de chacun »`
        let has_marker = view.is_romance()
            && (group.frames.has(Frame::To) || group.frames.has(Frame::SomeoneTo))
            && view.is_in(quote.open + 1, Group::InfinitiveTo);
        // `Elle a, confie-t-elle, refusé : « … »`
        let is_incise = view.is_romance()
            && group.inverted.is_some()
            && has_colon
            && group.start > scene.range.start
            && view.is(group.start - 1, Mark::Comma)
            && (group.end..group.end + 3).any(|at| view.is(at, Mark::Comma));
        if is_near
            && !is_incise
            && !is_name_for
            && !is_title
            && (has_colon || has_marker || carries_quotes(group))
            && !scene.is_used(place)
        {
            let source = if group.shape == Shape::Finite {
                speaker_around(scene, group, end)
            } else {
                scene.main_speaker(group)
            };
            if let Some(source) = source {
                return Some(Found {
                    source,
                    cue: Ok(place),
                    rule: "quotation-after-cue",
                    end: 0,
                    aside: None,
                    lemma: None,
                });
            }
            // `écrit-on : «` and the like: nobody is named, but someone is quoted.
            if has_colon && group.shape == Shape::Finite && !is_own_voice(scene, group) {
                return Some(Found {
                    source: Source::Implicit,
                    cue: Ok(place),
                    rule: "quotation-after-cue",
                    end: 0,
                    aside: None,
                    lemma: None,
                });
            }
        }
    }
    has_colon.then(|| before_colon(scene, last)).flatten()
}

/// A few quoted words that begin with a capital and have no verb.
fn is_title(view: &View<'_>, quote: &Quote) -> bool {
    let inside = quote.inside();
    inside.len() <= 8 && view.is_capitalised(inside.start) && !has_finite_verb(view, inside.start, inside.end)
}

/// `je`, `nous`, `we`: what the author quotes of himself is his own.
fn is_own_voice(scene: &Scene<'_, '_>, group: &VerbGroup) -> bool {
    subject_before(scene.view, group.head, scene.range.start, false).is_none_or(|mention| {
        matches!(
            being(scene.view, mention.range),
            Being::Self_ | Being::You | Being::Thing
        )
    })
}

fn speaker_around(scene: &Scene<'_, '_>, group: &VerbGroup, end: usize) -> Option<Source> {
    let named = scene.subject(group).map(|mention| scene.accept(mention, group));
    if let Some(source) = named {
        return source.or_else(|| behind_first(scene, group, end));
    }
    behind_first(scene, group, end).or_else(|| scene.speaker(group))
}

/// `Ainsi parla le roi : «`, `Said Smith: “`.
fn behind_first(scene: &Scene<'_, '_>, group: &VerbGroup, end: usize) -> Option<Source> {
    {
        let is_first = (scene.range.start..group.start).all(|at| {
            scene.view.is_mark(at)
                || scene.view.is_in(at, Group::Adverb)
                || scene.view.is_in(at, Group::Wh)
                || scene.view.is_in(at, Group::ObjectClitic)
        });
        if !is_first {
            return None;
        }
        let mention = subject_after(scene.view, group.end, end)?;
        scene.accept(mention, group)
    }
}

/// A speaker before a colon without a verb we know: `Un témoin : «`, `Réponse du maire : «`.
fn before_colon(scene: &Scene<'_, '_>, colon: usize) -> Option<Found> {
    let view = scene.view;
    let mut start = colon;
    while start > scene.range.start && !is_hard_mark(view, start - 1) && view.depth(start - 1) == scene.depth
    {
        start -= 1;
    }
    let verb = (start..colon).find(|&at| is_finite_verb(view, at, start));
    let reporting = scene.groups.iter().find(|group| {
        group.start >= start && group.end <= colon && group.shape == Shape::Finite && group.inverted.is_none()
    });
    let reporter = reporting
        .filter(|_| view.is_romance())
        .filter(|group| verb.is_none_or(|verb| group.head <= verb))
        .and_then(|group| scene.speaker(group));
    let mention = if let Some(Source::Mention(mention)) = reporter {
        mention
    } else if let Some(verb) = verb {
        subject_before(view, verb, start, false)?
    } else {
        if colon - start > 24 {
            return None;
        }
        let head = head_in(view, start..colon).unwrap_or(start);
        let phrase = phrase_from(view, head, colon)?;
        let name = (phrase.start..phrase.end).find(|&at| view.is_name(at) && !view.starts_sentence(at));
        match name {
            // `Réponse sèche de Loïc Sarrazin`
            Some(name)
                if !matches!(
                    being(view, phrase.clone()),
                    Being::Role | Being::Organization | Being::Name
                ) =>
            {
                Mention::of(name..phrase.end)
            }
            _ => with_description(view, phrase, colon),
        }
    };
    match being(view, mention.range.clone()) {
        Being::Name
        | Being::Role
        | Being::Organization
        | Being::Pronoun
        | Being::Unspecified
        | Being::Document => Some(Found {
            source: Source::Mention(mention),
            cue: Err(None),
            rule: "quotation-after-colon",
            end: 0,
            aside: None,
            lemma: None,
        }),
        _ => None,
    }
}

/// The cue behind a quotation.
fn behind(scene: &Scene<'_, '_>, quote: &Quote) -> Option<Found> {
    let view = scene.view;
    let until = scene.range.end;
    let mut at = quote.end;
    let has_comma = view.is(at, Mark::Comma) || view.is(at, Mark::Dash);
    if has_comma {
        at += 1;
    }
    if at >= until {
        return None;
    }
    // Inversion: the verb stands first, over its object pronouns.
    let mut first = at;
    while view.is_in(first, Group::ObjectClitic)
        && first < until
        && first < at + 3
        && !is_clitic_pronoun(view, first)
    {
        first += 1;
    }
    let group = scene.groups.iter().position(|group| {
        group.start >= at && group.start <= first && group.shape == Shape::Finite && carries_quotes(group)
    });
    if let Some(place) = group
        && let Some(verb) = scene.groups.get(place)
        && !scene.is_used(place)
        && !view.is_in(verb.end, Group::That)
    {
        let mention = match verb.inverted {
            Some(pronoun) => Some(Mention::of(pronoun..pronoun + 1)),
            None => subject_after(view, verb.end, until),
        };
        if let Some(mention) = mention {
            let end = mention
                .range
                .end
                .max(verb.end)
                .max(mention.description.as_ref().map_or(0, |range| range.end));
            if let Some(source) = scene.accept(mention, verb) {
                return Some(Found {
                    source,
                    cue: Ok(place),
                    rule: "quotation-before-cue",
                    end,
                    aside: None,
                    lemma: None,
                });
            }
            verb.inverted?;
        }
        // `«…», sottolinea.`
        if view.drops_subjects()
            && verb.inverted.is_none()
            && let Some(source) = super::dropped::subject(scene, verb)
        {
            return Some(Found {
                source,
                cue: Ok(place),
                rule: "quotation-before-cue",
                end: verb.end,
                aside: None,
                lemma: None,
            });
        }
    }
    if view.lang == Lang::En {
        // `“by a wide margin” and it noted`: a new clause, unless the quotation ends with a comma.
        let last = quote.inside().end.saturating_sub(1);
        let is_closed = has_comma
            || view.is(last, Mark::Comma)
            || view.is(last, Mark::Question)
            || view.is(last, Mark::Exclamation);
        if view.is_in(at, Group::Conjunction) && !is_closed {
            return None;
        }
        return subject_first(scene, at);
    }
    unlisted_inversion(scene, at)
        .or_else(|| unlisted_verb(scene, quote, at))
        .or_else(|| unlisted_alone(scene, quote, at))
}

/// English: `“…,” Smith said`.
fn subject_first(scene: &Scene<'_, '_>, at: usize) -> Option<Found> {
    let view = scene.view;
    let until = scene.range.end.min(at + 24);
    let (place, group) = scene.groups.iter().enumerate().find(|(place, group)| {
        // `“…,” one aide, who asked for patience, told her`: not the verb of the relative clause.
        let is_main = view.syntax.clause(group.head).is_none_or(|clause| clause.is_main);
        group.start > at
            && is_main
            && group.start < until
            && group.shape == Shape::Finite
            && carries_quotes(group)
            && !scene.is_used(*place)
    })?;
    let is_main_verb = |place: usize| {
        is_finite_verb(view, place, at) && view.syntax.clause(place).is_none_or(|clause| clause.is_main)
    };
    if (at..group.start)
        .any(|place| view.depth(place) > scene.depth || is_hard_mark(view, place) || is_main_verb(place))
    {
        return None;
    }
    let mention = subject_before(view, group.head, at, false)?;
    let first = mention
        .description
        .as_ref()
        .map_or(mention.range.start, |range| range.start.min(mention.range.start));
    if view.is_in(group.end, Group::That)
        || first > at + 1
        || first > at && !view.is_in(at, Group::Conjunction)
    {
        return None;
    }
    let source = scene.accept(mention, group)?;
    Some(Found {
        source,
        cue: Ok(place),
        rule: "quotation-before-cue",
        end: group.end,
        aside: None,
        lemma: None,
    })
}

/// French: a verb that no list has, but turned round as only cues are: `« … », s’est-il marré`.
fn unlisted_inversion(scene: &Scene<'_, '_>, at: usize) -> Option<Found> {
    let view = scene.view;
    let pronoun = (at + 1..scene.range.end.min(at + 5)).find(|&place| is_clitic_pronoun(view, place))?;
    if (at..pronoun).any(|place| view.is_mark(place))
        || matches!(being(view, pronoun..pronoun + 1), Being::Self_ | Being::You)
    {
        return None;
    }
    let has_participle = view
        .readings(pronoun + 1)
        .iter()
        .any(|reading| reading.form == Form::Participle)
        || view.word(pronoun + 1).ends_with('é')
        || view.word(pronoun + 1).ends_with("ée");
    let end = if has_participle { pronoun + 2 } else { pronoun };
    Some(Found {
        source: Source::Mention(Mention::of(pronoun..pronoun + 1)),
        cue: Err(Some(at..end)),
        rule: "quotation-before-cue",
        end: end.max(pronoun + 1),
        aside: None,
        lemma: None,
    })
}

/// `“…”, soltó.`: any verb alone behind a quotation and a comma, where verbs need no subject.
fn unlisted_alone(scene: &Scene<'_, '_>, quote: &Quote, at: usize) -> Option<Found> {
    let view = scene.view;
    let mut verb = at;
    while verb < at + 3 && view.is_in(verb, Group::ObjectClitic) {
        verb += 1;
    }
    let is_alone = view.drops_subjects()
        && scene.depth == 0
        && view.is(quote.end, Mark::Comma)
        && is_finite_verb(view, verb, at)
        && !view.is_in(verb, Group::Have)
        && !view.is_in(verb, Group::Be)
        && view
            .readings(verb)
            .iter()
            .all(|reading| reading.form != Form::Self_)
        && (verb + 1 >= scene.range.end || view.is_mark(verb + 1));
    is_alone.then_some(Found {
        source: Source::Dropped { is_plural: false },
        cue: Err(Some(verb..verb + 1)),
        rule: "quotation-before-cue",
        end: verb + 1,
        aside: None,
        lemma: None,
    })
}

/// French: any verb right behind a quotation, before somebody: `« … », lui oppose la présidente`.
fn unlisted_verb(scene: &Scene<'_, '_>, quote: &Quote, at: usize) -> Option<Found> {
    let view = scene.view;
    let until = scene.range.end;
    let is_set_off = at > quote.end
        || quote
            .inside()
            .last()
            .is_some_and(|last| is_hard_mark(view, last) || view.is(last, Mark::Comma));
    let mut verb = at;
    while verb < at + 4 && view.is_in(verb, Group::ObjectClitic) {
        verb += 1;
    }
    let is_auxiliary = view.is_in(verb, Group::Have) || view.is_in(verb, Group::Be) && verb > at;
    if is_auxiliary {
        verb += 1;
        while verb < at + 7 && (view.is_in(verb, Group::Adverb) || view.is_manner(verb)) {
            verb += 1;
        }
    }
    let word = view.word(verb);
    let is_plain = !view.is_mark(verb)
        && !view.is_capitalised(verb)
        && !view.is_number(verb)
        && view.depth(verb) == scene.depth;
    let readings = view.readings(verb);
    let fits = if is_auxiliary {
        readings.iter().any(|reading| reading.form == Form::Participle)
            || !view.is_known(verb)
                && ["é", "ée", "és", "i", "it", "is", "u", "us"]
                    .iter()
                    .any(|end| word.ends_with(end))
    } else {
        readings.iter().any(|reading| reading.form.is_finite())
            || !view.is_known(verb)
                && ["e", "a", "ait", "it", "ent", "èrent"]
                    .iter()
                    .any(|end| word.ends_with(end))
    };
    let is_bare_auxiliary = view.is_in(verb, Group::Have) || view.is_in(verb, Group::Be);
    if !is_set_off || !is_plain || !fits || is_bare_auxiliary {
        return None;
    }
    let mention = subject_after(view, verb + 1, until)?;
    let end = mention
        .range
        .end
        .max(mention.description.as_ref().map_or(0, |range| range.end));
    let is_somebody = matches!(
        being(view, mention.range.clone()),
        Being::Name | Being::Role | Being::Organization
    );
    let is_next = mention.range.start <= verb + 8;
    let is_closed = end >= until
        || view.is_mark(end)
        || view.is_in(end, Group::Preposition)
        || view.is_in(end, Group::Time)
        || view.is_in(end, Group::Subordinator)
        || view.is_in(end, Group::Adverb)
        || view.is_in(end, Group::And);
    (is_somebody && is_next && is_closed).then_some(Found {
        source: Source::Mention(mention),
        cue: Err(Some(at..verb + 1)),
        rule: "quotation-before-cue",
        end,
        aside: None,
        lemma: None,
    })
}

/// A dash that sets off words, no hyphen.
fn is_spaced_dash(view: &View<'_>, at: usize) -> bool {
    view.is(at, Mark::Dash)
        && (view.token(at).is_some_and(|token| token.is_spaced) || matches!(view.word(at), "—" | "–"))
}

/// The cue inside the marks: `« Le toit fuit, a-t-elle dit, et personne ne vient. »`
fn inside(scene: &Scene<'_, '_>, quote: &Quote) -> Option<Found> {
    let view = scene.view;
    let inner = quote.inside();
    if view.lang == Lang::En {
        return None;
    }
    for comma in inner.clone() {
        let is_dash = is_spaced_dash(view, comma);
        if view.depth(comma) != quote.depth || !(view.is(comma, Mark::Comma) || is_dash) {
            continue;
        }
        let mut at = comma + 1;
        while view.is_in(at, Group::ObjectClitic) && at < comma + 4 && !is_clitic_pronoun(view, at) {
            at += 1;
        }
        let group = (at..inner.end.min(at + 4))
            .find_map(|place| crate::extract::verb_group::verb_group(view, place, comma + 1, inner.end));
        let Some(group) =
            group.filter(|group| group.shape == Shape::Finite && group.start <= at && carries_quotes(group))
        else {
            continue;
        };
        let mention = match group.inverted {
            Some(pronoun) => Mention::of(pronoun..pronoun + 1),
            None => match subject_after(view, group.end, inner.end) {
                Some(mention)
                    if matches!(
                        being(view, mention.range.clone()),
                        Being::Name | Being::Role | Being::Organization
                    ) =>
                {
                    mention
                }
                // `«I conti – ha aggiunto – sono in ordine»`: dashes set off nothing else.
                Some(mention)
                    if view.drops_subjects()
                        && is_dash
                        && is_spaced_dash(view, mention.range.end)
                        && view.is_in(mention.range.start, Group::Determiner) =>
                {
                    mention
                }
                _ if view.drops_subjects() && is_dash => Mention::of(group.start..group.start),
                _ => continue,
            },
        };
        let from = mention
            .range
            .end
            .max(group.end)
            .max(mention.description.as_ref().map_or(0, |range| range.end));
        let end = (from..inner.end)
            .find(|&at| {
                is_hard_mark(view, at)
                    || if is_dash {
                        is_spaced_dash(view, at)
                    } else {
                        view.is(at, Mark::Comma)
                    }
            })
            .unwrap_or(inner.end);
        let is_near = end < from + 12;
        let source = if mention.range.is_empty() {
            Some(Source::Dropped {
                is_plural: group.agreement.is_plural,
            })
        } else {
            scene.accept(mention, &group)
        };
        let Some(source) = source.filter(|_| is_near) else {
            continue;
        };
        return Some(Found {
            source,
            cue: Err(Some(group.start..group.end)),
            rule: "incise",
            end: 0,
            aside: Some(comma..end),
            lemma: Some(group.lemma),
        });
    }
    None
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
