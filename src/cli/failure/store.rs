//! What git's repository does not let happen.

use super::{Failure, Stop};
use crate::locale::sentence;
use crate::store::StoreError;

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
                failure.why(sentence("failure-moved", &[])).attempt(sentence("failure-again", &[]))
            }
            StoreError::Busy { .. } => failure
                .why(sentence("failure-busy", &[]))
                .attempt(sentence("failure-again-later", &[])),
            StoreError::Revision { .. } => failure.attempt("git log --oneline --all"),
            StoreError::Object(_) => {
                failure.why(sentence("failure-object-damaged", &[])).attempt("git fsck")
            }
            StoreError::Io { path, why } => {
                // The system's own words go on with the name of a temporary file, which helps nobody.
                let why = why.to_string();
                Self::new(
                    stop,
                    sentence("failure-io", &[("path", path.display().to_string().into())]),
                )
                .why(why.split(" at path ").next().unwrap_or_default())
                .attempt("df -h")
            }
            _ => failure.attempt("git fsck"),
        }
    }
}
