//! Passages that begin or end within a sentence of their text, with a negation right beside them.
//!
//! Who quotes "ask for release" out of "We do not ask for release" changed no word of it.
//! Where the copy makes a sentence of it, or marks that something was left out there, the sense is turned and that is a
//! change; else the negation is said beside the passage.

use std::ops::Range;

use super::items::{Item, items};
use super::{Judged, Library, Omission, Piece, State, negation};
use crate::check::Side;
use crate::check::fold;
use crate::check::token::{Gap, Tokens};

/// Most words beside a passage among which a negation is looked for.
const BESIDE_WORDS_MAX: usize = 8;
/// How near a negation stands to a passage of which the copy makes a sentence.
const TURNED_WORDS_MAX: usize = 2;

/// An end of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    First,
    Last,
}

/// A negation beside a passage.
struct Edge {
    /// The words of its clause that the passage does not have.
    text: Range<usize>,
    /// The negation that is nearest to the passage.
    negation: usize,
    /// Whether the copy turns the sense.
    turns: bool,
}

impl Library<'_> {
    /// Judges the parts again by the negations beside them.
    pub(super) fn with_edges(&self, all: &mut [Judged]) {
        for index in 0..all.len() {
            let Some(part) = all.get(index).filter(|part| part.state > State::Altered) else {
                continue;
            };
            let is_known = |one: &&Judged| one.state != State::Unknown;
            let last = all.get(..index).and_then(|some| some.iter().rev().find(is_known));
            let next = all.get(index + 1..).and_then(|some| some.iter().find(is_known));
            let near: Vec<&Judged> = last
                .into_iter()
                .chain(next)
                .flat_map(|one| std::iter::once(one).chain(&one.also))
                .collect();
            let alone = Judged { also: Vec::new(), ..part.clone() };
            let mut judged: Vec<Judged> = std::iter::once(&alone)
                .chain(&part.also)
                .map(|one| self.edged(one.clone(), &near))
                .collect();
            // Of several texts, one that says it without a negation is the one that was quoted.
            judged.sort_by_key(|one| std::cmp::Reverse((one.state, one.beside.is_empty())));
            let best = judged.first().map(|one| one.state);
            judged.retain(|one| Some(one.state) == best);
            let mut judged = judged.into_iter();
            if let (Some(first), Some(part)) = (judged.next(), all.get_mut(index)) {
                *part = Judged { also: judged.collect(), ..first };
            }
        }
    }

    fn edged(&self, mut part: Judged, near: &[&Judged]) -> Judged {
        let Some(side) = self.sides.get(part.text) else { return part };
        let mut edges = self.edges(side, &part, near);
        if !edges.is_empty()
            && let Some(other) = self.elsewhere(side, &part, near)
        {
            edges.clear();
            part = other;
        }
        for edge in edges {
            if edge.turns {
                part.state = State::Altered;
                let text = edge.text;
                part.omissions.push(Omission { text, negates: true, ..Omission::default() });
            } else {
                part.beside.push(edge.text);
            }
        }
        part
    }

    /// The same words in another place of the text, without a negation beside them.
    fn elsewhere(&self, side: &Side<'_>, part: &Judged, near: &[&Judged]) -> Option<Judged> {
        let [piece] = part.pieces.as_slice() else { return None };
        let at = |text| Judged {
            pieces: vec![Piece { copy: piece.copy.clone(), text }],
            ..part.clone()
        };
        let mut others = self.runs(side, &piece.copy).map(at);
        others.find(|one| self.edges(side, one, near).is_empty())
    }

    fn edges(&self, side: &Side<'_>, part: &Judged, near: &[&Judged]) -> Vec<Edge> {
        let ends = [(End::First, part.pieces.first()), (End::Last, part.pieces.last())];
        let marks = items(self.copy, &part.unit).unwrap_or_default();
        let found = ends.into_iter().filter_map(|(end, piece)| {
            let mark = if end == End::First { marks.first() } else { marks.last() };
            let is_marked = match mark {
                Some(Item::Cut) => true,
                Some(Item::Added(words)) => !words.is_empty(),
                _ => false,
            };
            self.edge(side, piece?, end, is_marked)
        });
        let has = |one: &&Judged, edge: &Edge| {
            one.text == part.text
                && one.pieces.iter().any(|piece| piece.text.contains(&edge.negation))
        };
        found.filter(|edge| !near.iter().any(|one| has(one, edge))).collect()
    }

    fn edge(&self, side: &Side<'_>, piece: &Piece, end: End, is_marked: bool) -> Option<Edge> {
        let place = side.text.places().first()?;
        let list = negation::of(place.language.as_str())?;
        let tokens = &side.tokens;
        let text = match end {
            End::First => clause_before(tokens, piece.text.start),
            End::Last => clause_after(tokens, piece.text.end),
        };
        let is_negation =
            |index: &usize| list.contains(&tokens.raw(*index).to_lowercase().as_str());
        let (negation, between) = match end {
            End::First => {
                let found = text.clone().rev().find(is_negation)?;
                (found, found..text.end)
            }
            End::Last => {
                let found = text.clone().find(is_negation)?;
                (found, text.start..found + 1)
            }
        };
        let is_near = tokens.words(between) <= TURNED_WORDS_MAX;
        let turns = is_marked || (is_near && self.makes_sentence(side, piece, end));
        Some(Edge { text, negation, turns })
    }

    /// Whether the copy begins or ends a sentence where the text does not.
    fn makes_sentence(&self, side: &Side<'_>, piece: &Piece, end: End) -> bool {
        let copy = self.copy;
        let ends = copy.all.get(piece.copy.end).is_some_and(|one| one.gap == Gap::None)
            && is_sentence_end(copy.raw(piece.copy.end));
        if end == End::Last {
            return ends;
        }
        let first = |tokens: &Tokens<'_>, at: usize| tokens.raw(at).chars().next();
        let own = first(copy, piece.copy.start);
        let their = first(&side.tokens, piece.text.start);
        let is_raised =
            own.is_some_and(char::is_uppercase) && their.is_some_and(char::is_lowercase);
        let has_case = own.is_some_and(|one| one.is_uppercase() || one.is_lowercase());
        is_raised || (!has_case && ends && is_sentence_end(side.tokens.raw(piece.text.end)))
    }
}

