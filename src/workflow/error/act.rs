//! Why an organisation cannot act.

use std::path::PathBuf;

use countersign_core::digest::Hash;
use countersign_core::ledger::Violation;
use countersign_core::name::{Domain, Language, NameError, VersionId};
use countersign_core::record::endorsement::Act;
use countersign_core::record::wish::WishError;
use countersign_core::record::{Record, RecordError};

/// Why an organisation cannot act.
#[derive(Debug)]
pub enum ActError {
    /// The wish cannot be made.
    NoWish(WishError),
    /// No organisation was named or noted.
    NoOrganisation,
    /// What is noted as the organisation is none.
    NotedOrganisation(NameError),
    /// There can be no such act.
    NoRecord {
        /// Who acts.
        organisation: Domain,
        /// What it does.
        act: Act,
        /// On which version.
        id: VersionId,
        /// Why not.
        why: RecordError,
        /// Whether it answers a request.
        is_of_request: bool,
    },
    /// The version has no text in this language.
    NoSuchText {
        /// Who acts.
        organisation: Domain,
        /// On which version.
        id: VersionId,
        /// In which language.
        language: Language,
    },
    /// Nobody is enrolled under this domain.
    NotEnrolled(Domain),
    /// A decline that is not public has no place in the log.
    PrivateWouldBeLogged,
    /// A name can be withheld from the start only before the version is published.
    NameTooLate(VersionId),
    /// A name cannot be withheld in a file that is sent.
    WishInReply,
    /// The organisation cannot act so after what it did before.
    NotNow {
        /// The act.
        record: Box<Record>,
        /// Which rule.
        violation: Box<Violation>,
    },
    /// A file is for another organisation than the one that was named.
    OtherOrganisation {
        /// Who was named.
        named: Domain,
        /// Whom the file is for.
        of_file: Domain,
    },
    /// A reply cannot be signed by one more officer.
    Reply(OnReplyError),
}

/// Why a reply cannot be signed by one more officer.
#[derive(Debug)]
pub enum OnReplyError {
    /// It has no act in it.
    NoAct {
        /// Its file.
        file: PathBuf,
        /// What it has.
        record: Box<Record>,
    },
    /// It has another act than the one that was meant.
    SaysElse(Box<Record>),
    /// What it says cannot be added to.
    Fixed,
    /// The text at hand is not the one that it is about.
    OtherText {
        /// Where it was looked for.
        whose: WhoseText,
        /// The version.
        id: VersionId,
        /// The record there.
        got: Hash,
        /// The record that it names.
        want: Hash,
    },
    /// A request asks another organisation than the one whose reply it is.
    OtherRequest {
        /// Who is asked.
        asked: Domain,
        /// Who replies.
        said: Domain,
    },
    /// The text that it is about is not at hand.
    NoText,
    /// A key has signed it already.
    SignedAlready,
}

/// Where the text of a reply was looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhoseText {
    /// In a request.
    Request,
    /// In the registry at hand.
    Registry,
}
