//! `countersign withhold`

mod history;
mod words;

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::Serialize;

use super::failure::{Failure, Stop};
use super::org::MaintainerKeys;
use super::session::Session;
use crate::landing;
use crate::waiting;
use countersign_core::escape;
use countersign_core::name::{Domain, FileName, Language, VersionId};
use countersign_core::record::Withholding;
use countersign_core::record::line::Line;
use countersign_speech::locale::{Locale, message};
use countersign_workflow::AskedVersion;
use countersign_workflow::open::Opened;
use countersign_workflow::paper;
use countersign_workflow::waiting::Outcome;
use countersign_workflow::withhold::{self, Choice, Past, Plan, Stays, Withheld};
use history::HistoryLine;

/// Take what one organisation said about a version out of sight, for its safety, or take words down
///
/// From then on its files are gone from the registry, and the log still proves that nothing else changed.
/// With --text, --attachment or --names it takes words of the version down, such as a court or data protection demands:
/// every verdict then says "taken down" with the reason, and who endorsed the version still counts.
/// What other copies hold stays there, and so does git's history without --rewrite-history:
/// read what is listed before you confirm, and `countersign help safety`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The version, such as 2021/solidarity@1
    #[arg(value_name = "ID[@V]")]
    id: AskedVersion,
    /// The organisation
    #[arg(long = "org", value_name = "DOMAIN", required_unless_present_any = ["text", "attachment", "names"])]
    organisation: Option<Domain>,
    /// Take down the text in this language, and all translations into it
    #[arg(long, value_name = "LANGUAGE", conflicts_with_all = ["organisation", "asked"], requires = "reason")]
    text: Vec<Language>,
    /// Take down an attachment
    #[arg(long, value_name = "FILE", conflicts_with_all = ["organisation", "asked"], requires = "reason")]
    attachment: Vec<FileName>,
    /// Take down the names that are printed under it; who endorsed it is still shown, with the name that it signed
    #[arg(long, conflicts_with_all = ["organisation", "asked"], requires = "reason")]
    names: bool,
    /// Why, in words that endanger nobody, for everybody to read ("for safety" where an organisation is named)
    #[arg(long, value_name = "TEXT")]
    reason: Option<Line>,
    /// Say that the organisation asked for it: everybody is told that the maintainers claim it
    #[arg(long)]
    asked: bool,
    /// The organisation's own signed wish, which stays with you: only its hash is published, and proves later that it asked
    #[arg(long, value_name = "FILE", requires = "organisation")]
    wish: Option<PathBuf>,
    /// Take it out of git's history in this clone, too: commits are made again, and their ids change
    #[arg(long)]
    rewrite_history: bool,
    /// Say the organisation's domain here, or the version whose words go, instead of typing it when asked
    #[arg(long, value_name = "DOMAIN|ID@V")]
    confirm: Option<String>,
    #[command(flatten)]
    maintainers: MaintainerKeys,
}

#[derive(Serialize)]
struct Facts {
    version: VersionId,
    /// How many acts are no longer shown.
    withheld: usize,
    removed: BTreeSet<String>,
    logged: bool,
    /// Whom it waits for.
    waiting: Vec<waiting::Row>,
    #[serde(skip_serializing_if = "Option::is_none")]
    history: Option<HistoryLine>,
}

/// Why, where nobody says more.
const REASON: &str = "for safety";

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        if self.rewrite_history && withhold::finish(session)?.is_some() {
            session.message(&message::safety_finished().say(session.locale()))?;
        }
        let opened = Opened::sound(session)?;
        let Some(organisation) = self.organisation else {
            return words::run(self, session, &opened);
        };
        let reason = match self.reason {
            Some(reason) => reason,
            None => REASON.parse().map_err(|error| Failure::new(Stop::Error, error))?,
        };
        let wish = self.wish.as_ref().map(|file| paper::read_wish(session, file)).transpose()?;
        let choice = Choice {
            wish,
            version: self.id,
            organisation,
            is_asked: self.asked,
            reason,
            rewrites_history: self.rewrite_history,
        };
        let mut plan = Plan::of(session, &opened, &choice)?;
        let (domain, locale) = (&choice.organisation, session.locale());
        session.must_see(&what_stays(domain, &plan.stays, locale))?;
        if let Some(past) = &plan.past {
            session.must_see(&history::preview(past, locale))?;
        }
        let question = message::withhold_ask(domain, &plan.id).say(locale);
        let given = self.confirm.as_deref();
        session.confirm_typed(&question, domain.as_str(), given, "--confirm")?;
        let withheld = plan.land(session, &opened, &self.maintainers.into_files())?;
        let done = |acts, id: &VersionId, locale| message::withhold_done(acts, id).say(locale);
        answer(session, &opened, Done { id: plan.id, past: plan.past, withheld, told: &done })
    }
}

