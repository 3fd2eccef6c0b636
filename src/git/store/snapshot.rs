//! The files of one commit, for many threads to read.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::object::{Entry, Mode, ObjectError, ObjectId};
use super::objects::Objects;
use countersign_core::tree::{
    DEPTH_MAX, FILES_MAX, FOLDERS_MAX, File, Listing, ODDITIES_MAX, Oddity, OddityKind, ReadError,
    Source, judge_names,
};

/// The folders that a registry consists of.
pub(super) const TOPS: [&str; 2] = ["keys", "registry"];

/// The files below `registry/` and `keys/` in one commit.
pub struct Snapshot {
    objects: Arc<Objects>,
    listing: Listing,
    files_read: AtomicUsize,
}

impl Snapshot {
    /// The files of a listing, whose content these objects have.
    pub(super) const fn listed(objects: Arc<Objects>, listing: Listing) -> Self {
        Self { objects, listing, files_read: AtomicUsize::new(0) }
    }

    /// How often a file was read.
    #[must_use]
    pub fn files_read(&self) -> usize {
        self.files_read.load(Ordering::Relaxed)
    }

    /// The files below some folders alone, such as `keys/`; each ends in `/` and has no oddities of its parents.
    pub(super) fn below(
        objects: Arc<Objects>,
        tree: &ObjectId,
        folders: &[String],
        files: &[String],
        replaced: Option<Oddity>,
    ) -> Result<Self, ObjectError> {
        let bounds = Bounds::default();
        let walk = Walk::new(&objects, &bounds);
        let mut found = Found::default();
        found.oddities.extend(replaced);
        for folder in folders {
            if let Some(entry) = find(&objects, tree, folder.trim_end_matches('/'))? {
                walk.add(&(folder.as_str().into(), entry.id), &mut found);
            }
        }
        let mut listing = walk.listing(found);
        for path in files {
            if let Some(entry) = find(&objects, tree, path)? {
                let id = Some(*entry.id.as_bytes());
                listing.files.insert(path.clone(), File { size_bytes: None, id });
            }
        }
        Ok(Self::listed(objects, listing))
    }

    /// The files at some paths below the folder `name` with this id.
    pub(super) fn of(
        objects: Arc<Objects>,
        name: &str,
        folder: &ObjectId,
        files: &[String],
    ) -> Result<Self, ObjectError> {
        let mut listing = Listing::default();
        for path in files {
            let below = path.strip_prefix(name).and_then(|path| path.strip_prefix('/'));
            let Some(below) = below else { continue };
            if let Some(entry) = find(&objects, folder, below)? {
                let id = Some(*entry.id.as_bytes());
                listing.files.insert(path.clone(), File { size_bytes: None, id });
            }
        }
        Ok(Self::listed(objects, listing))
    }

    pub(super) fn new(
        objects: Arc<Objects>,
        tree: &ObjectId,
        replaced: Option<Oddity>,
    ) -> Result<Self, ObjectError> {
        let bounds = Bounds::default();
        let (listing, _) = Walk::new(&objects, &bounds).top(tree, None, replaced)?;
        Ok(Self::listed(objects, listing))
    }
}

impl Source for Snapshot {
    fn listing(&self) -> &Listing {
        &self.listing
    }

    fn read(&self, path: &str, max_bytes: u64) -> Result<Vec<u8>, ReadError> {
        let file = self.listing.files.get(path);
        let file = file.ok_or_else(|| ReadError::Missing(path.to_owned()))?;
        self.read_listed(path, file, max_bytes)
    }

    fn read_listed(&self, path: &str, file: &File, max_bytes: u64) -> Result<Vec<u8>, ReadError> {
        self.files_read.fetch_add(1, Ordering::Relaxed);
        let id = file.id.ok_or_else(|| ReadError::Missing(path.to_owned()))?;
        let read = self.objects.blob(&ObjectId::from_bytes(id), max_bytes);
        let path = || path.to_owned();
        read.map_err(|error| match error {
            // The tree names it, so that it is this copy that lacks it, as a partial clone does.
            ObjectError::Missing(_) => {
                let why = "git does not have its content here".to_owned();
                ReadError::Damaged { path: path(), why }
            }
            ObjectError::TooLarge { size_bytes, max_bytes, .. } => {
                ReadError::TooLarge { path: path(), size_bytes, max_bytes }
            }
            ObjectError::Damaged { why, .. } => ReadError::Damaged { path: path(), why },
            ObjectError::Io { why, .. } => ReadError::Other { path: path(), why: why.to_string() },
        })
    }
}

