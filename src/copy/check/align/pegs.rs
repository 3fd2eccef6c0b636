//! Grams that stand once in a text, and the ways in which a copy goes through them.

use std::collections::HashMap;

use crate::check::gram;
use crate::check::token::Tokens;

/// Runs of the text that a copy repeats by so many letters are two copies of it and no change of order.
const TWICE_LETTERS: u32 = 60;

/// A gram that both have: where its letters begin.
#[derive(Debug, Clone, Copy)]
pub(super) struct Peg {
    pub(super) copy: u32,
    pub(super) text: u32,
}

/// The grams of a text, with the place of each that stands there once.
#[derive(Debug)]
pub(in crate::check) struct Once(HashMap<u32, Option<u32>>);

impl Once {
    pub(in crate::check) fn of(text: &Tokens<'_>) -> Self {
        let grams = gram::grams(text.letters.iter().map(|letter| letter.character));
        let mut once: HashMap<u32, Option<u32>> = HashMap::with_capacity(grams.len());
        for (at, gram) in (0..).zip(grams) {
            once.entry(gram).and_modify(|place| *place = None).or_insert(Some(at));
        }
        Self(once)
    }

    /// How many of these the text has.
    pub(in crate::check) fn count(&self, hits: &[(u32, u32)]) -> usize {
        hits.iter().filter(|(_, gram)| self.0.contains_key(gram)).count()
    }

    /// The grams of the copy that stand once in the text.
    pub(super) fn pegs(&self, hits: &[(u32, u32)]) -> Vec<Peg> {
        let peg = |(copy, gram): &(u32, u32)| {
            let text = self.0.get(gram).copied().flatten()?;
            Some(Peg { copy: *copy, text })
        };
        hits.iter().filter_map(peg).collect()
    }
}

/// The pegs of each copy of the text within the copy, each ascending on both sides.
pub(super) fn groups(pegs: &[Peg]) -> Vec<Vec<Peg>> {
    // Rows go forward on both sides; a row that repeats what the group has is another copy,
    // one that brings something else is a part in another place.
    let mut rows: Vec<Vec<Peg>> = Vec::new();
    for peg in pegs {
        match rows.last_mut() {
            Some(row) if row.last().is_some_and(|last| last.text < peg.text) => row.push(*peg),
            _ => rows.push(vec![*peg]),
        }
    }
    let mut groups: Vec<Vec<Vec<Peg>>> = Vec::new();
    for row in rows {
        let Some(group) = groups.last_mut() else {
            groups.push(vec![row]);
            continue;
        };
        if !group.iter().any(|other| repeats(other, &row)) {
            group.push(row);
        } else if let Some(rest) = group.last().and_then(|last| doubled(last, &row)) {
            group.push(rest);
        } else {
            groups.push(vec![row]);
        }
    }
    groups.into_iter().map(longest_way).collect()
}

/// What a row brings besides the last words of the row just before it, where it says those again and goes on:
/// a sentence that stands twice is a change of one copy, and no second copy.
fn doubled(last: &[Peg], row: &[Peg]) -> Option<Vec<Peg>> {
    let (start, end) = (last.first()?, last.last()?);
    let (first, past) = (row.first()?, row.last()?);
    let shorter = (end.text - start.text).min(past.text - first.text);
    let goes_on = first.text > start.text
        && past.text > end.text
        && (end.text.saturating_sub(first.text)) * 2 < shorter
        && first.copy.saturating_sub(end.copy) <= 2 * gram::RUN_LETTERS as u32;
    let rest: Vec<Peg> = row.iter().filter(|peg| peg.text > end.text).copied().collect();
    (goes_on && !rest.is_empty()).then_some(rest)
}

/// Whether two rows have a longer part of the text in common.
fn repeats(one: &[Peg], other: &[Peg]) -> bool {
    let span =
        |row: &[Peg]| Some((row.first()?.text, row.last()?.text + gram::GRAM_LETTERS as u32));
    let (Some(one), Some(other)) = (span(one), span(other)) else { return false };
    let shared = one.1.min(other.1).saturating_sub(one.0.max(other.0));
    let shorter = (one.1 - one.0).min(other.1 - other.0);
    shared > TWICE_LETTERS || shared * 2 > shorter
}

/// Pegs that go forward on both sides: the longest rows first, then what fits between.
fn longest_way(mut rows: Vec<Vec<Peg>>) -> Vec<Peg> {
    rows.sort_by_key(|row| std::cmp::Reverse(row.len()));
    let mut way: Vec<Vec<Peg>> = Vec::new();
    for row in rows {
        let Some(first) = row.first() else { continue };
        let at =
            way.partition_point(|other| other.first().is_some_and(|other| other.copy < first.copy));
        let goes_on = |one: Option<&Vec<Peg>>, other: Option<&Vec<Peg>>| {
            let (Some(end), Some(start)) =
                (one.and_then(|row| row.last()), other.and_then(|row| row.first()))
            else {
                return true;
            };
            end.text < start.text
        };
        let before = at.checked_sub(1).and_then(|index| way.get(index));
        if goes_on(before, Some(&row)) && goes_on(Some(&row), way.get(at)) {
            way.insert(at, row);
        }
    }
    way.into_iter().flatten().collect()
}
