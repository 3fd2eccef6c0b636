//! The words of a statement in one language: what a version freezes and a signature covers.
//!
//! A text is plain text with one spelling:
//!
//! - UTF-8 in Normalization Form C, at most [`TEXT_BYTES_MAX`] bytes, not empty;
//! - lines end in LF, with no space before it; the last line ends in exactly one;
//! - paragraphs are separated by exactly one blank line, and none comes first or last;
//! - no control characters (tab included), no unassigned or private-use code points, no U+FFFD;
//! - no bidirectional embeddings, overrides and isolates;
//! - nothing invisible, except what the language needs: LRM, RLM and ALM where it is written from right to left,
//!   ZWNJ and ZWJ after a letter where its script has joined forms;
//! - no spaces but U+0020 and the no-break spaces U+00A0 and U+202F, which French sets before `;`, `:`, `!`, `?`
//!   (U+3000 too in Chinese, Japanese and Korean).
//!
//! A paragraph may have several lines: a list of names stays one.
//! [`Text::parse`] is the one door; it changes nothing and names line, column and code point of what it refuses.
//! [`Text::invisible`] lists what is allowed and yet not seen, [`Text::warnings`] the words that mix scripts
//! or look like Latin ones; [`repair`](repair::repair) brings a file that came from elsewhere into this form.
//! [`check_line`] holds titles and names to the same rules.
//!
//! ```
//! use countersign_core::text::Text;
//! let english = "en".parse()?;
//! let text = Text::parse("A title\n\nOne paragraph,\nin two lines.\n".as_bytes(), &english)?;
//! assert_eq!(text.paragraphs().collect::<Vec<_>>(), ["A title", "One paragraph,\nin two lines."]);
//! assert_eq!(
//!     Text::parse("Pay\u{202e}\n".as_bytes(), &english).unwrap_err().to_string(),
//!     "line 1, column 4: got U+202E, a bidirectional control, which can make a text read otherwise",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::digest::Hash;
use crate::name::Language;
use crate::unicode::{self, is_combining_mark, is_nfc, nfc};

mod character;
mod layout;
pub mod repair;
mod warning;

pub use character::Reason;
pub use warning::{Suspicion, Warning};

use character::{Rules, invisible_name};

/// Largest text, in bytes: two hundred printed pages, and still shown, compared and hashed at once.
pub const TEXT_BYTES_MAX: usize = 1 << 20;
/// Most combining marks in a row (UAX #15, Stream-Safe Text): more only hide the words around them.
pub const MARKS_MAX: usize = 30;

/// A text in its one spelling.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Text(String);

/// An allowed character that is not seen, or not seen as what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invisible {
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// The character.
    pub character: char,
    /// Its name in the Unicode Character Database.
    pub name: &'static str,
}

impl Invisible {
    /// Its code point as the standard writes it: `U+00A0`.
    #[must_use]
    pub fn code_point(&self) -> String {
        code_point(self.character)
    }
}

/// What is not a text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// No bytes, or nothing but blanks.
    #[error("the text is empty")]
    Empty,
    /// Longer than [`TEXT_BYTES_MAX`].
    #[error("want at most {TEXT_BYTES_MAX} bytes, got {0}")]
    Size(usize),
    /// A byte that is not UTF-8.
    #[error("line {line}, column {column}: want UTF-8, got byte 0x{byte:02x}")]
    Encoding {
        /// The line, counted from 1.
        line: usize,
        /// The column in characters, counted from 1.
        column: usize,
        /// The first byte that is wrong.
        byte: u8,
    },
    /// A character that may not stand where it stands.
    #[error("line {line}, column {column}: got {}, {reason}", code_point(*character))]
    Character {
        /// The line, counted from 1.
        line: usize,
        /// The column in characters, counted from 1.
        column: usize,
        /// The character.
        character: char,
        /// Why it is refused.
        reason: Reason,
    },
    /// A suspicious word in a file that had to be repaired.
    #[error("{0}, in a file that is not clean otherwise")]
    Suspicious(Warning),
}

impl Text {
    /// The text that `bytes` are, if they are one exactly.
    ///
    /// # Errors
    /// On the first thing in `bytes` that is against the rules of the [module](self).
    pub fn parse(bytes: &[u8], language: &Language) -> Result<Self, TextError> {
        let text = decode(bytes)?;
        if text.is_empty() {
            return Err(TextError::Empty);
        }
        check_characters(text, Rules::of(language))?;
        check_composition(text)?;
        check_layout(text)?;
        Ok(Self(text.to_owned()))
    }

    /// The text as it stands, with its final line feed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// SHA-256 of the bytes.
    #[must_use]
    pub fn sha256(&self) -> Hash {
        Hash::of(self.0.as_bytes())
    }

