//! `countersign export signatories`

mod list;

use std::path::PathBuf;

use clap::ValueEnum;
use serde::Serialize;

use crate::failure::{self, Failure, Stop};
use crate::session::Session;
use crate::{output, prose};
use countersign_core::digest::Hash;
use countersign_core::escape;
use countersign_core::name::{Domain, Language, VersionId};
use countersign_core::record::endorsement::{Act, Conditions};
use countersign_core::time::Timestamp;
use countersign_core::verify::report::{OrganisationLine, Standing, VersionLine, VersionStanding};
use countersign_core::verify::{Question, Subject};
use countersign_speech::locale::{Locale, message};
use countersign_speech::phrase;
use countersign_workflow::AskedVersion;
use countersign_workflow::draft::Draft;
use countersign_workflow::open::Opened;
use countersign_workflow::pins;

/// List who endorses a published version, for a web page or a press release
///
/// Only endorsements that count are listed: nobody who declined, withdrew, is withheld, or is only named under the text.
/// What an organisation added, such as a reservation, stands beside its name: leave it there.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A statement, such as 2021/solidarity, or one version of it, such as 2021/solidarity@1
    #[arg(value_name = "ID[@V]")]
    id: AskedVersion,
    /// How: a list in Markdown or HTML, or separated values
    #[arg(long, value_name = "md|html|csv", default_value = "md")]
    format: Format,
    /// The file; without it, they are printed
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Md,
    Html,
    Csv,
}

/// Who endorses a version.
struct List<'a> {
    id: VersionId,
    version: &'a VersionLine,
    signatories: Vec<Signatory<'a>>,
}

/// An organisation whose endorsement counts.
struct Signatory<'a> {
    line: &'a OrganisationLine,
    /// What it added, and what else a reader must know of its word.
    details: Vec<String>,
}

#[derive(Serialize)]
struct Facts<'a> {
    version: &'a VersionId,
    record: Hash,
    title: &'a str,
    standing: VersionStanding,
    signatories: Vec<Row<'a>>,
    not_listed: NotListed,
    #[serde(skip_serializing_if = "Option::is_none")]
    written: Option<String>,
}

#[derive(Serialize)]
struct Row<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    organisation: Option<&'a Domain>,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    made_at: Option<Timestamp>,
    languages: Vec<&'a Language>,
    standing: Standing,
    #[serde(skip_serializing_if = "Option::is_none")]
    conditions: Option<Conditions>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reservation: Option<&'a str>,
}

/// How many are left out of the list, by the reason.
#[derive(Serialize, Default)]
struct NotListed {
    declined: usize,
    withdrawn: usize,
    named: usize,
    withheld: u64,
    not_counted: usize,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::sound_about(session, self.id.statement())?;
        if let AskedVersion::Exact(id) = &self.id
            && Draft::find(&opened, id)?.is_some()
        {
            return Err(Failure::new(Stop::Refused, message::export_draft(id))
                .why(message::export_draft_why())
                .attempt(format!("countersign status {id}")));
        }
        let published = opened.published(&self.id)?;
        let id = published.statement.id.at(published.statement.version);
        let pins = pins::of(session, &opened.examined.replayed.state, &[])?;
        let question = Question { pins, ..Question::about(Subject::Version(id.clone())) };
        let report = opened.examined.answer(&question);
        let version = report.statements.iter().flat_map(|one| &one.versions).next();
        let version = version.ok_or_else(|| failure::no_version(&id.to_string()))?;
        if let Some(retraction) = &version.retraction {
            return Err(Failure::new(Stop::Refused, message::export_retracted(&id))
                .why(phrase::retracted(retraction, session.locale()))
                .attempt(format!("countersign show {id}")));
        }
        let list = List::of(id, version, session.locale());
        self.answer(session, &list)
    }

    fn answer(&self, session: &mut Session, list: &List<'_>) -> Result<u8, Failure> {
        let locale = session.locale();
        let not_listed = NotListed::of(list.version);
        if list.version.standing == VersionStanding::Superseded {
            session.must_see(&message::export_superseded(&list.id).say(locale))?;
        }
        if let Some(said) = not_listed.said(locale) {
            session.must_see(&said)?;
        }
        let bytes = match self.format {
            Format::Md => list::markdown(list, locale).into_bytes(),
            Format::Html => list::html(list, locale).into_bytes(),
            Format::Csv => list::csv(list, locale),
        };
        if let Some(file) = &self.output {
            output::write(&session.path(file), &bytes)?;
        }
        let written = self.output.as_ref().map(|file| file.display().to_string());
        let said = match &written {
            None if session.json() => String::new(),
            None => {
                session.answer_bytes(&bytes)?;
                return Ok(0);
            }
            Some(file) => {
                let count = list.signatories.len();
                message::export_done(escape::terminal(file), count).say(locale)
                    + "\n"
                    + &prose::next(locale, format!("countersign verify {}", list.id))
            }
        };
        let VersionLine { record, title, standing, .. } = list.version;
        let signatories = list.signatories.iter().map(Row::of).collect();
        let (version, record, standing) = (&list.id, *record, *standing);
        let facts = Facts { version, record, title, standing, signatories, not_listed, written };
        session.answer_done("countersign.export/1", &facts, &said)?;
        Ok(0)
    }
}

