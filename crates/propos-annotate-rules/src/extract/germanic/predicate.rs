//! Reporting verbs with the parts that stand apart from them.

use std::ops::Range;

use super::other_verb;
use super::segment::{Kind, Segment, is_finite, is_noun_letter, is_verbal, words};
use crate::extract::lexicon::{Form, Frame, Frames, GermanicList, Group, Reading, Verb};
use crate::extract::view::View;
use crate::tokens::Mark;

/// A reporting verb in its clause.
#[derive(Clone, Debug)]
pub(super) struct Predicate {
    /// The finite word.
    pub(super) finite: usize,
    /// The word that says what is done: the same, or a participle at the end.
    pub(super) main: usize,
    /// The particle that stands apart.
    pub(super) particle: Option<usize>,
    pub(super) lemma: String,
    pub(super) frames: Frames,
    /// Prepositions before the content, each with what follows it.
    pub(super) prepositions: Vec<(Box<str>, Frames)>,
    /// Its segment among those of the sentence.
    pub(super) segment: usize,
    /// Where its own clause ends: at a comma, a stronger mark or the next verb of the same subject.
    pub(super) end: usize,
    /// Whether it stands at the end of a subordinate clause.
    pub(super) is_final: bool,
    pub(super) is_negated: bool,
    pub(super) voice: Voice,
    /// Where its own part of the clause begins, behind an earlier participle of the same auxiliary.
    pub(super) from: usize,
}

/// Whether the subject speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// It does.
    Active,
    /// Somebody else does: `wurde gefordert`.
    Passive,
    /// Of itself: `will nichts gesehen haben`.
    Wish,
}

impl Predicate {
    /// A verb that reports only by what stands around it.
    pub(super) fn plain(finite: usize, end: usize, lemma: &str) -> Self {
        Self {
            finite,
            main: finite,
            particle: None,
            lemma: lemma.to_owned(),
            frames: Frames::default(),
            prepositions: Vec::new(),
            segment: 0,
            end,
            is_final: false,
            is_negated: false,
            voice: Voice::Active,
            from: 0,
        }
    }

    /// `steht in dem Bericht`, `staat in het rapport`: a text says it.
    pub(super) fn is_written(&self) -> bool {
        ["staan", "stehen"].contains(&self.lemma.as_str())
    }

    pub(super) fn is_passive(&self) -> bool {
        self.voice == Voice::Passive
    }

    /// `ist … geschrieben`, not `ist … geschrieben worden`: how something is, and not what is done.
    pub(super) fn is_of_state(&self, view: &View<'_>) -> bool {
        view.is_in(self.finite, Group::Be) && !(self.main..self.end).any(|at| view.is_word(at, "worden"))
    }

    pub(super) fn is_wish(&self) -> bool {
        self.voice == Voice::Wish
    }

    /// The words of the cue: with its auxiliary where it stands beside.
    pub(super) fn cue(&self) -> Range<usize> {
        let (first, last) = (self.finite.min(self.main), self.finite.max(self.main));
        if last - first < 2 {
            first..last + 1
        } else {
            self.main..self.main + 1
        }
    }

    /// Where the middle of the clause ends: before particle, participle or infinitive.
    pub(super) fn middle_end(&self) -> usize {
        let last = self.particle.unwrap_or(self.end);
        if self.main > self.finite {
            last.min(self.main)
        } else {
            last
        }
    }
}

/// Every reporting verb outside deeper quotations.
pub(super) fn predicates(view: &View<'_>, segments: &[Segment], depth: u8) -> Vec<Predicate> {
    let mut found: Vec<Predicate> = Vec::new();
    for (place, segment) in segments.iter().enumerate() {
        let mut has_verb = false;
        for at in words(view, segment.range.clone(), depth) {
            // Behind the verb of a main clause what looks like another one is an adjective: `die bekannte Marke`.
            has_verb &= !view.is_in(at, Group::Conjunction);
            let is_attribute = has_verb && segment.kind == Kind::Main;
            if is_attribute || !is_finite(view, at) {
                continue;
            }
            has_verb = true;
            if let Some(mut predicate) = read(view, segments, place, at, depth) {
                if let Some(other) = joined(view, &predicate, depth) {
                    predicate.from = other.end + 1;
                    found.push(other);
                }
                found.push(predicate);
            }
        }
    }
    found
}

