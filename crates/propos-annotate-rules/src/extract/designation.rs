//! What somebody is called in French without a name: `la présidente`, `son avocat`, `cette retraitée`, `un riverain`.

use std::ops::Range;

use propos_schema::{Member, Resolution, Speaker};
use propos_segment::Lang;

use super::gender::gender_in;
use super::lexicon::{Form, Group, RomanceList};
use super::names::{Gender, Kind, Wanted, folded};
use super::noun_phrase::{Being, Mention, being, phrase_from, subject_before};
use super::resolve::{Resolver, byte, text_of};
use super::verb_group::is_finite_verb;
use super::view::View;
use super::written_name::name_in;
use crate::extract::word_table::words;
use crate::tokens::Mark;

impl Resolver {
    /// Gives a speaker without a name of their own the name that the article has for them.
    pub(super) fn designate(
        &mut self,
        view: &View<'_>,
        mention: &Mention,
        kind: Being,
        speaker: &mut Speaker,
        at: usize,
    ) {
        let range = plain(view, mention.range.clone());
        // `la direction d’Haropa`: a firm that later is the operator.
        if view.is_in(range.start + 1, Group::Organization)
            && let Some(name) = name_in(view, range.clone())
            && name.start == range.start + 3
        {
            let entity = self
                .names
                .enter(text_of(view, name), Gender::Unknown, Kind::Organization);
            self.names.mention(entity, at, false);
        }
        // `le maire de Fontenay, Joël Grelier`
        if let Some(description) = mention.description.clone()
            && (view.is_in(description.start, Group::Determiner)
                || view.is_in(description.start, Group::Title)
                || view.is_capitalised(description.start))
            && own_name(view, description.clone()).is_some()
            && let Some(entity) = self.enter(
                view,
                &Mention {
                    range: description,
                    description: Some(range.clone()),
                },
            )
        {
            self.name_after(entity, speaker, at);
            return;
        }
        let is_vague = view.is_in(range.start, Group::Indefinite)
            || !view.is_in(range.start, Group::Determiner)
            || view.is_number(range.start)
            || view.is_any_word(range.start, words!["l'", "d'"])
                && view.is_any_word(range.start + 1, words!["un", "une", "autres"]);
        if is_vague {
            if !matches!(kind, Being::Document | Being::Organization) {
                speaker.resolution = Resolution::Unspecified;
            }
            speaker.name = Some(text_of(view, range.clone()).to_owned());
            self.enter_unnamed(speaker.name.clone(), view, range, at);
            return;
        }
        let known = self
            .owned(view, range.clone(), at)
            .or_else(|| self.pointed_at(view, range.clone(), at))
            .or_else(|| self.known_phrase(view, range.clone(), at));
        match known {
            Some(Known::Entity(entity)) => {
                // Who has been called the accused is no expert further down.
                if let Some(head) = head(view, range)
                    && (view.is_listed(head, RomanceList::Accused)
                        || view.is_listed(head, RomanceList::CourtOffice))
                {
                    self.names.set_role(text_of(view, office(view, head)), entity);
                }
                speaker.resolution = Resolution::Coreference;
                self.name_after(entity, speaker, at);
            }
            Some(Known::Name(name)) => {
                speaker.name = Some(name);
                self.enter_unnamed(speaker.name.clone(), view, range, at);
            }
            None => {
                let start = range.start + usize::from(view.is_in(range.start, Group::Determiner));
                speaker.name =
                    Some(text_of(view, start..range.end).to_owned()).filter(|name| !name.is_empty());
                if matches!(kind, Being::Role | Being::Organization) {
                    let entity = self.enter_unnamed(speaker.name.clone(), view, range.clone(), at);
                    if let Some(head) = head(view, range) {
                        self.names.set_role(text_of(view, office(view, head)), entity);
                    }
                }
            }
        }
    }

    fn name_after(&mut self, entity: usize, speaker: &mut Speaker, at: usize) {
        self.names.mention(entity, at, true);
        speaker.name = self.names.entity(entity).and_then(|entity| entity.name.clone());
    }

