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
pub use version::{ORGANISATION, OnVersion, Written, noted_organisation};

use std::collections::BTreeMap;

use super::Error;
use super::error::ActError;
use super::land::Signed;
use super::signer::Signer;
use countersign_core::digest::Hash;
use countersign_core::ledger::version::Version;
use countersign_core::name::{Domain, Language};
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
    /// When the endorsement counts; only for one; none: as in the organisation's endorsement before.
    pub conditions: Option<Conditions>,
    /// Which texts are endorsed; empty: those of the organisation's endorsement before, else every language of the
    /// version.
    pub languages: Vec<Language>,
    /// Whether a decline may be published with the version; only for one.
    pub public: Option<bool>,
    /// Why, in the organisation's words; not for an endorsement.
    pub reason: Option<Line>,
    /// What the organisation does not stand behind, in its words; only for an endorsement; none: as in the
    /// organisation's endorsement before.
    pub reservation: Option<Line>,
    /// Whether the conditions of the endorsement before are dropped.
    pub without_conditions: bool,
    /// Whether the reservation of the endorsement before is dropped.
    pub without_reservation: bool,
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
            without_conditions: false,
            without_reservation: false,
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
            languages: body.texts.keys().cloned().collect(),
            public: body.public,
            reason: body.reason.clone(),
            reservation: body.reservation.clone(),
            ..Self::plain(body.act)
        }
    }

    /// Refuses a wish that a reply cannot carry: whoever opens it would see the name.
    ///
    /// # Errors
    /// Where the name is to be withheld.
    pub fn check_sent(&self) -> Result<(), Error> {
        if self.withhold_name { Err(ActError::WishInReply.into()) } else { Ok(()) }
    }

    /// Takes from the organisation's endorsement of the same version before this one what nobody chose now.
    ///
    /// An officer who repeats an endorsement must not lose its reservation without a word.
    fn prefill(&mut self, version: &Version, organisation: &Domain) {
        if self.act != Act::Endorse {
            return;
        }
        let last = version.last_act(organisation).map(|last| &last.body);
        if let Some(last) = last.filter(|last| last.act == Act::Endorse) {
            if self.languages.is_empty() {
                // A translation that was taken back has no words that could be endorsed again.
                let has_words = |one: &&Language| version.text(one).is_some();
                self.languages = last.texts.keys().filter(has_words).cloned().collect();
            }
            if !self.without_reservation {
                self.reservation = self.reservation.take().or_else(|| last.reservation.clone());
            }
            if !self.without_conditions {
                self.conditions = self.conditions.or(last.conditions);
            }
        }
        if self.languages.is_empty() {
            self.languages = version.statement.texts.keys().cloned().collect();
        }
        // Nobody binds words that no signer can see.
        let is_shown =
            |text: Option<Hash>| text.is_none_or(|text| !version.taken_down.contains_key(&text));
        self.languages.retain(|language| is_shown(version.text(language)));
    }

    /// The act that says this, from one that says who speaks, of what, and when.
    fn said(&self, plain: Endorsement, version: &Version) -> Result<Endorsement, Error> {
        let text = |language: &Language| {
            let (organisation, language) = (plain.organisation.clone(), language.clone());
            let id = plain.statement.at(plain.version);
            let hash =
                version.text(&language).filter(|text| !version.taken_down.contains_key(text));
            let hash =
                hash.ok_or(ActError::NoSuchText { organisation, id, language: language.clone() })?;
            Ok((language, hash))
        };
        let texts: Result<BTreeMap<Language, Hash>, ActError> =
            self.languages.iter().map(text).collect();
        Ok(Endorsement {
            act: self.act,
            capacity: self.capacity,
            conditions: self.conditions,
            public: self.public,
            reason: self.reason.clone(),
            reservation: self.reservation.clone(),
            texts: texts?,
            ..plain
        })
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