fn read(view: &View<'_>, segments: &[Segment], place: usize, at: usize, depth: u8) -> Option<Predicate> {
    let segment = segments.get(place)?;
    let is_final = matches!(segment.kind, Kind::Subordinate | Kind::Relative)
        && super::segment::is_in_cluster(view, at, segment.range.end, depth);
    let end = if is_final {
        segment.range.end
    } else {
        clause_end(view, segments, place, at, depth)
    };
    let groups = view.groups(at);
    let is_auxiliary = groups.has(Group::Have) || groups.has(Group::Be) || groups.has(Group::Modal);
    let mut predicate = Predicate {
        finite: at,
        main: at,
        particle: None,
        lemma: String::new(),
        frames: Frames::default(),
        prepositions: Vec::new(),
        segment: place,
        end,
        is_final,
        is_negated: false,
        voice: Voice::Active,
        from: 0,
    };
    let middle = if is_final {
        segment.range.start..at
    } else {
        at + 1..end
    };
    let is_wish =
        groups.has(Group::Want) && !is_final && with_infinitive(view, &mut predicate, middle.clone(), depth);
    let is_told = !is_wish && super::modal::with_told(view, &mut predicate, segments, middle.clone(), depth);
    let is_put_together = is_wish
        || is_told
        || with_participle_before(view, &mut predicate, segment, depth)
        || is_auxiliary && with_participle(view, &mut predicate, middle.clone(), depth)
        || groups.has(Group::Have) && with_two_infinitives(view, &mut predicate, middle.clone(), depth)
        || super::modal::with_modal(view, &mut predicate, middle.clone(), depth);
    if !is_put_together
        && !fill(view, &mut predicate, at, middle.clone(), depth, |form| {
            form.is_finite() || form == Form::Infinitive
        })
    {
        return None;
    }
    other_verb::rename(view, &mut predicate);
    if other_verb::is_other_verb(view, segments, &predicate, middle.clone(), depth)
        || other_verb::opens_condition(view, segments, &predicate)
    {
        return None;
    }
    // `hält das Gesetz für nicht gerecht`: what it is called is denied, not that it is called so.
    let judges = view
        .lexicon
        .is_listed(&predicate.lemma, GermanicList::CallsNegated);
    predicate.is_negated = !predicate.is_wish()
        && !judges
        && !is_told
        && words(view, middle, depth).any(|place| {
            view.is_in(place, Group::Negation)
                && !view.is_in(place, Group::Determiner)
                && place + 4 > predicate.middle_end().min(end)
        });
    Some(predicate)
}

/// `hatte die Tat bestritten und ausgesagt, …`: the first of two participles is a verb as well.
fn joined(view: &View<'_>, predicate: &Predicate, depth: u8) -> Option<Predicate> {
    let (first, last) = (predicate.finite, predicate.main);
    let is_open = view.lang == propos_segment::Lang::De
        && !predicate.is_final
        && !predicate.is_passive()
        && last > first + 3
        && view.is_in(first, Group::Have);
    let and = words(view, first + 2..last, depth)
        .rev()
        .find(|&at| view.is_in(at, Group::And))
        .filter(|_| is_open)?;
    let before = and - 1;
    let is_participle = !is_noun_letter(view, before)
        && view
            .readings(before)
            .iter()
            .any(|reading| reading.form == Form::Participle);
    if !is_participle {
        return None;
    }
    let mut other = Predicate::plain(first, and, "");
    other.segment = predicate.segment;
    with_participle(view, &mut other, first + 1..and, depth).then_some(other)
}

