//! Claims that somebody else found, read as rules read their own: speakers brought to one name, cues to their dictionary
//! form, hedges and conditionals from the words of the quote.
//!
//! What was given stands: quotes, kinds, mentions, cues and the names that were found for others' mentions. What is missing
//! is added.

use std::borrow::Cow;
use std::ops::Range;

use propos_annotate::Article;
use propos_codebook::Codebook;
use propos_schema::{Claim, ClaimKind, Resolution, TextSpan};
use propos_segment::Lang;

use super::attributes;
use super::candidate::{Candidate, Source};
use super::lexicon::{Group, Groups, Lexicon};
use super::names::folded;
use super::noun_phrase::{Being, Mention, being, with_description};
use super::paragraph::{Depth, Wanted, each_wanted, is_nobody, proposed};
use super::resolve::Resolver;
use super::rules::according;
use super::verb_group::verb_group;
use super::view::View;

/// Nouns that report: `la conviction que`.
const NOUNS: Groups = Groups::of(&[Group::OpinionClause, Group::OpinionWhich, Group::Reason]);

/// What is read where of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// Who speaks, where they are mentioned, else where the quote begins.
    Speaker,
    /// How it is reported, where that stands.
    Cue,
}

/// Completes the claims of an article in a language that has rules.
pub(super) fn complete(
    article: &Article,
    codebook: &Codebook,
    lang: Lang,
    lexicon: &'static Lexicon,
    claims: &mut [Claim],
) {
    let mut reader = Reader {
        resolver: Resolver::new(codebook, lang),
        rules: vec![None; claims.len()],
        waiting: parts(claims),
        next: 0,
    };
    let mut by_start: Vec<(usize, usize)> = claims
        .iter()
        .enumerate()
        .map(|(number, claim)| (claim.extent().start, number))
        .collect();
    by_start.sort_unstable();
    let mut by_start = by_start.into_iter().peekable();
    each_wanted(article, lang, lexicon, |wanted| {
        // Names are entered as long as somebody is still to be named; hedges and conditionals need no clauses.
        let names = reader.next < reader.waiting.len();
        let view = match wanted {
            Wanted::Before(_) if names => return Depth::Clauses,
            Wanted::Before(paragraph) => {
                let next = by_start.peek();
                let has_claims = next.is_some_and(|(start, _)| *start < paragraph.end);
                return if has_claims { Depth::Words } else { Depth::Nothing };
            }
            Wanted::Read(view, _, _) => view,
        };
        if names {
            reader.read_paragraph(view, claims);
        }
        let Some(end) = view.tokens.last().map(|token| token.end) else {
            return Depth::Nothing;
        };
        while let Some((_, number)) = by_start.next_if(|(start, _)| *start < end) {
            let rule = reader.rules.get(number).copied().flatten();
            if let Some(claim) = claims.get_mut(number) {
                // What somebody goes on to say in the conditional is what they have heard, or have said to have.
                let is_carried = claim.kind == ClaimKind::Indirect && is_carried(view, claim);
                set_attributes(view, claim, rule.or(is_carried.then_some("hearsay")));
            }
        }
        Depth::Nothing
    });
}

/// The parts of all claims with their places, in text order.
fn parts(claims: &[Claim]) -> Vec<(usize, Part, usize)> {
    let mut parts = Vec::new();
    for (number, claim) in claims.iter().enumerate() {
        if claim.kind == ClaimKind::Author {
            continue;
        }
        let mention = claim.speaker.mention.as_ref().map(|mention| mention.start);
        let speaker = mention.unwrap_or_else(|| claim.extent().start);
        parts.push((speaker, Part::Speaker, number));
        parts.extend(claim.cue.as_ref().map(|cue| (cue.start, Part::Cue, number)));
    }
    parts.sort_unstable();
    parts
}

struct Reader {
    resolver: Resolver,
    /// The rule by which rules found the cue of each claim, where they did.
    rules: Vec<Option<&'static str>>,
    waiting: Vec<(usize, Part, usize)>,
    next: usize,
}

