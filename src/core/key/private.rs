//! OpenSSH private key files (OpenSSH PROTOCOL.key) with one `ssh-ed25519` key.
//!
//! Between `-----BEGIN OPENSSH PRIVATE KEY-----` and its END line lies base64 of: `openssh-key-v1` and a zero byte,
//! the cipher, the key derivation and its options, the number 1, the public key, and the private part,
//! which repeats a check number, the public key and the 32-byte seed, and is encrypted where there is a passphrase.
//! Files are written with `aes256-ctr` and `bcrypt`, as `ssh-keygen` writes them; every AES and ChaCha20 cipher of OpenSSH is read.
//!
//! [`PrivateKey::from_openssh`] reads a file, [`PrivateKey::to_openssh`] writes one from entropy that the caller brings,
//! [`public_in`] says whose file it is without a passphrase,
//! [`PrivateKey::sign`] makes the signature of a record and [`PrivateKey::sign_raw`] that of a signed note.
//! The public key in a file is never believed: it must be the seed's.
//!
//! ```
//! use countersign_core::key::PrivateKey;
//! use countersign_core::key::private::PrivateKeyError;
//! let key = PrivateKey::from_seed(&[7; 32]);
//! let file = key.to_openssh("press office", Some("correct horse"), &[9; 20])?;
//! assert!(file.starts_with("-----BEGIN OPENSSH PRIVATE KEY-----\n"));
//! assert_eq!(PrivateKey::from_openssh(file.as_bytes(), Some("correct horse"))?.public(), key.public());
//! assert!(matches!(PrivateKey::from_openssh(file.as_bytes(), None), Err(PrivateKeyError::Encrypted)));
//! # Ok::<(), PrivateKeyError>(())
//! ```

use std::fmt;

use base64ct::{Base64, Encoding};
use ssh_key::private::{Ed25519Keypair, Ed25519PrivateKey, KeypairData};
use ssh_key::public::Ed25519PublicKey;
use ssh_key::{Cipher, Kdf, LineEnding};
use zeroize::Zeroizing;

use super::ed25519::{Ed25519Secret, KEY_BYTES, SIGNATURE_BYTES};
use super::public::{KeyError, PublicKey};
use super::sshsig::SshSignature;
use super::wire::{self, Reader, WireError};
use crate::digest::Hash;

/// Longest private key file, in bytes: an RSA key of 16,384 bits (13 kB) is still named for what it is.
pub const PRIVATE_FILE_BYTES_MAX: usize = 32 * 1024;
/// Longest comment that is written, in bytes: a name and an address.
pub const COMMENT_BYTES_MAX: usize = 256;
/// Rounds of bcrypt in files that are written: the default of OpenSSH since 9.4, a good tenth of a second to unlock.
pub(crate) const BCRYPT_ROUNDS: u32 = 24;
/// Most rounds in files that are read: some ten seconds; a file that asks for more would only seem to hang.
pub const BCRYPT_ROUNDS_MAX: u32 = 2048;
/// Entropy for a new file, in bytes: 16 of salt, 4 of the check number.
pub const ENTROPY_BYTES: usize = 20;

const BEGIN: &str = "-----BEGIN OPENSSH PRIVATE KEY-----";
const END: &str = "-----END OPENSSH PRIVATE KEY-----";
const MAGIC: &[u8; 15] = b"openssh-key-v1\0";

