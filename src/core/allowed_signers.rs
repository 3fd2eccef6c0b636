//! `keys/allowed_signers`: derived from the ledger, so that stock `ssh-keygen` verifies straight from a checkout.
//!
//! One line for each key in the format of `ssh-keygen(1)`, ALLOWED SIGNERS: the principal
//! (`maintainer.LABEL` or the organisation's domain), the namespaces of the records it may sign, and the key.
//! OpenSSH knows dates but no positions in a log: it tells that a signature fits, never that the key was entitled.
//!
//! Behind each key stands a comment, which ssh-keygen does not read: its label, and the log entries between which it
//! may sign. Keys that have ended stay, below a line that says so, because what they signed before still fits.
//!
//! ```text
//! foro.example namespaces="countersign/organisation/v1,…" ssh-ed25519 AAAA… press, from entry 2
//! # Ended: …
//! uno.example namespaces="countersign/organisation/v1,…" ssh-ed25519 AAAA… press, from entry 4 to before entry 9
//! ```

use crate::ledger::State;
use crate::ledger::authority::Tenure;
use crate::name::Domain;
use crate::record::Kind;

/// What a maintainer signs.
const MAINTAINER_KINDS: [Kind; 6] = [
    Kind::Registry,
    Kind::Organisation,
    Kind::Confirmation,
    Kind::Publication,
    Kind::Withholding,
    Kind::Retraction,
];
/// What an organisation's key signs.
const ORGANISATION_KINDS: [Kind; 4] =
    [Kind::Organisation, Kind::Revocation, Kind::Confirmation, Kind::Endorsement];

const HEADER: &str = "\
# Made by countersign from the registry's records; do not edit, `countersign verify` compares it.
# It lets ssh-keygen tell that a signature fits. It cannot tell that the key was entitled: see keys/README.md.
";

const ENDED: &str = "\
# Ended: these keys may sign no more. What they signed before still fits; countersign verify tells when that was.
";

/// What lies at `keys/README.md`.
pub const KEYS_README: &str = "\
# Keys

`root/` holds who maintains this registry; every other folder is an organisation, named by its domain.
Records are canonical JSON; `sha256sum` of a file is the hash that everybody signs.

Check one signature with nothing but OpenSSH, from the top of the registry:

    ssh-keygen -Y verify -f keys/allowed_signers -I DOMAIN -n countersign/endorsement/v1 \\
        -s ENDORSEMENT.json.LABEL.sig < ENDORSEMENT.json

That tells that the signature fits the file and that the key stands in `allowed_signers`.
It does not tell that the key was entitled when it signed, that nothing was left out, or that the registry is whole.

A key may sign from the log entry that enrols it to the one that ends it.
OpenSSH knows dates and no positions in a log, and a date could be written by anybody,
so `allowed_signers` carries no `valid-after` or `valid-before`: the entries stand in a comment behind each key,
and keys that have ended stay below the line `# Ended`, so that what they signed before can still be checked.
For ssh-keygen, a signature by such a key fits like any other, whenever it was made.
`countersign verify` tells whether the key was entitled.
";

/// The file for the keys that the ledger knows, those that have ended last.
#[must_use]
pub fn derive(state: &State) -> String {
    derive_for(state, |_| true)
}

/// The file for the maintainers and some of the organisations.
#[must_use]
pub(crate) fn derive_for(state: &State, wanted: impl Fn(&Domain) -> bool) -> String {
    let mut lines: Vec<(bool, String)> = Vec::new();
    let mut add = |principal: &str, kinds: &[Kind], tenure: &Tenure| {
        lines.push((!tenure.is_in_force(), line(principal, kinds, tenure)));
    };
    for tenure in state.root().iter().flat_map(|root| root.keys.all()) {
        add(&format!("maintainer.{}", tenure.label), &MAINTAINER_KINDS, tenure);
    }
    for (domain, organisation) in state.organisations().iter().filter(|(one, _)| wanted(one)) {
        for tenure in organisation.keys.all() {
            add(domain.as_str(), &ORGANISATION_KINDS, tenure);
        }
    }
    lines.sort_by_key(|(has_ended, _)| *has_ended);
    let mut file = HEADER.to_owned();
    let ended = lines.partition_point(|(has_ended, _)| !has_ended);
    for (at, (_, line)) in lines.iter().enumerate() {
        if at == ended {
            file.push_str(ENDED);
        }
        file.push_str(line);
    }
    file
}

fn line(principal: &str, kinds: &[Kind], tenure: &Tenure) -> String {
    let namespaces: Vec<&str> = kinds.iter().map(|kind| kind.type_name()).collect();
    let namespaces = namespaces.join(",");
    let Tenure { key, label, from, .. } = tenure;
    let mut line =
        format!("{principal} namespaces=\"{namespaces}\" {key} {label}, from entry {from}");
    if let Some(end) = &tenure.end {
        line.push_str(&format!(" to before entry {}", end.at));
    }
    if let Some(compromised) = &tenure.compromised {
        line.push_str(&format!(", not to be relied on since entry {}", compromised.since));
    }
    line.push('\n');
    line
}
