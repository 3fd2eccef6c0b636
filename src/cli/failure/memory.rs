//! That what was seen or signed here before forbids something.

use super::{Failure, Stop};
use countersign_core::verify::report::Severity;
use countersign_speech as speech;
use countersign_speech::locale::message;
use countersign_workflow::error::{MemoryError, SeenFault};

pub(super) fn failure(error: MemoryError) -> Failure {
    match error {
        MemoryError::Unread { file, fault } => {
            let why = match fault {
                SeenFault::NotPlain => "it is no plain file, or too large".to_owned(),
                SeenFault::Content(error) => error.to_string(),
                SeenFault::OtherRegistry => "it is about another registry".to_owned(),
            };
            let file = file.display().to_string();
            Failure::new(Stop::Error, message::failure_seen_unread())
                .why(format!("{file}: {why}"))
                .attempt(message::failure_move_seen(file))
        }
        MemoryError::PinsUnread { file, why } => {
            Failure::new(Stop::Error, message::failure_cannot_be_read(file.display()))
                .why(why)
                .attempt(message::failure_move_pins(file.display()))
        }
        MemoryError::NowhereForPins => Failure::new(Stop::Error, message::failure_nowhere_pins())
            .why(message::failure_no_home()),
        MemoryError::NowhereForPrivate => {
            Failure::new(Stop::Error, message::request_nowhere_private())
                .why(message::failure_no_home())
        }
        MemoryError::NotSeenBefore(finding) => {
            // Another registry under the same origin proves nothing: only the reader can say which one is meant.
            let stop = match finding.severity {
                Severity::Broken => Stop::Broken,
                _ => Stop::Unchecked,
            };
            let failure = Failure::new(stop, message::failure_not_seen_before())
                .why(speech::finding(&finding).message);
            failure.attempt(match stop {
                Stop::Broken => "countersign verify",
                _ => "countersign verify --expect FINGERPRINT",
            })
        }
        MemoryError::Rewound { size, signed } => {
            Failure::new(Stop::Refused, message::failure_rewound(size))
                .why(message::failure_rewound_why(signed))
                .attempt(message::failure_rewound_try())
        }
        MemoryError::SignedBefore { signed } => {
            Failure::new(Stop::Refused, message::failure_signed_before(signed))
                .why(message::failure_signed_before_why())
                .attempt(
                    "countersign compare, with another clone, to see what became of the remote",
                )
        }
    }
}
