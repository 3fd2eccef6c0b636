//! Why something was not done, as data: one enum for each area, with what it is about as typed arguments.
//!
//! What people read of it, and what they could try, is made by whoever shows it.

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
mod sync;
mod translate;
mod withhold;
mod witness;

use std::io;

pub use act::{ActError, OnReplyError, WhoseText};
pub use backup::BackupError;
pub use contacts::ContactsError;
pub use draft::{DraftError, DraftFault};
pub use file::{FileError, FileFault};
pub use found::FoundError;
pub use git::{AddressFault, GitError, GitFault};
pub use import::ImportError;
pub use land::{AppendFault, Elsewhere, LandError, Refused};
pub use memory::{MemoryError, SeenFault};
pub use open::{BundleFault, OpenError};
pub use organisation::{KeyChange, KeysFault, OrganisationError};
pub use paper::PaperError;
pub use propose::ProposeError;
pub use publish::PublishError;
pub use registry_record::RegistryRecordError;
pub use request::AskError;
pub use retract::RetractError;
pub use sign::{KeygenFault, SignError};
pub use sync::{CameFault, ProposalError, SyncError};
pub use translate::TranslateError;
pub use withhold::WithholdError;
pub use witness::{AnswerFault, WitnessError};

use countersign_core::canonical::CanonicalError;
use countersign_git::directory::DirectoryError;
use countersign_git::store::StoreError;

macro_rules! areas {
    ($($(#[$doc:meta])* $area:ident($error:ty),)*) => {
        /// Why something was not done.
        #[derive(Debug)]
        pub enum Error {
            $($(#[$doc])* $area($error),)*
        }

        $(impl From<$error> for Error {
            fn from(error: $error) -> Self {
                Self::$area(error)
            }
        })*
    };
}

areas! {
    /// A registry could not be opened, or has not what was asked for.
    Open(OpenError),
    /// What was seen or signed here before forbids it, or cannot be read.
    Memory(MemoryError),
    /// It could not be signed.
    Sign(SignError),
    /// An organisation cannot act.
    Act(ActError),
    /// A request or a reply cannot be read or written.
    Paper(PaperError),
    /// An organisation cannot be asked.
    Ask(AskError),
    /// Contacts, or what is private, could not be read or written.
    Contacts(ContactsError),
    /// A backup could not be made, or nothing be restored from one.
    Backup(BackupError),
    /// What was signed elsewhere cannot be looked at.
    Import(ImportError),
    /// A draft, or what waits on a branch, cannot be used.
    Draft(DraftError),
    /// A version could not be put forward.
    Propose(ProposeError),
    /// A version could not be published.
    Publish(PublishError),
    /// A version could not be taken back.
    Retract(RetractError),
    /// A version could not be translated.
    Translate(TranslateError),
    /// What an organisation said could not be withheld.
    Withhold(WithholdError),
    /// An organisation, or what is known of it, could not be changed.
    Organisation(OrganisationError),
    /// The registry's own record could not be changed.
    RegistryRecord(RegistryRecordError),
    /// A witness could not cosign, or its line not be kept.
    Witness(WitnessError),
    /// It could not be written or logged.
    Land(LandError),
    /// A registry could not be founded.
    Found(FoundError),
    /// It could not be exchanged with a remote.
    Sync(SyncError),
    /// A draft could not be exchanged with a remote.
    Proposal(ProposalError),
    /// The user's own `git`.
    Git(GitError),
    /// Git's repository.
    Store(StoreError),
    /// A file that was named.
    File(FileError),
    /// A file of the program's own could not be written.
    Directory(DirectoryError),
    /// A file of the program's own has no JSON.
    Canonical(CanonicalError),
    /// The system.
    Io(io::Error),
}
