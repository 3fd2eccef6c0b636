//! Older encodings: what a page or a mail names, else what the bytes look like.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

use super::super::map::Woven;
use super::super::{ExtractError, Note};

/// Bytes at the start of a page in which it may say its encoding (WHATWG HTML, section 13.2.3.2).
const PRESCAN_BYTES: usize = 1024;

/// The letters of bytes that are neither UTF-8 nor UTF-16.
///
/// # Errors
/// If they are no text in the encoding that they look like.
pub(in super::super) fn decode(given: &[u8], notes: &mut Vec<Note>) -> Result<Woven, ExtractError> {
    let encoding = declared(given).unwrap_or_else(|| guessed(given));
    notes.push(Note::Encoding(encoding.name()));
    if encoding.is_single_byte() {
        return single_bytes(given, encoding);
    }
    let text = encoding.decode_without_bom_handling_and_without_replacement(given);
    text.map(|text| Woven::unplaced(text.into_owned())).ok_or(ExtractError::Encoding)
}

/// The letters of bytes in the encoding that a mail names; none where it is unknown or they are not in it.
pub(in super::super) fn named(bytes: &[u8], label: &str) -> Option<String> {
    let encoding = Encoding::for_label(label.as_bytes())?;
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(text.into_owned())
}

fn single_bytes(bytes: &[u8], encoding: &'static Encoding) -> Result<Woven, ExtractError> {
    let mut woven = Woven::default();
    let mut at = 0;
    for run in bytes.chunk_by(|left, right| left.is_ascii() == right.is_ascii()) {
        let letters = encoding
            .decode_without_bom_handling_and_without_replacement(run)
            .ok_or(ExtractError::Encoding)?;
        if run.is_ascii() {
            woven.push(&letters, at..at + run.len(), true);
        } else {
            for (index, letter) in letters.chars().enumerate() {
                let place = at + index..at + index + 1;
                woven.push(letter.encode_utf8(&mut [0; 4]), place, false);
            }
        }
        at += run.len();
    }
    Ok(woven)
}

/// What a page says of itself in its first bytes.
fn declared(given: &[u8]) -> Option<&'static Encoding> {
    let head = given.get(..given.len().min(PRESCAN_BYTES))?.to_ascii_lowercase();
    let at = head.windows(8).position(|window| window == b"charset=")? + 8;
    let label: Vec<u8> = head
        .get(at..)?
        .iter()
        .copied()
        .skip_while(|byte| matches!(byte, b'"' | b'\'' | b' '))
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':'))
        .collect();
    // What is UTF-8 was found to be so before; a page that only says so is read as what it looks like.
    Encoding::for_label(&label).filter(|found| found.is_single_byte())
}

fn guessed(given: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(given, true);
    detector.guess(None, Utf8Detection::Deny)
}
