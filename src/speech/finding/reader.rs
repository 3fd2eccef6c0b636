//! What there is to say to a reader who knows or saw something before, or has a receipt.

use crate::locale::{Sentence, message};
use countersign_core::verify::finding::{ReaderFinding, ReceiptFinding};
use countersign_core::words;

#[allow(clippy::too_many_lines, reason = "one arm for each finding")]
pub(super) fn message(what: &ReaderFinding) -> Sentence {
    match what {
        ReaderFinding::OtherRegistry { want, got } => message::finding_other_registry(want, got),
        ReaderFinding::OtherWords { got } => message::finding_other_words(got, words::of(got)),
        ReaderFinding::NoFingerprint { want: Some(want) } => {
            message::finding_no_fingerprint_for(want)
        }
        ReaderFinding::NoFingerprint { want: None } => message::finding_no_fingerprint(),
        ReaderFinding::OtherRoot { want, size, got } => {
            message::finding_other_history(want, *size, got)
        }
        ReaderFinding::RootOfBundle { want, size, here } => {
            message::finding_root_of_bundle(want, *size, *here)
        }
        ReaderFinding::RootUnread { want, size } => message::finding_root_unread(want, *size),
        ReaderFinding::TooShort { size } => message::finding_too_short(*size),
        ReaderFinding::Unwitnessed => message::finding_stale_none(),
        ReaderFinding::OtherLog => message::finding_other_log(),
        ReaderFinding::Ahead { time } => message::finding_stale_ahead(time),
        ReaderFinding::Stale { time } => message::finding_stale(time),
        ReaderFinding::OtherFingerprint { since, before, now } => {
            message::finding_other_fingerprint(since, before, now)
        }
        ReaderFinding::NotMeant { meant, now } => message::finding_not_meant(meant, now),
        ReaderFinding::Namesake { since, before } => message::finding_namesake(since, before),
        ReaderFinding::RolledBack { seen, here } => {
            message::finding_rolled_back(*seen, *here, seen - 1)
        }
        ReaderFinding::OtherHistory { size, seen, root } => {
            message::finding_another_history(*size, seen, root)
        }
        ReaderFinding::OtherBeginning { size, seen } => {
            message::finding_not_the_first(*size, *seen)
        }
        ReaderFinding::AheadOfClock { now, time } => message::finding_clock(time, now),
        ReaderFinding::HereBehind { size, here } => message::finding_here_behind(*size, *here),
        ReaderFinding::OlderThanHere { size, here } => {
            message::finding_older_than_here(*size, *here)
        }
        ReaderFinding::Split { size, root, other, file, kept: Some(kept) } => {
            message::finding_split(*size, root, other, file, kept)
        }
        ReaderFinding::Split { size, root, other, file, kept: None } => {
            message::finding_split_here(*size, root, other, file)
        }
        ReaderFinding::VoidHead { size, since, file } => {
            message::finding_void_head(file, *size, *since)
        }
        ReaderFinding::NewerUnknown { size, seen } => message::finding_newer_unknown(*size, *seen),
        ReaderFinding::WithheldHere { count } => message::finding_withheld_here(*count),
        ReaderFinding::WithheldAndShown { organisation, version } => {
            message::finding_withheld_and_shown(organisation, version)
        }
        ReaderFinding::TakenDownHere { version, reason } => {
            message::finding_taken_down_here(version, reason)
        }
        ReaderFinding::TakenDownThere { version, reason } => {
            message::finding_taken_down_there(version, reason)
        }
        ReaderFinding::Older { size, seen } => message::finding_older(*size, *seen),
        ReaderFinding::OlderUnknown { size, seen, is_bundle: true } => {
            message::finding_older_bundle(*size, *seen)
        }
        ReaderFinding::OlderUnknown { size, seen, is_bundle: false } => {
            message::finding_older_unknown(*size, *seen)
        }
    }
}

pub(super) fn receipt(what: &ReceiptFinding) -> Sentence {
    match what {
        ReceiptFinding::Holds { index, size } => message::finding_receipt_holds(*index, *size),
        ReceiptFinding::Withheld { index } => message::finding_receipt_withheld(*index),
        ReceiptFinding::Replaced { index, organisation, version } => {
            message::finding_receipt_replaced(*index, version, organisation)
        }
        ReceiptFinding::Retracted { index, version } => {
            message::finding_receipt_retracted(*index, version)
        }
        ReceiptFinding::Lost { index, size, here } => {
            message::finding_receipt_lost(*size, *index, *here)
        }
        ReceiptFinding::Void { size, since } => message::finding_receipt_void(*size, *since),
        ReceiptFinding::Bad(error) => message::finding_receipt_bad(error),
        ReceiptFinding::Unjudged(error) => message::finding_receipt_unjudged(error),
        ReceiptFinding::NoLog => message::finding_receipt_no_log(),
    }
}
