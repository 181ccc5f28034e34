//! Reads the data files.

use super::groups::{Ending, Frame, Frames, Group};
use super::{Entry, Form, Lexicon, Locution, Reading, Verb};
use crate::languages::Language;
use propos_segment::Lang;

/// Reads the data files of a language. `add` enters a verb in all its forms.
pub(super) fn build(language: &'static Language, add: impl Fn(&mut Lexicon, &str, Frames)) -> Lexicon {
    let mut lexicon = Lexicon::default();
    // Growing would move every word again and again: a language has some ten thousand forms or more.
    lexicon.words.reserve(n_forms(language));
    add_words(&mut lexicon, language.words);
    for Listed { name, frames } in listed_verbs(language.reporting_verbs) {
        add(&mut lexicon, name, frames);
    }
    for name in lines(language.common_verbs).flat_map(str::split_whitespace) {
        add(&mut lexicon, name, Frames::default());
    }
    add_locutions(&mut lexicon, language.locutions);
    lexicon
}

/// About how many forms the words and verbs of a language have.
fn n_forms(language: &Language) -> usize {
    let n_verbs = (language.reporting_verbs.len() + language.common_verbs.len()) / 9;
    let n_forms = if language.lang == Lang::En { 4 } else { 18 };
    n_verbs * n_forms + language.words.len() / 8
}

/// A verb of a data file before it is inflected.
struct Listed<'a> {
    /// As in the file, `se_` or `s_` in front of a reflexive verb.
    name: &'a str,
    frames: Frames,
}

/// Words by group: `[group]`, then words; `_` stands for a space. Some groups are lists of endings, of plurals (how an
/// ending becomes another, `al/aux`) and of phrases that name a source.
fn add_words(lexicon: &mut Lexicon, data: &str) {
    let plurals: Vec<(&str, &str)> = sections(data)
        .filter(|(heading, _)| *heading == "plural")
        .flat_map(|(_, pairs)| pairs.split_whitespace())
        .filter_map(|pair| pair.split_once('/'))
        .collect();
    for (heading, words) in sections(data) {
        for word in words.split_whitespace() {
            let word = word.replace('_', " ").replace('’', "'");
            if let Some(group) = Group::named(heading) {
                for form in plural_forms(&word, group, &plurals) {
                    lexicon.words.entry(form.into()).or_default().groups.insert(group);
                }
                let entry = lexicon.words.entry(word.into()).or_default();
                entry.groups.insert(group);
            } else if let Some(ending) = Ending::named(heading) {
                lexicon.endings.push((ending, word.into()));
            } else if heading == "adverbial" {
                lexicon.adverbials.push(word.split(' ').map(Into::into).collect());
            } else if heading == "source" || heading == "own-source" {
                let words: Vec<Box<str>> = word.split(' ').map(Into::into).collect();
                if let Some(first) = words.first() {
                    let entry = lexicon.words.entry(first.clone()).or_default();
                    entry.groups.insert(Group::SourceStart);
                }
                if heading == "source" {
                    lexicon.sources.push(words);
                } else {
                    lexicon.own_sources.push(words);
                }
            } else {
                debug_assert!(heading == "plural", "no word group is called {heading}");
            }
        }
    }
    lexicon
        .sources
        .sort_by_key(|words| std::cmp::Reverse(words.len()));
}

/// Expressions of several words: `verb words: frames`, entered with the verb's lemma.
fn add_locutions(lexicon: &mut Lexicon, data: &str) {
    for line in lines(data) {
        let Some((words, names)) = line.split_once(':') else {
            debug_assert!(false, "{line} has no frames");
            continue;
        };
        let words = words.replace('’', "'");
        let Some((verb, rest)) = words.split_once(' ') else {
            debug_assert!(false, "{line} is one word");
            continue;
        };
        let of_verb = lexicon.locutions.entry(verb.into()).or_default();
        of_verb.push(Locution {
            words: rest.split_whitespace().map(Into::into).collect(),
            frames: frames(names),
        });
        // The longest first, so that the first that fits is the one meant.
        of_verb.sort_by_key(|locution| std::cmp::Reverse(locution.words.len()));
    }
}

fn frames(names: &str) -> Frames {
    let mut frames = Frames::default();
    for name in names.split_whitespace() {
        match Frame::named(name) {
            Some(frame) => frames.insert(frame),
            None => debug_assert!(false, "no frame is called {name}"),
        }
    }
    frames
}

/// Verbs by frames: `[frame frame]`, then verbs. A verb in several sections has the frames of all.
fn listed_verbs(data: &str) -> Vec<Listed<'_>> {
    let mut verbs: Vec<Listed<'_>> = Vec::new();
    for (heading, names) in sections(data) {
        let frames = frames(heading);
        verbs.extend(names.split_whitespace().map(|name| Listed { name, frames }));
    }
    verbs.sort_by(|left, right| left.name.cmp(right.name));
    verbs.dedup_by(|later, earlier| {
        let is_same = later.name == earlier.name;
        if is_same {
            earlier.frames.merge(later.frames);
        }
        is_same
    });
    verbs
}

/// Enters a verb and gives its place. More verbs than places: the last place, which no data file reaches.
pub(super) fn add_verb(lexicon: &mut Lexicon, lemma: &str, infinitive: &str, frames: Frames) -> u16 {
    let place = u16::try_from(lexicon.verbs.len()).unwrap_or(u16::MAX);
    lexicon.verbs.push(Verb {
        lemma: lemma.into(),
        infinitive: infinitive.into(),
        frames,
        is_reflexive: lemma != infinitive,
        particle: "".into(),
        preposition: "".into(),
    });
    place
}

/// Enters one form of a verb.
pub(super) fn add_form(lexicon: &mut Lexicon, verb: u16, form: Form, text: &str) {
    let reading = Reading { verb, form };
    match lexicon.words.get_mut(text) {
        Some(entry) if entry.readings.contains(&reading) => {}
        Some(entry) => entry.readings.push(reading),
        None => {
            let entry = Entry {
                readings: vec![reading],
                ..Entry::default()
            };
            lexicon.words.insert(text.into(), entry);
        }
    }
}

/// The lines of a data file without comments.
pub(super) fn lines(data: &str) -> impl Iterator<Item = &str> {
    data.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The sections of a data file: what stands in the brackets and each line below.
fn sections(data: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut heading = "";
    lines(data).filter_map(
        move |line| match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some(name) => {
                heading = name;
                None
            }
            None => Some((heading, line)),
        },
    )
}

/// The plurals that a noun may have. Too many are entered rather than too few: nobody writes the wrong ones.
fn plural_forms(word: &str, group: Group, plurals: &[(&str, &str)]) -> Vec<String> {
    let is_noun = matches!(
        group,
        Group::Role
            | Group::Organization
            | Group::Document
            | Group::Criterion
            | Group::Inanimate
            | Group::Information
            | Group::Title
            | Group::OpinionWhich
    );
    if !is_noun || word.ends_with('s') || word.ends_with('.') {
        return Vec::new();
    }
    plurals
        .iter()
        .filter_map(|(ending, plural)| Some(format!("{}{plural}", word.strip_suffix(ending)?)))
        .collect()
}
