//! What is said in headings. Of a quotation (`“We have no choice”: minister defends cuts`) the rest of the heading tells who speaks, or
//! the article does, where it comes again. A source may stand before a colon: `Poll: Voters turn away from the mayor`.

use std::collections::HashSet;
use std::ops::Range;

use propos_schema::{Claim, ClaimKind, Resolution};
use propos_segment::Lang;

use super::candidate::{Candidate, Source};
use super::lexicon::{Ending, Form, Frame, GermanicList, Group, Groups, SharedList};
use super::noun_phrase::{Being, Mention, being, subject_after};
use super::standing::is_sentence;
use super::verb_group::has_finite_verb;
use super::view::{Quote, View};
use super::word_table::fold;
use crate::tokens::{Letters, Mark};

/// The name of the rule.
pub(super) const RULE: &str = "headline-quotation";

/// Who may be the source of an English headline.
const SOURCES: Groups = Groups::of(&[Group::Role, Group::Organization]);

/// Proposes the quotation with which a heading begins, where no other rule has found whose it is. What has no verb is a title or a
/// word that is held at a distance.
pub(super) fn find(view: &View<'_>, heading: &Range<usize>, candidates: &mut Vec<Candidate>) {
    candidates.retain(|candidate| {
        let is_alone = candidate.rule == "continuation" && matches!(candidate.speaker, Source::Continuation);
        !is_alone
    });
    let first = view.quotes.partition_point(|quote| quote.open < heading.start);
    let Some(quote) = view.quotes.get(first).filter(|quote| quote.end <= heading.end) else {
        return;
    };
    let inside = quote.inside();
    let is_first = (heading.start..quote.open).all(|at| view.is_mark(at));
    let is_taken = |candidate: &Candidate| {
        let mut content = candidate.content.iter();
        content.any(|range| range.start < inside.end && inside.start < range.end)
    };
    if is_first && is_sentence(view, quote) && !candidates.iter().any(is_taken) {
        let Some(speaker) = speaker(view, quote, heading, candidates) else {
            return;
        };
        let mut candidate = Candidate::over(RULE, inside, speaker);
        candidate.is_direct = true;
        candidates.insert(0, candidate);
    }
}

/// `Freibad schließt: „…“`: a noun that names a thing says nothing, whatever the rules of sentences make of it. Whose word it is is
/// looked for in the article, as with a quotation in front.
pub(super) fn without_things(view: &View<'_>, text: &str, candidates: &mut [Candidate]) {
    let is_thing = |candidate: &Candidate, mention: &Mention| {
        let tells = candidate
            .lemma
            .as_deref()
            .and_then(|lemma| view.lexicon.entry(lemma))
            .is_some_and(|entry| view.lexicon.frames(entry).has(Frame::Clause));
        let is_capitals = view
            .token(mention.range.start)
            .is_some_and(|token| token.letters == Letters::Capitals);
        view.lang == Lang::De
            && matches!(candidate.rule, "quotation-after-colon" | "quotation-after-cue")
            && mention.range.len() == 1
            && being(view, mention.range.clone()) == Being::Name
            && !tells
            && !is_capitals
            && !is_named_in_full(view, mention, text)
            && is_noun_of(view, view.word(mention.range.start), text)
    };
    for candidate in candidates {
        if matches!(&candidate.speaker, Source::Mention(mention) if is_thing(candidate, mention)) {
            candidate.rule = RULE;
            candidate.speaker = Source::Unspecified;
            candidate.cue = None;
            candidate.lemma = None;
            candidate.is_direct = true;
        }
    }
}

/// Whether a German text has a word with an article or an adjective before it, or nowhere again: names come again without.
fn is_noun_of(view: &View<'_>, word: &str, text: &str) -> bool {
    let mut comes_again = false;
    let mut before = text.match_indices(word).skip(1).map(|(at, _)| {
        comes_again = true;
        let before = text.get(..at).and_then(|before| before.strip_suffix(' '));
        before
            .and_then(|before| before.rsplit(|letter: char| !letter.is_alphabetic()).next())
            .unwrap_or_default()
    });
    let is_noun = before.any(|before| {
        let small = before.to_lowercase();
        view.lexicon.groups(&small).has(Group::Determiner)
            || view.lexicon.is_listed(&small, GermanicList::WithArticle)
            || before.starts_with(char::is_lowercase) && ["e", "es"].iter().any(|end| before.ends_with(end))
    });
    is_noun || !comes_again
}

/// How many words what a source says has at least.
const FEWEST_OF_SOURCE: usize = 3;

/// Longest name before the colon of a headline, in words.
const LONGEST_NAME: usize = 3;

