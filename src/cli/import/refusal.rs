//! Why something cannot be taken in, in words: the reason, what to tell the sender, and what the maintainer can do.

use countersign_core::ledger::authority::{Holder, Tenure};
use countersign_speech as speech;
use countersign_speech::locale::{Locale, Sentence, Tell as _, message};
use countersign_workflow::import::{Advice, Answer, Changed, Damage, Passed, Refusal};

/// Why it is refused.
pub(super) fn why(refusal: &Refusal) -> Sentence {
    match refusal {
        Refusal::Damaged(Damage::Reply(error)) => error.tell(),
        Refusal::Damaged(Damage::Signature(error)) => error.tell(),
        Refusal::Damaged(Damage::Unread(error)) => speech::unread(error),
        Refusal::Damaged(Damage::Encrypted) => message::request_why_encrypted(),
        Refusal::Damaged(Damage::PublicKey) => message::request_why_public_key(),
        Refusal::Damaged(Damage::Neither) => message::request_why_neither(),
        Refusal::PrivateKey => message::request_why_private_key(),
        Refusal::Namespace { holder, got, want } => {
            message::request_why_namespace(by(holder.as_ref()), got, *want)
        }
        Refusal::Changed { holder, how } => {
            let how = match how {
                Changed::LineEnd => message::request_changed_line_end(),
                Changed::Mark => message::request_changed_mark(),
                Changed::Space => message::request_changed_space(),
            };
            message::request_why_changed(by(holder.as_ref()), how)
        }
        Refusal::WrongFile { holder, version } => {
            message::request_why_wrong_file(by(holder.as_ref()), version)
        }
        Refusal::Unanswered => message::request_why_unanswered(),
        Refusal::Statement => message::request_why_statement(),
        Refusal::Unmatched { key, holder: None } => message::request_why_key_nobody(key),
        Refusal::Unmatched { holder: Some(holder), .. } => {
            message::request_why_key_of(speech::holder(holder))
        }
        Refusal::TwoAnswers { organisation, files } => {
            let files: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
            message::request_why_two(organisation, files.join(", "))
        }
        Refusal::DeclinedSince { answer, .. } => message::request_why_no(&answer.organisation),
        Refusal::Ahead { time, now, .. } => message::request_why_ahead(time, now),
        Refusal::ReadyMade(answer) => message::request_why_ready_made(&answer.organisation),
        Refusal::OtherEnrolment { organisation, keys } => {
            message::request_why_other_key(organisation, keys.join(", "))
        }
        Refusal::Rule { violation, .. } => speech::violation(violation),
    }
}

/// Why a file is passed over.
pub(super) fn passed(why: Passed) -> Sentence {
    match why {
        Passed::Link => message::request_why_link(),
        Passed::Deep => message::request_why_deep(),
        Passed::Device => message::request_why_device(),
        Passed::Large => message::request_why_large(),
        Passed::Unanswered => message::request_why_unanswered(),
        Passed::Unsigned => message::request_why_unsigned(),
        Passed::PublicKey => message::request_why_public_key(),
        Passed::Neither => message::request_why_neither(),
    }
}

/// The sentence to send back.
pub(super) fn send_back(refusal: &Refusal, locale: Locale) -> String {
    let reason = || why(refusal);
    let sentence = match refusal {
        Refusal::PrivateKey => message::request_back_private_key(),
        Refusal::Namespace { want, .. } => message::request_back_namespace(*want),
        Refusal::Changed { .. } => message::request_back_changed(reason()),
        Refusal::WrongFile { version, .. } => message::request_back_wrong_file(version),
        Refusal::Damaged(Damage::Encrypted) => message::request_back_encrypted(),
        Refusal::Damaged(Damage::PublicKey) => message::request_back_public_key(),
        Refusal::Damaged(_) => message::request_back_damaged(reason()),
        Refusal::Unanswered => message::request_back_unanswered(),
        Refusal::Unmatched { .. } => message::request_back_signature(reason()),
        Refusal::TwoAnswers { .. } => message::request_back_two(),
        Refusal::DeclinedSince { answer, declined } => {
            message::request_back_follows(locale.day(*declined), &answer.version)
        }
        Refusal::Ahead { time, .. } => message::request_back_ahead(locale.day(*time)),
        Refusal::ReadyMade(answer) => message::request_back_ready_made(&answer.version),
        Refusal::Rule { advice, answer, .. } => {
            return follows(advice, answer.as_ref(), &reason(), locale).say(locale);
        }
        Refusal::OtherEnrolment { .. } => message::request_back_other_key(),
        Refusal::Statement => message::request_back_other(reason()),
    };
    sentence.say(locale)
}

fn follows(advice: &Advice, answer: Option<&Answer>, why: &Sentence, locale: Locale) -> Sentence {
    match (advice, answer) {
        (Advice::OtherRegistry, _) => message::request_back_registry(),
        (Advice::OlderDraft, Some(one)) => {
            message::request_back_draft(locale.day(one.made_at), &one.version)
        }
        (Advice::Key { key, in_force }, Some(one)) => {
            message::request_back_key(key, &one.organisation, listed(in_force))
        }
        (Advice::MoreSignatures { signed, want }, _) => message::request_back_more(*want, *signed),
        (Advice::Follows(when), Some(one)) => {
            message::request_back_follows(locale.day(*when), &one.version)
        }
        (Advice::WithoutBefore, _) => message::request_back_before(),
        (Advice::WithdrawInstead, Some(one)) => message::request_back_withdraw(&one.version),
        (Advice::Closed(version), _) => message::request_back_closed(version),
        (Advice::Condition, Some(one)) => message::request_back_condition(&one.version, why),
        (Advice::PublicDecline, Some(one)) => message::request_back_public(&one.version),
        _ => message::request_back_other(why),
    }
}

/// By whose key.
fn by(holder: Option<&Holder>) -> Sentence {
    match holder {
        Some(holder) => message::request_by(speech::holder(holder)),
        None => message::request_by_nobody(),
    }
}

fn listed(keys: &[Tenure]) -> String {
    let listed: Vec<String> =
        keys.iter().map(|one| format!("{} {}", one.label, one.key.fingerprint())).collect();
    listed.join(", ")
}

/// The command with which the current request is made, where a new answer to it would help.
pub(super) fn attempt(refusal: &Refusal) -> Option<String> {
    let answer = match refusal {
        Refusal::OtherEnrolment { organisation, .. } => {
            return Some(format!("git branch -D proposals/keys/{organisation}/1"));
        }
        Refusal::DeclinedSince { answer, .. } | Refusal::ReadyMade(answer) => Some(answer),
        Refusal::Ahead { answer, .. } => answer.as_ref(),
        Refusal::Rule { advice, answer, .. } => answer.as_ref().filter(|_| can_ask(advice)),
        _ => None,
    };
    let ask = |one: &Answer| {
        format!("countersign request {} --org {} -o DIR", one.version, one.organisation)
    };
    answer.map(ask)
}

const fn can_ask(advice: &Advice) -> bool {
    matches!(
        advice,
        Advice::OlderDraft
            | Advice::Follows(_)
            | Advice::WithdrawInstead
            | Advice::Closed(_)
            | Advice::Condition
            | Advice::PublicDecline
    )
}
