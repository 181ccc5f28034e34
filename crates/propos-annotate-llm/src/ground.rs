//! From what a model says to a claim: every part of it found in the text, or left out with a problem.

use std::ops::Range;

use propos_annotate::Article;
use propos_codebook::Codebook;
use propos_grounding::Source;
use propos_schema::{
    Claim, ClaimKind, Cue, Problem, Resolution, Sentence, Severity, Speaker, TextSpan, Unit,
};

use propos_segment::Quotation;

use crate::answer::ExtractedItem;
use crate::pronouns::is_pronoun;

/// How many units away from the quote its speaker may be mentioned, and its cue may stand.
const SPEAKER_UNITS: usize = 2;
const CUE_UNITS: usize = 1;

/// What begins a turn of a conversation, and the longest name that stands before one, in bytes.
const DASHES: [char; 3] = ['—', '–', '―'];
const LONGEST_LABEL: usize = 80;

/// Finds what a model says in one article.
pub(crate) struct Grounder<'a> {
    article: &'a Article,
    codebook: &'a Codebook,
    source: Source<'a>,
}

impl<'a> Grounder<'a> {
    pub(crate) fn new(article: &'a Article, codebook: &'a Codebook) -> Self {
        Self {
            article,
            codebook,
            source: Source::new(article.text()),
        }
    }

