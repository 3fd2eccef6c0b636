//! What was given: files and folders, read with bounds, each told for what it is.
//!
//! No link in a folder is followed, and nothing that a file says is taken for a path.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::refusal::Refusal;
use crate::failure::{Failure, Stop};
use crate::progress::Progress;
use crate::session::Session;
use countersign_core::key::sshsig::SshSignature;
use countersign_core::record::{Kind, Record};
use countersign_core::reply::{self, REPLY_BYTES_MAX, Reply};
use countersign_core::request;
use countersign_speech::locale::{Sentence, message};
use countersign_workflow::land::Signed;

/// Most files that one run looks at.
const FILES_MAX: usize = 10_000;
/// Folders in folders go no deeper.
const DEPTH_MAX: usize = 8;
/// Largest file that is read.
pub(super) const FILE_BYTES_MAX: u64 = REPLY_BYTES_MAX as u64;
/// What a signature file begins with.
const SIGNATURE_MARK: &str = "-----BEGIN SSH SIGNATURE-----";

/// One file as it was found.
pub(super) struct Gathered {
    /// Its name as it is shown; nothing is ever read or written under a name from inside a file.
    pub(super) name: String,
    pub(super) paper: Paper,
}

/// What a file is.
pub(super) enum Paper {
    /// A record with signatures that fit it.
    Reply(Signed),
    /// A signature, and not yet over what.
    Signature(SshSignature),
    /// Bytes that somebody may have signed.
    Record(Record),
    /// Nothing for us, and why.
    Other(Sentence),
    /// It should have been something.
    Unusable(Refusal),
}

/// Everything that was given, in order; each file once.
pub(super) fn gather(session: &mut Session, given: &[PathBuf]) -> Result<Vec<Gathered>, Failure> {
    let mut files = Vec::new();
    for given in given {
        if session.path(given).is_dir() {
            walk(session, given, 0, &mut files)?;
        } else {
            files.push((given.clone(), true));
        }
    }
    check_count(files.len())?;
    let mut seen = BTreeSet::new();
    files.retain(|(file, _)| seen.insert(file.clone()));
    let mut progress = Progress::new(session, files.len(), "files read");
    let mut gathered = Vec::with_capacity(files.len());
    for (file, is_named) in files {
        let paper = read(session, &file, is_named)?;
        gathered.push(Gathered { name: file.display().to_string(), paper });
        progress.step(session);
    }
    progress.end(session);
    Ok(gathered)
}

/// The plain files of a folder and of those in it, by name.
fn walk(
    session: &Session,
    folder: &Path,
    depth: usize,
    files: &mut Vec<(PathBuf, bool)>,
) -> Result<(), Failure> {
    let mut inside = Vec::new();
    for entry in std::fs::read_dir(session.path(folder))? {
        inside.push(folder.join(entry?.file_name()));
        check_count(files.len() + inside.len())?;
    }
    inside.sort();
    for path in inside {
        // The entry itself is asked, and not what it may point to.
        let found = std::fs::symlink_metadata(session.path(&path))?;
        if found.is_dir() && depth < DEPTH_MAX {
            walk(session, &path, depth + 1, files)?;
        } else {
            files.push((path, false));
        }
    }
    Ok(())
}

fn check_count(count: usize) -> Result<(), Failure> {
    if count <= FILES_MAX {
        return Ok(());
    }
    Err(Failure::new(Stop::Usage, message::failure_files_max(FILES_MAX))
        .attempt(message::failure_for_a_part()))
}

fn read(session: &Session, file: &Path, is_named: bool) -> Result<Paper, Failure> {
    if !is_named {
        let found = std::fs::symlink_metadata(session.path(file))?;
        let why = if found.is_symlink() {
            Some(message::request_why_link())
        } else if found.is_dir() {
            Some(message::request_why_deep())
        } else if !found.is_file() {
            Some(message::request_why_device())
        } else if found.len() > FILE_BYTES_MAX {
            Some(message::request_why_large())
        } else {
            None
        };
        if let Some(why) = why {
            return Ok(Paper::Other(why));
        }
    }
    let bytes = session.read_given(file, FILE_BYTES_MAX, Stop::Unchecked)?;
    Ok(told(&bytes, is_named))
}

/// What some bytes are; a file that was named by itself was meant to be an answer.
fn told(bytes: &[u8], is_named: bool) -> Paper {
    if reply::ENVELOPE.is_in(bytes) {
        return match Reply::from_text(bytes) {
            Ok(reply) => {
                let (record, signatures) = reply.into_parts();
                if record.kind() == Kind::Statement {
                    let why = message::request_why_statement();
                    return Paper::Unusable(Refusal::other(why));
                }
                Paper::Reply(Signed { record, signatures })
            }
            Err(error) => Paper::Unusable(Refusal::damaged(error)),
        };
    }
    if String::from_utf8_lossy(bytes).contains(SIGNATURE_MARK) {
        return match SshSignature::normalise(bytes) {
            Ok(signature) => Paper::Signature(signature),
            Err(error) => Paper::Unusable(Refusal::damaged(error)),
        };
    }
    if request::ENVELOPE.is_in(bytes) {
        let why = message::request_why_unanswered();
        return if is_named {
            Paper::Unusable(Refusal::unanswered(why))
        } else {
            Paper::Other(why)
        };
    }
    if bytes.starts_with(b"{")
        && let Ok(record) = Record::read(bytes)
        && record.kind() != Kind::Statement
    {
        return Paper::Record(record);
    }
    let why = message::request_why_neither();
    if is_named { Paper::Unusable(Refusal::damaged(why)) } else { Paper::Other(why) }
}
