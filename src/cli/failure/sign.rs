//! That something could not be signed.

use std::fmt::Display;
use std::io;
use std::path::Path;

use super::{Failure, Stop, of_file};
use crate::locale::{Sentence, Tell as _, sentence};
use crate::name::Domain;
use crate::record::organisation::OrganisationKey;
use crate::workflow::error::{KeygenFault, SignError};
use crate::workflow::world::NoPassphrase;

/// Starts an agent and gives it a key.
const AGENT: &str = "eval \"$(ssh-agent)\" && ssh-add FILE";
/// Names what drives a security key.
const PROVIDER: &str = "echo $SSH_SK_PROVIDER";

pub(super) fn failure(error: SignError) -> Failure {
    let failed = |what: Sentence| Failure::new(Stop::Signer, what);
    match error {
        SignError::File(error) => of_file(error, Stop::Signer),
        SignError::NoPublicKey { file, why } => {
            let named = [("name", file.display().to_string().into())];
            failed(sentence("failure-no-public-key", &named)).why(why)
        }
        SignError::Unusable { file, why } => {
            let named = [("name", file.display().to_string().into())];
            failed(sentence("failure-cannot-sign", &named))
                .why(why)
                .attempt(sentence("failure-cannot-sign-try", &[]))
        }
        SignError::Passphrase(error) => no_passphrase(error),
        SignError::Touch(error) => super::cannot_print(error),
        SignError::Misfit { why, by_keygen } => {
            let failure = failed(sentence("failure-new-misfit", &[])).why(why);
            match by_keygen {
                true => failure.attempt(sentence("failure-again-touch", &[])),
                false => failure,
            }
        }
        SignError::OtherKey => failed(sentence("failure-other-key-signed", &[])),
        SignError::NotEnrollable { file, why } => {
            let named = [("file", file.display().to_string().into())];
            Failure::new(Stop::Usage, sentence("failure-not-enrollable", &named))
                .why(why)
                .attempt("countersign key new FILE, then FILE.pub")
        }
        SignError::NoKeyInPublic { file, why } => is_no_key(&file, &why),
        SignError::NoKeyInPrivate { file, why } => is_no_key(&file, &why),
        SignError::KeygenNotStarted(error) => not_started(&error),
        SignError::Keygen { file, fault } => keygen(&file, fault),
        SignError::KeygenAnswer(error) => failed(sentence("failure-keygen-nothing", &[]))
            .why(error)
            .attempt(sentence("failure-openssh", &[])),
        SignError::NotEnrolled(organisation) => {
            let named = [("organisation", organisation.to_string().into())];
            Failure::new(Stop::Unknown, sentence("failure-not-enrolled", &named))
                .why(sentence("failure-maintainers-enrol", &[]))
                .attempt("countersign org list")
        }
        SignError::NoKeyNamed => failed(sentence("failure-no-key", &[]))
            .why(sentence("failure-no-key-named", &[]))
            .attempt("add --key FILE"),
        SignError::NotItsKey { file, fingerprint, organisation, of_request } => {
            let named = [
                ("key", file.display().to_string().into()),
                ("organisation", organisation.to_string().into()),
            ];
            Failure::new(Stop::Refused, sentence("failure-not-its-key", &named))
                .why(sentence("failure-its-fingerprint", &[("fingerprint", fingerprint.into())]))
                .attempt(its_keys(&organisation, of_request.as_deref()))
        }
    }
}

/// Where the keys that may sign for an organisation are told.
fn its_keys(organisation: &Domain, of_request: Option<&[OrganisationKey]>) -> Sentence {
    let Some(keys) = of_request else {
        return format!("countersign org show {organisation}").tell();
    };
    let listed: Vec<String> =
        keys.iter().map(|one| format!("{} {}", one.label, one.key.fingerprint())).collect();
    sentence("failure-key-of-request", &[("keys", listed.join(", ").into())])
}

fn is_no_key(file: &Path, why: &dyn Display) -> Failure {
    let named = [("file", file.display().to_string().into())];
    Failure::new(Stop::Signer, sentence("failure-is-no-key", &named))
        .why(why)
        .attempt(sentence("failure-try-key-file", &[]))
}

/// That there is no passphrase.
pub(crate) fn no_passphrase(error: NoPassphrase) -> Failure {
    match error {
        NoPassphrase::Nobody => {
            Failure::new(Stop::Signer, sentence("failure-passphrase-nobody", &[]))
                .why(sentence("failure-no-terminal", &[]))
                .attempt(sentence("failure-load-agent", &[]))
        }
        NoPassphrase::Io(error) => {
            Failure::new(Stop::Signer, sentence("failure-no-passphrase", &[])).why(error)
        }
    }
}

/// That `ssh-keygen` could not even be started.
fn not_started(error: &io::Error) -> Failure {
    let failure = Failure::new(Stop::Signer, sentence("failure-keygen-unstarted", &[]));
    if error.kind() == io::ErrorKind::NotFound {
        return failure
            .why(sentence("failure-keygen-missing", &[]))
            .attempt(sentence("failure-keygen-install", &[]));
    }
    failure.why(error).attempt(sentence("failure-keygen-try", &[]))
}

/// Why the system's `ssh-keygen` did not sign, in words that tell what to do.
fn keygen(file: &Path, fault: KeygenFault) -> Failure {
    let name = file.display().to_string();
    let (why, attempt) = match fault {
        KeygenFault::KeyReadable => {
            (sentence("failure-key-readable", &[]), format!("chmod 600 {name}").tell())
        }
        KeygenFault::NoAgent => (
            sentence("failure-no-agent", &[]),
            sentence("failure-no-agent-try", &[("command", AGENT.into())]),
        ),
        KeygenFault::AgentWithout => {
            (sentence("failure-agent-without", &[]), sentence("failure-agent-without-try", &[]))
        }
        KeygenFault::AgentRefused => {
            (sentence("failure-agent-refused", &[]), sentence("failure-again-confirm", &[]))
        }
        KeygenFault::NoDevice => {
            (sentence("failure-no-device", &[]), sentence("failure-again-plugged", &[]))
        }
        KeygenFault::WrongPin => {
            (sentence("failure-wrong-pin", &[]), sentence("failure-again-terminal", &[]))
        }
        KeygenFault::DeviceUnable => {
            (sentence("failure-device-unable", &[]), sentence("failure-device-unable-try", &[]))
        }
        KeygenFault::NoProvider => (
            sentence("failure-no-provider", &[]),
            sentence("failure-no-provider-try", &[("command", PROVIDER.into())]),
        ),
        KeygenFault::Untouched => {
            (sentence("failure-device-untouched", &[]), sentence("failure-again-touch", &[]))
        }
        KeygenFault::Said(words) => (words.tell(), sentence("failure-agent-list", &[])),
        KeygenFault::Silent => {
            (sentence("failure-keygen-silent", &[]), sentence("failure-agent-list", &[]))
        }
    };
    let what = sentence("failure-did-not-sign", &[("name", name.into())]);
    Failure::new(Stop::Signer, what).why(why).attempt(attempt)
}
