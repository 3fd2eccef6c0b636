//! One run of the program: its options and the world around it.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};
use serde::Serialize;

use super::environment::Environment;
use super::failure::{self, Failure, Stop};
use super::{Color, Global};
use countersign_core::canonical;
use countersign_core::time::Timestamp;
use countersign_speech::locale::{Locale, message};

pub(crate) struct Session {
    pub(crate) environment: Environment,
    global: Global,
}

impl Session {
    pub(crate) fn new(
        global: Global,
        mut environment: Environment,
    ) -> Result<Self, Box<(Failure, Environment)>> {
        if let Some(directory) = &global.directory {
            let directory = environment.directory.join(directory);
            if !directory.is_dir() {
                let failure =
                    Failure::new(Stop::Usage, message::failure_no_folder(directory.display()))
                        .attempt(message::failure_try_c());
                return Err(Box::new((failure, environment)));
            }
            environment.directory = directory;
        }
        if let Some(at) = global.at {
            environment.now = at;
        }
        Ok(Self { environment, global })
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.environment.now
    }

    /// Whether an option said what time it is.
    pub(crate) fn is_time_given(&self) -> bool {
        self.global.at.is_some()
    }

    /// The language of results.
    pub(crate) fn locale(&self) -> Locale {
        self.global.locale(&self.environment)
    }

    /// The language that was asked for by name, whatever the environment's is.
    pub(crate) fn chosen_locale(&self) -> Option<Locale> {
        self.global.chosen_locale()
    }

    pub(crate) fn json(&self) -> bool {
        self.global.json
    }

    pub(crate) fn verbose(&self) -> bool {
        self.global.verbose
    }

    /// Whether a question may be asked and somebody can answer it.
    pub(crate) fn may_ask(&self) -> bool {
        !self.global.no_input && self.environment.input_is_terminal
    }

    /// A path that was given on the command line.
    pub(crate) fn path(&self, path: &Path) -> PathBuf {
        self.environment.directory.join(path)
    }

    /// Prints a result.
    pub(crate) fn answer(&mut self, text: &str) -> Result<(), Failure> {
        let bytes = self.colours().paint(text);
        self.answer_bytes(&bytes)
    }

    /// Whether results have colours.
    pub(crate) fn colours(&self) -> Colours {
        Colours(match self.global.color {
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
            Color::Auto if self.environment.variable("NO_COLOR").is_some() => ColorChoice::Never,
            Color::Auto if self.environment.output_is_terminal && self.environment.escapes_work => {
                ColorChoice::Always
            }
            Color::Auto => ColorChoice::Never,
        })
    }

    /// Prints bytes as they are.
    pub(crate) fn answer_bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        quiet_if_closed(self.environment.output.write_all(bytes))
    }

    /// Prints a result as JSON.
    pub(crate) fn answer_json<T: Serialize>(&mut self, value: &T) -> Result<(), Failure> {
        let text = canonical::pretty(value).map_err(|error| Failure::new(Stop::Error, error))?;
        self.answer(&format!("{text}\n"))
    }

    /// The same of one that is not held: it is printed as it is made.
    pub(crate) fn answer_json_in_pieces<T: Serialize>(&mut self, value: &T) -> Result<(), Failure> {
        let mut output = BufWriter::new(&mut self.environment.output);
        let printed = canonical::write_pretty(value, &mut output)
            .and_then(|()| output.write_all(b"\n"))
            .and_then(|()| output.flush());
        quiet_if_closed(printed)
    }

    /// Prints what a person must see before they answer, whatever `-q` says.
    pub(crate) fn must_see(&mut self, text: &str) -> Result<(), Failure> {
        quiet_if_closed(writeln!(self.environment.messages, "{text}"))
    }

    /// Prints what was done, as JSON where that was asked for.
    pub(crate) fn answer_done<T: Serialize>(
        &mut self,
        schema: &'static str,
        facts: &T,
        prose: &str,
    ) -> Result<(), Failure> {
        if self.json() {
            self.answer_json(&Done { schema, outcome: "done", facts, findings: [] })
        } else {
            self.answer(prose)
        }
    }

    /// Prints a message that is not the result.
    pub(crate) fn message(&mut self, text: &str) -> Result<(), Failure> {
        if self.global.quiet {
            return Ok(());
        }
        quiet_if_closed(writeln!(self.environment.messages, "{text}"))
    }

    /// Whether somebody is there to see how far a long run has come.
    pub(crate) fn shows_progress(&self) -> bool {
        let environment = &self.environment;
        environment.output_is_terminal
            && environment.input_is_terminal
            && environment.escapes_work
            && !self.global.quiet
    }

    /// Writes one line over the last one; what cannot be shown is no failure.
    pub(crate) fn progress(&mut self, line: &str) {
        let messages = &mut self.environment.messages;
        let _ = write!(messages, "\r\x1b[K{line}").and_then(|()| messages.flush());
    }

    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        quiet_if_closed(
            self.environment.output.flush().and_then(|()| self.environment.messages.flush()),
        )
    }
}

/// Whether results have colours.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Colours(ColorChoice);

impl Colours {
    /// A text with its colours, or without them.
    pub(crate) fn paint(self, text: &str) -> Vec<u8> {
        let mut bytes = AutoStream::new(Vec::with_capacity(text.len()), self.0);
        // Memory takes everything.
        let _ = bytes.write_all(text.as_bytes());
        bytes.into_inner()
    }
}

/// That a command did what was asked, with its own facts.
#[derive(Serialize)]
struct Done<'a, T> {
    schema: &'static str,
    outcome: &'static str,
    #[serde(flatten)]
    facts: &'a T,
    findings: [(); 0],
}

/// A reader who has seen enough (`countersign log | head`) is no failure; a full disk is.
fn quiet_if_closed(result: std::io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(failure::cannot_print(error))
        }
        _ => Ok(()),
    }
}
