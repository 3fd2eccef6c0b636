//! Why a backup could not be made, or nothing be restored from one.

use std::path::PathBuf;

use super::GitFault;

/// Why a backup could not be made, or nothing be restored from one.
#[derive(Debug)]
pub enum BackupError {
    /// The clone has not the whole history.
    Shallow,
    /// It is no backup, or it was changed.
    Damaged,
    /// The folder in which it would be restored has something in it.
    NotEmpty(PathBuf),
    /// Another private key lies where one would be put.
    KeyThere(PathBuf),
    /// There is no home directory in which private keys could be put.
    NoFolder,
    /// Git could not pack or unpack.
    Git(GitFault),
}
