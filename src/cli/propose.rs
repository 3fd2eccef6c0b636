//! `countersign propose`

mod before;
mod words;

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;

use super::failure::{Failure, Stop};
use super::session::Session;
pub(crate) use words::read_text;

use countersign_core::digest::Hash;
use countersign_core::name::{Domain, Language, StatementId, VersionId};
use countersign_core::record::endorsement::Act;
use countersign_core::record::line::Line;
use countersign_core::time::Date;
use countersign_speech::locale::message;
use countersign_workflow::open::Opened;
use countersign_workflow::propose::before::{Taken, Wanted, take};
use countersign_workflow::propose::{
    self, GivenSignatory, GivenText, Proposal, Proposed, read_attachment,
};

/// Freeze a text and put it forward for signing
///
/// The text becomes the next version of the statement, on a branch of its own, until it is published.
/// FILE is a plain text, or a document whose words are taken out: Word, OpenDocument, rich text, a web page, Markdown,
/// a PDF, a book. What was taken out, cleaned up and left out is shown first, with the text as it will be frozen.
/// A document with comments, or with changes that nobody accepted or rejected, is refused.
/// To propose again replaces the draft: what was signed on the old one stays there and does not count.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The statement, such as 2021/solidarity
    id: StatementId,
    /// The title, in each language [default: that of the version before]
    #[arg(long, value_name = "[LANG=]TITLE")]
    title: Vec<String>,
    /// The text, in each language; the first is the original
    #[arg(long, value_name = "LANG=FILE", required = true)]
    text: Vec<TextFile>,
    /// Another file that belongs to it, such as the PDF [default: those of the version before]
    #[arg(long, value_name = "FILE")]
    attachment: Vec<PathBuf>,
    /// Keep no attachment of the version before
    #[arg(long, conflicts_with = "attachment")]
    no_attachments: bool,
    /// Whose name stands under it: an enrolled domain, or a name as printed [default: those under the version before who
    /// signed it or have no keys]
    #[arg(long, value_name = "DOMAIN|NAME")]
    signatory: Vec<String>,
    /// Keep no name that stands under the version before
    #[arg(long, conflicts_with = "signatory")]
    no_signatories: bool,
    /// The date printed on it: a year, a month or a day [default: today; none with --historical]
    #[arg(long)]
    date: Option<Date>,
    /// What changed since the version before
    #[arg(long, value_name = "TEXT")]
    summary: Option<Line>,
    /// Record what was printed elsewhere: names without signatures
    #[arg(long)]
    historical: bool,
    /// Accept the repairs that are shown
    #[arg(long)]
    accept_repairs: bool,
}

#[derive(Serialize)]
struct Facts<'a> {
    version: &'a VersionId,
    record: Hash,
    branch: &'a str,
    replaced: bool,
    /// Who signed the draft that was replaced, which counts no more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    voided: Vec<Voided<'a>>,
    /// What was taken of the version before.
    #[serde(skip_serializing_if = "Option::is_none")]
    kept: Option<before::Kept<'a>>,
}

#[derive(Serialize)]
struct Voided<'a> {
    organisation: &'a Domain,
    act: Act,
}

/// `LANG=FILE`
#[derive(Debug, Clone)]
pub(crate) struct TextFile {
    /// The language.
    pub(crate) language: Language,
    /// The file.
    pub(crate) file: PathBuf,
}

