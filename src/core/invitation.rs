//! Invitations: what an organisation without a key needs to be enrolled, on a computer without the registry.
//!
//! In an [envelope](crate::envelope) is canonical JSON with the registry's first record, the domain, the name and the
//! label that the organisation's key is to have, and the time of its record.
//! The answer is a [reply](crate::reply) with an organisation record, number 1, that its own key has signed: whoever
//! takes it in knows that somebody holds the key, and not yet who.
//!
//! ```
//! use countersign_core::invitation::Invitation;
//! assert!(Invitation::from_text(b"come in").is_err());
//! ```

use serde::{Deserialize, Serialize};

use crate::canonical::{self, CanonicalError};
use crate::digest::Hash;
use crate::envelope::{Envelope, EnvelopeError};
use crate::key::PublicKey;
use crate::name::{Domain, Label};
use crate::record::line::Line;
use crate::record::organisation::OrganisationKey;
use crate::record::{Body, Organisation, RECORD_BYTES_MAX, Record, RecordError, Registry};
use crate::time::Timestamp;

/// Largest text that is read, in bytes: the largest first record in base64, and a long mail around it.
pub const INVITATION_BYTES_MAX: usize = 1 << 20;
/// Most bytes between the marks, decoded: a record whose every byte is escaped, and some lines.
const CONTENT_BYTES_MAX: usize = 2 * RECORD_BYTES_MAX + 16 * 1024;

/// How it travels.
pub const ENVELOPE: Envelope =
    Envelope { name: "INVITATION", text_bytes_max: INVITATION_BYTES_MAX };

const TYPE: &str = "countersign/invitation/v1";
/// What stands for the key in the file for `ssh-keygen`; no name has it, since JSON escapes what it would need.
pub const KEY_PLACE: &str = "@KEY@";

/// What one organisation is invited with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationParts {
    /// Until when an answer is hoped for.
    pub deadline: Option<Timestamp>,
    /// The label of its key.
    pub label: Label,
    /// When it was invited; also the record's `made_at`.
    pub made_at: Timestamp,
    /// Its name, as those who invite know it.
    pub name: Line,
    /// Its domain.
    pub organisation: Domain,
    /// The registry's first record, whose hash is the registry's id.
    pub registry: Record,
    /// Where the answer is to be sent.
    pub reply_to: Option<Line>,
}

/// An invitation in which everything fits together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    invited: InvitationParts,
    registry: Registry,
}

