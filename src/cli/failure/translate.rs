//! That a version could not be translated.

use super::propose::too_large;
use super::{Failure, Stop};
use countersign_speech::locale::message;
use countersign_workflow::error::TranslateError;

pub(super) fn failure(error: TranslateError) -> Failure {
    match error {
        TranslateError::Nothing { id, language } => {
            Failure::new(Stop::Unknown, message::translate_nothing(&id, &language))
                .attempt(format!("countersign show {id}"))
        }
        TranslateError::Retracted(id) => {
            Failure::new(Stop::Refused, message::translate_retracted(&id))
                .attempt(format!("countersign verify {id}"))
        }
        TranslateError::TooLarge { id, bytes } => too_large(&id, bytes),
        TranslateError::Record(error) => Failure::new(Stop::Refused, error),
    }
}
