//! What a copy is, by the bytes it begins with; its name decides only where they do not.

use super::{ExtractError, Foreign, mime};
#[cfg(feature = "documents")]
use super::{docx, epub, odt, packed::Packed};

/// How rich text begins.
const RICH: &[u8] = b"{\\rtf";

/// What a file's name says about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// Nothing.
    None,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// A mail.
    Mail,
}

impl Hint {
    /// The hint in the ending of a file's name.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        match ending.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mkd" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            "eml" => Self::Mail,
            _ => Self::None,
        }
    }
}

/// What a copy is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// Plain text, also a mail that is nothing but a header and its text.
    Plain,
    /// A mail with parts, with a page, or saved as a mail.
    Mail,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// A Word document.
    Docx,
    /// An OpenDocument text, packed or in one file.
    Odt,
    /// A rich text document.
    Rtf,
    /// An electronic book.
    Epub,
    /// A feed, or JSON.
    Data,
    /// A Pages document with a preview, which is a PDF.
    Pages,
    /// A PDF.
    Pdf,
}

/// Bytes within which a PDF may begin (ISO 32000-1, annex H.3, note 13).
const PDF_WITHIN_BYTES: usize = 1024;

/// Where a Pages document keeps what its pages look like.
#[cfg(feature = "documents")]
const PREVIEW: &str = "QuickLook/Preview.pdf";

/// The PDF in a Pages document.
///
/// # Errors
/// If it has none, or it is damaged or too large.
#[cfg(feature = "documents")]
pub fn preview(given: &[u8]) -> Result<Vec<u8>, ExtractError> {
    Packed::open(given)?.read(PREVIEW)
}

/// How Microsoft's compound files begin (MS-CFB, section 2.2).
const OLD: &[u8] = b"\xd0\xcf\x11\xe0";
/// The stream in which such a file holds an encrypted document (MS-OFFCRYPTO, section 2.3.4), in UTF-16.
const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

impl Kind {
    /// What `given` is.
    ///
    /// # Errors
    /// If it is a picture or a kind of document that is not read.
    pub fn of(given: &[u8], hint: Hint) -> Result<Self, ExtractError> {
        let head = given.get(..given.len().min(PDF_WITHIN_BYTES)).unwrap_or_default();
        if head.windows(5).any(|window| window == b"%PDF-") {
            return Ok(Self::Pdf);
        }
        const PICTURES: [&[u8]; 7] = [
            b"\x89PNG",
            b"\xff\xd8\xff",
            b"GIF8",
            b"II*\0",
            b"MM\0*",
            b"BM\x00",
            b"\0\0\0\x1cftyp",
        ];
        let is_webp = given.starts_with(b"RIFF") && given.get(8..12) == Some(b"WEBP");
        let is_heic = given.get(4..8) == Some(b"ftyp");
        if is_webp || is_heic || PICTURES.iter().any(|start| given.starts_with(start)) {
            return Err(ExtractError::Picture);
        }
        if given.starts_with(b"PK\x03\x04") {
            return packed(given);
        }
        // Word writes a document with a password into a file of the old kind.
        let has_password = || given.windows(ENCRYPTED.len()).any(|window| window == ENCRYPTED);
        if given.starts_with(OLD) && has_password() {
            return Err(ExtractError::Encrypted);
        }
        if given.starts_with(RICH) {
            return rich();
        }
        #[cfg(feature = "documents")]
        if odt::is_flat(given) {
            return Ok(Self::Odt);
        }
        let foreign: [(&[u8], Foreign); 3] = [
            (OLD, Foreign::OldWord),
            (b"\x1f\x8b", Foreign::Packed),
            (b"%!PS", Foreign::PostScript),
        ];
        if let Some((_, name)) = foreign.iter().find(|(start, _)| given.starts_with(start)) {
            return Err(ExtractError::Foreign(*name));
        }
        if mime::is_structured(given) || (hint == Hint::Mail && mime::is_mail(given)) {
            return Ok(Self::Mail);
        }
        Ok(match hint {
            Hint::Markdown => Self::Markdown,
            Hint::Html => Self::Html,
            Hint::None | Hint::Mail => Self::Plain,
        })
    }
}

#[cfg(all(feature = "documents", feature = "encodings"))]
const fn rich() -> Result<Kind, ExtractError> {
    Ok(Kind::Rtf)
}

#[cfg(not(all(feature = "documents", feature = "encodings")))]
const fn rich() -> Result<Kind, ExtractError> {
    Err(ExtractError::Foreign(Foreign::RichText))
}

#[cfg(not(feature = "documents"))]
fn packed(_: &[u8]) -> Result<Kind, ExtractError> {
    Err(ExtractError::Foreign(Foreign::Packed))
}

#[cfg(feature = "documents")]
fn packed(given: &[u8]) -> Result<Kind, ExtractError> {
    let packed = Packed::open(given)?;
    if docx::is_document(&packed) {
        return Ok(Kind::Docx);
    }
    if epub::is_document(&packed) {
        return Ok(Kind::Epub);
    }
    if odt::is_document(&packed) {
        return Ok(Kind::Odt);
    }
    if packed.has(PREVIEW) {
        return Ok(Kind::Pages);
    }
    let is_pages = packed.has("Index/Document.iwa") || packed.has("index.xml");
    Err(ExtractError::Foreign(if is_pages { Foreign::Pages } else { Foreign::Packed }))
}
