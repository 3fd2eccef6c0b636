//! The content security policy of a page: its own style and scripts, by hash, and nothing else.
//!
//! `default-src 'none'` stops every request; a page works the same from a disk, a stick or a server.
//! Scripts are in the page, so that the hash covers them wherever it lies.

use std::sync::OnceLock;

use base64ct::{Base64, Encoding as _};

use crate::digest::Hash;

/// The style of every page.
pub const STYLE: &str = include_str!("../../assets/site.css");
/// Compares a pasted copy with the words of the page.
const PASTE: &str = include_str!("../../assets/paste.js");
/// Judges the bundle in the page, and says so; `tests/browser/verifier.mjs` reads this list.
const VERIFIER: [&str; 13] = [
    include_str!("../../assets/verifier/bytes.js"),
    include_str!("../../assets/verifier/canonical.js"),
    include_str!("../../assets/verifier/ed25519.js"),
    include_str!("../../assets/verifier/keys.js"),
    include_str!("../../assets/verifier/log.js"),
    include_str!("../../assets/verifier/records.js"),
    include_str!("../../assets/verifier/keyring.js"),
    include_str!("../../assets/verifier/ledger.js"),
    include_str!("../../assets/verifier/statements.js"),
    include_str!("../../assets/verifier/bundle.js"),
    include_str!("../../assets/verifier/derived.js"),
    include_str!("../../assets/verifier/verdict.js"),
    include_str!("../../assets/verifier/status.js"),
];

/// The one script of a version's page. Comments and indentation stay in the sources, which are for reading.
pub fn script() -> &'static str {
    static SCRIPT: OnceLock<String> = OnceLock::new();
    SCRIPT.get_or_init(|| {
        let lines = VERIFIER.iter().flat_map(|file| file.lines()).map(str::trim_start);
        let lines: Vec<&str> =
            lines.filter(|line| !line.is_empty() && !line.starts_with("//")).collect();
        format!("\"use strict\";{{\n{}\n}}\n{PASTE}", lines.join("\n"))
    })
}

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
