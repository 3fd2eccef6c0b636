//! What changed between two texts, word by word.
//!
//! Words and punctuation are compared, white space is not: a text that was only wrapped anew has no changes.
//! The form is that of `wdiff`: `[-removed-]` and `{+added+}` within the new text's paragraphs.
//!
//! [`Changes::between`] compares; [`Changes::list`] is the data (`insert`, `delete`, `replace`);
//! [`Changes::marked`] shows the whole, [`Changes::excerpts`] only paragraphs with changes.
//! Both escape what they show (see [`countersign_core::escape`]).
//!
//! The pieces without the insertions have the words of the old text, those without the deletions the words of the new.
//! Work is bounded by [`COST_MAX`]; beyond it whole paragraphs are compared, then whole texts, and
//! [`Changes::is_coarse`] says so: what is shown is then still right, only longer than it need be.
//!
//! ```
//! use countersign_copy::wording::Changes;
//! let changes = Changes::between("We stand in solidary.\n", "We stand\nin full solidarity.\n");
//! assert_eq!(changes.marked(), "We stand\nin [-solidary-]{+full solidarity+}.\n");
//! ```

use std::collections::HashMap;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use countersign_core::escape;

use crate::shortest::{self, Stay};

/// Most work for one comparison: the square of the number of words that differ at most.
/// Ten thousand words in both texts together are far more than a statement has, and take less than a second.
pub const COST_MAX: usize = 10_000 * 10_000;
/// Words of context before and after a [`Change`].
pub const CONTEXT_WORDS: usize = 4;

/// The comparison of an old and a new text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    pieces: Vec<Piece>,
    is_coarse: bool,
}

/// Whether a word is in both texts, or in which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// In both.
    Both,
    /// In the old text only: deleted.
    Old,
    /// In the new text only: inserted.
    New,
}

/// Neighbouring words of one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where the words are.
    pub side: Side,
    /// The words, in order.
    pub words: Vec<Word>,
    /// What stands before the first word in the old text, or in the new one for an insertion.
    gap: &'static str,
}

/// A word or a mark of punctuation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// What stands before it: nothing, a space, a line feed or a blank line.
    pub gap: &'static str,
    /// The word.
    pub text: String,
}

/// One change as data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub kind: Kind,
    /// The old words; empty for an insertion.
    pub before: String,
    /// The new words; empty for a deletion.
    pub after: String,
    /// The last words before it that are in both texts.
    pub context_before: String,
    /// The first words after it that are in both texts.
    pub context_after: String,
}

/// What happened to some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// They are new.
    Insert,
    /// They are gone.
    Delete,
    /// Others stand in their place.
    Replace,
}

impl Kind {
    /// The word for it in a JSON result.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Insert => "insert",
            Self::Delete => "delete",
            Self::Replace => "replace",
        }
    }
}

impl Changes {
    /// Compares `old` with `new`.
    #[must_use]
    pub fn between(old: &str, new: &str) -> Self {
        Self::within(old, new, COST_MAX)
    }

    fn within(old: &str, new: &str, cost_max: usize) -> Self {
        let mut interner = HashMap::new();
        let old = Words::of(old, &mut interner);
        let new = Words::of(new, &mut interner);
        let (pieces, is_coarse) = (Vec::new(), false);
        let mut diff = Diff { old: &old, new: &new, pieces, cost: 0, cost_max, is_coarse };
        diff.whole();
        Self { pieces: diff.pieces, is_coarse: diff.is_coarse }
    }

