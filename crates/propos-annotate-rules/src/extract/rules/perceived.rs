//! What somebody sees or hears and nobody reports.

use super::Scene;
use crate::extract::lexicon::{EnglishList, Form, Group};
use crate::extract::verb_group::VerbGroup;

/// `saw their ratings fall`, `heard the crowd roar`: an infinitive, and no clause.
pub(super) fn is_perceived(scene: &Scene<'_, '_>, group: &VerbGroup, start: usize) -> bool {
    let view = scene.view;
    let has = |at: usize, form: Form| view.readings(at).iter().any(|reading| reading.form == form);
    let is_past = has(group.end - 1, Form::Past) || has(group.end - 1, Form::Participle);
    let perceives = is_past && group.is_listed(EnglishList::Perceives);
    perceives
        && (start..scene.range.end)
            .find(|&at| view.syntax.is_finite(at))
            .is_some_and(|verb| {
                has(verb, Form::Infinitive)
                    && !has(verb, Form::Past)
                    && !view.is_in(verb, Group::Be)
                    && !view.is_in(verb, Group::Have)
                    && !view.is_in(verb, Group::Modal)
            })
}
