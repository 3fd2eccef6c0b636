//! An act on a request or a reply that came by mail: no registry, no network, one reply to be sent.
//!
//! A file is read once: what was checked is what is shown, and what was shown is what is signed.

use std::path::{Path, PathBuf};

use super::answer::{Done, Sent, answer};
use super::review::Review;
use super::{ActTerms, Who};
use crate::failure::{self, Failure, Stop};
use crate::given;
use crate::session::Session;
use crate::told::told;
use crate::words;
use countersign_core::digest::Hash;
use countersign_core::escape;
use countersign_core::name::Domain;
use countersign_core::record::endorsement::Act;
use countersign_core::record::{Body, Endorsement};
use countersign_core::reply;
use countersign_core::request::Request;
use countersign_speech as speech;
use countersign_speech::locale::{Locale, Sentence, Tell as _, message};
use countersign_workflow::draft::Draft;
use countersign_workflow::land::Signed;
use countersign_workflow::open::Opened;
use countersign_workflow::{officers, texts};

/// What a reply is called where nobody says otherwise.
const REPLY_FILE: &str = "reply.countersign";

pub(super) fn act(
    session: &mut Session,
    who: &Who,
    file: &Path,
    said: &ActTerms,
) -> Result<u8, Failure> {
    let bytes = given::paper(session, file)?;
    if reply::ENVELOPE.is_in(&bytes) {
        return add_to_reply(session, who, (file, &bytes), said);
    }
    let request = given::request(file, &bytes)?;
    check_organisation(who, &request.organisation().organisation)?;
    if said.public == Some(false) && request.asked().published {
        return Err(super::private_would_be_logged());
    }
    let plain = request.answer(said.act);
    let mut said = said.clone();
    if said.act == Act::Endorse && said.languages.is_empty() {
        said.languages.clone_from(&plain.languages);
    }
    let ask = message::failure_ask_requester();
    let record = said.record(plain).map_err(|failure| failure.attempt(&ask))?;
    let Body::Endorsement(body) = record.body() else {
        return Err(Failure::new(Stop::Error, message::failure_no_act()));
    };
    let version = request.version();
    version.continue_chain(body).map_err(|refusal| {
        Failure::new(Stop::Refused, message::failure_not_now(told(&record)))
            .why(speech::violation(&refusal))
            .attempt(&ask)
    })?;
    let signers = match who.print_command {
        true => Vec::new(),
        false => officers::signers_of_request(session, &request, &who.key)?,
    };
    let output = who.output.clone().unwrap_or_else(|| folder(file).join(REPLY_FILE));
    if !who.print_command {
        super::there(session, &record, &output)?;
    }
    show(session, &request, &said)?;
    let organisation = &request.organisation().organisation;
    let threshold = request.organisation().threshold;
    let done = |standing, sent| Done {
        act: said.act,
        public: said.public,
        organisation,
        id: request.version_id(),
        hash: version.record,
        endorsement: record.hash(),
        standing,
        sent: Some(sent),
    };
    let to = request.asked().reply_to.as_ref().map(|to| escape::terminal(to.as_str()).to_string());
    if who.print_command {
        let (file, command) = super::command(session, who, &record, &folder(file))?;
        let next = command_next(&file, to.as_deref());
        let file = file.display().to_string();
        let sent = Sent { file, command: Some(command), signed: 0, threshold, next };
        return answer(session, &done("unsigned", sent));
    }
    super::confirm(session, who, organisation, said.act)?;
    let mut signatures = Vec::new();
    for signer in signers {
        signatures.push(signer.sign(&record)?);
    }
    let item = Signed { record: record.clone(), signatures };
    let signed = super::write_reply(session, item, &output)?;
    let name = output.display().to_string();
    let next = pass_on(&name, Some(file), signed, threshold, to.as_deref());
    let sent = Sent { file: name, command: None, signed, threshold, next };
    answer(session, &done("reply", sent))
}

/// The words of a version, and whose keys speak for the organisation: from a request, or from the registry at hand.
enum Text {
    Request(Box<Request>),
    Registry(Box<Opened>, Option<Box<Draft>>),
}

