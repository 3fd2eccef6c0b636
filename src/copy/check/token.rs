//! Words and marks of a text, with where each stands.

use std::collections::HashMap;

use super::fold::{self, Class};
use super::look;

/// Fewest letters of a word that a raised digit is no part of.
const NOTED_LETTERS_MIN: usize = 3;

/// One word or mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// The first byte.
    pub(super) start: u32,
    /// The byte after the last.
    pub(super) end: u32,
    /// Equal for tokens that the typography fold makes equal.
    pub(super) key: u32,
    /// Equal for tokens that look the same.
    pub(super) look: u32,
    /// What stands before it.
    pub(super) gap: Gap,
    /// Whether it is a word and no mark.
    pub(super) is_word: bool,
}

/// White space before a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// None.
    None,
    /// On the same line.
    Space,
    /// A line break.
    Line,
    /// More than one line break, or the start of the text.
    Blank,
}

/// A character that is not seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unseen {
    /// Its first byte.
    pub(super) at: u32,
    /// It.
    pub(super) character: char,
}

/// Equal strings get equal numbers.
#[derive(Debug, Default)]
pub(super) struct Keys {
    numbers: HashMap<Box<str>, u32>,
    strings: Vec<Box<str>>,
}

impl Keys {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = u32::try_from(self.strings.len()).unwrap_or(u32::MAX);
        self.numbers.insert(text.into(), number);
        self.strings.push(text.into());
        number
    }

    /// The number of a string that stands in one of the texts.
    pub(super) fn known(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
    }

    /// The string with this number.
    pub(super) fn string(&self, number: u32) -> &str {
        self.strings.get(number as usize).map_or("", |one| one)
    }
}

/// A text in tokens.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    /// The text.
    pub(super) text: &'a str,
    /// Its words and marks.
    pub(super) all: Vec<Token>,
    /// What is not seen in it.
    pub(super) unseen: Vec<Unseen>,
    /// The letters of its words as they look, for grams.
    pub(super) letters: Vec<Letter>,
}

/// A letter as it looks, and the token it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter {
    pub(super) character: char,
    pub(super) token: u32,
    pub(super) is_first: bool,
}

impl<'a> Tokens<'a> {
    /// The tokens of `text`; `keys` are shared by everything that is compared.
    pub(super) fn of(text: &'a str, keys: &mut Keys) -> Self {
        let mut tokens = Self { text, all: Vec::new(), unseen: Vec::new(), letters: Vec::new() };
        let (mut key, mut look) = (String::new(), String::new());
        lex(text, &mut tokens.unseen, |span| {
            let raw = text.get(span.start..span.end).unwrap_or_default();
            fold::keys(raw, &mut key, &mut look);
            let number = keys.number(&key);
            let looks = if key == look { number } else { keys.number(&look) };
            let index = tokens.all.len() as u32;
            if span.is_word {
                let letter =
                    |(at, character)| Letter { character, token: index, is_first: at == 0 };
                tokens.letters.extend(look.chars().enumerate().map(letter));
            }
            tokens.all.push(Token {
                start: span.start as u32,
                end: span.end as u32,
                key: number,
                look: looks,
                gap: span.gap,
                is_word: span.is_word,
            });
        });
        tokens
    }

    /// Some of the tokens as a text of their own; bytes stay those of the whole.
    pub(super) fn part(&self, range: &std::ops::Range<usize>) -> Self {
        let shifted = |letter: &Letter| {
            let token = (letter.token as usize).checked_sub(range.start)?;
            (token < range.len()).then_some(Letter { token: token as u32, ..*letter })
        };
        let first = self.letters.partition_point(|one| (one.token as usize) < range.start);
        let end = self.letters.partition_point(|one| (one.token as usize) < range.end);
        Self {
            text: self.text,
            all: self.all.get(range.clone()).unwrap_or_default().to_vec(),
            unseen: Vec::new(),
            letters: self
                .letters
                .get(first..end)
                .unwrap_or_default()
                .iter()
                .filter_map(shifted)
                .collect(),
        }
    }

    /// How many letters the words among these tokens have, as they look.
    pub(super) fn letters_in(&self, range: &std::ops::Range<usize>) -> usize {
        let at = |token: usize| self.letters.partition_point(|one| (one.token as usize) < token);
        at(range.end) - at(range.start)
    }

    /// A token's bytes as they stand.
    pub(super) fn raw(&self, index: usize) -> &'a str {
        let token = self.all.get(index);
        token
            .and_then(|one| self.text.get(one.start as usize..one.end as usize))
            .unwrap_or_default()
    }

    /// What stands between a token and the one before it.
    pub(super) fn before(&self, index: usize) -> &'a str {
        let end =
            index.checked_sub(1).and_then(|index| self.all.get(index)).map_or(0, |one| one.end);
        let start = self.all.get(index).map_or(self.text.len(), |one| one.start as usize);
        self.text.get(end as usize..start).unwrap_or_default()
    }

    /// How many of these tokens are words.
    pub(super) fn words(&self, range: std::ops::Range<usize>) -> usize {
        self.all.get(range).unwrap_or_default().iter().filter(|one| one.is_word).count()
    }

    /// The bytes from the first to the last of these tokens; an empty range stands before its token.
    pub(super) fn bytes(&self, range: &std::ops::Range<usize>) -> std::ops::Range<usize> {
        let at = |index: usize| self.all.get(index);
        if range.is_empty() {
            let here = range.start.checked_sub(1).and_then(at).map_or(0, |one| one.end as usize);
            return here..here;
        }
        let start = at(range.start).map_or(0, |one| one.start as usize);
        start..at(range.end - 1).map_or(start, |one| one.end as usize)
    }

    /// The text of these tokens.
    pub(super) fn slice(&self, range: &std::ops::Range<usize>) -> &'a str {
        self.text.get(self.bytes(range)).unwrap_or_default()
    }
}

