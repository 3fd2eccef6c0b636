//! What was taken away, undone or left unseen on the way from the bytes to the words.

use std::fmt;

/// Words of what was left out that a note shows.
const SHOWN_WORDS: usize = 12;

/// One thing that was done to a copy before it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// The bytes were not UTF-8.
    Encoding(&'static str),
    /// UTF-8 had been read as Windows-1252 and saved again.
    Misread,
    /// Header lines of a mail, by name.
    MailHeader(Vec<String>),
    /// Another part of a mail than the one that was read.
    MailParts(usize),
    /// The transfer encoding of a mail.
    MailEncoding,
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
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Encoding(name) => write!(f, "the file was read as {name}"),
            Self::Misread => f.write_str("letters that had been misread were read again as UTF-8"),
            Self::MailHeader(names) => {
                write!(f, "the header of an e-mail was taken off: {}", names.join(", "))
            }
            Self::MailParts(count) => {
                write!(f, "{} of the e-mail not read", counted(*count, "other part", "other parts"))
            }
            Self::MailEncoding => f.write_str("the transfer encoding of an e-mail was undone"),
            Self::Quoting(count) => {
                let lines = counted_plain(*count, "line", "lines");
                write!(f, "quoting marks of an e-mail were taken off {lines}")
            }
            Self::Entities(count) => {
                write!(f, "{} made letters", counted(*count, "HTML entity", "HTML entities"))
            }
            Self::Bullets(count) => {
                write!(f, "{} taken off", counted(*count, "list mark", "list marks"))
            }
            Self::Markdown => f.write_str("marks of Markdown were taken off"),
            Self::Menus(words) => write!(f, "a page's menus were left out: {}", shown(words)),
            Self::Hidden(words) => {
                write!(
                    f,
                    "words that the page holds but does not show were left out: {}",
                    shown(words)
                )
            }
            Self::Struck(words) => write!(f, "struck-out words were left out: {}", shown(words)),
            Self::Styles => {
                f.write_str("what the page's style sheets hide or add was not looked at")
            }
            Self::Frames(count) => {
                write!(f, "{} in the page not looked at", counted(*count, "frame", "frames"))
            }
            Self::Deleted(words) => {
                write!(f, "words that tracked changes delete were left out: {}", shown(words))
            }
            Self::Inserted(words) => {
                write!(f, "words that tracked changes insert were kept: {}", shown(words))
            }
            Self::HeadersFooters(words) => {
                write!(f, "the document's page headers and footers were left out: {}", shown(words))
            }
            Self::Footnotes(count) => {
                write!(f, "{} put after the text", counted(*count, "footnote", "footnotes"))
            }
            Self::Comments => f.write_str("comments in the document's margin were left out"),
            Self::ListNumbers => f.write_str(
                "numbers that the word processor sets before list items are not in the text",
            ),
            Self::RunningHead(words, pages) => {
                let pages = counted_plain(*pages, "page", "pages");
                write!(f, "a line that repeats on {pages} was left out: {}", shown(words))
            }
            Self::PageNumbers(count) => {
                write!(f, "{} left out", counted(*count, "page number", "page numbers"))
            }
        }
    }
}

fn counted_plain(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn counted(count: usize, one: &str, many: &str) -> String {
    let verb = if count == 1 { "was" } else { "were" };
    format!("{} {verb}", counted_plain(count, one, many))
}

/// The first words in quotation marks, and how many there are where not all are shown.
fn shown(words: &str) -> String {
    let all: Vec<&str> = words.split_whitespace().collect();
    let first = all.get(..all.len().min(SHOWN_WORDS)).unwrap_or_default().join(" ");
    if all.len() > SHOWN_WORDS {
        format!("“{first} …” ({} words)", all.len())
    } else {
        format!("“{first}”")
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
            assert_eq!(note.to_string(), sentence);
        }
        let long = Note::Hidden("word ".repeat(13));
        assert!(long.to_string().ends_with("word …” (13 words)"), "{long}");
    }
}
