//! What there is to say about the log.

use super::unread;
use crate::locale::{Sentence, message};
use crate::violation;
use countersign_core::log::Fault;
use countersign_core::verify::finding::{LogFinding, NextFault};

pub(super) fn message(what: &LogFinding) -> Sentence {
    match what {
        LogFinding::File(Fault::Missing) | LogFinding::Unread(Fault::Missing) => {
            message::finding_log_missing()
        }
        LogFinding::File(one @ Fault::Extra { .. })
        | LogFinding::Unread(one @ Fault::Extra { .. }) => message::finding_log_extra(fault(one)),
        LogFinding::File(one @ Fault::NoCheckpoint(_))
        | LogFinding::Unread(one @ Fault::NoCheckpoint(_)) => {
            message::finding_checkpoint(fault(one))
        }
        LogFinding::File(one @ (Fault::TooLong { .. } | Fault::Root { .. }))
        | LogFinding::Unread(one @ (Fault::TooLong { .. } | Fault::Root { .. })) => {
            message::finding_log_root(fault(one))
        }
        LogFinding::Unread(one @ (Fault::Tile(_) | Fault::Unread(_))) => {
            message::finding_log_unread(fault(one))
        }
        LogFinding::File(one @ (Fault::Tile(_) | Fault::Unread(_))) => {
            message::finding_log_tile(fault(one))
        }
        LogFinding::Unsigned(error) => message::finding_checkpoint_signature(error),
        LogFinding::Cosignature(error) => message::finding_cosignature(error),
        LogFinding::Witnessed(error) => message::finding_witnessed(error),
        LogFinding::WitnessedUnread(error) => unread(error),
        LogFinding::BeyondWitnessed { size, all } => message::finding_beyond_witnessed(*size, *all),
        LogFinding::Next(fault) => next(fault),
    }
}

/// What is wrong with a file of the log, in English.
fn fault(fault: &Fault) -> String {
    match fault {
        Fault::Missing => "the log has no checkpoint".to_owned(),
        Fault::NoCheckpoint(error) => format!("not a checkpoint: {error}"),
        Fault::Extra { size } => format!("a log of {size} entries has no such file"),
        Fault::TooLong { size } => {
            format!("it covers {size} entries, more than the files here can hold")
        }
        Fault::Root { want, got } => {
            format!("it names the root {want}, the entries give {got}")
        }
        Fault::Tile(error) => error.to_string(),
        Fault::Unread(error) => error.to_string(),
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
