//! Files that somebody named: looked at before they are read, and read with a bound.

use std::io::{ErrorKind, Read as _};
use std::path::Path;

use super::World;
use super::error::{FileError, FileFault};

/// The bytes of a file.
///
/// # Errors
/// Where there is none, it is no plain file, it is larger than `bytes_max`, or the system refuses.
pub fn read(world: &dyn World, file: &Path, bytes_max: u64) -> Result<Vec<u8>, FileError> {
    let path = world.path(file);
    let refuse = |fault: FileFault| FileError { file: file.to_owned(), fault };
    let found = std::fs::metadata(&path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => refuse(FileFault::Missing),
        _ => refuse(FileFault::Io(error)),
    })?;
    if !found.is_file() {
        return Err(refuse(if found.is_dir() { FileFault::Folder } else { FileFault::Device }));
    }
    if found.len() > bytes_max {
        return Err(refuse(FileFault::TooLarge { max: bytes_max, got: found.len() }));
    }
    let mut bytes = Vec::new();
    std::fs::File::open(&path)
        .and_then(|file| file.take(bytes_max).read_to_end(&mut bytes))
        .map_err(|error| refuse(FileFault::Io(error)))?;
    Ok(bytes)
}
