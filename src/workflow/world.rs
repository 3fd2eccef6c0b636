//! Everything that comes from outside, as one trait: the clock, randomness, variables, folders, passphrases, progress.
//!
//! Files of a registry are no part of it: those are read and written by `store`.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::clock::Doubt;
use countersign_core::digest::Hash;
use countersign_core::time::Timestamp;

/// The outside world as the workflow sees it.
pub trait World {
    /// The time when the work began.
    fn now(&self) -> Timestamp;

    /// Fills a buffer with randomness for salts, keys and pauses.
    ///
    /// # Errors
    /// Where the system has none.
    fn fill_random(&mut self, buffer: &mut [u8]) -> io::Result<()>;

    /// Whether somebody says that the clock is right, although it may be wrong.
    fn confirms_clock(&mut self, _doubt: &Doubt) -> bool {
        false
    }

    /// The environment variables, which programs that are started inherit.
    fn variables(&self) -> &BTreeMap<String, String>;

    /// The current directory.
    fn directory(&self) -> &Path;

    /// The passphrase of a key file.
    ///
    /// # Errors
    /// Where nobody gives one.
    fn passphrase(&mut self, file: &Path) -> Result<Zeroizing<String>, NoPassphrase>;

    /// A security key is about to wait for somebody's touch.
    ///
    /// # Errors
    /// Where nobody could be told.
    fn touch(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// Whether somebody can answer a program that is started and asks on the terminal.
    fn is_attended(&self) -> bool {
        false
    }

    /// Whether somebody sees how far a long run has come.
    fn is_watched(&self) -> bool {
        false
    }

    /// How far it has come.
    fn watch(&mut self, _progress: Progress) {}

    /// A variable that is set and not empty.
    fn variable(&self, name: &str) -> Option<&str> {
        self.variables().get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// A path that somebody gave, which is relative to the current directory.
    fn path(&self, path: &Path) -> PathBuf {
        self.directory().join(path)
    }

    /// What was seen and signed; none where there is no home directory.
    fn state_folder(&self) -> Option<PathBuf> {
        Purpose::State.folder(self, cfg!(windows))
    }

    /// What only saves work.
    fn cache_folder(&self) -> Option<PathBuf> {
        Purpose::Cache.folder(self, cfg!(windows))
    }

    /// What the person decided, and their keys.
    fn configuration_folder(&self) -> Option<PathBuf> {
        Purpose::Configuration.folder(self, cfg!(windows))
    }
}

/// What one of the program's own folders is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    State,
    Cache,
    Configuration,
}

impl Purpose {
    /// Its folder: below the variable of the XDG Base Directory specification, else where the system keeps such things;
    /// none where no variable says where that is.
    ///
    /// On Windows `HOME` is set in some shells only, and what was seen in one must be known in the other.
    fn folder<W: World + ?Sized>(self, world: &W, is_windows: bool) -> Option<PathBuf> {
        let (variable, below_home, name) = match self {
            Self::State => ("XDG_STATE_HOME", ".local/state", "state"),
            Self::Cache => ("XDG_CACHE_HOME", ".cache", "cache"),
            Self::Configuration => ("XDG_CONFIG_HOME", ".config", "config"),
        };
        if let Some(given) = world.variable(variable) {
            return Some(Path::new(given).join("countersign"));
        }
        if !is_windows {
            return Some(Path::new(world.variable("HOME")?).join(below_home).join("countersign"));
        }
        let local = world.variable("LOCALAPPDATA").map(PathBuf::from).or_else(|| {
            Some(Path::new(world.variable("USERPROFILE")?).join("AppData").join("Local"))
        })?;
        Some(local.join("countersign").join(name))
    }
}

/// `N` random bytes.
///
/// # Errors
/// Where the system has none.
pub(crate) fn random_bytes<const N: usize>(world: &mut dyn World) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    world.fill_random(&mut bytes)?;
    Ok(bytes)
}

/// How far a long run has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Some of its steps are done.
    Part {
        /// How many.
        done: usize,
        /// Of how many.
        total: usize,
    },
    /// It is over, and was told of before.
    Over,
}

/// Why there is no passphrase.
#[derive(Debug)]
pub enum NoPassphrase {
    /// Nobody is there to ask.
    Nobody,
    /// It could not be read.
    Io(io::Error),
}

