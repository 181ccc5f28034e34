//! What in the words of an English speaker is no report of its own: what people in them think, want and support.

use propos_segment::Lang;

use crate::extract::candidate::{Candidate, Source};
use crate::extract::lexicon::EnglishList;
use crate::extract::noun_phrase::{Being, being};
use crate::extract::paragraph::is_nobody;
use crate::extract::view::View;

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
    // `“They never thought they’d see it,” she said.`
    if outer.is_direct {
        let is_silent = thinks && !is_named || is_nobody(view, &inner.speaker);
        return is_silent || is_noun || matches!(inner.rule, "object" | "question");
    }
    match inner.rule {
        // `said it underscores the need`; but `said she expects gains`, `said that the bank condemned the raid`
        "object" => {
            let is_own = thinks && opens_with(outer, &inner.speaker);
            !is_own && !is_named && who != Being::Role
        }
        // `said nobody told him what to say`; but `said he does not know how long it will last`
        "question" => !opens_with(outer, &inner.speaker),
        // `said that he feels “a lot of pride” in it`
        "quotation-after-cue" => thinks,
        // `said his call for calm failed`; but `welcomed a promise to pay`
        _ => is_noun && outer.rule != "object",
    }
}

/// Whether a speaker is the first that another's words name.
fn opens_with(outer: &Candidate, speaker: &Source) -> bool {
    matches!(speaker, Source::Mention(mention) if mention.range.start == outer.extent().start)
}
