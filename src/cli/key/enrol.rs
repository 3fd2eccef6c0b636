//! `countersign key enrol`

use std::path::PathBuf;

use super::{KeyLine, Keys};
use crate::failure::Failure;
use crate::prose::{self, key_line};
use crate::session::Session;
use countersign_core::escape;
use countersign_core::words;
use countersign_speech::locale::message;
use countersign_workflow::organisation::invite;
use countersign_workflow::{paper, signer};

/// Answer an invitation: your organisation's key signs its own enrolment, which shows that somebody holds it
///
/// INVITATION is the file invitation.countersign from the folder that you were sent.
/// The maintainers of the registry sign too, after they have compared the key's fingerprint with you by telephone.
#[derive(Debug, clap::Args)]
pub(crate) struct Enrol {
    /// The invitation
    invitation: PathBuf,
    /// The key: a private key file, or a .pub file whose key the agent or a token has
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// The file that is sent back
    #[arg(short, long, value_name = "REPLY", default_value = "enrolment.countersign")]
    output: PathBuf,
    /// Sign without being asked, after you have read what is shown
    #[arg(long)]
    yes: bool,
}

impl Enrol {
    pub(super) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let invitation = paper::read_invitation(session, &self.invitation)?;
        let (invited, locale) = (invitation.invited().clone(), session.locale());
        let key = signer::public_of(session, &self.key)?;
        let line = |text: &str| escape::terminal(text).to_string();
        let mut shown = vec![
            message::key_invited(
                line(invitation.registry().name.as_str()),
                line(invited.name.as_str()),
                &invited.organisation,
            )
            .say(locale),
            message::key_invited_registry(words::of(&invitation.registry_id())).say(locale),
            key_line(&key),
        ];
        shown.extend(
            invitation.is_lent().then(|| message::org_lent(&invited.organisation).say(locale)),
        );
        session.must_see(&shown.join("\n"))?;
        if !self.yes {
            session.confirm_yes(&message::key_enrol_ask().say(locale), "--yes")?;
        }
        let item = invite::answer(session, &invitation, &self.key)?;
        let words = format!("{} enrols its key {}", invited.organisation, key.fingerprint());
        paper::write(session, item, &self.output, &words)?;
        let file = line(&self.output.display().to_string());
        let next = match &invited.reply_to {
            Some(to) => message::key_enrol_next(&file, line(to.as_str())),
            None => message::key_enrol_next_sender(&file),
        };
        let lines = [
            message::act_written(&file).say(locale),
            message::key_enrol_telephone(key.fingerprint()).say(locale),
            prose::next(locale, next.say(locale)),
        ];
        let made = KeyLine { key: key.to_string(), fingerprint: key.fingerprint(), holder: None };
        session.answer_done("countersign.key/1", &Keys { keys: vec![made] }, &lines.join("\n"))?;
        Ok(0)
    }
}
