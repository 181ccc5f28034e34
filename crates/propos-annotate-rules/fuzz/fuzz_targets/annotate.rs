//! `cargo +nightly fuzz run annotate` in `crates/propos-annotate-rules`: any text, any language, any codebook that comes along;
//! what every annotator must pass.
#![no_main]

use std::pin::pin;
use std::sync::LazyLock;
use std::task::{Context, Poll, Waker};

use libfuzzer_sys::fuzz_target;
use propos_annotate::{Article, contract};
use propos_annotate_rules::rules;
use propos_codebook::Codebook;
use propos_schema::Document;

/// The last is given to a document whose language is to be found out.
const LANGUAGES: [&str; 8] = ["fr", "en", "de", "es", "it", "nl", "pt", "und"];

static CODEBOOKS: LazyLock<Vec<Codebook>> = LazyLock::new(|| Codebook::embedded_ids().filter_map(Codebook::embedded).collect());

fuzz_target!(|input: (u8, &str)| {
    let (choice, text) = input;
    let mut document = Document::new("fuzz", text);
    LANGUAGES[usize::from(choice) % LANGUAGES.len()].clone_into(&mut document.lang);
    let codebook = &CODEBOOKS[usize::from(choice >> 3) % CODEBOOKS.len()];
    let article = Article::segment(document);
    let annotator = rules();
    let violations = pin!(contract::violations(&annotator, &article, codebook));
    // Rules never wait for anything.
    match violations.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(violations) => assert!(violations.is_empty(), "{violations:#?}"),
        Poll::Pending => panic!("rules wait"),
    }
});
