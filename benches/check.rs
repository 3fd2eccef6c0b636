//! `check` of one copy: with an index of 100,000 texts of 500 words, and without one among 1,000.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a benchmark that cannot run says so by failing"
)]

use std::collections::BTreeMap;
use std::hint::black_box;

use countersign_copy::check::{Index, Match, Place, Registered, check, grams, sketch};
use countersign_core::digest::Hash;
use criterion::{Criterion, criterion_group, criterion_main};
use rayon::prelude::*;

const TEXTS: u64 = 100_000;
const TEXTS_WITHOUT_INDEX: u64 = 1_000;
const WORDS: usize = 500;

/// Words of a made-up language; every fourth sentence is one of a hundred that many texts have.
fn words(seed: u64) -> String {
    let mut text = String::new();
    let sentence = |text: &mut String, seed: u64| {
        const SOUNDS: [&str; 16] = [
            "ba", "cor", "di", "fen", "gu", "ha", "lim", "mo", "nar", "pe", "quo", "ri", "sta",
            "tu", "ver", "zo",
        ];
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        for index in 0..10 {
            for _ in 0..2 {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                text.push_str(SOUNDS[(state >> 60) as usize]);
            }
            text.push_str(if index == 9 { ". " } else { " " });
        }
    };
    for number in 0..WORDS as u64 / 10 {
        let own = 1_000 + seed * 100 + number;
        let seed = if number % 4 == 3 { own.wrapping_mul(7_919) % 100 } else { own };
        sentence(&mut text, seed);
    }
    text.trim_end().to_owned() + "\n"
}

fn registered(seed: u64) -> Registered {
    let version = format!("2021/statement-{seed}@1").parse().unwrap();
    let place = Place { version, language: "en".parse().unwrap(), is_current: true };
    Registered::new(vec![place], &words(seed), &[])
}

fn sketches_of(seeds: std::ops::Range<u64>) -> BTreeMap<Hash, Vec<u32>> {
    let one = |seed| {
        let words = words(seed);
        (Hash::of(words.as_bytes()), sketch(&words))
    };
    seeds.into_par_iter().map(one).collect::<Vec<_>>().into_iter().collect()
}

fn lookups(criterion: &mut Criterion) {
    let index = Index::of(&sketches_of(0..TEXTS));
    let bytes = index.encode();
    eprintln!(
        "index of {TEXTS} texts: {} MB in memory, {} MB as a file",
        index.bytes() / 1_000_000,
        bytes.len() / 1_000_000
    );
    let by_hash: BTreeMap<Hash, u64> =
        (0..TEXTS).map(|seed| (Hash::of(words(seed).as_bytes()), seed)).collect();
    let altered = words(4_321).replacen(". ", ". Never ", 3);
    let mut group = criterion.benchmark_group("check among 100,000 texts");
    group.sample_size(10);
    group.bench_function("load the index", |bencher| {
        bencher.iter(|| black_box(Index::decode(&bytes).unwrap()));
    });
    let ten = sketches_of(TEXTS..TEXTS + 10);
    group.bench_function("add ten texts, and make the file anew", |bencher| {
        bencher.iter(|| black_box(index.with(&ten).encode()));
    });
    group.bench_function("find the candidates", |bencher| {
        bencher.iter(|| black_box(index.find(&grams(&altered))));
    });
    let hits = index.find(&grams(&altered));
    let texts: Vec<Registered> = hits.texts.iter().map(|hash| registered(by_hash[hash])).collect();
    group.bench_function("one lookup: find, compare, answer", |bencher| {
        bencher.iter(|| {
            let hits = index.find(&grams(&altered));
            let verdict = check(&altered, &texts, &hits);
            assert_eq!(verdict.matched, Match::Altered);
            black_box(verdict)
        });
    });
    group.finish();
}

fn without_index(criterion: &mut Criterion) {
    let texts: Vec<Registered> = (0..TEXTS_WITHOUT_INDEX).map(registered).collect();
    let altered = words(321).replacen(". ", ". Never ", 3);
    let mut group = criterion.benchmark_group("check among 1,000 texts without an index");
    group.sample_size(20);
    group.bench_function("hash the texts alone", |bencher| {
        bencher.iter(|| texts.iter().map(|text| Hash::of(text.words().as_bytes())).max());
    });
    group.bench_function("sketch, find, compare, answer", |bencher| {
        bencher.iter(|| {
            let one = |text: &Registered| (text.hash(), sketch(text.words()));
            let sketches = texts.par_iter().map(one).collect::<Vec<_>>().into_iter().collect();
            let hits = Index::of(&sketches).find(&grams(&altered));
            let chosen: Vec<Registered> =
                texts.iter().filter(|text| hits.texts.contains(&text.hash())).cloned().collect();
            black_box(check(&altered, &chosen, &hits))
        });
    });
    group.finish();
}

/// An article of 20,000 words that quotes ten of a thousand texts.
fn article(criterion: &mut Criterion) {
    let texts: Vec<Registered> = (0..TEXTS_WITHOUT_INDEX).map(registered).collect();
    let sketches = texts.iter().map(|text| (text.hash(), sketch(text.words()))).collect();
    let index = Index::of(&sketches);
    let paragraph = |number: u64| {
        let quoted = texts[number as usize * 90].words().split(". ").nth(3).unwrap_or_default();
        format!("{}\n\n“{quoted},” they say.\n\n", words(TEXTS + number).trim_end())
    };
    let article: String = (0..40).map(|number| paragraph(number % 11)).collect();
    let mut group = criterion.benchmark_group("check an article of 20,000 words");
    group.sample_size(10);
    group.bench_function("find, compare, answer among 1,000 texts", |bencher| {
        bencher.iter(|| {
            let hits = index.find(&grams(&article));
            let chosen: Vec<Registered> =
                texts.iter().filter(|text| hits.texts.contains(&text.hash())).cloned().collect();
            let verdict = check(&article, &chosen, &hits);
            assert_eq!(verdict.matched, Match::Excerpt);
            black_box(verdict)
        });
    });
    group.finish();
}

criterion_group!(benches, without_index, article, lookups);
criterion_main!(benches);
