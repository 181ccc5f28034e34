//! A quotation of forty words in a text of 100 kB: as it stands, re-typed, with a slip, and not there.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use propos_bench::{OwnTime, articles};
use propos_grounding::Source;
use std::hint::black_box;

fn grounding(criterion: &mut Criterion<OwnTime>) {
    let filler = articles("fr", 100_000);
    let text = format!("{filler}{QUOTE}\n\n{filler}")
        .chars()
        .skip(filler.chars().count() / 2)
        .take(95_000)
        .collect::<String>();
    let source = Source::new(&text);
    let mut group = criterion.benchmark_group("grounding");
    for (name, quote) in [
        ("as it stands", QUOTE.to_owned()),
        (
            "straight apostrophes, no accents",
            QUOTE.replace('’', "'").replace(['é', 'è'], "e"),
        ),
        ("a slip", QUOTE.replace("population", "poupulation")),
        ("a lost negation", QUOTE.replace(" ne ", " ")),
        ("not there", QUOTE.split(' ').rev().collect::<Vec<_>>().join(" ")),
    ] {
        group.bench_function(name, |bencher| bencher.iter(|| source.find(black_box(&quote))));
    }
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("reading the text", |bencher| {
        bencher.iter(|| Source::new(black_box(&text)));
    });
    group.finish();
}

const QUOTE: &str = "Les riverains de la vallée ne demandent pas l’abandon du barrage, mais une étude que la population puisse lire, \
    comprendre et discuter avant que les premières machines arrivent, car personne n’a oublié la crue qui emporta trois ponts";

criterion_group! {
    name = benches;
    config = Criterion::default().with_measurement(OwnTime);
    targets = grounding
}
criterion_main!(benches);