/// One more officer signs exactly what the others signed.
fn add_to_reply(
    session: &mut Session,
    who: &Who,
    (file, bytes): (&Path, &[u8]),
    said: &ActTerms,
) -> Result<u8, Failure> {
    let (record, signatures) = given::reply(file, bytes)?.into_parts();
    let what = told(&record);
    let Body::Endorsement(body) = record.body() else {
        return Err(Failure::new(Stop::Refused, message::failure_no_answer(file.display()))
            .why(message::failure_it_says(&what))
            .attempt(format!("countersign import {}", file.display())));
    };
    check_fixed(said, body, &what)?;
    check_organisation(who, &body.organisation)?;
    let (said, organisation) = (&ActTerms::of(body), &body.organisation);
    let text = text_of(session, who, body)?;
    let threshold = review(session, &text, body, said)?;
    let before: Vec<String> =
        signatures.iter().map(|(_, one)| one.key().fingerprint().to_string()).collect();
    session.must_see(&format!(
        "\n{}",
        message::act_signed_before(before.join(", ")).say(session.locale())
    ))?;
    if who.print_command {
        let (file, command) = super::command(session, who, &record, &folder(file))?;
        let next = command_next(&file, None);
        let file = file.display().to_string();
        let sent = Sent { file, command: Some(command), signed: 0, threshold, next };
        return answer(session, &done_of(body, record.hash(), "unsigned", sent));
    }
    let signers = match &text {
        Text::Request(request) => officers::signers_of_request(session, request, &who.key)?,
        Text::Registry(opened, _) => officers::signers(session, opened, organisation, &who.key)?,
    };
    let mut item = Signed { record: record.clone(), signatures };
    for signer in &signers {
        if item.signatures.iter().any(|(_, one)| *one.key() == signer.public()) {
            return Err(Failure::new(Stop::Refused, message::failure_key_signed_reply())
                .why(message::failure_key_once())
                .attempt(message::failure_other_officer()));
        }
    }
    super::confirm(session, who, organisation, said.act)?;
    for signer in signers {
        item.signatures.push(signer.sign(&record)?);
    }
    let output = who.output.clone().unwrap_or_else(|| file.to_owned());
    let signed = super::write_reply(session, item, &output)?;
    let name = output.display().to_string();
    let next = pass_on(&name, who.request.as_deref(), signed, threshold, None);
    let sent = Sent { file: name, command: None, signed, threshold, next };
    answer(session, &done_of(body, record.hash(), "reply", sent))
}

/// Shows the text that a reply is about; gives how many of the organisation's keys must sign.
fn review(
    session: &mut Session,
    text: &Text,
    body: &Endorsement,
    said: &ActTerms,
) -> Result<u64, Failure> {
    let (opened, draft) = match text {
        Text::Request(request) => {
            show(session, request, said)?;
            return Ok(request.organisation().threshold);
        }
        Text::Registry(opened, draft) => (opened, draft.as_deref()),
    };
    let (id, organisation) = (body.statement.at(body.version), &body.organisation);
    let state = draft.map_or(&*opened.examined.pending.state, |draft| &draft.state);
    let version = state.version(&id).ok_or_else(|| failure::no_version(&id.to_string()))?;
    let texts = texts::of(opened, draft, version)?;
    let since =
        words::since_last_signed(opened, version, &texts, (organisation, session.locale()))?;
    let review = Review { version, texts: &texts, organisation, said, since };
    session.must_see(&review.text(session.locale()))?;
    let enrolled = opened.examined.pending.state.organisations().get(organisation);
    Ok(enrolled.map_or(1, |enrolled| enrolled.body.threshold))
}

fn done_of<'a>(
    body: &'a Endorsement,
    endorsement: Hash,
    standing: &'static str,
    sent: Sent,
) -> Done<'a> {
    Done {
        act: body.act,
        public: body.public,
        organisation: &body.organisation,
        id: body.statement.at(body.version),
        hash: body.record,
        endorsement,
        standing,
        sent: Some(sent),
    }
}

/// Nobody signs words that are not at hand.
fn text_of(session: &mut Session, who: &Who, body: &Endorsement) -> Result<Text, Failure> {
    let id = body.statement.at(body.version);
    let other = |whose: Sentence, got: Hash| {
        Failure::new(Stop::Refused, whose)
            .why(message::failure_other_hash(&id, got, body.record))
            .attempt(message::failure_ask_for_request())
    };
    if let Some(file) = &who.request {
        let request = given::request(file, &given::paper(session, file)?)?;
        let hash = request.asked().statement.hash();
        if hash != body.record || request.registry_id() != body.registry {
            return Err(other(message::failure_other_text_request(), hash));
        }
        if request.organisation().organisation != body.organisation {
            return Err(Failure::new(Stop::Refused, message::failure_request_other())
                .why(message::failure_request_other_why(
                    &request.organisation().organisation,
                    &body.organisation,
                ))
                .attempt(message::failure_ask_for_request()));
        }
        return Ok(Text::Request(Box::new(request)));
    }
    let opened = match Opened::sound(session).map_err(Failure::from) {
        Ok(opened) if opened.registry()? == body.registry => opened,
        Ok(_) | Err(Failure { stop: Stop::Unknown, .. }) => {
            return Err(Failure::new(Stop::Refused, message::failure_text_not_here())
                .why(message::failure_text_not_here_why())
                .attempt(message::failure_add_request()));
        }
        Err(failure) => return Err(failure),
    };
    let draft = Draft::find(&opened, &id)?;
    let state = draft.as_ref().map_or(&*opened.examined.pending.state, |draft| &draft.state);
    let version = state.version(&id).ok_or_else(|| failure::no_version(&id.to_string()))?;
    if version.record != body.record {
        return Err(other(message::failure_other_text_registry(), version.record));
    }
    Ok(Text::Registry(Box::new(opened), draft.map(Box::new)))
}

