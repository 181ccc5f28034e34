//! One paragraph as rules see it: tokens, what is known of each, quotations and periods.

mod read;

use std::cell::Cell;
use std::mem::take;
use std::ops::Range;

use propos_segment::Lang;

use super::lexicon::{
    Form, Frames, Group, Groups, Lexicon, PhraseList, Phrases, Reading, RomanceList, WordList,
};
use super::sheet::Sheet;
use super::syntax::{self, Facts, Syntax, VerbForms};
use super::traits::{Stands, Trait, Traits};
use super::verb_group::VerbGroup;
pub(crate) use super::word_table::fold;
use super::word_table::{Folded, Known, WordTable, is_folded, words};
use crate::figures::{Hint, Hinted, hinted};
use crate::head::Head;
use crate::languages::{drops_subjects, is_romance};
use crate::memo::Lent;
use crate::tokens::{Letters, Mark, Token, TokenKind};

/// A paragraph under analysis. Positions are places in `tokens`.
pub(crate) struct View<'a> {
    pub(crate) text: &'a str,
    pub(crate) lang: Lang,
    pub(crate) lexicon: &'static Lexicon,
    pub(crate) tokens: Vec<Token>,
    /// What is known of each token.
    known: Vec<Known>,
    words: Lent<'static, WordTable>,
    /// What words and marks may do in amounts, with their places; those that may do nothing are left out.
    hints: Vec<(usize, Hint)>,
    /// How many quotations each token stands in; marks belong to their own quotation.
    depths: Vec<u8>,
    /// The quotations, outer before inner.
    pub(crate) quotes: Vec<Quote>,
    /// Sentences, except that a quotation is never cut.
    pub(crate) periods: Vec<Range<usize>>,
    /// Whether each token is the first of a period.
    begins_period: Vec<bool>,
    /// Whether each token is the first word of a sentence or of a quotation.
    starts_sentence: Vec<bool>,
    /// Whether each token is the last of a sentence, those inside quotations too.
    ends_unit: Vec<bool>,
    /// English words in their places.
    facts: Vec<Facts>,
    /// English verbs and clauses.
    pub(crate) syntax: Syntax,
    /// Memory for the reporting verbs of one period after another.
    pub(super) groups_memory: Cell<Vec<VerbGroup>>,
    /// What has the memory of all this when the document is read.
    sheet: Lent<'static, Sheet>,
}

/// Words with a capital that are no names.
pub(super) const FUNCTION: Groups = Groups::of(&[
    Group::Determiner,
    Group::Preposition,
    Group::Conjunction,
    Group::Subordinator,
    Group::Pronoun,
    Group::Adverb,
    Group::Unspecified,
    Group::Negation,
    Group::Wh,
    Group::Hedge,
    Group::Modal,
    Group::Verbless,
]);

/// Nouns that lists know: in German they are no names.
pub(super) const NOUN: Groups = Groups::of(&[
    Group::Role,
    Group::Document,
    Group::Inanimate,
    Group::Information,
    Group::Criterion,
    Group::OpinionClause,
    Group::SourceNoun,
    Group::Organization,
]);

/// Longer periods are cut between sentences: rules look around within a period, and time must stay linear.
pub(crate) const MAX_PERIOD: usize = 200;

/// A quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quote {
    /// The opening mark.
    pub(crate) open: usize,
    /// One past the closing mark, or past the last token where none closes it.
    pub(crate) end: usize,
    /// 1 for an outermost one.
    pub(crate) depth: u8,
    /// Whether a mark closes it.
    pub(crate) is_closed: bool,
}

impl Quote {
    /// The tokens between the marks.
    pub(crate) const fn inside(&self) -> Range<usize> {
        let end = if self.is_closed { self.end - 1 } else { self.end };
        self.open + 1..if end > self.open { end } else { self.open + 1 }
    }
}

impl Drop for View<'_> {
    fn drop(&mut self) {
        let sheet = Sheet {
            tokens: take(&mut self.tokens),
            known: take(&mut self.known),
            hints: take(&mut self.hints),
            depths: take(&mut self.depths),
            quotes: take(&mut self.quotes),
            periods: take(&mut self.periods),
            begins_period: take(&mut self.begins_period),
            starts_sentence: take(&mut self.starts_sentence),
            ends_unit: take(&mut self.ends_unit),
            facts: take(&mut self.facts),
            syntax: take(&mut self.syntax),
        };
        if sheet.is_small() {
            *self.sheet = sheet;
        }
    }
}