    /// `la capitainerie et la CGT`: several speakers.
    pub(super) fn join(
        &mut self,
        view: &View<'_>,
        range: Range<usize>,
        speaker: &mut Speaker,
        at: usize,
    ) -> bool {
        let joint = (range.start + 1..range.end.saturating_sub(1)).find(|&place| {
            view.is_in(place, Group::And)
                && phrase_from(view, range.start, place).is_some_and(|phrase| phrase.end == place)
                && phrase_from(view, place + 1, range.end).is_some_and(|phrase| phrase.end == range.end)
                && (view.is_in(place + 1, Group::Determiner) && !view.is_in(place + 1, Group::Of)
                    || view.is_capitalised(place + 1))
        });
        let Some(joint) = joint else {
            return false;
        };
        let mut names = Vec::new();
        for part in [range.start..joint, joint + 1..range.end] {
            let mut single = Speaker::unnamed(Resolution::Explicit);
            let kind = being(view, part.clone());
            if !matches!(
                kind,
                Being::Role | Being::Organization | Being::Name | Being::Unknown
            ) {
                return false;
            }
            if own_name(view, part.clone()).is_some() {
                if let Some(entity) = self.enter(view, &Mention::of(part)) {
                    self.name_after(entity, &mut single, at);
                }
            } else {
                self.designate(view, &Mention::of(part), kind, &mut single, at);
            }
            names.extend(single.name);
        }
        speaker.name = Some(names.join("; "));
        speaker.members = names.into_iter().map(|name| self.member(name)).collect();
        true
    }

    fn member(&self, name: String) -> Member {
        Member::new(self.actor(&name), name)
    }

    /// `son avocat`, `sa présidente`: the one known by that role, or whose they are.
    fn owned(&self, view: &View<'_>, range: Range<usize>, at: usize) -> Option<Known> {
        let is_single = view.is_listed(range.start, RomanceList::SingleOwner);
        let is_several = view.is_any_word(range.start, words!["leur", "leurs"]);
        if !is_single && !is_several {
            return None;
        }
        let head = head(view, range.clone())?;
        let known = self.names.by_role(view.word(head)).filter(|&entity| {
            range.len() == 2
                && self
                    .names
                    .entity(entity)
                    .is_some_and(super::names::Entity::has_name)
        });
        if let Some(entity) = known {
            return Some(Known::Entity(entity));
        }
        // `L’agence dément. Son directeur écrit …`: those who lead, lead a body, though a person was named before it.
        let leads = view.is_listed(head, RomanceList::Leads);
        let led = leads
            .then(|| {
                self.names
                    .office_before(at)
                    .or_else(|| self.names.body_before(at))
            })
            .flatten();
        let owner = led.or_else(|| {
            let wanted = |kind| Wanted {
                gender: Gender::Unknown,
                kind,
                is_named: true,
                barred: None,
            };
            if is_several {
                self.names.antecedent(at, wanted(Kind::Organization))
            } else {
                // `Le ministre doit venir. Son entourage laisse entendre …`
                let last = self.names.antecedent_of(at, wanted(Kind::Unknown), false);
                last.or_else(|| self.names.antecedent(at, wanted(Kind::Unknown)))
            }
        })?;
        let owner = self.names.entity(owner)?;
        let (has_name, gender) = (owner.has_name(), owner.gender);
        let owner = owner.name.clone()?;
        // A spokesman speaks for the house.
        if view.is_any_word(head, words!["porte-parole", "communication"]) {
            return Some(Known::Name(owner));
        }
        let phrase = text_of(view, range.start + 1..range.end);
        let is_open = owner.starts_with([
            'a', 'e', 'i', 'o', 'u', 'é', 'è', 'h', 'A', 'E', 'I', 'O', 'U', 'É', 'È', 'H',
        ]);
        let of = match (has_name, is_open) {
            (true, true) => "d’",
            (true, false) => "de ",
            (false, true) => "de l’",
            (false, false) => match gender {
                Gender::Masculine => "du ",
                Gender::Feminine => "de la ",
                // Which article it would take is not known.
                Gender::Unknown => return Some(Known::Name(phrase.to_owned())),
            },
        };
        Some(Known::Name(format!("{phrase} {of}{owner}")))
    }

