//! What holds whatever the text and the quotation are.

use propos_grounding::{Grounding, Source};
use proptest::prelude::*;

fn messy() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a", "l’", "l'", "été", "e\u{301}", "ﬁn", "œuvre", "ne ", "pas ", "not ", "don’t ", "12", "-3", " %",
        "\u{a0}", "\u{ad}", "\u{200b}", "«", "»", "“", "”", "‘", "’", "(", ")", "[…]", "...", "…", " – ",
        "-", "\n", "\r\n", ". ", ", ", "🙂", "中文", "ß", "İ", " ", "the ", "accord ", "signé ",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn fm_29_spans_slice_the_text_in_order(text in messy(), quote in messy(), near in 0_usize..200) {
        let source = Source::new(&text);
        for found in [source.find(&quote), source.find_near(&quote, near..near + 20)].into_iter().flatten() {
            let mut end = 0;
            prop_assert!(!found.spans.is_empty());
            for span in &found.spans {
                prop_assert!(span.start >= end && span.start < span.end);
                prop_assert!(text.get(span.clone()).is_some());
                end = span.end;
            }
        }
    }

    #[test]
    fn a_stretch_of_whole_words_is_found_as_it_stands(words in prop::collection::vec("[a-zé]{1,6}", 1..40), from in 0_usize..40, many in 1_usize..20) {
        let text = words.join(" ");
        let from = from % words.len();
        let stretch = words.get(from..(from + many).min(words.len())).unwrap_or_default().join(" ");
        let found = Source::new(&text).find(&stretch);
        prop_assert!(found.is_ok());
        if let Ok(found) = found {
            prop_assert!(matches!(found.grounding, Grounding::Exact | Grounding::Ambiguous));
            prop_assert_eq!(found.spans.first().and_then(|span| text.get(span.clone())), Some(stretch.as_str()));
        }
    }
}
