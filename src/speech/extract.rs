//! What was done to a copy before it was compared, in words.

use crate::escape;
use crate::extract::Note;
use crate::locale::{Locale, Value};

/// Words of what was left out that a note shows.
const SHOWN_WORDS: usize = 12;

/// What was done, as a clause; words of the copy in it are safe for a terminal.
#[must_use]
pub fn note(note: &Note, locale: Locale) -> String {
    let number = |count: usize| Value::from(count as u64);
    let words = |words: &str| Value::from(shown(words, locale));
    match note {
        Note::Encoding(name) => locale.say("extract-encoding", &[("name", (*name).into())]),
        Note::Misread => locale.say("extract-misread", &[]),
        Note::MailHeader(w) => locale.say("extract-mail-header", &[("words", words(w))]),
        Note::MailEncoding => locale.say("extract-mail-encoding", &[]),
        Note::MailOtherWords(w) => locale.say("extract-mail-other-words", &[("words", words(w))]),
        Note::Attachments(n) => locale.say("extract-attachments", &[("count", number(*n))]),
        Note::Quoting(n) => locale.say("extract-quoting", &[("count", number(*n))]),
        Note::Entities(n) => locale.say("extract-entities", &[("count", number(*n))]),
        Note::Bullets(n) => locale.say("extract-bullets", &[("count", number(*n))]),
        Note::Markdown => locale.say("extract-markdown", &[]),
        Note::Menus(w) => locale.say("extract-menus", &[("words", words(w))]),
        Note::Hidden(w) => locale.say("extract-hidden", &[("words", words(w))]),
        Note::Struck(w) => locale.say("extract-struck", &[("words", words(w))]),
        Note::Styles => locale.say("extract-styles", &[]),
        Note::Frames(n) => locale.say("extract-frames", &[("count", number(*n))]),
        Note::Deleted(w) => locale.say("extract-deleted", &[("words", words(w))]),
        Note::Inserted(w) => locale.say("extract-inserted", &[("words", words(w))]),
        Note::HeadersFooters(w) => locale.say("extract-headers-footers", &[("words", words(w))]),
        Note::Footnotes(n) => locale.say("extract-footnotes", &[("count", number(*n))]),
        Note::Comments => locale.say("extract-comments", &[]),
        Note::ListNumbers => locale.say("extract-list-numbers", &[]),
        Note::RunningHead(w, n) => {
            locale.say("extract-running-head", &[("count", number(*n)), ("words", words(w))])
        }
        Note::PageNumbers(n) => locale.say("extract-page-numbers", &[("count", number(*n))]),
        Note::Columns => locale.say("extract-columns", &[]),
        Note::PdfLayers => locale.say("extract-pdf", &[]),
    }
}

/// The first words in quotation marks, and how many there are where not all are shown.
fn shown(words: &str, locale: Locale) -> String {
    let all: Vec<&str> = words.split_whitespace().collect();
    let first = all.get(..all.len().min(SHOWN_WORDS)).unwrap_or_default().join(" ");
    let first = escape::terminal(&first).to_string();
    if all.len() > SHOWN_WORDS {
        let count = (all.len() as u64).into();
        locale.say("extract-words-cut", &[("words", first.into()), ("count", count)])
    } else {
        locale.say("extract-words", &[("words", first.into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_sentences() {
        for (note, sentence) in [
            (Note::Encoding("windows-1252"), "the file was read as windows-1252"),
            (Note::Quoting(1), "quoting marks of an e-mail were taken off 1 line"),
            (Note::Entities(2), "2 HTML entities were made letters"),
            (Note::Bullets(1), "1 list mark was taken off"),
            (Note::Menus("Home\n\nAbout".to_owned()), "a page's menus were left out: “Home About”"),
            (Note::PageNumbers(3), "3 page numbers were left out"),
            (
                Note::RunningHead("Statement".to_owned(), 2),
                "a line that repeats on 2 pages was left out: “Statement”",
            ),
        ] {
            assert_eq!(super::note(&note, Locale::En), sentence);
        }
        let long = Note::Hidden("word ".repeat(13));
        assert!(super::note(&long, Locale::En).ends_with("word …” (13 words)"));
    }
}
