//! `countersign withhold`

mod history;

use serde::Serialize;

use super::failure::{Failure, Stop};
use super::org::MaintainerKeys;
use super::session::Session;
use crate::landing;
use crate::waiting;
use countersign_core::escape;
use countersign_core::layout;
use countersign_core::ledger::version::Version;
use countersign_core::name::{Domain, VersionId};
use countersign_core::record::line::Line;
use countersign_core::record::{Body, Record, Withholding};
use countersign_core::verify::withheld;
use countersign_speech::locale::{Locale, message};
use countersign_workflow::AskedVersion;
use countersign_workflow::asked;
use countersign_workflow::draft;
use countersign_workflow::land::Signed;
use countersign_workflow::open::Opened;
use countersign_workflow::texts;
use countersign_workflow::waiting::{Outcome, Waiting};
use history::{HistoryLine, Past};

/// Take what one organisation said about a version out of sight, for its safety
///
/// From then on its files are gone from the registry, and the log still proves that nothing else changed.
/// What other copies hold stays there, and so does git's history without --rewrite-history:
/// read what is listed before you confirm, and `countersign help safety`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The version, such as 2021/solidarity@1
    #[arg(value_name = "ID[@V]")]
    id: AskedVersion,
    /// The organisation
    #[arg(long = "org", value_name = "DOMAIN")]
    organisation: Domain,
    /// Why, in words that endanger nobody, for everybody to read
    #[arg(long, value_name = "TEXT", default_value = "for safety")]
    reason: Line,
    /// Take it out of git's history in this clone, too: commits are made again, and their ids change
    #[arg(long)]
    rewrite_history: bool,
    /// Say the organisation's domain here instead of typing it when asked
    #[arg(long, value_name = "DOMAIN")]
    confirm: Option<Domain>,
    #[command(flatten)]
    maintainers: MaintainerKeys,
}

#[derive(Serialize)]
struct Facts {
    version: VersionId,
    /// How many acts are no longer shown.
    withheld: usize,
    removed: Vec<String>,
    logged: bool,
    /// Whom it waits for.
    waiting: Vec<waiting::Row>,
    #[serde(skip_serializing_if = "Option::is_none")]
    history: Option<HistoryLine>,
}

