//! Records: what is signed and hashed.
//!
//! A record is one canonical JSON object; its SHA-256 is its name everywhere.
//! There are twelve kinds, a closed list; each has a `type` member, which is also the SSHSIG namespace,
//! so that a signature over one kind fits no other.
//! Bytes become a [`Record`] through one door, [`Record::read`]; a value that this program makes goes through
//! the same door ([`Record::new`]).
//!
//! ```
//! use countersign_core::record::{Kind, Record};
//! let bytes = br#"{"key":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea","reason":"the laptop was seized","type":"countersign/revocation/v1"}"#;
//! let record = Record::read(bytes.to_vec())?;
//! assert_eq!(record.kind(), Kind::Revocation);
//! assert_eq!(record.hash().short(), "18690c26");
//! # Ok::<(), countersign_core::record::RecordError>(())
//! ```

pub mod confirmation;
pub mod endorsement;
pub mod entry;
pub mod extension;
pub mod line;
pub mod listing;
pub mod organisation;
pub mod publication;
pub mod registry;
pub mod retraction;
pub mod revocation;
pub mod signatories;
pub mod signature;
pub mod statement;
pub mod translation;
pub mod url;
pub mod wish;
pub mod withholding;

mod tag;

use std::sync::Arc;

use crate::canonical::{self, CanonicalError};
use crate::digest::Hash;
use crate::name::{StatementId, VersionId};
use signatories::SignatoriesReference;

pub use confirmation::Confirmation;
pub use endorsement::Endorsement;
pub use extension::Extension;
pub use listing::Listing;
pub use organisation::Organisation;
pub use publication::Publication;
pub use registry::Registry;
pub use retraction::Retraction;
pub use revocation::Revocation;
pub use signatories::Signatories;
pub use statement::Statement;
pub use translation::Translation;
pub use withholding::Withholding;

/// Longest record, in bytes: room for the longest withholding with words of reasons, small enough to hold many at once.
pub const RECORD_BYTES_MAX: usize = 256 * 1024;

/// The kinds of record, in the order in which they are logged where one commit brings several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The registry's own authority.
    Registry,
    /// An organisation's keys.
    Organisation,
    /// A key that ends itself.
    Revocation,
    /// Evidence that keys are an organisation's.
    Confirmation,
    /// A frozen text.
    Statement,
    /// An organisation endorses, declines or withdraws.
    Endorsement,
    /// Maintainers make a version official.
    Publication,
    /// Maintainers take endorsements out of sight.
    Withholding,
    /// Maintainers take a version back.
    Retraction,
    /// A version's words in another language.
    Translation,
    /// The names that an organisation is listed under.
    Listing,
    /// What no rule reads.
    Extension,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Registry,
        Self::Organisation,
        Self::Revocation,
        Self::Confirmation,
        Self::Statement,
        Self::Endorsement,
        Self::Publication,
        Self::Withholding,
        Self::Retraction,
        Self::Translation,
        Self::Listing,
        Self::Extension,
    ];

    /// The word for this kind in log entries and messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Registry => "registry",
            Self::Organisation => "organisation",
            Self::Revocation => "revocation",
            Self::Confirmation => "confirmation",
            Self::Statement => "statement",
            Self::Endorsement => "endorsement",
            Self::Publication => "publication",
            Self::Withholding => "withholding",
            Self::Listing => "listing",
            Self::Retraction => "retraction",
            Self::Translation => "translation",
            Self::Extension => "extension",
        }
    }

    /// The `type` member, which is also the SSHSIG namespace.
    #[must_use]
    pub const fn type_name(self) -> &'static str {
        match self {
            Self::Registry => "countersign/registry/v1",
            Self::Organisation => "countersign/organisation/v1",
            Self::Revocation => "countersign/revocation/v1",
            Self::Confirmation => "countersign/confirmation/v1",
            Self::Statement => "countersign/statement/v1",
            Self::Endorsement => "countersign/endorsement/v1",
            Self::Publication => "countersign/publication/v1",
            Self::Withholding => "countersign/withholding/v1",
            Self::Listing => "countersign/listing/v1",
            Self::Retraction => "countersign/retraction/v1",
            Self::Translation => "countersign/translation/v1",
            Self::Extension => "countersign/extension/v1",
        }
    }

    /// The kind with this `type` member.
    #[must_use]
    pub(crate) fn of_type(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.type_name() == text)
    }

    /// The kind with this word.
    #[must_use]
    pub fn of_name(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == text)
    }
}