impl<'a> View<'a> {
    pub(crate) fn new(text: &'a str, lang: Lang, lexicon: &'static Lexicon) -> Self {
        let mut sheet = Sheet::lend();
        let Sheet {
            tokens,
            known,
            hints,
            depths,
            quotes,
            periods,
            begins_period,
            starts_sentence,
            ends_unit,
            facts,
            syntax,
        } = take(&mut *sheet);
        Self {
            text,
            lang,
            lexicon,
            tokens,
            known,
            words: WordTable::lend(lang),
            hints,
            depths,
            quotes,
            periods,
            begins_period,
            starts_sentence,
            ends_unit,
            facts,
            syntax,
            groups_memory: Cell::default(),
            sheet,
        }
    }

    /// Whether the language is built as French is.
    pub(crate) const fn is_romance(&self) -> bool {
        is_romance(self.lang)
    }

    /// Whether a verb needs no subject.
    pub(crate) const fn drops_subjects(&self) -> bool {
        drops_subjects(self.lang)
    }

    /// The token at a place.
    pub(crate) fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// What stands at a place.
    pub(crate) fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.text(self.text))
    }

    /// Whether a place holds this word, in small letters.
    #[inline]
    pub(crate) fn is_word(&self, at: usize, word: &str) -> bool {
        self.head(at) == Head::of(word) && (Head::is_all_of(word) || is_folded(self.word(at), word))
    }

    /// The head of what stands at a place.
    #[inline]
    pub(crate) fn head(&self, at: usize) -> Head {
        self.known.get(at).map_or(Head::default(), |known| known.head)
    }

    /// Whether a place holds a word whose head is known.
    #[inline]
    pub(crate) fn is_folded_word<T: AsRef<str>>(&self, at: usize, word: &Folded<T>) -> bool {
        let text = || word.text.as_ref();
        self.head(at) == word.head && (Head::is_all_of(text()) || is_folded(self.word(at), text()))
    }

    /// `called Friday’s decision a victory`: whether what stands at a place makes the English word before it an owner.
    pub(crate) fn makes_owner(&self, at: usize) -> bool {
        self.is_word(at, "'s") || matches!(self.word(at), "'" | "’")
    }

    /// The sign of a currency, which stands before its amount.
    pub(crate) fn is_currency(&self, at: usize) -> bool {
        matches!(self.word(at), "$" | "£" | "€" | "¥")
    }

    /// Whether a place holds one of these words: `words!["one", "other"]`.
    #[inline]
    pub(crate) fn is_any_word(&self, at: usize, words: &[Folded<&'static str>]) -> bool {
        let head = self.head(at);
        words.iter().any(|word| {
            word.head == head && (Head::is_all_of(word.text) || is_folded(self.word(at), word.text))
        })
    }

    /// Behind the first of some phrases that stands at a place. Their first word is known to stand there.
    fn behind_phrase(&self, at: usize, phrases: &PhraseList) -> Option<usize> {
        if !phrases.may_go_on(self.head(at + 1)) {
            return None;
        }
        phrases
            .iter()
            .find(|words| {
                let mut later = words.iter().enumerate().skip(1);
                later.all(|(n, word)| self.is_folded_word(at + n, word))
            })
            .map(|words| at + words.len())
    }

    /// Whether a word stands in a list that one rule asks for.
    pub(crate) fn is_listed(&self, at: usize, list: impl WordList) -> bool {
        let lists = self.known.get(at).and_then(|known| known.lists);
        lists.is_some_and(|lists| lists.has(list))
    }

    /// Whether what a word may be a form of is a verb in a list that one rule asks for.
    pub(crate) fn is_verb_listed(&self, at: usize, list: impl WordList) -> bool {
        self.readings(at)
            .iter()
            .filter_map(|reading| self.lexicon.verb(*reading))
            .any(|verb| self.lexicon.is_listed(&verb.lemma, list))
    }

    fn phrases(&self, at: usize) -> Option<&'static Phrases> {
        self.known.get(at)?.phrases
    }

    /// Whether a number counts all of them: `tous deux plaident`.
    pub(crate) fn counts_all(&self, at: usize) -> bool {
        self.lang == Lang::Fr
            && self.is_listed(at, RomanceList::AllThree)
            && at
                .checked_sub(1)
                .is_some_and(|all| self.is_any_word(all, words!["tous", "toutes"]))
    }

    /// Behind an adverbial of several words that begins at a place: `pour sa part`, `tout de même`.
    #[inline]
    pub(crate) fn behind_adverbial(&self, at: usize) -> Option<usize> {
        self.behind_phrase(at, &self.phrases(at)?.adverbials)
    }

    /// Behind the words that name a source: `selon`, `à en croire`.
    pub(crate) fn behind_source(&self, at: usize) -> Option<usize> {
        self.behind_phrase(at, &self.phrases(at)?.sources)
    }

    /// Behind a phrase that names the one spoken of as a source: `a su juicio`.
    pub(crate) fn behind_own_source(&self, at: usize) -> Option<usize> {
        self.behind_phrase(at, &self.phrases(at)?.own_sources)
    }

    /// What the word at a place shows by itself.
    #[inline]
    pub(super) fn shows(&self, at: usize, trait_: Trait) -> bool {
        self.known.get(at).is_some_and(|known| known.traits.has(trait_))
    }

    /// Whether the word at a place shows one of several things by itself.
    #[inline]
    pub(super) fn shows_any(&self, at: usize, traits: Traits) -> bool {
        self.known
            .get(at)
            .is_some_and(|known| known.traits.has_any(traits))
    }

    /// What is known of the word at a place.
    #[inline]
    pub(crate) fn groups(&self, at: usize) -> Groups {
        self.known.get(at).map(|known| known.groups).unwrap_or_default()
    }

    /// Whether the word at a place is in a group.
    pub(crate) fn is_in(&self, at: usize, group: Group) -> bool {
        self.groups(at).has(group)
    }

    /// Whether a word may be somebody's first name.
    pub(crate) fn is_first_name(&self, at: usize) -> bool {
        self.groups(at).has_first_name()
    }

    /// The verbs that the word at a place may be a form of.
    #[inline]
    pub(crate) fn readings(&self, at: usize) -> &'static [Reading] {
        self.known.get(at).map_or(&[], |known| known.readings)
    }

    /// Whether the word at a place may be this form of a verb.
    pub(crate) fn may_be(&self, at: usize, form: Form) -> bool {
        self.readings(at).iter().any(|reading| reading.form == form)
    }

    /// What the English word at a place is.
    #[inline]
    pub(crate) fn facts(&self, at: usize) -> Facts {
        self.facts.get(at).copied().unwrap_or_default()
    }

    /// The verb forms that the English word at a place has wherever it stands.
    #[inline]
    pub(crate) fn verb_forms(&self, at: usize) -> VerbForms {
        self.known
            .get(at)
            .map(|known| known.verb_forms)
            .unwrap_or_default()
    }

    /// What may follow the word at a place as a verb, whichever verb it is.
    pub(crate) fn frames(&self, at: usize) -> Frames {
        self.known.get(at).map(|known| known.frames).unwrap_or_default()
    }

    /// Where amounts may begin in a range of bytes.
    pub(crate) fn amounts(&self, bytes: &Range<usize>) -> Option<Hinted<'_>> {
        if self.hints.is_empty() {
            return None;
        }
        let first = self.tokens.partition_point(|token| token.end <= bytes.start);
        let end = self.tokens.partition_point(|token| token.start < bytes.end);
        let first_hint = self.hints.partition_point(|(at, _)| *at < first);
        let hints = self.hints.get(first_hint..)?;
        let n_hints = hints.partition_point(|(at, _)| *at < end);
        hinted(bytes, &self.tokens, first..end, hints.get(..n_hints)?)
    }

    /// What any token of a range is.
    pub(super) fn stands(&self, range: &Range<usize>) -> Stands {
        let tokens = self.tokens.get(range.clone()).unwrap_or_default();
        let known = self.known.get(range.clone()).unwrap_or_default();
        let mut stands = Stands::default();
        for (token, known) in tokens.iter().zip(known) {
            stands.add(token, known);
        }
        stands
    }

    /// Whether the word at a place is a form of a verb that reports, alone or with words behind it.
    pub(crate) fn may_report(&self, at: usize) -> bool {
        self.shows(at, Trait::Reports)
    }

    /// Whether anything is known of the word.
    pub(crate) fn is_known(&self, at: usize) -> bool {
        self.shows(at, Trait::Listed)
    }

    /// Whether a place holds this mark.
    pub(crate) fn is(&self, at: usize, mark: Mark) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(mark))
    }

    /// Whether a place holds any mark, or nothing.
    pub(crate) fn is_mark(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_none_or(|token| matches!(token.kind, TokenKind::Mark(_)))
    }

    /// Whether a place holds a number.
    pub(crate) fn is_number(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Number)
    }

    /// Whether a place holds a word with a capital.
    pub(crate) fn is_capitalised(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            matches!(token.kind, TokenKind::Word | TokenKind::Clitic) && token.letters != Letters::Small
        })
    }

    /// Whether a place holds what looks like a name: a capital where none is due, or one on a word that has no
    /// other business at the start of a sentence.
    #[inline]
    pub(crate) fn is_name(&self, at: usize) -> bool {
        // Most words have none.
        self.is_capitalised(at) && self.is_name_by_capital(at)
    }

    fn is_name_by_capital(&self, at: usize) -> bool {
        let groups = self.groups(at);
        let is_function = groups.has_any(FUNCTION);
        if self.is_first_name(at) {
            return true;
        }
        if self.lang == Lang::De {
            return self.is_german_name(at);
        }
        if self.starts_sentence(at) {
            // `Target said`, `Trump, who`: a verb's form that is no verb here.
            let is_surname = groups.has(Group::Role) && !groups.has(Group::Title);
            let is_subject = self.lang == Lang::En
                && (groups == Groups::default() || is_surname)
                && self.word(at).len() > 2
                && !self.word(at).ends_with('s')
                && self.syntax.role(at) == syntax::Role::None
                && (self.syntax.is_finite(at + 1) || self.is(at + 1, Mark::Comma));
            is_subject
                || !is_function && !self.is_known(at)
                || (!is_function && self.is_capitalised(at + 1) && !self.groups(at + 1).has_any(FUNCTION))
        } else {
            !is_function
                || groups.has(Group::Title)
                || self
                    .token(at)
                    .is_some_and(|token| token.letters == Letters::Capitals)
        }
    }

    /// Whether a word has a capital, and no other ones, where no sentence begins.
    pub(crate) fn has_capital_inside(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|token| token.letters == Letters::Initial)
            && !self.starts_sentence(at)
    }

    /// German writes every noun with a capital: a name is what no list has and no determiner or adjective governs.
    fn is_german_name(&self, at: usize) -> bool {
        let groups = self.groups(at);
        if self
            .token(at)
            .is_some_and(|token| token.letters == Letters::Capitals)
        {
            return true;
        }
        if groups.has_any(FUNCTION) || self.is_in(at, Group::Time) || self.is_in(at, Group::Demonym) {
            return false;
        }
        let before = at.checked_sub(1).filter(|_| !self.starts_sentence(at));
        if before.is_some_and(|before| self.is_first_name(before)) {
            return true;
        }
        let word = self.word(at);
        let is_notion = word.len() > 5
            && [
                "ung", "ungen", "heit", "keit", "schaft", "tion", "tionen", "ismus", "tät", "chen", "nis",
            ]
            .iter()
            .any(|ending| word.ends_with(ending));
        if groups.has_any(NOUN) || is_notion {
            return false;
        }
        let Some(before) = before else {
            // `Betriebsbedingte Kündigungen` opens with an adjective.
            let is_adjective = self.is_capitalised(at + 1)
                && self.groups(at + 1).has_any(NOUN)
                && ["e", "en", "er", "es", "em"]
                    .iter()
                    .any(|ending| word.ends_with(ending));
            return !is_adjective;
        };
        let is_opening = self.starts_sentence(before)
            && ["e", "en", "er", "es", "em"]
                .iter()
                .any(|ending| self.word(before).ends_with(ending));
        if self.is_capitalised(before) && !is_opening && !self.groups(before).has_any(FUNCTION) {
            return true;
        }
        let known = self.groups(before);
        let ends_as_adjective = ["e", "en", "er", "es", "em"]
            .iter()
            .any(|ending| self.word(before).ends_with(ending));
        // `die Pläne`, `neue Pläne`; but `in Berlin`, `sagte Kroll`.
        let is_governed = known.has(Group::Determiner)
            || ends_as_adjective
                && !self.is_mark(before)
                && !known.has_any(FUNCTION)
                && self.readings(before).is_empty();
        !is_governed
    }

    /// Whether a place holds an adverb of manner, by its ending.
    pub(crate) fn is_manner(&self, at: usize) -> bool {
        if !self.shows(at, Trait::Manner) || self.word(at).len() < 6 || self.is_capitalised(at) {
            return false;
        }
        let groups = self.groups(at);
        let is_noun = groups.has(Group::Organization)
            || groups.has(Group::Role)
            || groups.has(Group::Document)
            || groups.has(Group::Information)
            || groups.has(Group::Inanimate);
        let before = self.groups(at.saturating_sub(1));
        !is_noun && (self.lang == Lang::En || !before.has(Group::Determiner) && !before.has(Group::Of))
    }

    /// The period that ends where another begins.
    pub(crate) fn period_before(&self, at: usize) -> Option<Range<usize>> {
        let place = self.periods.partition_point(|period| period.end < at);
        self.periods.get(place).filter(|period| period.end == at).cloned()
    }

    /// Whether the place is the first word of a sentence or of a quotation.
    #[inline]
    pub(crate) fn starts_sentence(&self, at: usize) -> bool {
        self.starts_sentence.get(at).copied().unwrap_or(true)
    }

    fn finds_start(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|before| self.tokens.get(before)) else {
            return true;
        };
        match before.kind {
            TokenKind::Mark(Mark::Stop) => !self.is_abbreviation_stop(at - 1),
            TokenKind::Mark(Mark::Question | Mark::Exclamation | Mark::Quote | Mark::Colon) => true,
            TokenKind::Mark(Mark::Dash) => {
                at < 2 || self.is(at.saturating_sub(2), Mark::Stop) || self.is_behind_dateline(at)
            }
            // `Qu’`, `L’`: one may begin a sentence, a row of them is no text.
            TokenKind::Elision => {
                let is_row = at >= 3
                    && self
                        .token(at - 3)
                        .is_some_and(|token| token.kind == TokenKind::Elision);
                !is_row && !self.is_capitalised(at) && self.finds_start(at - 1)
            }
            _ => self.begins_period.get(at).copied().unwrap_or_default(),
        }
    }

    /// Whether a place stands behind `WASHINGTON, June 3 —`.
    fn is_behind_dateline(&self, at: usize) -> bool {
        let period = self.periods.partition_point(|period| period.start < at);
        let start = period
            .checked_sub(1)
            .and_then(|period| self.periods.get(period))
            .map_or(0, |period| period.start);
        at - start <= 10
            && self
                .token(start)
                .is_some_and(|token| token.letters == Letters::Capitals)
            && self.token(at - 1).is_some_and(|token| token.is_spaced)
    }

    /// Whether a full stop belongs to an abbreviation, because no sentence ends there.
    pub(crate) fn is_abbreviation_stop(&self, at: usize) -> bool {
        self.is(at, Mark::Stop)
            && self.token(at).is_some_and(|token| !token.is_spaced)
            && at > 0
            && !self.is_mark(at - 1)
            && !self.ends_sentence(at)
            && !self.ends_sentence(at + 1)
    }

    /// Whether a sentence, inside a quotation or not, ends with this token.
    pub(crate) fn ends_sentence(&self, at: usize) -> bool {
        self.ends_unit.get(at).copied().unwrap_or_default() || at + 1 >= self.tokens.len()
    }

    /// How many quotations the place stands in.
    pub(crate) fn depth(&self, at: usize) -> u8 {
        self.depths.get(at).copied().unwrap_or_default()
    }

    /// The quotation one level below `depth` in which the place stands.
    pub(crate) fn quote_around(&self, at: usize, depth: u8) -> Option<Quote> {
        if self.depth(at) <= depth {
            return None;
        }
        let after = self.quotes.partition_point(|quote| quote.open <= at);
        self.quotes
            .get(..after)?
            .iter()
            .rev()
            .find(|quote| quote.depth == depth + 1)
            .filter(|quote| quote.end > at)
            .copied()
    }

    /// The bytes of a range of tokens.
    pub(crate) fn bytes(&self, range: Range<usize>) -> Option<Range<usize>> {
        let first = self.tokens.get(range.start)?;
        let last = self.tokens.get(range.end.checked_sub(1)?)?;
        (first.start < last.end).then_some(first.start..last.end)
    }
}

const fn is_dash(mark: char) -> bool {
    matches!(mark, '-' | '–' | '—' | '―')
}
