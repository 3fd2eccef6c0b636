//! Heads of the bundles that were opened: two of one size with different roots prove that the log's key signed two
//! histories.

use std::collections::BTreeMap;

use countersign_core::digest::Hash;
use countersign_core::escape;
use countersign_core::verify::Examined;
use countersign_core::verify::finding::Finding;
use countersign_core::verify::memory::{Remembered, ShownHead, View};

/// Most heads of one registry that are kept: nobody lays more bundles beside each other.
const HEADS_MAX: usize = 256;

/// Heads by the registry's fingerprint; they are gone with the engine.
#[derive(Default)]
pub(super) struct Heads(BTreeMap<Hash, Vec<ShownHead>>);

impl Heads {
    /// What there is to say beside the bundles before, one of which may be of another history; keeps its head.
    pub(super) fn beside(&mut self, examined: &Examined, file: &str) -> Vec<Finding> {
        // Only a sound head was signed by the log's key.
        let log = examined.log.as_ref().filter(|_| examined.is_sound());
        let Some((log, registry)) = log.zip(examined.replayed.state.registry()) else {
            return Vec::new();
        };
        let heads = self.0.entry(registry).or_default();
        let before = Remembered { heads: heads.clone(), ..Remembered::default() };
        let found = before.judge(examined, View::Chosen(None), None);
        let (size, root) = (log.size(), *log.checkpoint.root());
        let is_new = !heads.iter().any(|one| (one.size, one.root) == (size, root));
        if is_new && heads.len() < HEADS_MAX {
            heads.push(ShownHead {
                size,
                root,
                checkpoint: log.signed().to_string(),
                file: escape::terminal(file).to_string(),
                kept: None,
            });
        }
        found
    }
}
