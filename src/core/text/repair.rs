//! A file that came from elsewhere, brought into the form of a [`Text`].
//!
//! Each [`Repair`] says what was done, on which line of the file, and how it read before and after:
//! nothing is changed that is not listed.
//! Words are never mended: slips, quotation marks and names stay as they were printed.
//! Two kinds of layout are undone, lines wrapped by hand and lines as PDF readers write them
//! (see the repairs of [`Kind::BrokenLine`]); where lines may be meant, as in names, verse, addresses and bullets,
//! they stay.
//!
//! What could change the reading is refused, not repaired: control characters, bidirectional controls,
//! lost letters, and in a file that needs repairs also words that mix scripts, a sign of bad recognition.
//! A clean text comes back byte for byte.
//!
//! ```
//! use countersign_core::text::repair::{Kind, repair};
//! let file = "\u{feff}Solidarity \r\n\r\n\r\nWe \u{fb01}nd\u{a0}this  grave.";
//! let repaired = repair(file.as_bytes(), &"en".parse()?)?;
//! assert_eq!(repaired.text.as_str(), "Solidarity\n\nWe find\u{a0}this grave.\n");
//! assert_eq!(repaired.counts()[&Kind::Ligature], 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::collections::BTreeMap;

use super::character::Rules;
use super::layout::{Line, Link, join, links, tail};
use super::{Text, TextError, decode};
use crate::name::Language;
use crate::unicode::nfc;

/// Characters of a line that a [`Repair`] shows at each side of a joint.
const CONTEXT_CHARS: usize = 32;

/// A text and what had to be done for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// The text.
    pub text: Text,
    /// What was done, by line of the file.
    pub repairs: Vec<Repair>,
}

/// One thing that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// What it was.
    pub kind: Kind,
    /// The line of the file, counted from 1.
    pub line: usize,
    /// How often on this line.
    pub count: usize,
    /// How it read before.
    pub before: String,
    /// How it reads now.
    pub after: String,
}

/// What can be done to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A byte order mark at the start, removed.
    ByteOrderMark,
    /// CR LF, CR, U+2028 or U+2029, made LF.
    LineEnding,
    /// A form feed, removed or made a line ending.
    PageBreak,
    /// A tab, made a space.
    Tab,
    /// An unusual space, made an ordinary one.
    Space,
    /// A soft hyphen, removed.
    SoftHyphen,
    /// A zero-width character or variation selector, removed.
    ZeroWidth,
    /// A ligature such as U+FB01, made letters.
    Ligature,
    /// Letters and accents, composed (NFC).
    Composition,
    /// Spaces at the start or end of a line, removed.
    OuterSpace,
    /// Several spaces in a row, made one.
    InnerSpace,
    /// A line and the next, which continues it, joined by a space.
    BrokenLine,
    /// A word broken by a soft hyphen, joined.
    SoftWord,
    /// A word broken by a hyphen, joined without it, since the text has the whole word elsewhere.
    BrokenWord,
    /// A line that ends in a hyphen and the next, joined with the hyphen kept.
    HyphenLine,
    /// Blank lines within a list, removed.
    ListGap,
    /// Blank lines that separate nothing, removed.
    BlankLine,
    /// The final line feed, added.
    FinalNewline,
}

impl Kind {
    /// Whether a reader should look at each of them: letters were touched, or might have been.
    #[must_use]
    const fn touches_words(self) -> bool {
        matches!(
            self,
            Self::SoftHyphen
                | Self::ZeroWidth
                | Self::Ligature
                | Self::SoftWord
                | Self::BrokenWord
                | Self::HyphenLine
        )
    }
}

impl Repaired {
    /// How often each thing was done.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<Kind, usize> {
        let mut counts = BTreeMap::<Kind, usize>::new();
        for repair in &self.repairs {
            *counts.entry(repair.kind).or_default() += repair.count;
        }
        counts
    }

    /// Each repair that a reader should look at: letters were touched, or might have been.
    pub fn in_words(&self) -> impl Iterator<Item = &Repair> {
        self.repairs.iter().filter(|repair| repair.kind.touches_words())
    }
}

