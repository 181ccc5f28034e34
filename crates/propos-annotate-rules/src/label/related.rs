//! Words that speak of a target beside its own keywords.

use propos_codebook::{Codebook, Target};

use super::phrases::Tag;

/// How much the last part of two nouns shows that their target is spoken of, in hundredths.
const HEAD_PERCENT: u8 = 85;

/// The last part that two nouns put together share, by which both are taken up: *die Kurse* of *Sprachkurs* and
/// *Integrationskurs*.
pub(super) fn common_head(nouns: &[(String, Tag)]) -> Option<(&str, Tag)> {
    /// How short it may be, and what stands before it.
    const SHORTEST: usize = 4;
    /// Endings that are no nouns.
    const DERIVED: [&str; 6] = ["heit", "keit", "schaft", "tion", "ismus", "rung"];
    let side = |tag: Tag| match tag {
        Tag::TargetKeyword { act, .. } => act,
        _ => 0,
    };
    let mut shared: Option<(&str, Tag)> = None;
    for (at, (noun, tag)) in nouns.iter().enumerate() {
        for (other, of) in nouns.iter().skip(at + 1) {
            let letters = noun.chars().rev().zip(other.chars().rev());
            let same: usize = letters
                .take_while(|(one, other)| one == other)
                .map(|(letter, _)| letter.len_utf8())
                .sum();
            let is_part = same >= SHORTEST && same + 3 <= noun.len() && same + 3 <= other.len();
            let head = noun
                .get(noun.len() - same..)
                .filter(|_| is_part && side(*tag) == side(*of));
            let Some(head) = head.filter(|head| !DERIVED.iter().any(|ending| head.ends_with(ending))) else {
                continue;
            };
            if shared.is_none_or(|(shorter, _)| head.len() < shorter.len()) {
                shared = Some((head, *tag));
            }
        }
    }
    let (head, tag) = shared?;
    let Tag::TargetKeyword {
        target,
        act,
        judgement,
        ..
    } = tag
    else {
        return None;
    };
    Some((
        head,
        Tag::TargetKeyword {
            target,
            act,
            judgement,
            percent: HEAD_PERCENT,
        },
    ))
}

/// The keywords of a target's topic that has no other target: who speaks of it speaks of that target.
pub(super) fn own_topic_words<'book>(
    codebook: &'book Codebook,
    target: &'book Target,
    code: &'book str,
) -> impl Iterator<Item = &'book str> {
    let of_topic = target.topics.first();
    let shares = |other: &Target| other.id != target.id && other.topics.first() == of_topic;
    let is_own = !codebook.targets.iter().any(shares);
    let topics = codebook
        .topics
        .iter()
        .filter(move |topic| is_own && Some(&topic.id) == of_topic);
    let words = topics.flat_map(move |topic| topic.keywords.get(code));
    let is_known = move |form: &String| {
        target.keywords.get(code).contains(form) || target.context.get(code).contains(form)
    };
    words.filter(move |form| !is_known(form)).map(String::as_str)
}
