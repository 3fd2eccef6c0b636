//! The desk: one page on which an officer reads, answers and signs, and anybody checks what they were sent.
//!
//! It holds everything that it needs, its engine too, and its policy lets it connect to nothing. The same program makes the
//! same bytes, whose hash `countersign desk --hash` and each site print; the page states none of itself, since a forgery
//! would state the right one.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use askama::Template;

use super::dense::dense;
use super::packed::deflated;
use super::{SiteError, policy};
use countersign_core::canonical;
use countersign_core::digest::Hash;
use countersign_speech::desk::labels;
use countersign_speech::locale::{Locale, message};

/// What `.ci/engine` makes of `src/engine` with everything in it, as `build.rs` packed it.
const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/engine-desk.deflate"));
/// Its file in a site.
pub const FILE: &str = "desk.html";
const STYLE: &str = include_str!("assets/desk/desk.css");
const SCRIPTS: [&str; 3] = [
    include_str!("assets/glue/engine.js"),
    include_str!("assets/desk/parts.js"),
    include_str!("assets/desk/desk.js"),
];

#[derive(Template)]
#[template(path = "desk.html")]
struct Desk {
    locale: Locale,
    /// Whether the page begins in this language whatever the browser's is.
    is_fixed: bool,
    languages: [Locale; 3],
    said: BTreeMap<&'static str, String>,
    policy: String,
    style: &'static str,
    /// The same in every language, packed as the engine is.
    labels: String,
    /// What stands there where nothing of the page runs, in every language.
    failed: Vec<(Locale, String)>,
    engine: String,
    script: String,
}

impl Desk {
    fn say(&self, name: &str) -> &str {
        self.said.get(name).map_or("", String::as_str)
    }
}

/// The page; it begins in the reader's language, or in the one that is given.
///
/// # Errors
/// Where it cannot be made.
pub fn page(begins: Option<Locale>) -> Result<String, SiteError> {
    let locale = begins.unwrap_or_default();
    let all: BTreeMap<&str, BTreeMap<&str, String>> = Locale::ALL
        .into_iter()
        .map(|locale| (locale.tag(), labels(locale).into_iter().collect()))
        .collect();
    let refuse = |error: canonical::CanonicalError| SiteError::Page(error.to_string());
    let labels_json = canonical::encode(&all).map_err(refuse)?;
    let script = policy::wrapped(&SCRIPTS);
    let page = Desk {
        locale,
        is_fixed: begins.is_some(),
        languages: Locale::ALL,
        said: labels(locale).into_iter().collect(),
        policy: policy::desk(STYLE, &script),
        style: STYLE,
        labels: dense(&deflated(&labels_json)?),
        failed: Locale::ALL.map(|one| (one, message::desk_failed().say(one))).to_vec(),
        engine: dense(PACKED),
        script,
    };
    Ok(page.render()?)
}

/// The SHA-256 of the page that a site has.
///
/// # Errors
/// Where the page cannot be made.
pub fn hash() -> Result<Hash, SiteError> {
    static HASH: OnceLock<Hash> = OnceLock::new();
    if let Some(hash) = HASH.get() {
        return Ok(*hash);
    }
    let hash = Hash::of(page(None)?.as_bytes());
    Ok(*HASH.get_or_init(|| hash))
}
