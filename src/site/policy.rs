//! The content security policy of a page: its own style and scripts, by hash, and nothing else.
//!
//! `default-src 'none'` stops every request; a page works the same from a disk, a stick or a server.
//! The script is in the page, so that the hash covers it wherever it lies. It makes the element that loads the engine
//! (`'strict-dynamic'`), which works from a disk and from a server; the engine needs `'wasm-unsafe-eval'` and a worker
//! made of a string in the page (`blob:`), since no browser starts one of a file on a disk.

use std::sync::OnceLock;

use base64ct::{Base64, Encoding as _};

use countersign_core::canonical;
use countersign_core::digest::Hash;

/// The style of every page.
pub const STYLE: &str = include_str!("assets/site.css");
/// Asks the engine what the page's bundle shows and what a pasted copy is, and says it.
const GLUE: [&str; 3] = [
    include_str!("assets/glue/engine.js"),
    include_str!("assets/glue/page.js"),
    include_str!("assets/glue/paste.js"),
];
/// What runs in the worker, beside the page.
const WORKER: &str = include_str!("assets/glue/worker.js");

/// The one script of a version's page. Comments and indentation stay in the sources, which are for reading.
pub fn script() -> &'static str {
    static SCRIPT: OnceLock<String> = OnceLock::new();
    SCRIPT.get_or_init(|| wrapped(&GLUE))
}

/// One script of these files, which starts the worker.
pub(super) fn wrapped(files: &[&str]) -> String {
    let worker = canonical::encode(&stripped(&[WORKER])).unwrap_or_default();
    let worker = String::from_utf8_lossy(&worker);
    format!("\"use strict\";{{const WORKER = {worker};\n{}\n}}", stripped(files))
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
    POLICY.get_or_init(|| of("'none'"))
}

/// The policy of a version's page: its script, which may load the site's engine, and run it in a worker that it makes.
pub(super) fn scripted() -> &'static str {
    static POLICY: OnceLock<String> = OnceLock::new();
    POLICY.get_or_init(|| with_engine(" 'strict-dynamic'"))
}

/// The policy of a page that stands alone: it loads nothing.
pub(super) fn alone() -> &'static str {
    static POLICY: OnceLock<String> = OnceLock::new();
    POLICY.get_or_init(|| with_engine(""))
}

fn with_engine(loading: &str) -> String {
    let script = allow(script());
    format!("{}; worker-src blob:", of(&format!("{script}{loading} 'wasm-unsafe-eval'")))
}

/// The policy of the desk: its own style and script, and nowhere to connect to.
pub(super) fn desk(style: &str, script: &str) -> String {
    let scripts = format!("{} 'wasm-unsafe-eval'", allow(script));
    format!("{}; worker-src blob:", with_style(style, &scripts))
}

/// The policy of a page with these sources of scripts.
fn of(scripts: &str) -> String {
    with_style(STYLE, scripts)
}

fn with_style(style: &str, scripts: &str) -> String {
    format!(
        "default-src 'none'; style-src {}; script-src {scripts}; img-src data:; base-uri 'none'; form-action 'none'",
        allow(style)
    )
}

/// The source that allows this text, wherever it stands in the page.
pub(super) fn allow(text: &str) -> String {
    format!("'sha256-{}'", Base64::encode_string(Hash::of(text.as_bytes()).as_bytes()))
}
