//! Sentences of French and English news: propos beside other segmenters, one thread, language given.

#[path = "../peers/segmenters.rs"]
mod segmenters;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use propos_bench::news;
use propos_segment::detect_language;
use std::hint::black_box;

fn segmentation(criterion: &mut Criterion) {
    let (french, english) = news(5_000_000);
    let mut group = criterion.benchmark_group("segmentation");
    group.throughput(Throughput::Bytes((french.len() + english.len()) as u64));
    group.sample_size(10);
    for (name, run) in segmenters::all() {
        group.bench_function(name, |bencher| {
            bencher.iter(|| run("fr", black_box(&french)) + run("en", black_box(&english)));
        });
    }
    group.finish();
    criterion.bench_function("language of one article", |bencher| {
        bencher.iter(|| detect_language(black_box(&french)));
    });
}

criterion_group!(benches, segmentation);
criterion_main!(benches);
