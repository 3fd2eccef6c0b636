//! The user's own `git`, for what needs their credentials: fetching a branch and pushing it, and nothing else.
//!
//! It runs in a git directory of its own, made anew each time, that shares the repository's objects and nothing else
//! of it: no hook, configuration, filter, attribute, submodule, replacement or graft of the repository has a say,
//! nor of whoever it was cloned from. What is fetched comes under a name that only this program reads.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::error::{AddressFault, BackupError, GitError, GitFault};
use super::{Error, World};
use countersign_core::escape;
use countersign_git::real_path;
use countersign_git::store::{ObjectId, Store};

/// Under which name a fetched commit comes, in the git directory of its own.
const FETCHED: &str = "refs/countersign/fetched";
/// Longest part of what git or the remote said that is told, in characters.
const SAID_CHARACTERS_MAX: usize = 300;
/// The ways to a repository that git may take; `ext::` and other helpers would run any program.
const PROTOCOLS: &str = "file:git:http:https:ssh";
/// Variables that would lead git to another repository or give it other settings.
const NOT_PASSED: [&str; 17] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_CONFIG",
    "GIT_CONFIG_PARAMETERS",
    "GIT_CONFIG_COUNT",
    "GIT_QUARANTINE_PATH",
    "GIT_REPLACE_REF_BASE",
    "GIT_GRAFT_FILE",
    "GIT_SHALLOW_FILE",
    "GIT_TEMPLATE_DIR",
    "GIT_DEFAULT_HASH",
];
/// Settings that hold whatever the user's own configuration says: no program but git runs, nothing is cleaned up.
const SETTINGS: [&str; 12] = [
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.attributesFile=/dev/null",
    "core.fsync=committed",
    "gc.auto=0",
    "maintenance.auto=false",
    "fetch.writeCommitGraph=false",
    "fetch.recurseSubmodules=false",
    "push.recurseSubmodules=no",
    "push.followTags=false",
    "push.gpgSign=false",
    "submodule.recurse=false",
];

/// A remote repository, and the right to talk to it from this one.
pub(super) struct Git {
    /// What people call it, without any password.
    pub(super) name: String,
    address: String,
    folder: PathBuf,
    objects: PathBuf,
    directory: PathBuf,
    variables: BTreeMap<String, String>,
    _lock: File,
}

/// What became of a push.
pub(super) enum Pushed {
    Accepted,
    /// The branch was no longer where it was expected.
    Moved,
    /// What the remote said.
    Refused(String),
}