/// The ids of the folders that a registry consists of, where each is there once and nothing is called like one of them.
pub(super) fn tops(
    objects: &Objects,
    tree: &ObjectId,
) -> Result<[Option<ObjectId>; 2], ObjectError> {
    let top = objects.tree(tree)?;
    let called = |name: &str| -> Option<ObjectId> {
        let like = |entry: &&Entry| String::from_utf8_lossy(&entry.name).to_lowercase() == name;
        let mut like = top.iter().filter(like);
        let (entry, None) = (like.next()?, like.next()) else { return None };
        let is_it = entry.name == name.as_bytes() && entry.mode == Mode::Folder;
        is_it.then_some(entry.id)
    };
    Ok(TOPS.map(called))
}

/// The entry at a path, found folder by folder.
pub(super) fn find(
    objects: &Objects,
    tree: &ObjectId,
    path: &str,
) -> Result<Option<Entry>, ObjectError> {
    let mut tree = *tree;
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        let entry = objects.tree(&tree)?.into_iter().find(|entry| entry.name == part.as_bytes());
        match entry {
            Some(entry) if parts.peek().is_none() => return Ok(Some(entry)),
            Some(entry) if entry.mode == Mode::Folder => tree = entry.id,
            _ => return Ok(None),
        }
    }
    Ok(None)
}

/// A folder by its path, which ends in `/`, and its id.
pub(super) type Folder = (Box<str>, ObjectId);

/// What a walk found, in no order.
#[derive(Default)]
pub(super) struct Found {
    files: Vec<(String, File)>,
    oddities: Vec<Oddity>,
    later: Vec<Folder>,
}

/// How much a walk has met, of how much it may: a tree may name itself a thousand times over.
pub(super) struct Bounds {
    files_max: usize,
    files: AtomicUsize,
    folders: AtomicUsize,
    oddities: AtomicUsize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self::of(FILES_MAX)
    }
}

impl Bounds {
    /// Nothing was met, of so many files.
    pub(super) fn of(files_max: usize) -> Self {
        let [files, folders, oddities] = [const { AtomicUsize::new(0) }; 3];
        Self { files_max, files, folders, oddities }
    }

    /// As if these had been met, too.
    pub(super) fn add(&self, [files, folders, oddities]: [usize; 3]) {
        self.files.fetch_add(files, Ordering::Relaxed);
        self.folders.fetch_add(folders, Ordering::Relaxed);
        self.oddities.fetch_add(oddities, Ordering::Relaxed);
    }

    /// How many files, folders and oddities were met.
    pub(super) fn met(&self) -> [usize; 3] {
        [&self.files, &self.folders, &self.oddities].map(|count| count.load(Ordering::Relaxed))
    }

    /// As if no more than these had been met.
    pub(super) fn reset(&self, [files, folders, oddities]: &[usize; 3]) {
        self.files.store(*files, Ordering::Relaxed);
        self.folders.store(*folders, Ordering::Relaxed);
        self.oddities.store(*oddities, Ordering::Relaxed);
    }

    pub(super) fn is_full(&self) -> bool {
        self.files.load(Ordering::Relaxed) > self.files_max
            || self.folders.load(Ordering::Relaxed) > FOLDERS_MAX
            || self.oddities.load(Ordering::Relaxed) > ODDITIES_MAX
    }
}

/// Tells by its path which folder is not walked into.
type IsLater<'a> = Option<&'a (dyn Fn(&str) -> bool + Sync)>;

/// A walk that ends.
#[derive(Clone, Copy)]
pub(super) struct Walk<'a> {
    objects: &'a Objects,
    bounds: &'a Bounds,
    is_later: IsLater<'a>,
}