    /// `cette retraitée`, `le prévenu`, `l’analyste`: the person last spoken of whom the words fit.
    fn pointed_at(&self, view: &View<'_>, range: Range<usize>, at: usize) -> Option<Known> {
        let head = head(view, range.clone())?;
        let is_role = view.is_in(head, Group::Role);
        let is_shown = view.is_in(range.start, Group::Demonstrative);
        let is_former = view.is_in(range.start + 1, Group::Prenominal)
            && view.is_any_word(range.start + 1, words!["ancien", "ancienne"]);
        let is_descriptor =
            view.is_in(head, Group::Descriptor) && range.len() <= 3 || is_former && range.len() <= 3;
        let is_one = view.is_listed(range.start, RomanceList::DefiniteOne);
        if !is_role || !is_one || !(is_shown || is_descriptor) {
            return None;
        }
        let gender = phrase_gender(view, range.clone());
        // Whoever was introduced by this very word comes first.
        let by_role = self
            .names
            .by_role(text_of(view, office(view, head)))
            .filter(|&entity| {
                self.names
                    .entity(entity)
                    .is_some_and(|known| known.has_name() && known.fits(gender))
            });
        by_role
            .or_else(|| {
                let may_be = |entity: usize| !self.has_other_office(view, head, entity);
                self.names.person_before(at, gender, may_be)
            })
            .map(Known::Entity)
    }

    /// Whether somebody has a part in a trial that whoever is called by a role does not have: `Me Roux` is not `le prévenu`.
    fn has_other_office(&self, view: &View<'_>, role: usize, entity: usize) -> bool {
        let called = office(view, role);
        let is_court = view.is_listed(role, RomanceList::CourtOffice);
        let is_accused = view.is_listed(role, RomanceList::Accused);
        self.names.offices_of(entity).any(|other| {
            let lists = view.lexicon.lists(other.split(' ').next().unwrap_or_default());
            let is_listed = |list: RomanceList| lists.is_some_and(|lists| lists.has(list));
            let is_other = folded(text_of(view, called.clone())) != other;
            is_listed(RomanceList::CourtOffice) && (is_accused || is_court && is_other)
                || is_listed(RomanceList::Accused) && is_court
        })
    }

    /// `le tribunal`, `l’observatoire`, `le groupe`: a body or an office that was mentioned before, at greater length.
    fn known_phrase(&self, view: &View<'_>, range: Range<usize>, at: usize) -> Option<Known> {
        let head = head(view, range.clone())?;
        let phrase = text_of(view, range.start + 1..range.end);
        if let Some(entity) = self.names.by_role(phrase) {
            return Some(Known::Entity(entity));
        }
        // `la société civile` is no firm.
        let is_public = view.is_word(head + 1, "civile");
        if range.len() > 3 || is_public || (head + 1..range.end).any(|place| view.is_in(place, Group::Of)) {
            return None;
        }
        let fits = |entity: &usize| {
            range.len() == 2
                || self
                    .names
                    .entity(*entity)
                    .is_some_and(super::names::Entity::has_name)
        };
        // The firm last spoken of, whatever was called a firm before.
        let is_any = view.is_listed(head, RomanceList::FirmNoun);
        if is_any && let Some(entity) = self.names.body_before(at) {
            return Some(Known::Entity(entity));
        }
        let by_role = self.names.by_role(text_of(view, office(view, head))).filter(fits);
        let by_court = || {
            view.is_listed(head, RomanceList::CourtNoun)
                .then(|| {
                    self.names
                        .by_role("tribunal")
                        .or_else(|| self.names.by_role("cour"))
                })
                .flatten()
        };
        let by_body = || {
            (view.is_in(head, Group::Body) || view.is_word(head, "direction"))
                .then(|| self.names.body_before(at))
                .flatten()
        };
        by_role.or_else(by_court).or_else(by_body).map(Known::Entity)
    }

