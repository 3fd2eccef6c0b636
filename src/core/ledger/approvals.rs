//! Who has approved a record and whom it waits for: a view for people, made from the same holders as the rules.

use super::State;
use super::authority::Tenures;
use crate::key::PublicKey;
use crate::name::{Domain, Label};
use crate::record::confirmation::ConfirmedBy;
use crate::record::signature::VerifiedSignature;
use crate::record::{Body, Record};

/// Whose keys must sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Group {
    /// The maintainers'.
    Maintainers,
    /// The maintainers' before a change of themselves.
    Before,
    /// The maintainers' after it.
    After,
    /// An organisation's.
    Organisation(Domain),
}

/// How far one group of signers has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approvals {
    /// Whose threshold it is.
    pub who: Group,
    /// The threshold.
    pub want: u64,
    /// Who has signed, sorted.
    pub signed: Vec<Label>,
    /// Who has not, sorted.
    pub waiting: Vec<Label>,
}

impl Approvals {
    /// Whether the threshold is reached.
    #[must_use]
    pub fn is_reached(&self) -> bool {
        self.signed.len() as u64 >= self.want
    }
}

impl State {
    /// The groups that must sign a record here, and how far each has come; none for statements.
    #[must_use]
    pub fn approvals(&self, record: &Record, signatures: &[VerifiedSignature]) -> Vec<Approvals> {
        let Some(root) = self.root() else { return Vec::new() };
        let count = |who: Group, want: u64, holders: Vec<(&PublicKey, &Label)>| {
            let has_signed =
                |key: &PublicKey| signatures.iter().any(|signature| signature.key() == key);
            let (signed, waiting): (Vec<_>, Vec<_>) =
                holders.into_iter().partition(|(key, _)| has_signed(key));
            let labels = |side: Vec<(&PublicKey, &Label)>| -> Vec<Label> {
                side.into_iter().map(|(_, label)| label.clone()).collect()
            };
            Approvals { who, want, signed: labels(signed), waiting: labels(waiting) }
        };
        let maintainers = || count(Group::Maintainers, root.body.threshold, holders(&root.keys));
        let of = |domain: &Domain| {
            let one = self.organisations().get(domain)?;
            let who = Group::Organisation(domain.clone());
            Some(count(who, one.body.threshold, holders(&one.keys)))
        };
        let by_maintainer = signatures.iter().any(|one| root.is_maintainer(one.key()));
        match record.body() {
            Body::Registry(next) => {
                let after = next.maintainers.iter().map(|one| (&one.key, &one.label)).collect();
                let before = count(Group::Before, root.body.threshold, holders(&root.keys));
                vec![before, count(Group::After, next.threshold, after)]
            }
            Body::Organisation(body) if body.number > 1 && !by_maintainer => {
                of(&body.organisation).into_iter().collect()
            }
            Body::Confirmation(body) => match &body.confirmed_by {
                ConfirmedBy::Organisation(domain) => of(domain).into_iter().collect(),
                ConfirmedBy::Maintainer(label) => {
                    let mut one = maintainers();
                    one.want = 1;
                    one.signed.retain(|signed| signed == label);
                    one.waiting.retain(|waiting| waiting == label);
                    vec![one]
                }
            },
            Body::Organisation(_)
            | Body::Publication(_)
            | Body::Withholding(_)
            | Body::Retraction(_)
            | Body::Translation(_)
            | Body::Listing(_)
            | Body::Extension(_) => vec![maintainers()],
            Body::Endorsement(body) => of(&body.organisation).into_iter().collect(),
            Body::Statement(_) | Body::Revocation(_) => Vec::new(),
        }
    }
}

fn holders(keys: &Tenures) -> Vec<(&PublicKey, &Label)> {
    keys.in_force().into_iter().map(|one| (&one.key, &one.label)).collect()
}
