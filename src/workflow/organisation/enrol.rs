//! Enrolling an organisation with its keys, and the names that look like others.

use std::path::PathBuf;

use super::KeyFile;
use crate::error::OrganisationError;
use crate::open::Opened;
use crate::unsigned::{Signers, Unsigned};
use crate::{Error, World, signer};
use countersign_core::ledger::State;
use countersign_core::lookalike::{self, Likeness};
use countersign_core::name::Domain;
use countersign_core::record::line::Line;
use countersign_core::record::organisation::OrganisationKey;
use countersign_core::record::{Body, Organisation, Record};

/// An organisation that is to be enrolled.
#[derive(Debug)]
pub struct Enrolment {
    /// Its domain.
    pub organisation: Domain,
    /// Its name.
    pub name: Line,
    /// Other names it is known by.
    pub aliases: Vec<Line>,
    /// Its keys.
    pub keys: Vec<KeyFile>,
    /// How many of them must sign each act.
    pub threshold: u64,
}

impl Enrolment {
    /// What its record says.
    ///
    /// # Errors
    /// Where a key cannot be read.
    pub fn body(self, world: &dyn World, opened: &Opened) -> Result<Organisation, Error> {
        let mut keys = Vec::new();
        for KeyFile { label, file } in self.keys {
            let (key, _) = signer::public_key(world, &file)?;
            keys.push(OrganisationKey { key, label, role: None });
        }
        keys.sort_by(|left, right| left.label.cmp(&right.label));
        let mut aliases = self.aliases;
        aliases.sort();
        Ok(Organisation {
            aliases: Some(aliases),
            keys,
            made_at: world.now(),
            name: Some(self.name),
            number: 1,
            organisation: self.organisation,
            previous: None,
            registry: opened.registry()?,
            removed: Vec::new(),
            threshold: self.threshold,
            tag: Default::default(),
        })
    }

    /// Its record, which the maintainers' keys in these files, or the one that is noted, will sign, and new ones beside.
    ///
    /// # Errors
    /// Where it breaks a rule.
    pub fn prepare(
        body: Organisation,
        keys: Vec<PathBuf>,
        new: Vec<PathBuf>,
    ) -> Result<Unsigned, Error> {
        let organisation = body.organisation.clone();
        let message = format!("keys: enrol {organisation}\n");
        let record = Record::new(&Body::Organisation(body))
            .map_err(|why| OrganisationError::Enrolment { organisation, why })?;
        let signers = Signers::Maintainers { keys, beside: new };
        Ok(Unsigned { record, signers, message })
    }
}

/// What a reader could take an organisation's new names, or its domain, for.
#[must_use]
pub fn likenesses(state: &State, domain: &Domain, names: &[Line]) -> Vec<Likeness> {
    let before = state.organisations().get(domain).map(|one| &one.listed);
    let is_new = |name: &&Line| before.is_none_or(|before| !before.is_called(name));
    let mut found = Vec::new();
    for name in names.iter().filter(is_new) {
        let others = state.organisations().iter().filter(|(other, _)| *other != domain);
        let others = others
            .flat_map(|(other, one)| one.listed.names().map(move |name| (other, name.as_str())));
        for likeness in lookalike::likenesses(name.as_str(), domain, others) {
            if !found.contains(&likeness) {
                found.push(likeness);
            }
        }
    }
    found
}
