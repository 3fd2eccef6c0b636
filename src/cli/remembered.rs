//! Where a verifier keeps what it saw: one file for each origin, in the state directory.
//!
//! A file is replaced whole, under a lock, and never by an older head.

use std::fs::File;
use std::path::PathBuf;

use super::failure::{Failure, Stop};
use super::session::Session;
use crate::canonical;
use crate::digest::Hash;
use crate::directory::write_atomic;
use crate::locale::sentence;
use crate::speech;
use crate::verify::Examined;
use crate::verify::finding::Finding;
use crate::verify::memory::{Looked, Seen};

/// Largest file that is read, in bytes: a name and an origin have at most 2,000 each.
const SEEN_BYTES_MAX: usize = 16 * 1024;
/// Largest file with a size, in bytes: as many digits as a size has.
const SIZE_BYTES_MAX: u64 = 20;

fn folder(session: &Session) -> Option<PathBuf> {
    Some(session.environment.own_folder("XDG_STATE_HOME", ".local/state")?.join("seen"))
}

fn file(session: &Session, origin: &str) -> Option<PathBuf> {
    Some(folder(session)?.join(format!("{}.json", Hash::of(origin.as_bytes()))))
}

/// Whether there is a place to remember anything.
pub(crate) fn is_possible(session: &Session) -> bool {
    folder(session).is_some()
}

/// What was seen of an origin.
pub(crate) fn recall(session: &Session, origin: &str) -> Result<Option<Seen>, Failure> {
    let Some(path) = file(session, origin).filter(|path| path.exists()) else { return Ok(None) };
    let unreadable = |why: String| {
        Failure::new(Stop::Error, sentence("failure-seen-unread", &[]))
            .why(format!("{}: {why}", path.display()))
            .attempt(sentence("failure-move-seen", &[("file", path.display().to_string().into())]))
    };
    let bytes = super::known::read(&path, SEEN_BYTES_MAX as u64)
        .ok_or_else(|| unreadable("it is no plain file, or too large".to_owned()))?;
    let seen: Seen =
        canonical::decode(&bytes, SEEN_BYTES_MAX).map_err(|error| unreadable(error.to_string()))?;
    if seen.origin != origin {
        return Err(unreadable("it is about another origin".to_owned()));
    }
    Ok(Some(seen))
}

/// What there is to say about the newest state here after what was seen before; nothing where it goes on from that.
pub(crate) fn finding(session: &Session, examined: &Examined) -> Result<Option<Finding>, Failure> {
    let Some(seen) = Seen::of(examined, session.now()) else { return Ok(None) };
    let before = recall(session, &seen.origin)?;
    Ok(before.and_then(|before| before.judge(examined, Looked::Head)))
}

/// Refuses what `verify` calls broken because something else was seen before.
pub(crate) fn check_follows(session: &Session, examined: &Examined) -> Result<(), Failure> {
    match finding(session, examined)? {
        None => Ok(()),
        Some(finding) => Err(Failure::new(Stop::Broken, sentence("failure-not-seen-before", &[]))
            .why(speech::finding(&finding).message)
            .attempt("countersign verify")),
    }
}

/// Remembers a head that was not broken; another process may have seen a newer one meanwhile.
pub(crate) fn keep(session: &Session, seen: &Seen) -> Result<(), Failure> {
    let (Some(folder), Some(path)) = (folder(session), file(session, &seen.origin)) else {
        return Ok(());
    };
    std::fs::create_dir_all(&folder)?;
    let lock = File::create(folder.join("lock"))?;
    lock.lock()?;
    let before = recall(session, &seen.origin)?;
    let since = match &before {
        Some(before) if before.registry != seen.registry || before.size >= seen.size => {
            return Ok(());
        }
        Some(before) => before.since,
        None => seen.since,
    };
    let bytes = canonical::encode(&Seen { since, ..seen.clone() })
        .map_err(|error| Failure::new(Stop::Error, error))?;
    Ok(write_atomic(&path, &bytes, 0o600)?)
}

/// The size that a log had when something was last done with it, as far as is known here.
pub(crate) fn size(session: &Session, what: &str, subject: &str) -> u64 {
    let read = || {
        let bytes = super::known::read(&size_file(session, what, subject)?, SIZE_BYTES_MAX)?;
        crate::name::number(std::str::from_utf8(&bytes).ok()?).ok()
    };
    // Whoever knows nothing begins at the beginning.
    read().unwrap_or(0)
}

/// Remembers it.
pub(crate) fn keep_size(
    session: &Session,
    what: &str,
    subject: &str,
    size: u64,
) -> Result<(), Failure> {
    let Some(path) = size_file(session, what, subject) else { return Ok(()) };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    Ok(write_atomic(&path, size.to_string().as_bytes(), 0o600)?)
}

fn size_file(session: &Session, what: &str, subject: &str) -> Option<PathBuf> {
    let state = session.environment.own_folder("XDG_STATE_HOME", ".local/state")?;
    Some(state.join(what).join(Hash::of(subject.as_bytes()).to_string()))
}
