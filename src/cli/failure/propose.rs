//! That a version could not be put forward.

use super::{Failure, Stop, of_file, refused};
use crate::propose::twice;
use countersign_core::bundle::WORDS_BYTES_MAX;
use countersign_core::name::VersionId;
use countersign_speech::locale::message;
use countersign_workflow::error::ProposeError;

/// That nobody could carry the version in one file.
pub(super) fn too_large(id: &VersionId, bytes: usize) -> Failure {
    Failure::new(Stop::Refused, message::failure_too_large(id, bytes, WORDS_BYTES_MAX))
        .why(message::failure_too_large_why())
}

pub(super) fn failure(error: ProposeError) -> Failure {
    let usage = |what| Failure::new(Stop::Usage, what);
    match error {
        ProposeError::File(error) => of_file(error, Stop::Unchecked),
        ProposeError::PrivateKey(file) => {
            Failure::new(Stop::Refused, message::failure_holds_private(file.display()))
                .why(message::failure_holds_private_why())
                .attempt(message::failure_holds_private_try())
        }
        ProposeError::NotFreezable { file, why } => {
            Failure::new(Stop::Unchecked, message::failure_not_freezable(file.display()))
                .why(why)
                .attempt(message::failure_not_freezable_try())
        }
        ProposeError::AttachmentName(why) => usage(message::failure_bad_attachment())
            .why(why)
            .attempt(message::failure_bad_attachment_try()),
        ProposeError::NoText => usage(message::failure_no_text()),
        ProposeError::TwoTexts(language) => twice("texts", &language),
        ProposeError::TextName(why) => Failure::new(Stop::Usage, why),
        ProposeError::NotEnrolled(domain) => {
            Failure::new(Stop::Unknown, message::failure_domain_not_enrolled(&domain))
                .why(message::failure_domain_why())
                .attempt(format!(
                    "countersign org add {domain} --name NAME --key LABEL=FILE.pub, or give its printed name"
                ))
        }
        ProposeError::Record { id, why } => usage(message::failure_cannot_propose(&id))
            .why(why)
            .attempt("countersign propose --help"),
        ProposeError::TooLarge { id, bytes } => too_large(&id, bytes),
        ProposeError::Refused { id, violation } => refused(id.to_string(), &violation),
    }
}
