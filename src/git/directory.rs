//! A plain folder without git: what `--dir` reads, and how single files are written.
//!
//! The same names are allowed as in git ([`countersign_core::tree::judge_names`]); symbolic links are never followed
//! and pipes and devices never opened.
//!
//! ```no_run
//! use countersign_git::directory::Directory;
//! use countersign_core::tree::Source;
//! let folder = Directory::open("unpacked-registry".as_ref())?;
//! let root = folder.read("keys/root/1.json", 64 << 10)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::fs::{self, DirEntry};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use countersign_core::tree::{
    DEPTH_MAX, FILES_MAX, FOLDERS_MAX, File, Listing, ODDITIES_MAX, Oddity, OddityKind, ReadError,
    Source, judge_names,
};

use crate::windows::{leads_to_device, persist};

/// Why a folder could not be listed, or a file not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot use {path}: {why}", path = path.display())]
pub struct DirectoryError {
    /// The folder or file.
    pub path: PathBuf,
    /// What the system said.
    pub why: io::Error,
}

/// The files below `registry/` and `keys/` in a plain folder, as they were when it was opened.
pub struct Directory {
    top: PathBuf,
    listing: Listing,
}

impl Directory {
    /// Lists a folder.
    ///
    /// # Errors
    /// Where the folder itself, `registry` or `keys` cannot be listed.
    pub fn open(path: &Path) -> Result<Self, DirectoryError> {
        let mut walk = Walk { listing: Listing::default(), folders: 0 };
        let top = path.to_owned();
        walk.folder(&top, "", 0).map_err(|why| DirectoryError { path: top.clone(), why })?;
        let mut listing = walk.listing;
        if walk.folders > FOLDERS_MAX
            || listing.files.len() > FILES_MAX
            || listing.oddities.len() > ODDITIES_MAX
        {
            listing.files.clear();
            listing.oddities.push(Oddity { path: String::new(), kind: OddityKind::TooMany });
        }
        listing.oddities.sort();
        Ok(Self { top, listing })
    }
}

impl Source for Directory {
    fn listing(&self) -> &Listing {
        &self.listing
    }

    fn read(&self, path: &str, max_bytes: u64) -> Result<Vec<u8>, ReadError> {
        let missing = || ReadError::Missing(path.to_owned());
        self.listing.files.get(path).ok_or_else(missing)?;
        let other = |why: String| ReadError::Other { path: path.to_owned(), why };
        let place = self.top.join(path);
        if leads_to_device(Path::new(path)) {
            return Err(other("Windows takes its name for a device".into()));
        }
        // It may have become something else since it was listed.
        match fs::symlink_metadata(&place) {
            Ok(found) if found.is_file() => {}
            Ok(_) => return Err(other("it is no longer a plain file".into())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(missing()),
            Err(error) => return Err(other(error.to_string())),
        }
        let read = || {
            let file = fs::File::open(&place)?;
            let size_bytes = file.metadata()?.len();
            let mut bytes = Vec::new();
            if size_bytes <= max_bytes {
                file.take(max_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
            }
            Ok((size_bytes.max(bytes.len() as u64), bytes))
        };
        let (size_bytes, bytes) = read().map_err(|error: io::Error| other(error.to_string()))?;
        if size_bytes > max_bytes {
            return Err(ReadError::TooLarge { path: path.to_owned(), size_bytes, max_bytes });
        }
        Ok(bytes)
    }
}

struct Walk {
    listing: Listing,
    folders: usize,
}

impl Walk {
    /// Lists `folder`, whose path in the registry is `path` and ends in `/` unless empty.
    fn folder(&mut self, folder: &Path, path: &str, depth: usize) -> io::Result<()> {
        self.folders += 1;
        if self.folders > FOLDERS_MAX
            || self.listing.files.len() > FILES_MAX
            || self.listing.oddities.len() > ODDITIES_MAX
        {
            return Ok(());
        }
        if depth > DEPTH_MAX {
            self.odd(path.trim_end_matches('/').to_owned(), OddityKind::Depth);
            return Ok(());
        }
        let mut entries: Vec<DirEntry> = Vec::new();
        for entry in fs::read_dir(folder)?.take(FILES_MAX + 1) {
            let entry = entry?;
            if depth > 0 || is_top(&entry) {
                entries.push(entry);
            }
        }
        let names: Vec<Vec<u8>> =
            entries.iter().map(|entry| entry.file_name().into_encoded_bytes()).collect();
        let names: Vec<&[u8]> = names.iter().map(Vec::as_slice).collect();
        for (entry, name) in entries.iter().zip(judge_names(&names)) {
            self.entry(entry, name, path, depth)?;
        }
        Ok(())
    }

    fn entry(
        &mut self,
        entry: &DirEntry,
        name: Result<&str, OddityKind>,
        path: &str,
        depth: usize,
    ) -> io::Result<()> {
        let whole = format!("{path}{}", entry.file_name().to_string_lossy());
        // DirEntry::metadata does not follow symbolic links.
        let found = entry.metadata()?;
        match name {
            Err(kind) => self.odd(whole, kind),
            Ok("registry" | "keys") if depth == 0 && found.is_dir() => {
                self.folder(&entry.path(), &(whole + "/"), 1)?;
            }
            // What is called KEYS alone is none of ours.
            Ok(name) if depth == 0 && name != "registry" && name != "keys" => {}
            Ok(_) if found.is_symlink() => self.odd(whole, OddityKind::Symlink),
            Ok(_) if found.is_file() => {
                let file = File { size_bytes: Some(found.len()), id: None };
                self.listing.files.insert(whole, file);
            }
            // Below the top a folder that cannot be read is something odd, not the end.
            Ok(_) if found.is_dir() => {
                let inner = format!("{whole}/");
                if self.folder(&entry.path(), &inner, depth + 1).is_err() {
                    self.odd(whole, OddityKind::Damaged);
                }
            }
            Ok(_) => self.odd(whole, OddityKind::Special),
        }
        Ok(())
    }

    fn odd(&mut self, path: String, kind: OddityKind) {
        self.listing.oddities.push(Oddity { path, kind });
    }
}

fn is_top(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy().to_lowercase();
    name == "registry" || name == "keys"
}

/// Writes a whole file or nothing: beside it first, then made durable, then renamed over it.
///
/// `mode` is what Unix calls permissions, such as `0o600`; elsewhere only "read-only" is kept of it.
///
/// # Errors
/// Where the system refuses; the old file is then still there.
pub fn write_atomic(path: &Path, bytes: &[u8], mode: u32) -> Result<(), DirectoryError> {
    let write = || {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut file = tempfile::Builder::new().prefix(".countersign-").tempfile_in(folder)?;
        set_mode(file.as_file(), mode)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        persist(file, path).map_err(|error| error.error)?;
        sync_folder(folder)
    };
    write().map_err(|why| DirectoryError { path: path.to_owned(), why })
}

#[cfg(unix)]
pub(crate) fn set_mode(file: &fs::File, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
pub(crate) fn set_mode(file: &fs::File, mode: u32) -> io::Result<()> {
    let mut permissions = file.metadata()?.permissions();
    permissions.set_readonly(mode & 0o200 == 0);
    file.set_permissions(permissions)
}

/// Makes the names in a folder durable, where the system can.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { fs::File::open(folder)?.sync_all() } else { Ok(()) }
}
