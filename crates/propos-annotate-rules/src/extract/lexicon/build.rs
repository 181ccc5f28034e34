//! Reads the data files.

use std::borrow::Cow;

use super::endings::Ending;
use super::forms::WordForms;
use super::groups::{Frame, Frames, Group};
use super::lists::number_named;
use super::{Form, Lexicon, Locution, Phrase, Reading, Verb};
use crate::head::Head;
use crate::languages::Language;
use propos_segment::Lang;

/// Reads the data files of a language. `add` enters a verb in all its forms.
pub(super) fn build(language: &'static Language, add: impl Fn(&mut Lexicon, &str, Frames)) -> Lexicon {
    let mut lexicon = Lexicon {
        // Growing would move every word again and again.
        words: WordForms::with_capacity(n_forms(language)),
        ..Lexicon::default()
    };
    add_words(&mut lexicon, language.words);
    for Listed { name, frames } in listed_verbs(language.reporting_verbs) {
        add(&mut lexicon, name, frames);
    }
    for name in lines(language.common_verbs).flat_map(str::split_whitespace) {
        add(&mut lexicon, name, Frames::default());
    }
    add_locutions(&mut lexicon, language.locutions);
    lexicon.in_locutions = heads_in(&lexicon);
    let begins = |verb: &Verb| !lexicon.locutions(&verb.lemma).is_empty();
    lexicon.begins_locution = lexicon.verbs.iter().map(begins).collect();
    let begins = |verb: &Verb| !lexicon.locutions(&verb.infinitive).is_empty();
    lexicon.infinitive_begins_locution = lexicon.verbs.iter().map(begins).collect();
    lexicon
}

/// The heads of the words that expressions have behind their verbs, in order.
fn heads_in(lexicon: &Lexicon) -> Vec<Head> {
    let of_verbs = lexicon.locutions.values();
    let locutions = of_verbs.flat_map(|locutions| &locutions.longest_first);
    let words = locutions.flat_map(|locution| &locution.words);
    let mut heads: Vec<Head> = words.map(|word| word.head).collect();
    heads.sort_unstable();
    heads.dedup();
    heads
}

/// About how many forms the words and verbs of a language have that are entered one by one.
fn n_forms(language: &Language) -> usize {
    let n_verbs = (language.reporting_verbs.len() + language.common_verbs.len()) / 9;
    let n_forms = match language.lang {
        Lang::En => 4,
        Lang::De | Lang::Nl => 18,
        _ => 0,
    };
    n_verbs * n_forms + language.words.len() / 6
}

/// A verb of a data file before it is inflected.
struct Listed<'a> {
    /// As in the file, `se_` or `s_` in front of a reflexive verb.
    name: &'a str,
    frames: Frames,
}

/// Words by group: `[group]`, then words; `_` stands for a space. Some are lists for one rule, of endings, of plurals (how an
/// ending becomes another, `al/aux`) and of phrases that name a source.
fn add_words(lexicon: &mut Lexicon, data: &str) {
    let plurals: Vec<(&str, &str)> = sections(data)
        .filter(|(heading, _)| *heading == "plural")
        .flat_map(|(_, pairs)| pairs.split_whitespace())
        .filter_map(|pair| pair.split_once('/'))
        .collect();
    for (heading, words) in sections(data) {
        let group = Group::named(heading);
        let ending = Ending::named(heading);
        let list = number_named(heading);
        for word in words.split_whitespace() {
            let word = plain(word);
            if let Some(group) = group {
                for (stem, ending) in plural_forms(&word, group, &plurals) {
                    add_to_group(lexicon, &[stem, ending], group);
                }
                add_to_group(lexicon, &[&word], group);
            } else if let Some(ending) = ending {
                if let Some(endings) = lexicon.endings.get_mut(ending as usize) {
                    endings.push(word.as_ref().into());
                }
            } else if let Some(list) = list {
                lexicon.lists.entry(word.into()).or_default().insert(list);
            } else if heading == "own-source-pattern" {
                let words = word.split(' ').map(Into::into).collect();
                lexicon.own_source_patterns.push(words);
            } else if matches!(heading, "adverbial" | "source" | "own-source") {
                add_phrase(lexicon, heading, &word);
            } else {
                debug_assert!(heading == "plural", "no word group is called {heading}");
            }
        }
    }
}

/// Enters a set phrase by its first word.
fn add_phrase(lexicon: &mut Lexicon, heading: &str, text: &str) {
    let Some(first) = text.split(' ').next() else {
        return;
    };
    let words: Phrase = text.split(' ').map(Into::into).collect();
    let phrases = lexicon.phrases.entry(first.into()).or_default();
    if heading == "adverbial" {
        phrases.adverbials.push(words);
        return;
    }
    if heading == "source" {
        phrases.sources.push(words);
        // The longest first, so that the first that fits is the one meant.
        phrases
            .sources
            .all
            .sort_by_key(|words| std::cmp::Reverse(words.len()));
    } else {
        phrases.own_sources.push(words);
    }
    add_to_group(lexicon, &[first], Group::SourceStart);
}

/// A word of a data file as the lexicon has it.
fn plain(word: &str) -> Cow<'_, str> {
    // The second byte begins the apostrophe.
    if word.bytes().any(|byte| matches!(byte, b'_' | 0xe2)) {
        Cow::Owned(word.replace('_', " ").replace('’', "'"))
    } else {
        Cow::Borrowed(word)
    }
}

/// Puts a word, given in parts, into a group.
fn add_to_group(lexicon: &mut Lexicon, parts: &[&str], group: Group) {
    if let Some(entry) = lexicon.words.entry(parts) {
        entry.groups.insert(group);
    }
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
        let words: Phrase = rest.split_whitespace().map(Into::into).collect();
        of_verb.longest_first.push(Locution {
            first: words.first().map(|word| word.head).unwrap_or_default(),
            words,
            frames: frames(names),
        });
    }
    #[expect(clippy::iter_over_hash_type, reason = "each is put in order by itself")]
    for of_verb in lexicon.locutions.values_mut() {
        // The longest first, so that the first that fits is the one meant.
        of_verb
            .longest_first
            .sort_by_key(|locution| std::cmp::Reverse(locution.words.len()));
        let firsts = of_verb.longest_first.iter().map(|locution| locution.first);
        of_verb.by_first = firsts.zip(0..).collect();
        of_verb.by_first.sort_unstable();
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
    if let Some(entry) = lexicon.words.entry(&[text]) {
        entry.readings.add(Reading { verb, form });
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
/// Each is given as its stem and its ending.
fn plural_forms<'a>(
    word: &'a str,
    group: Group,
    plurals: &'a [(&str, &str)],
) -> impl Iterator<Item = (&'a str, &'a str)> {
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
    let has_plural = is_noun && !word.ends_with('s') && !word.ends_with('.');
    plurals
        .iter()
        .filter(move |_| has_plural)
        .filter_map(|(ending, plural)| Some((word.strip_suffix(ending)?, *plural)))
}
