//! A registry as a backup has it, in a new folder, with what was private, seen and signed.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::content::{CONTENT_BYTES_MAX, Content, TYPE};
use super::tar::{self, Held};
use super::{BUNDLE, CONTENT, KEY_BYTES_MAX, KeyFile, PRIVATE, Role, SETTINGS};
use crate::contacts::{self, HANDOVER_BYTES_MAX, Handover, TakenIn};
use crate::error::{BackupError, FileError, FileFault};
use crate::open::{self, Opened};
use crate::{Error, World, commit, git, heads, pins, private, seen, signed};
use countersign_core::canonical;
use countersign_core::digest::Hash;
use countersign_core::time::Timestamp;
use countersign_core::verify::memory::Seen;
use countersign_git::store::{ObjectId, Store, WriteLock};

/// What a restored branch's log says in git.
const NOTE: &str = "restore: from a backup\n";

/// What was restored.
#[derive(Debug)]
pub struct Restored {
    /// Which registry.
    pub registry: Hash,
    /// When the backup was made.
    pub made_at: Timestamp,
    /// How many branches.
    pub branches: usize,
    /// How many organisations there are contacts of now.
    pub contacts: usize,
    /// What of the private notes is new on this machine.
    pub taken: TakenIn,
    /// The private keys, where they lie now.
    pub keys: Vec<KeyFile>,
    /// The names of remotes.
    pub remotes: Vec<String>,
    /// Whether this machine has seen more of this registry than the backup has.
    pub is_behind: bool,
}

/// A backup that was opened.
struct Backup {
    tar: File,
    held: Vec<Held>,
}

/// Makes a registry from a backup, in a folder that is empty or not there.
///
/// # Errors
/// Where it is no backup or damaged, the folder is not empty, or something cannot be written.
pub fn restore(world: &mut dyn World, file: &Path, folder: &Path) -> Result<Restored, Error> {
    let mut backup = Backup::open(world, file)?;
    let content = backup.content()?;
    let place = world.path(folder);
    if fs::read_dir(&place).is_ok_and(|mut entries| entries.next().is_some()) || place.is_file() {
        return Err(BackupError::NotEmpty(folder.to_owned()).into());
    }
    let was_there = place.is_dir();
    let restored = backup.put(world, content, &place);
    if restored.is_err() {
        // Nothing was in it before; what cannot be removed is seen by whoever looks.
        let _ = fs::remove_dir_all(&place);
        if was_there {
            let _ = fs::create_dir(&place);
        }
    }
    restored
}

