//! Who: noun phrases before and behind a verb, with the apposition that describes them.

mod antecedent;
mod apposed;
mod behind;
mod being;
mod mention;
mod phrase;
mod quoted;
mod subject;

pub(crate) use behind::{behind_age, behind_party, subject_after, with_description};
pub(crate) use being::{Being, being};
pub(crate) use mention::{Mention, stands_for_one, trimmed_mention};
pub(crate) use phrase::{head_in, phrase_from, skip_time};
pub(crate) use quoted::title_before;
pub(crate) use subject::{subject_before, subject_of};