/// Why a file gives no private key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PrivateKeyError {
    /// Longer than any private key.
    #[error("want a private key file of at most {max} bytes, got {got}")]
    TooLarge {
        /// The length, in bytes.
        got: usize,
        /// [`PRIVATE_FILE_BYTES_MAX`].
        max: usize,
    },
    /// A passphrase is needed and none was given.
    #[error("the private key is protected by a passphrase")]
    Encrypted,
    /// The passphrase does not unlock the key.
    #[error("the passphrase does not unlock the private key")]
    WrongPassphrase,
    /// A public key where a private key belongs.
    #[error("want a private key, got a public key")]
    PublicKeyGiven,
    /// The handle of a key that lies in a FIDO token, for which the system's `ssh-keygen` signs;
    /// [`public_in`] says which key it is.
    #[error("the private key lies in a hardware token")]
    Hardware,
    /// A key of another type, or a file of another format or cipher.
    #[error("want an OpenSSH file with an ssh-ed25519 private key, got {kind}")]
    Unsupported {
        /// What it is.
        kind: String,
    },
    /// No work to unlock, or more than is reasonable.
    #[error("want 1 to {max} rounds of bcrypt, got {got}")]
    Rounds {
        /// How many rounds the file asks for.
        got: u32,
        /// [`BCRYPT_ROUNDS_MAX`].
        max: u32,
    },
    /// The public key in the file is not the seed's.
    #[error("the public key in the private key file is not the private key's")]
    Mismatch,
    /// An empty passphrase, which would protect nothing.
    #[error("want a passphrase, got an empty one")]
    EmptyPassphrase,
    /// A comment that would not stay on one line.
    #[error("want a comment of at most 256 bytes without control characters")]
    Comment,
    /// Something else.
    #[error("want an OpenSSH private key, got {what}")]
    Malformed {
        /// What there is instead.
        what: &'static str,
    },
    /// A cut or padded file.
    #[error("the private key file is cut or padded: {0}")]
    Wire(#[from] WireError),
}

/// A private key; its seed is wiped when it is dropped.
pub struct PrivateKey(Ed25519Secret);

impl PrivateKey {
    /// The private key with this seed (RFC 8032, section 5.1.5).
    #[must_use]
    pub fn from_seed(seed: &[u8; KEY_BYTES]) -> Self {
        Self(Ed25519Secret::from_seed(seed))
    }

    /// The private key in a file; a passphrase is used only where the file needs one.
    ///
    /// # Errors
    /// Where the file is no private key of ours, or where the passphrase is missing or wrong.
    pub fn from_openssh(bytes: &[u8], passphrase: Option<&str>) -> Result<Self, PrivateKeyError> {
        let blob = dearmor(bytes)?;
        let header = header(&blob)?;
        if header.public.is_hardware() {
            return Err(PrivateKeyError::Hardware);
        }
        let passphrase = match (header.encrypted, passphrase) {
            (true, None) => return Err(PrivateKeyError::Encrypted),
            (true, Some(passphrase)) => Some(passphrase),
            (false, _) => None,
        };
        let locked = ssh_key::PrivateKey::from_bytes(&blob).map_err(malformed)?;
        let opened = match passphrase {
            Some(passphrase) => locked.decrypt(passphrase).map_err(wrong_passphrase)?,
            None => locked,
        };
        let pair = opened.key_data().ed25519().ok_or(PrivateKeyError::Mismatch)?;
        let secret = Ed25519Secret::from_seed(pair.private.as_ref());
        // The container keeps the public key three times; each must be the one that the seed has.
        let public = secret.public();
        if &pair.public.0 != public.as_bytes() || header.public.ed25519() != &public {
            return Err(PrivateKeyError::Mismatch);
        }
        Ok(Self(secret))
    }

    /// The file, as `ssh-keygen` would write it; without a passphrase its text is the key.
    ///
    /// The same arguments give the same file. `entropy` must be random and used once.
    ///
    /// # Errors
    /// On an empty passphrase, and on a comment that is too long or has control characters.
    pub fn to_openssh(
        &self,
        comment: &str,
        passphrase: Option<&str>,
        entropy: &[u8; ENTROPY_BYTES],
    ) -> Result<Zeroizing<String>, PrivateKeyError> {
        if comment.len() > COMMENT_BYTES_MAX || comment.chars().any(char::is_control) {
            return Err(PrivateKeyError::Comment);
        }
        let pair = Ed25519Keypair {
            public: Ed25519PublicKey(*self.0.public().as_bytes()),
            private: Ed25519PrivateKey::from_bytes(self.0.seed()),
        };
        let open =
            ssh_key::PrivateKey::new(KeypairData::Ed25519(pair), comment).map_err(malformed)?;
        let file = match passphrase {
            None => open,
            Some("") => return Err(PrivateKeyError::EmptyPassphrase),
            Some(passphrase) => {
                let [salt @ .., a, b, c, d] = entropy;
                let kdf = Kdf::Bcrypt { salt: salt.to_vec(), rounds: BCRYPT_ROUNDS };
                let check = u32::from_be_bytes([*a, *b, *c, *d]);
                open.encrypt_with(Cipher::Aes256Ctr, kdf, check, passphrase).map_err(malformed)?
            }
        };
        file.to_openssh(LineEnding::LF).map_err(malformed)
    }

