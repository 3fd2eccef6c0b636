//! SSHSIG: an OpenSSH signature over a file, as `ssh-keygen -Y sign` makes it (OpenSSH PROTOCOL.sshsig).
//!
//! Between the armour lines, base64 in lines of 70 characters, lies
//!
//! | bytes | content |
//! |---|---|
//! | 6 | `SSHSIG` |
//! | number | version, 1 |
//! | string | public key, as in [`PublicKey::to_wire`] |
//! | string | namespace: a record's `type` |
//! | string | reserved, empty |
//! | string | hash algorithm, `sha256` or `sha512` |
//! | string | signature: string type of the key, string of 64 bytes; of a FIDO key also the flags byte and the number counter |
//!
//! and what is signed is `SSHSIG`, the namespace, the empty reserved string, the hash algorithm and the message's hash.
//! A FIDO token signs SHA-256 of its application, the flags, the counter and SHA-256 of that (PROTOCOL.u2f).
//!
//! OpenSSH reads more than it writes: version 0, a reserved field with content, armour of other shapes.
//! Here a signature file has one spelling, so that its hash names it.
//! [`SshSignature::parse`] reads that spelling, [`SshSignature::normalise`] reads what mail makes of it,
//! [`SshSignature::to_armor`] writes it, and [`fits`] is the one function that says whether a signature fits;
//! [`fits_all`] is its plural, which answers for many in less time.
//!
//! ```
//! use countersign_core::digest::Hash;
//! use countersign_core::key::PrivateKey;
//! use countersign_core::key::sshsig::{Misfit, SshSignature, fits};
//! let signature = PrivateKey::from_seed(&[7; 32]).sign("example", &Hash::of(b"words"));
//! let file = signature.to_armor();
//! assert_eq!(file, "\
//! -----BEGIN SSH SIGNATURE-----
//! U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAg6kpsY+KcUgq+9VB7Ey7F+ZVHdq
//! 6+vnuSQh7qaRRG0iwAAAAHZXhhbXBsZQAAAAAAAAAGc2hhMjU2AAAAUwAAAAtzc2gtZWQy
//! NTUxOQAAAECjEuO8vHmkpUjPEpwOggSgn7SneGsQcwybGAnpHdgxXx3RW2mZPbLV9vXdto
//! gCZNdyZrqvN0Dxqd0D0crJbQoF
//! -----END SSH SIGNATURE-----
//! ");
//! assert_eq!(SshSignature::parse(file.as_bytes()), Ok(signature.clone()));
//! assert!(SshSignature::parse(file.replace('\n', "\r\n").as_bytes()).is_err());
//! assert_eq!(SshSignature::normalise(file.replace('\n', "\r\n").as_bytes()), Ok(signature.clone()));
//! assert_eq!(fits(&signature, "example", b"words", &Hash::of(b"words")), Ok(()));
//! assert_eq!(fits(&signature, "example", b"word", &Hash::of(b"word")), Err(Misfit::Signature));
//! ```

mod armor;

use std::fmt;

use sha2::{Digest, Sha512};

use super::ed25519::{self, Ed25519Secret, SIGNATURE_BYTES, WeakKey};
use super::public::{HARDWARE, KeyError, KnownKeys, PLAIN, PublicKey};
pub use super::wire::WireError;
use super::wire::{self, Reader, put_string};
use crate::digest::Hash;

/// Longest signature file, in bytes: ours take some 400; the largest that OpenSSH makes
/// (ML-DSA-44 with Ed25519, 5.4 kB; RSA of 16,384 bits, 5.9 kB) still get their own name in an error.
pub const SIGNATURE_FILE_BYTES_MAX: usize = 16 * 1024;
/// Longest namespace, in bytes: a record's type takes some 30.
pub const NAMESPACE_BYTES_MAX: usize = 128;

const MAGIC: &[u8; 6] = b"SSHSIG";
const VERSION: u32 = 1;
/// The flag of a FIDO signature that says that somebody touched the token (CTAP, section 6.2; PROTOCOL.u2f).
const USER_PRESENT: u8 = 0x01;

