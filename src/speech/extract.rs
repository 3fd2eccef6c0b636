//! What was done to a copy before it was compared, in words.

use crate::locale::{Sentence, message};
use countersign_copy::extract::Note;
use countersign_core::escape;

/// Words of what was left out that a note shows.
const SHOWN_WORDS: usize = 12;

/// What was done, as a clause; words of the copy in it are safe for a terminal.
#[must_use]
pub fn note(note: &Note) -> Sentence {
    let number = |count: usize| count as u64;
    let words = |words: &str| shown(words);
    match note {
        Note::Encoding(name) => message::extract_encoding(*name),
        Note::Misread => message::extract_misread(),
        Note::MailHeader(w) => message::extract_mail_header(words(w)),
        Note::MailEncoding => message::extract_mail_encoding(),
        Note::MailOtherWords(w) => message::extract_mail_other_words(words(w)),
        Note::Attachments(n) => message::extract_attachments(number(*n)),
        Note::Quoting(n) => message::extract_quoting(number(*n)),
        Note::Entities(n) => message::extract_entities(number(*n)),
        Note::Bullets(n) => message::extract_bullets(number(*n)),
        Note::Markdown => message::extract_markdown(),
        Note::Menus(w) => message::extract_menus(words(w)),
        Note::Hidden(w) => message::extract_hidden(words(w)),
        Note::Struck(w) => message::extract_struck(words(w)),
        Note::Styles => message::extract_styles(),
        Note::Scripts => message::extract_scripts(),
        Note::Frames(n) => message::extract_frames(number(*n)),
        Note::Pictures(n) => message::extract_pictures(number(*n)),
        Note::Deleted(w) => message::extract_deleted(words(w)),
        Note::Inserted(w) => message::extract_inserted(words(w)),
        Note::HeadersFooters(w) => message::extract_headers_footers(words(w)),
        Note::Footnotes(n) => message::extract_footnotes(number(*n)),
        Note::Comments => message::extract_comments(),
        Note::ListNumbers => message::extract_list_numbers(),
        Note::PageNumbers(n) => message::extract_page_numbers(number(*n)),
        Note::Columns => message::extract_columns(),
        Note::PdfLayers => message::extract_pdf(),
        Note::PdfWay(way) => message::extract_pdf_way(*way),
        Note::SetApart => message::extract_set_apart(),
        Note::Backwards => message::extract_backwards(),
        Note::Data => message::extract_data(),
        Note::Doubtful(w) => message::extract_doubtful(words(w)),
        Note::ListWords(w) => message::extract_list_words(words(w)),
    }
}

/// The first words in quotation marks, and how many there are where not all are shown.
fn shown(words: &str) -> Sentence {
    let all: Vec<&str> = words.split_whitespace().collect();
    let first = all.get(..all.len().min(SHOWN_WORDS)).unwrap_or_default().join(" ");
    let first = escape::terminal(&first).to_string();
    if all.len() > SHOWN_WORDS {
        let count = all.len() as u64;
        message::extract_words_cut(first, count)
    } else {
        message::extract_words(first)
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
        ] {
            assert_eq!(super::note(&note).english(), sentence);
        }
        let long = Note::Hidden("word ".repeat(13));
        assert!(super::note(&long).english().ends_with("word …” (13 words)"));
    }
}
