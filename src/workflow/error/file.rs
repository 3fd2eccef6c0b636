//! Why a file that somebody named cannot be used.

use std::path::PathBuf;

/// Why a file that was named cannot be used.
#[derive(Debug)]
pub struct FileError {
    /// The file, as it was named.
    pub file: PathBuf,
    /// What is wrong with it.
    pub fault: FileFault,
}

/// What is wrong with a file.
#[derive(Debug)]
pub enum FileFault {
    /// There is none.
    Missing,
    /// It is a folder.
    Folder,
    /// It is a device, a pipe or a socket.
    Device,
    /// It is too large.
    TooLarge {
        /// The largest size, in bytes.
        max: u64,
        /// Its size.
        got: u64,
    },
    /// The system refuses.
    Io(std::io::Error),
}