    /// The paragraphs in order, without the line feeds around them.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.0.trim_end_matches('\n').split("\n\n")
    }

    /// Every allowed character that a reader does not see, or takes for an ordinary space.
    #[must_use]
    pub fn invisible(&self) -> Vec<Invisible> {
        let named = |place: Place| {
            let Place { line, column, character, .. } = place;
            invisible_name(character).map(|name| Invisible { line, column, character, name })
        };
        places(&self.0).filter_map(named).collect()
    }

    /// The lines, counted from 1, that end in a hyphen after a letter and go on with a small one: a word may be broken
    /// there, and nobody but a reader can tell.
    ///
    /// ```
    /// # use countersign_core::text::Text;
    /// let text = Text::parse(b"A pro-\nfound, well-\nKnown and pre-\n", &"en".parse()?)?;
    /// assert_eq!(text.broken_words(), [1]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn broken_words(&self) -> Vec<usize> {
        let is_broken = |line: &str, next: &str| {
            let head = line.strip_suffix(['-', '\u{2010}']);
            head.is_some_and(|head| head.ends_with(char::is_alphabetic))
                && next.starts_with(char::is_lowercase)
        };
        let pairs = (1..).zip(self.0.lines().zip(self.0.lines().skip(1)));
        pairs.filter(|(_, (line, next))| is_broken(line, next)).map(|(number, _)| number).collect()
    }

    /// Words that mix scripts or look like words of another; nothing is refused for them.
    #[must_use]
    pub fn warnings(&self) -> Vec<Warning> {
        warning::warnings(&self.0)
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// The version of Unicode whose characters a text may have: those that came later are unchecked where they are read, and
/// refused where they are written.
pub const UNICODE_VERSION: (u8, u8, u8) = unicode::VERSION;

/// The first character that may have come to Unicode after [`UNICODE_VERSION`]: one that is assigned to nobody, and is
/// neither for private use nor a noncharacter.
#[must_use]
pub fn later(words: &str) -> Option<char> {
    words.chars().find(|one| character::is_unassigned(*one))
}

/// Whether a language is usually written from right to left, by its script subtag if it has one.
#[must_use]
pub fn is_right_to_left(language: &Language) -> bool {
    character::Rules::of(language).is_right_to_left
}

/// Holds a title, a name or a reason, which has one line and may be in any language, to the rules for characters.
///
/// # Errors
/// If it is empty, begins or ends with a space, holds a line feed or what a text may not hold.
pub fn check_line(line: &str) -> Result<(), TextError> {
    if line.len() > TEXT_BYTES_MAX {
        return Err(TextError::Size(line.len()));
    }
    if line.is_empty() {
        return Err(TextError::Empty);
    }
    check_characters(line, Rules::of_any_language())?;
    check_composition(line)?;
    let last = line.chars().count();
    for place in places(line) {
        let is_outer = place.column == 1 || place.column == last;
        if place.character == '\n' {
            return Err(place.refuse(Reason::Control));
        }
        if is_outer && place.character.is_whitespace() {
            return Err(place.refuse(Reason::TrailingSpace));
        }
    }
    Ok(())
}

/// One character and where it stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    line: usize,
    column: usize,
    before: Option<char>,
    character: char,
}

impl Place {
    const fn refuse(self, reason: Reason) -> TextError {
        let Self { line, column, character, .. } = self;
        TextError::Character { line, column, character, reason }
    }
}

fn places(text: &str) -> impl Iterator<Item = Place> {
    let start = Place { line: 1, column: 0, before: None, character: ' ' };
    text.chars().scan((start, true), |(place, is_first), character| {
        let before = (!*is_first).then_some(place.character);
        *place = if before == Some('\n') {
            Place { line: place.line + 1, column: 1, before, character }
        } else {
            Place { line: place.line, column: place.column + 1, before, character }
        };
        *is_first = false;
        Some(*place)
    })
}

fn decode(bytes: &[u8]) -> Result<&str, TextError> {
    if bytes.len() > TEXT_BYTES_MAX {
        return Err(TextError::Size(bytes.len()));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let (good, bad) = bytes.split_at(error.valid_up_to());
        let good = String::from_utf8_lossy(good);
        let line = good.matches('\n').count() + 1;
        let column = good.chars().rev().take_while(|character| *character != '\n').count() + 1;
        TextError::Encoding { line, column, byte: bad.first().copied().unwrap_or_default() }
    })
}

fn check_characters(text: &str, rules: Rules) -> Result<(), TextError> {
    let mut marks = 0;
    for place in places(text) {
        if let Some(reason) = rules.refusal(place.before, place.character) {
            return Err(place.refuse(reason));
        }
        let is_mark = !place.character.is_ascii() && is_combining_mark(place.character);
        marks = if is_mark { marks + 1 } else { 0 };
        if marks > MARKS_MAX {
            return Err(place.refuse(Reason::Marks));
        }
    }
    Ok(())
}

fn check_composition(text: &str) -> Result<(), TextError> {
    if is_nfc(text) {
        return Ok(());
    }
    let composed = nfc(text);
    let mut composed = composed.chars();
    let differs = |place: &Place| composed.next() != Some(place.character);
    let first = places(text).find(differs).or_else(|| places(text).last());
    first.map_or(Err(TextError::Empty), |place| Err(place.refuse(Reason::Composition)))
}

fn check_layout(text: &str) -> Result<(), TextError> {
    let mut previous = None::<Place>;
    let mut blank = None::<Place>;
    for place in places(text) {
        if place.character == '\n' {
            match previous {
                Some(space) if space.character != '\n' && space.character.is_whitespace() => {
                    return Err(space.refuse(Reason::TrailingSpace));
                }
                // The first of two line feeds ends a paragraph; a third one has nothing to separate.
                Some(end) if end.character == '\n' => {
                    if blank.is_some() {
                        return Err(place.refuse(Reason::BlankLine));
                    }
                    blank = Some(place);
                }
                Some(_) => {}
                None => return Err(place.refuse(Reason::BlankLine)),
            }
        } else {
            blank = None;
        }
        previous = Some(place);
    }
    match (previous, blank) {
        (_, Some(place)) => Err(place.refuse(Reason::BlankLine)),
        (Some(last), None) if last.character != '\n' => Err(last.refuse(Reason::FinalNewline)),
        _ => Ok(()),
    }
}

/// A code point as the standard writes it: `U+00A0`.
fn code_point(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

#[cfg(test)]
mod tests;
