//! A record that is ready to be shown, and then to be signed and landed.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::land::Signed;
use super::open::Opened;
use super::signer::Signer;
use super::waiting::{Outcome, land_or_wait_with};
use super::{Error, World, officers};
use countersign_core::record::Record;

/// A record that is ready to be shown, and then to be signed and landed.
pub struct Unsigned {
    /// The record.
    pub record: Record,
    pub(super) signers: Signers,
    /// What the commit says.
    pub(super) message: String,
}

/// Who signs.
pub(super) enum Signers {
    /// Keys that are at hand.
    Open(Vec<Signer>),
    /// The maintainers' keys in these files or the one that is noted, and others beside them; opened when they sign.
    Maintainers { keys: Vec<PathBuf>, beside: Vec<PathBuf> },
}

impl Unsigned {
    /// Signs the record, and lands it or lets it wait where only signatures are missing.
    ///
    /// # Errors
    /// Where somebody cannot sign, the rules do not admit it, or it cannot be written.
    pub fn land(self, world: &mut dyn World, opened: &Opened) -> Result<Outcome, Error> {
        self.land_with(world, opened, BTreeMap::new())
    }

    /// The same with the words that the record binds, by path.
    ///
    /// # Errors
    /// As [`Unsigned::land`].
    pub fn land_with(
        self,
        world: &mut dyn World,
        opened: &Opened,
        words: BTreeMap<String, Vec<u8>>,
    ) -> Result<Outcome, Error> {
        let mut item = Signed { record: self.record, signatures: Vec::new() };
        match self.signers {
            Signers::Open(signers) => {
                for signer in signers {
                    item.signatures.push(signer.sign(&item.record)?);
                }
            }
            Signers::Maintainers { keys, beside } => {
                item = officers::sign_as_maintainers(world, opened, item, &keys)?;
                item = item.signed_with(world, &beside)?;
            }
        }
        land_or_wait_with(world, opened, item, words, &self.message)
    }
}
