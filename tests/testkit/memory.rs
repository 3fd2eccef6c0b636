//! A registry in memory, whose files may be anything, and whose reads may fail.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use countersign_core::tree::{File, Listing, ReadError, Source};
use countersign_git::directory::Directory;

/// Files by path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A tree of files.
#[derive(Clone, Default)]
pub struct Memory {
    listing: Listing,
    files: Files,
    /// Files that cannot be read although they are listed.
    pub damaged: BTreeSet<String>,
}

impl Memory {
    pub fn new(files: Files) -> Self {
        let file = |bytes: &Vec<u8>| File { size_bytes: Some(bytes.len() as u64), id: None };
        let listed = files.iter().map(|(path, bytes)| (path.clone(), file(bytes))).collect();
        let listing = Listing { files: listed, oddities: Vec::new() };
        Self { listing, files, damaged: BTreeSet::new() }
    }

    /// The files below `registry/` and `keys/` of a plain folder.
    pub fn files_of(folder: &Path) -> Files {
        let directory = Directory::open(folder).unwrap();
        let read = |path: &String| (path.clone(), directory.read(path, 1 << 20).unwrap());
        directory.listing().files.keys().map(read).collect()
    }
}

impl Source for Memory {
    fn listing(&self) -> &Listing {
        &self.listing
    }

    fn read(&self, path: &str, max_bytes: u64) -> Result<Vec<u8>, ReadError> {
        let path = path.to_owned();
        if self.damaged.contains(&path) {
            return Err(ReadError::Other { path, why: "input/output error".to_owned() });
        }
        let Some(bytes) = self.files.get(&path) else { return Err(ReadError::Missing(path)) };
        let size_bytes = bytes.len() as u64;
        if size_bytes > max_bytes {
            return Err(ReadError::TooLarge { path, size_bytes, max_bytes });
        }
        Ok(bytes.clone())
    }
}
