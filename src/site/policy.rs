//! The content security policy of a page: its own style and scripts, by hash, and nothing else.
//!
//! `default-src 'none'` stops every request; a page works the same from a disk, a stick or a server.
//! Scripts are in the page, so that the hash covers them wherever it lies.

use base64ct::{Base64, Encoding as _};

use crate::digest::Hash;

/// The style of every page.
pub const STYLE: &str = include_str!("../../assets/site.css");
/// Compares a pasted copy with the words of the page.
pub const PASTE: &str = include_str!("../../assets/paste.js");

/// The policy of a page with these scripts.
#[must_use]
pub fn of(scripts: &[&str]) -> String {
    let allow = |text: &&str| {
        format!("'sha256-{}'", Base64::encode_string(Hash::of(text.as_bytes()).as_bytes()))
    };
    let scripts: Vec<String> = scripts.iter().map(allow).collect();
    let scripts = if scripts.is_empty() { "'none'".to_owned() } else { scripts.join(" ") };
    format!(
        "default-src 'none'; style-src {}; script-src {scripts}; img-src data:; base-uri 'none'; form-action 'none'",
        allow(&STYLE)
    )
}
