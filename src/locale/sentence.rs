//! A sentence before it is known who reads it: the name of a message with what varies in it.
//!
//! What judges or refuses makes one, and whoever prints it says it in the reader's language.
//! JSON has it in English, whatever the reader's language, and that English orders what is sorted.
//!
//! ```
//! use countersign::locale::{Locale, sentence};
//! let said = sentence("finding-superseded", &[("version", "2021/solidarity@1".into())]);
//! assert_eq!(said.english(), "2021/solidarity@1 was replaced by a newer version");
//! assert_eq!(said.say(Locale::Fr), "2021/solidarity@1 a été remplacée par une version plus récente");
//! ```

use std::cmp::Ordering;
use std::fmt;

use serde::{Serialize, Serializer};

use super::{Locale, Value};

/// A message with its arguments, or words that are nobody's to translate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence(Box<Said>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Said {
    Message { name: &'static str, arguments: Vec<(&'static str, Value<'static>)> },
    Words(String),
}

/// A message with its arguments, to be said later.
#[must_use]
pub fn sentence(name: &'static str, arguments: &[(&'static str, Value<'static>)]) -> Sentence {
    Sentence(Box::new(Said::Message { name, arguments: arguments.to_vec() }))
}

impl Sentence {
    /// The sentence in a language.
    #[must_use]
    pub fn say(&self, locale: Locale) -> String {
        match &*self.0 {
            Said::Message { name, arguments } => locale.message(name, arguments),
            Said::Words(words) => words.clone(),
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
        Sentence(Box::new(Said::Words(self.to_string())))
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

impl From<Sentence> for Value<'_> {
    fn from(sentence: Sentence) -> Self {
        Self::Sentence(sentence)
    }
}

impl From<&Sentence> for Value<'_> {
    fn from(sentence: &Sentence) -> Self {
        sentence.clone().into()
    }
}
