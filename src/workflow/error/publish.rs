//! Why a version could not be published.

use crate::draft::StaleWhy;
use crate::publish::Doubts;
use countersign_core::ledger::version::Unmet;
use countersign_core::name::{Domain, VersionId};
use countersign_core::record::RecordError;
use countersign_core::record::entry::EntryError;
use countersign_core::time::Timestamp;

/// Why a version could not be published.
#[derive(Debug)]
pub enum PublishError {
    /// It is published.
    Already(VersionId),
    /// There is no draft of it.
    NoDraft(VersionId),
    /// An organisation whose name is to be withheld signed no endorsement of the draft.
    EndorsesNothing {
        /// The organisation.
        organisation: Domain,
        /// The version.
        id: VersionId,
    },
    /// What an organisation signed on the draft can no longer land, and nobody said to leave it out.
    NotPublishable {
        /// The organisation.
        organisation: Domain,
        /// Why.
        why: StaleWhy,
    },
    /// Readers would take something for said that nobody said, and nobody decided to publish all the same.
    Doubtful(Doubts),
    /// What an organisation signed is dated far ahead of this computer's clock.
    Ahead {
        /// The organisation.
        organisation: Domain,
        /// What it is dated.
        time: Timestamp,
        /// What the clock says.
        now: Timestamp,
    },
    /// A condition of an organisation does not hold.
    Condition {
        /// The organisation.
        organisation: Domain,
        /// Which.
        unmet: Unmet,
    },
    /// The publication breaks a rule.
    Record(RecordError),
    /// A withholding breaks a rule.
    Withholding(RecordError),
    /// An organisation whose name is to be withheld acted more often than one withholding can name.
    ManyActs,
    /// An entry cannot be written.
    Entry(EntryError),
    /// Nothing was put forward.
    NothingForward,
    /// What was published is not there.
    Gone,
}
