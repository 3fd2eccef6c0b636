//! What there is to say about a bundle.

use crate::locale::{Sentence, message};
use countersign_core::verify::finding::{BundleFinding, CarriedChain};

pub(super) fn message(what: &BundleFinding) -> Sentence {
    match what {
        BundleFinding::Record => message::finding_bundle_record(),
        BundleFinding::Heads { at } => message::finding_bundle_heads(*at),
        BundleFinding::Stranger { name, version } => {
            message::finding_bundle_stranger(name, version)
        }
        BundleFinding::Other { version } => message::finding_bundle_other(version),
        BundleFinding::Proof(error) => message::finding_bundle_proof(error),
        BundleFinding::LeftOut { chain: one, error } => {
            message::finding_bundle_left_out(chain(one), error)
        }
        BundleFinding::Open => message::finding_bundle_open(),
        BundleFinding::OpenIn(chains) => {
            message::finding_bundle_open_in(Sentence::list(chains.iter().map(chain).collect()))
        }
        BundleFinding::Recipe => message::finding_bundle_recipe(),
        BundleFinding::Draft { embargo: Some(embargo), made_at } => {
            message::finding_bundle_embargo(embargo, made_at)
        }
        BundleFinding::Draft { embargo: None, made_at } => message::finding_bundle_draft(made_at),
    }
}

fn chain(chain: &CarriedChain) -> Sentence {
    match chain {
        CarriedChain::Root => message::finding_chain_root(),
        CarriedChain::Keys(name) => message::finding_chain_keys(name),
        CarriedChain::Statement(name) => message::finding_chain_statement(name),
        CarriedChain::Version(name) => message::finding_chain_version(name),
    }
}
