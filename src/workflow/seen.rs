//! Where a verifier keeps what it saw: one file for each origin, in the state directory.
//!
//! A file is replaced whole, under a lock, and never by an older head.

use std::fs::File;
use std::path::PathBuf;

use super::error::{MemoryError, SeenFault};
use super::{Error, World, cache};
use countersign_core::canonical;
use countersign_core::digest::Hash;
use countersign_core::verify::Examined;
use countersign_core::verify::finding::Finding;
use countersign_core::verify::memory::{Seen, View};
use countersign_git::directory::write_atomic;

/// Largest file that is read, in bytes: a name and an origin have at most 2,000 each.
const SEEN_BYTES_MAX: usize = 16 * 1024;
/// Largest file with a size, in bytes: as many digits as a size has.
const SIZE_BYTES_MAX: u64 = 20;

fn folder(world: &dyn World) -> Option<PathBuf> {
    Some(world.state_folder()?.join("seen"))
}

fn file(world: &dyn World, origin: &str) -> Option<PathBuf> {
    Some(folder(world)?.join(format!("{}.json", Hash::of(origin.as_bytes()))))
}

/// Whether there is a place to remember anything.
#[must_use]
pub(crate) fn is_possible(world: &dyn World) -> bool {
    folder(world).is_some()
}

/// What was seen of an origin.
///
/// # Errors
/// Where its file cannot be used.
pub(crate) fn recall(world: &dyn World, origin: &str) -> Result<Option<Seen>, Error> {
    let Some(path) = file(world, origin).filter(|path| path.exists()) else { return Ok(None) };
    let unread = |fault: SeenFault| MemoryError::Unread { file: path.clone(), fault };
    let bytes = cache::read(&path, SEEN_BYTES_MAX as u64);
    let bytes = bytes.ok_or_else(|| unread(SeenFault::NotPlain))?;
    let seen: Seen = canonical::decode(&bytes, SEEN_BYTES_MAX)
        .map_err(|error| unread(SeenFault::Content(error)))?;
    if seen.origin != origin {
        return Err(unread(SeenFault::OtherOrigin).into());
    }
    Ok(Some(seen))
}

/// What there is to say about the newest state here after what was seen before; nothing where it goes on from that.
///
/// # Errors
/// Where what was seen before cannot be read.
pub fn finding(world: &dyn World, examined: &Examined) -> Result<Option<Finding>, Error> {
    let Some(seen) = Seen::of(examined, world.now()) else { return Ok(None) };
    let before = recall(world, &seen.origin)?;
    Ok(before.and_then(|before| before.judge(examined, View::Head)))
}

/// Refuses what `verify` calls broken because something else was seen before.
///
/// # Errors
/// Where that is so.
pub fn check_follows(world: &dyn World, examined: &Examined) -> Result<(), Error> {
    match finding(world, examined)? {
        None => Ok(()),
        Some(finding) => Err(MemoryError::NotSeenBefore(Box::new(finding)).into()),
    }
}

/// Remembers a head that was not broken; another process may have seen a newer one meanwhile.
///
/// # Errors
/// Where it cannot be written.
pub fn keep(world: &dyn World, seen: &Seen) -> Result<(), Error> {
    let (Some(folder), Some(path)) = (folder(world), file(world, &seen.origin)) else {
        return Ok(());
    };
    std::fs::create_dir_all(&folder)?;
    let lock = File::create(folder.join("lock"))?;
    lock.lock()?;
    let before = recall(world, &seen.origin)?;
    let since = match &before {
        Some(before) if before.registry != seen.registry || before.size >= seen.size => {
            return Ok(());
        }
        Some(before) => before.since,
        None => seen.since,
    };
    let bytes = canonical::encode(&Seen { since, ..seen.clone() })?;
    Ok(write_atomic(&path, &bytes, 0o600)?)
}

/// The size that a log had when something was last done with it, as far as is known here.
#[must_use]
pub fn size(world: &dyn World, what: &str, subject: &str) -> u64 {
    let read = || {
        let bytes = cache::read(&size_file(world, what, subject)?, SIZE_BYTES_MAX)?;
        countersign_core::name::number(std::str::from_utf8(&bytes).ok()?).ok()
    };
    // Whoever knows nothing begins at the beginning.
    read().unwrap_or(0)
}

/// Remembers it.
///
/// # Errors
/// Where it cannot be written.
pub fn keep_size(world: &dyn World, what: &str, subject: &str, size: u64) -> Result<(), Error> {
    let Some(path) = size_file(world, what, subject) else { return Ok(()) };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    Ok(write_atomic(&path, size.to_string().as_bytes(), 0o600)?)
}

fn size_file(world: &dyn World, what: &str, subject: &str) -> Option<PathBuf> {
    Some(world.state_folder()?.join(what).join(Hash::of(subject.as_bytes()).to_string()))
}
