//! A mailbox in one file (RFC 4155): mails one after the other, each with a line `From …` before it.
//!
//! ```text
//! From press@uno.example Mon Feb  8 09:30:00 2021
//! Subject: our answer
//!
//! Yes.
//! >From the board.
//!
//! From press@dos.example Mon Feb  8 09:31:00 2021
//! Subject: ours
//! ```

use super::mime;

/// What each mail begins with.
const FROM: &[u8] = b"From ";

/// Whether these are the bytes of a mailbox.
pub(super) fn is_mailbox(given: &[u8]) -> bool {
    given.starts_with(FROM) && mime::is_mail(given)
}

/// The mails of a mailbox.
///
/// A line of words that begins as a mail does is quoted by whoever writes the file. Where it was not, no header
/// follows, and it begins no mail.
pub(super) fn mails(given: &[u8]) -> Vec<Vec<u8>> {
    let (mut starts, mut at) = (Vec::new(), 0);
    let mut is_after_blank = true;
    for line in given.split_inclusive(|byte| *byte == b'\n') {
        let rest = given.get(at + line.len()..).unwrap_or_default();
        if is_after_blank && line.starts_with(FROM) && begins_header(rest) {
            starts.push(at);
        }
        is_after_blank = line.trim_ascii().is_empty();
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([given.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| mail(given.get(*start..end).unwrap_or_default()))
        .collect()
}

/// Whether the next line is a field of a header.
fn begins_header(rest: &[u8]) -> bool {
    let line = rest.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
    name.len() < line.len() && !name.is_empty() && name.iter().all(u8::is_ascii_graphic)
}

/// One mail, without the line before it and the quoting of its lines.
fn mail(given: &[u8]) -> Vec<u8> {
    let mut mail = Vec::with_capacity(given.len());
    for line in given.split_inclusive(|byte| *byte == b'\n').skip(1) {
        let unquoted = line.trim_ascii_start();
        let marks = unquoted.iter().take_while(|byte| **byte == b'>').count();
        let is_quoted = line.first() == Some(&b'>')
            && unquoted.get(marks..).is_some_and(|rest| rest.starts_with(FROM));
        mail.extend_from_slice(if is_quoted { line.get(1..).unwrap_or_default() } else { line });
    }
    mail
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mails_come_out_one_by_one() {
        let mailbox = b"From a@a.example Mon Feb  8 09:30:00 2021\r\nFrom: a@a.example\r\nTo: b@b.example\r\n\r\n\
            Yes.\r\n>From us.\r\n\r\nFrom all of us\r\n\r\nFrom b@b.example Mon\nFrom: b\nTo: c\n\nNo.\n";
        assert!(is_mailbox(mailbox));
        let [first, second] = &mails(mailbox)[..] else { panic!("want two mails") };
        let first = String::from_utf8_lossy(first);
        assert!(first.starts_with("From: a@a.example\r\n"), "{first}");
        assert!(first.ends_with("Yes.\r\nFrom us.\r\n\r\nFrom all of us\r\n\r\n"), "{first}");
        assert_eq!(second, b"From: b\nTo: c\n\nNo.\n");
        assert!(!is_mailbox(b"From here on: we ask.\nAll of us.\n"));
    }
}
