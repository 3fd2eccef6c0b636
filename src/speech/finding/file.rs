//! What there is to say about single files.

use super::{technical, unread};
use crate::key::sshsig::Misfit;
use crate::locale::{Sentence, sentence};
use crate::record::RecordError;
use crate::record::signature::Unfit;
use crate::tree::OddityKind;
use crate::verify::finding::FileFinding;

pub(super) fn message(what: &FileFinding) -> Sentence {
    match what {
        FileFinding::Odd(kind) => odd(*kind),
        FileFinding::Unknown => sentence("finding-unknown-file", &[]),
        FileFinding::Unread(error) => unread(error),
        FileFinding::NewerRecord(error) | FileFinding::AlteredRecord(error) => record(error),
        FileFinding::SignatureAlone => sentence("finding-signature-alone", &[]),
        FileFinding::SignatureUnsupported(unfit) => {
            sentence("finding-signature-unsupported", &[("technical", technical(unfit))])
        }
        FileFinding::SignatureBad(unfit) => misfit(unfit),
        FileFinding::SignatureLate => sentence("finding-signature-late", &[]),
        FileFinding::Misplaced(Some(want)) => {
            sentence("finding-misplaced", &[("want", want.clone().into())])
        }
        FileFinding::Misplaced(None) => sentence("finding-misplaced-nowhere", &[]),
        FileFinding::MisplacedSignature(want) => {
            sentence("finding-misplaced-signature", &[("want", want.clone().into())])
        }
        FileFinding::Copy => sentence("finding-copy", &[]),
        FileFinding::SignersMissing => sentence("finding-signers-missing", &[]),
        FileFinding::SignersOther => sentence("finding-signers-other", &[]),
        FileFinding::WithheldShown(count) => {
            sentence("finding-shown-again", &[("count", (*count).into())])
        }
    }
}

fn odd(kind: OddityKind) -> Sentence {
    match kind {
        OddityKind::Symlink => sentence("finding-tree-symlink", &[]),
        OddityKind::Submodule => sentence("finding-tree-submodule", &[]),
        OddityKind::Special => sentence("finding-tree-special", &[]),
        OddityKind::Name => sentence("finding-tree-name", &[]),
        OddityKind::Duplicate => sentence("finding-tree-duplicate", &[]),
        OddityKind::CaseCollision => sentence("finding-tree-case", &[]),
        OddityKind::Depth => sentence("finding-tree-depth", &[]),
        OddityKind::Replaced => sentence("finding-tree-replaced", &[]),
        OddityKind::Damaged => sentence("finding-tree-damaged", &[]),
        OddityKind::TooMany => sentence("finding-tree-many", &[]),
    }
}

fn record(error: &RecordError) -> Sentence {
    match error {
        RecordError::UnknownType(name) => sentence(
            "finding-newer-record",
            &[("type", format!("{name:?}").into()), ("technical", technical(error))],
        ),
        RecordError::Reformatted => {
            sentence("finding-record-reformatted", &[("technical", technical(error))])
        }
        _ => sentence("finding-record-altered", &[("technical", technical(error))]),
    }
}

fn misfit(unfit: &Unfit) -> Sentence {
    match unfit {
        Unfit::Misfit(Misfit::Signature) => {
            sentence("finding-signature-misfit", &[("technical", technical(unfit))])
        }
        Unfit::Misfit(Misfit::UserPresence) => {
            sentence("finding-signature-untouched", &[("technical", technical(unfit))])
        }
        _ => sentence("finding-signature-bad", &[("technical", technical(unfit))]),
    }
}