impl Git {
    /// Makes ready to talk to a remote, alone of all processes on this repository.
    pub(super) fn open(world: &dyn World, store: &Store, address: &str) -> Result<Self, Error> {
        let top = store.work_tree().unwrap_or_else(|| store.common_dir()).to_path_buf();
        check_address(address, &top, store.common_dir())?;
        let own = store.common_dir().join("countersign").join("sync");
        fs::create_dir_all(&own)?;
        let lock = File::create(own.join("lock"))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::Error(error)) => return Err(error.into()),
            Err(TryLockError::WouldBlock) => return Err(GitError::OtherSync.into()),
        }
        // What a killed one left; its git may still be running, and no longer finds where to write.
        for entry in fs::read_dir(&own)? {
            let path = entry?.path();
            if path.is_dir() {
                fs::remove_dir_all(&path)?;
            }
        }
        let folder = tempfile::Builder::new().prefix("git-").tempdir_in(&own)?.keep();
        fs::create_dir_all(folder.join("refs").join("countersign"))?;
        fs::create_dir_all(folder.join("objects"))?;
        fs::write(folder.join("HEAD"), "ref: refs/heads/none\n")?;
        fs::write(folder.join("config"), "[core]\n\trepositoryformatversion = 0\n\tbare = true\n")?;
        let mut variables = passed(world);
        if !world.is_attended() {
            variables.insert("GIT_TERMINAL_PROMPT".to_owned(), "0".to_owned());
        }
        Ok(Self {
            name: without_password(address),
            address: address.to_owned(),
            folder,
            objects: store.common_dir().join("objects"),
            directory: top,
            variables,
            _lock: lock,
        })
    }

    /// Fetches a branch; none where the remote has no such branch.
    pub(super) fn fetch(
        &self,
        branch: &str,
        known: &[ObjectId],
    ) -> Result<Option<ObjectId>, Error> {
        // What is here already need not come again.
        for (number, commit) in known.iter().enumerate() {
            let name = self.folder.join("refs").join("countersign").join(format!("known-{number}"));
            fs::write(name, format!("{commit}\n"))?;
        }
        let output = self.run(&[
            "fetch",
            "--quiet",
            "--no-tags",
            "--no-write-fetch-head",
            "--no-auto-maintenance",
            "--no-recurse-submodules",
            "--no-show-forced-updates",
            &self.address,
            &format!("+refs/heads/{branch}:{FETCHED}"),
        ])?;
        if output.status.success() {
            let id = fs::read_to_string(self.folder.join(FETCHED))?;
            let id = id.trim_end().parse::<ObjectId>();
            return id.map(Some).map_err(|_| self.failed(GitFault::NoCommit));
        }
        let listed = self.run(&["ls-remote", &self.address, &format!("refs/heads/{branch}")])?;
        if listed.status.success() && listed.stdout.is_empty() {
            return Ok(None);
        }
        Err(self.failed(told(&output.stderr)))
    }

    /// Moves a branch of the remote, if it still is where it is expected.
    pub(super) fn push(
        &self,
        branch: &str,
        expected: Option<ObjectId>,
        new: ObjectId,
    ) -> Result<Pushed, Error> {
        let expected = expected.map(|id| id.to_string()).unwrap_or_default();
        let output = self.run(&[
            "push",
            "--porcelain",
            "--no-verify",
            "--no-signed",
            "--no-follow-tags",
            &format!("--force-with-lease=refs/heads/{branch}:{expected}"),
            &self.address,
            &format!("{new}:refs/heads/{branch}"),
        ])?;
        if output.status.success() {
            return Ok(Pushed::Accepted);
        }
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let Some(line) = said.lines().find(|line| line.starts_with('!')) else {
            return Err(self.failed(told(&output.stderr)));
        };
        let lost =
            ["failed to update ref", "cannot lock ref", "incorrect old value", "failed to lock"];
        let is_moved = line.contains("[rejected]") || lost.iter().any(|words| line.contains(words));
        if is_moved {
            return Ok(Pushed::Moved);
        }
        let reason = line.rsplit_once('(').map_or(line, |(_, reason)| reason.trim_end_matches(')'));
        Ok(Pushed::Refused(format!("{reason}: {}", remote_said(&output.stderr))))
    }

    fn run(&self, arguments: &[&str]) -> Result<Output, Error> {
        let mut command = command(arguments, &self.variables, &self.folder);
        command.env("GIT_OBJECT_DIRECTORY", &self.objects).current_dir(&self.directory);
        command.output().map_err(|error| GitError::NotStarted(error).into())
    }

    fn failed(&self, fault: GitFault) -> Error {
        GitError::Unreachable { name: self.name.clone(), fault }.into()
    }
}