impl Facts {
    fn of(version: VersionId) -> Self {
        let (removed, waiting) = (Vec::new(), Vec::new());
        Self { version, withheld: 0, removed, logged: false, waiting, history: None }
    }
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::sound(session)?;
        let id = draft::version_to_act_on(&opened, &self.id)?;
        let domain = &self.organisation;
        let version = opened.published(&AskedVersion::Exact(id.clone()))?;
        let is_shown = version.acts.contains_key(domain);
        let shown = is_shown.then(|| self.record(session, &opened, version, &id)).transpose()?;
        let past = match self.rewrite_history {
            true => Some(Past::of(&opened, &id, domain, shown.as_ref())?),
            false => None,
        };
        // What is out of sight already may still lie in history.
        let is_past = past.as_ref().is_some_and(|past| past.held.commits > 0);
        if !is_shown && !is_past {
            return Err(nothing(domain, &id));
        }
        session.must_see(&self.what_stays((session, &opened), (&id, version), is_past)?)?;
        if let Some(past) = &past {
            session.must_see(&past.preview(session.locale()))?;
        }
        let question = message::withhold_ask(domain, &id).say(session.locale());
        let given = self.confirm.as_ref().map(Domain::as_str);
        session.confirm_typed(&question, domain.as_str(), given, "--confirm")?;
        let mut facts = Facts::of(id.clone());
        let mut text = String::new();
        let landed = match shown {
            Some(record) => self.land(session, &opened, record, (&mut facts, &mut text))?,
            None => true,
        };
        match past {
            Some(past) if landed => {
                let done = past.rewrite(&opened)?;
                text.push_str(&past.told(session, &opened, &done));
                facts.history = Some(past.line(&done));
            }
            Some(_) => text.push_str(&(message::safety_again().say(session.locale()) + "\n")),
            None if landed => {
                text.push_str(&(message::safety_in_history().say(session.locale()) + "\n"));
            }
            None => {}
        }
        if landed {
            text.push_str(&format!(
                "{}\n",
                message::verify_next(format!("countersign verify {id}")).say(session.locale())
            ));
        }
        session.answer_done("countersign.withhold/1", &facts, &text)?;
        Ok(0)
    }

    /// Signs the withholding and lands it with those who signed before; whether it landed.
    fn land(
        &self,
        session: &mut Session,
        opened: &Opened,
        record: Record,
        (facts, text): (&mut Facts, &mut String),
    ) -> Result<bool, Failure> {
        let id = &facts.version;
        let item = match self.waiting(opened, &record)? {
            Some(waiting) => self.maintainers.add_to(session, opened, waiting)?,
            None => self.maintainers.sign(session, opened, record)?,
        };
        let Body::Withholding(body) = item.record.body() else { return Ok(false) };
        let count = body.entries.len();
        let removed = withheld::named_by(std::iter::once(body), &opened.examined.reading);
        match landing::land_or_wait(session, opened, item, &format!("{id}: withhold\n"))? {
            Outcome::Landed(landed) => {
                text.push_str(&(message::withhold_done(count, id).say(session.locale()) + "\n"));
                facts.withheld = count;
                facts.removed.extend(removed);
                facts.logged = landed.logged;
                Ok(true)
            }
            Outcome::Waits { path, approvals } => {
                let waits = waiting::waits(&path, &approvals, session.locale());
                text.push_str(&format!(
                    "{}\n{waits}",
                    message::withhold_still(id).say(session.locale())
                ));
                let waiting = Waiting::at(opened, &path)?;
                facts.waiting = waiting.map_or_else(Vec::new, |one| waiting::rows(&one, opened));
                Ok(false)
            }
        }
    }

    /// The same withholding, where another maintainer signed it already.
    fn waiting(&self, opened: &Opened, record: &Record) -> Result<Option<Signed>, Failure> {
        let Some(path) = layout::record_path(record, None) else { return Ok(None) };
        let is_same = |waiting: &Waiting| match (waiting.item.record.body(), record.body()) {
            (Body::Withholding(there), Body::Withholding(here)) => {
                (&there.entries, there.previous) == (&here.entries, here.previous)
            }
            _ => false,
        };
        Ok(Waiting::at(opened, &path)?.filter(is_same).map(|waiting| waiting.item))
    }

    /// The record that names the entries of the organisation's acts.
    fn record(
        &self,
        session: &Session,
        opened: &Opened,
        version: &Version,
        id: &VersionId,
    ) -> Result<Record, Failure> {
        let domain = &self.organisation;
        let acts = version.acts.get(domain).ok_or_else(|| nothing(domain, id))?;
        let unread = || Failure::new(Stop::Unchecked, message::failure_log_unread());
        let log = opened.examined.log.as_ref().ok_or_else(unread)?;
        let mut entries = Vec::new();
        for act in acts {
            let place = usize::try_from(act.at).map_err(|_| unread())?;
            let bytes = log.entries.get(place).ok_or_else(unread)?;
            entries.push(String::from_utf8_lossy(bytes).into_owned());
        }
        let last = opened.examined.replayed.state.withheld(id).last();
        let body = Withholding {
            entries,
            number: last.map_or(1, |last| last.body.number + 1),
            previous: last.map(|last| last.record),
            reason: self.reason.clone(),
            record: version.record,
            registry: opened.registry()?,
            since: session.now(),
            statement: id.statement.clone(),
            tag: Default::default(),
            version: id.version,
        };
        Record::new(&Body::Withholding(body)).map_err(|error| Failure::new(Stop::Refused, error))
    }

    /// Every place where the name still stands afterwards.
    fn what_stays(
        &self,
        (session, opened): (&Session, &Opened),
        (id, version): (&VersionId, &Version),
        is_rewritten: bool,
    ) -> Result<String, Failure> {
        let domain = &self.organisation;
        let locale = session.locale();
        let state = &opened.examined.replayed.state;
        let mut lines = vec![message::withhold_where(domain).say(locale)];
        let names: Vec<String> = state.organisations().get(domain).map_or_else(Vec::new, |one| {
            let aliases = one.body.aliases.iter().map(ToString::to_string);
            std::iter::once(one.body.name.to_string()).chain(aliases).collect()
        });
        if version.statement.signatories.iter().any(|one| one.organisation.as_ref() == Some(domain))
        {
            lines.push(format!("  {}", message::withhold_under().say(locale)));
        }
        for (language, text) in &texts::of(opened, None, version)? {
            if names.iter().any(|name| text.as_str().contains(name)) {
                lines.push(format!("  {}", message::withhold_in_text(language).say(locale)));
            }
        }
        lines.push(format!("  {}", message::withhold_in_keys(domain).say(locale)));
        for other in state.statements().values().flat_map(|history| &history.versions) {
            let other_id = other.statement.id.at(other.statement.version);
            let is_other = other.record != version.record;
            if is_other && other.acts.contains_key(domain) {
                lines.push(format!("  {}", message::withhold_in_other(&other_id).say(locale)));
            }
        }
        if !is_rewritten && asked::names(opened, id, domain)? {
            let branch = layout::requests_branch(id);
            lines.push(format!("  {}", message::withhold_in_notes(&branch).say(locale)));
        }
        lines.push(match is_rewritten {
            false => format!("  {}", message::withhold_in_history().say(locale)),
            true => format!("  {}", message::withhold_in_copies().say(locale)),
        });
        Ok(escape::multiline(&lines.join("\n")).to_string())
    }
}

fn nothing(domain: &Domain, id: &VersionId) -> Failure {
    Failure::new(Stop::Unknown, message::failure_nothing_logged(domain, id))
        .why(message::failure_only_logged())
        .attempt(format!("countersign status {id}"))
}

/// The files that a withholding takes away, for a maintainer who approves it.
pub(crate) fn whose(opened: &Opened, body: &Withholding, locale: Locale) -> String {
    let files = withheld::named_by(std::iter::once(body), &opened.examined.reading);
    let mut lines = vec![message::withhold_files().say(locale)];
    lines.extend(files.iter().map(|path| format!("  {}", escape::terminal(path))));
    if files.is_empty() {
        lines.push(format!("  {}", message::withhold_no_files().say(locale)));
    }
    lines.join("\n")
}
