//! Which characters a frozen text may hold, by language.
//!
//! The rules read from top to bottom and the first that fits decides.
//! The language counts by its script subtag if it has one (`pa-arab`), else by its primary subtag.

use std::fmt;

use crate::escape::{is_default_ignorable, is_hidden};
use crate::name::Language;
use crate::unicode::{is_combining_mark, is_public_assigned};

/// Languages that are usually written from right to left, by primary subtag.
const RIGHT_TO_LEFT: [&str; 23] = [
    "ar", "arc", "ary", "arz", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "khw", "ks", "lrc",
    "mzn", "nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi",
];
/// Scripts that run from right to left, as ISO 15924 subtags.
const RIGHT_TO_LEFT_SCRIPTS: [&str; 8] =
    ["adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa", "mand"];
/// Languages whose orthography needs ZWNJ or ZWJ, by primary subtag.
const JOINING: [&str; 33] = [
    "as", "azb", "bal", "bn", "ckb", "fa", "glk", "gu", "hi", "km", "kn", "kok", "ks", "lrc",
    "mai", "ml", "mn", "mr", "my", "mzn", "ne", "or", "pa", "pnb", "ps", "sa", "sd", "si", "ta",
    "te", "ug", "ur", "bho",
];
/// Scripts in which ZWNJ or ZWJ choose between forms of a letter.
const JOINING_SCRIPTS: [&str; 13] = [
    "arab", "beng", "deva", "gujr", "guru", "khmr", "knda", "mlym", "mong", "mymr", "orya", "sinh",
    "taml",
];
/// Languages that set the ideographic space, by primary subtag.
const IDEOGRAPHIC: [&str; 4] = ["ja", "ko", "yue", "zh"];

/// Why a character is refused where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// A C0 or C1 control other than line feed, or DEL.
    Control,
    /// U+2028 or U+2029.
    Separator,
    /// A bidirectional embedding, override or isolate.
    Bidi,
    /// A direction mark in a language that is not written from right to left.
    Direction,
    /// ZWNJ or ZWJ in a language that does not need it, or where it joins nothing.
    Joiner,
    /// Any other character that is not seen.
    Invisible,
    /// A space other than the ordinary one and the two no-break spaces.
    Space,
    /// Unassigned in the version of Unicode that this program knows, private use, or a noncharacter.
    Unassigned,
    /// U+FFFD, which stands where a conversion lost a letter.
    Replacement,
    /// More combining marks in a row than [`super::MARKS_MAX`].
    Marks,
    /// Not in Normalization Form C from here on.
    Composition,
    /// A space before the end of its line.
    TrailingSpace,
    /// A blank line at the start or the end, or a second one in a row.
    BlankLine,
    /// The last character is not the final line feed.
    FinalNewline,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Control => "a control character",
            Self::Separator => "a line or paragraph separator, want a line feed",
            Self::Bidi => "a bidirectional control, which can make a text read otherwise",
            Self::Direction => "a direction mark in a language that does not need it",
            Self::Joiner => "a zero-width joiner or non-joiner where the language does not need it",
            Self::Invisible => "an invisible character",
            Self::Space => "an unusual space, want U+0020, U+00A0 or U+202F",
            Self::Unassigned => "an unassigned or private-use code point",
            Self::Replacement => "a replacement character, where a conversion lost a letter",
            Self::Marks => "too many combining marks in a row",
            Self::Composition => "not in Normalization Form C",
            Self::TrailingSpace => "a space at the end of a line",
            Self::BlankLine => "a blank line that separates no paragraphs",
            Self::FinalNewline => "the last character, want one final line feed after it",
        })
    }
}

/// The rules for one language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rules {
    /// Whether LRM, RLM and ALM are allowed.
    pub(super) is_right_to_left: bool,
    /// Whether ZWNJ and ZWJ are allowed after a letter of a joining script.
    is_joining: bool,
    /// Whether U+3000 is allowed.
    is_ideographic: bool,
}

impl Rules {
    /// The rules for `language`.
    pub(super) fn of(language: &Language) -> Self {
        let mut parts = language.as_str().split('-');
        let primary = parts.next().unwrap_or_default();
        let script = parts.find(|part| {
            part.len() == 4 && !part.starts_with(|first: char| first.is_ascii_digit())
        });
        let counts = |languages: &[&str], scripts: &[&str]| {
            script.map_or_else(|| languages.contains(&primary), |script| scripts.contains(&script))
        };
        Self {
            is_right_to_left: counts(&RIGHT_TO_LEFT, &RIGHT_TO_LEFT_SCRIPTS),
            is_joining: counts(&JOINING, &JOINING_SCRIPTS),
            is_ideographic: IDEOGRAPHIC.contains(&primary),
        }
    }

    /// The rules for words whose language is not known: joiners only after a letter that joins, nothing else unseen.
    pub(super) const fn of_any_language() -> Self {
        Self { is_right_to_left: false, is_joining: true, is_ideographic: false }
    }

    /// Why `character` may not follow `before`, if it may not.
    ///
    /// Line feeds are the business of the layout and always pass.
    pub(super) fn refusal(self, before: Option<char>, character: char) -> Option<Reason> {
        match character {
            '\n' | ' '..='~' | '\u{a0}' | '\u{202f}' => None,
            '\u{2028}' | '\u{2029}' => Some(Reason::Separator),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some(Reason::Bidi),
            '\u{200e}' | '\u{200f}' | '\u{61c}' => {
                (!self.is_right_to_left).then_some(Reason::Direction)
            }
            '\u{200c}' | '\u{200d}' => {
                (!(self.is_joining && before.is_some_and(joins))).then_some(Reason::Joiner)
            }
            '\u{3000}' if self.is_ideographic => None,
            '\u{fffd}' => Some(Reason::Replacement),
            _ if character.is_control() => Some(Reason::Control),
            _ if character.is_whitespace() => Some(Reason::Space),
            _ if !is_public_assigned(character) && !is_default_ignorable(character) => {
                Some(Reason::Unassigned)
            }
            _ => is_hidden(character).then_some(Reason::Invisible),
        }
    }
}

/// Whether nobody knows yet what a character is: it may have come to Unicode later.
pub(super) fn is_unassigned(character: char) -> bool {
    let code = u32::from(character);
    let is_private = matches!(code, 0xe000..=0xf8ff | 0xf_0000..=0xf_fffd | 0x10_0000..=0x10_fffd);
    let is_noncharacter = matches!(code, 0xfdd0..=0xfdef) || code & 0xfffe == 0xfffe;
    !is_public_assigned(character) && !is_private && !is_noncharacter
}

/// Whether a joiner after `character` can change its form: ASCII letters have one form only.
fn joins(character: char) -> bool {
    !character.is_ascii() && (character.is_alphabetic() || is_combining_mark(character))
}

/// The name, in the Unicode Character Database, of a character that is allowed and not seen as such.
pub(super) const fn invisible_name(character: char) -> Option<&'static str> {
    Some(match character {
        '\u{a0}' => "NO-BREAK SPACE",
        '\u{61c}' => "ARABIC LETTER MARK",
        '\u{200c}' => "ZERO WIDTH NON-JOINER",
        '\u{200d}' => "ZERO WIDTH JOINER",
        '\u{200e}' => "LEFT-TO-RIGHT MARK",
        '\u{200f}' => "RIGHT-TO-LEFT MARK",
        '\u{202f}' => "NARROW NO-BREAK SPACE",
        '\u{3000}' => "IDEOGRAPHIC SPACE",
        _ => return None,
    })
}