impl Drop for Git {
    fn drop(&mut self) {
        // What stays is removed the next time.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The variables of this process that git may know.
fn passed(world: &dyn World) -> BTreeMap<String, String> {
    let mut variables = world.variables().clone();
    variables.retain(|name, _| !NOT_PASSED.contains(&name.as_str()));
    variables
}

fn command(arguments: &[&str], variables: &BTreeMap<String, String>, folder: &Path) -> Command {
    let mut command = Command::new("git");
    for setting in SETTINGS {
        command.args(["-c", setting]);
    }
    command
        .args(arguments)
        .env_clear()
        .envs(variables)
        .env("GIT_DIR", folder)
        .env("GIT_ALLOW_PROTOCOL", PROTOCOLS)
        .env("GIT_NO_REPLACE_OBJECTS", "1")
        .env("GIT_ATTR_NOSYSTEM", "1")
        // What git says of a push is read here, and this is the language it is written in.
        .env("LC_ALL", "C")
        .stdin(Stdio::null());
    command
}

/// Runs git on a repository of this machine, without any remote; gives what it printed.
fn local(world: &dyn World, store: &Store, arguments: &[&str]) -> Result<Vec<u8>, Error> {
    let mut command = command(arguments, &passed(world), store.common_dir());
    let output = command.output().map_err(GitError::NotStarted)?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => Err(BackupError::Git(told(&output.stderr)).into()),
    }
}

/// Packs all branches and tags of a repository into one file, which git itself reads.
pub(super) fn bundle(world: &dyn World, store: &Store, file: &Path) -> Result<(), Error> {
    let file = file.display().to_string();
    let arguments = ["bundle", "create", "--quiet", &file, "--branches", "--tags"];
    local(world, store, &arguments).map(drop)
}

/// Takes the objects of such a file into a repository; gives the names and commits that it has, none of which is set yet.
pub(super) fn unbundle(
    world: &dyn World,
    store: &Store,
    file: &Path,
) -> Result<BTreeMap<String, String>, Error> {
    let said = local(world, store, &["bundle", "unbundle", &file.display().to_string()])?;
    let said = String::from_utf8_lossy(&said).into_owned();
    let pairs = said.lines().filter_map(|line| line.split_once(' '));
    Ok(pairs.map(|(commit, name)| (name.to_owned(), commit.to_owned())).collect())
}

/// Sets a reference that is not there yet.
pub(super) fn put_reference(
    world: &dyn World,
    store: &Store,
    name: &str,
    commit: &ObjectId,
) -> Result<(), Error> {
    local(world, store, &["update-ref", name, &commit.to_string(), ""]).map(drop)
}

/// An address as it may be kept elsewhere: without the password of a web address, whose user another machine asks for.
pub(super) fn kept_address(address: &str) -> String {
    let is_web = address.starts_with("http://") || address.starts_with("https://");
    if is_web { without_password(address) } else { address.to_owned() }
}

/// Refuses an address that is an option, or a folder inside the registry: its hooks would come with the registry.
fn check_address(address: &str, top: &Path, git: &Path) -> Result<(), GitError> {
    if address.starts_with('-') {
        return Err(GitError::Address(AddressFault::Option));
    }
    let path = of_file_address(address);
    let inside = |place: &Path| {
        let (Ok(place), Ok(there)) = (real_path(place), real_path(&top.join(path))) else {
            return false;
        };
        there.starts_with(place)
    };
    if inside(top) || inside(git) {
        return Err(GitError::Address(AddressFault::Inside));
    }
    Ok(())
}

/// The folder on this computer that an address leads to, where it is one.
pub(super) fn folder_of(address: &str, top: &Path) -> Option<PathBuf> {
    real_path(&top.join(of_file_address(address))).ok().filter(|there| there.is_dir())
}

/// The path that an address may be.
fn of_file_address(address: &str) -> &str {
    let Some(path) = address.strip_prefix("file://") else { return address };
    // file:///C:/folder
    let drive = path.strip_prefix('/').filter(|rest| rest.as_bytes().get(1) == Some(&b':'));
    drive.unwrap_or(path)
}

/// An address as it may be shown: nobody's password.
fn without_password(address: &str) -> String {
    let shown = match address.split_once("://") {
        Some((scheme, rest)) => {
            let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
            let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
            format!("{scheme}://{host}/{path}")
        }
        None => address.to_owned(),
    };
    escape::terminal(&shown).to_string()
}

/// The last thing that git said.
fn told(stderr: &[u8]) -> GitFault {
    let said = String::from_utf8_lossy(stderr);
    let mut lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
    let telling =
        |line: &&str| ["fatal:", "error:", "ERROR"].iter().any(|word| line.contains(word));
    let line = lines.clone().find(telling).or_else(|| lines.next_back());
    line.map_or(GitFault::Silent, |line| GitFault::Said(cut(line)))
}

/// What the remote itself said, such as a hook.
fn remote_said(stderr: &[u8]) -> String {
    let said = String::from_utf8_lossy(stderr);
    let lines: Vec<&str> = said
        .lines()
        .filter_map(|line| Some(line.strip_prefix("remote:")?.trim()))
        .filter(|line| !line.is_empty())
        .collect();
    cut(&lines.join(" / "))
}

fn cut(text: &str) -> String {
    text.chars().take(SAID_CHARACTERS_MAX).collect()
}