/// Why bytes are not a record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// No `type` member of ours.
    #[error("not a record of a registry: no member \"type\" that starts with countersign/")]
    NoType,
    /// A record with white space between its parts.
    #[error(
        "a record has one spelling, without white space between its parts: an editor or a formatter changed it"
    )]
    Reformatted,
    /// A kind or format that this version of the program does not know.
    #[error("a record of type {0:?}, which this version of the program does not know")]
    UnknownType(String),
    /// Not the canonical JSON of its kind.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    /// Well-formed, but says something that no record may say.
    #[error("{member}: {why}")]
    Flaw {
        /// The member that is at fault.
        member: &'static str,
        /// What is wrong with it.
        why: String,
    },
}

/// The member at fault and what is wrong with it.
pub(crate) fn flaw(member: &'static str, why: impl Into<String>) -> RecordError {
    RecordError::Flaw { member, why: why.into() }
}

/// What a record says, by kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// See [`Registry`].
    Registry(Box<Registry>),
    /// See [`Organisation`].
    Organisation(Organisation),
    /// See [`Revocation`].
    Revocation(Revocation),
    /// See [`Confirmation`].
    Confirmation(Confirmation),
    /// See [`Statement`].
    Statement(Arc<Statement>),
    /// See [`Endorsement`].
    Endorsement(Arc<Endorsement>),
    /// See [`Publication`].
    Publication(Publication),
    /// See [`Withholding`].
    Withholding(Withholding),
    /// See [`Retraction`].
    Retraction(Retraction),
    /// See [`Translation`].
    Translation(Translation),
    /// See [`Listing`].
    Listing(Listing),
    /// See [`Extension`].
    Extension(Extension),
}

/// A record that was read strictly: what its bytes say, and their hash.
///
/// The bytes themselves are not kept: there is only one spelling, and [`Record::bytes`] writes it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    hash: Hash,
    body: Body,
    names: Option<Arc<Signatories>>,
}

impl Record {
    /// Reads a record of any kind.
    ///
    /// # Errors
    /// Where the bytes are not the one canonical spelling of a valid record of a known type.
    pub fn read(bytes: impl AsRef<[u8]>) -> Result<Self, RecordError> {
        let bytes = bytes.as_ref();
        let body = Body::read(type_hint(bytes)?, bytes)?;
        Ok(Self { hash: Hash::of(bytes), body, names: None })
    }

    /// Makes a record of a value, by the same rules as reading it.
    ///
    /// # Errors
    /// Where the value says something that no record may say.
    pub fn new(body: &Body) -> Result<Self, RecordError> {
        Self::read(body.encode()?)
    }

    /// The canonical bytes, as they lie in the file.
    #[must_use]
    #[expect(clippy::expect_used, reason = "what was read was compared with exactly these")]
    pub fn bytes(&self) -> Vec<u8> {
        self.body.encode().expect("it was written when it was read")
    }

    /// The same with the names that lie beside it, where it binds these bytes.
    ///
    /// # Errors
    /// Where it binds no names or others, or the bytes that it binds are no file of names.
    pub fn with_names(mut self, bytes: &[u8]) -> Result<Self, RecordError> {
        let bound = self.binds_names();
        if bound.is_none_or(|bound| bound.sha256 != Hash::of(bytes)) {
            return Err(flaw("signatories", "want the file that the record binds"));
        }
        self.names = Some(Arc::new(Signatories::read(bytes)?));
        Ok(self)
    }

