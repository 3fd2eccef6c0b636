//! Settings in git's configuration.

use std::io;
use std::path::{Path, PathBuf};

use git2::{Config, ErrorCode};

use super::object::ObjectId;
use super::{Store, StoreError, WriteLock, plain};

/// Only such keys are also looked for in the user's own configuration.
const OURS: &str = "countersign.";
/// Largest configuration that is read, in bytes: people write them.
const CONFIG_BYTES_MAX: u64 = 1 << 20;
/// How deep files may include each other, as in git.
const INCLUDES_MAX: usize = 10;
/// How often files may be included in all: ten that include each other a thousand times each would be read for ever.
const FILES_MAX: usize = 100;

impl Store {
    /// A setting of this repository, or for keys that start with `countersign.` else of the user.
    ///
    /// # Errors
    /// Where the configuration cannot be read.
    pub fn get_config(&self, key: &str) -> Result<Option<String>, StoreError> {
        let path = self.refs.common_dir.join("config");
        let own = look_up(Config::open(&path), key)?;
        if own.is_some() || !key.starts_with(OURS) {
            return Ok(own);
        }
        look_up(Config::open_default(), key)
    }
}

/// A setting of the user, where no repository is at hand.
///
/// # Errors
/// Where the configuration cannot be read.
pub fn user_config(key: &str) -> Result<Option<String>, StoreError> {
    look_up(Config::open_default(), key)
}

impl Store {
    /// Where git looks for hooks, if that is not this repository's own folder: its own or the user's configuration says.
    ///
    /// # Errors
    /// Where the configuration cannot be read.
    pub fn hooks_elsewhere(&self) -> Result<Option<String>, StoreError> {
        const KEY: &str = "core.hooksPath";
        match self.get_config(KEY)? {
            Some(folder) => Ok(Some(folder)),
            None => look_up(Config::open_default(), KEY),
        }
    }

    /// The names of the remotes that the repository's own configuration lists.
    ///
    /// # Errors
    /// Where the configuration cannot be read.
    pub fn remotes(&self) -> Result<Vec<String>, StoreError> {
        let explained = |error: git2::Error| explain("remote", &error);
        let config = Config::open(&self.refs.common_dir.join("config")).map_err(explained)?;
        let mut names = Vec::new();
        let mut entries = config.entries(Some("^remote\\..*\\.url$")).map_err(explained)?;
        while let Some(entry) = entries.next() {
            let name = entry.map_err(explained)?.name().unwrap_or_default().to_owned();
            names.extend(
                name.strip_prefix("remote.")
                    .and_then(|name| name.strip_suffix(".url"))
                    .map(str::to_owned),
            );
        }
        names.sort();
        names.dedup();
        Ok(names)
    }

    /// The commit that a remote's branch had when it was last heard of.
    ///
    /// # Errors
    /// Where the name is none, or its file cannot be read.
    pub fn remote_branch(
        &self,
        remote: &str,
        branch: &str,
    ) -> Result<Option<ObjectId>, StoreError> {
        self.refs.find(&format!("refs/remotes/{remote}/{branch}"))
    }
}

impl WriteLock<'_> {
    /// Writes a setting into this repository's own configuration.
    ///
    /// # Errors
    /// Where the key is none, or the file cannot be written.
    pub fn set_config(&self, key: &str, value: &str) -> Result<(), StoreError> {
        let path = self.store.refs.common_dir.join("config");
        let set = || Config::open(&path)?.set_str(key, value);
        set().map_err(|error| explain(key, &error))
    }
}

fn look_up(config: Result<Config, git2::Error>, key: &str) -> Result<Option<String>, StoreError> {
    match config.and_then(|config| config.get_string(key)) {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
        Err(error) => Err(explain(key, &error)),
    }
}

fn explain(key: &str, error: &git2::Error) -> StoreError {
    StoreError::Config { key: key.to_owned(), why: error.message().to_owned() }
}

/// Refuses a configuration that names a pipe or a device to be read with it: libgit2 would wait for ever to open it.
///
/// # Errors
/// Where it does.
pub(super) fn check_includes(path: &Path) -> Result<(), StoreError> {
    included(path, 0, &mut 0).map_err(|why| StoreError::io(path, why))
}

fn included(path: &Path, depth: usize, files: &mut usize) -> io::Result<()> {
    *files += 1;
    if *files > FILES_MAX {
        return Err(io::Error::other(format!("it includes more than {FILES_MAX} files")));
    }
    let Some(bytes) = plain::read(path, CONFIG_BYTES_MAX)? else { return Ok(()) };
    if depth > INCLUDES_MAX {
        return Err(io::Error::other("its files include each other too deeply"));
    }
    let text = String::from_utf8_lossy(&bytes).replace("\\\n", "");
    for line in text.lines() {
        for file in named(line) {
            included(&path.parent().unwrap_or(path).join(file), depth + 1, files)?;
        }
    }
    Ok(())
}

/// The files that a line may name, in whatever section: only `include` and `includeIf` have such a key.
fn named(line: &str) -> Vec<PathBuf> {
    // The name of a section may have the same letters before the key.
    let lower = line.to_ascii_lowercase();
    let values = lower.match_indices("path").filter_map(|(at, key)| {
        let value = line.get(at + key.len()..)?.trim_start().strip_prefix('=')?;
        Some(unquoted(value.trim()))
    });
    let file = |value: String| match value.strip_prefix("~/") {
        Some(below) => Some(Path::new(&std::env::var_os("HOME")?).join(below)),
        None => Some(value.into()),
    };
    values.filter_map(file).collect()
}

/// A value as git reads it: quotes go, a back-slash stands before a letter that means another one, a comment ends it.
fn unquoted(value: &str) -> String {
    let (mut plain, mut is_quoted) = (String::new(), false);
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => is_quoted = !is_quoted,
            ';' | '#' if !is_quoted => break,
            '\\' => plain.extend(letters.next().map(|next| match next {
                'n' => '\n',
                't' => '\t',
                'b' => '\u{8}',
                other => other,
            })),
            other => plain.push(other),
        }
    }
    plain.trim_end().to_owned()
}
