//! A bundle as a page carries it: packed, since it says the same names, keys and commands many times.
//!
//! `base64(deflate(bundle))`, raw DEFLATE (RFC 1951); a browser unpacks it with `DecompressionStream("deflate-raw")`.
//! Base64 has no letter that could end the element it stands in.

use std::io::{Read as _, Write as _};

use base64ct::{Base64, Encoding as _};
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

use super::SiteError;
use countersign_core::bundle::BUNDLE_BYTES_MAX;

/// The text of the page's element.
pub(super) fn packed(bundle: &[u8]) -> Result<String, SiteError> {
    Ok(Base64::encode_string(&deflated(bundle)?))
}

/// Raw DEFLATE.
pub(super) fn deflated(bytes: &[u8]) -> Result<Vec<u8>, SiteError> {
    let refuse = |error: std::io::Error| SiteError::Page(error.to_string());
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).map_err(refuse)?;
    encoder.finish().map_err(refuse)
}

/// The bundle of a saved page.
pub enum InPage {
    /// It is in the page.
    Here(Vec<u8>),
    /// It is in a file of this name.
    There(String),
    /// What is in the page cannot be unpacked.
    Damaged,
}

/// The bundle in the page of a version, which has an element for it; nobody has judged it yet.
#[must_use]
pub fn bundle_in(page: &[u8]) -> InPage {
    const START: &str = " id=\"bundle\"";
    let page = String::from_utf8_lossy(page);
    let found = page.split_once(START).and_then(|(_, rest)| rest.split_once('>'));
    let Some((attributes, rest)) = found else { return InPage::Damaged };
    let place = attributes.split_once("data-src=\"").and_then(|(_, rest)| rest.split_once('"'));
    if let Some((place, _)) = place {
        return InPage::There(place.to_owned());
    }
    let packed = rest.split('<').next().unwrap_or_default();
    unpacked(packed).map_or(InPage::Damaged, InPage::Here)
}

fn unpacked(packed: &str) -> Option<Vec<u8>> {
    // Whoever saved the page may have broken its lines.
    let letters: String = packed.split_ascii_whitespace().collect();
    let packed = Base64::decode_vec(&letters).ok()?;
    let mut bundle = Vec::new();
    let mut decoder = DeflateDecoder::new(packed.as_slice()).take(BUNDLE_BYTES_MAX as u64 + 1);
    decoder.read_to_end(&mut bundle).ok()?;
    Some(bundle)
}
