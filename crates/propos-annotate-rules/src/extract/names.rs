//! The names of a document: who was mentioned where, and which full name a part of it stands for.

use super::name_table::{NameTable, REACH};
use super::word_table::{fold, is_folded};
use crate::memo::{Lent, Pool};

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
    /// Whom names, their words and roles stand for.
    table: NameTable,
    /// The entity that is the last of all those that share a word with it.
    last_touched: Option<usize>,
    /// Mentions in text order: entity, byte, whether as a subject.
    recent: Vec<Recent>,
    /// What each is called by its role, in text order.
    offices: Vec<(usize, String)>,
    /// Memory for a name in small letters.
    folded: String,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Recent {
    pub(super) entity: usize,
    pub(super) at: usize,
    pub(super) is_subject: bool,
}

/// How many bytes before a noun its name has just been given, and how often a name is given that a text is about.
const JUST: usize = 120;
const FREQUENT: usize = 4;

/// How often somebody is mentioned by a part of their name, in a headline and its like, before it is given in full.
const FIRST_MENTIONS: usize = 3;

/// How many words a name has at most of which the first stands for all.
const LONG: usize = 3;

/// What a pronoun or noun asks of its antecedent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    pub(super) gender: Gender,
    pub(super) kind: Kind,
    /// Whether only somebody with a name of their own is meant.
    pub(super) is_named: bool,
    /// Who is meant only where nobody else can be: whom the claim is about.
    pub(super) barred: Option<usize>,
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

/// More strings than documents have names and their words: memory for as many is not kept.
const MOST_KEPT: usize = 10_000;

