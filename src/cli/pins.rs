//! Keys that the reader confirmed: kept on this computer, in `pins.json` below the configuration directory.
//!
//! ```json
//! {"pins":[{"at":"2024-05-06T09:00:00Z","how":"by telephone, …","key":"ssh-ed25519 …","organisation":"foro.example","registry":"…"}]}
//! ```

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::failure::{Failure, Stop};
use super::session::Session;
use countersign_core::canonical;
use countersign_core::digest::Hash;
use countersign_core::key::PublicKey;
use countersign_core::ledger::State;
use countersign_core::name::Domain;
use countersign_core::time::Timestamp;
use countersign_core::verify::{KnownBy, Pin};
use countersign_git::directory::write_atomic;
use countersign_speech::locale::message;
use countersign_workflow::World;
use countersign_workflow::signer;

/// Largest file of pins, in bytes: some thousands of keys.
const PINS_BYTES_MAX: u64 = 1 << 20;

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pins {
    pins: Vec<Kept>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    at: Timestamp,
    how: String,
    key: String,
    organisation: Domain,
    registry: Hash,
}

/// `DOMAIN=FILE.pub` or `DOMAIN=SHA256:FINGERPRINT`
#[derive(Debug, Clone)]
pub(crate) struct Given {
    organisation: Domain,
    key: String,
}

impl std::str::FromStr for Given {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (domain, key) =
            text.split_once('=').ok_or("want DOMAIN=FILE.pub or DOMAIN=SHA256:FINGERPRINT")?;
        let organisation =
            domain.parse().map_err(|error: countersign_core::name::NameError| error.to_string())?;
        Ok(Self { organisation, key: key.to_owned() })
    }
}

fn path(session: &Session) -> Option<PathBuf> {
    Some(World::configuration_folder(session)?.join("pins.json"))
}

fn read(session: &Session) -> Result<Pins, Failure> {
    let Some(path) = path(session).filter(|path| path.exists()) else {
        return Ok(Pins::default());
    };
    let bytes = session.read_given(&path, PINS_BYTES_MAX, Stop::Error)?;
    canonical::decode(&bytes, bytes.len()).map_err(|error| {
        Failure::new(Stop::Error, message::failure_cannot_be_read(path.display()))
            .why(error)
            .attempt(message::failure_move_pins(path.display()))
    })
}

/// What the reader confirmed about this registry, and what was given for this run.
pub(crate) fn of(session: &Session, state: &State, given: &[Given]) -> Result<Vec<Pin>, Failure> {
    let mut pins = Vec::new();
    for kept in read(session)?.pins {
        let Ok(key) = kept.key.parse::<PublicKey>() else { continue };
        if state.registry() == Some(kept.registry) {
            let (organisation, how, at) = (kept.organisation, kept.how, Some(kept.at));
            pins.push(Pin { organisation, key: Some(key), how: KnownBy::Confirmed(how), at });
        }
    }
    for one in given {
        let key = if one.key.starts_with("SHA256:") {
            let enrolled = state.organisations().get(&one.organisation);
            let tenure = enrolled.and_then(|enrolled| {
                enrolled.keys.all().find(|key| key.key.fingerprint() == one.key)
            });
            tenure.map(|tenure| tenure.key.clone())
        } else {
            Some(signer::public_key(session, one.key.as_ref())?.0)
        };
        let (organisation, how) = (one.organisation.clone(), KnownBy::Named);
        pins.push(Pin { organisation, key, how, at: None });
    }
    Ok(pins)
}

/// Keeps what the reader confirmed.
pub(crate) fn keep(
    session: &Session,
    registry: Hash,
    organisation: &Domain,
    keys: &[PublicKey],
    how: &str,
) -> Result<PathBuf, Failure> {
    let path = path(session).ok_or_else(|| {
        Failure::new(Stop::Error, message::failure_nowhere_pins()).why(message::failure_no_home())
    })?;
    let mut pins = read(session)?;
    for key in keys {
        let key = key.to_string();
        let is_same = |one: &Kept| {
            one.registry == registry && one.organisation == *organisation && one.key == key
        };
        pins.pins.retain(|one| !is_same(one));
        let (at, how, organisation) = (session.now(), how.to_owned(), organisation.clone());
        pins.pins.push(Kept { at, how, key, organisation, registry });
    }
    pins.pins.sort();
    let bytes = canonical::encode(&pins).map_err(|error| Failure::new(Stop::Error, error))?;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    write_atomic(&path, &bytes, 0o600)?;
    Ok(path)
}