impl Reader {
    fn read_paragraph(&mut self, view: &View<'_>, claims: &mut [Claim]) {
        self.resolver.begin_paragraph();
        for (place, period) in view.periods.iter().enumerate() {
            let end = view.bytes(period.clone()).map_or(0, |bytes| bytes.end);
            let rest = self.waiting.get(self.next..).unwrap_or_default();
            let here: Vec<_> = rest.iter().take_while(|(at, ..)| *at < end).copied().collect();
            self.next += here.len();
            // Whom nothing is said of needs no rules.
            let found = if here.is_empty() {
                Vec::new()
            } else {
                proposed(view, place, period.clone())
            };
            let given: Vec<(usize, Candidate)> = here
                .iter()
                .filter(|(_, part, _)| *part == Part::Speaker)
                .filter_map(|(_, _, number)| Some((*number, candidate(view, claims.get(*number)?, &found))))
                .collect();
            let mut candidates = found;
            candidates.extend(given.iter().map(|(_, candidate)| candidate.clone()));
            self.resolver.register_names(view, period.clone(), &candidates);
            for (number, candidate) in given {
                if let Some(claim) = claims.get_mut(number) {
                    self.name(view, &candidate, claim);
                }
            }
            for (_, _, number) in here.into_iter().filter(|(_, part, _)| *part == Part::Cue) {
                let (Some(claim), Some(rule)) = (claims.get_mut(number), self.rules.get_mut(number)) else {
                    continue;
                };
                *rule = read_cue(view, &candidates, claim);
            }
            self.resolver.end_period();
        }
    }

    /// Gives a claim's speaker the name that the article has for them, and what it says of them.
    fn name(&mut self, view: &View<'_>, candidate: &Candidate, claim: &mut Claim) {
        let given = claim.speaker.name.take();
        let mention = claim.speaker.mention.take();
        let Source::Mention(read) = &candidate.speaker else {
            // Nobody is mentioned nearby: no more than the full name can be added.
            claim.speaker.name = given.map(|name| self.resolver.full_name(&name));
            claim.speaker.id = self.actor(claim, mention.as_ref());
            claim.speaker.mention = mention;
            return;
        };
        let is_other = |name: &str| {
            mention
                .as_ref()
                .is_none_or(|mention| folded(&mention.text) != folded(name))
        };
        let is_pronoun = matches!(being(view, read.range.clone()), Being::Pronoun);
        let resolved = self.resolver.speaker(view, candidate, false);
        if let Some(resolved) = resolved {
            claim.speaker.description = resolved.description;
            claim.speaker.members = resolved.members;
            let is_list = !claim.speaker.members.is_empty();
            claim.speaker.name.clone_from(&resolved.name);
            claim.speaker.resolution = resolved.resolution;
            if let Some(other) = given.filter(|name| is_other(name) && !is_list) {
                let full = self.resolver.full_name(&other);
                let said = resolved.name.as_deref();
                if is_pronoun {
                    claim.speaker.resolution = Resolution::Pronoun;
                } else if said.is_none_or(|said| folded(said) != folded(&full)) {
                    claim.speaker.resolution = Resolution::Coreference;
                }
                claim.speaker.name = Some(full);
            }
        }
        claim.attribution_negated |= is_nobody(view, &candidate.speaker);
        claim.speaker.id = self.actor(claim, mention.as_ref());
        claim.speaker.mention = mention;
        if is_carried(view, claim) && claim.speaker.name.is_some() {
            claim.speaker.resolution = Resolution::Continuation;
            claim.speaker.description = None;
        }
    }

    /// The codebook's actor who speaks, by any of the names.
    fn actor(&self, claim: &Claim, mention: Option<&TextSpan>) -> Option<String> {
        let name = claim.speaker.name.as_deref();
        let mention = mention.map(|mention| mention.text.as_str());
        let found = name
            .into_iter()
            .chain(mention)
            .find_map(|form| self.resolver.actor(form));
        found.or_else(|| claim.speaker.id.clone())
    }
}

/// Whether who speaks was named in a sentence before and goes on. `Mme MOREL, présidente. — …`: whose turn it is does not.
fn is_carried(view: &View<'_>, claim: &Claim) -> bool {
    let mention = claim.speaker.mention.as_ref();
    let between = mention.and_then(|mention| view.text.get(mention.end..claim.sentence.start));
    claim.cue.is_none()
        && between.is_some_and(|between| {
            let is_turn = between.contains([':', '—', '–']);
            between.contains(char::is_alphanumeric) && !is_turn
        })
}

