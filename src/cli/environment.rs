//! Everything that comes from outside: the clock, randomness, variables, the terminal.
//!
//! It is read in one place and passed on, so that a test or the demonstration can hold it still.

use std::collections::BTreeMap;
use std::ffi::OsString;
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
    /// Whether a terminal here takes escape sequences for what they are; old consoles of Windows print them.
    pub escapes_work: bool,
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
            variables: variables(std::env::vars_os(), std::env::home_dir, cfg!(windows)),
            directory: std::env::current_dir()?,
            input: Box::new(io::BufReader::new(io::stdin())),
            input_is_terminal: io::stdin().is_terminal(),
            output: Box::new(io::stdout()),
            output_is_terminal: io::stdout().is_terminal(),
            escapes_work: anstyle_query::windows::enable_ansi_colors().unwrap_or(true),
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
            escapes_work: true,
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

/// The variables of a process; where none says which folder is home, the system is asked.
fn variables(
    given: impl Iterator<Item = (OsString, OsString)>,
    home: impl FnOnce() -> Option<PathBuf>,
    is_windows: bool,
) -> BTreeMap<String, String> {
    let mut variables: BTreeMap<String, String> = given
        .filter_map(|(name, value)| {
            let name = name.into_string().ok()?;
            // Windows has one `Path`, however it is written.
            let name = if is_windows { name.to_uppercase() } else { name };
            Some((name, value.into_string().ok()?))
        })
        .collect();
    let name = if is_windows { "USERPROFILE" } else { "HOME" };
    // One that is set and empty says that there is none.
    if !variables.contains_key(name) {
        let home = home().and_then(|home| home.into_os_string().into_string().ok());
        variables.extend(home.map(|home| (name.to_owned(), home)));
    }
    variables
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(given: &[(&str, &str)], is_windows: bool) -> Vec<(String, String)> {
        let given = given.iter().map(|(name, value)| (name.into(), value.into()));
        variables(given, || Some("/house/Inés".into()), is_windows).into_iter().collect()
    }

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn where_no_variable_names_the_home_folder_the_system_does() {
        assert_eq!(of(&[], false), [pair("HOME", "/house/Inés")]);
        assert_eq!(of(&[("HOME", "/a")], false), [pair("HOME", "/a")]);
        assert_eq!(of(&[("HOME", "")], false), [pair("HOME", "")], "somebody wants none");
        assert_eq!(of(&[], true), [pair("USERPROFILE", "/house/Inés")]);
    }

    #[test]
    fn windows_has_one_variable_however_it_is_written() {
        let given = [("Path", "a"), ("UserProfile", "b")];
        assert_eq!(of(&given, true), [pair("PATH", "a"), pair("USERPROFILE", "b")]);
    }
}
