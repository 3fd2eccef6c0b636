//! `keys/allowed_signers`: derived from the ledger, so that stock `ssh-keygen` verifies straight from a checkout.
//!
//! One line for each key in the format of `ssh-keygen(1)`, ALLOWED SIGNERS: the principal
//! (`maintainer.LABEL` or the organisation's domain), the namespaces of the records it may sign, and the key.
//! OpenSSH knows dates but no positions in a log: it tells that a signature fits, never that the key was entitled.
//!
//! ```text
//! foro.example namespaces="countersign/organisation/v1,countersign/revocation/v1,…" ssh-ed25519 AAAA…
//! ```

use crate::key::PublicKey;
use crate::ledger::State;
use crate::record::Kind;

/// What a maintainer signs.
const MAINTAINER_KINDS: [Kind; 5] =
    [Kind::Registry, Kind::Organisation, Kind::Confirmation, Kind::Publication, Kind::Withholding];
/// What an organisation's key signs.
const ORGANISATION_KINDS: [Kind; 4] =
    [Kind::Organisation, Kind::Revocation, Kind::Confirmation, Kind::Endorsement];

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
It does not tell that the key was entitled when it signed, that nothing was left out, or that the registry is whole:
OpenSSH knows dates, and this registry decides by positions in its log.
`countersign verify` tells those.
";

/// The file for the keys that the ledger knows.
#[must_use]
pub fn derive(state: &State) -> String {
    let mut file = HEADER.to_owned();
    for maintainer in state.root().map_or(&[][..], |root| &root.body.maintainers) {
        line(
            &mut file,
            &format!("maintainer.{}", maintainer.label),
            &MAINTAINER_KINDS,
            &maintainer.key,
        );
    }
    for (domain, organisation) in state.organisations() {
        for tenure in &organisation.keys {
            line(&mut file, domain.as_str(), &ORGANISATION_KINDS, &tenure.key);
        }
    }
    file
}

fn line(file: &mut String, principal: &str, kinds: &[Kind], key: &PublicKey) {
    let namespaces: Vec<&str> = kinds.iter().map(|kind| kind.type_name()).collect();
    file.push_str(&format!("{principal} namespaces=\"{}\" {key}\n", namespaces.join(",")));
}
