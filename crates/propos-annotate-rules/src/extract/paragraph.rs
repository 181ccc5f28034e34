//! From paragraphs to claims: every paragraph is read, its rules applied, its speakers resolved, its claims written.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::mem::take;
use std::ops::Range;

use propos_annotate::Article;
use propos_codebook::Codebook;
use propos_schema::{Claim, ClaimKind, Cue, Sentence, Speaker, TextSpan};
use propos_segment::{Lang, Unit, UnitKind};

use super::attributes;
use super::author;
use super::candidate::{Candidate, Source};
use super::headline;
use super::lexicon::{Group, Lexicon};
use super::resolve::Resolver;
use super::rules;
use super::standing;
use super::turn;
use super::turns::{self, Turns};
use super::verb_group::is_hard_mark;
use super::view::{MAX_PERIOD, View};
use crate::tokens::Mark;

/// The claims of an article in a language that has rules, and whether an endless sentence kept some back.
pub(super) fn claims(
    article: &Article,
    codebook: &Codebook,
    lang: Lang,
    lexicon: &'static Lexicon,
) -> (Vec<Claim>, bool) {
    let text = article.text();
    let paragraphs = &article.segmentation().paragraphs;
    let mut resolver = Resolver::new(codebook, lang);
    // A little more than one a sentence is usual.
    let n_units = article.segmentation().units.len();
    let mut desk = Desk::default();
    desk.claims.reserve_exact(n_units + n_units / 4);
    let mut is_cut = false;
    let is_transcript = turn::is_transcript(text, paragraphs);
    let mut turns = Turns::of(text, paragraphs, lang, lexicon);
    each_paragraph(article, lang, lexicon, |view, units, first_unit| {
        desk.room.clear();
        desk.room.extend(units.iter().map(most_claims));
        let mut writer = Writer {
            article,
            view,
            units,
            first_unit,
            desk: &mut desk,
            turn: None,
            run: None,
            is_cut: false,
        };
        let may_be_minutes = is_transcript && lang != Lang::Fr && !turns.are_labelled();
        let turn = turns
            .next(view)
            .or_else(|| may_be_minutes.then(|| turn::find(view))?);
        let turns = match turn {
            Some(turn) => vec![turn],
            None => turns::inline(view),
        };
        read_paragraph(&mut writer, &mut resolver, turns);
        is_cut |= writer.is_cut;
    });
    let Desk {
        mut claims,
        parents,
        places,
        ..
    } = desk;
    put_in_order(&mut claims, &parents, places, |claim| {
        resolver.complete(&mut claim.speaker);
    });
    headline::name_speakers(&mut claims);
    (claims, is_cut)
}

/// Reads an article from top to bottom: every paragraph with its units and the number of the first of them.
pub(super) fn each_paragraph<'a>(
    article: &'a Article,
    lang: Lang,
    lexicon: &'static Lexicon,
    mut read: impl FnMut(&View<'a>, &'a [Unit], usize),
) {
    each_wanted(article, lang, lexicon, |wanted| match wanted {
        Wanted::Before(_) => Depth::Clauses,
        Wanted::Read(view, units, first_unit) => {
            read(view, units, first_unit);
            Depth::Clauses
        }
    });
}

/// How much of a paragraph is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    Nothing,
    /// Words with what they are, quotations and sentences.
    Words,
    /// Clauses as well, in languages that have them read.
    Clauses,
}

