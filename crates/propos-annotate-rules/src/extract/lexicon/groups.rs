//! Sets of word groups and of verb frames, named as in the data files.

named_set! {
    /// A list of words.
    Group, Groups, u128 {
        Determiner => "determiner",
        Indefinite => "indefinite",
        Demonstrative => "demonstrative",
        Preposition => "preposition",
        Of => "of",
        Conjunction => "conjunction",
        And => "and",
        Subordinator => "subordinator",
        Contrast => "contrast",
        Relative => "relative",
        RelativeSubject => "relative-subject",
        That => "that",
        Wh => "wh",
        Negation => "negation",
        ObjectClitic => "object-clitic",
        Reflexive => "reflexive",
        Pronoun => "pronoun",
        Masculine => "masculine",
        Feminine => "feminine",
        PluralPronoun => "plural-pronoun",
        SelfPronoun => "self-pronoun",
        YouPronoun => "you-pronoun",
        Neuter => "neuter",
        StressedPronoun => "stressed-pronoun",
        Unspecified => "unspecified",
        Nobody => "nobody",
        Adverb => "adverb",
        Time => "time",
        Title => "title",
        TitleMasculine => "title-masculine",
        TitleFeminine => "title-feminine",
        Role => "role",
        Organization => "organization",
        Document => "document",
        Criterion => "criterion",
        Inanimate => "inanimate",
        Information => "information",
        OpinionClause => "opinion-clause",
        OpinionWhich => "opinion-which",
        OpinionInfinitive => "opinion-infinitive",
        Reason => "reason",
        SpeechNoun => "speech-noun",
        /// Whose view follows *for*: `os analistas`, `la oposición`.
        OpinionHolder => "opinion-holder",
        ConvictionAdjective => "conviction-adjective",
        AdjectiveToo => "adjective-too",
        Descriptor => "descriptor",
        Place => "place",
        According => "according",
        Amount => "amount",
        AmountUnit => "amount-unit",
        Article => "article",
        AsSaid => "as-said",
        But => "but",
        Degree => "degree",
        Discretion => "discretion",
        LightInfinitive => "light-infinitive",
        TakenUp => "taken-up",
        TimeAdjective => "time-adjective",
        ToSeveral => "to-several",
        ToThe => "to-the",
        Upon => "upon",
        FromBody => "from-body",
        What => "what",
        Comparison => "comparison",
        Manner => "manner",
        One => "one",
        Possessive => "possessive",
        SourceStart => "source-start",
        TakesBe => "takes-be",
        Without => "without",
        ToInfinitive => "to-infinitive",
        InfinitiveOf => "infinitive-of",
        InfinitiveTo => "infinitive-to",
        For => "for",
        On => "on",
        Against => "against",
        Addressee => "addressee",
        Have => "have",
        Be => "be",
        Modal => "modal",
        SemiAuxiliary => "semi-auxiliary",
        Hedge => "hedge",
        HedgeVerb => "hedge-verb",
        Obligation => "obligation",
        Greeting => "greeting",
        Hypothesis => "hypothesis",
        /// A noun that tells how somebody judges what its preposition names: `criticism of`, `support for`.
        JudgementNoun => "judgement-noun",
        NounToo => "noun-too",
        Prenominal => "prenominal",
        Particle => "particle",
        Demonym => "demonym",
        Body => "body",
        FirstName => "first-name",
        FirstNameFeminine => "first-name-feminine",
        /// A noun behind *nach* or before *zufolge* whose genitive is the source: `Angaben`.
        SourceNoun => "source-noun",
        /// Forms of auxiliaries that report: `habe`, `sei`.
        Conjunctive => "conjunctive",
        /// `soll`: others say so.
        HearsayModal => "hearsay-modal",
        /// `will`: an intention is told.
        Want => "want",
        /// Nouns that end names as well as compounds: `mann`.
        NotEnding => "not-ending",
        /// What something is done for: `in a bid to win votes`.
        Attempt => "attempt",
        /// What begins a time: `last week`, `early Tuesday`.
        BeforeTime => "before-time",
        /// An adjective that stands behind its noun: `people familiar with the matter`.
        BehindNoun => "behind-noun",
        /// A body that exists to hold opinions: `association`.
        Campaigner => "campaigner",
        /// A noun that says what something said is: `favors a ban, a stance that`.
        CommentNoun => "comment-noun",
        /// A noun whose `for` tells what is wanted: `call for`.
        DemandNoun => "demand-noun",
        /// A determiner that may begin a genitive: `des`.
        Genitive => "genitive",
        /// What whoever acts thinks: `on the grounds that`.
        Grounds => "grounds",
        /// A verb that stands first before who speaks and a quotation: `Added Ann Lee: “`.
        OpensQuotation => "opens-quotation",
        /// What stands before a determiner or in its place: `both`.
        Predeterminer => "predeterminer",
        /// What opens a circumstance behind a comma: `malgré`.
        Circumstance => "circumstance",
        /// A noun that counts those behind its `of`: `a number of deputies`.
        Quantity => "quantity",
        /// Why something was done: `in protest at the cuts`.
        Reaction => "reaction",
        /// Where something was said: `in a statement`.
        Setting => "setting",
        /// A word for several that does not look it, or for those who take a plural verb: `police`.
        Several => "several",
        /// That something said is about: `Speculation is growing that`.
        Spread => "spread",
        /// A form of the mood that only thinks of something: `käme`.
        ThoughtOf => "thought-of",
        /// What the author makes of a deed: `in a blow to the government`.
        Effect => "effect",
        /// What somebody sees or thinks: `by Lee’s account`, `ihrer Ansicht nach`.
        ViewNoun => "view-noun",
        /// Words, and no work that takes its time as `Recherchen` do: `nach Angaben`.
        WordNoun => "word-noun",
        /// A verb whose passive tells by itself that somebody said so: `accusé d’avoir menti`.
        Charge => "charge",
        /// A verb of making known, whose passive is no demand and no verdict: `le plan annoncé par la mairie`.
        MakesKnown => "makes-known",
        /// A verb of saying more: `sans donner de détails`.
        GivesDetails => "gives-details",
        /// What begins a reference in brackets: `(voir page 12)`.
        Reference => "reference",
        /// Behind a conditional, what did not happen: `aurait dû`, `aurait préféré`.
        Unreal => "unreal",
        /// How a sentence begins that needs no verb: `Pas question, …`.
        Verbless => "verbless",
        /// What is asked for without an article: `réclame justice`; what is threatened: `threatened retaliation`.
        BareObject => "bare-object",
        /// A noun for how somebody put something: `la formule d’Aristote :`.
        Wording => "wording",
    }
}

