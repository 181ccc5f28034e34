//! German and Dutch: where a clause has its verb is where it tells who speaks.
//!
//! A main clause has its finite verb second, the parts that belong to it stand at the end (`kündigte … an`, `hat … gesagt`),
//! a subordinate clause has everything at the end. Before the verb stands one constituent: the speaker, an adverbial, or
//! what is said. A sentence is cut into segments at its marks; every reporting verb is brought together with its parts,
//! its subject and its content.

mod adverbial;
mod apposition;
mod as_said;
mod attitude;
mod colon;
mod complement;
mod gapping;
mod hearsay;
mod incise;
mod joined;
mod list;
mod modal;
mod mood;
mod next_clause;
mod noun_cue;
mod noun_dutch;
mod object;
mod object_clauses;
mod object_first;
mod other_verb;
mod passive;
mod phrase;
mod predicate;
mod previous;
mod reason;
mod said_before;
mod segment;
mod semicolon;
mod so;
mod source;
mod source_content;
mod source_words;
mod speaker;
mod subject;
mod worded;

use std::ops::Range;

use super::candidate::{Candidate, Source};
use super::lexicon::{GermanicList, Group};
use super::noun_phrase::{Being, Mention, being};
use super::trim::{trim, trim_quote};
use super::view::{Quote, View};
use super::word_table::words;
use crate::extract::dateline;
use crate::tokens::Mark;
use predicate::Predicate;
use propos_segment::Lang;
use segment::Segment;

pub(crate) use mood::{is_reporting_mood, is_set_phrase, is_sure_mood, main_verb};
pub(crate) use phrase::joins_dutch_name;
pub(crate) use segment::is_finite;

/// The name of a candidate that only says who speaks: it makes no claim.
pub(crate) const SPEAKER_ALONE: &str = "speaker-alone";

/// One period, or one sentence inside a quotation, under analysis.
struct Scene<'v, 't> {
    view: &'v View<'t>,
    range: Range<usize>,
    /// The quotations around it. What stands deeper is quoted here.
    depth: u8,
    /// Its stretches between marks.
    segments: Vec<Segment>,
    /// Its reporting verbs, in text order.
    predicates: Vec<Predicate>,
    /// The quotations one level deeper.
    quotes: Vec<Quote>,
    found: Vec<Candidate>,
}

/// Applies every rule to a stretch of tokens.
pub(crate) fn apply(view: &View<'_>, range: Range<usize>, depth: u8) -> Vec<Candidate> {
    let start = behind_dateline(view, range.clone());
    let range = start..range.end;
    let first = view.quotes.partition_point(|quote| quote.open < range.start);
    let quotes = view
        .quotes
        .iter()
        .skip(first)
        .take_while(|quote| quote.open < range.end)
        .filter(|quote| quote.depth == depth + 1)
        .copied()
        .collect();
    let mut scene = Scene::over(view, range, depth, quotes);
    said_before::find(&mut scene);
    colon::find(&mut scene);
    worded::find(&mut scene);
    source::find(&mut scene);
    as_said::find(&mut scene);
    complement::find(&mut scene);
    object::find(&mut scene);
    gapping::find(&mut scene);
    noun_cue::find(&mut scene);
    noun_dutch::find(&mut scene);
    reason::find(&mut scene);
    semicolon::find(&mut scene);
    colon::alone(&mut scene);
    if depth == 0 {
        previous::find(&mut scene);
        hearsay::find(&mut scene);
        speaker_alone(&mut scene);
    }
    scene.drop_own_views();
    scene.found
}

/// `Berlin (Deutschland), 12.03.2011 – `, `Kairo/Genf (dpa) - `: where and when, not what. No verb stands in it.
fn behind_dateline(view: &View<'_>, range: Range<usize>) -> usize {
    /// Longest dateline, in tokens.
    const LONGEST: usize = 16;
    let start = dateline::behind_dateline(view, range.start, range.end);
    let is_first = view
        .periods
        .first()
        .is_some_and(|period| period.start == range.start);
    let opens_phrase = view.is_in(start, Group::Determiner) || !view.is_capitalised(start);
    if start > range.start || !is_first || opens_phrase {
        return start;
    }
    let limit = range.end.min(start + LONGEST);
    let dash = (start..limit)
        .take_while(|&at| !is_finite(view, at) && view.depth(at) == view.depth(start))
        .find(|&at| segment::is_spaced_dash(view, at));
    match dash {
        Some(dash) if (start..dash).any(|at| view.is_mark(at) || view.is_number(at)) || dash < start + 4 => {
            dash + 1
        }
        _ => start,
    }
}

