//! One writer at a time: objects, then the branch, then the work tree.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use tempfile::NamedTempFile;

use super::edit::{Written, refuse};
use super::follow::LeftAlone;
use super::object::{Kind, ObjectId};
use super::rewrite::Rewritten;
use super::{Store, StoreError, plain, refs};
use crate::directory::sync_folder;
use countersign_core::tree::judge_names;

/// How often a writer knocks before it gives up: ten seconds in all.
const LOCK_TRIES: u32 = 200;
const LOCK_PAUSE: Duration = Duration::from_millis(50);
/// How often git's own locks are tried: git holds them for milliseconds.
const GIT_LOCK_TRIES: u32 = 20;
/// What our locks say inside, so that one left by a killed process is known.
const CLAIM: &[u8] = b"countersign\n";
const CLAIM_BYTES_MAX: u64 = 1 << 10;

/// Who a commit says made it: a hint for people, never evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// Name, without angle brackets.
    pub name: String,
    /// Address, without angle brackets.
    pub email: String,
}

/// One commit to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The branch that moves, such as `main`.
    pub branch: String,
    /// Where the branch is now; none where it is to be made.
    pub expected: Option<ObjectId>,
    /// The commit whose files this change starts from; none for an empty tree.
    pub base: Option<ObjectId>,
    /// What the commit continues.
    pub parents: Vec<ObjectId>,
    /// Files to write, by path with `/`.
    pub put: BTreeMap<String, Vec<u8>>,
    /// Files to remove; a path that is not there is no error.
    pub remove: BTreeSet<String>,
    /// What the commit says.
    pub message: String,
    /// Who makes it; author and committer alike.
    pub author: Author,
    /// When, in seconds since 1970.
    pub unix_seconds: i64,
}

/// A commit that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committed {
    /// Its id.
    pub id: ObjectId,
    /// Files of the work tree that did not follow, because somebody edited them.
    pub left_alone: Vec<LeftAlone>,
}

/// The right to write, held until dropped.
pub struct WriteLock<'store> {
    pub(super) store: &'store Store,
    repaired: Vec<LeftAlone>,
    rewritten: Option<Rewritten>,
    _file: File,
}

impl Store {
    /// Waits up to ten seconds for the right to write, and finishes what a killed writer left.
    ///
    /// # Errors
    /// [`StoreError::Busy`] where another process keeps it, or where the system refuses.
    pub fn lock(&self) -> Result<WriteLock<'_>, StoreError> {
        self.lock_within(LOCK_TRIES)
    }

    /// As [`Store::lock`], with so many tries, 50 ms apart.
    ///
    /// # Errors
    /// [`StoreError::Busy`] where another process keeps it, or where the system refuses.
    pub fn lock_within(&self, tries: u32) -> Result<WriteLock<'_>, StoreError> {
        let folder = self.own_folder();
        let path = folder.join("lock");
        let tmp = self.tmp_folder();
        fs::create_dir_all(&tmp).map_err(|why| StoreError::io(&tmp, why))?;
        let file = File::options().create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(|why| StoreError::io(&path, why))?;
        for try_number in 1_u32.. {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::Error(why)) => return Err(StoreError::io(&path, why)),
                Err(TryLockError::WouldBlock) if try_number >= tries => {
                    return Err(StoreError::Busy { path });
                }
                Err(TryLockError::WouldBlock) => thread::sleep(LOCK_PAUSE),
            }
        }
        clear(&tmp).map_err(|why| StoreError::io(&tmp, why))?;
        let claim = folder.join("claim");
        if plain::read(&claim, CLAIM_BYTES_MAX).ok().flatten().as_deref() != Some(CLAIM) {
            self.replace(&claim, CLAIM).map_err(|why| StoreError::io(&claim, why))?;
        }
        let mut lock =
            WriteLock { store: self, repaired: Vec::new(), rewritten: None, _file: file };
        lock.repaired = lock.finish_follow()?;
        lock.rewritten = lock.finish_rewrite()?;
        Ok(lock)
    }

    /// The folder for our own files in the git directory.
    fn own_folder(&self) -> PathBuf {
        self.refs.common_dir.join("countersign")
    }

    pub(super) fn tmp_folder(&self) -> PathBuf {
        self.own_folder().join("tmp")
    }

    /// Writes a file of the git directory or work tree whole or not at all, and makes it durable.
    pub(super) fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let file = self.beside(bytes)?;
        file.as_file().sync_all()?;
        place_file(file, path)?;
        sync_folder(path.parent().unwrap_or(path))
    }

    /// The same for a file that can be made anew, should the machine lose power: nothing waits for the disk.
    pub(super) fn replace_soon(
        &self,
        path: &Path,
        write: impl FnOnce(&mut File) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut file = self.beside(b"")?;
        write(file.as_file_mut())?;
        place_file(file, path)
    }

    /// A file that has no place yet; its bytes are not durable.
    pub(super) fn beside(&self, bytes: &[u8]) -> io::Result<NamedTempFile> {
        let mut file = tempfile::Builder::new().tempfile_in(self.tmp_folder())?;
        crate::directory::set_mode(file.as_file(), 0o644)?;
        file.write_all(bytes)?;
        Ok(file)
    }
}

