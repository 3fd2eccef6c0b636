//! What people read, in their language: messages in English, Spanish and French.
//!
//! A message is written in [Fluent](https://projectfluent.org/fluent/guide/), in one file for each area and
//! language: `locales/en/check.ftl`, `locales/es/check.ftl`, `locales/fr/check.ftl`.
//! Its name begins with the area's, and what varies in it is an argument, a text or a number:
//!
//! ```ftl
//! check-closest = { $count ->
//!     [one] one word differs from { $version }
//!    *[other] { $count } words differ from { $version }
//! }
//! ```
//!
//! `build.rs` makes a function of each in [`message`], so that the compiler holds what is said against the files:
//!
//! ```
//! use countersign_speech::locale::{Locale, message};
//! assert_eq!(message::date_day(8_u64, 2_u64, 2021).say(Locale::Es), "8 de febrero de 2021");
//! assert_eq!(Locale::Fr.list(&["a".to_owned(), "b".to_owned(), "c".to_owned()]), "a, b et c");
//! ```
//!
//! A [`Sentence`] keeps a message and its arguments until somebody prints it; saying it cannot fail.
//! The build fails where a language lacks a message or an argument; the tests say every message in every language.
//!
//! Arguments are put in as they are.
//! What comes from a file goes through `escape` first where a terminal will show it; a template escapes for a page.
//! There are no isolating marks around arguments, which would be invisible letters in a result.

use std::fmt;

use countersign_core::time::Timestamp;

pub mod message;
mod pattern;
mod sentence;

use sentence::Argument;
pub use sentence::{Count, Sentence, Tell};

/// A language that the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// Spanish.
    Es,
    /// French.
    Fr,
}

impl Locale {
    /// All of them, in the order in which pages offer them.
    pub const ALL: [Self; 3] = [Self::En, Self::Es, Self::Fr];

    /// The language's tag: `en`, `es` or `fr`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
            Self::Fr => "fr",
        }
    }

    /// The language's name for itself.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Es => "Español",
            Self::Fr => "Français",
        }
    }

    /// The language of a POSIX locale such as `es_ES.UTF-8`, where the program speaks it.
    #[must_use]
    pub fn of_posix(name: &str) -> Option<Self> {
        let language = name.split(['_', '.', '@', '-']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|locale| locale.tag() == language)
    }

    /// A message with its arguments.
    fn format(self, patterns: &[&str; 3], arguments: &[Argument]) -> String {
        let [en, es, fr] = *patterns;
        let pattern = match self {
            Self::En => en,
            Self::Es => es,
            Self::Fr => fr,
        };
        let mut said = String::new();
        pattern::say(pattern, arguments, self, &mut said);
        said
    }

    /// "a, b and c"
    #[must_use]
    pub fn list(self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => message::list_and(first.join(", "), last).say(self),
        }
    }

    /// A claimed date as people write it: of `2021`, `2021-02` or `2021-02-08`.
    #[must_use]
    pub fn date(self, date: &str) -> String {
        let mut parts = date.split('-');
        let year = parts.next().unwrap_or_default();
        let mut number = || parts.next().and_then(|part| part.parse::<u64>().ok());
        match (number(), number()) {
            (Some(month), Some(day)) => message::date_day(day, month, year).say(self),
            (Some(month), None) => message::date_month(month, year).say(self),
            _ => year.to_owned(),
        }
    }

    /// The day of a time, in UTC.
    #[must_use]
    pub fn day(self, time: Timestamp) -> String {
        self.date(&time.date())
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

#[cfg(test)]
mod tests;
