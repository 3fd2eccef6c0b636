//! That an organisation cannot act.

use super::{Failure, Stop};
use crate::told::told;
use countersign_core::record::Body;
use countersign_core::record::endorsement::Act;
use countersign_speech as speech;
use countersign_speech::locale::message;
use countersign_workflow::act::ORGANISATION;
use countersign_workflow::error::{ActError, OnReplyError, WhoseText};

pub(super) fn failure(error: ActError) -> Failure {
    let refused = |what| Failure::new(Stop::Refused, what);
    match error {
        ActError::NoOrganisation => Failure::new(Stop::Usage, message::failure_whose_name())
            .why(message::failure_no_organisation_named())
            .attempt(message::failure_add_as()),
        ActError::NotedOrganisation(why) => {
            Failure::new(Stop::Usage, format!("git config {ORGANISATION}")).why(why)
        }
        ActError::NoRecord { organisation, act, id, why, is_of_request } => {
            let what = message::failure_cannot_act(&organisation, act.name(), &id);
            let failure = refused(what).why(why);
            match is_of_request {
                true => failure.attempt(message::failure_ask_requester()),
                false => failure.attempt(format!("countersign show {id}")),
            }
        }
        ActError::NoSuchText { organisation, id, language } => {
            refused(message::failure_cannot_act(&organisation, Act::Endorse.name(), &id))
                .why(message::rule_no_such_language(&organisation, &language))
                .attempt(format!("countersign show {id}"))
        }
        ActError::NotEnrolled(domain) => {
            refused(message::rule_not_enrolled(&domain)).attempt("countersign org list")
        }
        ActError::PrivateWouldBeLogged => refused(message::failure_decline_public())
            .why(message::failure_decline_public_why())
            .attempt(message::failure_add_public()),
        ActError::NameTooLate(id) => refused(message::failure_name_too_late(&id))
            .why(message::failure_name_too_late_why())
            .attempt("countersign help safety"),
        ActError::NoWish(why) => Failure::new(Stop::Error, why),
        ActError::WishInReply => refused(message::failure_wish_in_reply())
            .why(message::failure_wish_in_reply_why())
            .attempt(message::failure_wish_in_reply_try()),
        ActError::NotNow { record, violation } => refused(message::failure_not_now(told(&record)))
            .why(speech::violation(&violation))
            .attempt(message::failure_ask_requester()),
        ActError::OtherOrganisation { named, of_file } => {
            refused(message::failure_file_for(&of_file))
                .why(message::failure_as_names(&named))
                .attempt(message::failure_as_if(&of_file))
        }
        ActError::Reply(error) => of_reply(error),
    }
}

fn of_reply(error: OnReplyError) -> Failure {
    let refused = |what| Failure::new(Stop::Refused, what);
    match error {
        OnReplyError::NoAct { file, record } => refused(message::failure_no_answer(file.display()))
            .why(message::failure_it_says(told(&record)))
            .attempt(format!("countersign import {}", file.display())),
        OnReplyError::SaysElse(record) => {
            let failure = refused(message::failure_reply_says_else())
                .why(message::failure_it_says(told(&record)));
            match record.body() {
                Body::Endorsement(body) => {
                    failure.attempt(message::failure_if_meant(command(body.act)))
                }
                _ => failure,
            }
        }
        OnReplyError::Fixed => Failure::new(Stop::Usage, message::failure_reply_fixed())
            .why(message::failure_reply_fixed_why())
            .attempt(message::failure_reply_fixed_try()),
        OnReplyError::OtherText { whose, id, got, want } => refused(match whose {
            WhoseText::Request => message::failure_other_text_request(),
            WhoseText::Registry => message::failure_other_text_registry(),
        })
        .why(message::failure_other_hash(&id, got, want))
        .attempt(message::failure_ask_for_request()),
        OnReplyError::OtherRequest { asked, said } => refused(message::failure_request_other())
            .why(message::failure_request_other_why(&asked, &said))
            .attempt(message::failure_ask_for_request()),
        OnReplyError::NoText => refused(message::failure_text_not_here())
            .why(message::failure_text_not_here_why())
            .attempt(message::failure_add_request()),
        OnReplyError::SignedAlready => refused(message::failure_key_signed_reply())
            .why(message::failure_key_once())
            .attempt(message::failure_other_officer()),
    }
}

/// The command that does such an act.
const fn command(act: Act) -> &'static str {
    match act {
        Act::Endorse => "sign",
        Act::Decline => "decline",
        Act::Withdraw => "withdraw",
    }
}
