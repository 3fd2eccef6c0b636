//! The measure of `check`: passages of texts in five languages, cut out word for word, and as many that were changed.
//!
//! Everything is made from numbers, so that each run asks the same.
//! `cargo test -p countersign-copy measure -- --nocapture` prints what was found, by kind and outcome.

use std::collections::BTreeMap;

use crate::check::{Index, Match, Place, Registered, Verdict, check, grams, sketch};

use super::tongue::{TONGUES, Text, Tongue};

/// Words of the texts.
const SIZES: [usize; 5] = [20, 60, 250, 2_000, 20_000];
/// Words of the passages.
const LENGTHS: [usize; 5] = [8, 10, 20, 40, 80];
/// Passages of each length, and changes of each kind, for one text; a long text takes longer.
const fn tries(size: usize) -> usize {
    match size {
        0..=300 => 6,
        301..=5_000 => 3,
        _ => 1,
    }
}

/// Numbers in a row that anybody can make again.
pub(super) struct Numbers(pub(super) u64);

impl Numbers {
    pub(super) fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % most.max(1)
    }

    pub(super) fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

/// What was asked of a kind, and what came back.
#[derive(Default)]
struct Row {
    asked: usize,
    right: usize,
    answers: BTreeMap<Match, usize>,
}

#[derive(Default)]
struct Table(BTreeMap<String, Row>);

impl Table {
    fn tell(&mut self, kind: &str, verdict: &Verdict, is_right: bool) {
        let row = self.0.entry(kind.to_owned()).or_default();
        row.asked += 1;
        row.right += usize::from(is_right);
        *row.answers.entry(verdict.matched).or_default() += 1;
    }

    fn print(&self) {
        for (kind, row) in &self.0 {
            let answers: Vec<String> =
                row.answers.iter().map(|(matched, count)| format!("{matched:?} {count}")).collect();
            println!("{kind:34} {:5} of {:5}  {}", row.right, row.asked, answers.join(", "));
        }
    }
}

/// The texts of a small registry.
struct Shelf {
    texts: Vec<Registered>,
    index: Index,
}

impl Shelf {
    fn of(texts: &[(&str, bool, String)]) -> Self {
        let text = |(version, is_current, words): &(&str, bool, String)| {
            let (version, language) = (version.parse().unwrap(), "en".parse().unwrap());
            let place = Place { version, language, is_current: *is_current };
            Registered::new(vec![place], words, &[])
        };
        let texts: Vec<Registered> = texts.iter().map(text).collect();
        let sketches = texts.iter().map(|text| (text.hash(), sketch(text.words()))).collect();
        Self { texts, index: Index::of(&sketches) }
    }

    fn check(&self, copy: &str) -> Verdict {
        check(copy, &self.texts, &self.index.find(&grams(copy)))
    }
}

/// Which version a verdict names.
fn version(verdict: &Verdict) -> Option<String> {
    Some(verdict.found.as_ref()?.places.first()?.version.to_string())
}

const OLD: &str = "2024/subject@1";
const NEW: &str = "2024/subject@2";
const OTHER: &str = "2024/other@1";

/// Whether the answer is one that a copy of these words may get.
const fn is_here(matched: Match) -> bool {
    !matches!(matched, Match::Altered | Match::Unknown)
}

fn verbatim(
    table: &mut Table,
    shelf: &Shelf,
    tongue: &Tongue,
    [old, new]: [&Text; 2],
    size: usize,
) {
    let mut ask = |kind: &str, words: &str| {
        let verdict = shelf.check(words);
        let want = if new.words(tongue).contains(words) { NEW } else { OLD };
        let is_right = is_here(verdict.matched) && version(&verdict).as_deref() == Some(want);
        if !is_right && std::env::var_os("COUNTERSIGN_MEASURE").is_some() {
            println!("MISSED {kind} {size}: {:?} {:?} {words}", verdict.matched, version(&verdict));
        }
        table.tell(&format!("verbatim {kind}"), &verdict, is_right);
        table.tell(&format!("verbatim {}", tongue.tag), &verdict, is_right);
        table.tell(&format!("verbatim of {size:5} words"), &verdict, is_right);
    };
    let mut numbers = Numbers(size as u64 + 77);
    for text in [old, new] {
        for _ in 0..tries(size) {
            let paragraph = numbers.below(text.paragraphs.len());
            ask("paragraph", &text.paragraph(tongue, paragraph));
            let sentence = numbers.below(text.sentences().count());
            let sentence = text.sentences().nth(sentence).unwrap();
            if sentence.len() >= 8 {
                ask("sentence", &tongue.join(sentence));
            }
            for length in LENGTHS {
                if let Some(words) = text.window(tongue, length, &mut numbers) {
                    ask(&format!("{length:2} words"), &words);
                }
            }
        }
    }
}

fn changed(table: &mut Table, shelf: &Shelf, tongue: &Tongue, texts: [&Text; 2], size: usize) {
    let mut numbers = Numbers(size as u64 + 99);
    for text in texts {
        let all = texts.map(|text| text.words(tongue)).concat();
        for _ in 0..if size > 5_000 { 1 } else { tries(size) * 4 } {
            let sentence = numbers.below(text.sentences().count());
            let sentence: Vec<String> = text.sentences().nth(sentence).unwrap().to_vec();
            if sentence.len() < 8 {
                continue;
            }
            for (kind, words) in tongue.changes(&sentence, &mut numbers) {
                let copy = tongue.join(&words);
                if all.contains(copy.trim_end_matches(tongue.stop)) {
                    continue;
                }
                let verdict = shelf.check(&copy);
                let is_right = !is_here(verdict.matched);
                if !is_right && std::env::var_os("COUNTERSIGN_MEASURE").is_some() {
                    let found = verdict.found.as_ref().map(|found| &found.parts);
                    println!(
                        "PASSED {kind} {size}: {:?} {found:?} {copy}\n    {}",
                        verdict.matched,
                        tongue.join(&sentence)
                    );
                }
                table.tell(&format!("changed {kind}"), &verdict, is_right);
                table.tell(&format!("changed {}", tongue.tag), &verdict, is_right);
                let is_named = verdict.matched == Match::Altered;
                table.tell(&format!("changed {kind}, and called altered"), &verdict, is_named);
            }
        }
    }
}

#[test]
fn passages_and_changes_in_five_languages() {
    let mut table = Table::default();
    for tongue in &TONGUES {
        for size in SIZES {
            let old = Text::made(tongue, size, size as u64 + 1);
            let new = old.with_another_number(tongue);
            let other = Text::made(tongue, size.max(60), size as u64 + 2);
            let shelf = Shelf::of(&[
                (OLD, false, old.words(tongue)),
                (NEW, true, new.words(tongue)),
                (OTHER, true, other.words(tongue)),
            ]);
            verbatim(&mut table, &shelf, tongue, [&old, &new], size);
            changed(&mut table, &shelf, tongue, [&old, &new], size);
            // The same subject in other words, of a text that is not registered.
            let foreign = Text::made(tongue, size, size as u64 + 3);
            let mut numbers = Numbers(size as u64);
            for length in LENGTHS {
                let Some(words) = foreign.window(tongue, length, &mut numbers) else { continue };
                if [&old, &new, &other].iter().any(|text| text.words(tongue).contains(&words)) {
                    continue;
                }
                let verdict = shelf.check(&words);
                table.tell("of another text", &verdict, !is_here(verdict.matched));
            }
        }
    }
    table.print();
    for (kind, row) in &table.0 {
        assert!(row.asked > 0, "{kind}");
    }
}
