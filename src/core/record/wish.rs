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

use super::line::Salt;
use crate::canonical::{self, CanonicalError};
use crate::digest::Hash;

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