/// `hat … gesagt`, `wurde … gefordert`, `mitgeteilt hatte`.
fn with_participle(view: &View<'_>, predicate: &mut Predicate, middle: Range<usize>, depth: u8) -> bool {
    let finite = predicate.finite;
    // Dutch `heeft gezegd dat de lonen zijn gestegen`: the second participle is that of what was said.
    let clause = words(view, middle.clone(), depth).skip(1).find(|&at| {
        view.lang == propos_segment::Lang::Nl
            && (view.is_in(at, Group::That) && view.may_be(at - 1, Form::Participle)
                // `wordt ervan beschuldigd geld te hebben gestolen`
                || view.is_word(at, "te")
                    && (view.is_in(at + 1, Group::Have) || view.is_in(at + 1, Group::Be))
                    && words(view, middle.start..at, depth).any(|place| view.may_be(place, Form::Participle)))
    });
    let middle = middle.start..clause.unwrap_or(middle.end);
    let last = words(view, middle.clone(), depth).rev().find(|&at| {
        !is_noun_letter(view, at)
            && view.may_be(at, Form::Participle)
            && (at + 1 >= middle.end
                || view.is_mark(at + 1)
                || view.lang == propos_segment::Lang::Nl
                || is_verbal(view, at + 1)
                || view.is_in(at + 1, Group::Have)
                || view.is_in(at + 1, Group::Be)
                || view.is_in(at + 1, Group::Preposition)
                || view.is_in(at + 1, Group::Conjunction))
    });
    let Some(main) = last else {
        return false;
    };
    let is_have = view.is_in(finite, Group::Have);
    // `soll … gesagt haben` is active, `wurde gesagt` and `soll gesagt worden sein` are not.
    let limit = clause.unwrap_or(predicate.end.max(finite + 1));
    // `zou hebben gezegd`: Dutch has it on either side.
    let from = if view.lang == propos_segment::Lang::Nl {
        finite
    } else {
        main
    };
    let has_have = (from + 1..limit).any(|at| view.is_in(at, Group::Have));
    let is_passive = !is_have && !has_have && !view.is_in(finite, Group::Be)
        || (main + 1..predicate.end.max(finite)).any(|at| view.is_word(at, "worden"));
    predicate.main = main;
    let takes_be = view.readings(main).iter().any(|reading| {
        view.lexicon
            .verb(*reading)
            .is_some_and(|verb| view.lexicon.groups(&verb.lemma).has(Group::TakesBe))
    });
    predicate.voice = if (is_passive || view.is_in(finite, Group::Be)) && !takes_be {
        Voice::Passive
    } else {
        Voice::Active
    };
    let places = middle.start..main;
    if fill(view, predicate, main, places, depth, |form| {
        form == Form::Participle
    }) {
        true
    } else {
        predicate.main = finite;
        predicate.voice = Voice::Active;
        false
    }
}

/// `Kritisiert wurde die Auszählung`: what is done stands first, what it is done to behind the verb.
fn with_participle_before(view: &View<'_>, predicate: &mut Predicate, segment: &Segment, depth: u8) -> bool {
    let finite = predicate.finite;
    let opens = !predicate.is_final
        && finite > segment.range.start
        && view.is_listed(finite, GermanicList::BecomeForm)
        && (segment.range.start..finite - 1).all(|at| {
            view.is_in(at, Group::Adverb) || view.is_in(at, Group::Conjunction) || view.is_word(at, "auch")
        });
    let main = finite.saturating_sub(1);
    if !opens || is_noun_letter(view, main) || !view.may_be(main, Form::Participle) {
        return false;
    }
    predicate.main = main;
    predicate.voice = Voice::Passive;
    let is_known = fill(view, predicate, main, finite..finite + 1, depth, |form| {
        form == Form::Participle
    });
    if !is_known {
        predicate.main = finite;
        predicate.voice = Voice::Active;
    }
    is_known
}

/// `heeft laten weten`: Dutch has an infinitive in the place of the first participle.
fn with_two_infinitives(view: &View<'_>, predicate: &mut Predicate, middle: Range<usize>, depth: u8) -> bool {
    let first = words(view, middle.clone(), depth)
        .rev()
        .find(|&at| view.is_word(at, "laten") && at + 1 < middle.end);
    let Some(main) = first.filter(|_| view.lang == propos_segment::Lang::Nl) else {
        return false;
    };
    predicate.main = main;
    if fill(view, predicate, main, main + 1..middle.end, depth, |form| {
        form == Form::Infinitive
    }) {
        true
    } else {
        predicate.main = predicate.finite;
        false
    }
}

/// `wil de brug sluiten`: a Dutch wish with the infinitive that it is for, of which nothing but a phrase stands behind.
fn wishes_to(view: &View<'_>, middle: Range<usize>, depth: u8) -> bool {
    let is_infinitive = |at: usize| {
        let mut forms = view.readings(at).iter();
        !is_noun_letter(view, at) && forms.any(|reading| reading.form == Form::Infinitive)
    };
    // `wil dat de lonen stijgen`
    let until = words(view, middle.clone(), depth)
        .find(|&at| view.is_in(at, Group::That))
        .unwrap_or(middle.end);
    let mut all = words(view, middle.start..until, depth).rev();
    let found = all.find(|&at| is_infinitive(at) && !view.is_in(at.saturating_sub(1), Group::Determiner));
    found.is_some_and(|at| !view.is_in(at, Group::Discretion))
}

