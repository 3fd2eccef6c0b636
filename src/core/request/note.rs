//! What the maintainers keep of a request: the exact bytes that they asked to be signed, until when, in which language
//! and at which address.
//!
//! It lies outside of every repository, in a file that is named by its own hash, so that the notes of several
//! maintainers are joined by taking all of them.
//! It is no record: nobody signs it, and no verdict reads it.
//!
//! ```
//! use countersign_core::request::note::Note;
//! assert!(Note::read(b"{\"answers\":[],\"type\":\"countersign/asked/v1\"}").is_err());
//! ```

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::RequestError;
use crate::canonical::{self, CanonicalError};
use crate::name::{Domain, Language, VersionId};
use crate::record::line::Line;
use crate::record::{Body, Endorsement, Record, RecordError};
use crate::time::Timestamp;

/// Largest note, in bytes: two acts with the longest reservations, with room to spare.
pub const NOTE_BYTES_MAX: usize = 64 * 1024;
/// Most answers in one note: to endorse, to decline, to withdraw.
pub const ANSWERS_MAX: usize = 3;

const TYPE: &str = "countersign/asked/v1";

/// One organisation was asked about one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    address: Option<Line>,
    answers: Vec<Record>,
    deadline: Option<Timestamp>,
    language: Option<Language>,
    first: Arc<Endorsement>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    address: Option<Line>,
    answers: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    deadline: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<Language>,
    #[serde(rename = "type")]
    kind: String,
}

impl Note {
    /// A note about these answers, all by one organisation about one version at one time.
    ///
    /// # Errors
    /// Where there are none or too many, or they are not that.
    pub fn new(deadline: Option<Timestamp>, answers: Vec<Record>) -> Result<Self, RequestError> {
        let apart = |why| RequestError::Apart { member: "answers", why };
        if answers.len() > ANSWERS_MAX {
            return Err(apart("there are too many"));
        }
        let Some(Body::Endorsement(first)) = answers.first().map(Record::body) else {
            return Err(apart("there is none, or it is no act"));
        };
        let first = first.clone();
        let belongs = |record: &Record| match record.body() {
            Body::Endorsement(body) => {
                body.organisation == first.organisation
                    && body.record == first.record
                    && body.registry == first.registry
                    && body.made_at == first.made_at
                    && record.version() == answers.first().and_then(Record::version)
            }
            _ => false,
        };
        if !answers.iter().all(belongs) {
            return Err(apart("they are not by one organisation about one version"));
        }
        Ok(Self { address: None, answers, deadline, language: None, first })
    }

    /// The same note, with where the request went and in which language.
    #[must_use]
    pub fn sent(self, address: Option<Line>, language: Option<Language>) -> Self {
        Self { address, language, ..self }
    }

    /// The note in a file.
    ///
    /// # Errors
    /// Where it is none, or not in its one spelling.
    pub fn read(bytes: &[u8]) -> Result<Self, RequestError> {
        let content: Content = canonical::decode(bytes, NOTE_BYTES_MAX)?;
        if content.kind != TYPE {
            return Err(CanonicalError::Shape(format!("want the type {TYPE}")).into());
        }
        if content.answers.len() > ANSWERS_MAX {
            return Err(RequestError::Apart { member: "answers", why: "there are too many" });
        }
        let record = |text: String| Record::read(text.into_bytes());
        let answers: Result<Vec<Record>, RecordError> =
            content.answers.into_iter().map(record).collect();
        let answers = answers.map_err(|error| RequestError::Record { member: "answers", error })?;
        Ok(Self::new(content.deadline, answers)?.sent(content.address, content.language))
    }

    /// The file.
    ///
    /// # Errors
    /// Where it cannot be written as JSON.
    pub fn bytes(&self) -> Result<Vec<u8>, RequestError> {
        let text = |record: &Record| String::from_utf8_lossy(&record.bytes()).into_owned();
        Ok(canonical::encode(&Content {
            address: self.address.clone(),
            answers: self.answers.iter().map(text).collect(),
            deadline: self.deadline,
            language: self.language.clone(),
            kind: TYPE.to_owned(),
        })?)
    }

    /// Until when an answer is hoped for.
    #[must_use]
    pub const fn deadline(&self) -> Option<Timestamp> {
        self.deadline
    }

    /// Where the request went.
    #[must_use]
    pub const fn address(&self) -> Option<&Line> {
        self.address.as_ref()
    }

    /// The language of the words around it.
    #[must_use]
    pub const fn language(&self) -> Option<&Language> {
        self.language.as_ref()
    }

    /// What could be signed.
    #[must_use]
    pub fn answers(&self) -> &[Record] {
        &self.answers
    }

    /// Who was asked.
    #[must_use]
    pub fn organisation(&self) -> &Domain {
        &self.first.organisation
    }

    /// When.
    #[must_use]
    pub fn asked_at(&self) -> Timestamp {
        self.first.made_at
    }

    /// About which text: the hash of its record.
    #[must_use]
    pub fn text(&self) -> crate::digest::Hash {
        self.first.record
    }

    /// About which version.
    #[must_use]
    pub fn version_id(&self) -> VersionId {
        self.first.statement.at(self.first.version)
    }
}
