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
        /// What somebody is in a trial and no other party to it: who is introduced as the lawyer is not *la procureure*.
        CourtOffice => "court-office",
        /// Who is tried: nobody with an office in the trial.
        Accused => "accused",
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
        /// Forms of *can* that forbid or allow where they are negated: *no se puede despedir*.
        MayDo => "may-do",
        /// Infinitives of *have* and *be*, behind which *can* tells of what may be so.
        PerfectOrBe => "perfect-or-be",
        /// Prepositions before whom or what a verb of the relative clause has for its object.
        BeforeObject => "before-object",
        /// Opens a clause of time, reason or condition behind a comma.
        OpensTimeFr => "opens-time-fr",
        /// Reflexive pronouns of any person.
        ReflexiveClitic => "reflexive-clitic",
        /// Whose information is the author’s own: *selon nos informations*.
        OurOwn => "our-own",
        /// Words for *where* that open a relative clause.
        WhereRelative => "where-relative",
        /// Nouns for what somebody said, behind *selon les*.
        Words => "words",
        /// Sources that need no article: *aseguraron fuentes del ministerio*.
        SourcePlural => "source-plural",
        /// Opens an answer that has no verb: *Pas question, prévient le syndicat*.
        RefusesStart => "refuses-start",
        /// Pronouns before a verb: *comme l’a dit*.
        CliticBefore => "clitic-before",
        /// Verbs of wanting, which charge nobody.
        WishesCharge => "wishes-charge",
        /// Prepositions before a charge without an article: *de robo*, *di frode*.
        BareOf => "bare-of",
        /// Words for an amount without a noun: *appelle à davantage de réformes*.
        MoreThan => "more-than",
        /// Forms of *want* before *say*: *el término quiere decir*.
        WantsForm => "wants-form",
        /// Determiners of a noun of saying that a relative clause follows: *une affirmation que*.
        BeforeView => "before-view",
        /// Stands before a quoted name that is part of the sentence: *contacté par « Le Temps »*.
        SaidOfIn => "said-of-in",
        /// Joins a sentence to the one before.
        AndBut => "and-but",
        /// Words before *pour que* that make a purpose of it: *assez … pour que*.
        EnoughTo => "enough-to",
        /// Articles joined to a preposition before *que*: *não sabe do que se trata*.
        OfTheWhat => "of-the-what",
        /// Verbs behind which whose deed is wanted may stand: *exige du groupe qu’il publie*.
        WaitsThat => "waits-that",
        /// Prepositions before a noun with a relative clause: *sobre un asunto que*.
        OnSomething => "on-something",
        /// Stressed pronouns that stand behind a verb: *estime elle aussi que*.
        Stressed => "stressed",
        /// What stresses who speaks: *elle-même*.
        Selfsame => "selfsame",
        /// Stands behind a stressed pronoun: *lui aussi*.
        TooOrNot => "too-or-not",
        /// Adverbs between a verb and its clause: *estime même que*.
        EvenSo => "even-so",
        /// Opens a comparison that *que* goes on with.
        ComparesQue => "compares-que",
        /// Words of a French negation around a verb.
        DeniesVerb => "denies-verb",
        /// Subjects that are nobody in particular: *tout prince qui entend*.
        EveryWhoever => "every-whoever",
        /// Forms of *want* of the past, which tell what was tried.
        WantedTo => "wanted-to",
        /// Relative pronouns that are subjects by themselves.
        Whoever => "whoever",
        /// Verbs by which a directive obliges.
        Obliges => "obliges",
        /// Nouns for whoever leads a body: *Son directeur écrit*.
        Leads => "leads",
        /// Whose somebody is, of one owner.
        SingleOwner => "single-owner",
        /// Determiners of one that was spoken of.
        DefiniteOne => "definite-one",
        /// Nouns for a firm, whatever it was called before.
        FirmNoun => "firm-noun",
        /// Nouns for whom a court consists of.
        CourtNoun => "court-noun",
        /// The preposition *à* with and without its article.
        ToThem => "to-them",
        /// Opens a clause between a verb and who speaks: *assure, quand on l’interroge, le patron*.
        WhileAsked => "while-asked",
        /// Prepositions of where or when something was said, before who said it.
        WhereWhen => "where-when",
        /// Prepositions before a medium.
        InMedium => "in-medium",
        /// Prepositions before a text or those told, with who wrote it behind.
        InArticle => "in-article",
        /// Determiners of several who are told.
        SeveralOf => "several-of",
        /// The definite articles of one.
        DefiniteArticle => "definite-article",
        /// Words for years of age: *Ana Ruiz, 55 años*.
        YearsWord => "years-word",
        /// Articles of several.
        PluralArticle => "plural-article",
        /// Nouns that address: *O senhor acha que há crise?*
        YouTitle => "you-title",
        /// Determiners before *dernier*.
        LatterArticle => "latter-article",
        /// Forms of *dernier*.
        LatterWord => "latter-word",
        /// Forms of *premier* and *second* that stand for somebody.
        OrdinalWord => "ordinal-word",
        /// Relative pronouns of French between commas.
        ClauseRelative => "clause-relative",
        /// Prepositions before an infinitive: *pour demander*.
        BeforeInfinitive => "before-infinitive",
        /// Prepositions before a name that they govern.
        GovernsName => "governs-name",
        /// Prepositions before where something was said: *en su discurso*.
        SpokenWhere => "spoken-where",
        /// Stands before a word that goes on with it.
        JoinedBefore => "joined-before",
        /// Pronouns between *et* and a verb.
        PronounBefore => "pronoun-before",
        /// Makes an adjective of the word behind it: *un quai trop court*.
        DegreeBefore => "degree-before",
        /// What stands before a verb and no noun.
        CliticNegation => "clitic-negation",
        /// Auxiliaries of the conditional, which report.
        ConditionalAux => "conditional-aux",
        /// Prepositions before a body whose side somebody takes: *du côté de la mairie*, *au sein du parti*.
        HomePreposition => "home-preposition",
        /// Nouns for those around somebody.
        SideNoun => "side-noun",
        /// Determiners of several.
        PluralDeterminer => "plural-determiner",
        /// Pronouns before *qui* for those who do something.
        ThoseWho => "those-who",
        /// Nouns before whom a body is named: *le président de la région*.
        HeadOf => "head-of",
        /// Auxiliaries that put a passive in the past.
        PastPassive => "past-passive",
        /// Words for *as*.
        AsWhat => "as-what",
        /// Pronouns of the third person before a verb: *comme il l’avait promis*.
        ThirdPronoun => "third-pronoun",
        /// The definite articles, which are pronouns before a verb.
        ArticleOrPronoun => "article-or-pronoun",
        /// Pronouns for what was said: *qualifie cela de*.
        ThisThing => "this-thing",
        /// Words for *as* and *of* before what something is called.
        AsOrOf => "as-or-of",
        /// Pronouns that are subjects and have a verb.
        SubjectBeforeVerb => "subject-before-verb",
        /// Nouns before a colon that are words themselves.
        ColonNoun => "colon-noun",
        /// Verbs behind which what somebody is said to be follows.
        SaysOf => "says-of",
        /// Verbs that tell whom somebody blames for something.
        Blames => "blames",
        /// Pronouns before *que* that are no source: *lo que*.
        FreeWhat => "free-what",
        /// Verbs before the impersonal of another: *não se consegue perceber que*.
        CanMust => "can-must",
        /// Prepositions before the name of a house.
        InHouse => "in-house",
        /// Forms of *paraître* behind *il*.
        Appears => "appears",
        /// Forms of verbs behind *il se*: *il se murmure que*.
        SaysSe => "says-se",
        /// Forms of verbs of reading behind *on*: *on lit dans*.
        ReadsForm => "reads-form",
        /// Forms of *apprendre* behind *on*.
        LearnsForm => "learns-form",
        /// Adverbs for *also* before who speaks.
        AlsoWord => "also-word",
        /// Prepositions before a year.
        InYear => "in-year",
        /// Nouns for what something depends on: *selon l’expérience acquise*.
        ResultNoun => "result-noun",
        /// Prepositions of Italian with their articles: *stando ai primi rilievi*.
        ItalianOf => "italian-of",
        /// What something without a verb is: *Pas question*.
        Unthinkable => "unthinkable",
        /// Forms of *pouvoir* for what may happen: *elle pourrait abaisser ses taux*.
        MayHappen => "may-happen",
        /// Determiners of what one asks for and does not want: *demander l’avis des habitants*.
        CounselOwner => "counsel-owner",
        /// What one asks for and does not want: *demander l’avis des habitants*.
        CounselNoun => "counsel-noun",
        /// Words for an amount before *de*: *réclame davantage de moyens*.
        AmountBefore => "amount-before",
        /// Prepositions before whom something is asked of: *cobrou do governo mais verbas*.
        OfWhom => "of-whom",
        /// Prepositions of where or since when: *a confirmé sur la chaîne la hausse*.
        WhereSince => "where-since",
        /// Prepositions before a date.
        SinceDate => "since-date",
        /// Verbs whose object is the title of a work: *publie « Les Cheminées »*.
        PublishesWork => "publishes-work",
        /// Opens a relative clause behind a name.
        OpensRelative => "opens-relative",
        /// Prepositions that open an adverbial before a quotation.
        AdverbialStart => "adverbial-start",
        /// Prepositions before why somebody calls himself something.
        BecauseOf => "because-of",
        /// Prepositions before where what is quoted is found.
        WhereIn => "where-in",
        /// Prepositions before where something was found: *nella gestione*.
        InTheText => "in-the-text",
        /// Prepositions before a text that speaks: *lit-on dans le communiqué*.
        OnTheText => "on-the-text",
        /// Forms of *signé*.
        SignedForm => "signed-form",
        /// Forms of verbs behind *ainsi*: *Ainsi parle le géologue*.
        SpeaksThus => "speaks-thus",
        /// Words for an author.
        AuthorNoun => "author-noun",
        /// Nouns for what was told, which a passive takes up: *La notizia è stata data dal sindaco*.
        NewsNoun => "news-noun",
        /// Pronouns of whoever speaks, in an interview.
        InDialogue => "in-dialogue",
        /// Pronouns of whoever speaks, where subjects are dropped.
        InDialogueOwn => "in-dialogue-own",
        /// Pronouns that are subjects before a verb.
        SubjectClitic => "subject-clitic",
        /// Words of a negation behind an auxiliary.
        NegationBehind => "negation-behind",
        /// Reflexive pronouns of the third person.
        ReflexiveBefore => "reflexive-before",
        /// Numbers that count all of some: *tous deux plaident*.
        AllThree => "all-three",
        /// Opens the name of a place that stands for who works there: *Hôtel de Matignon*.
        StateSeat => "state-seat",
        /// Words for *by* before whoever does what a passive tells.
        ByWhom => "by-whom",
        /// Ends a set phrase between an auxiliary and its participle: *a d’abord dit*.
        SetPhraseEnd => "set-phrase-end",
        /// Verbs behind a noun of conviction and before what it is: *su temor es que*.
        ThatIs => "that-is",
        /// Verbs of calling something by *comme*: *décrit la réforme comme « injuste »*.
        CallsAs => "calls-as",
        /// Verbs of calling something by *de*: *qualifie la réforme d’« injuste »*.
        CallsOf => "calls-of",
        /// Verbs of finding something to be so without a preposition: *juge la réforme « injuste »*.
        FindsSo => "finds-so",
        /// Verbs of naming what something is by *comme*, *como* and *come*.
        NamesAs => "names-as",
        /// Verbs whose object is explained by what follows it: *explique la hausse par*.
        Explains => "explains",
        /// Stands before what a comparison is made with: *lügt genauso gut, wie er schreibt*.
        AsMuch => "as-much",
        /// Verbs that another one hangs on behind *wie*.
        WishOrBe => "wish-or-be",
        /// Verbs behind which somebody shows how they feel.
        ShowsSelf => "shows-self",
        /// Prepositions before what somebody feels about: *zeigte sich von dem Angebot enttäuscht*.
        FeltAbout => "felt-about",
        /// Determiners of what somebody sees in something: *sah darin einen Fehler*.
        DeterminerOf => "determiner-of",
        /// Forms of verbs that an answer comes with before a colon.
        GivesAnswer => "gives-answer",
        /// Verbs of shouting, whose object may be called something: *riefen ihn „Opa“*.
        Shouts => "shouts",
        /// Makes a result or a manner of the clause with *dass*: *ohne dass*.
        JoinsThat => "joins-that",
        /// Opens an infinitive that tells for what or without what something is done.
        OpensPurpose => "opens-purpose",
        /// Verbs of wanting, behind which another verb tells what.
        WishVerb => "wish-verb",
        /// Verbs whose passive and infinitive tell what others are told.
        TellsOthers => "tells-others",
        /// Prepositions before an object that a clause tells more of.
        AboutObject => "about-object",
        /// Prepositions before a noun that belongs to the one before.
        NounPreposition => "noun-preposition",
        /// Pronouns before *wat* that it takes up: *alles wat*.
        BeforeWhat => "before-what",
        /// Verbs of charging: *wordt ervan beschuldigd*.
        ChargesWith => "charges-with",
        /// Words behind *zijn* for what somebody means to do: *is van plan*.
        IsReady => "is-ready",
        /// Opens a condition or a time behind what is said: *drohte zu gehen, falls nichts geschehe*.
        OpensCondition => "opens-condition",
        /// Adverbs that make a plan of what *soll* tells.
        TellsPlan => "tells-plan",
        /// Adverbs by which whoever told the sentence before goes on: *Dabei soll er*.
        GoesOnThere => "goes-on-there",
        /// Forms of *sein* in talk of something.
        BeForm => "be-form",
        /// Verbs of how words sound: *lautet das Fazit*.
        SoundsVerb => "sounds-verb",
        /// Forms of *werden*.
        PassiveForm => "passive-form",
        /// Forms of verbs behind which *es* has no speaker: *hieß es*.
        IsSaidForm => "is-said-form",
        /// Prepositions before whom it comes from: *hieß es aus der Partei*.
        FromWhom => "from-whom",
        /// Joins a sentence to the one before it with *but*.
        ButJoins => "but-joins",
        /// Stands behind a finite verb of another sentence.
        OfOrAgainst => "of-or-against",
        /// Pronouns for one of those spoken of.
        LatterOne => "latter-one",
        /// Particles before a noun phrase.
        EvenPart => "even-part",
        /// Forms of verbs of wishes and recipes: *man nehme*.
        RecipeForm => "recipe-form",
        /// Behind *sei*, wishes and asides: *Gott sei Dank*.
        SeiBehind => "sei-behind",
        /// Relative pronouns behind *nach*.
        RelativeDative => "relative-dative",
        /// Opens an infinitive with *zu* or *te* that tells for what or without what.
        OpensPurposeTo => "opens-purpose-to",
        /// Opens an infinitive whose noun stands apart from it.
        PurposeStart => "purpose-start",
        /// Adverbs that a clause belongs to: *dazu führen, dass*.
        PointsTo => "points-to",
        /// Forms of *tragen*: *dafür Sorge tragen, dass*.
        BearForm => "bear-form",
        /// Nouns for what the author knows of: *Es gibt einen Hinweis darauf, dass*.
        HintNoun => "hint-noun",
        /// Forms of *geben* behind *es*.
        GiveForm => "give-form",
        /// Forms of verbs by which a task is given: *gaf de renners de opdracht*.
        GivesTask => "gives-task",
        /// Prepositions before where something is said or seen.
        SettingPreposition => "setting-preposition",
        /// Verbs of what things do as well as people: storms threaten, curves point.
        ThreatensToo => "threatens-too",
        /// Pronouns for what something is held to be of: *hielt ihn für schuldfähig*.
        ObjectBefore => "object-before",
        /// Nouns that belong to the verb: *stellte ein Plus in Aussicht*.
        VerbNoun => "verb-noun",
        /// What is turned down or how, and tells nothing: *lehnte eine Stellungnahme ab*.
        DeclinedNoun => "declined-noun",
        /// What something costs or is counted by: *forderte zwölf Tote*.
        VictimNoun => "victim-noun",
        /// Articles of what something is called.
        NamedAs => "named-as",
        /// Particles and set words before a part of the sentence.
        FocusFirst => "focus-first",
        /// Stands before a number that it weighs.
        WeighsNumber => "weighs-number",
        /// Prepositions of why or by what something is so.
        WhyPreposition => "why-preposition",
        /// Determiners of an object before the verb: *Eine Mauer fordern Anwohner*.
        ObjectStart => "object-start",
        /// Verbs that deny or bear out the words of others: *Berichte wies der Minister zurück*.
        DeniesWords => "denies-words",
        /// Adjectives that name parties: *die Grünen*.
        PartyAdjective => "party-adjective",
        /// Verbs of accusing somebody, who stands first.
        Accuses => "accuses",
        /// Forms of modals that tell what is due: *muss noch bestätigt werden*.
        MustShall => "must-shall",
        /// Verbs whose passive may be a deed.
        DoneInPassive => "done-in-passive",
        /// Verbs whose passive tells who is blamed: *Ihm wird Betrug vorgeworfen*.
        BlamesPassive => "blames-passive",
        /// Verbs of estimating: *wird auf drei Millionen geschätzt*.
        Estimates => "estimates",
        /// Determiners and pronouns that are no subject.
        DativeBefore => "dative-before",
        /// Verbs of calling something by words that the negation belongs to.
        CallsNegated => "calls-negated",
        /// Forms of *werden* and *worden*.
        BecomeForm => "become-form",
        /// Pronouns for the sentence before.
        ThisBefore => "this-before",
        /// Nouns for what somebody comes to.
        SummaryNoun => "summary-noun",
        /// Opens a reason that somebody gave: *da er haltlos sei*.
        SinceReason => "since-reason",
        /// Ends the verbs at the end of a clause.
        ClusterEnd => "cluster-end",
        /// Infinitives of *be* and *have*.
        AuxInfinitive => "aux-infinitive",
        /// Infinitives that another one stands before: *fallen zu lassen*.
        ModalInfinitive => "modal-infinitive",
        /// Infinitives of auxiliaries behind a participle and *zu*.
        PerfectInfinitive => "perfect-infinitive",
        /// The articles of German, and what is left of them in Dutch.
        OldArticle => "old-article",
        /// Adjectives of what is known: *die weit verbreitete Ansicht*.
        KnownAdjective => "known-adjective",
        /// Stands before such an adjective: *neben anderen bekannten Gesichtern*.
        KnownTo => "known-to",
        /// Nouns for how somebody sees something: *naar het oordeel van de rechter*.
        ViewNounDutch => "view-noun-dutch",
        /// Stands before *nach* where it is a time: *kurz nach*.
        BeforeAfter => "before-after",
        /// Articles behind *von*.
        ArticleGenitive => "article-genitive",
        /// Forms of *eigen*.
        OwnWord => "own-word",
        /// Adjectives of a source behind *nach*: *nach amtlichen Angaben*.
        SourceAdjective => "source-adjective",
        /// Adjectives that make no source of a noun: *nach falschen Angaben*.
        NoSourceAdjective => "no-source-adjective",
        /// Tells that something is settled: *klar ist*.
        SettledWord => "settled-word",
        /// Opens *wenn es nach ihr geht*.
        IfItGoes => "if-it-goes",
        /// Forms of verbs behind what somebody judges.
        JudgesForm => "judges-form",
        /// Opens what something is.
        NominalStart => "nominal-start",
        /// Verbs whose source stands behind a preposition: *aus dem Bericht geht hervor*.
        ShowsSource => "shows-source",
        /// Joins sentences, or opens one that goes on.
        JoinsMain => "joins-main",
        /// Adverbs that a clause with *dass* belongs to.
        PointsBack => "points-back",
        /// Opens a comparison before the verb: *Anders als die Polizei*.
        ComparesAs => "compares-as",
        /// Participles for somebody who was asked: *Gefragt nach dem Termin*.
        AskedParticiple => "asked-participle",
        /// Pronouns for one of those spoken of, in any gender.
        FormerLatter => "former-latter",
        /// Pronouns that are subjects.
        SubjectForm => "subject-form",
        /// Particles before who stands out: *Auch die Grünen*.
        FocusParticle => "focus-particle",
        /// Particles before *wenn*.
        EvenIf => "even-if",
        /// What a subject of one begins with.
        SubjectOne => "subject-one",
        /// What a subject begins with that is no object.
        SubjectSure => "subject-sure",
        /// Articles before *anderer*.
        OtherArticle => "other-article",
        /// Pronouns for somebody else: *meinte ein anderer*.
        OtherOne => "other-one",
        /// Nouns for words, behind *mit den*: *mit den Worten*.
        SpokenWord => "spoken-word",
        /// Pronouns for somebody who was spoken of.
        SpokenOf => "spoken-of",
        /// Tells that *zou* stands for something else than hearsay.
        NotHearsay => "not-hearsay",
        /// Pronouns of speaker and hearer, whom reported speech has not.
        SpeakerHearer => "speaker-hearer",
        /// Adverbs of what somebody would like.
        Gladly => "gladly",
        /// Pronouns that are objects.
        ObjectForm => "object-form",
        /// Prepositions between somebody and the body they belong to: *Experte beim Institut*.
        AtBody => "at-body",
        /// Pronouns that are an indirect object.
        DativePronoun => "dative-pronoun",
    }
}

/// How many numbers hold the lists that a word stands in.
const NUMBERS: usize = 8;

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
