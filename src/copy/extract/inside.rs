//! The files in what somebody was sent: a mail with its attachments, a packed folder.
//!
//! Only whoever knows what is looked for can tell which of them is it; names decide nothing, and nothing is written.

use super::packed::Packed;
use super::{ExtractError, INSIDE_BYTES_MAX, mime};

/// The files in a mail or a packed file, in their order; none where it is neither.
///
/// # Errors
/// If it is damaged, protected with a password, or larger than what people send.
pub fn inside(given: &[u8]) -> Result<Vec<Vec<u8>>, ExtractError> {
    let mut files = Vec::new();
    let mut room = INSIDE_BYTES_MAX;
    let mut take = |file: Vec<u8>| {
        let size = ExtractError::Size { what: "what is in it", most: INSIDE_BYTES_MAX };
        room = room.checked_sub(file.len()).ok_or(size)?;
        files.push(file);
        Ok(())
    };
    if given.starts_with(b"PK\x03\x04") {
        let packed = Packed::open(given)?;
        for name in packed.names().filter(|name| !name.ends_with('/')) {
            take(packed.read(name)?)?;
        }
    } else if mime::is_structured(given) || mime::is_mail(given) {
        mime::carried(given)?.into_iter().try_for_each(take)?;
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::super::packed::tests::pack;
    use super::*;

    #[test]
    fn files_come_out_of_mails_and_folders() {
        let zip = pack(&[("a/", b""), ("a/request.countersign", b"one"), ("b.txt", b"two")]);
        assert_eq!(inside(&zip).unwrap(), [b"one".to_vec(), b"two".to_vec()]);
        let mail = b"From: a@b.example\r\nTo: c@d.example\r\nMIME-Version: 1.0\r\n\
            Content-Type: multipart/mixed; boundary=\"x\"\r\n\r\n--x\r\n\
            Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\na=3D\r\n--x\r\n\
            Content-Type: application/octet-stream\r\nContent-Disposition: attachment\r\n\
            Content-Transfer-Encoding: base64\r\n\r\nb25l\r\n--x--\r\n";
        assert_eq!(inside(mail).unwrap(), [b"a=\n".to_vec(), b"one".to_vec()]);
        assert_eq!(inside(b"We ask."), Ok(Vec::new()));
        assert_eq!(inside(b"PK\x03\x04"), Err(ExtractError::Damaged));
    }

    #[test]
    fn what_is_larger_than_what_people_send_is_refused() {
        let part = vec![0; 16 << 20];
        let parts: Vec<(String, &[u8])> = (0..5).map(|at| (at.to_string(), &part[..])).collect();
        let parts: Vec<(&str, &[u8])> =
            parts.iter().map(|(name, all)| (name.as_str(), *all)).collect();
        let size = ExtractError::Size { what: "what is in it", most: INSIDE_BYTES_MAX };
        assert_eq!(inside(&pack(&parts)), Err(size));
        assert_eq!(inside(&pack(&parts[..4])).unwrap().len(), 4);
    }
}
