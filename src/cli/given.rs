//! Files that somebody named on the command line: looked at before they are read, and read with a bound.

use std::path::Path;

use super::failure::{Failure, Stop, of_file};
use super::session::Session;
use countersign_workflow::files;

impl Session {
    /// The bytes of a file; `stop` says what it means that it cannot be used.
    ///
    /// # Errors
    /// Where there is none, it is no plain file, it is larger than `bytes_max`, or the system refuses.
    pub(crate) fn read_given(
        &self,
        file: &Path,
        bytes_max: u64,
        stop: Stop,
    ) -> Result<Vec<u8>, Failure> {
        files::read(self, file, bytes_max).map_err(|error| of_file(error, stop))
    }
}
