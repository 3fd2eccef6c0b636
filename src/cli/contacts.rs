//! `countersign contacts`

use std::path::PathBuf;

use serde::Serialize;

use super::failure::{Failure, Stop};
use super::prose;
use super::session::Session;
use countersign_copy::extract;
use countersign_core::escape;
use countersign_core::name::Domain;
use countersign_git::directory::write_atomic;
use countersign_speech as speech;
use countersign_speech::locale::{Locale, Sentence, message};
use countersign_workflow::contacts::{self, Contact, Contacts, Fault, Handover, Merged, Table};
use countersign_workflow::files;
use countersign_workflow::open::Opened;

/// Keep whom to write to: addresses and languages of organisations, private to this machine
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Import(Import),
    /// List them
    List,
    Export(Export),
}

/// Take in a spreadsheet (.xlsx), separated values (.csv), or what a colleague exported with --all
///
/// Columns are found by their heads, in English, Spanish or French: domain, name, other names, language, e-mail, key.
/// What is new is shown before anything is written, and lines that are wrong are named by their row.
#[derive(Debug, clap::Args)]
pub(crate) struct Import {
    /// The file
    file: PathBuf,
    /// Take in what is shown
    #[arg(long)]
    accept: bool,
}

/// Write them as separated values, or everything that is private for a colleague
#[derive(Debug, clap::Args)]
pub(crate) struct Export {
    /// Also who was asked, and who said no in private: for a colleague, who takes it in with `contacts import`
    #[arg(long, requires = "output")]
    all: bool,
    /// The file; without it, they are printed
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Serialize, Default)]
struct Facts<'a> {
    contacts: Vec<&'a Contact>,
    #[serde(skip_serializing_if = "Option::is_none")]
    import: Option<Imported<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    written: Option<String>,
}

#[derive(Serialize)]
struct Imported<'a> {
    new: &'a [Domain],
    changed: &'a [Domain],
    same: usize,
    wrong: Vec<WrongRow>,
    unknown_columns: &'a [String],
    asked: usize,
    declined_in_private: usize,
}

#[derive(Serialize)]
struct WrongRow {
    row: usize,
    fault: &'static str,
}

impl Command {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        match self {
            Self::Import(arguments) => arguments.run(session),
            Self::Export(arguments) => arguments.run(session),
            Self::List => list(session),
        }
    }
}

fn list(session: &mut Session) -> Result<u8, Failure> {
    let opened = Opened::sound(session)?;
    let all = contacts::of(session, &opened)?;
    let locale = session.locale();
    let mut text: String = all.values().map(|one| line(one) + "\n").collect();
    if all.is_empty() {
        text = message::contacts_none().say(locale) + "\n";
        text += &prose::next(locale, "countersign contacts import FILE.csv");
    }
    let facts = Facts { contacts: all.values().collect(), ..Facts::default() };
    session.answer_done("countersign.contacts/1", &facts, &text)?;
    Ok(0)
}

/// One organisation on one line.
fn line(one: &Contact) -> String {
    let mut words = vec![one.organisation.to_string()];
    words.extend(one.name.iter().map(ToString::to_string));
    words.extend(one.address.iter().map(|address| format!("<{}>", address.as_str())));
    words.extend(one.language.iter().map(ToString::to_string));
    words.extend(one.key.iter().filter_map(|key| key.split(' ').next().map(str::to_owned)));
    escape::terminal(&words.join("  ")).to_string()
}

impl Import {
    fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::sound(session)?;
        let bytes = files::read(session, &self.file, contacts::HANDOVER_BYTES_MAX as u64);
        let bytes = bytes.map_err(|error| super::failure::of_file(error, Stop::Error))?;
        let known = contacts::of(session, &opened)?;
        let (table, handover) = if Handover::is_meant(&bytes) {
            let mut handover = Handover::read(&opened, &bytes)?;
            let contacts = std::mem::take(&mut handover.contacts);
            (Table { contacts, ..Table::default() }, Some(handover))
        } else {
            (self.table(&bytes)?, None)
        };
        let merged = contacts::merge(&known, table.contacts.clone());
        self.show(session, &table, &merged, handover.as_ref())?;
        let is_new = !merged.new.is_empty() || !merged.changed.is_empty() || handover.is_some();
        let mut written = None;
        let mut taken = contacts::TakenIn::default();
        if is_new {
            if !self.accept {
                let question = message::contacts_ask().say(session.locale());
                session.confirm_yes(&question, "--accept")?;
            }
            written = Some(contacts::keep(session, &opened, &merged.all)?.display().to_string());
            if let Some(handover) = &handover {
                taken = handover.take_in(session, &opened)?;
            }
        }
        answer(session, (&table, &merged), written, taken)
    }

    fn table(&self, bytes: &[u8]) -> Result<Table, Failure> {
        let name = self.file.display();
        let rows = extract::rows(bytes).map_err(|error| {
            Failure::new(Stop::Error, message::failure_cannot_read(&name))
                .why(speech::unread(&error))
        })?;
        Table::read(&rows).ok_or_else(|| {
            Failure::new(Stop::Error, message::failure_cannot_read(&name))
                .why(message::contacts_no_heads())
                .attempt("countersign contacts import --help")
        })
    }

    /// What would be taken in, and what would not.
    fn show(
        &self,
        session: &mut Session,
        table: &Table,
        merged: &Merged,
        handover: Option<&Handover>,
    ) -> Result<(), Failure> {
        let locale = session.locale();
        let mut lines = Vec::new();
        let groups = [
            (&merged.new, message::contacts_new()),
            (&merged.changed, message::contacts_changed()),
        ];
        for (domains, word) in groups {
            let all = domains.iter().filter_map(|domain| merged.all.get(domain));
            lines.extend(all.map(|one| format!("{}: {}", word.say(locale), line(one))));
        }
        if merged.same > 0 {
            lines.push(message::contacts_same(merged.same).say(locale));
        }
        for one in &table.wrong {
            let why = fault(one.fault, &one.got).say(locale);
            lines.push(
                escape::terminal(&message::contacts_wrong(one.row, why).say(locale)).to_string(),
            );
        }
        for head in &table.unknown {
            lines.push(
                escape::terminal(&message::contacts_unknown(head.as_str()).say(locale)).to_string(),
            );
        }
        if let Some(handover) = handover {
            lines.push(message::contacts_handed(handover.asked.len()).say(locale));
        }
        session.must_see(&lines.join("\n"))
    }
}

