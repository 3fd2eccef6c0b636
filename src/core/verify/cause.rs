//! One fault, one finding: the first cause is told with the file to restore, and what only follows from it is folded.
//!
//! What lies in a file stands before what the rules say, and the rules in the order of the log.
//! A finding follows from an earlier one where both are about one file, or where the rule needs what the earlier one
//! takes away: the keys of an organisation, the text of a version, its publication, an act, or the log itself.
//! Only what is at most as grave as its cause is folded, so that folding never changes a verdict.

use std::collections::BTreeMap;

use super::finding::{
    EntryFinding, FileFinding, Finding, LogFinding, NextFault, What, WordsFinding,
};
use super::report::Severity;
use crate::layout::{Place, place_of};
use crate::ledger::Violation;
use crate::ledger::authority::{Holder, Signers};
use crate::ledger::violation::{Chain, Expected};
use crate::log::Fault;
use crate::name::{Domain, StatementId, VersionId};
use crate::record::Kind;

/// Something that records stand on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Ground {
    /// The log itself.
    Log,
    /// Whatever could not be read.
    Unread,
    /// Files that are not listed, because their names or folders are not those of a registry.
    Listing,
    /// The map of chains, or the end of the log.
    Heads,
    /// The registry's authority.
    Root,
    /// The keys of an organisation.
    Keys(Domain),
    /// The keys of some organisation, nobody knows which.
    SomeKeys,
    /// The record of a version.
    Text(VersionId),
    /// Its publication.
    Publication(VersionId),
    /// The record or publication of some version, nobody knows which.
    SomeText,
    /// The acts of an organisation on a version.
    Act(VersionId, Domain),
    /// Some act, nobody knows whose.
    SomeAct,
    /// A withholding on a version.
    Withholding(VersionId),
    /// The translations of a version.
    Translation(VersionId),
    /// Some translation, nobody knows of what.
    SomeTranslation,
}

/// What a record must find to be admitted.
enum Need {
    Only(Ground),
    /// Anybody's keys.
    AnyKeys,
    /// A version of a statement.
    AnyVersion(StatementId),
    /// An act on a version.
    AnyAct(VersionId),
    /// A withholding.
    AnyWithholding,
}

/// Causes, with what follows from each.
#[derive(Default)]
struct Folded {
    causes: Vec<Finding>,
    /// The causes by what they take away.
    lost: BTreeMap<Ground, Vec<usize>>,
    /// The causes by the record that they are about.
    files: BTreeMap<String, usize>,
}

/// The causes among findings, each with what follows from it.
#[must_use]
pub(super) fn fold(findings: Vec<Finding>) -> Vec<Finding> {
    let (mut grave, rest): (Vec<Finding>, Vec<Finding>) =
        findings.into_iter().partition(Finding::is_grave);
    // An act that a withholding answers for is not missing because that is refused.
    let is_withheld = |one: &Finding| {
        matches!(*one.what, What::Entry(EntryFinding::Refused { is_shown: true, .. }))
            && matches!(place_of(&one.path), Place::Withholding(..))
    };
    let is_refused = grave.iter().any(is_withheld);
    let stage = |one: &Finding| match &*one.what {
        What::Entry(EntryFinding::NotShown { .. }) if is_refused => (5, 0),
        _ => stage(one),
    };
    // In an order that does not depend on how much was looked at together: what is about one path is found in one part.
    grave.sort_by_cached_key(|one| (stage(one), one.severity, one.code(), one.path.clone()));
    let mut folded = Folded::default();
    grave.into_iter().for_each(|finding| folded.add(finding));
    folded.causes.extend(rest);
    folded.causes
}

