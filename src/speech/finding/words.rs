//! What there is to say about texts and attachments.

use crate::locale::{Sentence, message};
use countersign_core::verify::finding::{WordsFile, WordsFinding};

pub(super) fn message(what: &WordsFinding) -> Sentence {
    match what {
        WordsFinding::Missing => message::finding_words_missing(),
        WordsFinding::Altered => message::finding_words_altered(),
        WordsFinding::AlteredEndings => message::finding_words_endings(),
        WordsFinding::AlteredLength { want, got } => message::finding_words_length(*want, *got),
        WordsFinding::TakenDownShown => message::finding_words_taken_down(),
        WordsFinding::Form(error) => message::finding_words_form(error),
        WordsFinding::NamesForm(error) => message::finding_words_form(error),
        WordsFinding::Unbound(file) => message::finding_words_unbound(word(*file)),
        WordsFinding::Unjudged(file) => message::finding_words_unjudged(word(*file)),
    }
}

/// The word by which a message tells one from the other.
fn word(file: WordsFile) -> message::Bound {
    match file {
        WordsFile::Text => message::Bound::Text,
        WordsFile::Attachment => message::Bound::Attachment,
        WordsFile::Names => message::Bound::Names,
    }
}
