//! Broken lines, joined into the paragraphs that they were.
//!
//! Two shapes are recognised, and everything else is left as it stands:
//!
//! - *wrapped*: a paragraph of which every line but the last is as full as its neighbours allow,
//!   and goes on in mid-sentence;
//! - *spaced*: a blank line after nearly every line, as some PDF readers write, so that paragraphs must be told by
//!   lines that end early, and names in a list by lines that are all short.
//!
//! The text as a whole must look wrapped: its widest line has [`COLUMNS_MIN`] to [`COLUMNS_MAX`] columns.

use std::collections::HashSet;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::repair::Kind;
use crate::unicode::nfc;

/// Narrowest measure, in columns: verse, names and addresses are narrower than any wrapped prose.
const COLUMNS_MIN: usize = 50;
/// Widest measure, in columns: a text with wider lines was not wrapped, or is already joined.
const COLUMNS_MAX: usize = 120;
/// Fewest lines that end in mid-sentence before a blank line for the spaced shape: fewer may be meant.
const SPACED_MIN: usize = 3;
/// Fewest lines of a list: two short lines may be a title and its subtitle.
const LIST_MIN: usize = 3;
/// Characters at the end of a line that what follows can change: a letter and all its marks.
const JOINT_CHARS: usize = super::MARKS_MAX + 1;
/// Words after which a hyphen at the end of a line stands for itself, as in "pre- and post-election".
const SUSPENDING: [&str; 12] =
    ["and", "or", "to", "y", "o", "e", "u", "et", "ou", "und", "oder", "bis"];

/// A line that is not blank.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Where it stood in the input, counted from 1.
    pub(super) number: usize,
    pub(super) text: String,
    /// How many blank lines stand before it.
    pub(super) gap: usize,
    /// Whether a soft hyphen broke its last word.
    pub(super) is_broken: bool,
}

/// What to do between one line and the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// Leave both as they stand.
    Keep,
    /// Take away the blank lines between them and keep two lines.
    Close,
    /// One line, joined by the repair of this kind.
    Join(Kind),
}

/// One link for each line but the first.
pub(super) fn links(lines: &[Line]) -> Vec<Link> {
    let mut links = vec![Link::Keep; lines.len().saturating_sub(1)];
    let columns = lines.iter().filter(|line| line.text.contains(' ')).map(|line| line.text.width());
    let measure = columns.max().unwrap_or(0);
    if (COLUMNS_MIN..=COLUMNS_MAX).contains(&measure) {
        if is_spaced(lines, measure) {
            link_spaced(lines, measure, &mut links);
        } else {
            link_wrapped(lines, measure, &mut links);
        }
    }
    let words = words(lines);
    for ((line, next), link) in pairs(lines).zip(&mut links) {
        if *link != Link::Keep && *link != Link::Close {
            *link = Link::Join(join_kind(line, next, &words));
        } else if line.is_broken && next.gap == 0 && starts_with_letter(&next.text) {
            *link = Link::Join(Kind::SoftWord);
        }
    }
    links
}

/// Adds `next` to the end of `line`.
pub(super) fn join(line: &mut String, next: &str, kind: Kind) {
    let is_unspaced = is_unspaced(line.chars().next_back()) && is_unspaced(next.chars().next());
    match kind {
        Kind::BrokenWord => {
            line.pop();
        }
        Kind::SoftWord | Kind::HyphenLine => {}
        _ if is_unspaced => {}
        _ => line.push(' '),
    }
    // Letter and accent may meet at the joint; composing the whole line each time would take its square.
    let end = line.split_off(line.len() - tail(line, JOINT_CHARS).len());
    line.push_str(&nfc(&(end + next)));
}

/// The last `count` characters of `text`, or all of it.
pub(super) fn tail(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().take(count).last().map_or(text.len(), |(index, _)| index);
    text.get(start..).unwrap_or_default()
}

fn pairs(lines: &[Line]) -> impl Iterator<Item = (&Line, &Line)> {
    lines.iter().zip(lines.iter().skip(1))
}

fn is_spaced(lines: &[Line], measure: usize) -> bool {
    let adjacent = pairs(lines).filter(|(_, next)| next.gap == 0).count();
    let broken = pairs(lines).filter(|(line, next)| {
        next.gap == 1
            && is_full(line, next, measure, measure / 5)
            && !ends_sentence(&line.text)
            && starts_low(&next.text)
    });
    adjacent.saturating_mul(10) <= lines.len() && broken.count() >= SPACED_MIN
}

fn link_spaced(lines: &[Line], measure: usize, links: &mut [Link]) {
    for ((line, next), link) in pairs(lines).zip(&mut *links) {
        let goes_on = !ends_sentence(&line.text)
            && next.text.starts_with(char::is_lowercase)
            && line.text.width().saturating_mul(2) >= measure;
        let is_wrap = goes_on || line.is_broken || is_full(line, next, measure, measure / 5);
        if next.gap <= 1 && is_wrap && !starts_item(&next.text) {
            *link = Link::Join(Kind::BrokenLine);
        }
    }
    let is_short = |line: &Line| {
        line.text.width().saturating_mul(5) < measure.saturating_mul(3)
            && !ends_sentence(&line.text)
    };
    let mut start = 0;
    while start < lines.len() {
        let rest = lines.get(start..).unwrap_or_default();
        let length = rest.iter().take_while(|line| is_short(line)).count();
        let (run, _) = rest.split_at(length);
        let run_links = links.get_mut(start..).unwrap_or_default();
        link_list(run, run_links);
        start = start.saturating_add(length).saturating_add(1);
    }
}

