//! That a registry could not be opened, or has not what was asked for.

use super::{Failure, Stop};
use countersign_core::layout;
use countersign_core::ledger::version::Version;
use countersign_core::name::{Language, VersionId};
use countersign_core::verify::finding::Finding;
use countersign_core::verify::report::Severity;
use countersign_speech as speech;
use countersign_speech::locale::{Tell, message};
use countersign_workflow::AskedVersion;
use countersign_workflow::error::{BundleFault, OpenError};

pub(super) fn failure(error: OpenError) -> Failure {
    match error {
        OpenError::Variable { path, why } => no_registry(message::failure_variable_registry(path))
            .why(why)
            .attempt("unset COUNTERSIGN_REGISTRY"),
        OpenError::Folder { folder, why } => {
            Failure::from(why).attempt(format!("countersign verify --dir {}", folder.display()))
        }
        OpenError::NoneAbove(folder) => no_registry(message::failure_no_registry())
            .why(message::failure_no_folder_above(folder.display())),
        OpenError::NoCommit(why) => no_registry(message::failure_no_registry()).why(why),
        OpenError::NoRegistry => no_registry(message::failure_no_registry())
            .why(message::failure_neither(layout::FIRST_RECORD, layout::CHECKPOINT)),
        OpenError::NoRoot => Failure::new(Stop::Unknown, message::failure_no_registry_commit())
            .attempt("countersign init DIR"),
        OpenError::Unsound(findings) => unsound(&findings),
        OpenError::LogUnread => Failure::new(Stop::Unchecked, message::failure_log_unread()),
        OpenError::NoId => {
            Failure::new(Stop::Error, message::failure_no_id()).attempt("countersign verify")
        }
        OpenError::NoBranch => {
            Failure::new(Stop::Refused, message::failure_no_branch()).attempt("git switch main")
        }
        OpenError::NotPublished(asked) => not_published(&asked),
        OpenError::NoVersion(id) => no_version(&id.to_string()),
        OpenError::NoStatement(statement) => no_version(statement.as_str()),
        OpenError::SeveralVersions { statement, versions } => {
            let list: Vec<String> = versions.iter().map(ToString::to_string).collect();
            Failure::new(Stop::Usage, message::failure_several_versions(&statement))
                .why(list.join(", "))
                .attempt(message::failure_one_of_these())
        }
        OpenError::NoBundle { id, why } => match why {
            BundleFault::NotMade(why) => no_bundle(&id, why),
            BundleFault::NotWritten(why) => no_bundle(&id, why),
            BundleFault::NoDraft => Failure::new(Stop::Unknown, message::failure_no_draft(&id))
                .attempt("countersign status"),
            BundleFault::Waiting => Failure::new(Stop::Refused, message::failure_no_bundle_of(&id))
                .why(message::failure_bundle_waiting())
                .attempt("countersign checkpoint sign"),
            BundleFault::Refused(why) => no_bundle(&id, speech::violation(&why)),
        },
        OpenError::Unread(error) => Failure::new(Stop::Unchecked, error),
    }
}

fn no_registry(what: impl Tell) -> Failure {
    Failure::new(Stop::Unknown, what).attempt(message::failure_try_folder())
}

fn unsound(findings: &[Finding]) -> Failure {
    let worst = speech::gravest(findings);
    let is_broken = worst.as_ref().is_some_and(|worst| worst.severity == Severity::Broken);
    let stop = if is_broken { Stop::Broken } else { Stop::Unchecked };
    let failure = Failure::new(stop, message::failure_not_sound()).attempt("countersign verify");
    match worst {
        Some(worst) => failure.why(worst.told()),
        None => failure,
    }
}

fn not_published(asked: &AskedVersion) -> Failure {
    let why = match asked {
        AskedVersion::Exact(_) => message::failure_no_such_number(asked.statement()),
        AskedVersion::Current(_) => message::failure_none_published(asked.statement()),
    };
    no_version(&asked.to_string()).why(why)
}

/// That there is no bundle of a version.
pub(crate) fn no_bundle(id: &VersionId, why: impl Tell) -> Failure {
    Failure::new(Stop::Error, message::failure_no_bundle_of(id))
        .why(why)
        .attempt(format!("countersign show {id}"))
}

/// That a version is not in this registry.
pub(crate) fn no_version(asked: &str) -> Failure {
    Failure::new(Stop::Unknown, message::failure_not_here(asked)).attempt("countersign status")
}

/// Why there is no text of a version in a language, where the maintainers took it down.
pub(crate) fn taken_down(version: &Version, language: &Language) -> Option<Failure> {
    let mut files = version.files().into_iter();
    let file = files.rfind(|file| file.language.as_ref() == Some(language))?;
    let said = message::verify_text_taken_down(language, file.taken_down?);
    let id = version.statement.id.at(version.statement.version);
    Some(Failure::new(Stop::Unknown, said).attempt(format!("countersign verify {id}")))
}
