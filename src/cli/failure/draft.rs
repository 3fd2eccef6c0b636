//! That a draft, or what waits or is kept on a branch, cannot be used.

use super::{Failure, Stop};
use crate::locale::sentence;
use crate::speech;
use crate::workflow::error::{DraftError, DraftFault};

pub(super) fn failure(error: DraftError) -> Failure {
    match error {
        DraftError::Unread { id, fault } => {
            let why = match *fault {
                DraftFault::NoStatement => sentence("failure-draft-no-statement", &[]),
                DraftFault::Finding(finding) => speech::finding(&finding).message,
                DraftFault::Refused(violation) => speech::violation(&violation),
            };
            let what = sentence("failure-draft-unread", &[("id", id.to_string().into())]);
            let named = [("id", id.statement.to_string().into())];
            Failure::new(Stop::Broken, what)
                .why(why)
                .attempt(sentence("failure-try-propose", &named))
        }
        DraftError::Changed(path) => {
            Failure::new(Stop::Broken, sentence("failure-changed-since", &[("path", path.into())]))
        }
        DraftError::OtherText(path) => {
            Failure::new(Stop::Broken, sentence("failure-not-its-text", &[("path", path.into())]))
        }
        DraftError::Text { path, why } => Failure::new(Stop::Broken, path).why(why),
        DraftError::Signature(error) => Failure::new(Stop::Broken, error),
        DraftError::Reply(error) => Failure::new(Stop::Error, error),
        DraftError::Note(error) => Failure::new(Stop::Error, error),
    }
}
