//! Why an organisation, or what is known of it, could not be changed.

use std::path::PathBuf;

use countersign_core::did::DidError;
use countersign_core::invitation::InvitationError;
use countersign_core::name::{Domain, Label};
use countersign_core::record::RecordError;
use countersign_core::record::line::LineError;

/// Why an organisation, or what is known of it, could not be changed.
#[derive(Debug)]
pub enum OrganisationError {
    /// It is not enrolled.
    NotEnrolled(Domain),
    /// It cannot be enrolled so.
    Enrolment {
        /// The organisation.
        organisation: Domain,
        /// Which rule of records that breaks.
        why: RecordError,
    },
    /// It is enrolled already.
    EnrolledAlready(Domain),
    /// There can be no invitation.
    NotInvited(InvitationError),
    /// A label is that of an earlier key.
    LabelUsed {
        /// The organisation.
        organisation: Domain,
        /// The label.
        label: Label,
        /// The next label like it that no key had.
        free: Option<Label>,
        /// The file of the new key.
        file: PathBuf,
    },
    /// It never had a key of this label.
    NoKeyLabelled {
        /// The organisation.
        organisation: Domain,
        /// The label.
        label: Label,
    },
    /// It has no key of this label in force.
    NoKeyInForce {
        /// The organisation.
        organisation: Domain,
        /// The label.
        label: Label,
    },
    /// Nothing changes.
    NothingChanges,
    /// Its keys cannot be changed so.
    Unchanged {
        /// The organisation.
        organisation: Domain,
        /// How they were to be changed.
        by: KeyChange,
        /// Why they cannot.
        why: KeysFault,
    },
    /// What its web server serves cannot be read, or is another's.
    Unserved {
        /// The organisation.
        organisation: Domain,
        /// The address.
        url: String,
        /// What is wrong with it.
        why: DidError,
    },
    /// Its web server serves a document without some keys.
    ServedWithout {
        /// The organisation.
        organisation: Domain,
        /// The address.
        url: String,
        /// The keys that are missing there.
        missing: Vec<Label>,
        /// How many keys the document has.
        served: usize,
    },
    /// The address cannot stand in a record.
    Url(LineError),
    /// None of the keys at hand is a maintainer's.
    NoMaintainer,
    /// A confirmation or a revocation breaks a rule of records.
    Record(RecordError),
}

/// How an organisation's keys change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyChange {
    /// By its own keys.
    Rotation,
    /// By the maintainers, because it lost its own.
    Recovery,
    /// One of them ends.
    Revocation,
}

/// Why an organisation's keys cannot be changed.
#[derive(Debug)]
pub enum KeysFault {
    /// None would be left.
    NoneLeft,
    /// Fewer would be left than must sign.
    TooFewLeft {
        /// How many must sign.
        want: u64,
        /// How many would be left.
        left: u64,
    },
    /// The record breaks a rule.
    Record(RecordError),
}
