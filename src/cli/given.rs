//! Files that somebody named on the command line: looked at before they are read, and read with a bound.

use std::io::{ErrorKind, Read as _};
use std::path::Path;

use super::failure::{Failure, Stop};
use super::session::Session;

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
        let refuse =
            |why: String| Failure::new(stop, format!("cannot read {}", file.display())).why(why);
        let found = std::fs::metadata(&path).map_err(|error| match error.kind() {
            // That a name was mistyped says nothing about what the file holds.
            ErrorKind::NotFound => {
                let stop = if stop == Stop::Unchecked { Stop::Error } else { stop };
                Failure { stop, ..refuse("there is no such file".to_owned()) }
                    .attempt(format!("ls {}", folder(file).display()))
            }
            _ => refuse(error.to_string()),
        })?;
        if !found.is_file() {
            let what = if found.is_dir() { "a folder" } else { "a pipe or a device" };
            return Err(refuse(format!("it is {what}, not a file"))
                .attempt(format!("ls {}", file.display())));
        }
        if found.len() > bytes_max {
            return Err(refuse(format!("want at most {bytes_max} bytes, got {}", found.len()))
                .attempt(format!("ls -l {}", file.display())));
        }
        let mut bytes = Vec::new();
        std::fs::File::open(&path)
            .and_then(|file| file.take(bytes_max).read_to_end(&mut bytes))
            .map_err(|error| refuse(error.to_string()))?;
        Ok(bytes)
    }
}

fn folder(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