/// Closes the gaps in a list: all of them if the order of the alphabet runs through,
/// so that a page break does not cut it in two, else the single ones.
fn link_list(run: &[Line], links: &mut [Link]) {
    let is_sorted = run.is_sorted_by_key(|line| line.text.to_lowercase());
    let mut start = 0;
    let closes = |next: &Line| is_sorted || next.gap <= 1;
    while start < run.len() {
        let rest = run.get(start..).unwrap_or_default();
        let length = 1 + rest.iter().skip(1).take_while(|next| closes(next)).count();
        if length >= LIST_MIN {
            for (link, next) in
                links.iter_mut().zip(run.iter().skip(1)).skip(start).take(length - 1)
            {
                if *link == Link::Keep && next.gap > 0 {
                    *link = Link::Close;
                }
            }
        }
        start = start.saturating_add(length);
    }
}

fn link_wrapped(lines: &[Line], measure: usize, links: &mut [Link]) {
    let mut start = 0;
    while start < lines.len() {
        let rest = lines.get(start..).unwrap_or_default();
        let length = 1 + rest.iter().skip(1).take_while(|next| next.gap == 0).count();
        let (paragraph, _) = rest.split_at(length);
        if is_wrapped(paragraph, measure) {
            for link in links.iter_mut().skip(start).take(length - 1) {
                *link = Link::Join(Kind::BrokenLine);
            }
        }
        start = start.saturating_add(length);
    }
}

fn is_wrapped(paragraph: &[Line], measure: usize) -> bool {
    let goes_on = |(line, next): &(&Line, &Line)| {
        !ends_sentence(&line.text) && (line.is_broken || starts_low(&next.text))
    };
    let broken = pairs(paragraph).filter(goes_on).count();
    // In German a third of the lines begin with a capital, in a list nearly all of them.
    broken > 0
        && broken.saturating_mul(3) >= paragraph.len() - 1
        && pairs(paragraph).all(|(line, next)| {
            is_full(line, next, measure, measure / 8) && !starts_item(&next.text)
        })
}

/// Whether the first word of `next` would not have fitted on `line`, but for `slack` columns.
fn is_full(line: &Line, next: &Line, measure: usize, slack: usize) -> bool {
    let first = next.text.chars().next();
    let word = if is_unspaced(first) {
        2
    } else {
        next.text.split(' ').next().map_or(0, UnicodeWidthStr::width) + 1
    };
    line.text.width() + word + slack > measure
}

fn join_kind(line: &Line, next: &Line, words: &HashSet<String>) -> Kind {
    let Some(head) = line.text.strip_suffix('-') else {
        return if line.is_broken && starts_with_letter(&next.text) {
            Kind::SoftWord
        } else {
            Kind::BrokenLine
        };
    };
    let first = head.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let second = next.text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    if first.is_empty() || second.is_empty() || SUSPENDING.contains(&second) {
        return Kind::BrokenLine;
    }
    let occurs = |word: String| words.contains(&word.to_lowercase());
    let is_broken = second.starts_with(char::is_lowercase)
        && occurs(format!("{first}{second}"))
        && !occurs(format!("{first}-{second}"));
    if is_broken { Kind::BrokenWord } else { Kind::HyphenLine }
}

/// Every word of the text in lower case, with its inner hyphens, if there is a hyphen to judge.
fn words(lines: &[Line]) -> HashSet<String> {
    if !lines.iter().any(|line| line.text.ends_with('-')) {
        return HashSet::new();
    }
    let split = |line: &Line| -> Vec<String> {
        let text = line.text.to_lowercase();
        text.split(|c: char| !(c.is_alphabetic() || c == '-')).map(str::to_owned).collect()
    };
    lines.iter().flat_map(split).collect()
}

fn ends_sentence(text: &str) -> bool {
    let closing = |c: char| matches!(c, '"' | '\'' | '’' | '”' | '»' | ')' | ']' | '\u{a0}');
    text.trim_end_matches(closing)
        .ends_with(['.', '!', '?', ':', ';', '…', '。', '！', '？', '।', '؟', '۔'])
}

/// A lower-case letter, or one of a script that has no case.
fn starts_low(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() && !c.is_uppercase())
}

fn starts_with_letter(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
}

/// A bullet, a dash, or a number or letter with `.` or `)`.
fn starts_item(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or_default();
    let is_bullet = matches!(word, "-" | "–" | "—" | "*" | "+" | "#")
        || text.starts_with(['•', '·', '▪', '‣', '◦', '●', '○', '■', '\u{f0b7}']);
    let number = word.strip_suffix(['.', ')']).unwrap_or_default();
    let number = number.trim_start_matches('(');
    let is_number = !number.is_empty()
        && number.len() <= 3
        && (number.bytes().all(|byte| byte.is_ascii_digit()) || number.len() == 1);
    is_bullet || is_number
}

/// Whether the script of `character` sets no spaces between words (Han and kana, not Hangul).
fn is_unspaced(character: Option<char>) -> bool {
    character.is_some_and(|character| {
        character.width() == Some(2)
            && matches!(character, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
    })
}
