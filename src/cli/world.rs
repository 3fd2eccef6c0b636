//! The world of a run, as the workflow sees it: passphrases are asked for and progress is shown on the terminal.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::Path;

use zeroize::Zeroizing;

use super::progress;
use super::session::Session;
use countersign_core::escape;
use countersign_core::time::Timestamp;
use countersign_speech::locale::message;
use countersign_workflow::World;
use countersign_workflow::clock::Doubt;
use countersign_workflow::world::{NoPassphrase, Progress};

impl World for Session {
    fn now(&self) -> Timestamp {
        self.environment.now
    }

    fn fill_random(&mut self, buffer: &mut [u8]) -> io::Result<()> {
        (self.environment.random)(buffer)
    }

    fn confirms_clock(&mut self, doubt: &Doubt) -> bool {
        if self.is_time_given() {
            return true;
        }
        let newest = doubt.newest();
        let question = message::failure_clock_ask(self.now(), newest.path.as_str(), newest.time);
        let question = escape::terminal(&question.say(self.locale())).to_string();
        self.may_ask() && self.confirm_yes(&question, "--at").is_ok()
    }

    fn variables(&self) -> &BTreeMap<String, String> {
        &self.environment.variables
    }

    fn directory(&self) -> &Path {
        &self.environment.directory
    }

    fn passphrase(&mut self, file: &Path) -> Result<Zeroizing<String>, NoPassphrase> {
        let question = format!("passphrase for {}: ", file.display());
        self.read_passphrase(&question).map(Zeroizing::new)
    }

    fn touch(&mut self) -> io::Result<()> {
        let text = message::act_touch().say(self.locale());
        match writeln!(self.environment.messages, "{text}") {
            // A reader who has seen enough is no failure.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            done => done,
        }
    }

    fn is_attended(&self) -> bool {
        self.may_ask()
    }

    fn is_watched(&self) -> bool {
        self.shows_progress()
    }

    fn watch(&mut self, progress: Progress) {
        match progress {
            Progress::Part { done, total } => self.progress(&progress::bar(done, total)),
            Progress::Over => self.progress(""),
        }
    }
}
