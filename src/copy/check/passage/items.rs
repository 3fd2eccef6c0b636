//! What an editor may do to a quotation and mark it: cuts, brackets, another first letter.

use std::ops::Range;

use crate::check::fold;
use crate::check::token::{Gap, Tokens};

/// Most tokens between an editor's brackets.
const BRACKET_TOKENS_MAX: usize = 12;
/// Fewest dots of a cut.
const DOTS: usize = 3;
/// Most digits of the number of a note.
const NOTE_DIGITS_MAX: usize = 2;
/// What an editor says of a mistake that is not the editor's.
const SIC: [&str; 1] = ["sic"];

/// A piece of a quotation, by tokens of the copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    /// Words that are to be the text's.
    Run(Range<usize>),
    /// A word with another first letter, as it looks.
    Word(Range<usize>, String),
    /// A mark that says that words were left out.
    Cut,
    /// Words in brackets that are the editor's; none for `[sic]`.
    Added(Range<usize>),
}

/// The pieces of these tokens; nothing where no editor marked anything.
pub(super) fn items(copy: &Tokens<'_>, range: &Range<usize>) -> Option<Vec<Item>> {
    let mut items: Vec<Item> = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let (item, next) = match bracket(copy, at, range.end) {
            Some(found) => found,
            None => match dots(copy, at, range.end) {
                Some(next) => (Item::Cut, next),
                None if is_note(copy, at) => (Item::Added(at..at), at + 1),
                None => (Item::Run(at..at + 1), at + 1),
            },
        };
        match (items.last_mut(), item) {
            (Some(Item::Run(run)), Item::Run(_)) => run.end = next,
            (_, item) => items.push(item),
        }
        at = next;
    }
    let has_marks = items.iter().any(|item| !matches!(item, Item::Run(_)));
    for item in &mut items {
        if let Item::Run(run) = item {
            *run = trimmed(copy, run);
        }
    }
    items.retain(|item| !matches!(item, Item::Run(run) if copy.words(run.clone()) == 0));
    has_marks.then_some(items)
}

/// Where a row of dots ends that begins here: `…`, `...` or `. . .`
fn dots(copy: &Tokens<'_>, at: usize, end: usize) -> Option<usize> {
    let raw = copy.raw(at);
    if raw == "…" || (raw.len() >= DOTS && raw.bytes().all(|byte| byte == b'.')) {
        return Some(at + 1);
    }
    let spaced = (at..end).take_while(|index| copy.raw(*index) == ".").count();
    (spaced >= DOTS).then_some(at + spaced)
}

/// Whether the number of a note stands here: raised, or right after the mark that ends a sentence or a part of it.
pub(super) fn is_note(copy: &Tokens<'_>, at: usize) -> bool {
    let glued = |at: usize| copy.all.get(at).filter(|one| one.gap == Gap::None);
    let raw = copy.raw(at);
    if glued(at).is_some_and(|one| !one.is_word) && raw.chars().all(char::is_numeric) {
        return true;
    }
    let is_number = |raw: &str| raw.bytes().all(|byte| byte.is_ascii_digit());
    let (Some(word), Some(mark)) = (at.checked_sub(2), at.checked_sub(1)) else { return false };
    let is_mark =
        |one: char| fold::is_quote(one) || matches!(one, '.' | ',' | ';' | ':' | '!' | '?');
    raw.len() <= NOTE_DIGITS_MAX
        && is_number(raw)
        && glued(at).is_some()
        && glued(at + 1).is_none()
        && glued(mark).is_some()
        && copy.raw(mark).chars().all(is_mark)
        && !copy.raw(word).chars().any(char::is_numeric)
}

/// What is between brackets that open here, and where they end.
fn bracket(copy: &Tokens<'_>, at: usize, end: usize) -> Option<(Item, usize)> {
    let closing = match copy.raw(at) {
        "[" | "［" => ["]", "］"],
        "(" | "（" => [")", "）"],
        "<" => [">", ">"],
        "{" => ["}", "}"],
        "/" => ["/", "/"],
        _ => return None,
    };
    let most = end.min(at + 2 + BRACKET_TOKENS_MAX);
    let close = (at + 1..most).find(|index| closing.contains(&copy.raw(*index)))?;
    let inside = at + 1..close;
    let is_dash = || inside.len() == 1 && copy.raw(inside.start).chars().all(fold::is_dash);
    if dots(copy, inside.start, close) == Some(close) || is_dash() {
        return Some((Item::Cut, close + 1));
    }
    if closing[0] != "]" || copy.words(inside.clone()) == 0 {
        return None;
    }
    let token = |index: usize| copy.all.get(index).filter(|_| index < end);
    let goes_on = token(close + 1).is_some_and(|next| next.is_word && next.gap == Gap::None);
    if inside.len() == 1 && goes_on {
        let word = format!("{}{}", copy.raw(inside.start), copy.raw(close + 1));
        let (mut key, mut look) = (String::new(), String::new());
        fold::keys(&word, &mut key, &mut look);
        return Some((Item::Word(at..close + 2, look), close + 2));
    }
    let is_sic = SIC.contains(&copy.raw(inside.start).to_lowercase().as_str());
    let added = if is_sic { close..close } else { inside };
    Some((Item::Added(added), close + 1))
}

/// A run without the marks at its ends that belong to the quotation and not to the text.
pub(super) fn trimmed(copy: &Tokens<'_>, run: &Range<usize>) -> Range<usize> {
    let token = |index: usize| copy.all.get(index);
    let is_mark = |index: usize| token(index).is_some_and(|one| !one.is_word);
    let is_free = |index: usize, of: &[char]| {
        is_mark(index)
            && copy.raw(index).chars().all(|one| fold::is_quote(one) || of.contains(&one))
    };
    const BEFORE: [char; 10] = ['(', '[', '…', '.', ',', ';', ':', ')', ']', '،'];
    const AFTER: [char; 18] = [
        '(', ')', '[', ']', '…', '.', ',', ';', ':', '!', '?', '،', '؛', '؟', '。', '、', '！',
        '？',
    ];
    let mut run = run.clone();
    loop {
        // A dash before a word may be the sign of a number.
        let is_dash = is_mark(run.start)
            && copy.raw(run.start).chars().all(fold::is_bullet)
            && token(run.start + 1).is_some_and(|next| next.gap != Gap::None);
        if run.is_empty() || !(is_dash || is_free(run.start, &BEFORE)) {
            break;
        }
        run.start += 1;
    }
    while run.start < run.end {
        let last = run.end - 1;
        let is_dash = is_mark(last)
            && copy.raw(last).chars().all(fold::is_dash)
            && token(last).is_some_and(|one| one.gap != Gap::None);
        if !(is_dash || is_free(last, &AFTER)) {
            break;
        }
        run.end = last;
    }
    run
}
