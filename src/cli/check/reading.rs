//! What was given, and the ways in which its words can be read.

use std::io::Read as _;
use std::path::Path;

use super::STANDARD_INPUT;
use crate::cli::failure::{Failure, Stop};
use crate::cli::session::Session;
use crate::extract::{ExtractError, GIVEN_BYTES_MAX, Hint, Reading, extract};

/// The readings of a file, or of what is pasted; there is at least one.
pub(super) fn read(session: &mut Session, file: &Path) -> Result<Vec<Reading>, Failure> {
    let is_pasted = file.as_os_str() == STANDARD_INPUT;
    let bytes = if is_pasted {
        pasted(session)?
    } else {
        session.read_given(file, GIVEN_BYTES_MAX as u64, Stop::Unchecked)?
    };
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
    let hint = name.as_deref().map_or(Hint::None, Hint::of_name);
    let unread = |error: ExtractError| {
        let what = match is_pasted {
            true => "cannot take words out of what was given".to_owned(),
            false => format!("cannot take words out of {}", file.display()),
        };
        Failure::new(Stop::Unchecked, what).why(&error).attempt(error.advice())
    };
    extract(&bytes, hint).map(|extracted| extracted.readings).map_err(unread)
}

fn pasted(session: &mut Session) -> Result<Vec<u8>, Failure> {
    if session.may_ask() {
        session.message("paste the text, then press Ctrl-D on a line of its own")?;
    }
    let mut bytes = Vec::new();
    // One byte more tells that there is too much, which is then refused as in a file.
    let limit = GIVEN_BYTES_MAX as u64 + 1;
    (&mut session.environment.input).take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}