    /// Enters whom a sentence is about, where that is somebody without a name, and the bodies it calls by their full title.
    pub(super) fn register_phrases(
        &mut self,
        view: &View<'_>,
        period: Range<usize>,
        spoken: &[Range<usize>],
    ) -> bool {
        for at in period.clone() {
            let is_body = view.is_in(at, Group::Organization)
                && !view.is_capitalised(at)
                && at > period.start
                && view.is_in(at - 1, Group::Determiner)
                && !view.is_in(at - 1, Group::Indefinite);
            if is_body
                && let Some(phrase) = phrase_from(view, at - 1, period.end).map(|phrase| {
                    let phrase = plain(view, phrase);
                    phrase.start..before_verb(view, phrase)
                })
                && phrase.len() > 2
                && phrase.len() < 9
                && !view.is_in(at + 1, Group::And)
                && own_name(view, phrase.clone()).is_none()
                && self.names.by_role(view.word(at)).is_none()
            {
                // `le gouvernement se | défend`
                let is_light = |place: &usize| {
                    view.is_in(*place, Group::ObjectClitic) || view.is_in(*place, Group::Negation)
                };
                let last = (at..phrase.end)
                    .rev()
                    .find(|place| !is_light(place))
                    .unwrap_or(at);
                let end = last + 1;
                let name = text_of(view, at..end).to_owned();
                let entity = self
                    .names
                    .enter_unnamed(Some(name), Gender::Unknown, Kind::Organization);
                self.names.set_role(view.word(at), entity);
            }
        }
        if let Some(phrase) = spoken_of(view, period.clone())
            && being(view, phrase.clone()) == Being::Role
            && own_name(view, phrase.clone()).is_none()
        {
            let mut speaker = Speaker::unnamed(Resolution::Explicit);
            let at = byte(view, phrase.start);
            self.designate(view, &Mention::of(phrase), Being::Role, &mut speaker, at);
            return true;
        }
        let Some(verb) = period
            .clone()
            .find(|&at| view.depth(at) == 0 && is_finite_verb(view, at, period.start))
        else {
            return false;
        };
        let Some(mention) = subject_before(view, verb, period.start, false) else {
            return false;
        };
        let kind = being(view, mention.range.clone());
        let is_body = kind == Being::Organization
            && head(view, mention.range.clone()).is_some_and(|head| {
                view.is_in(head, Group::Body) && mention.range.len() <= 3
                    || self.names.by_role(view.word(head)).is_some()
            });
        let is_new = (kind == Being::Role || is_body)
            && own_name(view, mention.range.clone()).is_none()
            && !spoken.iter().any(|range| range.start == mention.range.start);
        if is_new {
            let at = byte(view, mention.range.start);
            self.designate(
                view,
                &mention,
                kind,
                &mut Speaker::unnamed(Resolution::Explicit),
                at,
            );
        }
        is_new
    }
}

/// `Quant à la maire, elle …`: whom the sentence is about.
fn spoken_of(view: &View<'_>, period: Range<usize>) -> Option<Range<usize>> {
    let is_announced =
        view.is_word(period.start, "quant") && (view.is_listed(period.start + 1, RomanceList::ToThem));
    // `Vient le tour de l’expert.`, `C’est au tour de l’expert.`
    let turn = period.clone().take(5).skip(1).find(|&at| {
        view.is_word(at, "tour")
            && view.is_in(at + 1, Group::Of)
            && view.is_any_word(at - 1, words!["au", "le"])
    });
    if let Some(turn) = turn {
        let start = turn + 1 + usize::from(!view.is_in(turn + 1, Group::Determiner));
        return phrase_from(view, start, period.end);
    }
    let phrase = phrase_from(view, period.start + 2, period.end).filter(|_| is_announced)?;
    view.is(phrase.end, Mark::Comma).then_some(phrase)
}

enum Known {
    Entity(usize),
    Name(String),
}

