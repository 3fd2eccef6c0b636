//! Files that somebody named on the command line: looked at before they are read, and read with a bound.

use std::io::{ErrorKind, Read as _};
use std::path::Path;

use super::failure::{Failure, Stop};
use super::session::Session;
use crate::locale::{Sentence, Tell as _, sentence};
use crate::reply::Reply;
use crate::request::{REQUEST_BYTES_MAX, Request};

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
        let path = self.path(file);
        let refuse = |why: Sentence| {
            Failure::new(
                stop,
                sentence("failure-cannot-read", &[("file", file.display().to_string().into())]),
            )
            .why(why)
        };
        let found = std::fs::metadata(&path).map_err(|error| match error.kind() {
            // That a name was mistyped says nothing about what the file holds.
            ErrorKind::NotFound => {
                let stop = if stop == Stop::Unchecked { Stop::Error } else { stop };
                Failure { stop, ..refuse(sentence("failure-no-such-file", &[])) }
                    .attempt(format!("ls {}", folder(file).display()))
            }
            _ => refuse(error.tell()),
        })?;
        if !found.is_file() {
            let why = if found.is_dir() {
                sentence("failure-is-folder", &[])
            } else {
                sentence("failure-is-device", &[])
            };
            return Err(refuse(why).attempt(format!("ls {}", file.display())));
        }
        if found.len() > bytes_max {
            return Err(refuse(sentence(
                "failure-bytes-max",
                &[
                    ("bytes_max", bytes_max.to_string().into()),
                    ("got", found.len().to_string().into()),
                ],
            ))
            .attempt(format!("ls -l {}", file.display())));
        }
        let mut bytes = Vec::new();
        std::fs::File::open(&path)
            .and_then(|file| file.take(bytes_max).read_to_end(&mut bytes))
            .map_err(|error| refuse(error.tell()))?;
        Ok(bytes)
    }
}

fn folder(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The reply in a file that was read.
pub(crate) fn reply(file: &Path, bytes: &[u8]) -> Result<Reply, Failure> {
    Reply::from_text(bytes).map_err(|error| {
        Failure::new(
            Stop::Refused,
            sentence("failure-no-reply", &[("file", file.display().to_string().into())]),
        )
        .why(error)
        .attempt(sentence("failure-ask-sender", &[]))
    })
}

/// The request in a file that was read.
pub(crate) fn request(file: &Path, bytes: &[u8]) -> Result<Request, Failure> {
    Request::from_text(bytes).map_err(|error| {
        let name = file.display();
        let what = sentence("failure-no-request", &[("name", name.to_string().into())]);
        Failure::new(Stop::Refused, what).why(error).attempt(sentence("failure-ask-again", &[]))
    })
}

/// The bytes of a request or a reply.
pub(crate) fn paper(session: &Session, file: &Path) -> Result<Vec<u8>, Failure> {
    session.read_given(file, REQUEST_BYTES_MAX as u64, Stop::Unchecked)
}
