//! What there is to say about entries of the log, and records that are to become such.

use super::technical;
use crate::locale::{Sentence, sentence};
use crate::speech::violation;
use crate::verify::finding::{EntryFinding, Stopped};

pub(super) fn message(what: &EntryFinding) -> Sentence {
    match what {
        EntryFinding::Undecoded { at, error } => {
            sentence("finding-log-entry", &[("at", (*at).into()), ("technical", technical(error))])
        }
        EntryFinding::NoHeads => sentence("finding-no-heads", &[]),
        EntryFinding::OtherHeads { at } => sentence("finding-other-heads", &[("at", (*at).into())]),
        EntryFinding::Refused { at, kind, record, why, .. } => sentence(
            "finding-entry-refused",
            &[
                ("at", (*at).into()),
                ("kind", kind.name().into()),
                ("record", record.short().into()),
                ("why", violation(why).into()),
            ],
        ),
        EntryFinding::Unsettled { at, why } => {
            sentence("finding-entry-rule", &[("at", (*at).into()), ("why", violation(why).into())])
        }
        EntryFinding::Waiting(why) => {
            sentence("finding-refused", &[("why", violation(why).into())])
        }
        EntryFinding::Unpublished(why) => violation(why),
        EntryFinding::Stopped { at, why } => {
            sentence("finding-stopped", &[("at", (*at).into()), ("why", stopped(why).into())])
        }
        EntryFinding::NotShown { at } => {
            sentence("finding-record-missing", &[("at", (*at).into())])
        }
        EntryFinding::WithholdingPending { at } => {
            sentence("finding-record-withheld", &[("at", (*at).into())])
        }
    }
}

fn stopped(why: &Stopped) -> Sentence {
    match why {
        Stopped::NewerEntry(error) => {
            sentence("finding-entry-newer", &[("technical", technical(error))])
        }
        Stopped::NewerRecord => sentence("finding-entry-newer-record", &[]),
        Stopped::NewerSignature => sentence("finding-entry-signature-newer", &[]),
        Stopped::UnreadRecord => sentence("finding-entry-unread", &[]),
        Stopped::UnreadSignature => sentence("finding-entry-signature-unread", &[]),
    }
}
