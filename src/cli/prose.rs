//! What people read. Everything that comes from a file is escaped here, on its way out.

use super::failure::Failure;
use crate::escape;
use crate::key::PublicKey;
use crate::locale::{Locale, Sentence};

/// Longest title in a list, in columns.
const TITLE_COLUMNS_MAX: usize = 72;

/// An error: what happened, why, one command to try.
pub(crate) fn failure(failure: &Failure, locale: Locale) -> String {
    let said = |sentence: &Sentence| escape::terminal(&sentence.say(locale)).to_string();
    let mut text = locale.say("failure-what", &[("what", said(&failure.what).into())]) + "\n";
    if let Some(why) = &failure.why {
        text += &(locale.say("failure-why", &[("why", said(why).into())]) + "\n");
    }
    if let Some(attempt) = &failure.attempt {
        text += &(locale.say("failure-try", &[("attempt", said(attempt).into())]) + "\n");
    }
    text
}

/// "next: countersign verify", on a line of its own
pub(crate) fn next(locale: Locale, step: impl Into<String>) -> String {
    locale.say("verify-next", &[("step", step.into().into())]) + "\n"
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
