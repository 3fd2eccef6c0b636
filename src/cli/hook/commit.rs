//! What is about to be committed in a clone: it must verify, and hold no private key.

use std::path::{Path, PathBuf};

use super::refuse;
use crate::failure::{Failure, Stop};
use crate::session::Session;
use countersign_core::escape;
use countersign_core::key::private;
use countersign_core::layout;
use countersign_core::tree::{Portions, Source as _};
use countersign_core::verify::pipeline::{self, Scope};
use countersign_git::store::{Staged, Store, StoreError};
use countersign_speech::locale::message;
use countersign_workflow::open;

pub(super) fn run(session: &mut Session) -> Result<u8, Failure> {
    let store = Store::open(&session.environment.directory)?;
    let index = session.environment.variable("GIT_INDEX_FILE").map(PathBuf::from);
    let index = index.map_or_else(|| store.index(), |path| session.path(&path));
    let staged = store.staged(&index)?;
    let head = match store.head() {
        Ok(head) => Some(head),
        Err(StoreError::Revision { .. }) => None,
        Err(error) => return Err(error.into()),
    };
    let changed = store.staged_changes(&staged, head.as_ref())?;
    no_private_key(&store, &staged, &changed)?;
    let files = &staged.snapshot.listing().files;
    let is_registry =
        files.contains_key(layout::CHECKPOINT) || files.contains_key(layout::FIRST_RECORD);
    if !is_registry {
        return Ok(0);
    }
    let landed = || {
        let mut landed = head.map_or_else(Vec::new, |head| open::landed(&store, head));
        landed.push(changed.clone());
        landed
    };
    let parts = Portions::of(&staged.snapshot, &layout::is_statement);
    let examined = pipeline::begin(&parts, Scope::default(), &landed).examine();
    refuse(&examined, "this commit is refused: what is staged does not verify")?;
    Ok(0)
}

/// Whoever commits a private key has given it away.
fn no_private_key(store: &Store, staged: &Staged, changed: &[String]) -> Result<(), Failure> {
    for path in changed {
        let Some(id) = staged.files.get(path) else { continue };
        // Whatever is larger, or cannot be read, is no key file.
        let Ok(bytes) = store.content(id, private::PRIVATE_FILE_BYTES_MAX as u64) else { continue };
        if private::holds_private_key(&bytes) {
            let name = escape::terminal(path).to_string();
            return Err(Failure::new(Stop::Refused, message::failure_commit_private(&name))
                .why(message::failure_commit_private_why())
                .attempt(format!("git rm --cached {}", Path::new(&name).display())));
        }
    }
    Ok(())
}
