//! Lists that one rule asks for in languages of several families.

named! {
    /// A list of words that one rule asks for whatever the language.
    SharedList {
        /// Names a source before the colon of a headline: *Poll: …*
        HeadlineSource => "headline-source",
        /// What somebody calls something in a word without an article: *called it piracy*.
        JudgingNoun => "judging-noun",
        /// Opens a line that stands by an article and tells of it: *By Ann Roe*, *Published 14 March*, *Read more: …*
        AboutArticle => "about-article",
        /// Verbs that also tell what nobody says: *the plan promises jobs*.
        SaidLightly => "said-lightly",
    }
}
