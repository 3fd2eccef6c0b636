//! The engine as pages get it: one script for the whole site, named by its hash, that assigns one string.
//!
//! `base64(deflate(engine))`, as bundles are ([`super::packed`]). A script is the only file that a browser loads from a
//! disk as well as from a server; a page that stands alone has the string in an element instead.

use std::sync::OnceLock;

use base64ct::{Base64, Encoding as _};

use countersign_core::digest::{HASH_BYTES, Hash};

/// What `.ci/engine` makes of `src/engine`, as `build.rs` packed it.
const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/engine-verify.deflate"));
/// The SHA-256 of the same before it was packed.
const HASH: &[u8; HASH_BYTES] = include_bytes!(concat!(env!("OUT_DIR"), "/engine-verify.sha256"));
/// The variable that the script assigns.
pub(super) const NAME: &str = "countersignEngine";

/// A script that assigns one string, and its name.
pub(super) struct Script {
    /// Its file's name.
    pub(super) name: String,
    /// Its bytes.
    pub(super) text: String,
    /// What a browser compares it with.
    pub(super) integrity: String,
}

impl Script {
    /// A script that assigns `value`, which is base64, to a variable; its file's name begins with `file`.
    pub(super) fn of(file: &str, variable: &str, value: &str) -> Self {
        let text = format!("globalThis.{variable}=\"{value}\"\n");
        let hash = Hash::of(text.as_bytes());
        let integrity = format!("sha256-{}", Base64::encode_string(hash.as_bytes()));
        Self { name: format!("{file}-{hash}.js"), text, integrity }
    }
}

/// The SHA-256 of the engine that pages get.
#[must_use]
pub fn hash() -> Hash {
    Hash::from_bytes(*HASH)
}

/// The engine, packed.
pub(super) fn value() -> &'static str {
    static VALUE: OnceLock<String> = OnceLock::new();
    VALUE.get_or_init(|| Base64::encode_string(PACKED))
}

/// The engine's script, the same for every page and language.
pub(super) fn script() -> &'static Script {
    static SCRIPT: OnceLock<Script> = OnceLock::new();
    SCRIPT.get_or_init(|| Script::of("engine", NAME, value()))
}
