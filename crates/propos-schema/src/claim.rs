//! A claim and its parts.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::label::{Stance, TopicLabel};
use crate::names::named_values;
use crate::span::TextSpan;

/// Something the text says is so, ought to be so or will be so, with the one who says it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Claim {
    /// Derived from the document's id, the quote and which occurrence of it this is: see [`crate::claim_id`].
    pub id: String,
    /// The document the claim was found in.
    pub document_id: String,
    /// The unit in which the quote begins.
    pub sentence: Sentence,
    /// The texts of `spans`, joined by ` […] `.
    pub quote: String,
    /// Where the quote stands, in text order, without the introducing word and without outer quotation marks.
    pub spans: Vec<TextSpan>,
    /// How the words are reported.
    pub kind: ClaimKind,
    /// The id of the claim this one is reported in.
    pub parent: Option<String>,
    /// Who makes the claim.
    pub speaker: Speaker,
    /// The reporting expression; null for a colon or a bare quotation.
    pub cue: Option<Cue>,
    /// The claim as a sentence that stands alone, where an annotator writes one. Not verbatim.
    pub statement: Option<String>,
    /// Whether the claim is marked as uncertain.
    pub hedged: bool,
    /// The kind of conditional, where there is one.
    pub conditional: Option<Conditional>,
    /// The words that mark uncertainty.
    pub modality: Vec<TextSpan>,
    /// Someone is said *not* to have said it.
    pub attribution_negated: bool,
    /// Amounts, percentages, counts and ratios in the quote.
    pub figures: Vec<Figure>,
    /// Whether the claim can be checked against facts.
    pub verifiability: Verifiability,
    /// How much it deserves a check.
    pub check_worthiness: CheckWorthiness,
    /// What it is about; one primary topic once labelled.
    pub topics: Vec<TopicLabel>,
    /// Null when labelling did not run; a coded target absent from the list is *none*.
    pub stances: Option<Vec<Stance>>,
    /// How the quote was found in the text.
    pub grounding: Grounding,
    /// How sure the annotator is of the claim, from 0 to 1.
    pub confidence: Option<f64>,
    /// The annotator that produced the claim.
    pub annotator: String,
    /// The rule that produced it, where asked for.
    pub rule: Option<String>,
}

/// What joins the texts of a quote's spans.
const QUOTE_JOINT: &str = " […] ";

impl Claim {
    /// An author's claim over `spans`, to be filled in. Its id is empty until
    /// [`crate::AnnotatedDocument::assign_ids`] sets it.
    pub fn new(document_id: impl Into<String>, kind: ClaimKind, spans: Vec<TextSpan>) -> Self {
        Self {
            id: String::new(),
            document_id: document_id.into(),
            sentence: Sentence::default(),
            quote: Self::join_quote(&spans),
            spans,
            kind,
            parent: None,
            speaker: Speaker::author(),
            cue: None,
            statement: None,
            hedged: false,
            conditional: None,
            modality: Vec::new(),
            attribution_negated: false,
            figures: Vec::new(),
            verifiability: Verifiability::Factual,
            check_worthiness: CheckWorthiness::default(),
            topics: Vec::new(),
            stances: None,
            grounding: Grounding::Exact,
            confidence: None,
            annotator: String::new(),
            rule: None,
        }
    }

    /// The quote that belongs to `spans`.
    pub fn join_quote(spans: &[TextSpan]) -> String {
        let length = spans.iter().map(|span| span.text.len() + QUOTE_JOINT.len()).sum();
        let mut quote = String::with_capacity(length);
        for (place, span) in spans.iter().enumerate() {
            if place > 0 {
                quote.push_str(QUOTE_JOINT);
            }
            quote.push_str(&span.text);
        }
        quote
    }

    /// Whether the quote is the one that belongs to its spans.
    pub(crate) fn is_quote_joined(&self) -> bool {
        let mut rest = self.quote.as_str();
        for (place, span) in self.spans.iter().enumerate() {
            let joint = if place > 0 { QUOTE_JOINT } else { "" };
            let behind = rest
                .strip_prefix(joint)
                .and_then(|rest| rest.strip_prefix(span.text.as_str()));
            let Some(behind) = behind else { return false };
            rest = behind;
        }
        rest.is_empty()
    }

    /// From the first to the last byte of the quote; empty when there is no span.
    pub fn extent(&self) -> Range<usize> {
        let start = self.spans.iter().map(|span| span.start).min().unwrap_or_default();
        let end = self.spans.iter().map(|span| span.end).max().unwrap_or_default();
        start..end
    }

    /// The primary topic, once labelled.
    pub fn primary_topic(&self) -> Option<&TopicLabel> {
        self.topics.iter().find(|topic| topic.primary)
    }
}

named_values! {
    /// How a claim's words are reported.
    ClaimKind {
        /// Wholly inside quotation marks.
        Direct => "direct",
        /// A reported clause, infinitive or noun phrase.
        Indirect => "indirect",
        /// Reported, with quoted words inside.
        Mixed => "mixed",
        /// What the article asserts in its own voice.
        Author => "author",
    }
}

/// The unit in which a claim begins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Sentence {
    /// Its place in the document's `units`.
    pub index: usize,
    /// Where it begins.
    pub start: usize,
    /// Where it ends (exclusive).
    pub end: usize,
    /// What stands there.
    pub text: String,
}

impl Sentence {
    /// The unit number `index` over a byte range of `text`; `None` when the range does not slice it.
    pub fn new(index: usize, text: &str, range: Range<usize>) -> Option<Self> {
        let span = TextSpan::new(text, range)?;
        Some(Self {
            index,
            start: span.start,
            end: span.end,
            text: span.text,
        })
    }
}