/// What a reply says is fixed: no option changes it.
fn check_fixed(said: &ActTerms, body: &Endorsement, what: &Sentence) -> Result<(), Failure> {
    let plain = super::plain(body.act, None, None);
    let option = ActTerms { act: body.act, public: None, ..said.clone() };
    if said.act != body.act {
        let command = match body.act {
            Act::Endorse => "sign",
            Act::Decline => "decline",
            Act::Withdraw => "withdraw",
        };
        return Err(Failure::new(Stop::Refused, message::failure_reply_says_else())
            .why(message::failure_it_says(what))
            .attempt(message::failure_if_meant(command)));
    }
    if option != plain || said.public == Some(true) && body.public != said.public {
        return Err(Failure::new(Stop::Usage, message::failure_reply_fixed())
            .why(message::failure_reply_fixed_why())
            .attempt(message::failure_reply_fixed_try()));
    }
    Ok(())
}

fn check_organisation(who: &Who, organisation: &Domain) -> Result<(), Failure> {
    match &who.organisation {
        Some(given) if given != organisation => {
            Err(Failure::new(Stop::Refused, message::failure_file_for(organisation))
                .why(message::failure_as_names(given))
                .attempt(message::failure_as_if(organisation)))
        }
        _ => Ok(()),
    }
}

/// Shows who asks and the whole review, and what a file alone cannot show.
fn show(session: &mut Session, request: &Request, said: &ActTerms) -> Result<(), Failure> {
    let (organisation, locale) = (&request.organisation().organisation, session.locale());
    let version = request.version();
    let texts = &request.asked().texts;
    let since = request.earlier().map(|(statement, before)| {
        words::changes(statement.version, (organisation, locale), before, texts)
    });
    let review = Review { version: &version, texts, organisation, said, since };
    session.must_see(&format!(
        "{}\n\n{}\n{}",
        who_asks(request, locale),
        review.text(locale),
        cannot_show(request, locale)
    ))
}

fn who_asks(request: &Request, locale: Locale) -> String {
    let body = request.organisation();
    let safe = |words: &str| escape::terminal(words).to_string();
    let mut text = message::act_request(
        safe(request.registry().name.as_str()),
        safe(body.name.as_str()),
        &body.organisation,
        request.asked().made_at.date(),
    )
    .say(locale);
    if let Some(deadline) = request.asked().deadline {
        text.push_str(&format!("\n{}", message::act_deadline(deadline).say(locale)));
    }
    text
}

fn cannot_show(request: &Request, locale: Locale) -> String {
    let body = request.organisation();
    let (id, words) = (request.registry_id(), countersign_core::words::of(&request.registry_id()));
    let mut lines = vec![
        format!("\n{}", message::act_cannot_show().say(locale)),
        message::act_fingerprint(id).say(locale),
        format!("  {}", message::show_words(&words).say(locale)),
    ];
    lines.extend(body.keys.iter().map(|key| {
        message::act_key(&key.label, &body.organisation, key.key.fingerprint()).say(locale)
    }));
    lines.push(message::act_compare().say(locale));
    lines.join("\n")
}

/// What to do with a reply.
pub(super) fn pass_on(
    reply: &str,
    request: Option<&Path>,
    signed: u64,
    threshold: u64,
    to: Option<&str>,
) -> Sentence {
    if signed < threshold {
        let with =
            request.map_or_else(String::new, |file| format!(" --request {}", file.display()));
        let command = format!("countersign sign {reply}{with} --key FILE");
        let left = threshold - signed;
        return message::act_next_pass(left, command);
    }
    message::act_next_send(reply, whom(to))
}

fn command_next(file: &Path, to: Option<&str>) -> Sentence {
    let name = file.display().to_string();
    message::act_next_send_both(name, whom(to))
}

fn whom(to: Option<&str>) -> Sentence {
    to.map_or_else(message::act_whoever_asked, |to| to.tell())
}

fn folder(file: &Path) -> PathBuf {
    file.parent().map(Path::to_owned).unwrap_or_default()
}