/// What was done, or waits.
struct Done<'a> {
    id: VersionId,
    past: Option<Past>,
    withheld: Option<Withheld>,
    /// What is told of so many acts or files.
    told: &'a dyn Fn(usize, &VersionId, Locale) -> String,
}

/// What was done, and the history that goes with it where it landed.
fn answer(session: &mut Session, opened: &Opened, done: Done<'_>) -> Result<u8, Failure> {
    let Done { id, past, withheld, told } = done;
    let locale = session.locale();
    let (removed, waiting) = (BTreeSet::new(), Vec::new());
    let version = id.clone();
    let mut facts = Facts { version, withheld: 0, removed, logged: false, waiting, history: None };
    let mut text = String::new();
    let landed = match withheld {
        None => true,
        Some(Withheld { acts, files, outcome: Outcome::Landed(landed) }) => {
            landing::say(session, opened, &landed)?;
            let count = if acts == 0 { files.len() } else { acts };
            text.push_str(&(told(count, &id, locale) + "\n"));
            (facts.withheld, facts.removed, facts.logged) = (acts, files, landed.logged);
            true
        }
        Some(Withheld { outcome: Outcome::Waits { path, approvals }, .. }) => {
            let waits = waiting::waits(&path, &approvals, locale);
            text.push_str(&format!("{}\n{waits}", message::withhold_still(&id).say(locale)));
            facts.waiting = waiting::rows_at(&path, opened)?;
            false
        }
    };
    match past {
        Some(past) if landed => {
            let done = past.rewrite(session, opened)?;
            text.push_str(&history::told(session, opened, &past, &done));
            facts.history = Some(HistoryLine::of(&past, done));
        }
        Some(_) => text.push_str(&(message::safety_again().say(locale) + "\n")),
        None if landed => text.push_str(&(message::safety_in_history().say(locale) + "\n")),
        None => {}
    }
    if landed {
        let next = message::verify_next(format!("countersign verify {id}")).say(locale);
        text.push_str(&format!("{next}\n"));
    }
    session.answer_done("countersign.withhold/1", &facts, &text)?;
    Ok(0)
}

/// Every place where the name still stands afterwards.
fn what_stays(domain: &Domain, stays: &Stays, locale: Locale) -> String {
    let mut places = Vec::new();
    if stays.is_signatory {
        places.push(message::withhold_under());
    }
    places.extend(stays.texts.iter().map(message::withhold_in_text));
    places.push(message::withhold_in_keys(domain));
    places.extend(stays.versions.iter().map(message::withhold_in_other));
    if stays.shows_nothing_else {
        places.push(message::withhold_in_absence());
    }
    if stays.is_ready_made {
        places.push(message::withhold_in_mail());
    }
    places.push(message::withhold_in_times());
    places.extend(stays.notes.iter().map(|folder| message::withhold_in_notes(folder.display())));
    places.push(match stays.is_rewritten {
        false => message::withhold_in_history(),
        true => message::withhold_in_copies(),
    });
    let places = places.iter().map(|place| format!("\n  {}", place.say(locale)));
    let text = message::withhold_where(domain).say(locale) + &places.collect::<String>();
    escape::multiline(&text).to_string()
}

/// The files that a withholding takes away, for a maintainer who approves it.
pub(crate) fn whose(opened: &Opened, body: &Withholding, locale: Locale) -> String {
    let files = withhold::files(opened, body);
    let mut lines = vec![message::withhold_files().say(locale)];
    lines.extend(files.iter().map(|path| format!("  {}", escape::terminal(path))));
    if files.is_empty() {
        lines.push(format!("  {}", message::withhold_no_files().say(locale)));
    }
    lines.join("\n")
}
