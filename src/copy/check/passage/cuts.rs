//! Quotations that an editor cut: their pieces, and what is left out between them.

use std::ops::Range;

use super::items::Item;
use super::{Judged, Library, Omission, Piece, RUN_WORDS_MIN, State, negation};
use crate::check::token;
use crate::check::{Side, compare, fold};

/// Fewest words of the piece by which a quotation with cuts is found.
const ANCHOR_WORDS_MIN: usize = 3;
/// Most tokens that stand in the place of an editor's words.
const REPLACED_TOKENS_MAX: usize = 16;
/// Most tokens of one cut of which every word is looked at for numbers and names.
const CUT_TOKENS_SHOWN: usize = 60;

impl Library<'_> {
    /// The pieces of a quotation that an editor cut, in one text.
    pub(super) fn cut(&self, text: usize, items: &[Item]) -> Option<Judged> {
        let side = self.sides.get(text)?;
        let words = |item: &Item| match item {
            Item::Run(run) => self.copy.words(run.clone()),
            Item::Word(..) => 1,
            Item::Cut | Item::Added(_) => 0,
        };
        let all: usize = items.iter().map(words).sum();
        let anchor = (0..items.len())
            .max_by_key(|index| (items.get(*index).map_or(0, words), usize::MAX - index))?;
        let Item::Run(run) = items.get(anchor)? else { return None };
        let own = self.copy.words(run.clone());
        if all < RUN_WORDS_MIN || own < ANCHOR_WORDS_MIN {
            return None;
        }
        for found in self.runs(side, run) {
            let Some(mut pieces) = self.before(side, items.get(..anchor)?, found.start) else {
                continue;
            };
            let Some(after) = self.after(side, items.get(anchor + 1..)?, found.end) else {
                continue;
            };
            pieces.push(Piece { copy: run.clone(), text: found });
            pieces.extend(after);
            return Some(self.edited(text, items, pieces));
        }
        None
    }

    fn edited(&self, text: usize, items: &[Item], pieces: Vec<Piece>) -> Judged {
        let gaps = pieces.iter().zip(pieces.iter().skip(1));
        let omissions: Vec<Omission> = gaps
            .map(|(one, next)| one.text.end..next.text.start)
            .filter_map(|gap| self.omission(text, gap))
            .collect();
        let added: Vec<Range<usize>> = items
            .iter()
            .filter_map(|item| match item {
                Item::Added(range) if !range.is_empty() => Some(range.clone()),
                _ => None,
            })
            .collect();
        let turns = |range: &Range<usize>| {
            range.clone().any(|index| negation::is_in_any(&self.copy.raw(index).to_lowercase()))
        };
        let is_turned = omissions.iter().any(|one| one.negates) || added.iter().any(turns);
        let unit = pieces.first().map_or(0, |one| one.copy.start)
            ..pieces.last().map_or(0, |one| one.copy.end);
        let state = match (is_turned, omissions.is_empty() && added.is_empty()) {
            (true, _) => State::Altered,
            (false, false) => State::Cut,
            (false, true) => State::Verbatim,
        };
        Judged { state, text, pieces, omissions, added, ..self.unknown(unit, false) }
    }

    /// The pieces after a place in the text, each as near to it as may be.
    fn after(&self, side: &Side<'_>, items: &[Item], mut at: usize) -> Option<Vec<Piece>> {
        let mut pieces = Vec::new();
        let mut reach = 0;
        for item in items {
            match item {
                Item::Cut => reach = usize::MAX,
                Item::Added(range) if range.is_empty() => {}
                Item::Added(_) => reach = reach.max(REPLACED_TOKENS_MAX),
                Item::Run(run) => {
                    let found = self
                        .place(side, run, |place| {
                            place >= at && self.is_near(side, at..place, reach)
                        })
                        .min_by_key(|found| found.start)?;
                    at = found.end;
                    reach = 0;
                    pieces.push(Piece { copy: run.clone(), text: found });
                }
                Item::Word(range, look) => {
                    let place = self
                        .word(side, look, |place| {
                            place >= at && self.is_near(side, at..place, reach)
                        })
                        .min()?;
                    at = place + 1;
                    reach = 0;
                    pieces.push(Piece { copy: range.clone(), text: place..at });
                }
            }
        }
        Some(pieces)
    }

    /// The pieces before a place in the text, each as near to it as may be.
    fn before(&self, side: &Side<'_>, items: &[Item], mut at: usize) -> Option<Vec<Piece>> {
        let mut pieces = Vec::new();
        let mut reach = 0;
        for item in items.iter().rev() {
            match item {
                Item::Cut => reach = usize::MAX,
                Item::Added(range) if range.is_empty() => {}
                Item::Added(_) => reach = reach.max(REPLACED_TOKENS_MAX),
                Item::Run(run) => {
                    let found = self
                        .place(side, run, |place| place < at)
                        .filter(|found| found.end <= at && self.is_near(side, found.end..at, reach))
                        .max_by_key(|found| found.start)?;
                    at = found.start;
                    reach = 0;
                    pieces.push(Piece { copy: run.clone(), text: found });
                }
                Item::Word(range, look) => {
                    let place = self
                        .word(side, look, |place| {
                            place < at && self.is_near(side, place + 1..at, reach)
                        })
                        .max()?;
                    at = place;
                    reach = 0;
                    pieces.push(Piece { copy: range.clone(), text: place..place + 1 });
                }
            }
        }
        pieces.reverse();
        Some(pieces)
    }

    fn place<'b>(
        &'b self,
        side: &'b Side<'b>,
        run: &'b Range<usize>,
        is_there: impl Fn(usize) -> bool + 'b,
    ) -> impl Iterator<Item = Range<usize>> + 'b {
        self.runs(side, run).filter(move |found| is_there(found.start))
    }

    fn word<'b>(
        &'b self,
        side: &'b Side<'b>,
        look: &'b str,
        is_there: impl Fn(usize) -> bool + 'b,
    ) -> impl Iterator<Item = usize> + 'b {
        let number = self.keys.known(look);
        let places = number.and_then(|number| side.places.get(&number));
        places.into_iter().flatten().map(|at| *at as usize).filter(move |at| is_there(*at))
    }

    /// Whether so few tokens lie between, or none but marks.
    fn is_near(&self, side: &Side<'_>, between: Range<usize>, reach: usize) -> bool {
        between.len() <= reach || side.tokens.words(between) == 0
    }

    /// What there is to say of words that a cut leaves out.
    fn omission(&self, text: usize, gap: Range<usize>) -> Option<Omission> {
        let side = self.sides.get(text)?;
        let tokens = &side.tokens;
        if tokens.words(gap.clone()) == 0 {
            return None;
        }
        let is_stop = |index: &usize| {
            token::is_stop(tokens.raw(*index))
                && !fold::is_quote(tokens.raw(*index).chars().next().unwrap_or(' '))
        };
        let (starts, ends) =
            (compare::is_start(tokens, gap.start), compare::is_start(tokens, gap.end));
        let first = gap.clone().find(is_stop);
        let last = gap.clone().rev().find(is_stop);
        // Whole sentences may go; what goes from within one may turn its sense.
        let head = gap.start..if starts { gap.start } else { first.unwrap_or(gap.end) };
        let tail = if ends { gap.end } else { last.map_or(gap.start, |last| last + 1) }..gap.end;
        let language =
            side.text.places().first().map_or_else(String::new, |place| place.language.to_string());
        let list = negation::of(&language);
        let word = |index: usize| tokens.raw(index).to_lowercase();
        let negates = list.is_some_and(|list| {
            head.clone().chain(tail.clone()).any(|index| list.contains(&word(index).as_str()))
        });
        let names = gap.len() <= CUT_TOKENS_SHOWN
            && gap.clone().any(|index| {
                let first = tokens.raw(index).chars().next();
                let is_name =
                    first.is_some_and(char::is_uppercase) && !compare::is_start(tokens, index);
                is_name || first.is_some_and(char::is_numeric)
            });
        let joins = first.is_some() && !starts && !ends;
        let is_dark = list.is_none() && tokens.words(gap.clone()) <= 3;
        Some(Omission { text: gap, negates, names, joins, is_dark })
    }
}
