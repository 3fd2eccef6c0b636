//! Some files go out of history: every commit that has them is made again without them.
//!
//! New objects first; then `countersign/rewrite` in the git directory notes every reference that moves, `REF OLD NEW`
//! on a line each, and which commits must not come back; from there on the rewriting is decided, and whoever takes the [`WriteLock`] next finishes it.
//! Then the references move, git's logs of references go, and every object that nothing names any more is removed.
//! So a kill leaves the old history or the new one, and what is left to do is done by the next writer.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs;

use super::edit::Written;
use super::gone::{Gone, Salt};
use super::object::{Commit, Entry, Kind, Mode, ObjectError, ObjectId, write_tree};
use super::objects::COMMIT_BYTES_MAX;
use super::remake::{self, Silence};
use super::{Store, StoreError, WriteLock, snapshot};

/// Most commits that are looked at.
const COMMITS_MAX: usize = 1_000_000;
/// Trees nest no deeper: nothing that a registry holds does.
const DEPTH_MAX: usize = 64;
/// Git's notes of something that is not finished, by the words for it.
const UNFINISHED: [(&str, &str); 7] = [
    ("MERGE_HEAD", "a merge"),
    ("CHERRY_PICK_HEAD", "a cherry-pick"),
    ("REVERT_HEAD", "a revert"),
    ("BISECT_LOG", "a bisection"),
    ("rebase-merge", "a rebase"),
    ("rebase-apply", "a rebase"),
    ("sequencer", "a cherry-pick"),
];

/// What goes out of history.
#[derive(Debug, Clone)]
pub struct Forgetting<'a> {
    /// Folders, without `/` at their ends, and files; what the commit that is checked out has of them stays.
    pub folders: &'a [String],
    /// What commit messages and tags no longer say, the longest first.
    pub words: &'a [String],
    /// What they say instead.
    pub instead: &'a str,
    /// What a message mentions that is about those files, even where its commit has none of them.
    pub about: &'a str,
    /// Files that the commit which is checked out still has, and that are about to be removed.
    pub going: &'a BTreeSet<String>,
}

/// What of it a history holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Held {
    /// How many commits have such files.
    pub commits: usize,
    /// The branches, tags and other references through which they are reached, sorted.
    pub references: Vec<String>,
    /// The remotes that were seen to have such commits, sorted.
    pub remotes: BTreeSet<String>,
}

/// What the rewriting did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rewritten {
    /// How many commits were made again.
    pub commits: usize,
    /// How many objects were removed.
    pub removed: usize,
    /// What could not be removed, and why, in words.
    pub kept: Vec<String>,
}

/// One walk through everything that references reach.
struct Walk<'a> {
    store: &'a Store,
    silence: Silence<'a>,
    wanted: &'a [String],
    /// Every reference that is not symbolic, with what it names.
    references: Vec<(String, ObjectId)>,
    /// Every commit, parents first.
    commits: Vec<Commit>,
    /// The folders of each tree that has any.
    folders: HashMap<ObjectId, Vec<ObjectId>>,
    /// The single files of each tree that has any.
    files: HashMap<ObjectId, Vec<ObjectId>>,
    /// The files that go.
    doomed: HashSet<ObjectId>,
    /// What became of each tree; none where nothing is left of it.
    trees: HashMap<ObjectId, Option<ObjectId>>,
}

impl Store {
    /// What of some files the history of all references holds.
    ///
    /// # Errors
    /// Where history cannot be read, or cannot be rewritten in this clone.
    pub fn held(&self, forgetting: &Forgetting<'_>) -> Result<Held, StoreError> {
        self.check_rewritable()?;
        let walk = Walk::through(self, forgetting)?;
        let mut held = Held::default();
        let mut holding: HashSet<ObjectId> = HashSet::new();
        for commit in &walk.commits {
            let has = walk.has(commit)?;
            held.commits += usize::from(has);
            if has || commit.parents.iter().any(|parent| holding.contains(parent)) {
                holding.insert(commit.id);
            }
        }
        for (name, id) in &walk.references {
            let is_held = self.objects.peel(id).is_ok_and(|commit| holding.contains(&commit.id));
            if !is_held {
                continue;
            }
            match remote_of(name) {
                Some(remote) => drop(held.remotes.insert(remote.to_owned())),
                None => held.references.push(name.clone()),
            }
        }
        Ok(held)
    }

    fn check_rewritable(&self) -> Result<(), StoreError> {
        let refuse = |why: &str, attempt: &str| {
            Err(StoreError::Rewrite { why: why.to_owned(), attempt: attempt.to_owned() })
        };
        let (git_dir, common_dir) = (&self.refs.git_dir, &self.refs.common_dir);
        if self.is_shallow() {
            return refuse("its history was cut when it was made", "git fetch --unshallow");
        }
        let linked = fs::read_dir(common_dir.join("worktrees"));
        if git_dir != common_dir || linked.is_ok_and(|mut linked| linked.next().is_some()) {
            return refuse("it has linked work trees", "git worktree list, and remove them");
        }
        if self.head_branch()?.is_none() {
            return refuse("no branch is checked out", "git switch main");
        }
        if self.refs.find("refs/stash")?.is_some() {
            return refuse("git stash has something", "git stash pop, or git stash drop");
        }
        match UNFINISHED.iter().find(|(file, _)| git_dir.join(file).exists()) {
            Some((_, what)) => refuse(&format!("{what} is not finished"), "git status"),
            None => Ok(()),
        }
    }
}

