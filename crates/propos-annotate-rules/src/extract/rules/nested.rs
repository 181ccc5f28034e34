//! What in the words of an English speaker is no report of its own: what people in them think, want and support.

use propos_segment::Lang;

use crate::extract::candidate::{Candidate, Source};
use crate::extract::lexicon::{EnglishList, Form, Group};
use crate::extract::noun_phrase::{Being, being};
use crate::extract::paragraph::is_nobody;
use crate::extract::view::View;
use crate::extract::word_table::words;

/// Takes out what is said of the mind of somebody inside another's words.
pub(crate) fn without_thoughts(view: &View<'_>, candidates: &mut Vec<Candidate>) {
    if view.lang != Lang::En || candidates.len() < 2 {
        return;
    }
    let is_part: Vec<bool> = candidates
        .iter()
        .map(|inner| {
            let mut outer = candidates.iter().filter(|outer| holds(outer, inner));
            outer.any(|outer| is_thought(view, outer, inner))
        })
        .collect();
    let mut places = is_part.into_iter();
    candidates.retain(|_| !places.next().unwrap_or_default());
}

/// Whether a candidate with its cue stands in the content of another one.
fn holds(outer: &Candidate, inner: &Candidate) -> bool {
    let mut extent = inner.extent();
    if let Some(cue) = &inner.cue {
        extent = extent.start.min(cue.start)..extent.end.max(cue.end);
    }
    let has = |range: &std::ops::Range<usize>| {
        range.start <= extent.start && extent.end <= range.end && range.len() > extent.len()
    };
    outer.content.iter().any(has)
}

/// Whether one candidate is a part of what another says, and no verb of saying tells it.
fn is_thought(view: &View<'_>, outer: &Candidate, inner: &Candidate) -> bool {
    let lemma = inner.lemma.as_deref().unwrap_or_default();
    let thinks = view.lexicon.is_listed(lemma, EnglishList::Thinks);
    let who = match &inner.speaker {
        Source::Mention(mention) => being(view, mention.range.clone()),
        _ => Being::Unknown,
    };
    let is_named = matches!(who, Being::Name | Being::Organization);
    let is_noun = inner.rule.starts_with("noun-") && inner.rule != "noun-clause";
    if is_to_come(view, inner) || is_beside(view, inner) || is_told_by_nobody(outer, inner) {
        return true;
    }
    // `“They never thought they’d see it,” she said.`
    if outer.is_direct {
        let is_silent = thinks && !is_named || is_nobody(view, &inner.speaker);
        return is_silent || is_noun || matches!(inner.rule, "object" | "question");
    }
    if is_own_thought(view, outer, inner) || is_some_text(view, inner) || is_nobody(view, &inner.speaker) {
        return true;
    }
    match inner.rule {
        // `said it underscores the need`; but `said that the bank condemned the raid`
        "object" => thinks || !is_named && who != Being::Role,
        // `said the people who want to close it are few`, `said the mayor plans to run`
        "infinitive" => thinks || inner.lemma.is_none(),
        // `said nobody told him what to say`; but `said he does not know how long it will last`
        "question" => !opens_with(outer, &inner.speaker),
        // `said that he feels “a lot of pride” in it`
        "quotation-after-cue" => thinks,
        // `said they hold the belief that the world will end`: nobody's; but `dismissed suggestions that it would close`
        "noun-clause" => {
            matches!(inner.speaker, Source::Unspecified) && !matches!(outer.rule, "named" | "object")
        }
        // `said his call for calm failed`; but `welcomed a promise to pay`
        _ => is_noun && outer.rule != "object",
    }
}

/// `said she expects gains`, `said he was pleased that it rained`: what speakers tell of their own mind is what they say.
fn is_own_thought(view: &View<'_>, outer: &Candidate, inner: &Candidate) -> bool {
    let (Source::Mention(teller), Source::Mention(own)) = (&outer.speaker, &inner.speaker) else {
        return false;
    };
    let lemma = inner.lemma.as_deref().unwrap_or_default();
    let is_mind = view.lexicon.is_listed(lemma, EnglishList::Thinks)
        || lemma.starts_with("be ")
        // `said she was ready to resign`, `said he hadn’t thought about selling`
        || matches!(inner.rule, "infinitive" | "gerund" | "question");
    // `said they want more`: one who speaks alone tells of others.
    let is_other = view.is_word(own.range.start, "they")
        && (view.is_any_word(teller.range.start, words!["he", "she"])
            || being(view, teller.range.clone()) == Being::Name && !names_several(view, &teller.range));
    is_mind
        && !is_other
        && own.range.len() == 1
        && view.is_in(own.range.start, Group::Pronoun)
        && opens_with(outer, &inner.speaker)
        && !matches!(outer.rule, "according" | "own-source")
}

/// `said the towns will vote for her`: what others will or would say, which they have not.
fn is_to_come(view: &View<'_>, inner: &Candidate) -> bool {
    let may = |cue: &std::ops::Range<usize>| cue.clone().any(|at| view.is_in(at, Group::Modal));
    inner.cue.as_ref().is_some_and(may)
}

/// `said six were held after refusing to leave`: what somebody does besides, and no clause that tells it.
fn is_beside(view: &View<'_>, inner: &Candidate) -> bool {
    let is_gerund = |cue: &std::ops::Range<usize>| view.may_be(cue.start, Form::Gerund);
    matches!(inner.rule, "gerund" | "infinitive" | "object" | "preposition")
        && inner.cue.as_ref().is_some_and(is_gerund)
}

/// `“We are told to wait,” she said`: by whom is not said; but `is understood to be believed to have left`.
fn is_told_by_nobody(outer: &Candidate, inner: &Candidate) -> bool {
    inner.rule == "passive" && outer.rule != "passive" && matches!(inner.speaker, Source::Unspecified)
}

/// `wants a platform that calls for higher pay`: some text or thing, of which nobody has read.
fn is_some_text(view: &View<'_>, inner: &Candidate) -> bool {
    let is_some = |mention: &std::ops::Range<usize>| {
        view.is_listed(mention.start, EnglishList::IndefiniteArticle)
            && matches!(
                being(view, mention.clone()),
                Being::Document | Being::Thing | Being::Unknown
            )
    };
    matches!(&inner.speaker, Source::Mention(mention) if is_some(&mention.range))
}

/// Whether a mention joins several: `Roe and Vale`.
fn names_several(view: &View<'_>, mention: &std::ops::Range<usize>) -> bool {
    mention.clone().any(|at| view.is_in(at, Group::And))
}

/// Whether a speaker is the first that another's words name.
fn opens_with(outer: &Candidate, speaker: &Source) -> bool {
    matches!(speaker, Source::Mention(mention) if mention.range.start == outer.extent().start)
}