/// The text that the file `input` holds, and everything that had to be done for it.
///
/// # Errors
/// If `input` is too long, empty, not UTF-8, or holds what must not be repaired silently.
pub fn repair(input: &[u8], language: &Language) -> Result<Repaired, TextError> {
    let input = decode(input)?;
    let rules = Rules::of(language);
    let mut repairs = Vec::new();
    let mut lines = Vec::new();
    let mut gap = 0;
    for (number, raw) in (1..).zip(split(input, &mut repairs)) {
        let line = clean(number, &raw, rules, &mut repairs)?;
        if line.text.is_empty() {
            gap += 1;
        } else {
            lines.push(Line { gap, ..line });
            gap = 0;
        }
    }
    settle(&mut lines, gap, &mut repairs);
    let mut text = String::new();
    for line in &lines {
        if !text.is_empty() {
            text.push_str(if line.gap == 0 { "\n" } else { "\n\n" });
        }
        text.push_str(&line.text);
    }
    if !text.is_empty() {
        text.push('\n');
    }
    let text = Text::parse(text.as_bytes(), language)?;
    repairs.sort_by_key(|repair| (repair.line, repair.kind));
    match text.warnings().into_iter().next() {
        Some(warning) if !repairs.is_empty() => Err(TextError::Suspicious(warning)),
        _ => Ok(Repaired { text, repairs }),
    }
}

/// Lines as the file means them; the last line feed ends a line and begins none.
fn split(input: &str, repairs: &mut Vec<Repair>) -> Vec<String> {
    let text = input.strip_prefix('\u{feff}').unwrap_or(input);
    if text.len() < input.len() {
        repairs.push(single(Kind::ByteOrderMark, 1, "\u{feff}", ""));
    }
    let mut lines = vec![String::new()];
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let number = lines.len();
        let is_line_start = lines.last().is_none_or(String::is_empty);
        let is_line_end = matches!(characters.peek(), None | Some('\n' | '\r'));
        let ends = match character {
            '\n' => true,
            '\r' | '\u{2028}' | '\u{2029}' => {
                let is_pair = character == '\r' && characters.next_if_eq(&'\n').is_some();
                let before = if is_pair { "\r\n".to_owned() } else { character.to_string() };
                repairs.push(single(Kind::LineEnding, number, &before, "\n"));
                true
            }
            '\u{c}' => {
                repairs.push(single(Kind::PageBreak, number, "\u{c}", ""));
                !is_line_start && !is_line_end
            }
            _ => {
                if let Some(line) = lines.last_mut() {
                    line.push(character);
                }
                false
            }
        };
        if ends {
            lines.push(String::new());
        }
    }
    let number = lines.len();
    match lines.pop() {
        Some(last) if !last.is_empty() => {
            repairs.push(single(Kind::FinalNewline, number, "", "\n"));
            lines.push(last);
        }
        _ => {}
    }
    lines
}

fn single(kind: Kind, line: usize, before: &str, after: &str) -> Repair {
    Repair { kind, line, count: 1, before: before.to_owned(), after: after.to_owned() }
}

/// The line `number` without what is not seen, or the reason why it must be refused.
fn clean(
    number: usize,
    raw: &str,
    rules: Rules,
    repairs: &mut Vec<Repair>,
) -> Result<Line, TextError> {
    let is_broken = raw.trim_end().ends_with('\u{ad}');
    let mut kept = String::with_capacity(raw.len());
    let mut counts = BTreeMap::<Kind, usize>::new();
    for (column, character) in (1..).zip(raw.chars()) {
        let refusal = rules.refusal(kept.chars().next_back(), character);
        let kind = match (character, refusal) {
            (_, None) => {
                kept.push(character);
                match ligature(character) {
                    Some(letters) => {
                        kept.pop();
                        kept.push_str(letters);
                        Kind::Ligature
                    }
                    None => continue,
                }
            }
            ('\t', _) => {
                kept.push(' ');
                Kind::Tab
            }
            ('\u{ad}', _) => Kind::SoftHyphen,
            ('\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{fe0e}' | '\u{fe0f}', _) => {
                Kind::ZeroWidth
            }
            (_, Some(super::Reason::Space)) => {
                kept.push(' ');
                Kind::Space
            }
            (_, Some(reason)) => {
                return Err(TextError::Character { line: number, column, character, reason });
            }
        };
        *counts.entry(kind).or_default() += 1;
    }
    for (kind, count) in counts {
        repairs.push(Repair { count, ..single(kind, number, raw, &kept) });
    }
    let composed = nfc(&kept);
    note(Kind::Composition, number, &kept, &composed, repairs);
    let trimmed = composed.trim_end().trim_start_matches(' ');
    note(Kind::OuterSpace, number, &composed, trimmed, repairs);
    let text = shorten(number, trimmed, repairs);
    Ok(Line { number, text, gap: 0, is_broken })
}

