//! Lists of words that one rule asks for, named as in the data files.

named! {
    /// A list of words that one rule asks for. What many ask for is a group.
    WordList {
        /// Names a source before the colon of a headline: *Poll: …*
        HeadlineSource => "headline-source",
        /// How somebody speaks, where what is said follows a colon: *she was blunter: …*
        Tone => "tone",
        /// What somebody calls something in a word without an article: *called it piracy*.
        JudgingNoun => "judging-noun",
        /// What somebody finds something.
        JudgingAdjective => "judging-adjective",
        /// What is a verdict behind *is*, where it tells for whom: *For Roe, the offer is an insult*. No blow or victory that comes to somebody.
        Verdict => "verdict",
        /// Verbs of finding out and deciding: who meets in order to do that says nothing.
        Silent => "silent",
        /// Verbs that tell of a feeling of whom they have for their object: *what worries them*.
        Moves => "moves",
        /// Somebody’s noun that tells what they hold where *is that* follows: *her position is that …*
        HeldNoun => "held-noun",
        /// What is granted and not admitted: *räumt der Sicherheit Vorrang ein*.
        Granted => "granted",
        /// Opens a line that stands by an article and tells of it: *By Ann Roe*, *Published 14 March*, *Read more: …*
        AboutArticle => "about-article",
        /// Verbs that say and do nothing else.
        Asserts => "asserts",
        /// Verbs of what is in somebody’s mind, and of nothing that they say.
        Holds => "holds",
        /// Verbs that want something done: a base form follows their *that*.
        Demands => "demands",
        /// What is done in order to speak: *marched to protest the ruling*.
        Deed => "deed",
        /// Of these deeds, those behind which the infinitive may stand at once.
        Assembles => "assembles",
        /// Verbs behind which what somebody is called follows without *as*.
        Calls => "calls",
        /// Verbs whose passive tells what is due and not what somebody says.
        NotSaid => "not-said",
        /// Verbs of judging whose frames are those of *call*.
        Judges => "judges",
        /// A newspaper, agency or broadcaster to which people speak: *a déclaré à Reuters Pierre Roy*.
        Medium => "medium",
        /// Verbs that only present or treat something *as* what follows: *présenté par son auteur comme une fable*.
        Presents => "presents",
        /// Opens a clause that tells when, why or against what something is done: no part of an object before it.
        TellsWhen => "tells-when",
        /// Stands before the amount that something is put at: *put the figure at 50,000*.
        NearAmount => "near-amount",
        /// What parts from a verb and joins it again: *an|kündigen*. At the end of a clause it is the end of its verb.
        Particle => "verb-particle",
        /// How a particle may begin a verb that has *zu* within: *einzugestehen*.
        JoinsWithZu => "joins-with-zu",
        /// How a text comes from somebody: *issued a statement condemning the test*.
        Issues => "issues",
        /// Verbs that tell no more than that something is said: *filed a motion to unseal the records*.
        Raises => "raises",
        /// Verbs that want an object, so that a clause without one is relative: *an idea that they share*.
        TakesObject => "takes-object",
        /// Verbs whose passive tells what was decided or done, and not what was said.
        Decided => "decided",
        /// Verbs whose expressions have a noun that adjectives may qualify: *expressed deep concern*.
        Qualified => "qualified",
        /// What somebody can admit. Behind a verb that admits, other things are only known again: *a reconnu la voiture*.
        Admitted => "admitted",
        /// Verbs of finding something to be so, where two phrases or quoted words behind them tell what: *considered debt a last resort*.
        Weighs => "weighs",
        /// Verbs behind which something may be called something without *as*: *thinks the tax a folly*.
        Reckons => "reckons",
        /// Verbs that put an amount at a figure: *put the figure at 50,000*.
        PutsAt => "puts-at",
        /// Verbs that are done to somebody where a name or pronoun follows: *the Senate confirmed Roe*.
        DoneTo => "done-to",
        /// What a court or an office grants or denies without saying anything: *denied the petition*.
        DecidedOn => "decided-on",
        /// Verbs behind which a name in capitals is given and nothing judged: *called him Coach*.
        GivesName => "gives-name",
        /// Verbs by which *what* is called something: *what analysts call a bear market*.
        NamesWhat => "names-what",
        /// Verbs that compare, whose object and *to* or *with* tell what somebody thinks: *likened the house to a barn*.
        Likens => "likens",
        /// Nouns of a reason behind *on*, with a clause: *on the grounds that*.
        GroundNoun => "ground-noun",
        /// Nouns for whom or what one cites: *citing sources close to the talks*.
        SourceWord => "source-word",
        /// Pronouns for no thing in particular, which say too little: *denied everything*.
        Whatever => "whatever",
        /// Opens what somebody is attacked for: *attacked the plan for its cost*.
        FaultsFor => "faults-for",
        /// Opens a time that is none of a noun: *last quarter*, and not *fourth quarter sales*.
        DatesPeriod => "dates-period",
        /// Opens a clause that tells when, where a verb follows, and else an object’s own words.
        MayTellWhen => "may-tell-when",
        /// Relative pronouns before a subject: *an idea that critics call rash*.
        RelativeObject => "relative-object",
        /// Relative pronouns before a clause or its subject: *which he said had failed*.
        RelativePronoun => "relative-pronoun",
        /// Verbs behind which a noun in *-ing* may be a subject: *analysts believe housing starts will rise*.
        BelievesGerund => "believes-gerund",
        /// Tells that somebody does or does not say more: *could not say more*.
        SaysMore => "says-more",
        /// Opens a condition before what is said: *said if it failed they would leave*.
        FrontsIf => "fronts-if",
        /// Stands before a number and belongs to it: *says up to 300 people had*.
        AboutNumber => "about-number",
        /// What is said and tells nothing: *said a prayer*.
        GreetingWord => "greeting-word",
        /// Opens an adverbial before the clause that is said: *said despite the rain work went on*.
        FrontsClause => "fronts-clause",
        /// Relative pronouns with *whose*, which no noun begins with.
        RelativeClause => "relative-clause",
        /// Verbs that say little by themselves: *La loi reste, aux yeux du Conseil, fragile*.
        Remains => "remains",
        /// Words of a negation behind a French verb.
        DeniesBehind => "denies-behind",
        /// Determiners of one person or thing: *Le texte, dénoncent les élus*.
        OneNoun => "one-noun",
        /// Opens a clause that another must follow: *When the pump failed*.
        FrontsSubordinate => "fronts-subordinate",
        /// Stands before the noun of a time that a clause tells: *by the time the engine arrived*.
        OpensMoment => "opens-moment",
        /// Tells which moment is meant: *the first time he spoke*.
        WhichMoment => "which-moment",
        /// Nouns of a time that a clause tells: *the day the bridge fell*.
        MomentNoun => "moment-noun",
        /// Places that are called after people: *en la calle Carlos Ruiz*.
        NamedPlace => "named-place",
        /// Multiplies a sum in figures: *the £18 million*.
        MillionWord => "million-word",
        /// Verbs by which polls show something without saying so outright: *the poll indicates a tight race*.
        Hints => "hints",
        /// Verbs that a number follows where money is given: *backs 40 firms*.
        Funds => "funds",
        /// Verbs by which a court or an office decides: *denied the petition*.
        Decides => "decides",
        /// Verbs of calling that give no verdict by *as* alone.
        NamesBare => "names-bare",
        /// Nouns of a time that qualifies another noun: *fourth quarter sales*.
        PeriodNoun => "period-noun",
        /// The articles that open a phrase for what something is called: *thinks the tax a folly*.
        IndefiniteArticle => "indefinite-article",
    }
}

/// How many numbers hold the lists that a word stands in.
const NUMBERS: usize = 5;

const _: () = assert!(
    WordList::NAMES.len() <= NUMBERS * u64::BITS as usize,
    "there are more lists than bits"
);

/// The lists that a word stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct WordLists([u64; NUMBERS]);

impl WordLists {
    /// Whether a list is among them.
    pub(crate) fn has(&self, list: WordList) -> bool {
        let number = self.0.get(Self::number(list)).copied();
        number.unwrap_or_default() & Self::bit(list) != 0
    }

    /// Puts a list in.
    pub(super) fn insert(&mut self, list: WordList) {
        if let Some(number) = self.0.get_mut(Self::number(list)) {
            *number |= Self::bit(list);
        }
    }

    const fn number(list: WordList) -> usize {
        list as usize / u64::BITS as usize
    }

    const fn bit(list: WordList) -> u64 {
        1 << (list as u32 % u64::BITS)
    }
}
