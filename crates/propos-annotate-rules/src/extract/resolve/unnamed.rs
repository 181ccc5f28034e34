//! Who speaks where nobody is mentioned: the one asked, the one the article is about, whoever goes on.

use propos_schema::{Resolution, Speaker};

use crate::extract::candidate::Candidate;
use crate::extract::noun_phrase::Mention;
use crate::extract::view::View;

use super::{Resolver, byte, text_of};

impl Resolver {
    /// Who has the turn: the one named before it, in full or by initials; else the one who was asked.
    pub(super) fn answer(&mut self, view: &View<'_>, label: Option<&Mention>) -> Speaker {
        let asked = |this: &Self| {
            this.answerer
                .clone()
                .or_else(|| this.names.protagonist().and_then(|entity| entity.name.clone()))
        };
        let Some(label) = label else {
            let mut speaker = Speaker::unnamed(Resolution::Implicit);
            speaker.name = asked(self);
            self.answerer.clone_from(&speaker.name);
            return speaker;
        };
        let mut speaker = self.mentioned(view, label, None);
        let initials: String = text_of(view, label.range.clone())
            .chars()
            .filter(|character| character.is_alphabetic())
            .collect();
        let is_short = initials.chars().count() <= 4 && initials.chars().all(char::is_uppercase);
        if is_short {
            let name = asked(self).filter(|name| {
                let firsts: String = name
                    .split([' ', '-'])
                    .filter_map(|word| word.chars().next())
                    .collect();
                firsts.starts_with(&initials) || initials.starts_with(&firsts)
            });
            speaker.resolution = Resolution::Coreference;
            self.answerer = name.clone().or_else(|| self.answerer.clone());
            speaker.name = name.or(speaker.name);
        } else {
            self.answerer.clone_from(&speaker.name);
        }
        speaker
    }

    /// The speaker of a quotation with nobody near: the one whom the article quotes, or whom it is about.
    pub(super) fn protagonist(&self) -> Speaker {
        let mut speaker = Speaker::unnamed(Resolution::Implicit);
        let quoted = self
            .last
            .as_ref()
            .filter(|last| last.is_quote && self.paragraph - last.paragraph <= 3);
        if let Some(last) = quoted {
            speaker.name.clone_from(&last.speaker.name);
            speaker.id.clone_from(&last.speaker.id);
        } else {
            speaker.name = self.names.protagonist().and_then(|entity| entity.name.clone());
        }
        speaker
    }

    /// Who goes on where a verb has no subject: the last speaker, or whom the last sentence was about.
    pub(super) fn dropped(&mut self, view: &View<'_>, candidate: &Candidate, is_plural: bool) -> Speaker {
        let at = byte(
            view,
            candidate
                .cue
                .as_ref()
                .map_or(candidate.extent().start, |cue| cue.start),
        );
        let last = self.last.as_ref().filter(|last| {
            self.paragraph - last.paragraph <= 1
                && last
                    .speaker
                    .mention
                    .as_ref()
                    .is_none_or(|span| is_plural == is_several(&span.text, &last.speaker) || !is_plural)
        });
        let spoke = last.map_or(0, |last| last.period + 1);
        let [_, before] = &self.subjects;
        let subject = before
            .clone()
            .filter(|subject| {
                let is_several = is_several(&subject.mention.text, &Speaker::unnamed(Resolution::Explicit));
                is_plural == is_several
                    && subject.period + 1 > spoke
                    && self.paragraph - subject.paragraph <= 1
            })
            .filter(|subject| last.is_none() || subject.paragraph == self.paragraph);
        if let Some(subject) = subject {
            let mut speaker = Speaker::unnamed(Resolution::Continuation);
            if let Some(entity) = subject.entity {
                self.names.mention(entity, at, true);
                speaker.name = self.names.entity(entity).and_then(|entity| entity.name.clone());
            }
            speaker.mention = Some(subject.mention);
            return speaker;
        }
        // `Dicen que`: several whom nobody has named.
        let Some(last) = last else {
            let resolution = if is_plural {
                Resolution::Unspecified
            } else {
                Resolution::Implicit
            };
            return Speaker::unnamed(resolution);
        };
        let mut speaker = last.speaker.clone();
        speaker.description = None;
        speaker.resolution = match speaker.resolution {
            Resolution::Unspecified => Resolution::Unspecified,
            _ => Resolution::Continuation,
        };
        speaker
    }
}

/// Whether a mention is of several: its first word is in the plural.
fn is_several(mention: &str, speaker: &Speaker) -> bool {
    let first = mention
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_lowercase();
    !speaker.members.is_empty()
        || mention.contains(char::is_whitespace)
            && (first.ends_with('s')
                || matches!(first.as_str(), "i" | "gli" | "le" | "alcuni" | "alcune" | "molti"))
}