fn note(kind: Kind, number: usize, before: &str, after: &str, repairs: &mut Vec<Repair>) {
    if before != after {
        repairs.push(single(kind, number, before, after));
    }
}

/// `line` with one space for each run of them.
fn shorten(number: usize, line: &str, repairs: &mut Vec<Repair>) -> String {
    let mut text = String::with_capacity(line.len());
    let mut count = 0;
    let mut run = 0_usize;
    for character in line.chars() {
        run = if character == ' ' { run + 1 } else { 0 };
        if run < 2 {
            text.push(character);
        } else if run == 2 {
            count += 1;
        }
    }
    if count > 0 {
        repairs.push(Repair { count, ..single(Kind::InnerSpace, number, line, &text) });
    }
    text
}

const fn ligature(character: char) -> Option<&'static str> {
    Some(match character {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        _ => return None,
    })
}

/// Joins lines until there is nothing left to join, so that a second repair finds nothing to do.
fn settle(lines: &mut Vec<Line>, trailing: usize, repairs: &mut Vec<Repair>) {
    let end = lines.last().map_or(1, |line| line.number + 1);
    loop {
        let links = links(lines);
        let is_settled = links.iter().all(|link| *link == Link::Keep)
            && lines.iter().enumerate().all(|(index, line)| line.gap <= index.min(1));
        let mut settled: Vec<Line> = Vec::with_capacity(lines.len());
        for (index, line) in std::mem::take(lines).into_iter().enumerate() {
            let link = index.checked_sub(1).and_then(|index| links.get(index).copied());
            match (settled.last_mut(), link) {
                (Some(last), Some(Link::Join(kind))) => attach(last, &line, kind, repairs),
                (last, link) => {
                    let gap = match (last, link) {
                        (None, _) | (_, Some(Link::Close)) => 0,
                        _ => line.gap.min(1),
                    };
                    note_gap(&line, gap, link, repairs);
                    settled.push(Line { gap, ..line });
                }
            }
        }
        *lines = settled;
        if is_settled {
            break;
        }
    }
    if trailing > 0 {
        let before = "\n".repeat(trailing);
        repairs.push(Repair { count: trailing, ..single(Kind::BlankLine, end, &before, "") });
    }
}

fn attach(last: &mut Line, line: &Line, kind: Kind, repairs: &mut Vec<Repair>) {
    let mut after = tail(&last.text, CONTEXT_CHARS).to_owned();
    let head: String = line.text.chars().take(CONTEXT_CHARS).collect();
    let before = format!("{after}\n{}{head}", "\n".repeat(line.gap));
    join(&mut after, &head, kind);
    repairs.push(single(kind, line.number, &before, &after));
    join(&mut last.text, &line.text, kind);
    last.is_broken = line.is_broken;
}

fn note_gap(line: &Line, gap: usize, link: Option<Link>, repairs: &mut Vec<Repair>) {
    if line.gap > gap {
        let (kind, count) = match link {
            Some(Link::Close) => (Kind::ListGap, 1),
            _ => (Kind::BlankLine, line.gap - gap),
        };
        let before = "\n".repeat(line.gap + 1);
        let after = "\n".repeat(gap + 1);
        repairs.push(Repair { count, ..single(kind, line.number, &before, &after) });
    }
}

#[cfg(test)]
mod tests;
