//! Who speaks for an organisation: the keys that are at hand, compared with those that may sign.

use std::path::PathBuf;

use super::error::SignError;
use super::land::Signed;
use super::open::Opened;
use super::signer::{self, Signer};
use super::{Error, World, clock};
use countersign_core::key::PublicKey;
use countersign_core::name::Domain;
use countersign_core::record::Kind;
use countersign_core::record::organisation::OrganisationKey;
use countersign_core::request::Request;
use countersign_git::store;

/// Where the maintainer's key is noted.
pub const MAINTAINER_KEY: &str = "countersign.maintainer-key";
/// Where an officer's default key is noted.
pub const KEY: &str = "countersign.key";

/// The keys that may sign for an organisation.
struct Allowed<'a> {
    organisation: &'a Domain,
    keys: Vec<&'a PublicKey>,
    /// Those of a request, where one says which they are.
    of_request: Option<&'a [OrganisationKey]>,
}

/// The signers for the key files that were given or noted; each must be in force for the organisation.
///
/// # Errors
/// Where the organisation is not enrolled, there is no such file, one may not sign, or the clock is wrong.
pub fn signers(
    world: &mut dyn World,
    opened: &Opened,
    organisation: &Domain,
    keys: &[PathBuf],
) -> Result<Vec<Signer>, Error> {
    clock::check(world, opened)?;
    let enrolled = opened.examined.pending.state.organisations().get(organisation);
    let enrolled = enrolled.ok_or_else(|| SignError::NotEnrolled(organisation.clone()))?;
    let in_force = enrolled.keys.in_force().into_iter().map(|tenure| &tenure.key).collect();
    let noted = || Ok(opened.store.get_config(KEY)?);
    Allowed { organisation, keys: in_force, of_request: None }.among(world, keys, &noted)
}

/// The signers for the key files that were given or noted, where a request says which keys may sign.
///
/// # Errors
/// Where there is no such file, or one may not sign.
pub fn signers_of_request(
    world: &mut dyn World,
    request: &Request,
    keys: &[PathBuf],
) -> Result<Vec<Signer>, Error> {
    let body = request.organisation();
    let noted = || Ok(store::user_config(KEY)?);
    let allowed = Allowed {
        organisation: &body.organisation,
        keys: body.keys.iter().map(|one| &one.key).collect(),
        of_request: Some(&body.keys),
    };
    allowed.among(world, keys, &noted)
}

/// The key files with which the maintainers sign: those that were given, else the one that is noted.
///
/// # Errors
/// Where there is none.
pub(crate) fn maintainer_files(opened: &Opened, given: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    if !given.is_empty() {
        return Ok(given.to_vec());
    }
    let noted = opened.store.get_config(MAINTAINER_KEY)?;
    Ok(vec![noted.ok_or(SignError::NoMaintainerKey)?.into()])
}

/// Adds the signature of every maintainer's key that was given or noted.
///
/// # Errors
/// Where there is no key, one cannot sign or has signed already, or the clock is wrong.
pub fn sign_as_maintainers(
    world: &mut dyn World,
    opened: &Opened,
    item: Signed,
    given: &[PathBuf],
) -> Result<Signed, Error> {
    // Whoever is in danger does not wait for somebody's clock.
    if item.record.kind() != Kind::Withholding {
        clock::check(world, opened)?;
    }
    item.signed_with(world, &maintainer_files(opened, given)?)
}

impl Allowed<'_> {
    fn among(
        &self,
        world: &mut dyn World,
        keys: &[PathBuf],
        noted: &dyn Fn() -> Result<Option<String>, Error>,
    ) -> Result<Vec<Signer>, Error> {
        let mut files = keys.to_vec();
        if files.is_empty() {
            files.push(noted()?.ok_or(SignError::NoKeyNamed)?.into());
        }
        let mut signers = Vec::new();
        for file in files {
            let public = signer::public_of(world, &file)?;
            if !self.keys.contains(&&public) {
                return Err(SignError::NotItsKey {
                    file,
                    fingerprint: public.fingerprint(),
                    organisation: self.organisation.clone(),
                    of_request: self.of_request.map(<[OrganisationKey]>::to_vec),
                }
                .into());
            }
            signers.push(Signer::open(world, &file)?);
        }
        Ok(signers)
    }
}
