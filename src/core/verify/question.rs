//! What a reader asks, and what the reader knows already.

use super::finding::Finding;
use super::unseen::NotChecked;
use crate::digest::Hash;
use crate::key::PublicKey;
use crate::ledger::State;
use crate::name::{Domain, Language, StatementId, VersionId};
use crate::policy::Policy;
use crate::receipt::Receipt;
use crate::time::Timestamp;
use crate::words::Words;

/// What a reader asks about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// The whole registry.
    Registry,
    /// The current version of a statement.
    Statement(StatementId),
    /// One version.
    Version(VersionId),
}

/// How many endorsements a reader requires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Require {
    /// At least so many.
    Count(u64),
    /// Everybody who is named.
    All,
}

/// What the reader already knows about the registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expect {
    /// Its fingerprint.
    Registry(Hash),
    /// Its fingerprint in words.
    Words(Words),
    /// A size that its log had, and the root at that size.
    Checkpoint(u64, Hash),
}

/// A question to a registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// About what.
    pub subject: Subject,
    /// The language of the one text that is asked about, of a version; none: all its texts.
    pub text: Option<Language>,
    /// How many endorsements are required.
    pub require: Option<Require>,
    /// Whether anything noted or not checked is a caveat.
    pub strict: bool,
    /// What is known already.
    pub expect: Option<Expect>,
    /// Keys that the reader confirmed, and how.
    pub pins: Vec<Pin>,
    /// What the reader's clock says, where there is one.
    pub now: Option<Timestamp>,
    /// How new the newest word of a witness must be.
    pub fresh: Option<Fresh>,
    /// Who must have cosigned, whatever the registry asks for.
    pub policy: Option<Policy>,
    /// A receipt that the reader has.
    pub receipt: Option<Shown>,
    /// What the caller found beside, such as that the reader saw more before.
    pub beside: Vec<Finding>,
    /// What the state that is asked about is called where it comes from, such as a commit.
    pub commit: Option<String>,
    /// What the caller could not look at.
    pub not_checked: Vec<NotChecked>,
}

impl Question {
    /// A plain question about something.
    #[must_use]
    pub const fn about(subject: Subject) -> Self {
        Self {
            subject,
            text: None,
            require: None,
            strict: false,
            expect: None,
            pins: Vec::new(),
            now: None,
            fresh: None,
            policy: None,
            receipt: None,
            beside: Vec::new(),
            commit: None,
            not_checked: Vec::new(),
        }
    }

    /// A plain question about the text of a version in one language.
    #[must_use]
    pub fn about_text(version: VersionId, language: Language) -> Self {
        Self { text: Some(language), ..Self::about(Subject::Version(version)) }
    }

    /// Whether it is about a version.
    pub(super) fn wants(&self, id: &VersionId, state: &State) -> bool {
        match &self.subject {
            Subject::Registry => true,
            Subject::Version(version) => id == version,
            Subject::Statement(statement) => {
                let current = state.current(statement).map(|version| version.statement.version);
                id.statement == *statement && Some(id.version) == current
            }
        }
    }

    /// Whether it is about less than everything, so that what there is to say about it is a caveat.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        self.subject != Subject::Registry
    }
}

/// A receipt that is compared with the registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The name of its file.
    pub file: String,
    /// The receipt.
    pub receipt: Receipt,
    /// Who the reader is, where that is known: an entry does not say whose act it is.
    pub organisation: Option<Domain>,
}

/// How old a witness's word may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fresh {
    /// The present time.
    pub now: Timestamp,
    /// The greatest age, in seconds.
    pub seconds: i64,
}

/// A key that the reader knows to be an organisation's, whatever the registry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// Whose.
    pub organisation: Domain,
    /// The key; none where only its fingerprint is known, and no key of the organisation's here has that.
    pub key: Option<PublicKey>,
    /// How the reader knows.
    pub how: KnownBy,
    /// When the reader confirmed it, where that was noted.
    pub at: Option<Timestamp>,
}

/// How a reader knows a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KnownBy {
    /// It was confirmed before, as the reader then put it.
    Confirmed(String),
    /// It was named with the question.
    Named,
}
