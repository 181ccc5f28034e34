//! Enters whom the text names, so that later mentions find them.

use std::ops::Range;

use propos_schema::TextSpan;
use propos_segment::Lang;

use crate::extract::candidate::{Candidate, Source};
use crate::extract::dateline::behind_dateline;
use crate::extract::designation::{full_name, office, own_name, phrase_gender};
use crate::extract::gender::{gender_before, gender_in, kind_of};
use crate::extract::lexicon::{Group, RomanceList};
use crate::extract::names::{Gender, Kind};
use crate::extract::noun_phrase::{Being, Mention, being, phrase_from};
use crate::extract::verb_group::is_finite_verb;
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::extract::written_name::{is_noble, joins_names, name_in};
use crate::tokens::{Letters, Mark};

use super::{Resolver, Subject, byte, text_of};

impl Resolver {
    /// Enters the names of a period, so that later mentions find them.
    pub(in crate::extract) fn register_names(
        &mut self,
        view: &View<'_>,
        period: Range<usize>,
        candidates: &[Candidate],
    ) {
        for candidate in candidates {
            if let Source::Mention(mention) = &candidate.speaker
                && let Some(entity) = self.enter(view, mention)
            {
                self.names.set_speaks(entity);
            }
        }
        let mut at = behind_dateline(view, period.start, period.end);
        let mut reading = Reading {
            has_subject: view.lang == Lang::Fr
                && self.register_phrases(view, period.clone(), &spoken_of(candidates)),
            governed_until: None,
            period,
        };
        while at < reading.period.end {
            if let Some(phrase) = role_as_subject(view, at, &reading) {
                at = phrase.end;
                self.register_role(view, phrase);
                reading.has_subject = true;
                continue;
            }
            if may_take_up_body(view, at, &reading)
                && let Some(entity) = self.body_spoken_of(view, at)
            {
                self.names.mention(entity, byte(view, at), true);
                reading.has_subject = true;
            }
            if !view.is_name(at) {
                at += 1;
                continue;
            }
            let capitals = at..end_of_capitals(view, at, reading.period.end);
            at = capitals.end;
            if !self.names_nobody(view, &capitals, reading.period.start) {
                self.register_capitals(view, capitals, &mut reading);
            }
        }
    }

    /// Mentions somebody by a role that is the subject of a period: `The minister resigned.`
    fn register_role(&mut self, view: &View<'_>, phrase: Range<usize>) {
        let byte = byte(view, phrase.start);
        let is_definite = !view.is_in(phrase.start, Group::Indefinite);
        let known = phrase
            .clone()
            .find(|&place| view.is_in(place, Group::Role))
            .filter(|_| is_definite && phrase.len() <= 3)
            .and_then(|role| self.names.by_role(view.word(role)));
        if let Some(entity) = known {
            self.names.mention(entity, byte, true);
        } else {
            self.enter_unnamed(None, view, phrase.clone(), byte);
        }
        self.note_subject(view, known, phrase);
    }

    /// Whether words with capitals name nobody: a rubric, a time, a word that opens its sentence.
    fn names_nobody(&self, view: &View<'_>, capitals: &Range<usize>, period_start: usize) -> bool {
        is_rubric(view, capitals)
            || self.is_french_word_alone(view, capitals, period_start)
            || is_english_time(view, capitals)
            || is_english_adverb(view, capitals)
            || self.only_opens_sentence(view, capitals)
            || view.is_in(capitals.end - 1, Group::Demonym)
    }

    /// French `« Incompréhensible », réagit l’avocat`, `– Poussée, corrige-t-il.`, `Saint-Brieuc. Il vendait …`
    fn is_french_word_alone(&self, view: &View<'_>, capitals: &Range<usize>, period_start: usize) -> bool {
        let at = capitals.start;
        let opens = || {
            at.checked_sub(1)
                .is_none_or(|before| view.is(before, Mark::Dash) || view.is(before, Mark::Quote))
        };
        let is_unknown_place = || {
            at == period_start
                && view.is(capitals.end, Mark::Stop)
                && self.names.find(view.word(at)).is_none()
        };
        view.lang == Lang::Fr
            && capitals.len() == 1
            && view.is_mark(capitals.end)
            && !view.is_first_name(at)
            && (view.depth(at) > 0 && opens() || is_unknown_place())
    }

