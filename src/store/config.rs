//! Settings in git's configuration.

use git2::{Config, ErrorCode};

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
