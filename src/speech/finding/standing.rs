//! What there is to say about versions and organisations, and about what waits to be logged.

use crate::evidence::doubt;
use crate::locale::{Sentence, Tell, message};
use countersign_core::name::Language;
use countersign_core::record::endorsement::Act;
use countersign_core::verify::finding::{Lack, PendingFinding, StandingFinding};
use countersign_core::verify::report::Lost;

#[allow(clippy::too_many_lines, reason = "one arm for each finding")]
pub(super) fn message(what: &StandingFinding) -> Sentence {
    match what {
        StandingFinding::Retracted { version, reason, replaced_by: None } => {
            message::finding_retracted(version, reason)
        }
        StandingFinding::Retracted { version, reason, replaced_by: Some(other) } => {
            message::finding_retracted_replaced(version, other, reason)
        }
        StandingFinding::Superseded(version) => message::finding_superseded(version),
        StandingFinding::Historical(version) => message::finding_historical(version),
        StandingFinding::Proposed(version) => message::finding_proposed(version),
        StandingFinding::Withdrawn { version, count } => {
            message::finding_withdrawn(*count, version)
        }
        StandingFinding::ActsWithheld { version, count } => {
            message::finding_acts_withheld(*count, version)
        }
        StandingFinding::TakenDown { version, reason } => {
            message::finding_taken_down(version, reason)
        }
        StandingFinding::Retitled { version, language, before, now } => {
            message::finding_retitled(version, language, before, now)
        }
        StandingFinding::TooFew { version, lack: one } => {
            message::finding_about(version, lack(*one))
        }
        StandingFinding::UnknownPin { organisation } => message::finding_pin_unknown(organisation),
        StandingFinding::Recovery { organisation, at, is_adopted: true } => {
            message::finding_recovery_adopted(organisation, *at)
        }
        StandingFinding::Recovery { organisation, at, is_adopted: false } => {
            message::finding_recovery(organisation, *at)
        }
        StandingFinding::Silent { organisation, want, left } => {
            message::finding_silent(organisation, *want, *left)
        }
        StandingFinding::Retired { organisation, reason, successor: None } => {
            message::finding_retired(organisation, reason)
        }
        StandingFinding::Retired { organisation, reason, successor: Some(successor) } => {
            message::finding_retired_successor(organisation, reason, successor)
        }
        StandingFinding::LookAlike { name, organisations } => {
            let domains = organisations.iter().map(Tell::tell).collect();
            message::finding_look_alike(Sentence::list(domains), name)
        }
        StandingFinding::KeysNotShown { organisations } => {
            let domains = organisations.iter().map(Tell::tell).collect();
            message::finding_keys_not_shown(Sentence::list(domains))
        }
        StandingFinding::DomainInName { organisation, name } => {
            message::finding_domain_in_name(name, organisation)
        }
        StandingFinding::Doubted { name, version, doubt: why } => {
            message::finding_doubt(name, version, doubt(why))
        }
        StandingFinding::Capacity { name, version } => message::finding_capacity(name, version),
        StandingFinding::ListedAs { organisation, name, listed_as, version } => {
            message::finding_listed_as(organisation, version, name, listed_as)
        }
        StandingFinding::SomeTexts { name, version, texts } => {
            let texts: Vec<&str> = texts.iter().map(Language::as_str).collect();
            message::finding_some_texts(name, version, texts.join(", "))
        }
        StandingFinding::Lost { name, version, lost } => {
            message::finding_lost(version, name, self::lost(lost))
        }
        StandingFinding::SetAside { name, version, act } => {
            message::finding_set_aside(name, version, *act)
        }
        StandingFinding::Condition { name, version, want, got } => {
            message::finding_condition(name, version, *want, *got)
        }
        StandingFinding::ConditionClaimed { name, version, want } => {
            message::finding_condition_claimed(name, version, *want)
        }
        StandingFinding::BackDated(version) => message::finding_back_dated(version),
        StandingFinding::LeavePending { name, act } => match act {
            Act::Decline => message::finding_pending_decline(name),
            Act::Endorse | Act::Withdraw => message::finding_pending_withdrawal(name),
        },
        StandingFinding::EndorsementPending { name } => message::finding_pending_act(name),
    }
}

/// What an endorsement has no more.
#[must_use]
pub fn lost(lost: &Lost) -> Sentence {
    match lost {
        Lost::Text(language) => message::finding_lost_text(language.as_str()),
        Lost::Reservation(words) => message::finding_lost_reservation(words),
        Lost::Conditions(_) => message::finding_lost_conditions(),
    }
}

fn lack(lack: Lack) -> Sentence {
    match lack {
        Lack::Nobody => message::finding_nobody(),
        Lack::Count { want, got } => message::finding_too_few(want, got),
        Lack::All { want, got } => message::finding_not_all(want, got),
    }
}

pub(super) fn pending(what: &PendingFinding) -> Sentence {
    match what {
        PendingFinding::Revocation { organisation, label } => {
            message::finding_pending_revocation(label, organisation)
        }
        PendingFinding::Compromised { organisation } => {
            message::finding_pending_compromised(organisation)
        }
        PendingFinding::Keys { organisation, number } => {
            message::finding_pending_keys(*number, organisation)
        }
        PendingFinding::Confirmation { organisation } => {
            message::finding_pending_confirmation(organisation)
        }
        PendingFinding::Listing { organisation } => message::finding_pending_listing(organisation),
        PendingFinding::Authority { number } => message::finding_pending_authority(*number),
        PendingFinding::Extension => message::finding_pending_extension(),
        PendingFinding::Withholding => message::finding_pending_withholding(),
        PendingFinding::Translation { version, language } => {
            message::finding_pending_translation(version, language)
        }
        PendingFinding::Retraction { version } => message::finding_pending_retraction(version),
    }
}
