//! Lists of German and Dutch words that one rule asks for.

named! {
    /// A list of German and Dutch words that one rule asks for.
    GermanicList {
        /// What is granted and not admitted: *räumt der Sicherheit Vorrang ein*.
        Granted => "granted",
        /// What parts from a verb and joins it again: *an|kündigen*. At the end of a clause it is the end of its verb.
        Particle => "verb-particle",
        /// How a particle may begin a verb that has *zu* within: *einzugestehen*.
        JoinsWithZu => "joins-with-zu",
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
        /// News agencies by the small letters of their names.
        Agency => "agency",
        /// Open a relative clause that is told by what stands before it.
        FromWhich => "from-which",
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
        /// German prepositions with their article, which only nouns stand behind.
        WithArticle => "with-article",
        /// German articles before whom an ending in *-e* shows to be a man.
        MasculineArticle => "masculine-article",
        /// Stands between a German preposition and a name: *aus ganz Bayern*.
        BeforePlace => "before-place",
    }
}
