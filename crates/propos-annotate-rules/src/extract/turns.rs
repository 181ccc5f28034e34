//! Who speaks in turns, without quotation marks: interviews, minutes of a meeting, dialogues with dashes.

use std::collections::HashMap;
use std::ops::Range;

use propos_segment::Lang;

use super::candidate::{Candidate, Source};
use super::lexicon::{Group, Lexicon, RomanceList};
use super::noun_phrase::Mention;
use super::verb_group::is_finite_verb;
use super::view::View;
use crate::extract::lexicon::Form;
use crate::extract::word_table::{fold, words};
use crate::languages::{drops_subjects, is_romance};
use crate::tokens::{Letters, Mark};

/// What is known of the turns of a document, from its start to where it is read.
#[derive(Debug, Default)]
pub(super) struct Turns {
    layout: Layout,
    before: Before,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Layout {
    #[default]
    Prose,
    /// Turns begin with a name: `M. DUPONT. –`, `J. A. :`.
    Labels,
    /// The same in a list of people who speak of themselves: `Ann Roe, baker: We had no choice.`
    Reactions,
    /// Questions in paragraphs of their own.
    Questions,
    /// The same, and dashes or a line at the end show that plain paragraphs are answers.
    Interview,
    /// Spanish, Italian, Portuguese: dashes before questions and answers alike.
    Dashes,
    /// The same with answers in quotation marks of their own.
    Quoted,
}

/// What the paragraph before was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Before {
    #[default]
    Other,
    Question,
    Answer,
    /// It introduced or held a line of a dialogue.
    Dialogue,
}

/// Fewest turns that show a document to be made of them.
const FEWEST: usize = 3;

/// Fewest questions with their answers in dashes or quotation marks.
const FEWEST_PAIRS: usize = 2;

/// Longest label and longest question, in bytes.
const LABEL: usize = 80;
const QUESTION: usize = 500;

impl Turns {
    /// Looks over the paragraphs once.
    pub(super) fn of(text: &str, paragraphs: &[Range<usize>], lang: Lang, lexicon: &Lexicon) -> Self {
        let mut turns = Self::default();
        let all = || {
            let texts = paragraphs.iter().map(|paragraph| text.get(paragraph.clone()));
            texts.map(|words| words.unwrap_or_default().trim())
        };
        let n_questions = all().filter(|words| is_question(words)).count();
        let n_dashes = all().filter(|words| words.starts_with(DASHES)).count();
        let mut labels: HashMap<&str, usize> = HashMap::new();
        let mut n_labels = 0;
        let mut n_labelled_questions = 0;
        // In French labels may stand where nothing is asked. Names before dashes are places as well: `Madrid — El alcalde …`. In
        // Germanic languages lists have words before colons too: labels must stand before two questions.
        let fewest_questions = match lang {
            Lang::Fr => 0,
            _ if is_romance(lang) => 1,
            _ => 2,
        };
        for words in all().filter(|_| n_questions >= fewest_questions) {
            if let Some(label) = label_of(words, lang) {
                n_labels += 1;
                n_labelled_questions += usize::from(is_question(words));
                *labels.entry(label).or_default() += 1;
            }
        }
        let reacts = |words: &&str| {
            words.contains(':')
                && label_of(words, lang).is_some_and(|label| is_reaction(words, label, lexicon))
        };
        let is_list = || lang == Lang::En && all().filter(reacts).take(FEWEST).count() == FEWEST;
        let is_sure = || {
            let is_dashed = n_dashes >= FEWEST && 2 * n_dashes < paragraphs.len() + FEWEST;
            let credits = [
                "ropos recueillis",
                "ntretien réalisé",
                "nterview réalisée",
                "ropos recueilli",
            ];
            let is_credited = || all().any(|words| credits.iter().any(|credit| words.contains(credit)));
            is_romance(lang) && (is_dashed || is_credited()) || alternates(text, paragraphs, lang, lexicon)
        };
        let may_be_labels = is_romance(lang) || n_labelled_questions >= fewest_questions;
        let answered = |pairs: fn(&str, &str) -> bool| {
            let all: Vec<&str> = all().collect();
            let pairs = all
                .windows(2)
                .filter(|pair| matches!(pair, [asked, said] if pairs(asked, said)));
            drops_subjects(lang) && pairs.take(FEWEST_PAIRS).count() == FEWEST_PAIRS
        };
        let is_dashed = |asked: &str, said: &str| {
            asked.starts_with(DASHES) && said.starts_with(DASHES) && is_question(asked) && !is_question(said)
        };
        let is_quoted = |asked: &str, said: &str| is_question(asked) && is_quotation(said);
        turns.layout = if answered(is_dashed) {
            Layout::Dashes
        } else if answered(is_quoted) {
            Layout::Quoted
        } else if may_be_labels && n_labels >= FEWEST && labels.values().any(|&n| n > 1) {
            Layout::Labels
        } else if is_list() {
            Layout::Reactions
        } else if n_questions < FEWEST {
            Layout::Prose
        } else if is_sure() {
            Layout::Interview
        } else if is_romance(lang) {
            Layout::Questions
        } else {
            Layout::Prose
        };
        turns
    }

