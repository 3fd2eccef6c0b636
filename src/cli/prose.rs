//! What people read. Everything that comes from a file is escaped here, on its way out.

use super::failure::Failure;
use countersign_core::escape;
use countersign_core::key::PublicKey;
use countersign_speech::locale::{Locale, Sentence, Tell, message};

/// Longest title in a list, in columns.
const TITLE_COLUMNS_MAX: usize = 72;

/// An error: what happened, why, one command to try.
pub(crate) fn failure(failure: &Failure, locale: Locale) -> String {
    let said = |sentence: &Sentence| escape::terminal(&sentence.say(locale)).to_string();
    let mut text = message::failure_what(said(&failure.what)).say(locale) + "\n";
    if let Some(why) = &failure.why {
        text += &(message::failure_why(said(why)).say(locale) + "\n");
    }
    if let Some(attempt) = &failure.attempt {
        text += &(message::failure_try(said(attempt)).say(locale) + "\n");
    }
    text
}

/// "next: countersign verify", on a line of its own
pub(crate) fn next(locale: Locale, step: impl Tell) -> String {
    message::verify_next(step).say(locale) + "\n"
}

/// "1 record", "2 records"
pub(crate) fn count(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// One line for a key: its type, its fingerprint.
pub(crate) fn key_line(key: &PublicKey) -> String {
    format!("{} {}", key.kind(), key.fingerprint())
}

/// A title as it fits in a list.
pub(crate) fn title(title: &str) -> String {
    escape::cut(title, TITLE_COLUMNS_MAX)
}
