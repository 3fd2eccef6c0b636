//! The work tree follows its branch: only the files that changed, and none that somebody edited.
//!
//! Before the branch moves, `countersign/follow` in the git directory notes `REF OLD NEW`.
//! Whoever takes the [`WriteLock`] next finishes what it tells, should the writer have been killed.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use git2::{Index, IndexEntry, IndexTime};
use tempfile::NamedTempFile;

use super::durable::{WAITING_MAX, together};
use super::history::Sides;
use super::index::Step;
use super::object::{Kind, ObjectId};
use super::write::{ignore_absent, place_file};
use super::{StoreError, WriteLock, index, plain};
use crate::directory::sync_folder;
use crate::windows::leads_to_device;
use countersign_core::tree::judge_names;

/// Larger files in the work tree count as edited, in bytes: nothing that we write is as large.
const FILE_BYTES_MAX: u64 = 256 << 20;
/// The note is one line.
const NOTE_BYTES_MAX: u64 = 4 << 10;
/// Largest index that is updated, in bytes: about ten million files.
const INDEX_BYTES_MAX: u64 = 1 << 30;
/// What git calls a plain file.
const FILE_MODE: u32 = 0o100_644;

/// A file of the work tree that did not follow its branch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftAlone {
    /// The file, or `index` for git's own index.
    pub path: String,
    /// Why it was left.
    pub why: String,
}

