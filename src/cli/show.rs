//! `countersign show`

use super::brief::Length;
use super::failure::{self, Failure, Stop};
use super::session::Session;
use super::verdict;
use super::words;
use countersign_core::escape;
use countersign_core::ledger::version::Version;
use countersign_core::name::Language;
use countersign_core::verify::earlier::Earlier;
use countersign_core::verify::report::{Report, StatementLine, VersionLine};
use countersign_core::verify::{Question, Subject};
use countersign_speech::locale::{Locale, message};
use countersign_speech::{self as speech, phrase};
use countersign_workflow::AskedVersion;
use countersign_workflow::draft::Draft;
use countersign_workflow::open::Opened;
use countersign_workflow::pins;
use countersign_workflow::texts::{self, Texts};

/// Show a version: its words, and who stands where
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A statement, such as 2021/solidarity, or one version of it, such as 2021/solidarity@1
    #[arg(value_name = "ID[@V]")]
    id: AskedVersion,
    /// Print nothing but the exact bytes of the text in this language
    #[arg(long, value_name = "LANG", conflicts_with = "record")]
    text: Option<Language>,
    /// Print nothing but the exact bytes of the record whose hash everybody signs
    #[arg(long)]
    record: bool,
    /// Print every organisation, however many there are
    #[arg(long)]
    all: bool,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::sound_about(session, self.id.statement())?;
        let draft = match &self.id {
            AskedVersion::Exact(id) => Draft::find(&opened, id)?,
            AskedVersion::Current(_) => None,
        };
        let version = match (&draft, &self.id) {
            (Some(draft), AskedVersion::Exact(id)) => {
                draft.state.version(id).ok_or_else(|| failure::no_version(&id.to_string()))?
            }
            _ => opened.published(&self.id)?,
        };
        if self.record {
            let bytes = record_bytes(&opened, draft.as_ref(), version)?;
            session.answer_bytes(&bytes)?;
            return Ok(0);
        }
        let texts = texts::with_translations(&opened, draft.as_ref(), version)?;
        if let Some(language) = &self.text {
            let text = texts.get(language).ok_or_else(|| {
                if let Some(down) = failure::taken_down(version, language) {
                    return down;
                }
                let have: Vec<&str> = texts.keys().map(Language::as_str).collect();
                let id = version.statement.id.at(version.statement.version);
                let first = have.first().copied().unwrap_or_default();
                Failure::new(Stop::Unknown, message::failure_no_text_in(&id, language))
                    .why(message::failure_it_has(have.join(", ")))
                    .attempt(format!("countersign show {id} --text {first}"))
            })?;
            let report = opened.examined.answer(&question(session, &opened, version)?);
            for said in beside(&report, language, session.locale()) {
                session.message(&escape::terminal(&said).to_string())?;
            }
            session.answer_bytes(text.as_str().as_bytes())?;
            return Ok(0);
        }
        if session.json() {
            let report = opened.examined.answer(&question(session, &opened, version)?);
            session.answer_json(&speech::json::report(&report))?;
            return Ok(0);
        }
        let report = opened.examined.answer(&question(session, &opened, version)?);
        let line = report.statements.into_iter().flat_map(|one: StatementLine| one.versions).next();
        let length = if self.all { Length::All } else { Length::Brief("--all") };
        let shown = line.as_ref().map(|line| (line, length));
        let text = prose(draft.as_ref(), version, shown, &texts, session.locale());
        session.answer(&text)?;
        Ok(0)
    }
}

/// What a reader of one text must know of it: that it was taken back, and who endorses a translation.
fn beside(report: &Report, language: &Language, locale: Locale) -> Vec<String> {
    let versions = report.statements.iter().flat_map(|one| &one.versions);
    let said = versions.flat_map(|version| {
        let retracted = version.retraction.iter().map(|one| phrase::retracted(one, locale));
        let translated = version.translations.iter().filter(|one| one.language == *language);
        let endorsed = translated
            .map(|one| message::verify_translation(&one.language, one.endorsed).say(locale));
        retracted.chain(endorsed).collect::<Vec<_>>()
    });
    said.collect()
}

