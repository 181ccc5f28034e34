//! The word classes of the data files.

use propos_segment::Lang;

use super::terms::Freedom;
use crate::strings::cut;

/// Defines the classes with their names in the data files.
macro_rules! classes {
    ($($(#[$meta:meta])* $class:ident => $name:literal),+ $(,)?) => {
        /// What a word or phrase does in a claim.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Class { $($(#[$meta])* $class),+ }

        impl Class {
            /// How many there are at most: each is one bit of a set.
            pub(super) const MOST: usize = u128::BITS as usize;

            /// The class as one bit of a set.
            pub(super) const fn bit(self) -> u128 {
                1 << self as u32
            }

            fn parse(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$class),)+ _ => None }
            }
        }
    };
}

classes! {
    /// Begins a verb group.
    Auxiliary => "auxiliary",
    /// The preposition of opposition.
    Against => "against",
    /// Stands accused in court, where what is said is told of oneself.
    Accused => "accused",
    /// Says that somebody thinks as the one before.
    Agree => "agree",
    /// Makes whom it acts on an opponent.
    Angers => "angers",
    /// A noun that takes up what was said before.
    Anaphor => "anaphor",
    /// Joins two verbs or clauses.
    And => "and",
    /// Grants what it reports.
    Admit => "admit",
    /// Makes something known as one's own measure.
    Announce => "announce",
    /// A verb of approval.
    Approve => "approve",
    /// Reports a word as an argument: *insists*, *warned*.
    Argue => "argue",
    /// An article or another word that phrases leave out.
    Article => "article",
    /// A bad quality or effect.
    Bad => "bad",
    /// Reports a word against what is spoken of.
    Blame => "blame",
    /// A copula or auxiliary.
    Be => "be",
    /// What people value, so that what is done to it is good or bad.
    Boon => "boon",
    /// Begins another clause.
    Break => "break",
    /// Brings about what follows.
    Bring => "bring",
    /// What stands before it is granted.
    But => "but",
    /// Names who does what is said in the passive.
    By => "by",
    /// Says that some are against it.
    CampAgainst => "camp_against",
    /// Says that some are for it.
    CampFor => "camp_for",
    /// Tells of what is under discussion by whom it was made or backed: *introduced by*.
    ByFriend => "by_friend",
    /// The same by whom it was attacked.
    ByFoe => "by_foe",
    /// Comes to an end by itself: *the controls must end*.
    Cease => "cease",
    /// A sign of cause and effect.
    Causal => "causal",
    /// A sign of a comparison.
    Comparison => "comparison",
    /// What follows it is granted.
    Concede => "concede",
    /// A noun of rules that hinder what they rule.
    Control => "control",
    /// A deed that opposes what is under discussion.
    DeedAgainst => "deed_against",
    /// A deed that supports it.
    DeedFor => "deed_for",
    /// A noun of going back on something: *climbdown*, *recul*.
    Retreat => "retreat",
    /// Puts off or studies a measure without turning it down.
    Delay => "delay",
    /// A verb that asks for its complement.
    Demand => "demand",
    /// Denies what is reported.
    Denial => "denial",
    /// Gives what is spoken of a name of the speaker's own.
    Describe => "describe",
    /// Calls it something of the speaker's own, which is seldom kind: *branded it …*, *likened it to …*
    Dub => "dub",
    /// Says that somebody contradicts the one before.
    Disagree => "disagree",
    /// A word of many meanings, which alone says little of what is spoken of.
    Everyday => "everyday",
    /// The speaker.
    FirstPerson => "first_person",
    /// The speaker alone, who tells of himself.
    FirstSingular => "first_singular",
    /// Names the deed for which somebody is praised or blamed: *for having extended it*.
    ForHaving => "for_having",
    /// Becomes less.
    Fall => "fall",
    /// A sign of a prediction.
    Future => "future",
    /// In what introduces a claim: the same speaker goes on.
    GoesOn => "goes_on",
    /// A good quality or effect.
    Good => "good",
    /// Does harm to what it acts on, whatever that is.
    Harms => "harms",
    /// Does good to what it acts on.
    Helps => "helps",
    /// A condition.
    If => "if",
    /// What people suffer from.
    Ill => "ill",
    /// The side in favour behind a vote.
    InFavour => "in_favour",
    /// What follows is turned down.
    Instead => "instead",
    /// Speaks well of whatever it speaks of.
    Kind => "kind",
    /// Turns what it stands beside (*loss of*).
    Lack => "lack",
    /// Turns a quality that follows (*less costly*).
    Less => "less",
    /// Parts an object from what only surrounds it.
    LoosePreposition => "loose_preposition",
    /// A verb that hinders what it acts on.
    Lower => "lower",
    /// A noun of the same.
    LowerNoun => "lower_noun",
    /// Is only possible: *could*, *pourrait*.
    May => "may",
    /// Gives the subject's judgement of what follows: *juge l'accord inacceptable*.
    Judge => "judge",
    /// A noun of measures: what it names is done and not what is done something about.
    Measure => "measure",
    /// A noun of media.
    Media => "media",
    /// What ought to be.
    Modal => "modal",
    /// Needs what follows: *needs repairs* asks nothing of anybody.
    Need => "need",
    /// The first half of a negation.
    Ne => "ne",
    /// A second half that negates with the first only.
    NePlus => "ne_plus",
    /// A negation.
    Negation => "negation",
    /// Looks negated and is not.
    NotNegation => "not_negation",
    /// Looks like a word with a direction and is none.
    NotOperator => "not_operator",
    /// Joins a noun to the one before it: *residents of the street*.
    OfPreposition => "of",
    /// Calls somebody an opponent of what is discussed.
    Opponent => "opponent",
    /// A sign of a judgement.
    Opinion => "opinion",
    /// Says that somebody is one of the speaker's own: *his party*.
    Own => "own",
    /// Begins a verb, and stands at the end of the clause where it is parted from it (*lehnt … ab*).
    Particle => "particle",
    /// A sign of the past.
    Past => "past",
    /// Allows something or makes it easier.
    Permit => "permit",
    /// Makes whom it acts on a supporter.
    Pleases => "pleases",
    /// Reports a word in favour of what is spoken of.
    Praise => "praise",
    /// What follows is no subject.
    Preposition => "preposition",
    /// Stands for what was said before.
    Pronoun => "pronoun",
    /// Turns its complement round.
    Prevent => "prevent",
    /// A verb that furthers what it acts on.
    Raise => "raise",
    /// A noun of the same.
    RaiseNoun => "raise_noun",
    /// Becomes more.
    Rise => "rise",
    /// A verb of disapproval.
    Reject => "reject",
    /// Makes a verb one of the subject's own state (*s'inquiéter*).
    Reflexive => "reflexive",
    /// Begins what is said of a noun.
    Relative => "relative",
    /// Behind a noun makes it a thing that is ruled: *travel rules*.
    Rule => "rule",
    /// Says that a speaker belongs to the one spoken of before.
    SameCamp => "same_camp",
    /// Is on the calendar: *doit se tenir*, and nobody demands it.
    Scheduled => "scheduled",
    /// A word without a topic.
    Stop => "stop",
    /// A sign of a record.
    Superlative => "superlative",
    /// Makes rules strict or lax, whether they or what they rule stand behind it.
    Strictness => "strictness",
    /// Calls somebody a supporter of what is discussed.
    Supporter => "supporter",
    /// Takes away what follows.
    Take => "take",
    /// Begins a reported clause.
    That => "that",
    /// Takes back or gives up what is under discussion.
    Undo => "undo",
    /// The rest of a verb that hinders what stands before (*keep … out*).
    TurnBefore => "turn_before",
    /// Says that somebody has taken no side, or that sides are even: *are split*.
    Undecided => "undecided",
    /// Speaks ill of whatever it speaks of.
    Unkind => "unkind",
    /// A condition that what ought to be fails.
    Unless => "unless",
    /// Keeps, strengthens or carries out what is under discussion.
    Uphold => "uphold",
    /// A vote, with its side behind it.
    Vote => "vote",
    /// A verb of wanting with another verb at the end of its clause: *will … abschaffen*.
    Want => "want",
    /// Wants what follows; who does not want it is against it.
    Wanting => "wanting",
    /// Says what would be if something were not.
    Without => "without",
    /// Begins a question inside a sentence.
    Whether => "whether",
    /// Finds and weighs without taking sides: a court, a study, a source.
    Witness => "witness",
    /// Fears what comes or doubts what is said, which is no opposition yet.
    Worry => "worry",
    /// What would be.
    Would => "would",
}