/// `Die Ministerin wies das zurück.`: nothing is quoted, but who speaks is who goes on: `Sie habe …`.
fn speaker_alone(scene: &mut Scene<'_, '_>) {
    // `Zu dem Vorwurf, …, erklärt der Minister:` and a quotation in the next paragraph.
    let is_open = scene.view.is(scene.range.end.saturating_sub(1), Mark::Colon);
    if !scene.found.is_empty() && !is_open {
        return;
    }
    let spoken = scene.predicates.iter().rev().find_map(|predicate| {
        // `Die Familie wollte am Montag zurückkehren`: what somebody is about to do.
        let wants = ["mögen", "wollen"].contains(&predicate.lemma.as_str());
        let is_plain = !predicate.is_final && !predicate.is_passive() && !predicate.is_wish() && !wants;
        let mention = subject::subject(scene, predicate).filter(|_| is_plain)?;
        let is_somebody = matches!(
            being(scene.view, mention.range.clone()),
            Being::Name | Being::Role | Being::Organization | Being::Pronoun
        ) || scene.view.is_in(mention.range.start, Group::Demonstrative);
        // `Kort nadat de voorzitter het besluit bekend had gemaakt`: a clause is nobody.
        let is_clause = mention
            .range
            .clone()
            .any(|at| scene.view.is_in(at, Group::Subordinator) && !scene.view.is_in(at, Group::Determiner));
        (is_somebody && !is_clause).then(|| (predicate.cue(), mention))
    });
    if let Some((cue, mention)) = spoken {
        scene
            .found
            .push(Candidate::over(SPEAKER_ALONE, cue, Source::Mention(mention)));
    }
}

/// The subject of the first main clause of a period: a person or a body by name or by noun.
pub(crate) fn main_subject(view: &View<'_>, period: Range<usize>) -> Option<Mention> {
    first_subject(view, period).filter(|mention| {
        let range = mention.range.clone();
        // `Wesentlich größere Gefahr besteht …`: what opens a sentence with a small word behind is no name.
        let is_described = range.len() > 2
            && view.starts_sentence(range.start)
            && !view.is_in(range.start, Group::Determiner)
            && !view.is_in(range.start, Group::Title)
            && !view.is_capitalised(range.start + 1);
        match being(view, range) {
            Being::Name => !is_described,
            Being::Role | Being::Organization => true,
            _ => false,
        }
    })
}

/// The person whom a period is about: `Ze vindt het onterecht.`, `Bellaart zette hoog in.`
pub(crate) fn person(view: &View<'_>, period: Range<usize>) -> Option<Mention> {
    let is_person = |mention: &Mention| {
        let first = mention.range.start;
        // `Officieel omdat ze nog niet klaar was`
        if mention
            .range
            .clone()
            .any(|at| view.is_in(at, Group::Subordinator))
        {
            return false;
        }
        match being(view, mention.range.clone()) {
            Being::Name | Being::Role => true,
            Being::Pronoun => view.is_in(first, Group::Masculine) || view.is_in(first, Group::Feminine),
            _ => false,
        }
    };
    first_subject(view, period.clone()).filter(is_person).or_else(|| {
        // `De toekomst is vaag, Koerts kijkt verder.`
        let scene = Scene::over(view, period, 0, Vec::new());
        let later = scene.segments.iter().enumerate().skip(1);
        later
            .filter(|(_, segment)| segment.kind == segment::Kind::Main)
            .find_map(|(place, segment)| {
                let finite =
                    segment::words(view, segment.range.clone(), 0).find(|&at| is_finite(view, at))?;
                subject::subject_of(&scene, place, finite).filter(is_person)
            })
    })
}

fn first_subject(view: &View<'_>, period: Range<usize>) -> Option<Mention> {
    let finite = main_verb(view, period.clone())?;
    let scene = Scene::over(view, period, 0, Vec::new());
    let place = scene
        .segments
        .iter()
        .position(|segment| segment.range.contains(&finite))?;
    subject::subject_of(&scene, place, finite)
}

impl<'v, 't> Scene<'v, 't> {
    fn over(view: &'v View<'t>, range: Range<usize>, depth: u8, quotes: Vec<Quote>) -> Self {
        let segments = segment::segments(view, range.clone(), depth);
        let predicates = predicate::predicates(view, &segments, depth);
        Self {
            view,
            range,
            depth,
            segments,
            predicates,
            quotes,
            found: Vec::new(),
        }
    }
}

impl Scene<'_, '_> {
    /// A segment with the one before it.
    fn neighbours(&self, place: usize) -> Option<(Segment, Segment)> {
        let before = self.segments.get(place.checked_sub(1)?)?;
        Some((before.clone(), self.segments.get(place)?.clone()))
    }