/// The remote whose state a reference remembers: git's own, and what a remote accepted from us.
fn remote_of(name: &str) -> Option<&str> {
    let prefixes = ["refs/remotes/", "refs/countersign/accepted/"];
    let rest = prefixes.into_iter().find_map(|prefix| name.strip_prefix(prefix))?;
    rest.split('/').next()
}

impl WriteLock<'_> {
    /// Takes files out of the history of every branch and tag, and removes what nothing names any more.
    ///
    /// Branches of remotes that have them are forgotten here; the remotes themselves are not touched.
    /// [`Store::brings_back`] finds them in what others send from then on; `salt` is sixteen bytes at random.
    ///
    /// # Errors
    /// Where history cannot be read or rewritten; then nothing has changed.
    pub fn rewrite(
        &self,
        forgetting: &Forgetting<'_>,
        salt: Salt,
    ) -> Result<Rewritten, StoreError> {
        self.store.check_rewritable()?;
        let mut walk = Walk::through(self.store, forgetting)?;
        let mut written = Written::new(self.store);
        let mut made: HashMap<ObjectId, ObjectId> = HashMap::new();
        let mut gone = Vec::new();
        let commits = std::mem::take(&mut walk.commits);
        for commit in &commits {
            let new = walk.remake(commit, &made, &mut written)?;
            if new == commit.id {
                continue;
            }
            if !commit.parents.iter().any(|parent| made.contains_key(parent)) {
                gone.push(Gone::of(&commit.id, salt));
            }
            made.insert(commit.id, new);
        }
        let mut moves = Vec::new();
        for (name, old) in &walk.references {
            let new = walk.remake_reference(old, &made, &mut written)?;
            if new != *old {
                let new = if remote_of(name).is_some() { ObjectId::ZERO } else { new };
                moves.push((name.clone(), *old, new));
            }
        }
        written.sync()?;
        self.decide(&moves, &gone)?;
        let mut done = self.finish_rewrite()?.unwrap_or_default();
        done.commits = made.len();
        Ok(done)
    }
}

impl<'a> Walk<'a> {
    fn through(store: &'a Store, forgetting: &Forgetting<'a>) -> Result<Self, StoreError> {
        let mut walk = Self {
            store,
            silence: Silence {
                words: forgetting.words,
                instead: forgetting.instead,
                about: forgetting.about,
            },
            wanted: forgetting.folders,
            references: Vec::new(),
            commits: Vec::new(),
            folders: HashMap::new(),
            files: HashMap::new(),
            doomed: HashSet::new(),
            trees: HashMap::new(),
        };
        for (name, id) in store.refs.below("refs/")? {
            if !store.refs.is_symbolic(&name)? {
                walk.references.push((name, id));
            }
        }
        walk.order()?;
        walk.doom(forgetting.going)?;
        Ok(walk)
    }

    /// Every commit that a reference reaches, parents first.
    fn order(&mut self) -> Result<(), StoreError> {
        let mut seen: HashSet<ObjectId> = HashSet::new();
        for (_, id) in &self.references {
            // Notes of programs may name other things than commits.
            let Ok(tip) = self.store.objects.peel(id) else { continue };
            let mut stack = vec![(tip, false)];
            while let Some((commit, is_ready)) = stack.pop() {
                if is_ready {
                    self.commits.push(commit);
                    continue;
                }
                if !seen.insert(commit.id) {
                    continue;
                }
                if seen.len() > COMMITS_MAX {
                    return Err(ObjectError::damaged(commit.id, "too long a history").into());
                }
                let parents = commit.parents.clone();
                stack.push((commit, true));
                for parent in parents.iter().filter(|parent| !seen.contains(parent)) {
                    stack.push((self.store.commit_at(parent)?, false));
                }
            }
        }
        Ok(())
    }

    /// Finds the files that go: all that ever lay in the folders and that the commit which is checked out does not have.
    fn doom(&mut self, going: &BTreeSet<String>) -> Result<(), StoreError> {
        let objects = &self.store.objects;
        for commit in &self.commits {
            for folder in self.wanted {
                let Some(entry) = snapshot::find(objects, &commit.tree, folder)? else { continue };
                let found = match entry.mode {
                    Mode::Folder => &mut self.folders,
                    Mode::Submodule => continue,
                    _ => &mut self.files,
                };
                let found = found.entry(commit.tree).or_default();
                if !found.contains(&entry.id) {
                    found.push(entry.id);
                }
            }
        }
        let mut seen = HashSet::new();
        let mut doomed: HashSet<ObjectId> = self.files.values().flatten().copied().collect();
        for folder in self.folders.values().flatten() {
            self.files_of(folder, &mut seen, &mut doomed, 0)?;
        }
        let head = self.store.commit_at(&self.store.head()?)?;
        let mut stays = HashSet::new();
        self.files_of(&head.tree, &mut HashSet::new(), &mut stays, 0)?;
        for path in going {
            if let Some(entry) = snapshot::find(objects, &head.tree, path)? {
                stays.remove(&entry.id);
            }
        }
        doomed.retain(|id| !stays.contains(id));
        self.doomed = doomed;
        Ok(())
    }

