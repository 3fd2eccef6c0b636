//! An act on a version of the registry at hand: onto the draft, into the log, or into a reply.

use std::collections::BTreeMap;
use std::path::Path;

use super::answer::{Done, Sent, answer};
use super::review::Review;
use super::{ActTerms, ORGANISATION, Who};
use crate::failure::{self, Failure, Stop};
use crate::landing;
use crate::session::Session;
use crate::told::told;
use crate::words;
use countersign_core::layout;
use countersign_core::ledger::version::Version;
use countersign_core::name::{Domain, VersionId};
use countersign_core::record::Endorsement;
use countersign_core::record::endorsement::{Act, Capacity};
use countersign_core::record::line::Salt;
use countersign_speech::locale::message;
use countersign_workflow::AskedVersion;
use countersign_workflow::draft::{self, Draft};
use countersign_workflow::land::Signed;
use countersign_workflow::officers;
use countersign_workflow::open::Opened;
use countersign_workflow::texts;

pub(super) fn act(
    session: &mut Session,
    who: &Who,
    asked: &AskedVersion,
    mut said: ActTerms,
) -> Result<u8, Failure> {
    let opened = Opened::for_writing(session, Some(asked.statement()))?;
    let id = draft::version_to_act_on(&opened, asked)?;
    let organisation = organisation(&opened, who)?;
    let draft = Draft::find(&opened, &id)?;
    let state = draft.as_ref().map_or(&*opened.examined.pending.state, |draft| &draft.state);
    let version = state.version(&id).ok_or_else(|| failure::no_version(&id.to_string()))?;
    if said.act == Act::Endorse && said.languages.is_empty() {
        said.languages = version.statement.texts.keys().cloned().collect();
    }
    if draft.is_none() && said.public == Some(false) {
        return Err(super::private_would_be_logged());
    }
    if draft.is_none() && said.withhold_name {
        return Err(too_late(&id));
    }
    let texts = texts::of(&opened, draft.as_ref(), version)?;
    let signers = match who.print_command {
        true => Vec::new(),
        false => officers::signers(session, &opened, &organisation, &who.key)?,
    };
    let replaced = private_decline(version, &organisation).filter(|_| draft.is_some());
    let plain = plain(session, &opened, version, &organisation, replaced.is_some())?;
    let record = said.record(plain)?;
    if let Some(output) = who.output.as_ref().filter(|_| !who.print_command) {
        super::there(session, &record, output)?;
    }
    let since =
        words::since_last_signed(&opened, version, &texts, (&organisation, session.locale()))?;
    let organisation = &organisation;
    let review = Review { version, texts: &texts, organisation, said: &said, since };
    session.must_see(&review.text(session.locale()))?;
    let done = |endorsement, standing, sent| Done {
        act: said.act,
        public: said.public,
        organisation,
        id: id.clone(),
        hash: version.record,
        endorsement,
        standing,
        sent,
    };
    let threshold = state.organisations().get(organisation).map_or(1, |one| one.body.threshold);
    if who.print_command {
        let (file, command) = super::command(session, who, &record, Path::new(""))?;
        let file = file.display().to_string();
        let next = message::act_next_import(&file);
        let sent = Sent { file, command: Some(command), signed: 0, threshold, next };
        return answer(session, &done(record.hash(), "unsigned", Some(sent)));
    }
    super::confirm(session, who, organisation, said.act)?;
    let mut signatures = Vec::new();
    for signer in signers {
        signatures.push(signer.sign(&record)?);
    }
    let item = Signed { record, signatures };
    let endorsement = item.record.hash();
    if let Some(output) = &who.output {
        let signed = super::write_reply(session, item, output)?;
        let file = output.display().to_string();
        let next = super::away::pass_on(&file, None, signed, threshold, None);
        let sent = Sent { file, command: None, signed, threshold, next };
        return answer(session, &done(endorsement, "reply", Some(sent)));
    }
    let is_withheld = said.withhold_name
        || draft.as_ref().is_some_and(|draft| draft.withheld.contains(organisation));
    let wish = is_withheld.then(|| layout::wish(&id, organisation));
    let message = message(&id, said.act, (!is_withheld).then_some(organisation));
    let replaced = replaced.map(|_| organisation);
    let standing = write(session, &opened, (draft.as_ref(), replaced, wish), item, &message)?;
    answer(session, &done(endorsement, standing, None))
}

/// Onto the draft's branch, or onto the one that is checked out; gives where the act then stands.
fn write(
    session: &mut Session,
    opened: &Opened,
    (draft, replaced, wish): (Option<&Draft>, Option<&Domain>, Option<String>),
    item: Signed,
    message: &str,
) -> Result<&'static str, Failure> {
    if let Some(draft) = draft {
        let state = draft
            .with(opened, &item, replaced)
            .map_err(|refusal| failure::refused(told(&item.record), &refusal))?;
        let mut files = item.files(&state)?;
        files.extend(wish.map(|path| (path, Vec::new())));
        draft.write(session, opened, files, replaced.into_iter(), message)?;
        return Ok("proposed");
    }
    let landed = landing::land(session, opened, vec![item], BTreeMap::new(), message)?;
    Ok(if landed.logged { "logged" } else { "pending" })
}

/// What the commit says: nobody's name where it is to be withheld.
fn message(id: &VersionId, act: Act, organisation: Option<&Domain>) -> String {
    organisation.map_or_else(
        || format!("{id}: an act, name withheld\n"),
        |organisation| format!("{id}: {} by {organisation}\n", act.name()),
    )
}

fn too_late(id: &VersionId) -> Failure {
    let what = message::failure_name_too_late(id);
    Failure::new(Stop::Refused, what)
        .why(message::failure_name_too_late_why())
        .attempt("countersign help safety")
}

fn organisation(opened: &Opened, who: &Who) -> Result<Domain, Failure> {
    if let Some(organisation) = &who.organisation {
        return Ok(organisation.clone());
    }
    let noted = opened.store.get_config(ORGANISATION)?.ok_or_else(|| {
        Failure::new(Stop::Usage, message::failure_whose_name())
            .why(message::failure_no_organisation_named())
            .attempt(message::failure_add_as())
    })?;
    noted
        .parse()
        .map_err(|error| Failure::new(Stop::Usage, format!("git config {ORGANISATION}")).why(error))
}

/// A decline that was not made public is never logged: on a draft, another act takes its place.
fn private_decline<'a>(version: &'a Version, organisation: &Domain) -> Option<&'a Endorsement> {
    version.last_act(organisation).map(|last| &*last.body).filter(|body| body.public == Some(false))
}

/// Who speaks, of what, and when; what they say comes on top.
fn plain(
    session: &mut Session,
    opened: &Opened,
    version: &Version,
    organisation: &Domain,
    anew: bool,
) -> Result<Endorsement, Failure> {
    let last = version.last_act(organisation).filter(|_| !anew);
    Ok(Endorsement {
        act: Act::Endorse,
        capacity: Capacity::Organisation,
        conditions: None,
        languages: Vec::new(),
        made_at: session.now(),
        number: last.map_or(1, |last| last.body.number + 1),
        organisation: organisation.clone(),
        previous: last.map(|last| last.record),
        public: None,
        reason: None,
        record: version.record,
        registry: opened.registry()?,
        reservation: None,
        salt: Salt(session.environment.random_bytes()?),
        statement: version.statement.id.clone(),
        tag: Default::default(),
        version: version.statement.version,
    })
}