/// Puts a file in its place.
pub(super) fn place_file(file: NamedTempFile, path: &Path) -> io::Result<()> {
    match crate::windows::persist(file, path) {
        Ok(()) => Ok(()),
        // A linked work tree may lie on another disk.
        Err(error) if error.error.kind() == io::ErrorKind::CrossesDevices => {
            let bytes = fs::read(error.file.path())?;
            crate::directory::write_atomic(path, &bytes, 0o644).map_err(|error| error.why)
        }
        Err(error) => Err(error.error),
    }
}

impl WriteLock<'_> {
    /// Files that did not follow when this lock finished what a killed writer left.
    #[must_use]
    pub fn repaired(&self) -> &[LeftAlone] {
        &self.repaired
    }

    /// What this lock took out of history, where it finished a rewriting that was killed.
    #[must_use]
    pub const fn rewritten(&self) -> Option<&Rewritten> {
        self.rewritten.as_ref()
    }

    /// Makes one commit, moves its branch to it, and lets the work tree follow where that branch is checked out.
    ///
    /// # Errors
    /// [`StoreError::Moved`] where the branch is not where it was expected; then nothing has changed.
    pub fn commit(&self, change: &Change) -> Result<Committed, StoreError> {
        let id = self.write(change)?;
        self.advance(&change.branch, change.expected, id, change)
    }

    /// Makes one commit that no branch names yet.
    ///
    /// # Errors
    /// Where the change cannot be written.
    pub fn write(&self, change: &Change) -> Result<ObjectId, StoreError> {
        check(change)?;
        let mut written = Written::new(self.store);
        let base = change.base.map(|base| self.store.commit_at(&base)).transpose()?;
        let mut edits = BTreeMap::new();
        for (path, bytes) in &change.put {
            edits.insert(path.as_str(), Some(written.put(Kind::Blob, bytes)?));
        }
        edits.extend(change.remove.iter().map(|path| (path.as_str(), None)));
        let edits = edits.into_iter().collect();
        let tree = written.edit("", base.map(|base| base.tree), edits)?;
        let tree = tree.map_or_else(|| written.put(Kind::Tree, b""), Ok)?;
        let id = written.put(Kind::Commit, commit_text(change, &tree).as_bytes())?;
        written.sync()?;
        Ok(id)
    }

    /// Moves a branch to a commit that is here, and lets the work tree follow where that branch is checked out.
    pub(super) fn advance(
        &self,
        branch: &str,
        expected: Option<ObjectId>,
        id: ObjectId,
        change: &Change,
    ) -> Result<Committed, StoreError> {
        let name = format!("refs/heads/{branch}");
        let follows = self.start_follow(&name, expected, id)?;
        if let Err(error) = self.move_branch(branch, expected, id) {
            self.stop_follow()?;
            return Err(error);
        }
        self.note_move(&name, change, id, follows);
        let left_alone = if follows { self.finish_follow()? } else { Vec::new() };
        Ok(Committed { id, left_alone })
    }

    /// Deletes a branch that still is where it is expected.
    ///
    /// # Errors
    /// [`StoreError::Moved`] where it is not, or where it is checked out.
    pub fn delete_branch(&self, branch: &str, expected: ObjectId) -> Result<(), StoreError> {
        let name = format!("refs/heads/{branch}");
        refs::check_name(&name)?;
        if self.store.head_branch()?.as_deref() == Some(branch) {
            return Err(StoreError::Reference { name, why: "it is checked out".into() });
        }
        self.delete_reference(&name, expected)
    }

    /// Deletes a reference that still is where it is expected.
    pub(super) fn delete_reference(
        &self,
        name: &str,
        expected: ObjectId,
    ) -> Result<(), StoreError> {
        let refs = &self.store.refs;
        if refs.find(name)? != Some(expected) {
            return Err(moved(name, Some(expected), refs.find(name)?));
        }
        let path = refs.path(name);
        let folder = path.parent().unwrap_or(&path);
        // Where the branch is packed, there need not be a folder to put the lock in.
        fs::create_dir_all(folder).map_err(|why| StoreError::io(folder, why))?;
        let claim = self.claim(&path)?;
        let got = refs.find(name)?;
        if got != Some(expected) {
            return Err(moved(name, Some(expected), got));
        }
        // First where it is packed: otherwise a kill in between would bring an older value back.
        self.unpack(name)?;
        let removed = fs::remove_file(&path).or_else(ignore_absent);
        removed.map_err(|why| StoreError::io(&path, why))?;
        sync_folder(folder).map_err(|why| StoreError::io(folder, why))?;
        drop(claim);
        // Folders vanish with their last branch; its log is a convenience of git's.
        let kinds = refs.common_dir.join("refs");
        let is_kind = |folder: &&Path| folder.parent() != Some(&kinds) && **folder != kinds;
        let folders = path.ancestors().skip(1).take_while(is_kind);
        let _ = folders.map(fs::remove_dir).take_while(Result::is_ok).count();
        let _ = fs::remove_file(refs.common_dir.join("logs").join(name));
        Ok(())
    }

    fn unpack(&self, name: &str) -> Result<(), StoreError> {
        let path = self.store.refs.packed_path();
        if !self.store.refs.packed()?.contains_key(name) {
            return Ok(());
        }
        let _claim = self.claim(&path)?;
        let text = fs::read_to_string(&path).map_err(|why| StoreError::io(&path, why))?;
        let mut kept = String::new();
        let mut dropping = false;
        for line in text.lines() {
            // A line that starts with ^ belongs to the line above it.
            dropping =
                if line.starts_with('^') { dropping } else { line.split(' ').nth(1) == Some(name) };
            if !dropping || line.starts_with('#') {
                kept.push_str(line);
                kept.push('\n');
            }
        }
        self.store.replace(&path, kept.as_bytes()).map_err(|why| StoreError::io(&path, why))
    }

    fn move_branch(
        &self,
        branch: &str,
        expected: Option<ObjectId>,
        new: ObjectId,
    ) -> Result<(), StoreError> {
        let name = format!("refs/heads/{branch}");
        if expected.is_none() {
            self.refuse_nested(branch, &name)?;
        }
        self.move_reference(&name, expected, new)
    }

    /// Moves a reference that still is where it is expected.
    pub(super) fn move_reference(
        &self,
        name: &str,
        expected: Option<ObjectId>,
        new: ObjectId,
    ) -> Result<(), StoreError> {
        let refs = &self.store.refs;
        let path = refs.path(name);
        let folder = path.parent().unwrap_or(&path);
        fs::create_dir_all(folder).map_err(|why| StoreError::io(folder, why))?;
        let _claim = self.claim(&path)?;
        let got = refs.find(name)?;
        if got != expected {
            return Err(moved(name, expected, got));
        }
        remove_empty(&path);
        let text = format!("{new}\n");
        self.store.replace(&path, text.as_bytes()).map_err(|why| StoreError::io(&path, why))
    }

    fn refuse_nested(&self, branch: &str, name: &str) -> Result<(), StoreError> {
        let nested = |other: &str| StoreError::NestedBranch {
            branch: branch.to_owned(),
            other: other.trim_start_matches("refs/heads/").to_owned(),
        };
        for (at, _) in name.match_indices('/').skip(2) {
            let other = name.get(..at).unwrap_or_default();
            if self.store.refs.find(other)?.is_some() {
                return Err(nested(other));
            }
        }
        match self.store.refs.below(&format!("{name}/"))?.into_keys().next() {
            Some(other) => Err(nested(&other)),
            None => Ok(()),
        }
    }

    /// Takes git's lock for a file. One that a killed process of ours left is taken over:
    /// whoever holds the [`WriteLock`] knows that no other is alive.
    pub(super) fn claim(&self, path: &Path) -> Result<Claim, StoreError> {
        let mut name = path.as_os_str().to_owned();
        name.push(".lock");
        let path = PathBuf::from(name);
        for _ in 0..GIT_LOCK_TRIES {
            match fs::hard_link(self.store.own_folder().join("claim"), &path) {
                Ok(()) => return Ok(Claim(path)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(why) => return Err(StoreError::io(&path, why)),
            }
            if plain::read(&path, CLAIM_BYTES_MAX).ok().flatten().as_deref() == Some(CLAIM) {
                return Ok(Claim(path));
            }
            thread::sleep(LOCK_PAUSE);
        }
        Err(StoreError::Busy { path })
    }

    /// Adds a line to git's log of references; only people read it, so that it may fail.
    fn note_move(&self, name: &str, change: &Change, new: ObjectId, is_head: bool) {
        if self.store.work_tree.is_none() {
            return;
        }
        let old = change.expected.unwrap_or(ObjectId::ZERO);
        let subject = change.message.lines().next().unwrap_or_default();
        let line = format!("{old} {new} {}\tcommit: {subject}\n", signature(change));
        let refs = &self.store.refs;
        let own = refs.git_dir.join("logs").join("HEAD");
        let shared = refs.common_dir.join("logs").join(name);
        for path in [Some(shared), is_head.then_some(own)].into_iter().flatten() {
            let _ = path.parent().map(fs::create_dir_all);
            let file = File::options().create(true).append(true).open(path);
            let _ = file.and_then(|mut file| file.write_all(line.as_bytes()));
        }
    }
}