/// In which order causes are looked for.
fn stage(finding: &Finding) -> (u8, u64) {
    match &*finding.what {
        What::File(FileFinding::SignersOther) | What::Reader(_) | What::Receipt(_) => (6, 0),
        What::File(FileFinding::SignatureAlone | FileFinding::Misplaced(None)) => (5, 0),
        What::File(FileFinding::WithheldShown(_)) if record_of(&finding.path) != finding.path => {
            (5, 0)
        }
        What::File(FileFinding::Odd(_)) => (0, 0),
        What::File(FileFinding::SignatureBad(_) | FileFinding::MisplacedSignature(_)) => (2, 0),
        What::File(_) => (1, 0),
        What::Words(WordsFinding::Unbound(_) | WordsFinding::Unjudged(_)) => (5, 0),
        What::Words(_) => (1, 0),
        What::Log(LogFinding::File(Fault::Extra { .. })) => (3, 1),
        What::Log(LogFinding::File(_) | LogFinding::Unread(_)) => (0, 0),
        What::Log(LogFinding::Unsigned(_)) => (3, 0),
        What::Log(_) => (6, 1),
        What::Entry(what) => match what {
            EntryFinding::Lost { at, .. } => (1, *at),
            EntryFinding::Undecoded { at, .. }
            | EntryFinding::OtherHeads { at }
            | EntryFinding::Refused { at, .. }
            | EntryFinding::Unsettled { at, .. }
            | EntryFinding::Stopped { at, .. }
            | EntryFinding::NotShown { at }
            | EntryFinding::WithholdingPending { at } => (4, *at),
            EntryFinding::NoHeads => (4, u64::MAX),
            EntryFinding::Waiting(_) | EntryFinding::Unpublished(_) => (5, 0),
        },
        What::Pending(_) | What::Standing(_) | What::Bundle(_) => (6, 2),
    }
}

impl Folded {
    fn add(&mut self, finding: Finding) {
        let record = record_of(&finding.path);
        let cause = self.cause(&finding, record);
        let index = cause.unwrap_or(self.causes.len());
        for ground in takes_away(&finding) {
            self.lost.entry(ground).or_default().push(index);
        }
        if is_about_one_file(&finding) {
            self.files.entry(record.to_owned()).or_insert(index);
        }
        match cause.and_then(|cause| self.causes.get_mut(cause)) {
            Some(cause) => cause.follows.push(finding),
            None => self.causes.push(finding),
        }
    }

    /// The cause from which a finding follows.
    fn cause(&self, finding: &Finding, record: &str) -> Option<usize> {
        let is_grave_enough = |index: &usize| {
            self.causes.get(*index).is_some_and(|cause| cause.severity <= finding.severity)
        };
        let same = self.files.get(record).copied().filter(|_| is_about_one_file(finding));
        let same = same.filter(|index| {
            // Two signatures beside one record are two files to restore.
            let cause = self.causes.get(*index);
            cause.is_some_and(|cause| !are_two_signatures(cause, finding))
        });
        let lost = needs(finding).into_iter().flat_map(|need| self.lost_of(need));
        same.into_iter().chain(lost).find(is_grave_enough)
    }

    /// The causes that take away what is needed.
    fn lost_of(&self, need: Need) -> Vec<usize> {
        let is_it = |ground: &Ground| match (&need, ground) {
            (Need::Only(want), got) => want == got,
            (Need::AnyKeys, Ground::Root | Ground::Keys(_) | Ground::SomeKeys) => true,
            (Need::AnyVersion(want), Ground::Text(id) | Ground::Publication(id)) => {
                id.statement == *want
            }
            (Need::AnyAct(want), Ground::Act(id, _) | Ground::Withholding(id)) => id == want,
            (Need::AnyVersion(_), Ground::SomeText)
            | (Need::AnyAct(_), Ground::SomeAct)
            | (Need::AnyWithholding, Ground::Withholding(_)) => true,
            _ => false,
        };
        self.lost
            .iter()
            .filter(|(ground, _)| is_it(ground))
            .flat_map(|(_, all)| all)
            .copied()
            .collect()
    }
}

/// The record beside which a signature lies; any other path as it is.
fn record_of(path: &str) -> &str {
    match place_of(path) {
        Place::Signature { record, .. } => path.get(..record.len()).unwrap_or(path),
        _ => path,
    }
}

