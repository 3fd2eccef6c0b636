//! The first record of a registry that is made by hand.

use countersign_core::key::PrivateKey;
use countersign_core::note::{Algorithm, VerifierKey};
use countersign_core::record::Registry;
use countersign_core::record::line::Salt;
use countersign_core::record::registry::Maintainer;
use countersign_core::time::Timestamp;

/// What a registry begins with.
pub struct Founding<'a> {
    pub name: &'a str,
    pub origin: &'a str,
    pub maintainer: &'a PrivateKey,
    pub log: &'a PrivateKey,
    pub made_at: Timestamp,
    pub salt: u8,
}

impl Founding<'_> {
    /// The record, with the maintainer `maria`, one log key and no witness.
    pub fn registry(&self) -> Registry {
        Registry {
            compromised_log_keys: Vec::new(),
            continues: None,
            ends: None,
            log_keys: vec![verifier(self.origin, Algorithm::Ed25519, self.log)],
            made_at: self.made_at,
            maintainers: vec![Maintainer {
                key: self.maintainer.public(),
                label: "maria".parse().unwrap(),
                name: "Maria".parse().unwrap(),
            }],
            name: self.name.parse().unwrap(),
            number: 1,
            origin: self.origin.parse().unwrap(),
            policy: None,
            previous: None,
            quorum: 0,
            registry: None,
            salt: Some(Salt([self.salt; 16])),
            threshold: 1,
            tag: Default::default(),
            urls: Vec::new(),
            witnesses: Vec::new(),
        }
    }
}

/// The key of a log or a witness, as a note names it.
pub fn verifier(name: &str, algorithm: Algorithm, key: &PrivateKey) -> VerifierKey {
    VerifierKey::new(name.parse().unwrap(), algorithm, key.public().ed25519().clone())
}