fn answer(
    session: &mut Session,
    (table, merged): (&Table, &Merged),
    written: Option<String>,
    taken: contacts::TakenIn,
) -> Result<u8, Failure> {
    let locale = session.locale();
    let text = match &written {
        Some(_) => {
            let (new, changed) = (merged.new.len(), merged.changed.len());
            let mut said = message::contacts_done(new, changed).say(locale) + "\n";
            if taken.asked + taken.noes > 0 {
                said += &(message::contacts_taken(taken.asked, taken.noes).say(locale) + "\n");
            }
            said + &message::contacts_private().say(locale) + "\n"
        }
        None => message::request_import_nothing().say(locale) + "\n",
    };
    let text = text + &prose::next(locale, "countersign contacts list");
    let wrong = table.wrong.iter().map(|one| WrongRow { row: one.row, fault: code(one.fault) });
    let import = Imported {
        new: &merged.new,
        changed: &merged.changed,
        same: merged.same,
        wrong: wrong.collect(),
        unknown_columns: &table.unknown,
        asked: taken.asked,
        declined_in_private: taken.noes,
    };
    let (contacts, import) = (merged.all.values().collect(), Some(import));
    session.answer_done("countersign.contacts/1", &Facts { contacts, import, written }, &text)?;
    Ok(0)
}

const fn code(fault: Fault) -> &'static str {
    match fault {
        Fault::Domain => "domain",
        Fault::Name => "name",
        Fault::Language => "language",
        Fault::Address => "address",
        Fault::Key => "key",
        Fault::PrivateKey => "private-key",
        Fault::Twice => "twice",
    }
}

fn fault(fault: Fault, got: &str) -> Sentence {
    match fault {
        Fault::Domain => message::contacts_fault_domain(got),
        Fault::Name => message::contacts_fault_name(got),
        Fault::Language => message::contacts_fault_language(got),
        Fault::Address => message::contacts_fault_address(got),
        Fault::Key => message::contacts_fault_key(got),
        Fault::PrivateKey => message::contacts_fault_private_key(),
        Fault::Twice => message::contacts_fault_twice(got),
    }
}

impl Export {
    fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::sound(session)?;
        let locale = session.locale();
        let all = contacts::of(session, &opened)?;
        let bytes = match self.all {
            true => contacts::export(session, &opened)?,
            false => table(&all, locale),
        };
        let Some(output) = self.output else {
            if session.json() {
                return list(session);
            }
            session.answer_bytes(&bytes)?;
            return Ok(0);
        };
        write_atomic(&session.path(&output), &bytes, 0o600)?;
        session.must_see(&message::contacts_names_people().say(locale))?;
        let written = output.display().to_string();
        let text = message::contacts_exported(escape::terminal(&written)).say(locale);
        let facts =
            Facts { contacts: all.values().collect(), written: Some(written), import: None };
        session.answer_done("countersign.contacts/1", &facts, &(text + "\n"))?;
        Ok(0)
    }
}

/// The contacts as separated values, with heads in the reader's language.
fn table(all: &Contacts, locale: Locale) -> Vec<u8> {
    let heads = match locale {
        Locale::En => ["domain", "name", "aliases", "language", "address", "key"],
        Locale::Es => ["dominio", "nombre", "alias", "idioma", "correo", "clave"],
        Locale::Fr => ["domaine", "nom", "alias", "langue", "courriel", "clé"],
    };
    let row = |one: &Contact| {
        let aliases: Vec<&str> = one.aliases.iter().map(|alias| alias.as_str()).collect();
        [
            one.organisation.to_string(),
            one.name.as_ref().map(ToString::to_string).unwrap_or_default(),
            aliases.join("; "),
            one.language.as_ref().map(ToString::to_string).unwrap_or_default(),
            one.address.as_ref().map(|address| address.as_str().to_owned()).unwrap_or_default(),
            one.key.clone().unwrap_or_default(),
        ]
    };
    let rows: Vec<_> = all.values().map(row).collect();
    super::table::csv(heads, &rows)
}