fn question(session: &Session, opened: &Opened, version: &Version) -> Result<Question, Failure> {
    let subject = Subject::Version(version.statement.id.at(version.statement.version));
    let pins = pins::of(session, &opened.examined.replayed.state, &[])?;
    Ok(Question { pins, ..Question::about(subject) })
}

fn record_bytes(
    opened: &Opened,
    draft: Option<&Draft>,
    version: &Version,
) -> Result<Vec<u8>, Failure> {
    if let Some(draft) = draft {
        return Ok(draft.statement.bytes());
    }
    let reading = &opened.examined.reading;
    let index = reading.by_hash.get(&version.record).and_then(|index| reading.records.get(*index));
    index
        .map(|read| read.record.bytes())
        .ok_or_else(|| Failure::new(Stop::Error, message::failure_record_not_here()))
}

/// What a version's record says of it, line by line.
fn about(version: &Version, locale: Locale) -> Vec<String> {
    let statement = &version.statement;
    let words = countersign_core::words::of(&version.record).to_string();
    let mut lines = vec![
        message::show_hash(version.record).say(locale),
        message::show_words(words).say(locale),
    ];
    let date = statement.date.as_ref().map(ToString::to_string);
    lines.extend(date.map(|date| message::show_dated(date).say(locale)));
    lines.extend(version.publication.map(|publication| {
        let time = publication.published_at.to_string();
        message::show_published(time).say(locale)
    }));
    lines.extend(
        statement
            .attachments
            .iter()
            .map(|one| message::show_attachment(one.file.as_str(), one.sha256).say(locale)),
    );
    let summary = statement.summary.as_ref();
    lines.extend(summary.map(|words| message::show_changes(words.as_str()).say(locale)));
    lines
}

fn prose(
    draft: Option<&Draft>,
    version: &Version,
    line: Option<(&VersionLine, Length<'_>)>,
    texts: &Texts,
    locale: Locale,
) -> String {
    let statement = &version.statement;
    let id = statement.id.at(statement.version);
    let mut text = format!("{id}  {}\n", escape::terminal(statement.original_title()));
    for line in about(version, locale) {
        text.push_str(&format!("  {}\n", escape::terminal(&line)));
    }
    match line {
        Some((line, length)) => {
            text.push_str(&verdict::version_lines(line, length, locale));
            text.push_str(&verdict::said_once(std::iter::once(line), locale).unwrap_or_default());
        }
        None => text.push_str(&format!("  {}\n", message::show_proposed().say(locale))),
    }
    let earlier = draft.and_then(|draft| Earlier::of_draft(&draft.state, version));
    let earlier = earlier.iter().map(|one| phrase::earlier(one, locale));
    earlier.for_each(|said| text.push_str(&format!("  {said}\n")));
    for act in draft.iter().flat_map(|draft| &draft.acts) {
        if let countersign_core::record::Body::Endorsement(body) = act.record.body() {
            let mut words = vec![message::show_on_draft(body.act, &body.organisation).say(locale)];
            words.extend(phrase::terms(body, Some(statement), locale));
            text.push_str(&format!("  {}\n", escape::terminal(&words.join("; "))));
        }
    }
    for line in words::look_twice(texts, locale) {
        text.push_str(&format!("  {line}\n"));
    }
    for language in texts.keys() {
        let head = if *language == statement.original_language {
            message::show_original_in(language.as_str()).say(locale)
        } else if !statement.texts.contains_key(language) {
            message::show_translated_in(language.as_str()).say(locale)
        } else {
            message::show_text_in(language.as_str()).say(locale)
        };
        text.push_str(&format!("\n--- {head} ---\n{}", words::shown(texts, language)));
    }
    if !texts.is_empty() {
        text.push_str(&format!("--- {} ---\n", message::show_end().say(locale)));
    }
    let next = match draft {
        Some(_) => {
            let command = format!("countersign publish {id} --dry-run");
            message::show_next_publish(command).say(locale)
        }
        None => format!("countersign verify {id}"),
    };
    text + &super::prose::next(locale, next)
}
