//! A tree of files as it was found: what `store` and `directory` hand over, before anybody believes it.
//!
//! A [`Listing`] names every plain file below `registry/` and `keys/`;
//! whatever cannot be a plain file with an allowed name becomes an [`Oddity`] and is never read.

use std::collections::BTreeMap;

/// One plain file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Size in bytes, where the source tells it without reading the file.
    pub size_bytes: Option<u64>,
    /// The git object id where there is one; equal ids are equal bytes.
    pub id: Option<[u8; 20]>,
}

/// Why something in the tree is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OddityKind {
    /// A symbolic link.
    Symlink,
    /// A git submodule.
    Submodule,
    /// A name with control characters, back-slashes, `.`, `..`, `.git` or bytes that are not UTF-8.
    Name,
    /// Two entries of one git tree have the same name.
    Duplicate,
    /// Two names differ only in letter case.
    CaseCollision,
    /// Directories nested deeper than any registry needs.
    Depth,
    /// `refs/replace` or `info/grafts` make git show something other than what lies here.
    Replaced,
    /// An object that is damaged, or whose header lies.
    Damaged,
    /// More files than a reader can be asked to look at.
    TooMany,
}

/// Something in the tree that is not a plain file with an allowed name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Oddity {
    /// Where; not valid UTF-8 is shown as U+FFFD.
    pub path: String,
    /// What.
    pub kind: OddityKind,
}

/// Every plain file below `registry/` and `keys/`, by path, and what else was met there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// The plain files by path from the top of the registry, with `/`.
    pub files: BTreeMap<String, File>,
    /// What is not read.
    pub oddities: Vec<Oddity>,
}

/// Why a file could not be read; says nothing about authenticity.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// No such file.
    #[error("there is no file {0}")]
    Missing(String),
    /// The file is larger than the caller's bound.
    #[error(
        "{path} has {size_bytes} bytes, more than the {max_bytes} that can be a file of its kind"
    )]
    TooLarge {
        /// The file.
        path: String,
        /// Its size, in bytes.
        size_bytes: u64,
        /// The bound, in bytes.
        max_bytes: u64,
    },
    /// The stored object is damaged.
    #[error("{path} is damaged: {why}")]
    Damaged {
        /// The file.
        path: String,
        /// What is wrong with it.
        why: String,
    },
    /// Anything else the system or git said.
    #[error("cannot read {path}: {why}")]
    Other {
        /// The file.
        path: String,
        /// What the system said.
        why: String,
    },
}

/// Where a registry's files can be read from, by several threads at once.
pub trait Source: Sync {
    /// The files and oddities, found when the source was opened.
    fn listing(&self) -> &Listing;

    /// The bytes of one listed file.
    ///
    /// # Errors
    /// Where it is missing, larger than `max_bytes`, damaged or unreadable.
    fn read(&self, path: &str, max_bytes: u64) -> Result<Vec<u8>, ReadError>;
}
