//! What git would commit: the index, as a tree of files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use git2::Index;

use super::object::ObjectId;
use super::snapshot::{Snapshot, TOPS};
use super::{Store, StoreError, plain};
use countersign_core::tree::{File, Listing, Oddity, OddityKind, judge_names};

/// Largest index that is read, in bytes: about ten million files.
const INDEX_BYTES_MAX: u64 = 1 << 30;
/// What git calls a link and a submodule.
const SYMLINK: u32 = 0o120_000;
const SUBMODULE: u32 = 0o160_000;

/// The files that are staged.
pub struct Staged {
    /// Those below `registry/` and `keys/`.
    pub snapshot: Snapshot,
    /// Every file, by path, and its content's id.
    pub files: BTreeMap<String, ObjectId>,
}

impl Store {
    /// Where git keeps the index of this work tree.
    #[must_use]
    pub fn index(&self) -> PathBuf {
        self.refs.git_dir.join("index")
    }

    /// The content of a file.
    ///
    /// # Errors
    /// Where it is missing, damaged, or larger than `bytes_max`.
    pub fn content(&self, id: &ObjectId, bytes_max: u64) -> Result<Vec<u8>, StoreError> {
        Ok(self.objects.blob(id, bytes_max)?)
    }

    /// The staged files that a commit does not have so, by path.
    ///
    /// # Errors
    /// Where the commit or a tree of it cannot be read.
    pub fn staged_changes(
        &self,
        staged: &Staged,
        head: Option<&ObjectId>,
    ) -> Result<Vec<String>, StoreError> {
        let files = match head {
            Some(head) => self.files_of(head)?,
            None => BTreeMap::new(),
        };
        let is_new = |(path, id): &(&String, &ObjectId)| files.get(*path) != Some(*id);
        Ok(staged.files.iter().filter(is_new).map(|(path, _)| path.clone()).collect())
    }
}

/// One name in a folder: a file with its mode and content, or a folder.
type Named = Option<(u32, ObjectId)>;

impl Store {
    /// What the index at `path` holds.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn staged(&self, path: &Path) -> Result<Staged, StoreError> {
        // libgit2 would wait for ever to open a pipe, and would make room for as much as an index claims.
        plain::read(path, INDEX_BYTES_MAX).map_err(|why| StoreError::io(path, why))?;
        let index = Index::open(path).map_err(|error| StoreError::Change {
            what: path.display().to_string(),
            why: error.message().to_owned(),
        })?;
        let mut files = BTreeMap::new();
        let mut folders: BTreeMap<Vec<u8>, BTreeMap<Vec<u8>, Named>> = BTreeMap::new();
        for entry in index.iter() {
            let Ok(id) = entry.id.as_bytes().try_into().map(ObjectId::from_bytes) else { continue };
            files.insert(String::from_utf8_lossy(&entry.path).into_owned(), id);
            let mut parts: Vec<&[u8]> = entry.path.split(|byte| *byte == b'/').collect();
            let mut named = Some((entry.mode, id));
            while let Some(name) = parts.pop() {
                folders.entry(parts.join(&b'/')).or_default().entry(name.to_vec()).or_insert(named);
                named = None;
            }
        }
        let mut listing = Listing::default();
        list(&folders, b"", &mut listing);
        listing.oddities.extend(self.replaced()?);
        listing.oddities.sort();
        Ok(Staged { snapshot: Snapshot::listed(Arc::clone(&self.objects), listing), files })
    }
}

fn list(
    folders: &BTreeMap<Vec<u8>, BTreeMap<Vec<u8>, Named>>,
    folder: &[u8],
    listing: &mut Listing,
) {
    let Some(entries) = folders.get(folder) else { return };
    let is_ours = |name: &[u8]| {
        let name = String::from_utf8_lossy(name).to_lowercase();
        !folder.is_empty() || TOPS.contains(&name.as_str())
    };
    let entries: Vec<(&Vec<u8>, &Named)> =
        entries.iter().filter(|(name, _)| is_ours(name)).collect();
    let names: Vec<&[u8]> = entries.iter().map(|(name, _)| name.as_slice()).collect();
    for ((name, named), judged) in entries.iter().zip(judge_names(&names)) {
        let whole = if folder.is_empty() {
            (*name).clone()
        } else {
            [folder, b"/", name.as_slice()].concat()
        };
        let path = String::from_utf8_lossy(&whole).into_owned();
        let kind = match (judged, named) {
            (Err(kind), _) => kind,
            (Ok(_), Some((SYMLINK, _))) => OddityKind::Symlink,
            (Ok(_), Some((SUBMODULE, _))) => OddityKind::Submodule,
            (Ok(_), Some((_, id))) => {
                listing.files.insert(path, File { size_bytes: None, id: Some(*id.as_bytes()) });
                continue;
            }
            (Ok(_), None) => {
                list(folders, &whole, listing);
                continue;
            }
        };
        listing.oddities.push(Oddity { path, kind });
    }
}
