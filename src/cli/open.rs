//! Finding the registry, reading it, and refusing to build on one that does not verify.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::path::Path;

use super::failure::{Failure, Stop};
use super::progress;
use super::remembered;
use super::session::Session;
use crate::digest::Hash;
use crate::known::Known;
use crate::layout;
use crate::ledger::version::Version;
use crate::locale::{Tell, sentence};
use crate::name::{StatementId, VersionId};
use crate::speech;
use crate::store::{Commit, ObjectId, Sides, Snapshot, Store, StoreError};
use crate::tree::Source;
use crate::verify::report::Severity;
use crate::verify::{Examined, examine};

/// How far back the order of unlogged commits is looked for.
const LANDED_COMMITS_MAX: usize = 10_000;

/// The files that a commit changed.
pub(crate) type Changes = BTreeMap<String, Sides>;

/// A registry at one commit.
pub(crate) struct Opened {
    pub(crate) store: Store,
    pub(crate) commit: ObjectId,
    pub(crate) snapshot: Snapshot,
    pub(crate) examined: Examined,
    pub(super) continued: OnceCell<RefCell<Known>>,
}

/// The folder of the registry: `COUNTERSIGN_REGISTRY`, else the nearest parent with `registry/` and `keys/`,
/// else the nearest git repository (which may be bare).
pub(crate) fn find(session: &Session) -> Result<Store, Failure> {
    let here = session.environment.directory.clone();
    if let Some(path) = session.environment.variable("COUNTERSIGN_REGISTRY") {
        return Store::open(&here.join(path)).map_err(|error| {
            no_registry(sentence("failure-variable-registry", &[("path", path.to_string().into())]))
                .why(error)
                .attempt("unset COUNTERSIGN_REGISTRY")
        });
    }
    let has_folders =
        |folder: &&Path| folder.join("registry").is_dir() && folder.join("keys").is_dir();
    match here.ancestors().find(has_folders) {
        Some(folder) => Store::open(folder).map_err(|error| {
            Failure::from(error).attempt(format!("countersign verify --dir {}", folder.display()))
        }),
        None => Store::discover(&here).map_err(|_| {
            no_registry(sentence("failure-no-registry", &[])).why(sentence(
                "failure-no-folder-above",
                &[("folder", here.display().to_string().into())],
            ))
        }),
    }
}

fn no_registry(what: impl Tell) -> Failure {
    Failure::new(Stop::Unknown, what).attempt(sentence("failure-try-folder", &[]))
}

/// The commit that is checked out.
pub(crate) fn head(store: &Store) -> Result<ObjectId, Failure> {
    store.head().map_err(|error| match error {
        StoreError::Revision { why, .. } => {
            no_registry(sentence("failure-no-registry", &[])).why(why)
        }
        other => other.into(),
    })
}

/// Refuses a place in which nothing lies that only a registry has: that is a mistake of the reader's, no finding.
pub(crate) fn check_is_registry(examined: &Examined, source: &dyn Source) -> Result<(), Failure> {
    let listing = source.listing();
    let has = |path: &str| listing.files.contains_key(path);
    let is_empty = examined.reading.records.is_empty()
        && listing.oddities.is_empty()
        && !has(layout::CHECKPOINT)
        && !has(layout::FIRST_RECORD);
    if is_empty {
        return Err(no_registry(sentence("failure-no-registry", &[])).why(sentence(
            "failure-neither",
            &[
                ("one", layout::FIRST_RECORD.to_string().into()),
                ("other", layout::CHECKPOINT.to_string().into()),
            ],
        )));
    }
    Ok(())
}

impl Opened {
    /// The registry at the branch that is checked out, whether or not it verifies.
    pub(crate) fn at_head(session: &mut Session) -> Result<Self, Failure> {
        let store = find(session)?;
        let commit = head(&store)?;
        Self::watched(session, store, commit)
    }

    /// The registry at a commit; a person at a terminal sees how far it has been read.
    pub(crate) fn watched(
        session: &mut Session,
        store: Store,
        commit: ObjectId,
    ) -> Result<Self, Failure> {
        let snapshot = store.snapshot(&commit)?;
        let (total, done) = (snapshot.listing().files.len(), || snapshot.files_read());
        let examine = || examine(&snapshot, &|| landed(&store, commit));
        let examined = progress::watched(session, total, &done, examine);
        Self::of(store, commit, snapshot, examined)
    }

    /// The registry at a commit.
    pub(crate) fn at(store: Store, commit: ObjectId) -> Result<Self, Failure> {
        let snapshot = store.snapshot(&commit)?;
        let examined = examine(&snapshot, &|| landed(&store, commit));
        Self::of(store, commit, snapshot, examined)
    }

    fn of(
        store: Store,
        commit: ObjectId,
        snapshot: Snapshot,
        examined: Examined,
    ) -> Result<Self, Failure> {
        check_is_registry(&examined, &snapshot)?;
        Ok(Self { store, commit, snapshot, examined, continued: OnceCell::new() })
    }

    /// The registry at the branch that is checked out, and proof that it verifies: nothing is built on a broken one,
    /// nor shown of one that does not go on from what was seen before.
    pub(crate) fn sound(session: &mut Session) -> Result<Self, Failure> {
        let opened = Self::at_head(session)?;
        opened.check_sound()?;
        remembered::check_follows(session, &opened.examined)?;
        Ok(opened)
    }

