//! Files that somebody named on the command line: looked at before they are read, and read with a bound.

use std::path::Path;

use super::failure::{Failure, Stop, of_file};
use super::session::Session;
use countersign_core::reply::Reply;
use countersign_core::request::{REQUEST_BYTES_MAX, Request};
use countersign_speech::locale::message;
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

/// The reply in a file that was read.
pub(crate) fn reply(file: &Path, bytes: &[u8]) -> Result<Reply, Failure> {
    Reply::from_text(bytes).map_err(|error| {
        Failure::new(Stop::Refused, message::failure_no_reply(file.display()))
            .why(error)
            .attempt(message::failure_ask_sender())
    })
}

/// The request in a file that was read.
pub(crate) fn request(file: &Path, bytes: &[u8]) -> Result<Request, Failure> {
    Request::from_text(bytes).map_err(|error| {
        let name = file.display();
        let what = message::failure_no_request(&name);
        Failure::new(Stop::Refused, what).why(error).attempt(message::failure_ask_again())
    })
}

/// The bytes of a request or a reply.
pub(crate) fn paper(session: &Session, file: &Path) -> Result<Vec<u8>, Failure> {
    session.read_given(file, REQUEST_BYTES_MAX as u64, Stop::Unchecked)
}
