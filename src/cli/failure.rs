//! Errors as a person reads them: what happened, why, and one command to try.

mod act;
mod backup;
mod contacts;
mod draft;
mod file;
mod found;
mod git;
mod import;
mod land;
mod memory;
mod open;
mod organisation;
mod paper;
mod propose;
mod publish;
mod registry_record;
mod request;
mod retract;
mod sign;
mod store;
mod sync;
mod translate;
mod withhold;
mod witness;

use countersign_git::directory::DirectoryError;
use countersign_speech::locale::{Sentence, Tell, message};
use countersign_workflow as workflow;

pub(crate) use file::of_file;
pub(crate) use land::refused;
pub(crate) use open::{no_bundle, no_version, taken_down};
pub(crate) use publish::stale_why;
pub(crate) use sign::no_passphrase;

/// The word behind an exit code that is not a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// Could not finish; says nothing about authenticity.
    Error,
    /// The words of the command are off.
    Usage,
    /// Proven broken.
    Broken,
    /// Not in this registry.
    Unknown,
    /// Could not be judged.
    Unchecked,
    /// Refused: a condition, a missing confirmation, a key that may not.
    Refused,
    /// The signer failed.
    Signer,
    /// The registry moved or is locked.
    Busy,
}

impl Stop {
    /// The process's exit code.
    #[must_use]
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Error => 1,
            Self::Usage => 2,
            Self::Broken => 3,
            Self::Unknown => 5,
            Self::Unchecked => 7,
            Self::Refused => 8,
            Self::Signer => 9,
            Self::Busy => 10,
        }
    }

    /// The `outcome` in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Usage => "usage",
            Self::Broken => "broken",
            Self::Unknown => "unknown",
            Self::Unchecked => "unchecked",
            Self::Refused => "refused",
            Self::Signer => "signer",
            Self::Busy => "busy",
        }
    }
}

/// Why a command stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The word behind the exit code.
    pub stop: Stop,
    /// What happened.
    pub what: Sentence,
    /// One cause.
    pub why: Option<Sentence>,
    /// One command.
    pub attempt: Option<Sentence>,
}

impl Failure {
    /// A failure that so far says only what happened.
    pub fn new(stop: Stop, what: impl Tell) -> Self {
        Self { stop, what: what.tell(), why: None, attempt: None }
    }

    /// Adds the cause.
    #[must_use]
    pub fn why(mut self, why: impl Tell) -> Self {
        self.why = Some(why.tell());
        self
    }

    /// Adds the command to try.
    #[must_use]
    pub fn attempt(mut self, attempt: impl Tell) -> Self {
        self.attempt = Some(attempt.tell());
        self
    }
}

impl From<workflow::Error> for Failure {
    fn from(error: workflow::Error) -> Self {
        use workflow::Error;
        match error {
            Error::Open(error) => open::failure(error),
            Error::Memory(error) => memory::failure(error),
            Error::Sign(error) => sign::failure(error),
            Error::Act(error) => act::failure(error),
            Error::Paper(error) => paper::failure(error),
            Error::Ask(error) => request::failure(error),
            Error::Contacts(error) => contacts::failure(error),
            Error::Backup(error) => backup::failure(error),
            Error::Import(error) => import::failure(error),
            Error::Draft(error) => draft::failure(error),
            Error::Propose(error) => propose::failure(error),
            Error::Publish(error) => publish::failure(error),
            Error::Withhold(error) => withhold::failure(error),
            Error::Retract(error) => retract::failure(error),
            Error::Translate(error) => translate::failure(error),
            Error::Organisation(error) => organisation::failure(error),
            Error::RegistryRecord(error) => registry_record::failure(error),
            Error::Witness(error) => witness::failure(error),
            Error::Land(error) => land::failure(error),
            Error::Found(error) => found::failure(error),
            Error::Sync(error) => sync::failure(error),
            Error::Proposal(error) => sync::of_proposal(error),
            Error::Git(error) => git::failure(error),
            Error::Store(error) => error.into(),
            Error::File(error) => of_file(error, Stop::Error),
            Error::Directory(error) => error.into(),
            Error::Canonical(error) => Self::new(Stop::Error, error),
            Error::Io(error) => error.into(),
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::new(Stop::Error, message::failure_io_any()).why(error).attempt("df -h")
    }
}

impl From<DirectoryError> for Failure {
    fn from(error: DirectoryError) -> Self {
        let name = error.path.file_name().unwrap_or(error.path.as_os_str());
        // The system's own words go on with the name of a temporary file, which helps nobody.
        let why = error.why.to_string();
        let why = why.split(" at path ").next().unwrap_or_default();
        Self::new(Stop::Error, message::failure_cannot_write(name.display()))
            .why(why)
            .attempt("df -h")
    }
}

/// That a result or a message could not be printed.
pub(super) fn cannot_print(error: std::io::Error) -> Failure {
    Failure::new(Stop::Error, message::failure_cannot_print()).why(error).attempt("df -h")
}
