//! Without the tables of older encodings: whoever has them decodes before, as a browser does.

use super::super::map::Woven;
use super::super::{ExtractError, Note};

/// Refuses bytes that are neither UTF-8 nor UTF-16.
///
/// # Errors
/// Always.
pub(in super::super) fn decode(_: &[u8], _: &mut Vec<Note>) -> Result<Woven, ExtractError> {
    Err(ExtractError::Encoding)
}

/// The letters of bytes in the encoding that a mail names, where it is one that needs no table.
pub(in super::super) fn named(bytes: &[u8], label: &str) -> Option<String> {
    match label.trim().to_ascii_lowercase().as_str() {
        "utf-8" | "utf8" => String::from_utf8(bytes.to_vec()).ok(),
        "us-ascii" | "iso-8859-1" | "windows-1252" => Some(super::windows_1252::decode(bytes)),
        _ => None,
    }
}
