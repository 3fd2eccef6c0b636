//! What there is to say about single files.

use super::unread;
use crate::locale::{Sentence, message};
use countersign_core::key::sshsig::Misfit;
use countersign_core::record::RecordError;
use countersign_core::record::signature::Unfit;
use countersign_core::tree::OddityKind;
use countersign_core::verify::finding::{FileFinding, FolderDifference};

pub(super) fn message(what: &FileFinding) -> Sentence {
    match what {
        FileFinding::Odd(kind) => odd(*kind),
        FileFinding::Extension(None) => message::finding_extension(),
        FileFinding::Extension(Some(about)) => message::finding_extension_about(about),
        FileFinding::NewerCharacter(one) => {
            message::finding_newer_character(format!("U+{:04X}", u32::from(*one)))
        }
        FileFinding::Unknown => message::finding_unknown_file(),
        FileFinding::Unread(error) => unread(error),
        FileFinding::NewerRecord(error) | FileFinding::AlteredRecord(error) => record(error),
        FileFinding::SignatureAlone => message::finding_signature_alone(),
        FileFinding::SignatureUnsupported(unfit) => message::finding_signature_unsupported(unfit),
        FileFinding::SignatureBad(unfit) => misfit(unfit),
        FileFinding::SignatureLate => message::finding_signature_late(),
        FileFinding::Misplaced(Some(want)) => message::finding_misplaced(want),
        FileFinding::Misplaced(None) => message::finding_misplaced_nowhere(),
        FileFinding::MisplacedSignature(want) => message::finding_misplaced_signature(want),
        FileFinding::Copy => message::finding_copy(),
        FileFinding::SignersMissing => message::finding_signers_missing(),
        FileFinding::SignersOther => message::finding_signers_other(),
        FileFinding::SignersLack(lines) => message::finding_signers_lack(*lines),
        FileFinding::FolderDiffers(FolderDifference::Changed) => message::finding_folder_changed(),
        FileFinding::FolderDiffers(FolderDifference::Missing) => message::finding_folder_missing(),
        FileFinding::FolderDiffers(FolderDifference::Extra) => message::finding_folder_extra(),
        FileFinding::FolderDiffersMore(count) => message::finding_folder_more(*count),
        FileFinding::More { code, count } => message::finding_file_more(*count, *code),
        FileFinding::WithheldShown(count) => message::finding_shown_again(*count),
    }
}

fn odd(kind: OddityKind) -> Sentence {
    match kind {
        OddityKind::Symlink => message::finding_tree_symlink(),
        OddityKind::Submodule => message::finding_tree_submodule(),
        OddityKind::Special => message::finding_tree_special(),
        OddityKind::Name => message::finding_tree_name(),
        OddityKind::Duplicate => message::finding_tree_duplicate(),
        OddityKind::CaseCollision => message::finding_tree_case(),
        OddityKind::Depth => message::finding_tree_depth(),
        OddityKind::Replaced => message::finding_tree_replaced(),
        OddityKind::Damaged => message::finding_tree_damaged(),
        OddityKind::TooMany => message::finding_tree_many(),
    }
}

fn record(error: &RecordError) -> Sentence {
    match error {
        RecordError::UnknownType(name) => message::finding_newer_record(error, format!("{name:?}")),
        RecordError::Reformatted => message::finding_record_reformatted(error),
        _ => message::finding_record_altered(error),
    }
}

fn misfit(unfit: &Unfit) -> Sentence {
    match unfit {
        Unfit::Misfit(Misfit::Signature) => message::finding_signature_misfit(unfit),
        Unfit::Misfit(Misfit::UserPresence) => message::finding_signature_untouched(unfit),
        _ => message::finding_signature_bad(unfit),
    }
}