/// `will nichts gesehen haben`: what one says of oneself.
fn with_infinitive(view: &View<'_>, predicate: &mut Predicate, middle: Range<usize>, depth: u8) -> bool {
    if view.lang == propos_segment::Lang::Nl {
        let is_wish = wishes_to(view, middle, depth);
        if is_wish {
            predicate.voice = Voice::Wish;
            "willen".clone_into(&mut predicate.lemma);
        }
        return is_wish;
    }
    let Some(last) = words(view, middle, depth).next_back() else {
        return false;
    };
    let is_perfect =
        (view.is_in(last, Group::Have) || view.is_in(last, Group::Be)) && is_verbal(view, last - 1);
    if !is_perfect {
        return false;
    }
    predicate.voice = Voice::Wish;
    "wollen".clone_into(&mut predicate.lemma);
    true
}

/// Fills in what the verb at a place is, if a reading fits what stands around it.
pub(super) fn fill(
    view: &View<'_>,
    predicate: &mut Predicate,
    at: usize,
    middle: Range<usize>,
    depth: u8,
    fits: impl Fn(Form) -> bool,
) -> bool {
    let has_word = |word: &str| words(view, middle.clone(), depth).any(|place| view.is_word(place, word));
    let has_reflexive = words(view, middle.clone(), depth).any(|place| view.is_in(place, Group::Reflexive));
    let readings = view.readings(at);
    let field = middle.start.saturating_sub(8)..middle.start.saturating_sub(1);
    let parts: Vec<(Reading, &Verb)> = readings
        .iter()
        .filter(|reading| fits(reading.form))
        .filter_map(|reading| Some((*reading, view.lexicon.verb(*reading)?)))
        .collect();
    // A particle that stands apart decides.
    let particle_of = |verb: &Verb| -> Option<Option<usize>> {
        if verb.particle.is_empty() {
            return Some(None);
        }
        let is_joined = view.word(at).to_lowercase().starts_with(&*verb.particle);
        if is_joined {
            return (predicate.is_final || predicate.main != predicate.finite).then_some(None);
        }
        // `bekannt gab`, `bekannt gegeben`
        if predicate.is_final || predicate.main != predicate.finite {
            let before = at.checked_sub(1)?;
            return view.is_word(before, &verb.particle).then_some(Some(before));
        }
        particle(view, middle.clone(), &verb.particle, depth).map(Some)
    };
    let mut best: Option<(usize, Option<usize>, &Verb)> = None;
    let mut frames = Frames::default();
    let mut prepositions: Vec<(Box<str>, Frames)> = Vec::new();
    let mut lemma = "";
    for (_, verb) in &parts {
        let Some(place) = particle_of(verb) else {
            continue;
        };
        if verb.is_reflexive && !has_reflexive {
            continue;
        }
        let rank = 1
            + usize::from(place.is_some()) * 4
            + usize::from(!verb.particle.is_empty()) * 2
            + usize::from(verb.is_reflexive);
        if best.is_none_or(|(known, _, _)| rank > known) {
            best = Some((rank, place, verb));
        }
    }
    let Some((_, place, chosen)) = best else {
        return false;
    };
    for (_, verb) in &parts {
        if verb.particle == chosen.particle
            && verb.lemma == chosen.lemma
            && (!verb.is_reflexive || has_reflexive)
        {
            lemma = &verb.lemma;
            if verb.preposition.is_empty() {
                frames.merge(verb.frames);
            } else if !prepositions
                .iter()
                .any(|(word, other)| *word == verb.preposition && *other == verb.frames)
            {
                prepositions.push((verb.preposition.clone(), verb.frames));
            }
        }
    }
    // `rief an`: a particle that no reading takes makes another verb.
    if place.is_none()
        && chosen.particle.is_empty()
        && !predicate.is_final
        && has_particle(view, middle.clone(), depth)
    {
        frames = Frames::default();
        prepositions.clear();
    }
    // `die Überzeugung, Wohlstand sei sicher, je …`: what stands before a comma is no part of the expression.
    let own = field
        .clone()
        .rfind(|&at| view.is(at, Mark::Comma) && view.depth(at) == depth);
    let field = own.map_or(field.start, |comma| comma + 1)..field.end;
    for locution in view.lexicon.locutions(lemma) {
        // It says how another verb is done, not what this one is.
        if locution.frames.has(Frame::Told) {
            continue;
        }
        let in_field = |word: &str| words(view, field.clone(), depth).any(|place| view.is_word(place, word));
        if locution
            .words
            .iter()
            .all(|word| has_word(&word.text) || in_field(&word.text))
        {
            frames.merge(locution.frames);
        }
    }
    if frames.is_empty() && prepositions.is_empty() {
        return false;
    }
    predicate.particle = place;
    predicate.frames = frames;
    predicate.prepositions = prepositions;
    lemma.clone_into(&mut predicate.lemma);
    true
}

