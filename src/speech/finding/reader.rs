//! What there is to say to a reader who knows or saw something before, or has a receipt.

use super::{technical, text};
use crate::locale::{Sentence, sentence};
use crate::verify::finding::{ReaderFinding, ReceiptFinding};
use crate::words;

#[allow(clippy::too_many_lines, reason = "one arm for each finding")]
pub(super) fn message(what: &ReaderFinding) -> Sentence {
    match what {
        ReaderFinding::OtherRegistry { want, got } => {
            sentence("finding-other-registry", &[("want", text(want)), ("got", text(got))])
        }
        ReaderFinding::OtherWords { got } => {
            sentence("finding-other-words", &[("got", text(got)), ("words", text(&words::of(got)))])
        }
        ReaderFinding::NoFingerprint { want: Some(want) } => {
            sentence("finding-no-fingerprint-for", &[("want", text(want))])
        }
        ReaderFinding::NoFingerprint { want: None } => sentence("finding-no-fingerprint", &[]),
        ReaderFinding::OtherRoot { want, size, got } => sentence(
            "finding-other-history",
            &[("want", text(want)), ("size", (*size).into()), ("got", text(got))],
        ),
        ReaderFinding::RootOfBundle { want, size, here } => sentence(
            "finding-root-of-bundle",
            &[("want", text(want)), ("size", (*size).into()), ("here", (*here).into())],
        ),
        ReaderFinding::RootUnread { want, size } => {
            sentence("finding-root-unread", &[("want", text(want)), ("size", (*size).into())])
        }
        ReaderFinding::TooShort { size } => {
            sentence("finding-too-short", &[("size", (*size).into())])
        }
        ReaderFinding::Unwitnessed => sentence("finding-stale-none", &[]),
        ReaderFinding::Stale { time } => sentence("finding-stale", &[("time", text(time))]),
        ReaderFinding::OtherFingerprint { since, before, now } => sentence(
            "finding-other-fingerprint",
            &[("since", text(since)), ("before", text(before)), ("now", text(now))],
        ),
        ReaderFinding::RolledBack { seen, here } => sentence(
            "finding-rolled-back",
            &[("seen", (*seen).into()), ("here", (*here).into()), ("last", (seen - 1).into())],
        ),
        ReaderFinding::OtherHistory { size, seen, root } => sentence(
            "finding-another-history",
            &[("size", (*size).into()), ("seen", text(seen)), ("root", text(root))],
        ),
        ReaderFinding::OtherBeginning { size, seen } => {
            sentence("finding-not-the-first", &[("size", (*size).into()), ("seen", (*seen).into())])
        }
        ReaderFinding::NewerUnknown { size, seen } => {
            sentence("finding-newer-unknown", &[("size", (*size).into()), ("seen", (*seen).into())])
        }
        ReaderFinding::Older { size, seen } => {
            sentence("finding-older", &[("size", (*size).into()), ("seen", (*seen).into())])
        }
        ReaderFinding::OlderUnknown { size, seen, is_bundle: true } => {
            sentence("finding-older-bundle", &[("size", (*size).into()), ("seen", (*seen).into())])
        }
        ReaderFinding::OlderUnknown { size, seen, is_bundle: false } => {
            sentence("finding-older-unknown", &[("size", (*size).into()), ("seen", (*seen).into())])
        }
    }
}

pub(super) fn receipt(what: &ReceiptFinding) -> Sentence {
    match what {
        ReceiptFinding::Holds { index, size } => sentence(
            "finding-receipt-holds",
            &[("index", (*index).into()), ("size", (*size).into())],
        ),
        ReceiptFinding::Lost { index, size, here } => sentence(
            "finding-receipt-lost",
            &[("size", (*size).into()), ("index", (*index).into()), ("here", (*here).into())],
        ),
        ReceiptFinding::Bad(error) => {
            sentence("finding-receipt-bad", &[("technical", technical(error))])
        }
        ReceiptFinding::Unjudged(error) => {
            sentence("finding-receipt-unjudged", &[("technical", technical(error))])
        }
        ReceiptFinding::NoLog => sentence("finding-receipt-no-log", &[]),
    }
}
