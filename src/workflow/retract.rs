//! Taking a version back: what was said stays in the log, and every reader is told first that it does not stand any more.

use std::path::PathBuf;

use super::error::RetractError;
use super::open::Opened;
use super::unsigned::{Signers, Unsigned};
use super::{AskedVersion, Error, World};
use countersign_core::name::VersionId;
use countersign_core::record::line::Line;
use countersign_core::record::retraction::Replacement;
use countersign_core::record::{Body, Record, Retraction};

/// What is taken back.
#[derive(Debug, Clone)]
pub struct Retracting {
    /// The version.
    pub version: VersionId,
    /// Why, for everybody to read.
    pub reason: Line,
    /// What is to be read instead.
    pub replaced_by: Option<VersionId>,
}

impl Retracting {
    /// The record, which the maintainers' keys in these files, or the one that is noted, will sign.
    ///
    /// # Errors
    /// Where there is no such version, it was taken back before, or what is to be read instead does not stand.
    pub fn prepare(
        self,
        world: &dyn World,
        opened: &Opened,
        keys: Vec<PathBuf>,
    ) -> Result<Unsigned, Error> {
        let version = opened.published(&AskedVersion::Exact(self.version.clone()))?;
        if version.retraction.is_some() {
            return Err(RetractError::Already(self.version).into());
        }
        let replaced_by = self.replaced_by.map(|id| replacement(opened, id)).transpose()?;
        let message = format!("{}: retract\n", self.version);
        let body = Retraction {
            reason: self.reason,
            record: version.record,
            registry: opened.registry()?,
            replaced_by,
            retracted_at: world.now(),
            statement: self.version.statement,
            tag: Default::default(),
            version: self.version.version,
        };
        let record = Record::new(&Body::Retraction(body)).map_err(RetractError::Record)?;
        Ok(Unsigned { record, signers: Signers::Maintainers { keys, beside: Vec::new() }, message })
    }
}

/// What is to be read instead must be there, and stand itself.
fn replacement(opened: &Opened, id: VersionId) -> Result<Replacement, Error> {
    let version = opened.published(&AskedVersion::Exact(id.clone()))?;
    if version.retraction.is_some() {
        return Err(RetractError::Replacement(id).into());
    }
    let VersionId { statement, version: number } = id;
    Ok(Replacement { record: version.record, statement, version: number })
}