/// A world that is held still: a given time, bytes that follow from a seed, nobody who answers.
///
/// For tests only: what it calls random is known to everybody.
#[derive(Debug, Clone)]
pub struct Fixed {
    now: Timestamp,
    random: Seeded,
    directory: PathBuf,
    /// Environment variables; none to begin with, so that nothing is remembered.
    pub variables: BTreeMap<String, String>,
    /// The passphrases of key files.
    pub passphrases: BTreeMap<PathBuf, String>,
}

impl Fixed {
    /// One in a folder, without variables.
    #[must_use]
    pub fn new(now: Timestamp, seed: &[u8], directory: PathBuf) -> Self {
        let random = Seeded::new(seed);
        let (variables, passphrases) = (BTreeMap::new(), BTreeMap::new());
        Self { now, random, directory, variables, passphrases }
    }
}

impl World for Fixed {
    fn now(&self) -> Timestamp {
        self.now
    }

    fn fill_random(&mut self, buffer: &mut [u8]) -> io::Result<()> {
        self.random.fill(buffer);
        Ok(())
    }

    fn variables(&self) -> &BTreeMap<String, String> {
        &self.variables
    }

    fn directory(&self) -> &Path {
        &self.directory
    }

    fn passphrase(&mut self, file: &Path) -> Result<Zeroizing<String>, NoPassphrase> {
        self.passphrases.get(file).cloned().map(Zeroizing::new).ok_or(NoPassphrase::Nobody)
    }
}

/// Bytes that follow from a seed, and look random to whoever does not know it.
#[derive(Debug, Clone)]
pub struct Seeded {
    seed: Hash,
    counter: u64,
}

impl Seeded {
    /// The bytes of this seed, from the first.
    #[must_use]
    pub fn new(seed: &[u8]) -> Self {
        Self { seed: Hash::of(seed), counter: 0 }
    }

    /// Fills a buffer with the next ones.
    pub fn fill(&mut self, buffer: &mut [u8]) {
        for chunk in buffer.chunks_mut(32) {
            let block = Hash::of_parts(&[self.seed.as_bytes(), &self.counter.to_be_bytes()]);
            self.counter += 1;
            for (byte, value) in chunk.iter_mut().zip(block.as_bytes()) {
                *byte = *value;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_world_draws_the_same_bytes_again_and_never_the_same_twice() {
        let now = "2021-02-08T09:30:00Z".parse().unwrap();
        let draw = |world: &mut Fixed| random_bytes::<40>(world).unwrap();
        let mut world = Fixed::new(now, b"seed", "/".into());
        let (first, second) = (draw(&mut world), draw(&mut world));
        assert_ne!(first, second);
        assert_eq!(first, draw(&mut Fixed::new(now, b"seed", "/".into())));
        assert_ne!(first, draw(&mut Fixed::new(now, b"weed", "/".into())));
    }

    #[test]
    fn folders_follow_the_variables_and_else_the_home_directory() {
        let mut world = Fixed::new("2021-02-08T09:30:00Z".parse().unwrap(), b"", "/".into());
        assert_eq!(world.state_folder(), None);
        world.variables.insert("HOME".to_owned(), "/home/ana".to_owned());
        assert_eq!(world.state_folder(), Some("/home/ana/.local/state/countersign".into()));
        world.variables.insert("XDG_STATE_HOME".to_owned(), "/state".to_owned());
        assert_eq!(world.state_folder(), Some("/state/countersign".into()));
        world.variables.insert("XDG_STATE_HOME".to_owned(), String::new());
        assert_eq!(world.state_folder(), Some("/home/ana/.local/state/countersign".into()));
    }

    #[test]
    fn on_windows_folders_lie_in_one_place_whatever_the_shell() {
        let mut world = Fixed::new("2021-02-08T09:30:00Z".parse().unwrap(), b"", "/".into());
        let folder = |world: &Fixed| Purpose::State.folder(world, true);
        assert_eq!(folder(&world), None);
        let mut set = |name: &str, value: &str| {
            world.variables.insert(name.to_owned(), value.to_owned());
            folder(&world)
        };
        assert_eq!(set("HOME", "/c/Users/Ana"), None, "a shell's own");
        let profile = Path::new("U/Inés").join("AppData").join("Local");
        assert_eq!(set("USERPROFILE", "U/Inés"), Some(profile.join("countersign").join("state")));
        let local = Path::new("L").join("countersign").join("state");
        assert_eq!(set("LOCALAPPDATA", "L"), Some(local));
        assert_eq!(set("XDG_STATE_HOME", "X"), Some(Path::new("X").join("countersign")));
    }
}
