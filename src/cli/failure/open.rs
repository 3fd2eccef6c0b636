//! That a registry could not be opened, or has not what was asked for.

use super::{Failure, Stop};
use crate::layout;
use crate::locale::{Tell, sentence};
use crate::speech;
use crate::verify::finding::Finding;
use crate::verify::report::Severity;
use crate::workflow::AskedVersion;
use crate::workflow::error::OpenError;

pub(super) fn failure(error: OpenError) -> Failure {
    match error {
        OpenError::Variable { path, why } => {
            no_registry(sentence("failure-variable-registry", &[("path", path.into())]))
                .why(why)
                .attempt("unset COUNTERSIGN_REGISTRY")
        }
        OpenError::Folder { folder, why } => {
            Failure::from(why).attempt(format!("countersign verify --dir {}", folder.display()))
        }
        OpenError::NoneAbove(folder) => no_registry(sentence("failure-no-registry", &[])).why(
            sentence("failure-no-folder-above", &[("folder", folder.display().to_string().into())]),
        ),
        OpenError::NoCommit(why) => no_registry(sentence("failure-no-registry", &[])).why(why),
        OpenError::NoRegistry => no_registry(sentence("failure-no-registry", &[])).why(sentence(
            "failure-neither",
            &[
                ("one", layout::FIRST_RECORD.to_string().into()),
                ("other", layout::CHECKPOINT.to_string().into()),
            ],
        )),
        OpenError::NoRoot => {
            Failure::new(Stop::Unknown, sentence("failure-no-registry-commit", &[]))
                .attempt("countersign init DIR")
        }
        OpenError::Unsound(findings) => unsound(&findings),
        OpenError::NoId => {
            Failure::new(Stop::Error, sentence("failure-no-id", &[])).attempt("countersign verify")
        }
        OpenError::NoBranch => Failure::new(Stop::Refused, sentence("failure-no-branch", &[]))
            .attempt("git switch main"),
        OpenError::NotPublished(asked) => not_published(&asked),
        OpenError::NoStatement(statement) => no_version(statement.as_str()),
        OpenError::SeveralVersions { statement, versions } => {
            let list: Vec<String> = versions.iter().map(ToString::to_string).collect();
            let named = [("statement", statement.to_string().into())];
            Failure::new(Stop::Usage, sentence("failure-several-versions", &named))
                .why(list.join(", "))
                .attempt(sentence("failure-one-of-these", &[]))
        }
        OpenError::Unread(error) => Failure::new(Stop::Unchecked, error),
    }
}

fn no_registry(what: impl Tell) -> Failure {
    Failure::new(Stop::Unknown, what).attempt(sentence("failure-try-folder", &[]))
}

fn unsound(findings: &[Finding]) -> Failure {
    let worst = speech::gravest(findings);
    let is_broken = worst.as_ref().is_some_and(|worst| worst.severity == Severity::Broken);
    let stop = if is_broken { Stop::Broken } else { Stop::Unchecked };
    let failure =
        Failure::new(stop, sentence("failure-not-sound", &[])).attempt("countersign verify");
    match worst {
        Some(worst) => failure.why(worst.told()),
        None => failure,
    }
}

fn not_published(asked: &AskedVersion) -> Failure {
    let named = [("statement", asked.statement().to_string().into())];
    let why = match asked {
        AskedVersion::Exact(_) => sentence("failure-no-such-number", &named),
        AskedVersion::Current(_) => sentence("failure-none-published", &named),
    };
    no_version(&asked.to_string()).why(why)
}

/// That a version is not in this registry.
pub(crate) fn no_version(asked: &str) -> Failure {
    Failure::new(
        Stop::Unknown,
        sentence("failure-not-here", &[("asked", asked.to_string().into())]),
    )
    .attempt("countersign status")
}