/// The words right before a token, without a mark between.
fn clause_before(tokens: &Tokens<'_>, at: usize) -> Range<usize> {
    let (mut start, mut words) = (at, 0);
    while let Some(before) = start.checked_sub(1).filter(|_| words < BESIDE_WORDS_MAX) {
        let is_apart = tokens.all.get(start).is_none_or(|one| one.gap == Gap::Blank);
        let is_word = tokens.all.get(before).is_some_and(|one| one.is_word);
        if is_apart || !(is_word || is_joint(tokens, before)) {
            break;
        }
        words += usize::from(is_word);
        start = before;
    }
    start..at
}

/// The words right after a token, without a mark between.
fn clause_after(tokens: &Tokens<'_>, at: usize) -> Range<usize> {
    let (mut end, mut words) = (at, 0);
    while let Some(token) = tokens.all.get(end).filter(|_| words < BESIDE_WORDS_MAX) {
        if token.gap == Gap::Blank || !(token.is_word || is_joint(tokens, end)) {
            break;
        }
        words += usize::from(token.is_word);
        end += 1;
    }
    at..end
}

/// Whether a mark stands within a word: an apostrophe or a hyphen.
fn is_joint(tokens: &Tokens<'_>, at: usize) -> bool {
    let is_glued = |index: usize| tokens.all.get(index).is_some_and(|one| one.gap == Gap::None);
    let raw = tokens.raw(at);
    at > 0
        && is_glued(at)
        && is_glued(at + 1)
        && raw.chars().all(|one| fold::is_quote(one) || fold::is_dash(one))
}

pub(super) fn is_sentence_end(raw: &str) -> bool {
    let ends = |one: char| matches!(one, '.' | '!' | '?' | '。' | '！' | '？' | '؟' | '۔' | '।');
    !raw.starts_with("..") && raw.chars().next().is_some_and(ends)
}
