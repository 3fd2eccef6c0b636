//! `countersign translate`

use serde::Serialize;

use super::failure::{Failure, Stop};
use super::org::MaintainerKeys;
use super::propose::{TextFile, read_text, titles};
use super::prose;
use super::session::Session;
use crate::landing;
use crate::waiting;
use countersign_core::digest::Hash;
use countersign_core::escape;
use countersign_core::name::{Language, VersionId};
use countersign_core::record::line::Line;
use countersign_speech::locale::message;
use countersign_workflow::open::Opened;
use countersign_workflow::translate::{Prepared, Translated, Translating};
use countersign_workflow::waiting::Outcome;

/// Put a version's words in another language beside it, or take them back
///
/// Only the maintainers say that it is a translation. Nobody has endorsed it: an organisation does so by a further act,
/// with `countersign sign --language`, and until then no page shows its name under these words.
/// Name each language that it stands behind, the original too: `--language en --language fr`; others are dropped.
/// `countersign request` sends the translation along, so that it can be endorsed without a registry.
///
/// The same command with other words replaces a translation: who endorsed the words before has not endorsed these.
/// A title is not part of what they sign: verdicts say where it changed after somebody endorsed the words.
/// --retract takes it back; its words stay in the log's history and in every copy.
/// A version that was put forward with a text in this language takes no translation into it (zh-Hant beside zh-Hans
/// is another script, and is one), and neither does a version that was retracted.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The version, such as 2021/solidarity@1
    #[arg(value_name = "ID@V")]
    id: VersionId,
    /// The text, as LANG=FILE
    #[arg(long, value_name = "LANG=FILE", required_unless_present = "retract")]
    text: Option<TextFile>,
    /// Its title, as LANG=TEXT
    #[arg(long, value_name = "LANG=TEXT", requires = "text", required_unless_present = "retract")]
    title: Option<String>,
    /// Take the translation into this language back
    #[arg(long, value_name = "LANG", conflicts_with_all = ["text", "title"], requires = "reason")]
    retract: Option<Language>,
    /// Why it is taken back, for everybody to read
    #[arg(long, value_name = "TEXT", requires = "retract")]
    reason: Option<Line>,
    /// Accept what was repaired in the text without being asked
    #[arg(long)]
    accept_repairs: bool,
    /// Sign without being asked, after you have read what is shown
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    maintainers: MaintainerKeys,
}

#[derive(Serialize)]
struct Facts {
    version: VersionId,
    language: Language,
    record: Hash,
    landed: bool,
    /// Whom it waits for.
    waiting: Vec<waiting::Row>,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let (language, what) = self.what(session)?;
        let opened = Opened::for_writing(session, Some(&self.id.statement))?;
        let (id, locale, yes) = (self.id.clone(), session.locale(), self.yes);
        let question = match &what {
            Translated::Words { text, title } => {
                session.must_see(&format!(
                    "{}\n\n{}",
                    escape::terminal(title.as_str()),
                    escape::multiline(text.as_str())
                ))?;
                session.must_see(&message::translate_whose().say(locale))?;
                message::translate_ask(&id)
            }
            Translated::TakenBack { .. } => message::translate_ask_back(&id, &language),
        };
        let is_back = matches!(what, Translated::TakenBack { .. });
        let translating = Translating { version: id.clone(), language: language.clone(), what };
        let keys = self.maintainers.into_files();
        let Prepared { unsigned, words } = translating.prepare(session, &opened, keys)?;
        if !yes {
            session.confirm_yes(&session.for_ever(&question.say(locale)), "--yes")?;
        }
        let record = unsigned.record.hash();
        let mut facts = Facts { version: id, language, record, landed: true, waiting: Vec::new() };
        let outcome = unsigned.land_with(session, &opened, words)?;
        let text = told(session, &opened, (outcome, is_back), &mut facts)?;
        session.answer_done("countersign.translate/1", &facts, &text)?;
        Ok(0)
    }

    /// The language, and the words or why there are none any more.
    fn what(&self, session: &mut Session) -> Result<(Language, Translated), Failure> {
        if let (Some(language), Some(reason)) = (&self.retract, &self.reason) {
            let reason = reason.clone();
            return Ok((language.clone(), Translated::TakenBack { reason }));
        }
        let usage = || {
            Failure::new(Stop::Usage, message::failure_one_each())
                .attempt("countersign translate --help")
        };
        let (file, title) = self.text.as_ref().zip(self.title.as_ref()).ok_or_else(usage)?;
        let language = file.language.clone();
        let mut titles = titles(std::slice::from_ref(title), Some(&language))?;
        let title = titles.remove(&language).ok_or_else(usage)?;
        let text = read_text(session, file, self.accept_repairs)?;
        Ok((language, Translated::Words { text, title }))
    }
}

/// What became of it.
fn told(
    session: &mut Session,
    opened: &Opened,
    (outcome, is_back): (Outcome, bool),
    facts: &mut Facts,
) -> Result<String, Failure> {
    let (locale, id, language) = (session.locale(), &facts.version, &facts.language);
    match outcome {
        Outcome::Landed(landed) => {
            landing::say(session, opened, &landed)?;
            if is_back {
                let next = prose::next(locale, format!("countersign show {id}"));
                return Ok(message::translate_gone(id, language).say(locale) + "\n" + &next);
            }
            let version = landed.state.version(id);
            let own = version.iter().flat_map(|one| one.statement.texts.keys());
            let languages = own.chain([language]).map(|one| format!(" --language {one}"));
            let languages = languages.collect::<String>();
            let command = format!("countersign sign {id}{languages} --as DOMAIN --key FILE");
            let next = prose::next(locale, message::translate_next(command).say(locale));
            Ok(message::translate_done(id, language).say(locale) + "\n" + &next)
        }
        Outcome::Waits { path, approvals } => {
            facts.landed = false;
            let waits = waiting::waits(&path, &approvals, locale);
            facts.waiting = waiting::rows_at(&path, opened)?;
            Ok(message::translate_still(&facts.version).say(locale) + "\n" + &waits)
        }
    }
}
