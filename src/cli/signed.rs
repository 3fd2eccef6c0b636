//! What the log key on this machine signed last: it never signs a second history.
//!
//! A branch can be rewound, and a log that went on from there would have two checkpoints of one size.
//! So the size and root of the newest checkpoint that was signed and committed here are kept, for each registry,
//! in the state directory, and a head that does not reach them is not continued.

use std::path::PathBuf;

use super::failure::{Failure, Stop};
use super::open::Opened;
use super::session::Session;
use crate::checkpoint::Checkpoint;
use crate::directory::write_atomic;
use crate::layout;
use crate::locale::sentence;
use crate::note::Note;
use crate::store::StoreError;

/// Largest note of what was signed, in bytes.
const SIGNED_BYTES_MAX: u64 = 4096;

/// Refuses to continue a log that was longer, or another one, when this machine signed it last.
pub(crate) fn check(session: &Session, opened: &Opened) -> Result<(), Failure> {
    let Some(last) = file(session, opened).and_then(|path| read(&path)) else { return Ok(()) };
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
    let what = sentence("failure-rewound", &[("size", log.size().to_string().into())]);
    Err(Failure::new(Stop::Refused, what)
        .why(sentence("failure-rewound-why", &[("size", last.size().to_string().into())]))
        .attempt(sentence("failure-rewound-try", &[])))
}

/// Refuses to sign a head beside another one of the same or a larger size that was signed here.
pub(crate) fn check_head(
    session: &Session,
    opened: &Opened,
    head: &Checkpoint,
) -> Result<(), Failure> {
    check(session, opened)?;
    let Some(last) = file(session, opened).and_then(|path| read(&path)) else { return Ok(()) };
    if last.size() < head.size() || last == *head {
        return Ok(());
    }
    Err(Failure::new(
        Stop::Refused,
        sentence("failure-signed-before", &[("size", last.size().to_string().into())]),
    )
    .why(sentence("failure-signed-before-why", &[]))
    .attempt("countersign compare, with another clone, to see what became of the remote"))
}

/// Keeps the checkpoint that was signed and committed; where there is no state directory, nothing is kept.
pub(crate) fn keep(session: &Session, opened: &Opened, checkpoint: &[u8]) -> Result<(), Failure> {
    let Some(path) = file(session, opened) else { return Ok(()) };
    let size = |bytes: &[u8]| Some(parse(bytes)?.size());
    if read(&path).map(|last| last.size()) > size(checkpoint) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    Ok(write_atomic(&path, checkpoint, 0o600)?)
}

fn file(session: &Session, opened: &Opened) -> Option<PathBuf> {
    let state = session.environment.own_folder("XDG_STATE_HOME", ".local/state")?;
    let id = opened.examined.replayed.state.registry()?;
    Some(state.join("signed").join(id.to_string()))
}

fn read(path: &std::path::Path) -> Option<Checkpoint> {
    parse(&super::known::read(path, SIGNED_BYTES_MAX)?)
}

fn parse(bytes: &[u8]) -> Option<Checkpoint> {
    Note::parse(bytes).ok()?.text().parse().ok()
}

/// Where the new checkpoint lies among the files of an append.
pub(crate) fn of<V: Clone>(put: &std::collections::BTreeMap<String, V>) -> Option<V> {
    put.get(layout::CHECKPOINT).cloned()
}
