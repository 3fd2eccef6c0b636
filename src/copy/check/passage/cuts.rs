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

/// In which direction the pieces of a quotation are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Forward,
    Back,
}

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
            let before = items.get(..anchor)?.iter().rev();
            let Some(mut pieces) = self.walk(side, before, (found.start, Way::Back)) else {
                continue;
            };
            let after = items.get(anchor + 1..)?.iter();
            let Some(after) = self.walk(side, after, (found.end, Way::Forward)) else {
                continue;
            };
            pieces.reverse();
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
        let turns = |range: &Range<usize>| range.clone().any(|index| self.is_negation(index));
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

    /// The pieces on one side of a place in the text, each as near to it as may be, the nearest first.
    fn walk<'b>(
        &self,
        side: &Side<'_>,
        items: impl Iterator<Item = &'b Item>,
        (mut at, way): (usize, Way),
    ) -> Option<Vec<Piece>> {
        let mut pieces = Vec::new();
        let mut reach = 0;
        for item in items {
            let copy = match item {
                Item::Cut => {
                    reach = usize::MAX;
                    continue;
                }
                Item::Added(words) => {
                    reach = reach.max(if words.is_empty() { 0 } else { REPLACED_TOKENS_MAX });
                    continue;
                }
                Item::Run(run) | Item::Word(run, _) => run.clone(),
            };
            let between = |found: &Range<usize>| match way {
                Way::Forward => at..found.start,
                Way::Back => found.end..at,
            };
            let is_there = |found: &Range<usize>| {
                let between = between(found);
                between.start <= between.end && self.is_near(side, between, reach)
            };
            let found = self
                .places(side, item)
                .filter(is_there)
                .min_by_key(|found| between(found).len())?;
            at = if way == Way::Forward { found.end } else { found.start };
            reach = 0;
            pieces.push(Piece { copy, text: found });
        }
        Some(pieces)
    }

    /// Where a piece stands in a text.
    fn places<'b>(
        &'b self,
        side: &'b Side<'b>,
        item: &'b Item,
    ) -> Box<dyn Iterator<Item = Range<usize>> + 'b> {
        match item {
            Item::Run(run) => Box::new(self.runs(side, run)),
            Item::Word(_, look) => {
                let number = self.keys.known(look);
                let places = number.and_then(|number| side.places.get(&number));
                Box::new(places.into_iter().flatten().map(|at| *at as usize..*at as usize + 1))
            }
            Item::Cut | Item::Added(_) => Box::new(std::iter::empty()),
        }
    }

    /// Whether a word of the copy is a negation in any language; one letter is, where an apostrophe joins it: `don't`.
    pub(super) fn is_negation(&self, index: usize) -> bool {
        let raw = self.copy.raw(index);
        let is_quote = |at: usize| self.copy.raw(at).chars().any(fold::is_quote);
        let is_joined = is_quote(index + 1) || index.checked_sub(1).is_some_and(is_quote);
        negation::is_in_any(&raw.to_lowercase()) && (raw.chars().nth(1).is_some() || is_joined)
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
