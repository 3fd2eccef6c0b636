//! From places in the extracted words back to places in the bytes that were given.
//!
//! Each step of extraction takes a text with its map and weaves a new one out of pieces of it;
//! the maps follow, so that what comes out still knows where it came from.

use std::ops::Range;

/// Where each piece of a text came from; an empty map cannot tell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Map {
    runs: Vec<Run>,
}

/// A piece of the text and the given bytes that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Run {
    text: Range<usize>,
    given: Range<usize>,
    /// Whether the text's bytes are the given ones, so that places within can be told.
    is_same: bool,
}

impl Map {
    /// Whether places cannot be told, because the words came out of a format with a structure of its own.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// The given bytes that the words at `text` stand for.
    ///
    /// Where words were replaced, as an entity by its letter, all that they replaced is meant.
    #[must_use]
    pub fn given(&self, text: Range<usize>) -> Option<Range<usize>> {
        let first = self.run_at(text.start)?;
        if text.is_empty() {
            let at = first.start(text.start);
            return Some(at..at);
        }
        let last = self.run_at(text.end - 1)?;
        Some(first.start(text.start)..last.end(text.end))
    }

    fn run_at(&self, at: usize) -> Option<&Run> {
        let past = self.runs.partition_point(|run| run.text.start <= at);
        let run = self.runs.get(past.checked_sub(1)?)?;
        (at <= run.text.end).then_some(run)
    }
}

impl Run {
    const fn start(&self, at: usize) -> usize {
        if self.is_same { self.given.start + (at - self.text.start) } else { self.given.start }
    }

    const fn end(&self, at: usize) -> usize {
        if self.is_same { self.given.start + (at - self.text.start) } else { self.given.end }
    }
}

/// A text that still knows where it came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Woven {
    pub(super) text: String,
    pub(super) map: Map,
}

impl Woven {
    /// A text of which nobody can tell where each word stood.
    pub(super) fn unplaced(text: String) -> Self {
        Self { text, map: Map::default() }
    }

    /// A text whose bytes begin at `offset` of what was given.
    pub(super) fn same(text: &str, offset: usize) -> Self {
        let mut woven = Self::default();
        woven.push(text, offset..offset + text.len(), true);
        woven
    }

    /// Adds `text`, which stands for the `given` bytes and may be them.
    pub(super) fn push(&mut self, text: &str, given: Range<usize>, is_same: bool) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(text);
        let end = self.text.len();
        match self.map.runs.last_mut() {
            Some(last) if last.is_same && is_same && last.given.end == given.start => {
                last.text.end = end;
                last.given.end = given.end;
            }
            _ => self.map.runs.push(Run { text: start..end, given, is_same }),
        }
    }

    /// Adds the words at `range` of `from` as they are.
    pub(super) fn keep(&mut self, from: &Self, range: Range<usize>) {
        let Some(words) = from.text.get(range.clone()) else { return };
        if from.map.is_empty() {
            self.text.push_str(words);
            return;
        }
        let first = from.map.runs.partition_point(|run| run.text.end <= range.start);
        for run in from.map.runs.get(first..).unwrap_or_default() {
            let (start, end) = (run.text.start.max(range.start), run.text.end.min(range.end));
            if start >= end {
                break;
            }
            let given = run.start(start)..run.end(end);
            self.push(from.text.get(start..end).unwrap_or_default(), given, run.is_same);
        }
    }

    /// Adds `words` in place of those at `range` of `from`.
    pub(super) fn replace(&mut self, from: &Self, range: Range<usize>, words: &str) {
        match from.map.given(range) {
            Some(given) => self.push(words, given, false),
            None => self.text.push_str(words),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_through_two_steps() {
        let first = Woven::same("> a&amp;b\n> c", 3);
        let mut second = Woven::default();
        second.keep(&first, 2..10);
        second.keep(&first, 12..13);
        assert_eq!(second.text, "a&amp;b\nc");
        let mut third = Woven::default();
        third.keep(&second, 0..1);
        third.replace(&second, 1..6, "&");
        third.keep(&second, 6..9);
        assert_eq!(third.text, "a&b\nc");
        assert_eq!(third.map.given(0..1), Some(5..6));
        assert_eq!(third.map.given(1..2), Some(6..11));
        assert_eq!(third.map.given(2..5), Some(11..16));
        assert_eq!(third.map.given(0..0), Some(5..5));
        assert_eq!(third.map.given(9..10), None);
        assert_eq!(Map::default().given(0..1), None);
    }
}