/// A claim as rules would have proposed it.
fn candidate(view: &View<'_>, claim: &Claim, found: &[Candidate]) -> Candidate {
    let speaker = claim
        .speaker
        .mention
        .as_ref()
        .and_then(|mention| tokens(view, mention.range()))
        .map_or(Source::Implicit, |range| {
            Source::Mention(described(view, range, found))
        });
    let content = claim.spans.iter().filter_map(|span| tokens(view, span.range()));
    let mut candidate = Candidate::new("given", content.collect(), speaker);
    candidate.is_direct = claim.kind == ClaimKind::Direct;
    candidate
}

/// A mention with what is said beside it of the one who is meant.
fn described(view: &View<'_>, range: Range<usize>, found: &[Candidate]) -> Mention {
    let read = found.iter().find_map(|candidate| match &candidate.speaker {
        Source::Mention(mention) if overlap(&mention.range, &range) => Some(mention.clone()),
        _ => None,
    });
    match read {
        Some(read) if read.range == range => read,
        Some(Mention {
            description: Some(description),
            ..
        }) if !overlap(&description, &range) => Mention {
            range,
            description: Some(description),
        },
        Some(_) => Mention::of(range),
        None => {
            let until = period_end(view, range.start);
            with_description(view, range, until)
        }
    }
}

/// Adds the dictionary form of a cue, and whether it says that something was not said. The rule that found the same cue.
fn read_cue(view: &View<'_>, found: &[Candidate], claim: &mut Claim) -> Option<&'static str> {
    let cue = claim.cue.as_mut()?;
    let range = tokens(view, cue.start..cue.end)?;
    let same = found
        .iter()
        .find(|candidate| candidate.cue.as_ref().is_some_and(|other| overlap(other, &range)));
    let lemma = same.and_then(|candidate| candidate.lemma.clone());
    cue.lemma = lemma
        .or_else(|| lemma_in(view, range))
        .map(Cow::into_owned)
        .filter(|lemma| !lemma.is_empty());
    claim.attribution_negated |= same.is_some_and(|candidate| candidate.is_negated);
    same.map(|candidate| candidate.rule)
}

/// The dictionary form of a cue that no rule has found: of its verb, its noun, or the words that name a source.
fn lemma_in(view: &View<'_>, range: Range<usize>) -> Option<Cow<'static, str>> {
    let reported = range
        .clone()
        .rev()
        .find_map(|at| verb_group(view, at, range.start, range.end));
    if let Some(group) = reported {
        return Some(group.lemma);
    }
    if let Some(source) = according::marker(view, range.start) {
        return Some(according::lemma(view, source));
    }
    if let Some(noun) = range.clone().find(|&at| view.groups(at).has_any(NOUNS)) {
        return Some(view.word(noun).to_lowercase().into());
    }
    let mut readings = range.clone().rev().flat_map(|at| view.readings(at));
    if let Some(verb) = readings.find_map(|reading| view.lexicon.verb(*reading)) {
        return Some(Cow::Borrowed(&*verb.lemma));
    }
    // `Demnach`: one word has no other form.
    (range.len() == 1).then(|| view.word(range.start).to_lowercase().into())
}

/// Hedges and conditionals, beside those that were given.
fn set_attributes(view: &View<'_>, claim: &mut Claim, rule: Option<&'static str>) {
    // How it was found tells what a conditional means; that it was found by a rule is not said.
    claim.rule = rule.map(str::to_owned);
    attributes::set(view, claim);
    claim.rule = None;
    let mut kept: Vec<TextSpan> = Vec::with_capacity(claim.modality.len());
    for span in claim.modality.drain(..) {
        let is_inside = |other: &TextSpan| other.start <= span.start && span.end <= other.end;
        if !kept.iter().any(is_inside) {
            kept.retain(|other| other.start < span.start || span.end < other.end);
            kept.push(span);
        }
    }
    claim.modality = kept;
}

/// The tokens that a range of bytes touches; `None` where it stands elsewhere.
fn tokens(view: &View<'_>, bytes: Range<usize>) -> Option<Range<usize>> {
    let start = view.tokens.partition_point(|token| token.end <= bytes.start);
    let end = view.tokens.partition_point(|token| token.start < bytes.end);
    (start < end).then_some(start..end)
}

/// Where the period ends in which a token stands.
fn period_end(view: &View<'_>, at: usize) -> usize {
    let place = view.periods.partition_point(|period| period.end <= at);
    view.periods
        .get(place)
        .map_or(view.tokens.len(), |period| period.end)
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}
