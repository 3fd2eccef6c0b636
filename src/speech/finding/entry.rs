//! What there is to say about entries of the log, and records that are to become such.

use crate::locale::{Sentence, message};
use crate::violation;
use countersign_core::verify::finding::{EntryFinding, Stopped};

pub(super) fn message(what: &EntryFinding) -> Sentence {
    match what {
        EntryFinding::Undecoded { at, error } => message::finding_log_entry(*at, error),
        EntryFinding::NoHeads => message::finding_no_heads(),
        EntryFinding::OtherHeads { at } => message::finding_other_heads(*at),
        EntryFinding::Refused { at, kind, record, why, .. } => {
            message::finding_entry_refused(*at, *kind, record.short(), violation(why))
        }
        EntryFinding::Unsettled { at, why } => message::finding_entry_rule(*at, violation(why)),
        EntryFinding::Waiting(why) => message::finding_refused(violation(why)),
        EntryFinding::Unpublished(why) => violation(why),
        EntryFinding::Stopped { at, why } => message::finding_stopped(*at, stopped(why)),
        EntryFinding::NotShown { at } => message::finding_record_missing(*at),
        EntryFinding::Lost { at, is_other: true } => message::finding_record_other(*at),
        EntryFinding::Lost { at, is_other: false } => message::finding_record_lost(*at),
        EntryFinding::WithholdingPending { at } => message::finding_record_withheld(*at),
    }
}

fn stopped(why: &Stopped) -> Sentence {
    match why {
        Stopped::NewerEntry(error) => message::finding_entry_newer(error),
        Stopped::NewerRecord => message::finding_entry_newer_record(),
        Stopped::NewerSignature => message::finding_entry_signature_newer(),
        Stopped::UnreadRecord => message::finding_entry_unread(),
        Stopped::UnreadSignature => message::finding_entry_signature_unread(),
    }
}