/// The particle of a verb: the last word of its clause, or the one before a mark or a conjunction.
fn particle(view: &View<'_>, middle: Range<usize>, particle: &str, depth: u8) -> Option<usize> {
    words(view, middle.clone(), depth).rev().find(|&at| {
        view.is_word(at, particle)
            && !is_article(view, at)
            && (at + 1 >= middle.end
                || view.is_mark(at + 1)
                || view.is_in(at + 1, Group::Conjunction)
                || view.is_in(at + 1, Group::Subordinator)
                || view.is_in(at + 1, Group::Preposition) && !view.is_capitalised(at + 1)
                || view.lang == propos_segment::Lang::Nl && infinitive_opens(view, at + 1..middle.end))
    })
}

/// `spoorde haar aan om op te stappen`, `raadde hem aan toch op te stappen`
fn infinitive_opens(view: &View<'_>, range: Range<usize>) -> bool {
    view.is_word(range.start, "om")
        || range
            .clone()
            .any(|at| super::segment::is_to_infinitive(view, at, range.start))
}

/// Whether the clause ends with a particle of some other verb.
pub(super) fn has_particle(view: &View<'_>, middle: Range<usize>, depth: u8) -> bool {
    words(view, middle, depth)
        .next_back()
        .is_some_and(|last| !is_article(view, last) && view.is_listed(last, GermanicList::Particle))
}

/// `nannte das Gesetz ein „Armutszeugnis“`: an article whose noun is quoted.
fn is_article(view: &View<'_>, at: usize) -> bool {
    view.is_word(at, "ein") && view.depth(at + 1) > view.depth(at)
}

/// Where the clause of a verb that stands second ends. A relative clause or apposition inside it is passed over.
fn clause_end(view: &View<'_>, segments: &[Segment], place: usize, at: usize, depth: u8) -> usize {
    let Some(segment) = segments.get(place) else {
        return at + 1;
    };
    if let Some(next) = next_verb(view, at + 1..segment.range.end, depth) {
        return next;
    }
    if let Some(end) = list_end(view, segments, place, depth) {
        return end;
    }
    let mut end = segment.range.end;
    let mut last = place;
    // `kündigte der Chef, Jan Pohl, an`: what stands between commas may be passed, if the rest has no verb and ends the clause.
    for (offset, pair) in segments
        .get(place..)
        .unwrap_or_default()
        .windows(3)
        .enumerate()
        .step_by(2)
    {
        let [open, aside, rest] = pair else { break };
        let is_aside =
            open.has_comma && aside.has_comma && matches!(aside.kind, Kind::Relative | Kind::Nominal);
        let n_rest = words(view, rest.range.clone(), depth).count();
        let closes = matches!(rest.kind, Kind::Nominal)
            && n_rest > 0
            && (n_rest < 12 && closes_verb(view, rest.range.clone(), depth)
                || offset == 0 && describes_subject(view, at, open, aside, depth));
        if place + offset != last || !is_aside || !closes {
            break;
        }
        end = rest.range.end;
        last = place + offset + 2;
    }
    end
}

/// `fordert die Leiterin des Amtes, Ina Kolb, mehr Geld`: what stands between commas says who the subject behind the verb is.
fn describes_subject(view: &View<'_>, verb: usize, own: &Segment, aside: &Segment, depth: u8) -> bool {
    view.lang == propos_segment::Lang::De
        && super::subject::subject_after(view, verb + 1, own.range.end, depth).is_some_and(|mention| {
            let description = mention.description.unwrap_or_else(|| mention.range.clone());
            description.start.max(mention.range.start) == aside.range.start
                && description.end.max(mention.range.end) == aside.range.end
        })
}

