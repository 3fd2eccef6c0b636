//! `countersign verify`

use std::path::{Path, PathBuf};

mod asked;
mod given;
mod parts;

use super::failure::{Failure, Stop};
use super::pins;
use super::session::Session;
use super::verdict::Telling;
use countersign_core::bundle;
use countersign_core::escape;
use countersign_core::layout;
use countersign_core::tree::Source as _;
use countersign_core::verify::memory::{self, Seen};
use countersign_core::verify::receipt;
use countersign_core::verify::report::Outcome;
use countersign_core::verify::{Examined, Expect, Fresh, NotChecked, Question, Subject};
use countersign_core::words;
use countersign_git::directory::Directory;
use countersign_git::store::{ObjectId, Store};
use countersign_speech::locale::message;
use countersign_workflow::AskedVersion;
use countersign_workflow::open::{self, Opened};
use countersign_workflow::part::{NotInPart, Unused};
use countersign_workflow::seen;

use asked::{About, Age, Asked, Known};
use given::Given;

/// Check the whole registry, one version or a bundle, and say what was not checked
///
/// A bundle is checked without a registry; a receipt against the one that is here.
/// Reads every record, signature and text, replays the log, and prints who endorsed what.
/// Exit codes: 0 holds, 3 proven broken, 5 not in this registry, 6 holds with a caveat, 7 could not be judged.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A statement, such as 2021/solidarity; one version of it, such as 2021/solidarity@1; or the file
    /// of a bundle or a receipt
    #[arg(value_name = "ID[@V]|FILE")]
    asked: Option<About>,
    /// How many endorsements there must be: a number, or all
    #[arg(long, value_name = "N|all")]
    require: Option<Asked>,
    /// Exit with 6 where anything is noted or was not checked
    #[arg(long)]
    strict: bool,
    /// The registry's fingerprint, its twelve words, or SIZE:ROOTHASH that its history must contain
    #[arg(long, value_name = "FINGERPRINT")]
    expect: Option<Known>,
    /// Complain where no witness has seen this head within so long: 12h, 7d
    #[arg(long, value_name = "DURATION")]
    fresh: Option<Age>,
    /// A key that you know to be an organisation's; again for each
    #[arg(long, value_name = "DOMAIN=FILE.pub|SHA256:HASH")]
    pin: Vec<pins::Given>,
    /// Check this commit, branch or tag instead of the one checked out
    #[arg(long, value_name = "REV", conflicts_with = "dir")]
    rev: Option<String>,
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
        let Looked { examined, not_checked, state } = match (&given, self.known(session)?) {
            (Some(Given::Bundle(bundle)), _) => self.bundle(bundle)?,
            (_, Some((examined, not_checked))) => {
                Looked { examined, not_checked, state: State::Head }
            }
            (_, None) => return self.in_parts(session, given.as_ref()),
        };
        let asked = self.question(session, given.as_ref(), (&examined, state), not_checked)?;
        let question = asked.question;
        let report = examined.answer(&question);
        asked.contact.remember(session, state, report.outcome)?;
        telling(session, &question.subject).print(session, &report)?;
        let code = report.outcome.exit_code();
        // The program ends here: giving a large registry back piece by piece would only take time.
        std::mem::forget((examined, report));
        Ok(code)
    }

    /// What is asked of a registry, with what the reader knows of it already.
    fn question(
        &self,
        session: &Session,
        given: Option<&Given>,
        (examined, state): (&Examined, State),
        mut not_checked: Vec<NotChecked>,
    ) -> Result<Asking, Failure> {
        let mut beside = Vec::new();
        let seen = Seen::of(examined, session.now());
        let before = match &seen {
            Some(seen) => seen::recall(session, &seen.origin)?,
            None => None,
        };
        if let (Some(before), Some(seen)) = (&before, &seen) {
            let newest = state.newest(session, before, seen);
            let looked = match state {
                State::Head => memory::Looked::Head,
                _ => memory::Looked::Chosen(newest.as_ref().and_then(|one| one.log.as_ref())),
            };
            beside.extend(before.judge(examined, looked));
        }
        if let Some(Given::Receipt(file, receipt)) = given {
            beside.push(receipt::judge(receipt, file, examined));
        }
        if !seen::is_possible(session) {
            not_checked.push(NotChecked::Memory);
        }
        let question = Question {
            fresh: self.fresh.map(|age| Fresh { now: session.now(), seconds: age.0 }),
            beside,
            require: self.require.map(|asked| asked.0),
            strict: self.strict,
            expect: self.expect.map(|known| known.0),
            pins: pins::of(session, &examined.replayed.state, &self.pin)?,
            not_checked,
            ..Question::about(self.subject(given))
        };
        let contact = Contact { seen, is_first: before.is_none() };
        Ok(Asking { question, contact })
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
        let mut not_checked = shallow(store);
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
            (_, Some(Given::Bundle(bundle))) => Subject::Version(bundle.about()),
            (None | Some(About::File(_)), _) => Subject::Registry,
            (Some(About::Statement(AskedVersion::Current(statement))), _) => {
                Subject::Statement(statement.clone())
            }
            (Some(About::Statement(AskedVersion::Exact(id))), _) => Subject::Version(id.clone()),
        }
    }

    fn bundle(&self, bundle: &bundle::Bundle) -> Result<Looked, Failure> {
        if self.rev.is_some() || self.dir.is_some() {
            return Err(Failure::new(Stop::Usage, message::failure_bundle_alone())
                .why(message::failure_bundle_alone_why())
                .attempt("countersign verify FILE"));
        }
        let examined = bundle::examine(bundle);
        Ok(Looked { examined, not_checked: Vec::new(), state: State::Bundle })
    }

    /// The one version that is asked about, where all the rest was found sound before; else everything must be looked at.
    fn known(&self, session: &mut Session) -> Result<Option<(Examined, Vec<NotChecked>)>, Failure> {
        let Some(About::Statement(asked)) = &self.asked else { return Ok(None) };
        let of_all = matches!(self.expect, Some(Known(Expect::Checkpoint(..))));
        if self.full || self.strict || of_all || self.rev.is_some() || self.dir.is_some() {
            return Ok(None);
        }
        let store = open::find(session)?;
        let commit = open::head(&store)?;
        let opened = match Opened::known(session, store, commit, Some(asked.statement())) {
            Ok(opened) => opened,
            Err(NotInPart { why, .. }) => {
                if let Some(why) = unused(why).filter(|_| session.verbose()) {
                    session.message(&format!("what was remembered is not used: {why}"))?;
                }
                return Ok(None);
            }
        };
        // What there is to say about the rest is not remembered, only that there is nothing.
        let is_clean = opened.continued().borrow().of().clean
            && !opened.snapshot.listing().files.contains_key(layout::WITNESSED);
        let before = match Seen::of(&opened.examined, session.now()) {
            Some(seen) => seen::recall(session, &seen.origin)?,
            None => None,
        };
        let log = opened.examined.log.as_ref();
        let is_followed = before.is_none_or(|before| {
            log.is_some_and(|log| before.size > log.size() || log.root_at(before.size).is_some())
        });
        if !is_clean || !is_followed {
            return Ok(None);
        }
        let mut not_checked = shallow(&opened.store);
        not_checked.push(NotChecked::Rest);
        Ok(Some((opened.examined, not_checked)))
    }
}

