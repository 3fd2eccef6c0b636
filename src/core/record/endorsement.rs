//! An organisation's act on one exact version: `registry/ID/vN/endorsements/DOMAIN/M.json`.
//!
//! It endorses, declines or withdraws; the acts of one organisation on one version form a chain.
//! It binds the name that whoever signed was shown, and the hash of each text that is endorsed: it counts for these
//! texts and for no other.
//! The salt keeps the hash from being guessed, so that a withheld endorsement names nobody.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::line::{Line, Salt};
use super::statement::LANGUAGES_MAX;
use super::tag::Tag;
use super::{RecordError, flaw};
use crate::canonical::{integer, optional_integer};
use crate::digest::Hash;
use crate::name::{Domain, Language, StatementId};
use crate::time::Timestamp;

/// What the organisation does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// It stands behind these words.
    Endorse,
    /// It does not sign.
    Decline,
    /// It ends its earlier endorsement.
    Withdraw,
}

impl Act {
    /// What an act of this kind is called.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Endorse => "endorsement",
            Self::Decline => "decline",
            Self::Withdraw => "withdrawal",
        }
    }

    /// The word in records and results.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Endorse => "endorse",
            Self::Decline => "decline",
            Self::Withdraw => "withdraw",
        }
    }
}

/// In whose name it acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Capacity {
    /// As an organisation; only this counts.
    Organisation,
    /// For its members, not as a whole.
    Members,
    /// A person who works there.
    Personal,
}

impl Capacity {
    /// The word in records and results.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Members => "members",
            Self::Personal => "personal",
        }
    }
}

/// What must hold when the endorsement is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conditions {
    /// At least so many organisations endorse, this one included.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "optional_integer"
    )]
    pub at_least: Option<u64>,
    /// The version is published at this time or later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_before: Option<Timestamp>,
    /// The version is published before this time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// One act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Endorsement {
    /// What the organisation does.
    pub act: Act,
    /// In whose name.
    pub capacity: Capacity,
    /// Conditions of an endorsement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conditions: Option<Conditions>,
    /// When, as claimed.
    pub made_at: Timestamp,
    /// The organisation's name as whoever signed was shown it.
    pub name: Line,
    /// 1, then one more for each act of this organisation on this version.
    #[serde(deserialize_with = "integer")]
    pub number: u64,
    /// Who acts.
    pub organisation: Domain,
    /// The organisation's act before this one; absent in number 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Hash>,
    /// Whether a decline may be published; only for a decline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public: Option<bool>,
    /// Why; only for a decline or withdrawal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Line>,
    /// The hash of the version's statement record.
    pub record: Hash,
    /// The registry's id.
    pub registry: Hash,
    /// What the organisation does not stand behind; only for an endorsement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reservation: Option<Line>,
    /// Sixteen random bytes.
    pub salt: Salt,
    /// The statement.
    pub statement: StatementId,
    /// The texts that are endorsed, by language, each by its SHA-256; empty for other acts.
    pub texts: BTreeMap<Language, Hash>,
    /// Always `countersign/endorsement/v1`.
    #[serde(rename = "type")]
    pub tag: Tag<5>,
    /// The version.
    #[serde(deserialize_with = "integer")]
    pub version: u64,
}

impl Endorsement {
    pub(super) fn validate(self) -> Result<Self, RecordError> {
        if self.number == 0 || (self.number == 1) != self.previous.is_none() {
            return Err(flaw("number", "number 1 has no previous, every later one has"));
        }
        if self.version == 0 {
            return Err(flaw("version", "want 1 or more, got 0"));
        }
        if self.act == Act::Withdraw && self.number == 1 {
            return Err(flaw("act", "a withdrawal needs the endorsement before it"));
        }
        let endorses = self.act == Act::Endorse;
        if endorses == self.texts.is_empty() || self.texts.len() > LANGUAGES_MAX {
            let why =
                format!("want the 1 to {LANGUAGES_MAX} that are endorsed; none for other acts");
            return Err(flaw("texts", why));
        }
        if !endorses && (self.conditions.is_some() || self.reservation.is_some()) {
            return Err(flaw("conditions", "only an endorsement has conditions or a reservation"));
        }
        if endorses && self.reason.is_some() {
            return Err(flaw("reason", "only a decline or withdrawal has a reason"));
        }
        if (self.act == Act::Decline) != self.public.is_some() {
            return Err(flaw("public", "a decline says whether it is public, nothing else does"));
        }
        if let Some(conditions) = &self.conditions {
            let empty = Conditions { at_least: None, not_before: None, until: None };
            if *conditions == empty || conditions.at_least == Some(0) {
                return Err(flaw(
                    "conditions",
                    "want at least one condition that asks for something",
                ));
            }
            if conditions
                .not_before
                .zip(conditions.until)
                .is_some_and(|(from, until)| from >= until)
            {
                return Err(flaw("conditions", "want not_before earlier than until"));
            }
        }
        Ok(self)
    }
}
