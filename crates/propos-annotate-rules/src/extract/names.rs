//! The names of a document: who was mentioned where, and which full name a part of it stands for.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use super::lexicon::Group;
use super::view::{View, fold};

use crate::extract::word_table::words;
use crate::tokens::Mark;

/// Someone or something with a name.
#[derive(Clone, Debug)]
pub(super) struct Entity {
    /// The name as fully given so far; none for somebody who has only a role.
    pub(super) name: Option<String>,
    pub(super) gender: Gender,
    pub(super) kind: Kind,
    /// Whether the name is its own and not a role.
    is_named: bool,
    /// Several people without names: `les commerçants`.
    is_several: bool,
    /// Whether words were given to it or its name has several words. Of other names nothing shows that they are people's.
    may_speak: bool,
    n_mentions: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Masculine,
    Feminine,
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Person,
    Organization,
    /// Several people without a name: `officials`.
    Several,
    /// Nobody: `Bell Road`.
    Place,
    Unknown,
}

/// All entities of a document.
#[derive(Debug, Default)]
pub(super) struct Names {
    entities: Vec<Entity>,
    /// The person with a name who was mentioned most.
    protagonist: Option<usize>,
    /// The last entity that has a word in its name.
    by_word: HashMap<String, Vec<usize>, RandomState>,
    /// The entity that is the last of all those that share a word with it.
    last_touched: Option<usize>,
    by_name: HashMap<String, usize, RandomState>,
    /// The last entity of a role: `ambassadeur`.
    by_role: HashMap<String, usize, RandomState>,
    /// Mentions in text order: entity, byte, whether as a subject.
    recent: Vec<Recent>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Recent {
    pub(super) entity: usize,
    pub(super) at: usize,
    pub(super) is_subject: bool,
}

/// How far back a pronoun may reach, in mentions.
const REACH: usize = 24;
/// How many bytes before a noun its name has just been given, and how often a name is given that a text is about.
const JUST: usize = 120;
const FREQUENT: usize = 4;

/// What a pronoun or noun asks of its antecedent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    pub(super) gender: Gender,
    pub(super) kind: Kind,
    /// Whether only somebody with a name of their own is meant.
    pub(super) is_named: bool,
}

impl Entity {
    /// Whether the name is its own and not a role.
    pub(super) const fn has_name(&self) -> bool {
        self.is_named
    }

    /// Whether a gender may be this one's.
    pub(super) fn fits(&self, gender: Gender) -> bool {
        agrees(self.gender, gender)
    }
}

impl Names {
    /// The person with a name who was last spoken of before a byte.
    pub(super) fn person_before(&self, before: usize, gender: Gender) -> Option<usize> {
        let mut near = self
            .recent
            .iter()
            .rev()
            .take(REACH)
            .filter(|recent| recent.at < before);
        near.find(|recent| {
            self.entities.get(recent.entity).is_some_and(|entity| {
                let is_person =
                    entity.kind == Kind::Person || entity.kind == Kind::Unknown && recent.is_subject;
                entity.is_named && is_person && agrees(entity.gender, gender)
            })
        })
        .map(|recent| recent.entity)
    }

    /// Remembers that an entity speaks.
    pub(super) fn set_speaks(&mut self, place: usize) {
        if let Some(entity) = self.entities.get_mut(place) {
            entity.may_speak = true;
        }
    }

    /// Remembers that an entity is several people.
    pub(super) fn set_several(&mut self, place: usize) {
        if let Some(entity) = self.entities.get_mut(place) {
            entity.is_several = true;
        }
    }

    /// The nearest antecedent of a pronoun that shows its number.
    pub(super) fn antecedent_of(&self, before: usize, wanted: Wanted, is_plural: bool) -> Option<usize> {
        let fits = |recent: &&Recent| {
            recent.at < before
                && self.entities.get(recent.entity).is_some_and(|entity| {
                    entity.is_several == is_plural
                        && agrees(entity.gender, wanted.gender)
                        && (wanted.kind == Kind::Unknown
                            || entity.kind == Kind::Unknown
                            || entity.kind == wanted.kind)
                })
        };
        let near = || self.recent.iter().rev().take(REACH).filter(fits);
        near()
            .find(|recent| recent.is_subject)
            .or_else(|| near().next())
            .map(|recent| recent.entity)
            .or_else(|| is_plural.then(|| self.antecedent(before, wanted)).flatten())
    }

