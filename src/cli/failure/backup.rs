//! That a backup could not be made, or nothing be restored from one.

use super::{Failure, Stop};
use countersign_speech::locale::{Tell as _, message};
use countersign_workflow::error::{BackupError, GitFault};

pub(super) fn failure(error: BackupError) -> Failure {
    match error {
        BackupError::Shallow => {
            Failure::new(Stop::Refused, message::backup_shallow()).attempt("git fetch --unshallow")
        }
        BackupError::Damaged => Failure::new(Stop::Error, message::backup_damaged())
            .attempt(message::backup_damaged_try()),
        BackupError::NotEmpty(folder) => {
            Failure::new(Stop::Refused, message::backup_not_empty(folder.display()))
                .attempt(message::backup_not_empty_try())
        }
        BackupError::KeyThere(file) => {
            Failure::new(Stop::Refused, message::backup_key_there(file.display()))
                .attempt(message::backup_key_there_try())
        }
        BackupError::NoFolder => {
            Failure::new(Stop::Error, message::backup_no_folder()).why(message::failure_no_home())
        }
        BackupError::Git(fault) => {
            let why = match fault {
                GitFault::Said(words) => words.tell(),
                GitFault::NoCommit | GitFault::Silent => "git did not say why".tell(),
            };
            Failure::new(Stop::Error, message::backup_git()).why(why)
        }
    }
}
