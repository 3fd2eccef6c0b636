//! That an organisation cannot be asked.

use super::{Failure, Stop};
use countersign_speech as speech;
use countersign_speech::locale::message;
use countersign_workflow::error::AskError;
use countersign_workflow::request::REPLY_TO;

pub(super) fn failure(error: AskError) -> Failure {
    match error {
        AskError::Deadline { now, deadline } => {
            Failure::new(Stop::Usage, message::failure_deadline())
                .why(message::failure_deadline_why(now, deadline))
                .attempt(message::failure_deadline_try())
        }
        AskError::TakenDown(id) => {
            Failure::new(Stop::Refused, message::failure_ask_taken_down(&id))
                .why(message::failure_ask_taken_down_why())
                .attempt(format!("countersign verify {id}"))
        }
        AskError::NotEnrolled(domain) => {
            Failure::new(Stop::Unknown, message::failure_domain_not_enrolled(&domain))
                .why(message::failure_only_enrolled())
                .attempt("countersign org list")
        }
        AskError::NotedReplyTo(why) => {
            Failure::new(Stop::Usage, format!("git config {REPLY_TO}")).why(why)
        }
        AskError::NotHere(hash) => {
            Failure::new(Stop::Unchecked, message::failure_record_hash_not_here(hash))
                .attempt("countersign verify")
        }
        AskError::TooLong { id, organisation, why } => {
            Failure::new(Stop::Refused, message::failure_request_long(&id))
                .why(why)
                .attempt(message::failure_request_long_try(&organisation, &id))
        }
        AskError::NotMade(why) => {
            Failure::new(Stop::Error, message::failure_no_request_made()).why(why)
        }
        AskError::Refused { id, organisation, violation } => {
            Failure::new(Stop::Refused, message::failure_cannot_ask(&organisation, &id))
                .why(speech::violation(&violation))
                .attempt("countersign status")
        }
        AskError::NoAnswer(why) => {
            Failure::new(Stop::Error, message::failure_cannot_make_signed()).why(why)
        }
        AskError::NoNote(why) => {
            Failure::new(Stop::Error, message::failure_request_forgotten()).why(why)
        }
        AskError::FolderThere(folder) => {
            Failure::new(Stop::Refused, message::failure_here_unwritten(folder.display()))
                .why(message::failure_earlier_request())
                .attempt(message::failure_other_folder())
        }
        AskError::NoFolder { folder, why } => {
            Failure::new(Stop::Error, message::failure_no_folder_made(folder.display()))
                .why(why)
                .attempt(message::failure_writable_folder())
        }
        AskError::NotWritten(why) => Failure::new(Stop::Error, why),
    }
}
