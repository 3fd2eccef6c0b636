//! That a version could not be taken back.

use super::{Failure, Stop};
use countersign_speech::locale::message;
use countersign_workflow::error::RetractError;

pub(super) fn failure(error: RetractError) -> Failure {
    match error {
        RetractError::Already(id) => {
            Failure::new(Stop::Refused, message::rule_retracted_already(&id))
                .attempt(format!("countersign show {id}"))
        }
        RetractError::Replacement(id) => {
            Failure::new(Stop::Refused, message::rule_retracted_already(&id))
                .why(message::retract_replacement())
                .attempt(format!("countersign status {}", id.statement))
        }
        RetractError::Record(error) => Failure::new(Stop::Refused, error),
    }
}