/// The letters of a text's words as they look, without anything else.
pub(super) fn letters(text: &str) -> Vec<char> {
    let mut letters = Vec::with_capacity(text.len());
    let (mut key, mut look) = (String::new(), String::new());
    // No token reaches over white space, and of ASCII every letter and digit is folded by itself.
    for part in text.split([' ', '\n']) {
        if part.is_ascii() {
            let words = part.bytes().filter(u8::is_ascii_alphanumeric);
            letters.extend(words.map(|byte| char::from(byte.to_ascii_lowercase())));
            continue;
        }
        lex(part, &mut Vec::new(), |span| {
            if span.is_word {
                fold::keys(part.get(span.start..span.end).unwrap_or_default(), &mut key, &mut look);
                letters.extend(look.chars());
            }
        });
    }
    letters
}

#[derive(Debug, Clone, Copy)]
struct Span {
    start: usize,
    end: usize,
    gap: Gap,
    is_word: bool,
    last: char,
}

/// Cuts a text into words (letters, digits and the marks on them in a row) and single marks.
///
/// Dashes in a row are one mark, and so are dots in a row and two single quotation marks.
fn lex(text: &str, unseen: &mut Vec<Unseen>, mut found: impl FnMut(Span)) {
    let mut open: Option<Span> = None;
    let mut gap = Gap::Blank;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        let class = fold::class(character);
        match class {
            Class::Hidden => {
                unseen.push(Unseen { at: at as u32, character });
                continue;
            }
            Class::Space { .. } | Class::OtherSpace => {
                if let Some(span) = open.take() {
                    found(span);
                    gap = Gap::None;
                }
                let is_line = class == Class::Space { is_line: true };
                // CR LF is one line break.
                let is_second =
                    character == '\n' && text.as_bytes().get(at.wrapping_sub(1)) == Some(&b'\r');
                gap = match gap {
                    Gap::None if is_line => Gap::Line,
                    Gap::None => Gap::Space,
                    Gap::Space if is_line => Gap::Line,
                    Gap::Line if is_line && !is_second => Gap::Blank,
                    same => same,
                };
                continue;
            }
            Class::Word | Class::Single | Class::Mark => {}
        }
        let is_note = fold::is_raised(character)
            && open.is_some_and(|span| text.get(span.start..span.end).is_some_and(may_have_note));
        let class = if is_note { Class::Mark } else { class };
        let is_word = class != Class::Mark;
        let goes_on = open.is_some_and(|span| match class {
            Class::Word => {
                span.is_word && fold::class(span.last) != Class::Single
                    || countersign_core::unicode::is_combining_mark(character)
            }
            Class::Mark => !span.is_word && is_one_mark(text, &span, character),
            _ => false,
        });
        match open.as_mut().filter(|_| goes_on) {
            Some(span) => (span.end, span.last) = (end, character),
            None => {
                if let Some(span) = open.take() {
                    found(span);
                    gap = Gap::None;
                }
                open = Some(Span { start: at, end, gap, is_word, last: character });
            }
        }
    }
    if let Some(span) = open {
        found(span);
    }
}

/// Whether a raised digit after this is the number of a note: it is a word, and no unit such as `km`, or such a number.
fn may_have_note(raw: &str) -> bool {
    raw.chars().all(char::is_alphabetic) && raw.chars().count() >= NOTED_LETTERS_MIN
        || raw.chars().all(fold::is_raised)
}

/// Whether a mark goes on with the one before it.
fn is_one_mark(text: &str, span: &Span, character: char) -> bool {
    let is_only = || text.get(span.start..span.end).is_some_and(|raw| raw.chars().count() == 1);
    (fold::is_dash(character) && fold::is_dash(span.last))
        || (character == '.' && span.last == '.')
        || (fold::is_single_quote(character) && character == span.last && is_only())
}

/// Whether a token that is a mark ends a sentence, opens or closes a quotation or bracket.
pub(super) fn is_stop(raw: &str) -> bool {
    raw.chars().next().is_some_and(is_stop_mark)
}

/// Whether a character does.
pub(super) const fn is_stop_mark(one: char) -> bool {
    fold::is_quote(one)
        || matches!(
            one,
            '.' | '!'
                | '?'
                | ':'
                | ';'
                | '('
                | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | '…'
                | '。'
                | '！'
                | '？'
                | '؟'
                | '۔'
                | '؛'
                | '।'
                | '¡'
                | '¿'
                | '|'
        )
}

/// What a letter of the copy stands for, where it only looks the same.
pub(super) fn stands_for(character: char) -> Option<char> {
    look::letter(character).or_else(|| look::tag(character))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_letters_of_a_text_are_those_of_its_words(text in "(\\PC|[a-zA-Z0-9 \\n\r\t'.,-]|\u{301}|\u{ad}|\u{200b}|\u{1}|\u{b}|\u{c}|é|ﬁ|ß|’){0,40}") {
            let tokens = Tokens::of(&text, &mut Keys::default());
            let of_words: Vec<char> = tokens.letters.iter().map(|letter| letter.character).collect();
            prop_assert_eq!(letters(&text), of_words);
        }
    }
}
