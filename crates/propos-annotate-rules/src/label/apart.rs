//! Phrases whose two parts stand apart in one clause, as German and Dutch have them: *hält von der Quote nichts*, *eine Absage
//! erteilt*. In the data files `…` parts them.

use super::items::Item;
use super::lexicon::Class;
use super::phrases::{Hit, Tag};
use crate::tokens::Mark;

/// What parts the two parts of a form in the data files, and the forms of one part.
pub(super) const APART: &str = " … ";
pub(super) const OR: char = '/';

/// How many items may stand between the two parts.
const REACH: usize = 18;

/// Gives every pair of parts in one clause what it stands for, at the part named first. The other part is then no word of its own.
pub(super) fn join_parts(items: &[Item], hits: &mut Vec<Hit>) {
    let ends = |at: usize| {
        let mark = items.get(at).and_then(|item| item.mark);
        mark.is_some_and(|mark| !matches!(mark, Mark::Quote | Mark::Other | Mark::Open | Mark::Close))
    };
    let mut joined: Vec<Hit> = Vec::new();
    for head in hits.iter() {
        let Tag::Head { pair, class } = head.tag else {
            continue;
        };
        let is_near = |rest: &&Hit| {
            let (one, other) = if rest.first() > head.last() {
                (head.last(), rest.first())
            } else {
                (rest.last(), head.first())
            };
            rest.tag == Tag::Rest { pair } && one < other && other - one <= REACH && !(one..other).any(ends)
        };
        let start = hits.partition_point(|hit| hit.first() + REACH + 4 < head.first());
        let around = hits.get(start..).unwrap_or_default().iter();
        let mut around = around.take_while(|hit| hit.first() <= head.last() + REACH + 1);
        let Some(rest) = around.find(is_near) else {
            continue;
        };
        joined.push(head.with(Tag::Class(class)).of_words(2));
        // What it denies or judges is said by both together.
        let classes = [Class::NotNegation, Class::NotOperator];
        joined.extend(classes.map(|class| rest.with(Tag::Class(class))));
    }
    hits.retain(|hit| !matches!(hit.tag, Tag::Head { .. } | Tag::Rest { .. }));
    if !joined.is_empty() {
        hits.extend(joined);
        hits.sort_by_key(Hit::first);
    }
}
