//! A draft of a mail, as mail programs open it (RFC 5322, 2045 to 2047).
//!
//! Every word of a header is encoded, and so is the body, so that no name, title or address can end a line or begin
//! another header; addresses have only letters that cannot.

use std::fmt::Write as _;

use base64ct::{Base64, Encoding as _};

use countersign_core::digest::Hash;
use countersign_core::time::Timestamp;
use countersign_workflow::contacts::Address;

/// Most bytes of words in one encoded word: with its frame it has at most 75 letters (RFC 2047, section 2).
const WORD_BYTES_MAX: usize = 42;
/// Letters on a line of base64 (RFC 2045, section 6.8).
const LINE_LETTERS: usize = 76;

/// What a draft has.
#[derive(Debug)]
pub(super) struct Mail<'a> {
    /// To whom; none where no address is known.
    pub(super) to: Option<&'a Address>,
    /// Where answers go.
    pub(super) reply_to: Option<&'a Address>,
    /// What it is about.
    pub(super) subject: &'a str,
    /// When it was made.
    pub(super) date: Timestamp,
    /// Its words.
    pub(super) text: &'a str,
    /// What is attached, by name: letters, digits, `-` and `.`.
    pub(super) files: &'a [(String, Vec<u8>)],
}

impl Mail<'_> {
    /// The bytes of the draft.
    pub(super) fn bytes(&self) -> Vec<u8> {
        // No line of base64 begins with a hyphen.
        let boundary = format!("=_{}", &Hash::of(self.text.as_bytes()).to_string()[..32]);
        let mut mail = String::new();
        let mut header = |name: &str, value: &str| mail.push_str(&format!("{name}: {value}\r\n"));
        header("X-Unsent", "1");
        header("Date", &date(self.date));
        if let Some(to) = self.to {
            header("To", to.as_str());
        }
        if let Some(to) = self.reply_to {
            header("Reply-To", to.as_str());
        }
        header("Subject", &encoded(self.subject));
        header("MIME-Version", "1.0");
        header("Content-Type", &format!("multipart/mixed; boundary=\"{boundary}\""));
        mail.push_str("\r\n");
        part(&mut mail, &boundary, "text/plain; charset=utf-8\r\nContent-Disposition: inline");
        base64(&mut mail, self.text.replace('\n', "\r\n").as_bytes());
        for (name, content) in self.files {
            let kind = format!(
                "application/octet-stream; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\""
            );
            part(&mut mail, &boundary, &kind);
            base64(&mut mail, content);
        }
        let _ = write!(mail, "--{boundary}--\r\n");
        mail.into_bytes()
    }
}

fn part(mail: &mut String, boundary: &str, kind: &str) {
    let _ = write!(
        mail,
        "--{boundary}\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    );
}

fn base64(mail: &mut String, bytes: &[u8]) {
    let all = Base64::encode_string(bytes);
    let mut rest = all.as_str();
    while !rest.is_empty() {
        let (line, after) = rest.split_at(rest.len().min(LINE_LETTERS));
        let _ = write!(mail, "{line}\r\n");
        rest = after;
    }
}

/// Words as a header takes them.
fn encoded(words: &str) -> String {
    let mut all: Vec<String> = Vec::new();
    let mut word = String::new();
    for letter in words.chars() {
        if word.len() + letter.len_utf8() > WORD_BYTES_MAX {
            all.push(std::mem::take(&mut word));
        }
        word.push(letter);
    }
    all.push(word);
    let encode = |word: String| format!("=?utf-8?B?{}?=", Base64::encode_string(word.as_bytes()));
    all.into_iter().map(encode).collect::<Vec<_>>().join("\r\n ")
}

/// `8 Feb 2021 09:30:00 +0000`
fn date(time: Timestamp) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let text = time.to_string();
    let number = |from: usize, to: usize| text.get(from..to).and_then(|one| one.parse().ok());
    let month: usize = number(5, 7).unwrap_or(1);
    let month = MONTHS.get(month.saturating_sub(1)).unwrap_or(&MONTHS[0]);
    let day: usize = number(8, 10).unwrap_or(1);
    let (year, clock) = (text.get(..4).unwrap_or_default(), text.get(11..19).unwrap_or_default());
    format!("{day} {month} {year} {clock} +0000")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d26_no_name_can_begin_a_header() {
        let subject = format!("Ñandú\r\nBcc: eve@evil.example\r\n\r\n{}", "é".repeat(300));
        let (to, files) = ("a@b.example".parse().unwrap(), [("a.json".to_owned(), b"{}".to_vec())]);
        let date = "2021-02-08T09:30:00Z".parse().unwrap();
        let mail = Mail {
            to: Some(&to),
            reply_to: None,
            subject: &subject,
            date,
            text: "hi\n\n--=_x\n",
            files: &files,
        };
        let text = String::from_utf8(mail.bytes()).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let names: Vec<&str> = head
            .split("\r\n")
            .filter(|line| !line.starts_with(' '))
            .map(|line| line.split_once(':').unwrap().0)
            .collect();
        assert_eq!(names, ["X-Unsent", "Date", "To", "Subject", "MIME-Version", "Content-Type"]);
        assert!(head.contains("Date: 8 Feb 2021 09:30:00 +0000\r\n"));
        assert!(text.is_ascii() && text.lines().all(|line| line.len() <= 78), "{text}");
        assert_eq!(body.matches("--=_").count(), 3);
        assert!(
            !body.contains('\n')
                || body
                    .split('\n')
                    .filter(|line| !line.is_empty())
                    .all(|line| line.ends_with('\r'))
        );
    }
}