/// The end of a phrase before a word that may be its verb: `l’entreprise dit`.
fn before_verb(view: &View<'_>, range: Range<usize>) -> usize {
    for at in range.start + 2..range.end {
        let readings = view.readings(at);
        if readings.iter().any(|reading| reading.form.is_finite()) {
            return at;
        }
        let is_infinitive = readings.iter().any(|reading| reading.form == Form::Infinitive)
            || view.is_word(at, "avoir")
            || view.is_word(at, "être");
        if is_infinitive {
            return at - usize::from(view.is_in(at - 1, Group::Of));
        }
    }
    range.end
}

/// A phrase without the relative clause behind it.
fn plain(view: &View<'_>, range: Range<usize>) -> Range<usize> {
    let end = (range.start + 1..range.end)
        .find(|&at| {
            let is_participle = at > range.start + 1
                && view.may_be(at, Form::Participle)
                && !view.is_in(at, Group::Role)
                && (at + 1 >= range.end
                    || view.is_in(at + 1, Group::Preposition)
                    || view.is_in(at + 1, Group::Of)
                    || view.is_in(at + 1, Group::Time));
            view.is_in(at, Group::Relative) && !view.is_in(at, Group::Determiner)
                || view.is(at, Mark::Comma)
                || is_participle
        })
        .unwrap_or(range.end);
    range.start..end
}

/// The noun that says what somebody is.
fn head(view: &View<'_>, range: Range<usize>) -> Option<usize> {
    let is_noun = |at: &usize| view.is_in(*at, Group::Role) || view.is_in(*at, Group::Organization);
    let is_last = |at: usize| at + 1 >= range.end || view.is_in(at + 1, Group::Of);
    range
        .clone()
        .find(|at| is_noun(at) && (!view.is_in(*at, Group::Prenominal) || is_last(*at)))
}

/// The words of an office: an *avocat général* prosecutes, and is no *avocat*.
pub(super) fn office(view: &View<'_>, head: usize) -> Range<usize> {
    let is_prosecutor = view.lang == Lang::Fr
        && view.is_any_word(head, words!["avocat", "avocate"])
        && view.is_any_word(head + 1, words!["général", "générale"]);
    head..head + 1 + usize::from(is_prosecutor)
}

/// A name that no preposition governs: not the place in `le maire de Fontenay`.
pub(super) fn own_name(view: &View<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let name = name_in(view, range.clone())?;
    // `le Premier ministre`
    if name.len() == 1 && view.is_in(name.start, Group::Prenominal) && name.end < range.end {
        return None;
    }
    let before = name.start.checked_sub(1).filter(|&before| before >= range.start);
    let is_governed = before.is_some_and(|before| {
        let is_preposition = |at: usize| view.is_in(at, Group::Of) || view.is_in(at, Group::Preposition);
        let follows_noun = before > range.start && !view.is_in(before, Group::Title);
        is_preposition(before)
            || before > range.start && view.is_in(before, Group::Determiner) && is_preposition(before - 1)
            // `un quincaillier de la rue Basse`
            || follows_noun && view.is_in(before, Group::Place)
            // `l’avocat engagé pour défendre le ministère`: whom he defends.
            || (range.start + 1..before).any(|at| {
                view.is_in(at, Group::For)
                    && view.may_be(at + 1, Form::Infinitive)
            })
    });
    (!is_governed).then_some(name)
}

/// The gender that article and noun show.
pub(super) fn phrase_gender(view: &View<'_>, range: Range<usize>) -> Gender {
    let first = range.start;
    if view.is_any_word(first, words!["la", "cette"]) {
        return Gender::Feminine;
    }
    if view.is_any_word(first, words!["le", "ce"]) {
        return Gender::Masculine;
    }
    gender_in(view, range)
}

/// A body's name with the words that belong to it: `l’Union maritime et fluviale`.
pub(super) fn full_name(view: &View<'_>, range: Range<usize>, name: Range<usize>) -> Range<usize> {
    let is_body = view.lang == Lang::Fr
        && name.len() == 1
        && name.end < range.end
        && view.is_in(name.start, Group::Organization)
        && name.start > range.start
        && !view.is_mark(name.end);
    if !is_body {
        return name;
    }
    let end = plain(view, range).end;
    name.start..end.max(name.end)
}