    /// The body with a name that was last spoken of before a byte.
    pub(super) fn body_before(&self, before: usize) -> Option<usize> {
        let near = || {
            self.recent
                .iter()
                .rev()
                .take(REACH)
                .filter(|recent| recent.at < before)
        };
        let is = |recent: &&Recent, kind: Kind| {
            self.entities
                .get(recent.entity)
                .is_some_and(|entity| entity.is_named && entity.kind == kind)
        };
        // `Faisons un détour par DeepSeek. L’entreprise…`: what the text keeps coming back to and has just named.
        let just_named = near()
            .find(|recent| is(recent, Kind::Organization) || is(recent, Kind::Unknown))
            .filter(|recent| {
                let is_frequent = self
                    .entities
                    .get(recent.entity)
                    .is_some_and(|entity| entity.gender == Gender::Unknown && entity.n_mentions >= FREQUENT);
                before - recent.at <= JUST && is_frequent
            });
        just_named
            .or_else(|| near().find(|recent| is(recent, Kind::Organization)))
            .or_else(|| near().find(|recent| recent.is_subject && is(recent, Kind::Unknown)))
            .map(|recent| recent.entity)
    }

    /// The body without a name of its own that was last spoken of before a byte: `l’agence régionale de santé`.
    pub(super) fn office_before(&self, before: usize) -> Option<usize> {
        let mut near = self
            .recent
            .iter()
            .rev()
            .take(REACH)
            .filter(|recent| recent.at < before);
        near.find(|recent| {
            self.entities
                .get(recent.entity)
                .is_some_and(|entity| entity.kind == Kind::Organization && entity.name.is_some())
        })
        .map(|recent| recent.entity)
    }

    /// The antecedent of a noun for a body, such as `the company`: one with a name, or somebody of whom it is not known.
    pub(super) fn named_body(&self, before: usize) -> Option<usize> {
        self.antecedent(
            before,
            Wanted {
                gender: Gender::Unknown,
                kind: Kind::Organization,
                is_named: true,
            },
        )
    }

    pub(super) fn entity(&self, place: usize) -> Option<&Entity> {
        self.entities.get(place)
    }

    /// The entity of a name, entered where it is new. A part of a known name is that name.
    pub(super) fn enter(&mut self, name: &str, gender: Gender, kind: Kind) -> usize {
        let folded = folded(name);
        let known = self.known(&folded, gender);
        if let Some(place) = known {
            if let Some(entity) = self.entities.get_mut(place) {
                if entity.gender == Gender::Unknown {
                    entity.gender = gender;
                }
                if entity.kind == Kind::Unknown {
                    entity.kind = kind;
                }
            }
            self.touch(place, &folded);
            return place;
        }
        let has_words = folded.split_whitespace().nth(1).is_some();
        let place = self.entities.len();
        self.entities.push(Entity {
            name: Some(name.to_owned()),
            gender,
            kind,
            is_named: true,
            is_several: false,
            may_speak: has_words,
            n_mentions: 0,
        });
        if has_words {
            for word in folded.split_whitespace() {
                if let Some(places) = self.by_word.get_mut(word) {
                    places.push(place);
                } else {
                    self.by_word.insert(word.to_owned(), vec![place]);
                }
            }
            self.last_touched = Some(place);
        }
        self.by_name.insert(folded, place);
        place
    }