    /// Whether names or letters stand before all turns, so that a paragraph that is none is a question.
    pub(super) fn are_labelled(&self) -> bool {
        self.layout == Layout::Labels
    }

    /// The turn that a paragraph is.
    pub(super) fn next(&mut self, view: &View<'_>) -> Option<Candidate> {
        let is_prose = self.layout == Layout::Prose && view.lang != Lang::Fr;
        if is_prose || view.tokens.is_empty() {
            return None;
        }
        let all = 0..view.tokens.len();
        let is_dashed = view.is(0, Mark::Dash);
        let is_question = view.is(all.end - 1, Mark::Question);
        let asks = matches!(self.layout, Layout::Questions | Layout::Interview);
        let turn = if self.layout == Layout::Labels || self.layout == Layout::Reactions && is_named(view) {
            labelled(view)
        } else if self.layout == Layout::Dashes {
            let answers = is_dashed && self.before == Before::Question && !is_question && all.end > 3;
            answers.then(|| Candidate::over("turn", 1..all.end, Source::Answer(None)))
        } else if self.layout == Layout::Quoted {
            let whole = view
                .quotes
                .iter()
                .find(|quote| quote.open == 0 && quote.end + 1 >= all.end);
            whole
                .filter(|_| self.before != Before::Other)
                .map(|quote| Candidate::over("turn", quote.inside(), Source::Answer(None)))
        } else if is_dashed && view.lang == Lang::Fr && self.before == Before::Dialogue {
            dashed(view)
        } else if asks && !is_dashed && !is_question && self.is_answer(view) {
            Some(Candidate::over("turn", all.clone(), Source::Answer(None)))
        } else {
            None
        };
        self.before = if self.layout == Layout::Dashes || self.layout == Layout::Quoted {
            // Whoever asks says more than the question at times, but no more than a line.
            let is_line = self.layout == Layout::Dashes && is_dashed
                || self.layout == Layout::Quoted
                    && self.before == Before::Answer
                    && view.depth(0) == 0
                    && view.periods.len() == 1;
            match turn {
                Some(_) => Before::Answer,
                None if is_question || is_line => Before::Question,
                None => Before::Other,
            }
        } else if view.is(all.end - 1, Mark::Colon) || self.before == Before::Dialogue && is_dashed {
            Before::Dialogue
        } else if asks && (is_question || is_dashed && self.layout == Layout::Interview) {
            Before::Question
        } else if turn.is_some() {
            Before::Answer
        } else {
            Before::Other
        };
        turn.map(|mut turn| {
            turn.is_direct = true;
            turn.trimmed(view)
        })
    }

