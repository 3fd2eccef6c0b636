//! What the log key on this machine signed last: it never signs a second history.
//!
//! The newest checkpoint that was signed and committed here is kept, for each registry, in the state directory;
//! `core` continues no log that does not go on from it.

use std::path::PathBuf;

use super::error::{LandError, MemoryError};
use super::open::Opened;
use super::{Error, World, cache};
use countersign_core::checkpoint::Checkpoint;
use countersign_core::log::{AppendError, Continuation, Rewound};
use countersign_core::note::Note;
use countersign_git::directory::write_atomic;
use countersign_git::store::StoreError;

/// Largest note of what was signed, in bytes.
const SIGNED_BYTES_MAX: u64 = 4096;

/// The log as it may be continued: it was compared with what was signed here last.
pub(super) fn continuation<'a>(
    world: &dyn World,
    opened: &'a Opened,
) -> Result<Continuation<'a>, Error> {
    let last = file(world, opened).and_then(|path| read(&path));
    let (log, announced) = (opened.examined.log.as_ref(), opened.examined.announced.as_ref());
    Continuation::of(&opened.snapshot, log, last, announced)
        .map_err(|rewound| moved_or_rewound(opened, rewound))
}

fn moved_or_rewound(opened: &Opened, rewound: Rewound) -> Error {
    match opened.store.head() {
        Ok(head) if head != opened.commit => match opened.branch() {
            Ok(branch) => {
                let (want, got) = (Some(opened.commit), Some(head));
                StoreError::Moved { branch, want, got }.into()
            }
            Err(error) => error,
        },
        Ok(_) => {
            let Rewound { size, signed } = rewound;
            MemoryError::Rewound { size, signed }.into()
        }
        Err(error) => error.into(),
    }
}

/// Why a log could not be appended to.
pub(super) fn refused(error: AppendError) -> Error {
    match error {
        AppendError::SignedBefore { signed } => MemoryError::SignedBefore { signed }.into(),
        error => LandError::Append(error.into()).into(),
    }
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

/// The note of the newest head that was signed here, where there is one.
pub(super) fn last(world: &dyn World, opened: &Opened) -> Option<String> {
    let path = file(world, opened)?;
    read(&path)?;
    String::from_utf8(cache::read(&path, SIGNED_BYTES_MAX)?).ok()
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