impl Class {
    /// How freely the forms of a class are matched that are not cut short.
    pub(super) const fn freedom(self) -> Freedom {
        match self {
            // *supporter* and *support* have one stem, and only one of them is somebody.
            Self::Supporter | Self::Opponent => Freedom::Form,
            _ => Freedom::Word,
        }
    }

    /// Whether it is a verb that furthers or hinders, approves or disapproves.
    pub(super) const fn is_verb_of_direction(self) -> bool {
        matches!(
            self,
            Self::Approve | Self::Demand | Self::Lower | Self::Prevent | Self::Raise | Self::Reject
        )
    }
}

/// The forms of a language with their classes, in the order of the file; none where the language has no file.
pub(super) fn forms(lang: Option<Lang>) -> impl Iterator<Item = (Class, &'static str)> {
    let file = lang
        .and_then(crate::languages::language)
        .map_or("", |language| language.label);
    let mut class = None;
    let mut rest = file;
    let lines = std::iter::from_fn(move || {
        let (line, lines) = (!rest.is_empty()).then(|| cut(rest, b'\n'))?;
        rest = lines;
        Some(line.strip_suffix('\r').unwrap_or(line))
    });
    lines.filter_map(move |line| {
        if line.is_empty() || line.starts_with('#') {
            return None;
        }
        if let Some(name) = line.strip_prefix('[') {
            class = Class::parse(name.trim_end_matches(']'));
            return None;
        }
        class.map(|class| (class, line))
    })
}