    fn units(&self) -> &'a [Unit] {
        &self.article.document().units
    }

    /// The claim, or why there is none. `place` is the claim's id for the problems that concern it.
    pub(crate) fn claim(
        &self,
        item: &ExtractedItem,
        fallback: Range<usize>,
        place: usize,
        problems: &mut Vec<Problem>,
    ) -> Result<Claim, Problem> {
        let text = self.article.text();
        let shown = item
            .sentence
            .and_then(|number| self.units().get(number.checked_sub(1)?))
            .map_or(fallback, |unit| unit.start..unit.end);
        let found = self
            .source
            .find_near(&item.quote, shown)
            .map_err(|reason| ungrounded(reason.as_str()))?;
        let spans: Vec<TextSpan> = found
            .spans
            .iter()
            .filter_map(|span| TextSpan::new(text, span.clone()))
            .collect();
        let Some(first) = spans.first() else {
            return Err(ungrounded("empty"));
        };
        let index = self
            .units()
            .partition_point(|unit| unit.end <= first.start)
            .min(self.units().len().saturating_sub(1));
        let unit = self.units().get(index).copied();
        let range = unit.map_or(0..0, |unit| unit.start..unit.end);
        let mut claim = Claim::new(self.article.document().id.clone(), item.kind, spans);
        claim.sentence = Sentence::new(index, text, range).unwrap_or_default();
        claim.grounding = found.grounding;
        claim.verifiability = item.verifiability;
        claim.statement = item.statement.clone();
        claim.attribution_negated = item.negated;
        let mut note = |code: &str, severity, message: &str| {
            let mut problem = Problem::new(code, severity, message);
            problem.claims.push(place.to_string());
            problems.push(problem);
        };
        if item.kind == ClaimKind::Author {
            claim.speaker = Speaker::author();
        } else {
            let cue = item
                .cue
                .as_deref()
                .map(|cue| self.beside(cue, &claim.extent(), &claim, CUE_UNITS));
            if let Some(None) = cue {
                note(
                    "ungrounded_cue",
                    Severity::Info,
                    "the cue does not stand near the quote",
                );
            }
            claim.cue = cue.flatten().map(|span| Cue::new(span, None));
            let (speaker, is_grounded) = self.speaker(item, &claim);
            claim.speaker = speaker;
            if !is_grounded {
                note(
                    "ungrounded_speaker",
                    Severity::Warning,
                    "the speaker does not stand in the text",
                );
            }
            claim.kind = self.kind(item.kind, &claim);
            if claim.kind != item.kind {
                note(
                    "kind_corrected",
                    Severity::Info,
                    "the quotation marks say another kind",
                );
            }
        }
        if let Some(hedge) = &item.hedge {
            let hedge = self.at(hedge, &claim.extent(), &self.around(&claim, 0));
            if hedge.is_none() {
                note(
                    "ungrounded_hedge",
                    Severity::Info,
                    "the word of doubt does not stand near the quote",
                );
            }
            claim.hedged = hedge.is_some();
            claim.modality.extend(hedge);
        }
        Ok(claim)
    }

    /// A short phrase where it stands inside `within`, of several places the nearest to `near`.
    fn at(&self, phrase: &str, near: &Range<usize>, within: &Range<usize>) -> Option<TextSpan> {
        self.nearest(phrase, near, within, |_| true)
    }

    fn nearest(
        &self,
        phrase: &str,
        near: &Range<usize>,
        within: &Range<usize>,
        fits: impl Fn(&Range<usize>) -> bool,
    ) -> Option<TextSpan> {
        let distance = |place: &Range<usize>| {
            let before = near.start.saturating_sub(place.end);
            before.max(place.start.saturating_sub(near.end))
        };
        let place = self
            .source
            .places(phrase)
            .skip_while(|place| place.start < within.start)
            .take_while(|place| place.end <= within.end)
            .filter(fits)
            .min_by_key(distance)?;
        TextSpan::new(self.article.text(), place)
    }

    /// A short phrase outside a claim's quote, so many units around it or before it in its paragraph; the nearest to `near`.
    fn beside(&self, phrase: &str, near: &Range<usize>, claim: &Claim, n_units: usize) -> Option<TextSpan> {
        let is_outside = |place: &Range<usize>| {
            let mut spans = claim.spans.iter();
            spans.all(|span| place.end <= span.start || span.end <= place.start)
        };
        let mut within = self.around(claim, n_units);
        // In a long turn the speaker stands at its beginning.
        let start = claim.extent().start;
        let paragraphs = &self.article.segmentation().paragraphs;
        let place = paragraphs.partition_point(|paragraph| paragraph.end <= start);
        if let Some(paragraph) = paragraphs.get(place) {
            within.start = within.start.min(paragraph.start);
        }
        self.nearest(phrase, near, &within, is_outside)
    }

    /// The units around a claim, so many on each side.
    fn around(&self, claim: &Claim, n_units: usize) -> Range<usize> {
        let units = self.units();
        let first = claim.sentence.index.saturating_sub(n_units);
        let end = claim.extent().end;
        let last = units
            .partition_point(|unit| unit.end < end)
            .saturating_add(n_units)
            .min(units.len().saturating_sub(1));
        let start = units.get(first).map_or(0, |unit| unit.start);
        start..units.get(last).map_or(end, |unit| unit.end)
    }

    /// The kind that the quotation marks of the text leave of what was said. Inside another's quotation anything may be.
    fn kind(&self, said: ClaimKind, claim: &Claim) -> ClaimKind {
        let quotations = &self.article.segmentation().quotations;
        let is_whole = claim.spans.iter().all(|span| {
            let holds = |quotation: &Quotation| quotation.start <= span.start && span.end <= quotation.end;
            quotations.iter().any(holds)
        });
        let is_part = claim.spans.iter().any(|span| {
            let cuts = |quotation: &Quotation| {
                let is_beside = quotation.end <= span.start || span.end <= quotation.start;
                let is_around = quotation.start <= span.start && span.end <= quotation.end;
                !is_beside && !is_around
            };
            quotations.iter().any(cuts)
        });
        match said {
            ClaimKind::Direct if is_whole || self.is_turn(claim) => ClaimKind::Direct,
            ClaimKind::Direct | ClaimKind::Indirect if is_part => ClaimKind::Mixed,
            ClaimKind::Direct => ClaimKind::Indirect,
            ClaimKind::Mixed if !is_whole && !is_part && claim.spans.len() == 1 => ClaimKind::Indirect,
            _ => said,
        }
    }

    /// Whether a claim stands in the turn of a conversation, which needs no quotation marks: `Mme MOREL. — Non.`, `— Non.`, or
    /// the answer below a question that a dash begins.
    fn is_turn(&self, claim: &Claim) -> bool {
        let paragraphs = &self.article.segmentation().paragraphs;
        let start = claim.extent().start;
        let place = paragraphs.partition_point(|paragraph| paragraph.end <= start);
        let text = |place: usize| self.article.text().get(paragraphs.get(place)?.clone());
        let begins_with_dash = |place: usize| text(place).is_some_and(|text| text.starts_with(DASHES));
        let label = paragraphs.get(place).and_then(|paragraph| {
            let opening = self.article.text().get(paragraph.start..start)?;
            let mark = opening.find(|character| character == ':' || DASHES.contains(&character))?;
            Some(paragraph.start..paragraph.start + mark)
        });
        let mention = claim.speaker.mention.as_ref();
        let is_labelled = label.zip(mention).is_some_and(|(label, mention)| {
            label.len() <= LONGEST_LABEL && label.start <= mention.start && mention.end <= label.end
        });
        is_labelled || begins_with_dash(place) || place.checked_sub(1).is_some_and(begins_with_dash)
    }

    /// The speaker, and whether all that was said of one stands in the text.
    fn speaker(&self, item: &ExtractedItem, claim: &Claim) -> (Speaker, bool) {
        let language = &self.article.document().lang;
        // A pronoun is no name.
        let named = item.name.as_deref().filter(|name| !is_pronoun(language, name));
        let Some(said) = &item.speaker else {
            let name = named.and_then(|name| self.anywhere(name, claim));
            let is_grounded = named.is_none() || name.is_some();
            let mut speaker = Speaker::unnamed(Resolution::Implicit);
            speaker.id = name.as_deref().and_then(|name| self.actor_id(name));
            speaker.name = name;
            return (speaker, is_grounded);
        };
        let cue = claim.cue.as_ref().map(|cue| cue.start..cue.end);
        let near = cue.unwrap_or_else(|| claim.extent());
        let mention = self.beside(said, &near, claim, SPEAKER_UNITS);
        let is_pronoun = is_pronoun(language, said);
        let full = named.and_then(|name| self.anywhere(name, claim));
        let is_name_grounded = named.is_none() || full.is_some();
        let own = || self.anywhere(said, claim).filter(|_| !is_pronoun);
        let name = full.or_else(own);
        let resolution = match (&mention, &name) {
            (Some(_), _) if is_pronoun => Resolution::Pronoun,
            (Some(mention), Some(name)) if name.len() > mention.text.len() => Resolution::Coreference,
            (Some(_), _) => Resolution::Explicit,
            (None, Some(_)) => Resolution::Implicit,
            (None, None) => Resolution::Unspecified,
        };
        let is_grounded = is_name_grounded && (mention.is_some() || name.is_some());
        let mut speaker = Speaker::unnamed(resolution);
        speaker.id = name.as_deref().and_then(|name| self.actor_id(name));
        speaker.name = name;
        speaker.mention = mention;
        (speaker, is_grounded)
    }

    /// A name as it stands somewhere in the text.
    fn anywhere(&self, name: &str, claim: &Claim) -> Option<String> {
        let whole = 0..self.article.text().len();
        self.at(name, &claim.extent(), &whole).map(|span| span.text)
    }

    /// The codebook's actor of this name.
    fn actor_id(&self, name: &str) -> Option<String> {
        let is_called = |form: &str| folded(form).eq(folded(name));
        self.codebook
            .actors
            .iter()
            .find(|actor| {
                actor.name.iter().any(|(_, form)| is_called(form))
                    || actor
                        .aliases
                        .iter()
                        .flat_map(|(_, forms)| forms)
                        .any(|form| is_called(form))
            })
            .map(|actor| actor.id.clone())
    }

    /// What a labeller's model copied as the actor of a deed, where it stands in the claim's sentence.
    pub(crate) fn actor(&self, said: &str, claim: &Claim) -> Option<String> {
        let within = self.around(claim, 0);
        self.at(said, &claim.extent(), &within).map(|span| span.text)
    }
}

/// A name as it is compared: small letters, one kind of apostrophe.
fn folded(name: &str) -> impl Iterator<Item = char> {
    name.chars()
        .map(|character| if character == '’' { '\'' } else { character })
        .flat_map(char::to_lowercase)
}

fn ungrounded(reason: &str) -> Problem {
    Problem::new(
        "ungrounded_quote",
        Severity::Warning,
        format!("a quote that the model gave does not stand in the text ({reason})"),
    )
}
