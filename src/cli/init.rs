//! `countersign init`

use std::path::PathBuf;

use serde::Serialize;

use super::failure::Failure;
use super::session::Session;
use countersign_core::digest::Hash;
use countersign_core::escape;
use countersign_core::name::Label;
use countersign_core::record::line::Line;
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
        let Self { dir, name, origin, maintainer, threshold } = self;
        let maintainers = maintainer
            .into_iter()
            .map(|Labelled { label, file }| Founder { label, file })
            .collect();
        let founding = Founding { name, origin, maintainers, threshold };
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