fn are_two_signatures(cause: &Finding, finding: &Finding) -> bool {
    let is_signature = |path: &str| record_of(path).len() < path.len();
    cause.path != finding.path && is_signature(&cause.path) && is_signature(&finding.path)
}

/// Whether its path is that of one file, which somebody could restore.
fn is_about_one_file(finding: &Finding) -> bool {
    !finding.path.is_empty()
        && finding.path != crate::layout::LOG
        && !matches!(*finding.what, What::Reader(_) | What::Receipt(_) | What::Standing(_))
}

/// What is not there any more for others where this is so.
fn takes_away(finding: &Finding) -> Vec<Ground> {
    let at_place = || of_place(&place_of(record_of(&finding.path)));
    let mut grounds = match &*finding.what {
        What::Log(LogFinding::File(fault)) if !matches!(fault, Fault::Extra { .. }) => {
            vec![Ground::Log]
        }
        What::Log(LogFinding::Unread(_)) => vec![Ground::Log],
        What::Log(_) | What::Reader(_) | What::Receipt(_) | What::Standing(_) | What::Words(_) => {
            return Vec::new();
        }
        What::File(FileFinding::Odd(_)) => vec![Ground::Listing],
        // The withholding that names it is then not admitted, and answers for nothing else either.
        What::File(FileFinding::WithheldShown(_)) => {
            let withholding = match place_of(record_of(&finding.path)) {
                Place::Endorsement(id, ..) => Some(Ground::Withholding(id)),
                _ => None,
            };
            at_place().into_iter().chain(withholding).collect()
        }
        What::Entry(what) => match what {
            EntryFinding::Undecoded { .. } => vec![Ground::Log],
            EntryFinding::OtherHeads { .. } | EntryFinding::NoHeads => vec![Ground::Heads],
            EntryFinding::Refused { is_shown: false, kind, .. } => {
                of_kind(*kind).into_iter().collect()
            }
            EntryFinding::NotShown { .. } => vec![Ground::SomeAct],
            EntryFinding::Refused { why, .. } | EntryFinding::Unsettled { why, .. } => {
                at_place().into_iter().chain(missed_by(why)).collect()
            }
            _ => at_place(),
        },
        _ => at_place(),
    };
    if finding.severity == Severity::Unchecked {
        grounds.push(Ground::Unread);
    }
    grounds
}

/// What a rule did not find, so that no other record finds it either.
fn missed_by(why: &Violation) -> Option<Ground> {
    match why {
        Violation::NoSuchVersion(id) => Some(Ground::Text(id.clone())),
        Violation::Unpublished(id) => Some(Ground::Publication(id.clone())),
        Violation::NotEnrolled(domain) => Some(Ground::Keys(domain.clone())),
        _ => None,
    }
}

/// What a missing record of a kind takes away that could lie anywhere.
const fn of_kind(kind: Kind) -> Option<Ground> {
    Some(match kind {
        Kind::Registry => Ground::Root,
        Kind::Organisation | Kind::Revocation | Kind::Confirmation | Kind::Listing => {
            Ground::SomeKeys
        }
        Kind::Statement | Kind::Publication => Ground::SomeText,
        Kind::Endorsement | Kind::Withholding => Ground::SomeAct,
        Kind::Translation => Ground::SomeTranslation,
        Kind::Retraction | Kind::Extension => return None,
    })
}

/// What a record at a place is to others.
fn of_place(place: &Place) -> Vec<Ground> {
    vec![match place {
        Place::Root(_) => Ground::Root,
        Place::Organisation(domain, _)
        | Place::Revocation(domain, _)
        | Place::Confirmation(domain, _)
        | Place::Listing(domain, _) => Ground::Keys(domain.clone()),
        Place::Statement(id) => Ground::Text(id.clone()),
        Place::Publication(id) => Ground::Publication(id.clone()),
        Place::Endorsement(id, domain, _) => Ground::Act(id.clone(), domain.clone()),
        Place::Withholding(id, _) => Ground::Withholding(id.clone()),
        Place::Translation(id, ..) => Ground::Translation(id.clone()),
        _ => return Vec::new(),
    }]
}

