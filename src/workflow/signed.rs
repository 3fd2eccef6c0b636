//! What the log key on this machine signed last: it never signs a second history.
//!
//! A branch can be rewound, and a log that went on from there would have two checkpoints of one size.
//! So the size and root of the newest checkpoint that was signed and committed here are kept, for each registry,
//! in the state directory, and a head that does not reach them is not continued.

use std::path::PathBuf;

use super::error::MemoryError;
use super::open::Opened;
use super::{Error, World, cache};
use countersign_core::checkpoint::Checkpoint;
use countersign_core::note::Note;
use countersign_git::directory::write_atomic;
use countersign_git::store::StoreError;

/// Largest note of what was signed, in bytes.
const SIGNED_BYTES_MAX: u64 = 4096;

/// Refuses to continue a log that was longer, or another one, when this machine signed it last.
pub(super) fn check(world: &dyn World, opened: &Opened) -> Result<(), Error> {
    let Some(last) = file(world, opened).and_then(|path| read(&path)) else { return Ok(()) };
    let Some(log) = &opened.examined.log else { return Ok(()) };
    // A head that was signed and whose commit did not get through is announced still, and is signed again as it was.
    let is_announced = opened.examined.announced.as_ref() == Some(&last);
    let is_rewound = last.size() > log.size()
        || last.size() == log.size() && last.root() != log.checkpoint.root();
    if !is_rewound || is_announced {
        return Ok(());
    }
    let head = opened.store.head()?;
    if head != opened.commit {
        let branch = opened.branch()?;
        let (want, got) = (Some(opened.commit), Some(head));
        return Err(StoreError::Moved { branch, want, got }.into());
    }
    Err(MemoryError::Rewound { size: log.size(), signed: last.size() }.into())
}

/// Refuses to sign a head beside another one of the same or a larger size that was signed here.
pub(super) fn check_head(
    world: &dyn World,
    opened: &Opened,
    head: &Checkpoint,
) -> Result<(), Error> {
    check(world, opened)?;
    let Some(last) = file(world, opened).and_then(|path| read(&path)) else { return Ok(()) };
    if last.size() < head.size() || last == *head {
        return Ok(());
    }
    Err(MemoryError::SignedBefore { signed: last.size() }.into())
}

/// Keeps the checkpoint that was signed and committed; where there is no state directory, nothing is kept.
pub(super) fn keep(world: &dyn World, opened: &Opened, checkpoint: &[u8]) -> Result<(), Error> {
    let Some(path) = file(world, opened) else { return Ok(()) };
    let size = |bytes: &[u8]| Some(parse(bytes)?.size());
    if read(&path).map(|last| last.size()) > size(checkpoint) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    Ok(write_atomic(&path, checkpoint, 0o600)?)
}

fn file(world: &dyn World, opened: &Opened) -> Option<PathBuf> {
    let id = opened.examined.replayed.state.registry()?;
    Some(world.state_folder()?.join("signed").join(id.to_string()))
}

fn read(path: &std::path::Path) -> Option<Checkpoint> {
    parse(&cache::read(path, SIGNED_BYTES_MAX)?)
}

fn parse(bytes: &[u8]) -> Option<Checkpoint> {
    Note::parse(bytes).ok()?.text().parse().ok()
}
