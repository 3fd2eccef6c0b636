//! The world as this process has it: its clock, randomness and variables, and nobody who is asked.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::Error;
use countersign_cli::environment::Environment;
use countersign_core::time::Timestamp;
use countersign_workflow::World;
use countersign_workflow::world::NoPassphrase;

/// The variables below which something is remembered.
const OF_MEMORY: [&str; 4] = ["HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"];
/// The variable that names a registry for commands.
const OF_REGISTRY: &str = "COUNTERSIGN_REGISTRY";

pub(super) struct Here {
    environment: Environment,
    directory: PathBuf,
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
        Ok(Self { environment, directory })
    }
}

impl World for Here {
    fn now(&self) -> Timestamp {
        self.environment.now
    }

    fn fill_random(&mut self, buffer: &mut [u8]) -> io::Result<()> {
        (self.environment.random)(buffer)
    }

    fn variables(&self) -> &BTreeMap<String, String> {
        &self.environment.variables
    }

    fn directory(&self) -> &Path {
        &self.directory
    }

    fn passphrase(&mut self, _file: &Path) -> Result<Zeroizing<String>, NoPassphrase> {
        Err(NoPassphrase::Nobody)
    }
}
