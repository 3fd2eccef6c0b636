//! That a registry could not be founded.

use super::{Failure, Stop, refused};
use countersign_speech::locale::message;
use countersign_workflow::error::FoundError;

pub(super) fn failure(error: FoundError) -> Failure {
    match error {
        FoundError::NotEmpty(dir) => {
            Failure::new(Stop::Refused, message::failure_not_empty(dir.display()))
                .why(message::failure_not_empty_why())
                .attempt("countersign init NEW-FOLDER …")
        }
        FoundError::Maintainer(error) => Failure::new(Stop::Usage, error),
        FoundError::Origin(error) => Failure::new(Stop::Usage, message::failure_bad_origin())
            .why(error)
            .attempt(message::failure_bad_origin_try()),
        FoundError::Record(error) => Failure::new(Stop::Usage, message::failure_cannot_found())
            .why(error)
            .attempt("countersign init --help"),
        FoundError::Refused(violation) => refused(message::log_first_record(), &violation),
        FoundError::Log(error) => {
            Failure::new(Stop::Error, message::failure_cannot_begin()).why(error)
        }
        FoundError::NoFolder => Failure::new(Stop::Error, message::failure_nowhere_log_key())
            .why(message::failure_no_home()),
        FoundError::LogKey(error) => Failure::new(Stop::Error, error),
    }
}
