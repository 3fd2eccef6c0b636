//! OpenSSH public keys: `TYPE BASE64`, one line, as in a `.pub` file but without its comment.
//!
//! | type | wire encoding (PROTOCOL, PROTOCOL.u2f of OpenSSH) |
//! |---|---|
//! | `ssh-ed25519` | string type, string of 32 bytes |
//! | `sk-ssh-ed25519@openssh.com` | string type, string of 32 bytes, string application |
//!
//! The base64 is padded and on one line; the type in front equals the type inside.
//! There is one spelling: what [`Display`](fmt::Display) writes is all that [`FromStr`] reads.
//! The 32 bytes obey the rules of [`Ed25519Key`]: canonical, and not of small order.
//! [`PublicKey::from_file`] reads what people have: the line with a comment, and says what a wrong file is.
//!
//! Two [`PublicKey`]s are equal if type, bytes and application are.
//! *Whose key it is* goes by the 32 bytes of [`PublicKey::ed25519`] alone:
//! the same point under another type or application is the same key to a registry.
//!
//! ```
//! use countersign_core::key::PublicKey;
//! let line = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILM+rvN+ot98qgEN796jTiQfZfG1KaT0PtFDJ/XFSqti";
//! let key: PublicKey = line.parse()?;
//! assert_eq!(key.to_string(), line);
//! assert_eq!(key.fingerprint(), "SHA256:UCUiLr7Pjs9wFFJMDByLgc3NrtdU344OgUM45wZPcIQ");
//! assert_eq!(PublicKey::from_file(format!("{line} press office\r\n").as_bytes())?, (key, "press office".into()));
//! # Ok::<(), countersign_core::key::public::KeyError>(())
//! ```

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use super::ed25519::{Ed25519Key, WeakKey};
use super::wire::{self, Reader, WireError, put_string};
use crate::digest::Hash;
use base64ct::{Base64, Base64Unpadded, Encoding};

/// Longest `.pub` file, in bytes: the largest key that OpenSSH makes (RSA of 16,384 bits, 2.8 kB) or a certificate
/// is named for what it is, anything longer is no key.
pub const PUBLIC_FILE_BYTES_MAX: usize = 16 * 1024;
/// Longest application string of a FIDO key, in bytes: OpenSSH writes `ssh:` and a word of the user's.
pub const APPLICATION_BYTES_MAX: usize = 128;

/// The type of a key whose private half lies in a file.
pub(super) const PLAIN: &str = "ssh-ed25519";
/// The type of a key whose private half lies in a FIDO token.
pub(super) const HARDWARE: &str = "sk-ssh-ed25519@openssh.com";

/// Why bytes are not a public key of ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Longer than any public key.
    #[error("want a public key file of at most {max} bytes, got {got}")]
    TooLarge {
        /// The length, in bytes.
        got: usize,
        /// [`PUBLIC_FILE_BYTES_MAX`].
        max: usize,
    },
    /// Nothing but white space.
    #[error("the public key file is empty")]
    Empty,
    /// More than one line.
    #[error("want one public key on one line, got {got} lines")]
    Lines {
        /// How many lines there are.
        got: usize,
    },
    /// A private key where a public key belongs.
    #[error("want a public key, got a private key file")]
    PrivateKey,
    /// A certificate, which would hide the key inside another promise.
    #[error("want a plain public key, got a certificate of type {kind}")]
    Certificate {
        /// The type of the certificate.
        kind: String,
    },
    /// A key of a type that is not Ed25519.
    #[error("want an ssh-ed25519 or sk-ssh-ed25519@openssh.com key, got {kind}")]
    Unsupported {
        /// The type of the key.
        kind: String,
    },
    /// A point that must not be used as a key.
    #[error(transparent)]
    Weak(#[from] WeakKey),
    /// Something else.
    #[error("want an OpenSSH public key, got {what}")]
    Malformed {
        /// What there is instead.
        what: &'static str,
    },
    /// Base64 of something else.
    #[error("the public key is cut or padded: {0}")]
    Wire(#[from] WireError),
}

/// A public key in OpenSSH's form.
///
/// Equality, order and hash are of the whole value; see the module for what identity is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicKey {
    point: Ed25519Key,
    application: Option<Box<str>>,
}

