//! The names under a text are a set: a copy may have them in another order or form.

use std::ops::Range;

use super::Piece;
use super::sum::Summing;
use crate::check::token::{Gap, Tokens};

/// Fewest lines of a list of names.
const LIST_LINES_MIN: usize = 3;
/// Most words of a line in a list of names.
const LIST_WORDS_MAX: usize = 14;

impl Summing<'_> {
    /// The names that a text has under it, where the copy has all of them in another order or form.
    pub(super) fn names(&self, pieces: &[Piece]) -> Option<Vec<Piece>> {
        let tokens = &self.side.tokens;
        let lines = list(tokens)?;
        let block = lines.first()?.start..lines.last()?.end;
        let before: usize = pieces
            .iter()
            .filter(|piece| piece.text.end <= block.start)
            .map(|piece| tokens.words(piece.text.clone()))
            .sum();
        // All that stands before the names, or the names alone.
        if before > 0 && before < tokens.words(0..block.start) {
            return None;
        }
        let copy = self.library.copy;
        let look = |tokens: &Tokens<'_>, range: Range<usize>| -> Vec<u32> {
            tokens
                .all
                .get(range)
                .unwrap_or_default()
                .iter()
                .filter(|one| one.is_word)
                .map(|one| one.look)
                .collect()
        };
        let start = pieces
            .iter()
            .filter(|piece| piece.text.end <= block.start)
            .map(|piece| piece.copy.end)
            .max()
            .unwrap_or(0);
        let words: Vec<(usize, u32)> = (start..copy.all.len())
            .filter_map(|index| {
                copy.all.get(index).filter(|one| one.is_word).map(|one| (index, one.look))
            })
            .collect();
        let mut names: Vec<(Vec<u32>, Range<usize>)> =
            lines.into_iter().map(|line| (look(tokens, line.clone()), line)).collect();
        names.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        let mut found: Vec<Piece> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let here = |name: &Vec<u32>| {
                words
                    .get(at..at + name.len())
                    .is_some_and(|row| row.iter().map(|one| one.1).eq(name.iter().copied()))
            };
            match names.iter().position(|(name, _)| here(name)) {
                Some(index) => {
                    let (name, line) = names.remove(index);
                    let first = words.get(at)?.0;
                    let last = words.get(at + name.len() - 1)?.0;
                    found.push(Piece { copy: first..last + 1, text: line });
                    at += name.len();
                }
                // What counts, and an "and" before the last one.
                None if words.get(at).is_some_and(|(index, _)| is_small(copy.raw(*index))) => {
                    at += 1
                }
                None => at = self.heading(&words, at)?,
            }
        }
        names.is_empty().then_some(found)
    }

    /// The word after a line that ends in a colon, as one that says that names follow.
    fn heading(&self, words: &[(usize, u32)], at: usize) -> Option<usize> {
        let copy = self.library.copy;
        let start = words.get(at)?.0;
        let begins = |index: usize| copy.all.get(index).is_none_or(|one| one.gap >= Gap::Line);
        let end = (start + 1..=copy.all.len()).find(|index| begins(*index))?;
        let is_heading = begins(start) && copy.raw(end - 1) == ":";
        is_heading.then(|| words.partition_point(|(index, _)| *index < end))
    }
}

/// The lines of the last paragraph, where it is a list of names.
fn list(tokens: &Tokens<'_>) -> Option<Vec<Range<usize>>> {
    let start = (0..tokens.all.len())
        .rev()
        .find(|index| tokens.all.get(*index).is_some_and(|one| one.gap == Gap::Blank))?;
    let mut lines: Vec<Range<usize>> = Vec::new();
    for index in start..tokens.all.len() {
        match lines.last_mut() {
            Some(line) if tokens.all.get(index).is_some_and(|one| one.gap < Gap::Line) => {
                line.end = index + 1
            }
            _ => lines.push(index..index + 1),
        }
    }
    let is_name = |line: &Range<usize>| {
        let words = tokens.words(line.clone());
        let last = tokens.raw(line.end - 1);
        words > 0
            && words <= LIST_WORDS_MAX
            && !matches!(last, "." | "!" | "?" | ":" | "…" | ";" | "۔" | "。")
    };
    (lines.len() >= LIST_LINES_MIN && lines.iter().all(is_name)).then_some(lines)
}

/// Whether a word among names may stand between two of them: a number, or a few small letters.
pub(super) fn is_small(word: &str) -> bool {
    let is_number = word.chars().all(char::is_numeric);
    let count = word.chars().count();
    is_number && count <= 4 || count <= 3 && !word.chars().any(char::is_uppercase)
}