/// One of git's lock files, removed when dropped.
pub(super) struct Claim(PathBuf);

impl Drop for Claim {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

fn check(change: &Change) -> Result<(), StoreError> {
    refs::check_name(&format!("refs/heads/{}", change.branch))?;
    for path in change.put.keys().chain(&change.remove) {
        let bad = |part: &str| judge_names(&[part.as_bytes()]).iter().any(Result::is_err);
        if path.split('/').any(bad) {
            return Err(refuse(path, "not the path of a plain file"));
        }
    }
    if let Some(path) = change.remove.iter().find(|path| change.put.contains_key(*path)) {
        return Err(refuse(path, "both put and removed"));
    }
    let unfit = |text: &str| text.trim().is_empty() || text.contains(['<', '>', '\n', '\0']);
    if unfit(&change.author.name) || unfit(&change.author.email) {
        return Err(refuse("author", "want a name and an address without brackets and lines"));
    }
    if change.message.trim().is_empty() || change.message.contains('\0') {
        return Err(refuse("message", "want text"));
    }
    if change.unix_seconds < 0 {
        return Err(refuse("time", "want seconds since 1970"));
    }
    Ok(())
}

fn commit_text(change: &Change, tree: &ObjectId) -> String {
    let parents: String = change.parents.iter().map(|id| format!("parent {id}\n")).collect();
    let who = signature(change);
    let message = change.message.trim_end();
    format!("tree {tree}\n{parents}author {who}\ncommitter {who}\n\n{message}\n")
}

fn signature(change: &Change) -> String {
    let Author { name, email } = &change.author;
    format!("{} <{}> {} +0000", name.trim(), email.trim(), change.unix_seconds)
}

fn moved(name: &str, want: Option<ObjectId>, got: Option<ObjectId>) -> StoreError {
    let branch = name.strip_prefix("refs/heads/").unwrap_or(name).to_owned();
    StoreError::Moved { branch, want, got }
}

/// Removes empty folders that longer branch names left behind, the innermost first.
fn remove_empty(folder: &Path) {
    for inner in fs::read_dir(folder).into_iter().flatten().flatten() {
        if inner.file_type().is_ok_and(|kind| kind.is_dir()) {
            remove_empty(&inner.path());
        }
    }
    // A folder that is not empty, or a file, stays.
    let _ = fs::remove_dir(folder);
}

fn clear(folder: &Path) -> io::Result<()> {
    for file in fs::read_dir(folder)? {
        fs::remove_file(file?.path()).or_else(ignore_absent)?;
    }
    Ok(())
}

pub(super) fn ignore_absent(error: io::Error) -> io::Result<()> {
    if plain::is_absent(&error) { Ok(()) } else { Err(error) }
}
