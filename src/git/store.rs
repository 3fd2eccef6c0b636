//! A registry in git: bytes in, bytes out, without any knowledge of statements.
//!
//! Reading believes nothing. Every object comes through one door, which looks at its size before its bytes,
//! inflates with a bound, and compares its SHA-1 with its name; packs are read here, not by libgit2,
//! which loops for ever on a truncated loose object and on a circle of differences in a pack.
//! No checkout, filter, hook, `refs/replace` or graft is ever applied.
//!
//! Writing goes through a [`WriteLock`]: objects first, made durable, then the branch,
//! if it still is where the caller believes it is; then the work tree follows, also after a kill.
//!
//! ```
//! use std::collections::{BTreeMap, BTreeSet};
//! use countersign_git::store::{Author, Change, Store};
//! use countersign_core::tree::Source;
//!
//! let folder = tempfile::tempdir()?;
//! let store = Store::init(folder.path())?;
//! let commit = store.lock()?.commit(&Change {
//!     branch: "main".into(),
//!     expected: None,
//!     base: None,
//!     parents: vec![],
//!     put: BTreeMap::from([("keys/README.md".into(), b"keys\n".to_vec())]),
//!     remove: BTreeSet::new(),
//!     message: "init".into(),
//!     author: Author { name: "Maria".into(), email: "maria@foro.example".into() },
//!     unix_seconds: 1_612_776_600,
//! })?;
//! assert_eq!(store.head()?, commit.id);
//! assert_eq!(store.snapshot(&commit.id)?.read("keys/README.md", 100)?, b"keys\n");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod config;
mod durable;
mod edit;
pub mod folder;
mod follow;
mod gone;
mod history;
mod index;
mod journal;
mod loose;
mod object;
mod objects;
mod pack;
mod parts;
mod plain;
mod prune;
mod refs;
mod remake;
mod remote;
mod resolve;
mod rewrite;
mod snapshot;
mod staged;
mod waiting;
mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use config::user_config;
pub use follow::LeftAlone;
pub use gone::Salt;
pub use history::{History, Sides};
pub use object::{Commit, Kind, ObjectError, ObjectId};
pub use parts::Parts;
pub use rewrite::{Forgetting, Held, Rewritten};
pub use snapshot::Snapshot;
pub use staged::Staged;
pub use write::{Author, Change, Committed, WriteLock};

use crate::windows::real_path;
use countersign_core::tree::{File, Listing, Oddity, OddityKind, Source as _};
use objects::Objects;
use refs::Refs;

/// Largest `shallow` or `info/grafts` file, in bytes.
const SHALLOW_BYTES_MAX: u64 = 1 << 20;

/// Why the store could not do what was asked; says nothing about authenticity.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no repository that can be read.
    #[error("no git repository at {path}: {why}", path = path.display())]
    Repository {
        /// Where it was looked for.
        path: PathBuf,
        /// What git said.
        why: String,
    },
    /// The repository is of a kind that this program does not read.
    #[error("{path} is a git repository in a format that cannot be read: {why}", path = path.display())]
    Format {
        /// The repository.
        path: PathBuf,
        /// Which format.
        why: String,
    },
    /// A name does not lead to one commit.
    #[error("no commit {revision:?}: {why}")]
    Revision {
        /// The name.
        revision: String,
        /// What it leads to.
        why: String,
    },
    /// A reference is not well-formed.
    #[error("reference {name:?}: {why}")]
    Reference {
        /// Its name.
        name: String,
        /// What is wrong with it.
        why: String,
    },
    /// An object could not be read.
    #[error(transparent)]
    Object(#[from] ObjectError),
    /// Somebody else was faster.
    #[error("branch {branch} moved: want {want}, got {got}", want = or_nothing(*want), got = or_nothing(*got))]
    Moved {
        /// The branch.
        branch: String,
        /// Where the caller believed it to be.
        want: Option<ObjectId>,
        /// Where it is.
        got: Option<ObjectId>,
    },
    /// Git cannot have both a branch `a` and a branch `a/b`.
    #[error("branch {branch} cannot be beside branch {other}")]
    NestedBranch {
        /// The branch that was to be written.
        branch: String,
        /// The branch that is there.
        other: String,
    },
    /// Another process writes.
    #[error("{path} is held by another process", path = path.display())]
    Busy {
        /// The lock.
        path: PathBuf,
    },
    /// The change itself cannot be written.
    #[error("cannot commit {what}: {why}")]
    Change {
        /// Which part of it.
        what: String,
        /// What is wrong with it.
        why: String,
    },
    /// History cannot be rewritten in this clone.
    #[error("git's history cannot be rewritten in this clone: {why}")]
    Rewrite {
        /// What stands in the way.
        why: String,
        /// What to try.
        attempt: String,
    },
    /// The configuration refused.
    #[error("git configuration {key}: {why}")]
    Config {
        /// The key.
        key: String,
        /// What git said.
        why: String,
    },
    /// The system refused.
    #[error("cannot use {path}: {why}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        why: io::Error,
    },
}

