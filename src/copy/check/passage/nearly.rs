//! Parts of a copy that are no text's word for word, beside the text that they are nearest to.

use std::cmp::Reverse;
use std::ops::Range;

use super::items::trimmed;
use super::{Judged, Library, Piece, SHORT_WORDS_MIN, State};
use crate::check::compare::{self, Comparison, Sides};
use crate::check::gram::GRAM_LETTERS;
use crate::check::token::Tokens;
use crate::check::{Match, Side};

/// Most texts that a part is compared with; twice as many where they share as many grams.
const NEAREST_MAX: usize = 2;
/// Most tokens of a part that is compared with texts of which it has no gram.
const WITHOUT_GRAM_TOKENS_MAX: usize = 60;

impl Library<'_> {
    /// The part beside the text that it is nearest to, where it is nobody's word for word.
    pub(super) fn compared(&self, unit: &Range<usize>) -> Judged {
        let mut best = self.unknown(unit.clone(), false);
        let part = self.copy.part(unit);
        let from =
            self.copy.letters.partition_point(|one| (one.token as usize) < unit.start) as u32;
        let end = from + part.letters.len() as u32;
        let first = self.hits.partition_point(|hit| hit.0 < from);
        let last = self.hits.partition_point(|hit| hit.0 + GRAM_LETTERS as u32 <= end);
        let hits = self.hits.get(first..last.max(first)).unwrap_or_default();
        let hits: Vec<(u32, u32)> = hits.iter().map(|(at, gram)| (at - from, *gram)).collect();
        for text in self.near(&part, &hits) {
            let Some(side) = self.sides.get(text) else { continue };
            let sides = Sides {
                copy: &part,
                text: &side.tokens,
                once: &side.once,
                keys: self.keys,
                furniture: &side.furniture,
            };
            let Some(comparison) = compare::compare(&sides, &hits) else { continue };
            let (state, pieces) = self.of_comparison(&comparison, side, unit);
            let judged = Judged {
                state,
                text,
                pieces,
                comparison: Some(comparison),
                ..self.unknown(unit.clone(), false)
            };
            let rank = |one: &Judged| {
                (one.comparison.as_ref().map_or(0, |found| found.words_here), one.state)
            };
            match best.state {
                _ if rank(&judged) > rank(&best) => best = judged,
                _ if best.state != State::Unknown && rank(&judged) == rank(&best) => {
                    best.also.push(judged)
                }
                _ => {}
            }
        }
        match best.state {
            State::Unknown => self.turned(unit).unwrap_or(best),
            _ => best,
        }
    }

    /// The texts that share most grams with a part; every one where none does and the part is short.
    fn near(&self, part: &Tokens<'_>, hits: &[(u32, u32)]) -> Vec<usize> {
        if part.words(0..part.all.len()) < SHORT_WORDS_MIN {
            return Vec::new();
        }
        let counts = self.sides.iter().map(|side| side.once.count(hits)).enumerate();
        let mut counts: Vec<(usize, usize)> = counts.filter(|(_, count)| *count > 0).collect();
        counts.sort_by_key(|(text, count)| (Reverse(*count), *text));
        let most = counts.first().map_or(0, |one| one.1);
        let equal = counts.iter().take_while(|one| one.1 == most).count().min(2 * NEAREST_MAX);
        counts.truncate(equal.max(NEAREST_MAX));
        if !counts.is_empty() {
            return counts.into_iter().map(|one| one.0).collect();
        }
        let left = self.compared.get();
        if left < self.sides.len() || part.all.len() > WITHOUT_GRAM_TOKENS_MAX {
            return Vec::new();
        }
        self.compared.set(left - self.sides.len());
        (0..self.sides.len()).collect()
    }

    /// A comparison as a part: a run with other words around it is verbatim.
    fn of_comparison(
        &self,
        comparison: &Comparison,
        side: &Side<'_>,
        unit: &Range<usize>,
    ) -> (State, Vec<Piece>) {
        if comparison.matched == Match::Altered {
            return (State::Altered, Vec::new());
        }
        let tokens_at = |bytes: &Range<usize>| {
            let first = self.copy.all.partition_point(|one| (one.end as usize) <= bytes.start);
            let last = self.copy.all.partition_point(|one| (one.start as usize) < bytes.end);
            first.max(unit.start)..last.min(unit.end)
        };
        let piece = |bytes: &Range<usize>| {
            let copy = trimmed(self.copy, &tokens_at(bytes));
            let text = self.runs(side, &copy).next()?;
            Some(Piece { copy, text })
        };
        let pieces: Vec<Piece> = comparison.parts.iter().filter_map(piece).collect();
        let state =
            if pieces.len() == comparison.parts.len() { State::Verbatim } else { State::Altered };
        (state, pieces)
    }
}
