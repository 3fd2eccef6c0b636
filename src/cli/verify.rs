//! `countersign verify`

use std::path::PathBuf;

mod given;

use super::failure::{Failure, Stop};
use super::open::{self, AskedVersion, Opened};
use super::pins;
use super::remembered;
use super::session::Session;
use super::verdict;
use crate::bundle;
use crate::digest::Hash;
use crate::directory::Directory;
use crate::escape;
use crate::layout;
use crate::locale::{Sentence, sentence};
use crate::store::Store;
use crate::tree::Source as _;
use crate::verify::memory::{self, Seen};
use crate::verify::receipt;
use crate::verify::report::Outcome;
use crate::verify::{Examined, Expect, Fresh, Question, Require, Subject, examine};
use crate::words;

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

/// What parses as an ID is an ID; everything else is a file.
#[derive(Debug, Clone)]
enum About {
    Statement(AskedVersion),
    File(PathBuf),
}

impl std::str::FromStr for About {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let error = match text.parse() {
            Ok(asked) => return Ok(Self::Statement(asked)),
            Err(error) => error,
        };
        let is_file = text.starts_with("./")
            || text.starts_with("../")
            || text.starts_with('/')
            || std::path::Path::new(text).extension().is_some();
        if is_file { Ok(Self::File(text.into())) } else { Err(error.to_string()) }
    }
}

#[derive(Debug, Clone, Copy)]
struct Asked(Require);

