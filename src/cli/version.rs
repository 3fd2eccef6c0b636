//! `countersign --version`: what somebody needs who compares this program with another one.

use std::sync::OnceLock;

use countersign_core::record::Kind;
use countersign_site::engine_hash;

/// The number alone, as `-V` prints it.
pub(crate) const NUMBER: &str = env!("CARGO_PKG_VERSION");

/// The number, the commit, the engine that pages get from it, and the format that it reads and writes.
pub(crate) fn long() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| {
        let commit =
            option_env!("COUNTERSIGN_COMMIT").unwrap_or("not known (built from a work tree)");
        let (engine, format) = (engine_hash(), format());
        format!("{NUMBER}\ncommit: {commit}\nengine: {engine}\nformat: {format}")
    })
}

/// The last part of every record's type.
fn format() -> &'static str {
    Kind::Statement.type_name().rsplit('/').next().unwrap_or_default()
}