/// Proposes what a headline says behind its first word and a colon, if that word names a source: `Polizei: Täter ist geflohen`.
/// Germanic headlines have people there as well, whom the article names in full: `Roth: Die Halle bleibt`.
pub(super) fn find_source(
    view: &View<'_>,
    heading: &Range<usize>,
    candidates: &mut Vec<Candidate>,
    knows: impl Fn(&Mention) -> bool,
) {
    let noun = heading.start;
    let last = heading.end.min(noun + LONGEST_NAME + 1);
    let addressed = addressed(view, heading);
    let named = (noun + 1..last).find(|&at| view.is(at, Mark::Colon));
    let Some((name_end, colon)) = named.map(|colon| (colon, colon)).or(addressed) else {
        return;
    };
    let has_names = (noun..name_end).all(|at| view.is_capitalised(at));
    if !has_names || view.depth(colon + 1) > 0 {
        return;
    }
    let is_person =
        || matches!(view.lang, Lang::De | Lang::En | Lang::Nl) && knows(&Mention::of(noun..name_end));
    // Other languages have the field that is written about there: *Justice : le procès s’ouvre*.
    let is_somebody = || view.lang == Lang::En && view.groups(noun).has_any(SOURCES);
    let is_one = name_end == noun + 1;
    // `Estudio: Los jóvenes trasnochan más`: behind its article a noun has its verb, known or not.
    let is_listed_source = is_one
        && view.is_romance()
        && view.is_listed(noun, SharedList::HeadlineSource)
        && view.is_in(colon + 1, Group::Determiner)
        && !view.is_in(colon + 1, Group::Indefinite)
        && (colon + 3..heading.end)
            .any(|at| view.lexicon.ends(view.word(at), Ending::Finite) || looks_plural_verb(view, at));
    let is_source =
        is_one && (view.is_listed(noun, SharedList::HeadlineSource) || is_somebody()) || is_person();
    // Not `Note: the office is closed`.
    let begins = view.lang != Lang::En || view.is_capitalised(colon + 1);
    let content = colon + 1..heading.end;
    let n_words = content.clone().filter(|&at| !view.is_mark(at)).count();
    let is_taken = |candidate: &Candidate| candidate.content.iter().any(|range| range.start == content.start);
    if is_source
        && begins
        && n_words >= FEWEST_OF_SOURCE
        && (has_finite_verb(view, content.start, content.end)
            || is_listed_source
            // `Roth: No new hall before May`
            || view.lang == Lang::En && is_person())
        && !candidates.iter().any(is_taken)
    {
        let source = Source::Mention(Mention::of(noun..name_end));
        // `Roe to Farmers Worried About Rain: It Will Be Fine`: whom a name speaks to says nothing here.
        if name_end < colon {
            candidates.retain(|candidate| candidate.extent().start > colon);
        }
        candidates.insert(0, Candidate::over("colon", content, source).trimmed(view));
    }
}

/// `Roe to Farmers: …`: where the name that an English headline begins with ends, and the colon behind those it speaks to.
fn addressed(view: &View<'_>, heading: &Range<usize>) -> Option<(usize, usize)> {
    /// Most words before the colon.
    const FAR: usize = 12;
    let noun = heading.start;
    let to = (noun + 1..heading.end.min(noun + LONGEST_NAME + 1)).find(|&at| view.is_word(at, "to"))?;
    let colon = (to + 2..heading.end.min(noun + FAR)).find(|&at| view.is(at, Mark::Colon))?;
    // `Roe to Speak in Leeds: …`
    let is_infinitive = view.may_be(to + 1, Form::Infinitive);
    (view.lang == Lang::En && !is_infinitive).then_some((to, colon))
}

/// Whether a word may be a verb in the plural, as far as its ending tells, which nouns have as well: *trasnochan*,
/// *sbadigliano*, *bocejam*.
fn looks_plural_verb(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    view.lexicon.ends(word, Ending::PluralVerb) && word.chars().count() > 4 && !view.is_capitalised(at)
}

/// Among how many units a heading stands whose names are looked for in the whole text: those of an article's head.
pub(super) const EARLY: usize = 3;

/// Whether the name in a heading comes again with a first name before it: `Roth: Die Halle bleibt` over `Eva Roth`.
pub(super) fn is_named_in_full(view: &View<'_>, mention: &Mention, text: &str) -> bool {
    let name = view.word(mention.range.end - 1);
    text.match_indices(name).any(|(at, _)| {
        let (before, behind) = (text.get(..at), text.get(at + name.len()..));
        let is_whole = behind.is_some_and(|behind| !behind.starts_with(char::is_alphanumeric));
        let first = before
            .and_then(|before| before.strip_suffix(' '))
            .and_then(|before| before.rsplit(|letter: char| !letter.is_alphabetic()).next());
        let says = || {
            let next = behind
                .and_then(|behind| behind.strip_prefix(' '))
                .unwrap_or_default();
            let word = next.split(|letter: char| !letter.is_alphabetic()).next();
            word.and_then(|word| view.lexicon.entry(word))
                .is_some_and(|entry| {
                    let frames = view.lexicon.frames(entry);
                    frames.has(Frame::Quote) || frames.has(Frame::Someone)
                })
        };
        let is_called = first.is_some_and(|first| {
            first.starts_with(char::is_uppercase)
                && view.lexicon.groups(&first.to_lowercase()).has_first_name()
        });
        // `Sanders told the board`: nothing tells English names from other words but what they do.
        // `Attorney General Loretta Lynch is`
        let is_titled = || {
            let words = before
                .unwrap_or_default()
                .rsplit(' ')
                .filter(|word| !word.is_empty());
            let mut capitals = words
                .take(4)
                .take_while(|word| word.starts_with(char::is_uppercase))
                .skip(1);
            capitals.any(|word| view.lexicon.groups(&word.to_lowercase()).has(Group::Title))
        };
        is_whole && (is_called || view.lang == Lang::En && (says() || is_titled()))
    })
}

