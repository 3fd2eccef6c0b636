//! Findings about what a bundle carries.

use crate::chain_map::MapError;
use crate::merkle::ProofError;
use crate::name::VersionId;
use crate::time::Timestamp;

/// What there is to say about a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BundleFinding {
    /// A record that no entry in it names.
    Record,
    /// A heads entry that is not the last one.
    Heads {
        /// Which entry.
        at: u64,
    },
    /// An organisation or a chain that has nothing to do with the version.
    Stranger {
        /// Its name.
        name: String,
        /// The version.
        version: VersionId,
    },
    /// Records about another version.
    Other {
        /// Which.
        version: VersionId,
    },
    /// Its entries are not of the log with its checkpoint.
    Proof(ProofError),
    /// It does not carry all that the log had of a chain.
    LeftOut {
        /// Which.
        chain: CarriedChain,
        /// How that is known.
        error: MapError,
    },
    /// Nothing shows whether it carries all that the log had of any chain.
    Open,
    /// Nothing shows whether it carries all that the log had of these.
    OpenIn(Vec<CarriedChain>),
    /// Its recipe is not the one that follows from it.
    Recipe,
    /// Its version is not published.
    Draft {
        /// Until when it is not to be, as those ask who made the bundle.
        embargo: Option<Timestamp>,
        /// When the bundle was made, as they say.
        made_at: Timestamp,
    },
}

/// A chain that a bundle is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CarriedChain {
    /// The registry's authority.
    Root,
    /// The keys of an organisation, by its name.
    Keys(String),
    /// The versions of a statement, by its name.
    Statement(String),
    /// What belongs to a version, by its name.
    Version(String),
}

impl BundleFinding {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Record | Self::Heads { .. } | Self::Stranger { .. } | Self::Other { .. } => {
                "bundle-extra"
            }
            Self::Proof(_) => "bundle-proof",
            Self::LeftOut { .. } => "bundle-left-out",
            Self::Open | Self::OpenIn(_) => "bundle-open",
            Self::Recipe => "bundle-recipe",
            Self::Draft { .. } => "bundle-draft",
        }
    }
}
