//! What a rule proposes: an attribution over tokens of one paragraph.

use std::borrow::Cow;
use std::ops::Range;

use super::noun_phrase::Mention;
use super::trim::trim;
use super::view::View;

/// One attribution as a rule sees it.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// The name of the rule.
    pub(crate) rule: &'static str,
    /// The tokens of the content, in text order.
    pub(crate) content: Vec<Range<usize>>,
    /// The tokens of the cue.
    pub(crate) cue: Option<Range<usize>>,
    /// The cue's dictionary form.
    pub(crate) lemma: Option<Cow<'static, str>>,
    /// Who speaks.
    pub(crate) speaker: Source,
    /// Whether the content is wholly quoted.
    pub(crate) is_direct: bool,
    /// Someone is said not to have said it.
    pub(crate) is_negated: bool,
    /// Whether the cue is a conditional: `aurait dit`.
    pub(crate) is_hearsay: bool,
}

/// Where the speaker comes from.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// A mention in the paragraph.
    Mention(Mention),
    /// The one who spoke before goes on.
    Continuation,
    /// Whoever has the turn: named before it, or the one who answers.
    Answer(Option<Mention>),
    /// Whoever spoke with the last speaker, who answers.
    Other,
    /// Somebody whom the sentence before or behind is about.
    Beside(Mention),
    /// The context tells.
    Implicit,
    /// Whoever spoke in the sentence before, if anybody did.
    SentenceBefore,
    /// The verb has no subject, as in *dijo que*: whoever was spoken of goes on.
    Dropped { is_plural: bool },
    /// Nobody is named.
    Unspecified,
}

impl Candidate {
    pub(crate) fn new(rule: &'static str, content: Vec<Range<usize>>, speaker: Source) -> Self {
        Self {
            rule,
            content,
            cue: None,
            lemma: None,
            speaker,
            is_direct: false,
            is_negated: false,
            is_hearsay: false,
        }
    }

    /// A candidate whose content is one stretch.
    pub(crate) fn over(rule: &'static str, content: Range<usize>, speaker: Source) -> Self {
        Self::new(rule, std::iter::once(content).collect(), speaker)
    }

    /// Without marks at the ends of its content.
    pub(crate) fn trimmed(mut self, view: &View<'_>) -> Self {
        self.content = self
            .content
            .into_iter()
            .filter_map(|range| trim(view, range))
            .collect();
        self
    }

    /// From the first to the last token of the content.
    pub(crate) fn extent(&self) -> Range<usize> {
        let start = self.content.first().map_or(0, |range| range.start);
        let end = self.content.last().map_or(0, |range| range.end);
        start..end
    }
}
