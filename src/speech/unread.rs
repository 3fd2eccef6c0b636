//! Why no words could be taken out of a copy, and what whoever holds it can do.

use crate::locale::{Sentence, message};
use countersign_copy::extract::{ExtractError, Foreign};

/// Why a copy was not read.
#[must_use]
pub fn unread(error: &ExtractError) -> Sentence {
    match error {
        ExtractError::Empty => message::unread_empty(),
        ExtractError::Size { most, .. } => message::unread_size(*most as u64),
        ExtractError::Encoding => message::unread_encoding(),
        ExtractError::Foreign(kind) => foreign(*kind),
        ExtractError::Damaged => message::unread_damaged(),
        ExtractError::Encrypted => message::unread_encrypted(),
        ExtractError::Scanned => message::unread_scanned(),
        ExtractError::Picture => message::unread_picture(),
        ExtractError::Tangled => message::unread_tangled(),
        _ => message::unread_binary(),
    }
}

fn foreign(kind: Foreign) -> Sentence {
    match kind {
        Foreign::Pdf => message::unread_pdf(),
        Foreign::OldWord => message::unread_old_word(),
        Foreign::Office => message::unread_office(),
        Foreign::RichText => message::unread_rich_text(),
        Foreign::Pages => message::unread_pages(),
        Foreign::PostScript => message::unread_postscript(),
        Foreign::Xml => message::unread_xml(),
        Foreign::Packed => message::unread_packed(),
        Foreign::Page => message::unread_page(),
        Foreign::Mail => message::unread_mail(),
        _ => message::unread_data(),
    }
}

/// What to do at a terminal.
#[must_use]
pub fn advice(error: &ExtractError) -> Sentence {
    match error {
        ExtractError::Empty => message::unread_try_words(),
        ExtractError::Size { .. } => message::unread_try_statement(),
        ExtractError::Encoding => message::unread_try_utf8(),
        ExtractError::Encrypted => message::unread_try_password(),
        ExtractError::Picture | ExtractError::Scanned => message::unread_try_quote(),
        ExtractError::Tangled => message::unread_try_browser(),
        _ => message::unread_try_save(),
    }
}

/// What to do on a page, which has a box for a text.
#[must_use]
pub fn advice_here(error: &ExtractError) -> Sentence {
    match error {
        ExtractError::Picture | ExtractError::Scanned => message::unread_here_type(),
        _ => message::unread_here_paste(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;

    /// A programmer and a reader are told the same.
    #[test]
    fn english_is_what_the_error_says() {
        let kinds = [
            Foreign::Pdf,
            Foreign::OldWord,
            Foreign::Office,
            Foreign::RichText,
            Foreign::Pages,
            Foreign::PostScript,
            Foreign::Xml,
            Foreign::Packed,
            Foreign::Page,
            Foreign::Mail,
            Foreign::Data,
        ];
        let mut all: Vec<ExtractError> = kinds.into_iter().map(ExtractError::Foreign).collect();
        all.extend([
            ExtractError::Empty,
            ExtractError::Binary,
            ExtractError::Encoding,
            ExtractError::Damaged,
            ExtractError::Encrypted,
            ExtractError::Scanned,
            ExtractError::Picture,
            ExtractError::Tangled,
        ]);
        for error in all {
            assert_eq!(unread(&error).english(), error.to_string());
            assert_ne!(advice_here(&error).say(Locale::Fr), advice_here(&error).english());
        }
    }
}