    /// Takes in a candidate with its cue; its content is trimmed, and it is dropped when nothing is left.
    fn propose(&mut self, mut candidate: Candidate, cue: Option<&Predicate>) -> bool {
        let view = self.view;
        let is_direct = candidate.is_direct;
        candidate.content = candidate
            .content
            .into_iter()
            .filter_map(|range| {
                if is_direct {
                    trim_quote(view, range)
                } else {
                    trim(view, range)
                }
            })
            .collect();
        if candidate.content.is_empty() {
            return false;
        }
        if let [only] = candidate.content.as_slice()
            && let Some(quote) = view.quote_around(only.start, self.depth)
            && quote.open == only.start
            // Nothing closes it: its stop was trimmed.
            && only.end <= quote.end
            && (only.end..quote.end).all(|at| view.is_mark(at))
            && !quote.inside().is_empty()
        {
            candidate.is_direct = true;
            candidate.content = trim_quote(view, quote.inside()).into_iter().collect();
        }
        // `„…“, klagte Pohl, „…“`: nothing but quotations.
        let quoted: Option<Vec<Range<usize>>> = candidate
            .content
            .iter()
            .map(|range| {
                view.quote_around(range.start, self.depth)
                    .filter(|quote| quote.open == range.start && quote.end == range.end)
                    .and_then(|quote| trim_quote(view, quote.inside()))
            })
            .collect();
        if !candidate.is_direct
            && candidate.content.len() > 1
            && let Some(quoted) = quoted
        {
            candidate.is_direct = true;
            candidate.content = quoted;
        }
        if candidate.is_direct {
            candidate.rule = match candidate.rule {
                "aside" => "quotation-before-cue",
                "colon" if cue.is_some() => "quotation-after-cue",
                "colon" => "quotation-after-colon",
                other => other,
            };
        }
        if let Some(predicate) = cue {
            candidate.cue = Some(predicate.cue());
            candidate.lemma = Some(predicate.lemma.clone().into());
            candidate.is_negated |= predicate.is_negated;
        }
        self.found.push(candidate);
        true
    }

    /// `Er sagte, das Land besitze seiner Ansicht nach Waffen`: inside what somebody says his own view is no other claim.
    fn drop_own_views(&mut self) {
        let view = self.view;
        let told: Vec<Range<usize>> = self
            .found
            .iter()
            .filter(|candidate| candidate.rule != "according" && candidate.rule != SPEAKER_ALONE)
            .flat_map(|candidate| candidate.content.clone())
            .collect();
        self.found.retain(|candidate| {
            let is_own = candidate.rule == "according"
                && matches!(&candidate.speaker, Source::Mention(mention)
                    if mention.range.len() == 1 && view.is_in(mention.range.start, Group::Possessive));
            let is_inside = candidate
                .cue
                .as_ref()
                .is_some_and(|cue| told.iter().any(|range| range.contains(&cue.start)));
            !(is_own && is_inside)
        });
    }

    /// Whether a place stands in the content of something that was found.
    fn is_taken(&self, range: &Range<usize>) -> bool {
        self.found.iter().any(|candidate| {
            candidate
                .content
                .iter()
                .any(|content| content.start < range.end && range.start < content.end)
        })
    }

    /// Whether a verb has found its content.
    fn is_used(&self, predicate: &Predicate) -> bool {
        let cue = predicate.cue();
        self.found.iter().any(|candidate| {
            candidate
                .cue
                .as_ref()
                .is_some_and(|other| other.start < cue.end && cue.start < other.end)
        })
    }

    /// A mention as a speaker, unless it is a thing, the author or the reader.
    fn accept(&self, mention: Mention) -> Option<Source> {
        let first = mention.range.start;
        let points = mention.range.len() == 1
            && (self.view.is_listed(first, GermanicList::LatterOne)
                || self.view.lang == Lang::Nl && self.view.is_any_word(first, words!["deze", "die"]));
        if points {
            return Some(Source::Mention(mention));
        }
        // `Wer dort wohnt, der weiß, dass …`: anybody who does.
        let is_anybody = self.view.lang == Lang::De
            && mention.range.len() == 1
            && self.view.is_word(first, "der")
            && self
                .segments
                .iter()
                .any(|segment| segment.range.end < first && self.view.is_word(segment.range.start, "wer"));
        if is_anybody {
            return None;
        }
        match being(self.view, mention.range.clone()) {
            Being::Thing | Being::Self_ | Being::You => None,
            _ => Some(Source::Mention(mention)),
        }
    }
}
