//! The registry as it will be without what is named.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeSet;

use super::cache;
use super::open::{self, Opened};
use super::{Error, World};
use countersign_core::record::Withholding;
use countersign_core::tree::{Listing, ReadError, Source};
use countersign_core::verify::{examine, withheld};

/// A registry without some of its files.
struct Without<'a> {
    source: &'a dyn Source,
    listing: Listing,
}

impl Source for Without<'_> {
    fn listing(&self) -> &Listing {
        &self.listing
    }

    fn read(&self, path: &str, max_bytes: u64) -> Result<Vec<u8>, ReadError> {
        if self.listing.files.contains_key(path) {
            self.source.read(path, max_bytes)
        } else {
            Err(ReadError::Missing(path.to_owned()))
        }
    }
}

/// A registry without what withholdings name.
pub(super) struct Hidden {
    /// The registry as it will be.
    pub(super) opened: Opened,
    /// The files that go.
    pub(super) removed: BTreeSet<String>,
}

/// The registry as it will be after withholdings: without the acts that they name.
///
/// The ledger is asked about that one, since it withholds only what is not shown.
///
/// # Errors
/// Where the registry cannot be read again.
pub(super) fn hide(
    world: &dyn World,
    opened: &Opened,
    bodies: &[Withholding],
) -> Result<Hidden, Error> {
    let removed = withheld::named_by(bodies.iter(), &opened.examined.reading);
    let store = open::find(world)?;
    let commit = opened.commit;
    let snapshot = store.snapshot(&commit)?;
    let mut listing = snapshot.listing().clone();
    listing.files.retain(|path, _| !removed.contains(path));
    let mut examined = {
        let source = Without { source: &snapshot, listing };
        examine(&source, &|| open::landed(&store, commit))
    };
    // The log is the same; only with the records at hand is every chain of its map known.
    let whole = examine(&snapshot, &|| open::landed(&store, commit));
    let continued = OnceCell::from(RefCell::new(cache::of_examined(&whole)));
    examined.chains = whole.chains;
    Ok(Hidden { opened: Opened { store, commit, snapshot, examined, continued }, removed })
}
