//! From mentions to speakers: full names, pronouns, roles, bodies, actors of the codebook.

use std::ops::Range;
use std::sync::Arc;

use propos_codebook::Codebook;
use propos_schema::{Member, Resolution, Speaker, TextSpan};
use propos_segment::Lang;

use super::actors::Actors;
use super::candidate::{Candidate, Source};
use super::designation::{full_name, own_name, phrase_gender};
use super::gender::{gender_before, gender_in, kind_of};
use super::lexicon::{Form, Group};
use super::names::{Gender, Kind, Names, Wanted, folded, name_in, names_in_list};
use super::noun_phrase::{Being, Mention, being, phrase_from};
use super::verb_group::is_finite_verb;
use super::view::View;
use crate::tokens::{Letters, Mark};

/// What is known while the document is read from top to bottom.
pub(super) struct Resolver {
    lang: Lang,
    pub(super) names: Names,
    /// The codebook's actors.
    actors: Arc<Actors>,
    paragraph: usize,
    period: usize,
    last: Option<Speech>,
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
    rule: &'static str,
    /// Whether its content weakens what it says: `pourrait`.
    is_weak: bool,
}

impl Resolver {
    pub(super) fn new(codebook: &Codebook, lang: Lang) -> Self {
        Self {
            lang,
            names: Names::default(),
            actors: Actors::of(codebook),
            paragraph: 0,
            period: 0,
            last: None,
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

    /// A period without attribution that still reports: the conditional goes on where a source was named before.
    pub(super) fn carried(&self, view: &View<'_>, period: Range<usize>) -> Option<Candidate> {
        if view.lang == Lang::De {
            return self.carried_mood(view, period);
        }
        self.carried_conditional(view, period.clone())
            .or_else(|| hearsay(view, period).filter(|_| self.last.is_some()))
    }

    /// The conditional or the weakness of the sentence before goes on.
    fn carried_conditional(&self, view: &View<'_>, period: Range<usize>) -> Option<Candidate> {
        let last = self.last.as_ref()?;
        if last.paragraph != self.paragraph
            || last.period + 1 != self.period
            || view.is(period.end - 1, Mark::Question)
        {
            return None;
        }
        let verb = period
            .clone()
            .find(|&at| view.depth(at) == 0 && is_finite_verb(view, at, period.start))?;
        let is_conditional = view
            .readings(verb)
            .iter()
            .any(|reading| reading.form.is_conditional());
        let has_hypothesis = period
            .clone()
            .any(|at| view.is_in(at, Group::Hypothesis) && !view.is_word(at, "s'"));
        let is_weak = view.is_in(verb, Group::HedgeVerb);
        let starts_neuter = view.is_in(period.start, Group::Neuter);
        let rule = if is_conditional
            && !has_hypothesis
            && matches!(last.rule, "according" | "hearsay")
            && view.is_romance()
        {
            "hearsay"
        } else if is_weak && last.is_weak && starts_neuter {
            "carried-modality"
        } else {
            return None;
        };
        let aside = period.clone().find(|&at| {
            view.depth(at) == 0
                && view.is(at, Mark::Dash)
                && view.token(at).is_some_and(|token| token.is_spaced)
        });
        let content = period.start..aside.unwrap_or(period.end);
        Some(Candidate::new(rule, vec![content], Source::Implicit).trimmed(view))
    }

    /// German: a sentence in the mood of reported speech goes on with whoever spoke last, without saying so.
    fn carried_mood(&self, view: &View<'_>, period: Range<usize>) -> Option<Candidate> {
        if view.is(period.end - 1, Mark::Question) {
            return None;
        }
        let last = self
            .last
            .as_ref()
            .filter(|last| self.paragraph - last.paragraph <= 1);
        let is_near = last.is_some_and(|last| last.period + 1 == self.period);
        let cue = period
            .clone()
            .take(12)
            .find(|&at| view.depth(at) == 0 && view.is_word(at, "demnach"));
        if is_near && let Some(cue) = cue {
            let content = [period.start..cue, cue + 1..period.end];
            let content = content.into_iter().filter(|range| !range.is_empty()).collect();
            let mut candidate = Candidate::new("carried-source", content, Source::Implicit).trimmed(view);
            candidate.cue = Some(cue..cue + 1);
            candidate.lemma = Some("demnach".into());
            return Some(candidate);
        }
        let verb = super::germanic::main_verb(view, period.clone())?;
        if !super::germanic::is_reporting_mood(view, verb) || super::germanic::is_set_phrase(view, verb) {
            return None;
        }
        // `wäre`, `hätten`, `könnten` may also be only thought of: they need a speaker right before.
        let has_hypothesis = period.clone().any(|at| view.is_in(at, Group::Hypothesis));
        let is_sure = super::germanic::is_sure_mood(view, verb);
        let is_told = is_near && last.is_some_and(|last| last.paragraph == self.paragraph);
        // Where nobody spoke before, somebody does all the same.
        let speaker = if last.is_some() {
            Source::Implicit
        } else {
            Source::Unspecified
        };
        (is_sure || is_told && !has_hypothesis)
            .then(|| Candidate::over("carried-mood", period, speaker).trimmed(view))
    }

    /// Enters the names of a period, so that later mentions find them.
    pub(super) fn register_names(&mut self, view: &View<'_>, period: Range<usize>, candidates: &[Candidate]) {
        for candidate in candidates {
            if let Source::Mention(mention) = &candidate.speaker {
                self.enter(view, mention);
            }
        }
        let mut at = period.start;
        let mut has_subject = false;
        if view.lang == Lang::Fr {
            let spoken: Vec<Range<usize>> = candidates
                .iter()
                .filter_map(|candidate| match &candidate.speaker {
                    Source::Mention(mention) => Some(mention.range.clone()),
                    _ => None,
                })
                .collect();
            has_subject = self.register_phrases(view, period.clone(), &spoken);
        }
        while at < period.end {
            if at <= period.start + 1
                && view.lang != Lang::Fr
                && !has_subject
                && view.is_in(at, Group::Determiner)
                && !view.is_in(at, Group::Of)
                && let Some(phrase) = phrase_from(view, at, period.end)
                && being(view, phrase.clone()) == Being::Role
                && name_in(view, phrase.clone()).is_none()
                && is_finite_verb(view, behind_aside(view, phrase.end, period.end), at)
            {
                let byte = byte(view, at);
                let role = (phrase.start..phrase.end).find(|&place| view.is_in(place, Group::Role));
                let is_definite = !view.is_in(at, Group::Indefinite);
                let known = role
                    .filter(|_| is_definite && phrase.len() <= 3)
                    .and_then(|role| self.names.by_role(view.word(role)));
                if let Some(entity) = known {
                    self.names.mention(entity, byte, true);
                } else {
                    self.enter_unnamed(None, view, phrase.clone(), byte);
                }
                self.note_subject(view, known, phrase.clone());
                has_subject = true;
                at = phrase.end;
                continue;
            }
            let is_body = view.is_in(at, Group::Body)
                && !view.is_capitalised(at)
                && at > period.start
                && view.is_in(at - 1, Group::Determiner)
                && !view.is_in(at - 1, Group::Indefinite);
            if is_body
                && !has_subject
                && at <= period.start + 2
                && self
                    .names
                    .antecedent(
                        byte(view, at),
                        Wanted {
                            gender: Gender::Unknown,
                            kind: Kind::Organization,
                            is_named: true,
                        },
                    )
                    .is_some()
            {
                if let Some(entity) = self.names.antecedent(
                    byte(view, at),
                    Wanted {
                        gender: Gender::Unknown,
                        kind: Kind::Organization,
                        is_named: true,
                    },
                ) {
                    self.names.mention(entity, byte(view, at), true);
                }
                has_subject = true;
            }
            if !view.is_name(at) {
                at += 1;
                continue;
            }
            let mut end = at + 1;
            while end < period.end
                && (view.is_capitalised(end) && !view.is_in(end, Group::Of)
                    || view.lang == Lang::En
                        && view.is_abbreviation_stop(end)
                        && view.is_capitalised(end + 1)
                    || view.is_in(end, Group::Particle)
                        && view.is_capitalised(end + 1)
                        && !view.is_in(end, Group::Of))
            {
                end += 1;
            }
            // `LOGEMENT. Le maire …`: a rubric.
            let is_rubric = end == at + 1
                && view.starts_sentence(at)
                && view.is_mark(end)
                && view
                    .token(at)
                    .is_some_and(|token| token.letters == Letters::Capitals);
            // English days and months.
            let is_time = view.lang == Lang::En && end == at + 1 && view.is_in(at, Group::Time);
            if is_rubric
                || is_time
                || end == at + 1 && view.starts_sentence(at) && !stands_alone(view, end)
                || view.is_in(end - 1, Group::Demonym)
            {
                at = end;
                continue;
            }
            let before = at.checked_sub(1).filter(|&before| before >= period.start);
            let is_governed = before.is_some_and(|before| {
                view.is_in(before, Group::Of)
                    || view.is_in(before, Group::Preposition)
                    || before > period.start
                        && view.is_in(before, Group::Determiner)
                        && (view.is_in(before - 1, Group::Of) || view.is_in(before - 1, Group::Preposition))
            });
            if let Some(name) = name_in(view, at..end) {
                let gender = gender_before(view, name.start);
                let kind = kind_of(view, at..end);
                let office = at..name.start;
                let entity = self.names.enter(text_of(view, name), gender, kind);
                // `Speaker Ray Donnelly`: later *the speaker*.
                if view.lang == Lang::En {
                    for place in office.filter(|&place| view.is_in(place, Group::Role)) {
                        self.names.set_role(view.word(place), entity);
                    }
                }
                let is_qualifier =
                    view.lang == Lang::En && !view.is_mark(end) && view.is_in(end, Group::Role);
                let is_subject = !is_governed && !has_subject && view.depth(at) == 0 && !is_qualifier;
                for word in name_words(view, at..end) {
                    self.names.set_role(view.word(word), entity);
                }
                has_subject |= is_subject;
                if is_subject {
                    self.note_subject(view, Some(entity), at..end);
                }
                self.names.mention(entity, byte(view, at), is_subject);
                if let Some(before) = before
                    && (view.is_in(before, Group::Role) || view.is_in(before, Group::Title))
                {
                    self.names.set_role(view.word(before), entity);
                }
            }
            at = end;
        }
    }

    /// The actor of a name.
    pub(super) fn actor(&self, name: &str) -> Option<String> {
        self.actors.id(name).map(str::to_owned)
    }

    /// Enters the name of a mention with what its description tells of it.
    pub(super) fn enter(&mut self, view: &View<'_>, mention: &Mention) -> Option<usize> {
        let name = full_name(view, mention.range.clone(), name_in(view, mention.range.clone())?);
        let around = mention.description.clone();
        let mut gender = gender_before(view, name.start);
        if gender == Gender::Unknown
            && let Some(description) = &around
        {
            gender = gender_in(view, description.clone());
        }
        let kind = if around
            .as_ref()
            .is_some_and(|range| range.clone().take(3).any(|at| view.is_in(at, Group::Role)))
        {
            Kind::Person
        } else if around.as_ref().is_some_and(|range| {
            range
                .clone()
                .take(3)
                .any(|at| view.is_in(at, Group::Organization))
        }) {
            Kind::Organization
        } else {
            kind_of(view, mention.range.clone())
        };
        let entity = self.names.enter(text_of(view, name.clone()), gender, kind);
        // `Me` is a lawyer.
        if view.lang == Lang::Fr
            && name.start > 0
            && (view.word(name.start - 1) == "Me" || view.is_word(name.start - 1, "maître"))
        {
            self.names.set_role("avocat", entity);
            self.names.set_role("avocate", entity);
        }
        let roles = around
            .into_iter()
            .flatten()
            .chain(mention.range.start..name.start);
        for at in roles.filter(|&at| view.is_in(at, Group::Role)).take(3) {
            self.names.set_role(view.word(at), entity);
        }
        Some(entity)
    }

    /// The speaker of a candidate; `None` where nobody can be meant.
    pub(super) fn speaker(
        &mut self,
        view: &View<'_>,
        candidate: &Candidate,
        is_nested: bool,
    ) -> Option<Speaker> {
        let speaker = match &candidate.speaker {
            Source::Mention(mention) => self.mentioned(view, mention),
            Source::Answer(mention) => self.answer(view, mention.as_ref()),
            Source::Beside(mention) => {
                let mut speaker = self.mentioned(view, mention);
                speaker.resolution = Resolution::Implicit;
                speaker
            }
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
        if is_near && !is_nested && !matches!(candidate.speaker, Source::Unspecified) {
            let mut speaker = speaker.clone();
            if fuller.is_some() {
                speaker.mention = fuller;
            }
            self.last = Some(Speech {
                speaker,
                paragraph: self.paragraph,
                period: self.period,
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

    fn note_subject(&mut self, view: &View<'_>, entity: Option<usize>, range: Range<usize>) {
        let mention = view
            .bytes(range)
            .and_then(|bytes| TextSpan::new(view.text, bytes));
        if let Some(mention) = mention {
            self.subjects[0] = Some(Subject {
                entity,
                mention,
                period: self.period,
                paragraph: self.paragraph,
            });
        }
    }

    /// Who has the turn: the one named before it, in full or by initials; else the one who was asked.
    fn answer(&mut self, view: &View<'_>, label: Option<&Mention>) -> Speaker {
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
        let mut speaker = self.mentioned(view, label);
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
    fn protagonist(&self) -> Speaker {
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
    fn dropped(&mut self, view: &View<'_>, candidate: &Candidate, is_plural: bool) -> Speaker {
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

    fn mentioned(&mut self, view: &View<'_>, mention: &Mention) -> Speaker {
        let range = mention.range.clone();
        let span = view
            .bytes(range.clone())
            .and_then(|bytes| TextSpan::new(view.text, bytes));
        let at = byte(view, range.start);
        let description = mention
            .description
            .clone()
            .and_then(|range| super::clause::trim(view, range))
            .and_then(|range| view.text.get(view.bytes(range)?))
            .map(str::to_owned);
        let mut speaker = Speaker::unnamed(Resolution::Explicit);
        speaker.mention = span;
        speaker.description = description;
        match being(view, range.clone()) {
            Being::Unspecified => {
                speaker.resolution = Resolution::Unspecified;
                speaker.name = house(view, range.start).or_else(|| {
                    let is_described = view.lang == Lang::Fr
                        && range.len() > 1
                        && !view.is_word(range.start, "tout")
                        && !view.is_in(range.start, Group::Nobody);
                    is_described.then(|| text_of(view, range.clone()).to_owned())
                });
            }
            Being::Pronoun => {
                speaker.resolution = Resolution::Pronoun;
                let is_plural = view.is_in(range.start, Group::PluralPronoun);
                let several = self
                    .last
                    .as_ref()
                    .map(|last| &last.speaker)
                    .filter(|last| is_plural && !last.members.is_empty());
                if let Some(several) = several {
                    speaker.name.clone_from(&several.name);
                    speaker.members.clone_from(&several.members);
                    return speaker;
                }
                let wanted = self.wanted(view, range.start);
                let entity = if view.lang == Lang::Fr {
                    self.names.antecedent_of(at, wanted, is_plural)
                } else {
                    keeps_mention(view)
                        .then(|| self.names.sure_antecedent(at, wanted))
                        .flatten()
                        .or_else(|| self.names.antecedent(at, wanted))
                };
                speaker.name = entity
                    .and_then(|entity| self.names.entity(entity))
                    .and_then(|entity| entity.name.clone());
                if let Some(entity) = entity {
                    self.names.mention(entity, at, true);
                } else if let Some(last) = &self.last {
                    speaker.name.clone_from(&last.speaker.name);
                }
            }
            Being::Self_ | Being::You => speaker.resolution = Resolution::Pronoun,
            kind => self.named(view, mention, kind, &mut speaker, at),
        }
        self.identify(view, &mut speaker, range);
        speaker
    }

    fn named(&mut self, view: &View<'_>, mention: &Mention, kind: Being, speaker: &mut Speaker, at: usize) {
        let range = mention.range.clone();
        let listed = names_in_list(view, range.clone());
        if listed.len() > 1 {
            let mut names = Vec::new();
            for name in listed {
                let entity = self
                    .names
                    .enter(text_of(view, name.clone()), Gender::Unknown, Kind::Unknown);
                self.names.mention(entity, byte(view, name.start), true);
                names.extend(self.names.entity(entity).and_then(|entity| entity.name.clone()));
            }
            // `Ruedas y Vías` is one name where it was given whole before.
            names.dedup();
            if let [only] = names.as_slice() {
                speaker.name = Some(only.clone());
                return;
            }
            speaker.name = Some(names.join("; "));
            speaker.members = names
                .into_iter()
                .map(|name| Member::new(self.actors.id(&name).map(str::to_owned), name))
                .collect();
            return;
        }
        if view.lang == Lang::Fr && self.join(view, range.clone(), speaker, at) {
            return;
        }
        if view.lang == Lang::Fr && own_name(view, range.clone()).is_none() {
            self.designate(view, mention, kind, speaker, at);
            return;
        }
        if let Some(name) = name_in(view, range.clone()) {
            let is_body = matches!(kind, Being::Organization)
                && !view.is_capitalised(name.start.saturating_sub(1))
                && name.start > range.start
                && view.is_in(name.start - 1, Group::Organization);
            let given = text_of(
                view,
                if is_body {
                    name.start - 1..name.end
                } else {
                    name.clone()
                },
            );
            if is_body && !view.is_in(name.start - 1, Group::Body) {
                speaker.name = Some(given.to_owned());
                return;
            }
            if let Some(entity) = self.enter(view, mention) {
                self.names.mention(entity, at, true);
                let full = self.names.entity(entity).and_then(|entity| entity.name.clone());
                if full.as_deref().is_some_and(|full| folded(full) != folded(given)) {
                    speaker.resolution = Resolution::Coreference;
                }
                speaker.name = full;
            }
            return;
        }
        let head = range
            .clone()
            .find(|&place| view.is_in(place, Group::Role) || view.is_in(place, Group::Organization));
        let is_definite =
            view.is_in(range.start, Group::Determiner) && !view.is_in(range.start, Group::Indefinite);
        let is_short = range.len() <= 3;
        if is_definite
            && is_short
            && let Some(head) = head
        {
            // `her team` is no body that was named.
            let is_owned = ["her", "his", "its", "their", "my", "our"]
                .iter()
                .any(|word| view.is_word(range.start, word));
            let is_body = view.is_in(head, Group::Body) && range.len() <= 2 && !is_owned;
            let person = (view.is_in(head, Group::Descriptor)
                && view.lang == Lang::De
                && !view.is_word(range.start, "den"))
            .then(|| {
                self.names.antecedent(
                    at,
                    Wanted {
                        gender: gender_in(view, head..head + 1),
                        kind: Kind::Person,
                        is_named: true,
                    },
                )
            })
            .flatten();
            let entity = person
                .or_else(|| self.names.by_role(view.word(head)))
                .or_else(|| {
                    is_body
                        .then(|| {
                            self.names.antecedent(
                                at,
                                Wanted {
                                    gender: Gender::Unknown,
                                    kind: Kind::Organization,
                                    is_named: true,
                                },
                            )
                        })
                        .flatten()
                });
            if let Some(entity) = entity.and_then(|entity| self.names.entity(entity)) {
                speaker.name.clone_from(&entity.name);
                speaker.resolution = Resolution::Coreference;
                return;
            }
        }
        let is_vague =
            view.is_in(range.start, Group::Indefinite) || !view.is_in(range.start, Group::Determiner);
        if is_vague && matches!(kind, Being::Role | Being::Unknown) {
            speaker.resolution = Resolution::Unspecified;
            self.enter_unnamed(None, view, range, at);
            return;
        }
        let start = if view.is_in(range.start, Group::Determiner) {
            range.start + 1
        } else {
            range.start
        };
        speaker.name = Some(text_of(view, start..range.end).to_owned()).filter(|name| !name.is_empty());
        if matches!(kind, Being::Role | Being::Organization) {
            self.enter_unnamed(speaker.name.clone(), view, range, at);
        }
    }

    /// Somebody without a name, whom a pronoun may mean.
    pub(super) fn enter_unnamed(
        &mut self,
        name: Option<String>,
        view: &View<'_>,
        range: Range<usize>,
        at: usize,
    ) -> usize {
        let is_french = view.lang == Lang::Fr;
        let gender = if is_french {
            phrase_gender(view, range.clone())
        } else {
            gender_in(view, range.clone())
        };
        let is_several = self.lang == Lang::En && is_plural(view, range.clone());
        let kind = if is_several {
            Kind::Several
        } else {
            kind_of(view, range.clone())
        };
        let entity = self.names.enter_unnamed(name, gender, kind);
        if is_french && is_plural_phrase(view, range.start) {
            self.names.set_several(entity);
        }
        self.names.mention(entity, at, true);
        entity
    }

    fn wanted(&self, view: &View<'_>, at: usize) -> Wanted {
        let groups = view.groups(at);
        let gender = match (groups.has(Group::Masculine), groups.has(Group::Feminine)) {
            (true, false) => Gender::Masculine,
            (false, true) => Gender::Feminine,
            _ => Gender::Unknown,
        };
        let kind = match self.lang {
            Lang::En if gender != Gender::Unknown => Kind::Person,
            Lang::En if view.is_word(at, "it") => Kind::Organization,
            Lang::En if groups.has(Group::PluralPronoun) => Kind::Several,
            _ => Kind::Unknown,
        };
        Wanted {
            gender: if groups.has(Group::PluralPronoun) {
                Gender::Unknown
            } else {
                gender
            },
            kind,
            is_named: false,
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

/// Where the verb of a subject may stand, over an aside: `Il sindaco, raffreddato, ha parlato`.
fn behind_aside(view: &View<'_>, at: usize, until: usize) -> usize {
    let close = (at + 1..until.min(at + 10))
        .find(|&place| view.is_mark(place))
        .filter(|&place| view.drops_subjects() && view.is(at, Mark::Comma) && view.is(place, Mark::Comma));
    behind_pronouns(view, close.map_or(at, |close| close + 1))
}

/// Behind the object pronouns before a verb: `El alcalde lo desmiente`.
fn behind_pronouns(view: &View<'_>, at: usize) -> usize {
    let is_pronoun = |at: &usize| view.drops_subjects() && view.is_in(*at, Group::ObjectClitic);
    (at..at + 3).find(|at| !is_pronoun(at)).unwrap_or(at)
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

/// Whether who goes on speaking keeps the mention of the sentence before.
const fn keeps_mention(view: &View<'_>) -> bool {
    matches!(view.lang, Lang::De | Lang::Nl) || view.drops_subjects()
}

/// `Sa mère aurait signé la pétition`: the perfect conditional reports what others say, without saying who.
fn hearsay(view: &View<'_>, period: Range<usize>) -> Option<Candidate> {
    if view.lang != Lang::Fr || view.is(period.end - 1, Mark::Question) {
        return None;
    }
    let verb = period
        .clone()
        .find(|&at| view.depth(at) == 0 && is_finite_verb(view, at, period.start))?;
    let is_conditional = view.is_word(verb, "aurait") || view.is_word(verb, "auraient");
    let participle = (verb + 1..period.end.min(verb + 8)).find(|&at| {
        view.readings(at)
            .iter()
            .any(|reading| reading.form == Form::Participle)
    })?;
    // `aurait pu`, `aurait dû`: what did not happen.
    let is_unreal = [
        "pu",
        "dû",
        "fallu",
        "voulu",
        "aimé",
        "suffi",
        "préféré",
        "mérité",
        "souhaité",
        "mieux",
    ]
    .iter()
    .any(|word| (verb..=participle).any(|at| view.is_word(at, word)));
    let has_condition = period.clone().any(|at| {
        view.is_in(at, Group::Hypothesis)
            || view.is_word(at, "sans")
            || view.is_word(at, "sinon")
            || view.is_in(at, Group::SelfPronoun)
    });
    let is_vague = (period.start..verb).any(|at| view.is_word(at, "on") || view.is_in(at, Group::Neuter));
    let is_relative = verb > period.start && view.is_in(verb - 1, Group::RelativeSubject);
    if !is_conditional || is_unreal || has_condition || is_vague || is_relative {
        return None;
    }
    Some(Candidate::new("hearsay", vec![period], Source::Unspecified).trimmed(view))
}

/// Whether an article or a number shows several.
fn is_plural_phrase(view: &View<'_>, at: usize) -> bool {
    view.is_number(at)
        || view.is_in(at, Group::Indefinite) && !matches!(view.word(at), "un" | "une" | "Un" | "Une")
        || ["les", "ces", "ses", "leurs", "nos", "mes"]
            .iter()
            .any(|word| view.is_word(at, word))
}

/// `Au ministère, on répond que`: whose house speaks where nobody is named.
fn house(view: &View<'_>, at: usize) -> Option<String> {
    if view.lang != Lang::Fr || !view.is_word(at, "on") {
        return None;
    }
    let here = view.periods.partition_point(|period| period.end <= at);
    let period = view.periods.get(here)?.clone();
    // `…, y commente-t-on`: the place was named before.
    let is_there = period.clone().any(|place| view.is_word(place, "y"));
    let near = if is_there && here > 0 {
        view.periods.get(here - 1)?.clone()
    } else {
        period.start.max(at.saturating_sub(14))..period.end.min(at + 10)
    };
    let place = near.clone().find(|&place| {
        ["au", "à", "chez", "aux", "côté"]
            .iter()
            .any(|word| view.is_word(place, word))
            && view.depth(place) == 0
    })?;
    let body = (place + 1..near.end.min(place + 7))
        .take_while(|&place| !view.is(place, Mark::Comma))
        .find(|&place| view.is_in(place, Group::Organization))?;
    let phrase = phrase_from(view, body, near.end)?;
    Some(text_of(view, phrase).to_owned())
}

/// Whether a phrase without a name stands for several people.
fn is_plural(view: &View<'_>, range: Range<usize>) -> bool {
    let end = range
        .clone()
        .find(|&at| view.is_in(at, Group::Of) || view.is_in(at, Group::Preposition))
        .unwrap_or(range.end);
    let Some(head) = end.checked_sub(1).filter(|&head| head >= range.start) else {
        return false;
    };
    let word = view.word(head);
    let is_ending =
        word.ends_with('s') && !word.ends_with("ss") || word.ends_with("men") || word.ends_with("people");
    let is_name = view.is_capitalised(head) && !view.starts_sentence(head);
    is_ending && !is_name || view.is_in(range.start, Group::Unspecified)
}

/// The words of a name that say what it is: `Alliance` of `Silicon Producers Alliance`.
fn name_words(view: &View<'_>, range: Range<usize>) -> impl Iterator<Item = usize> {
    let is_single = range.len() < 2;
    range.filter(move |&at| {
        let is_body =
            view.is_in(at, Group::Body) || view.lang == Lang::En && view.is_in(at, Group::Organization);
        !is_single && is_body
    })
}

/// Whether what follows a capital at the start of a sentence shows it to be a name: a verb, a comma, a possessive.
fn stands_alone(view: &View<'_>, next: usize) -> bool {
    view.is_mark(next)
        || view.is_in(next, Group::And)
        || is_finite_verb(view, next, next.saturating_sub(1))
        || view.word(next).ends_with("'s")
        || view.word(next).ends_with("’s")
        || view.is_in(next, Group::ObjectClitic)
}

pub(super) fn byte(view: &View<'_>, at: usize) -> usize {
    view.token(at).map_or(0, |token| token.start)
}

pub(super) fn text_of<'t>(view: &View<'t>, range: Range<usize>) -> &'t str {
    view.bytes(range)
        .and_then(|bytes| view.text.get(bytes))
        .unwrap_or_default()
}
