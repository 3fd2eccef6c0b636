//! Whose names stand under a text: `registry/ID/vN/signatories.json`, which the version's record binds like a text.
//!
//! A file of its own, so that a version can have ten thousand names, and so that they can be taken down.
//! Its salt keeps whoever knows most of the names from finding out one that was taken down by its hash.
//!
//! ```
//! use countersign_core::record::signatories::Signatories;
//! let bytes = br#"{"salt":"000102030405060708090a0b0c0d0e0f","signatories":[{"name":"Foro Ejemplo","organisation":"foro.example"}],"type":"countersign/signatories/v1"}"#;
//! let names = Signatories::read(bytes)?;
//! assert_eq!(names.printed_name(&"foro.example".parse()?).unwrap().as_str(), "Foro Ejemplo");
//! assert_eq!(names.bytes(), bytes);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::line::{Line, Salt};
use super::{RecordError, flaw};
use crate::canonical::{self, CanonicalError, integer};
use crate::digest::Hash;
use crate::name::Domain;

/// Most signatories: the largest open letters have some thousands.
pub const SIGNATORIES_MAX: usize = 10_000;
/// Longest file of signatories, in bytes: the most of them, with a hundred bytes for each.
pub const SIGNATORIES_BYTES_MAX: usize = 1 << 20;

const TYPE: &str = "countersign/signatories/v1";

/// Somebody whose name stands under the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signatory {
    /// The name as printed.
    pub name: Line,
    /// The organisation, where it is enrolled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<Domain>,
}

/// The names under a text, as a statement's record binds them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignatoriesReference {
    /// Length of the file, in bytes.
    #[serde(deserialize_with = "integer")]
    pub bytes: u64,
    /// SHA-256 of the file.
    pub sha256: Hash,
}

/// The names under a text, in the order printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signatories {
    salt: Salt,
    all: Vec<Signatory>,
    places: BTreeMap<Domain, usize>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    salt: Salt,
    signatories: Vec<Signatory>,
    #[serde(rename = "type")]
    kind: String,
}

impl Signatories {
    /// Names in the order printed.
    ///
    /// # Errors
    /// Where there are none or too many, one stands twice, or they take more bytes than the file may have.
    pub fn new(salt: Salt, all: Vec<Signatory>) -> Result<Self, RecordError> {
        let names = Self::check(salt, all)?;
        Self::read(&names.encode()?)
    }

    /// Reads the file.
    ///
    /// # Errors
    /// Where the bytes are not its one spelling.
    pub fn read(bytes: &[u8]) -> Result<Self, RecordError> {
        let content: Content = canonical::decode(bytes, SIGNATORIES_BYTES_MAX)?;
        if content.kind != TYPE {
            return Err(RecordError::UnknownType(content.kind.chars().take(80).collect()));
        }
        Self::check(content.salt, content.signatories)
    }

    /// The bytes of the file.
    #[must_use]
    #[expect(clippy::expect_used, reason = "it was written when it was made")]
    pub fn bytes(&self) -> Vec<u8> {
        self.encode().expect("it was written when it was made")
    }

    /// What a statement's record says of it.
    #[must_use]
    pub fn reference(&self) -> SignatoriesReference {
        let bytes = self.bytes();
        SignatoriesReference { bytes: bytes.len() as u64, sha256: Hash::of(&bytes) }
    }

    /// The names, in the order printed.
    #[must_use]
    pub fn all(&self) -> &[Signatory] {
        &self.all
    }

    /// What keeps its hash from being guessed.
    #[must_use]
    pub const fn salt(&self) -> Salt {
        self.salt
    }

    /// The organisations among them.
    pub fn organisations(&self) -> impl Iterator<Item = &Domain> {
        self.places.keys()
    }

    /// The name that is printed for an organisation.
    #[must_use]
    pub fn printed_name(&self, organisation: &Domain) -> Option<&Line> {
        Some(&self.all.get(*self.places.get(organisation)?)?.name)
    }

    fn encode(&self) -> Result<Vec<u8>, CanonicalError> {
        let (salt, signatories) = (self.salt, self.all.clone());
        canonical::encode(&Content { salt, signatories, kind: TYPE.to_owned() })
    }

    fn check(salt: Salt, all: Vec<Signatory>) -> Result<Self, RecordError> {
        if all.is_empty() || all.len() > SIGNATORIES_MAX {
            let why = format!("want 1 to {SIGNATORIES_MAX}, got {}", all.len());
            return Err(flaw("signatories", why));
        }
        let names: BTreeSet<&Line> = all.iter().map(|one| &one.name).collect();
        let domains = all.iter().enumerate();
        let places: BTreeMap<Domain, usize> =
            domains.filter_map(|(at, one)| Some((one.organisation.clone()?, at))).collect();
        let enrolled = all.iter().filter(|one| one.organisation.is_some()).count();
        if names.len() < all.len() || places.len() < enrolled {
            return Err(flaw("signatories", "want each name and each organisation once"));
        }
        Ok(Self { salt, all, places })
    }
}

impl SignatoriesReference {
    pub(super) fn check(&self) -> Result<(), RecordError> {
        if (1..=SIGNATORIES_BYTES_MAX as u64).contains(&self.bytes) {
            return Ok(());
        }
        let why = format!("want 1 to {SIGNATORIES_BYTES_MAX} bytes, got {}", self.bytes);
        Err(flaw("signatories", why))
    }
}
