//! What a backup says of its registry, its settings, and what was seen and signed on the machine.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::SETTINGS;
use crate::open::Opened;
use crate::{Error, World, git, heads, pins, seen, signed};
use countersign_core::digest::Hash;
use countersign_core::time::Timestamp;
use countersign_core::verify::memory::Seen;

/// Largest of them, in bytes: a thousand heads of bundles, pins, and notes of commits that were taken out of history.
pub(super) const CONTENT_BYTES_MAX: usize = 256 << 20;
pub(super) const TYPE: &str = "countersign/backup/v1";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Content {
    pub(super) branch: String,
    /// The note of commits that were taken out of history, which names none.
    pub(super) gone: String,
    pub(super) heads: Vec<heads::Kept>,
    pub(super) made_at: Timestamp,
    pub(super) pins: Vec<pins::Kept>,
    pub(super) registry: Hash,
    /// Addresses of remotes by their names, without passwords.
    pub(super) remotes: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) seen: Option<Seen>,
    pub(super) settings: BTreeMap<String, String>,
    /// The newest head that was signed here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) signed: Option<String>,
    #[serde(rename = "type")]
    pub(super) kind: String,
}

impl Content {
    pub(super) fn of(world: &dyn World, opened: &Opened) -> Result<Self, Error> {
        let (registry, store) = (opened.registry()?, &opened.store);
        let mut settings = BTreeMap::new();
        for name in SETTINGS {
            settings.extend(store.get_config(name)?.map(|value| (name.to_owned(), value)));
        }
        let mut remotes = BTreeMap::new();
        for name in store.remotes()? {
            let address = store.remote_address(&name)?;
            remotes.extend(address.map(|address| (name, git::kept_address(&address))));
        }
        Ok(Self {
            branch: opened.branch()?,
            gone: store.gone_note()?,
            heads: heads::kept(world, registry)?,
            made_at: world.now(),
            pins: pins::about(world, registry)?,
            registry,
            remotes,
            seen: seen::all(world)?.into_iter().find(|seen| seen.registry == registry),
            settings,
            signed: signed::last(world, opened),
            kind: TYPE.to_owned(),
        })
    }
}