/// What a finding would follow from.
fn needs(finding: &Finding) -> Vec<Need> {
    let place = place_of(record_of(&finding.path));
    let grounds = |grounds: &[Ground]| grounds.iter().cloned().map(Need::Only).collect::<Vec<_>>();
    let mut needs = grounds(match &*finding.what {
        What::File(FileFinding::SignersOther) => &[Ground::Log, Ground::Unread, Ground::Heads],
        What::File(FileFinding::SignersMissing) | What::Words(WordsFinding::Missing) => {
            &[Ground::Listing]
        }
        What::Words(WordsFinding::Unbound(_) | WordsFinding::Unjudged(_)) => {
            &[Ground::Log, Ground::Unread, Ground::Root]
        }
        What::Log(LogFinding::File(fault)) if !matches!(fault, Fault::Extra { .. }) => {
            &[Ground::Listing]
        }
        What::Log(_) => &[Ground::Log, Ground::Root],
        // How far the log was judged is not only a consequence: readers must see it.
        What::Entry(EntryFinding::Stopped { .. }) => &[],
        What::Entry(EntryFinding::Refused { is_shown: true, .. }) => &[Ground::Log],
        What::Entry(_) => &[Ground::Log, Ground::Listing, Ground::Heads],
        _ => &[],
    });
    match &*finding.what {
        What::File(FileFinding::SignersOther | FileFinding::Misplaced(None)) => {
            needs.push(Need::AnyKeys);
        }
        What::Words(WordsFinding::Unbound(_) | WordsFinding::Unjudged(_)) => {
            if let Place::Text(id, _)
            | Place::TranslatedText(id, ..)
            | Place::Attachment(id, _)
            | Place::Signatories(id) = place
            {
                needs.extend(version(&id));
            }
        }
        What::Log(LogFinding::Next(NextFault::Rule(why)))
        | What::Entry(
            EntryFinding::Refused { why, .. }
            | EntryFinding::Unsettled { why, .. }
            | EntryFinding::Waiting(why)
            | EntryFinding::Unpublished(why),
        ) => needs.extend(of_violation(why, &place)),
        What::Entry(EntryFinding::NotShown { .. }) => needs.push(Need::AnyWithholding),
        _ => {}
    }
    needs
}

/// What must be there of a version.
fn version(id: &VersionId) -> Vec<Need> {
    let grounds = [Ground::Text(id.clone()), Ground::Publication(id.clone()), Ground::SomeText];
    grounds.map(Need::Only).into()
}

/// What must be there of the translations of a version.
fn translations(id: &VersionId) -> Vec<Need> {
    [Ground::Translation(id.clone()), Ground::SomeTranslation].map(Need::Only).into()
}

/// What must be there of an organisation's keys.
fn keys(domain: &Domain) -> Vec<Need> {
    [Ground::Keys(domain.clone()), Ground::SomeKeys].map(Need::Only).into()
}

fn of_holder(holder: &Holder) -> Vec<Need> {
    match holder {
        Holder::Organisation(domain, _) => keys(domain),
        Holder::Maintainer(_) | Holder::Log | Holder::Witness(_) => {
            vec![Need::Only(Ground::Root)]
        }
    }
}

fn of_signers(who: &Signers) -> Vec<Need> {
    match who {
        Signers::Organisation(domain) => keys(domain),
        Signers::TheKey => vec![Need::AnyKeys],
        _ => vec![Need::Only(Ground::Root)],
    }
}