impl PublicKey {
    /// The `ssh-ed25519` key of this point.
    #[must_use]
    pub const fn from_ed25519(point: Ed25519Key) -> Self {
        Self { point, application: None }
    }

    /// The key and the comment in a `.pub` file.
    ///
    /// White space around and between the words, CRLF and a missing final newline are accepted;
    /// a comment that is not UTF-8 keeps what of it is.
    ///
    /// # Errors
    /// Where the file is no public key of ours, with what it is instead.
    pub fn from_file(bytes: &[u8]) -> Result<(Self, String), KeyError> {
        if bytes.len() > PUBLIC_FILE_BYTES_MAX {
            return Err(KeyError::TooLarge { got: bytes.len(), max: PUBLIC_FILE_BYTES_MAX });
        }
        let text = String::from_utf8_lossy(bytes);
        // Windows editors put a byte order mark in front.
        let text = text.trim_start_matches('\u{feff}').trim();
        if text.is_empty() {
            return Err(KeyError::Empty);
        }
        refuse_other_files(text)?;
        if text.contains(['\n', '\r']) {
            return Err(KeyError::Lines { got: text.lines().count() });
        }
        let (kind, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let rest = rest.trim_start();
        if rest.is_empty() {
            return Err(KeyError::Malformed { what: "fewer than two words" });
        }
        let (base64, comment) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        Ok((Self::from_words(kind, base64)?, comment.trim_start().to_owned()))
    }

    /// The point, by whose 32 bytes a registry tells keys apart.
    #[must_use]
    pub const fn ed25519(&self) -> &Ed25519Key {
        &self.point
    }

    /// Whether the private half lies in a FIDO token.
    #[must_use]
    pub const fn is_hardware(&self) -> bool {
        self.application.is_some()
    }

    /// The FIDO application that the token bound the key to, such as `ssh:`.
    #[must_use]
    pub(crate) fn application(&self) -> Option<&str> {
        self.application.as_deref()
    }

    /// The key type, as in the first word.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        if self.is_hardware() { HARDWARE } else { PLAIN }
    }

    /// `SHA256:` and base64 without padding of the wire encoding's SHA-256, as `ssh-keygen -l` prints it.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let hash = Hash::of(&self.to_wire());
        format!("SHA256:{}", Base64Unpadded::encode_string(hash.as_bytes()))
    }

    /// The wire encoding, as inside the base64 and inside a signature.
    #[must_use]
    pub fn to_wire(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(64);
        put_string(&mut out, self.kind().as_bytes());
        put_string(&mut out, self.point.as_bytes());
        if let Some(application) = &self.application {
            put_string(&mut out, application.as_bytes());
        }
        out
    }

    /// The key with this wire encoding.
    ///
    /// # Errors
    /// Where the bytes are no public key of ours.
    pub fn from_wire(bytes: &[u8]) -> Result<Self, KeyError> {
        let mut reader = Reader::new(bytes);
        let kind = reader.string()?;
        let hardware = match kind {
            kind if kind == PLAIN.as_bytes() => false,
            kind if kind == HARDWARE.as_bytes() => true,
            other => return Err(other_kind(other)),
        };
        let point = reader
            .string()?
            .try_into()
            .map_err(|_| KeyError::Malformed { what: "an Ed25519 key that is not 32 bytes" })?;
        let application = if hardware { Some(application(reader.string()?)?) } else { None };
        reader.finish()?;
        Ok(Self { point: Ed25519Key::from_bytes(point)?, application })
    }

    fn from_words(kind: &str, base64: &str) -> Result<Self, KeyError> {
        let bytes = Base64::decode_vec(base64).map_err(|_| KeyError::Malformed {
            what: "a line whose second word is not padded base64",
        })?;
        if Reader::new(&bytes).string()? != kind.as_bytes() {
            return Err(KeyError::Malformed {
                what: "a key of another type than its first word says",
            });
        }
        Self::from_wire(&bytes)
    }
}

