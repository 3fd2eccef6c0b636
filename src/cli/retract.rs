//! `countersign retract`

use serde::Serialize;

use super::failure::Failure;
use super::org::MaintainerKeys;
use super::prose;
use super::session::Session;
use crate::landing;
use crate::waiting;
use countersign_core::digest::Hash;
use countersign_core::escape;
use countersign_core::name::VersionId;
use countersign_core::record::line::Line;
use countersign_speech::locale::message;
use countersign_workflow::open::Opened;
use countersign_workflow::retract::Retracting;
use countersign_workflow::waiting::Outcome;

/// Take a version back, in the name of the registry
///
/// Its words and who endorsed them stay in the log, since nobody can unsay them.
/// From then on every verdict, page, feed, bundle and receipt says first that it was retracted, and why.
/// This cannot be undone: who wants to say it again puts a new version forward.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The version, such as 2021/solidarity@1
    #[arg(value_name = "ID@V")]
    id: VersionId,
    /// Why, for everybody to read
    #[arg(long, value_name = "TEXT")]
    reason: Line,
    /// The version that is to be read instead
    #[arg(long, value_name = "ID@V")]
    replaced_by: Option<VersionId>,
    /// Say the version here instead of typing it when asked
    #[arg(long, value_name = "ID@V")]
    confirm: Option<VersionId>,
    #[command(flatten)]
    maintainers: MaintainerKeys,
}

#[derive(Serialize)]
struct Facts {
    version: VersionId,
    record: Hash,
    landed: bool,
    /// Whom it waits for.
    waiting: Vec<waiting::Row>,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::sound(session)?;
        let id = self.id.clone();
        let retracting =
            Retracting { version: self.id, reason: self.reason, replaced_by: self.replaced_by };
        let keys = self.maintainers.into_files();
        let unsigned = retracting.prepare(session, &opened, keys)?;
        let locale = session.locale();
        session
            .must_see(&escape::multiline(&message::retract_stays(&id).say(locale)).to_string())?;
        let given = self.confirm.as_ref().map(ToString::to_string);
        let question = message::retract_ask(&id).say(locale);
        session.confirm_typed(&question, &id.to_string(), given.as_deref(), "--confirm")?;
        let record = unsigned.record.hash();
        let (text, landed, waits) = match unsigned.land(session, &opened)? {
            Outcome::Landed(landed) => {
                landing::say(session, &opened, &landed)?;
                let next = prose::next(locale, format!("countersign verify {id}"));
                (message::retract_done(&id).say(locale) + "\n" + &next, true, Vec::new())
            }
            Outcome::Waits { path, approvals } => {
                let waits = waiting::waits(&path, &approvals, locale);
                let text = message::retract_still(&id).say(locale) + "\n" + &waits;
                (text, false, waiting::rows_at(&path, &opened)?)
            }
        };
        let facts = Facts { version: id, record, landed, waiting: waits };
        session.answer_done("countersign.retract/1", &facts, &text)?;
        Ok(0)
    }
}
