//! From mentions to speakers: full names, pronouns, roles, bodies, actors of the codebook.

mod carried;
mod mentioned;
mod registered;
mod unnamed;

use std::ops::Range;
use std::sync::Arc;

use propos_codebook::Codebook;
use propos_schema::{Resolution, Speaker, TextSpan};
use propos_segment::Lang;

use crate::extract::actors::Actors;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::lexicon::Group;
use crate::extract::names::{Gender, Kind, Names};
use crate::extract::noun_phrase::Mention;
use crate::extract::view::View;
use crate::memo::Lent;
use crate::tokens::Mark;

/// What is known while the document is read from top to bottom.
pub(super) struct Resolver {
    lang: Lang,
    pub(super) names: Lent<'static, Names>,
    /// The codebook's actors.
    actors: Arc<Actors>,
    paragraph: usize,
    period: usize,
    last: Option<Speech>,
    /// The last of somebody else.
    earlier: Option<Speech>,
    /// Who answers in an interview.
    answerer: Option<String>,
    /// Who was the subject of this period, and of the last one that had one.
    subjects: [Option<Subject>; 2],
}

/// Somebody as the subject of a period.
#[derive(Clone, Debug)]
struct Subject {
    entity: Option<usize>,
    mention: TextSpan,
    period: usize,
    paragraph: usize,
}

/// The last attribution.
#[derive(Clone, Debug)]
struct Speech {
    speaker: Speaker,
    paragraph: usize,
    period: usize,
    is_quote: bool,
    /// Whether it ends with a question.
    asks: bool,
    rule: &'static str,
    /// Whether its content weakens what it says: `pourrait`.
    is_weak: bool,
}

impl Resolver {
    pub(super) fn new(codebook: &Codebook, lang: Lang) -> Self {
        Self {
            lang,
            names: Names::lend(),
            actors: Actors::of(codebook),
            paragraph: 0,
            period: 0,
            last: None,
            earlier: None,
            answerer: None,
            subjects: [None, None],
        }
    }

    pub(super) fn begin_paragraph(&mut self) {
        self.paragraph += 1;
    }

    pub(super) fn end_period(&mut self) {
        self.period += 1;
        let [now, before] = &mut self.subjects;
        if now.is_some() {
            *before = now.take();
        }
    }

    /// The actor of a name.
    pub(super) fn actor(&self, name: &str) -> Option<String> {
        self.actors.id(name).map(str::to_owned)
    }

    /// Gives a speaker whom the text first called by a part of their name the whole of it, once all is read.
    pub(super) fn complete(&self, speaker: &mut Speaker) {
        let Some(full) = speaker.name.as_deref().and_then(|name| self.names.filled(name)) else {
            return;
        };
        speaker.id = speaker.id.take().or_else(|| self.actor(full));
        speaker.name = Some(full.to_owned());
    }

    /// A name as the article gives it in full.
    pub(super) fn full_name(&self, name: &str) -> String {
        let known = self.names.find(name).and_then(|entity| self.names.entity(entity));
        let full = known.and_then(|entity| entity.name.clone());
        full.unwrap_or_else(|| name.to_owned())
    }

    /// Whether the article has told the whole name of somebody who is mentioned by a part of it.
    pub(super) fn knows_person(&self, view: &View<'_>, mention: &Mention) -> bool {
        let name = text_of(view, mention.range.clone());
        let known = self.names.find(name).and_then(|entity| self.names.entity(entity));
        known.is_some_and(|entity| {
            entity.kind == Kind::Person && entity.name.as_deref().is_some_and(|full| full.contains(' '))
        })
    }

