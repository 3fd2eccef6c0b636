//! What must be kept of a registry on this machine, in one file from which an empty machine goes on.
//!
//! The file is a plain tar, so that it can be opened in ten years without this program:
//!
//! ```text
//! READ-ME.txt       what this is, for somebody who finds it
//! backup.json       which registry, its settings, what was seen and signed on this machine
//! registry.bundle   git's own bundle of all branches and tags, drafts among them
//! private.json      contacts, who was asked, who said no in private, as `contacts export --all` writes it
//! keys/log          private key files, only where somebody asked for them
//! keys/maintainer
//! keys/officer
//! ```

mod content;
mod restore;
mod tar;

use std::io::{BufWriter, Seek as _, Write as _};
use std::path::{Path, PathBuf};

pub use restore::{Restored, restore};

use super::contacts::{self, Handover};
use super::error::BackupError;
use super::open::Opened;
use super::request::REPLY_TO;
use super::{Error, World, act, checkpoint, files, git, officers, private};
use content::Content;
use countersign_core::canonical;
use countersign_core::digest::Hash;
use countersign_core::key::private::holds_private_key;
use countersign_git::store;
use tar::Writer;

const READ_ME: &str = "READ-ME.txt";
const CONTENT: &str = "backup.json";
const BUNDLE: &str = "registry.bundle";
const PRIVATE: &str = "private.json";
/// Largest key file, in bytes: those of OpenSSH have a few thousand.
const KEY_BYTES_MAX: u64 = 64 << 10;
/// Where drafts are.
const DRAFTS: &str = "proposals/";
/// The settings that are words and no paths of this machine.
const SETTINGS: [&str; 2] = [act::ORGANISATION, REPLY_TO];

/// What a private key is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It signs the log.
    Log,
    /// It is a maintainer's.
    Maintainer,
    /// It is an organisation's.
    Officer,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Log, Self::Maintainer, Self::Officer];

    /// What its file is called in a backup.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Log => "log",
            Self::Maintainer => "maintainer",
            Self::Officer => "officer",
        }
    }

    /// The setting that names its file.
    #[must_use]
    pub const fn setting(self) -> &'static str {
        match self {
            Self::Log => checkpoint::LOG_KEY,
            Self::Maintainer => officers::MAINTAINER_KEY,
            Self::Officer => officers::KEY,
        }
    }

    fn entry(self) -> String {
        format!("keys/{}", self.name())
    }
}

/// A private key file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFile {
    /// What it is for.
    pub role: Role,
    /// Where it lies.
    pub file: PathBuf,
}

/// What there is to be kept.
#[derive(Debug)]
pub struct Holdings {
    /// Which registry.
    pub registry: Hash,
    /// Where its clone lies.
    pub folder: PathBuf,
    /// How many branches it has.
    pub branches: usize,
    /// How many of them are drafts, which are on no other machine until somebody sends them.
    pub drafts: usize,
    /// The private key files that this clone names and that are there.
    pub keys: Vec<KeyFile>,
    /// How many organisations there are contacts of.
    pub contacts: usize,
    /// How many notes there are of who was asked.
    pub asked: usize,
    /// How many said no in private.
    pub noes: usize,
    /// Where that lies; none where there is no home directory.
    pub private: Option<PathBuf>,
    /// Where it is remembered what was seen and signed.
    pub state: Option<PathBuf>,
}

/// What there is to be kept of the registry.
///
/// # Errors
/// Where something of it cannot be read.
pub fn look(world: &dyn World, opened: &Opened) -> Result<Holdings, Error> {
    let branches = opened.store.other_branches("")?;
    let mut keys = Vec::new();
    for role in Role::ALL {
        let noted = opened.store.get_config(role.setting())?;
        let noted = match (noted, role) {
            (None, Role::Officer) => store::user_config(role.setting())?,
            (noted, _) => noted,
        };
        let file = noted.and_then(|file| private_file(world, world.path(file.as_ref())));
        keys.extend(file.map(|file| KeyFile { role, file }));
    }
    let kept = Handover::read(opened, &contacts::export(world, opened)?)?;
    let store = &opened.store;
    Ok(Holdings {
        registry: opened.registry()?,
        folder: store.work_tree().unwrap_or_else(|| store.common_dir()).to_path_buf(),
        drafts: branches.keys().filter(|name| name.starts_with(DRAFTS)).count(),
        branches: branches.len(),
        keys,
        contacts: kept.contacts.len(),
        asked: kept.asked.len(),
        noes: kept.noes(),
        private: private::folder(world, opened)?.filter(|folder| folder.is_dir()),
        state: world.state_folder().filter(|folder| folder.is_dir()),
    })
}

/// The private key file that a setting leads to: beside the public one where it names that; none where only an agent or
/// a token has the key.
fn private_file(world: &dyn World, noted: PathBuf) -> Option<PathBuf> {
    let is_public = noted.extension().is_some_and(|extension| extension == "pub");
    let file = if is_public { noted.with_extension("") } else { noted };
    let bytes = files::read(world, &file, KEY_BYTES_MAX).ok()?;
    holds_private_key(&bytes).then_some(file)
}

/// Packs it into one file that only this person can read, whole or not at all; gives its size in bytes.
///
/// `keys` are the private keys that go with it, `read_me` what stands first in it.
///
/// # Errors
/// Where the clone has not the whole history, something cannot be read, or the file not be written.
pub fn write(
    world: &dyn World,
    opened: &Opened,
    output: &Path,
    keys: &[KeyFile],
    read_me: &str,
) -> Result<u64, Error> {
    if opened.store.is_shallow() {
        return Err(BackupError::Shallow.into());
    }
    let output = world.path(output);
    let folder = output.parent().unwrap_or(&output);
    let mut builder = tempfile::Builder::new();
    let own = builder.prefix(".countersign-").tempdir_in(folder)?;
    let bundle = own.path().join(BUNDLE);
    git::bundle(world, &opened.store, &bundle)?;
    let mut file = tempfile::NamedTempFile::new_in(own.path())?;
    let mut tar = Writer::new(BufWriter::new(file.as_file_mut()), world.now());
    tar.bytes(READ_ME, read_me.as_bytes())?;
    tar.bytes(CONTENT, &canonical::encode(&Content::of(world, opened)?)?)?;
    tar.bytes(PRIVATE, &contacts::export(world, opened)?)?;
    for key in keys {
        tar.bytes(&key.role.entry(), &files::read(world, &key.file, KEY_BYTES_MAX)?)?;
    }
    tar.file(BUNDLE, &mut std::fs::File::open(&bundle)?)?;
    tar.end()?.flush()?;
    file.as_file().sync_all()?;
    let size = file.stream_position()?;
    // A temporary file has the mode 0600 from its first byte.
    file.persist(&output).map_err(|error| error.error)?;
    Ok(size)
}
