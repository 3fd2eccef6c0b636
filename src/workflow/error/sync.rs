//! Why a registry, or a draft, could not be exchanged with a remote.

use super::Error;
use countersign_core::name::VersionId;
use countersign_core::record::Record;
use countersign_core::verify::finding::Finding;
use countersign_git::store::ObjectId;

/// Why a registry could not be exchanged with a remote; `name` is what people call the remote.
#[derive(Debug)]
pub enum SyncError {
    /// No branch is checked out that could be sent.
    NoBranch,
    /// It is not clear which remote is meant; these are there.
    WhichRemote(Vec<String>),
    /// The clone has not the whole history.
    Shallow {
        /// The remote, as git calls it.
        remote: String,
    },
    /// The remote is a folder on this computer, with programs that would run there.
    Hooks {
        /// The folder.
        folder: String,
        /// The programs.
        names: Vec<String>,
    },
    /// Somebody else was faster each time.
    Overtaken {
        /// The remote.
        name: String,
    },
    /// The remote does not take what is sent.
    Refused {
        /// The remote.
        name: String,
        /// What it said.
        said: String,
    },
    /// The remote has no longer the branch that it had.
    LostBranch {
        /// The remote.
        name: String,
        /// The branch.
        branch: String,
    },
    /// The branch here has a draft in its history, which is not public.
    DraftMerged,
    /// What came cannot be followed.
    Came {
        /// Where it came from.
        name: String,
        /// Why not.
        fault: Box<CameFault>,
    },
    /// A log could not be read.
    LogUnread,
    /// The branch here was rewritten below what the remote has.
    Rewritten {
        /// The remote, as git calls it.
        remote: String,
        /// The branch.
        branch: String,
        /// What the remote has.
        accepted: ObjectId,
    },
    /// The remote has what was taken out of the history here.
    Gone {
        /// What people call the remote.
        name: String,
        /// The remote, as git calls it.
        remote: String,
        /// The branch.
        branch: String,
        /// What the remote has.
        there: ObjectId,
    },
    /// A draft here goes on from what was taken out of history.
    GoneInDraft {
        /// The branch of the draft.
        branch: String,
    },
    /// A file outside the registry was changed here while the remote went on.
    ChangedMeanwhile {
        /// Its path.
        path: String,
        /// The remote, as git calls it.
        remote: String,
        /// The branch.
        branch: String,
    },
    /// A withholding could not be put on top of what the remote has.
    NotSent {
        /// The first of the records that stand or fall with it.
        record: Box<Record>,
        /// Why.
        why: Box<Error>,
    },
    /// What is appended does not lead to the head that was announced.
    OtherHead,
}

/// Why what came cannot be followed.
#[derive(Debug)]
pub enum CameFault {
    /// It does not verify.
    Unsound(Error),
    /// It is another registry.
    OtherRegistry,
    /// Its entries differ from those here, first at this position.
    OtherHistory(usize),
    /// Its log is shorter than the one here.
    Fewer {
        /// How many entries it has.
        theirs: u64,
        /// How many there are here.
        ours: u64,
    },
    /// It does not go on from what was seen before.
    NotSeenBefore(Finding),
    /// A head of this size was announced, and is given up.
    Unannounced(u64),
    /// A record that was there is in neither its files nor its log.
    Lost(String),
}

/// Why a draft could not be exchanged with a remote.
#[derive(Debug)]
pub enum ProposalError {
    /// The version is published.
    Published(VersionId),
    /// There is no such draft, here or there.
    NoDraft {
        /// The version.
        id: VersionId,
        /// The remote.
        name: String,
    },
    /// The remote does not take it.
    Refused {
        /// The remote.
        name: String,
        /// What it said.
        said: String,
    },
    /// What came is broken, or could not be judged.
    NotTaken {
        /// The remote.
        name: String,
        /// What is wrong with it.
        finding: Box<Finding>,
    },
    /// Here and there are different drafts of one version.
    TwoDrafts {
        /// The version.
        id: VersionId,
        /// The branch here.
        branch: String,
    },
}

impl SyncError {
    /// That what came from a remote cannot be followed.
    pub(crate) fn came(name: &str, fault: CameFault) -> Self {
        Self::Came { name: name.to_owned(), fault: Box::new(fault) }
    }
}
