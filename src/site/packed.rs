//! A bundle as a page carries it: packed, since it says the same names, keys and commands many times.
//!
//! `base64(deflate(bundle))`, raw DEFLATE (RFC 1951); a browser unpacks it with `DecompressionStream("deflate-raw")`.
//! Base64 has no letter that could end the element it stands in.

use std::io::Write as _;

use base64ct::{Base64, Encoding as _};
use flate2::Compression;
use flate2::write::DeflateEncoder;

use super::SiteError;

/// The text of the page's element.
pub(super) fn packed(bundle: &[u8]) -> Result<String, SiteError> {
    let refuse = |error: std::io::Error| SiteError::Page(error.to_string());
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bundle).map_err(refuse)?;
    Ok(Base64::encode_string(&encoder.finish().map_err(refuse)?))
}
