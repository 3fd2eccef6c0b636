//! The parts of a copy that are judged by themselves: paragraphs, and what stands between quotation marks.

use std::ops::Range;

use crate::check::fold;
use crate::check::token::{Gap, Tokens};

/// Marks that change the number after them.
const SIGNS: [char; 14] = ['$', '€', '£', '¥', '%', '+', '−', '-', '<', '>', '=', '~', '#', '@'];

/// Most digits of a number that counts.
const COUNT_DIGITS_MAX: usize = 4;

/// What stands between blank lines.
pub(super) fn paragraphs(copy: &Tokens<'_>) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    for (index, token) in copy.all.iter().enumerate() {
        match all.last_mut() {
            Some(last) if token.gap != Gap::Blank => last.end = index + 1,
            _ => all.push(index..index + 1),
        }
    }
    all
}

/// What stands between quotation marks within a paragraph, without the marks; double marks where there are any.
pub(super) fn quoted(copy: &Tokens<'_>, paragraph: &Range<usize>) -> Vec<Range<usize>> {
    let double = spans(copy, paragraph, is_open_double, is_close_double);
    if double.is_empty() { spans(copy, paragraph, is_open_single, is_close_single) } else { double }
}

type IsMark = fn(&Tokens<'_>, usize) -> bool;

fn spans(
    copy: &Tokens<'_>,
    paragraph: &Range<usize>,
    opens: IsMark,
    closes: IsMark,
) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut open: Option<usize> = None;
    for index in paragraph.clone() {
        match open {
            None if opens(copy, index) => open = Some(index + 1),
            Some(start) if closes(copy, index) => {
                spans.push(start..index);
                open = None;
            }
            _ => {}
        }
    }
    // A quotation that goes on in the next paragraph is not closed in this one.
    spans.extend(open.map(|start| start..paragraph.end));
    spans.retain(|span| copy.words(span.clone()) > 0);
    spans
}

fn is_open_double(copy: &Tokens<'_>, index: usize) -> bool {
    match copy.raw(index) {
        "“" | "„" | "«" | "「" | "『" | "〝" => true,
        "\"" | "”" | "»" | "‘‘" | "``" | "''" => leads(copy, index),
        _ => false,
    }
}

fn is_close_double(copy: &Tokens<'_>, index: usize) -> bool {
    match copy.raw(index) {
        "”" | "»" | "」" | "』" | "〞" | "’’" | "''" => true,
        "\"" | "“" | "«" => !leads(copy, index),
        _ => false,
    }
}

fn is_open_single(copy: &Tokens<'_>, index: usize) -> bool {
    matches!(copy.raw(index), "‘" | "'" | "‹" | "‚") && leads(copy, index)
}

/// An apostrophe at the end of a word closes only where a mark stands before it or a word does not follow at once.
fn is_close_single(copy: &Tokens<'_>, index: usize) -> bool {
    let is_apart =
        copy.all.get(index + 1).is_none_or(|next| next.gap != Gap::None || !next.is_word);
    let mark = index.checked_sub(1).and_then(|before| copy.all.get(before));
    matches!(copy.raw(index), "’" | "'" | "›") && is_apart && mark.is_some_and(|one| !one.is_word)
}

/// Whether a mark stands before a word and after a space, as one that opens does.
fn leads(copy: &Tokens<'_>, index: usize) -> bool {
    let own = copy.all.get(index).is_some_and(|one| one.gap != Gap::None);
    let before = index.checked_sub(1).map(|before| copy.raw(before));
    let is_after_mark = before.is_none_or(|raw| {
        raw.chars().all(|one| matches!(one, '(' | '[' | '—' | '–') || fold::is_quote(one))
    });
    (own || is_after_mark)
        && copy.all.get(index + 1).is_some_and(|next| next.gap == Gap::None || own)
}

/// Whether a word is a number that counts: `12`, `②`, `2` on a key.
fn is_count(raw: &str) -> bool {
    let is_key = |one: char| matches!(one, '\u{fe0f}' | '\u{20e3}');
    raw.chars().filter(|one| !is_key(*one)).count() <= COUNT_DIGITS_MAX
        && raw.chars().all(|one| one.is_numeric() || is_key(one))
}

/// Whether there is a word among these tokens that is no number that counts.
pub(super) fn has_words(copy: &Tokens<'_>, range: &Range<usize>) -> bool {
    let is_word = |index: &usize| copy.all.get(*index).is_some_and(|one| one.is_word);
    range.clone().filter(is_word).any(|index| !is_count(copy.raw(index)))
}

/// These tokens without what counts and decorates them at their ends: `1/9`, `2)`, a dot of colour.
pub(super) fn bare(copy: &Tokens<'_>, range: &Range<usize>) -> Range<usize> {
    let mut bare = range.clone();
    let is_plain = |index: usize| {
        let raw = copy.raw(index);
        let is_mark = copy.all.get(index).is_some_and(|one| !one.is_word);
        is_mark || is_count(raw)
    };
    let lead = bare.clone().take_while(|index| is_plain(*index)).count();
    // What counts is set apart by a mark and a space: a number before a word is the sentence's own, and so is a sign.
    let is_apart = |index: usize| {
        let next = copy.all.get(index + 1);
        let raw = copy.raw(index);
        let is_word = copy.all.get(index).is_none_or(|one| one.is_word);
        // A number in a ring or on a key is a mark, too.
        let is_mark = !is_word || is_count(raw) && !raw.chars().all(|one| one.is_ascii_digit());
        is_mark && !raw.contains(SIGNS) && next.is_some_and(|one| one.gap != Gap::None)
    };
    let head = bare.start..bare.start + lead;
    if let Some(last) = head.rev().find(|index| is_apart(*index)).filter(|last| last + 1 < bare.end)
    {
        bare.start = last + 1;
    }
    let tail = bare.clone().rev().take_while(|index| is_plain(*index)).count();
    // A number at the end is the sentence's own, unless the sentence has ended before it.
    let end = bare.end - tail;
    let stop = (end..bare.end).find(|index| crate::check::token::is_stop(copy.raw(*index)));
    if let Some(stop) = stop.filter(|stop| *stop == end) {
        bare.end = stop + 1;
    }
    bare
}