    /// The entity of a name that was given before, in full, in part or with a title before it.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let folded = folded(name);
        self.known(&folded, Gender::Unknown).or_else(|| {
            let words: Vec<&str> = folded.split_whitespace().collect();
            let n_title = 1..words.len().saturating_sub(1);
            let mut without_title = n_title.filter_map(|n_words| words.get(n_words..));
            without_title.find_map(|words| self.by_name.get(&words.join(" ")).copied())
        })
    }

    fn known(&self, folded: &str, gender: Gender) -> Option<usize> {
        let whole = self.by_name.get(folded).copied();
        whole.or_else(|| self.agreeing(self.by_word.get(only_word(folded)?)?, gender))
    }

    /// Enters somebody without a name of their own.
    pub(super) fn enter_unnamed(&mut self, name: Option<String>, gender: Gender, kind: Kind) -> usize {
        self.entities.push(Entity {
            name,
            gender,
            kind,
            is_named: false,
            is_several: false,
            may_speak: true,
            n_mentions: 0,
        });
        self.entities.len() - 1
    }

    /// Makes an entity the last of those that share a word.
    fn touch(&mut self, place: usize, folded: &str) {
        if self.last_touched == Some(place) || only_word(folded).is_some() {
            return;
        }
        self.last_touched = Some(place);
        for word in folded.split_whitespace() {
            if let Some(places) = self.by_word.get_mut(word)
                && places.last() != Some(&place)
            {
                places.retain(|other| *other != place);
                places.push(place);
            }
        }
    }

    fn agreeing(&self, places: &[usize], gender: Gender) -> Option<usize> {
        places
            .iter()
            .rev()
            .take(REACH)
            .find(|place| {
                self.entities
                    .get(**place)
                    .is_some_and(|entity| agrees(entity.gender, gender))
            })
            .copied()
    }

    /// Remembers that an entity was mentioned.
    pub(super) fn mention(&mut self, entity: usize, at: usize, is_subject: bool) {
        if let Some(mentioned) = self.entities.get_mut(entity) {
            mentioned.n_mentions += 1;
            let n_mentions = mentioned.n_mentions;
            let is_person = mentioned.is_named && mentioned.kind != Kind::Organization;
            let n_most = self
                .protagonist
                .and_then(|place| self.entities.get(place))
                .map_or(0, |most| most.n_mentions);
            if is_person && n_mentions > n_most {
                self.protagonist = Some(entity);
            }
        }
        self.recent.push(Recent {
            entity,
            at,
            is_subject,
        });
        if self.recent.len() > 8 * REACH {
            self.recent.drain(..4 * REACH);
        }
    }

    /// The person with a name who was mentioned most so far.
    pub(super) fn protagonist(&self) -> Option<&Entity> {
        self.entity(self.protagonist?)
    }

    /// Remembers what an entity is called by its role.
    pub(super) fn set_role(&mut self, role: &str, entity: usize) {
        self.by_role.insert(folded(role), entity);
    }

    /// The last entity of a role.
    pub(super) fn by_role(&self, role: &str) -> Option<usize> {
        self.by_role.get(&folded(role)).copied()
    }

    /// The nearest antecedent before a byte whose gender is known and the one asked for.
    pub(super) fn sure_antecedent(&self, before: usize, wanted: Wanted) -> Option<usize> {
        if wanted.gender == Gender::Unknown {
            return None;
        }
        let near = || {
            self.recent.iter().rev().take(REACH).filter(|recent| {
                recent.at < before
                    && self.entities.get(recent.entity).is_some_and(|entity| {
                        entity.gender == wanted.gender && (entity.is_named || !wanted.is_named)
                    })
            })
        };
        near()
            .find(|recent| recent.is_subject)
            .or_else(|| near().next())
            .map(|recent| recent.entity)
    }

    /// The nearest antecedent before a byte: the last subject that fits, else the last mention that does.
    pub(super) fn antecedent(&self, before: usize, wanted: Wanted) -> Option<usize> {
        let fits = |recent: &&Recent| {
            recent.at < before
                && self.entities.get(recent.entity).is_some_and(|entity| {
                    (entity.is_named || !wanted.is_named)
                        && agrees(entity.gender, wanted.gender)
                        && match wanted.kind {
                            Kind::Unknown => true,
                            // `they`: whoever is not one person.
                            Kind::Several => {
                                !matches!(entity.kind, Kind::Person | Kind::Place)
                                    && entity.gender == Gender::Unknown
                            }
                            // `free in Kenya and Brazil, she said`
                            Kind::Person if entity.kind == Kind::Unknown => {
                                entity.may_speak || recent.is_subject
                            }
                            kind => entity.kind == Kind::Unknown || entity.kind == kind,
                        }
                })
        };
        let near = || self.recent.iter().rev().take(REACH).filter(fits);
        near()
            .find(|recent| recent.is_subject)
            .or_else(|| near().next())
            .map(|recent| recent.entity)
    }
}

