//! What there is to say about the log.

use super::{technical, text, unread};
use crate::locale::{Sentence, Value, sentence};
use crate::log::Fault;
use crate::speech::violation;
use crate::verify::finding::{LogFinding, NextFault};

pub(super) fn message(what: &LogFinding) -> Sentence {
    match what {
        LogFinding::File(Fault::Missing) | LogFinding::Unread(Fault::Missing) => {
            sentence("finding-log-missing", &[])
        }
        LogFinding::File(one @ Fault::Extra { .. })
        | LogFinding::Unread(one @ Fault::Extra { .. }) => {
            sentence("finding-log-extra", &[("technical", fault(one))])
        }
        LogFinding::File(one @ Fault::NoCheckpoint(_))
        | LogFinding::Unread(one @ Fault::NoCheckpoint(_)) => {
            sentence("finding-checkpoint", &[("technical", fault(one))])
        }
        LogFinding::File(one @ (Fault::TooLong { .. } | Fault::Root { .. }))
        | LogFinding::Unread(one @ (Fault::TooLong { .. } | Fault::Root { .. })) => {
            sentence("finding-log-root", &[("technical", fault(one))])
        }
        LogFinding::Unread(one @ (Fault::Tile(_) | Fault::Unread(_))) => {
            sentence("finding-log-unread", &[("technical", fault(one))])
        }
        LogFinding::File(one @ (Fault::Tile(_) | Fault::Unread(_))) => {
            sentence("finding-log-tile", &[("technical", fault(one))])
        }
        LogFinding::Unsigned(error) => {
            sentence("finding-checkpoint-signature", &[("technical", technical(error))])
        }
        LogFinding::Cosignature(error) => {
            sentence("finding-cosignature", &[("technical", technical(error))])
        }
        LogFinding::Witnessed(error) => {
            sentence("finding-witnessed", &[("technical", technical(error))])
        }
        LogFinding::WitnessedUnread(error) => unread(error),
        LogFinding::BeyondWitnessed { size, all } => sentence(
            "finding-beyond-witnessed",
            &[("size", (*size).into()), ("all", (*all).into())],
        ),
        LogFinding::Next(fault) => next(fault),
    }
}

/// What is wrong with a file of the log, in English.
fn fault(fault: &Fault) -> Value<'static> {
    match fault {
        Fault::Missing => "the log has no checkpoint".into(),
        Fault::NoCheckpoint(error) => format!("not a checkpoint: {error}").into(),
        Fault::Extra { size } => format!("a log of {size} entries has no such file").into(),
        Fault::TooLong { size } => {
            format!("it covers {size} entries, more than the files here can hold").into()
        }
        Fault::Root { want, got } => {
            format!("it names the root {want}, the entries give {got}").into()
        }
        Fault::Tile(error) => technical(error),
        Fault::Unread(error) => technical(error),
    }
}

fn next(fault: &NextFault) -> Sentence {
    match fault {
        NextFault::Unread(error) => unread(error),
        NextFault::NoText(error) => {
            sentence("finding-next-no-head", &[("technical", technical(error))])
        }
        NextFault::NoHead(error) => {
            sentence("finding-next-no-head", &[("technical", technical(error))])
        }
        NextFault::Size { said, size } => {
            sentence("finding-next-size", &[("said", (*said).into()), ("size", (*size).into())])
        }
        NextFault::Count { said, waiting } => sentence(
            "finding-next-count",
            &[("said", (*said).into()), ("waiting", (*waiting).into())],
        ),
        NextFault::Root { said, got } => {
            sentence("finding-next-root", &[("said", text(said)), ("got", text(got))])
        }
        NextFault::Rule(why) => violation(why),
        NextFault::NoLog => sentence("finding-next-no-log", &[]),
    }
}
