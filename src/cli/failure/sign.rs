//! That something could not be signed.

use std::fmt::Display;
use std::io;
use std::path::Path;

use super::{Failure, Stop, of_file};
use countersign_core::name::Domain;
use countersign_core::record::organisation::OrganisationKey;
use countersign_speech::locale::{Sentence, Tell as _, message};
use countersign_workflow::clock::Doubt;
use countersign_workflow::error::{KeygenFault, SignError};
use countersign_workflow::officers::MAINTAINER_KEY;
use countersign_workflow::world::NoPassphrase;

/// Starts an agent and gives it a key.
const AGENT: &str = "eval \"$(ssh-agent)\" && ssh-add FILE";
/// Names what drives a security key.
const PROVIDER: &str = "echo $SSH_SK_PROVIDER";

pub(super) fn failure(error: SignError) -> Failure {
    let failed = |what: Sentence| Failure::new(Stop::Signer, what);
    match error {
        SignError::File(error) => of_file(error, Stop::Signer),
        SignError::NoPublicKey { file, why } => {
            failed(message::failure_no_public_key(file.display())).why(why)
        }
        SignError::Unusable { file, why } => failed(message::failure_cannot_sign(file.display()))
            .why(why)
            .attempt(message::failure_cannot_sign_try()),
        SignError::Passphrase(error) => no_passphrase(error),
        SignError::Touch(error) => super::cannot_print(error),
        SignError::Misfit { why, by_keygen } => {
            let failure = failed(message::failure_new_misfit()).why(why);
            match by_keygen {
                true => failure.attempt(message::failure_again_touch()),
                false => failure,
            }
        }
        SignError::Clock { now, doubt } => {
            let newest = doubt.newest();
            let what = message::failure_clock(now, newest.path.as_str(), newest.time);
            let why = match doubt {
                Doubt::Behind(_) => message::failure_clock_why(),
                Doubt::Ahead(_) => message::failure_clock_ahead_why(),
            };
            Failure::new(Stop::Refused, what).why(why).attempt(message::failure_clock_try())
        }
        SignError::OtherKey => failed(message::failure_other_key_signed()),
        SignError::NotEnrollable { file, why } => {
            Failure::new(Stop::Usage, message::failure_not_enrollable(file.display()))
                .why(why)
                .attempt("countersign key new FILE, then FILE.pub")
        }
        SignError::NoKeyInPublic { file, why } => is_no_key(&file, &why),
        SignError::NoKeyInPrivate { file, why } => is_no_key(&file, &why),
        SignError::KeygenNotStarted(error) => not_started(&error),
        SignError::Keygen { file, fault } => keygen(&file, fault),
        SignError::KeygenAnswer(error) => {
            failed(message::failure_keygen_nothing()).why(error).attempt(message::failure_openssh())
        }
        SignError::NotEnrolled(organisation) => {
            Failure::new(Stop::Unknown, message::failure_not_enrolled(&organisation))
                .why(message::failure_maintainers_enrol())
                .attempt("countersign org list")
        }
        SignError::NoKeyNamed => failed(message::failure_no_key())
            .why(message::failure_no_key_named())
            .attempt("add --key FILE"),
        SignError::NoMaintainerKey => failed(message::failure_no_maintainer_key())
            .why(message::failure_no_maintainer_key_why(MAINTAINER_KEY))
            .attempt("add --maintainer-key FILE"),
        SignError::NotItsKey { file, fingerprint, organisation, of_request } => {
            Failure::new(Stop::Refused, message::failure_not_its_key(file.display(), &organisation))
                .why(message::failure_its_fingerprint(fingerprint))
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
    message::failure_key_of_request(listed.join(", "))
}

fn is_no_key(file: &Path, why: &dyn Display) -> Failure {
    Failure::new(Stop::Signer, message::failure_is_no_key(file.display()))
        .why(why)
        .attempt(message::failure_try_key_file())
}

/// That there is no passphrase.
pub(crate) fn no_passphrase(error: NoPassphrase) -> Failure {
    match error {
        NoPassphrase::Nobody => Failure::new(Stop::Signer, message::failure_passphrase_nobody())
            .why(message::failure_no_terminal())
            .attempt(message::failure_load_agent()),
        NoPassphrase::Io(error) => {
            Failure::new(Stop::Signer, message::failure_no_passphrase()).why(error)
        }
    }
}

/// That `ssh-keygen` could not even be started.
fn not_started(error: &io::Error) -> Failure {
    let failure = Failure::new(Stop::Signer, message::failure_keygen_unstarted());
    if error.kind() == io::ErrorKind::NotFound {
        return failure
            .why(message::failure_keygen_missing())
            .attempt(message::failure_keygen_install());
    }
    failure.why(error).attempt(message::failure_keygen_try())
}

/// Why the system's `ssh-keygen` did not sign, in words that tell what to do.
fn keygen(file: &Path, fault: KeygenFault) -> Failure {
    let name = file.display().to_string();
    let (why, attempt) = match fault {
        KeygenFault::KeyReadable => {
            (message::failure_key_readable(), format!("chmod 600 {name}").tell())
        }
        KeygenFault::NoAgent => (message::failure_no_agent(), message::failure_no_agent_try(AGENT)),
        KeygenFault::AgentWithout => {
            (message::failure_agent_without(), message::failure_agent_without_try())
        }
        KeygenFault::AgentRefused => {
            (message::failure_agent_refused(), message::failure_again_confirm())
        }
        KeygenFault::NoDevice => (message::failure_no_device(), message::failure_again_plugged()),
        KeygenFault::WrongPin => (message::failure_wrong_pin(), message::failure_again_terminal()),
        KeygenFault::DeviceUnable => {
            (message::failure_device_unable(), message::failure_device_unable_try())
        }
        KeygenFault::NoProvider => {
            (message::failure_no_provider(), message::failure_no_provider_try(PROVIDER))
        }
        KeygenFault::Untouched => {
            (message::failure_device_untouched(), message::failure_again_touch())
        }
        KeygenFault::Said(words) => (words.tell(), message::failure_agent_list()),
        KeygenFault::Silent => (message::failure_keygen_silent(), message::failure_agent_list()),
    };
    let what = message::failure_did_not_sign(name);
    Failure::new(Stop::Signer, what).why(why).attempt(attempt)
}
