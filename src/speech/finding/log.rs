//! What there is to say about the log.

use super::unread;
use crate::locale::{Sentence, message};
use crate::violation;
use countersign_core::log::Fault;
use countersign_core::verify::finding::{LogFinding, NextFault};

pub(super) fn message(what: &LogFinding) -> Sentence {
    match what {
        LogFinding::File(fault) => file(fault, message::finding_log_tile),
        LogFinding::Unread(fault) => file(fault, message::finding_log_unread),
        LogFinding::Unsigned(error) => message::finding_checkpoint_signature(error),
        LogFinding::Cosignature(error) => message::finding_cosignature(error),
        LogFinding::Witnessed(error) => message::finding_witnessed(error),
        LogFinding::WitnessedUnread(error) => unread(error),
        LogFinding::PolicyUnmet => message::finding_policy_unmet(),
        LogFinding::PolicyUnjudged => message::finding_policy_unjudged(),
        LogFinding::OwnPolicyUnmet => message::finding_own_policy_unmet(),
        LogFinding::OwnPolicyUnjudged => message::finding_own_policy_unjudged(),
        LogFinding::Continues { origin, registry, size } => {
            message::finding_continues(*size, origin, registry)
        }
        LogFinding::Ended { successor: Some(successor) } => {
            message::finding_ended_successor(successor)
        }
        LogFinding::Ended { successor: None } => message::finding_ended(),
        LogFinding::WitnessesChanged { number } => message::finding_witnesses_changed(*number),
        LogFinding::Unwitnessed { want, got } => message::finding_unwitnessed(*want, *got),
        LogFinding::BeyondWitnessed { size, all } => message::finding_beyond_witnessed(*size, *all),
        LogFinding::Next(fault) => next(fault),
    }
}

/// What is wrong with a file of the log; `other` says it of one that is not as it must be, or could not be read.
fn file(fault: &Fault, other: impl Fn(String) -> Sentence) -> Sentence {
    match fault {
        Fault::Missing => message::finding_log_missing(),
        Fault::NoCheckpoint(error) => message::finding_checkpoint(error),
        Fault::Extra { size } => message::finding_log_extra(*size),
        Fault::TooLong { size } => message::finding_log_too_long(*size),
        Fault::Root { want, got } => message::finding_log_root(want, got),
        Fault::Tile(error) => other(error.to_string()),
        Fault::Unread(error) => other(error.to_string()),
    }
}

fn next(fault: &NextFault) -> Sentence {
    match fault {
        NextFault::Unread(error) => unread(error),
        NextFault::NoText(error) => message::finding_next_no_head(error),
        NextFault::NoHead(error) => message::finding_next_no_head(error),
        NextFault::Size { said, size } => message::finding_next_size(*said, *size),
        NextFault::Count { said, waiting } => message::finding_next_count(*said, *waiting),
        NextFault::Root { said, got } => message::finding_next_root(said, got),
        NextFault::Rule(why) => violation(why),
        NextFault::NoLog => message::finding_next_no_log(),
    }
}
