//! The words of a document, as `check` reads them.

use serde::Serialize;

use super::json;
use countersign_copy::extract::{Hint, extract};
use countersign_speech as speech;
use countersign_speech::locale::Locale;

#[derive(Serialize)]
struct Reading {
    text: String,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct Told {
    readings: Vec<Reading>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

/// The readings of a document, each with what was done on the way.
pub(super) fn told(given: &[u8], locale: Locale) -> Vec<u8> {
    let (readings, error) = match extract(given, Hint::None) {
        Ok(extracted) => (extracted.readings, None),
        Err(error) => (Vec::new(), Some(speech::unread(&error).say(locale))),
    };
    let reading = |one: countersign_copy::extract::Reading| Reading {
        notes: one.notes.iter().map(|note| speech::note(note).say(locale)).collect(),
        text: one.text,
    };
    json(&Told { readings: readings.into_iter().map(reading).collect(), error })
}
