//! What there is to say about a bundle.

use super::{technical, text};
use crate::locale::{Sentence, Value, sentence};
use crate::verify::finding::{BundleFinding, CarriedChain};

pub(super) fn message(what: &BundleFinding) -> Sentence {
    match what {
        BundleFinding::Record => sentence("finding-bundle-record", &[]),
        BundleFinding::Heads { at } => sentence("finding-bundle-heads", &[("at", (*at).into())]),
        BundleFinding::Stranger { name, version } => {
            sentence("finding-bundle-stranger", &[("name", text(name)), ("version", text(version))])
        }
        BundleFinding::Other { version } => {
            sentence("finding-bundle-other", &[("version", text(version))])
        }
        BundleFinding::Proof(error) => {
            sentence("finding-bundle-proof", &[("technical", technical(error))])
        }
        BundleFinding::LeftOut { chain: one, error } => sentence(
            "finding-bundle-left-out",
            &[("what", chain(one).into()), ("technical", technical(error))],
        ),
        BundleFinding::Open => sentence("finding-bundle-open", &[]),
        BundleFinding::OpenIn(chains) => sentence(
            "finding-bundle-open-in",
            &[("what", Value::All(chains.iter().map(chain).collect()))],
        ),
        BundleFinding::Recipe => sentence("finding-bundle-recipe", &[]),
    }
}

fn chain(chain: &CarriedChain) -> Sentence {
    match chain {
        CarriedChain::Root => sentence("finding-chain-root", &[]),
        CarriedChain::Keys(name) => sentence("finding-chain-keys", &[("name", text(name))]),
        CarriedChain::Statement(name) => {
            sentence("finding-chain-statement", &[("name", text(name))])
        }
        CarriedChain::Version(name) => sentence("finding-chain-version", &[("name", text(name))]),
    }
}