    /// The public key.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey::from_ed25519(self.0.public())
    }

    /// The signature over the message with this SHA-256, byte for byte what `ssh-keygen -Y sign -O hashalg=sha256` makes.
    ///
    /// The namespace is a record's type; an empty, long or invisible one gives a signature that
    /// [`SshSignature::parse`] refuses.
    #[must_use]
    pub fn sign(&self, namespace: &str, message_sha256: &Hash) -> SshSignature {
        SshSignature::sign(&self.0, namespace, message_sha256)
    }

    /// The bare Ed25519 key, for formats that bind their purpose themselves (C2SP signed notes).
    #[must_use]
    pub const fn ed25519(&self) -> &Ed25519Secret {
        &self.0
    }

    /// The bare Ed25519 signature over `message`, for formats that bind their purpose themselves (C2SP signed notes).
    #[must_use]
    pub fn sign_raw(&self, message: &[u8]) -> [u8; SIGNATURE_BYTES] {
        self.0.sign(message)
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PrivateKey of {}", self.public())
    }
}

/// Whether these bytes hold a private key in armour of any kind, which must not be published by mistake.
///
/// ```
/// use countersign_core::key::private::holds_private_key;
/// assert!(holds_private_key(b"-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl"));
/// assert!(!holds_private_key(b"ssh-ed25519 AAAA"));
/// ```
#[must_use]
pub fn holds_private_key(bytes: &[u8]) -> bool {
    const MARK: &[u8] = b"PRIVATE KEY-----";
    const BEGIN: &[u8] = b"-----BEGIN ";
    bytes.split(|byte| *byte == b'\n' || *byte == b'\r').any(|line| {
        let begins = line.windows(BEGIN.len()).any(|window| window == BEGIN);
        begins && line.windows(MARK.len()).any(|window| window == MARK)
    })
}

/// The public key that a private key file names, which needs no passphrase.
///
/// Nothing is proven by it: [`PrivateKey::from_openssh`] compares it with the seed.
///
/// # Errors
/// Where the file is no private key of ours.
pub fn public_in(bytes: &[u8]) -> Result<PublicKey, PrivateKeyError> {
    header(&dearmor(bytes)?).map(|header| header.public)
}

/// What lies before the private part.
struct Header {
    public: PublicKey,
    encrypted: bool,
}

fn header(blob: &[u8]) -> Result<Header, PrivateKeyError> {
    let mut reader = Reader::new(blob);
    if reader.take(MAGIC.len())? != MAGIC {
        return Err(PrivateKeyError::Malformed { what: "another magic than openssh-key-v1" });
    }
    let cipher = reader.string()?;
    let derivation = reader.string()?;
    let options = reader.string()?;
    if reader.number()? != 1 {
        return Err(PrivateKeyError::Malformed { what: "a file without exactly one key" });
    }
    let public = PublicKey::from_wire(reader.string()?).map_err(in_container)?;
    match derivation {
        b"none" => {}
        b"bcrypt" => check_rounds(options)?,
        other => return Err(unsupported(other)),
    }
    match Cipher::new(std::str::from_utf8(cipher).unwrap_or_default()) {
        // Triple DES is known by name to the container's reader, which does not do it.
        Err(_) | Ok(Cipher::TdesCbc) => Err(unsupported(cipher)),
        Ok(known) => Ok(Header { public, encrypted: known.is_some() }),
    }
}

fn check_rounds(options: &[u8]) -> Result<(), PrivateKeyError> {
    let mut reader = Reader::new(options);
    reader.string()?;
    let got = reader.number()?;
    reader.finish()?;
    if !(1..=BCRYPT_ROUNDS_MAX).contains(&got) {
        return Err(PrivateKeyError::Rounds { got, max: BCRYPT_ROUNDS_MAX });
    }
    Ok(())
}

