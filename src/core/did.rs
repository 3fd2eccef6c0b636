//! The organisation's web document: did:web, with its keys as Multikey.
//!
//! An organisation says on its own web server which keys are its own: at `https://DOMAIN/.well-known/did.json` lies a
//! DID document (W3C Decentralized Identifiers 1.0, did:web) whose `assertionMethod` names them.
//! A key is a Multikey (W3C Controlled Identifiers 1.0): `z`, then base58 (Bitcoin's alphabet) of `ed 01` and the
//! 32 bytes of the Ed25519 key. A FIDO key goes in as its 32 bytes too, by which keys are compared everywhere.
//!
//! [`document`] makes it, [`keys_in`] reads what a server served: foreign JSON, bounded, and strict where it matters.
//!
//! ```
//! use countersign_core::did::{document, keys_in};
//! use countersign_core::key::PrivateKey;
//! let (domain, key) = ("foro.example".parse()?, PrivateKey::from_seed(&[1; 32]).public());
//! let served = document(&domain, [(&"press".parse()?, &key)]);
//! assert!(served.contains("\"publicKeyMultibase\": \"z6Mk"));
//! assert_eq!(keys_in(served.as_bytes(), &domain)?, [key.ed25519().clone()]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::collections::BTreeMap;

use serde::Serialize;

use crate::canonical::{self, CanonicalError, Foreign};
use crate::key::PublicKey;
use crate::key::ed25519::{Ed25519Key, KEY_BYTES};
use crate::name::{Domain, Label};

/// Largest document that is read, in bytes: a hundred keys with all that other programs say about them.
pub const DOCUMENT_BYTES_MAX: usize = 64 * 1024;
/// Most verification methods that are looked at: an organisation has at most 32 keys here, and may have others.
pub const METHODS_MAX: usize = 256;

/// What stands before the 32 bytes of an Ed25519 key (multicodec `ed25519-pub` as a varint).
const ED25519: [u8; 2] = [0xed, 0x01];
/// Longest text of a key, in bytes: 34 bytes take at most 48 letters of base58.
const MULTIBASE_BYTES_MAX: usize = 64;

/// Why a document does not tell keys.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DidError {
    /// Not JSON that has one reading.
    #[error(transparent)]
    Json(#[from] CanonicalError),
    /// A member is missing or of another type.
    #[error("want {0} in the document")]
    Member(&'static str),
    /// The document of somebody else.
    #[error("it is the document of {got:?}, want {want:?}")]
    OtherId {
        /// Whose it should be.
        want: String,
        /// Whose it says it is.
        got: String,
    },
    /// More methods than anybody has.
    #[error("want at most {METHODS_MAX} verification methods, got {0}")]
    TooMany(usize),
}

#[derive(Serialize)]
struct Document {
    #[serde(rename = "@context")]
    context: [&'static str; 2],
    id: String,
    #[serde(rename = "verificationMethod")]
    methods: Vec<Method>,
    #[serde(rename = "assertionMethod")]
    assertion: Vec<String>,
}

#[derive(Serialize)]
struct Method {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    controller: String,
    #[serde(rename = "publicKeyMultibase")]
    key: String,
}

/// The document that an organisation with these keys uploads.
#[must_use]
#[expect(clippy::expect_used, reason = "JSON refuses no words")]
pub fn document<'a>(
    organisation: &Domain,
    keys: impl IntoIterator<Item = (&'a Label, &'a PublicKey)>,
) -> String {
    let did = did(organisation);
    let method = |(label, key): (&Label, &PublicKey)| Method {
        id: format!("{did}#{label}"),
        kind: "Multikey",
        controller: did.clone(),
        key: multibase(key.ed25519()),
    };
    let methods: Vec<Method> = keys.into_iter().map(method).collect();
    let assertion = methods.iter().map(|method| method.id.clone()).collect();
    let context = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"];
    let document = Document { context, id: did.clone(), methods, assertion };
    canonical::pretty(&document).expect("its members are words") + "\n"
}

/// The keys that a document says are the organisation's own, in its order.
///
/// Methods of other types, and keys that nobody could enrol, are passed over.
///
/// # Errors
/// Where it has two readings, is another's document, or is none.
pub fn keys_in(bytes: &[u8], organisation: &Domain) -> Result<Vec<Ed25519Key>, DidError> {
    let document = canonical::foreign(bytes, DOCUMENT_BYTES_MAX)?;
    let members = document.object().ok_or(DidError::Member("an object"))?;
    let want = did(organisation);
    let got = members.get("id").and_then(Foreign::text).ok_or(DidError::Member("an id"))?;
    if got != want {
        return Err(DidError::OtherId { want, got: got.chars().take(200).collect() });
    }
    let list = |name| members.get(name).map_or(Some(&[][..]), Foreign::list);
    let methods =
        list("verificationMethod").ok_or(DidError::Member("verificationMethod, a list"))?;
    let asserted = list("assertionMethod").ok_or(DidError::Member("assertionMethod, a list"))?;
    let count = methods.len() + asserted.len();
    if count > METHODS_MAX {
        return Err(DidError::TooMany(count));
    }
    let mut keys = Vec::new();
    for one in asserted {
        let method = match one {
            Foreign::Text(id) => methods.iter().filter_map(Foreign::object).find(|method| {
                let named = method.get("id").and_then(Foreign::text);
                named.is_some_and(|named| whole_id(&want, named) == whole_id(&want, id))
            }),
            embedded => embedded.object(),
        };
        if let Some(key) = method.and_then(|method| key_of(method, &want))
            && !keys.contains(&key)
        {
            keys.push(key);
        }
    }
    Ok(keys)
}

/// `#press` means `did:web:foro.example#press`.
fn whole_id(did: &str, id: &str) -> String {
    if id.starts_with('#') { format!("{did}{id}") } else { id.to_owned() }
}

fn key_of(method: &BTreeMap<String, Foreign>, did: &str) -> Option<Ed25519Key> {
    let text = |name: &str| method.get(name).and_then(Foreign::text);
    if text("type")? != "Multikey" || text("controller")? != did {
        return None;
    }
    let encoded = text("publicKeyMultibase")?.strip_prefix('z')?;
    if encoded.len() > MULTIBASE_BYTES_MAX {
        return None;
    }
    let bytes = bs58::decode(encoded).into_vec().ok()?;
    let key: [u8; KEY_BYTES] = bytes.strip_prefix(&ED25519)?.try_into().ok()?;
    Ed25519Key::from_bytes(&key).ok()
}

fn did(organisation: &Domain) -> String {
    format!("did:web:{organisation}")
}

fn multibase(key: &Ed25519Key) -> String {
    let bytes = [&ED25519[..], key.as_bytes()].concat();
    format!("z{}", bs58::encode(bytes).into_string())
}

#[cfg(test)]
mod tests;
