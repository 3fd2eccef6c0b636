//! The registry's own record: who maintains it, who signs its log, who watches.

use std::path::PathBuf;

use super::error::RegistryRecordError;
use super::found::Founder;
use super::open::Opened;
use super::unsigned::{Signers, Unsigned};
use super::{Error, World, signer};
use countersign_core::ledger::authority::Root;
use countersign_core::name::Label;
use countersign_core::note::{Algorithm, KeyName, VerifierKey};
use countersign_core::policy::Policy;
use countersign_core::record::line::Line;
use countersign_core::record::registry::{CompromisedLogKey, Ends, Maintainer, Registry};
use countersign_core::record::url::Url;
use countersign_core::record::{Body, Record};

/// What changes of a registry's record.
#[derive(Debug)]
pub struct Rotation {
    /// New maintainers.
    pub add: Vec<Founder>,
    /// Maintainers who leave.
    pub remove: Vec<Label>,
    /// How many maintainers must sign from now on.
    pub threshold: Option<u64>,
    /// The registry's name from now on.
    pub name: Option<Line>,
    /// The files of further keys that may sign the log.
    pub add_log_keys: Vec<PathBuf>,
    /// The files of keys that may sign the log no more.
    pub remove_log_keys: Vec<PathBuf>,
    /// New witnesses.
    pub add_witnesses: Vec<VerifierKey>,
    /// Witnesses that leave, by their names.
    pub remove_witnesses: Vec<String>,
    /// How many witnesses must have cosigned a checkpoint.
    pub quorum: Option<u64>,
    /// Who must have cosigned a checkpoint, in the place of witnesses and their number.
    pub policy: Option<Policy>,
    /// Further addresses of the registry.
    pub add_urls: Vec<Url>,
    /// Addresses that are no more.
    pub remove_urls: Vec<Url>,
    /// Log keys that were in other hands.
    pub compromised_log_keys: Vec<Stolen>,
    /// That the registry ends.
    pub ends: Option<Ends>,
}

/// A log key that was in other hands.
#[derive(Debug, Clone)]
pub struct Stolen {
    /// The file of its public key.
    pub file: PathBuf,
    /// How many entries the log had when it still was not.
    pub since: u64,
}

/// A registry's next record.
pub struct Rotated {
    /// What it says.
    pub body: Registry,
    /// The record.
    pub unsigned: Unsigned,
}

/// The newest record that was admitted.
///
/// # Errors
/// Where there is none.
pub fn newest(opened: &Opened) -> Result<&Root, Error> {
    let root = opened.examined.pending.state.root();
    Ok(root.ok_or(RegistryRecordError::None)?)
}

impl Rotation {
    /// The record that follows, which the maintainers' keys in these files, or the one that is noted, will sign.
    ///
    /// # Errors
    /// Where it cannot be made so, or nothing changes.
    pub fn prepare(
        self,
        world: &dyn World,
        opened: &Opened,
        keys: Vec<PathBuf>,
    ) -> Result<Rotated, Error> {
        let before = newest(opened)?;
        let mut same = before.body.clone();
        (same.number, same.previous) = (same.number + 1, Some(before.record));
        (same.registry, same.salt, same.made_at) = (Some(opened.registry()?), None, world.now());
        // What is said once stays in the record that says it.
        (same.continues, same.compromised_log_keys) = (None, Vec::new());
        let body = self.change(world, same.clone())?;
        let record = Record::new(&Body::Registry(Box::new(body.clone())))
            .map_err(RegistryRecordError::Record)?;
        if body == same {
            return Err(RegistryRecordError::NothingChanges.into());
        }
        let message = format!("keys: authority {}\n", body.number);
        let signers = Signers::Maintainers { keys, beside: Vec::new() };
        Ok(Rotated { body, unsigned: Unsigned { record, signers, message } })
    }

