//! Why the registry's own record could not be changed.

use countersign_core::name::Label;
use countersign_core::note::VerifierKeyError;
use countersign_core::record::RecordError;
use countersign_core::record::line::LineError;

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
    /// Nothing changes.
    NothingChanges,
    /// It breaks a rule of records.
    Record(RecordError),
}
