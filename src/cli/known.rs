//! Where a writer keeps what it found sound: a folder for each repository below the cache directory.
//!
//! Nothing here is ever believed for another state of the registry than the one it was written for;
//! what is missing, damaged or foreign only means that everything is verified again.
//! It is as safe as the reader's own account: whoever can write here can also replace the program.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::session::Session;
use crate::digest::Hash;
use crate::known::{CONTENTS_BYTES_MAX, Known, Of, SHARD_BYTES_MAX, Saved, Unusable};
use crate::merkle;
use crate::store::{ObjectId, Store};
use crate::verify::Examined;

const CONTENTS: &str = "contents.json";

/// The folder for what is known of a repository, where there is a cache directory.
pub(crate) fn folder(session: &Session, store: &Store) -> Option<PathBuf> {
    let cache = session.environment.own_folder("XDG_CACHE_HOME", ".cache")?;
    let name = Hash::of(store.common_dir().as_os_str().as_encoded_bytes()).to_string();
    Some(cache.join("known").join(name))
}

/// What this version of the program found out last; none where it found out nothing.
pub(crate) fn load(folder: &Path) -> Option<Result<Known, Unusable>> {
    let contents = read(&folder.join(CONTENTS), CONTENTS_BYTES_MAX as u64)?;
    let folder = folder.to_path_buf();
    Some(Known::open(
        &contents,
        |of: &Of| of.program == program(),
        Box::new(move |index| read(&shard(&folder, index), SHARD_BYTES_MAX)),
    ))
}

/// The ids of the folders `keys` and `registry` that it is good for.
pub(crate) fn folders(known: &Known) -> Option<[ObjectId; 2]> {
    let of = known.of();
    Some([of.keys.parse().ok()?, of.registry.parse().ok()?])
}

/// What follows from a registry that was verified as a whole.
pub(crate) fn of_examined(examined: &Examined) -> Known {
    let log = examined.log.as_ref();
    let of = Of {
        clean: examined.findings().next().is_none(),
        keys: String::new(),
        program: program(),
        registry: String::new(),
        size: log.map_or(0, crate::log::Log::size),
    };
    let entries = log.map_or(&[][..], |log| &log.entries);
    let leaves: Vec<Hash> = entries.par_iter().map(|entry| merkle::leaf_hash(entry)).collect();
    Known::of_all(of, examined.replayed.chains.rows(), leaves.into_iter())
}

/// Writes what is known, good for this state; a failure only costs time later.
pub(crate) fn save(
    folder: &Path,
    known: &mut Known,
    [keys, registry]: [ObjectId; 2],
) -> Option<()> {
    std::fs::create_dir_all(folder).ok()?;
    let Saved { shards, contents } = known.save(keys.to_string(), registry.to_string()).ok()?;
    let write = |(index, bytes): &(usize, Vec<u8>)| replace(&shard(folder, *index), bytes);
    shards.par_iter().map(write).collect::<Option<()>>()?;
    replace(&folder.join(CONTENTS), &contents)
}

fn program() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

fn shard(folder: &Path, index: usize) -> PathBuf {
    folder.join(format!("{index:02x}"))
}

/// A file of our own, where it is there and no larger than it can be.
pub(crate) fn read(path: &Path, bytes_max: u64) -> Option<Vec<u8>> {
    let found = std::fs::metadata(path).ok()?;
    (found.is_file() && found.len() <= bytes_max).then(|| std::fs::read(path).ok())?
}

/// Whole or not at all, but not durable: after a crash of the machine a damaged file is noticed by its hash.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Option<()> {
    let folder = path.parent()?;
    std::fs::create_dir_all(folder).ok()?;
    let file = tempfile::NamedTempFile::new_in(folder).ok()?;
    std::fs::write(file.path(), bytes).ok()?;
    file.persist(path).ok().map(drop)
}