/// Who makes a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Speaker {
    /// The codebook actor's id, where the speaker is one.
    pub id: Option<String>,
    /// The name as fully given anywhere in the document; null for the author and for unnamed speakers.
    pub name: Option<String>,
    /// The mention nearest the cue; null where none is in the sentence or its neighbours.
    pub mention: Option<TextSpan>,
    /// What the article says the speaker is (*fondateur d'Anduril*).
    pub description: Option<String>,
    /// The single speakers, where several speak at once.
    pub members: Vec<Member>,
    /// How mention and name were brought together.
    pub resolution: Resolution,
}

impl Speaker {
    /// The article's author.
    pub const fn author() -> Self {
        Self::unnamed(Resolution::Author)
    }

    /// A speaker without name or mention.
    pub const fn unnamed(resolution: Resolution) -> Self {
        Self {
            id: None,
            name: None,
            mention: None,
            description: None,
            members: Vec::new(),
            resolution,
        }
    }

    /// A speaker by name.
    pub fn named(name: impl Into<String>, mention: Option<TextSpan>, resolution: Resolution) -> Self {
        Self {
            name: Some(name.into()),
            mention,
            ..Self::unnamed(resolution)
        }
    }
}

/// One of several speakers who speak at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Member {
    /// The codebook actor's id, where the member is one.
    pub id: Option<String>,
    /// The member's name.
    pub name: String,
}

impl Member {
    /// A member by name.
    pub fn new(id: Option<String>, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
        }
    }
}

named_values! {
    /// How a speaker was determined.
    Resolution {
        /// A name or a full noun phrase.
        Explicit => "explicit",
        /// A pronoun.
        Pronoun => "pronoun",
        /// A surname alone or a noun such as *la société*.
        Coreference => "coreference",
        /// The speaker of the quotation before goes on.
        Continuation => "continuation",
        /// Nobody is named here; the context tells.
        Implicit => "implicit",
        /// Unnamed (*certains diplomates*).
        Unspecified => "unspecified",
        /// The article's author.
        Author => "author",
    }
}

/// The reporting expression, auxiliaries included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Cue {
    /// Where it begins.
    pub start: usize,
    /// Where it ends (exclusive).
    pub end: usize,
    /// What stands there (*a suggéré*).
    pub text: String,
    /// Its dictionary form (*suggérer*), where known.
    pub lemma: Option<String>,
}

impl Cue {
    /// A cue over a span.
    pub fn new(span: TextSpan, lemma: Option<String>) -> Self {
        Self {
            start: span.start,
            end: span.end,
            text: span.text,
            lemma,
        }
    }
}

named_values! {
    /// What a conditional does in a claim.
    Conditional {
        /// Reports another's word (*serait motivée*).
        Hearsay => "hearsay",
        /// Weakens the claim (*pourrait*).
        Epistemic => "epistemic",
        /// Speaks of what did not happen (*aurait pu*).
        Counterfactual => "counterfactual",
        /// Depends on an *if*.
        Hypothetical => "hypothetical",
        /// Says what ought to be (*devrait*).
        Deontic => "deontic",
    }
}

/// An amount in a quote, with its unit and without *about* or *more than*.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Figure {
    /// Where it begins.
    pub start: usize,
    /// Where it ends (exclusive).
    pub end: usize,
    /// What stands there (*53 milliards de dollars*).
    pub text: String,
    /// What sort of amount it is.
    pub kind: FigureKind,
    /// The number (53000000000.0; 55.0 for 55 %), where it could be read.
    pub value: Option<f64>,
    /// `USD`, `%`, `year`, or the noun counted, where there is one.
    pub unit: Option<String>,
}

impl Figure {
    /// A figure over a span, value and unit unread.
    pub fn new(span: TextSpan, kind: FigureKind) -> Self {
        Self {
            start: span.start,
            end: span.end,
            text: span.text,
            kind,
            value: None,
            unit: None,
        }
    }
}

named_values! {
    /// The sort of an amount.
    FigureKind {
        /// A sum of money.
        Money => "money",
        /// A share in per cent.
        Percent => "percent",
        /// A number of things or people.
        Count => "count",
        /// So many times as much.
        Multiple => "multiple",
        /// A length of time. Dates and years are not figures.
        Duration => "duration",
        /// A physical measure (km, GW, °C).
        Measure => "measure",
    }
}

named_values! {
    /// Whether a claim can be checked against facts.
    Verifiability {
        /// Says that something is or was so.
        Factual => "factual",
        /// Judges.
        Opinion => "opinion",
        /// Says what will be.
        Prediction => "prediction",
        /// Says what ought to be done.
        Directive => "directive",
        /// Cannot be checked for another reason.
        NotVerifiable => "not_verifiable",
    }
}

/// How much a claim deserves a fact-checker's time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CheckWorthiness {
    /// From 0 to 1. Comparable within one annotator only.
    pub score: f64,
    /// Why, in short names such as `figure` or `named_speaker`.
    pub reasons: Vec<String>,
}

impl CheckWorthiness {
    /// A score with its reasons.
    pub const fn new(score: f64, reasons: Vec<String>) -> Self {
        Self { score, reasons }
    }
}

named_values! {
    /// How a quote was found in the text.
    Grounding {
        /// Character for character.
        Exact => "exact",
        /// After folding typography.
        Normalized => "normalized",
        /// In several pieces around an omission.
        Elided => "elided",
        /// Within a small edit distance.
        Fuzzy => "fuzzy",
        /// At more than one place.
        Ambiguous => "ambiguous",
    }
}
