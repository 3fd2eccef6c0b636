//! Questions to the person at the terminal.

use std::io::{BufRead, Read, Write};

use super::failure::{Failure, Stop, no_passphrase};
use super::session::Session;
use countersign_speech::locale::{Locale, message};
use countersign_workflow::world::NoPassphrase;

/// Longest answer, in bytes: nobody types more.
const ANSWER_BYTES_MAX: u64 = 1000;

impl Session {
    /// A question about what will be logged, after what can never be taken back.
    pub(crate) fn for_ever(&self, question: &str) -> String {
        format!("{}\n{question}", message::act_for_ever().say(self.locale()))
    }

    /// Asks for `want` to be typed; `given` is what an option already said.
    ///
    /// # Errors
    /// Where something else was typed, or nobody is there to ask.
    pub(crate) fn confirm_typed(
        &mut self,
        question: &str,
        want: &str,
        given: Option<&str>,
        option: &str,
    ) -> Result<(), Failure> {
        let answer = match given {
            Some(given) => given.to_owned(),
            None if self.may_ask() => {
                let ask = message::act_type_to_confirm(want).say(self.locale());
                self.ask(&format!("{question}\n{ask} "))?
            }
            None => {
                return Err(Failure::new(Stop::Refused, message::failure_not_confirmed())
                    .why(message::failure_nobody_to_ask())
                    .attempt(message::failure_add_option(option, want)));
            }
        };
        if answer == want {
            return Ok(());
        }
        Err(Failure::new(Stop::Refused, message::failure_not_confirmed())
            .why(message::failure_want_got(format!("{want:?}"), format!("{answer:?}")))
            .attempt(message::failure_add_if_acts(option, want)))
    }

    /// Asks a question that is answered with yes or no.
    pub(crate) fn confirm_yes(&mut self, question: &str, option: &str) -> Result<(), Failure> {
        if !self.may_ask() {
            return Err(Failure::new(Stop::Refused, message::failure_not_confirmed())
                .why(message::failure_nobody_to_ask())
                .attempt(message::failure_look_then_add(option)));
        }
        let (hint, yes): (&str, &[&str]) = match self.locale() {
            Locale::En => ("y/N", &["y", "yes"]),
            Locale::Es => ("s/N", &["s", "sí", "si", "y", "yes"]),
            Locale::Fr => ("o/N", &["o", "oui", "y", "yes"]),
        };
        let answer = self.ask(&format!("{question} [{hint}] "))?;
        if yes.contains(&answer.to_lowercase().as_str()) {
            return Ok(());
        }
        Err(Failure::new(Stop::Refused, message::failure_not_confirmed())
            .why(message::failure_not_yes())
            .attempt(message::failure_again_after_look()))
    }

    /// Asks for words.
    pub(crate) fn ask_words(&mut self, question: &str, option: &str) -> Result<String, Failure> {
        if !self.may_ask() {
            return Err(Failure::new(Stop::Refused, question)
                .why(message::failure_nobody_to_ask())
                .attempt(message::failure_add_option(option, "…")));
        }
        self.ask(&format!("{question} "))
    }

    /// Asks for a passphrase without showing it.
    pub(crate) fn ask_passphrase(&mut self, question: &str) -> Result<String, Failure> {
        self.read_passphrase(question).map_err(no_passphrase)
    }

    /// As [`Self::ask_passphrase`], and tells why there is none.
    pub(super) fn read_passphrase(&mut self, question: &str) -> Result<String, NoPassphrase> {
        if !self.may_ask() {
            return Err(NoPassphrase::Nobody);
        }
        (self.environment.passphrase)(question).map_err(NoPassphrase::Io)
    }

    fn ask(&mut self, question: &str) -> Result<String, Failure> {
        write!(self.environment.messages, "{question}")?;
        self.environment.messages.flush()?;
        let mut answer = String::new();
        (&mut self.environment.input).take(ANSWER_BYTES_MAX).read_line(&mut answer)?;
        Ok(answer.trim().to_owned())
    }
}