impl WriteLock<'_> {
    /// Notes that `name` is about to move, and says whether a work tree will have to follow.
    pub(super) fn start_follow(
        &self,
        name: &str,
        old: Option<ObjectId>,
        new: ObjectId,
    ) -> Result<bool, StoreError> {
        let checked_out = self.store.refs.head_branch()?.as_deref() == Some(name);
        if self.store.work_tree.is_none() || !checked_out {
            return Ok(false);
        }
        let path = self.note_path();
        let text = format!("{name} {} {new}\n", old.unwrap_or(ObjectId::ZERO));
        let folder = path.parent().unwrap_or(&path);
        let write =
            fs::create_dir_all(folder).and_then(|()| self.store.replace(&path, text.as_bytes()));
        write.map_err(|why| StoreError::io(&path, why))?;
        Ok(true)
    }

    pub(super) fn stop_follow(&self) -> Result<(), StoreError> {
        let path = self.note_path();
        fs::remove_file(&path).or_else(ignore_absent).map_err(|why| StoreError::io(&path, why))
    }

    /// Does what the note tells, if its move happened, and returns what did not follow.
    pub(super) fn finish_follow(&self) -> Result<Vec<LeftAlone>, StoreError> {
        let path = self.note_path();
        let note = plain::read(&path, NOTE_BYTES_MAX).map_err(|why| StoreError::io(&path, why))?;
        let Some(note) = note else { return Ok(Vec::new()) };
        let text = String::from_utf8_lossy(&note);
        let mut words = text.trim_end().split(' ');
        let mut left_alone = Vec::new();
        if let (Some(name), Some(Ok(old)), Some(Ok(new))) =
            (words.next(), words.next().map(str::parse), words.next().map(str::parse))
            && self.store.refs.head_branch()?.as_deref() == Some(name)
            // A branch that has not moved, or has moved on, is not for us to follow.
            && self.store.refs.find(name)? == Some(new)
            && let Some(work_tree) = &self.store.work_tree
        {
            left_alone = self.follow(work_tree, old, new)?;
        }
        self.stop_follow()?;
        Ok(left_alone)
    }

    fn note_path(&self) -> PathBuf {
        self.store.refs.git_dir.join("countersign").join("follow")
    }

    fn follow(
        &self,
        work_tree: &Path,
        old: ObjectId,
        new: ObjectId,
    ) -> Result<Vec<LeftAlone>, StoreError> {
        let old = Some(old).filter(|old| *old != ObjectId::ZERO);
        let changes = self.store.changes_since(old.as_ref(), &new)?;
        let mut left_alone = Vec::new();
        let mut leave = |path: &str, why| left_alone.push(LeftAlone { path: path.to_owned(), why });
        let mut waiting = Vec::new();
        for (path, sides) in &changes {
            match self.follow_file(work_tree, path, *sides) {
                Ok(new) => waiting.extend(new.map(|new| (path.as_str(), new))),
                Err(why) => leave(path, why),
            }
            if waiting.len() >= WAITING_MAX {
                self.place_all(std::mem::take(&mut waiting), &mut leave);
            }
        }
        self.place_all(waiting, &mut leave);
        if let Err(why) = self.follow_index(work_tree, changes.iter()) {
            left_alone.push(LeftAlone { path: "index".into(), why });
        }
        Ok(left_alone)
    }

    /// Removes a file, or writes it beside its place, where it still is what the branch had.
    fn follow_file(
        &self,
        work_tree: &Path,
        path: &str,
        sides: Sides,
    ) -> Result<Option<New>, String> {
        let place = place(work_tree, path)?;
        let said = |error: io::Error| error.to_string();
        let now = match fs::symlink_metadata(&place) {
            Ok(found) if found.is_file() => {
                let bytes = plain::read(&place, FILE_BYTES_MAX).map_err(said)?;
                bytes.map(|bytes| ObjectId::of(Kind::Blob, &bytes))
            }
            Ok(_) => return Err("it is not a plain file".into()),
            Err(error) if plain::is_absent(&error) => None,
            Err(error) => return Err(said(error)),
        };
        match sides {
            (_, after) if now == after => Ok(None),
            (before, _) if now.is_some() && now != before => Err("it was edited".into()),
            (_, Some(after)) => {
                let bytes = self.store.objects.blob(&after, FILE_BYTES_MAX);
                let bytes = bytes.map_err(|error| error.to_string())?;
                let file = self.store.beside(&bytes).map_err(said)?;
                Ok(Some(New { place, file }))
            }
            (_, None) => {
                fs::remove_file(&place).map_err(said)?;
                // As git does, folders vanish with their last file.
                let folders = place.ancestors().skip(1).take_while(|folder| *folder != work_tree);
                let _ = folders.map(fs::remove_dir).take_while(Result::is_ok).count();
                Ok(None)
            }
        }
    }

    /// Puts files in their places: first all of their bytes are durable, then their names.
    fn place_all(&self, waiting: Vec<(&str, New)>, leave: &mut impl FnMut(&str, String)) {
        let durable = together(&waiting, |(_, new)| new.file.as_file().sync_all());
        let mut named = BTreeMap::new();
        for ((path, new), durable) in waiting.into_iter().zip(durable) {
            let folder = new.place.parent().unwrap_or(&new.place).to_owned();
            let placed = durable
                .and_then(|()| fs::create_dir_all(&folder))
                .and_then(|()| place_file(new.file, &new.place));
            match placed {
                Ok(()) => drop(named.insert(folder, path)),
                Err(why) => leave(path, why.to_string()),
            }
        }
        let named: Vec<_> = named.into_iter().collect();
        let durable = together(&named, |(folder, _)| sync_folder(folder));
        for ((_, path), durable) in named.iter().zip(durable) {
            if let Err(why) = durable {
                leave(path, why.to_string());
            }
        }
    }

    /// Brings git's index along, so that `git status` has nothing to say about what we wrote.
    fn follow_index<'a>(
        &self,
        work_tree: &Path,
        changes: impl Iterator<Item = (&'a String, &'a Sides)>,
    ) -> Result<(), String> {
        let path = self.store.refs.git_dir.join("index");
        let _claim = self.claim(&path).map_err(|error| error.to_string())?;
        let said = |error: io::Error| error.to_string();
        let old = plain::read(&path, INDEX_BYTES_MAX).map_err(said)?;
        let mut steps = BTreeMap::new();
        for (name, (before, after)) in changes {
            let after = after.map(|id| entry(work_tree, name, &id)).transpose();
            let after = after.map_err(|error| error.message().to_owned())?;
            steps.insert(name.as_str(), (*before, after));
        }
        let short = steps.iter().map(|(name, (before, after))| {
            let after = after.as_ref().map(fixed);
            (*name, Step { before: *before, after })
        });
        let new = index::edit(old.as_deref().unwrap_or(index::EMPTY), &short.collect());
        // Like git, which can make it anew, we do not wait until the index has reached the disk.
        let written = match new {
            Some(new) => self.store.replace_soon(&path, |file| new.write(file)),
            None => {
                let new = self.edit_index_slowly(old.as_deref(), steps)?;
                self.store.replace_soon(&path, |file| file.write_all(&new))
            }
        };
        written.map_err(said)
    }

    /// The index by libgit2, which reads every form of it.
    fn edit_index_slowly(
        &self,
        old: Option<&[u8]>,
        steps: BTreeMap<&str, (Option<ObjectId>, Option<IndexEntry>)>,
    ) -> Result<Vec<u8>, String> {
        // libgit2 would leave a lock behind if it were killed, so it works on a copy that nobody else sees.
        let copy = self.store.tmp_folder().join("index");
        let said = |error: io::Error| error.to_string();
        match old {
            Some(bytes) => fs::write(&copy, bytes).map_err(said)?,
            None => fs::remove_file(&copy).or_else(ignore_absent).map_err(said)?,
        }
        let update = || {
            let mut index = Index::open(&copy)?;
            for (name, (before, after)) in steps {
                let staged = index.get_path(Path::new(name), 0);
                let staged = staged.and_then(|entry| entry.id.as_bytes().try_into().ok());
                // What somebody staged differently stays staged.
                if staged != before.as_ref().map(|id| *id.as_bytes()) {
                    continue;
                }
                match after {
                    Some(entry) => index.add(&entry)?,
                    None => index.remove(Path::new(name), 0)?,
                }
            }
            index.write()
        };
        update().map_err(|error: git2::Error| error.message().to_owned())?;
        let new = plain::read(&copy, INDEX_BYTES_MAX).map_err(said)?;
        Ok(new.unwrap_or_default())
    }
}

