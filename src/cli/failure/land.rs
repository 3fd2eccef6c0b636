//! That something could not be written or logged.

use super::{Failure, Stop};
use crate::cli::told::told;
use crate::ledger::Violation;
use crate::locale::{Tell, sentence};
use crate::speech;
use crate::workflow::checkpoint::LOG_KEY;
use crate::workflow::error::{AppendFault, Elsewhere, LandError, Refused};

pub(super) fn failure(error: LandError) -> Failure {
    match error {
        LandError::SignedAlready(key) => Failure::new(
            Stop::Refused,
            sentence("failure-signed-already", &[("key", key.display().to_string().into())]),
        )
        .why(sentence("failure-key-once", &[]))
        .attempt("countersign status, to see whom it waits for"),
        LandError::NoPlace => Failure::new(Stop::Error, sentence("failure-no-place", &[])),
        LandError::TwoLabels(label) => Failure::new(
            Stop::Refused,
            sentence("failure-two-labels", &[("label", label.to_string().into())]),
        )
        .why(sentence("failure-two-labels-why", &[]))
        .attempt(sentence("failure-without-one", &[])),
        LandError::Refused { what: Refused::Record(record), violation } => {
            refused(told(&record), &violation)
        }
        LandError::Refused { what: Refused::Publication, violation } => {
            refused(sentence("log-publication", &[]), &violation)
        }
        LandError::Known(error) => {
            Failure::new(Stop::Error, sentence("failure-known-damaged", &[])).why(error)
        }
        LandError::Append(fault) => {
            let failure = Failure::new(Stop::Error, sentence("failure-cannot-append", &[]));
            match fault {
                AppendFault::Known(error) => failure.why(error),
                AppendFault::Entry(error) => failure.why(error),
                AppendFault::Log(error) => failure.why(error),
            }
        }
        LandError::NoAuthority => Failure::new(Stop::Error, sentence("failure-no-authority", &[])),
        LandError::LogKeyElsewhere => {
            Failure::new(Stop::Signer, sentence("failure-log-key-file", &[]))
        }
        LandError::NotLogKey(file) => Failure::new(
            Stop::Signer,
            sentence("failure-not-log-key", &[("file", file.display().to_string().into())]),
        )
        .why(sentence("failure-log-key-unlisted", &[]))
        .attempt(format!("git config --unset {LOG_KEY}")),
        LandError::NoLogKey => Failure::new(Stop::Signer, sentence("failure-no-log-key", &[]))
            .why(sentence("failure-no-log-key-why", &[]))
            .attempt(sentence("failure-try-log-key", &[("setting", LOG_KEY.to_string().into())])),
        LandError::Decided(elsewhere) => decided(elsewhere),
    }
}

fn decided(elsewhere: Elsewhere) -> Failure {
    let remote = match elsewhere {
        Elsewhere::Remote(name) => name,
        Elsewhere::Announced => "the remote that it was announced to".to_owned(),
    };
    let what = sentence("failure-decided-remote", &[("remote", remote.to_string().into())]);
    Failure::new(Stop::Refused, what)
        .why(sentence("failure-log-key-remote", &[]))
        .attempt(format!("countersign sync {remote}"))
}

/// Why the ledger refused what a command was about to write.
pub(crate) fn refused(what: impl Tell, refusal: &Violation) -> Failure {
    Failure::new(Stop::Refused, sentence("failure-cannot-log", &[("what", what.tell().into())]))
        .why(speech::violation(refusal))
        .attempt("countersign log")
}
