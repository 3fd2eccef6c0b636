//! An act on a version of the registry at hand: onto the draft, into the log, or into a reply.

use std::path::Path;

use super::Who;
use super::answer::{Done, Sent, answer};
use super::review::Review;
use crate::failure::Failure;
use crate::landing;
use crate::session::Session;
use crate::words;
use countersign_speech::locale::message;
use countersign_workflow::act::{OnVersion, Terms, Written};
use countersign_workflow::{AskedVersion, paper};

pub(super) fn act(
    session: &mut Session,
    who: &Who,
    asked: &AskedVersion,
    terms: Terms,
) -> Result<u8, Failure> {
    let organisation = who.organisation.as_ref();
    let prepared = OnVersion::prepare(session, asked, organisation, terms, who.keys())?;
    let OnVersion { opened, organisation, terms, texts, record, body, .. } = &prepared;
    if let Some(output) = who.output.as_ref().filter(|_| !who.print_command) {
        paper::there(session, record, output)?;
    }
    let version = prepared.version()?;
    let since = words::since_last_signed(opened, version, texts, (organisation, session.locale()))?;
    let review = Review { version, texts, body, terms, since };
    session.must_see(&review.text(session.locale()))?;
    let done = |standing, sent| Done {
        act: terms.act,
        public: terms.public,
        organisation,
        id: prepared.id.clone(),
        hash: version.record,
        endorsement: record.hash(),
        standing,
        sent,
    };
    let threshold = prepared.threshold();
    if who.print_command {
        let beside = Path::new("");
        let (file, command) = super::command(session, who, record, terms.act, beside)?;
        let file = file.display().to_string();
        let next = message::act_next_import(&file);
        let sent = Sent { file, command: Some(command), signed: 0, threshold, next };
        return answer(session, &done("unsigned", Some(sent)));
    }
    super::confirm(session, who, organisation, terms.act)?;
    let item = prepared.sign()?;
    if let Some(output) = &who.output {
        let signed = super::write_reply(session, item, output)?;
        let file = output.display().to_string();
        let next = super::away::pass_on(&file, None, signed, threshold, None);
        let sent = Sent { file, command: None, signed, threshold, next };
        return answer(session, &done("reply", Some(sent)));
    }
    let standing = match prepared.write(session, item)? {
        Written::Proposed => "proposed",
        Written::Landed(landed) => {
            landing::say(session, opened, &landed)?;
            if landed.logged { "logged" } else { "pending" }
        }
    };
    answer(session, &done(standing, None))
}