fn agrees(left: Gender, right: Gender) -> bool {
    left == Gender::Unknown || right == Gender::Unknown || left == right
}

pub(super) fn folded(name: &str) -> String {
    let mut word = String::with_capacity(name.len());
    fold(name, &mut word);
    word
}

/// The word of a name that has no more than one.
fn only_word(folded: &str) -> Option<&str> {
    let mut words = folded.split_whitespace();
    let word = words.next()?;
    words.next().is_none().then_some(word)
}

/// The name inside a mention: the first run of capitals that no preposition governs.
pub(super) fn name_in(view: &View<'_>, range: Range<usize>) -> Option<Range<usize>> {
    if let Some(name) = name_behind_role(view, range.clone()) {
        return Some(name);
    }
    let mut at = range.start;
    let mut governed = None;
    while at < range.end {
        if !is_name_word(view, at, range.start) {
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        while at < range.end {
            let goes_on = view.is_capitalised(at)
                && !(view.is_in(at, Group::Of) || view.is_in(at, Group::And))
                || view.is_abbreviation_stop(at)
                || view.is_number(at) && at + 1 >= range.end
                || view.word(at) == "&"
                || view.is(at, Mark::Dash) && view.is_capitalised(at + 1)
                || view.is_in(at, Group::Particle)
                    && view.is_capitalised(at + 1)
                    && (!view.is_in(at, Group::Of) || is_first_name_only(view, start, at))
                || is_inner_of(view, at, range.end)
                || joint_in_name(view, &range) == Some(at);
            if !goes_on {
                break;
            }
            at += 1;
        }
        let is_governed = start > range.start && {
            let before = start - 1;
            view.is_in(before, Group::Of)
                || view.is_in(before, Group::Preposition)
                || view.is_in(before, Group::Determiner)
                    && before > range.start
                    && (view.is_in(before - 1, Group::Of) || view.is_in(before - 1, Group::Preposition))
        };
        // `the founder of the chip designer Larkspur`
        let is_governed = is_governed
            || view.lang == propos_segment::Lang::En
                && (range.start..start).any(|place| view.is_in(place, Group::Of))
                && !(range.start..start).any(|place| view.is(place, Mark::Comma))
                && !(range.start..start).any(|place| view.is_capitalised(place) && place > range.start);
        // `a White House spokesman`, `Chinese engineers`: what qualifies a noun names nobody.
        let qualifies = view.lang == propos_segment::Lang::En
            && at < range.end
            && !view.is_mark(at)
            && !view.is_in(at, Group::Of)
            && !view.is_in(at, Group::Preposition)
            && !view.is_capitalised(at)
            && (view.is_in(at, Group::Role)
                || view.is_in(at, Group::Organization)
                || view.is_in(at, Group::Document));
        // `L. Y.`: initials alone name nobody that a pronoun could mean.
        let is_english = view.lang == propos_segment::Lang::En;
        // `Macy’s said`
        if is_english && at + 1 == range.end && is_possessive(view, at) {
            at += 1;
        }
        // `Merrill Lynch’s Ed Roe`, `Apple’s lawyers`: the owner is not the one who speaks.
        if is_english && at + 1 < range.end && is_possessive(view, at) {
            if !is_governed && let Some(end) = possessive_name(view, at, range.end) {
                return Some(start..end);
            }
            at += 1;
            continue;
        }
        if !is_governed && !qualifies {
            // A title is no part of a name.
            let mut first = if is_english {
                behind_office(view, start..at)
            } else {
                start
            };
            while first + 1 < at
                && (view.is_in(first, Group::Title)
                    || view.word(first) == "ONG"
                    || view.is_in(first, Group::Role)
                    || view.is_abbreviation_stop(first))
                && view.is_capitalised(first + 1) | view.is_abbreviation_stop(first + 1)
            {
                first += 1;
            }
            // `Emmendingens Bürgermeisterin Ulrike Stenzel`: the first name behind a role begins it.
            let named = (first + 1..at).find(|&place| {
                (view.is_in(place, Group::FirstName) || view.is_in(place, Group::FirstNameFeminine))
                    && (view.is_in(place - 1, Group::Role) || view.is_in(place - 1, Group::Title))
            });
            // `minister Van der Velde`
            if view.lang == propos_segment::Lang::Nl {
                while first > range.start
                    && view.is_in(first - 1, Group::Particle)
                    && !view.is_in(first - 1, Group::Determiner)
                {
                    first -= 1;
                }
            }
            if view.lang == propos_segment::Lang::De
                && let Some(named) = named
            {
                first = named;
            }
            // `Fraktionsvize Dilek Aydin`: a first name that no list has, between a role and a name.
            let is_between = view.lang == propos_segment::Lang::De
                && first + 1 == at
                && first >= range.start + 2
                && view.is_in(first - 2, Group::Role)
                && view.is_capitalised(first - 2)
                && view.is_capitalised(first - 1)
                && !view.is_mark(first - 1)
                && !view.is_in(first - 1, Group::Role)
                && !view.is_in(first - 1, Group::Title)
                && !view.is_in(first - 1, Group::Organization);
            if is_between {
                first -= 1;
            }
            return Some(first..at);
        }
        if qualifies {
            governed = None;
            continue;
        }
        // `la sénatrice de l’Oregon Diane Halloway`: the first name shows where the name begins.
        let first_name = (start + 1..at).find(|&place| {
            view.is_in(place, Group::FirstName) || view.is_in(place, Group::FirstNameFeminine)
        });
        if let Some(first_name) = first_name.filter(|place| place + 1 < at) {
            return Some(first_name..at);
        }
        governed.get_or_insert(start..at);
    }
    None
}

/// English `Democratic presidential candidate Hillary Clinton`: the name right behind a role.
fn name_behind_role(view: &View<'_>, range: Range<usize>) -> Option<Range<usize>> {
    if view.lang != propos_segment::Lang::En {
        return None;
    }
    let is_role = |at: usize| {
        view.is_in(at, Group::Role)
            && !view.is_capitalised(at)
            && at + 1 < range.end
            && view.is_capitalised(at + 1)
    };
    let is_stop = |at: usize| {
        view.is_in(at, Group::Preposition) || view.is_in(at, Group::Of) || view.is(at, Mark::Comma)
    };
    let role = range
        .clone()
        .take_while(|&at| !is_stop(at))
        .find(|&at| is_role(at))?;
    let end = (role + 1..range.end)
        .find(|&at| {
            let goes_on = view.is_capitalised(at)
                || view.is_abbreviation_stop(at)
                || view.is_in(at, Group::Particle) && view.is_capitalised(at + 1);
            !goes_on
        })
        .unwrap_or(range.end);
    let is_owner = end < range.end && is_possessive(view, end);
    (!is_owner && !view.is_in(role + 1, Group::Demonym)).then_some(role + 1..end)
}

/// `House Speaker Nancy Pelosi`: where the name begins behind an office of several words.
fn behind_office(view: &View<'_>, name: Range<usize>) -> usize {
    let is_office = |at: usize| {
        (view.is_in(at, Group::Title) || view.is_in(at, Group::Role)) && view.is_capitalised(at + 1)
    };
    let is_body = |at: usize| view.is_in(at, Group::Organization) || view.is_in(at, Group::Body);
    (name.start + 1..name.end.saturating_sub(1))
        .rev()
        .find(|&at| is_office(at) && !(at + 1..name.end).any(is_body) && name.end - at <= 4)
        .map_or(name.start, |at| at + 1)
}

fn is_possessive(view: &View<'_>, at: usize) -> bool {
    view.token(at)
        .is_some_and(|token| token.kind == crate::tokens::TokenKind::Clitic)
        && view.is_word(at, "'s")
}

/// `Moody’s Investors Service`: the end of a firm’s name that holds a possessive.
fn possessive_name(view: &View<'_>, mark: usize, end: usize) -> Option<usize> {
    let mut at = mark + 1;
    while at < end && (view.is_capitalised(at) || view.is_abbreviation_stop(at)) {
        at += 1;
    }
    let is_firm = (mark + 1..at).any(|place| {
        view.is_any_word(
            place,
            words![
                "bank",
                "service",
                "group",
                "corp",
                "co",
                "inc",
                "stores",
                "ltd",
                "plc",
                "news",
                "companies"
            ],
        )
    });
    is_firm.then_some(at)
}

/// The names of a list, each by itself: `John McCain and Lindsey Graham`, `A, B and C`.
pub(super) fn names_in_list(view: &View<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let is_joint = range.clone().any(|at| {
        let before = at.saturating_sub(1);
        view.is_in(at, Group::And)
            && view.is_capitalised(at + 1)
            && (view.is_capitalised(before) || view.is_abbreviation_stop(before))
    });
    if !is_joint || joint_in_name(view, &range).is_some() {
        return Vec::new();
    }
    let mut names = Vec::new();
    let mut start = range.start;
    for at in range.start..=range.end {
        if at < range.end && !view.is_in(at, Group::And) && !view.is(at, Mark::Comma) {
            continue;
        }
        if at > start {
            match name_in(view, start..at) {
                Some(name) => names.push(name),
                // Something in the list has no name: it is no list of names.
                None => return Vec::new(),
            }
        }
        start = at + 1;
    }
    names
}

/// Whether what stands before a `de` is no more than a first name: `Thibault de Courcy`.
fn is_first_name_only(view: &View<'_>, start: usize, at: usize) -> bool {
    let is_first_name =
        |at: usize| view.is_in(at, Group::FirstName) || view.is_in(at, Group::FirstNameFeminine);
    view.lang == propos_segment::Lang::Fr
        && is_first_name(at - 1)
        && (start..at)
            .all(|place| is_first_name(place) || view.is_in(place, Group::Title) || view.is_mark(place))
}

/// The `and` of `the Health and Safety Executive`: what is joined says what the body is for.
fn joint_in_name(view: &View<'_>, range: &Range<usize>) -> Option<usize> {
    let joint = range.start + 2;
    let is_name = view.lang == propos_segment::Lang::En
        && view.is_word(range.start, "the")
        && joint + 2 < range.end
        && view.is_in(joint, Group::And)
        && (range.start + 1..range.end)
            .all(|at| at == joint || view.is_capitalised(at) && !view.is_in(at, Group::Title));
    is_name.then_some(joint)
}

/// English `of` inside a name: `Bank of England`.
fn is_inner_of(view: &View<'_>, at: usize, end: usize) -> bool {
    view.lang == propos_segment::Lang::En
        && (view.is_word(at, "of") || view.is_word(at, "for"))
        && at + 1 < end
        && (view.is_capitalised(at + 1) || view.is_word(at + 1, "the") && view.is_capitalised(at + 2))
        && view.groups(at.saturating_sub(1)).has(Group::Organization)
}

fn is_name_word(view: &View<'_>, at: usize, start: usize) -> bool {
    if !view.is_capitalised(at) {
        return false;
    }
    let groups = view.groups(at);
    if groups.has(Group::Determiner) || groups.has(Group::Preposition) {
        return at > start
            && view
                .token(at)
                .is_some_and(|token| token.letters == crate::tokens::Letters::Capitals);
    }
    if view.lang == propos_segment::Lang::De {
        return view.is_name(at);
    }
    view.is_name(at) || at > start || (view.starts_sentence(at) && !view.is_known(at))
}
