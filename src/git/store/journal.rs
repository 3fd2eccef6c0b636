//! The last steps of a rewriting, which a kill may interrupt and the next writer finishes.

use std::fs;
use std::path::{Path, PathBuf};

use super::gone::Gone;
use super::object::ObjectId;
use super::rewrite::Rewritten;
use super::write::ignore_absent;
use super::{StoreError, WriteLock, plain, refs};
use crate::directory::sync_folder;

/// Longest note of a rewriting, in bytes: about half a million references.
const NOTE_BYTES_MAX: u64 = 64 << 20;
/// What git keeps of earlier states and of messages, besides its logs of references.
const LEFTOVERS: [&str; 5] =
    ["ORIG_HEAD", "FETCH_HEAD", "COMMIT_EDITMSG", "MERGE_MSG", "SQUASH_MSG"];

/// A reference, where it is, and where it goes; to nothing where it is deleted.
pub(super) type Move = (String, ObjectId, ObjectId);

impl WriteLock<'_> {
    /// Notes what moves, and what must not come back: from here on the rewriting will be finished.
    pub(super) fn decide(&self, moves: &[Move], gone: &[Gone]) -> Result<(), StoreError> {
        let path = self.rewrite_path();
        let moves = moves.iter().map(|(name, old, new)| format!("{name} {old} {new}\n"));
        let text: String = gone.iter().map(Gone::line).chain(moves).collect();
        self.store.replace(&path, text.as_bytes()).map_err(|why| StoreError::io(&path, why))
    }

    /// Does what the note tells, where there is one.
    pub(super) fn finish_rewrite(&self) -> Result<Option<Rewritten>, StoreError> {
        let path = self.rewrite_path();
        let note = plain::read(&path, NOTE_BYTES_MAX).map_err(|why| StoreError::io(&path, why))?;
        let Some(note) = note else { return Ok(None) };
        let text = String::from_utf8_lossy(&note);
        self.note_gone(text.lines().filter_map(Gone::parse).collect())?;
        for line in text.lines() {
            let mut words = line.split(' ');
            if let (Some(name), Some(Ok(old)), Some(Ok(new))) =
                (words.next(), words.next().map(str::parse), words.next().map(str::parse))
            {
                self.move_on(name, old, new)?;
            }
        }
        let mut done = Rewritten::default();
        self.forget_logs(&mut done);
        match self.prune(None) {
            Ok(pruned) => {
                done.removed = pruned.removed;
                done.kept.extend(pruned.kept);
            }
            // What moved has moved; that something could not be removed is said and keeps nobody from writing.
            Err(error) => done.kept.push(format!("objects that nothing names any more: {error}")),
        }
        fs::remove_file(&path).or_else(ignore_absent).map_err(|why| StoreError::io(&path, why))?;
        Ok(Some(done))
    }

    fn rewrite_path(&self) -> PathBuf {
        self.store.refs.common_dir.join("countersign").join("rewrite")
    }

    /// A reference that is still where it was moves; one that somebody else moved meanwhile stays.
    fn move_on(&self, name: &str, old: ObjectId, new: ObjectId) -> Result<(), StoreError> {
        refs::check_name(name)?;
        if self.store.refs.find(name)? != Some(old) {
            return Ok(());
        }
        if new == ObjectId::ZERO {
            self.delete_reference(name, old)
        } else {
            self.move_reference(name, Some(old), new)
        }
    }

    /// Git's logs of references name the commits that went, and its notes may say their messages.
    fn forget_logs(&self, done: &mut Rewritten) {
        let git_dir = &self.store.refs.git_dir;
        let forgotten = |path: &Path, result: std::io::Result<()>| {
            let result = result.or_else(ignore_absent);
            result.err().map(|why| format!("{}: {why}", path.display()))
        };
        let logs = git_dir.join("logs");
        done.kept.extend(forgotten(&logs, fs::remove_dir_all(&logs)));
        for name in LEFTOVERS {
            let path = git_dir.join(name);
            done.kept.extend(forgotten(&path, fs::remove_file(&path)));
        }
        let _ = sync_folder(git_dir);
    }
}
