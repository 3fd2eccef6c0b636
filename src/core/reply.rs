//! Replies: one small text that carries a record and the signatures over it from one machine to another.
//!
//! ```text
//! countersign reply: the key SHA256:… ends itself
//!
//! -----BEGIN COUNTERSIGN REPLY-----
//! eyJyZWNvcmQiOiJ7XCJrZXlcIjpc…
//! -----END COUNTERSIGN REPLY-----
//! ```
//!
//! In the [envelope](crate::envelope) is canonical JSON: the record as it will lie in the registry, and the signature
//! files beside it. What mail programs do to the text does nothing to it; what is inside has one spelling as everywhere.
//!
//! ```
//! use countersign_core::key::PrivateKey;
//! use countersign_core::record::signature::VerifiedSignature;
//! use countersign_core::record::{Body, Record, Revocation};
//! use countersign_core::reply::Reply;
//! let key = PrivateKey::from_seed(&[1; 32]);
//! let body = Revocation { key: key.public(), reason: "lost".parse()?, tag: Default::default() };
//! let record = Record::new(&Body::Revocation(body))?;
//! let signature = key.sign("countersign/revocation/v1", &record.hash());
//! let verified = VerifiedSignature::check(&record, signature.to_armor().as_bytes())?;
//! let reply = Reply::new(record, vec![(signature, verified)])?;
//! let text = reply.to_text("the key is lost");
//! let mailed = text.replace('\n', "\r\n> ");
//! assert_eq!(Reply::from_text(mailed.as_bytes())?, reply);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use serde::{Deserialize, Serialize};

use crate::canonical::{self, CanonicalError};
use crate::envelope::{Envelope, EnvelopeError};
use crate::key::sshsig::{SshSignature, SshsigError};
use crate::record::entry::SIGNATURES_MAX;
use crate::record::signature::{Unfit, VerifiedSignature};
use crate::record::{RECORD_BYTES_MAX, Record, RecordError};

/// Largest text that is read, in bytes: the largest record and its signatures in base64, and a long mail around it.
pub const REPLY_BYTES_MAX: usize = 1 << 20;

/// How it travels.
pub const ENVELOPE: Envelope = Envelope { name: "REPLY", text_bytes_max: REPLY_BYTES_MAX };

const TYPE: &str = "countersign/reply/v1";
/// Most bytes between the marks, decoded.
const CONTENT_BYTES_MAX: usize = 2 * RECORD_BYTES_MAX + SIGNATURES_MAX * 2048;

/// A record and signatures that fit it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    record: Record,
    signatures: Vec<(SshSignature, VerifiedSignature)>,
}

/// Why a text is no reply.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReplyError {
    /// Not an envelope with a reply.
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    /// Not the JSON of a reply.
    #[error("what stands between the marks is no reply: {0}")]
    Json(#[from] CanonicalError),
    /// Not a record.
    #[error("the record in it: {0}")]
    Record(#[from] RecordError),
    /// Not a signature file in its one spelling.
    #[error("a signature in it: {0}")]
    Signature(#[from] SshsigError),
    /// A signature over something else.
    #[error("a signature in it: {0}")]
    Unfit(#[from] Unfit),
    /// No signature, too many, doubled or out of order.
    #[error("want 1 to {SIGNATURES_MAX} signatures, sorted, each once, got {0}")]
    Signatures(usize),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    record: String,
    signatures: Vec<String>,
    #[serde(rename = "type")]
    kind: String,
}

impl Reply {
    /// A reply with these signatures, in the order in which they are written.
    ///
    /// # Errors
    /// Where there is no signature, or more than a record may have, or one stands twice.
    pub fn new(
        record: Record,
        mut signatures: Vec<(SshSignature, VerifiedSignature)>,
    ) -> Result<Self, ReplyError> {
        signatures.sort_by_key(|(signature, _)| signature.to_armor());
        let is_sorted =
            signatures.is_sorted_by(|(left, _), (right, _)| left.to_armor() < right.to_armor());
        if signatures.is_empty() || signatures.len() > SIGNATURES_MAX || !is_sorted {
            return Err(ReplyError::Signatures(signatures.len()));
        }
        Ok(Self { record, signatures })
    }

    /// What is signed.
    #[must_use]
    pub const fn record(&self) -> &Record {
        &self.record
    }

    /// The signatures, which fit.
    #[must_use]
    pub fn signatures(&self) -> &[(SshSignature, VerifiedSignature)] {
        &self.signatures
    }

    /// The record and its signatures.
    #[must_use]
    pub fn into_parts(self) -> (Record, Vec<(SshSignature, VerifiedSignature)>) {
        (self.record, self.signatures)
    }

    /// The text to be sent; `words` say to people what it is.
    #[must_use]
    #[expect(clippy::expect_used, reason = "JSON refuses no words")]
    pub fn to_text(&self, words: &str) -> String {
        let content = Content {
            record: String::from_utf8_lossy(&self.record.bytes()).into_owned(),
            signatures: self.signatures.iter().map(|(one, _)| one.to_armor()).collect(),
            kind: TYPE.to_owned(),
        };
        let bytes = canonical::encode(&content).expect("its members are words");
        ENVELOPE.seal(words, &bytes)
    }

    /// Reads a text as it came by mail.
    ///
    /// # Errors
    /// Where it holds no reply, more than one, or one that was changed.
    pub fn from_text(text: &[u8]) -> Result<Self, ReplyError> {
        let bytes = ENVELOPE.open(text)?;
        let content: Content = canonical::decode(&bytes, CONTENT_BYTES_MAX)?;
        if content.kind != TYPE {
            let why = format!("want the type {TYPE}");
            return Err(ReplyError::Json(CanonicalError::Shape(why)));
        }
        let record = Record::read(content.record.into_bytes())?;
        let count = content.signatures.len();
        if count > SIGNATURES_MAX || !content.signatures.is_sorted_by(|left, right| left < right) {
            return Err(ReplyError::Signatures(count));
        }
        let mut signatures = Vec::with_capacity(count);
        for armor in &content.signatures {
            let signature = SshSignature::parse(armor.as_bytes())?;
            signatures.push((signature, VerifiedSignature::check(&record, armor.as_bytes())?));
        }
        Self::new(record, signatures)
    }
}