impl std::str::FromStr for Asked {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "all" {
            return Ok(Self(Require::All));
        }
        match text.parse::<u64>() {
            Ok(count) if count > 0 => Ok(Self(Require::Count(count))),
            _ => Err("want a number from 1, or all".to_owned()),
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Known(Expect);

impl std::str::FromStr for Known {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let hash = |text: &str| text.parse::<Hash>().map_err(|error| error.to_string());
        if text.contains(' ') {
            return words::read(text)
                .map(|words| Self(Expect::Words(words)))
                .map_err(|error| error.to_string());
        }
        match text.split_once(':') {
            None => hash(text).map(|hash| Self(Expect::Registry(hash))),
            Some((size, root)) => {
                let size = crate::name::number(size).map_err(|error| error.to_string())?;
                Ok(Self(Expect::Checkpoint(size, hash(root)?)))
            }
        }
    }
}

/// A duration: a number and `m`, `h` or `d`.
#[derive(Debug, Clone, Copy)]
struct Age(i64);

impl std::str::FromStr for Age {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let want = || "want a number and m, h or d, such as 36h or 7d".to_owned();
        let unit = text.chars().last().ok_or_else(want)?;
        let seconds = match unit {
            'm' => 60,
            'h' => 60 * 60,
            'd' => 24 * 60 * 60,
            _ => return Err(want()),
        };
        let count = crate::name::number(text.trim_end_matches(unit)).map_err(|_| want())?;
        let count = i64::try_from(count).map_err(|_| want())?;
        count.checked_mul(seconds).map(Self).ok_or_else(want)
    }
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let given = match &self.asked {
            Some(About::File(file)) => Some(given::read(session, file)?),
            _ => None,
        };
        let Looked { examined, subject, mut not_checked, state } =
            self.look(session, given.as_ref())?;
        let mut beside = Vec::new();
        let seen = Seen::of(&examined, session.now());
        let before = match &seen {
            Some(seen) => remembered::recall(session, &seen.origin)?,
            None => None,
        };
        if let (Some(before), Some(seen)) = (&before, &seen) {
            let newest = state.newest(session, before, seen);
            let looked = match state {
                State::Head => memory::Looked::Head,
                _ => memory::Looked::Chosen(newest.as_ref().and_then(|one| one.log.as_ref())),
            };
            beside.extend(before.judge(&examined, looked));
        }
        if let Some(Given::Receipt(file, receipt)) = &given {
            beside.push(receipt::judge(receipt, file, &examined));
        }
        if !remembered::is_possible(session) {
            not_checked.push(sentence("unseen-memory", &[]));
        }
        let question = Question {
            fresh: self.fresh.map(|age| Fresh { now: session.now(), seconds: age.0 }),
            beside,
            require: self.require.map(|asked| asked.0),
            strict: self.strict,
            expect: self.expect.map(|known| known.0),
            pins: pins::of(session, &examined.replayed.state, &self.pin)?,
            not_checked,
            ..Question::about(subject)
        };
        let report = examined.answer(&question);
        if let Some(seen) = seen.filter(|_| report.outcome != Outcome::Broken) {
            if before.is_none() && matches!(state, State::Head | State::Bundle) {
                first_contact(session, &seen)?;
            }
            if matches!(state, State::Head) && report.outcome != Outcome::Unchecked {
                // Where it cannot be remembered, the verdict is the same.
                if let Err(failure) = remembered::keep(session, &seen) {
                    let why = [("why", failure.what.into())];
                    let said = session.locale().say("verify-not-remembered", &why);
                    session.message(&escape::terminal(&said).to_string())?;
                }
            }
        }
        if session.json() {
            session.answer_json(&report)?;
        } else {
            let (verbose, now) = (session.verbose(), session.now());
            let text = verdict::report(&report, &question.subject, verbose, now, session.locale());
            session.answer(&text)?;
        }
        let code = report.outcome.exit_code();
        // The program ends here: giving a large registry back piece by piece would only take time.
        std::mem::forget((examined, report));
        Ok(code)
    }

    fn look(&self, session: &mut Session, given: Option<&Given>) -> Result<Looked, Failure> {
        if let Some(Given::Bundle(bundle)) = given {
            return self.bundle(bundle);
        }
        let (examined, mut not_checked) = match self.known(session)? {
            Some(looked) => looked,
            None => self.registry(session)?,
        };
        if self.rev.is_some() {
            not_checked.push(sentence("unseen-revision", &[]));
        }
        let subject = match &self.asked {
            None | Some(About::File(_)) => Subject::Registry,
            Some(About::Statement(AskedVersion::Current(statement))) => {
                Subject::Statement(statement.clone())
            }
            Some(About::Statement(AskedVersion::Exact(id))) => Subject::Version(id.clone()),
        };
        let state = match (&self.rev, &self.dir) {
            (None, None) => State::Head,
            (Some(_), _) => State::Revision,
            (_, Some(_)) => State::Folder,
        };
        Ok(Looked { examined, subject, not_checked, state })
    }

    fn bundle(&self, bundle: &bundle::Bundle) -> Result<Looked, Failure> {
        if self.rev.is_some() || self.dir.is_some() {
            return Err(Failure::new(Stop::Usage, sentence("failure-bundle-alone", &[]))
                .why(sentence("failure-bundle-alone-why", &[]))
                .attempt("countersign verify FILE"));
        }
        let examined = bundle::examine(bundle);
        let subject = Subject::Version(bundle.about());
        Ok(Looked { examined, subject, not_checked: Vec::new(), state: State::Bundle })
    }

    fn registry(&self, session: &mut Session) -> Result<(Examined, Vec<Sentence>), Failure> {
        if let Some(dir) = &self.dir {
            let path = session.path(dir);
            let directory = Directory::open(&path).map_err(|error| {
                Failure::new(
                    Stop::Error,
                    sentence(
                        "failure-folder-unread",
                        &[("folder", dir.display().to_string().into())],
                    ),
                )
                .why(error.why)
                .attempt(sentence("failure-try-dir", &[]))
            })?;
            let not_checked = vec![sentence("unseen-folder", &[])];
            let examined = examine(&directory, &Vec::new);
            open::check_is_registry(&examined, &directory)?;
            return Ok((examined, not_checked));
        }
        let store = open::find(session)?;
        let commit = match &self.rev {
            Some(revision) => store.resolve(revision)?,
            None => open::head(&store)?,
        };
        let not_checked = shallow(&store);
        let opened = Opened::watched(session, store, commit)?;
        if self.rev.is_none() {
            opened.remember_whole(session);
        }
        Ok((opened.examined, not_checked))
    }

    /// The one version that is asked about, where all the rest was found sound before; else everything must be looked at.
    fn known(&self, session: &mut Session) -> Result<Option<(Examined, Vec<Sentence>)>, Failure> {
        let Some(About::Statement(asked)) = &self.asked else { return Ok(None) };
        let of_all = matches!(self.expect, Some(Known(Expect::Checkpoint(..))));
        if self.full || self.strict || of_all || self.rev.is_some() || self.dir.is_some() {
            return Ok(None);
        }
        let store = open::find(session)?;
        let commit = open::head(&store)?;
        let opened = match Opened::known(session, store, commit, Some(asked.statement())) {
            Ok(opened) => opened,
            Err((_, why)) => {
                if let Some(why) = why.filter(|_| session.verbose()) {
                    session.message(&format!("what was remembered is not used: {why}"))?;
                }
                return Ok(None);
            }
        };
        // What there is to say about the rest is not remembered, only that there is nothing.
        let is_clean = opened.continued().borrow().of().clean
            && !opened.snapshot.listing().files.contains_key(layout::WITNESSED);
        let before = match Seen::of(&opened.examined, session.now()) {
            Some(seen) => remembered::recall(session, &seen.origin)?,
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
        not_checked.push(sentence("unseen-rest", &[]));
        Ok(Some((opened.examined, not_checked)))
    }
}

fn shallow(store: &Store) -> Vec<Sentence> {
    store.is_shallow().then(|| sentence("unseen-shallow", &[])).into_iter().collect()
}

/// What was looked at, as what, and what not.
struct Looked {
    examined: Examined,
    subject: Subject,
    not_checked: Vec<Sentence>,
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
    let said = locale.say(
        "verify-first-contact",
        &[("name", (&seen.name).into()), ("origin", (&seen.origin).into())],
    );
    let words = words::of(&seen.registry).to_string();
    let words = locale.say("show-words", &[("words", words.into())]);
    session.message(&format!("{}\n  {}\n  {words}", escape::terminal(&said), seen.registry))
}
