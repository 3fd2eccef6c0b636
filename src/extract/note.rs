//! What was taken away, undone or left unseen on the way from the bytes to the words.

use crate::escape;
use crate::locale::{Locale, Value};

/// Words of what was left out that a note shows.
const SHOWN_WORDS: usize = 12;

/// One thing that was done to a copy before it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The bytes were not UTF-8.
    Encoding(&'static str),
    /// UTF-8 had been read as Windows-1252 and saved again.
    Misread,
    /// Header lines of a mail.
    MailHeader(String),
    /// The transfer encoding of a mail.
    MailEncoding,
    /// Words of a mail's plain text that are not those of the page beside it.
    MailOtherWords(String),
    /// What is attached to a mail.
    Attachments(usize),
    /// Marks that a mail program sets before what it quotes, by lines.
    Quoting(usize),
    /// HTML entities in a plain text.
    Entities(usize),
    /// Bullets at the start of lines.
    Bullets(usize),
    /// Marks of Markdown.
    Markdown,
    /// Menus before and after the words of a page.
    Menus(String),
    /// Words that a page holds and does not show.
    Hidden(String),
    /// Words that are struck out.
    Struck(String),
    /// Style sheets of a page, which may hide words or add some.
    Styles,
    /// Text that scripts or frames would show.
    Frames(usize),
    /// Words that are deleted in a document with tracked changes, and still in the file.
    Deleted(String),
    /// Words inserted by tracked changes that nobody accepted yet.
    Inserted(String),
    /// Text in a document's headers and footers.
    HeadersFooters(String),
    /// Footnotes and endnotes, which were put after the text.
    Footnotes(usize),
    /// Comments in a document's margin.
    Comments,
    /// Numbers or bullets that a word processor draws itself.
    ListNumbers,
    /// A line at the top or bottom of pages that repeats.
    RunningHead(String, usize),
    /// Page numbers.
    PageNumbers(usize),
    /// Two columns that were printed side by side.
    Columns,
    /// That a PDF may show something else than its words.
    PdfLayers,
}

impl Note {
    /// What was done, as a clause; words of the copy in it are safe for a terminal.
    #[must_use]
    pub fn sentence(&self, locale: Locale) -> String {
        let number = |count: usize| Value::from(count as u64);
        let words = |words: &str| Value::from(shown(words, locale));
        match self {
            Self::Encoding(name) => locale.say("extract-encoding", &[("name", (*name).into())]),
            Self::Misread => locale.say("extract-misread", &[]),
            Self::MailHeader(w) => locale.say("extract-mail-header", &[("words", words(w))]),
            Self::MailEncoding => locale.say("extract-mail-encoding", &[]),
            Self::MailOtherWords(w) => {
                locale.say("extract-mail-other-words", &[("words", words(w))])
            }
            Self::Attachments(n) => locale.say("extract-attachments", &[("count", number(*n))]),
            Self::Quoting(n) => locale.say("extract-quoting", &[("count", number(*n))]),
            Self::Entities(n) => locale.say("extract-entities", &[("count", number(*n))]),
            Self::Bullets(n) => locale.say("extract-bullets", &[("count", number(*n))]),
            Self::Markdown => locale.say("extract-markdown", &[]),
            Self::Menus(w) => locale.say("extract-menus", &[("words", words(w))]),
            Self::Hidden(w) => locale.say("extract-hidden", &[("words", words(w))]),
            Self::Struck(w) => locale.say("extract-struck", &[("words", words(w))]),
            Self::Styles => locale.say("extract-styles", &[]),
            Self::Frames(n) => locale.say("extract-frames", &[("count", number(*n))]),
            Self::Deleted(w) => locale.say("extract-deleted", &[("words", words(w))]),
            Self::Inserted(w) => locale.say("extract-inserted", &[("words", words(w))]),
            Self::HeadersFooters(w) => {
                locale.say("extract-headers-footers", &[("words", words(w))])
            }
            Self::Footnotes(n) => locale.say("extract-footnotes", &[("count", number(*n))]),
            Self::Comments => locale.say("extract-comments", &[]),
            Self::ListNumbers => locale.say("extract-list-numbers", &[]),
            Self::RunningHead(w, n) => {
                locale.say("extract-running-head", &[("count", number(*n)), ("words", words(w))])
            }
            Self::PageNumbers(n) => locale.say("extract-page-numbers", &[("count", number(*n))]),
            Self::Columns => locale.say("extract-columns", &[]),
            Self::PdfLayers => locale.say("extract-pdf", &[]),
        }
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

/// Words of a document that are not among those that are compared, or were not there before, by why.
#[derive(Debug, Default)]
pub(super) struct Unseen {
    pub(super) deleted: String,
    pub(super) inserted: String,
    pub(super) hidden: String,
    pub(super) struck: String,
}

impl Unseen {
    /// What there is to say of them, and of the words `around` the text: headers and footers.
    pub(super) fn notes(self, around: &str) -> impl Iterator<Item = Note> {
        let mut header = String::new();
        join_words(&mut header, around);
        let said = [
            (self.deleted, Note::Deleted as fn(String) -> Note),
            (self.inserted, Note::Inserted),
            (self.hidden, Note::Hidden),
            (self.struck, Note::Struck),
            (header, Note::HeadersFooters),
        ];
        let said = said.into_iter().filter(|(words, _)| !words.is_empty());
        said.map(|(words, note)| note(words))
    }
}

/// Ends what may stand before a paragraph.
pub(super) fn end_paragraph(words: &mut String) {
    let kept = words.trim_end_matches('\n').len();
    words.truncate(kept);
    if kept > 0 {
        words.push_str("\n\n");
    }
}

/// Adds words to those that a note will show.
pub(super) fn join_words(all: &mut String, more: &str) {
    for word in more.split_whitespace() {
        all.push_str(if all.is_empty() { "" } else { " " });
        all.push_str(word);
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
            assert_eq!(note.sentence(Locale::En), sentence);
        }
        let long = Note::Hidden("word ".repeat(13));
        assert!(long.sentence(Locale::En).ends_with("word …” (13 words)"));
    }
}
