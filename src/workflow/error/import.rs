//! Why what was signed elsewhere cannot be looked at.

use super::FileError;

/// Why what was signed elsewhere cannot be looked at.
#[derive(Debug)]
pub enum ImportError {
    /// There are too many files for one run.
    TooMany {
        /// The most that one run looks at.
        max: usize,
    },
    /// A file cannot be read.
    File(FileError),
}
