//! Keys that the reader confirmed: kept on this computer, in `pins.json` below the configuration directory.
//!
//! ```json
//! {"pins":[{"at":"2024-05-06T09:00:00Z","how":"by telephone, …","key":"ssh-ed25519 …","organisation":"foro.example","registry":"…"}]}
//! ```

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::MemoryError;
use super::{Error, World, files, signer};
use countersign_core::canonical;
use countersign_core::digest::Hash;
use countersign_core::key::PublicKey;
use countersign_core::ledger::State;
use countersign_core::name::Domain;
use countersign_core::time::Timestamp;
use countersign_core::verify::{KnownBy, Pin};
use countersign_git::directory::write_atomic;

/// Largest file of pins, in bytes: some thousands of keys.
const PINS_BYTES_MAX: u64 = 1 << 20;

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pins {
    pins: Vec<Kept>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Kept {
    at: Timestamp,
    how: String,
    key: String,
    organisation: Domain,
    registry: Hash,
}

/// A key that the reader names for one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Whose it is.
    pub organisation: Domain,
    /// Its file, or `SHA256:` and its fingerprint.
    pub key: String,
}

fn path(world: &dyn World) -> Option<PathBuf> {
    Some(world.configuration_folder()?.join("pins.json"))
}

fn read(world: &dyn World) -> Result<Pins, Error> {
    let Some(path) = path(world).filter(|path| path.exists()) else {
        return Ok(Pins::default());
    };
    let bytes = files::read(world, &path, PINS_BYTES_MAX)?;
    canonical::decode(&bytes, bytes.len())
        .map_err(|why| MemoryError::PinsUnread { file: path, why }.into())
}

/// What the reader confirmed about this registry, and what was given for this question.
///
/// # Errors
/// Where a file cannot be read.
pub fn of(world: &dyn World, state: &State, given: &[Named]) -> Result<Vec<Pin>, Error> {
    let mut pins = Vec::new();
    for kept in read(world)?.pins {
        let Ok(key) = kept.key.parse::<PublicKey>() else { continue };
        if state.registry() == Some(kept.registry) {
            let (organisation, how, at) = (kept.organisation, kept.how, Some(kept.at));
            pins.push(Pin { organisation, key: Some(key), how: KnownBy::Confirmed(how), at });
        }
    }
    for one in given {
        let key = if one.key.starts_with("SHA256:") {
            let enrolled = state.organisations().get(&one.organisation);
            let tenure = enrolled.and_then(|enrolled| {
                enrolled.keys.all().find(|key| key.key.fingerprint() == one.key)
            });
            tenure.map(|tenure| tenure.key.clone())
        } else {
            Some(signer::public_key(world, one.key.as_ref())?.0)
        };
        let (organisation, how) = (one.organisation.clone(), KnownBy::Named);
        pins.push(Pin { organisation, key, how, at: None });
    }
    Ok(pins)
}

/// Keeps what the reader confirmed.
///
/// # Errors
/// Where it cannot be written.
pub fn keep(
    world: &dyn World,
    registry: Hash,
    organisation: &Domain,
    keys: &[PublicKey],
    how: &str,
) -> Result<PathBuf, Error> {
    let path = path(world).ok_or(MemoryError::NowhereForPins)?;
    let mut pins = read(world)?;
    for key in keys {
        let key = key.to_string();
        let is_same = |one: &Kept| {
            one.registry == registry && one.organisation == *organisation && one.key == key
        };
        pins.pins.retain(|one| !is_same(one));
        let (at, how, organisation) = (world.now(), how.to_owned(), organisation.clone());
        pins.pins.push(Kept { at, how, key, organisation, registry });
    }
    write(&path, pins)?;
    Ok(path)
}

/// What the reader confirmed about a registry, as it is kept.
///
/// # Errors
/// Where it cannot be read.
pub(crate) fn about(world: &dyn World, registry: Hash) -> Result<Vec<Kept>, Error> {
    let mut pins = read(world)?.pins;
    pins.retain(|one| one.registry == registry);
    Ok(pins)
}

/// Keeps what was confirmed about a registry on another machine, beside what is kept here.
///
/// # Errors
/// Where it cannot be written.
pub(crate) fn take_in(world: &dyn World, registry: Hash, more: &[Kept]) -> Result<(), Error> {
    let mut pins = read(world)?;
    let is_same = |one: &Kept, other: &Kept| {
        (one.registry, &one.organisation, &one.key)
            == (other.registry, &other.organisation, &other.key)
    };
    let mut more: Vec<Kept> = more.iter().filter(|one| one.registry == registry).cloned().collect();
    more.retain(|one| !pins.pins.iter().any(|other| is_same(one, other)));
    if more.is_empty() {
        return Ok(());
    }
    pins.pins.extend(more);
    write(&path(world).ok_or(MemoryError::NowhereForPins)?, pins)
}

fn write(path: &Path, mut pins: Pins) -> Result<(), Error> {
    pins.pins.sort();
    let bytes = canonical::encode(&pins)?;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    Ok(write_atomic(path, &bytes, 0o600)?)
}
