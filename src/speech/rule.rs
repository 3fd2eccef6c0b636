//! The rules in words: why a record is not admitted, who may sign, whose a key is.

use std::fmt::Display;

use crate::ledger::Violation;
use crate::ledger::approvals::Group;
use crate::ledger::authority::{Holder, Signers};
use crate::ledger::keys::well_known;
use crate::ledger::version::Unmet;
use crate::ledger::violation::{Chain, Closed, Expected, Mismatch, NotOpen};
use crate::locale::{Sentence, Tell as _, Value, sentence};

/// The rule that refuses a record.
#[must_use]
#[allow(clippy::too_many_lines, reason = "one arm for each rule, and none may be forgotten")]
pub fn violation(violation: &Violation) -> Sentence {
    match violation {
        Violation::Entry(what) => sentence("rule-entry", &[("what", mismatch(*what).into())]),
        Violation::Signatures { want, got } => {
            sentence("rule-signatures", &[("want", (*want).into()), ("got", (*got).into())])
        }
        Violation::Registry => sentence("rule-registry", &[]),
        Violation::Founding => sentence("rule-founding", &[]),
        Violation::NotEntitled { who, key } => {
            sentence("rule-not-entitled", &[("who", signers(who).into()), ("key", text(key))])
        }
        Violation::SignedTwice { who, label } => {
            sentence("rule-signed-twice", &[("who", signers(who).into()), ("label", text(label))])
        }
        Violation::Threshold { who, want, got } => sentence(
            "rule-threshold",
            &[("who", signers(who).into()), ("want", (*want).into()), ("got", (*got).into())],
        ),
        Violation::KeyTaken { holder: one } => {
            sentence("rule-key-taken", &[("holder", holder(one).into())])
        }
        Violation::KeyEnded { holder: one } => {
            sentence("rule-key-ended", &[("holder", holder(one).into())])
        }
        Violation::LabelTaken { holder: one } => {
            sentence("rule-label-taken", &[("holder", holder(one).into())])
        }
        Violation::Silent { organisation, want, left } => sentence(
            "rule-silent",
            &[
                ("organisation", text(organisation)),
                ("want", (*want).into()),
                ("left", (*left).into()),
            ],
        ),
        Violation::Origin => sentence("rule-origin", &[]),
        Violation::NotNamed { organisation, label } => sentence(
            "rule-not-named",
            &[("organisation", text(organisation)), ("label", text(label))],
        ),
        Violation::NeverItsKey { organisation, label } => sentence(
            "rule-never-its-key",
            &[("organisation", text(organisation)), ("label", text(label))],
        ),
        Violation::CompromisedOutside { label, from, since } => sentence(
            "rule-compromised-outside",
            &[("label", text(label)), ("from", (*from).into()), ("since", (*since).into())],
        ),
        Violation::NotAnOrganisationsKey(key) => {
            sentence("rule-not-an-organisations-key", &[("key", text(key))])
        }
        Violation::EndedAlready { holder: one, at } => {
            sentence("rule-ended-already", &[("holder", holder(one).into()), ("at", (*at).into())])
        }
        Violation::OwnConfirmation(organisation) => {
            sentence("rule-own-confirmation", &[("organisation", text(organisation))])
        }
        Violation::NotInForce { organisation, key } => sentence(
            "rule-not-in-force",
            &[("organisation", text(organisation)), ("key", text(key))],
        ),
        Violation::OtherUrl { organisation, got } => sentence(
            "rule-other-url",
            &[("want", well_known(organisation).into()), ("got", text(got))],
        ),
        Violation::EnrolledAlready(organisation) => {
            sentence("rule-enrolled-already", &[("organisation", text(organisation))])
        }
        Violation::NotEnrolled(organisation) => {
            sentence("rule-not-enrolled", &[("organisation", text(organisation))])
        }
        Violation::OtherName { organisation, name } => sentence(
            "rule-other-name",
            &[("organisation", text(organisation)), ("name", text(name))],
        ),
        Violation::Chain { what } => sentence("rule-chain", &[("what", expected(what).into())]),
        Violation::NoSuchVersion(version) => {
            sentence("rule-no-such-version", &[("version", text(version))])
        }
        Violation::OtherWords { version, want, got } => sentence(
            "rule-other-words",
            &[("version", text(version)), ("want", text(want)), ("got", text(got))],
        ),
        Violation::Closed { version, why } => {
            sentence("rule-closed", &[("version", text(version)), ("why", closed(*why).into())])
        }
        Violation::NothingToWithdraw { organisation } => {
            sentence("rule-nothing-to-withdraw", &[("organisation", text(organisation))])
        }
        Violation::WithdrawInstead { organisation } => {
            sentence("rule-withdraw-instead", &[("organisation", text(organisation))])
        }
        Violation::NoSuchLanguage { organisation, language } => sentence(
            "rule-no-such-language",
            &[("organisation", text(organisation)), ("language", text(language))],
        ),
        Violation::PrivateDecline { organisation } => {
            sentence("rule-private-decline", &[("organisation", text(organisation))])
        }
        Violation::Condition { organisation, unmet: one } => sentence(
            "rule-condition",
            &[("organisation", text(organisation)), ("unmet", unmet(one).into())],
        ),
        Violation::Unpublished(version) => {
            sentence("rule-unpublished", &[("version", text(version))])
        }
        Violation::Order => sentence("rule-order", &[]),
        Violation::NotOpen(what) => sentence("rule-not-open", &[("what", not_open(*what).into())]),
        Violation::HalfAChain => sentence("rule-half-a-chain", &[]),
        Violation::NotShown => sentence("rule-not-shown", &[]),
    }
}

