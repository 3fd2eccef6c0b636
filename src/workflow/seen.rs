//! Where a verifier keeps what it saw: one file for each registry, in the state directory.
//!
//! A file is replaced whole, under a lock, and never by an older head.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::error::{MemoryError, SeenFault};
use super::{Error, World, cache, heads};
use countersign_core::canonical;
use countersign_core::digest::Hash;
use countersign_core::verify::Examined;
use countersign_core::verify::finding::Finding;
use countersign_core::verify::memory::{Remembered, Seen, View};
use countersign_git::directory::write_atomic;

/// Largest file that is read, in bytes: a name and an origin have at most 2,000 each.
const SEEN_BYTES_MAX: usize = 16 * 1024;
/// Largest file with a size, in bytes: as many digits as a size has.
const SIZE_BYTES_MAX: u64 = 20;

fn folder(world: &dyn World) -> Option<PathBuf> {
    Some(world.state_folder()?.join("seen"))
}

/// Whether there is a place to remember anything.
#[must_use]
pub(crate) fn is_possible(world: &dyn World) -> bool {
    folder(world).is_some()
}

/// Everything that was seen, in the order of origins and names of files.
///
/// # Errors
/// Where a file cannot be used: it may be the one that would show another history.
pub fn all(world: &dyn World) -> Result<Vec<Seen>, Error> {
    Ok(files(world)?.into_iter().map(|(seen, _)| seen).collect())
}

fn files(world: &dyn World) -> Result<Vec<(Seen, PathBuf)>, Error> {
    let Some(folder) = folder(world).filter(|folder| folder.is_dir()) else {
        return Ok(Vec::new());
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            files.push((read(&path)?, path));
        }
    }
    files.sort_by(|(one, its), (other, theirs)| {
        (&one.origin, its.as_path()).cmp(&(&other.origin, theirs.as_path()))
    });
    Ok(files)
}

fn read(path: &Path) -> Result<Seen, Error> {
    let unread = |fault: SeenFault| MemoryError::Unread { file: path.to_owned(), fault };
    let bytes = cache::read(path, SEEN_BYTES_MAX as u64);
    let bytes = bytes.ok_or_else(|| unread(SeenFault::NotPlain))?;
    let seen: Seen = canonical::decode(&bytes, SEEN_BYTES_MAX)
        .map_err(|error| unread(SeenFault::Content(error)))?;
    let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
    // Files were named by the origin before two registries could have the same one.
    if ![seen.registry, Hash::of(seen.origin.as_bytes())].iter().any(|one| one.to_string() == name)
    {
        return Err(unread(SeenFault::OtherRegistry).into());
    }
    Ok(seen)
}

/// What was seen under an origin, of one registry and of others.
///
/// # Errors
/// Where a file cannot be used.
pub(crate) fn recall(world: &dyn World, origin: &str, registry: Hash) -> Result<Remembered, Error> {
    let heads = heads::recall(world, registry)?;
    let mut remembered = Remembered { heads, ..Remembered::default() };
    for seen in all(world)? {
        if seen.registry == registry {
            // The longer of two is the later one.
            if remembered.own.as_ref().is_none_or(|own| own.size < seen.size) {
                remembered.own = Some(seen);
            }
        } else if seen.origin == origin {
            remembered.others.push(seen);
        }
    }
    Ok(remembered)
}

/// What there is to say about the newest state here after what was seen before; nothing where it goes on from that.
///
/// # Errors
/// Where what was seen before cannot be read.
pub fn findings(world: &dyn World, examined: &Examined) -> Result<Vec<Finding>, Error> {
    let Some(seen) = Seen::of(examined, world.now()) else { return Ok(Vec::new()) };
    let before = recall(world, &seen.origin, seen.registry)?;
    Ok(before.judge(examined, View::Head, None))
}

/// Refuses what `verify` calls broken or unchecked because something else was seen before.
///
/// # Errors
/// Where that is so.
pub fn check_follows(world: &dyn World, examined: &Examined) -> Result<(), Error> {
    match findings(world, examined)?.into_iter().find(Finding::is_grave) {
        None => Ok(()),
        Some(finding) => Err(MemoryError::NotSeenBefore(Box::new(finding)).into()),
    }
}

/// Remembers a head that was not broken; another process may have seen a newer one meanwhile.
///
/// Where the reader expected it, it is the one that its origin means from then on.
///
/// # Errors
/// Where it cannot be written.
pub fn keep(world: &dyn World, seen: &Seen) -> Result<(), Error> {
    let Some(folder) = folder(world) else { return Ok(()) };
    std::fs::create_dir_all(&folder)?;
    let _lock = lock(&folder)?;
    let files = files(world)?;
    let newest = folder.join(format!("{}.json", seen.registry));
    let of_it = files.iter().filter(|(one, _)| one.registry == seen.registry);
    let before = of_it.clone().map(|(one, _)| one).max_by_key(|one| one.size);
    let mut next = before.filter(|before| before.size >= seen.size).unwrap_or(seen).clone();
    next.since = before.map_or(seen.since, |before| before.since);
    next.expected = seen.expected || before.is_some_and(|before| before.expected);
    if before != Some(&next) || !newest.exists() {
        write(&newest, &next)?;
    }
    for (_, path) in of_it.filter(|(_, path)| *path != newest) {
        std::fs::remove_file(path)?;
    }
    if seen.expected {
        let others = files.iter().filter(|(one, _)| one.registry != seen.registry);
        for (other, path) in others.filter(|(one, _)| one.origin == seen.origin && one.expected) {
            write(path, &Seen { expected: false, ..other.clone() })?;
        }
    }
    Ok(())
}

/// Forgets a registry and what bundles showed of it, and says what was known.
///
/// # Errors
/// Where a file cannot be used or removed.
pub fn forget(world: &dyn World, registry: Hash) -> Result<Option<Seen>, Error> {
    heads::forget(world, registry)?;
    let Some(folder) = folder(world).filter(|folder| folder.is_dir()) else { return Ok(None) };
    let _lock = lock(&folder)?;
    let mut forgotten: Option<Seen> = None;
    for (seen, path) in files(world)? {
        if seen.registry == registry {
            std::fs::remove_file(path)?;
            forgotten = forgotten.filter(|before| before.size > seen.size).or(Some(seen));
        }
    }
    Ok(forgotten)
}

fn lock(folder: &Path) -> Result<File, Error> {
    let lock = File::create(folder.join("lock"))?;
    lock.lock()?;
    Ok(lock)
}

fn write(path: &Path, seen: &Seen) -> Result<(), Error> {
    Ok(write_atomic(path, &canonical::encode(seen)?, 0o600)?)
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
