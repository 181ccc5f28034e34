//! The cue inside the marks: `« Le toit fuit, a-t-elle dit, et personne ne vient. »`.

use propos_segment::Lang;

use super::Found;
use crate::extract::candidate::Source;
use crate::extract::lexicon::{Group, RomanceList};
use crate::extract::noun_phrase::{Being, Mention, being, subject_after};
use crate::extract::rules::Scene;
use crate::extract::rules::aside::{behind_speakers_relative, opens_speakers_relative};
use crate::extract::verb_group::{Shape, VerbGroup, carries_quotes, is_clitic_pronoun, is_hard_mark};
use crate::extract::view::{Quote, View};
use crate::tokens::Mark;

/// `se rappelle la luthière`, `me disait mon maître`: a verb that can have no object, or tells somebody else, and any noun behind it
/// up to the next mark.
fn is_turned(view: &View<'_>, comma: usize, group: &VerbGroup, mention: &Mention) -> bool {
    let is_told = view.is_listed(comma + 1, RomanceList::ToldPronoun);
    let range = mention.range.clone();
    let end = mention.description.as_ref().map_or(range.end, |range| range.end);
    view.lang == Lang::Fr
        && is_told
        && range.start == group.end
        && view.is_in(range.start, Group::Determiner)
        && (view.is(end, Mark::Comma) || is_hard_mark(view, end))
}

/// A dash that sets off words, no hyphen.
pub(super) fn is_spaced_dash(view: &View<'_>, at: usize) -> bool {
    view.is(at, Mark::Dash)
        && (view.token(at).is_some_and(|token| token.is_spaced) || matches!(view.word(at), "—" | "–"))
}

/// The cue inside the marks: `« Le toit fuit, a-t-elle dit, et personne ne vient. »`
pub(super) fn inside(scene: &Scene<'_, '_>, quote: &Quote) -> Option<Found> {
    let view = scene.view;
    let inner = quote.inside();
    if view.lang == Lang::En {
        return None;
    }
    for comma in inner.clone() {
        let is_dash = is_spaced_dash(view, comma);
        // `« Mon regret ? répète le retraité. Ne pas être parti. »`
        let is_asked = view.lang == Lang::Fr
            && (view.is(comma, Mark::Question) || view.is(comma, Mark::Exclamation))
            && !view.is_capitalised(comma + 1);
        if view.depth(comma) != quote.depth || !(view.is(comma, Mark::Comma) || is_dash || is_asked) {
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
                Some(mention) if is_turned(view, comma, &group, &mention) => mention,
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
        // `confie Yves Le Bihan, qui y travaille depuis trente ans, n’a jamais été aussi vide`
        let closed = behind_speakers_relative(view, end, inner.end);
        let is_open = closed == end && view.is(end, Mark::Comma) && opens_speakers_relative(view, end + 1);
        let end = match is_dash {
            true => end,
            // `confie Yves Le Bihan, dont le père était marin. On s’ennuie`
            false if is_open => (end..inner.end)
                .find(|&at| is_hard_mark(view, at))
                .unwrap_or(inner.end),
            false => closed,
        };
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
        // `—dijo el ministro—. Es una vergüenza`
        let stop = end + usize::from(is_spaced_dash(view, end) && view.is(end + 1, Mark::Stop));
        return Some(Found {
            source,
            cue: Err(Some(group.start..group.end)),
            rule: "incise",
            end: 0,
            aside: Some(comma + usize::from(is_asked)..stop + usize::from(view.is(stop, Mark::Stop))),
            lemma: Some(group.lemma),
        });
    }
    None
}