impl Backup {
    fn open(world: &dyn World, file: &Path) -> Result<Self, Error> {
        let refuse = |fault| FileError { file: file.to_owned(), fault };
        let path = world.path(file);
        let found = fs::metadata(&path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => refuse(FileFault::Missing),
            _ => refuse(FileFault::Io(error)),
        })?;
        if !found.is_file() {
            return Err(refuse(FileFault::Folder).into());
        }
        let mut tar = File::open(&path)?;
        let held = tar::held(&mut tar)?.ok_or(BackupError::Damaged)?;
        Ok(Self { tar, held })
    }

    fn bytes(&mut self, name: &str, bytes_max: u64) -> Result<Option<Vec<u8>>, Error> {
        let Some(held) = self.held.iter().find(|held| held.name == name) else { return Ok(None) };
        let bytes = held.bytes(&mut self.tar, bytes_max)?;
        bytes.map(Some).ok_or_else(|| BackupError::Damaged.into())
    }

    fn content(&mut self) -> Result<Content, Error> {
        let bytes = self.bytes(CONTENT, CONTENT_BYTES_MAX as u64)?;
        let content = bytes.and_then(|bytes| canonical::decode(&bytes, CONTENT_BYTES_MAX).ok());
        let content = content.filter(|content: &Content| content.kind == TYPE);
        content.ok_or_else(|| BackupError::Damaged.into())
    }

    fn put(
        &mut self,
        world: &mut dyn World,
        content: Content,
        place: &Path,
    ) -> Result<Restored, Error> {
        Store::init(place)?;
        let head = place.join(".git").join("HEAD");
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte);
        if content.branch.is_empty() || !content.branch.bytes().all(is_plain) {
            return Err(BackupError::Damaged.into());
        }
        fs::write(head, format!("ref: refs/heads/{}\n", content.branch))?;
        let store = Store::open(place)?;
        let branches = self.put_objects(world, &store, place)?;
        let store = Store::open(place)?;
        let lock = store.lock()?;
        lock.keep_gone(&content.gone)?;
        settle(&lock, &content)?;
        drop(lock);
        let commit = open::head(&store)?;
        let opened = Opened::at(store, commit)?;
        opened.check_sound()?;
        if opened.registry()? != content.registry {
            return Err(BackupError::Damaged.into());
        }
        let keys = self.put_keys(world, &opened)?;
        let (contacts, taken) = self.put_private(world, &opened)?;
        let is_behind = remember(world, &opened, &content)?;
        Ok(Restored {
            registry: content.registry,
            made_at: content.made_at,
            branches,
            contacts,
            taken,
            keys,
            remotes: content.remotes.into_keys().collect(),
            is_behind,
        })
    }

    /// The objects of git's bundle, and then its branches, of which the one that is checked out writes the files.
    fn put_objects(
        &mut self,
        world: &dyn World,
        store: &Store,
        place: &Path,
    ) -> Result<usize, Error> {
        let held = self.held.iter().find(|held| held.name == BUNDLE).ok_or(BackupError::Damaged)?;
        let own = tempfile::Builder::new().prefix("bundle-").tempdir_in(place.join(".git"))?;
        let bundle = own.path().join(BUNDLE);
        held.copy(&mut self.tar, &mut File::create(&bundle)?)?;
        let references = git::unbundle(world, store, &bundle)?;
        // Opened again, so that it sees the pack that has come.
        let store = Store::open(place)?;
        let (lock, mut branches) = (store.lock()?, 0);
        for (name, commit) in references {
            let commit = commit.parse::<ObjectId>().map_err(|_| BackupError::Damaged)?;
            if let Some(branch) = name.strip_prefix("refs/heads/") {
                let note = (NOTE, commit::author(), world.now().unix_seconds());
                lock.move_to(branch, None, commit, note)?;
                branches += 1;
            } else if name.starts_with("refs/tags/") {
                git::put_reference(world, &store, &name, &commit)?;
            }
        }
        Ok(branches)
    }

    /// Private keys go where this person's own settings are, and never into the registry.
    fn put_keys(&mut self, world: &dyn World, opened: &Opened) -> Result<Vec<KeyFile>, Error> {
        let mut keys = Vec::new();
        for role in Role::ALL {
            let Some(bytes) = self.bytes(&role.entry(), KEY_BYTES_MAX)? else { continue };
            let file = key_place(world, opened, role)?;
            match fs::read(&file) {
                Ok(there) if there == bytes => {}
                Ok(_) => return Err(BackupError::KeyThere(file).into()),
                Err(_) => private::write(&file, &bytes)?,
            }
            let lock = opened.store.lock()?;
            lock.set_config(role.setting(), &file.display().to_string())?;
            keys.push(KeyFile { role, file });
        }
        Ok(keys)
    }

    fn put_private(
        &mut self,
        world: &dyn World,
        opened: &Opened,
    ) -> Result<(usize, TakenIn), Error> {
        let bytes = self.bytes(PRIVATE, HANDOVER_BYTES_MAX as u64)?.ok_or(BackupError::Damaged)?;
        let mut handover = Handover::read(opened, &bytes)?;
        // What this machine knows already is newer than a backup.
        let known = contacts::of(world, opened)?;
        let more = std::mem::take(&mut handover.contacts);
        let more = more.into_iter().filter(|one| !known.contains_key(&one.organisation)).collect();
        let merged = contacts::merge(&known, more);
        if !merged.new.is_empty() {
            contacts::keep(world, opened, &merged.all)?;
        }
        Ok((merged.all.len(), handover.take_in(world, opened)?))
    }
}

fn key_place(world: &dyn World, opened: &Opened, role: Role) -> Result<PathBuf, Error> {
    let folder = world.configuration_folder().ok_or(BackupError::NoFolder)?;
    let short = opened.registry()?.short();
    Ok(match role {
        Role::Log => folder.join("log").join(short),
        Role::Maintainer | Role::Officer => folder.join("keys").join(short).join(role.name()),
    })
}

/// Remotes and settings, as this repository's own.
fn settle(lock: &WriteLock<'_>, content: &Content) -> Result<(), Error> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    for (name, address) in &content.remotes {
        if name.is_empty() || !name.bytes().all(is_plain) {
            return Err(BackupError::Damaged.into());
        }
        lock.set_config(&format!("remote.{name}.url"), address)?;
        let refs = format!("+refs/heads/*:refs/remotes/{name}/*");
        lock.set_config(&format!("remote.{name}.fetch"), &refs)?;
    }
    for name in SETTINGS {
        if let Some(value) = content.settings.get(name) {
            lock.set_config(name, value)?;
        }
    }
    Ok(())
}

/// What was seen and signed on the other machine counts on this one, beside what it knows; whether it has seen more.
fn remember(world: &dyn World, opened: &Opened, content: &Content) -> Result<bool, Error> {
    let is_behind = seen::findings(world, &opened.examined)?.iter().any(|one| one.is_grave());
    if let Some(signed) = &content.signed {
        signed::keep(world, opened, signed.as_bytes())?;
    }
    for head in content.heads.iter().filter(|head| head.is_of(content.registry)) {
        heads::keep(world, head)?;
    }
    pins::take_in(world, content.registry, &content.pins)?;
    let here = Seen::of(&opened.examined, world.now());
    for seen in [content.seen.clone(), here].into_iter().flatten() {
        if seen.registry == content.registry {
            seen::keep(world, &seen)?;
        }
    }
    Ok(is_behind)
}
