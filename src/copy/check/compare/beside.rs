//! Words right beside a run of a text that are no longer the text's.
//!
//! A run that begins with a sentence is whole; but where the words before it in the same paragraph are nearly those that
//! the text has there, or are hardly any, the passage was longer and was changed.

use std::ops::Range;

use super::Sides;
use crate::check::align::{Same, Step};
use crate::check::fold;
use crate::check::token::{Gap, Tokens};

/// Most words that are a change whatever they are: somebody's own words are more.
const FEW_WORDS: usize = 2;
/// Words of the text that are looked at besides as many as the copy has there.
const MORE_WORDS: usize = 4;

/// The changes at both ends of a run.
pub(super) fn changes(sides: &Sides<'_>, copy: &Range<usize>, text: &Range<usize>) -> Vec<Step> {
    let before = start(sides.copy, copy.start)..copy.start;
    let after = copy.end..end(sides.copy, copy.end);
    let more = |own: &Range<usize>| sides.copy.words(own.clone()) + MORE_WORDS;
    let left = back(sides.text, text.start, more(&before))..text.start;
    let right = text.end..forward(sides.text, text.end, more(&after));
    let step = |own: Range<usize>, their: Range<usize>| {
        is_change(sides, &own, &their).then_some(Step { copy: own, text: their, same: Same::No })
    };
    [step(before, left), step(after, right)].into_iter().flatten().collect()
}

fn is_change(sides: &Sides<'_>, own: &Range<usize>, their: &Range<usize>) -> bool {
    let looks = |tokens: &Tokens<'_>, range: &Range<usize>| -> Vec<u32> {
        let all = tokens.all.get(range.clone()).unwrap_or_default();
        all.iter().filter(|one| one.is_word).map(|one| one.look).collect()
    };
    let (own_words, their_words) = (looks(sides.copy, own), looks(sides.text, their));
    if own_words.is_empty() || their_words.is_empty() {
        return false;
    }
    let is_number = |look: &u32| sides.keys.string(*look).chars().all(char::is_numeric);
    if own_words.iter().all(is_number) && !their_words.iter().any(is_number) {
        return false;
    }
    let same = own_words.iter().filter(|look| their_words.contains(look)).count();
    let is_one_line = (own.start + 1..=own.end)
        .all(|index| sides.copy.all.get(index).is_none_or(|one| one.gap < Gap::Line));
    same * 2 >= own_words.len() || (own_words.len() <= FEW_WORDS && is_one_line)
}

/// Whether something of somebody else begins or ends between two tokens: a paragraph, a quotation, what a colon says.
fn is_apart(copy: &Tokens<'_>, at: usize) -> bool {
    let parts = |index: usize| {
        copy.raw(index).chars().next().is_some_and(|one| {
            fold::is_quote(one)
                || matches!(one, ':' | '(' | ')' | '[' | ']' | '…' | '–' | '—' | '|')
        })
    };
    copy.all.get(at).is_none_or(|one| one.gap == Gap::Blank)
        || at.checked_sub(1).is_none_or(parts)
        || parts(at)
}

fn start(copy: &Tokens<'_>, at: usize) -> usize {
    (0..=at).rev().find(|index| is_apart(copy, *index)).unwrap_or(0)
}

fn end(copy: &Tokens<'_>, at: usize) -> usize {
    (at..=copy.all.len()).find(|index| is_apart(copy, *index)).unwrap_or(copy.all.len())
}

/// The token so many words before one.
fn back(text: &Tokens<'_>, at: usize, words: usize) -> usize {
    let is_word = |index: &usize| text.all.get(*index).is_some_and(|one| one.is_word);
    (0..at).rev().filter(is_word).take(words).last().unwrap_or(at)
}

/// The token after so many words.
fn forward(text: &Tokens<'_>, at: usize, words: usize) -> usize {
    let is_word = |index: &usize| text.all.get(*index).is_some_and(|one| one.is_word);
    (at..text.all.len()).filter(is_word).take(words).last().map_or(at, |last| last + 1)
}