/// Whether somebody may be listed as standing behind the text: its endorsement counts, and nothing that it said later,
/// logged or not, speaks against that.
fn is_listed(line: &OrganisationLine) -> bool {
    let ends = |act: Option<Act>| act.is_some_and(|act| act != Act::Endorse);
    line.counts() && !ends(line.pending) && !ends(line.set_aside)
}

/// What an organisation added to its word, and under which other name it is listed.
fn details(line: &OrganisationLine, locale: Locale) -> Vec<String> {
    let listed_as = line.listed_as.iter().map(|name| message::verify_listed_as(name).say(locale));
    let reservation = line.reservation.iter();
    let reservation = reservation.map(|words| message::verify_reservation(words).say(locale));
    let conditions = line.conditions.iter().map(|conditions| {
        message::verify_conditions(phrase::conditions(conditions, locale)).say(locale)
    });
    listed_as.chain(reservation).chain(conditions).collect()
}

impl<'a> List<'a> {
    fn of(id: VersionId, version: &'a VersionLine, locale: Locale) -> Self {
        let listed = version.organisations.iter().filter(|line| is_listed(line));
        let signatories = listed.map(|line| Signatory { line, details: details(line, locale) });
        Self { id, version, signatories: signatories.collect() }
    }
}

impl<'a> Row<'a> {
    fn of(one: &Signatory<'a>) -> Self {
        let line = one.line;
        Self {
            organisation: line.organisation.as_ref(),
            name: &line.name,
            made_at: line.made_at,
            languages: line.texts.keys().collect(),
            standing: line.standing,
            conditions: line.conditions,
            reservation: line.reservation.as_deref(),
        }
    }
}

impl NotListed {
    fn of(version: &VersionLine) -> Self {
        let mut left = Self { withheld: version.withheld, ..Self::default() };
        for line in version.organisations.iter().filter(|line| !is_listed(line)) {
            match line.standing {
                Standing::Declined => left.declined += 1,
                Standing::Withdrawn => left.withdrawn += 1,
                Standing::Named => left.named += 1,
                Standing::Withheld => {}
                Standing::Endorsed | Standing::Unreliable => left.not_counted += 1,
            }
        }
        left
    }

    fn said(&self, locale: Locale) -> Option<String> {
        let Self { declined, withdrawn, named, withheld, not_counted } = *self;
        let all = [declined, withdrawn, named, not_counted];
        (withheld > 0 || all.iter().any(|count| *count > 0)).then(|| {
            message::export_left(declined, withdrawn, named, withheld, not_counted).say(locale)
        })
    }
}
