//! What a file is that somebody was sent, so that a wrong one is called by its name.
//!
//! A bundle that went through mail is mended as far as that cannot change what it says: a bundle is one line of JSON, so
//! line breaks, a byte order mark and `>` in front of lines are no part of it, nor is base64 around it.
//!
//! ```
//! use countersign_core::given::{Kind, mended_bundle};
//! assert_eq!(Kind::of(b"<!DOCTYPE html><title>404 Not Found</title>"), Kind::WebPage);
//! assert_eq!(mended_bundle(b"\xef\xbb\xbf> {\"a\":\r\n> 1}\r\n"), Some(b"{\"a\":1}".to_vec()));
//! ```

use base64ct::{Base64, Encoding as _};

use crate::invitation;
use crate::key::private::holds_private_key;
use crate::record::wish;
use crate::reply;
use crate::request;

/// How much of a file is looked at to tell what it is, in bytes: a page's head, a mail's header.
const HEAD_BYTES: usize = 64 << 10;
/// What a receipt begins with, of whatever version.
const RECEIPT: &str = "c2sp.org/tlog-proof@";

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing is in it.
    Empty,
    /// A bundle.
    Bundle,
    /// A receipt.
    Receipt,
    /// What an organisation is asked to answer.
    Request,
    /// What an organisation without a key is invited with.
    Invitation,
    /// A wish that a name is not shown.
    Wish,
    /// An answer to a request.
    Reply,
    /// An OpenSSH signature.
    Signature,
    /// A private key.
    PrivateKey,
    /// A public key.
    PublicKey,
    /// A record of a registry.
    Record,
    /// The page of a version, with its bundle.
    Page,
    /// Another web page, such as one that says that nothing was found.
    WebPage,
    /// What git has in place of a large file.
    LfsPointer,
    /// A packed file.
    Archive,
    /// Anything else.
    Other,
}

impl Kind {
    /// What these bytes are; says nothing about whether they are whole.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
            return Self::Empty;
        }
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\x1f\x8b") {
            return Self::Archive;
        }
        let head = bytes.get(..bytes.len().min(HEAD_BYTES)).unwrap_or_default();
        let text = String::from_utf8_lossy(head);
        let text = text.trim_start_matches('\u{feff}').trim_start();
        let begins: [(&str, Self); 5] = [
            (RECEIPT, Self::Receipt),
            ("version https://git-lfs.github.com/", Self::LfsPointer),
            ("-----BEGIN SSH SIGNATURE-----", Self::Signature),
            ("ssh-", Self::PublicKey),
            ("sk-ssh-", Self::PublicKey),
        ];
        if let Some((_, kind)) = begins.iter().find(|(start, _)| text.starts_with(start)) {
            return *kind;
        }
        if holds_private_key(head) {
            return Self::PrivateKey;
        }
        if request::ENVELOPE.is_in(head) {
            return Self::Request;
        }
        if invitation::ENVELOPE.is_in(head) {
            return Self::Invitation;
        }
        if wish::ENVELOPE.is_in(head) {
            return Self::Wish;
        }
        if reply::ENVELOPE.is_in(head) {
            return Self::Reply;
        }
        if text.starts_with('<') {
            return if is_page(bytes) { Self::Page } else { Self::WebPage };
        }
        match mended_bundle(bytes) {
            Some(json) if has(&json, b"\"type\":\"countersign/bundle/") => Self::Bundle,
            Some(json) if has(&json, b"\"type\":\"countersign/") => Self::Record,
            _ => Self::Other,
        }
    }

    /// The word for it that programs are told.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Bundle => "bundle",
            Self::Receipt => "receipt",
            Self::Request => "request",
            Self::Invitation => "invitation",
            Self::Wish => "wish",
            Self::Reply => "reply",
            Self::Signature => "signature",
            Self::PrivateKey => "private-key",
            Self::PublicKey => "public-key",
            Self::Record => "record",
            Self::Page => "page",
            Self::WebPage => "web-page",
            Self::LfsPointer => "lfs-pointer",
            Self::Archive => "archive",
            Self::Other => "other",
        }
    }
}