    /// Whether a plain paragraph answers the question before it, or goes on with the answer.
    fn is_answer(&self, view: &View<'_>) -> bool {
        let is_quoted = view.depth(0) > 0;
        let has_self = (0..view.tokens.len()).any(|at| {
            let is_own = view.drops_subjects()
                && (view.is_in(at, Group::SelfPronoun)
                    || view.is_listed(at, RomanceList::InDialogueOwn)
                    || view.may_be(at, Form::Self_));
            view.depth(at) == 0
                && (is_own
                    || !view.is_romance() && view.is_in(at, Group::SelfPronoun)
                    || view.is_listed(at, RomanceList::InDialogue))
        });
        let is_due = match self.before {
            Before::Question => self.layout == Layout::Interview || has_self,
            Before::Answer => has_self,
            _ => false,
        };
        !is_quoted && is_due
    }
}

/// Whether questions to somebody and answers of somebody follow each other: most of a document's are such.
fn alternates(text: &str, paragraphs: &[Range<usize>], lang: Lang, lexicon: &Lexicon) -> bool {
    let words_of = |paragraph: &Range<usize>| text.get(paragraph.clone()).unwrap_or_default().trim();
    let mut folded = String::new();
    let mut has = |words: &str, group: Group| {
        let mut words = words.split(|letter: char| !letter.is_alphabetic()).enumerate();
        words.any(|(at, word)| {
            // `Warum haben Sie …?`: *sie* is somebody else.
            let is_polite = at > 0 && lang == Lang::De && matches!(word, "Sie" | "Ihnen" | "Ihr" | "Ihre");
            fold(word, &mut folded);
            let is_meant = lexicon.groups(&folded).has(group);
            is_meant || group == Group::YouPronoun && is_polite
        })
    };
    let pairs = || {
        let beside = paragraphs
            .iter()
            .map(words_of)
            .zip(paragraphs.iter().skip(1).map(words_of));
        beside.filter(|(question, answer)| is_question(question) && !is_question(answer))
    };
    let n_pairs = pairs().count();
    let is_most = |share: usize| share * n_pairs >= paragraphs.len();
    if n_pairs < FEWEST || !is_most(4) {
        return false;
    }
    let (mut n_to_somebody, mut n_own) = (0, 0);
    for (question, answer) in pairs() {
        n_to_somebody += usize::from(has(question, Group::YouPronoun));
        n_own += usize::from(has(answer, Group::SelfPronoun));
    }
    // A column asks its readers as well, now and then.
    let asks_somebody = n_to_somebody > 1 || n_to_somebody > 0 && is_most(3);
    asks_somebody && 2 * n_own >= n_pairs
}

const DASHES: [char; 3] = ['-', '–', '—'];

fn is_question(words: &str) -> bool {
    words.ends_with('?') && words.len() < QUESTION && !words.starts_with(['«', '"', '“', '„'])
}

/// Whether a paragraph is a quotation and nothing else.
fn is_quotation(words: &str) -> bool {
    let closes = words.trim_end_matches('.').ends_with(['»', '"', '”']);
    closes && words.starts_with(['«', '"', '“']) && words.matches(['»', '”']).count() < 2
}

/// The name before a turn: a few words with capitals before `. –` or a colon; in Spanish, Italian and Portuguese before a dash, or
/// `P.` and `R.` alone.
fn label_of(words: &str, lang: Lang) -> Option<&str> {
    if drops_subjects(lang)
        && let Some(letter) = ["P.", "R.", "D."]
            .iter()
            .find(|letter| words.starts_with(**letter))
        && words.get(2..).is_some_and(|rest| rest.starts_with(' '))
    {
        return Some(letter);
    }
    // Most paragraphs go on with a small letter behind their first word.
    let mut first_words = words.split_whitespace();
    let is_marked = first_words.next()?.contains([',', '.', ':']);
    let goes_on = first_words
        .next()
        .is_some_and(|word| word.starts_with(char::is_lowercase));
    if goes_on && !is_marked {
        return None;
    }
    let head: &str = words
        .char_indices()
        .nth(LABEL)
        .map_or(words, |(at, _)| words.get(..at).unwrap_or(words));
    let end = label_end(head.as_bytes(), drops_subjects(lang))?;
    let label = head.get(..end)?.split(',').next()?.trim();
    let n_words = label.split_whitespace().count();
    let has_capitals = label
        .split_whitespace()
        .all(|word| word.chars().next().is_some_and(char::is_uppercase));
    ((1..=5).contains(&n_words) && has_capitals).then_some(label)
}

