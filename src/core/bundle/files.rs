//! The files of a bundle as a tree that is read like any other.

use std::collections::BTreeMap;

use super::Bundle;
use crate::layout;
use crate::tree::{File, Listing, ReadError, Source};

/// A bundle's files, and its checkpoint where a registry has it.
pub(super) struct Files<'a> {
    listing: Listing,
    bytes: BTreeMap<&'a str, &'a [u8]>,
}

impl<'a> Files<'a> {
    pub(super) fn of(bundle: &'a Bundle) -> Self {
        let mut bytes: BTreeMap<&str, &[u8]> =
            bundle.files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
        bytes.insert(layout::CHECKPOINT, bundle.checkpoint.as_bytes());
        let file = |bytes: &[u8]| File { size_bytes: Some(bytes.len() as u64), id: None };
        let files = bytes.iter().map(|(path, bytes)| ((*path).to_owned(), file(bytes))).collect();
        Self { listing: Listing { files, oddities: Vec::new() }, bytes }
    }
}

impl Source for Files<'_> {
    fn listing(&self) -> &Listing {
        &self.listing
    }

    fn read(&self, path: &str, max_bytes: u64) -> Result<Vec<u8>, ReadError> {
        let path_owned = || path.to_owned();
        let bytes = self.bytes.get(path).ok_or_else(|| ReadError::Missing(path_owned()))?;
        let size_bytes = bytes.len() as u64;
        if size_bytes > max_bytes {
            return Err(ReadError::TooLarge { path: path_owned(), size_bytes, max_bytes });
        }
        Ok(bytes.to_vec())
    }
}
