//! Why the registry's own record could not be changed.

use countersign_core::name::Label;
use countersign_core::note::VerifierKeyError;
use countersign_core::record::RecordError;
use countersign_core::record::line::LineError;
use countersign_core::record::url::Url;

/// Why the registry's own record could not be changed.
#[derive(Debug)]
pub enum RegistryRecordError {
    /// There is none.
    None,
    /// No maintainer has this label.
    NoMaintainer(Label),
    /// Neither a key file's comment nor its label can be a maintainer's name.
    Name(LineError),
    /// The log's name is none.
    Origin(VerifierKeyError),
    /// No witness has this name.
    NoWitness(String),
    /// No such address is in it.
    NoUrl(Url),
    /// The registry has a policy, so that witnesses cannot come and go by themselves.
    HasPolicy,
    /// The policy accepts logs, and none of them is this one.
    OtherLog,
    /// Nothing changes.
    NothingChanges,
    /// It breaks a rule of records.
    Record(RecordError),
}