/// A paragraph, before it is read and afterwards.
pub(super) enum Wanted<'v, 'a> {
    /// Where it stands; what is said is how much of it is read.
    Before(&'v Range<usize>),
    /// As it was read, with its units and the number of the first of them; what is said does not matter.
    Read(&'v View<'a>, &'a [Unit], usize),
}

/// Reads of each paragraph as much as is wanted.
pub(super) fn each_wanted<'a>(
    article: &'a Article,
    lang: Lang,
    lexicon: &'static Lexicon,
    mut tell: impl FnMut(Wanted<'_, 'a>) -> Depth,
) {
    let segmentation = article.segmentation();
    let mut view = View::new(article.text(), lang, lexicon);
    let mut units = segmentation.units.as_slice();
    let mut quotations = segmentation.quotations.as_slice();
    let mut first_unit = 0;
    let mut paragraphs = segmentation.paragraphs.iter().cloned().peekable();
    while let Some(mut paragraph) = paragraphs.next() {
        if let Some(signature) = paragraphs.next_if(|next| signs(article.text(), &paragraph, next)) {
            paragraph.end = signature.end;
        }
        let paragraph = &paragraph;
        // A few of many: looked for one by one, near those before.
        let later_unit = units.iter().position(|unit| unit.start >= paragraph.end);
        let n_units = later_unit.unwrap_or(units.len());
        let later_quotation = quotations
            .iter()
            .position(|quotation| quotation.start >= paragraph.end);
        let n_quotations = later_quotation.unwrap_or(quotations.len());
        let (own_units, later_units) = units.split_at(n_units);
        let (own_quotations, later_quotations) = quotations.split_at(n_quotations);
        let depth = tell(Wanted::Before(paragraph));
        match depth {
            Depth::Nothing => {}
            Depth::Words => view.read_words(paragraph.clone(), own_quotations, own_units),
            Depth::Clauses => view.read(paragraph.clone(), own_quotations, own_units),
        }
        if depth != Depth::Nothing {
            tell(Wanted::Read(&view, own_units, first_unit));
        }
        units = later_units;
        quotations = later_quotations;
        first_unit += n_units;
    }
}

/// Whether a paragraph is the signature of a quotation that is the whole of the one before: `— Ann Roe, mayor of Leeds`.
fn signs(text: &str, quoted: &Range<usize>, next: &Range<usize>) -> bool {
    /// The longest signature, in bytes.
    const LONGEST: usize = 90;
    let words = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default().trim();
    let (quoted, signature) = (words(quoted), words(next));
    let is_quoted = quoted.starts_with(['“', '"', '«', '„']) && quoted.ends_with(['”', '"', '»', '“']);
    let name = signature.strip_prefix(['—', '–', '-']).map(str::trim_start);
    is_quoted
        && signature.len() <= LONGEST
        && !signature.ends_with(['.', '!', '?', ':'])
        && name.is_some_and(|name| name.starts_with(char::is_uppercase))
}

/// How many claims a sentence may have. Each carries the text of its sentence.
fn most_claims(unit: &Unit) -> usize {
    (MAX_COPIED / (unit.end - unit.start).max(1)).max(FEWEST_CLAIMS)
}

/// Where a claim begins and ends, and its place in the order of finding: in this order claims are given, each before those
/// that are reported in it.
type Place = (usize, Reverse<usize>, usize);

/// Puts claims in order and gives them ids in that order. Parents are given by their places in the order of finding. Of a long
/// text no claim lies in a near memory any more: each is gone to as rarely as can be.
fn put_in_order(
    claims: &mut [Claim],
    parents: &[Option<usize>],
    mut places: Vec<Place>,
    mut finish: impl FnMut(&mut Claim),
) {
    places.sort_unstable();
    let mut ids = vec![0; claims.len()];
    for ((_, _, found), id) in places.iter().zip(1_usize..) {
        if let Some(place) = ids.get_mut(*found) {
            *place = id;
        }
    }
    for ((claim, parent), id) in claims.iter_mut().zip(parents).zip(&ids) {
        claim.parent = parent.and_then(|parent| Some(ids.get(parent)?.to_string()));
        claim.id = id.to_string();
        finish(claim);
    }
    // Each claim goes to its place; what has stood there since is where its own place says.
    for at in 0..claims.len() {
        while let Some(id) = ids.get(at).copied().filter(|id| *id != at + 1) {
            claims.swap(at, id - 1);
            ids.swap(at, id - 1);
        }
    }
}

fn read_paragraph(writer: &mut Writer<'_, '_>, resolver: &mut Resolver, mut turns: Vec<Candidate>) {
    let view = writer.view;
    resolver.begin_paragraph();
    // A paragraph that is one turn is it from its label on, which may be a sentence by itself.
    let has_several = turns.len() > 1;
    let mut was_reported = false;
    for (place, period) in view.periods.iter().enumerate() {
        let mut candidates = proposed(view, place, period.clone());
        candidates.retain(|candidate| {
            let is_known = |mention| resolver.knows_person(view, mention);
            !rules::according::is_by_name(view, candidate)
                || matches!(&candidate.speaker, Source::Mention(mention) if is_known(mention))
        });
        if view.periods.len() == 1 && turns.is_empty() {
            let is_early = writer.first_unit < headline::EARLY;
            let text = Some(writer.article.text()).filter(|_| is_early);
            headline::find_source(view, period, &mut candidates, |mention| {
                resolver.knows_person(view, mention)
                    || text.is_some_and(|text| headline::is_named_in_full(view, mention, text))
            });
            if let Some(text) = text.filter(|_| writer.is_heading(period)) {
                headline::without_things(view, text, &mut candidates);
            }
        }
        // Further down whoever spoke before may go on.
        if !writer.desk.has_speaker && writer.is_heading(period) {
            headline::find(view, period, &mut candidates);
        }
        standing::place(view, place, &mut candidates, was_reported);
        was_reported = candidates
            .iter()
            .any(|candidate| matches!(candidate.speaker, Source::Mention(_) | Source::Continuation));
        let is_open = candidates
            .iter()
            .all(|candidate| candidate.rule.starts_with("noun-") || rules::is_inner(view, candidate));
        if is_open && let Some(candidate) = resolver.carried(view, period.clone()) {
            candidates.retain(|inner| !rules::is_inner(view, inner) || inner.rule.ends_with("clause"));
            candidates.insert(0, candidate);
        }
        let begins = |turn: &Candidate| !has_several || turn.extent().start < period.end;
        if turns.last().is_some_and(begins)
            && let Some(turn) = turns.pop()
        {
            // `— Les mêmes qui paient les parkings, rétorque l’élue.` has its own cue.
            let extent = turn.extent();
            let is_told = candidates.iter().any(|candidate| {
                matches!(
                    candidate.rule,
                    "aside" | "aside-unread" | "incise" | "quotation-before-cue"
                ) && candidate.extent().len() * 2 > extent.len()
            });
            if !is_told {
                // An answer in quotation marks goes on with nothing.
                let is_quoted = view.depth(extent.start) > 0;
                candidates.retain(|other| !is_quoted || other.rule != "continuation");
                candidates.insert(0, turn);
            }
        }
        resolver.register_names(view, period.clone(), &candidates);
        writer.write(period.clone(), &candidates, resolver);
        if candidates.is_empty() {
            resolver.announce(view, period);
        }
        resolver.end_period();
    }
}

/// What rules propose in a period and in its quotations, in text order.
pub(super) fn proposed(view: &View<'_>, place: usize, period: Range<usize>) -> Vec<Candidate> {
    let mut candidates = rules::apply(view, period.clone(), 0);
    if candidates.is_empty()
        && let Some(next) = view.periods.get(place + 1)
    {
        candidates.extend(rules::said_behind::find(view, period.clone(), next.clone()));
        candidates.extend(rules::conviction::answered(view, period.clone(), next.clone()));
    }
    // Whoever is said to have said it has said it; a signature is all there is otherwise.
    let is_unsaid = |candidate: &Candidate| candidate.rule == "continuation";
    if candidates.iter().all(is_unsaid)
        && let Some(signed) = rules::signature::find(view, &period, view.periods.get(place + 1))
    {
        candidates = vec![signed];
    }
    let first = view.quotes.partition_point(|quote| quote.open < period.start);
    for quote in view
        .quotes
        .iter()
        .skip(first)
        .take_while(|quote| quote.open < period.end)
    {
        for sentence in sentences(view, quote.inside()) {
            let inner = rules::apply(view, sentence, quote.depth);
            // An incise inside a quotation was found with the quotation.
            let is_known = |cue: &Option<Range<usize>>| {
                candidates
                    .iter()
                    .any(|known: &Candidate| cue.is_some() && known.cue == *cue)
            };
            let inner: Vec<Candidate> = inner
                .into_iter()
                .filter(|candidate| !is_known(&candidate.cue))
                .collect();
            candidates.extend(inner);
        }
    }
    rules::nested::without_thoughts(view, &mut candidates);
    candidates.sort_by_key(|candidate| {
        let extent = candidate.extent();
        (extent.start, std::cmp::Reverse(extent.end))
    });
    candidates
}

/// The sentences inside a quotation, as far as the marks tell. A long one is cut, so that time stays linear.
fn sentences(view: &View<'_>, inside: Range<usize>) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let depth = view.depth(inside.start);
    let mut start = inside.start;
    for at in inside.clone() {
        let is_end = view.depth(at) == depth
            && is_hard_mark(view, at)
            && !view.is(at, Mark::Colon)
            && !view.is(at, Mark::Semicolon);
        if is_end || at + 1 - start >= 2 * MAX_PERIOD || at + 1 == inside.end {
            if at + 1 - start >= SHORTEST_SENTENCE {
                sentences.push(start..at + 1);
            }
            start = at + 1;
        }
    }
    sentences
}

/// Most bytes of its text that the claims of one sentence repeat, and how many claims it may have however long it is. Time
/// and memory stay linear.
const MAX_COPIED: usize = 1 << 20;
const FEWEST_CLAIMS: usize = 64;

/// Fewest tokens in which an attribution is looked for.
const SHORTEST_SENTENCE: usize = 5;

/// What is written for one paragraph after another, and the memory for it.
#[derive(Default)]
struct Desk {
    /// In the order of finding.
    claims: Vec<Claim>,
    /// The place of the claim that each is reported in.
    parents: Vec<Option<usize>>,
    places: Vec<Place>,
    /// Whether anybody has spoken below the headings so far.
    has_speaker: bool,
    /// How many more claims each sentence of a paragraph may have.
    room: Vec<usize>,
    /// What attributions of a period have taken, and what is left to the author, in bytes.
    taken: Vec<Range<usize>>,
    left: Vec<Range<usize>>,
}

impl Desk {
    /// Notes where the next claim belongs.
    fn note(&mut self, claim: &Claim, parent: Option<usize>) {
        let extent = claim.extent();
        self.places
            .push((extent.start, Reverse(extent.end), self.claims.len()));
        self.parents.push(parent);
    }
}

struct Writer<'a, 'v> {
    article: &'a Article,
    view: &'v View<'a>,
    units: &'a [Unit],
    first_unit: usize,
    desk: &'v mut Desk,
    /// The place of the claim that is the whole paragraph.
    turn: Option<usize>,
    run: Option<Run>,
    /// Whether a sentence had no room.
    is_cut: bool,
}

/// Sentences that go on one behind the other in the mood of reported speech are one claim: nothing tells anew who speaks.
#[derive(Clone)]
struct Run {
    /// The place of the claim.
    claim: usize,
    /// What it has so far.
    tokens: Range<usize>,
    /// Where its last sentence ends.
    end: usize,
}

impl Writer<'_, '_> {
    /// Lets the claim of the sentence before go on with a sentence; its place, where it does.
    fn join(&mut self, period: &Range<usize>, candidate: &Candidate, speaker: &Speaker) -> Option<usize> {
        let is_carried = candidate.rule == "carried-mood" && matches!(candidate.speaker, Source::Implicit);
        let run = self
            .run
            .clone()
            .filter(|run| is_carried && run.end == period.start)?;
        let before = self.desk.claims.get(run.claim)?;
        let is_same = |one: &Option<TextSpan>, other: &Option<TextSpan>| {
            one.as_ref().map(|span| span.start) == other.as_ref().map(|span| span.start)
        };
        if before.speaker.name != speaker.name || !is_same(&before.speaker.mention, &speaker.mention) {
            return None;
        }
        let tokens = run.tokens.start..candidate.extent().end;
        let whole = Candidate::over(candidate.rule, tokens.clone(), Source::Implicit);
        let claim = self.claim(&whole, before.speaker.clone())?;
        let extent = claim.extent();
        *self.desk.places.get_mut(run.claim)? = (extent.start, Reverse(extent.end), run.claim);
        *self.desk.claims.get_mut(run.claim)? = claim;
        self.run = Some(Run {
            tokens,
            end: period.end,
            ..run
        });
        Some(run.claim)
    }

