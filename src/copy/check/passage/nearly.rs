//! Parts of a copy that are no text's word for word, beside the text that they are nearest to.

use std::ops::Range;

use super::items::trimmed;
use super::{Judged, Library, Piece, SHORT_WORDS_MIN, State};
use crate::check::compare::{self, Comparison, Sides};
use crate::check::gram::GRAM_LETTERS;
use crate::check::{Match, Side};

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
        for (text, side) in self.sides.iter().enumerate() {
            let left = self.compared.get();
            if part.words(0..part.all.len()) < SHORT_WORDS_MIN || (hits.is_empty() && left == 0) {
                break;
            }
            let has_hit = side.once.has_any(&hits);
            if !has_hit && (left == 0 || part.all.len() > WITHOUT_GRAM_TOKENS_MAX) {
                continue;
            }
            self.compared.set(left.saturating_sub(usize::from(!has_hit)));
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
        best
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