/// A file that waits beside its place in the work tree.
struct New {
    place: PathBuf,
    file: NamedTempFile,
}

/// An entry as it lies in the index, without its path.
fn fixed(entry: &IndexEntry) -> [u8; index::FIXED_BYTES] {
    let time = |time: &IndexTime| [time.seconds() as u32, time.nanoseconds()];
    let ([ctime, ctime_part], [mtime, mtime_part]) = (time(&entry.ctime), time(&entry.mtime));
    let numbers = [
        ctime,
        ctime_part,
        mtime,
        mtime_part,
        entry.dev,
        entry.ino,
        entry.mode,
        entry.uid,
        entry.gid,
        entry.file_size,
    ];
    let bytes = numbers.iter().flat_map(|number| number.to_be_bytes());
    let mut out = [0; index::FIXED_BYTES];
    for (to, from) in out.iter_mut().zip(bytes.chain(entry.id.as_bytes().iter().copied())) {
        *to = from;
    }
    out
}

/// Where a file lies in the work tree, if no symbolic link on the way leads out of it.
fn place(work_tree: &Path, path: &str) -> Result<PathBuf, String> {
    let mut place = work_tree.to_owned();
    for (i, part) in path.split('/').enumerate() {
        if judge_names(&[part.as_bytes()]).iter().any(Result::is_err) {
            return Err("its name is not allowed".into());
        }
        if leads_to_device(Path::new(part)) {
            return Err("Windows takes its name for a device".into());
        }
        if i > 0
            && let Ok(found) = fs::symlink_metadata(&place)
            && !found.is_dir()
        {
            return Err("what should be its folder is none".into());
        }
        place.push(part);
    }
    Ok(place)
}

fn entry(work_tree: &Path, path: &str, id: &ObjectId) -> Result<IndexEntry, git2::Error> {
    let mut entry = IndexEntry {
        ctime: IndexTime::new(0, 0),
        mtime: IndexTime::new(0, 0),
        dev: 0,
        ino: 0,
        mode: FILE_MODE,
        uid: 0,
        gid: 0,
        file_size: 0,
        id: git2::Oid::from_bytes(id.as_bytes())?,
        flags: 0,
        flags_extended: 0,
        path: path.as_bytes().to_vec(),
    };
    if let Ok(found) = fs::symlink_metadata(work_tree.join(path))
        && plain::read(&work_tree.join(path), FILE_BYTES_MAX)
            .is_ok_and(|bytes| bytes.is_some_and(|bytes| ObjectId::of(Kind::Blob, &bytes) == *id))
    {
        note_file(&mut entry, &found);
    }
    Ok(entry)
}

/// What git compares before it looks into a file; it keeps only the lower 32 bits.
#[cfg(unix)]
fn note_file(entry: &mut IndexEntry, found: &fs::Metadata) {
    use std::os::unix::fs::MetadataExt as _;
    let low = |number: u64| u32::try_from(number & u64::from(u32::MAX)).unwrap_or_default();
    let time = |seconds: i64, nanoseconds: i64| {
        IndexTime::new(
            i32::try_from(seconds).unwrap_or_default(),
            u32::try_from(nanoseconds).unwrap_or_default(),
        )
    };
    entry.ctime = time(found.ctime(), found.ctime_nsec());
    entry.mtime = time(found.mtime(), found.mtime_nsec());
    entry.dev = low(found.dev());
    entry.ino = low(found.ino());
    entry.uid = found.uid();
    entry.gid = found.gid();
    entry.file_size = low(found.len());
}

/// Elsewhere git looks into the file itself once.
#[cfg(not(unix))]
fn note_file(_: &mut IndexEntry, _: &fs::Metadata) {}
