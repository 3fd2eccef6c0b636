//! What git's repository does not let happen.

use super::{Failure, Stop};
use countersign_git::store::StoreError;
use countersign_speech::locale::message;

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let stop = match &error {
            StoreError::Moved { .. } | StoreError::Busy { .. } => Stop::Busy,
            StoreError::Object(_) | StoreError::Format { .. } => Stop::Unchecked,
            StoreError::Revision { .. } => Stop::Unknown,
            StoreError::Rewrite { .. } => Stop::Refused,
            _ => Stop::Error,
        };
        let failure = Self::new(stop, &error);
        match error {
            StoreError::Rewrite { attempt, .. } => failure.attempt(attempt),
            StoreError::Moved { .. } => {
                failure.why(message::failure_moved()).attempt(message::failure_again())
            }
            StoreError::Busy { .. } => {
                failure.why(message::failure_busy()).attempt(message::failure_again_later())
            }
            StoreError::Revision { .. } => failure.attempt("git log --oneline --all"),
            StoreError::Object(_) => {
                failure.why(message::failure_object_damaged()).attempt("git fsck")
            }
            StoreError::Io { path, why } => {
                // The system's own words go on with the name of a temporary file, which helps nobody.
                let why = why.to_string();
                Self::new(stop, message::failure_io(path.display()))
                    .why(why.split(" at path ").next().unwrap_or_default())
                    .attempt("df -h")
            }
            _ => failure.attempt("git fsck"),
        }
    }
}