    fn write(&mut self, period: Range<usize>, candidates: &[Candidate], resolver: &mut Resolver) {
        let first_claim = self.desk.claims.len();
        let view = self.view;
        let mut joined = None;
        for candidate in candidates {
            let Some(speaker) = resolver.speaker(view, candidate, is_nested(candidate, candidates)) else {
                continue;
            };
            joined = joined.or_else(|| self.join(&period, candidate, &speaker));
            if joined.is_some() && candidate.rule == "carried-mood" {
                continue;
            }
            let Some(claim) = self.claim(candidate, speaker) else {
                continue;
            };
            let claims = &self.desk.claims;
            let is_parent = |place: &usize| claims.get(*place).is_some_and(|parent| contains(parent, &claim));
            let parent = (first_claim..claims.len())
                .rev()
                .chain(joined)
                .find(is_parent)
                .or_else(|| self.turn.filter(is_parent));
            if candidate.rule == "turn" {
                self.turn = Some(claims.len());
            }
            self.desk.has_speaker |= candidate.rule != headline::RULE;
            if candidate.rule == "carried-mood" && view.lang == Lang::De {
                self.run = Some(Run {
                    claim: claims.len(),
                    tokens: candidate.extent(),
                    end: period.end,
                });
            }
            self.desk.note(&claim, parent);
            self.desk.claims.push(claim);
        }
        if self.turn.is_some() {
            return;
        }
        let (mut taken, mut left) = (take(&mut self.desk.taken), take(&mut self.desk.left));
        taken.clear();
        let parents = self.desk.parents.get(first_claim..).unwrap_or_default();
        let claims = self.desk.claims.get(first_claim..).unwrap_or_default().iter();
        let outermost = claims.zip(parents).filter(|(_, parent)| parent.is_none());
        let outermost = outermost.map(|(claim, _)| claim);
        let joined = joined.and_then(|place| self.desk.claims.get(place));
        taken.extend(joined.into_iter().chain(outermost).map(attribution_extent));
        author::ranges(view, period, &taken, &mut left);
        for range in left.drain(..) {
            let Some(span) = TextSpan::new(view.text, range) else {
                continue;
            };
            let mut claim = Claim::new(&self.article.document().id, ClaimKind::Author, vec![span]);
            claim.rule = Some("author".to_owned());
            if !self.finish(&mut claim) {
                continue;
            }
            self.desk.note(&claim, None);
            self.desk.claims.push(claim);
        }
        self.desk.taken = taken;
        self.desk.left = left;
    }