/// What a rule would have needed, for the record at a place.
fn of_violation(why: &Violation, place: &Place) -> Vec<Need> {
    match why {
        Violation::Registry
        | Violation::Founding
        | Violation::Origin
        | Violation::Ended
        | Violation::NotALogKey(_)
        | Violation::LogKeyOutside { .. } => vec![Need::Only(Ground::Root)],
        Violation::NotEntitled { who, .. }
        | Violation::SignedTwice { who, .. }
        | Violation::Threshold { who, .. } => of_signers(who),
        Violation::KeyTaken { holder }
        | Violation::KeyEnded { holder }
        | Violation::LabelTaken { holder }
        | Violation::EndedAlready { holder, .. } => of_holder(holder),
        Violation::Silent { organisation, .. }
        | Violation::NotNamed { organisation, .. }
        | Violation::NeverItsKey { organisation, .. }
        | Violation::TooManyAccusations { organisation, .. }
        | Violation::NotInForce { organisation, .. }
        | Violation::OtherUrl { organisation, .. }
        | Violation::OtherName { organisation, .. }
        | Violation::OwnConfirmation(organisation)
        | Violation::EnrolledAlready(organisation)
        | Violation::Retired(organisation)
        | Violation::NotEnrolled(organisation) => keys(organisation),
        Violation::CompromisedOutside { .. } | Violation::NotAnOrganisationsKey(_) => {
            vec![Need::AnyKeys]
        }
        Violation::Chain { what } => of_chain(what, place),
        Violation::NoSuchVersion(id)
        | Violation::OtherWords { version: id, .. }
        | Violation::RetractedAlready(id)
        | Violation::HasText { version: id, .. }
        | Violation::TooManyTexts(id)
        | Violation::NoSuchWords { version: id, .. }
        | Violation::TakenDown(id)
        | Violation::Closed { version: id, .. } => {
            let mut needs = version(id);
            needs.push(Need::AnyVersion(id.statement.clone()));
            needs.extend(translations(id));
            needs
        }
        Violation::NoSuchLanguage { .. } | Violation::OtherText { .. } => match place {
            Place::Endorsement(id, ..) => translations(id),
            _ => Vec::new(),
        },
        Violation::Unpublished(id) => {
            let mut needs = version(id);
            needs.push(Need::AnyAct(id.clone()));
            needs
        }
        Violation::NothingToWithdraw { .. }
        | Violation::WithdrawInstead { .. }
        | Violation::NotOpen(_)
        | Violation::HalfAChain
        | Violation::Withheld { .. } => of_acts(place),
        Violation::Condition { .. } => {
            let mut needs = of_acts(place);
            needs.push(Need::AnyKeys);
            needs
        }
        Violation::Entry(_)
        | Violation::Signatures { .. }
        | Violation::SignaturesChanged { .. }
        | Violation::PrivateDecline { .. }
        | Violation::Order
        | Violation::NotShown => Vec::new(),
    }
}

fn of_chain(what: &Expected, place: &Place) -> Vec<Need> {
    match what {
        Expected::Number { chain, .. } | Expected::After { chain, .. } => match chain {
            Chain::Authority => vec![Need::Only(Ground::Root)],
            Chain::Keys(domain) | Chain::Confirmations(domain) | Chain::Listings(domain) => {
                keys(domain)
            }
        },
        Expected::Version { statement, .. } => vec![Need::AnyVersion(statement.clone())],
        Expected::Act { organisation, .. } => match place {
            Place::Endorsement(id, ..) => {
                let act = Ground::Act(id.clone(), organisation.clone());
                [act, Ground::SomeAct].map(Need::Only).into()
            }
            _ => vec![Need::Only(Ground::SomeAct)],
        },
        Expected::Translation { version: id, .. } => {
            version(id).into_iter().chain(translations(id)).collect()
        }
        Expected::Withholding { version, .. } => {
            vec![Need::Only(Ground::Withholding(version.clone()))]
        }
    }
}

fn of_acts(place: &Place) -> Vec<Need> {
    match place {
        Place::Endorsement(id, ..) | Place::Publication(id) | Place::Withholding(id, _) => {
            vec![Need::AnyAct(id.clone())]
        }
        _ => vec![Need::Only(Ground::SomeAct)],
    }
}
