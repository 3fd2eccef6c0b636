//! `countersign verify`

use std::path::{Path, PathBuf};

mod asked;
mod given;
mod parts;

use super::brief::Length;
use super::failure::{Failure, Stop};
use super::pins;
use super::session::Session;
use super::verdict::VerdictStyle;
use countersign_core::bundle;
use countersign_core::escape;
use countersign_core::policy::{POLICY_BYTES_MAX, Policy};
use countersign_core::receipt::Receipt;
use countersign_core::verify::memory::Seen;
use countersign_core::verify::{Examined, Expect, Fresh, NotChecked, Question, Shown, Subject};
use countersign_core::words;
use countersign_git::directory::Directory;
use countersign_git::store::{ObjectId, Store};
use countersign_speech::locale::message;
use countersign_workflow::AskedVersion;
use countersign_workflow::act;
use countersign_workflow::open;
use countersign_workflow::part::Unused;
use countersign_workflow::pins::Named;
use countersign_workflow::verify::{self, OnlyOne, Query, Remembered, SeenPart, State};

use asked::{About, Age, ExpectArgument, Required};
use given::Given;

/// Check the whole registry, one version or a bundle, and say what was not checked
///
/// A bundle is checked without a registry; a receipt against the one that is here.
/// Reads every record, signature and text, replays the log, and prints who endorsed what.
/// Exit codes: 0 holds, 3 proven broken, 5 not in this registry, 6 holds with a caveat, 7 could not be judged.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A statement, such as 2021/solidarity; one version of it, such as 2021/solidarity@1; or the file
    /// of a bundle, a receipt or a saved page
    #[arg(value_name = "ID[@V]|FILE")]
    asked: Option<About>,
    /// How many endorsements there must be: a number, or all
    #[arg(long, value_name = "N|all")]
    require: Option<Required>,
    /// Exit with 6 where anything is noted or was not checked
    #[arg(long)]
    strict: bool,
    /// The registry's fingerprint, its twelve words, or SIZE:ROOTHASH that its history must contain
    #[arg(long, value_name = "FINGERPRINT")]
    expect: Option<ExpectArgument>,
    /// Complain where no witness has seen this head within so long: 12h, 7d
    #[arg(long, value_name = "DURATION")]
    fresh: Option<Age>,
    /// Who must have cosigned the log's head, instead of whom the registry asks for: a file as in c2sp.org/tlog-policy
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// A key that you know to be an organisation's; again for each
    #[arg(long, value_name = "DOMAIN=FILE.pub|SHA256:HASH")]
    pin: Vec<pins::Given>,
    /// Check this commit, branch or tag instead of the one checked out
    #[arg(long, value_name = "REV", conflicts_with = "dir")]
    rev: Option<String>,
    /// Print every organisation and every finding, however many there are
    #[arg(long)]
    all: bool,
    /// Look at everything again, also where only one version is asked about
    #[arg(long)]
    full: bool,
    /// Check a plain folder, without git
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let given = match &self.asked {
            Some(About::File(file)) => Some(given::read(session, file)?),
            _ => None,
        };
        let mut looked = Question::about(Subject::Registry);
        let (examined, state) = match (&given, self.known(session)?) {
            (Some(Given::Bundle(bundle)), _) => (self.bundle(bundle)?, State::Bundle),
            (Some(Given::Page(bundle)), _) => {
                looked.not_checked.push(NotChecked::Page);
                (self.bundle(bundle)?, State::Bundle)
            }
            (_, Some(part)) => {
                let SeenPart { examined, not_checked, beside, commit } = *part;
                looked = Question { not_checked, beside, commit: Some(commit), ..looked };
                (examined, State::Head)
            }
            (_, None) => return self.in_parts(session, given.as_ref()),
        };
        let pins = self.pins();
        let query = self.asked(session, given.as_ref(), &pins)?;
        let mut query = Query { state, ..query };
        let Question { not_checked, beside, commit, .. } = looked;
        query.question = Question { not_checked, beside, commit, ..query.question };
        let complete = query.complete(session, &examined)?;
        let report = examined.answer(&complete.question);
        say_remembered(session, complete.remember(session, report.outcome))?;
        let subject = self.subject(given.as_ref());
        let style = self.telling(session, &subject);
        let is_bundle = state == State::Bundle;
        VerdictStyle { is_bundle, ..style }.print(session, &report)?;
        let code = report.outcome.exit_code();
        // The program ends here: giving a large registry back piece by piece would only take time.
        std::mem::forget((examined, report));
        Ok(code)
    }

    fn pins(&self) -> Vec<Named> {
        self.pin.iter().map(|one| one.0.clone()).collect()
    }

    /// What is asked of a registry.
    fn asked<'a>(
        &self,
        session: &Session,
        given: Option<&Given>,
        pins: &'a [Named],
    ) -> Result<Query<'a>, Failure> {
        let receipt = match given {
            Some(Given::Receipt(file, receipt)) => {
                let (file, receipt) = (file.clone(), Receipt::clone(receipt));
                Some(Shown { file, receipt, organisation: act::noted_organisation(session) })
            }
            _ => None,
        };
        let question = Question {
            receipt,
            fresh: self.fresh.map(|age| Fresh { now: session.now(), seconds: age.0 }),
            policy: self.policy.as_deref().map(|file| policy(session, file)).transpose()?,
            require: self.require.map(|asked| asked.0),
            strict: self.strict,
            expect: self.expect.map(|known| known.0),
            ..Question::about(self.subject(given))
        };
        let file = match (&self.asked, given) {
            (Some(About::File(file)), Some(Given::Bundle(_) | Given::Page(_))) => {
                Some(session.path(file).display().to_string())
            }
            _ => None,
        };
        Ok(Query { question, pins, state: self.state(), file })
    }

    fn telling<'a>(&self, session: &Session, subject: &'a Subject) -> VerdictStyle<'a> {
        let (verbose, now, locale) = (session.verbose(), session.now(), session.locale());
        let length = if self.all { Length::All } else { Length::Brief("--all") };
        VerdictStyle { subject, verbose, is_bundle: false, length, now, locale }
    }

    /// Which state is looked at.
    fn state(&self) -> State {
        match (&self.rev, &self.dir) {
            (None, None) => State::Head,
            (Some(_), _) => State::Revision,
            (_, Some(_)) => State::Folder,
        }
    }

    /// What cannot be looked at in a repository.
    fn not_checked(&self, store: &Store) -> Vec<NotChecked> {
        let mut not_checked = verify::not_checked(store);
        if self.rev.is_some() {
            not_checked.push(NotChecked::Revision);
        }
        not_checked
    }

    /// The commit that is asked about.
    fn commit(&self, session: &Session) -> Result<(Store, ObjectId), Failure> {
        let store = open::find(session)?;
        let commit = match &self.rev {
            Some(revision) => store.resolve(revision)?,
            None => open::head(&store)?,
        };
        Ok((store, commit))
    }

    /// What is asked about.
    fn subject(&self, given: Option<&Given>) -> Subject {
        match (&self.asked, given) {
            (_, Some(Given::Bundle(bundle) | Given::Page(bundle))) => {
                Subject::Version(bundle.about())
            }
            (None | Some(About::File(_)), _) => Subject::Registry,
            (Some(About::Statement(AskedVersion::Current(statement))), _) => {
                Subject::Statement(statement.clone())
            }
            (Some(About::Statement(AskedVersion::Exact(id))), _) => Subject::Version(id.clone()),
        }
    }

    fn bundle(&self, bundle: &bundle::Bundle) -> Result<Examined, Failure> {
        if self.rev.is_some() || self.dir.is_some() {
            return Err(Failure::new(Stop::Usage, message::failure_bundle_alone())
                .why(message::failure_bundle_alone_why())
                .attempt("countersign verify FILE"));
        }
        Ok(bundle::examine(bundle))
    }

    /// The one version that is asked about, where all the rest was found sound before; else everything must be looked at.
    fn known(&self, session: &mut Session) -> Result<Option<Box<SeenPart>>, Failure> {
        let Some(About::Statement(asked)) = &self.asked else { return Ok(None) };
        let of_all = matches!(self.expect, Some(ExpectArgument(Expect::Checkpoint(..))));
        if self.full
            || self.strict
            || self.policy.is_some()
            || of_all
            || self.rev.is_some()
            || self.dir.is_some()
        {
            return Ok(None);
        }
        match verify::only_one(session, asked)? {
            OnlyOne::Part(part) => Ok(Some(part)),
            OnlyOne::Not(why) => {
                if let Some(why) = why.and_then(unused).filter(|_| session.verbose()) {
                    session.message(&format!("what was remembered is not used: {why}"))?;
                }
                Ok(None)
            }
        }
    }
}

