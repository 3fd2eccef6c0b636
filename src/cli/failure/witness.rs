//! That a witness could not cosign, or its line not be kept.

use super::{Failure, Stop};
use countersign_speech::locale::{Sentence, message};
use countersign_workflow::error::{AnswerFault, WitnessError};

pub(super) fn failure(error: WitnessError) -> Failure {
    use WitnessError as E;
    let refused = |what: Sentence| Failure::new(Stop::Refused, what);
    let broken = |what: Sentence| Failure::new(Stop::Broken, what);
    match error {
        E::LogUnread => Failure::new(Stop::Unchecked, message::failure_log_unread()),
        E::KeyElsewhere => Failure::new(Stop::Signer, message::failure_witness_key()),
        E::NotWitness => refused(message::failure_no_such_witness())
            .why(message::failure_no_such_witness_why())
            .attempt("countersign witness vkey NAME FILE.pub, for the maintainers to add"),
        E::NotCosigned(error) => refused(message::failure_cannot_cosign()).why(error),
        E::Note(error) => Failure::new(Stop::Refused, error),
        E::Line(error) => broken(message::failure_witness_line()).why(error),
        E::NotNewest => refused(message::failure_not_newest())
            .why(message::failure_not_newest_why())
            .attempt(message::failure_not_newest_try()),
        E::NoLine => refused(message::failure_no_witness_line())
            .why(message::failure_no_witness_line_why())
            .attempt("countersign root show, to see who the witnesses are"),
        E::NotProven(error) => {
            Failure::new(Stop::Unchecked, message::failure_cannot_prove_log()).why(error)
        }
        E::Ahead { url, saw, size } => broken(message::failure_witness_saw(url, saw, size))
            .why(message::failure_witness_saw_why())
            .attempt(message::failure_pull_again()),
        E::Refused { url, status, fault: fault @ AnswerFault::Later } => {
            refused(message::failure_not_cosigned(url, meaning(fault)))
                .why(message::failure_it_answered(status))
                .attempt(message::failure_witness_later())
        }
        E::Refused { url, status, fault } => {
            refused(message::failure_not_cosigned(url, meaning(fault)))
                .why(message::failure_it_answered(status))
                .attempt(message::failure_ask_witness())
        }
        E::Answer(error) => Failure::new(Stop::Error, message::failure_witness_answer()).why(error),
        E::AnsweredLine(error) => broken(message::failure_witness_line_bad()).why(error),
    }
}

fn meaning(fault: AnswerFault) -> Sentence {
    match fault {
        AnswerFault::NoSize => message::failure_cosign_no_size(),
        AnswerFault::Overtaken => message::failure_cosign_overtaken(),
        AnswerFault::KeyUntrusted => message::failure_cosign_key(),
        AnswerFault::LogUnknown => message::failure_cosign_log(),
        AnswerFault::OtherHistory => message::failure_cosign_history(),
        AnswerFault::Later => message::failure_cosign_later(),
        AnswerFault::Unknown => message::failure_cosign_unknown(),
    }
}
