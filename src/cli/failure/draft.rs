//! That a draft, or what waits or is kept on a branch, cannot be used.

use super::{Failure, Stop};
use countersign_core::ledger::Violation;
use countersign_speech as speech;
use countersign_speech::locale::message;
use countersign_workflow::error::{DraftError, DraftFault};

pub(super) fn failure(error: DraftError) -> Failure {
    match error {
        DraftError::Unread { id, fault } => {
            // Who retired while a draft was out forged nothing.
            let is_retired = |why: &Violation| matches!(why, Violation::Retired(_));
            let stop = match &*fault {
                DraftFault::Refused(why) if is_retired(why) => Stop::Refused,
                _ => Stop::Broken,
            };
            let why = match *fault {
                DraftFault::NoStatement => message::failure_draft_no_statement(),
                DraftFault::Finding(finding) => speech::finding(&finding).message,
                DraftFault::Refused(violation) => speech::violation(&violation),
            };
            let what = message::failure_draft_unread(&id);
            Failure::new(stop, what).why(why).attempt(message::failure_try_propose(&id.statement))
        }
        DraftError::Changed(path) => {
            Failure::new(Stop::Broken, message::failure_changed_since(path))
        }
        DraftError::OtherText(path) => {
            Failure::new(Stop::Broken, message::failure_not_its_text(path))
        }
        DraftError::Text { path, why } => Failure::new(Stop::Broken, path).why(why),
        DraftError::Signature(error) => Failure::new(Stop::Broken, error),
        DraftError::Reply(error) => Failure::new(Stop::Error, error),
        DraftError::Note(error) => Failure::new(Stop::Error, error),
    }
}
