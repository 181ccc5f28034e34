//! Reading a paragraph: its tokens and what is known of each, its quotations, its periods, its English clauses.

use std::mem::take;
use std::ops::Range;

use propos_segment::Lang;

use super::{MAX_PERIOD, Quote, View, is_dash};
use crate::extract::asked;
use crate::extract::syntax::{self, Facts};
use crate::extract::traits::Trait;
use crate::figures::Hint;
use crate::tokens::{Mark, TokenKind, tokenize_into};

/// How many characters behind a paragraph a mark is looked for that closes its quotation.
const FAR: usize = 2_000;

impl View<'_> {
    /// Looks at another paragraph. `quotations` and `units` are those that begin in it.
    pub(crate) fn read(
        &mut self,
        paragraph: Range<usize>,
        quotations: &[propos_segment::Quotation],
        units: &[propos_segment::Unit],
    ) {
        self.read_words(paragraph, quotations, units);
        if self.lang == Lang::En {
            let mut facts = take(&mut self.facts);
            facts.clear();
            facts.extend(
                self.tokens
                    .iter()
                    .zip(&self.known)
                    .zip(0..)
                    .map(|((token, known), at)| {
                        let is_nothing = match token.kind {
                            TokenKind::Mark(_) => true,
                            // No verb, no auxiliary and no adverb.
                            TokenKind::Word => known.traits.has(Trait::Plain),
                            _ => false,
                        };
                        if is_nothing {
                            Facts::default()
                        } else {
                            Facts::find(self, at)
                        }
                    }),
            );
            self.facts = facts;
            let mut syntax = take(&mut self.syntax);
            syntax::read(self, &mut syntax);
            self.syntax = syntax;
        }
    }

    /// The same without the clauses, which are as they were.
    pub(crate) fn read_words(
        &mut self,
        paragraph: Range<usize>,
        quotations: &[propos_segment::Quotation],
        units: &[propos_segment::Unit],
    ) {
        tokenize_into(self.text, paragraph, Some(self.lang), &mut self.tokens);
        if self.lang == Lang::En {
            self.join_possessives();
        }
        self.look_up();
        self.place_quotes(quotations, units);
        self.join_apostrophes();
        self.place_periods(units);
        self.place_starts();
    }

    /// Marks the first words of sentences and quotations. Behind most words a sentence begins where a period does.
    fn place_starts(&mut self) {
        let mut starts = take(&mut self.starts_sentence);
        starts.clear();
        starts.push(true);
        let befores = self.tokens.iter().zip(1..);
        starts.extend(befores.map(|(before, at)| match before.kind {
            TokenKind::Mark(_) | TokenKind::Elision => self.finds_start(at),
            _ => self.begins_period.get(at).copied().unwrap_or_default(),
        }));
        self.starts_sentence = starts;
    }

    fn look_up(&mut self) {
        self.known.clear();
        self.known.reserve(self.tokens.len());
        self.hints.clear();
        for (at, token) in self.tokens.iter().enumerate() {
            let written = token.text(self.text);
            let known = if token.is_word() {
                self.words.known(self.lang, self.lexicon, written, token.letters)
            } else {
                self.words.unknown(self.lang, self.lexicon, written)
            };
            self.known.push(known);
            let hint = match token.kind {
                TokenKind::Number => Hint::NUMBER,
                TokenKind::Mark(Mark::Dash) => Hint::HYPHEN,
                _ => known.amount,
            };
            if hint.says_something() {
                self.hints.push((at, hint));
            }
        }
    }

    /// Where a quotation ends. One that nothing closes goes to the end of its paragraph where the next paragraph takes it up or
    /// closes it; else its closing mark was forgotten, and it is its sentence.
    fn quotation_end(&self, quotation: &propos_segment::Quotation, units: &[propos_segment::Unit]) -> usize {
        let end = quotation.end;
        if quotation.close.is_some() || quotation.open != '«' || self.lang != Lang::Fr {
            return end;
        }
        let place = units.partition_point(|unit| unit.end <= quotation.start);
        let Some(sentence) = units
            .get(place)
            .map(|unit| unit.end)
            .filter(|&sentence| sentence < end)
        else {
            return end;
        };
        let behind = self.text.get(end..).unwrap_or_default();
        let mut near = behind
            .char_indices()
            .take(FAR)
            .filter(|(_, mark)| matches!(mark, '«' | '»'));
        let goes_on = near.next().is_some_and(|(at, mark)| {
            let before = behind.get(..at).unwrap_or_default();
            mark == '»' || before.trim().is_empty()
        });
        if goes_on { end } else { sentence }
    }

    fn place_quotes(&mut self, quotations: &[propos_segment::Quotation], units: &[propos_segment::Unit]) {
        self.quotes.clear();
        self.depths.clear();
        self.depths.resize(self.tokens.len(), 0);
        for quotation in quotations.iter().filter(|quotation| !is_dash(quotation.open)) {
            let open = self.tokens.partition_point(|token| token.start < quotation.start);
            let quotation_end = self.quotation_end(quotation, units);
            let end = self.tokens.partition_point(|token| token.start < quotation_end);
            if end <= open + 1 {
                continue;
            }
            let depth = self.depths.get(open).map_or(1, |depth| depth.saturating_add(1));
            // Hostile nesting: deeper quotations are text.
            if depth > 3 {
                continue;
            }
            for place in self.depths.iter_mut().take(end).skip(open) {
                *place = depth;
            }
            self.quotes.push(Quote {
                open,
                end,
                depth,
                is_closed: quotation.close.is_some(),
            });
        }
    }

    /// `Acme Corp.'s board`: a possessive behind a full stop.
    fn join_possessives(&mut self) {
        let text = self.text;
        self.tokens.dedup_by(|later, earlier| {
            let is_possessive = earlier.is(Mark::Quote)
                && !earlier.is_spaced
                && !later.is_spaced
                && matches!(earlier.text(text), "'" | "’")
                && later.text(text) == "s";
            if is_possessive {
                earlier.end = later.end;
                earlier.kind = TokenKind::Clitic;
            }
            is_possessive
        });
    }

    /// `the traders’ association`: an apostrophe behind a plural is no quotation mark.
    fn join_apostrophes(&mut self) {
        for at in 1..self.tokens.len() {
            if !self.is(at, Mark::Quote) || !matches!(self.word(at), "'" | "’") {
                continue;
            }
            let is_mark = self.quotes.binary_search_by_key(&at, |quote| quote.open).is_ok()
                || self
                    .quote_around(at, self.depth(at).saturating_sub(1))
                    .is_some_and(|quote| quote.end == at + 1);
            let is_joined =
                self.token(at).is_some_and(|token| !token.is_spaced) && self.word(at - 1).ends_with('s');
            if !is_mark
                && is_joined
                && let Some(token) = self.tokens.get_mut(at)
            {
                token.kind = TokenKind::Clitic;
            }
        }
    }

    fn place_periods(&mut self, units: &[propos_segment::Unit]) {
        self.periods.clear();
        self.ends_unit.clear();
        self.ends_unit.resize(self.tokens.len(), false);
        let mut outer = self.quotes.iter().filter(|quote| quote.depth == 1).peekable();
        let mut start = 0;
        for (place, unit) in units.iter().enumerate() {
            let end = self.tokens.partition_point(|token| token.start < unit.end);
            if let Some(last) = end.checked_sub(1).and_then(|last| self.ends_unit.get_mut(last)) {
                *last = true;
            }
            while outer.next_if(|quote| quote.end <= end).is_some() {}
            let is_cut = outer.peek().is_some_and(|quote| {
                quote.open < end
                    && (quote.is_closed || quote.open == start || self.is(quote.open - 1, Mark::Colon))
            }) && end - start < MAX_PERIOD;
            let next_end = units
                .get(place + 1)
                .map(|next| self.tokens.partition_point(|token| token.start < next.end));
            let is_asked = next_end.is_some_and(|next_end| asked::is_cue(self, end, next_end))
                && end - start < MAX_PERIOD;
            if end > start && !is_cut && !is_asked {
                self.periods.push(start..end);
                start = end;
            }
        }
        if start < self.tokens.len() {
            self.periods.push(start..self.tokens.len());
        }
        if self.periods.iter().any(|period| period.len() > 2 * MAX_PERIOD) {
            let pieces = self.periods.iter().flat_map(|period| {
                period
                    .clone()
                    .step_by(MAX_PERIOD)
                    .map(|start| start..period.end.min(start + MAX_PERIOD))
            });
            self.periods = pieces.collect();
        }
        self.begins_period.clear();
        self.begins_period.resize(self.tokens.len(), false);
        for period in &self.periods {
            if let Some(first) = self.begins_period.get_mut(period.start) {
                *first = true;
            }
        }
    }
}
