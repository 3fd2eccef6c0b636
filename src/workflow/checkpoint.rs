//! The log key of this machine, and signing a head with it where no remote decides what is signed next.

use std::path::PathBuf;

use super::append::{Appending, Files};
use super::commit::commit;
use super::error::{Elsewhere, LandError};
use super::open::Opened;
use super::signer::{self, Signer};
use super::{Error, World, signed};
use countersign_core::ledger::State;
use countersign_core::log::Log;
use countersign_git::store::LeftAlone;

/// Where this machine's log key is noted.
pub const LOG_KEY: &str = "countersign.log-key";

/// What was pending and is logged now.
#[derive(Debug)]
pub struct Logged {
    /// How many records.
    pub count: usize,
    /// Files of the work tree that did not follow, because somebody edited them.
    pub left_alone: Vec<LeftAlone>,
}

/// Appends what is pending to the log and signs the new head; nothing where nothing is pending.
///
/// # Errors
/// Where this machine has no log key, a remote decides what is signed next, or another head was signed here.
pub fn sign(world: &mut dyn World, opened: &Opened) -> Result<Option<Logged>, Error> {
    let count = opened.examined.pending.admitted.len();
    if count == 0 {
        return Ok(None);
    }
    if let Some(elsewhere) = decides_elsewhere(opened)? {
        return Err(LandError::Decided(elsewhere).into());
    }
    let key = log_key(world, opened)?.ok_or(LandError::NoLogKey)?;
    let mut files = Files::default();
    let log = Appending::to(world, opened)?;
    log.append(&opened.examined.pending.state, Vec::new(), &key, &mut files)?;
    let checkpoint = files.checkpoint();
    let message = "log: append what was pending\n";
    let committed = commit(world, opened, files.put, files.remove, message)?;
    if let Some(checkpoint) = checkpoint {
        signed::keep(world, opened, &checkpoint)?;
    }
    opened.remember(world, &committed.id);
    Ok(Some(Logged { count, left_alone: committed.left_alone }))
}

/// The log key, where this machine holds it and no remote could still refuse what is written.
pub(super) fn log_key_that_may_sign(
    world: &mut dyn World,
    opened: &Opened,
) -> Result<Option<Signer>, Error> {
    match decides_elsewhere(opened)? {
        Some(_) => Ok(None),
        None => log_key(world, opened),
    }
}

/// The log key that this machine holds.
fn log_key(world: &mut dyn World, opened: &Opened) -> Result<Option<Signer>, Error> {
    match log_key_file(world, opened, &opened.examined.pending.state)? {
        Some(path) => Signer::open(world, &path).map(Some),
        None => Ok(None),
    }
}

/// The file of the log key that this machine holds; `state` says which keys are the log's.
pub(super) fn log_key_file(
    world: &dyn World,
    opened: &Opened,
    state: &State,
) -> Result<Option<PathBuf>, Error> {
    let Some(path) = noted_file(world, opened)? else { return Ok(None) };
    let public = signer::public_of(world, &path)?;
    let root = state.root();
    let is_listed =
        root.is_some_and(|root| root.body.log_keys.iter().any(|key| key.key() == public.ed25519()));
    if is_listed { Ok(Some(path)) } else { Err(LandError::NotLogKey(path).into()) }
}

/// The file that is noted, where it is there.
fn noted_file(world: &dyn World, opened: &Opened) -> Result<Option<PathBuf>, Error> {
    let noted = opened.store.get_config(LOG_KEY)?.map(PathBuf::from);
    Ok(noted.filter(|path| world.path(path).is_file()))
}

/// Where it is decided what is signed next, if not here.
fn decides_elsewhere(opened: &Opened) -> Result<Option<Elsewhere>, Error> {
    let remotes = opened.store.remotes()?;
    let is_announced = opened.examined.announced.is_some();
    let origin = remotes.iter().find(|name| *name == "origin").or(remotes.first());
    let remote = origin.cloned().map(Elsewhere::Remote);
    Ok(remote.or_else(|| is_announced.then_some(Elsewhere::Announced)))
}

/// Whether this machine holds the log's key.
#[must_use]
pub fn holds_log_key(world: &dyn World, opened: &Opened) -> bool {
    noted_file(world, opened).is_ok_and(|file| file.is_some())
}

/// How many entries the log has.
#[must_use]
pub fn log_size(opened: &Opened) -> u64 {
    opened.examined.log.as_ref().map_or(0, Log::size)
}
