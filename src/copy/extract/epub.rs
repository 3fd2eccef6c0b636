//! Electronic books (EPUB 3): the pages that the package document names, in its order.

use super::html;
use super::packed::Packed;
use super::xml::{self, Piece};
use super::{ExtractError, Note, WORDS_BYTES_MAX, encoding};

/// Where a book says which part is its package document.
const CONTAINER: &str = "META-INF/container.xml";
/// Most pages of a book that are read.
const PAGES_MAX: usize = 512;

/// Whether a packed file is a book.
pub(super) fn is_document(packed: &Packed) -> bool {
    packed.has(CONTAINER)
        && packed.read("mimetype").is_ok_and(|kind| kind.starts_with(b"application/epub"))
}

/// The words of a book.
///
/// # Errors
/// If it is damaged, encrypted or too large.
pub(super) fn words(packed: &Packed, notes: &mut Vec<Note>) -> Result<String, ExtractError> {
    if packed.has("META-INF/encryption.xml") {
        return Err(ExtractError::Encrypted);
    }
    let mut package = None;
    xml::read(&packed.read(CONTAINER)?, |piece| {
        if let Piece::Start(element) = piece
            && element.name == "rootfile"
        {
            package = package.take().or(element.attribute("full-path").map(str::to_owned));
        }
        Ok(())
    })?;
    let package = package.ok_or(ExtractError::Damaged)?;
    let folder = package.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (mut parts, mut spine) = (Vec::new(), Vec::new());
    xml::read(&packed.read(&package)?, |piece| {
        let Piece::Start(element) = piece else { return Ok(()) };
        let of = |name| element.attribute(name).unwrap_or_default().to_owned();
        match element.name.as_str() {
            "item" => parts.push((of("id"), of("href"))),
            "itemref" => spine.push(of("idref")),
            _ => {}
        }
        if spine.len() > PAGES_MAX { Err(ExtractError::Tangled) } else { Ok(()) }
    })?;
    let mut words = String::new();
    let mut said: Vec<Note> = Vec::new();
    for wanted in spine {
        let found = parts.iter().find(|(id, _)| *id == wanted).ok_or(ExtractError::Damaged)?;
        let path =
            if folder.is_empty() { found.1.clone() } else { format!("{folder}/{}", found.1) };
        let page = encoding::decode(&packed.read(&path)?, &mut said)?;
        words.push_str(&html::words(&page.text, &mut said)?);
        words.push_str("\n\n");
        if words.len() > WORDS_BYTES_MAX {
            return Err(ExtractError::Size { what: "the words of a copy", most: WORDS_BYTES_MAX });
        }
    }
    for note in said {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    Ok(words)
}
