//! Founding a registry: its first record, its log with a key of its own, and the first commit.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::error::FoundError;
use super::land::Signed;
use super::signer::{self, Signer};
use super::world::random_bytes;
use super::{Error, World, checkpoint, commit, officers};
use countersign_core::allowed_signers;
use countersign_core::digest::Hash;
use countersign_core::key::PrivateKey;
use countersign_core::layout;
use countersign_core::ledger::State;
use countersign_core::log;
use countersign_core::name::Label;
use countersign_core::note::{Algorithm, KeyName, VerifierKey};
use countersign_core::record::entry::RecordEntry;
use countersign_core::record::line::{Line, Salt};
use countersign_core::record::registry::{Continues, Maintainer, Registry};
use countersign_core::record::{Body, Record};
use countersign_git::directory::write_atomic;
use countersign_git::store::{Change, Store};

/// Keeps git from changing a byte of what was signed.
const ATTRIBUTES: &str = "registry/** -text\nkeys/** -text\n";

/// What a registry is founded with.
#[derive(Debug)]
pub struct Founding {
    /// The registry's name.
    pub name: Line,
    /// The log's name.
    pub origin: Line,
    /// The maintainers; the first of them sign, as many as must.
    pub maintainers: Vec<Founder>,
    /// How many maintainers must sign.
    pub threshold: u64,
    /// The registry that it says it goes on from.
    pub continues: Option<Continues>,
}

/// A maintainer to be.
#[derive(Debug)]
pub struct Founder {
    /// The label of their key.
    pub label: Label,
    /// Its file.
    pub file: PathBuf,
}

/// A registry that was founded.
#[derive(Debug)]
pub struct Founded {
    /// Its id.
    pub registry: Hash,
    /// The file of its log's private key.
    pub log_key: PathBuf,
}

/// Founds a registry in a folder, and keeps its log key outside of it.
///
/// # Errors
/// Where something is there already, the first record is not as it must be, nobody can sign it, or nothing be written.
pub fn found(world: &mut dyn World, dir: &Path, founding: &Founding) -> Result<Founded, Error> {
    let path = world.path(dir);
    if ["keys", "registry", ".git"].iter().any(|name| path.join(name).exists()) {
        return Err(FoundError::NotEmpty(dir.to_owned()).into());
    }
    let log_secret = PrivateKey::from_seed(&random_bytes(world)?);
    let registry = founding.registry(world, &log_secret)?;
    let record =
        Record::new(&Body::Registry(Box::new(registry.clone()))).map_err(FoundError::Record)?;
    let item = founding.sign(world, record)?;
    let (state, put) = files(&item, &log_secret)?;
    let log_key = keep_log_key(world, &log_secret, &item.record)?;
    let store = Store::init(&path)?;
    let lock = store.lock()?;
    lock.commit(&Change {
        branch: "main".to_owned(),
        expected: None,
        base: None,
        parents: Vec::new(),
        put,
        remove: BTreeSet::new(),
        message: format!("registry: found {}\n", registry.name),
        author: commit::author(),
        unix_seconds: world.now().unix_seconds(),
    })?;
    if cfg!(windows) {
        // An act's path may be longer than what git writes there by itself.
        lock.set_config("core.longpaths", "true")?;
    }
    lock.set_config(checkpoint::LOG_KEY, &log_key.display().to_string())?;
    if let Some(first) = founding.maintainers.first() {
        let key = std::path::absolute(world.path(&first.file))?;
        lock.set_config(officers::MAINTAINER_KEY, &key.display().to_string())?;
    }
    Ok(Founded { registry: state.registry().unwrap_or(Hash::ZERO), log_key })
}

impl Founding {
    /// What the first record says.
    fn registry(&self, world: &mut dyn World, log_secret: &PrivateKey) -> Result<Registry, Error> {
        let mut maintainers = Vec::new();
        for one in &self.maintainers {
            let (key, comment) = signer::public_key(world, &one.file)?;
            // The comment of a key file is a habit for saying whose it is; without one the label must do.
            let name = comment.parse().or_else(|_| one.label.as_str().parse::<Line>());
            let name = name.map_err(FoundError::Maintainer)?;
            maintainers.push(Maintainer { key, label: one.label.clone(), name });
        }
        maintainers.sort_by(|left, right| left.label.cmp(&right.label));
        let name = self.origin.as_str().parse::<KeyName>().map_err(FoundError::Origin)?;
        let log_key = log_secret.public().ed25519().clone();
        Ok(Registry {
            compromised_log_keys: Vec::new(),
            continues: self.continues.clone(),
            ends: None,
            log_keys: vec![VerifierKey::new(name, Algorithm::Ed25519, log_key)],
            made_at: world.now(),
            maintainers,
            name: self.name.clone(),
            number: 1,
            origin: self.origin.clone(),
            policy: None,
            previous: None,
            quorum: 0,
            registry: None,
            salt: Some(Salt(random_bytes(world)?)),
            threshold: self.threshold,
            tag: Default::default(),
            urls: Vec::new(),
            witnesses: Vec::new(),
        })
    }

    /// The first record with the signatures of as many maintainers as must sign it.
    fn sign(&self, world: &mut dyn World, record: Record) -> Result<Signed, Error> {
        let mut signatures = Vec::new();
        for one in &self.maintainers {
            if signatures.len() as u64 == self.threshold {
                break;
            }
            signatures.push(Signer::open(world, &one.file)?.sign(&record)?);
        }
        Ok(Signed { record, signatures })
    }
}

/// The files of a registry that holds nothing but its own authority.
fn files(
    item: &Signed,
    log_secret: &PrivateKey,
) -> Result<(State, BTreeMap<String, Vec<u8>>), Error> {
    let mut state = State::default();
    let verified = item.verified_signatures();
    let entry = RecordEntry::of(&item.record, &verified);
    state
        .apply(0, &entry, Some(&item.record), &verified)
        .map_err(|violation| FoundError::Refused(Box::new(violation)))?;
    let mut put = item.files(&state)?;
    put.extend(log::begin(&item.record, &verified, log_secret).map_err(FoundError::Log)?.put);
    put.insert(layout::ALLOWED_SIGNERS.to_owned(), allowed_signers::derive(&state).into_bytes());
    put.insert(layout::KEYS_README.to_owned(), allowed_signers::KEYS_README.as_bytes().to_vec());
    put.insert(".gitattributes".to_owned(), ATTRIBUTES.as_bytes().to_vec());
    Ok((state, put))
}

/// Writes the log's private key where only this person can read it, outside the registry.
fn keep_log_key(
    world: &mut dyn World,
    secret: &PrivateKey,
    record: &Record,
) -> Result<PathBuf, Error> {
    let folder = world.configuration_folder().ok_or(FoundError::NoFolder)?.join("log");
    std::fs::create_dir_all(&folder)?;
    let path = folder.join(record.hash().short());
    let entropy = random_bytes(world)?;
    let file = secret.to_openssh("countersign log", None, &entropy).map_err(FoundError::LogKey)?;
    write_atomic(&path, file.as_bytes(), 0o600)?;
    Ok(std::path::absolute(path)?)
}
