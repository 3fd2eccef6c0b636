//! Signature lines, and what each type of signature signs.

use std::fmt;
use std::str::FromStr;

use base64ct::{Base64, Encoding};

use super::NoteError;
use super::verifier_key::{
    Algorithm, COSIGNATURE_TIME_MAX, KEY_ID_BYTES, KeyName, VerifierKey, decode_base64,
};
use crate::key::ed25519::{Ed25519Secret, SIGNATURE_BYTES};

const EM_DASH: &str = "— ";
const TIME_BYTES: usize = 8;

/// One signature line, unchecked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteSignature {
    name: KeyName,
    key_id: u32,
    /// One byte or more.
    blob: Vec<u8>,
}

impl NoteSignature {
    /// The name of the key that is said to have signed.
    #[must_use]
    pub const fn name(&self) -> &KeyName {
        &self.name
    }

    /// The id of that key.
    #[must_use]
    pub const fn key_id(&self) -> u32 {
        self.key_id
    }

    /// The signature, in the shape of its type.
    #[must_use]
    pub fn blob(&self) -> &[u8] {
        &self.blob
    }

    /// The name and the key id, as in a verifier key.
    pub(super) fn signer(&self) -> String {
        format!("{}+{:08x}", self.name, self.key_id)
    }

    /// The cosignature/v1 of a checkpoint's text (C2SP tlog-cosignature); `time` is in seconds since 1970.
    ///
    /// # Errors
    /// Where the time is more than [`COSIGNATURE_TIME_MAX`].
    pub fn cosign(
        text: &str,
        name: &KeyName,
        secret: &Ed25519Secret,
        time: u64,
    ) -> Result<Self, NoteError> {
        if time > COSIGNATURE_TIME_MAX {
            return Err(NoteError::Time(time));
        }
        let mut blob = time.to_be_bytes().to_vec();
        blob.extend(secret.sign(cosigned(text, time).as_bytes()));
        let key = VerifierKey::new(name.clone(), Algorithm::Cosignature, secret.public());
        Ok(Self { name: name.clone(), key_id: key.id(), blob })
    }

    /// Whether this is `key`'s signature of `text`; inside, the time that a cosignature says.
    pub(super) fn fits(&self, text: &str, key: &VerifierKey) -> Option<Option<u64>> {
        match key.algorithm() {
            Algorithm::Ed25519 => {
                let signature: &[u8; SIGNATURE_BYTES] = self.blob.as_slice().try_into().ok()?;
                key.key().fits(text.as_bytes(), signature).then_some(None)
            }
            Algorithm::Cosignature => {
                let (time, signature) = self.blob.split_first_chunk::<TIME_BYTES>()?;
                let time = u64::from_be_bytes(*time);
                let message = cosigned(text, time);
                let fits = time <= COSIGNATURE_TIME_MAX
                    && key.key().fits(message.as_bytes(), signature.try_into().ok()?);
                fits.then_some(Some(time))
            }
        }
    }
}

/// The Ed25519 signature of a text.
pub(super) fn sign(text: &str, name: &KeyName, secret: &Ed25519Secret) -> NoteSignature {
    let key = VerifierKey::new(name.clone(), Algorithm::Ed25519, secret.public());
    let blob = secret.sign(text.as_bytes()).to_vec();
    NoteSignature { name: name.clone(), key_id: key.id(), blob }
}

/// What a cosignature/v1 signs.
fn cosigned(text: &str, time: u64) -> String {
    format!("cosignature/v1\ntime {time}\n{text}")
}

impl fmt::Display for NoteSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [&self.key_id.to_be_bytes()[..], &self.blob].concat();
        write!(f, "{EM_DASH}{} {}", self.name, Base64::encode_string(&bytes))
    }
}

impl FromStr for NoteSignature {
    type Err = NoteError;

    fn from_str(line: &str) -> Result<Self, NoteError> {
        read(line).ok_or_else(|| NoteError::Line(line.chars().take(80).collect()))
    }
}

fn read(line: &str) -> Option<NoteSignature> {
    let (name, text) = line.strip_prefix(EM_DASH)?.split_once(' ')?;
    let name = name.parse().ok()?;
    let bytes = decode_base64(text)?;
    let (key_id, blob) = bytes.split_first_chunk::<KEY_ID_BYTES>()?;
    let blob = Some(blob.to_vec()).filter(|blob| !blob.is_empty())?;
    Some(NoteSignature { name, key_id: u32::from_be_bytes(*key_id), blob })
}
