//! Heads that bundles showed, kept apart from what was seen of registries: one file for each, with the signed head in it.
//!
//! Two of one size with different roots prove that the log's key signed two histories.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::error::{MemoryError, SeenFault};
use super::{Error, World, cache};
use countersign_core::canonical;
use countersign_core::digest::Hash;
use countersign_core::time::Timestamp;
use countersign_core::verify::Examined;
use countersign_core::verify::memory::ShownHead;
use countersign_git::directory::write_atomic;

/// Largest file that is read, in bytes: a checkpoint with its lines, a path and the rest.
const HEAD_BYTES_MAX: usize = 128 * 1024;
/// Most heads of one registry that are kept: those of the largest logs; each bundle of one log needs one.
const HEADS_MAX: usize = 1_000;

/// A head as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Kept {
    at: Timestamp,
    checkpoint: String,
    file: String,
    registry: Hash,
    root: Hash,
    size: u64,
}

impl Kept {
    /// Whether it is a head of this registry.
    pub(crate) fn is_of(&self, registry: Hash) -> bool {
        self.registry == registry
    }
}

fn folder(world: &dyn World, registry: Hash) -> Option<PathBuf> {
    Some(world.state_folder()?.join("heads").join(registry.to_string()))
}

/// The heads that bundles showed of a registry, in the order of their sizes.
///
/// # Errors
/// Where a file cannot be used.
pub(crate) fn recall(world: &dyn World, registry: Hash) -> Result<Vec<ShownHead>, Error> {
    let shown = |(kept, path): (Kept, PathBuf)| {
        let Kept { size, root, file, checkpoint, .. } = kept;
        ShownHead { size, root, checkpoint, file, kept: Some(path.display().to_string()) }
    };
    let mut heads: Vec<ShownHead> = files(world, registry)?.into_iter().map(shown).collect();
    heads.sort_by_key(|one| (one.size, one.root));
    Ok(heads)
}

/// The same as they are kept.
///
/// # Errors
/// Where a file cannot be used.
pub(crate) fn kept(world: &dyn World, registry: Hash) -> Result<Vec<Kept>, Error> {
    let mut kept: Vec<Kept> = files(world, registry)?.into_iter().map(|(kept, _)| kept).collect();
    kept.sort_by_key(|one| (one.size, one.root));
    Ok(kept)
}

fn files(world: &dyn World, registry: Hash) -> Result<Vec<(Kept, PathBuf)>, Error> {
    let folder = folder(world, registry).filter(|folder| folder.is_dir());
    let Some(folder) = folder else { return Ok(Vec::new()) };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let unread = |fault: SeenFault| MemoryError::Unread { file: path.clone(), fault };
        let bytes = cache::read(&path, HEAD_BYTES_MAX as u64);
        let bytes = bytes.ok_or_else(|| unread(SeenFault::NotPlain))?;
        let kept: Kept = canonical::decode(&bytes, HEAD_BYTES_MAX)
            .map_err(|error| unread(SeenFault::Content(error)))?;
        if kept.registry != registry {
            return Err(unread(SeenFault::OtherRegistry).into());
        }
        files.push((kept, path));
    }
    Ok(files)
}

/// What is to be kept of a bundle's head: one that is sound, and so signed by the log's key.
pub(crate) fn of(world: &dyn World, examined: &Examined, file: &str) -> Option<Kept> {
    let log = examined.log.as_ref().filter(|_| examined.is_sound())?;
    Some(Kept {
        at: world.now(),
        checkpoint: log.signed().to_string(),
        file: file.to_owned(),
        registry: examined.replayed.state.registry()?,
        root: *log.checkpoint.root(),
        size: log.size(),
    })
}

/// Keeps a head; one that is kept already stays as it is.
///
/// # Errors
/// Where it cannot be written.
pub(crate) fn keep(world: &dyn World, head: &Kept) -> Result<(), Error> {
    let Some(folder) = folder(world, head.registry) else { return Ok(()) };
    let path = folder.join(format!("{}-{}.json", head.size, head.root));
    if path.exists() {
        return Ok(());
    }
    std::fs::create_dir_all(&folder)?;
    write_atomic(&path, &canonical::encode(head)?, 0o600)?;
    let heads = recall(world, head.registry)?;
    let is_proof =
        |one: &ShownHead| heads.iter().filter(|other| other.size == one.size).count() > 1;
    let too_many = heads.len().saturating_sub(HEADS_MAX);
    for one in heads.iter().filter(|one| !is_proof(one)).take(too_many) {
        one.kept.as_ref().map_or(Ok(()), std::fs::remove_file)?;
    }
    Ok(())
}

/// Forgets all that bundles showed of a registry.
///
/// # Errors
/// Where it cannot be removed.
pub(crate) fn forget(world: &dyn World, registry: Hash) -> Result<(), Error> {
    match folder(world, registry).filter(|folder| folder.is_dir()) {
        Some(folder) => Ok(std::fs::remove_dir_all(folder)?),
        None => Ok(()),
    }
}
