//! `cargo +nightly fuzz run segment` in `crates/propos-segment`: any text, any options, the properties that hold for all.
#![no_main]

use libfuzzer_sys::fuzz_target;
use propos_segment::{Lang, Newlines, Options, QuotePolicy, segment, units};

fuzz_target!(|input: (u8, &str)| {
    let (choice, text) = input;
    let lang = Lang::ALL.get(usize::from(choice % 8)).copied();
    let quotes = if choice & 8 == 0 { QuotePolicy::Split } else { QuotePolicy::Keep };
    let newlines = [Newlines::Auto, Newlines::Hard, Newlines::Soft][usize::from(choice >> 4) % 3];
    let options = Options::default().with_lang(lang).with_quotes(quotes).with_newlines(newlines);
    let found = segment(text, &options);
    let mut end = 0;
    for unit in &found.units {
        assert!(text[end..unit.start].trim().is_empty());
        let slice = &text[unit.range()];
        assert!(!slice.is_empty() && slice.trim() == slice);
        end = unit.end;
    }
    assert!(text[end..].trim().is_empty());
    for quotation in &found.quotations {
        assert!(text[quotation.start..quotation.end].starts_with(quotation.open));
        assert_eq!(text[quotation.content.clone()].trim(), &text[quotation.content.clone()]);
    }
    assert!(units(text, &options).eq(found.units));
});
