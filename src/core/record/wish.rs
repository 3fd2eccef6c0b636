//! An organisation's wish that what it said about a version be withheld: a file that stays with it and the maintainers.
//!
//! It is no record and nothing of it is published but its hash, which a withholding may bear as `wish`.
//! In a dispute whoever has it shows it: with the organisation's signature it proves that the organisation asked.
//! Its salt keeps the hash from being guessed.
//!
//! ```
//! use countersign_core::digest::Hash;
//! use countersign_core::record::line::Salt;
//! use countersign_core::record::wish::Wish;
//! let wish = Wish::new(Hash::of(b"registry"), Hash::of(b"statement"), Salt([7; 16]));
//! assert_eq!(Wish::read(&wish.bytes()?)?, wish);
//! # Ok::<(), countersign_core::canonical::CanonicalError>(())
//! ```

use serde::{Deserialize, Serialize};

use super::entry::SIGNATURES_MAX;
use super::line::Salt;
use super::signature::{Unfit, VerifiedSignature};
use crate::canonical::{self, CanonicalError};
use crate::digest::Hash;
use crate::envelope::{Envelope, EnvelopeError};
use crate::key::PublicKey;
use crate::key::sshsig::SshSignature;

/// The `type` of a wish, and the namespace of signatures over it.
pub const WISH_TYPE: &str = "countersign/wish/v1";
/// Longest wish, in bytes: two hashes and a salt.
pub const WISH_BYTES_MAX: usize = 1024;

/// That what an organisation said about one version be withheld.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    /// The hash of the version's statement record.
    pub record: Hash,
    /// The registry's id.
    pub registry: Hash,
    /// Sixteen random bytes.
    pub salt: Salt,
    #[serde(rename = "type")]
    kind: String,
}

impl Wish {
    /// A wish about the version with this statement record.
    #[must_use]
    pub fn new(registry: Hash, record: Hash, salt: Salt) -> Self {
        Self { record, registry, salt, kind: WISH_TYPE.to_owned() }
    }

    /// The wish in a file.
    ///
    /// # Errors
    /// Where it is none, or not in its one spelling.
    pub fn read(bytes: &[u8]) -> Result<Self, CanonicalError> {
        let wish: Self = canonical::decode(bytes, WISH_BYTES_MAX)?;
        if wish.kind != WISH_TYPE {
            return Err(CanonicalError::Shape(format!("want the type {WISH_TYPE}")));
        }
        Ok(wish)
    }

    /// The file, over which the organisation signs.
    ///
    /// # Errors
    /// Never for a wish that was made or read.
    pub fn bytes(&self) -> Result<Vec<u8>, CanonicalError> {
        canonical::encode(self)
    }
}

/// Largest text with a signed wish that is read, in bytes: its signatures in base64, and a mail around it.
pub const SIGNED_WISH_BYTES_MAX: usize = 1 << 20;

/// How a signed wish travels; it is handed over where nobody else reads it.
pub const ENVELOPE: Envelope = Envelope { name: "WISH", text_bytes_max: SIGNED_WISH_BYTES_MAX };

const SIGNED_TYPE: &str = "countersign/signed-wish/v1";

/// A wish with signatures that fit it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedWish {
    wish: Wish,
    signatures: Vec<String>,
    keys: Vec<PublicKey>,
}

