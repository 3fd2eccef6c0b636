//! A file that a command was told to write.

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use super::failure::{Failure, Stop};
use countersign_git::directory::write_atomic;
use countersign_speech::locale::message;

/// How many first bytes tell that a file is an older one of the same kind.
const SAME_KIND_BYTES: u64 = 12;

/// Writes a file in the place of nothing, or of an older one of its kind; a key that lies there is not written over.
///
/// A pipe or a device is written into.
///
/// # Errors
/// Where another file lies there, or it could not be written.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    match std::fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error.into()),
        Ok(there) if there.is_file() => {
            if !is_of_its_kind(path, bytes)? {
                let name = path.file_name().unwrap_or(path.as_os_str()).display();
                return Err(Failure::new(Stop::Refused, message::failure_exists(&name)));
            }
        }
        Ok(_) => return Ok(File::options().write(true).open(path)?.write_all(bytes)?),
    }
    Ok(write_atomic(path, bytes, 0o644)?)
}

fn is_of_its_kind(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    let mut first = Vec::new();
    File::open(path)?.take(SAME_KIND_BYTES).read_to_end(&mut first)?;
    Ok(!first.is_empty() && bytes.starts_with(&first))
}
