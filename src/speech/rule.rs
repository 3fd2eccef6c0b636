//! The rules in words: why a record is not admitted, who may sign, whose a key is.

use crate::locale::{Sentence, Tell as _, message};
use countersign_core::ledger::Violation;
use countersign_core::ledger::approvals::Group;
use countersign_core::ledger::authority::{Holder, Signers};
use countersign_core::ledger::keys::well_known;
use countersign_core::ledger::version::Unmet;
use countersign_core::ledger::violation::{Chain, Closed, Expected, Mismatch, NotOpen};

/// The rule that refuses a record.
#[must_use]
#[allow(clippy::too_many_lines, reason = "one arm for each rule, and none may be forgotten")]
pub fn violation(violation: &Violation) -> Sentence {
    match violation {
        Violation::Entry(what) => message::rule_entry(mismatch(*what)),
        Violation::Signatures { want, got } => message::rule_signatures(*want, *got),
        Violation::SignaturesChanged { here } => message::rule_signatures_changed(*here),
        Violation::Registry => message::rule_registry(),
        Violation::Founding => message::rule_founding(),
        Violation::NotEntitled { who, key } => message::rule_not_entitled(key, signers(who)),
        Violation::SignedTwice { who, label } => message::rule_signed_twice(signers(who), label),
        Violation::Threshold { who, want, got } => {
            message::rule_threshold(signers(who), *want, *got)
        }
        Violation::KeyTaken { holder: one } => message::rule_key_taken(holder(one)),
        Violation::KeyEnded { holder: one } => message::rule_key_ended(holder(one)),
        Violation::LabelTaken { holder: one } => message::rule_label_taken(holder(one)),
        Violation::Silent { organisation, want, left } => {
            message::rule_silent(organisation, *want, *left)
        }
        Violation::Origin => message::rule_origin(),
        Violation::Ended => message::rule_ended(),
        Violation::NotALogKey(key) => message::rule_not_a_log_key(key),
        Violation::LogKeyOutside { key, since, at } => {
            message::rule_log_key_outside(key, *since, *at)
        }
        Violation::NotNamed { organisation, label } => message::rule_not_named(label, organisation),
        Violation::NeverItsKey { organisation, label } => {
            message::rule_never_its_key(label, organisation)
        }
        Violation::CompromisedOutside { label, from, since } => {
            message::rule_compromised_outside(label, *from, *since)
        }
        Violation::TooManyAccusations { organisation, max, is_recovery: true } => {
            message::rule_too_many_accusations(organisation, *max)
        }
        Violation::TooManyAccusations { organisation, max, is_recovery: false } => {
            message::rule_too_many_own_accusations(organisation, *max)
        }
        Violation::NotAnOrganisationsKey(key) => message::rule_not_an_organisations_key(key),
        Violation::EndedAlready { holder: one, at } => {
            message::rule_ended_already(holder(one), *at)
        }
        Violation::OwnConfirmation(organisation) => message::rule_own_confirmation(organisation),
        Violation::NotInForce { organisation, key } => {
            message::rule_not_in_force(key, organisation)
        }
        Violation::OtherUrl { organisation, got } => {
            message::rule_other_url(got, well_known(organisation))
        }
        Violation::EnrolledAlready(organisation) => message::rule_enrolled_already(organisation),
        Violation::NotEnrolled(organisation) => message::rule_not_enrolled(organisation),
        Violation::Retired(organisation) => message::rule_retired(organisation),
        Violation::OtherName { organisation, name } => message::rule_other_name(organisation, name),
        Violation::Chain { what } => message::rule_chain(expected(what)),
        Violation::NoSuchVersion(version) => message::rule_no_such_version(version),
        Violation::OtherWords { version, want, got } => {
            message::rule_other_words(version, want, got)
        }
        Violation::Closed { version, why } => message::rule_closed(version, closed(*why)),
        Violation::NothingToWithdraw { organisation } => {
            message::rule_nothing_to_withdraw(organisation)
        }
        Violation::WithdrawInstead { organisation } => message::rule_withdraw_instead(organisation),
        Violation::NoSuchLanguage { organisation, language } => {
            message::rule_no_such_language(organisation, language)
        }
        Violation::OtherText { organisation, language, want, got } => {
            message::rule_other_text(organisation, language, want.short(), got.short())
        }
        Violation::PrivateDecline { organisation } => message::rule_private_decline(organisation),
        Violation::Condition { organisation, unmet: one } => {
            message::rule_condition(organisation, unmet(one))
        }
        Violation::Unpublished(version) => message::rule_unpublished(version),
        Violation::Order => message::rule_order(),
        Violation::NotOpen(what) => message::rule_not_open(not_open(*what)),
        Violation::HalfAChain => message::rule_half_a_chain(),
        Violation::Withheld { version } => message::rule_withheld(version),
        Violation::NotShown => message::rule_not_shown(),
        Violation::HasText { version, language } => message::rule_has_text(version, language),
        Violation::TooManyTexts(version) => message::rule_too_many_texts(version),
        Violation::NoSuchWords { version, words } => {
            message::rule_no_such_words(version, words.short())
        }
        Violation::TakenDown(version) => message::rule_taken_down(version),
        Violation::RetractedAlready(version) => message::rule_retracted_already(version),
    }
}