/// Who says what a heading begins with: the one whom the rest of it is about. `None` where the heading goes on with the quotation.
fn speaker(
    view: &View<'_>,
    quote: &Quote,
    heading: &Range<usize>,
    candidates: &[Candidate],
) -> Option<Source> {
    let rest = (quote.end..heading.end).find(|&at| !view.is_mark(at));
    let Some(rest) = rest else {
        return Some(Source::Unspecified);
    };
    let parts = |at: usize| view.is(at, Mark::Colon) || view.is(at, Mark::Comma) || view.is(at, Mark::Dash);
    let is_parted = (quote.end..rest).any(parts) || view.is(quote.inside().end - 1, Mark::Comma);
    if !is_parted {
        return None;
    }
    let told = candidates.iter().find_map(|candidate| match &candidate.speaker {
        Source::Mention(mention) if mention.range.start >= rest => Some(mention.clone()),
        _ => None,
    });
    let subject = || {
        let mention = subject_after(view, rest, heading.end)?;
        can_speak(view, &mention).then_some(mention)
    };
    Some(told.or_else(subject).map_or(Source::Unspecified, Source::Beside))
}

fn can_speak(view: &View<'_>, mention: &Mention) -> bool {
    matches!(
        being(view, mention.range.clone()),
        Being::Name | Being::Role | Being::Organization
    )
}

/// Of a heading's words, how many a quotation of the article has at least that is the same one: hundredths.
const SAME_PERCENT: usize = 75;
/// How many headings are looked at. Time stays linear whatever a text is made of.
const MOST_HEADINGS: usize = 16;
/// How many letters a word has that tells quotations apart.
const TELLING: usize = 4;

/// Names the speakers of headings' quotations that come again below, or whose article quotes one person and nobody else.
pub(super) fn name_speakers(claims: &mut [Claim]) {
    let open = (0..claims.len()).filter(|&at| claims.get(at).is_some_and(is_open));
    let open: Vec<usize> = open.take(MOST_HEADINGS).collect();
    for at in open {
        let words = claims
            .get(at)
            .map_or_else(HashSet::new, |claim| telling_words(&claim.quote));
        let named = claims
            .iter()
            .filter(|claim| claim.rule.as_deref() != Some(RULE) && claim.speaker.name.is_some());
        let same = named
            .clone()
            .filter(|claim| matches!(claim.kind, ClaimKind::Direct | ClaimKind::Mixed))
            .map(|claim| {
                let others = telling_words(&claim.quote);
                (words.intersection(&others).count(), claim)
            })
            .filter(|(n_same, _)| *n_same > 0 && n_same * 100 >= words.len() * SAME_PERCENT)
            .max_by_key(|(n_same, _)| *n_same);
        let said_by = same
            .map(|(_, claim)| claim)
            .or_else(|| only_speaker(named.filter(|claim| claim.kind == ClaimKind::Direct)));
        let Some(mut speaker) = said_by.map(|claim| claim.speaker.clone()) else {
            continue;
        };
        speaker.mention = None;
        speaker.resolution = Resolution::Implicit;
        if let Some(heading) = claims.get_mut(at) {
            heading.speaker = speaker;
        }
    }
}

/// A claim of the one who makes all of several claims.
fn only_speaker<'c>(mut claims: impl Iterator<Item = &'c Claim>) -> Option<&'c Claim> {
    let first = claims.next()?;
    let mut is_several = false;
    let is_same = |claim: &Claim| claim.speaker.name == first.speaker.name;
    let is_only = claims.inspect(|_| is_several = true).all(is_same);
    (is_only && is_several).then_some(first)
}

/// Whether a claim is a heading's quotation that nobody has yet.
fn is_open(claim: &Claim) -> bool {
    claim.rule.as_deref() == Some(RULE) && claim.speaker.resolution == Resolution::Unspecified
}

fn telling_words(text: &str) -> HashSet<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let words = words.filter(|word| word.chars().count() >= TELLING);
    words
        .map(|word| {
            let mut folded = String::new();
            fold(word, &mut folded);
            folded
        })
        .collect()
}