/// The page of a version has this element, which holds its bundle, or says where it lies.
fn is_page(bytes: &[u8]) -> bool {
    has(bytes, b" id=\"bundle\"")
}

fn has(bytes: &[u8], piece: &[u8]) -> bool {
    bytes.windows(piece.len()).any(|window| window == piece)
}

/// The JSON in a file that went through mail; none where there is none. Whether it is a bundle is another question.
#[must_use]
pub fn mended_bundle(bytes: &[u8]) -> Option<Vec<u8>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut joined = Vec::with_capacity(bytes.len());
    for line in bytes.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let line = match line.strip_prefix(b">") {
            Some(quoted) => quoted.strip_prefix(b" ").unwrap_or(quoted),
            None => line,
        };
        joined.extend_from_slice(line);
    }
    let trimmed = joined.trim_ascii();
    if trimmed.starts_with(b"{") {
        return Some(trimmed.to_vec());
    }
    let letters: String = trimmed
        .iter()
        .filter(|byte| !byte.is_ascii_whitespace())
        .map(|byte| char::from(*byte))
        .collect();
    Base64::decode_vec(&letters).ok().filter(|json| json.starts_with(b"{"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_by_its_name() {
        for (bytes, kind) in [
            (&b""[..], Kind::Empty),
            (b" \r\n\0", Kind::Empty),
            (b"\xef\xbb\xbfc2sp.org/tlog-proof@v1\n", Kind::Receipt),
            (b"version https://git-lfs.github.com/spec/v1\noid sha256:", Kind::LfsPointer),
            (b"-----BEGIN SSH SIGNATURE-----\n", Kind::Signature),
            (b"-----BEGIN OPENSSH PRIVATE KEY-----\n", Kind::PrivateKey),
            (b"ssh-ed25519 AAAA press", Kind::PublicKey),
            (b"for you\n\n> -----BEGIN COUNTERSIGN REQUEST-----\n", Kind::Request),
            (b"-----BEGIN COUNTERSIGN INVITATION-----\n", Kind::Invitation),
            (b"-----BEGIN COUNTERSIGN REPLY-----\n", Kind::Reply),
            (b"<html><h1>Not Found</h1>", Kind::WebPage),
            (b"<html><script type=\"text/plain\" id=\"bundle\">", Kind::Page),
            (b"PK\x03\x04", Kind::Archive),
            (b"{\"type\":\"countersign/statement/v1\"}", Kind::Record),
            (b"{\"type\":\"countersign/bundle/v1\"}", Kind::Bundle),
            (b"We stand together.", Kind::Other),
            (b"{}", Kind::Other),
        ] {
            assert_eq!(Kind::of(bytes), kind, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn what_mail_did_to_a_bundle_is_undone() {
        let json = br#"{"a":"b > c","type":"countersign/bundle/v1"}"#;
        let base64 = Base64::encode_string(json);
        let (start, end) = base64.split_at(20);
        for mailed in [
            String::from_utf8_lossy(json).into_owned(),
            "\u{feff}{\"a\":\"b > c\",\r\n\"type\":\"countersign/bundle/v1\"}\r\n\r\n".to_owned(),
            "> {\"a\":\"b > c\",\n> \"type\":\"countersign/bundle/v1\"}\n".to_owned(),
            base64.clone(),
            format!("{start}\r\n{end}\r\n"),
        ] {
            assert_eq!(mended_bundle(mailed.as_bytes()).as_deref(), Some(&json[..]), "{mailed}");
            assert_eq!(Kind::of(mailed.as_bytes()), Kind::Bundle);
        }
        assert_eq!(mended_bundle(b"We stand together."), None);
    }
}