    /// The pieces in order; a deletion comes before the insertion in its place.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Whether the words are the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.iter().all(|piece| piece.side == Side::Both)
    }

    /// Whether the texts were too long to compare every word.
    #[must_use]
    pub const fn is_coarse(&self) -> bool {
        self.is_coarse
    }

    /// How many words are the same, in thousandths of all words of both texts: 1000 if nothing changed.
    #[must_use]
    pub fn similarity_permille(&self) -> usize {
        let count = |side| -> usize {
            self.pieces
                .iter()
                .filter(|piece| piece.side == side)
                .map(|piece| piece.words.len())
                .sum()
        };
        let both = count(Side::Both).saturating_mul(2);
        let all = both.saturating_add(count(Side::Old)).saturating_add(count(Side::New));
        both.saturating_mul(1000).checked_div(all).unwrap_or(1000)
    }

    /// Every change with a little context.
    #[must_use]
    pub fn list(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut index = 0;
        while let Some(piece) = self.pieces.get(index) {
            let next = self.pieces.get(index + 1).filter(|next| next.side == Side::New);
            let (kind, before, after) = match (piece.side, next) {
                (Side::Both, _) => {
                    index += 1;
                    continue;
                }
                (Side::New, _) => (Kind::Insert, String::new(), plain(&piece.words)),
                (Side::Old, None) => (Kind::Delete, plain(&piece.words), String::new()),
                (Side::Old, Some(next)) => (Kind::Replace, plain(&piece.words), plain(&next.words)),
            };
            let past = if kind == Kind::Replace { index + 2 } else { index + 1 };
            let around = |index: Option<usize>| {
                index.and_then(|index| self.pieces.get(index)).map_or(&[][..], |piece| &piece.words)
            };
            let left = around(index.checked_sub(1));
            let right = around(Some(past));
            let (_, left) = left.split_at(left.len().saturating_sub(CONTEXT_WORDS));
            let (right, _) = right.split_at(right.len().min(CONTEXT_WORDS));
            let (context_before, context_after) = (plain(left), plain(right));
            changes.push(Change { kind, before, after, context_before, context_after });
            index = past;
        }
        changes
    }

    /// The new text with `[-removed-]` and `{+added+}` words, escaped.
    #[must_use]
    pub fn marked(&self) -> String {
        let paragraphs: Vec<String> = self.shown().into_iter().map(|shown| shown.text).collect();
        paragraphs.join(PARAGRAPH) + "\n"
    }

    /// The paragraphs of [`Changes::marked`] that have changes; `[…]` stands for those between.
    #[must_use]
    pub fn excerpts(&self) -> String {
        let mut paragraphs: Vec<String> = Vec::new();
        let mut is_skipping = false;
        for shown in self.shown() {
            if shown.is_changed {
                paragraphs.push(shown.text);
            } else if !is_skipping {
                paragraphs.push("[…]".to_owned());
            }
            is_skipping = !shown.is_changed;
        }
        paragraphs.join(PARAGRAPH) + "\n"
    }

    /// The marked paragraphs. Marks do not run across paragraphs, so that each can be read alone.
    fn shown(&self) -> Vec<Shown> {
        let mut done = Vec::new();
        let mut shown = Shown::default();
        let mut gap_of_deletion = None;
        for piece in &self.pieces {
            let (open, close) = piece.side.marks();
            for (index, word) in piece.words.iter().enumerate() {
                // What replaces a deletion stands at once after it, as in wdiff.
                let is_replacement = piece.side == Side::New
                    && index == 0
                    && gap_of_deletion.is_some_and(|gap| gap == word.gap || word.gap != PARAGRAPH);
                // What is left of a paragraph that lost its first words stays with them.
                let is_rest = piece.side == Side::Both && index == 0 && gap_of_deletion.is_some();
                let gap = match word.gap {
                    _ if is_replacement => "",
                    PARAGRAPH if is_rest => piece.gap,
                    gap => gap,
                };
                let is_start = shown.text.is_empty();
                if gap == PARAGRAPH && !is_start {
                    shown.text.push_str(if index > 0 { close } else { "" });
                    done.push(std::mem::take(&mut shown));
                }
                if gap != PARAGRAPH && !is_start {
                    shown.text.push_str(gap);
                }
                if index == 0 || shown.text.is_empty() {
                    shown.text.push_str(open);
                }
                shown.text.push_str(&escape::terminal(&word.text).to_string());
                shown.is_changed |= piece.side != Side::Both;
            }
            shown.text.push_str(close);
            let first = piece.words.first().filter(|_| piece.side == Side::Old);
            gap_of_deletion = first.map(|word| word.gap);
        }
        done.push(shown);
        done
    }
}

impl Side {
    const fn marks(self) -> (&'static str, &'static str) {
        match self {
            Self::Both => ("", ""),
            Self::Old => ("[-", "-]"),
            Self::New => ("{+", "+}"),
        }
    }
}

/// The gap between paragraphs, and before the first word of a text.
const PARAGRAPH: &str = "\n\n";

#[derive(Debug, Default)]
struct Shown {
    text: String,
    is_changed: bool,
}

fn plain(words: &[Word]) -> String {
    let mut text = String::new();
    for word in words {
        if !text.is_empty() {
            text.push_str(word.gap);
        }
        text.push_str(&word.text);
    }
    text
}

/// The words of a text, each with a number that equal words share, and where paragraphs begin.
struct Words {
    words: Vec<Word>,
    numbers: Vec<u32>,
    paragraphs: Vec<Range<usize>>,
}

impl Words {
    fn of<'a>(text: &'a str, interner: &mut HashMap<&'a str, u32>) -> Self {
        let (mut words, mut numbers, mut starts) = (Vec::new(), Vec::new(), Vec::new());
        let mut gap = PARAGRAPH;
        for part in text.split_word_bounds() {
            if part.chars().all(char::is_whitespace) {
                let is_second = part == "\n" && gap == "\n";
                gap = match gap {
                    PARAGRAPH => PARAGRAPH,
                    _ if is_second => PARAGRAPH,
                    _ if part.contains('\n') => "\n",
                    "\n" => "\n",
                    _ => " ",
                };
                continue;
            }
            if gap == PARAGRAPH {
                starts.push(words.len());
            }
            let next = interner.len() as u32;
            numbers.push(*interner.entry(part).or_insert(next));
            words.push(Word { gap, text: part.to_owned() });
            gap = "";
        }
        let ends = starts.iter().copied().skip(1).chain([words.len()]);
        let paragraphs = starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect();
        Self { words, numbers, paragraphs }
    }

    fn numbers(&self, range: Range<usize>) -> &[u32] {
        self.numbers.get(range).unwrap_or_default()
    }
}