    /// Whether a period stands in a heading.
    fn is_heading(&self, period: &Range<usize>) -> bool {
        let start = self.view.bytes(period.clone()).map_or(0, |bytes| bytes.start);
        let place = self.units.partition_point(|unit| unit.end <= start);
        self.units
            .get(place)
            .is_some_and(|unit| unit.kind == UnitKind::Heading)
    }

    fn claim(&mut self, candidate: &Candidate, speaker: Speaker) -> Option<Claim> {
        let view = self.view;
        if candidate.rule == super::germanic::SPEAKER_ALONE {
            return None;
        }
        // Most claims have one: no room for more.
        let mut spans = Vec::with_capacity(candidate.content.len());
        let ranges = candidate.content.iter();
        spans.extend(ranges.filter_map(|range| TextSpan::new(view.text, view.bytes(range.clone())?)));
        if spans.is_empty()
            || spans
                .windows(2)
                .any(|pair| matches!(pair, [left, right] if left.end > right.start))
        {
            return None;
        }
        let depth = candidate
            .content
            .first()
            .map_or(0, |range| view.depth(range.start));
        let outer = candidate.cue.as_ref().map_or(0, |cue| view.depth(cue.start));
        let has_quote = candidate
            .content
            .iter()
            .any(|range| range.clone().any(|at| view.depth(at) > depth.min(outer)));
        let kind = match (candidate.is_direct, has_quote) {
            (true, _) => ClaimKind::Direct,
            (false, true) => ClaimKind::Mixed,
            (false, false) => ClaimKind::Indirect,
        };
        let mut claim = Claim::new(&self.article.document().id, kind, spans);
        claim.speaker = speaker;
        claim.cue = candidate.cue.clone().and_then(|range| {
            let span = TextSpan::new(view.text, view.bytes(range)?)?;
            Some(Cue::new(span, candidate.lemma.clone().map(Cow::into_owned)))
        });
        claim.rule = Some(candidate.rule.to_owned());
        claim.attribution_negated = candidate.is_negated || is_nobody(view, &candidate.speaker);
        self.finish(&mut claim).then_some(claim)
    }

