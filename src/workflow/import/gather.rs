//! What was given: files and folders, read with bounds, each told for what it is.
//!
//! No link in a folder is followed, and nothing that a file says is taken for a path.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Passed;
use super::refusal::{Damage, Refusal};
use crate::error::ImportError;
use crate::land::Signed;
use crate::progress::Steps;
use crate::{Error, World, files};
use countersign_core::key::sshsig::SshSignature;
use countersign_core::record::{Kind, Record};
use countersign_core::reply::{self, REPLY_BYTES_MAX, Reply};
use countersign_core::request;

/// Most files that one run looks at.
const FILES_MAX: usize = 10_000;
/// Folders in folders go no deeper.
const DEPTH_MAX: usize = 8;
/// Largest file that is read, in bytes.
const FILE_BYTES_MAX: u64 = REPLY_BYTES_MAX as u64;
/// What a signature file begins with.
const SIGNATURE_MARK: &str = "-----BEGIN SSH SIGNATURE-----";

/// One file as it was found.
pub struct Gathered {
    /// Its name as it is shown; nothing is ever read or written under a name from inside a file.
    pub file: PathBuf,
    /// What it is.
    pub paper: Paper,
}

/// What a file is.
pub enum Paper {
    /// A record with signatures that fit it.
    Reply(Signed),
    /// A signature, and not yet over what.
    Signature(SshSignature),
    /// Bytes that somebody may have signed.
    Record(Record),
    /// Nothing for us, and why.
    Other(Passed),
    /// It should have been something.
    Unusable(Refusal),
}

/// Everything that was given, in order; each file once.
///
/// # Errors
/// Where there are too many, or one that was named cannot be read.
pub fn gather(world: &mut dyn World, given: &[PathBuf]) -> Result<Vec<Gathered>, Error> {
    let mut all = Vec::new();
    for given in given {
        if world.path(given).is_dir() {
            walk(world, given, 0, &mut all)?;
        } else {
            all.push((given.clone(), true));
        }
    }
    check_count(all.len())?;
    let mut seen = BTreeSet::new();
    all.retain(|(file, _)| seen.insert(file.clone()));
    let mut steps = Steps::new(world, all.len());
    let mut gathered = Vec::with_capacity(all.len());
    for (file, is_named) in all {
        let paper = read(world, &file, is_named)?;
        gathered.push(Gathered { file, paper });
        steps.step(world);
    }
    steps.end(world);
    Ok(gathered)
}

/// The plain files of a folder and of those in it, by name.
fn walk(
    world: &dyn World,
    folder: &Path,
    depth: usize,
    files: &mut Vec<(PathBuf, bool)>,
) -> Result<(), Error> {
    let mut inside = Vec::new();
    for entry in std::fs::read_dir(world.path(folder))? {
        inside.push(folder.join(entry?.file_name()));
        check_count(files.len() + inside.len())?;
    }
    inside.sort();
    for path in inside {
        // The entry itself is asked, and not what it may point to.
        let found = std::fs::symlink_metadata(world.path(&path))?;
        if found.is_dir() && depth < DEPTH_MAX {
            walk(world, &path, depth + 1, files)?;
        } else {
            files.push((path, false));
        }
    }
    Ok(())
}

fn check_count(count: usize) -> Result<(), Error> {
    if count <= FILES_MAX {
        return Ok(());
    }
    Err(ImportError::TooMany { max: FILES_MAX }.into())
}

fn read(world: &dyn World, file: &Path, is_named: bool) -> Result<Paper, Error> {
    if !is_named {
        let found = std::fs::symlink_metadata(world.path(file))?;
        let why = if found.is_symlink() {
            Some(Passed::Link)
        } else if found.is_dir() {
            Some(Passed::Deep)
        } else if !found.is_file() {
            Some(Passed::Device)
        } else if found.len() > FILE_BYTES_MAX {
            Some(Passed::Large)
        } else {
            None
        };
        if let Some(why) = why {
            return Ok(Paper::Other(why));
        }
    }
    let bytes = files::read(world, file, FILE_BYTES_MAX).map_err(ImportError::File)?;
    Ok(told(&bytes, is_named))
}

/// What some bytes are; a file that was named by itself was meant to be an answer.
fn told(bytes: &[u8], is_named: bool) -> Paper {
    if reply::ENVELOPE.is_in(bytes) {
        return match Reply::from_text(bytes) {
            Ok(reply) => {
                let (record, signatures) = reply.into_parts();
                if record.kind() == Kind::Statement {
                    return Paper::Unusable(Refusal::Statement);
                }
                Paper::Reply(Signed { record, signatures })
            }
            Err(error) => Paper::Unusable(Refusal::Damaged(Damage::Reply(error))),
        };
    }
    if String::from_utf8_lossy(bytes).contains(SIGNATURE_MARK) {
        return match SshSignature::normalise(bytes) {
            Ok(signature) => Paper::Signature(signature),
            Err(error) => Paper::Unusable(Refusal::Damaged(Damage::Signature(error))),
        };
    }
    if request::ENVELOPE.is_in(bytes) {
        return if is_named {
            Paper::Unusable(Refusal::Unanswered)
        } else {
            Paper::Other(Passed::Unanswered)
        };
    }
    if bytes.starts_with(b"{")
        && let Ok(record) = Record::read(bytes)
        && record.kind() != Kind::Statement
    {
        return Paper::Record(record);
    }
    if is_named {
        Paper::Unusable(Refusal::Damaged(Damage::Neither))
    } else {
        Paper::Other(Passed::Neither)
    }
}
