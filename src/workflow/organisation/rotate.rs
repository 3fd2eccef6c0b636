//! An organisation changes its keys or threshold with its own keys.

use std::path::PathBuf;

use super::{KeyFile, change, enrolled};
use crate::error::{KeyChange, OrganisationError};
use crate::open::Opened;
use crate::signer::Signer;
use crate::unsigned::{Signers, Unsigned};
use crate::{Error, World, officers};
use countersign_core::name::{Domain, Label};
use countersign_core::record::Organisation;
use countersign_core::record::line::Line;

/// What changes of an organisation.
#[derive(Debug)]
pub struct Rotation {
    /// The organisation.
    pub organisation: Domain,
    /// New keys.
    pub add: Vec<KeyFile>,
    /// Keys that leave.
    pub remove: Vec<Label>,
    /// Why they leave.
    pub reason: Line,
    /// The entry since which they were in other hands.
    pub compromised_since: Option<u64>,
    /// How many of its keys must sign each act from now on.
    pub threshold: Option<u64>,
}

/// The files of the keys that sign a rotation.
#[derive(Debug, Default)]
pub struct RotationKeys {
    /// Those that may sign before it; where there are none, the one that is noted.
    pub own: Vec<PathBuf>,
    /// New ones, which show that somebody holds them.
    pub new: Vec<PathBuf>,
}

impl Rotation {
    /// What its next record says.
    ///
    /// # Errors
    /// Where it is not enrolled, a key is not as it must be, or nothing changes.
    pub fn body(self, world: &dyn World, opened: &Opened) -> Result<Organisation, Error> {
        let enrolled = enrolled(opened, &self.organisation)?;
        let mut body = change::successor(world, enrolled);
        let before = body.clone();
        for label in &self.remove {
            change::remove(enrolled, &mut body, label, &self.reason, self.compromised_since)?;
        }
        change::add(world, enrolled, &mut body, self.add)?;
        body.threshold = self.threshold.unwrap_or(body.threshold);
        if body == before { Err(OrganisationError::NothingChanges.into()) } else { Ok(body) }
    }

    /// Its next record, and the keys that sign it: its own in these files, or the one that is noted, and new ones beside.
    ///
    /// # Errors
    /// Where it cannot be changed so, or a key may not sign.
    pub fn prepare(
        world: &mut dyn World,
        opened: &Opened,
        body: Organisation,
        keys: &RotationKeys,
    ) -> Result<Unsigned, Error> {
        let organisation = body.organisation.clone();
        let record = change::record(body, KeyChange::Rotation)?;
        let mut signers = officers::signers(world, opened, &organisation, &keys.own)?;
        for file in &keys.new {
            signers.push(Signer::open(world, file)?);
        }
        let signers = Signers::Open(signers);
        Ok(Unsigned { record, signers, message: format!("keys: rotate {organisation}\n") })
    }
}
