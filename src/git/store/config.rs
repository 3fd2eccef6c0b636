//! Settings in git's configuration.

use git2::{Config, ErrorCode};

use super::object::ObjectId;
use super::{Store, StoreError, WriteLock};

/// Only such keys are also looked for in the user's own configuration.
const OURS: &str = "countersign.";

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