    /// What it binds under its text, where names stand there.
    #[must_use]
    pub fn binds_names(&self) -> Option<SignatoriesReference> {
        match &self.body {
            Body::Statement(body) => body.signatories,
            _ => None,
        }
    }

    /// The names under its text, where they were read with it.
    #[must_use]
    pub const fn names(&self) -> Option<&Arc<Signatories>> {
        self.names.as_ref()
    }

    /// SHA-256 of the bytes.
    #[must_use]
    pub const fn hash(&self) -> Hash {
        self.hash
    }

    /// What it says.
    #[must_use]
    pub const fn body(&self) -> &Body {
        &self.body
    }

    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self.body {
            Body::Registry(_) => Kind::Registry,
            Body::Organisation(_) => Kind::Organisation,
            Body::Revocation(_) => Kind::Revocation,
            Body::Confirmation(_) => Kind::Confirmation,
            Body::Statement(_) => Kind::Statement,
            Body::Endorsement(_) => Kind::Endorsement,
            Body::Publication(_) => Kind::Publication,
            Body::Withholding(_) => Kind::Withholding,
            Body::Listing(_) => Kind::Listing,
            Body::Retraction(_) => Kind::Retraction,
            Body::Translation(_) => Kind::Translation,
            Body::Extension(_) => Kind::Extension,
        }
    }

    /// The registry it belongs to; absent in the registry's first record and in revocations.
    #[must_use]
    pub fn registry(&self) -> Option<Hash> {
        match &self.body {
            Body::Registry(body) => body.registry,
            Body::Revocation(_) => None,
            Body::Organisation(body) => Some(body.registry),
            Body::Confirmation(body) => Some(body.registry),
            Body::Statement(body) => Some(body.registry),
            Body::Endorsement(body) => Some(body.registry),
            Body::Publication(body) => Some(body.registry),
            Body::Withholding(body) => Some(body.registry),
            Body::Listing(body) => Some(body.registry),
            Body::Retraction(body) => Some(body.registry),
            Body::Translation(body) => Some(body.registry),
            Body::Extension(body) => body.registry(),
        }
    }

    /// The record before it in its chain.
    #[must_use]
    pub fn previous(&self) -> Option<Hash> {
        match &self.body {
            Body::Registry(body) => body.previous,
            Body::Organisation(body) => body.previous,
            Body::Confirmation(body) => body.previous,
            Body::Statement(body) => body.previous,
            Body::Endorsement(body) => body.previous,
            Body::Withholding(body) => body.previous,
            Body::Translation(body) => body.previous,
            Body::Listing(body) => body.previous,
            Body::Revocation(_)
            | Body::Publication(_)
            | Body::Retraction(_)
            | Body::Extension(_) => None,
        }
    }

    /// The version it speaks of, where it speaks of one.
    #[must_use]
    pub fn version(&self) -> Option<VersionId> {
        let (statement, version): (&StatementId, u64) = match &self.body {
            Body::Statement(body) => (&body.id, body.version),
            Body::Endorsement(body) => (&body.statement, body.version),
            Body::Publication(body) => (&body.statement, body.version),
            Body::Withholding(body) => (&body.statement, body.version),
            Body::Retraction(body) => (&body.statement, body.version),
            Body::Translation(body) => (&body.statement, body.version),
            _ => return None,
        };
        Some(statement.at(version))
    }
}

