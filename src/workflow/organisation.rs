//! Organisations: who is enrolled with which keys, how those change hands, and how anyone knows whose they are.
//!
//! Each change is prepared ([`Enrolment`], [`Rotation`], [`Recovery`], [`Revocation`], [`Confirming`]), so that
//! somebody can look at it, and then signed and landed.

pub mod invite;
pub mod served;

mod change;
mod confirm;
mod enrol;
mod listing;
mod recover;
mod revoke;
mod rotate;

use std::path::PathBuf;

pub use change::{Accused, AccusedAct, accused};
pub use confirm::{By, Confirming, keys_to_confirm};
pub use enrol::{Enrolment, likenesses};
pub use listing::{Relisting, Retirement};
pub use recover::Recovery;
pub use revoke::Revocation;
pub use rotate::{Rotation, RotationKeys};

use super::error::OrganisationError;
use super::open::Opened;
use super::{Error, World};
use countersign_core::key::PublicKey;
use countersign_core::ledger::authority::Enrolled;
use countersign_core::name::{Domain, Label};

/// The file of a public key, and the label that the key is to have.
#[derive(Debug, Clone)]
pub struct KeyFile {
    /// The label.
    pub label: Label,
    /// The file.
    pub file: PathBuf,
}

/// A key and its label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelledKey {
    /// The label.
    pub label: Label,
    /// The key.
    pub key: PublicKey,
}

/// An organisation, as it is enrolled.
///
/// # Errors
/// Where it is not.
pub fn enrolled<'a>(opened: &'a Opened, domain: &Domain) -> Result<&'a Enrolled, Error> {
    let enrolled = opened.examined.pending.state.organisations().get(domain);
    Ok(enrolled.ok_or_else(|| OrganisationError::NotEnrolled(domain.clone()))?)
}

/// The registry, read as a whole where it must be told what an accusation does to earlier acts.
///
/// # Errors
/// Where there is none, or it is not sound.
pub fn open(world: &mut dyn World, compromised_since: Option<u64>) -> Result<Opened, Error> {
    match compromised_since {
        Some(_) => Opened::sound(world),
        None => Opened::for_writing(world, None),
    }
}
