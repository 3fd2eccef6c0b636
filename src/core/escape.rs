//! Foreign strings, made safe to show on a terminal.
//!
//! Whatever comes from a file may hold escape sequences, line feeds that forge a line of output,
//! or characters that nobody sees.
//! [`terminal`] writes each of them as `\u{…}` with the code point in lower-case hexadecimal:
//!
//! - control characters (C0, DEL, C1), also tab, line feed and carriage return;
//! - bidirectional controls and marks, which reorder what stands beside them;
//! - zero-width and other invisible characters, line and paragraph separators;
//! - private-use and unassigned code points, whose look nobody knows;
//! - combining marks that have no letter to stand on, or that pile up over [`MARKS_MAX`].
//!
//! [`multiline`] is the same and keeps line feeds, [`width`] measures in columns, and [`cut`] shortens to columns.
//! Escaping twice is escaping once.
//!
//! ```
//! use countersign_core::escape;
//! let title = "Peace\u{1b}[2K\rholds: 12 endorsed \u{202e}";
//! assert_eq!(
//!     escape::terminal(title).to_string(),
//!     r"Peace\u{1b}[2K\u{d}holds: 12 endorsed \u{202e}",
//! );
//! assert_eq!(escape::cut("International Service", 10), "Internati…");
//! ```

use std::fmt::{self, Write};

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::unicode::{is_combining_mark, is_public_assigned};

/// Most combining marks in a row that are shown as they are: no orthography stacks more,
/// and a taller pile covers the lines above it.
pub const MARKS_MAX: usize = 8;

/// A string of which every character that could mislead a terminal is escaped as it is displayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Escaped<'a> {
    text: &'a str,
    keeps_lines: bool,
}

/// `text` on one line: line feeds are escaped too.
#[must_use]
pub const fn terminal(text: &str) -> Escaped<'_> {
    Escaped { text, keeps_lines: false }
}

/// `text` with its line feeds; everything else as in [`terminal`].
#[must_use]
pub const fn multiline(text: &str) -> Escaped<'_> {
    Escaped { text, keeps_lines: true }
}

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut marks = 0;
        let mut has_base = false;
        for character in self.text.chars() {
            let is_mark = is_combining_mark(character);
            marks = if is_mark { marks + 1 } else { 0 };
            let is_kept_line = character == '\n' && self.keeps_lines;
            let is_loose_mark = is_mark && (!has_base || marks > MARKS_MAX);
            if is_kept_line || !(is_hidden(character) || is_loose_mark) {
                f.write_char(character)?;
            } else {
                write!(f, "{}", character.escape_unicode())?;
            }
            has_base = !is_kept_line;
        }
        Ok(())
    }
}

/// Columns that `text` takes on a terminal once it is escaped.
#[must_use]
pub fn width(text: &str) -> usize {
    terminal(text).to_string().width()
}

/// `text`, escaped and, if it is wider than `columns`, cut between whole characters to end in `…`.
///
/// An escape is never cut in two, so what is left cannot be read as something else.
#[must_use]
pub fn cut(text: &str, columns: usize) -> String {
    let whole = terminal(text).to_string();
    if whole.width() <= columns {
        return whole;
    }
    if columns == 0 {
        return String::new();
    }
    let mut kept = String::new();
    let mut room = columns - 1;
    for cluster in text.graphemes(true) {
        let shown = terminal(cluster).to_string();
        let Some(rest) = room.checked_sub(shown.width()) else { break };
        room = rest;
        kept.push_str(&shown);
    }
    kept.push('…');
    kept
}

/// Whether a reader of a terminal would not see `character`, or would see others moved by it.
#[must_use]
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || is_default_ignorable(character)
        // Line and paragraph separator, interlinear annotation, object replacement, Braille blank.
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffc}' | '\u{2800}')
        || !is_public_assigned(character)
}

/// `Default_Ignorable_Code_Point` of the Unicode Character Database: shown as nothing at all.
///
/// The property covers unassigned code points in these ranges too, so it is stable between versions.
#[must_use]
pub const fn is_default_ignorable(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn b11_escape_sequences_or_a_fake_verdict_in_a_title() {
        for (title, shown) in [
            ("a\x1b[31mb", r"a\u{1b}[31mb"),
            ("a\u{9b}2Jb", r"a\u{9b}2Jb"),
            ("a\x1b]0;owned\x07", r"a\u{1b}]0;owned\u{7}"),
            ("T\r\nholds  all of it", r"T\u{d}\u{a}holds  all of it"),
            ("T\nholds", r"T\u{a}holds"),
            ("T\u{2028}holds", r"T\u{2028}holds"),
            ("T\u{85}holds\x08\x7f\0\t", r"T\u{85}holds\u{8}\u{7f}\u{0}\u{9}"),
        ] {
            assert_eq!(terminal(title).to_string(), shown);
        }
        assert_eq!(multiline("T\n\x1bholds").to_string(), "T\n\\u{1b}holds");
        assert_eq!(multiline("T\r\nholds").to_string(), "T\\u{d}\nholds");
    }

    #[test]
    fn b10_invisible_letters_are_shown() {
        assert_eq!(terminal("a\u{202e}b\u{2066}").to_string(), r"a\u{202e}b\u{2066}");
        assert_eq!(terminal("a\u{200b}\u{feff}\u{ad}").to_string(), r"a\u{200b}\u{feff}\u{ad}");
        assert_eq!(terminal("a\u{e0041}\u{fe0f}").to_string(), r"a\u{e0041}\u{fe0f}");
        assert_eq!(terminal("\u{e000}\u{378}\u{2800}").to_string(), r"\u{e000}\u{378}\u{2800}");
        assert_eq!(terminal("‘Foro’ ñ 日本 «a\u{a0}»").to_string(), "‘Foro’ ñ 日本 «a\u{a0}»");
    }

    #[test]
    fn marks_need_a_letter_and_do_not_pile_up() {
        assert_eq!(terminal("\u{301}a").to_string(), r"\u{301}a");
        assert_eq!(multiline("a\n\u{301}").to_string(), "a\n\\u{301}");
        let limit = format!("a{}", "\u{301}".repeat(MARKS_MAX));
        assert_eq!(terminal(&limit).to_string(), limit);
        assert_eq!(
            terminal(&format!("{limit}\u{301}b")).to_string(),
            format!(r"{limit}\u{{301}}b")
        );
    }

    #[test]
    fn cut_at_the_width_and_one_past_it() {
        assert_eq!(cut("foro", 4), "foro");
        assert_eq!(cut("foros", 4), "for…");
        assert_eq!(cut("日本語", 6), "日本語");
        assert_eq!(cut("日本語", 5), "日本…");
        assert_eq!(cut("日本語", 4), "日…");
        assert_eq!(cut("ab\x1bcd", 6), "ab…");
        assert_eq!(cut("ab", 1), "…");
        assert_eq!(cut("ab", 0), "");
        assert_eq!(width("\x1b日"), 8);
    }

    proptest! {
        #[test]
        fn nothing_hidden_is_left(text in "\\PC*|(?s:.{0,40})", columns in 0_usize..30) {
            let shown = terminal(&text).to_string();
            prop_assert!(!shown.chars().any(is_hidden));
            prop_assert_eq!(&terminal(&shown).to_string(), &shown);
            prop_assert!(cut(&text, columns).width() <= columns);
            prop_assert!(!multiline(&text).to_string().chars().any(|c| c != '\n' && is_hidden(c)));
        }
    }
}
