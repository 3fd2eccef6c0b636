//! That a version could not be published.

use super::{Failure, Stop};
use countersign_speech as speech;
use countersign_speech::locale::{Sentence, message};
use countersign_workflow::draft::StaleWhy;
use countersign_workflow::error::PublishError;
use countersign_workflow::publish::Doubts;

pub(super) fn failure(error: PublishError) -> Failure {
    let refused = |what: Sentence| Failure::new(Stop::Refused, what);
    match error {
        PublishError::Already(id) => refused(message::failure_published_already(&id))
            .why(message::failure_published_already_why())
            .attempt(format!("countersign show {id}")),
        PublishError::NoDraft(id) => Failure::new(Stop::Unknown, message::failure_no_draft(&id))
            .why(message::failure_no_draft_why())
            .attempt(format!("countersign propose {} --title TITLE --text en=FILE", id.statement)),
        PublishError::EndorsesNothing { organisation, id } => {
            refused(message::failure_endorses_nothing(&organisation))
                .why(message::failure_endorses_nothing_why())
                .attempt(format!("countersign status {id}"))
        }
        PublishError::NotPublishable { organisation, why } => {
            refused(message::failure_not_publishable(&organisation))
                .why(stale_why(&why))
                .attempt(message::failure_sign_again(&organisation))
        }
        PublishError::Doubtful(doubts) if !doubts.refusing.is_empty() => {
            let names: Vec<&str> = doubts.refusing.iter().map(|one| one.name.as_str()).collect();
            refused(message::failure_prints_refusing(names.join(", ")))
                .why(message::failure_prints_refusing_why())
                .attempt(message::failure_prints_refusing_try())
        }
        PublishError::Doubtful(Doubts {
            fewer: Some(fewer), unanswered, is_nobody: false, ..
        }) if unanswered.is_empty() => refused(message::failure_fewer(fewer.version))
            .why(message::failure_fewer_why())
            .attempt(message::failure_look_then_add("--fewer")),
        PublishError::Doubtful(doubts) if doubts.unanswered.is_empty() => {
            refused(message::failure_nobody_endorses())
                .why(message::failure_nobody_endorses_why())
                .attempt(message::failure_nobody_endorses_try())
        }
        PublishError::Doubtful(doubts) => {
            let names: Vec<&str> = doubts.unanswered.iter().map(|one| one.name.as_str()).collect();
            refused(message::failure_prints_unanswered(names.join(", ")))
                .why(message::failure_prints_refusing_why())
                .attempt(message::failure_prints_unanswered_try())
        }
        PublishError::Ahead { organisation, time, now } => {
            refused(message::failure_ahead(&organisation, time, now))
                .why(message::failure_ahead_why())
                .attempt(message::failure_ahead_try(&organisation))
        }
        PublishError::Condition { organisation, unmet } => {
            refused(message::failure_condition(&organisation))
                .why(speech::unmet(&unmet))
                .attempt(message::failure_wait_or_without(&organisation))
        }
        PublishError::Record(error) => Failure::new(Stop::Error, error),
        PublishError::Withholding(error) => Failure::new(Stop::Refused, error),
        PublishError::ManyActs => refused(message::failure_many_acts()),
        PublishError::Entry(error) => Failure::new(Stop::Error, error),
        PublishError::NothingForward => {
            Failure::new(Stop::Error, message::failure_nothing_forward())
        }
        PublishError::Gone => Failure::new(Stop::Error, message::failure_published_gone()),
    }
}

/// Why an act on a draft does not count.
pub(crate) fn stale_why(why: &StaleWhy) -> Sentence {
    match why {
        StaleWhy::Misplaced => message::failure_misplaced(),
        StaleWhy::Refused(violation) => speech::violation(violation),
    }
}
