//! `countersign org add DOMAIN` for an organisation that answered an invitation.

use super::{Add, look_twice};
use crate::failure::{Failure, Stop};
use crate::landing;
use crate::prose::key_line;
use crate::session::Session;
use countersign_core::escape;
use countersign_core::name::Domain;
use countersign_speech::locale::message;
use countersign_workflow::open::Opened;
use countersign_workflow::organisation::invite::{self, Answered};

/// Shows the key that has answered, to be compared by telephone, and enrols it with the maintainers' signatures.
pub(super) fn enrol(add: Add, session: &mut Session, opened: &Opened) -> Result<u8, Failure> {
    let (domain, locale) = (&add.domain, session.locale());
    let answered = invite::answered(opened, domain)?;
    let named = answered.and_then(|one| Some((one.body.name.clone()?, one)));
    let Some((name, Answered { item, body })) = named else {
        return Err(Failure::new(Stop::Unknown, message::failure_no_name(domain))
            .why(message::failure_no_name_why())
            .attempt(message::failure_no_name_try(domain)));
    };
    let names: Vec<_> = body.name.iter().chain(body.aliases.iter().flatten()).cloned().collect();
    look_twice(session, &opened.examined.pending.state, domain, &names, add.confirm.as_ref())?;
    let shown = escape::terminal(name.as_str()).to_string();
    let mut lines = vec![message::org_answered(shown, domain).say(locale)];
    for one in &body.keys {
        lines.push(format!("  {}: {}", one.label, key_line(&one.key)));
    }
    session.must_see(&lines.join("\n"))?;
    let question = session.for_ever(&message::org_telephone().say(locale));
    let given = add.confirm.as_ref().map(Domain::as_str);
    session.confirm_typed(&question, domain.as_str(), given, "--confirm")?;
    let item = add.maintainers.add_to(session, opened, item)?;
    let message = format!("keys: enrol {domain}\n");
    let outcome = landing::land_or_wait(session, opened, item, &message)?;
    add.told(session, opened, outcome, &name)
}
