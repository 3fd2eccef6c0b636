//! `countersign status`

mod asked;
mod table;

use std::fmt::Write as _;

use serde::Serialize;

use super::failure::{self, Failure};
use super::prose;
use super::session::Session;
use crate::waiting;
use countersign_core::digest::Hash;
use countersign_core::escape;
use countersign_core::ledger::version::{Performed, Version};
use countersign_core::name::{Domain, Language, StatementId};
use countersign_core::record::endorsement::{Act, Capacity, Conditions};
use countersign_core::time::Timestamp;
use countersign_core::verify::earlier::Earlier;
use countersign_core::verify::pipeline::Judged;
use countersign_core::verify::report::{
    OrganisationLine, RetractionLine, Standing, StatementLine, VersionLine, VersionStanding,
};
use countersign_speech::locale::{Locale, message};
use countersign_speech::phrase;
use countersign_workflow::AskedVersion;
use countersign_workflow::draft::{self, Draft};
use countersign_workflow::open::Opened;
use countersign_workflow::parts::Gathered;
use countersign_workflow::waiting::Waiting;

/// Show where every version stands: who endorsed, declined, withdrew, and who has not answered
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A statement, or one version of it
    #[arg(value_name = "ID[@V]")]
    id: Option<AskedVersion>,
    /// Print one line for each organisation as separated values, with what only this machine knows
    #[arg(long, conflicts_with = "json")]
    csv: bool,
}

#[derive(Serialize)]
struct Document {
    schema: &'static str,
    outcome: &'static str,
    versions: Vec<Row>,
    waiting: Vec<waiting::Row>,
    findings: [(); 0],
}

#[derive(Serialize)]
struct Row {
    statement: StatementId,
    version: u64,
    title: String,
    standing: VersionStanding,
    #[serde(skip_serializing_if = "Option::is_none")]
    retracted: Option<RetractionLine>,
    record: Hash,
    endorsed: u64,
    named: u64,
    /// Who endorsed the version before.
    #[serde(skip_serializing_if = "Option::is_none")]
    earlier: Option<Earlier>,
    /// The languages of its texts and translations, the original first.
    languages: Vec<String>,
    organisations: Vec<OrganisationRow>,
}

#[derive(Serialize)]
struct OrganisationRow {
    #[serde(skip_serializing_if = "Option::is_none")]
    organisation: Option<Domain>,
    name: String,
    standing: Stand,
    #[serde(skip_serializing_if = "Option::is_none")]
    conditions: Option<Conditions>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reservation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    capacity: Option<Capacity>,
    /// The languages of the texts that it endorses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    languages: Vec<Language>,
    /// When it acted, as it claims.
    #[serde(skip_serializing_if = "Option::is_none")]
    made_at: Option<Timestamp>,
    /// When it said no, where that is not published: the draft has it, or after publication this machine alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    declined_in_private: Option<Timestamp>,
    /// When it was last asked about exactly this text, as far as this clone knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    asked: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deadline: Option<Timestamp>,
    /// When it was last asked about a draft of this version that was replaced.
    #[serde(skip_serializing_if = "Option::is_none")]
    asked_about_older_draft: Option<Timestamp>,
    /// What it signed of a draft of this version that was replaced, which does not count.
    #[serde(skip_serializing_if = "Option::is_none")]
    signed_older_draft: Option<Act>,
    /// Where it stands towards the version before.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<asked::Before>,
}

impl OrganisationRow {
    fn new(organisation: Option<Domain>, name: String, standing: impl Into<Stand>) -> Self {
        Self {
            organisation,
            name,
            standing: standing.into(),
            conditions: None,
            reservation: None,
            capacity: None,
            languages: Vec::new(),
            made_at: None,
            declined_in_private: None,
            asked: None,
            deadline: None,
            asked_about_older_draft: None,
            signed_older_draft: None,
            before: None,
        }
    }

    fn of(line: OrganisationLine) -> Self {
        Self {
            conditions: line.conditions,
            reservation: line.reservation,
            capacity: line.capacity,
            languages: line.texts.into_keys().collect(),
            made_at: line.made_at,
            ..Self::new(line.organisation, line.name, line.standing)
        }
    }

