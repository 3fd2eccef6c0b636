//! That the user's own `git` did not do what it was asked for.

use super::{Failure, Stop};
use countersign_speech::locale::{Tell as _, message};
use countersign_workflow::error::{AddressFault, GitError, GitFault};

pub(super) fn failure(error: GitError) -> Failure {
    match error {
        GitError::OtherSync => Failure::new(Stop::Busy, message::failure_other_sync())
            .why(message::failure_other_sync_why())
            .attempt(message::failure_again_later()),
        GitError::Address(fault) => {
            let why = match fault {
                AddressFault::Option => message::failure_dash(),
                AddressFault::Inside => message::failure_inside(),
            };
            Failure::new(Stop::Refused, message::failure_remote_address())
                .why(why)
                .attempt(message::failure_remote_address_try())
        }
        GitError::NotStarted(error) => Failure::new(Stop::Error, message::failure_git_unstarted())
            .why(error)
            .attempt(message::failure_git_install()),
        GitError::Unreachable { name, fault } => {
            let why = match fault {
                GitFault::NoCommit => "git did not say what it fetched".tell(),
                GitFault::Said(words) => words.tell(),
                GitFault::Silent => "git did not say why".tell(),
            };
            Failure::new(Stop::Error, message::failure_unreachable(name))
                .why(why)
                .attempt(message::failure_again_credentials())
        }
    }
}
