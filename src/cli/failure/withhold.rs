//! That what an organisation said could not be withheld.

use super::{Failure, Stop};
use countersign_speech::locale::message;
use countersign_workflow::error::WithholdError;

pub(super) fn failure(error: WithholdError) -> Failure {
    match error {
        WithholdError::Nothing { organisation, id } => {
            Failure::new(Stop::Unknown, message::failure_nothing_logged(&organisation, &id))
                .why(message::failure_only_logged())
                .attempt(format!("countersign status {id}"))
        }
        WithholdError::ReasonNames => Failure::new(Stop::Refused, message::failure_reason_names())
            .why(message::failure_reason_names_why())
            .attempt("countersign help safety"),
        WithholdError::NoSuchWords { id, wanted } => {
            Failure::new(Stop::Unknown, message::failure_no_such_words(&id, &wanted))
                .attempt(format!("countersign show {id}"))
        }
        WithholdError::DownAlready(id) => {
            Failure::new(Stop::Refused, message::failure_down_already(&id))
                .attempt(format!("countersign verify {id}"))
        }
        WithholdError::OtherWish => Failure::new(Stop::Refused, message::failure_other_wish()),
        WithholdError::WishUnsigned { organisation, want, got } => {
            Failure::new(Stop::Refused, message::failure_wish_unsigned(&organisation))
                .why(message::failure_wish_unsigned_why(want, got))
        }
        WithholdError::LogUnread => Failure::new(Stop::Unchecked, message::failure_log_unread()),
        WithholdError::Record(error) => Failure::new(Stop::Refused, error),
    }
}
