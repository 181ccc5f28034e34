//! Tests of cutting a text into tokens.

use std::ops::Range;

use super::{Letters, Mark, Token, TokenKind, elides, is_letter, plain_token, push_words, tokenize_into};
use propos_segment::Lang;

fn tokenize(text: &str, range: Range<usize>, lang: Option<Lang>) -> Vec<Token> {
    let mut tokens = Vec::new();
    tokenize_into(text, range, lang, &mut tokens);
    tokens
}

fn words(text: &str, lang: Lang) -> Vec<&str> {
    tokenize(text, 0..text.len(), Some(lang))
        .iter()
        .map(|token| &text[token.range()])
        .collect()
}

#[test]
fn elisions_and_inverted_pronouns_are_tokens_of_their_own() {
    assert_eq!(
        words("L’ambassadeur n'a-t-il dit qu’aujourd’hui ?", Lang::Fr),
        [
            "L’",
            "ambassadeur",
            "n'",
            "a",
            "il",
            "dit",
            "qu’",
            "aujourd’hui",
            "?"
        ]
    );
    assert_eq!(
        words("dit-elle au porte-parole O’Hanlon", Lang::Fr),
        ["dit", "elle", "au", "porte-parole", "O’Hanlon"]
    );
    assert_eq!(
        words("Qu’est-ce que l’« ami »", Lang::Fr),
        ["Qu’", "est", "ce", "que", "l’", "«", "ami", "»"]
    );
}

#[test]
fn english_clitics_are_cut_and_negations_kept() {
    assert_eq!(
        words("Ruth’s plan didn't, she'll say", Lang::En),
        ["Ruth", "’s", "plan", "didn't", ",", "she", "'ll", "say"]
    );
}

#[test]
fn initials_and_inner_full_stops_stay_in_their_word() {
    assert_eq!(
        words("J. Smith of the U.S. agreed.", Lang::En),
        ["J.", "Smith", "of", "the", "U.S.", "agreed", "."]
    );
    assert_eq!(
        words("av. J.-C., M. Ping", Lang::Fr),
        ["av", ".", "J.-C.", ",", "M.", "Ping"]
    );
}

#[test]
fn numbers_keep_their_inner_marks() {
    assert_eq!(
        words("2,19 $ et 14.000, 21e", Lang::Fr),
        ["2,19", "$", "et", "14.000", ",", "21e"]
    );
}

#[test]
fn capitals_and_marks_are_told_apart() {
    let text = "« OpenAI » IBM mot";
    let tokens = tokenize(text, 0..text.len(), None);
    assert_eq!(tokens[0].kind, TokenKind::Mark(Mark::Quote));
    assert_eq!(tokens[1].letters, Letters::Initial);
    assert_eq!(tokens[3].letters, Letters::Capitals);
    assert_eq!(tokens[4].letters, Letters::Small);
}

#[test]
fn a_range_that_cuts_a_character_gives_nothing() {
    assert!(tokenize("é", 1..2, None).is_empty());
    assert!(tokenize("é", 0..9, None).is_empty());
}

#[test]
fn letters_are_what_unicode_says() {
    for character in ('\0'..=char::MAX).filter(|character| *character <= '\u{ffff}') {
        assert_eq!(is_letter(character), character.is_alphabetic(), "{character:?}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(3_000))]
    #[test]
    fn what_is_told_at_a_glance_is_what_a_long_look_tells(
        text in "([a-dlquLQU.ÉéÀß×'’\\-‑ 0-9«»\u{a0}–…\u{301}]|l’|qu'|U\\.){0,12}",
        lang in 0usize..7,
    ) {
        let lang = Lang::ALL.get(lang).copied();
        for token in tokenize(&text, 0..text.len(), lang) {
            let plain = plain_token(&text, token.start, elides(lang));
            let Some(mut plain) = plain.filter(|plain| matches!(plain.kind, TokenKind::Word | TokenKind::Elision)) else {
                continue;
            };
            let mut slowly = Vec::new();
            push_words(&text, token.start, lang, &mut slowly);
            plain.may_be_joined = slowly[0].may_be_joined;
            proptest::prop_assert_eq!(plain, slowly[0], "{:?}", text);
        }
    }

    #[test]
    fn tokens_slice_and_stand_in_order(text in "[a-zA-Zéàç'’.,«» \\-–0-9\u{301}\u{a0}]{0,80}", lang in 0usize..7) {
        let mut previous_end = 0;
        for token in tokenize(&text, 0..text.len(), Lang::ALL.get(lang).copied()) {
            proptest::prop_assert!(token.start >= previous_end && token.end > token.start);
            proptest::prop_assert!(text.get(token.range()).is_some());
            previous_end = token.end;
        }
    }
}