/// Why bytes are not a signature file of ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SshsigError {
    /// Longer than any signature.
    #[error("want a signature file of at most {max} bytes, got {got}")]
    TooLarge {
        /// The length, in bytes.
        got: usize,
        /// [`SIGNATURE_FILE_BYTES_MAX`].
        max: usize,
    },
    /// The text around the base64, or the base64.
    #[error("want the armour of an SSH signature, got {what}")]
    Armour {
        /// What there is instead.
        what: &'static str,
    },
    /// A version that this program does not know.
    #[error("want SSH signature version 1, got {got}")]
    Version {
        /// The version.
        got: u32,
    },
    /// A hash algorithm that is neither `sha256` nor `sha512`.
    #[error("want hash algorithm sha256 or sha512, got {got}")]
    UnsupportedHash {
        /// The name of the algorithm.
        got: String,
    },
    /// A good envelope around a key of a type that is not Ed25519, or around its signature.
    #[error("want a signature by an ssh-ed25519 or sk-ssh-ed25519@openssh.com key, got {kind}")]
    UnsupportedKey {
        /// The type of the key or of the signature.
        kind: String,
    },
    /// A point that must not be used as a key.
    #[error(transparent)]
    Weak(#[from] WeakKey),
    /// A field with content that it must not have.
    #[error("want an SSH signature, got {what}")]
    Malformed {
        /// What there is instead.
        what: &'static str,
    },
    /// A field that is cut, or bytes after the last one.
    #[error("the SSH signature is cut or padded: {0}")]
    Wire(#[from] WireError),
}

/// Why a well-formed signature does not fit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// It was made for another purpose.
    #[error("want a signature in namespace {want}, got {got}")]
    Namespace {
        /// The signature's namespace.
        got: String,
        /// The record's type.
        want: String,
    },
    /// It is not this key's over these bytes.
    #[error("the signature does not fit these bytes")]
    Signature,
    /// It fits, but the hardware key says that nobody touched it.
    #[error("the hardware key signed without a touch")]
    UserPresence,
}

/// The hash algorithm of a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HashAlgorithm {
    /// SHA-256, with which this program signs: the record's hash is at hand.
    Sha256,
    /// SHA-512, the default of `ssh-keygen -Y sign`.
    Sha512,
}

impl HashAlgorithm {
    /// The name in the signature.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sha256 => "sha256",
            Self::Sha512 => "sha512",
        }
    }
}

impl fmt::Display for HashAlgorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What a FIDO token adds to its signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Token {
    flags: u8,
    counter: u32,
}

/// A well-formed signature, of which nothing is believed before [`fits`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SshSignature {
    public_key: PublicKey,
    namespace: Box<str>,
    hash_algorithm: HashAlgorithm,
    signature: [u8; SIGNATURE_BYTES],
    /// There exactly where the key is a hardware key.
    token: Option<Token>,
}

/// That a signature is its key's over a message in a namespace.
#[derive(Clone, Copy)]
pub struct Claim<'a> {
    /// The signature.
    pub signature: &'a SshSignature,
    /// The purpose that it must have been made for.
    pub namespace: &'a str,
    /// Writes what was signed: needed only where its SHA-256 is not what the signature is over.
    pub message: &'a dyn Fn() -> Vec<u8>,
    /// SHA-256 of the message, which callers have at hand, so that nothing is hashed twice.
    pub message_sha256: &'a Hash,
}

/// Whether `signature` is its key's over `message` in `namespace`: [`fits_all`] for one.
///
/// # Errors
/// Where it does not fit, with the reason.
pub fn fits(
    signature: &SshSignature,
    namespace: &str,
    message: &[u8],
    message_sha256: &Hash,
) -> Result<(), Misfit> {
    let claim = Claim { signature, namespace, message: &|| message.to_vec(), message_sha256 };
    fits_all(&[claim]).pop().unwrap_or(Err(Misfit::Signature))
}