named_set! {
    /// What may follow a reporting verb.
    Frame, Frames, u32 {
        /// `que …`, `that …`.
        Clause => "clause",
        /// A clause without `that`.
        BareClause => "zero",
        /// A bare infinitive.
        BareInfinitive => "bare",
        /// `de` and an infinitive; English `to` and one.
        Infinitive => "de",
        /// `à` and an infinitive or a noun.
        To => "a",
        /// A noun phrase is the content.
        Object => "object",
        /// A noun phrase is the content where it names information.
        Inform => "inform",
        /// `pour`, `for`.
        For => "for",
        /// `contre`, `against`.
        Against => "against",
        /// `de`, `of` and a noun phrase.
        Of => "of",
        /// `si`, `comment`, `why` …
        Wh => "wh",
        /// To someone, `de` and an infinitive.
        ToSomeoneInfinitive => "to-someone",
        /// Someone, `à` and an infinitive or noun; English: someone, `to` and an infinitive.
        SomeoneTo => "someone-a",
        /// Someone, `de` and an infinitive; English: someone, `of` and a gerund or noun.
        SomeoneOf => "someone-de",
        /// Someone, then `que` or `that`.
        Someone => "someone",
        /// A quotation.
        Quote => "quote",
        /// Facts do it as well as people.
        Evidence => "evidence",
        /// Shows that something is so: a text or an expert does it by speaking, anybody else by being.
        Fact => "fact",
        /// A gerund.
        Gerund => "ing",
        /// Someone or something, then `as` or a name for it.
        As => "as",
        /// English `about` or `over` and what one worries about.
        About => "about",
        /// English `on` and a person, then `to`.
        OnSomeoneTo => "on-to",
        /// `sur` and a noun phrase: `tabler sur`.
        On => "on",
        /// An amount and what it is of, in either order: `chiffre à trois millions le coût`.
        Estimate => "estimate",
        /// Something is seen as something: `y voit un signe`.
        See => "see",
        /// What is said is the infinitive behind: `beeilte sich zu erklären`.
        Told => "told",
        /// With `on` or `nous` it is what everybody sees: `on sait que`.
        Own => "own",
        /// An adjective is the content: `se dit choqué`.
        State => "state",
        /// Behind a colon, a clause without quotation marks.
        Colon => "colon",
        /// What its last words name, with what follows them: `exprime son inquiétude face à la crise`.
        Feeling => "feeling",
    }
}

impl Groups {
    /// The values of both sets.
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether any value of the other set is in this one.
    pub(crate) const fn has_any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether a word of these groups may be somebody’s first name.
    pub(crate) const fn has_first_name(self) -> bool {
        self.has_any(Self::of(&[Group::FirstName, Group::FirstNameFeminine]))
    }

    /// The set of some values.
    pub(crate) const fn of(values: &[Group]) -> Self {
        let mut bits = 0;
        let mut at = 0;
        while at < values.len() {
            bits |= 1 << values[at] as u32;
            at += 1;
        }
        Self(bits)
    }
}

impl Frames {
    /// Whether nothing is in the set.
    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The values of both sets.
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Puts all values of another set in.
    pub(crate) fn merge(&mut self, other: Self) {
        self.0 |= other.0;
    }
}
