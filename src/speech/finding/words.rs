//! What there is to say about texts and attachments.

use super::technical;
use crate::locale::{Sentence, Value, sentence};
use crate::verify::finding::{WordsFile, WordsFinding};

pub(super) fn message(what: &WordsFinding) -> Sentence {
    match what {
        WordsFinding::Missing => sentence("finding-words-missing", &[]),
        WordsFinding::Altered => sentence("finding-words-altered", &[]),
        WordsFinding::AlteredEndings => sentence("finding-words-endings", &[]),
        WordsFinding::AlteredLength { want, got } => {
            sentence("finding-words-length", &[("want", (*want).into()), ("got", (*got).into())])
        }
        WordsFinding::Form(error) => {
            sentence("finding-words-form", &[("technical", technical(error))])
        }
        WordsFinding::Unbound(file) => sentence("finding-words-unbound", &[("what", word(*file))]),
        WordsFinding::Unjudged(file) => {
            sentence("finding-words-unjudged", &[("what", word(*file))])
        }
    }
}

/// The word by which a message tells one from the other.
fn word(file: WordsFile) -> Value<'static> {
    match file {
        WordsFile::Text => "text".into(),
        WordsFile::Attachment => "attachment".into(),
    }
}