    /// With what an organisation signed.
    fn acted(self, act: Option<&Performed>) -> Self {
        let Some(Performed { body, .. }) = act else { return self };
        Self {
            conditions: body.conditions,
            reservation: body.reservation.as_ref().map(ToString::to_string),
            capacity: Some(body.capacity),
            languages: body.texts.keys().cloned().collect(),
            made_at: Some(body.made_at),
            declined_in_private: (body.act == Act::Decline && body.public != Some(true))
                .then_some(body.made_at),
            ..self
        }
    }
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let tell = |judged: Judged<'_>| self.published(judged.lines);
        let Gathered { opened, parts, .. } = Gathered::sound(session, draft::statements, &tell)?;
        let mut rows: Vec<Row> = parts.into_iter().flatten().collect();
        for id in Draft::all(&opened)? {
            let draft = match Draft::find(&opened, &id) {
                Ok(draft) => draft,
                // One draft that cannot be read hides nothing else, unless it is the one that was asked about.
                Err(error) if self.id != Some(AskedVersion::Exact(id)) => {
                    let said = prose::failure(&error.into(), session.locale());
                    session.must_see(said.trim_end())?;
                    continue;
                }
                Err(error) => return Err(error.into()),
            };
            if let Some(draft) = draft
                && let Some(version) = draft.state.version(&draft.id)
            {
                rows.push(drafted(&draft, version));
            }
        }
        rows.sort_by(|left, right| {
            (&left.statement, left.version).cmp(&(&right.statement, right.version))
        });
        asked::annotate(session, &opened, &mut rows)?;
        if let Some(asked) = &self.id {
            rows.retain(|row| match asked {
                AskedVersion::Current(statement) => row.statement == *statement,
                AskedVersion::Exact(id) => row.statement.at(row.version) == *id,
            });
            if rows.is_empty() {
                return Err(failure::no_version(&asked.to_string()));
            }
        }
        if self.csv {
            session.must_see(&message::contacts_names_people().say(session.locale()))?;
            let table = table::csv(&rows, session.locale());
            session.answer_bytes(&table)?;
            return Ok(0);
        }
        let waiting = Waiting::all(&opened)?;
        if session.json() {
            session.answer_json(&Document {
                schema: "countersign.status/1",
                outcome: "done",
                versions: rows,
                waiting: waiting.iter().flat_map(|one| waiting::rows(one, &opened)).collect(),
                findings: [],
            })?;
            return Ok(0);
        }
        let text =
            prose((&opened, &rows), &waiting, self.id.is_some(), (session.now(), session.locale()));
        session.answer(&text)?;
        Ok(0)
    }

    /// The versions of some statements that are published, or wait to be logged.
    fn published(&self, statements: Vec<StatementLine>) -> Vec<Row> {
        let asked = self.id.as_ref().map(AskedVersion::statement);
        let is_asked = |one: &StatementLine| asked.is_none_or(|asked| one.id == *asked);
        let rows = |statement: StatementLine| {
            let id = statement.id.clone();
            statement.versions.into_iter().map(move |version| row(id.clone(), version))
        };
        statements.into_iter().filter(is_asked).flat_map(rows).collect()
    }
}

fn row(statement: StatementId, line: VersionLine) -> Row {
    let translated = line.translations.iter().map(|one| one.language.to_string());
    Row {
        statement,
        version: line.version,
        title: line.title,
        standing: line.standing,
        retracted: line.retraction,
        record: line.record,
        endorsed: line.endorsed,
        named: line.named,
        earlier: line.earlier,
        languages: line.languages.into_iter().chain(translated).collect(),
        organisations: line.organisations.into_iter().map(OrganisationRow::of).collect(),
    }
}

fn drafted(draft: &Draft, version: &Version) -> Row {
    let statement = &version.statement;
    let standing = |domain: &Domain| match version.last_act(domain).map(|last| last.body.act) {
        Some(Act::Endorse) => Standing::Endorsed,
        Some(Act::Decline) => Standing::Declined,
        Some(Act::Withdraw) => Standing::Withdrawn,
        None => Standing::Named,
    };
    let row = |organisation: Option<&Domain>, name: String| {
        let stands = organisation.map_or(Standing::Named, standing);
        let act = organisation.and_then(|domain| version.last_act(domain));
        OrganisationRow::new(organisation.cloned(), name, stands).acted(act)
    };
    let printed = version.signatories().iter();
    let mut organisations: Vec<OrganisationRow> =
        printed.map(|one| row(one.organisation.as_ref(), one.name.to_string())).collect();
    for domain in version.acts.keys() {
        if !organisations.iter().any(|one| one.organisation.as_ref() == Some(domain)) {
            let listed = draft.state.organisations().get(domain);
            let name = listed.map_or_else(|| domain.to_string(), |one| one.listed.name.to_string());
            organisations.push(row(Some(domain), name));
        }
    }
    let original = &statement.original_language;
    let others = statement.texts.keys().filter(|one| *one != original);
    let mut row = Row {
        statement: statement.id.clone(),
        version: statement.version,
        title: statement.original_title().to_owned(),
        standing: VersionStanding::Proposed,
        retracted: None,
        record: version.record,
        endorsed: draft.state.endorsed(version) as u64,
        named: version.signatories().len() as u64,
        earlier: Earlier::of_draft(&draft.state, version),
        languages: [original].into_iter().chain(others).map(ToString::to_string).collect(),
        organisations,
    };
    asked::signed_before(draft, &mut row);
    row
}

