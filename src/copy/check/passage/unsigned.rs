//! What stands between the passages of a text and is none of it.

use std::ops::Range;

use super::sum::Summing;
use super::{Judged, Piece, State, names};
use crate::check::compare;
use crate::check::fold;
use crate::check::token::Gap;

impl Summing<'_> {
    /// What of the copy stands between signed words; whether a sentence goes on behind it.
    pub(super) fn unsigned(&self, pieces: &[Piece]) -> Vec<(Range<usize>, bool)> {
        let mut pieces: Vec<&Piece> = pieces.iter().collect();
        pieces.sort_by_key(|piece| piece.copy.start);
        let tokens = &self.side.tokens;
        let mut found = Vec::new();
        for (one, next) in pieces.iter().zip(pieces.iter().skip(1)) {
            let between = one.copy.end..next.copy.start;
            if between.start >= between.end {
                continue;
            }
            let between = self.own_words(&between);
            // What is nearly the text's is told of by its changes.
            let is_told = |part: &Judged| {
                part.state == State::Altered
                    && part.unit.start < between.end
                    && between.start < part.unit.end
            };
            if between.is_empty() || self.parts.iter().any(is_told) {
                continue;
            }
            let goes_on =
                one.text.end <= next.text.start && tokens.words(one.text.end..next.text.start) == 0;
            let is_within = goes_on && !compare::is_start(tokens, next.text.start);
            found.push((between, is_within));
        }
        found
    }

    /// Whether words stand in a line of signed ones, and no quotation ends or begins beside them.
    pub(super) fn is_inside(&self, range: &Range<usize>) -> bool {
        let copy = self.library.copy;
        let is_line = |index: usize| copy.all.get(index).is_none_or(|one| one.gap >= Gap::Line);
        let is_quote = |index: usize| copy.raw(index).chars().any(fold::is_quote);
        let has_words = range.clone().any(|index| copy.raw(index).chars().any(char::is_alphabetic));
        let beside = range.start.saturating_sub(2)..range.end + 2;
        has_words
            && !(is_line(range.start) && is_line(range.end))
            && !beside.into_iter().any(is_quote)
    }

    /// Tokens without the marks of the text's own sentences around them.
    pub(super) fn own_words(&self, range: &Range<usize>) -> Range<usize> {
        let copy = self.library.copy;
        let is_glued = |index: usize| {
            let token = copy.all.get(index);
            token.is_some_and(|one| !one.is_word && one.gap == Gap::None)
                && !copy.raw(index).chars().all(char::is_numeric)
        };
        let start = range.clone().find(|index| !is_glued(*index)).unwrap_or(range.end);
        start..range.end
    }

    /// Whether words within a sentence could be read as part of it: they turn it, or are written like it.
    pub(super) fn reads_on(&self, range: &Range<usize>) -> bool {
        let copy = self.library.copy;
        let words: Vec<&str> = range
            .clone()
            .filter(|index| copy.all.get(*index).is_some_and(|one| one.is_word))
            .map(|index| copy.raw(index))
            .collect();
        let is_negation = range.clone().any(|index| self.library.is_negation(index));
        let is_plain = |word: &&str| word.chars().all(char::is_lowercase);
        let is_roman = |word: &&str| word.chars().all(|one| "ivxlcdm".contains(one));
        let is_bare = range.clone().all(|index| copy.all.get(index).is_some_and(|one| one.is_word));
        (is_negation && words.len() <= 3)
            || (is_bare
                && words.len() <= 6
                && words.iter().all(is_plain)
                && !words.iter().all(is_roman))
    }

    pub(super) fn is_small(&self, index: usize) -> bool {
        let copy = self.library.copy;
        copy.all.get(index).is_none_or(|one| !one.is_word || names::is_small(copy.raw(index)))
    }
}
