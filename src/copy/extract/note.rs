//! What was taken away, undone or left unseen on the way from the bytes to the words.

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
    /// Text that frames would show.
    Frames(usize),
    /// Pictures, which may show words.
    Pictures(usize),
    /// Scripts, which may change the words of a page.
    Scripts,
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
    /// Page numbers.
    PageNumbers(usize),
    /// Two columns that were printed side by side.
    Columns,
    /// That a PDF may show something else than its words.
    PdfLayers,
    /// How the words of a PDF were taken out, where that was not the usual way.
    PdfWay(&'static str),
    /// Type that was set apart, letter by letter.
    SetApart,
    /// Letters that a PDF holds in the order of the page, from right to left.
    Backwards,
    /// A feed or JSON, of which a program shows what it will.
    Data,
    /// Words whose colour, size or place may hide them.
    Doubtful(String),
    /// Words that a word processor sets before the items of a list.
    ListWords(String),
}

impl Note {
    /// Whether what a reader sees may be other than the words that are compared.
    #[must_use]
    pub const fn may_show_other_words(&self) -> bool {
        matches!(
            self,
            Self::Styles
                | Self::Scripts
                | Self::Frames(_)
                | Self::HeadersFooters(_)
                | Self::Data
                | Self::Doubtful(_)
                | Self::ListWords(_)
        )
    }
}

#[cfg(feature = "documents")]
/// Words of a document that are not among those that are compared, or were not there before, by why.
#[derive(Debug, Default)]
pub(super) struct Unseen {
    pub(super) deleted: String,
    pub(super) inserted: String,
    pub(super) hidden: String,
    pub(super) struck: String,
    /// They are compared, and may not be seen.
    pub(super) doubtful: String,
}

#[cfg(feature = "documents")]
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
            (self.doubtful, Note::Doubtful),
            (header, Note::HeadersFooters),
        ];
        let said = said.into_iter().filter(|(words, _)| !words.is_empty());
        said.map(|(words, note)| note(words))
    }
}

#[cfg(feature = "documents")]
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