/// Why a text is no signed wish.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WishError {
    /// Not an envelope with a wish.
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    /// Not the JSON of a signed wish.
    #[error("what stands between the marks is no signed wish: {0}")]
    Json(#[from] CanonicalError),
    /// A signature over something else.
    #[error("a signature in it: {0}")]
    Unfit(#[from] Unfit),
    /// No signature, too many, or out of order.
    #[error("want 1 to {SIGNATURES_MAX} signatures, sorted, each once, got {0}")]
    Signatures(usize),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    signatures: Vec<String>,
    #[serde(rename = "type")]
    kind: String,
    wish: String,
}

impl SignedWish {
    /// A wish with these signatures.
    ///
    /// # Errors
    /// Where there is none, or one does not fit.
    pub fn new(wish: Wish, signatures: &[SshSignature]) -> Result<Self, WishError> {
        let mut signatures: Vec<String> = signatures.iter().map(SshSignature::to_armor).collect();
        signatures.sort();
        Self::checked(wish, signatures)
    }

    /// Reads a text as it was handed over.
    ///
    /// # Errors
    /// Where it holds no signed wish, more than one, or one that was changed.
    pub fn from_text(text: &[u8]) -> Result<Self, WishError> {
        let content: Content = canonical::decode(&ENVELOPE.open(text)?, SIGNED_WISH_BYTES_MAX)?;
        if content.kind != SIGNED_TYPE {
            return Err(CanonicalError::Shape(format!("want the type {SIGNED_TYPE}")).into());
        }
        Self::checked(Wish::read(content.wish.as_bytes())?, content.signatures)
    }

    fn checked(wish: Wish, signatures: Vec<String>) -> Result<Self, WishError> {
        let count = signatures.len();
        let is_sorted = signatures.is_sorted_by(|left, right| left < right);
        if count == 0 || count > SIGNATURES_MAX || !is_sorted {
            return Err(WishError::Signatures(count));
        }
        let bytes = wish.bytes()?;
        let key = |armor: &String| VerifiedSignature::key_of_wish(&bytes, armor.as_bytes());
        let keys = signatures.iter().map(key).collect::<Result<Vec<_>, _>>()?;
        Ok(Self { wish, signatures, keys })
    }

    /// The text to be handed over.
    ///
    /// # Errors
    /// Where it cannot be written as JSON.
    pub fn to_text(&self) -> Result<String, WishError> {
        let wish = String::from_utf8_lossy(&self.wish.bytes()?).into_owned();
        let (signatures, kind) = (self.signatures.clone(), SIGNED_TYPE.to_owned());
        let content = canonical::encode(&Content { signatures, kind, wish })?;
        Ok(ENVELOPE.seal("keep this private: it asks that a name is not shown", &content))
    }

    /// The wish.
    #[must_use]
    pub const fn wish(&self) -> &Wish {
        &self.wish
    }

    /// The keys that signed it.
    #[must_use]
    pub fn keys(&self) -> &[PublicKey] {
        &self.keys
    }

    /// What a withholding bears of it.
    ///
    /// # Errors
    /// Where it cannot be written as JSON.
    pub fn hash(&self) -> Result<Hash, WishError> {
        Ok(Hash::of(&self.wish.bytes()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::PrivateKey;

    #[test]
    fn a_signed_wish_comes_through_mail_and_not_with_another_signature() {
        let wish =
            |salt| Wish::new(Hash::of(b"registry"), Hash::of(b"statement"), Salt([salt; 16]));
        let key = PrivateKey::from_seed(&[1; 32]);
        let sign =
            |wish: &Wish, namespace: &str| key.sign(namespace, &Hash::of(&wish.bytes().unwrap()));
        let signed = SignedWish::new(wish(7), &[sign(&wish(7), WISH_TYPE)]).unwrap();
        let mailed = signed.to_text().unwrap().replace('\n', "\r\n> ");
        assert_eq!(SignedWish::from_text(mailed.as_bytes()), Ok(signed.clone()));
        assert_eq!(signed.keys(), [key.public()]);
        assert_eq!(signed.hash().unwrap(), Hash::of(&wish(7).bytes().unwrap()));
        for other in [sign(&wish(8), WISH_TYPE), sign(&wish(7), "countersign/endorsement/v1")] {
            assert!(matches!(SignedWish::new(wish(7), &[other]), Err(WishError::Unfit(_))));
        }
        assert_eq!(SignedWish::new(wish(7), &[]), Err(WishError::Signatures(0)));
    }
}
