//! Findings about what waits to be logged: it is told, and counts for nothing yet.

use crate::name::{Domain, Label, Language, VersionId};

/// What waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PendingFinding {
    /// A revocation of a key.
    Revocation {
        /// Whose.
        organisation: Domain,
        /// Which.
        label: Label,
    },
    /// That a key was in other hands.
    Compromised {
        /// Whose.
        organisation: Domain,
    },
    /// Other keys.
    Keys {
        /// Whose.
        organisation: Domain,
        /// The number of the record.
        number: u64,
    },
    /// A confirmation of keys.
    Confirmation {
        /// Whose.
        organisation: Domain,
    },
    /// Other names of an organisation.
    Listing {
        /// Of which.
        organisation: Domain,
    },
    /// Another authority of the registry, with its number.
    Authority {
        /// The number of the record.
        number: u64,
    },
    /// A withholding.
    Withholding,
    /// What no rule reads.
    Extension,
    /// A translation.
    Translation {
        /// Of which version.
        version: VersionId,
        /// Into which language.
        language: Language,
    },
    /// That the maintainers take a version back.
    Retraction {
        /// Which.
        version: VersionId,
    },
}

impl PendingFinding {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Revocation { .. } | Self::Compromised { .. } | Self::Retraction { .. } => {
                "pending-bad-news"
            }
            Self::Keys { .. }
            | Self::Confirmation { .. }
            | Self::Authority { .. }
            | Self::Translation { .. }
            | Self::Listing { .. }
            | Self::Extension
            | Self::Withholding => "pending",
        }
    }
}
