//! Somebody says how they know that keys are an organisation's own.

use std::path::PathBuf;

use super::{LabelledKey, enrolled};
use crate::error::OrganisationError;
use crate::open::Opened;
use crate::signer::Signer;
use crate::unsigned::{Signers, Unsigned};
use crate::{Error, World, clock, officers};
use countersign_core::key::PublicKey;
use countersign_core::ledger::State;
use countersign_core::name::{Domain, Label};
use countersign_core::record::confirmation::{ConfirmedBy, How};
use countersign_core::record::{Body, Confirmation, Record};

/// What is confirmed, how, and by whom.
#[derive(Debug)]
pub struct Confirming {
    /// The organisation.
    pub organisation: Domain,
    /// Its keys.
    pub keys: Vec<PublicKey>,
    /// How anybody knows.
    pub how: How,
    /// Who confirms.
    pub by: By,
}

/// Who confirms, with the keys in which files; none for the one that is noted.
#[derive(Debug)]
pub enum By {
    /// Another organisation.
    Organisation {
        /// Its domain.
        domain: Domain,
        /// Its keys.
        keys: Vec<PathBuf>,
    },
    /// A maintainer.
    Maintainer {
        /// Their keys.
        keys: Vec<PathBuf>,
    },
}

/// The keys of an organisation in force, by key: those with these labels, or all.
///
/// # Errors
/// Where it is not enrolled, or has no such key in force.
pub fn keys_to_confirm(
    opened: &Opened,
    organisation: &Domain,
    labels: &[Label],
) -> Result<Vec<LabelledKey>, Error> {
    let in_force = enrolled(opened, organisation)?.keys.in_force();
    for label in labels {
        if !in_force.iter().any(|one| one.label == *label) {
            let (organisation, label) = (organisation.clone(), label.clone());
            return Err(OrganisationError::NoKeyInForce { organisation, label }.into());
        }
    }
    let is_chosen = |label: &Label| labels.is_empty() || labels.contains(label);
    let chosen = in_force.into_iter().filter(|one| is_chosen(&one.label));
    let labelled = chosen.map(|one| LabelledKey { label: one.label.clone(), key: one.key.clone() });
    let mut keys: Vec<LabelledKey> = labelled.collect();
    keys.sort_by_key(|one| *one.key.ed25519().as_bytes());
    Ok(keys)
}

impl Confirming {
    /// The record, and the keys that sign it.
    ///
    /// # Errors
    /// Where the organisation is not enrolled, a key may not sign, or none is a maintainer's.
    pub fn prepare(self, world: &mut dyn World, opened: &Opened) -> Result<Unsigned, Error> {
        let (signers, confirmed_by) = self.by.open(world, opened)?;
        let last = enrolled(opened, &self.organisation)?.confirmations.last();
        let message = format!("keys: confirm {}\n", self.organisation);
        let body = Confirmation {
            confirmed_at: world.now(),
            confirmed_by,
            how: self.how,
            keys: self.keys,
            number: last.map_or(1, |last| last.body.number + 1),
            organisation: self.organisation,
            previous: last.map(|last| last.record),
            registry: opened.registry()?,
            tag: Default::default(),
        };
        let record = Record::new(&Body::Confirmation(body)).map_err(OrganisationError::Record)?;
        Ok(Unsigned { record, signers: Signers::Open(signers), message })
    }
}

impl By {
    fn open(
        self,
        world: &mut dyn World,
        opened: &Opened,
    ) -> Result<(Vec<Signer>, ConfirmedBy), Error> {
        match self {
            Self::Organisation { domain, keys } => {
                let signers = officers::signers(world, opened, &domain, &keys)?;
                Ok((signers, ConfirmedBy::Organisation(domain)))
            }
            Self::Maintainer { keys } => {
                clock::check(world, opened)?;
                let files = officers::maintainer_files(opened, &keys)?;
                let signers: Result<Vec<Signer>, Error> =
                    files.iter().map(|file| Signer::open(world, file)).collect();
                let signers = signers?;
                let state = &opened.examined.pending.state;
                let label = signers.first().and_then(|first| maintainer(state, &first.public()));
                let label = label.ok_or(OrganisationError::NoMaintainer)?;
                Ok((signers, ConfirmedBy::Maintainer(label)))
            }
        }
    }
}

/// The label of the maintainer whose key this is.
fn maintainer(state: &State, key: &PublicKey) -> Option<Label> {
    let maintainers = &state.root()?.body.maintainers;
    maintainers.iter().find(|one| one.key == *key).map(|one| one.label.clone())
}
