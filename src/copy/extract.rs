//! The words of a copy that somebody holds: pasted text, a mail, Markdown, a saved page, a Word or OpenDocument text.
//!
//! [`extract`] turns bytes into plain text in reading order. What the bytes begin with decides what they are; the
//! [`Hint`] from a file's name only decides where they do not tell, as for Markdown.
//! Nothing is mended silently: each [`Reading`] has its [`Note`]s, sentences about what was taken away, undone
//! or not looked at, and a [`Map`] from places in its text back to the given bytes where that can be told.
//!
//! A plain text has several readings, the one nearest to its bytes first: as it stands, then without what programs on
//! its way have done to it (mail headers, quoted-printable, a wrong encoding, entities, quoting marks, bullets), then as
//! Markdown. Who compares takes the best answer, and the earlier reading where two are as good: so a file that
//! is a registered text byte for byte is never read otherwise, and a bullet that belongs to the text is not lost.
//!
//! A PDF is not parsed here: the command line has another program take its words out, and [`extract_pages`] reads those.
//!
//! Words are what a reader sees. What a page hides is left out and said; what it shows is kept, also where it looks like
//! a menu in the midst of the text, since else a page could show a sentence and hide it from us.
//!
//! ```
//! use countersign_copy::extract::{Hint, Note, extract};
//! let mail = b"> We stand =\n> together=E2=80=94all of us.\n";
//! let copy = extract(mail, Hint::None)?;
//! let last = copy.readings.last().unwrap();
//! assert_eq!(last.text, "We stand together—all of us.\n");
//! let page = extract(b"<html><nav><a href=/>Home</a></nav><p>We <b>stand</b>&nbsp;together.", Hint::None)?;
//! assert_eq!(page.readings[0].text, "We stand\u{a0}together.\n");
//! assert_eq!(page.readings[0].notes, [Note::Menus("Home".to_owned())]);
//! # Ok::<(), countersign_copy::extract::ExtractError>(())
//! ```

mod chat;
mod color;
mod columns;
mod data;
#[cfg(feature = "documents")]
mod docx;
mod emphasis;
mod encoding;
mod entity;
#[cfg(feature = "documents")]
mod epub;
#[cfg(feature = "documents")]
mod feed;
mod html;
#[cfg(feature = "documents")]
mod inside;
mod kind;
mod mail;
mod map;
mod markdown;
#[cfg(feature = "documents")]
mod mbox;
mod mime;
mod note;
#[cfg(feature = "documents")]
mod odt;
#[cfg(feature = "documents")]
mod packed;
mod pages;
mod plain;
#[cfg(all(feature = "documents", feature = "encodings"))]
mod rtf;
mod scripts;
#[cfg(feature = "sheets")]
mod sheet;
#[cfg(feature = "documents")]
mod xml;

#[cfg(feature = "documents")]
pub use inside::{Piece, pieces};
#[cfg(feature = "documents")]
pub use kind::preview;
pub use kind::{Hint, Kind};
pub use map::Map;
pub use note::Note;
pub use pages::{extract_pages, extract_pages_read};
#[cfg(feature = "sheets")]
pub use sheet::rows;

use map::Woven;
#[cfg(feature = "documents")]
use packed::Packed;

/// Largest copy that is looked at, in bytes: a report in PDF with its pictures.
pub const GIVEN_BYTES_MAX: usize = 64 << 20;
/// Most words that are taken out of a copy, in bytes: four times the longest text that can be registered.
pub const WORDS_BYTES_MAX: usize = 4 << 20;
/// Largest page or document part that is parsed, in bytes: a saved page with its pictures and scripts inside.
pub const MARKUP_BYTES_MAX: usize = 16 << 20;
/// Longest Markdown text, in bytes: as long as the longest text that can be registered, and its marks.
pub const MARKDOWN_BYTES_MAX: usize = 2 << 20;
/// Deepest element of a page or document: browsers stop at as many.
pub const NESTING_MAX: usize = 512;
/// Most elements and texts of a page or document: a thousand times those of a long article.
pub const NODES_MAX: usize = 1 << 20;
/// Most lines of one header: a mail that went through many hands has a hundred.
pub const HEADER_LINES_MAX: usize = 2048;
/// Deepest part: a forwarded mail of a forwarded mail has eight.
pub const PART_DEPTH_MAX: usize = 16;
/// Most parts of a mail: a report with an attachment for each page.
pub const MAIL_PARTS_MAX: usize = 1024;
/// Most bytes of all files that are taken out of a mail or a packed file: two dozen requests.
pub const INSIDE_BYTES_MAX: usize = 64 << 20;
/// Most files that are taken out of one: as many as one import looks at.
pub const INSIDE_FILES_MAX: usize = 10_000;
/// Deepest packed file or mail in another: a forwarded mail with a packed folder in a packed mailbox has four.
pub const INSIDE_DEPTH_MAX: usize = 6;
/// Characters within which XML that is a page says so.
const XML_HEAD_CHARS: usize = 1024;
/// Most parts of a packed document: a report with a picture on each page.
pub const PARTS_MAX: usize = 4096;