fn prose(
    (opened, rows): (&Opened, &[Row]),
    approvals: &[Waiting],
    detailed: bool,
    (now, locale): (Timestamp, Locale),
) -> String {
    let mut text = String::new();
    let width = Stand::ALL.map(|standing| word(standing, locale).chars().count()).into_iter().max();
    let width = width.unwrap_or_default();
    for row in rows {
        let standing = match row.retracted {
            Some(_) => message::verify_version_retracted().say(locale),
            None => version_word(row.standing, locale),
        };
        let id = row.statement.at(row.version);
        let _ = writeln!(text, "{id}  {standing}  {}", prose::title(&row.title));
        if let Some(retraction) = &row.retracted {
            let said = phrase::retracted(retraction, locale);
            let _ = writeln!(text, "  {}", escape::terminal(&said));
        }
        let count = |standing: Stand| {
            row.organisations.iter().filter(|one| one.standing == standing).count()
        };
        let said = message::status_counts(
            row.endorsed,
            count(Stand::Declined),
            count(Stand::Withdrawn),
            count(Stand::Named),
            count(Stand::Withheld),
        )
        .say(locale);
        let _ = writeln!(text, "  {said}");
        let earlier = row.earlier.iter().map(|one| phrase::earlier(one, locale));
        earlier.for_each(|said| text.push_str(&format!("  {said}\n")));
        for one in &row.organisations {
            let is_private = one.declined_in_private.is_some();
            if detailed || is_private || row.standing == VersionStanding::Proposed {
                let who = one
                    .organisation
                    .as_ref()
                    .map_or_else(|| name(one, locale), |domain| format!("{} ({domain})", one.name));
                let word = word(one.standing, locale);
                let _ = write!(text, "  {word:<width$} {}", escape::terminal(&who));
                let more = asked::words(row, one, now, locale);
                let mark = if more.is_empty() { "" } else { ": " };
                let _ = writeln!(text, "{mark}{}", more.join("; "));
            }
        }
        if detailed || row.standing == VersionStanding::Proposed {
            text += &table::languages(row, locale);
        }
    }
    if rows.is_empty() {
        text.push_str(&(message::status_none().say(locale) + "\n"));
    }
    let is_silent = |one: &OrganisationRow| {
        matches!(one.standing, Stand::Named | Stand::Asked) && one.asked.is_some()
    };
    if rows.iter().flat_map(|row| &row.organisations).any(is_silent) {
        let _ = writeln!(text, "{}", message::request_status_silence().say(locale));
    }
    for one in approvals {
        text.push_str(&waiting::lines(&one.path, &one.approvals(opened), locale));
    }
    let waiting = opened.examined.pending.admitted.len();
    if waiting > 0 {
        text += &(message::status_waiting(waiting).say(locale) + "\n");
    }
    text + &prose::next(locale, next_step(waiting, rows, approvals, locale))
}

fn next_step(waiting: usize, rows: &[Row], approvals: &[Waiting], locale: Locale) -> String {
    if waiting > 0 {
        return message::status_next_log("countersign checkpoint sign").say(locale);
    }
    if let Some(one) = approvals.first() {
        let command = format!("countersign approve {}", one.path);
        return message::status_next_approve(command).say(locale);
    }
    match rows.iter().find(|row| row.standing == VersionStanding::Proposed) {
        Some(draft) => format!("countersign show {}", draft.statement.at(draft.version)),
        None => "countersign verify".to_owned(),
    }
}

fn name(one: &OrganisationRow, locale: Locale) -> String {
    match one.standing {
        Stand::Withheld => message::verify_withheld_name().say(locale),
        _ => one.name.clone(),
    }
}

fn version_word(standing: VersionStanding, locale: Locale) -> String {
    match standing {
        VersionStanding::Current => message::status_current().say(locale),
        VersionStanding::Superseded => message::status_superseded().say(locale),
        VersionStanding::Historical => message::status_historical().say(locale),
        VersionStanding::Proposed => message::status_draft().say(locale),
    }
}

/// Where an organisation stands towards a version, as its maintainers see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Stand {
    Endorsed,
    Declined,
    Withdrawn,
    Named,
    /// It was asked about the draft; its name is not printed, and nobody else knows.
    Asked,
    Withheld,
    Unreliable,
}

impl Stand {
    const ALL: [Self; 7] = [
        Self::Endorsed,
        Self::Declined,
        Self::Withdrawn,
        Self::Named,
        Self::Asked,
        Self::Withheld,
        Self::Unreliable,
    ];
}

impl From<Standing> for Stand {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Endorsed => Self::Endorsed,
            Standing::Declined => Self::Declined,
            Standing::Withdrawn => Self::Withdrawn,
            Standing::Named => Self::Named,
            Standing::Withheld => Self::Withheld,
            Standing::Unreliable => Self::Unreliable,
        }
    }
}

fn word(standing: Stand, locale: Locale) -> String {
    match standing {
        Stand::Endorsed => message::status_endorsed().say(locale),
        Stand::Declined => message::status_declined().say(locale),
        Stand::Withdrawn => message::status_withdrew().say(locale),
        Stand::Named | Stand::Asked => message::status_no_answer().say(locale),
        Stand::Withheld => message::status_withheld().say(locale),
        Stand::Unreliable => message::status_unreliable().say(locale),
    }
}
