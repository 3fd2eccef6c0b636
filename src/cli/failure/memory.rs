//! That what was seen or signed here before forbids something.

use super::{Failure, Stop};
use crate::locale::sentence;
use crate::speech;
use crate::workflow::error::{MemoryError, SeenFault};

pub(super) fn failure(error: MemoryError) -> Failure {
    match error {
        MemoryError::Unread { file, fault } => {
            let why = match fault {
                SeenFault::NotPlain => "it is no plain file, or too large".to_owned(),
                SeenFault::Content(error) => error.to_string(),
                SeenFault::OtherOrigin => "it is about another origin".to_owned(),
            };
            let file = file.display().to_string();
            Failure::new(Stop::Error, sentence("failure-seen-unread", &[]))
                .why(format!("{file}: {why}"))
                .attempt(sentence("failure-move-seen", &[("file", file.into())]))
        }
        MemoryError::NotSeenBefore(finding) => {
            Failure::new(Stop::Broken, sentence("failure-not-seen-before", &[]))
                .why(speech::finding(&finding).message)
                .attempt("countersign verify")
        }
        MemoryError::Rewound { size, signed } => Failure::new(
            Stop::Refused,
            sentence("failure-rewound", &[("size", size.to_string().into())]),
        )
        .why(sentence("failure-rewound-why", &[("size", signed.to_string().into())]))
        .attempt(sentence("failure-rewound-try", &[])),
        MemoryError::SignedBefore { signed } => Failure::new(
            Stop::Refused,
            sentence("failure-signed-before", &[("size", signed.to_string().into())]),
        )
        .why(sentence("failure-signed-before-why", &[]))
        .attempt("countersign compare, with another clone, to see what became of the remote"),
    }
}
