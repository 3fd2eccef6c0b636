//! Everything that comes from outside: the clock, randomness, variables, the terminal.
//!
//! It is read in one place and passed on, so that a test or the demonstration can hold it still.

use std::collections::BTreeMap;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;

use countersign_core::time::Timestamp;
use countersign_speech::locale::Locale;
use countersign_workflow::world::Seeded;

/// Fills a buffer with random bytes.
type Random = Box<dyn FnMut(&mut [u8]) -> io::Result<()>>;
/// Asks for a passphrase without showing it.
type Passphrase = Box<dyn FnMut(&str) -> io::Result<String>>;

/// The outside world as a command sees it.
pub struct Environment {
    /// The time when the command started.
    pub now: Timestamp,
    /// Randomness for salts and keys.
    pub random: Random,
    /// Environment variables.
    pub variables: BTreeMap<String, String>,
    /// The current directory.
    pub directory: PathBuf,
    /// Answers to questions.
    pub input: Box<dyn BufRead>,
    /// Whether a person can answer.
    pub input_is_terminal: bool,
    /// Results.
    pub output: Box<dyn Write>,
    /// Whether results go to a terminal.
    pub output_is_terminal: bool,
    /// Messages and questions.
    pub messages: Box<dyn Write>,
    /// Asks for a passphrase on the terminal.
    pub passphrase: Passphrase,
}

impl Environment {
    /// The real one.
    ///
    /// # Errors
    /// Where the current directory or the clock cannot be read.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    pub fn system() -> io::Result<Self> {
        let since = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .map_err(io::Error::other)?;
        let seconds = i64::try_from(since.as_secs()).map_err(io::Error::other)?;
        Ok(Self {
            now: Timestamp::from_unix_seconds(seconds).map_err(io::Error::other)?,
            random: Box::new(|buffer| getrandom::fill(buffer).map_err(io::Error::other)),
            variables: std::env::vars_os()
                .filter_map(|(name, value)| {
                    Some((name.into_string().ok()?, value.into_string().ok()?))
                })
                .collect(),
            directory: std::env::current_dir()?,
            input: Box::new(io::BufReader::new(io::stdin())),
            input_is_terminal: io::stdin().is_terminal(),
            output: Box::new(io::stdout()),
            output_is_terminal: io::stdout().is_terminal(),
            messages: Box::new(io::stderr()),
            passphrase: Box::new(|question| rpassword::prompt_password(question)),
        })
    }

    /// One that is held still: a given time, bytes that follow from `seed`, no variables, nobody who answers.
    ///
    /// For tests and the demonstration only: what it calls random is known to everybody.
    pub fn fixed(now: Timestamp, seed: &[u8], directory: PathBuf) -> Self {
        let mut seeded = Seeded::new(seed);
        let random: Random = Box::new(move |buffer| {
            seeded.fill(buffer);
            Ok(())
        });
        Self {
            now,
            random,
            variables: BTreeMap::new(),
            directory,
            input: Box::new(io::empty()),
            input_is_terminal: false,
            output: Box::new(io::sink()),
            output_is_terminal: false,
            messages: Box::new(io::sink()),
            passphrase: Box::new(|_| Err(io::Error::other("nobody is there to ask"))),
        }
    }

    /// A variable that is set and not empty.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The language that the variables ask for, as POSIX orders them; English where they ask for one that is not spoken.
    #[must_use]
    pub fn locale(&self) -> Locale {
        let asked =
            ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| self.variable(name));
        asked.and_then(Locale::of_posix).unwrap_or_default()
    }

    /// `N` random bytes.
    ///
    /// # Errors
    /// Where the system has none.
    pub fn random_bytes<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let mut bytes = [0; N];
        (self.random)(&mut bytes)?;
        Ok(bytes)
    }
}
