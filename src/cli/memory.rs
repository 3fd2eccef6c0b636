//! `countersign memory list|forget`

use std::fmt::Write as _;

use serde::Serialize;

use super::failure::{Failure, Stop};
use super::prose;
use super::session::Session;
use countersign_core::digest::Hash;
use countersign_core::escape;
use countersign_core::verify::memory::Seen;
use countersign_speech::locale::message;
use countersign_workflow::seen;

/// Show which registries this computer has seen, and forget one
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// List every registry that was seen here, and how far its log had come
    List,
    Forget(Forget),
}

/// Forget a registry, such as one for practice with the origin of another
///
/// From then on nobody here notices that its history was cut or replaced: what was known is printed, and
/// countersign verify --expect SIZE:ROOTHASH still compares with it.
#[derive(Debug, clap::Args)]
pub(crate) struct Forget {
    /// The registry's fingerprint, as in countersign memory list
    #[arg(value_name = "FINGERPRINT")]
    registry: Hash,
}

#[derive(Serialize)]
struct Document<'a> {
    forgotten: bool,
    registries: &'a [Seen],
}

impl Command {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        match self {
            Self::List => list(session),
            Self::Forget(forget) => forget.run(session),
        }
    }
}

fn list(session: &mut Session) -> Result<u8, Failure> {
    let (registries, locale) = (seen::all(session)?, session.locale());
    let mut text = String::new();
    for seen in &registries {
        text.push_str(&lines(session, seen));
    }
    if registries.is_empty() {
        text = message::memory_none().say(locale) + "\n";
    }
    text.push_str(&prose::next(locale, "countersign verify --expect FINGERPRINT"));
    let document = Document { forgotten: false, registries: &registries };
    session.answer_done("countersign.memory/1", &document, &text)?;
    Ok(0)
}

/// What is known of a registry.
fn lines(session: &Session, seen: &Seen) -> String {
    let locale = session.locale();
    let (size, root) = (seen.size, seen.root.to_string());
    let said = [
        message::memory_registry(&seen.name, &seen.origin),
        message::memory_head(seen.registry, size, root, seen.since),
    ];
    let mut text = String::new();
    for (indent, line) in ["", "  "].iter().zip(&said) {
        let _ = writeln!(text, "{indent}{}", escape::terminal(&line.say(locale)));
    }
    if seen.expected {
        let _ = writeln!(text, "  {}", message::memory_expected().say(locale));
    }
    text
}

impl Forget {
    fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let Some(seen) = seen::forget(session, self.registry)? else {
            return Err(Failure::new(Stop::Unknown, message::memory_not_seen(self.registry))
                .attempt("countersign memory list"));
        };
        let mut text = message::memory_forgotten().say(session.locale()) + "\n";
        text.push_str(&lines(session, &seen));
        let document = Document { forgotten: true, registries: &[seen] };
        session.answer_done("countersign.memory/1", &document, &text)?;
        Ok(0)
    }
}
