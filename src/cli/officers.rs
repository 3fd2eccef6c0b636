//! Who speaks for an organisation: the keys that are at hand, compared with those that may sign.

use std::path::PathBuf;

use super::failure::{Failure, Stop};
use super::open::Opened;
use super::session::Session;
use super::signer::{self, Signer};
use crate::key::PublicKey;
use crate::locale::{Sentence, Tell as _, sentence};
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
            Failure::new(
                Stop::Unknown,
                sentence(
                    "failure-not-enrolled",
                    &[("organisation", organisation.to_string().into())],
                ),
            )
            .why(sentence("failure-maintainers-enrol", &[]))
            .attempt("countersign org list")
        })?;
    let noted = || Ok(opened.store.get_config(KEY)?);
    let allowed: Vec<&PublicKey> =
        enrolled.keys.in_force().into_iter().map(|tenure| &tenure.key).collect();
    let attempt = format!("countersign org show {organisation}").tell();
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
    let attempt = sentence("failure-key-of-request", &[("keys", listed.join(", ").into())]);
    let noted = || Ok(store::user_config(KEY)?);
    among(session, (&body.organisation, &allowed), keys, &noted, &attempt)
}

fn among(
    session: &mut Session,
    (organisation, allowed): (&Domain, &[&PublicKey]),
    keys: &[PathBuf],
    noted: &dyn Fn() -> Result<Option<String>, Failure>,
    attempt: &Sentence,
) -> Result<Vec<Signer>, Failure> {
    let mut files = keys.to_vec();
    if files.is_empty() {
        let noted = noted()?.ok_or_else(|| {
            Failure::new(Stop::Signer, sentence("failure-no-key", &[]))
                .why(sentence("failure-no-key-named", &[]))
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
                sentence(
                    "failure-not-its-key",
                    &[
                        ("key", file.display().to_string().into()),
                        ("organisation", organisation.to_string().into()),
                    ],
                ),
            )
            .why(sentence(
                "failure-its-fingerprint",
                &[("fingerprint", public.fingerprint().to_string().into())],
            ))
            .attempt(attempt));
        }
        signers.push(Signer::open(session, &file)?);
    }
    Ok(signers)
}