    /// The speaker of a candidate; `None` where nobody can be meant.
    pub(super) fn speaker(
        &mut self,
        view: &View<'_>,
        candidate: &Candidate,
        is_nested: bool,
    ) -> Option<Speaker> {
        let speaker = match &candidate.speaker {
            Source::Mention(mention) => {
                let about = self
                    .spoken_of(view, candidate)
                    .or_else(|| self.quoted(view, mention).filter(|_| is_nested));
                self.mentioned(view, mention, about)
            }
            Source::Answer(mention) => self.answer(view, mention.as_ref()),
            Source::Beside(mention) => {
                let mut speaker = self.mentioned(view, mention, None);
                speaker.resolution = Resolution::Implicit;
                speaker
            }
            Source::Other => self.other(view, candidate),
            Source::Continuation if self.is_answered(view, candidate) => self.other(view, candidate),
            Source::Continuation => {
                let last = self.last.as_ref().filter(|last| {
                    let goes_on = last.period + 1 == self.period;
                    (last.is_quote || goes_on) && self.paragraph - last.paragraph <= 1
                });
                let Some(last) = last else {
                    // A single sentence out of nowhere is nobody's.
                    return matches!(view.lang, Lang::De | Lang::En | Lang::Fr | Lang::Nl)
                        .then(|| self.protagonist())
                        .filter(|speaker| speaker.name.is_some() || self.last.is_some());
                };
                let mut speaker = last.speaker.clone();
                if !keeps_mention(view) && !matches!(view.lang, Lang::En | Lang::Fr) {
                    speaker.mention = None;
                }
                speaker.description = None;
                speaker.resolution = Resolution::Continuation;
                speaker
            }
            Source::Implicit => {
                let mut speaker = self
                    .last
                    .as_ref()
                    .map_or(Speaker::unnamed(Resolution::Implicit), |last| {
                        last.speaker.clone()
                    });
                let is_near = view.lang == Lang::Fr
                    && self
                        .last
                        .as_ref()
                        .is_some_and(|last| last.period + 1 >= self.period);
                if !keeps_mention(view) && !is_near {
                    speaker.mention = None;
                }
                speaker.description = None;
                speaker.resolution = if candidate.rule == "carried-mood" {
                    Resolution::Continuation
                } else {
                    Resolution::Implicit
                };
                speaker
            }
            Source::SentenceBefore => {
                let before = self
                    .last
                    .as_ref()
                    .filter(|last| last.paragraph == self.paragraph && last.period + 1 == self.period);
                match before {
                    Some(last) => {
                        let mut speaker = last.speaker.clone();
                        speaker.description = None;
                        speaker.resolution = Resolution::Implicit;
                        speaker
                    }
                    None => Speaker::unnamed(Resolution::Unspecified),
                }
            }
            Source::Dropped { is_plural } => self.dropped(view, candidate, *is_plural),
            Source::Unspecified => Speaker::unnamed(Resolution::Unspecified),
        };
        let is_near = candidate
            .content
            .first()
            .is_some_and(|range| view.depth(range.start) <= 1);
        // `A suo avviso`: who goes on is meant by the fuller mention before.
        let is_possessive = view.drops_subjects()
            && matches!(&candidate.speaker, Source::Mention(mention)
                if mention.range.len() == 1 && view.is_in(mention.range.start, Group::Possessive));
        let fuller = self
            .last
            .as_ref()
            .filter(|_| is_possessive)
            .and_then(|last| last.speaker.mention.clone());
        // What is reported inside another's words does not make its speaker the last one.
        let is_unnamed = matches!(candidate.speaker, Source::Unspecified)
            || matches!(candidate.speaker, Source::SentenceBefore)
                && speaker.resolution == Resolution::Unspecified
                // `„…“, hieß es. Es seien Einschnitte nötig.`: nobody who is named goes on.
                && view.lang != Lang::De;
        if is_near && !is_nested && !is_unnamed {
            let mut speaker = speaker.clone();
            if fuller.is_some() {
                speaker.mention = fuller;
            }
            let is_new = self
                .last
                .as_ref()
                .is_some_and(|last| last.speaker.name != speaker.name);
            if is_new {
                self.earlier = self.last.take();
            }
            self.last = Some(Speech {
                speaker,
                paragraph: self.paragraph,
                period: self.period,
                asks: asks(view, candidate),
                is_quote: candidate.is_direct
                    || candidate
                        .content
                        .iter()
                        .any(|range| range.clone().any(|at| view.depth(at) > 0)),
                rule: candidate.rule,
                is_weak: candidate
                    .content
                    .iter()
                    .any(|range| range.clone().any(|at| view.is_in(at, Group::HedgeVerb))),
            });
        }
        Some(speaker)
    }