    fn change(self, world: &dyn World, mut body: Registry) -> Result<Registry, Error> {
        for label in self.remove {
            let count = body.maintainers.len();
            body.maintainers.retain(|one| one.label != label);
            if body.maintainers.len() == count {
                return Err(RegistryRecordError::NoMaintainer(label).into());
            }
        }
        for Founder { label, file } in self.add {
            let (key, comment) = signer::public_key(world, &file)?;
            let name = comment.parse().or_else(|_| label.as_str().parse::<Line>());
            let name = name.map_err(RegistryRecordError::Name)?;
            body.maintainers.push(Maintainer { key, label, name });
        }
        body.maintainers.sort_by(|left, right| left.label.cmp(&right.label));
        change_log_keys(world, &mut body, &self.remove_log_keys, &self.add_log_keys)?;
        take_back(world, &mut body, self.compromised_log_keys)?;
        match self.policy {
            Some(policy) => take_policy(&mut body, policy)?,
            None if body.policy.is_none() => {
                change_witnesses(&mut body, self.remove_witnesses, self.add_witnesses)?;
                body.quorum = self.quorum.unwrap_or(body.quorum);
            }
            None => {
                let changes = self.add_witnesses.len() + self.remove_witnesses.len();
                if changes > 0 || self.quorum.is_some() {
                    return Err(RegistryRecordError::HasPolicy.into());
                }
            }
        }
        change_urls(&mut body, self.remove_urls, self.add_urls)?;
        body.ends = self.ends.or(body.ends);
        body.threshold = self.threshold.unwrap_or(body.threshold);
        body.name = self.name.unwrap_or(body.name);
        Ok(body)
    }
}

fn change_log_keys(
    world: &dyn World,
    body: &mut Registry,
    remove: &[PathBuf],
    add: &[PathBuf],
) -> Result<(), Error> {
    for file in remove {
        let (key, _) = signer::public_key(world, file)?;
        body.log_keys.retain(|one| one.key() != key.ed25519());
    }
    for file in add {
        let (key, _) = signer::public_key(world, file)?;
        let name = body.origin.as_str().parse().map_err(RegistryRecordError::Origin)?;
        body.log_keys.push(VerifierKey::new(name, Algorithm::Ed25519, key.ed25519().clone()));
    }
    body.log_keys.sort_by_key(ToString::to_string);
    Ok(())
}

/// Names log keys that were in other hands; they sign no more.
fn take_back(world: &dyn World, body: &mut Registry, stolen: Vec<Stolen>) -> Result<(), Error> {
    let name: KeyName = body.origin.as_str().parse().map_err(RegistryRecordError::Origin)?;
    for Stolen { file, since } in stolen {
        let (key, _) = signer::public_key(world, &file)?;
        body.log_keys.retain(|one| one.key() != key.ed25519());
        let key = VerifierKey::new(name.clone(), Algorithm::Ed25519, key.ed25519().clone());
        body.compromised_log_keys.push(CompromisedLogKey { compromised_since: since, key });
    }
    body.compromised_log_keys.sort_by_key(|one| one.key.to_string());
    Ok(())
}

fn take_policy(body: &mut Registry, policy: Policy) -> Result<(), RegistryRecordError> {
    let is_other = |known: Vec<VerifierKey>| {
        !known.is_empty() && !known.iter().any(|key| body.log_keys.contains(key))
    };
    if policy.logs().is_some_and(is_other) {
        return Err(RegistryRecordError::OtherLog);
    }
    body.policy = Some(policy.without_known_logs());
    (body.witnesses, body.quorum) = (Vec::new(), 0);
    Ok(())
}

fn change_urls(
    body: &mut Registry,
    remove: Vec<Url>,
    add: Vec<Url>,
) -> Result<(), RegistryRecordError> {
    for url in remove {
        let count = body.urls.len();
        body.urls.retain(|one| *one != url);
        if body.urls.len() == count {
            return Err(RegistryRecordError::NoUrl(url));
        }
    }
    body.urls.extend(add);
    body.urls.sort();
    body.urls.dedup();
    Ok(())
}

fn change_witnesses(
    body: &mut Registry,
    remove: Vec<String>,
    add: Vec<VerifierKey>,
) -> Result<(), RegistryRecordError> {
    for name in remove {
        let count = body.witnesses.len();
        body.witnesses.retain(|one| one.name().as_str() != name);
        if body.witnesses.len() == count {
            return Err(RegistryRecordError::NoWitness(name));
        }
    }
    body.witnesses.extend(add);
    body.witnesses.sort_by_key(ToString::to_string);
    Ok(())
}
