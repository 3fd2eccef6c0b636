//! That what was signed elsewhere cannot be looked at.

use super::{Failure, Stop, of_file};
use countersign_speech::locale::message;
use countersign_workflow::error::ImportError;

pub(super) fn failure(error: ImportError) -> Failure {
    match error {
        ImportError::TooMany { max } => Failure::new(Stop::Usage, message::failure_files_max(max))
            .attempt(message::failure_for_a_part()),
        ImportError::File(error) => of_file(error, Stop::Unchecked),
    }
}
