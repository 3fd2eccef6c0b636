//! That an organisation, or what is known of it, could not be changed.

use super::{Failure, Stop};
use crate::org::count_of;
use countersign_core::name::Domain;
use countersign_speech::locale::{Sentence, message};
use countersign_workflow::error::{KeyChange, KeysFault, OrganisationError};

pub(super) fn failure(error: OrganisationError) -> Failure {
    use OrganisationError as E;
    let usage = |what: Sentence| Failure::new(Stop::Usage, what);
    let refused = |what: Sentence| Failure::new(Stop::Refused, what);
    match error {
        E::NotEnrolled(domain) => {
            Failure::new(Stop::Unknown, message::failure_domain_not_enrolled(&domain))
                .why(message::failure_unnamed())
                .attempt("countersign org list")
        }
        E::Enrolment { organisation, why } => usage(message::failure_cannot_enrol(&organisation))
            .why(why)
            .attempt("countersign org add --help"),
        E::EnrolledAlready(domain) => {
            refused(message::rule_enrolled_already(&domain)).attempt(show(&domain))
        }
        E::NotInvited(why) => Failure::new(Stop::Error, why),
        E::LabelUsed { organisation, label, free, file } => {
            let free = free.map_or_else(String::new, |free| free.to_string());
            refused(message::failure_label_used(&organisation, &label))
                .why(message::failure_label_used_why())
                .attempt(message::failure_label_used_try(&free, file.display()))
        }
        E::NoKeyLabelled { organisation, label } => {
            usage(message::failure_no_key_labelled(&organisation, &label))
                .attempt(show(&organisation))
        }
        E::NoKeyInForce { organisation, label } => {
            usage(message::failure_no_key_may(&organisation, &label)).attempt(show(&organisation))
        }
        E::NothingChanges => usage(message::failure_nothing_changes())
            .why(message::failure_nothing_changes_why())
            .attempt("countersign org rotate --help"),
        E::Unchanged { organisation, by, why } => unchanged(&organisation, by, why),
        E::Unserved { organisation, url, why } => {
            refused(message::failure_url_silent(&url, &organisation))
                .why(why)
                .attempt(upload(&organisation))
        }
        E::ServedWithout { organisation, url, missing, served } => {
            let missing: Vec<String> = missing.iter().map(ToString::to_string).collect();
            refused(message::failure_url_without_key(&url, missing.join(", ")))
                .why(message::failure_url_names(count_of(served), &organisation))
                .attempt(upload(&organisation))
        }
        E::Url(error) => Failure::new(Stop::Error, error),
        E::NoMaintainer => {
            refused(message::failure_no_maintainers_key()).attempt(message::failure_add_as_or_me())
        }
        E::Record(error) => Failure::new(Stop::Refused, error),
    }
}

fn show(organisation: &Domain) -> String {
    format!("countersign org show {organisation}")
}

fn upload(organisation: &Domain) -> String {
    format!("countersign org did {organisation}, for the organisation to upload")
}

/// A threshold that nobody could reach is named in words.
fn unchanged(organisation: &Domain, by: KeyChange, why: KeysFault) -> Failure {
    let failure = Failure::new(Stop::Refused, message::failure_keys_unchanged(organisation));
    let failure = match why {
        KeysFault::TooFewLeft { want, left } => {
            return failure
                .why(message::failure_too_few_left(want, left))
                .attempt(message::failure_add_threshold(left));
        }
        KeysFault::NoneLeft => failure.why(message::failure_no_key_left()),
        KeysFault::Record(error) => failure.why(error),
    };
    match by {
        KeyChange::Rotation | KeyChange::Recovery => failure.attempt(show(organisation)),
        KeyChange::Revocation => {
            failure.attempt(message::failure_add_key_first(organisation, organisation))
        }
    }
}
