//! `keys/allowed_signers`: derived from the ledger, so that stock `ssh-keygen` verifies straight from a checkout.
//!
//! Two lines say what it is; then there is one line for each key that ever was enrolled, in the format of `ssh-keygen(1)`,
//! ALLOWED SIGNERS: the principal (`maintainer.LABEL` or the organisation's domain), the namespaces, the key, and its
//! label as a comment. A line says nothing that later changes, so the lines are a set: in whatever order git joins
//! two files of two branches, what comes out is as good.
//!
//! OpenSSH knows dates but no positions in a log: it tells that a signature fits, never that the key was entitled.
//! So no line tells from when to when a key may sign, and keys that have ended stay.
//!
//! ```text
//! foro.example namespaces="countersign/*" ssh-ed25519 AAAA… press
//! uno.example namespaces="countersign/*" ssh-ed25519 AAAA… press
//! ```

use std::collections::BTreeSet;

use crate::ledger::State;
use crate::ledger::authority::Tenure;
use crate::name::Domain;

/// Whatever a key of a registry signs. The kinds of records are not told apart, so that a kind which comes later
/// changes no line; whose key it is, the principal tells.
const NAMESPACES: &str = "countersign/*";

const HEADER: &str = "\
# Made by countersign from the registry's records; do not edit, `countersign verify` compares it.
# It lets ssh-keygen tell that a signature fits. It cannot tell that the key was entitled: see keys/README.md.
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
so `allowed_signers` carries no `valid-after` or `valid-before`, and keys that have ended stay,
so that what they signed before can still be checked.
For ssh-keygen, a signature by such a key fits like any other, whenever it was made.
`countersign org show` tells which keys have ended, and `countersign verify` whether a key was entitled.
";

/// The file for all keys that the ledger knows.
#[must_use]
pub fn derive(state: &State) -> String {
    derive_for(state, |_| true)
}

/// The file for the maintainers and some of the organisations.
#[must_use]
pub(crate) fn derive_for(state: &State, wanted: impl Fn(&Domain) -> bool) -> String {
    let mut file = HEADER.to_owned();
    let mut add = |principal: &str, tenure: &Tenure| {
        let Tenure { key, label, .. } = tenure;
        file.push_str(&format!("{principal} namespaces=\"{NAMESPACES}\" {key} {label}\n"));
    };
    for tenure in state.root().iter().flat_map(|root| root.keys.all()) {
        add(&format!("maintainer.{}", tenure.label), tenure);
    }
    for (domain, organisation) in state.organisations().iter().filter(|(one, _)| wanted(one)) {
        organisation.keys.all().for_each(|tenure| add(domain.as_str(), tenure));
    }
    file
}

/// How a file differs from what the records make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Difference {
    /// It has a line that no record makes.
    Other,
    /// It lacks so many of the lines that logged records make.
    Lacks(usize),
}

/// Compares a file, as a set of lines, with what the log makes, and with what waits to be logged.
pub(crate) fn compare(file: &[u8], logged: &State, after: &State) -> Option<Difference> {
    let lines = |made: &str| made.lines().map(|line| line.as_bytes().to_vec()).collect();
    let want: BTreeSet<Vec<u8>> = lines(&derive(logged));
    let may: BTreeSet<Vec<u8>> = match std::ptr::eq(logged, after) {
        true => BTreeSet::new(),
        false => lines(&derive(after)),
    };
    let Some(got) = file.strip_suffix(b"\n") else { return Some(Difference::Other) };
    let got: BTreeSet<&[u8]> = got.split(|byte| *byte == b'\n').collect();
    if got.iter().any(|line| !want.contains(*line) && !may.contains(*line)) {
        return Some(Difference::Other);
    }
    let lacks = want.iter().filter(|line| !got.contains(line.as_slice())).count();
    (lacks > 0).then_some(Difference::Lacks(lacks))
}
