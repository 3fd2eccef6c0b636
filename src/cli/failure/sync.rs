//! That a registry, or a draft, could not be exchanged with a remote.

use super::{Failure, Stop};
use crate::told::told;
use countersign_core::layout;
use countersign_core::verify::report::Severity;
use countersign_speech as speech;
use countersign_speech::locale::{Sentence, message};
use countersign_workflow::error::{CameFault, ProposalError, SyncError};

pub(super) fn failure(error: SyncError) -> Failure {
    match error {
        SyncError::NoBranch => Failure::new(Stop::Refused, message::failure_no_branch_to_send())
            .why(message::failure_no_branch_to_send_why())
            .attempt("git switch main"),
        SyncError::WhichRemote(remotes) => which_remote(&remotes),
        SyncError::Hooks { folder, names } => {
            Failure::new(Stop::Refused, message::failure_hooks(folder, names.join(", ")))
                .why(message::failure_hooks_why())
                .attempt(message::failure_look_then_add("--run-hooks"))
        }
        SyncError::Shallow { remote } => Failure::new(Stop::Refused, message::failure_shallow())
            .why(message::failure_shallow_why())
            .attempt(format!("git fetch --unshallow {remote}")),
        SyncError::Overtaken { name } => {
            Failure::new(Stop::Busy, message::failure_moved_each(name))
                .why(message::failure_moved_each_why())
                .attempt(message::failure_again())
        }
        SyncError::Refused { name, said } => {
            Failure::new(Stop::Refused, message::failure_remote_refused(name))
                .why(said)
                .attempt("countersign verify, and whoever runs that server")
        }
        SyncError::LostBranch { name, branch } => {
            Failure::new(Stop::Broken, message::failure_lost_branch(name, branch))
                .why(message::failure_lost_branch_why())
                .attempt(message::failure_ask_server())
        }
        SyncError::DraftMerged => Failure::new(Stop::Refused, message::failure_draft_merged())
            .why(message::failure_draft_merged_why())
            .attempt(message::failure_draft_merged_try()),
        SyncError::Came { name, fault } => came(&name, *fault),
        SyncError::LogUnread => Failure::new(Stop::Unchecked, message::failure_log_unread()),
        SyncError::Rewritten { remote, branch, accepted } => {
            let attempt =
                format!("git push --force-with-lease={branch}:{accepted} {remote} {branch}");
            Failure::new(Stop::Refused, message::failure_rewritten())
                .why(message::failure_rewritten_why(remote))
                .attempt(attempt)
        }
        SyncError::Gone { name, remote, branch, there } => {
            Failure::new(Stop::Refused, message::failure_gone(&name))
                .why(message::failure_gone_why())
                .attempt(message::failure_gone_try(branch, there, remote))
        }
        SyncError::GoneInDraft { branch } => {
            Failure::new(Stop::Refused, message::failure_gone_in_draft(branch))
                .why(message::failure_gone_why())
                .attempt(message::failure_gone_here())
        }
        SyncError::ChangedMeanwhile { path, remote, branch } => {
            let registry = layout::LOG.split('/').next().unwrap_or_default();
            Failure::new(Stop::Refused, message::failure_changed_meanwhile(path, &remote))
                .why(message::failure_changed_meanwhile_why(registry, "keys"))
                .attempt(message::failure_changed_meanwhile_try(&remote, branch))
        }
        SyncError::NotSent { record, why } => {
            Failure { what: message::failure_not_sent(told(&record)), ..Failure::from(*why) }
        }
        SyncError::OtherHead => Failure::new(Stop::Error, message::failure_cannot_append())
            .why("the entries do not lead to the head that was announced"),
    }
}

fn which_remote(remotes: &[String]) -> Failure {
    let failure = Failure::new(Stop::Usage, message::failure_which_remote());
    if remotes.is_empty() {
        return failure.why(message::failure_no_remote()).attempt(message::failure_no_remote_try());
    }
    failure
        .why(message::failure_its_remotes(remotes.join(", ")))
        .attempt(format!("countersign sync {}", remotes.join(" or countersign sync ")))
}

/// That what came cannot be followed.
fn came(name: &str, fault: CameFault) -> Failure {
    let rewound = |why: Sentence| {
        Failure::new(Stop::Broken, message::failure_was_rewound(name))
            .why(why)
            .attempt(message::failure_was_rewound_try())
    };
    match fault {
        CameFault::Unsound(error) => Failure {
            what: message::failure_theirs_not_sound(name),
            attempt: Some(message::failure_ask_maintainer()),
            ..error.into()
        },
        CameFault::OtherRegistry => {
            Failure::new(Stop::Broken, message::failure_another_registry(name))
                .why(message::failure_another_registry_why())
                .attempt(message::failure_another_registry_try())
        }
        CameFault::OtherHistory(at) => {
            let attempt =
                "countersign compare, with another clone; one of you was shown a forged history";
            Failure::new(Stop::Broken, message::failure_another_history(name))
                .why(message::failure_another_history_why(at))
                .attempt(attempt)
        }
        CameFault::Fewer { theirs, ours } => rewound(message::failure_fewer_entries(theirs, ours)),
        CameFault::NotSeenBefore(finding) => rewound(speech::finding(&finding).message),
        CameFault::Unannounced(size) => rewound(message::failure_unannounced(size)),
        CameFault::Lost(path) => rewound(message::failure_lost_file(path)),
    }
}

/// That a draft could not be exchanged.
pub(super) fn of_proposal(error: ProposalError) -> Failure {
    match error {
        ProposalError::Published(id) => {
            Failure::new(Stop::Refused, message::failure_is_published(id))
                .why(message::failure_is_published_why())
                .attempt("countersign sync")
        }
        ProposalError::NoDraft { id, name } => {
            Failure::new(Stop::Unknown, message::failure_no_draft(&id))
                .why(message::failure_neither_here(name))
                .attempt(format!("countersign propose {}", id.statement))
        }
        ProposalError::Refused { name, said } => {
            Failure::new(Stop::Refused, message::failure_draft_refused(name))
                .why(said)
                .attempt(message::failure_whoever_runs())
        }
        ProposalError::NotTaken { name, finding } => {
            let is_broken = finding.severity == Severity::Broken;
            let stop = if is_broken { Stop::Broken } else { Stop::Unchecked };
            Failure::new(stop, message::failure_draft_not_taken(name))
                .why(speech::finding(&finding).told())
                .attempt(message::failure_ask_draft_sender())
        }
        ProposalError::TwoDrafts { id, branch } => {
            let (statement, version) = (id.statement.as_str().replace('/', "-"), id.version);
            let attempt = format!(
                "agree which it is; then, where it is not the one here: \
                 git branch -m {branch} set-aside/{statement}-v{version}"
            );
            Failure::new(Stop::Refused, message::failure_two_drafts(&id))
                .why(message::failure_two_drafts_why())
                .attempt(attempt)
        }
    }
}
