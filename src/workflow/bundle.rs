//! One file that proves one version without its registry.

use super::error::{BundleFault, OpenError};
use super::open::Opened;
use super::{AskedVersion, Error};
use countersign_core::bundle::{Bundle, Maker};
use countersign_core::name::VersionId;

/// A bundle that was made.
pub struct Made {
    /// The version that it proves.
    pub id: VersionId,
    /// What it has.
    pub bundle: Bundle,
    /// The same as a file.
    pub bytes: Vec<u8>,
}

/// The bundle of a published version.
///
/// # Errors
/// Where it is not published, not in the log, or too large.
pub fn of(opened: &Opened, asked: &AskedVersion) -> Result<Made, Error> {
    let statement = &opened.published(asked)?.statement;
    let id = statement.id.at(statement.version);
    let fault = |why: BundleFault| OpenError::NoBundle { id: id.clone(), why };
    let bundle = Maker::new(&opened.examined, &opened.snapshot)
        .and_then(|maker| maker.bundle(&id))
        .map_err(|why| fault(BundleFault::NotMade(why)))?;
    let bytes = bundle.encode().map_err(|why| fault(BundleFault::NotWritten(why)))?;
    Ok(Made { id, bundle, bytes })
}