/// What a copy was, and the ways in which it can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extracted {
    /// What the bytes were.
    pub kind: Kind,
    /// The readings, the one nearest to the bytes first; there is at least one.
    pub readings: Vec<Reading>,
}

/// The words of a copy in one reading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The words in reading order, as UTF-8; paragraphs are separated by blank lines.
    pub text: String,
    /// What was done on the way to them.
    pub notes: Vec<Note>,
    /// Where each of them stood in the given bytes, if that can be told.
    pub map: Map,
}

impl Reading {
    fn of(woven: Woven, notes: Vec<Note>) -> Self {
        Self { text: woven.text, notes, map: woven.map }
    }
}

/// Why no words could be taken out of a copy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExtractError {
    /// No words at all.
    #[error("there are no words in it")]
    Empty,
    /// Larger than a limit.
    #[error("{what} of more than {most} bytes is not looked at")]
    Size {
        /// What was too large.
        what: &'static str,
        /// The limit.
        most: usize,
    },
    /// Bytes that are no letters.
    #[error("it is not text, nor a kind of document that is known")]
    Binary,
    /// Letters in an encoding that could not be told.
    #[error("its letters are in no encoding that can be told")]
    Encoding,
    /// A kind of document that is not read.
    #[error("it is {0}, which is not read")]
    Foreign(Foreign),
    /// A document that is damaged.
    #[error("it is damaged, or not made as such documents are")]
    Damaged,
    /// A document that is protected with a password.
    #[error("it is protected with a password")]
    Encrypted,
    /// A PDF that has no words.
    #[error("its pages are pictures, and the words in pictures are not read")]
    Scanned,
    /// A picture.
    #[error("it is a picture, and the words in pictures are not read")]
    Picture,
    /// A page or document that is nested or linked as none is that people write.
    #[error("it is nested more deeply, or in more pieces, than any page that people write")]
    Tangled,
}

/// A kind of document that is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Foreign {
    /// A PDF, which another program has to read.
    Pdf,
    /// Word before 2007.
    OldWord,
    /// A table, a drawing or a presentation of an office program.
    Office,
    /// Rich text, where nothing here reads it.
    RichText,
    /// A Pages document without a preview.
    Pages,
    /// PostScript.
    PostScript,
    /// XML of another kind than pages and feeds.
    Xml,
    /// A packed file that is no document.
    Packed,
    /// The source of a page, where a text is wanted.
    Page,
    /// A mail with its parts, where a text is wanted.
    Mail,
    /// JSON or XML, where a text is wanted.
    Data,
}

impl std::fmt::Display for Foreign {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Pdf => "a PDF",
            Self::OldWord => "an old Word document (.doc)",
            Self::Office => "an office document that is no text",
            Self::RichText => "rich text (.rtf)",
            Self::Pages => "a Pages document (.pages)",
            Self::PostScript => "PostScript",
            Self::Xml => "XML",
            Self::Packed => "a packed file",
            Self::Page => "the source of a web page",
            Self::Mail => "a whole mail",
            Self::Data => "data for programs",
        })
    }
}

