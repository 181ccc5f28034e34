//! Claims of French and English news by rules: segmentation, extraction, labels and the record, one thread.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use propos_annotate::{Article, assemble};
use propos_annotate_rules::annotate;
use propos_bench::article_texts;
use propos_codebook::Codebook;
use propos_schema::Document;
use std::hint::black_box;

/// Segments, annotates and assembles every article. Gives how many claims there are.
fn claims(lang: &str, texts: &[String], codebook: &Codebook) -> usize {
    let n_claims = texts.iter().map(|text| {
        let mut document = Document::new("bench", text.as_str());
        lang.clone_into(&mut document.lang);
        let article = Article::segment(document);
        let annotation = annotate(&article, codebook);
        assemble(&article, codebook, "rules", annotation).claims.len()
    });
    n_claims.sum()
}

fn annotation(criterion: &mut Criterion) {
    let codebook = Codebook::default_codebook();
    let mut group = criterion.benchmark_group("annotation");
    group.sample_size(10);
    for lang in ["fr", "en"] {
        let texts = article_texts(lang);
        let n_bytes: usize = texts.iter().map(String::len).sum();
        group.throughput(Throughput::Bytes(n_bytes as u64));
        group.bench_function(lang, |bencher| {
            bencher.iter(|| claims(lang, black_box(&texts), &codebook));
        });
    }
    group.finish();
}

criterion_group!(benches, annotation);
criterion_main!(benches);