fn directory(session: &Session, dir: &Path) -> Result<Directory, Failure> {
    Directory::open(&session.path(dir)).map_err(|error| {
        let folder = dir.display().to_string();
        Failure::new(Stop::Error, message::failure_folder_unread(folder))
            .why(error.why)
            .attempt(message::failure_try_dir())
    })
}

/// The policy in a file.
pub(crate) fn policy(session: &Session, file: &Path) -> Result<Policy, Failure> {
    let bytes = session.read_given(file, POLICY_BYTES_MAX, Stop::Usage)?;
    Policy::parse(&bytes).map_err(|error| {
        Failure::new(Stop::Usage, message::failure_policy(file.display()))
            .why(error)
            .attempt(message::failure_policy_try())
    })
}

/// Says what was seen for the first time, and what could not be remembered.
fn say_remembered(session: &mut Session, remembered: Remembered) -> Result<(), Failure> {
    if let Some(first) = &remembered.first {
        first_contact(session, first)?;
    }
    let Some(error) = remembered.failed else { return Ok(()) };
    let said = message::verify_not_remembered(Failure::from(error).what).say(session.locale());
    session.message(&escape::terminal(&said).to_string())
}

/// Nobody can tell a registry from a copy with other keys at the first look, so both forms of its name are shown.
pub(super) fn first_contact(session: &mut Session, seen: &Seen) -> Result<(), Failure> {
    let locale = session.locale();
    let said = message::verify_first_contact(&seen.name, &seen.origin).say(locale);
    let words = words::of(&seen.registry).to_string();
    let words = message::show_words(words).say(locale);
    session.message(&format!("{}\n  {}\n  {words}", escape::terminal(&said), seen.registry))
}

/// Why not only a part was read; none where nothing is known yet.
fn unused(why: Unused) -> Option<&'static str> {
    match why {
        Unused::Unknown => None,
        Unused::Damaged => Some("it is damaged, or another version of the program left it"),
        Unused::Differs => Some("the registry is not what an append makes of the one known"),
    }
}
