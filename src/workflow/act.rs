//! One organisation's act on one exact version: prepared, shown by whoever calls, then signed and written.
//!
//! [`OnVersion`] is about a version of the registry at hand, and goes onto the draft or into the log.
//! [`OnRequest`] is about what came by mail and [`OnReply`] about what another officer signed; they become a reply, with
//! no registry and no network.
//! Whatever is prepared is what is signed, and nothing is signed that was not prepared.

mod reply;
mod request;
mod version;

pub use reply::{Intent, OnReply, Text};
pub use request::OnRequest;
pub use version::{ORGANISATION, OnVersion, Written};

use super::Error;
use super::error::ActError;
use super::land::Signed;
use super::signer::Signer;
use countersign_core::name::Language;
use countersign_core::record::endorsement::{Act, Capacity, Conditions};
use countersign_core::record::line::Line;
use countersign_core::record::{Body, Endorsement, Record};

/// What is said beside who says it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Terms {
    /// Yes, no, or no more.
    pub act: Act,
    /// In whose name: only the organisation's counts.
    pub capacity: Capacity,
    /// When the endorsement counts; only for one.
    pub conditions: Option<Conditions>,
    /// Which texts are endorsed; empty: every language of the version.
    pub languages: Vec<Language>,
    /// Whether a decline may be published with the version; only for one.
    pub public: Option<bool>,
    /// Why, in the organisation's words; not for an endorsement.
    pub reason: Option<Line>,
    /// What the organisation does not stand behind, in its words; only for an endorsement.
    pub reservation: Option<Line>,
    /// Whether its name is to be withheld; no part of the record.
    pub withhold_name: bool,
}

impl Terms {
    /// An act in the organisation's own name with nothing beside it; a decline is not to be published.
    #[must_use]
    pub fn plain(act: Act) -> Self {
        Self {
            act,
            capacity: Capacity::Organisation,
            conditions: None,
            languages: Vec::new(),
            public: (act == Act::Decline).then_some(false),
            reason: None,
            reservation: None,
            withhold_name: false,
        }
    }

    /// What a record says that others made or signed before.
    #[must_use]
    pub fn of(body: &Endorsement) -> Self {
        Self {
            act: body.act,
            capacity: body.capacity,
            conditions: body.conditions,
            languages: body.languages.clone(),
            public: body.public,
            reason: body.reason.clone(),
            reservation: body.reservation.clone(),
            withhold_name: false,
        }
    }

    /// Refuses a wish that a reply cannot carry: whoever opens it would see the name.
    ///
    /// # Errors
    /// Where the name is to be withheld.
    pub fn check_sent(&self) -> Result<(), Error> {
        if self.withhold_name { Err(ActError::WishInReply.into()) } else { Ok(()) }
    }

    /// The act that says this, from one that says who speaks, of what, and when.
    fn said(&self, plain: Endorsement) -> Endorsement {
        Endorsement {
            act: self.act,
            capacity: self.capacity,
            conditions: self.conditions,
            languages: self.languages.clone(),
            public: self.public,
            reason: self.reason.clone(),
            reservation: self.reservation.clone(),
            ..plain
        }
    }
}

/// The record of an act; `is_of_request` is where it answers a request.
fn record(body: &Endorsement, is_of_request: bool) -> Result<Record, Error> {
    Record::new(&Body::Endorsement(body.clone().into())).map_err(|why| {
        let (organisation, act) = (body.organisation.clone(), body.act);
        let id = body.statement.at(body.version);
        ActError::NoRecord { organisation, act, id, why, is_of_request }.into()
    })
}

/// A record with these signatures and one by each of these keys.
fn sign(record: &Record, signers: &[Signer]) -> Result<Signed, Error> {
    let signatures: Result<_, _> = signers.iter().map(|signer| signer.sign(record)).collect();
    Ok(Signed { record: record.clone(), signatures: signatures? })
}