impl Body {
    fn read(kind: Kind, bytes: &[u8]) -> Result<Self, RecordError> {
        const MAX: usize = RECORD_BYTES_MAX;
        Ok(match kind {
            Kind::Registry => {
                Self::Registry(Box::new(canonical::decode::<Registry>(bytes, MAX)?.validate()?))
            }
            Kind::Organisation => {
                Self::Organisation(canonical::decode::<Organisation>(bytes, MAX)?.validate()?)
            }
            Kind::Revocation => Self::Revocation(canonical::decode(bytes, MAX)?),
            Kind::Confirmation => {
                Self::Confirmation(canonical::decode::<Confirmation>(bytes, MAX)?.validate()?)
            }
            Kind::Statement => {
                Self::Statement(Arc::new(canonical::decode::<Statement>(bytes, MAX)?.validate()?))
            }
            Kind::Endorsement => Self::Endorsement(Arc::new(
                canonical::decode::<Endorsement>(bytes, MAX)?.validate()?,
            )),
            Kind::Publication => {
                Self::Publication(canonical::decode::<Publication>(bytes, MAX)?.validate()?)
            }
            Kind::Withholding => {
                Self::Withholding(canonical::decode::<Withholding>(bytes, MAX)?.validate()?)
            }
            Kind::Listing => Self::Listing(canonical::decode::<Listing>(bytes, MAX)?.validate()?),
            Kind::Retraction => {
                Self::Retraction(canonical::decode::<Retraction>(bytes, MAX)?.validate()?)
            }
            Kind::Translation => {
                Self::Translation(canonical::decode::<Translation>(bytes, MAX)?.validate()?)
            }
            Kind::Extension => {
                Self::Extension(canonical::decode::<Extension>(bytes, MAX)?.validate()?)
            }
        })
    }

    fn encode(&self) -> Result<Vec<u8>, CanonicalError> {
        match self {
            Self::Registry(body) => canonical::encode(body),
            Self::Organisation(body) => canonical::encode(body),
            Self::Revocation(body) => canonical::encode(body),
            Self::Confirmation(body) => canonical::encode(body),
            Self::Statement(body) => canonical::encode(&**body),
            Self::Endorsement(body) => canonical::encode(&**body),
            Self::Publication(body) => canonical::encode(body),
            Self::Withholding(body) => canonical::encode(body),
            Self::Listing(body) => canonical::encode(body),
            Self::Retraction(body) => canonical::encode(body),
            Self::Translation(body) => canonical::encode(body),
            Self::Extension(body) => canonical::encode(body),
        }
    }
}

/// The kind that the bytes claim to be, found without parsing: it only picks the type that then decides.
fn type_hint(bytes: &[u8]) -> Result<Kind, RecordError> {
    const MARK: &[u8] = b"\"type\":\"countersign/";
    const TYPE_BYTES_MAX: usize = 80;
    if bytes.len() > RECORD_BYTES_MAX {
        return Err(CanonicalError::TooLarge { got: bytes.len(), max: RECORD_BYTES_MAX }.into());
    }
    // Only the last member of this name can be the record's own: the objects inside have none.
    let at = bytes.windows(MARK.len()).rposition(|window| window == MARK);
    let at = at.ok_or_else(|| {
        let close = bytes.iter().copied().filter(|byte| !byte.is_ascii_whitespace());
        let is_spread = close.collect::<Vec<u8>>().windows(MARK.len()).any(|window| window == MARK);
        if is_spread { RecordError::Reformatted } else { RecordError::NoType }
    })?;
    let rest = bytes.get(at + "\"type\":\"".len()..).unwrap_or_default();
    let name = rest.get(..TYPE_BYTES_MAX).unwrap_or(rest).split(|byte| *byte == b'"').next();
    let name = String::from_utf8_lossy(name.unwrap_or_default());
    Kind::of_type(&name).ok_or_else(|| RecordError::UnknownType(name.into_owned()))
}

/// Whether a list is sorted by `key` without repetition: the one order a set may be written in.
pub(crate) fn is_strictly_sorted<T, K: Ord>(list: &[T], key: impl Fn(&T) -> K) -> bool {
    list.windows(2).all(|pair| match pair {
        [first, second] => key(first) < key(second),
        _ => true,
    })
}