    /// Gives a claim what does not depend on how it was found; `false` where its sentence has no room for it.
    fn finish(&mut self, claim: &mut Claim) -> bool {
        let start = claim.extent().start;
        let place = self.units.partition_point(|unit| unit.end <= start);
        match self.desk.room.get_mut(place) {
            Some(0) => {
                self.is_cut = true;
                return false;
            }
            Some(room) => *room -= 1,
            None => {}
        }
        if let Some(unit) = self.units.get(place)
            && let Some(sentence) = Sentence::new(self.first_unit + place, self.view.text, unit.range())
        {
            claim.sentence = sentence;
        }
        claim.annotator = crate::annotate::NAME.to_owned();
        let Claim { spans, figures, .. } = claim;
        for span in spans {
            if let Some(hinted) = self.view.amounts(&span.range()) {
                crate::figures::find_hinted(self.view.text, &hinted, Some(self.view.lang), figures);
            }
        }
        attributes::set(self.view, claim);
        true
    }
}

/// `neither side has claimed`: English needs no second negation.
pub(super) fn is_nobody(view: &View<'_>, speaker: &Source) -> bool {
    (view.lang == Lang::En || view.drops_subjects())
        && matches!(speaker, Source::Mention(mention) if view.is_in(mention.range.start, Group::Nobody))
}

/// Whether a candidate stands inside the content of another one.
fn is_nested(candidate: &Candidate, all: &[Candidate]) -> bool {
    let mut extent = candidate.extent();
    if let Some(cue) = &candidate.cue {
        extent = extent.start.min(cue.start)..extent.end.max(cue.end);
    }
    all.iter()
        .flat_map(|other| &other.content)
        .any(|range| range.start <= extent.start && extent.end <= range.end && range.len() > extent.len())
}

/// Whether a claim is reported inside another one.
fn contains(parent: &Claim, child: &Claim) -> bool {
    let cue = child.cue.as_ref().map(|cue| cue.start..cue.end);
    let extent = child.extent();
    parent.spans.iter().any(|span| {
        span.start <= extent.start
            && extent.end <= span.end
            && cue
                .as_ref()
                .is_none_or(|cue| span.start <= cue.start && cue.end <= span.end)
            && span.end - span.start > extent.len()
    })
}

/// From the first to the last byte of a claim with its cue and speaker.
fn attribution_extent(claim: &Claim) -> Range<usize> {
    let mut extent = claim.extent();
    let others = claim.cue.iter().map(|cue| (cue.start, cue.end));
    let mention = claim.speaker.mention.iter().map(|span| (span.start, span.end));
    for (start, end) in others.chain(mention) {
        // A mention in another sentence does not stretch the attribution.
        if start + 400 > extent.start && end < extent.end + 400 {
            extent = extent.start.min(start)..extent.end.max(end);
        }
    }
    extent
}
