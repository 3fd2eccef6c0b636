//! That something could not be written or logged.

use super::{Failure, Stop};
use crate::told::told;
use countersign_core::ledger::Violation;
use countersign_speech as speech;
use countersign_speech::locale::{Sentence, Tell, message};
use countersign_workflow::checkpoint::LOG_KEY;
use countersign_workflow::error::{AppendFault, Elsewhere, LandError, Refused};

pub(super) fn failure(error: LandError) -> Failure {
    match error {
        LandError::SignedAlready(key) => {
            Failure::new(Stop::Refused, message::failure_signed_already(key.display()))
                .why(message::failure_key_once())
                .attempt("countersign status, to see whom it waits for")
        }
        LandError::NoPlace => Failure::new(Stop::Error, message::failure_no_place()),
        LandError::TwoLabels(label) => {
            Failure::new(Stop::Refused, message::failure_two_labels(&label))
                .why(message::failure_two_labels_why())
                .attempt(message::failure_without_one())
        }
        LandError::Refused { what: Refused::Record(record), violation } => {
            refused(told(&record), &violation)
        }
        LandError::Refused { what: Refused::Publication, violation } => {
            refused(message::log_publication(), &violation)
        }
        LandError::Known(error) => {
            Failure::new(Stop::Error, message::failure_known_damaged()).why(error)
        }
        LandError::Append(fault) => {
            let failure = Failure::new(Stop::Error, message::failure_cannot_append());
            match fault {
                AppendFault::Known(error) => failure.why(error),
                AppendFault::Entry(error) => failure.why(error),
                AppendFault::Log(error) => failure.why(error),
            }
        }
        LandError::NoAuthority => Failure::new(Stop::Error, message::failure_no_authority()),
        LandError::LogKeyElsewhere => Failure::new(Stop::Signer, message::failure_log_key_file()),
        LandError::NotLogKey(file) => {
            Failure::new(Stop::Signer, message::failure_not_log_key(file.display()))
                .why(message::failure_log_key_unlisted())
                .attempt(format!("git config --unset {LOG_KEY}"))
        }
        LandError::NoLogKey => Failure::new(Stop::Signer, message::failure_no_log_key())
            .why(message::failure_no_log_key_why())
            .attempt(message::failure_try_log_key(LOG_KEY)),
        LandError::Decided(elsewhere) => decided(elsewhere),
    }
}

fn decided(elsewhere: Elsewhere) -> Failure {
    let remote = match elsewhere {
        Elsewhere::Remote(name) => name,
        Elsewhere::Announced => "the remote that it was announced to".to_owned(),
    };
    let what = message::failure_decided_remote(&remote);
    Failure::new(Stop::Refused, what)
        .why(message::failure_log_key_remote())
        .attempt(format!("countersign sync {remote}"))
}

/// Why the ledger refused what a command was about to write.
pub(crate) fn refused(what: impl Tell, refusal: &Violation) -> Failure {
    Failure::new(Stop::Refused, message::failure_cannot_log(what))
        .why(speech::violation(refusal))
        .attempt(way_out(refusal))
}

/// What helps where a rule refuses something.
fn way_out(refusal: &Violation) -> Sentence {
    match refusal {
        Violation::Chain { .. } => message::failure_way_out_chain(),
        Violation::NotEntitled { .. } => message::failure_way_out_keys(),
        Violation::Threshold { .. } => message::failure_way_out_threshold(),
        Violation::Closed { version, .. } => format!("countersign show {version}").tell(),
        Violation::KeyTaken { .. } | Violation::KeyEnded { .. } => {
            message::failure_way_out_new_key()
        }
        Violation::WithdrawInstead { .. } => "countersign withdraw --help".tell(),
        _ => message::failure_way_out_status(),
    }
}