/// A comparison under way.
struct Diff<'a> {
    old: &'a Words,
    new: &'a Words,
    pieces: Vec<Piece>,
    cost: usize,
    cost_max: usize,
    is_coarse: bool,
}

impl<'a> Diff<'a> {
    fn whole(&mut self) {
        let (old, new) = (&self.old.numbers, &self.new.numbers);
        let head = old.iter().zip(new).take_while(|(old, new)| old == new).count();
        let (old_rest, new_rest) = (old.split_at(head).1, new.split_at(head).1);
        let both = old_rest.iter().rev().zip(new_rest.iter().rev());
        let tail = both.take_while(|(old, new)| old == new).count();
        let (old_end, new_end) = (old.len() - tail, new.len() - tail);
        self.push_both(0, 0..head);
        if !self.words(head..old_end, head..new_end) {
            self.is_coarse = true;
            self.paragraphs(head..old_end, head..new_end);
        }
        self.push_both(old_end, new_end..new.len());
    }

    /// Compares word by word, if that can be afforded.
    fn words(&mut self, old: Range<usize>, new: Range<usize>) -> bool {
        if !self.afford(old.len() + new.len()) {
            return false;
        }
        let stays = shortest::stays(self.old.numbers(old.clone()), self.new.numbers(new.clone()));
        let (mut old_at, mut new_at) = (old.start, new.start);
        for stay in stays {
            let (from, to) = (old.start + stay.old.start, new.start + stay.new.start);
            self.push(Side::Old, old_at..from);
            self.push(Side::New, new_at..to);
            (old_at, new_at) = (old.start + stay.old.end, new.start + stay.new.end);
            self.push_both(from, to..new_at);
        }
        self.push(Side::Old, old_at..old.end);
        self.push(Side::New, new_at..new.end);
        true
    }

    /// Compares paragraph by paragraph, and words within those that differ while that can be afforded.
    fn paragraphs(&mut self, old: Range<usize>, new: Range<usize>) {
        let cut = |words: &Words, range: &Range<usize>| -> Vec<Range<usize>> {
            let within = |part: &Range<usize>| part.start.max(range.start)..part.end.min(range.end);
            words.paragraphs.iter().map(within).filter(|part| part.start < part.end).collect()
        };
        let (old_parts, new_parts) = (cut(self.old, &old), cut(self.new, &new));
        if !self.afford(old_parts.len() + new_parts.len()) {
            self.push(Side::Old, old);
            self.push(Side::New, new);
            return;
        }
        let mut interner = HashMap::new();
        let mut numbered = |words: &'a Words, parts: &[Range<usize>]| -> Vec<u32> {
            let number = |part: &Range<usize>| {
                let next = interner.len() as u32;
                *interner.entry(words.numbers(part.clone())).or_insert(next)
            };
            parts.iter().map(number).collect()
        };
        let (olds, news) = (numbered(self.old, &old_parts), numbered(self.new, &new_parts));
        let place = |parts: &[Range<usize>], at: usize, end: usize| {
            parts.get(at).map_or(end, |part| part.start)
        };
        let (mut old_at, mut new_at) = (old.start, new.start);
        let end = Stay { old: olds.len()..olds.len(), new: news.len()..news.len() };
        for stay in shortest::stays(&olds, &news).into_iter().chain([end]) {
            let from = place(&old_parts, stay.old.start, old.end);
            let to = place(&new_parts, stay.new.start, new.end);
            self.instead(old_at..from, new_at..to);
            old_at = place(&old_parts, stay.old.end, old.end);
            new_at = place(&new_parts, stay.new.end, new.end);
            self.push_both(from, to..new_at);
        }
    }

    /// Words in each other's place, compared if that can be afforded.
    fn instead(&mut self, old: Range<usize>, new: Range<usize>) {
        if !self.words(old.clone(), new.clone()) {
            self.push(Side::Old, old);
            self.push(Side::New, new);
        }
    }

    fn afford(&mut self, length: usize) -> bool {
        let cost = self.cost.saturating_add(length.saturating_mul(length));
        let is_affordable = cost <= self.cost_max;
        if is_affordable {
            self.cost = cost;
        }
        is_affordable
    }

    fn push(&mut self, side: Side, range: Range<usize>) {
        let source = if side == Side::Old { self.old } else { self.new };
        self.append(side, source, range.start, source, range);
    }

    fn push_both(&mut self, old_start: usize, range: Range<usize>) {
        self.append(Side::Both, self.old, old_start, self.new, range);
    }

    fn append(
        &mut self,
        side: Side,
        first: &Words,
        at: usize,
        source: &Words,
        range: Range<usize>,
    ) {
        let words = source.words.get(range).unwrap_or_default();
        let gap = first.words.get(at).map_or("", |word| word.gap);
        match self.pieces.last_mut() {
            _ if words.is_empty() => {}
            Some(last) if last.side == side => last.words.extend_from_slice(words),
            _ => self.pieces.push(Piece { side, words: words.to_vec(), gap }),
        }
    }
}

#[cfg(test)]
mod tests;