    pub(crate) fn check_sound(&self) -> Result<(), Failure> {
        let Some(worst) = speech::gravest(self.examined.findings()) else {
            return match self.examined.replayed.state.root() {
                Some(_) => Ok(()),
                None => {
                    Err(Failure::new(Stop::Unknown, sentence("failure-no-registry-commit", &[]))
                        .attempt("countersign init DIR"))
                }
            };
        };
        let stop = if worst.severity == Severity::Broken { Stop::Broken } else { Stop::Unchecked };
        Err(Failure::new(stop, sentence("failure-not-sound", &[]))
            .why(worst.told())
            .attempt("countersign verify"))
    }

    /// The registry's id, which every record that is made here names.
    pub(crate) fn registry(&self) -> Result<Hash, Failure> {
        let id = self.examined.pending.state.registry();
        id.ok_or_else(|| {
            Failure::new(Stop::Error, sentence("failure-no-id", &[])).attempt("countersign verify")
        })
    }

    /// The branch that is checked out.
    pub(crate) fn branch(&self) -> Result<String, Failure> {
        self.store.head_branch()?.ok_or_else(|| {
            Failure::new(Stop::Refused, sentence("failure-no-branch", &[]))
                .attempt("git switch main")
        })
    }

    /// The current published version, or what the reader asked for.
    pub(crate) fn published(&self, id: &AskedVersion) -> Result<&Version, Failure> {
        let state = &self.examined.replayed.state;
        let (statement, version) = match id {
            AskedVersion::Current(statement) => (statement, state.current(statement)),
            AskedVersion::Exact(id) => (&id.statement, state.version(id)),
        };
        version.ok_or_else(|| {
            let named = [("statement", statement.to_string().into())];
            let why = match id {
                AskedVersion::Exact(_) => sentence("failure-no-such-number", &named),
                AskedVersion::Current(_) => sentence("failure-none-published", &named),
            };
            no_version(&id.to_string()).why(why)
        })
    }
}

/// That a version is not in this registry.
pub(crate) fn no_version(asked: &str) -> Failure {
    Failure::new(
        Stop::Unknown,
        sentence("failure-not-here", &[("asked", asked.to_string().into())]),
    )
    .attempt("countersign status")
}

/// `ID` or `ID@V`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AskedVersion {
    Current(StatementId),
    Exact(VersionId),
}

impl AskedVersion {
    pub(crate) fn statement(&self) -> &StatementId {
        match self {
            Self::Current(statement) => statement,
            Self::Exact(id) => &id.statement,
        }
    }
}

impl std::str::FromStr for AskedVersion {
    type Err = crate::name::NameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.contains('@') {
            text.parse().map(Self::Exact)
        } else {
            text.parse().map(Self::Current)
        }
    }
}

impl std::fmt::Display for AskedVersion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Current(statement) => statement.fmt(f),
            Self::Exact(id) => id.fmt(f),
        }
    }
}

/// The files that came after what the log covers, in groups by commit, oldest first.
pub(crate) fn landed(store: &Store, head: ObjectId) -> Vec<Vec<String>> {
    landed_commits(store, head)
        .into_iter()
        .map(|(_, changes)| changes.into_keys().collect())
        .collect()
}

/// The commits since those that the log covers, oldest first, and what each changed.
///
/// An append covers everything before it; one that was announced covers what there was when it was announced.
pub(crate) fn landed_commits(store: &Store, head: ObjectId) -> Vec<(Commit, Changes)> {
    let mut groups = Vec::new();
    let mut is_before_append = false;
    for commit in store.history(head).take(LANDED_COMMITS_MAX) {
        let Ok(commit) = commit else { break };
        let Ok(changes) = store.changes_since(commit.parents.first(), &commit.id) else { break };
        let announces = changes.get(layout::NEXT).is_some_and(|(_, after)| after.is_some());
        if announces && is_before_append {
            break;
        }
        // A witness's line changes the checkpoint, and only an append changes the tiles.
        if changes.keys().any(|path| path.starts_with(layout::TILES)) {
            if is_before_append || !changes.contains_key(layout::NEXT) {
                break;
            }
            is_before_append = true;
            continue;
        }
        groups.push((commit, changes));
    }
    groups.reverse();
    groups
}

/// A file of the registry as bytes that were already compared with their hash.
pub(crate) fn read_file(
    source: &dyn Source,
    path: &str,
    bytes_max: u64,
) -> Result<Vec<u8>, Failure> {
    source.read(path, bytes_max).map_err(|error| Failure::new(Stop::Unchecked, error))
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let stop = match &error {
            StoreError::Moved { .. } | StoreError::Busy { .. } => Stop::Busy,
            StoreError::Object(_) | StoreError::Format { .. } => Stop::Unchecked,
            StoreError::Revision { .. } => Stop::Unknown,
            StoreError::Rewrite { .. } => Stop::Refused,
            _ => Stop::Error,
        };
        let failure = Self::new(stop, &error);
        match error {
            StoreError::Rewrite { attempt, .. } => failure.attempt(attempt),
            StoreError::Moved { .. } => {
                failure.why(sentence("failure-moved", &[])).attempt(sentence("failure-again", &[]))
            }
            StoreError::Busy { .. } => failure
                .why(sentence("failure-busy", &[]))
                .attempt(sentence("failure-again-later", &[])),
            StoreError::Revision { .. } => failure.attempt("git log --oneline --all"),
            StoreError::Object(_) => {
                failure.why(sentence("failure-object-damaged", &[])).attempt("git fsck")
            }
            StoreError::Io { path, why } => {
                // The system's own words go on with the name of a temporary file, which helps nobody.
                let why = why.to_string();
                Self::new(
                    stop,
                    sentence("failure-io", &[("path", path.display().to_string().into())]),
                )
                .why(why.split(" at path ").next().unwrap_or_default())
                .attempt("df -h")
            }
            _ => failure.attempt("git fsck"),
        }
    }
}
