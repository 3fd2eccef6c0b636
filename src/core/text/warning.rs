//! Words that a reader may take for other words (UTS 39).

use std::fmt;

use unicode_security::MixedScript;
use unicode_segmentation::UnicodeSegmentation;

use crate::unicode::skeleton;

/// A word that deserves a second look, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters of the word's first letter, counted from 1.
    pub column: usize,
    /// The word.
    pub word: String,
    /// What is strange about it.
    pub suspicion: Suspicion,
}

/// What is strange about a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Suspicion {
    /// Its letters belong to more than one script (UTS 39, section 5.1).
    MixedScript,
    /// It stands in a mostly Latin text, has no Latin letter, and looks like this Latin word.
    LooksLatin(String),
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, column, word, .. } = self;
        write!(f, "line {line}, column {column}: the word {word:?} ")?;
        match &self.suspicion {
            Suspicion::MixedScript => f.write_str("mixes letters of several scripts"),
            Suspicion::LooksLatin(latin) => write!(f, "looks like {latin:?} in another script"),
        }
    }
}

/// Every strange word of `text`, in order.
pub(super) fn warnings(text: &str) -> Vec<Warning> {
    let is_latin = is_mostly_latin(text);
    let mut found = Vec::new();
    for (line, content) in (1..).zip(text.lines()) {
        for (start, word) in content.unicode_word_indices() {
            if let Some(suspicion) = suspicion(word, is_latin) {
                let column = content.get(..start).map_or(0, |before| before.chars().count()) + 1;
                found.push(Warning { line, column, word: word.to_owned(), suspicion });
            }
        }
    }
    found
}

fn suspicion(word: &str, is_latin: bool) -> Option<Suspicion> {
    if word.is_ascii() {
        return None;
    }
    if !word.is_single_script() {
        return Some(Suspicion::MixedScript);
    }
    let has_latin = word.chars().any(|letter| letter.is_ascii_alphabetic());
    if !is_latin || has_latin || !word.chars().any(char::is_alphabetic) {
        return None;
    }
    let looks = skeleton(word);
    let is_plain = looks.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_plain.then_some(Suspicion::LooksLatin(looks))
}

fn is_mostly_latin(text: &str) -> bool {
    let (mut latin, mut other) = (0_usize, 0_usize);
    for letter in text.chars().filter(|letter| letter.is_alphabetic()) {
        if letter.is_ascii() { latin += 1 } else { other += 1 }
    }
    latin > other
}
