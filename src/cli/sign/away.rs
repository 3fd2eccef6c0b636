//! An act on a request or a reply that came by mail: no registry, no network, one reply to be sent.

use std::path::{Path, PathBuf};

use super::Who;
use super::answer::{Done, Sent, answer};
use super::review::Review;
use crate::failure::{Failure, Stop};
use crate::session::Session;
use crate::words;
use countersign_core::digest::Hash;
use countersign_core::escape;
use countersign_core::record::Endorsement;
use countersign_core::reply::Reply;
use countersign_core::request::Request;
use countersign_speech::locale::{Locale, Sentence, Tell as _, message};
use countersign_workflow::act::{Intent, OnReply, OnRequest, Terms, Text};
use countersign_workflow::paper::{self, Paper};

/// What a reply is called where nobody says otherwise.
const REPLY_FILE: &str = "reply.countersign";

pub(super) fn act(
    session: &mut Session,
    who: &Who,
    file: &Path,
    terms: Terms,
) -> Result<u8, Failure> {
    terms.check_sent()?;
    match paper::read(session, file)? {
        Paper::Request(request) => answer_request(session, who, file, *request, terms),
        Paper::Reply(_) if who.wish.is_some() => {
            Err(Failure::new(Stop::Usage, message::failure_wish_of_request()))
        }
        Paper::Reply(reply) => add_to_reply(session, who, file, *reply, &terms),
    }
}

fn answer_request(
    session: &mut Session,
    who: &Who,
    file: &Path,
    request: Request,
    terms: Terms,
) -> Result<u8, Failure> {
    let organisation = who.organisation.as_ref();
    let mut prepared = OnRequest::prepare(session, request, organisation, terms, who.keys())?;
    let output = who.output.clone().unwrap_or_else(|| folder(file).join(REPLY_FILE));
    let begun = match who.print_command {
        true => who.output.as_deref(),
        false => Some(&*output),
    };
    for record in paper::begun(session, prepared.terms.act.name(), begun, &folder(file)) {
        prepared.continue_with(&record);
    }
    let OnRequest { request, terms, record, body, .. } = &prepared;
    if !who.print_command {
        paper::there(session, record, &output)?;
    }
    show(session, request, body, terms)?;
    let organisation = &request.organisation().organisation;
    let threshold = request.organisation().threshold;
    let done = |standing, sent| Done {
        act: terms.act,
        public: terms.public,
        organisation,
        id: request.version_id(),
        hash: request.version().record,
        endorsement: record.hash(),
        standing,
        sent: Some(sent),
    };
    let to = request.asked().reply_to.as_ref().map(|to| escape::terminal(to.as_str()).to_string());
    if who.print_command {
        let beside = folder(file);
        let (file, command) = super::command(session, who, record, terms.act, &beside)?;
        let next = command_next(&file, to.as_deref());
        let file = file.display().to_string();
        let sent = Sent { file, command: Some(command), signed: 0, threshold, next };
        return answer(session, &done("unsigned", sent));
    }
    super::confirm(session, who, organisation, terms.act)?;
    if let Some(file) = &who.wish {
        let wish = prepared.wish(session)?;
        paper::write_wish(session, &wish, file)?;
        session.message(&message::act_wish_written(file.display()).say(session.locale()))?;
    }
    let signed = super::write_reply(session, prepared.sign()?, &output)?;
    let name = output.display().to_string();
    let next = pass_on(&name, Some(file), signed, threshold, to.as_deref());
    let sent = Sent { file: name, command: None, signed, threshold, next };
    answer(session, &done("reply", sent))
}

/// One more officer signs exactly what the others signed.
fn add_to_reply(
    session: &mut Session,
    who: &Who,
    file: &Path,
    reply: Reply,
    terms: &Terms,
) -> Result<u8, Failure> {
    let (organisation, request) = (who.organisation.as_ref(), who.request.as_deref());
    let intent = Intent { organisation, terms, request };
    let prepared = OnReply::prepare(session, file, reply, intent)?;
    review(session, &prepared)?;
    let body = prepared.body.clone();
    let (record, threshold) = (prepared.item().record.clone(), prepared.threshold());
    if who.print_command {
        let beside = folder(file);
        let (file, command) = super::command(session, who, &record, body.act, &beside)?;
        let next = command_next(&file, None);
        let file = file.display().to_string();
        let sent = Sent { file, command: Some(command), signed: 0, threshold, next };
        return answer(session, &done_of(&body, record.hash(), "unsigned", sent));
    }
    let signers = prepared.signers(session, &who.key)?;
    super::confirm(session, who, &body.organisation, body.act)?;
    let output = who.output.clone().unwrap_or_else(|| file.to_owned());
    let signed = super::write_reply(session, prepared.sign(&signers)?, &output)?;
    let name = output.display().to_string();
    let next = pass_on(&name, who.request.as_deref(), signed, threshold, None);
    let sent = Sent { file: name, command: None, signed, threshold, next };
    answer(session, &done_of(&body, record.hash(), "reply", sent))
}

/// Shows the text that a reply is about, and who has signed it.
fn review(session: &mut Session, prepared: &OnReply) -> Result<(), Failure> {
    let (body, terms) = (&prepared.body, &Terms::of(&prepared.body));
    let (organisation, locale) = (&body.organisation, session.locale());
    match &prepared.text {
        Text::Request(request) => show(session, request, body, terms)?,
        Text::Registry { opened, texts, .. } => {
            let version = &prepared.version()?;
            let since = words::since_last_signed(opened, version, texts, (organisation, locale))?;
            let review = Review { version, texts, body, terms, since };
            session.must_see(&review.text(locale))?;
        }
    }
    let signatures = prepared.item().signatures.iter();
    let before: Vec<String> =
        signatures.map(|(_, one)| one.key().fingerprint().to_string()).collect();
    session.must_see(&format!("\n{}", message::act_signed_before(before.join(", ")).say(locale)))
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

/// Shows who asks and the whole review, and what a file alone cannot show.
fn show(
    session: &mut Session,
    request: &Request,
    body: &Endorsement,
    terms: &Terms,
) -> Result<(), Failure> {
    let (organisation, locale) = (&request.organisation().organisation, session.locale());
    let version = request.version();
    let mut texts = request.words();
    let own = &request.asked().texts;
    texts.retain(|one, _| own.contains_key(one) || body.texts.contains_key(one));
    let texts = &texts;
    let since = request.earlier().map(|(statement, before)| {
        words::changes(statement.version, (organisation, locale), before, own)
    });
    let review = Review { version: &version, texts, body, terms, since };
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
        safe(request.name().as_str()),
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
