//! What people read, in their language: messages by name, in English, Spanish and French.
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
//! The source names a message in full, in one call with all its arguments:
//!
//! ```
//! use countersign::locale::Locale;
//! let date = Locale::Es.say("date-day", &[("day", 8_u64.into()), ("month", 2_u64.into()), ("year", "2021".into())]);
//! assert_eq!(date, "8 de febrero de 2021");
//! assert_eq!(Locale::Fr.list(&["a".to_owned(), "b".to_owned(), "c".to_owned()]), "a, b et c");
//! ```
//!
//! Where the reader is not known yet, [`sentence`] keeps the name and the arguments until somebody prints it.
//!
//! [`Locale::say`] cannot fail.
//! `tests/pages/locale.rs` reads the source and the files: each message that is said is there in each language with the
//! arguments that it is given, none is left over, and each formats; so a sentence is never missing when it is needed.
//! The name is always written out behind `say(` or `sentence(`; where several could be meant, match first and say in each arm.
//!
//! Arguments are put in as they are.
//! What comes from a file goes through `escape` first where a terminal will show it; a template escapes for a page.
//! There are no isolating marks around arguments, which would be invisible letters in a result.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

use crate::time::Timestamp;

mod files;
mod sentence;

use files::FILES;
pub use sentence::{Sentence, Tell, sentence};

type Bundle = FluentBundle<FluentResource>;

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

/// What a message is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// Words.
    Text(Cow<'a, str>),
    /// A number, by which plural forms are chosen.
    Number(u64),
    /// Another sentence, said in the same language.
    Sentence(Sentence),
    /// Several, as a list.
    All(Vec<Sentence>),
    /// The day of a time, as people of that language write it.
    Day(Timestamp),
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
    #[must_use]
    pub fn say(self, message: &str, arguments: &[(&str, Value<'_>)]) -> String {
        self.message(message, arguments)
    }

    fn message(self, message: &str, arguments: &[(&str, Value<'_>)]) -> String {
        let mut given = FluentArgs::with_capacity(arguments.len());
        for (name, value) in arguments {
            match value {
                Value::Text(text) => given.set(*name, text.as_ref()),
                Value::Number(number) => given.set(*name, *number),
                Value::Sentence(sentence) => given.set(*name, sentence.say(self)),
                Value::All(sentences) => {
                    let said: Vec<String> = sentences.iter().map(|one| one.say(self)).collect();
                    given.set(*name, self.list(&said));
                }
                Value::Day(time) => given.set(*name, self.day(*time)),
            }
        }
        self.format(message, &given).or_else(|| Self::En.format(message, &given)).unwrap_or_else(
            // No message of the source is missing: a test reads them all.
            || message.to_owned(),
        )
    }

    fn format(self, message: &str, given: &FluentArgs<'_>) -> Option<String> {
        let bundle = self.bundle();
        let pattern = bundle.get_message(message)?.value()?;
        Some(bundle.format_pattern(pattern, Some(given), &mut Vec::new()).into_owned())
    }

    /// "a, b and c"
    #[must_use]
    pub fn list(self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => self.say(
                "list-and",
                &[("rest", first.join(", ").into()), ("last", last.as_str().into())],
            ),
        }
    }

    /// A claimed date as people write it: of `2021`, `2021-02` or `2021-02-08`.
    #[must_use]
    pub fn date(self, date: &str) -> String {
        let mut parts = date.split('-');
        let year = parts.next().unwrap_or_default();
        let mut number = || parts.next().and_then(|part| part.parse::<u64>().ok());
        match (number(), number()) {
            (Some(month), Some(day)) => self.say(
                "date-day",
                &[("day", day.into()), ("month", month.into()), ("year", year.into())],
            ),
            (Some(month), None) => {
                self.say("date-month", &[("month", month.into()), ("year", year.into())])
            }
            _ => year.to_owned(),
        }
    }

    /// The day of a time, in UTC.
    #[must_use]
    pub fn day(self, time: Timestamp) -> String {
        self.date(&time.date())
    }

    fn bundle(self) -> &'static Bundle {
        static BUNDLES: [OnceLock<Bundle>; 3] = [OnceLock::new(), OnceLock::new(), OnceLock::new()];
        let [en, es, fr] = &BUNDLES;
        let cell = match self {
            Self::En => en,
            Self::Es => es,
            Self::Fr => fr,
        };
        cell.get_or_init(|| self.load())
    }

    fn load(self) -> Bundle {
        let mut bundle = Bundle::new_concurrent(vec![self.tag().parse().unwrap_or_default()]);
        bundle.set_use_isolating(false);
        for (locale, _, text) in FILES {
            if *locale == self {
                // What could be read of a file is used; a test reads them all without an error.
                let resource = FluentResource::try_new((*text).to_owned());
                bundle.add_resource_overriding(resource.unwrap_or_else(|(partial, _)| partial));
            }
        }
        bundle
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<u64> for Value<'_> {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

#[cfg(test)]
mod tests;
