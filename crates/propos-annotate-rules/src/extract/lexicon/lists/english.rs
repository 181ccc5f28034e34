//! Lists of English words that one rule asks for.

named! {
    /// A list of English words that one rule asks for. What many ask for is a group.
    EnglishList {
        /// How somebody speaks, where what is said follows a colon: *she was blunter: …*
        Tone => "tone",
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
        /// Verbs that say and do nothing else.
        Asserts => "asserts",
        /// Verbs of what is in somebody’s mind, and of nothing that they say.
        Holds => "holds",
        /// Verbs of what somebody thinks, wants or perceives: in the words of somebody else a part of what is said.
        Thinks => "thinks",
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
        /// Opens a clause that tells when, why or against what something is done: no part of an object before it.
        TellsWhen => "tells-when",
        /// Stands before the amount that something is put at: *put the figure at 50,000*.
        NearAmount => "near-amount",
        /// How a text comes from somebody: *issued a statement condemning the test*.
        Issues => "issues",
        /// Verbs that tell no more than that something is said: *filed a motion to unseal the records*.
        Raises => "raises",
        /// Verbs that want an object, so that a clause without one is relative: *an idea that they share*.
        TakesObject => "takes-object",
        /// Verbs whose expressions have a noun that adjectives may qualify: *expressed deep concern*.
        Qualified => "qualified",
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
        /// Opens a clause that another must follow: *When the pump failed*.
        FrontsSubordinate => "fronts-subordinate",
        /// Stands before the noun of a time that a clause tells: *by the time the engine arrived*.
        OpensMoment => "opens-moment",
        /// Tells which moment is meant: *the first time he spoke*.
        WhichMoment => "which-moment",
        /// Nouns of a time that a clause tells: *the day the bridge fell*.
        MomentNoun => "moment-noun",
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
        /// Participles behind *when* of somebody who is asked: *when asked about the talks*.
        Questioned => "questioned",
        /// Verbs of denying what somebody else said.
        Gainsays => "gainsays",
        /// Opens behind *even* what goes on beside: *even as its shares fell*.
        ThoughBehind => "though-behind",
        /// Opens a noun phrase that is somebody’s or new: *in a sign*, *in their bid*.
        OwnNoun => "own-noun",
        /// Stands before the name of a place in a line of names: *at St. Ives*.
        NearTown => "near-town",
        /// Opens when something is done beside: *after*, *before*, *while*.
        Timely => "timely",
        /// Stands before whose view it is: *in Mr. Roe’s view*.
        ViewMarker => "view-marker",
        /// Nouns behind *to* for how somebody thinks: *to her mind*.
        ToMind => "to-mind",
        /// Joins a sentence to the one before, between commas: *according to the firm, however*.
        Connective => "connective",
        /// Verbs that a quotation may stand around without more: *“…,” she went on, “…”*.
        GoesOnAlone => "goes-on-alone",
        /// Opens a sentence with how it hangs on the one before: *However, sales fell, the firm said*.
        SentenceJoin => "sentence-join",
        /// What English reflexives are.
        Oneself => "oneself",
        /// Ends a noun that somebody is charged with.
        ChargeEnd => "charge-end",
        /// Tells which one is meant before the noun of a cleft: *the only thing*.
        CleftAdjective => "cleft-adjective",
        /// Nouns of a cleft: *the least they could do*.
        CleftNoun => "cleft-noun",
        /// Verbs whose object is what somebody wants and has not said: *what they want is*.
        Wants => "wants",
        /// Tells how much blunter somebody was.
        BluntDegree => "blunt-degree",
        /// Verbs that have a noun of wording for their object before a colon: *offered this advice: …*
        OffersView => "offers-view",
        /// Nouns of wording that may stand for a place: *the house has a view: …*
        PlaceNoun => "place-noun",
        /// Forms of *take*, which makes no place of them: *took this line: …*
        TakesView => "takes-view",
        /// Whose something is, of the third person.
        OwnerPronoun => "owner-pronoun",
        /// Nouns that a colon explains: *her position: …*
        PointNoun => "point-noun",
        /// Opens when or where something is done between a verb and its infinitive.
        TellsWhenDone => "tells-when-done",
        /// Verbs that turn down what others said: *deny claims that*.
        TurnsDown => "turns-down",
        /// Stands before the noun of a reason: *on the theory that*.
        GroundPreposition => "ground-preposition",
        /// Nouns that *for* follows with what is praised or condemned.
        PraiseNoun => "praise-noun",
        /// Stands behind a noun before whose it is, or where and about what it was said.
        OwnerOrPlace => "owner-or-place",
        /// Of these, what tells where or about what.
        WhereSaid => "where-said",
        /// Forms of *have* that a noun follows.
        HasForm => "has-form",
        /// Picks some out of those before a comma: *voters, especially the young*.
        ListedFocus => "listed-focus",
        /// Present and past of *say*.
        SaysForm => "says-form",
        /// Verbs behind which somebody is told to do something.
        OrdersTold => "orders-told",
        /// Stands before what one worries about.
        AboutPreposition => "about-preposition",
        /// Verbs whose *for* and *against* may stand behind whom they are told to.
        LobbiesFor => "lobbies-for",
        /// Verbs of wanting something of others, who are asked nothing: *wants Congress to act*.
        WishesOf => "wishes-of",
        /// Verbs by which a study or a body tells, where *it* does: *it found that*.
        FindsIt => "finds-it",
        /// Verbs whose passive tells what others want: *is expected to rise*.
        ExpectsOf => "expects-of",
        /// Verbs whose passive is all that *what* tells: *in what is being called a purge*.
        CalledWhat => "called-what",
        /// Verbs of judging whose passive is a deed.
        DoneNotSaid => "done-not-said",
        /// Verbs of perceiving, which a bare infinitive follows: *saw their ratings fall*.
        Perceives => "perceives",
        /// Nouns behind *came* that are themselves words: *came the reply*.
        ReplyNoun => "reply-noun",
        /// Forms of verbs before such a noun: *up went the cry*.
        CameForm => "came-form",
        /// Verbs of asking, whose content is a question.
        Asks => "asks",
        /// Verbs that move whom they have for their object: *worried that*.
        Worries => "worries",
        /// Participles behind *not to be* for what somebody does not want done with their words.
        NamedBy => "named-by",
        /// Verbs of commenting, which one declines to do.
        Comments => "comments",
        /// Verbs before a comment that one declines to give.
        GivesComment => "gives-comment",
        /// What one declines to give.
        CommentWord => "comment-word",
        /// How one asks or refuses to speak: *to speak publicly*.
        SpeaksHow => "speaks-how",
        /// Opens an answer without a verb: *Not true, says the council*.
        RefusalStart => "refusal-start",
        /// Verbs that an adjective follows: *seems strange*.
        LooksForm => "looks-form",
        /// Participles that tell what somebody with a role is: *retired general Ann Roe*.
        RoleParticiple => "role-participle",
        /// Forms of *get*, which a participle follows.
        GetForm => "get-form",
        /// Forms of *make*: *made it clear that*.
        MakeForm => "make-form",
        /// Opens a compared number: *more than 300 people*.
        ComparedAmount => "compared-amount",
        /// Tells which time is meant: *early last week*.
        PeriodAdjective => "period-adjective",
        /// Pronouns that are no subject.
        ObjectPronoun => "object-pronoun",
        /// Counts the noun behind it: *the many reasons that*.
        CountWord => "count-word",
        /// Stands before a gerund or noun of what came before or later.
        TimeGerund => "time-gerund",
        /// Articles and *any*, which count nobody.
        AnyArticle => "any-article",
        /// Stands behind a number and before those it is a part of: *eight in 10*.
        PartPreposition => "part-preposition",
        /// Forms of verbs that have a thing for their object where a relative clause may follow: *firms that cannot find the money*.
        FindsThing => "finds-thing",
        /// Opens a time that is no clause: *since July*.
        SinceTime => "since-time",
        /// Asks for a subject: *what happened*.
        WhoWhat => "who-what",
        /// Nouns of a time without a preposition: *what he wrote that night*.
        DayPart => "day-part",
        /// Stands before a noun whose clause tells what it is about: *on speculation that*.
        AboutWord => "about-word",
        /// Stands before *said* where nobody was told: *a man who was there said*.
        HereThere => "here-there",
        /// Opens a clause that is a participle or an adjective alone: *as expected*, *if approved*.
        ShortClause => "short-clause",
        /// Forms of *tell*.
        TellForm => "tell-form",
        /// Opens a phrase that is no name in a place: *no Renault*.
        NoName => "no-name",
        /// Stands before a number that it makes rough: *around 60 percent*.
        RoundNumber => "round-number",
        /// Stands between a subject and its verb: *they both said*.
        Floating => "floating",
        /// Auxiliaries of the past.
        PastAuxiliary => "past-auxiliary",
        /// Opens a time or reason behind a verb.
        OpensReason => "opens-reason",
        /// Makes an adjective of the word behind it: *most promising states*.
        BeforeAdjective => "before-adjective",
        /// Stands for several without a noun: *executives at both say*.
        StandsAlone => "stands-alone",
        /// Counts several, of which a verb in the singular is none: *both sides*.
        CountsSeveral => "counts-several",
        /// Auxiliaries of the third person.
        ThirdAuxiliary => "third-auxiliary",
        /// Makes an adjective of the participle behind it: *well managed banks*.
        BeforeParticiple => "before-participle",
        /// By what something was said: *said by telephone that*.
        ByMedium => "by-medium",
        /// Participles that *of* follows with a charge: *groups accused of fraud*.
        AccusedOf => "accused-of",
        /// Forms of *hold* and *keep*, which a participle follows.
        HoldForm => "hold-form",
        /// Auxiliaries that are names with a capital: *May*, *Will Roe*.
        MaybeName => "maybe-name",
        /// Auxiliaries that are not finite.
        NonfiniteBe => "nonfinite-be",
        /// The articles of English.
        AnyDeterminer => "any-determiner",
        /// Forms of verbs that report, behind a name that is an auxiliary as well.
        SaidForm => "said-form",
        /// Opens what weighs a number: *up to*, *at least*, *close to*, *as many as*.
        EstimateStart => "estimate-start",
        /// Stands between *as* and *as* before a number.
        ManyMuch => "many-much",
        /// Pronouns of one, which no plural verb follows.
        EachOne => "each-one",
        /// Nouns for words that somebody gave.
        SpokenText => "spoken-text",
        /// Stands between an auxiliary and its verb.
        NotYet => "not-yet",
        /// Tells behind *be* what is to come: *is likely to reject*.
        ToCome => "to-come",
        /// Auxiliaries of what may be done: *could announce the cuts in May*.
        MayForm => "may-form",
        /// Verbs of making known, which one may still have to do.
        Announces => "announces",
        /// Verbs of saying that one may have to do: *would have to ask for the power*.
        HasToSay => "has-to-say",
        /// Nouns that stand for so many people: *thousands took to the streets*.
        CrowdCount => "crowd-count",
        /// Stands behind *the* for some people: *the few who voted against it*.
        FewOthers => "few-others",
        /// Pronouns for several behind *of*: *a quarter of those*.
        ThoseThem => "those-them",
        /// What counts nobody among the words for one.
        NoCount => "no-count",
        /// Whose something is, of any person but the second.
        OwnerDeterminer => "owner-determiner",
        /// Pronouns that are subjects.
        SubjectPronoun => "subject-pronoun",
        /// Adverbs for a day: *yesterday Mr Hale told MPs*.
        NearDay => "near-day",
        /// Stands before a gerund that goes on: *even suggesting*.
        EvenBefore => "even-before",
        /// Determiners of a body that nobody named: *her team*.
        AnyOrOwned => "any-or-owned",
        /// Tells that a sentence in the conditional is the author’s own: *would later become*.
        NotCarried => "not-carried",
        /// Stands before where something was written: *as Roe wrote in his book*.
        WroteIn => "wrote-in",
        /// Opens a clause of time before a quotation.
        TimeClause => "time-clause",
        /// Ends the names of firms.
        FirmName => "firm-name",
        /// Whose a noun of saying is.
        OwnerThird => "owner-third",
        /// What belongs to the verb before it: *handed out leaflets*.
        ParticleOfVerb => "particle-of-verb",
        /// Verbs whose passive without an agent is no hedge: *is expected to rise*.
        Forecasts => "forecasts",
        /// Verbs of finding out whether something is so: *is waiting to see if it is true*.
        WaitsToKnow => "waits-to-know",
        /// Verbs of a skill: *They know how to make money*.
        Knows => "knows",
        /// Verbs of showing how, which is a deed: *The cook showed how the oven works*.
        ShowsHow => "shows-how",
        /// Verbs that make somebody do something: *drove the firm to admit*.
        Causes => "causes",
        /// How somebody is one among those who do something: *the latest to say so*.
        Ranks => "ranks",
        /// Verbs that make their subject something.
        Becomes => "becomes",
        /// Nouns behind whose *to* stands what they are against: *opposition to trade*.
        OpposedTo => "opposed-to",
        /// *Be* with its negation: *wasn’t told*.
        NotBe => "not-be",
        /// *Have* with its negation: *hasn’t said*.
        NotHave => "not-have",
        /// Verbs by which somebody takes a side on a person, who may be a pronoun: *endorsed him*.
        TakesSide => "takes-side",
        /// What *that* points to behind *in*: *in that case*.
        SuchCase => "such-case",
        /// What something is said to have brought about: *which drew criticism*.
        Draws => "draws",
        /// Verbs by which somebody gets praise or blame: *drew criticism for*.
        Earns => "earns",
        /// Verbs of perceiving, whose object is heard to say something.
        Catches => "catches",
        /// Verbs that name a source: *quoted the general as saying that*.
        Cites => "cites",
        /// Verbs behind whose *from* a gerund is not done: *refrained from condemning it*.
        LeavesUndone => "leaves-undone",
        /// The verb of an aside that may stand where no clause was made out: *said*.
        Tells => "tells",
        /// Words that may stand before a verb as adverbs: *long*.
        Intensifies => "intensifies",
        /// Verbs whose gerund is not done: *avoids blaming them*.
        Avoids => "avoids",
        /// Forms of verbs by which something is judged: *For Roe, the offer is an insult*.
        Copula => "copula",
        /// What makes a wish of a taste: *would prefer*.
        WouldForm => "would-form",
        /// Adjectives that no ending shows.
        PlainAdjective => "plain-adjective",
        /// Forms of *do*, also with *not*.
        DoForm => "do-form",
        /// Prepositions that may open a clause which tells when.
        TimePreposition => "time-preposition",
        /// Modals of what would be.
        ModalPast => "modal-past",
    }
}
