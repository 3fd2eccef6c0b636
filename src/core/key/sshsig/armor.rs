//! The armour of an SSHSIG: what `ssh-keygen` writes, and what mail makes of it.

use base64ct::{Base64, Encoding};

use super::{SIGNATURE_FILE_BYTES_MAX, SshsigError};

const BEGIN: &str = "-----BEGIN SSH SIGNATURE-----";
const END: &str = "-----END SSH SIGNATURE-----";
/// Characters of base64 on a line (OpenSSH `sshbuf_dtob64`).
const LINE_BYTES: usize = 70;
const LINE_ENDS: [char; 2] = ['\n', '\r'];

/// The armour that `ssh-keygen` writes.
pub(super) fn armor(blob: &[u8]) -> String {
    let base64 = Base64::encode_string(blob);
    let mut text = String::with_capacity(base64.len() + base64.len() / LINE_BYTES + 64);
    text.push_str(BEGIN);
    let mut rest = base64.as_str();
    while !rest.is_empty() {
        // Base64 is ASCII, so that every place is the start of a character.
        let (line, after) = rest.split_at_checked(LINE_BYTES).unwrap_or((rest, ""));
        text.push('\n');
        text.push_str(line);
        rest = after;
    }
    text.push('\n');
    text.push_str(END);
    text.push('\n');
    text
}

/// The bytes in an armour that is exactly the one that [`armor`] writes.
pub(super) fn dearmor(bytes: &[u8]) -> Result<Vec<u8>, SshsigError> {
    // Most files are in that spelling; what a file that is not got wrong is found out after.
    if let Some(blob) = inner(bytes) {
        return Ok(blob);
    }
    dearmor_lenient(bytes)?;
    Err(SshsigError::Armour { what: "another spelling than the one ssh-keygen writes" })
}

/// What the digits between BEGIN and END say, if they stand in lines as [`armor`] breaks them:
/// of base64 with padding, [`Base64::decode`] reads the one spelling of each value.
fn inner(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.len() > SIGNATURE_FILE_BYTES_MAX {
        return None;
    }
    let inner = bytes.strip_prefix(BEGIN.as_bytes())?.strip_prefix(b"\n")?;
    let inner = inner.strip_suffix(b"\n")?.strip_suffix(END.as_bytes())?.strip_suffix(b"\n")?;
    let mut digits = Vec::with_capacity(inner.len());
    let mut lines = inner.split(|byte| *byte == b'\n').peekable();
    while let Some(line) = lines.next() {
        let least = if lines.peek().is_some() { LINE_BYTES } else { 1 };
        if !(least..=LINE_BYTES).contains(&line.len()) {
            return None;
        }
        digits.extend_from_slice(line);
    }
    let mut blob = vec![0; digits.len() / 4 * 3];
    let length = Base64::decode(&digits, &mut blob).ok()?.len();
    blob.truncate(length);
    Some(blob)
}

/// The bytes in an armour as mail may deliver it: any white space around and between the digits, any line ends.
pub(super) fn dearmor_lenient(bytes: &[u8]) -> Result<Vec<u8>, SshsigError> {
    if bytes.len() > SIGNATURE_FILE_BYTES_MAX {
        return Err(SshsigError::TooLarge { got: bytes.len(), max: SIGNATURE_FILE_BYTES_MAX });
    }
    let refuse = |what| SshsigError::Armour { what };
    let text = std::str::from_utf8(bytes).map_err(|_| refuse("bytes that are not UTF-8"))?;
    let text = text.trim_start_matches('\u{feff}').trim();
    let inner = text.strip_prefix(BEGIN).ok_or_else(|| refuse("no BEGIN line at the start"))?;
    let inner = inner.strip_suffix(END).ok_or_else(|| refuse("no END line at the end"))?;
    // Some clients leave spaces at line ends; BEGIN and END must still be lines of their own.
    let body =
        inner.trim_matches(|letter: char| letter.is_whitespace() && !LINE_ENDS.contains(&letter));
    if !(body.starts_with(LINE_ENDS) && body.ends_with(LINE_ENDS)) {
        return Err(refuse("BEGIN and END that are not lines of their own"));
    }
    let digits: String = inner.chars().filter(|letter| !letter.is_whitespace()).collect();
    let blob =
        Base64::decode_vec(&digits).map_err(|_| refuse("digits that are not padded base64"))?;
    if blob.is_empty() { Err(refuse("nothing between BEGIN and END")) } else { Ok(blob) }
}
