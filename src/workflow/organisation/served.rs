//! What an organisation's own web server says about its keys, compared with those in force.
//!
//! Nothing is asked here: whoever calls has what was served at [`address`].

use super::{LabelledKey, enrolled};
use crate::error::OrganisationError;
use crate::open::Opened;
use crate::{Error, World};
use countersign_core::did;
use countersign_core::digest::Hash;
use countersign_core::key::ed25519::Ed25519Key;
use countersign_core::ledger::keys::well_known;
use countersign_core::name::{Domain, Label};
use countersign_core::record::confirmation::{How, Url};

/// A document that was served at an organisation's own address.
#[derive(Debug)]
pub struct Served {
    /// The organisation.
    pub organisation: Domain,
    /// The address.
    pub url: String,
    /// The document.
    pub bytes: Vec<u8>,
}

/// How a document compares with the keys in force.
#[derive(Debug, Default)]
pub struct Compared {
    /// The keys in force that it has.
    pub served: Vec<Label>,
    /// The keys in force that it does not have.
    pub missing: Vec<Label>,
    /// How many other keys it has.
    pub unknown: usize,
}

/// Where an organisation says which keys are its own.
#[must_use]
pub fn address(organisation: &Domain) -> String {
    well_known(organisation)
}

/// The document that an organisation serves when its keys in force are its own.
///
/// # Errors
/// Where it is not enrolled.
pub fn document(opened: &Opened, organisation: &Domain) -> Result<String, Error> {
    let keys = enrolled(opened, organisation)?.keys.in_force();
    Ok(did::document(organisation, keys.iter().map(|one| (&one.label, &one.key))))
}

impl Served {
    /// The keys that it names.
    fn keys(&self) -> Result<Vec<Ed25519Key>, OrganisationError> {
        did::keys_in(&self.bytes, &self.organisation).map_err(|why| {
            let (organisation, url) = (self.organisation.clone(), self.url.clone());
            OrganisationError::Unserved { organisation, url, why }
        })
    }

    /// How it compares with the keys in force.
    ///
    /// # Errors
    /// Where the organisation is not enrolled, or the document cannot be read.
    pub fn compare(&self, opened: &Opened) -> Result<Compared, Error> {
        let in_force = enrolled(opened, &self.organisation)?.keys.in_force();
        let named = self.keys()?;
        let mut compared = Compared::default();
        for one in &in_force {
            let side = match named.contains(one.key.ed25519()) {
                true => &mut compared.served,
                false => &mut compared.missing,
            };
            side.push(one.label.clone());
        }
        let is_known = |key: &Ed25519Key| in_force.iter().any(|one| one.key.ed25519() == key);
        compared.unknown = named.iter().filter(|key| !is_known(key)).count();
        Ok(compared)
    }

    /// That it confirms these keys.
    ///
    /// # Errors
    /// Where it cannot be read, or has not all of them.
    pub fn confirms(&self, world: &dyn World, keys: &[LabelledKey]) -> Result<How, Error> {
        let named = self.keys()?;
        let missing = keys.iter().filter(|one| !named.contains(one.key.ed25519()));
        let missing: Vec<Label> = missing.map(|one| one.label.clone()).collect();
        if !missing.is_empty() {
            let (organisation, url) = (self.organisation.clone(), self.url.clone());
            let served = named.len();
            return Err(
                OrganisationError::ServedWithout { organisation, url, missing, served }.into()
            );
        }
        let url = self.url.parse().map_err(OrganisationError::Url)?;
        Ok(How::Url(Url { fetched_at: world.now(), sha256: Hash::of(&self.bytes), url }))
    }
}
