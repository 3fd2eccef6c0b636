//! A registry as other programs use it.

mod act;
mod check;
mod error;
mod here;
mod propose;
mod publish;
mod verify;

use std::path::{Path, PathBuf};

pub use act::{ActStanding, Acted, answer_request};
pub use error::{Error, ErrorKind};
pub use here::Key;
pub use propose::{Proposal, Proposed};
pub use publish::{LeftOut, Publication, Published, PublishedStanding, WhyLeftOut};
pub use verify::sentence;

use countersign_workflow::open::{self, Opened};
use countersign_workflow::{AskedVersion, World, bundle};
use here::Here;

/// A registry on this computer.
///
/// It holds nothing open: each call looks at what is checked out then.
#[derive(Debug, Clone)]
pub struct Registry {
    directory: PathBuf,
    remembers: bool,
    memory: Option<PathBuf>,
    clock_is_right: bool,
}

impl Registry {
    /// The registry in a folder or around it: the nearest parent with `registry/` and `keys/`, else the nearest git
    /// repository, which may be bare.
    ///
    /// The variable `COUNTERSIGN_REGISTRY` is not asked.
    ///
    /// # Errors
    /// Where there is none.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        let mut registry = Self {
            directory: path.as_ref().to_owned(),
            remembers: true,
            memory: None,
            clock_is_right: false,
        };
        let here = registry.here()?;
        registry.directory = here.directory().to_owned();
        open::find(&here).map_err(Error::of)?;
        Ok(registry)
    }

    /// The same registry, of which nothing is remembered, and nothing that was seen or confirmed before is known.
    ///
    /// Whoever holds the log key writes through it as on a computer without a home directory: nothing tells which head
    /// was signed last.
    #[must_use]
    pub fn without_memory(self) -> Self {
        Self { remembers: false, ..self }
    }

    /// The same registry, of which what is remembered lies in this folder instead of this person's own.
    #[must_use]
    pub fn with_memory_in(self, folder: impl AsRef<Path>) -> Self {
        Self { memory: Some(folder.as_ref().to_owned()), ..self }
    }

    /// The same registry, for a caller who answers for this computer's clock: what is signed keeps its date for ever,
    /// and without this nothing is signed where the clock is behind the newest record, or a year after it.
    #[must_use]
    pub fn with_clock_confirmed(self) -> Self {
        Self { clock_is_right: true, ..self }
    }

    /// A file that proves one version without this registry and without a network: the words, who said what about
    /// them, the keys, and proofs that nothing was left out up to now.
    ///
    /// # Errors
    /// Where the registry does not verify, or the version is not published or not in its log.
    pub fn bundle(&self, version: &AskedVersion) -> Result<Vec<u8>, Error> {
        let opened = Opened::sound_about(&mut self.here()?, version.statement());
        let made = opened.and_then(|opened| bundle::of(&opened, version));
        made.map(|made| made.bytes).map_err(Error::of)
    }

    fn here(&self) -> Result<Here, Error> {
        let mut here = Here::new(&self.directory, self.remembers)?;
        here.clock_is_right = self.clock_is_right;
        Ok(match self.memory.as_deref().filter(|_| self.remembers) {
            Some(folder) => here.with_memory_in(folder),
            None => here,
        })
    }
}