/// Keys that were decoded already, by their wire encoding: decoding a point takes a tenth of the time of a signature check,
/// and a registry has few keys and many signatures.
///
/// They only save work: a key that is not among them is decoded like any other.
#[derive(Debug, Clone, Default)]
pub struct KnownKeys(HashMap<Vec<u8>, PublicKey>);

impl KnownKeys {
    /// The key with this wire encoding, decoded now if it was not before.
    ///
    /// # Errors
    /// As for [`PublicKey::from_wire`].
    pub fn from_wire(&self, bytes: &[u8]) -> Result<PublicKey, KeyError> {
        self.0.get(bytes).map_or_else(|| PublicKey::from_wire(bytes), |known| Ok(known.clone()))
    }
}

impl<'a> FromIterator<&'a PublicKey> for KnownKeys {
    fn from_iter<I: IntoIterator<Item = &'a PublicKey>>(keys: I) -> Self {
        Self(keys.into_iter().map(|key| (key.to_wire(), key.clone())).collect())
    }
}

/// A key of a type that is not ours, by the name in its wire encoding.
fn other_kind(kind: &[u8]) -> KeyError {
    match wire::kind(kind).map(str::to_owned) {
        None => KeyError::Malformed { what: "bytes that name no key type" },
        Some(kind) if kind.contains("-cert-v") => KeyError::Certificate { kind },
        Some(kind) => KeyError::Unsupported { kind },
    }
}

fn application(bytes: &[u8]) -> Result<Box<str>, KeyError> {
    let printable = |byte: &u8| (b' '..=b'~').contains(byte);
    let good = (1..=APPLICATION_BYTES_MAX).contains(&bytes.len()) && bytes.iter().all(printable);
    std::str::from_utf8(bytes).ok().filter(|_| good).map(Into::into).ok_or(KeyError::Malformed {
        what: "a FIDO application that is not 1 to 128 printable ASCII characters",
    })
}

/// Says what a file is that people take for a public key.
fn refuse_other_files(text: &str) -> Result<(), KeyError> {
    let first = text.lines().next().unwrap_or_default().trim_end();
    if first.contains("PRIVATE KEY-----") || first.starts_with("PuTTY-User-Key-File-") {
        return Err(KeyError::PrivateKey);
    }
    if first.starts_with("-----BEGIN SSH SIGNATURE") {
        return Err(KeyError::Malformed { what: "a signature" });
    }
    if let Some(title) =
        first.strip_prefix("-----BEGIN ").or_else(|| first.strip_prefix("---- BEGIN "))
    {
        let title = title.trim_end_matches(['-', ' ']);
        let kind = wire::kind(title.replace(' ', "_").as_bytes()).map(|_| title.to_owned());
        return Err(kind
            .map_or(KeyError::Malformed { what: "an armour of another kind" }, |kind| {
                KeyError::Unsupported { kind }
            }));
    }
    Ok(())
}

impl FromStr for PublicKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        if text.len() > PUBLIC_FILE_BYTES_MAX {
            return Err(KeyError::TooLarge { got: text.len(), max: PUBLIC_FILE_BYTES_MAX });
        }
        let (kind, base64) =
            text.split_once(' ').ok_or(KeyError::Malformed { what: "fewer than two words" })?;
        let key = Self::from_words(kind, base64)?;
        if key.to_string() != text {
            return Err(KeyError::Malformed { what: "another spelling of a key" });
        }
        Ok(key)
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind(), Base64::encode_string(&self.to_wire()))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

as_json_string!(PublicKey);

#[cfg(test)]
mod tests;
