//! What a reason for a side rests on, and the rule that finds it.

/// What a reason rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::label) enum Basis {
    /// A word with a direction and its object.
    Composed,
    /// What would not be without the object.
    Missed,
    /// Something else is done or wanted in its place.
    Instead,
    /// A demand that the object be.
    Asserted,
    /// The object made known as one's own.
    Announced,
    /// A judgement behind its subject.
    Behind,
    /// A cue of the codebook of several words.
    CuePhrase,
    /// A cue of one word beside a keyword.
    CueWord,
    /// A cue of one word without a keyword near.
    CueAlone,
    /// What is under discussion, taken up.
    Thing,
    /// Praise or blame without an object.
    Tone,
    /// The same in the verb that introduces a claim.
    ToneOfCue,
    /// A name of the speaker's own for it.
    Named,
    /// A call to keep it or give it up.
    Wish,
    /// Something is asked for or forbidden that is not named.
    Asked,
    /// A deed for or against it.
    Deed,
    /// Somebody is pleased or angered by it.
    Moved,
}

impl Basis {
    /// Whether the words say it of the target's own thing.
    pub(in crate::label) const fn is_of_object(self) -> bool {
        matches!(
            self,
            Self::Composed | Self::Missed | Self::Instead | Self::Asserted | Self::Behind
        )
    }

    /// The name of the rule that finds such reasons.
    pub(in crate::label) const fn rule(self) -> &'static str {
        match self {
            Self::Composed => "stance-object",
            Self::Missed => "stance-without",
            Self::Instead => "stance-instead",
            Self::Asserted => "stance-demand",
            Self::Announced => "stance-announced",
            Self::Behind => "stance-predicate",
            Self::CuePhrase | Self::CueWord | Self::CueAlone => "stance-cue",
            Self::Thing => "stance-taken-up",
            Self::Tone | Self::ToneOfCue | Self::Named => "stance-tone",
            Self::Wish => "stance-wish",
            Self::Asked => "stance-asked",
            Self::Deed => "stance-deed",
            Self::Moved => "stance-moved",
        }
    }
}
