//! Findings about what the reader knows or saw before: another registry, another history, an older state.

use crate::digest::Hash;
use crate::name::{Domain, VersionId};
use crate::record::line::Line;
use crate::time::Timestamp;

/// What there is to say to this reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReaderFinding {
    /// The registry has another fingerprint than the reader expects.
    OtherRegistry {
        /// The one that is expected.
        want: Hash,
        /// Its own.
        got: Hash,
    },
    /// The registry has another fingerprint than the words that the reader expects.
    OtherWords {
        /// Its own.
        got: Hash,
    },
    /// The reader expects a fingerprint, and the registry's could not be established.
    NoFingerprint {
        /// The one that is expected, where it was not given in words.
        want: Option<Hash>,
    },
    /// The log had another root at the size for which the reader knows it.
    OtherRoot {
        /// The root that is expected.
        want: Hash,
        /// At which size.
        size: u64,
        /// The root that it had.
        got: Hash,
    },
    /// Nothing shows the root at that size in a bundle.
    RootOfBundle {
        /// The root that is expected.
        want: Hash,
        /// At which size.
        size: u64,
        /// The size at which the bundle shows one.
        here: u64,
    },
    /// Nothing shows the root at that size, since the entries could not be read.
    RootUnread {
        /// The root that is expected.
        want: Hash,
        /// At which size.
        size: u64,
    },
    /// The log has fewer entries than the reader knows of.
    TooShort {
        /// How many there must be.
        size: u64,
    },
    /// The reader's policy accepts other logs only.
    OtherLog,
    /// No witness has said when it saw the head.
    Unwitnessed,
    /// The newest word of a witness is dated in the future, which says nothing about its age.
    Ahead {
        /// When that is.
        time: Timestamp,
    },
    /// The newest word of a witness is older than the reader asks for.
    Stale {
        /// When that was.
        time: Timestamp,
    },
    /// The origin was that of another registry before, and nothing shows which of the two is meant.
    OtherFingerprint {
        /// Since when.
        since: Timestamp,
        /// The fingerprint that was seen.
        before: Hash,
        /// The fingerprint now.
        now: Hash,
    },
    /// The reader compared another registry's fingerprint with one that they had, under the same origin.
    NotMeant {
        /// The fingerprint of that one.
        meant: Hash,
        /// The fingerprint of this one.
        now: Hash,
    },
    /// Another registry with the same origin was seen, and this is the one that the reader means.
    Namesake {
        /// When that one was first seen.
        since: Timestamp,
        /// Its fingerprint.
        before: Hash,
    },
    /// There are fewer entries than were seen.
    RolledBack {
        /// How many were seen.
        seen: u64,
        /// How many are here.
        here: u64,
    },
    /// The entries that were seen had another root.
    OtherHistory {
        /// How many they were.
        size: u64,
        /// Their root then.
        seen: Hash,
        /// Their root now.
        root: Hash,
    },
    /// The entries here are not the first of those that were seen.
    OtherBeginning {
        /// How many are here.
        size: u64,
        /// How many were seen.
        seen: u64,
    },
    /// A bundle knows more than was seen, and nothing shows that it goes on from there.
    NewerUnknown {
        /// How many entries it knows.
        size: u64,
        /// How many were seen.
        seen: u64,
    },
    /// A record claims a time far ahead of the reader's clock: one of the two is wrong.
    AheadOfClock {
        /// What the clock says.
        now: Timestamp,
        /// What the record claims.
        time: Timestamp,
    },
    /// A bundle knows more than the registry that is at hand.
    HereBehind {
        /// How many entries it knows.
        size: u64,
        /// How many are at hand.
        here: u64,
    },
    /// A bundle knows less than the registry that is at hand.
    OlderThanHere {
        /// How many entries it knows.
        size: u64,
        /// How many are at hand.
        here: u64,
    },
    /// Two roots of one size, both signed by the log's key.
    Split {
        /// The size.
        size: u64,
        /// The root here.
        root: Hash,
        /// The other root.
        other: Hash,
        /// Where the other one was shown.
        file: String,
        /// Where it is kept, if it is.
        kept: Option<String>,
    },
    /// Another root of one size, signed only by keys of the log that were in other hands then.
    VoidHead {
        /// The size.
        size: u64,
        /// The size since which they were.
        since: u64,
        /// Where the head was shown.
        file: String,
    },
    /// Acts that another copy shows are withheld here, where that may be well.
    WithheldHere {
        /// How many.
        count: usize,
    },
    /// An act that the reader has is withheld here, and another one by the same organisation is shown in its place.
    WithheldAndShown {
        /// Whose.
        organisation: Domain,
        /// On which version.
        version: VersionId,
    },
    /// Words that another copy shows were taken down here.
    TakenDownHere {
        /// Of which version.
        version: VersionId,
        /// Why.
        reason: Line,
    },
    /// Words that are shown here were taken down in another copy, which goes on from this one.
    TakenDownThere {
        /// Of which version.
        version: VersionId,
        /// Why.
        reason: Line,
    },
    /// An older state than was seen.
    Older {
        /// How many entries it has.
        size: u64,
        /// How many were seen.
        seen: u64,
    },
    /// The same, and nothing shows that what was seen goes on from there.
    OlderUnknown {
        /// How many entries it has.
        size: u64,
        /// How many were seen.
        seen: u64,
        /// Whether it is a bundle.
        is_bundle: bool,
    },
}

impl ReaderFinding {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OtherRegistry { .. }
            | Self::OtherLog
            | Self::OtherWords { .. }
            | Self::NoFingerprint { .. }
            | Self::OtherRoot { .. }
            | Self::RootOfBundle { .. }
            | Self::RootUnread { .. }
            | Self::TooShort { .. } => "not-expected",
            Self::Unwitnessed | Self::Ahead { .. } | Self::Stale { .. } => "stale",
            Self::OtherFingerprint { .. } | Self::NotMeant { .. } | Self::Namesake { .. } => {
                "other-fingerprint"
            }
            Self::RolledBack { .. } | Self::OtherHistory { .. } | Self::OtherBeginning { .. } => {
                "rolled-back"
            }
            Self::AheadOfClock { .. } => "clock",
            Self::NewerUnknown { .. } | Self::HereBehind { .. } => "newer-unknown",
            Self::Split { .. } => "split",
            Self::VoidHead { .. } => "void-head",
            Self::WithheldHere { .. } => "withheld-here",
            Self::WithheldAndShown { .. } => "withheld-and-shown",
            Self::TakenDownHere { .. } => "taken-down-here",
            Self::TakenDownThere { .. } => "taken-down-there",
            Self::Older { .. } | Self::OlderThanHere { .. } => "older",
            Self::OlderUnknown { .. } => "older-unknown",
        }
    }
}
