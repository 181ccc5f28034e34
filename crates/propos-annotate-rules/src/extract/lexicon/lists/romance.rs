//! Lists of French, Spanish, Italian and Portuguese words that one rule asks for.

named! {
    /// A list of words of Romance languages that one rule asks for.
    RomanceList {
        /// A newspaper, agency or broadcaster to which people speak: *a déclaré à Reuters Pierre Roy*.
        Medium => "medium",
        /// Verbs that only present or treat something *as* what follows: *présenté par son auteur comme une fable*.
        Presents => "presents",
        /// Verbs whose passive tells what was decided or done, and not what was said.
        Decided => "decided",
        /// What somebody can admit. Behind a verb that admits, other things are only known again: *a reconnu la voiture*.
        Admitted => "admitted",
        /// What somebody is in a trial and no other party to it: who is introduced as the lawyer is not *la procureure*.
        CourtOffice => "court-office",
        /// Who is tried: nobody with an office in the trial.
        Accused => "accused",
        /// Verbs that say little by themselves: *La loi reste, aux yeux du Conseil, fragile*.
        Remains => "remains",
        /// Words of a negation behind a French verb.
        DeniesBehind => "denies-behind",
        /// Determiners of one person or thing: *Le texte, dénoncent les élus*.
        OneNoun => "one-noun",
        /// Places that are called after people: *en la calle Carlos Ruiz*.
        NamedPlace => "named-place",
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
        /// What somebody grants behind what he says: *aunque admitió*.
        Concedes => "concedes",
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
        /// Adjectives before a noun that judge it: *Mauvaise idée, estime le syndicat*.
        JudgesNoun => "judges-noun",
        /// Short adjectives for what something is found to be: *juge le dossier vide*.
        ShortVerdict => "short-verdict",
        /// What one is called to and nobody is asked to do: *appelle ses amis à son secours*.
        CalledTo => "called-to",
        /// Verbs for what people urge others to do, and for what things lead them to do: *inciter*, *animar*.
        Causes => "causes",
        /// Verbs of praise and blame, whose *de* before a bare noun belongs to whom they blame: *blâme un centre de santé*.
        PraisesFor => "praises-for",
        /// Nouns for a law or a rule, which demands and provides: *La loi exige que*.
        LawNoun => "law-noun",
        /// Infinitives behind which a negation denies nothing: *ne cesse de répéter que*.
        GoesOn => "goes-on",
        /// French pronouns for oneself or whom somebody tells: *me disait mon maître*.
        ToldPronoun => "told-pronoun",
        /// What phrases between a French auxiliary and its participle are made of: *a, pour sa part, refusé*.
        BesideAuxiliary => "beside-auxiliary",
        /// French possessives of whom the text speaks.
        TheirOwn => "their-own",
        /// Joins a sentence to the one before, between commas: *selon la mairie, toutefois*.
        JoinsSentence => "joins-sentence",
        /// French titles that everybody may have.
        CivilTitle => "civil-title",
        /// Opens a French phrase that names the one spoken of as a source: *à ses yeux*. Capitals often go without accents.
        BeginsOwnSource => "begins-own-source",
        /// Stands second in such a phrase.
        InOwnSource => "in-own-source",
    }
}