    /// Adds every file below a folder.
    fn files_of(
        &self,
        folder: &ObjectId,
        seen: &mut HashSet<ObjectId>,
        files: &mut HashSet<ObjectId>,
        depth: usize,
    ) -> Result<(), StoreError> {
        if depth > DEPTH_MAX {
            return Err(ObjectError::damaged(*folder, "folders nested too deeply").into());
        }
        if !seen.insert(*folder) {
            return Ok(());
        }
        for entry in self.store.objects.tree(folder)? {
            match entry.mode {
                Mode::Folder => self.files_of(&entry.id, seen, files, depth + 1)?,
                Mode::Submodule => {}
                _ => drop(files.insert(entry.id)),
            }
        }
        Ok(())
    }

    /// Whether a commit has such files in the folders.
    fn has(&self, commit: &Commit) -> Result<bool, StoreError> {
        let files = self.files.get(&commit.tree).into_iter().flatten();
        if files.into_iter().any(|file| self.doomed.contains(file)) {
            return Ok(true);
        }
        let Some(folders) = self.folders.get(&commit.tree) else { return Ok(false) };
        let (mut seen, mut files) = (HashSet::new(), HashSet::new());
        for folder in folders {
            self.files_of(folder, &mut seen, &mut files, 0)?;
        }
        Ok(files.iter().any(|file| self.doomed.contains(file)))
    }

    fn remake(
        &mut self,
        commit: &Commit,
        made: &HashMap<ObjectId, ObjectId>,
        written: &mut Written<'_>,
    ) -> Result<ObjectId, StoreError> {
        let tree = match self.tree(&commit.tree, written, 0)? {
            Some(tree) => tree,
            None => written.put(Kind::Tree, b"")?,
        };
        let parents: Vec<ObjectId> =
            commit.parents.iter().map(|id| made.get(id).copied().unwrap_or(*id)).collect();
        let mut before = None;
        if let Some(parent) = commit.parents.first() {
            before = self.folders.get(&self.store.commit_at(parent)?.tree).cloned();
        }
        let brings = self.folders.get(&commit.tree) != before.as_ref();
        let (_, bytes) = self.store.objects.read(&commit.id, COMMIT_BYTES_MAX)?;
        let is_about = tree != commit.tree || brings;
        let new = remake::commit(&bytes, (&tree, &parents), &self.silence, is_about, brings);
        if tree == commit.tree && parents == commit.parents && new.is_none() {
            return Ok(commit.id);
        }
        let new = new.unwrap_or_else(|| remake::unsigned(&bytes, (&tree, &parents)));
        written.put(Kind::Commit, &new)
    }

    /// A tree without the files that go; none where nothing is left.
    fn tree(
        &mut self,
        id: &ObjectId,
        written: &mut Written<'_>,
        depth: usize,
    ) -> Result<Option<ObjectId>, StoreError> {
        if let Some(known) = self.trees.get(id) {
            return Ok(*known);
        }
        if depth > DEPTH_MAX {
            return Err(ObjectError::damaged(*id, "folders nested too deeply").into());
        }
        let entries = self.store.objects.tree(id)?;
        let mut left: Vec<Entry> = Vec::with_capacity(entries.len());
        for entry in &entries {
            match entry.mode {
                Mode::Folder => {
                    let new = self.tree(&entry.id, written, depth + 1)?;
                    left.extend(new.map(|id| Entry { id, ..entry.clone() }));
                }
                Mode::Submodule => left.push(entry.clone()),
                _ if self.doomed.contains(&entry.id) => {}
                _ => left.push(entry.clone()),
            }
        }
        let new = if left == entries {
            Some(*id)
        } else if left.is_empty() {
            None
        } else {
            Some(written.put(Kind::Tree, &write_tree(&mut left))?)
        };
        self.trees.insert(*id, new);
        Ok(new)
    }

    /// What a reference names afterwards; tags are made again like the commits that they name.
    fn remake_reference(
        &self,
        old: &ObjectId,
        made: &HashMap<ObjectId, ObjectId>,
        written: &mut Written<'_>,
    ) -> Result<ObjectId, StoreError> {
        if let Some(new) = made.get(old) {
            return Ok(*new);
        }
        let Ok((Kind::Tag, bytes)) = self.store.objects.read(old, COMMIT_BYTES_MAX) else {
            return Ok(*old);
        };
        let named = super::object::parse_tag(&bytes).map_err(|why| ObjectError::damaged(*old, why));
        let new = self.remake_reference(&named?.0, made, written)?;
        match remake::tag(&bytes, &new, &self.silence) {
            Some(bytes) => written.put(Kind::Tag, &bytes),
            None => Ok(*old),
        }
    }
}
