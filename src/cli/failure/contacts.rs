//! That contacts, or what is private, could not be read or written.

use super::{Failure, Stop};
use countersign_speech::locale::message;
use countersign_workflow::error::ContactsError;

pub(super) fn failure(error: ContactsError) -> Failure {
    match error {
        ContactsError::Unread { file, why } => {
            Failure::new(Stop::Error, message::contacts_unread(file.display())).why(why)
        }
        ContactsError::TooMany => Failure::new(Stop::Refused, message::contacts_too_many()),
        ContactsError::OtherRegistry { got } => {
            Failure::new(Stop::Refused, message::contacts_other_registry(got))
                .attempt("countersign root show")
        }
        ContactsError::Damaged => Failure::new(Stop::Error, message::contacts_damaged())
            .attempt(message::contacts_damaged_try()),
    }
}
