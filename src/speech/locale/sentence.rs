//! A sentence before it is known who reads it: a message with what varies in it.
//!
//! What judges or refuses makes one, and whoever prints it says it in the reader's language.
//! JSON has it in English, whatever the reader's language, and that English orders what is sorted.

use std::cmp::Ordering;
use std::fmt;

use serde::{Serialize, Serializer};

use super::Locale;
use countersign_core::time::Timestamp;

/// A message with its arguments, or words that are nobody's to translate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence(Box<Form>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Form {
    Message { patterns: &'static [&'static str; 3], arguments: Vec<Argument> },
    Words(String),
    List(Vec<Sentence>),
    Row(Vec<Sentence>, &'static str),
    Day(Timestamp),
}

/// What a message is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Argument {
    /// What is put in as it is.
    Text(Sentence),
    /// A number, by which plural forms are chosen.
    Number(Count),
}

impl Argument {
    pub(super) fn text(text: impl Tell) -> Self {
        Self::Text(text.tell())
    }

    pub(super) fn number(number: impl Into<Count>) -> Self {
        Self::Number(number.into())
    }

    /// What is put in.
    pub(super) fn say(&self, locale: Locale) -> String {
        match self {
            Self::Text(text) => text.say(locale),
            Self::Number(number) => number.0.to_string(),
        }
    }

    /// Whether a choice by it takes the text with this key: a word, a number, or `one`, as the language counts.
    pub(super) fn is(&self, key: &str, locale: Locale) -> bool {
        match self {
            Self::Text(_) => self.say(locale) == key,
            Self::Number(number) if key == "one" => {
                number.0 == 1 || (number.0 == 0 && locale == Locale::Fr)
            }
            Self::Number(_) => self.say(locale) == key,
        }
    }

    /// One of the words by which something is chosen.
    pub(super) fn word<T: fmt::Display>(word: impl Into<T>) -> Self {
        Self::text(word.into())
    }
}

/// A number by which plural forms are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count(pub(super) u64);

impl From<u64> for Count {
    fn from(number: u64) -> Self {
        Self(number)
    }
}

impl From<usize> for Count {
    fn from(number: usize) -> Self {
        Self(number as u64)
    }
}

impl Sentence {
    /// Only the functions that were made of the message files call it.
    pub(super) fn message(patterns: &'static [&'static str; 3], arguments: Vec<Argument>) -> Self {
        Self(Box::new(Form::Message { patterns, arguments }))
    }

    /// Several, as a list: "a, b and c".
    #[must_use]
    pub fn list(sentences: Vec<Self>) -> Self {
        Self(Box::new(Form::List(sentences)))
    }

    /// Several, with something between them that is the same in every language: "a; b; c".
    #[must_use]
    pub fn row(sentences: Vec<Self>, between: &'static str) -> Self {
        Self(Box::new(Form::Row(sentences, between)))
    }

    /// The day of a time, in UTC, as people of the reader's language write it.
    #[must_use]
    pub fn day(time: Timestamp) -> Self {
        Self(Box::new(Form::Day(time)))
    }

    /// The sentence in a language.
    #[must_use]
    pub fn say(&self, locale: Locale) -> String {
        match &*self.0 {
            Form::Message { patterns, arguments } => locale.format(patterns, arguments),
            Form::Words(words) => words.clone(),
            Form::List(sentences) => {
                let said: Vec<String> = sentences.iter().map(|one| one.say(locale)).collect();
                locale.list(&said)
            }
            Form::Row(sentences, between) => {
                let said: Vec<String> = sentences.iter().map(|one| one.say(locale)).collect();
                said.join(between)
            }
            Form::Day(time) => locale.day(*time),
        }
    }

    /// The sentence in English, as in JSON.
    #[must_use]
    pub fn english(&self) -> String {
        self.say(Locale::En)
    }
}

/// What can be told to a person: a sentence, or anything with one text, which then is the same in every language.
pub trait Tell {
    /// What is told.
    fn tell(self) -> Sentence;
}

impl Tell for Sentence {
    fn tell(self) -> Sentence {
        self
    }
}

impl Tell for &Sentence {
    fn tell(self) -> Sentence {
        self.clone()
    }
}

impl<T: fmt::Display> Tell for T {
    fn tell(self) -> Sentence {
        Sentence(Box::new(Form::Words(self.to_string())))
    }
}

impl PartialOrd for Sentence {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Sentence {
    fn cmp(&self, other: &Self) -> Ordering {
        if self == other { Ordering::Equal } else { self.english().cmp(&other.english()) }
    }
}

impl Serialize for Sentence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.english())
    }
}

#[cfg(test)]
impl Sentence {
    /// What a message says, which must be without an error.
    pub(super) fn check(&self, locale: Locale) -> String {
        let Form::Message { .. } = &*self.0 else { panic!("no message: {self:?}") };
        self.say(locale)
    }
}