/// Which of these signatures fit, in the order of the claims: the one answer.
///
/// Whether a key was entitled to sign is another question.
#[must_use]
pub fn fits_all(claims: &[Claim<'_>]) -> Vec<Result<(), Misfit>> {
    let signed: Vec<Vec<u8>> = claims.iter().map(Claim::signed).collect();
    let points: Vec<ed25519::Claim<'_>> = claims
        .iter()
        .zip(&signed)
        .map(|(Claim { signature, .. }, message)| ed25519::Claim {
            key: signature.public_key.ed25519(),
            message,
            signature: &signature.signature,
        })
        .collect();
    let good = ed25519::fits_all(&points);
    claims.iter().zip(good).map(|(claim, good)| claim.verdict(good)).collect()
}

impl Claim<'_> {
    /// What the key signs, if this is so.
    fn signed(&self) -> Vec<u8> {
        let signature = self.signature;
        let algorithm = signature.hash_algorithm;
        let signed = match algorithm {
            HashAlgorithm::Sha256 => {
                signed_data(self.namespace, algorithm, self.message_sha256.as_bytes())
            }
            HashAlgorithm::Sha512 => {
                signed_data(self.namespace, algorithm, &Sha512::digest((self.message)()))
            }
        };
        match (&signature.token, signature.public_key.application()) {
            (Some(token), Some(application)) => token_data(application, *token, &signed),
            _ => signed,
        }
    }

    /// The verdict, where `good` says whether the point and the scalar fit.
    fn verdict(&self, good: bool) -> Result<(), Misfit> {
        let signature = self.signature;
        match signature.token {
            _ if signature.namespace() != self.namespace => {
                let got = signature.namespace().to_owned();
                Err(Misfit::Namespace { got, want: self.namespace.to_owned() })
            }
            _ if !good => Err(Misfit::Signature),
            Some(token) if token.flags & USER_PRESENT == 0 => Err(Misfit::UserPresence),
            _ => Ok(()),
        }
    }
}

impl SshSignature {
    /// The signature in a file, in its one spelling.
    ///
    /// # Errors
    /// On every other byte sequence; [`SshsigError::UnsupportedKey`] only where all but the key is good.
    pub fn parse(file: &[u8]) -> Result<Self, SshsigError> {
        Self::parse_among(file, &KnownKeys::default())
    }

    /// As [`SshSignature::parse`], where the keys that most signatures are by were decoded before.
    ///
    /// # Errors
    /// As for [`SshSignature::parse`].
    pub fn parse_among(file: &[u8], known: &KnownKeys) -> Result<Self, SshsigError> {
        Self::from_blob(&armor::dearmor(file)?, known)
    }

    /// The signature in a file that mail or an editor touched: byte order mark, CRLF, other line lengths,
    /// white space and blank lines around.
    ///
    /// # Errors
    /// On text around the armour, and on everything inside that [`SshSignature::parse`] refuses.
    pub fn normalise(file: &[u8]) -> Result<Self, SshsigError> {
        Self::from_blob(&armor::dearmor_lenient(file)?, &KnownKeys::default())
    }

    /// The file.
    #[must_use]
    pub fn to_armor(&self) -> String {
        armor::armor(&self.to_blob())
    }

    /// The key that the signature says it is by.
    #[must_use]
    pub const fn public_key(&self) -> &PublicKey {
        &self.public_key
    }

    /// The same, and nothing else of the signature.
    #[must_use]
    pub(crate) fn into_public_key(self) -> PublicKey {
        self.public_key
    }

    /// The purpose that it was made for.
    #[must_use]
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// How the message was hashed.
    #[must_use]
    pub const fn hash_algorithm(&self) -> HashAlgorithm {
        self.hash_algorithm
    }

    /// The signature that `secret` makes over the message with this SHA-256.
    pub(super) fn sign(secret: &Ed25519Secret, namespace: &str, message_sha256: &Hash) -> Self {
        let hash_algorithm = HashAlgorithm::Sha256;
        let signed = signed_data(namespace, hash_algorithm, message_sha256.as_bytes());
        Self {
            public_key: PublicKey::from_ed25519(secret.public()),
            namespace: namespace.into(),
            hash_algorithm,
            signature: secret.sign(&signed),
            token: None,
        }
    }

    fn from_blob(blob: &[u8], known: &KnownKeys) -> Result<Self, SshsigError> {
        let mut reader = Reader::new(blob);
        if reader.take(MAGIC.len())? != MAGIC {
            return Err(SshsigError::Malformed { what: "another magic than SSHSIG" });
        }
        let version = reader.number()?;
        if version != VERSION {
            return Err(SshsigError::Version { got: version });
        }
        let key = reader.string()?;
        let namespace = namespace(reader.string()?)?;
        if !reader.string()?.is_empty() {
            return Err(SshsigError::Malformed { what: "a reserved field that is not empty" });
        }
        let hash_algorithm = hash_algorithm(reader.string()?)?;
        let inner = reader.string()?;
        reader.finish()?;
        let public_key = known.from_wire(key)?;
        let (signature, token) = key_signature(inner, &public_key)?;
        Ok(Self { public_key, namespace, hash_algorithm, signature, token })
    }

