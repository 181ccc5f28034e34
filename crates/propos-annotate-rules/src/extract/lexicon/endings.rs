//! Endings by what they show.

named! {
    /// What an ending of a word shows where no list has the word.
    Ending {
        /// A notion: `-tion`, `-ness`.
        Abstract => "ending-abstract",
        /// A conditional: `-rebbe`.
        Conditional => "ending-conditional",
        /// Pronouns that hang on an infinitive or a gerund: Spanish `decirle`.
        Enclitic => "ending-enclitic",
        /// A finite verb: `-èrent`.
        Finite => "ending-finite",
        /// Somebody who does something: `-iste`, `-maker`.
        Human => "ending-human",
        /// A gerund or present participle: `-ant`, `-ing`.
        Gerund => "ending-gerund",
        /// An infinitive: `-uire`.
        Infinitive => "ending-infinitive",
        /// An adverb of manner: `-ment`, `-ly`.
        Manner => "ending-manner",
        /// A verb in the plural, and many a noun: Spanish `-an`.
        PluralVerb => "ending-plural-verb",
        /// An adjective of what somebody finds a thing to be: `-able`.
        Verdict => "ending-verdict",
        /// What others told: `-berichte`.
        OfOthers => "ending-of-others",
        /// A body whose name goes on with its field: `Institut für Biologie`.
        Institute => "ending-institute",
        /// A whole word that ends like somebody and is a thing: `valeur`.
        NotHuman => "not-human",
        /// An adjective before its noun: `-able`.
        Adjective => "ending-adjective",
        /// An adjective of what something is found to be: *found the law unconstitutional*.
        Finding => "ending-finding",
        /// An adjective behind what it judges.
        Predicative => "ending-predicative",
        /// A German adverb that opens a sentence: `-weise`.
        Adverb => "ending-adverb",
        /// A woman by what she does: `-trice`.
        Feminine => "ending-feminine",
        /// A man by what he does: `-teur`.
        Masculine => "ending-masculine",
        /// A noun behind which *der* is a dative: `-behörde`.
        FeminineNoun => "ending-feminine-noun",
        /// German people and bodies: `-leute`.
        People => "ending-people",
        /// Bodies and people whose business is to have opinions: `-verband`.
        OpinionBody => "ending-opinion-body",
        /// A participle that tells of a noun: `-ée`, before a German noun `-tes`.
        Participle => "ending-participle",
        /// What may be a participle behind an auxiliary: `-u`.
        LooseParticiple => "ending-loose-participle",
        /// What may be a finite verb behind a quotation: `-ait`.
        LooseFinite => "ending-loose-finite",
        /// What German conjunctives of the past end with that no list has: `-hielte`.
        StrongPast => "ending-strong-past",
    }
}