/// `wirft dem Angeklagten Diebstahl, Raub und Betrug vor`: behind a list whose last part ends the clause.
fn list_end(view: &View<'_>, segments: &[Segment], place: usize, depth: u8) -> Option<usize> {
    if view.lang != propos_segment::Lang::De || !segments.get(place)?.has_comma {
        return None;
    }
    let mut last = None;
    for segment in segments.get(place + 1..)?.iter().take(6) {
        let is_part = segment.kind == Kind::Nominal && !view.is_in(segment.range.start, Group::Preposition);
        if !is_part {
            return None;
        }
        last = Some(segment);
        if !segment.has_comma {
            break;
        }
    }
    let last = last.filter(|last| !last.has_comma)?;
    let is_list = words(view, last.range.clone(), depth).any(|at| view.is_in(at, Group::And));
    (is_list && has_particle(view, last.range.clone(), depth)).then_some(last.range.end)
}

/// Whether a stretch ends with a particle or participle.
fn closes_verb(view: &View<'_>, range: Range<usize>, depth: u8) -> bool {
    words(view, range.clone(), depth)
        .next_back()
        .is_some_and(|last| is_verbal(view, last) || has_particle(view, range, depth))
}

/// `… und forderte`: where the next verb of the same subject begins.
fn next_verb(view: &View<'_>, range: Range<usize>, depth: u8) -> Option<usize> {
    words(view, range.clone(), depth).find(|&at| {
        let next = at + 1 + usize::from(view.is_in(at + 1, Group::Adverb) && !is_finite(view, at + 1));
        view.is_in(at, Group::Conjunction)
            && next < range.end
            && (is_finite(view, next) || looks_finite(view, next))
            && !view.is(next, Mark::Comma)
            && (!super::segment::is_in_cluster(view, next, range.end, depth)
                || ends_second(view, next, range.end))
            || view.is_in(at, Group::Conjunction)
                && next < range.end
                && second_clause(view, at + 1..range.end, depth)
    })
}

/// `wies die Vorwürfe zurück und betonte, dass …`: nothing but its clause follows.
fn ends_second(view: &View<'_>, at: usize, end: usize) -> bool {
    view.lang == propos_segment::Lang::De
        && at + 1 == end
        && view.is(end, Mark::Comma)
        && view.readings(at).iter().any(|reading| reading.form.is_finite())
}

/// `und streift die Handschuhe ab`: a verb that no list has.
pub(super) fn looks_finite(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    view.lang == propos_segment::Lang::De
        && !view.is_known(at)
        && !view.is_capitalised(at)
        && word.len() > 4
        && (word.ends_with('t') || word.ends_with("te"))
        && (view.is_in(at + 1, Group::Determiner)
            || view.is_in(at + 1, Group::Preposition)
            || view.is_in(at + 1, Group::Reflexive))
}

/// `… und der Minister sagte`: a clause with its own subject.
fn second_clause(view: &View<'_>, range: Range<usize>, depth: u8) -> bool {
    let opens = view.is_in(range.start, Group::Determiner)
        || view.is_in(range.start, Group::Pronoun)
        || view.is_capitalised(range.start);
    opens
        && words(view, range.clone(), depth)
            .find(|&at| is_finite(view, at))
            .is_some_and(|at| {
                // `steun aan Chittister en Poole die het niet kunnen betalen`
                let is_relative = view.lang == propos_segment::Lang::Nl
                    && words(view, range.start..at, depth).any(|place| view.is_in(place, Group::Relative));
                !is_relative && !super::segment::is_in_cluster(view, at, range.end, depth)
            })
}

/// Whether a verb may carry what stands before it or behind a colon.
pub(super) fn carries(predicate: &Predicate) -> bool {
    let frames = predicate.frames;
    !predicate.is_wish()
        && (frames.has(Frame::Quote) || frames.has(Frame::Clause) || frames.has(Frame::BareClause))
}

/// Whether a verb may have a clause as its content.
pub(super) fn reports(predicate: &Predicate) -> bool {
    predicate.frames.has(Frame::Clause) || predicate.frames.has(Frame::BareClause)
}