/// Whose key it is.
#[must_use]
pub fn holder(holder: &Holder) -> Sentence {
    match holder {
        Holder::Maintainer(label) => sentence("rule-who-maintainer", &[("label", text(label))]),
        Holder::Log => sentence("rule-who-log", &[]),
        Holder::Witness(name) => sentence("rule-who-witness", &[("name", text(name))]),
        Holder::Organisation(domain, label) => format!("{domain} ({label})").tell(),
    }
}

/// What a condition asks for that does not hold.
#[must_use]
pub fn unmet(unmet: &Unmet) -> Sentence {
    match unmet {
        Unmet::NotBefore(time) => sentence("rule-unmet-not-before", &[("time", text(time))]),
        Unmet::Until(time) => sentence("rule-unmet-until", &[("time", text(time))]),
        Unmet::AtLeast { want, got } => {
            sentence("rule-unmet-at-least", &[("want", (*want).into()), ("got", (*got).into())])
        }
    }
}

/// Whose keys must sign, as a plural noun.
#[must_use]
pub fn group(group: &Group) -> Sentence {
    match group {
        Group::Maintainers => sentence("rule-group-maintainers", &[]),
        Group::Before => sentence("rule-group-before", &[]),
        Group::After => sentence("rule-group-after", &[]),
        Group::Organisation(domain) => {
            sentence("rule-group-keys", &[("organisation", text(domain))])
        }
    }
}

fn signers(who: &Signers) -> Sentence {
    match who {
        Signers::Maintainers => sentence("rule-who-maintainers", &[]),
        Signers::Maintainer(label) => sentence("rule-who-maintainer", &[("label", text(label))]),
        Signers::BeforeOrAfter => sentence("rule-who-either", &[]),
        Signers::Before => sentence("rule-who-before", &[]),
        Signers::After => sentence("rule-who-after", &[]),
        Signers::TheKey => sentence("rule-who-itself", &[]),
        Signers::Organisation(domain) => domain.tell(),
    }
}

fn mismatch(what: Mismatch) -> Sentence {
    match what {
        Mismatch::Hash => sentence("rule-entry-hash", &[]),
        Mismatch::Kind => sentence("rule-entry-kind", &[]),
        Mismatch::Twice => sentence("rule-entry-twice", &[]),
    }
}

fn chain(chain: &Chain) -> Sentence {
    match chain {
        Chain::Authority => sentence("rule-chain-authority", &[]),
        Chain::Keys(domain) => sentence("rule-chain-keys", &[("organisation", text(domain))]),
        Chain::Confirmations(domain) => {
            sentence("rule-chain-confirmations", &[("organisation", text(domain))])
        }
    }
}

fn expected(what: &Expected) -> Sentence {
    match what {
        Expected::Number { chain: one, number } => sentence(
            "rule-chain-number",
            &[("what", chain(one).into()), ("number", (*number).into())],
        ),
        Expected::After { chain: one, after } => sentence(
            "rule-chain-after",
            &[("what", chain(one).into()), ("after", after.short().into())],
        ),
        Expected::Version { statement, number } => sentence(
            "rule-chain-version",
            &[("number", (*number).into()), ("statement", text(statement))],
        ),
        Expected::Act { organisation, number } => sentence(
            "rule-chain-act",
            &[("number", (*number).into()), ("organisation", text(organisation))],
        ),
        Expected::Withholding { version, number } => sentence(
            "rule-chain-withholding",
            &[("number", (*number).into()), ("version", text(version))],
        ),
    }
}

fn closed(why: Closed) -> Sentence {
    match why {
        Closed::Historical => sentence("rule-closed-historical", &[]),
        Closed::Superseded => sentence("rule-closed-superseded", &[]),
    }
}

fn not_open(what: NotOpen) -> Sentence {
    match what {
        NotOpen::NoEntry => sentence("rule-no-entry", &[]),
        NotOpen::Record(record) => record.short().tell(),
    }
}

fn text(value: &dyn Display) -> Value<'static> {
    value.to_string().into()
}