    fn to_blob(&self) -> Vec<u8> {
        let mut inner = Vec::with_capacity(128);
        put_string(&mut inner, self.public_key.kind().as_bytes());
        put_string(&mut inner, &self.signature);
        if let Some(token) = self.token {
            inner.push(token.flags);
            inner.extend_from_slice(&token.counter.to_be_bytes());
        }
        let mut out = Vec::with_capacity(320);
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&VERSION.to_be_bytes());
        put_string(&mut out, &self.public_key.to_wire());
        put_string(&mut out, self.namespace.as_bytes());
        put_string(&mut out, b"");
        put_string(&mut out, self.hash_algorithm.as_str().as_bytes());
        put_string(&mut out, &inner);
        out
    }
}

/// What the key signs: the envelope around the message's hash.
fn signed_data(namespace: &str, algorithm: HashAlgorithm, digest: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(160);
    out.extend_from_slice(MAGIC);
    put_string(&mut out, namespace.as_bytes());
    put_string(&mut out, b"");
    put_string(&mut out, algorithm.as_str().as_bytes());
    put_string(&mut out, digest);
    out
}

/// What a FIDO token signs in place of `signed`.
fn token_data(application: &str, token: Token, signed: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(69);
    out.extend_from_slice(Hash::of(application.as_bytes()).as_bytes());
    out.push(token.flags);
    out.extend_from_slice(&token.counter.to_be_bytes());
    out.extend_from_slice(Hash::of(signed).as_bytes());
    out
}

fn namespace(bytes: &[u8]) -> Result<Box<str>, SshsigError> {
    let good =
        (1..=NAMESPACE_BYTES_MAX).contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_graphic);
    std::str::from_utf8(bytes).ok().filter(|_| good).map(Into::into).ok_or(SshsigError::Malformed {
        what: "a namespace that is not 1 to 128 visible ASCII characters",
    })
}

fn hash_algorithm(bytes: &[u8]) -> Result<HashAlgorithm, SshsigError> {
    match bytes {
        b"sha256" => Ok(HashAlgorithm::Sha256),
        b"sha512" => Ok(HashAlgorithm::Sha512),
        other => Err(wire::kind(other)
            .map_or(SshsigError::Malformed { what: "bytes that name no hash algorithm" }, |got| {
                SshsigError::UnsupportedHash { got: got.to_owned() }
            })),
    }
}

/// The 64 bytes, and what a token adds to them.
fn key_signature(
    bytes: &[u8],
    key: &PublicKey,
) -> Result<([u8; SIGNATURE_BYTES], Option<Token>), SshsigError> {
    let mut reader = Reader::new(bytes);
    let kind = reader.string()?;
    if kind != key.kind().as_bytes() {
        return Err(other_signature(kind));
    }
    let signature = reader.string()?.try_into().map_err(|_| SshsigError::Malformed {
        what: "an Ed25519 signature that is not 64 bytes",
    })?;
    let token = if key.is_hardware() {
        Some(Token { flags: reader.byte()?, counter: reader.number()? })
    } else {
        None
    };
    reader.finish()?;
    Ok((signature, token))
}

/// A signature whose type is not its key's: of ours it is a mistake, of others (webauthn) a form we do not read.
fn other_signature(kind: &[u8]) -> SshsigError {
    let name = wire::kind(kind).filter(|name| ![PLAIN, HARDWARE].contains(name));
    name.map_or(
        SshsigError::Malformed { what: "a signature of another type than its key" },
        |name| SshsigError::UnsupportedKey { kind: name.to_owned() },
    )
}

impl From<KeyError> for SshsigError {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::Certificate { kind } | KeyError::Unsupported { kind } => {
                Self::UnsupportedKey { kind }
            }
            KeyError::Weak(weak) => Self::Weak(weak),
            KeyError::Wire(wire) => Self::Wire(wire),
            KeyError::Malformed { what } => Self::Malformed { what },
            KeyError::TooLarge { .. }
            | KeyError::Empty
            | KeyError::Lines { .. }
            | KeyError::PrivateKey => Self::Malformed { what: "bytes that are no public key" },
        }
    }
}

#[cfg(test)]
mod tests;
