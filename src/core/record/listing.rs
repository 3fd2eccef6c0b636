//! The names that an organisation is listed under: `keys/DOMAIN/listings/N.json`.
//!
//! The record that enrols an organisation has its first name; every later one stands in a listing, which the
//! maintainers sign, so that keys and names change apart from each other.
//! A listing may also say that the organisation is retired, which a later one takes back.

use serde::{Deserialize, Serialize};

use super::line::Line;
use super::organisation::check_aliases;
use super::tag::Tag;
use super::{RecordError, flaw};
use crate::canonical::integer;
use crate::digest::Hash;
use crate::name::Domain;
use crate::time::Timestamp;

/// Why an organisation is retired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retired {
    /// Why, in words.
    pub reason: Line,
    /// The organisation that goes on from it, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<Domain>,
}

/// The names of an organisation, as the maintainers list it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listing {
    /// Other names it is known by, sorted.
    pub aliases: Vec<Line>,
    /// When it was made, as claimed.
    pub made_at: Timestamp,
    /// The organisation's name.
    pub name: Line,
    /// 1, then one more for each listing of this organisation.
    #[serde(deserialize_with = "integer")]
    pub number: u64,
    /// The organisation.
    pub organisation: Domain,
    /// The listing before this one; absent in number 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Hash>,
    /// The registry's id.
    pub registry: Hash,
    /// That it is retired; absent where it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<Retired>,
    /// Always `countersign/listing/v1`.
    #[serde(rename = "type")]
    pub tag: Tag<10>,
}

impl Listing {
    pub(super) fn validate(self) -> Result<Self, RecordError> {
        if self.number == 0 || (self.number == 1) != self.previous.is_none() {
            return Err(flaw("number", "number 1 has no previous, every later one has"));
        }
        check_aliases(&self.aliases)?;
        let successor = self.retired.as_ref().and_then(|retired| retired.successor.as_ref());
        if successor == Some(&self.organisation) {
            return Err(flaw("retired", "want another organisation as successor"));
        }
        Ok(self)
    }
}
