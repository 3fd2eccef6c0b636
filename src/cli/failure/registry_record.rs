//! That the registry's own record could not be changed.

use super::{Failure, Stop};
use countersign_speech::locale::{Sentence, message};
use countersign_workflow::error::RegistryRecordError;

pub(super) fn failure(error: RegistryRecordError) -> Failure {
    let usage = |what: Sentence| Failure::new(Stop::Usage, what);
    match error {
        RegistryRecordError::None => Failure::new(Stop::Unknown, message::failure_no_authority()),
        RegistryRecordError::NoMaintainer(label) => {
            usage(message::failure_no_maintainer(&label)).attempt("countersign root show")
        }
        RegistryRecordError::Name(error) => Failure::new(Stop::Usage, error),
        RegistryRecordError::Origin(error) => Failure::new(Stop::Error, error),
        RegistryRecordError::NoWitness(name) => {
            usage(message::failure_no_witness(name)).attempt("countersign root show")
        }
        RegistryRecordError::NoUrl(url) => {
            usage(message::failure_no_url(url)).attempt("countersign root show")
        }
        RegistryRecordError::HasPolicy => {
            usage(message::failure_has_policy()).attempt("countersign root rotate --policy FILE")
        }
        RegistryRecordError::OtherLog => {
            usage(message::failure_policy_other_log()).attempt("countersign root show")
        }
        RegistryRecordError::NothingChanges => usage(message::failure_nothing_changes())
            .why(message::failure_nothing_changes_why())
            .attempt("countersign root rotate --help"),
        RegistryRecordError::Record(error) => {
            Failure::new(Stop::Refused, message::failure_cannot_maintain())
                .why(error)
                .attempt("countersign root rotate --help")
        }
    }
}
