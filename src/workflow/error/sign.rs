//! Why something could not be signed.

use std::io;
use std::path::PathBuf;

use super::FileError;
use crate::clock::Doubt;
use crate::world::NoPassphrase;
use countersign_core::key::private::PrivateKeyError;
use countersign_core::key::public::KeyError;
use countersign_core::key::sshsig::SshsigError;
use countersign_core::name::Domain;
use countersign_core::record::organisation::OrganisationKey;
use countersign_core::record::signature::Unfit;
use countersign_core::time::Timestamp;

/// Why something could not be signed.
#[derive(Debug)]
pub enum SignError {
    /// A key file cannot be read.
    File(FileError),
    /// The file of a public key has none.
    NoPublicKey {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        why: KeyError,
    },
    /// A private key cannot sign.
    Unusable {
        /// Its file.
        file: PathBuf,
        /// Why.
        why: PrivateKeyError,
    },
    /// There is no passphrase for it.
    Passphrase(NoPassphrase),
    /// Nobody could be told that a security key waits for a touch.
    Touch(io::Error),
    /// What was signed just now does not fit.
    Misfit {
        /// Why.
        why: Unfit,
        /// Whether the system's `ssh-keygen` made it.
        by_keygen: bool,
    },
    /// This computer's clock may be wrong.
    Clock {
        /// What the clock says.
        now: Timestamp,
        /// Why it may be.
        doubt: Doubt,
    },
    /// Another key than the one that was named has signed.
    OtherKey,
    /// A file has no key that could be enrolled.
    NotEnrollable {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        why: KeyError,
    },
    /// A `.pub` file has no public key.
    NoKeyInPublic {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        why: KeyError,
    },
    /// A file has no private key.
    NoKeyInPrivate {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        why: PrivateKeyError,
    },
    /// `ssh-keygen` could not be started.
    KeygenNotStarted(io::Error),
    /// `ssh-keygen` did not sign.
    Keygen {
        /// The file that it was given.
        file: PathBuf,
        /// Why.
        fault: KeygenFault,
    },
    /// What `ssh-keygen` wrote is no signature.
    KeygenAnswer(SshsigError),
    /// An organisation is not enrolled.
    NotEnrolled(Domain),
    /// No key was given or noted.
    NoKeyNamed,
    /// No key of a maintainer was given or noted.
    NoMaintainerKey,
    /// A key is not in force for an organisation.
    NotItsKey {
        /// The file of the key.
        file: PathBuf,
        /// The fingerprint of the key.
        fingerprint: String,
        /// The organisation.
        organisation: Domain,
        /// The keys that the organisation's request lists, where there is one.
        of_request: Option<Vec<OrganisationKey>>,
    },
}

/// Why `ssh-keygen` did not sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeygenFault {
    /// Others can read the private key file.
    KeyReadable,
    /// The private key is in no file, and no agent answers.
    NoAgent,
    /// The private key is in no file, and not in the agent.
    AgentWithout,
    /// The agent refused.
    AgentRefused,
    /// The security key is not there.
    NoDevice,
    /// Its PIN or passphrase was wrong.
    WrongPin,
    /// It cannot do what is asked.
    DeviceUnable,
    /// What drives it is not there.
    NoProvider,
    /// Nobody touched it.
    Untouched,
    /// Something else: its last words.
    Said(String),
    /// It said nothing.
    Silent,
}