    /// `« Et le coffre ? » lui demande la juge. « Il était vide. »`: French quoted words right behind a quoted question answer it.
    fn is_answered(&self, view: &View<'_>, candidate: &Candidate) -> bool {
        let is_asked = self.last.as_ref().is_some_and(|last| {
            last.asks && last.is_quote && last.paragraph == self.paragraph && last.period + 1 == self.period
        });
        // Who asks again goes on.
        view.lang == Lang::Fr && is_asked && !asks(view, candidate)
    }

    /// Who speaks with the last speaker: whoever spoke before, else whoever was spoken of.
    fn other(&self, view: &View<'_>, candidate: &Candidate) -> Speaker {
        let mut speaker = Speaker::unnamed(Resolution::Implicit);
        let last = self.last.as_ref();
        let asker = last.and_then(|last| last.speaker.name.as_deref());
        let spoke = self
            .earlier
            .as_ref()
            .filter(|earlier| self.paragraph - earlier.paragraph <= 1);
        speaker.name = spoke
            .and_then(|earlier| earlier.speaker.name.clone())
            .or_else(|| {
                let at = candidate
                    .content
                    .first()
                    .map_or(0, |range| byte(view, range.start));
                let is_asker = |entity: usize| {
                    let known = self
                        .names
                        .entity(entity)
                        .and_then(|entity| entity.name.as_deref());
                    known.is_some() && known == asker
                };
                let person = self
                    .names
                    .person_before(at, Gender::Unknown, |entity| !is_asker(entity))?;
                self.names.entity(person)?.name.clone()
            });
        speaker
    }

    /// `The Globe reports:`: whoever a period names before its colon says what stands in the next paragraph.
    pub(super) fn announce(&mut self, view: &View<'_>, period: &Range<usize>) {
        if let Some(mention) = crate::extract::standing::announcer(view, period) {
            self.last = Some(Speech {
                speaker: self.mentioned(view, &mention, None),
                paragraph: self.paragraph,
                period: self.period,
                is_quote: true,
                asks: false,
                rule: "continuation",
                is_weak: false,
            });
        }
    }

    /// Looks the speaker up among the codebook's actors.
    fn identify(&self, view: &View<'_>, speaker: &mut Speaker, range: Range<usize>) {
        let mention = text_of(view, range.clone());
        let bare = text_of(view, range.start + 1..range.end);
        let found = speaker
            .name
            .as_deref()
            .into_iter()
            .chain([mention, bare])
            .find_map(|form| self.actors.id(form));
        speaker.id = found.map(str::to_owned);
    }
}

/// Whether what is said ends with a question.
fn asks(view: &View<'_>, candidate: &Candidate) -> bool {
    let mut last = candidate.content.last().into_iter();
    last.any(|range| view.is(range.end - 1, Mark::Question) || view.is(range.end, Mark::Question))
}

/// Whether who goes on speaking keeps the mention of the sentence before.
const fn keeps_mention(view: &View<'_>) -> bool {
    matches!(view.lang, Lang::De | Lang::Nl) || view.drops_subjects()
}

pub(super) fn byte(view: &View<'_>, at: usize) -> usize {
    view.token(at).map_or(0, |token| token.start)
}

pub(super) fn text_of<'t>(view: &View<'t>, range: Range<usize>) -> &'t str {
    view.bytes(range)
        .and_then(|bytes| view.text.get(bytes))
        .unwrap_or_default()
}
