//! The maintainers give an organisation new keys, because it lost its own.

use std::path::PathBuf;

use super::{KeyFile, change, enrolled};
use crate::error::KeyChange;
use crate::open::Opened;
use crate::unsigned::{Signers, Unsigned};
use crate::{Error, World};
use countersign_core::name::{Domain, Label};
use countersign_core::record::line::Line;

/// What an organisation is given.
#[derive(Debug)]
pub struct Recovery {
    /// The organisation.
    pub organisation: Domain,
    /// New keys.
    pub add: Vec<KeyFile>,
    /// Keys that stay.
    pub keep: Vec<Label>,
    /// Why, for everybody to read.
    pub reason: Line,
    /// The entry since which the keys that end were in other hands.
    pub compromised_since: Option<u64>,
    /// How many of its keys must sign each act from now on.
    pub threshold: Option<u64>,
    /// The files of earlier keys that stand behind this, and of new ones that show that somebody holds them.
    pub with_keys: Vec<PathBuf>,
}

impl Recovery {
    /// Its next record, which the maintainers' keys in these files, or the one that is noted, will sign, and the earlier
    /// keys beside them.
    ///
    /// # Errors
    /// Where it is not enrolled, or a key is not as it must be.
    pub fn prepare(
        self,
        world: &dyn World,
        opened: &Opened,
        keys: Vec<PathBuf>,
    ) -> Result<Unsigned, Error> {
        let enrolled = enrolled(opened, &self.organisation)?;
        let mut body = change::successor(world, enrolled);
        for label in &self.keep {
            if !body.keys.iter().any(|one| one.label == *label) {
                return Err(change::no_key(self.organisation, label).into());
            }
        }
        for key in enrolled.body.keys.iter().filter(|key| !self.keep.contains(&key.label)) {
            let since = self.compromised_since;
            change::remove(enrolled, &mut body, &key.label, &self.reason, since)?;
        }
        change::add(world, enrolled, &mut body, self.add)?;
        body.threshold = self.threshold.unwrap_or(body.threshold);
        let record = change::record(body, KeyChange::Recovery)?;
        let signers = Signers::Maintainers { keys, beside: self.with_keys };
        let message = format!("keys: recover {}\n", self.organisation);
        Ok(Unsigned { record, signers, message })
    }
}
