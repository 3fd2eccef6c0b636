//! A key of an organisation ends: by itself, or because other keys say so.

use std::path::{Path, PathBuf};

use super::{change, enrolled};
use crate::error::{KeyChange, OrganisationError};
use crate::open::Opened;
use crate::unsigned::{Signers, Unsigned};
use crate::{Error, World, officers, signer};
use countersign_core::name::{Domain, Label};
use countersign_core::record::line::Line;
use countersign_core::record::{Body, Record};

/// Which key ends, and why.
#[derive(Debug)]
pub struct Revocation {
    /// The organisation.
    pub organisation: Domain,
    /// The label of the key.
    pub label: Label,
    /// Why, for everybody to read.
    pub reason: Line,
    /// The entry since which it was in other hands.
    pub compromised_since: Option<u64>,
    /// The file of the key itself, or those of other keys of the organisation; none for the one that is noted.
    pub keys: Vec<PathBuf>,
}

impl Revocation {
    /// The record that ends it: a revocation where the key itself signs, else the organisation's next record.
    ///
    /// # Errors
    /// Where there is no such key, it cannot end so, or a key may not sign.
    pub fn prepare(&self, world: &mut dyn World, opened: &Opened) -> Result<Unsigned, Error> {
        let tenure = change::labelled(enrolled(opened, &self.organisation)?, &self.label)?;
        match self.keys.as_slice() {
            [only]
                if self.compromised_since.is_none()
                    && signer::public_of(world, only)? == tenure.key =>
            {
                self.by_itself(world, only)
            }
            _ => self.by_others(world, opened),
        }
    }

    fn by_itself(&self, world: &mut dyn World, file: &Path) -> Result<Unsigned, Error> {
        let signer = signer::Signer::open(world, file)?;
        let body = countersign_core::record::Revocation {
            key: signer.public(),
            reason: self.reason.clone(),
            tag: Default::default(),
        };
        let record = Record::new(&Body::Revocation(body)).map_err(OrganisationError::Record)?;
        let message = format!("keys: {} ends its key {}\n", self.organisation, self.label);
        Ok(Unsigned { record, signers: Signers::Open(vec![signer]), message })
    }

    fn by_others(&self, world: &mut dyn World, opened: &Opened) -> Result<Unsigned, Error> {
        let enrolled = enrolled(opened, &self.organisation)?;
        let mut body = change::successor(world, enrolled);
        change::remove(enrolled, &mut body, &self.label, &self.reason, self.compromised_since)?;
        let record = change::record(body, KeyChange::Revocation)?;
        let signers = officers::signers(world, opened, &self.organisation, &self.keys)?;
        let message = format!("keys: {} removes its key {}\n", self.organisation, self.label);
        Ok(Unsigned { record, signers: Signers::Open(signers), message })
    }
}
