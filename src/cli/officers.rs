//! Who speaks for an organisation: the keys that are at hand, compared with those that may sign.

use std::path::PathBuf;

use super::failure::{Failure, Stop};
use super::open::Opened;
use super::session::Session;
use super::signer::{self, Signer};
use crate::name::Domain;

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
    let mut files = keys.to_vec();
    if files.is_empty() {
        let noted = opened.store.get_config(KEY)?.ok_or_else(|| {
            Failure::new(Stop::Signer, "no key")
                .why("neither --key nor git config countersign.key names one")
                .attempt("add --key FILE")
        })?;
        files.push(noted.into());
    }
    let mut signers = Vec::new();
    for file in files {
        let public = signer::public_of(session, &file)?;
        if !enrolled.keys.in_force().iter().any(|tenure| tenure.key == public) {
            return Err(Failure::new(
                Stop::Refused,
                format!("{} is not a key of {organisation}", file.display()),
            )
            .why(format!("its fingerprint is {}", public.fingerprint()))
            .attempt(format!("countersign org show {organisation}")));
        }
        signers.push(Signer::open(session, &file)?);
    }
    Ok(signers)
}