/// Whether somebody with a first and another name speaks of themselves behind a label: `Ann Roe, baker: We had no choice.`
fn is_reaction(words: &str, label: &str, lexicon: &Lexicon) -> bool {
    let mut folded = String::new();
    let mut groups = |word: &str| {
        fold(word, &mut folded);
        lexicon.groups(&folded)
    };
    let mut names = label.split_whitespace();
    let is_named = names.next().is_some_and(|name| groups(name).has_first_name()) && names.next().is_some();
    let said = words.split_once(':').map_or("", |(_, said)| said);
    let mut said = said.split(|letter: char| !letter.is_alphabetic());
    is_named
        && said.any(|word| {
            let is_own = ["my", "our"].iter().any(|own| word.eq_ignore_ascii_case(own));
            is_own || groups(word).has(Group::SelfPronoun)
        })
}

/// Whether a paragraph begins with a first name and another one.
fn is_named(view: &View<'_>) -> bool {
    view.is_first_name(0) && view.is_capitalised(1)
}

/// Where a full stop and a dash begin, or a colon and the space before it.
fn label_end(head: &[u8], may_be_dash: bool) -> Option<usize> {
    let stands = |at: usize, mark: &str| {
        head.get(at..)
            .is_some_and(|rest| rest.starts_with(mark.as_bytes()))
    };
    (0..head.len()).find(|&at| match head.get(at) {
        Some(b'.') => [". –", ". —", ". -"].iter().any(|mark| stands(at, mark)),
        Some(b' ') => {
            stands(at, " :") || may_be_dash && [" -- ", " — ", " – "].iter().any(|mark| stands(at, mark))
        }
        Some(0xc2) => stands(at, "\u{a0}:"),
        Some(0xe2) => stands(at, "\u{202f}:"),
        Some(b':') => true,
        _ => false,
    })
}

/// `Mme WEN JIALING, économiste. – Permettez-moi …`, `J. A. : Je maintiens le mot.`
fn labelled(view: &View<'_>) -> Option<Candidate> {
    if view.lang != Lang::Fr {
        // Whoever asks says more than the question at times.
        let asks = view.is(view.tokens.len() - 1, Mark::Question)
            || view.is_any_word(0, words!["d", "d.", "domanda", "p", "p.", "pergunta", "pregunta"])
            || view.is_any_word(0, words!["f", "frage", "q", "question", "v", "vraag"]) && view.is_mark(1);
        if asks {
            return None;
        }
        if let Some(start) = behind_answer(view) {
            let content = start..view.tokens.len();
            return (content.len() > 3).then(|| Candidate::over("turn", content, Source::Answer(None)));
        }
    }
    let mut end = 0;
    let limit = view.tokens.len().min(14);
    while end < limit
        && (view.is_capitalised(end)
            || view.is_in(end, Group::Particle)
            || view.is(end, Mark::Stop) && !is_turn_mark(view, end)
            || view.is(end, Mark::Dash) && view.token(end).is_some_and(|token| !token.is_spaced))
    {
        end += 1;
    }
    let label = 0..end;
    let mut mark = end;
    if view.is(mark, Mark::Comma) {
        mark = (mark..limit).find(|&at| is_turn_mark(view, at))?;
    }
    if label.is_empty() || !is_turn_mark(view, mark) {
        return None;
    }
    let start = if view.is(mark, Mark::Colon) || view.is(mark, Mark::Dash) {
        mark + 1
    } else {
        mark + 2
    };
    let mut until = view.tokens.len();
    // `(Applaudissements.)`
    if view.is(until - 1, Mark::Close)
        && let Some(open) = (start..until).rev().find(|&at| view.is(at, Mark::Open))
    {
        until = open;
    }
    let n_words = (start..until).filter(|&at| !view.is_mark(at)).count();
    let is_bare_question = view.is(until.saturating_sub(1), Mark::Question)
        && !(start..until - 1).any(|at| view.is(at, Mark::Stop) && !view.is_abbreviation_stop(at));
    let is_quoted = view.depth(start) > 0 && (start..until).all(|at| view.depth(at) > 0 || view.is_mark(at));
    (n_words >= 3 && !is_bare_question && !is_quoted)
        .then(|| Candidate::over("turn", start..until, Source::Answer(Some(Mention::of(label)))))
}