impl Names {
    /// None yet, for a document.
    pub(super) fn lend() -> Lent<'static, Self> {
        static NAMES: Pool<Names> = Pool::new();
        let mut names = NAMES.lend();
        if names.table.len() > MOST_KEPT {
            *names = Self::default();
        }
        names.table.clear();
        names.entities.clear();
        names.recent.clear();
        names.offices.clear();
        names.protagonist = None;
        names.last_touched = None;
        names
    }

    /// Mentions before a byte, the nearest first, of entities that fit.
    fn near(&self, before: usize, fits: impl Fn(&Recent, &Entity) -> bool) -> impl Iterator<Item = &Recent> {
        self.recent.iter().rev().take(REACH).filter(move |recent| {
            recent.at < before
                && self
                    .entities
                    .get(recent.entity)
                    .is_some_and(|entity| fits(recent, entity))
        })
    }

    /// The last subject before a byte that fits, else the last mention that does.
    fn subject_first(&self, before: usize, fits: impl Fn(&Recent, &Entity) -> bool) -> Option<usize> {
        let subject = self.near(before, &fits).find(|recent| recent.is_subject);
        subject
            .or_else(|| self.near(before, &fits).next())
            .map(|recent| recent.entity)
    }

    /// The person with a name who was last spoken of before a byte, and who may be meant.
    pub(super) fn person_before(
        &self,
        before: usize,
        gender: Gender,
        may_be: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let mut near = self.near(before, |recent, entity| {
            let is_person = entity.kind == Kind::Person || entity.kind == Kind::Unknown && recent.is_subject;
            entity.is_named && is_person && agrees(entity.gender, gender) && may_be(recent.entity)
        });
        near.next().map(|recent| recent.entity)
    }

    /// Remembers that an entity speaks.
    pub(super) fn set_speaks(&mut self, place: usize) {
        if let Some(entity) = self.entities.get_mut(place) {
            entity.may_speak = true;
        }
    }

    /// Remembers that an entity is no person: the text says *it*.
    pub(super) fn set_thing(&mut self, place: usize) {
        if let Some(entity) = self.entities.get_mut(place)
            && entity.kind == Kind::Unknown
        {
            entity.kind = Kind::Organization;
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
        let nearest = self.subject_first(before, |recent, entity| {
            entity.is_several == is_plural
                && Some(recent.entity) != wanted.barred
                && agrees(entity.gender, wanted.gender)
                && (wanted.kind == Kind::Unknown
                    || entity.kind == Kind::Unknown
                    || entity.kind == wanted.kind)
        });
        nearest.or_else(|| is_plural.then(|| self.antecedent(before, wanted)).flatten())
    }

    /// The body with a name that was last spoken of before a byte.
    pub(super) fn body_before(&self, before: usize) -> Option<usize> {
        let is = |entity: &Entity, kind: Kind| entity.is_named && entity.kind == kind;
        // `Faisons un détour par DeepSeek. L’entreprise…`: what the text keeps coming back to and has just named.
        let mut named = self.near(before, |_, entity| {
            is(entity, Kind::Organization) || is(entity, Kind::Unknown)
        });
        let just_named = named.next().filter(|recent| {
            let is_frequent = self
                .entities
                .get(recent.entity)
                .is_some_and(|entity| entity.gender == Gender::Unknown && entity.n_mentions >= FREQUENT);
            before - recent.at <= JUST && is_frequent
        });
        let body = || {
            self.near(before, |_, entity| is(entity, Kind::Organization))
                .next()
        };
        let subject = || {
            let mut subjects = self.near(before, |recent, entity| {
                recent.is_subject && is(entity, Kind::Unknown)
            });
            subjects.next()
        };
        just_named
            .or_else(body)
            .or_else(subject)
            .map(|recent| recent.entity)
    }

    /// The body that was last spoken of before a byte, by its name or by what it is: `l’agence régionale de santé`.
    pub(super) fn office_before(&self, before: usize) -> Option<usize> {
        let mut near = self.near(before, |_, entity| {
            entity.kind == Kind::Organization && entity.name.is_some()
        });
        near.next().map(|recent| recent.entity)
    }

    /// The antecedent of a noun for a body, such as `the company`: one with a name, or somebody of whom it is not known.
    pub(super) fn named_body(&self, before: usize) -> Option<usize> {
        self.antecedent(
            before,
            Wanted {
                gender: Gender::Unknown,
                kind: Kind::Organization,
                is_named: true,
                barred: None,
            },
        )
    }

    pub(super) fn entity(&self, place: usize) -> Option<&Entity> {
        self.entities.get(place)
    }

    /// The entity of a name, entered where it is new. A part of a known name is that name.
    pub(super) fn enter(&mut self, name: &str, gender: Gender, kind: Kind) -> usize {
        let mut folded = std::mem::take(&mut self.folded);
        fold(name, &mut folded);
        let place = self.enter_folded(name, &folded, gender, kind);
        self.folded = folded;
        place
    }

    fn enter_folded(&mut self, name: &str, folded: &str, gender: Gender, kind: Kind) -> usize {
        let known = self.known(folded, gender);
        if let Some(place) = known {
            if let Some(entity) = self.entities.get_mut(place) {
                if entity.gender == Gender::Unknown {
                    entity.gender = gender;
                }
                if entity.kind == Kind::Unknown {
                    entity.kind = kind;
                }
            }
            self.touch(place, folded);
            return place;
        }
        let has_words = folded.split_whitespace().nth(1).is_some();
        if let Some(place) = self.first_by_part(folded, gender, kind) {
            self.fill(place, name, gender, kind);
            self.enter_words(folded, place);
            return place;
        }
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
            self.enter_words(folded, place);
        } else {
            self.table.set_name(folded, place);
        }
        place
    }

    /// Makes an entity known by a name of several words and by each of them.
    fn enter_words(&mut self, folded: &str, place: usize) {
        for word in folded.split_whitespace() {
            self.table.share(word, place);
        }
        self.last_touched = Some(place);
        self.table.set_name(folded, place);
    }

    /// Who was called by a part of the name alone so far, as in a headline: `Obama admits … President Barack Obama has …`,
    /// `Ruth, fifty-two, … Ruth Marlowe`.
    fn first_by_part(&self, folded: &str, gender: Gender, kind: Kind) -> Option<usize> {
        if matches!(kind, Kind::Organization | Kind::Place) || folded.split_whitespace().nth(3).is_some() {
            return None;
        }
        let fits = |place: &usize| {
            self.entities.get(*place).is_some_and(|entity| {
                let is_short = entity.name.as_ref().is_some_and(|name| !name.contains(' '));
                let is_person = !matches!(entity.kind, Kind::Organization | Kind::Place);
                let is_new = entity.n_mentions <= FIRST_MENTIONS;
                is_short && is_person && is_new && agrees(entity.gender, gender)
            })
        };
        let known = |word: Option<&str>| self.table.name(word?).filter(fits);
        let is_first_name = |place: &usize| {
            let entity = self.entities.get(*place);
            entity.is_some_and(|entity| entity.kind == Kind::Person)
        };
        known(folded.split_whitespace().next_back())
            .or_else(|| known(folded.split_whitespace().next()).filter(is_first_name))
    }

    fn fill(&mut self, place: usize, name: &str, gender: Gender, kind: Kind) {
        let Some(entity) = self.entities.get_mut(place) else {
            return;
        };
        if let Some(part) = entity.name.replace(name.to_owned()) {
            self.table.set_part(&part, place);
        }
        entity.may_speak = true;
        if entity.gender == Gender::Unknown {
            entity.gender = gender;
        }
        if entity.kind == Kind::Unknown {
            entity.kind = kind;
        }
    }

    /// The full name of whom the text first called by a part of it.
    pub(super) fn filled(&self, part: &str) -> Option<&str> {
        self.entities.get(self.table.part(part)?)?.name.as_deref()
    }

    /// The entity of a name that was given before, in full, in part or with a title before it.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let folded = folded(name);
        self.known(&folded, Gender::Unknown).or_else(|| {
            let words: Vec<&str> = folded.split_whitespace().collect();
            let n_title = 1..words.len().saturating_sub(1);
            let mut without_title = n_title.filter_map(|n_words| words.get(n_words..));
            without_title.find_map(|words| self.table.name(&words.join(" ")))
        })
    }

    fn known(&self, folded: &str, gender: Gender) -> Option<usize> {
        let whole = self.table.name(folded);
        whole.or_else(|| match only_word(folded) {
            Some(word) => self.agreeing(word, self.table.sharing(word), gender),
            None => self.ends_in(folded, gender),
        })
    }

    /// `Rodríguez Saá` of Adolfo Rodríguez Saá: a surname of several words.
    fn ends_in(&self, folded: &str, gender: Gender) -> Option<usize> {
        let places = self.table.sharing(folded.split_whitespace().next_back()?);
        places.iter().rev().take(REACH).copied().find(|place| {
            self.entities.get(*place).is_some_and(|entity| {
                let is_end = || {
                    let full = entity.name.as_deref().map(self::folded).unwrap_or_default();
                    full.strip_suffix(folded)
                        .is_some_and(|first| first.ends_with(char::is_whitespace))
                };
                // The first name has told the gender: `Olympian Bill Kirby` is no longer name of Bill Kirby.
                let is_person = entity.kind != Kind::Organization && entity.gender != Gender::Unknown;
                is_person && agrees(entity.gender, gender) && is_end()
            })
        })
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
            self.table.make_last(word, place);
        }
    }

    /// The last of those that have a word in their name. `Trump` is Donald Trump and not Trump Tower, the last that was
    /// named: a surname stands at the end.
    fn agreeing(&self, word: &str, places: &[usize], gender: Gender) -> Option<usize> {
        let agreeing = || {
            places.iter().rev().take(REACH).copied().filter(|place| {
                self.entities
                    .get(*place)
                    .is_some_and(|entity| agrees(entity.gender, gender))
            })
        };
        let is_surname = |place: &usize| {
            let name = self
                .entities
                .get(*place)
                .and_then(|entity| entity.name.as_deref());
            name.is_some_and(|name| {
                let last = name.split_whitespace().next_back();
                last.is_some_and(|last| is_folded(last, word))
            })
        };
        // `Roscosmos` is not Roscosmos Space Agency Press Service.
        let is_short = |place: &usize| {
            let name = self
                .entities
                .get(*place)
                .and_then(|entity| entity.name.as_deref());
            name.is_some_and(|name| name.split_whitespace().count() <= LONG)
        };
        let last = agreeing().find(|place| is_short(place) || is_surname(place))?;
        if places.len() == 1 || is_surname(&last) {
            return Some(last);
        }
        agreeing().find(is_surname).or(Some(last))
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
        let mut folded = std::mem::take(&mut self.folded);
        fold(role, &mut folded);
        self.table.set_role(&folded, entity);
        let is_known = self.offices_of(entity).any(|office| office == folded);
        if !is_known {
            self.offices.push((entity, folded.clone()));
        }
        self.folded = folded;
    }

    /// Who is mentioned at a byte.
    pub(super) fn mentioned_at(&self, at: usize) -> Option<usize> {
        let mut near = self.recent.iter().rev().take(REACH);
        near.find(|recent| recent.at == at).map(|recent| recent.entity)
    }

    /// What an entity has been called by its role.
    pub(super) fn offices_of(&self, entity: usize) -> impl Iterator<Item = &str> {
        let of = self.offices.iter().filter(move |(place, _)| *place == entity);
        of.map(|(_, office)| office.as_str())
    }

    /// The last entity of a role.
    pub(super) fn by_role(&self, role: &str) -> Option<usize> {
        self.table.role(&folded(role))
    }

    /// The nearest antecedent before a byte whose gender is known and the one asked for.
    pub(super) fn sure_antecedent(&self, before: usize, wanted: Wanted) -> Option<usize> {
        if wanted.gender == Gender::Unknown {
            return None;
        }
        self.subject_first(before, |_, entity| {
            entity.gender == wanted.gender && (entity.is_named || !wanted.is_named)
        })
    }

    /// The nearest antecedent before a byte: the last subject that fits, else the last mention that does.
    pub(super) fn antecedent(&self, before: usize, wanted: Wanted) -> Option<usize> {
        let all = || {
            let barred = None;
            self.antecedent(before, Wanted { barred, ..wanted })
        };
        let fits = |recent: &Recent, entity: &Entity| {
            (entity.is_named || !wanted.is_named)
                && Some(recent.entity) != wanted.barred
                && agrees(entity.gender, wanted.gender)
                && match wanted.kind {
                    Kind::Unknown => true,
                    // `they`: whoever is not one person.
                    Kind::Several => {
                        let is_thing = entity.kind == Kind::Unknown && entity.is_named && !recent.is_subject;
                        !matches!(entity.kind, Kind::Person | Kind::Place)
                            && entity.gender == Gender::Unknown
                            && !is_thing
                    }
                    // `free in Kenya and Brazil, she said`
                    Kind::Person if entity.kind == Kind::Unknown => entity.may_speak || recent.is_subject,
                    kind => entity.kind == Kind::Unknown || entity.kind == kind,
                }
        };
        // `Microsoft has … since 2012`, *he said*: a name of one word is a firm's rather than a person's.
        let is_persons = |entity: &Entity| {
            entity.kind == Kind::Person
                || entity.gender != Gender::Unknown
                || entity.name.as_ref().is_some_and(|name| name.contains(' '))
        };
        let person = (wanted.kind == Kind::Person)
            .then(|| {
                self.subject_first(before, |recent, entity| {
                    fits(recent, entity) && is_persons(entity)
                })
            })
            .flatten();
        let nearest = person.or_else(|| self.subject_first(before, fits));
        nearest.or_else(|| wanted.barred.and_then(|_| all()))
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