/// Why a text is no invitation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvitationError {
    /// Not an envelope with an invitation.
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    /// Not the JSON of an invitation.
    #[error("what stands between the marks is no invitation: {0}")]
    Json(#[from] CanonicalError),
    /// The registry's record in it is none.
    #[error("the record under registry: {0}")]
    Record(#[from] RecordError),
    /// The registry's record in it is not the first of a registry.
    #[error("the record under registry is not the first record of a registry")]
    Registry,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    deadline: Option<Timestamp>,
    label: Label,
    made_at: Timestamp,
    name: Line,
    organisation: Domain,
    registry: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reply_to: Option<Line>,
    #[serde(rename = "type")]
    kind: String,
}

impl Invitation {
    /// An invitation whose parts fit together.
    ///
    /// # Errors
    /// Where the registry's record is not its first.
    pub fn new(invited: InvitationParts) -> Result<Self, InvitationError> {
        match invited.registry.body() {
            Body::Registry(registry) if registry.number == 1 => {
                let registry = (**registry).clone();
                Ok(Self { invited, registry })
            }
            _ => Err(InvitationError::Registry),
        }
    }

    /// Reads a text as it came by mail.
    ///
    /// # Errors
    /// Where it holds no invitation, more than one, or one that was changed.
    pub fn from_text(text: &[u8]) -> Result<Self, InvitationError> {
        let content: Content = canonical::decode(&ENVELOPE.open(text)?, CONTENT_BYTES_MAX)?;
        if content.kind != TYPE {
            return Err(CanonicalError::Shape(format!("want the type {TYPE}")).into());
        }
        Self::new(InvitationParts {
            deadline: content.deadline,
            label: content.label,
            made_at: content.made_at,
            name: content.name,
            organisation: content.organisation,
            registry: Record::read(content.registry.into_bytes())?,
            reply_to: content.reply_to,
        })
    }

    /// The text to be sent.
    ///
    /// # Errors
    /// Where it cannot be written as JSON.
    pub fn to_text(&self) -> Result<String, InvitationError> {
        let invited = &self.invited;
        let words = format!("{} is invited by {}", invited.organisation, self.registry.name);
        let content = canonical::encode(&Content {
            deadline: invited.deadline,
            label: invited.label.clone(),
            made_at: invited.made_at,
            name: invited.name.clone(),
            organisation: invited.organisation.clone(),
            registry: String::from_utf8_lossy(&invited.registry.bytes()).into_owned(),
            reply_to: invited.reply_to.clone(),
            kind: TYPE.to_owned(),
        })?;
        Ok(ENVELOPE.seal(&words, &content))
    }

    /// What it says.
    #[must_use]
    pub const fn invited(&self) -> &InvitationParts {
        &self.invited
    }

    /// The registry's founding record.
    #[must_use]
    pub const fn registry(&self) -> &Registry {
        &self.registry
    }

    /// The registry's id.
    #[must_use]
    pub const fn registry_id(&self) -> Hash {
        self.invited.registry.hash()
    }

    /// Whether the domain lies below the registry's own, which lends it.
    #[must_use]
    pub fn is_lent(&self) -> bool {
        self.registry.lends(&self.invited.organisation)
    }

    /// The record that enrols the organisation with this key, which the key is to sign.
    #[must_use]
    pub fn enrolment(&self, key: PublicKey) -> Organisation {
        let invited = &self.invited;
        Organisation {
            aliases: Some(Vec::new()),
            keys: vec![OrganisationKey { key, label: invited.label.clone(), role: None }],
            made_at: invited.made_at,
            name: Some(invited.name.clone()),
            number: 1,
            organisation: invited.organisation.clone(),
            previous: None,
            registry: self.registry_id(),
            removed: Vec::new(),
            threshold: 1,
            tag: Default::default(),
        }
    }

    /// The bytes of that record with [`KEY_PLACE`] where the key belongs, for whoever has nothing but `ssh-keygen`.
    ///
    /// # Errors
    /// Where they cannot be written as JSON.
    pub fn enrolment_without_key(&self) -> Result<Vec<u8>, InvitationError> {
        let key = crate::key::PrivateKey::from_seed(&[1; 32]).public();
        let text = canonical::encode(&self.enrolment(key.clone()))?;
        let text = String::from_utf8_lossy(&text);
        Ok(text.replacen(&key.to_string(), KEY_PLACE, 1).into_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::PrivateKey;

    const FIRST: &str = r#"{"log_keys":["coalition.example/statements+1ec13008+AYE5dw6ofRdfVqNUZsNMfszLjYqRtO43ol32D1uPybOU"],"made_at":"2021-02-01T09:00:00Z","maintainers":[{"key":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c","label":"maria","name":"Maria Example"}],"name":"Coalition Example","number":1,"origin":"coalition.example/statements","quorum":1,"salt":"000102030405060708090a0b0c0d0e0f","threshold":1,"type":"countersign/registry/v1","witnesses":["witness.example/w1+141f260a+BMqTrBcFGHBx1nuDx/8O/oEI6OxFMFdddyaHkzPb2r58"]}"#;

    fn invitation(domain: &str, name: &str) -> Invitation {
        let invited = InvitationParts {
            deadline: None,
            label: "main".parse().unwrap(),
            made_at: "2021-02-02T09:00:00Z".parse().unwrap(),
            name: name.parse().unwrap(),
            organisation: domain.parse().unwrap(),
            registry: Record::read(FIRST.as_bytes()).unwrap(),
            reply_to: Some("desk@coalition.example".parse().unwrap()),
        };
        Invitation::new(invited).unwrap()
    }

    #[test]
    fn an_invitation_comes_through_mail_and_every_change_is_refused_or_says_something_else() {
        let one = invitation("casa.example", "Casa \"@KEY@\" ñ");
        let text = one.to_text().unwrap();
        assert_eq!(Invitation::from_text(text.replace('\n', "\r\n> ").as_bytes()), Ok(one.clone()));
        for at in text.find("-----BEGIN").unwrap()..text.len() {
            let mut changed = text.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            assert_ne!(Invitation::from_text(&changed), Ok(one.clone()), "byte {at}");
        }
        let doubled = format!("{text}{text}");
        assert!(Invitation::from_text(doubled.as_bytes()).is_err());
    }

    #[test]
    fn the_file_without_a_key_becomes_the_record_with_one() {
        let one = invitation("casa.example", "Casa");
        let key = PrivateKey::from_seed(&[7; 32]).public();
        let template = String::from_utf8(one.enrolment_without_key().unwrap()).unwrap();
        assert_eq!(template.matches(KEY_PLACE).count(), 1);
        let filled = template.replace(KEY_PLACE, &key.to_string());
        let record = Record::new(&Body::Organisation(one.enrolment(key))).unwrap();
        assert_eq!(filled.into_bytes(), record.bytes());
    }

    #[test]
    fn a_domain_below_the_registrys_own_is_lent() {
        assert!(invitation("casa.coalition.example", "Casa").is_lent());
        for domain in ["casa.example", "coalition.example", "uncoalition.example"] {
            assert!(!invitation(domain, "Casa").is_lent(), "{domain}");
        }
    }
}
