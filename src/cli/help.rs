//! `countersign help`

use super::failure::{Failure, Stop};
use super::session::Session;
use countersign_speech::locale::{Locale, message};

/// Print the help of a command; `help safety` is for somebody in danger, `help handover` for a colleague who leaves
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A command, such as org rotate; or safety, or handover
    #[arg(value_name = "COMMAND")]
    words: Vec<String>,
}

#[derive(serde::Serialize)]
struct Text<'a> {
    text: &'a str,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let text = match self.words.as_slice() {
            [topic] if topic == "safety" => safety(session.locale()),
            [topic] if topic == "handover" => {
                message::contacts_handover().say(session.locale()) + "\n"
            }
            words => of_command(words)?,
        };
        session.answer_done("countersign.help/1", &Text { text: &text }, &text)?;
        Ok(0)
    }
}

/// What withholding can do and what it cannot, for people and not for programs.
fn safety(locale: Locale) -> String {
    [
        message::safety_help_first().say(locale),
        message::safety_help_can().say(locale),
        message::safety_help_cannot().say(locale),
        message::safety_help_before().say(locale),
        message::safety_help_urgent().say(locale),
    ]
    .join("\n\n")
        + "\n"
}

fn of_command(words: &[String]) -> Result<String, Failure> {
    let mut command = super::command();
    command.build();
    for word in words {
        let below = command.find_subcommand(word).cloned();
        command = below.ok_or_else(|| {
            Failure::new(Stop::Usage, format!("no command is called {word}"))
                .attempt("countersign help")
        })?;
    }
    Ok(command.render_long_help().to_string())
}