impl<'a> Walk<'a> {
    pub(super) const fn new(objects: &'a Objects, bounds: &'a Bounds) -> Self {
        Self { objects, bounds, is_later: None }
    }

    /// Everything below the folders of a registry, and the folders that were left for later.
    pub(super) fn top(
        mut self,
        tree: &ObjectId,
        is_later: IsLater<'a>,
        replaced: Option<Oddity>,
    ) -> Result<(Listing, Vec<Folder>), ObjectError> {
        self.is_later = is_later;
        let of_registry = |entry: &Entry| {
            let name = String::from_utf8_lossy(&entry.name).to_lowercase();
            TOPS.contains(&name.as_str())
        };
        let top: Vec<Entry> = self.objects.tree(tree)?.into_iter().filter(of_registry).collect();
        let mut found = self.entries("", &top, 0);
        // What is called KEYS alone is none of ours.
        found.files.retain(|(path, _)| TOPS.iter().any(|top| path.starts_with(top)));
        found.oddities.extend(replaced);
        let later = std::mem::take(&mut found.later);
        Ok((self.listing(found), later))
    }

    /// Adds everything below a folder.
    pub(super) fn add(&self, (path, id): &Folder, all: &mut Found) {
        let found = self.folder(path, id, path.matches('/').count());
        all.files.extend(found.files);
        all.oddities.extend(found.oddities);
    }

    /// The listing of all that was found; says so where that is more than anybody can be asked to look at.
    pub(super) fn listing(&self, found: Found) -> Listing {
        let Found { mut files, mut oddities, .. } = found;
        if self.bounds.is_full() {
            files = Vec::new();
            oddities.push(Oddity { path: String::new(), kind: OddityKind::TooMany });
        }
        oddities.sort();
        Listing { files: files.into_iter().collect(), oddities }
    }

    /// Everything below the folder `path`, which ends in `/`.
    fn folder(&self, path: &str, id: &ObjectId, depth: usize) -> Found {
        self.bounds.folders.fetch_add(1, Ordering::Relaxed);
        if self.bounds.is_full() {
            return Found::default();
        }
        let kind = match self.objects.tree(id) {
            Ok(_) if depth > DEPTH_MAX => OddityKind::Depth,
            Ok(entries) => return self.entries(path, &entries, depth),
            Err(_) => OddityKind::Damaged,
        };
        self.bounds.oddities.fetch_add(1, Ordering::Relaxed);
        let path = path.trim_end_matches('/').to_owned();
        Found { oddities: vec![Oddity { path, kind }], ..Found::default() }
    }

    fn entries(&self, path: &str, entries: &[Entry], depth: usize) -> Found {
        let names: Vec<&[u8]> = entries.iter().map(|entry| entry.name.as_slice()).collect();
        let mut found = Found::default();
        let mut folders: Vec<Folder> = Vec::new();
        for (entry, name) in entries.iter().zip(judge_names(&names)) {
            let whole = format!("{path}{}", String::from_utf8_lossy(&entry.name));
            let kind = match (name, entry.mode) {
                (Err(kind), _) => kind,
                (Ok(_), Mode::Symlink) => OddityKind::Symlink,
                (Ok(_), Mode::Submodule) => OddityKind::Submodule,
                (Ok(_), Mode::Folder) => {
                    let is_later = self.is_later.is_some_and(|is_later| is_later(&whole));
                    let list = if is_later { &mut found.later } else { &mut folders };
                    list.push(((whole + "/").into(), entry.id));
                    continue;
                }
                (Ok(_), Mode::File | Mode::Executable) => {
                    let id = Some(*entry.id.as_bytes());
                    found.files.push((whole, File { size_bytes: None, id }));
                    continue;
                }
            };
            found.oddities.push(Oddity { path: whole, kind });
        }
        self.bounds.files.fetch_add(found.files.len(), Ordering::Relaxed);
        self.bounds.oddities.fetch_add(found.oddities.len(), Ordering::Relaxed);
        let below: Vec<Found> =
            folders.par_iter().map(|(path, id)| self.folder(path, id, depth + 1)).collect();
        for one in below {
            found.files.extend(one.files);
            found.oddities.extend(one.oddities);
            found.later.extend(one.later);
        }
        found
    }
}
