//! `countersign org rename|retire`

use super::{MaintainerKeys, change, look_twice};
use crate::failure::Failure;
use crate::session::Session;
use countersign_core::escape;
use countersign_core::name::Domain;
use countersign_core::record::line::Line;
use countersign_core::record::listing::Retired;
use countersign_speech::locale::{Sentence, message};
use countersign_workflow::open::Opened;
use countersign_workflow::organisation::{Relisting, Retirement};

/// List an organisation under another name, signed by the maintainers
///
/// What it signed stays under the name that it signed; the former name is kept as an alias unless it is dropped.
/// A retired organisation is listed again.
#[derive(Debug, clap::Args)]
pub(crate) struct Rename {
    /// The organisation's domain
    domain: Domain,
    /// Its name from now on
    #[arg(long)]
    name: Option<Line>,
    /// Another name it is known by
    #[arg(long, value_name = "NAME")]
    alias: Vec<Line>,
    /// A name it is no longer known by
    #[arg(long, value_name = "NAME")]
    drop_alias: Vec<Line>,
    /// It is active again: takes its retirement back
    #[arg(long)]
    active: bool,
    /// Say the organisation's domain here instead of typing it when asked
    #[arg(long, value_name = "DOMAIN")]
    confirm: Option<Domain>,
    #[command(flatten)]
    maintainers: MaintainerKeys,
}

/// Retire an organisation, signed by the maintainers
///
/// It is then neither printed under new statements nor endorses; what it said stands, and it may still withdraw.
#[derive(Debug, clap::Args)]
pub(crate) struct Retire {
    /// The organisation's domain
    domain: Domain,
    /// Why, for everybody to read
    #[arg(long, value_name = "TEXT")]
    reason: Line,
    /// The organisation that goes on from it: where both endorse, they count once
    #[arg(long, value_name = "DOMAIN")]
    successor: Option<Domain>,
    /// Say the organisation's domain here instead of typing it when asked
    #[arg(long, value_name = "DOMAIN")]
    confirm: Option<Domain>,
    #[command(flatten)]
    maintainers: MaintainerKeys,
}

impl Rename {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let relisting = Relisting {
            organisation: self.domain.clone(),
            name: self.name,
            aliases: self.alias,
            drop_aliases: self.drop_alias,
            retired: if self.active { Retirement::Lift } else { Retirement::Keep },
        };
        land(session, relisting, self.confirm.as_ref(), self.maintainers)
    }
}

impl Retire {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let relisting = Relisting {
            organisation: self.domain.clone(),
            name: None,
            aliases: Vec::new(),
            drop_aliases: Vec::new(),
            retired: Retirement::Set(Retired { reason: self.reason, successor: self.successor }),
        };
        land(session, relisting, self.confirm.as_ref(), self.maintainers)
    }
}

/// Shows the listing that follows, and lands it or lets it wait.
fn land(
    session: &mut Session,
    relisting: Relisting,
    confirm: Option<&Domain>,
    maintainers: MaintainerKeys,
) -> Result<u8, Failure> {
    let opened = Opened::for_writing(session, None)?;
    let retires = matches!(relisting.retired, Retirement::Set(_));
    let body = relisting.body(session, &opened)?;
    let (domain, name) = (body.organisation.clone(), body.name.clone());
    if !retires {
        let names: Vec<Line> = std::iter::once(&body.name).chain(&body.aliases).cloned().collect();
        look_twice(session, &opened.examined.pending.state, &domain, &names, confirm)?;
    }
    let unsigned = Relisting::prepare(body, maintainers.into_files())?;
    let question = match retires {
        true => message::org_ask_retire(&domain),
        false => message::org_ask_rename(&domain),
    };
    let question = question.say(session.locale());
    change::confirm(session, &opened, &unsigned.record, &question, &domain, confirm)?;
    let done: Sentence = match retires {
        true => message::org_retired_done(&domain),
        false => message::org_renamed(&domain, escape::terminal(name.as_str()).to_string()),
    };
    super::land(session, &opened, unsigned, &domain, &done)
}
