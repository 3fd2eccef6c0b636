//! Words that are taken down: what goes and what stays is shown before anybody agrees.

use super::{Arguments, Done, answer, history};
use crate::failure::{Failure, Stop};
use crate::session::Session;
use countersign_core::escape;
use countersign_core::name::VersionId;
use countersign_speech::locale::{Locale, message};
use countersign_workflow::open::Opened;
use countersign_workflow::withhold::words::{Choice, Plan};

pub(super) fn run(
    arguments: Arguments,
    session: &mut Session,
    opened: &Opened,
) -> Result<u8, Failure> {
    let Some(reason) = arguments.reason else {
        return Err(Failure::new(Stop::Usage, message::failure_words_reason())
            .attempt("countersign withhold ID@V --text LANGUAGE --reason TEXT"));
    };
    let choice = Choice {
        version: arguments.id,
        texts: arguments.text,
        attachments: arguments.attachment,
        names: arguments.names,
        reason,
        rewrites_history: arguments.rewrite_history,
    };
    let mut plan = Plan::of(session, opened, &choice)?;
    let locale = session.locale();
    session.must_see(&shown(&plan, locale))?;
    if let Some(past) = &plan.past {
        session.must_see(&history::preview(past, locale))?;
    }
    let question = message::withhold_words_ask(&plan.id).say(locale);
    let id = plan.id.to_string();
    session.confirm_typed(&question, &id, arguments.confirm.as_deref(), "--confirm")?;
    let withheld = plan.land(session, opened, &arguments.maintainers.into_files())?;
    let done =
        |files: usize, id: &VersionId, locale| message::withhold_words_done(files, id).say(locale);
    answer(session, opened, Done { id: plan.id, past: plan.past, withheld, told: &done })
}

/// The files that go, and where their words can still be found.
fn shown(plan: &Plan, locale: Locale) -> String {
    let mut lines = vec![message::withhold_files().say(locale)];
    lines.extend(plan.files.iter().map(|path| format!("  {path}")));
    if plan.files.is_empty() {
        lines.push(format!("  {}", message::withhold_no_files().say(locale)));
    }
    lines.push(message::withhold_words_stays().say(locale));
    let mut stays = vec![message::withhold_words_hash()];
    stays.extend(plan.are_names.then(message::withhold_words_names));
    stays.extend(plan.also.iter().map(|path| message::withhold_words_also(path.as_str())));
    stays.push(match plan.past {
        None => message::withhold_in_history(),
        Some(_) => message::withhold_in_copies(),
    });
    lines.extend(stays.iter().map(|one| format!("  {}", one.say(locale))));
    escape::multiline(&lines.join("\n")).to_string()
}
