//! `countersign init`

use std::path::PathBuf;

use serde::Serialize;

use super::failure::{Failure, Stop};
use super::session::Session;
use countersign_core::checkpoint::Checkpoint;
use countersign_core::digest::Hash;
use countersign_core::escape;
use countersign_core::name::Label;
use countersign_core::note::{NOTE_BYTES_MAX, Note};
use countersign_core::record::line::Line;
use countersign_core::record::registry::Continues;
use countersign_speech::locale::message;
use countersign_workflow::found::{self, Founded, Founder, Founding};

/// Found a registry: its name, its log, its maintainers
///
/// Makes the folder DIR with a git repository, a log key of its own, and the first record of the registry,
/// signed by its maintainers. The fingerprint that is printed is what others compare.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The new folder
    #[arg(value_name = "DIR", default_value = ".")]
    dir: PathBuf,
    /// The registry's name
    #[arg(long)]
    name: Line,
    /// The log's name: a web address of yours without https://, such as coalition.example/statements
    #[arg(long)]
    origin: Line,
    /// A maintainer's label and public key
    #[arg(long, value_name = "LABEL=KEY.pub", required = true)]
    maintainer: Vec<Labelled>,
    /// How many maintainers must sign
    #[arg(long, value_name = "K", default_value_t = 1)]
    threshold: u64,
    /// The registry that this one goes on from: its fingerprint, and a file with the head of its log
    #[arg(long, value_name = "FINGERPRINT=CHECKPOINT")]
    continues: Option<Before>,
}

/// `FINGERPRINT=CHECKPOINT`
#[derive(Debug, Clone)]
struct Before {
    registry: Hash,
    file: PathBuf,
}

impl std::str::FromStr for Before {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (registry, file) = text.split_once('=').ok_or("want FINGERPRINT=CHECKPOINT")?;
        let registry = registry.parse().map_err(|error| format!("{error}"))?;
        Ok(Self { registry, file: file.into() })
    }
}

impl Before {
    /// What the head says; who signed it is not asked, since only that registry knows.
    fn read(self, session: &Session) -> Result<Continues, Failure> {
        let bytes = session.read_given(&self.file, NOTE_BYTES_MAX as u64, Stop::Usage)?;
        let unlike = |error: &dyn std::fmt::Display| {
            let name = self.file.display().to_string();
            Failure::new(Stop::Usage, message::failure_no_checkpoint(escape::terminal(&name)))
                .why(error)
                .attempt(message::failure_try_checkpoint())
        };
        let note = Note::parse(&bytes).map_err(|error| unlike(&error))?;
        let head: Checkpoint = note.text().parse().map_err(|error| unlike(&error))?;
        let origin = head.origin().parse().map_err(|error| unlike(&error))?;
        let (registry, root, size) = (self.registry, *head.root(), head.size());
        Ok(Continues { origin, registry, root, size })
    }
}

/// `LABEL=FILE`
#[derive(Debug, Clone)]
pub(crate) struct Labelled {
    pub(crate) label: Label,
    pub(crate) file: PathBuf,
}

impl std::str::FromStr for Labelled {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (label, file) =
            text.split_once('=').ok_or("want LABEL=FILE, such as maria=maria.pub")?;
        Ok(Self {
            label: label
                .parse()
                .map_err(|error: countersign_core::name::NameError| error.to_string())?,
            file: file.into(),
        })
    }
}

#[derive(Serialize)]
struct Document {
    registry: Hash,
    log_key: String,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let Self { dir, name, origin, maintainer, threshold, continues } = self;
        let continues = continues.map(|before| before.read(session)).transpose()?;
        let maintainers = maintainer
            .into_iter()
            .map(|Labelled { label, file }| Founder { label, file })
            .collect();
        let founding = Founding { name, origin, maintainers, threshold, continues };
        let Founded { registry, log_key } = found::found(session, &dir, &founding)?;
        let locale = session.locale();
        let log_key = log_key.display().to_string();
        session.message(&message::init_log_key(escape::terminal(&log_key)).say(locale))?;
        let dir = dir.display().to_string();
        let dir = escape::terminal(&dir);
        let prose = format!(
            "{}\n{}\n{}\n",
            message::init_founded(escape::terminal(founding.name.as_str()), dir).say(locale),
            message::init_fingerprint(registry).say(locale),
            message::verify_next(format!(
                "countersign -C {dir} org add DOMAIN --name NAME --key LABEL=FILE.pub"
            ))
            .say(locale)
        );
        session.answer_done("countersign.init/1", &Document { registry, log_key }, &prose)?;
        Ok(0)
    }
}