impl StoreError {
    fn io(path: &Path, why: io::Error) -> Self {
        Self::Io { path: path.to_owned(), why }
    }
}

fn or_nothing(id: Option<ObjectId>) -> String {
    id.map_or_else(|| "nothing".to_owned(), |id| id.to_string())
}

/// A git repository that holds a registry.
pub struct Store {
    refs: Refs,
    work_tree: Option<PathBuf>,
    objects: Arc<Objects>,
    shallow: BTreeSet<ObjectId>,
}

impl Store {
    /// The repository at `path`: a work tree, a linked work tree or a bare repository; its parents are not searched.
    ///
    /// # Errors
    /// Where there is none, or it is of a format that cannot be read.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let dot_git = path.join(".git");
        waiting::check(path)?;
        let flags = git2::RepositoryOpenFlags::NO_SEARCH;
        let no_ceiling: [&Path; 0] = [];
        let repository = git2::Repository::open_ext(path, flags, no_ceiling).map_err(|error| {
            let (path, why) = (path.to_owned(), error.message().to_owned());
            if ["format", "extension", "version"].iter().any(|word| why.contains(word)) {
                StoreError::Format { path, why }
            } else {
                StoreError::Repository { path, why }
            }
        })?;
        // The setting core.worktree is not followed: it could point anywhere.
        let work_tree = (!repository.is_bare() && dot_git.exists()).then(|| path.to_owned());
        let refs = Refs {
            git_dir: repository.path().to_owned(),
            common_dir: repository.commondir().to_owned(),
        };
        let objects = Arc::new(Objects::open(&refs.common_dir.join("objects"))?);
        let shallow = read_shallow(&refs.common_dir.join("shallow"))?;
        Ok(Self { refs, work_tree, objects, shallow })
    }

    /// The repository at `path` or at the nearest parent that has one.
    ///
    /// # Errors
    /// Where there is none, or it cannot be read.
    pub fn discover(path: &Path) -> Result<Self, StoreError> {
        let start = real_path(path).map_err(|why| StoreError::io(path, why))?;
        let is_repository = |folder: &&Path| {
            folder.join(".git").exists()
                || folder.join("HEAD").is_file() && folder.join("objects").is_dir()
        };
        let why = "neither here nor in any parent".to_owned();
        let none = StoreError::Repository { path: path.to_owned(), why };
        Self::open(start.ancestors().find(is_repository).ok_or(none)?)
    }

    /// The same repository, whose objects may also lie in these folders: git puts what is pushed into one of its own.
    ///
    /// # Errors
    /// Where a folder's list of further ones cannot be read.
    pub fn with_objects(mut self, folders: &[PathBuf]) -> Result<Self, StoreError> {
        let own = self.refs.common_dir.join("objects");
        self.objects = Arc::new(Objects::open_all(&own, folders)?);
        Ok(self)
    }

    /// Makes an empty repository with a work tree whose branch is `main`; no template is copied.
    ///
    /// # Errors
    /// Where there is one already, or the system refuses.
    pub fn init(path: &Path) -> Result<Self, StoreError> {
        let mut options = git2::RepositoryInitOptions::new();
        options.external_template(false).initial_head("main").no_reinit(true).mkpath(true);
        git2::Repository::init_opts(path, &options).map_err(|error| StoreError::Repository {
            path: path.to_owned(),
            why: error.message().to_owned(),
        })?;
        Self::open(path)
    }

    /// The commit that is checked out.
    ///
    /// # Errors
    /// Where there is none yet.
    pub fn head(&self) -> Result<ObjectId, StoreError> {
        self.refs.find("HEAD")?.ok_or_else(|| StoreError::Revision {
            revision: "HEAD".into(),
            why: "there is no commit yet".into(),
        })
    }

    /// The branch that is checked out, such as `main`, whether or not it has a commit; none where `HEAD` is detached.
    ///
    /// # Errors
    /// Where `HEAD` cannot be read.
    pub fn head_branch(&self) -> Result<Option<String>, StoreError> {
        let name = self.refs.head_branch()?;
        Ok(name.and_then(|name| name.strip_prefix("refs/heads/").map(str::to_owned)))
    }

    /// The commit of a branch; none where there is no such branch.
    ///
    /// # Errors
    /// Where its name is none, or its file cannot be read.
    pub fn branch(&self, name: &str) -> Result<Option<ObjectId>, StoreError> {
        self.refs.find(&format!("refs/heads/{name}"))
    }

    /// The branches whose names start with `prefix`, such as `proposals/`, and their commits.
    ///
    /// # Errors
    /// Where references cannot be read.
    pub fn other_branches(&self, prefix: &str) -> Result<BTreeMap<String, ObjectId>, StoreError> {
        let found = self.refs.below("refs/heads/")?.into_iter();
        let short =
            found.filter_map(|(name, id)| Some((name.strip_prefix("refs/heads/")?.to_owned(), id)));
        Ok(short.filter(|(name, _)| name.starts_with(prefix)).collect())
    }

    /// The files of one commit below `registry/` and `keys/`.
    ///
    /// # Errors
    /// Where the commit or its uppermost tree cannot be read; what lies below becomes an oddity.
    pub fn snapshot(&self, commit: &ObjectId) -> Result<Snapshot, StoreError> {
        let tree = self.commit_at(commit)?.tree;
        Ok(Snapshot::new(Arc::clone(&self.objects), &tree, self.replaced()?)?)
    }

    /// The files of one commit some folders at a time: each for whose path `is_part` is true, with everything below it.
    ///
    /// # Errors
    /// Where the commit or a tree on the way cannot be read.
    pub fn parts(
        &self,
        commit: &ObjectId,
        is_part: &(dyn Fn(&str) -> bool + Sync),
    ) -> Result<Parts, StoreError> {
        let tree = self.commit_at(commit)?.tree;
        Ok(Parts::new(Arc::clone(&self.objects), &tree, is_part, self.replaced()?)?)
    }

    /// The files of one commit below some folders, each with `/` at its end, and at some paths; nothing else is read.
    ///
    /// # Errors
    /// Where the commit or a tree on the way cannot be read.
    pub fn snapshot_below(
        &self,
        commit: &ObjectId,
        folders: &[String],
        files: &[String],
    ) -> Result<Snapshot, StoreError> {
        let tree = self.commit_at(commit)?.tree;
        Ok(Snapshot::below(Arc::clone(&self.objects), &tree, folders, files, self.replaced()?)?)
    }

    /// The files at some paths below the folder `name` with this id, whichever commit had it.
    ///
    /// # Errors
    /// Where a tree on the way cannot be read.
    pub fn snapshot_of(
        &self,
        name: &str,
        folder: &ObjectId,
        files: &[String],
    ) -> Result<Snapshot, StoreError> {
        Ok(Snapshot::of(Arc::clone(&self.objects), name, folder, files)?)
    }

    /// The files with these ids, whichever commit had them, and those below some folders of one commit.
    ///
    /// # Errors
    /// As for [`Store::snapshot_below`].
    pub fn snapshot_with(
        &self,
        files: &BTreeMap<String, ObjectId>,
        below: Option<(&ObjectId, &[String])>,
    ) -> Result<Snapshot, StoreError> {
        let mut listing = match below {
            Some((commit, folders)) => self.snapshot_below(commit, folders, &[])?.listing().clone(),
            None => Listing::default(),
        };
        let file = |id: &ObjectId| File { size_bytes: None, id: Some(*id.as_bytes()) };
        listing.files.extend(files.iter().map(|(path, id)| (path.clone(), file(id))));
        Ok(Snapshot::listed(Arc::clone(&self.objects), listing))
    }

    /// The ids of the folders `keys` and `registry` of one commit: equal ids are equal registries.
    ///
    /// There are none where another entry could be taken for one of them, in other letter case or doubled.
    ///
    /// # Errors
    /// Where the commit or its tree cannot be read.
    pub fn folders(&self, commit: &ObjectId) -> Result<[Option<ObjectId>; 2], StoreError> {
        let tree = self.commit_at(commit)?.tree;
        Ok(snapshot::tops(&self.objects, &tree)?)
    }

    /// One commit.
    ///
    /// # Errors
    /// Where it is missing, damaged or something else.
    pub fn commit_at(&self, commit: &ObjectId) -> Result<Commit, StoreError> {
        Ok(self.objects.commit(commit)?)
    }

    /// Whether history was cut when this clone was made.
    #[must_use]
    pub fn is_shallow(&self) -> bool {
        !self.shallow.is_empty()
    }

    /// The folder in which files are checked out; none in a bare repository.
    #[must_use]
    pub fn work_tree(&self) -> Option<&Path> {
        self.work_tree.as_deref()
    }

    /// The git directory, shared by all linked work trees.
    #[must_use]
    pub fn common_dir(&self) -> &Path {
        &self.refs.common_dir
    }

    /// What would make git show other objects than those that lie here.
    fn replaced(&self) -> Result<Option<Oddity>, StoreError> {
        let grafts = self.refs.common_dir.join("info").join("grafts");
        let has_grafts =
            fs::symlink_metadata(&grafts).is_ok_and(|found| !found.is_file() || found.len() > 0);
        let path = if has_grafts {
            "info/grafts".to_owned()
        } else {
            match self.refs.below("refs/replace/")?.into_keys().next() {
                Some(name) => name,
                None => return Ok(None),
            }
        };
        Ok(Some(Oddity { path, kind: OddityKind::Replaced }))
    }
}

fn read_shallow(path: &Path) -> Result<BTreeSet<ObjectId>, StoreError> {
    let bytes = plain::read(path, SHALLOW_BYTES_MAX).map_err(|why| StoreError::io(path, why))?;
    let text = String::from_utf8_lossy(bytes.as_deref().unwrap_or_default()).into_owned();
    Ok(text.lines().filter_map(|line| line.parse().ok()).collect())
}
