//! Landing records, and saying what there is to know of it besides the result.

use super::failure::Failure;
use super::session::Session;
use countersign_core::escape;
use countersign_git::store::LeftAlone;
use countersign_speech::locale::message;
use countersign_workflow::land::{Landed, Signed};
use countersign_workflow::open::Opened;
use countersign_workflow::waiting::{self, Outcome};

/// Lands a record, or lets it wait where only signatures are missing, and says the same.
pub(crate) fn land_or_wait(
    session: &mut Session,
    opened: &Opened,
    item: Signed,
    message: &str,
) -> Result<Outcome, Failure> {
    let outcome = waiting::land_or_wait(session, opened, item, message)?;
    if let Outcome::Landed(landed) = &outcome {
        say(session, opened, landed)?;
    }
    Ok(outcome)
}

/// Says what was left alone, and what records wait for that are not logged.
pub(crate) fn say(session: &mut Session, opened: &Opened, landed: &Landed) -> Result<(), Failure> {
    warn_left_alone(session, &landed.left_alone)?;
    if landed.logged {
        return Ok(());
    }
    let next = if opened.store.remotes()?.is_empty() { "checkpoint sign" } else { "sync" };
    session.message(&message::act_waits(next).say(session.locale()))
}

/// Says which files of the work tree somebody had edited.
pub(crate) fn warn_left_alone(
    session: &mut Session,
    left_alone: &[LeftAlone],
) -> Result<(), Failure> {
    for left in left_alone {
        session.message(
            &message::act_left_alone(escape::terminal(&left.path)).say(session.locale()),
        )?;
    }
    Ok(())
}