/// Behind `R.`, `R. —`, `Respuesta:`, `A:`.
fn behind_answer(view: &View<'_>) -> Option<usize> {
    let is_letter = view.is_word(0, "r.");
    let answers = if view.is_romance() {
        words!["r", "resposta", "respuesta", "risposta"]
    } else {
        words!["a", "answer", "antwoord", "antwort"]
    };
    let is_label = view.is_any_word(0, answers) && view.is_mark(1);
    let next = 2 - usize::from(is_letter);
    (is_letter || is_label)
        .then(|| next + usize::from(view.is(next, Mark::Dash) || view.is(next, Mark::Colon)))
}

fn is_turn_mark(view: &View<'_>, at: usize) -> bool {
    let is_dash = view.is(at + 1, Mark::Dash) && view.token(at + 1).is_some_and(|token| token.is_spaced);
    let is_bare_dash = view.drops_subjects()
        && view.is(at, Mark::Dash)
        && view.token(at).is_some_and(|token| token.is_spaced)
        && at > 0;
    view.is(at, Mark::Colon) || is_bare_dash || view.is(at, Mark::Stop) && is_dash
}

/// A line of a dialogue: without its dash, and without a cue, which the other rules find.
fn dashed(view: &View<'_>) -> Option<Candidate> {
    let all = 1..view.tokens.len();
    let n_words = all.clone().filter(|&at| !view.is_mark(at)).count();
    let has_verb = all.clone().any(|at| is_finite_verb(view, at, 1));
    let is_shouted = all
        .clone()
        .all(|at| view.token(at).is_none_or(|token| token.letters != Letters::Small));
    (n_words >= 4 && has_verb && !is_shouted).then(|| Candidate::over("turn", all, Source::Unspecified))
}

/// `Folha -- Qual o segredo? Gilbert -- Acho que ele …`: turns in one paragraph, one of which asks; the last first.
pub(super) fn inline(view: &View<'_>) -> Vec<Candidate> {
    if !view.drops_subjects() || view.periods.len() < 2 {
        return Vec::new();
    }
    let labels: Vec<Range<usize>> = view
        .periods
        .iter()
        .filter_map(|period| label_before_dash(view, period.start))
        .collect();
    if labels.len() < 2 {
        return Vec::new();
    }
    let end_of = |place: usize| labels.get(place + 1).map_or(view.tokens.len(), |next| next.start);
    let asks = |place: usize| view.is(end_of(place) - 1, Mark::Question);
    if !(0..labels.len()).any(asks) {
        return Vec::new();
    }
    labels
        .iter()
        .enumerate()
        .rev()
        .filter(|(place, label)| !asks(*place) && end_of(*place) > label.end + 4)
        .filter_map(|(place, label)| {
            let content = label.end + 1..end_of(place);
            let mut turn = Candidate::over("turn", content, Source::Answer(Some(Mention::of(label.clone()))));
            turn.is_direct = true;
            Some(turn.trimmed(view)).filter(|turn| !turn.content.is_empty())
        })
        .collect()
}

/// `Gilbert --`: one to three words with capitals at a place, before a dash between spaces.
fn label_before_dash(view: &View<'_>, start: usize) -> Option<Range<usize>> {
    let end = (start..start + 4).find(|&at| !view.is_capitalised(at))?;
    let is_dash = view.is(end, Mark::Dash) && view.token(end).is_some_and(|token| token.is_spaced);
    (end > start && is_dash && view.depth(start) == 0).then_some(start..end)
}
