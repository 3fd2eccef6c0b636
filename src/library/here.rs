//! The world as this process has it: its clock, randomness and variables, and nobody who is asked.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::Error;
use countersign_cli::environment::Environment;
use countersign_core::time::Timestamp;
use countersign_workflow::World;
use countersign_workflow::clock::Doubt;
use countersign_workflow::world::NoPassphrase;

/// The variables below which something is remembered.
const OF_MEMORY: [&str; 6] =
    ["HOME", "LOCALAPPDATA", "USERPROFILE", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"];
/// Where each kind of memory lies in a folder of its own.
const BELOW_MEMORY: [(&str, &str); 3] =
    [("XDG_STATE_HOME", "state"), ("XDG_CACHE_HOME", "cache"), ("XDG_CONFIG_HOME", "config")];
/// The variable that names a registry for commands.
const OF_REGISTRY: &str = "COUNTERSIGN_REGISTRY";

pub(super) struct Here {
    environment: Environment,
    directory: PathBuf,
    keys: Vec<Key>,
    pub(super) clock_is_right: bool,
}

/// A file of a key: a private key, or a `.pub` file whose private key lies beside it, in the agent or in a token.
#[derive(Clone)]
pub struct Key {
    file: PathBuf,
    passphrase: Option<Zeroizing<String>>,
}

impl Key {
    /// A key without passphrase, or one that an agent has; a relative path begins in the current directory.
    #[must_use]
    pub fn new(file: impl AsRef<Path>) -> Self {
        Self { file: file.as_ref().to_owned(), passphrase: None }
    }

    /// The same, with its passphrase.
    #[must_use]
    pub fn with_passphrase(self, passphrase: impl Into<String>) -> Self {
        Self { passphrase: Some(Zeroizing::new(passphrase.into())), ..self }
    }

    /// Whether a file is its private half.
    fn is_private(&self, file: &Path) -> bool {
        let is_public = self.file.extension().is_some_and(|extension| extension == "pub");
        self.file == file || is_public && self.file.with_extension("") == file
    }
}

/// Without the passphrase.
impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key").field("file", &self.file).finish_non_exhaustive()
    }
}

impl Here {
    /// The world of one call.
    pub(super) fn new(directory: &Path, remembers: bool) -> Result<Self, Error> {
        let mut environment = Environment::system().map_err(Error::of)?;
        environment.variables.remove(OF_REGISTRY);
        if !remembers {
            OF_MEMORY.iter().for_each(|name| drop(environment.variables.remove(*name)));
        }
        let directory = environment.directory.join(directory);
        Ok(Self { environment, directory, keys: Vec::new(), clock_is_right: false })
    }

    /// The same, with keys that may be asked for.
    pub(super) fn with_keys(mut self, keys: &[Key]) -> Self {
        let absolute = |key: &Key| {
            let file = self.environment.directory.join(&key.file);
            Key { file, ..key.clone() }
        };
        self.keys = keys.iter().map(absolute).collect();
        self
    }

    /// The files of those keys.
    pub(super) fn key_files(&self) -> Vec<PathBuf> {
        self.keys.iter().map(|key| key.file.clone()).collect()
    }

    /// The same, which remembers in a folder.
    pub(super) fn with_memory_in(mut self, folder: &Path) -> Self {
        let folder = self.environment.directory.join(folder);
        for (variable, name) in BELOW_MEMORY {
            let place = folder.join(name).display().to_string();
            self.environment.variables.insert(variable.to_owned(), place);
        }
        self
    }
}

impl World for Here {
    fn now(&self) -> Timestamp {
        self.environment.now
    }

    fn fill_random(&mut self, buffer: &mut [u8]) -> io::Result<()> {
        (self.environment.random)(buffer)
    }

    fn confirms_clock(&mut self, _doubt: &Doubt) -> bool {
        self.clock_is_right
    }

    fn variables(&self) -> &BTreeMap<String, String> {
        &self.environment.variables
    }

    fn directory(&self) -> &Path {
        &self.directory
    }

    fn passphrase(&mut self, file: &Path) -> Result<Zeroizing<String>, NoPassphrase> {
        let key = self.keys.iter().find(|key| key.is_private(file));
        key.and_then(|key| key.passphrase.clone()).ok_or(NoPassphrase::Nobody)
    }
}