fn shallow(store: &Store) -> Vec<NotChecked> {
    store.is_shallow().then_some(NotChecked::Shallow).into_iter().collect()
}

fn directory(session: &Session, dir: &Path) -> Result<Directory, Failure> {
    Directory::open(&session.path(dir)).map_err(|error| {
        let folder = dir.display().to_string();
        Failure::new(Stop::Error, message::failure_folder_unread(folder))
            .why(error.why)
            .attempt(message::failure_try_dir())
    })
}

fn telling<'a>(session: &Session, subject: &'a Subject) -> Telling<'a> {
    let (verbose, now, locale) = (session.verbose(), session.now(), session.locale());
    Telling { subject, verbose, now, locale }
}

/// A question, and what is to be remembered once it is answered.
struct Asking {
    question: Question,
    contact: Contact,
}

/// What was seen, and whether for the first time.
struct Contact {
    seen: Option<Seen>,
    is_first: bool,
}

impl Contact {
    fn remember(
        self,
        session: &mut Session,
        state: State,
        outcome: Outcome,
    ) -> Result<(), Failure> {
        let Some(seen) = self.seen.filter(|_| outcome != Outcome::Broken) else { return Ok(()) };
        if self.is_first && matches!(state, State::Head | State::Bundle) {
            first_contact(session, &seen)?;
        }
        if matches!(state, State::Head) && outcome != Outcome::Unchecked {
            // Where it cannot be remembered, the verdict is the same.
            if let Err(error) = seen::keep(session, &seen) {
                let said =
                    message::verify_not_remembered(Failure::from(error).what).say(session.locale());
                session.message(&escape::terminal(&said).to_string())?;
            }
        }
        Ok(())
    }
}

/// What was looked at, as what, and what not.
struct Looked {
    examined: Examined,
    not_checked: Vec<NotChecked>,
    state: State,
}

/// Which state of a registry was looked at.
#[derive(Clone, Copy)]
enum State {
    Head,
    Revision,
    Folder,
    Bundle,
}

impl State {
    /// The newest state that there is here, beside one that was chosen and is not the one that was seen last:
    /// what goes on from what is shown by it.
    fn newest(self, session: &Session, before: &Seen, seen: &Seen) -> Option<Examined> {
        let is_chosen = matches!(self, Self::Revision | Self::Bundle);
        if !is_chosen || before.registry != seen.registry || before.size == seen.size {
            return None;
        }
        let store = open::find(session).ok()?;
        let head = open::head(&store).ok()?;
        let newest = Opened::at(store, head).ok()?.examined;
        (newest.replayed.state.registry() == Some(seen.registry)).then_some(newest)
    }
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
