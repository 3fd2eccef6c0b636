//! That a request or a reply cannot be read or written.

use super::{Failure, Stop, of_file};
use countersign_speech::locale::message;
use countersign_workflow::error::PaperError;

pub(super) fn failure(error: PaperError) -> Failure {
    let refused = |what| Failure::new(Stop::Refused, what);
    match error {
        PaperError::File(error) => of_file(error, Stop::Unchecked),
        PaperError::NoRequest { file, why } => refused(message::failure_no_request(file.display()))
            .why(why)
            .attempt(message::failure_ask_again()),
        PaperError::NoInvitation { file, why } => {
            refused(message::failure_no_invitation(file.display()))
                .why(why)
                .attempt(message::failure_ask_again())
        }
        PaperError::NoWish { file, why } => {
            refused(message::failure_no_wish(file.display())).why(why)
        }
        PaperError::NoReply { file, why } => refused(message::failure_no_reply(file.display()))
            .why(why)
            .attempt(message::failure_ask_sender()),
        PaperError::OtherReply(file) => refused(message::failure_here_unsigned(file.display()))
            .why(message::failure_no_same_answer())
            .attempt(message::failure_other_output()),
        PaperError::OtherFile(file) => refused(message::failure_here_already(file.display()))
            .why(message::failure_holds_else())
            .attempt(message::failure_other_output()),
        PaperError::NotMade(why) => {
            Failure::new(Stop::Error, message::failure_no_reply_made()).why(why)
        }
    }
}
