//! The languages that have rules, each with its data files. A language is added here, and where its verbs are inflected.

use propos_segment::Lang;

/// The data files of a language, compiled in.
#[derive(Debug)]
pub(crate) struct Language {
    pub(crate) lang: Lang,
    /// Words by what they do in reported speech.
    pub(crate) words: &'static str,
    /// Reporting verbs by what may follow them.
    pub(crate) reporting_verbs: &'static str,
    /// Verbs that report nothing, so that they are known as verbs.
    pub(crate) common_verbs: &'static str,
    /// Forms that no rule gives.
    pub(crate) irregular_verbs: &'static str,
    /// Reporting expressions of several words.
    pub(crate) locutions: &'static str,
    /// Words for topics, stances and verifiability.
    pub(crate) label: &'static str,
    /// Their words and those of embedded codebooks with folded forms and stems, as the build script writes them.
    pub(crate) stems: &'static str,
    /// Words of amounts.
    pub(crate) figures: &'static str,
    /// Words of quantities of which a thing has one at a time.
    pub(crate) quantities: &'static str,
}

macro_rules! languages {
    ($($lang:ident => $code:literal),+ $(,)?) => {
        /// Every language that has rules.
        pub(crate) const LANGUAGES: &[Language] = &[$(Language {
            lang: Lang::$lang,
            words: include_str!(concat!("../data/", $code, "/words.txt")),
            reporting_verbs: include_str!(concat!("../data/", $code, "/reporting-verbs.txt")),
            common_verbs: include_str!(concat!("../data/", $code, "/common-verbs.txt")),
            irregular_verbs: include_str!(concat!("../data/", $code, "/irregular-verbs.txt")),
            locutions: include_str!(concat!("../data/", $code, "/locutions.txt")),
            label: include_str!(concat!("../data/", $code, "/label.txt")),
            stems: include_str!(concat!(env!("OUT_DIR"), "/", $code, ".txt")),
            figures: include_str!(concat!("../data/", $code, "/figures.txt")),
            quantities: include_str!(concat!("../data/", $code, "/quantities.txt")),
        }),+];

        /// Their codes.
        pub(crate) const CODES: &[&str] = &[$($code),+];
    };
}

languages! {
    De => "de",
    En => "en",
    Fr => "fr",
    Es => "es",
    It => "it",
    Pt => "pt",
    Nl => "nl",
}

/// Whether a language is built as French is: articles before nouns, object pronouns before verbs, inversion in incises.
pub(crate) const fn is_romance(lang: Lang) -> bool {
    matches!(lang, Lang::Es | Lang::Fr | Lang::It | Lang::Pt)
}

/// Whether a verb needs no subject: *dijo que* continues whoever was spoken of.
pub(crate) const fn drops_subjects(lang: Lang) -> bool {
    matches!(lang, Lang::Es | Lang::It | Lang::Pt)
}

/// Whether words are put together to new ones.
pub(crate) const fn is_compounding(lang: Option<Lang>) -> bool {
    matches!(lang, Some(Lang::De | Lang::Nl))
}

/// Whether verbs stand behind their objects, unless they are the finite verb of a main clause.
pub(crate) const fn is_verb_final(lang: Option<Lang>) -> bool {
    matches!(lang, Some(Lang::De | Lang::Nl))
}

/// The endings of infinitives that a reflexive is joined to.
pub(crate) const fn reflexive_infinitives(lang: Option<Lang>) -> &'static [&'static str] {
    match lang {
        Some(Lang::Es) => &["arse", "erse", "irse"],
        Some(Lang::It) => &["arsi", "ersi", "irsi"],
        _ => &[],
    }
}

/// The data files of a language, where it has rules.
pub(crate) fn language(lang: Lang) -> Option<&'static Language> {
    LANGUAGES.iter().find(|language| language.lang == lang)
}

/// A value for each language that is made when it is first asked for.
#[derive(Debug)]
pub(crate) struct PerLanguage<T>([std::sync::OnceLock<T>; Lang::ALL.len()]);

impl<T> PerLanguage<T> {
    pub(crate) const fn new() -> Self {
        Self([const { std::sync::OnceLock::new() }; Lang::ALL.len()])
    }

    /// The value of a language; `None` where the language has no rules.
    pub(crate) fn get(&self, lang: Lang, make: impl FnOnce(&'static Language) -> T) -> Option<&T> {
        let language = language(lang)?;
        let place = Lang::ALL.iter().position(|other| *other == lang)?;
        Some(self.0.get(place)?.get_or_init(|| make(language)))
    }
}