/// The words of `given` in every way in which they can be read.
///
/// A PDF is not read here: [`Kind::Pdf`] of [`Kind::of`] says that another program must take its words out.
///
/// # Errors
/// If there are no words in it that can be read.
pub fn extract(given: &[u8], hint: Hint) -> Result<Extracted, ExtractError> {
    if given.len() > GIVEN_BYTES_MAX {
        return Err(ExtractError::Size { what: "a file", most: GIVEN_BYTES_MAX });
    }
    let mut notes = Vec::new();
    let (kind, readings) = match Kind::of(given, hint)? {
        Kind::Pdf | Kind::Pages => return Err(ExtractError::Foreign(Foreign::Pdf)),
        #[cfg(feature = "documents")]
        Kind::Docx => {
            let words = docx::words(&Packed::open(given)?, &mut notes)?;
            (Kind::Docx, vec![Reading::of(Woven::unplaced(words), notes)])
        }
        #[cfg(all(feature = "documents", feature = "encodings"))]
        Kind::Rtf => {
            let words = rtf::words(given, &mut notes)?;
            (Kind::Rtf, vec![Reading::of(Woven::unplaced(words), notes)])
        }
        #[cfg(feature = "documents")]
        Kind::Odt => {
            let words = match odt::is_flat(given) {
                true => odt::flat(given, &mut notes)?,
                false => odt::words(&Packed::open(given)?, &mut notes)?,
            };
            (Kind::Odt, vec![Reading::of(Woven::unplaced(words), notes)])
        }
        #[cfg(feature = "documents")]
        Kind::Epub => {
            let words = epub::words(&Packed::open(given)?, &mut notes)?;
            (Kind::Epub, vec![Reading::of(Woven::unplaced(words), notes)])
        }
        Kind::Mail => (Kind::Mail, mime::readings(given)?),
        kind => {
            if given.len() > MARKUP_BYTES_MAX {
                return Err(ExtractError::Size { what: "a text", most: MARKUP_BYTES_MAX });
            }
            let decoded = encoding::decode(given, &mut notes)?;
            #[cfg(feature = "documents")]
            if feed::is_feed(&decoded.text) {
                let readings = feed::readings(&decoded.text, &notes)?;
                return Ok(Extracted { kind: Kind::Data, readings });
            }
            if kind != Kind::Html && is_foreign_xml(&decoded.text) {
                return Err(ExtractError::Foreign(Foreign::Xml));
            }
            if kind == Kind::Plain && data::is_json(&decoded.text) {
                let words = data::words(&decoded.text, &mut notes)?;
                (Kind::Data, vec![Reading::of(Woven::unplaced(words), notes)])
            } else if kind == Kind::Html || (kind == Kind::Plain && html::is_page(&decoded.text)) {
                let words = html::words(&decoded.text, &mut notes)?;
                (Kind::Html, vec![Reading::of(Woven::unplaced(words), notes)])
            } else {
                (kind, plain::readings(decoded, &notes, kind == Kind::Markdown)?)
            }
        }
    };
    if readings.iter().all(|reading| reading.text.trim().is_empty()) {
        return Err(ExtractError::Empty);
    }
    Ok(Extracted { kind, readings })
}

/// The words of a text that was pasted into a page, in every way in which they can be read.
///
/// It is what [`extract`] does for a text that has no page and no document in it, and stays small: nothing of their
/// parsers is needed. The source of a page and a mail with parts are refused, not read wrongly.
///
/// # Errors
/// If there are no words in it, or it is another kind of document.
pub fn pasted(given: &[u8]) -> Result<Extracted, ExtractError> {
    if given.len() > MARKUP_BYTES_MAX {
        return Err(ExtractError::Size { what: "a text", most: MARKUP_BYTES_MAX });
    }
    let text = std::str::from_utf8(given).map_err(|_| ExtractError::Encoding)?;
    if html::is_page(text) {
        return Err(ExtractError::Foreign(Foreign::Page));
    }
    if mime::is_structured(given) {
        return Err(ExtractError::Foreign(Foreign::Mail));
    }
    if is_foreign_xml(text) || data::is_json(text) {
        return Err(ExtractError::Foreign(Foreign::Data));
    }
    let readings = plain::pasted(Woven::same(text, 0))?;
    if readings.iter().all(|reading| reading.text.trim().is_empty()) {
        return Err(ExtractError::Empty);
    }
    Ok(Extracted { kind: Kind::Plain, readings })
}

/// Whether a text is XML of another kind than pages: what it shows of its words, only its own program knows.
fn is_foreign_xml(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let Some(rest) = text.strip_prefix("<?xml") else { return false };
    !rest.chars().take(XML_HEAD_CHARS).collect::<String>().to_lowercase().contains("<html")
}

#[cfg(test)]
mod tests;
