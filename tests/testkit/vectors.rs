//! Where the third-party test vectors lie.

use std::io::Write as _;
use std::path::PathBuf;

use crate::repository;

/// The folder of the set: in `COUNTERSIGN_VECTORS`, else in `../shared/vectors`; none where there are no vectors.
///
/// # Panics
/// Where `COUNTERSIGN_VECTORS` is set and the set is missing.
pub fn folder(set: &str) -> Option<PathBuf> {
    if let Some(root) = std::env::var_os("COUNTERSIGN_VECTORS") {
        let folder = PathBuf::from(root).join(set);
        assert!(folder.is_dir(), "COUNTERSIGN_VECTORS is set, but {} is missing", folder.display());
        return Some(folder);
    }
    let folder = repository().join("../shared/vectors").join(set);
    if folder.is_dir() {
        return Some(folder);
    }
    // Not by `eprintln!`, which the test harness swallows when a test passes.
    let _ = writeln!(std::io::stderr(), "skipped: no vectors ({set})");
    None
}
