//! That a file that somebody named cannot be used.

use std::path::Path;

use super::{Failure, Stop};
use countersign_speech::locale::{Sentence, Tell as _, message};
use countersign_workflow::error::{FileError, FileFault};

/// `stop` says what it means that the file cannot be used.
pub(crate) fn of_file(error: FileError, stop: Stop) -> Failure {
    let FileError { file, fault } = error;
    let refuse =
        |why: Sentence| Failure::new(stop, message::failure_cannot_read(file.display())).why(why);
    let list = format!("ls {}", file.display());
    match fault {
        // That a name was mistyped says nothing about what the file holds.
        FileFault::Missing => {
            let stop = if stop == Stop::Unchecked { Stop::Error } else { stop };
            Failure { stop, ..refuse(message::failure_no_such_file()) }
                .attempt(format!("ls {}", folder(&file).display()))
        }
        FileFault::Folder => refuse(message::failure_is_folder()).attempt(list),
        FileFault::Device => refuse(message::failure_is_device()).attempt(list),
        FileFault::TooLarge { max, got } => refuse(message::failure_bytes_max(max, got))
            .attempt(format!("ls -l {}", file.display())),
        FileFault::Io(error) => refuse(error.tell()),
    }
}

fn folder(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