/// The bytes in the armour; line ends and line lengths may be any, since editors and clipboards change them.
fn dearmor(bytes: &[u8]) -> Result<Zeroizing<Vec<u8>>, PrivateKeyError> {
    if bytes.len() > PRIVATE_FILE_BYTES_MAX {
        return Err(PrivateKeyError::TooLarge { got: bytes.len(), max: PRIVATE_FILE_BYTES_MAX });
    }
    let refuse = |what| PrivateKeyError::Malformed { what };
    let text = std::str::from_utf8(bytes).map_err(|_| refuse("bytes that are not UTF-8"))?;
    let text = text.trim_start_matches('\u{feff}').trim();
    let Some(inner) = text.strip_prefix(BEGIN) else { return Err(other_file(text)) };
    let inner = inner.strip_suffix(END).ok_or_else(|| refuse("a file without its END line"))?;
    let mut digits = Zeroizing::new(String::with_capacity(inner.len()));
    digits.extend(inner.chars().filter(|letter| !letter.is_ascii_whitespace()));
    let blob =
        Base64::decode_vec(&digits).map_err(|_| refuse("digits that are not padded base64"))?;
    Ok(Zeroizing::new(blob))
}

/// Says what a file is that people take for an OpenSSH private key.
fn other_file(text: &str) -> PrivateKeyError {
    let first = text.lines().next().unwrap_or_default().trim_end();
    if first.starts_with("PuTTY-User-Key-File-") {
        return PrivateKeyError::Unsupported { kind: "a PuTTY key file".to_owned() };
    }
    match PublicKey::from_file(text.as_bytes()) {
        Ok(_) | Err(KeyError::Certificate { .. } | KeyError::Weak(_)) => {
            PrivateKeyError::PublicKeyGiven
        }
        Err(KeyError::Unsupported { kind })
            if !first.starts_with('-') || kind.contains("PUBLIC") =>
        {
            PrivateKeyError::PublicKeyGiven
        }
        Err(KeyError::PrivateKey) => PrivateKeyError::Unsupported {
            kind: "a PEM private key, which ssh-keygen -p rewrites".to_owned(),
        },
        Err(KeyError::Unsupported { kind }) => PrivateKeyError::Unsupported { kind },
        Err(KeyError::Empty) => PrivateKeyError::Malformed { what: "an empty file" },
        Err(_) => PrivateKeyError::Malformed { what: "a file without its BEGIN line" },
    }
}

fn unsupported(name: &[u8]) -> PrivateKeyError {
    wire::kind(name)
        .map_or(PrivateKeyError::Malformed { what: "bytes that name no algorithm" }, |name| {
            PrivateKeyError::Unsupported { kind: name.to_owned() }
        })
}

/// A public key in the container that is none of ours.
fn in_container(error: KeyError) -> PrivateKeyError {
    match error {
        KeyError::Unsupported { kind } | KeyError::Certificate { kind } => {
            PrivateKeyError::Unsupported { kind }
        }
        KeyError::Wire(wire) => PrivateKeyError::Wire(wire),
        // A weak point cannot be any seed's.
        KeyError::Weak(_) => PrivateKeyError::Mismatch,
        KeyError::Malformed { what } => PrivateKeyError::Malformed { what },
        KeyError::TooLarge { .. }
        | KeyError::Empty
        | KeyError::Lines { .. }
        | KeyError::PrivateKey => {
            PrivateKeyError::Malformed { what: "bytes that are no public key" }
        }
    }
}

fn malformed(error: ssh_key::Error) -> PrivateKeyError {
    match error {
        ssh_key::Error::PublicKey => PrivateKeyError::Mismatch,
        _ => PrivateKeyError::Malformed { what: "a damaged private part" },
    }
}

/// With a wrong passphrase the check numbers differ, or a tag does.
fn wrong_passphrase(error: ssh_key::Error) -> PrivateKeyError {
    match error {
        ssh_key::Error::Crypto => PrivateKeyError::WrongPassphrase,
        other => malformed(other),
    }
}

#[cfg(test)]
mod tests;
