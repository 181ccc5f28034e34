//! Who is meant by a mention: a pronoun, a name, a role or a body.

use std::ops::Range;

use propos_schema::{Member, Resolution, Speaker, TextSpan};
use propos_segment::Lang;

use crate::extract::candidate::{Candidate, Source};
use crate::extract::designation::{own_name, phrase_gender};
use crate::extract::gender::gender_in;
use crate::extract::lexicon::{EnglishList, Group, RomanceList};
use crate::extract::names::{Gender, Kind, Wanted, folded};
use crate::extract::noun_phrase::{Being, Mention, being, phrase_from};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::extract::written_name::{name_in, names_in_list};
use crate::tokens::Mark;

use super::{Resolver, byte, keeps_mention, text_of};

impl Resolver {
    /// The speaker that a mention names. `about` is whom the claim is about, whom no pronoun beside it means.
    pub(super) fn mentioned(&mut self, view: &View<'_>, mention: &Mention, about: Option<usize>) -> Speaker {
        let range = mention.range.clone();
        let span = view
            .bytes(range.clone())
            .and_then(|bytes| TextSpan::new(view.text, bytes));
        let at = byte(view, range.start);
        let description = mention
            .description
            .clone()
            .and_then(|range| crate::extract::trim::trim(view, range))
            .filter(|range| describes(view, range.clone()))
            .and_then(|range| view.text.get(view.bytes(range)?))
            .map(str::to_owned);
        let mut speaker = Speaker::unnamed(Resolution::Explicit);
        speaker.mention = span;
        speaker.description = description;
        let kind = being(view, range.clone());
        let shown = shown_person(view, &range);
        if let Some(entity) = shown.and_then(|gender| {
            let antecedent = Wanted {
                gender,
                kind: Kind::Person,
                is_named: true,
                barred: about,
            };
            self.names.antecedent_of(at, antecedent, false)
        }) {
            speaker.resolution = Resolution::Coreference;
            speaker.name = self.names.entity(entity).and_then(|entity| entity.name.clone());
            self.names.mention(entity, at, true);
            self.identify(view, &mut speaker, range);
            return speaker;
        }
        if kind == Being::Pronoun
            && let Some(phrase) = last_person(view, &range)
        {
            let role = being(view, phrase.clone());
            self.designate(view, &Mention::of(phrase), role, &mut speaker, at);
            speaker.resolution = Resolution::Pronoun;
            self.identify(view, &mut speaker, range);
            return speaker;
        }
        match kind {
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
                // Of `cette dernière` the second word tells who is meant.
                let pronoun = if self.lang == Lang::Fr {
                    range.end - 1
                } else {
                    range.start
                };
                let is_plural = view.is_in(pronoun, Group::PluralPronoun);
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
                let wanted = Wanted {
                    barred: about,
                    ..self.wanted(view, pronoun)
                };
                let entity = if view.lang == Lang::Fr {
                    self.names.antecedent_of(at, wanted, is_plural)
                } else {
                    keeps_mention(view)
                        .then(|| {
                            self.goes_on(wanted)
                                .or_else(|| self.names.sure_antecedent(at, wanted))
                        })
                        .flatten()
                        .or_else(|| self.names.antecedent(at, wanted))
                };
                speaker.name = entity
                    .and_then(|entity| self.names.entity(entity))
                    .and_then(|entity| entity.name.clone());
                if let Some(entity) = entity {
                    if view.lang == Lang::En && view.is_word(range.start, "it") {
                        self.names.set_thing(entity);
                    }
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
        // `the Mayor insists`: an office written with a capital is no name.
        let office = (view.lang == Lang::En && range.len() == 2)
            .then_some(range.start + 1)
            .filter(|&at| view.is_word(range.start, "the") && view.is_in(at, Group::Role))
            .filter(|&at| view.is_capitalised(at))
            .and_then(|at| self.names.by_role(view.word(at)));
        if let Some(entity) = office {
            self.names.mention(entity, at, true);
            speaker.resolution = Resolution::Coreference;
            speaker.name = self.names.entity(entity).and_then(|entity| entity.name.clone());
            return;
        }
        if let Some(name) = name_in(view, range.clone()) {
            let is_body = matches!(kind, Being::Organization)
                && !view.is_capitalised(name.start.saturating_sub(1))
                && name.start > range.start
                && view.is_in(name.start - 1, Group::Organization)
                // `il pubblico ministero Laura Ferri`
                && !(view.lang == Lang::It && view.is_word(name.start - 1, "ministero"));
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
                if full
                    .as_deref()
                    .is_some_and(|full| full != given && folded(full) != folded(given))
                {
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
            let is_owned = view.is_listed(range.start, EnglishList::AnyOrOwned);
            let is_body = view.is_in(head, Group::Body) && range.len() <= 2 && !is_owned;
            let person = (view.is_in(head, Group::Descriptor)
                && (view.lang == Lang::De && !view.is_word(range.start, "den") || view.drops_subjects()))
            .then(|| {
                self.names.antecedent(
                    at,
                    Wanted {
                        // `la premier`: the article tells.
                        gender: gender_in(
                            view,
                            if view.drops_subjects() { range.start } else { head }..head + 1,
                        ),
                        kind: Kind::Person,
                        is_named: true,
                        barred: None,
                    },
                )
            })
            .flatten();
            let entity = person
                .or_else(|| self.names.by_role(view.word(head)))
                .or_else(|| {
                    // A ministry is none of the bodies named before unless it was called one.
                    let is_any = !view.is_any_word(head, words!["ministerium", "regierung"]);
                    (is_body && is_any).then(|| self.names.named_body(at)).flatten()
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

    /// `Aydin warf der Ministerin vor, … Sie kündigte an`: whoever spoke in the sentence before, where nothing speaks against it.
    fn goes_on(&self, wanted: Wanted) -> Option<usize> {
        let last = self.last.as_ref().filter(|last| {
            self.lang == Lang::De
                && wanted.gender != Gender::Unknown
                && last.paragraph == self.paragraph
                && last.period + 1 >= self.period
        })?;
        let entity = self.names.find(last.speaker.name.as_deref()?)?;
        let is_person = self
            .names
            .entity(entity)
            .is_some_and(|known| known.fits(wanted.gender) && known.kind == Kind::Person);
        is_person.then_some(entity)
    }

    /// Whom what is said before a pronoun is about: of *Leith, she points out, has taken money* it is not Leith who points that out.
    pub(super) fn spoken_of(&self, view: &View<'_>, candidate: &Candidate) -> Option<usize> {
        let Source::Mention(mention) = &candidate.speaker else {
            return None;
        };
        let subject = candidate.content.first()?.start;
        let is_before =
            subject < mention.range.start && view.depth(subject) == view.depth(mention.range.start);
        if !is_before || being(view, mention.range.clone()) != Being::Pronoun {
            return None;
        }
        let phrase = phrase_from(view, subject, mention.range.start)?;
        // `Son client, a-t-il dit, n’a rien fait`
        let unnamed = || {
            (view.lang == Lang::Fr)
                .then(|| self.names.mentioned_at(byte(view, phrase.start)))
                .flatten()
        };
        match name_in(view, phrase.clone()) {
            Some(name) => self.names.find(text_of(view, name)),
            None => unnamed(),
        }
    }

    /// Whose words are around a pronoun: in *“He told me to leave,” Ann Roe said* it is not she who told her.
    pub(super) fn quoted(&self, view: &View<'_>, mention: &Mention) -> Option<usize> {
        let last = self
            .last
            .as_ref()
            .filter(|last| last.is_quote && last.period == self.period)?;
        let is_inside = view.depth(mention.range.start) > 0
            && being(view, mention.range.clone()) == Being::Pronoun
            && !view.is_in(mention.range.start, Group::SelfPronoun);
        self.names
            .find(last.speaker.name.as_deref().filter(|_| is_inside)?)
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
            barred: None,
        }
    }
}

/// French `« … », sourit celle qui préside le club`: the gender of who was just spoken of, and is told of again.
fn shown_person(view: &View<'_>, range: &Range<usize>) -> Option<Gender> {
    let verb = range.start.checked_sub(1)?;
    let is_told = view.lang == Lang::Fr
        && view.is_word(range.start + 1, "qui")
        && view.readings(verb).iter().any(|reading| reading.form.is_finite());
    match view.word(range.start) {
        "celui" if is_told => Some(Gender::Masculine),
        "celle" if is_told => Some(Gender::Feminine),
        _ => None,
    }
}

/// French `Elle vit avec sa compagne. Cette dernière …`: somebody without a name whom the sentence before mentions last.
fn last_person(view: &View<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    let last = range.end - 1;
    let gender = match view.word(last) {
        "dernier" => Gender::Masculine,
        "dernière" => Gender::Feminine,
        _ => return None,
    };
    let before = view.period_before(range.start)?;
    let is_person = |at: &usize| view.is_name(*at) || view.is_in(*at, Group::Role);
    let person = before.clone().rev().find(is_person)?;
    let article = person.checked_sub(1).filter(|&at| at >= before.start)?;
    let is_one = view.lang == Lang::Fr
        && !view.is_name(person)
        && view.is_in(article, Group::Determiner)
        && !view.is_any_word(article, words!["des", "les", "leurs", "ses"]);
    let phrase = phrase_from(view, article, before.end).filter(|_| is_one)?;
    let shown = phrase_gender(view, phrase.clone());
    (shown == Gender::Unknown || shown == gender).then_some(phrase)
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
    let place = near
        .clone()
        .find(|&place| view.is_listed(place, RomanceList::HomePreposition) && view.depth(place) == 0)?;
    let until = near.end.min(place + 7);
    let is_home = view.is_any_word(place, words!["chez", "côté"]);
    let body = (place + 1..until)
        .take_while(|&place| !view.is(place, Mark::Comma))
        .find(|&at| {
            view.is_in(at, Group::Organization)
                || view.is_listed(at, RomanceList::SideNoun)
                || is_home && (view.is_name(at) || view.is_in(at, Group::Role))
        })?;
    let phrase = phrase_from(view, body, near.end)?;
    Some(text_of(view, phrase).to_owned())
}

/// Whether what stands between commas tells who somebody is: not `, too,`, `, of course,`, `, lui,`, `, 67,`.
fn describes(view: &View<'_>, range: Range<usize>) -> bool {
    let tells = |at: usize| {
        let groups = view.groups(at);
        !(view.is_mark(at)
            || view.is_number(at)
            || groups.has(Group::Adverb)
            || groups.has(Group::Contrast)
            || groups.has(Group::StressedPronoun))
    };
    view.behind_adverbial(range.start) != Some(range.end) && range.into_iter().any(tells)
}