    /// Whether a single capital is only that of the sentence which it begins.
    fn only_opens_sentence(&self, view: &View<'_>, capitals: &Range<usize>) -> bool {
        let at = capitals.start;
        capitals.len() == 1
            && view.starts_sentence(at)
            && (!stands_alone(view, capitals.end) || self.may_be_plural(view, at))
            && !self.is_known(view, at)
    }

    /// Enters the name in words with capitals, and whether it is the subject of its period.
    fn register_capitals(&mut self, view: &View<'_>, capitals: Range<usize>, reading: &mut Reading) {
        let before = capitals
            .start
            .checked_sub(1)
            .filter(|&before| before >= reading.period.start);
        let first_name = before.and_then(|before| name_behind_office(view, before, &capitals));
        let is_governed =
            first_name.is_none() && before.is_some_and(|before| is_governed(view, before, reading));
        if is_governed {
            reading.governed_until = Some(capitals.end);
        }
        let mention = first_name.unwrap_or(capitals.start)..capitals.end;
        let Some(name) = name_in(view, mention.clone()) else {
            return;
        };
        // `A CT scan would have saved him`: what qualifies a thing is no body that *the trust* could be.
        if qualifies_thing(view, name.clone()) && self.names.find(text_of(view, name.clone())).is_none() {
            return;
        }
        let gender = gender_before(view, name.start);
        let kind = kind_of_named(view, &mention, &name);
        let entity = self.names.enter(text_of(view, name.clone()), gender, kind);
        let is_first = !is_governed
            && !reading.has_subject
            && view.depth(mention.start) == 0
            && !qualifies_role(view, mention.end)
            && !is_in_brackets(view, before);
        reading.has_subject |= is_first;
        let is_subject = is_first && !self.owns_person(view, mention.end, entity);
        if is_subject {
            self.note_subject(view, Some(entity), mention.clone());
        }
        self.names.mention(entity, byte(view, mention.start), is_subject);
        self.enter_titles(view, entity, mention.start..name.start);
        for word in name_words(view, mention.clone()) {
            self.names.set_role(view.word(word), entity);
        }
        if let Some(before) = before
            && (view.is_in(before, Group::Role) || view.is_in(before, Group::Title))
        {
            self.names.set_role(view.word(before), entity);
        }
        let apposed = apposed_role(view, mention.end, reading.period.end).filter(|_| !is_governed);
        // `La présidente, Ada Roux, ouvre l’audience.`
        let fronted = office_before(view, mention.start, mention.end);
        for role in apposed.into_iter().chain(fronted) {
            self.names.set_role(text_of(view, office(view, role)), entity);
        }
    }

    /// English `Speaker Ray Donnelly`: later *the speaker*.
    fn enter_titles(&mut self, view: &View<'_>, entity: usize, titles: Range<usize>) {
        if view.lang != Lang::En {
            return;
        }
        for place in titles {
            if view.is_in(place, Group::Role) {
                self.names.set_role(view.word(place), entity);
            }
            if let Some(role) = office_of(view.word(place)) {
                self.names.set_role(role, entity);
            }
        }
    }

    /// English `America’s Cup winner Peter Blake`: a short name that owns what somebody is.
    fn owns_person(&self, view: &View<'_>, end: usize, entity: usize) -> bool {
        view.lang == Lang::En
            && view.is_word(end, "'s")
            && (end + 1..end + 6).any(|at| is_person(view, at))
            && self.names.entity(entity).is_some_and(|known| {
                let is_short = known.name.as_ref().is_none_or(|name| !name.contains(' '));
                is_short && known.kind != Kind::Person
            })
    }

