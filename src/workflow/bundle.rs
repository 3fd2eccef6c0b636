//! One file that proves one version without its registry.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{self, Draft};
use super::error::{BundleFault, OpenError};
use super::open::{Opened, read_file};
use super::{AskedVersion, Error, World};
use countersign_core::bundle::{Bundle, MakeError, Maker};
use countersign_core::key::sshsig::SIGNATURE_FILE_BYTES_MAX;
use countersign_core::layout;
use countersign_core::name::{Domain, VersionId};
use countersign_core::record::Body;
use countersign_core::time::Timestamp;
use countersign_core::verify::draft::{DraftNote, is_private_no};
use countersign_core::verify::reading::ReadRecord;

/// A bundle that was made.
pub struct Made {
    /// The version that it proves.
    pub id: VersionId,
    /// What it has.
    pub bundle: Bundle,
    /// The same as a file.
    pub bytes: Vec<u8>,
}

impl Made {
    fn of(id: VersionId, made: Result<Bundle, MakeError>) -> Result<Self, Error> {
        let fault = |why: BundleFault| OpenError::NoBundle { id: id.clone(), why };
        let bundle = made.map_err(|why| fault(BundleFault::NotMade(why)))?;
        let bytes = bundle.encode().map_err(|why| fault(BundleFault::NotWritten(why)))?;
        Ok(Self { id, bundle, bytes })
    }
}

/// The bundle of a published version.
///
/// # Errors
/// Where it is not published, not in the log, or too large.
pub fn of(opened: &Opened, asked: &AskedVersion) -> Result<Made, Error> {
    let statement = &opened.published(asked)?.statement;
    let id = statement.id.at(statement.version);
    let made = Maker::new(&opened.examined, &opened.snapshot).and_then(|maker| maker.bundle(&id));
    Made::of(id, made)
}

/// The bundle of a draft, for people who must read it before its hour.
///
/// It has who said yes, no in public, or withdrew: nobody who said no in private, who asked not to be named, or who was
/// asked and is silent, but for the names that the text itself prints.
///
/// # Errors
/// Where there is no such draft, something waits to be logged first, or it is too large.
pub fn of_draft(
    world: &dyn World,
    opened: &Opened,
    id: &VersionId,
    embargo: Option<Timestamp>,
) -> Result<Made, Error> {
    let fault = |why: BundleFault| OpenError::NoBundle { id: id.clone(), why };
    if !opened.examined.pending.admitted.is_empty() {
        return Err(fault(BundleFault::Waiting).into());
    }
    let draft = Draft::find(opened, id)?.ok_or_else(|| fault(BundleFault::NoDraft))?;
    let mut state = (*opened.examined.replayed.state).clone();
    let mut files: BTreeMap<String, Vec<u8>> = draft.words()?;
    files.retain(|path, _| !matches!(layout::place_of(path), layout::Place::Attachment(..)));
    files.insert(layout::statement_path(id), draft.statement.bytes());
    // Whoever said no in private is not shown by an earlier yes either.
    let noes: BTreeSet<&Domain> = draft.acts.iter().filter_map(private_no).collect();
    let refused = |why| fault(BundleFault::Refused(Box::new(why)));
    draft::apply(&mut state, &draft.statement, &[]).map_err(refused)?;
    for act in &draft.acts {
        let Body::Endorsement(body) = act.record.body() else { continue };
        if noes.contains(&body.organisation) || draft.withheld.contains(&body.organisation) {
            continue;
        }
        draft::apply(&mut state, &act.record, &act.verified_signatures()).map_err(refused)?;
        files.insert(act.path.clone(), act.record.bytes());
        for signature in act.signatures.iter().filter(|one| one.verified.is_ok()) {
            let bytes =
                read_file(&draft.snapshot, &signature.path, SIGNATURE_FILE_BYTES_MAX as u64)?;
            files.insert(signature.path.clone(), bytes);
        }
    }
    let note = DraftNote { embargo, made_at: world.now() };
    let made = Maker::new(&opened.examined, &opened.snapshot);
    Made::of(id.clone(), made.and_then(|maker| maker.draft(id, (&state, files), note)))
}

fn private_no(act: &ReadRecord) -> Option<&Domain> {
    match act.record.body() {
        Body::Endorsement(body) if is_private_no(&act.record) => Some(&body.organisation),
        _ => None,
    }
}