/// Whose key it is.
#[must_use]
pub fn holder(holder: &Holder) -> Sentence {
    match holder {
        Holder::Maintainer(label) => message::rule_who_maintainer(label),
        Holder::Log => message::rule_who_log(),
        Holder::Witness(name) => message::rule_who_witness(name),
        Holder::Organisation(domain, label) => format!("{domain} ({label})").tell(),
    }
}

/// What a condition asks for that does not hold.
#[must_use]
pub fn unmet(unmet: &Unmet) -> Sentence {
    match unmet {
        Unmet::NotBefore(time) => message::rule_unmet_not_before(time),
        Unmet::Until(time) => message::rule_unmet_until(time),
        Unmet::AtLeast { want, got } => message::rule_unmet_at_least(*want, *got),
    }
}

/// Whose keys must sign, as a plural noun.
#[must_use]
pub fn group(group: &Group) -> Sentence {
    match group {
        Group::Maintainers => message::rule_group_maintainers(),
        Group::Before => message::rule_group_before(),
        Group::After => message::rule_group_after(),
        Group::Organisation(domain) => message::rule_group_keys(domain),
    }
}

fn signers(who: &Signers) -> Sentence {
    match who {
        Signers::Maintainers => message::rule_who_maintainers(),
        Signers::Maintainer(label) => message::rule_who_maintainer(label),
        Signers::BeforeOrAfter => message::rule_who_either(),
        Signers::Before => message::rule_who_before(),
        Signers::After => message::rule_who_after(),
        Signers::TheKey => message::rule_who_itself(),
        Signers::Organisation(domain) => domain.tell(),
    }
}

fn mismatch(what: Mismatch) -> Sentence {
    match what {
        Mismatch::Hash => message::rule_entry_hash(),
        Mismatch::Kind => message::rule_entry_kind(),
        Mismatch::Twice => message::rule_entry_twice(),
    }
}

fn chain(chain: &Chain) -> Sentence {
    match chain {
        Chain::Authority => message::rule_chain_authority(),
        Chain::Keys(domain) => message::rule_chain_keys(domain),
        Chain::Listings(domain) => message::rule_chain_listings(domain),
        Chain::Confirmations(domain) => message::rule_chain_confirmations(domain),
    }
}

fn expected(what: &Expected) -> Sentence {
    match what {
        Expected::Number { chain: one, number } => message::rule_chain_number(chain(one), *number),
        Expected::After { chain: one, after } => {
            message::rule_chain_after(chain(one), after.short())
        }
        Expected::Version { statement, number } => message::rule_chain_version(*number, statement),
        Expected::Act { organisation, number } => message::rule_chain_act(*number, organisation),
        Expected::Translation { version, language, number } => {
            message::rule_chain_translation(*number, version, language)
        }
        Expected::Withholding { version, number } => {
            message::rule_chain_withholding(*number, version)
        }
    }
}

fn closed(why: Closed) -> Sentence {
    match why {
        Closed::Historical => message::rule_closed_historical(),
        Closed::Superseded => message::rule_closed_superseded(),
        Closed::Retracted => message::rule_closed_retracted(),
    }
}

fn not_open(what: NotOpen) -> Sentence {
    match what {
        NotOpen::NoEntry => message::rule_no_entry(),
        NotOpen::Record(record) => record.short().tell(),
    }
}