impl std::str::FromStr for TextFile {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (language, file) =
            text.split_once('=').ok_or("want LANG=FILE, such as en=statement.txt")?;
        let language = language
            .parse()
            .map_err(|error: countersign_core::name::NameError| error.to_string())?;
        Ok(Self { language, file: file.into() })
    }
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::for_writing(session, Some(&self.id))?;
        let mut proposal = self.proposal(session)?;
        let wanted = Wanted {
            signatories: self.signatory.is_empty() && !self.no_signatories,
            attachments: self.attachment.is_empty() && !self.no_attachments,
        };
        let taken = take(session, &opened, &mut proposal, wanted)?;
        if proposal.titles.is_empty() {
            return Err(Failure::new(Stop::Usage, message::failure_no_title())
                .attempt("countersign propose --help"));
        }
        let proposed = propose::propose(session, &opened, proposal)?;
        before::say(session, &taken)?;
        self.answer(session, &proposed, &taken)
    }

    fn proposal(&self, session: &mut Session) -> Result<Proposal, Failure> {
        let mut texts = Vec::new();
        for one in &self.text {
            let text = read_text(session, one, self.accept_repairs)?;
            texts.push(GivenText { language: one.language.clone(), text });
        }
        let attachments = self.attachment.iter().map(|file| read_attachment(session, file));
        let attachments: Result<_, _> = attachments.collect();
        Ok(Proposal {
            statement: self.id.clone(),
            titles: titles(&self.title, self.text.first().map(|one| &one.language))?,
            texts,
            attachments: attachments?,
            signatories: self.signatories()?,
            date: self.date.clone(),
            summary: self.summary.clone(),
            historical: self.historical,
        })
    }

    fn answer(
        &self,
        session: &mut Session,
        proposed: &Proposed,
        taken: &Taken,
    ) -> Result<u8, Failure> {
        let locale = session.locale();
        let Proposed { id, record, branch, replaced, voided } = proposed;
        if !voided.is_empty() {
            let said = message::propose_voided(before::list(voided.keys())).say(locale);
            session.must_see(&said)?;
        }
        let what = if *replaced {
            message::propose_replaced(id).say(locale)
        } else {
            message::propose_done(id).say(locale)
        };
        let next = if self.historical {
            format!("countersign publish {id}")
        } else if voided.values().any(|act| *act == Act::Endorse) {
            let command = format!("countersign request {id} --previous -o DIR");
            message::propose_next_again(command).say(locale)
        } else {
            let command = format!("countersign sign {id} --as DOMAIN --key FILE");
            message::propose_next(command).say(locale)
        };
        let lines = [
            what,
            message::act_hash_of(*record).say(locale),
            message::propose_branch(branch).say(locale),
            super::prose::next(locale, next),
        ];
        let voided = voided.iter().map(|(organisation, act)| Voided { organisation, act: *act });
        let (voided, kept) = (voided.collect(), before::Kept::of(taken));
        let (record, replaced) = (*record, *replaced);
        let facts = Facts { version: id, record, branch, replaced, voided, kept };
        session.answer_done("countersign.propose/1", &facts, &lines.join("\n"))?;
        Ok(0)
    }

    fn signatories(&self) -> Result<Vec<GivenSignatory>, Failure> {
        let signatory = |given: &String| {
            if let Ok(domain) = given.parse::<Domain>() {
                return Ok(GivenSignatory::Organisation(domain));
            }
            given.parse().map(GivenSignatory::Printed).map_err(|error| {
                Failure::new(Stop::Usage, message::failure_bad_signatory())
                    .why(error)
                    .attempt("countersign propose --help")
            })
        };
        self.signatory.iter().map(signatory).collect()
    }
}

/// Titles by language; one without a language is in the original one.
pub(crate) fn titles(
    given: &[String],
    original: Option<&Language>,
) -> Result<BTreeMap<Language, Line>, Failure> {
    let mut titles = BTreeMap::new();
    for title in given {
        let tagged = title
            .split_once('=')
            .and_then(|(tag, rest)| Some((tag.parse::<Language>().ok()?, rest)));
        let Some((language, words)) = tagged.or_else(|| Some((original?.clone(), title))) else {
            continue;
        };
        let words: Line = words.parse().map_err(|error| {
            Failure::new(Stop::Usage, message::failure_bad_title(&language))
                .why(error)
                .attempt("countersign propose --help")
        })?;
        if titles.insert(language.clone(), words).is_some() {
            return Err(twice("titles", &language));
        }
    }
    Ok(titles)
}

pub(crate) fn twice(what: &str, language: &Language) -> Failure {
    Failure::new(Stop::Usage, format!("two {what} in {language}"))
        .why(message::failure_one_each())
        .attempt("countersign propose --help")
}
