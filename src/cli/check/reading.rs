//! What was given, and the ways in which its words can be read.

use std::io::Read as _;
use std::path::Path;

use super::{Given, STANDARD_INPUT};
use crate::failure::{Failure, Stop};
use crate::pdftotext;
use crate::session::Session;
use countersign_copy::extract::{
    ExtractError, GIVEN_BYTES_MAX, Hint, Kind, Reading, extract, preview,
};
use countersign_speech as speech;
use countersign_speech::locale::message;

/// A file, or what is pasted.
pub(super) fn read(session: &mut Session, file: &Path) -> Result<Given, Failure> {
    let is_pasted = file.as_os_str() == STANDARD_INPUT;
    let bytes = if is_pasted {
        pasted(session)?
    } else {
        session.read_given(file, GIVEN_BYTES_MAX as u64, Stop::Unchecked)?
    };
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
    let hint = name.as_deref().map_or(Hint::None, Hint::of_name);
    let shown = if is_pasted { "what was given".to_owned() } else { file.display().to_string() };
    let kind = Kind::of(&bytes, hint).map_err(|error| unread(&shown, &error))?;
    let readings = readings(session, &bytes, (kind, hint), &shown)?;
    Ok(Given { bytes, readings })
}

/// The words of a file of this kind, in the ways in which they can be read.
pub(crate) fn readings(
    session: &Session,
    bytes: &[u8],
    (kind, hint): (Kind, Hint),
    shown: &str,
) -> Result<Vec<Reading>, Failure> {
    let unread = |error: ExtractError| unread(shown, &error);
    match kind {
        Kind::Pdf => pdftotext::readings_of(session, bytes, shown, unread),
        Kind::Pages => {
            let preview = preview(bytes).map_err(unread)?;
            pdftotext::readings_of(session, &preview, shown, unread)
        }
        _ => Ok(extract(bytes, hint).map_err(unread)?.readings),
    }
}

/// That no words could be taken out of a file, and what to do.
pub(crate) fn unread(shown: &str, error: &ExtractError) -> Failure {
    Failure::new(Stop::Unchecked, message::failure_no_words_out(shown))
        .why(speech::unread(error))
        .attempt(speech::unread_advice(error))
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
