//! Who speaks for an organisation: the keys that are at hand, compared with those that may sign.

use std::path::PathBuf;

use super::failure::{Failure, Stop};
use super::open::Opened;
use super::session::Session;
use super::signer::{self, Signer};
use crate::key::PublicKey;
use crate::name::Domain;
use crate::request::Request;
use crate::store;

/// Where the default key is noted.
const KEY: &str = "countersign.key";

/// The signers for the key files that were given or noted; each must be in force for the organisation.
pub(crate) fn signers(
    session: &mut Session,
    opened: &Opened,
    organisation: &Domain,
    keys: &[PathBuf],
) -> Result<Vec<Signer>, Failure> {
    let enrolled =
        opened.examined.pending.state.organisations().get(organisation).ok_or_else(|| {
            Failure::new(Stop::Unknown, format!("{organisation} is not enrolled in this registry"))
                .why("only the registry's maintainers can enrol it")
                .attempt("countersign org list")
        })?;
    let noted = || Ok(opened.store.get_config(KEY)?);
    let allowed: Vec<&PublicKey> =
        enrolled.keys.in_force().into_iter().map(|tenure| &tenure.key).collect();
    let attempt = format!("countersign org show {organisation}");
    among(session, (organisation, &allowed), keys, &noted, &attempt)
}

/// The signers for the key files that were given or noted, where a request says which keys may sign.
pub(crate) fn signers_of_request(
    session: &mut Session,
    request: &Request,
    keys: &[PathBuf],
) -> Result<Vec<Signer>, Failure> {
    let body = request.organisation();
    let allowed: Vec<&PublicKey> = body.keys.iter().map(|one| &one.key).collect();
    let listed: Vec<String> =
        body.keys.iter().map(|one| format!("{} {}", one.label, one.key.fingerprint())).collect();
    let attempt = format!("--key with one of those that the request names: {}", listed.join(", "));
    let noted = || Ok(store::user_config(KEY)?);
    among(session, (&body.organisation, &allowed), keys, &noted, &attempt)
}

fn among(
    session: &mut Session,
    (organisation, allowed): (&Domain, &[&PublicKey]),
    keys: &[PathBuf],
    noted: &dyn Fn() -> Result<Option<String>, Failure>,
    attempt: &str,
) -> Result<Vec<Signer>, Failure> {
    let mut files = keys.to_vec();
    if files.is_empty() {
        let noted = noted()?.ok_or_else(|| {
            Failure::new(Stop::Signer, "no key")
                .why("neither --key nor git config countersign.key names one")
                .attempt("add --key FILE")
        })?;
        files.push(noted.into());
    }
    let mut signers = Vec::new();
    for file in files {
        let public = signer::public_of(session, &file)?;
        if !allowed.contains(&&public) {
            return Err(Failure::new(
                Stop::Refused,
                format!("{} is not a key of {organisation}", file.display()),
            )
            .why(format!("its fingerprint is {}", public.fingerprint()))
            .attempt(attempt));
        }
        signers.push(Signer::open(session, &file)?);
    }
    Ok(signers)
}
