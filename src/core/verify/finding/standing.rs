//! Findings about versions, and about organisations and their keys.

use crate::name::{Domain, Language, VersionId};
use crate::record::endorsement::Act;
use crate::record::line::Line;
use crate::verify::evidence::DoubtLine;
use crate::verify::report::Lost;

/// What there is to say about a version or an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StandingFinding {
    /// The maintainers took it back.
    Retracted {
        /// Which version.
        version: VersionId,
        /// Why, as they say.
        reason: Line,
        /// What is to be read instead, as they say.
        replaced_by: Option<VersionId>,
    },
    /// The title of a translation changed after somebody had endorsed its words.
    Retitled {
        /// Which version.
        version: VersionId,
        /// The language.
        language: Language,
        /// The title that whoever endorsed them saw.
        before: Line,
        /// The title now.
        now: Line,
    },
    /// A newer version replaced it.
    Superseded(VersionId),
    /// It records what was printed elsewhere.
    Historical(VersionId),
    /// It is not in the log.
    Proposed(VersionId),
    /// Organisations have withdrawn their endorsements of it.
    Withdrawn {
        /// Of which version.
        version: VersionId,
        /// How many.
        count: usize,
    },
    /// The maintainers do not show some acts on it, which may be by an organisation that is shown.
    ActsWithheld {
        /// On which version.
        version: VersionId,
        /// How many organisations made them, as the maintainers claim.
        count: u64,
    },
    /// The maintainers took a file of it down, which is not here.
    TakenDown {
        /// Of which version.
        version: VersionId,
        /// Why, as they say.
        reason: Line,
    },
    /// Fewer endorse it than must.
    TooFew {
        /// Which version.
        version: VersionId,
        /// How many are missing.
        lack: Lack,
    },
    /// An act is not to be relied on, or does not count.
    Doubted {
        /// By whom, as it is printed.
        name: String,
        /// On which version.
        version: VersionId,
        /// Why.
        doubt: DoubtLine,
    },
    /// An endorsement in another capacity, which is not counted.
    Capacity {
        /// By whom, as it is printed.
        name: String,
        /// Of which version.
        version: VersionId,
    },
    /// An organisation's keys signed another name than the one that it is printed or listed under.
    ListedAs {
        /// Which organisation.
        organisation: Domain,
        /// The name that its keys signed.
        name: String,
        /// The name that the maintainers give it.
        listed_as: String,
        /// On which version.
        version: VersionId,
    },
    /// An endorsement of some texts of a version, and not of the others.
    SomeTexts {
        /// By whom.
        name: String,
        /// Of which version.
        version: VersionId,
        /// The languages of the texts that it endorses.
        texts: Vec<Language>,
    },
    /// An endorsement has no more what the one before it had.
    Lost {
        /// By whom.
        name: String,
        /// Of which version.
        version: VersionId,
        /// What.
        lost: Lost,
    },
    /// A later act does not end an endorsement, since only the maintainers chose its keys.
    SetAside {
        /// By whom, as it is printed.
        name: String,
        /// On which version.
        version: VersionId,
        /// The later act.
        act: Act,
    },
    /// A condition that held when it was judged does not hold any more.
    Condition {
        /// Whose, as it is printed.
        name: String,
        /// On which version.
        version: VersionId,
        /// How many had to endorse it together.
        want: u64,
        /// How many do now.
        got: u64,
    },
    /// A withdrawal or a decline waits to be logged.
    LeavePending {
        /// By whom, as it is printed.
        name: String,
        /// What it is.
        act: Act,
    },
    /// An endorsement waits to be logged.
    EndorsementPending {
        /// By whom, as it is printed.
        name: String,
    },
    /// The maintainers replaced the keys of an organisation.
    Recovery {
        /// Of which.
        organisation: Domain,
        /// The entry.
        at: u64,
        /// Whether an earlier key of the organisation stands behind it.
        is_adopted: bool,
    },
    /// So few keys are left that it cannot speak.
    Silent {
        /// Who.
        organisation: Domain,
        /// The threshold.
        want: u64,
        /// How many keys are in force.
        left: usize,
    },
    /// An endorsement on a condition that was met only with acts that are not shown.
    ConditionClaimed {
        /// Whose.
        name: String,
        /// Of which version.
        version: VersionId,
        /// How many had to endorse.
        want: u64,
    },
    /// A version says to be published before something that came before it.
    BackDated(VersionId),
    /// An organisation is retired.
    Retired {
        /// Which.
        organisation: Domain,
        /// Why, as the maintainers put it.
        reason: Line,
        /// The organisation that goes on from it.
        successor: Option<Domain>,
    },
    /// Names of several organisations look alike to a reader.
    LookAlike {
        /// A name of the first of them.
        name: String,
        /// Which organisations.
        organisations: Vec<Domain>,
    },
    /// A name of an organisation has a domain in it that is not its own.
    DomainInName {
        /// Which organisation.
        organisation: Domain,
        /// The name.
        name: String,
    },
    /// Nobody has shown to hold the keys of organisations: these signed neither their enrolment nor anything shown here.
    KeysNotShown {
        /// Which organisations.
        organisations: Vec<Domain>,
    },
    /// A key that the reader knows is none of those of the organisation here.
    UnknownPin {
        /// Of which.
        organisation: Domain,
    },
}

/// How many endorsements are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// Nobody endorses it.
    Nobody,
    /// Fewer than the reader requires.
    Count {
        /// How many there must be.
        want: u64,
        /// How many there are.
        got: u64,
    },
    /// Not all who are named.
    All {
        /// How many are named.
        want: u64,
        /// How many of them endorse.
        got: u64,
    },
}

impl StandingFinding {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Retracted { .. } => "retracted",
            Self::Superseded(_) => "superseded",
            Self::Historical(_) => "historical",
            Self::Proposed(_) | Self::EndorsementPending { .. } => "pending",
            Self::Withdrawn { .. } => "withdrawn",
            Self::ActsWithheld { .. } => "acts-withheld",
            Self::TakenDown { .. } => "taken-down",
            Self::Retitled { .. } => "retitled",
            Self::TooFew { .. } => "too-few",
            Self::Doubted { doubt: DoubtLine::Recovered { .. }, .. } | Self::SetAside { .. } => {
                "recovered"
            }
            Self::Doubted { .. } => "unreliable",
            Self::Capacity { .. } => "capacity",
            Self::ListedAs { .. } => "listed-as",
            Self::SomeTexts { .. } => "some-texts",
            Self::Lost { .. } => "lost-terms",
            Self::Condition { .. } => "condition",
            Self::ConditionClaimed { .. } => "condition-claimed",
            Self::BackDated(_) => "back-dated",
            Self::LeavePending { .. } => "pending-bad-news",
            Self::Recovery { .. } => "recovery",
            Self::Silent { .. } => "silent",
            Self::Retired { .. } => "retired",
            Self::LookAlike { .. } | Self::DomainInName { .. } => "look-alike",
            Self::KeysNotShown { .. } => "keys-not-shown",
            Self::UnknownPin { .. } => "pin-unknown",
        }
    }
}
