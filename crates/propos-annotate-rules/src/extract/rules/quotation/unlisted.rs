//! A verb that no list has, where it stands as only cues do: `« … », s’est-il marré`.

use propos_segment::Lang;

use super::Found;
use crate::extract::candidate::Source;
use crate::extract::lexicon::{Ending, Form, Group, RomanceList};
use crate::extract::noun_phrase::{Being, Mention, being, phrase_from, subject_after};
use crate::extract::rules::Scene;
use crate::extract::verb_group::{is_clitic_pronoun, is_finite_verb, is_hard_mark};
use crate::extract::view::{Quote, View};
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// French: a verb that no list has, but turned round as only cues are: `« … », s’est-il marré`.
pub(super) fn unlisted_inversion(scene: &Scene<'_, '_>, at: usize) -> Option<Found> {
    let view = scene.view;
    let pronoun = (at + 1..scene.range.end.min(at + 5)).find(|&place| is_clitic_pronoun(view, place))?;
    // `« … » serait-il à l’œuvre ?` asks.
    let has_participle_behind = view.may_be(pronoun + 1, Form::Participle);
    if (view.is_in(pronoun - 1, Group::Be) || view.is_in(pronoun - 1, Group::Have)) && !has_participle_behind
    {
        return None;
    }
    if (at..pronoun).any(|place| view.is_mark(place))
        || matches!(being(view, pronoun..pronoun + 1), Being::Self_ | Being::You)
    {
        return None;
    }
    let has_participle = view.may_be(pronoun + 1, Form::Participle)
        || view.word(pronoun + 1).ends_with('é')
        || view.word(pronoun + 1).ends_with("ée");
    let reads = view.is_word(pronoun + 1, "lire");
    let end = if has_participle || reads {
        pronoun + 2
    } else {
        pronoun
    };
    let is_read =
        view.is_word(pronoun, "on") && (reads || view.is_any_word(pronoun - 1, words!["lisait", "lit"]));
    let text = is_read
        .then(|| text_read(view, end.max(pronoun + 1), scene.range.end))
        .flatten();
    Some(Found {
        source: Source::Mention(text.unwrap_or(Mention::of(pronoun..pronoun + 1))),
        cue: Err(Some(at..end)),
        rule: "quotation-before-cue",
        end: end.max(pronoun + 1),
        aside: None,
        lemma: None,
    })
}

/// `« … », lit-on dans le communiqué`, `…, peut-on lire à travers la note`: the text speaks.
fn text_read(view: &View<'_>, at: usize, until: usize) -> Option<Mention> {
    let start = if view.is_word(at, "à") && view.is_word(at + 1, "travers") {
        at + 2
    } else if view.is_listed(at, RomanceList::OnTheText) {
        at + 1
    } else {
        return None;
    };
    let phrase = phrase_from(view, start, until)?;
    (phrase.len() > 1).then(|| Mention::of(phrase))
}

/// `des pancartes sur lesquelles on peut lire « … »`, `une affiche où l’on lit : « … »`: what is written on something.
pub(super) fn written_on(scene: &Scene<'_, '_>, quote: &Quote) -> Option<Found> {
    let view = scene.view;
    let first = scene.range.start;
    let before = quote.open.checked_sub(1).filter(|&at| at > first + 3)?;
    let verb = before - usize::from(view.is(before, Mark::Colon));
    let reads = match view.word(verb) {
        "lire" => verb.checked_sub(2).filter(|&at| view.is_word(at, "on"))?,
        "lit" | "lisait" => verb.checked_sub(1).filter(|&at| view.is_word(at, "on"))?,
        _ => return None,
    };
    let opener = reads
        .checked_sub(1 + usize::from(view.is_word(reads.saturating_sub(1), "l'")))
        .filter(|&at| at > first && view.is_in(at, Group::Relative))?;
    let is_where = view.is_word(opener, "où");
    let end = opener - usize::from(!is_where);
    let is_on = is_where || view.is_any_word(end, words!["dans", "sur"]);
    let text = (first..end)
        .rev()
        .take(6)
        .take_while(|&at| !view.is_mark(at))
        .filter(|&at| view.is_in(at, Group::Determiner))
        .find_map(|at| phrase_from(view, at, end).filter(|phrase| phrase.end == end))?;
    (view.lang == Lang::Fr && is_on && quote.inside().len() > 1).then_some(Found {
        source: Source::Mention(Mention::of(text)),
        cue: Err(Some(reads..verb + 1)),
        rule: "quotation-after-cue",
        end: 0,
        aside: None,
        lemma: None,
    })
}

/// `“…”, soltó.`: any verb alone behind a quotation and a comma, where verbs need no subject.
pub(super) fn unlisted_alone(scene: &Scene<'_, '_>, quote: &Quote, at: usize) -> Option<Found> {
    let view = scene.view;
    let mut verb = at;
    while verb < at + 3 && view.is_in(verb, Group::ObjectClitic) {
        verb += 1;
    }
    let is_alone = view.drops_subjects()
        && scene.depth == 0
        && view.is(quote.end, Mark::Comma)
        && (is_finite_verb(view, verb, at) || verb > at && looks_like_verb(view, verb))
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

/// `«…», se inflama.`: behind a reflexive pronoun any word that ends as verbs do.
fn looks_like_verb(view: &View<'_>, at: usize) -> bool {
    view.is_in(at - 1, Group::Reflexive)
        && !view.is_known(at)
        && !view.is_capitalised(at)
        && view.word(at).len() > 3
        && ["a", "am", "an", "ano", "e", "em", "en", "ó", "ò", "ou"]
            .iter()
            .any(|ending| view.word(at).ends_with(ending))
}

/// French: any verb right behind a quotation, before somebody: `« … », lui oppose la présidente`.
pub(super) fn unlisted_verb(scene: &Scene<'_, '_>, quote: &Quote, at: usize) -> Option<Found> {
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
            || !view.is_known(verb) && view.lexicon.ends(word, Ending::LooseParticiple)
    } else {
        readings.iter().any(|reading| reading.form.is_finite())
            || !view.is_known(verb) && view.lexicon.ends(word, Ending::LooseFinite)
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