    /// Enters the name of a mention with what its description tells of it.
    pub(in crate::extract) fn enter(&mut self, view: &View<'_>, mention: &Mention) -> Option<usize> {
        // `l’avocat payé pour défendre le Ministère` is not the ministry.
        let name = match view.lang {
            Lang::Fr => own_name(view, mention.range.clone())?,
            _ => name_in(view, mention.range.clone())?,
        };
        let name = full_name(view, mention.range.clone(), name);
        let around = mention.description.clone();
        let mut gender = gender_before(view, name.start);
        if gender == Gender::Unknown
            && let Some(description) = &around
        {
            gender = gender_in(view, description.clone());
        }
        // `The company’s barrister, Miles Tarrant, said`: the last of its nouns.
        let is_role = around.as_ref().is_some_and(|range| {
            range.clone().take(3).any(|at| view.is_in(at, Group::Role))
                || view.lang == Lang::En && being(view, range.clone()) == Being::Role
        });
        let kind = if is_role {
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
        // `Me` is a lawyer.
        let is_lawyer = view.lang == Lang::Fr
            && name.start > 0
            && (view.word(name.start - 1) == "Me" || view.is_word(name.start - 1, "maître"));
        let kind = if is_lawyer { Kind::Person } else { kind };
        let entity = self.names.enter(text_of(view, name.clone()), gender, kind);
        if is_lawyer {
            self.names.set_role("avocat", entity);
            self.names.set_role("avocate", entity);
        }
        let roles = around
            .into_iter()
            .flatten()
            .chain(mention.range.start..name.start);
        // `el abogado del alcalde, Juan Ruiz`: he is no mayor.
        let is_governed = |at: usize| {
            let before = |n: usize| at.checked_sub(n).filter(|_| view.drops_subjects());
            before(1).is_some_and(|of| view.is_in(of, Group::Of))
                || before(2)
                    .is_some_and(|of| view.is_in(of, Group::Of) && view.is_in(of + 1, Group::Determiner))
        };
        let is_own = |at: &usize| view.is_in(*at, Group::Role) && !is_governed(*at);
        for at in roles.filter(is_own).take(3) {
            self.names.set_role(text_of(view, office(view, at)), entity);
            if let Some(role) = office_of(view.word(at)) {
                self.names.set_role(role, entity);
            }
        }
        // `The trade union Verdi`: later *the union*.
        let body = name.start.checked_sub(1).filter(|&at| {
            view.lang == Lang::En && at >= mention.range.start && view.is_in(at, Group::Organization)
        });
        if let Some(body) = body {
            self.names.set_role(view.word(body), entity);
        }
        Some(entity)
    }

    /// Somebody without a name, whom a pronoun may mean.
    pub(in crate::extract) fn enter_unnamed(
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

    /// The body with a name that a noun such as `the company` takes up.
    fn body_spoken_of(&self, view: &View<'_>, at: usize) -> Option<usize> {
        let at = byte(view, at);
        let french = (view.lang == Lang::Fr)
            .then(|| self.names.body_before(at))
            .flatten();
        french.or_else(|| self.names.named_body(at))
    }

    /// `Similar lines had …`: a capital that only begins the sentence, before a noun that could be a verb.
    fn may_be_plural(&self, view: &View<'_>, at: usize) -> bool {
        view.lang == Lang::En
            && view.word(at + 1).ends_with('s')
            && !view.is_in(at + 1, Group::Be)
            && !view.is_in(at + 1, Group::Have)
            && self.names.find(view.word(at)).is_none()
    }

    /// `Dunmore left by a side door`: a surname that the article has given with its first name.
    fn is_known(&self, view: &View<'_>, at: usize) -> bool {
        view.lang == Lang::En
            && self
                .names
                .find(view.word(at))
                .and_then(|entity| self.names.entity(entity))
                .is_some_and(|known| {
                    known.gender != Gender::Unknown
                        && known.name.as_ref().is_some_and(|name| {
                            name.rsplit(' ').next() == Some(view.word(at)) && name.contains(' ')
                        })
                })
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
}

/// How far the names of a period are read.
struct Reading {
    period: Range<usize>,
    /// Whether somebody is its subject already.
    has_subject: bool,
    /// Where the last name ended that a preposition governs.
    governed_until: Option<usize>,
}

/// Where those who speak are mentioned.
fn spoken_of(candidates: &[Candidate]) -> Vec<Range<usize>> {
    candidates
        .iter()
        .filter_map(|candidate| match &candidate.speaker {
            Source::Mention(mention) => Some(mention.range.clone()),
            _ => None,
        })
        .collect()
}

/// Somebody without a name who opens a period as its subject: `The minister resigned.` French phrases are read by themselves.
fn role_as_subject(view: &View<'_>, at: usize, reading: &Reading) -> Option<Range<usize>> {
    let period = &reading.period;
    let may_begin = at <= period.start + 1
        && view.lang != Lang::Fr
        && !reading.has_subject
        && view.is_in(at, Group::Determiner)
        && !view.is_in(at, Group::Of);
    if !may_begin {
        return None;
    }
    let phrase = phrase_from(view, at, period.end)?;
    // `His clients’ insurance had risen`
    let is_owner = || view.lang == Lang::En && view.makes_owner(phrase.end - 1);
    let is_subject = being(view, phrase.clone()) == Being::Role
        && !is_owner()
        && name_in(view, phrase.clone()).is_none()
        && is_finite_verb(view, behind_aside(view, phrase.end, period.end), at);
    is_subject.then_some(phrase)
}

/// Whether a noun such as `the company` may be the subject of a period and take up a body with a name.
fn may_take_up_body(view: &View<'_>, at: usize, reading: &Reading) -> bool {
    let start = reading.period.start;
    view.is_in(at, Group::Body)
        && !view.is_capitalised(at)
        && !reading.has_subject
        && (start + 1..=start + 2).contains(&at)
        && view.is_in(at - 1, Group::Determiner)
        && !view.is_in(at - 1, Group::Indefinite)
        // `The company’s barrister, Miles Tarrant, said`
        && !(view.lang == Lang::En && view.makes_owner(at + 1))
}

/// Where a run of capitals ends.
fn end_of_capitals(view: &View<'_>, start: usize, until: usize) -> usize {
    let goes_on = |at: usize| {
        view.is_capitalised(at) && !view.is_in(at, Group::Of)
            || view.lang == Lang::En && view.is_abbreviation_stop(at) && view.is_capitalised(at + 1)
            || view.is_in(at, Group::Particle)
                && view.is_capitalised(at + 1)
                && !joins_names(view, at)
                && !view.is_in(at, Group::Of)
            || is_noble(view, start, at)
    };
    (start + 1..until).find(|&at| !goes_on(at)).unwrap_or(until)
}

/// `LOGEMENT. Le maire …`: a rubric.
fn is_rubric(view: &View<'_>, capitals: &Range<usize>) -> bool {
    capitals.len() == 1
        && view.starts_sentence(capitals.start)
        && view.is_mark(capitals.end)
        && view
            .token(capitals.start)
            .is_some_and(|token| token.letters == Letters::Capitals)
}

/// English days and months, `New Year`; not `Mr May`.
fn is_english_time(view: &View<'_>, capitals: &Range<usize>) -> bool {
    let last = capitals.end - 1;
    view.lang == Lang::En
        && view.is_in(last, Group::Time)
        && !(capitals.start..last).any(|at| is_person(view, at))
}

/// English `Unfortunately, …`
fn is_english_adverb(view: &View<'_>, capitals: &Range<usize>) -> bool {
    let at = capitals.start;
    view.lang == Lang::En
        && capitals.len() == 1
        && view.starts_sentence(at)
        && view.is(capitals.end, Mark::Comma)
        && view.word(at).len() > 6
        && view.word(at).ends_with("ly")
        && !is_person(view, at)
}

/// Whether a word shows that somebody is named: a title or a first name.
fn is_person(view: &View<'_>, at: usize) -> bool {
    view.is_in(at, Group::Title) || view.is_first_name(at)
}

/// Whether what stands before a name says that it is no subject.
fn is_governed(view: &View<'_>, before: usize, reading: &Reading) -> bool {
    let governs = |at: usize| view.is_in(at, Group::Of) || view.is_in(at, Group::Preposition);
    // `in Kenya and Brazil`
    let is_joined =
        view.lang == Lang::En && view.is_in(before, Group::And) && reading.governed_until == Some(before);
    is_joined
        || governs(before)
        || before > reading.period.start && view.is_in(before, Group::Determiner) && governs(before - 1)
}

/// French `la conseillère d’État Ada Roux`: the first name shows where the name begins.
fn name_behind_office(view: &View<'_>, before: usize, capitals: &Range<usize>) -> Option<usize> {
    let at = capitals.start;
    let is_office = view.lang == Lang::Fr && view.is_in(before, Group::Of) && !view.is_first_name(at);
    if !is_office {
        return None;
    }
    (at + 1..capitals.end.saturating_sub(1))
        .find(|&place| view.is_first_name(place) || place == at + 1 && view.is_in(at, Group::Organization))
}

/// What a name stands for by itself and what follows.
fn kind_of_named(view: &View<'_>, mention: &Range<usize>, name: &Range<usize>) -> Kind {
    let end = mention.end;
    // `Adventure World vice-president Peter Bell`, `the Lanterna Millwork factory`
    let is_before_noun = view.lang == Lang::En
        && name.len() > 1
        && !view.is_capitalised(end)
        && (view.is_in(end, Group::Role)
            || view.is_in(end, Group::Organization)
            || view.is_in(end, Group::Place));
    match kind_of(view, mention.clone()) {
        _ if is_aged(view, end) => Kind::Person,
        Kind::Unknown if is_before_noun => Kind::Organization,
        kind => kind,
    }
}

/// English `a White House spokesman`: whether a role follows that a name qualifies.
fn qualifies_role(view: &View<'_>, behind: usize) -> bool {
    view.lang == Lang::En && !view.is_mark(behind) && view.is_in(behind, Group::Role)
}

/// `la Comisión del Mercado de Valores (CNMV)`: in brackets nobody is a subject.
fn is_in_brackets(view: &View<'_>, before: Option<usize>) -> bool {
    view.drops_subjects() && before.is_some_and(|before| view.is(before, Mark::Open))
}

/// `Marta Roig, directora del museo, …`: a role between commas, later *la directora*.
fn apposed_role(view: &View<'_>, comma: usize, until: usize) -> Option<usize> {
    let role = comma + 1;
    let is_apposed = (view.drops_subjects() || view.lang == Lang::Fr)
        && role < until
        && view.is(comma, Mark::Comma)
        && view.is_in(role, Group::Role)
        && !view.is_capitalised(role);
    is_apposed.then_some(role)
}

/// French: the office of a name between commas, which stands before it with its article.
fn office_before(view: &View<'_>, start: usize, end: usize) -> Option<usize> {
    let comma = start.checked_sub(1).filter(|&at| view.is(at, Mark::Comma))?;
    let role = (0..comma)
        .rev()
        .take(4)
        .take_while(|&at| !view.is_mark(at))
        .find(|&at| view.is_in(at, Group::Role))?;
    let article = role.checked_sub(1)?;
    let is_office = view.lang == Lang::Fr
        && view.is(end, Mark::Comma)
        && view.is_any_word(article, words!["l'", "la", "le"])
        && !article.checked_sub(1).is_some_and(|of| view.is_in(of, Group::Of));
    is_office.then_some(role)
}

/// The office that an English title before a name stands for: `Mrs Justice Amory` is a judge.
fn office_of(title: &str) -> Option<&'static str> {
    match title {
        "Gen" => Some("general"),
        "Gov" => Some("governor"),
        "Justice" => Some("judge"),
        "Prof" | "Professor" => Some("professor"),
        "Rep" => Some("representative"),
        "Sen" => Some("senator"),
        _ => None,
    }
}

/// English `Walid Saadi, 53,`: who has an age is a person.
fn is_aged(view: &View<'_>, behind: usize) -> bool {
    view.lang == Lang::En
        && view.is(behind, Mark::Comma)
        && view.is_number(behind + 1)
        && view.word(behind + 1).len() == 2
        && (view.is(behind + 2, Mark::Comma) || view.is(behind + 2, Mark::Stop))
}

/// Where the verb of a subject may stand, over an aside: `Il sindaco, raffreddato, ha parlato`.
fn behind_aside(view: &View<'_>, at: usize, until: usize) -> usize {
    let has_asides = view.drops_subjects() || view.lang == Lang::En;
    let close = (at + 1..until.min(at + 10))
        .find(|&place| view.is_mark(place))
        .filter(|&place| has_asides && view.is(at, Mark::Comma) && view.is(place, Mark::Comma));
    behind_pronouns(view, close.map_or(at, |close| close + 1))
}

/// English `a CT scan`: capitals behind an indefinite article and before the noun of a thing.
fn qualifies_thing(view: &View<'_>, name: Range<usize>) -> bool {
    let article = name.start.checked_sub(1);
    let is_one = name.len() == 1
        && view
            .token(name.start)
            .is_some_and(|token| token.letters == Letters::Capitals);
    view.lang == Lang::En
        && is_one
        && article.is_some_and(|at| view.is_any_word(at, words!["a", "an"]))
        && !view.is_mark(name.end)
        && !view.is_capitalised(name.end)
        && !view.is_in(name.end, Group::Role)
        && !view.is_in(name.end, Group::Organization)
}

/// Behind the object pronouns before a verb: `El alcalde lo desmiente`.
fn behind_pronouns(view: &View<'_>, at: usize) -> usize {
    let is_pronoun = |at: &usize| view.drops_subjects() && view.is_in(*at, Group::ObjectClitic);
    (at..at + 3).find(|at| !is_pronoun(at)).unwrap_or(at)
}

/// Whether an article or a number shows several.
fn is_plural_phrase(view: &View<'_>, at: usize) -> bool {
    view.is_number(at)
        || view.is_in(at, Group::Indefinite) && !matches!(view.word(at), "un" | "une" | "Un" | "Une")
        || view.is_listed(at, RomanceList::PluralDeterminer)
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
        word.ends_with('s') && !word.ends_with("ss") || word.ends_with("men") || word.ends_with("eople");
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
