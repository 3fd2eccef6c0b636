//! What there is to say about versions and organisations, and about what waits to be logged.

use super::text;
use crate::locale::{Sentence, sentence};
use crate::speech::evidence::doubt;
use crate::verify::finding::{Lack, PendingFinding, StandingFinding};

#[allow(clippy::too_many_lines, reason = "one arm for each finding")]
pub(super) fn message(what: &StandingFinding) -> Sentence {
    match what {
        StandingFinding::Superseded(version) => {
            sentence("finding-superseded", &[("version", text(version))])
        }
        StandingFinding::Historical(version) => {
            sentence("finding-historical", &[("version", text(version))])
        }
        StandingFinding::Proposed(version) => {
            sentence("finding-proposed", &[("version", text(version))])
        }
        StandingFinding::Withdrawn { version, count } => {
            sentence("finding-withdrawn", &[("count", (*count).into()), ("version", text(version))])
        }
        StandingFinding::TooFew { version, lack: one } => {
            sentence("finding-about", &[("version", text(version)), ("what", lack(*one).into())])
        }
        StandingFinding::UnknownPin { organisation } => {
            sentence("finding-pin-unknown", &[("organisation", text(organisation))])
        }
        StandingFinding::Recovery { organisation, at, is_adopted: true } => sentence(
            "finding-recovery-adopted",
            &[("organisation", text(organisation)), ("at", (*at).into())],
        ),
        StandingFinding::Recovery { organisation, at, is_adopted: false } => sentence(
            "finding-recovery",
            &[("organisation", text(organisation)), ("at", (*at).into())],
        ),
        StandingFinding::Silent { organisation, want, left } => sentence(
            "finding-silent",
            &[
                ("organisation", text(organisation)),
                ("want", (*want).into()),
                ("left", (*left).into()),
            ],
        ),
        StandingFinding::Doubted { name, version, doubt: why } => sentence(
            "finding-doubt",
            &[("name", text(name)), ("version", text(version)), ("doubt", doubt(why).into())],
        ),
        StandingFinding::Capacity { name, version } => {
            sentence("finding-capacity", &[("name", text(name)), ("version", text(version))])
        }
        StandingFinding::SetAside { name, version, act } => sentence(
            "finding-set-aside",
            &[("name", text(name)), ("version", text(version)), ("act", act.noun().into())],
        ),
        StandingFinding::Condition { name, version, want, got } => sentence(
            "finding-condition",
            &[
                ("name", text(name)),
                ("version", text(version)),
                ("want", (*want).into()),
                ("got", (*got).into()),
            ],
        ),
        StandingFinding::LeavePending { name, act } => {
            sentence("finding-pending-leaves", &[("name", text(name)), ("act", act.name().into())])
        }
        StandingFinding::EndorsementPending { name } => {
            sentence("finding-pending-act", &[("name", text(name))])
        }
    }
}

fn lack(lack: Lack) -> Sentence {
    match lack {
        Lack::Nobody => sentence("finding-nobody", &[]),
        Lack::Count { want, got } => {
            sentence("finding-too-few", &[("want", want.into()), ("got", got.into())])
        }
        Lack::All { want, got } => {
            sentence("finding-not-all", &[("want", want.into()), ("got", got.into())])
        }
    }
}

pub(super) fn pending(what: &PendingFinding) -> Sentence {
    match what {
        PendingFinding::Revocation { organisation, label } => sentence(
            "finding-pending-revocation",
            &[("label", text(label)), ("organisation", text(organisation))],
        ),
        PendingFinding::Compromised { organisation } => {
            sentence("finding-pending-compromised", &[("organisation", text(organisation))])
        }
        PendingFinding::Keys { organisation, number } => sentence(
            "finding-pending-keys",
            &[("number", (*number).into()), ("organisation", text(organisation))],
        ),
        PendingFinding::Confirmation { organisation } => {
            sentence("finding-pending-confirmation", &[("organisation", text(organisation))])
        }
        PendingFinding::Authority { number } => {
            sentence("finding-pending-authority", &[("number", (*number).into())])
        }
        PendingFinding::Withholding => sentence("finding-pending-withholding", &[]),
    }
}
