//! The content security policy of a page: its own style and scripts, by hash, and nothing else.
//!
//! `default-src 'none'` stops every request; a page works the same from a disk, a stick or a server.
//! Scripts are in the page, so that the hash covers them wherever it lies.

use std::sync::OnceLock;

use base64ct::{Base64, Encoding as _};

use countersign_copy::check::tables::Tables;
use countersign_core::canonical;
use countersign_core::digest::Hash;

/// The style of every page.
pub const STYLE: &str = include_str!("assets/site.css");
/// Compares a pasted copy with the words of the page, as `check` does; `tests/browser/paste.mjs` reads this list.
const PASTE: [&str; 6] = [
    include_str!("assets/paste/fold.js"),
    include_str!("assets/paste/token.js"),
    include_str!("assets/paste/align.js"),
    include_str!("assets/paste/tidy.js"),
    include_str!("assets/paste/compare.js"),
    include_str!("assets/paste/box.js"),
];
/// Judges the bundle in the page, and says so; `tests/browser/verifier.mjs` reads this list.
const VERIFIER: [&str; 13] = [
    include_str!("assets/verifier/bytes.js"),
    include_str!("assets/verifier/canonical.js"),
    include_str!("assets/verifier/ed25519.js"),
    include_str!("assets/verifier/keys.js"),
    include_str!("assets/verifier/log.js"),
    include_str!("assets/verifier/records.js"),
    include_str!("assets/verifier/keyring.js"),
    include_str!("assets/verifier/ledger.js"),
    include_str!("assets/verifier/statements.js"),
    include_str!("assets/verifier/bundle.js"),
    include_str!("assets/verifier/derived.js"),
    include_str!("assets/verifier/verdict.js"),
    include_str!("assets/verifier/status.js"),
];

/// The one script of a version's page. Comments and indentation stay in the sources, which are for reading.
pub fn script() -> &'static str {
    static SCRIPT: OnceLock<String> = OnceLock::new();
    SCRIPT.get_or_init(|| {
        let tables = canonical::encode(&Tables::new()).unwrap_or_default();
        let tables = String::from_utf8_lossy(&tables);
        let (verifier, paste) = (stripped(&VERIFIER), stripped(&PASTE));
        format!("\"use strict\";{{\n{verifier}\n}}\n{{const TABLES = {tables};\n{paste}\n}}")
    })
}

/// The lines of these files that a browser needs.
fn stripped(files: &[&str]) -> String {
    let lines = files.iter().flat_map(|file| file.lines()).map(str::trim_start);
    let lines: Vec<&str> =
        lines.filter(|line| !line.is_empty() && !line.starts_with("//")).collect();
    lines.join("\n")
}

/// The policy of a page without a script.
pub(super) fn plain() -> &'static str {
    static POLICY: OnceLock<String> = OnceLock::new();
    POLICY.get_or_init(|| of(&[]))
}

/// The policy of a version's page.
pub(super) fn scripted() -> &'static str {
    static POLICY: OnceLock<String> = OnceLock::new();
    POLICY.get_or_init(|| of(&[script()]))
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
