//! `countersign init`

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde::Serialize;

use super::failure::{self, Failure, Stop};
use super::session::Session;
use countersign_core::allowed_signers;
use countersign_core::escape;
use countersign_core::key::PrivateKey;
use countersign_core::layout;
use countersign_core::ledger::State;
use countersign_core::ledger::chains::Chains;
use countersign_core::log;
use countersign_core::name::Label;
use countersign_core::note::{Algorithm, KeyName, VerifierKey};
use countersign_core::record::entry::{Entry, RecordEntry};
use countersign_core::record::line::{Line, Salt};
use countersign_core::record::registry::{Maintainer, Registry};
use countersign_core::record::{Body, Record};
use countersign_core::tree::{Listing, ReadError, Source};
use countersign_git::directory::write_atomic;
use countersign_git::store::{Change, Store};
use countersign_speech::locale::message;
use countersign_workflow::World;
use countersign_workflow::commit::author;
use countersign_workflow::land::Signed;
use countersign_workflow::officers;
use countersign_workflow::signer::{self, Signer};

/// Keeps git from changing a byte of what was signed.
const ATTRIBUTES: &str = "registry/** -text\nkeys/** -text\n";

/// Found a registry: its name, its log, its maintainers
///
/// Makes the folder DIR with a git repository, a log key of its own, and the first record of the registry,
/// signed by its maintainers. The fingerprint that is printed is what others compare.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The new folder
    #[arg(value_name = "DIR", default_value = ".")]
    dir: PathBuf,
    /// The registry's name
    #[arg(long)]
    name: Line,
    /// The log's name: a web address of yours without https://, such as coalition.example/statements
    #[arg(long)]
    origin: Line,
    /// A maintainer's label and public key
    #[arg(long, value_name = "LABEL=KEY.pub", required = true)]
    maintainer: Vec<Labelled>,
    /// How many maintainers must sign
    #[arg(long, value_name = "K", default_value_t = 1)]
    threshold: u64,
}

/// `LABEL=FILE`
#[derive(Debug, Clone)]
pub(crate) struct Labelled {
    pub(crate) label: Label,
    pub(crate) file: PathBuf,
}

impl std::str::FromStr for Labelled {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (label, file) =
            text.split_once('=').ok_or("want LABEL=FILE, such as maria=maria.pub")?;
        Ok(Self {
            label: label
                .parse()
                .map_err(|error: countersign_core::name::NameError| error.to_string())?,
            file: file.into(),
        })
    }
}

#[derive(Serialize)]
struct Founded {
    registry: countersign_core::digest::Hash,
    log_key: String,
}

/// A registry that has no files yet.
struct Nothing(Listing);

impl Source for Nothing {
    fn listing(&self) -> &Listing {
        &self.0
    }

    fn read(&self, path: &str, _: u64) -> Result<Vec<u8>, ReadError> {
        Err(ReadError::Missing(path.to_owned()))
    }
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let path = session.path(&self.dir);
        if path.join("keys").exists()
            || path.join("registry").exists()
            || path.join(".git").exists()
        {
            return Err(Failure::new(
                Stop::Refused,
                message::failure_not_empty(self.dir.display()),
            )
            .why(message::failure_not_empty_why())
            .attempt("countersign init NEW-FOLDER …"));
        }
        let log_secret = PrivateKey::from_seed(&session.environment.random_bytes()?);
        let record = self.record(session, &log_secret)?;
        let Body::Registry(registry) = record.body().clone() else {
            return Err(Failure::new(Stop::Error, "the first record is of another kind"));
        };
        let item = self.sign(session, record, &registry)?;
        let (state, put) = founding_files(&item, &log_secret, &registry)?;
        let log_key = keep_log_key(session, &log_secret, &item.record)?;
        let store = Store::init(&path)?;
        let lock = store.lock()?;
        lock.commit(&Change {
            branch: "main".to_owned(),
            expected: None,
            base: None,
            parents: Vec::new(),
            put,
            remove: BTreeSet::new(),
            message: format!("registry: found {}\n", registry.name),
            author: author(),
            unix_seconds: session.now().unix_seconds(),
        })?;
        lock.set_config(countersign_workflow::checkpoint::LOG_KEY, &log_key.display().to_string())?;
        if let Some(first) = self.maintainer.first() {
            let key = std::path::absolute(session.path(&first.file))?;
            lock.set_config(officers::MAINTAINER_KEY, &key.display().to_string())?;
        }
        drop(lock);
        let id = state.registry().unwrap_or(countersign_core::digest::Hash::ZERO);
        session.message(
            &message::init_log_key(escape::terminal(&log_key.display().to_string()))
                .say(session.locale()),
        )?;
        let dir = self.dir.display().to_string();
        let prose = format!(
            "{}\n{}\n{}\n",
            message::init_founded(escape::terminal(registry.name.as_str()), escape::terminal(&dir))
                .say(session.locale()),
            message::init_fingerprint(id).say(session.locale()),
            message::verify_next(format!(
                "countersign -C {} org add DOMAIN --name NAME --key LABEL=FILE.pub",
                escape::terminal(&dir)
            ))
            .say(session.locale())
        );
        let log_key = log_key.display().to_string();
        session.answer_done("countersign.init/1", &Founded { registry: id, log_key }, &prose)?;
        Ok(0)
    }

    fn record(&self, session: &mut Session, log_secret: &PrivateKey) -> Result<Record, Failure> {
        let mut maintainers = Vec::new();
        for one in &self.maintainer {
            let (key, comment) = signer::public_key(session, &one.file)?;
            // The comment of a key file is a habit for saying whose it is; without one the label must do.
            let name = comment.parse().or_else(|_| one.label.as_str().parse::<Line>());
            let name = name.map_err(|error| Failure::new(Stop::Usage, error))?;
            maintainers.push(Maintainer { key, label: one.label.clone(), name });
        }
        maintainers.sort_by(|left, right| left.label.cmp(&right.label));
        let log_key = self
            .origin
            .as_str()
            .parse::<KeyName>()
            .map(|name| {
                VerifierKey::new(name, Algorithm::Ed25519, log_secret.public().ed25519().clone())
            })
            .map_err(|error| {
                Failure::new(Stop::Usage, message::failure_bad_origin())
                    .why(error)
                    .attempt(message::failure_bad_origin_try())
            })?;
        let body = Registry {
            log_keys: vec![log_key],
            made_at: session.now(),
            maintainers,
            name: self.name.clone(),
            number: 1,
            origin: self.origin.clone(),
            previous: None,
            quorum: 0,
            registry: None,
            salt: Some(Salt(session.environment.random_bytes()?)),
            threshold: self.threshold,
            tag: Default::default(),
            witnesses: Vec::new(),
        };
        Record::new(&Body::Registry(body)).map_err(|error| {
            Failure::new(Stop::Usage, message::failure_cannot_found())
                .why(error)
                .attempt("countersign init --help")
        })
    }

    fn sign(
        &self,
        session: &mut Session,
        record: Record,
        registry: &Registry,
    ) -> Result<Signed, Failure> {
        let mut signatures = Vec::new();
        for one in &self.maintainer {
            if signatures.len() as u64 == registry.threshold {
                break;
            }
            signatures.push(Signer::open(session, &one.file)?.sign(&record)?);
        }
        Ok(Signed { record, signatures })
    }
}

/// The files of a registry that holds nothing but its own authority.
fn founding_files(
    item: &Signed,
    log_secret: &PrivateKey,
    registry: &Registry,
) -> Result<(State, BTreeMap<String, Vec<u8>>), Failure> {
    let mut state = State::default();
    let fitting = item.fitting();
    let entry = RecordEntry::of(&item.record, &fitting);
    state
        .apply(0, &entry, Some(&item.record), &fitting)
        .map_err(|refusal| failure::refused(message::log_first_record(), &refusal))?;
    let mut chains = Chains::default();
    chains.append(&entry, Some(&item.record), None);
    let encode = |entry: Entry| entry.encode().map_err(|error| Failure::new(Stop::Error, error));
    let entries = [encode(Entry::Record(entry))?, encode(Entry::Heads(chains.root()))?];
    let mut put = item.files(&state)?;
    let files = log::append(0, &Nothing(Listing::default()), &entries, registry, log_secret)
        .map_err(|error| Failure::new(Stop::Error, message::failure_cannot_begin()).why(error))?;
    put.extend(files.put);
    put.insert(layout::ALLOWED_SIGNERS.to_owned(), allowed_signers::derive(&state).into_bytes());
    put.insert(layout::KEYS_README.to_owned(), allowed_signers::KEYS_README.as_bytes().to_vec());
    put.insert(".gitattributes".to_owned(), ATTRIBUTES.as_bytes().to_vec());
    Ok((state, put))
}

/// Writes the log's private key where only this person can read it, outside the registry.
fn keep_log_key(
    session: &mut Session,
    secret: &PrivateKey,
    record: &Record,
) -> Result<PathBuf, Failure> {
    let config = World::configuration_folder(session).ok_or_else(|| {
        Failure::new(Stop::Error, message::failure_nowhere_log_key())
            .why(message::failure_no_home())
    })?;
    let folder = config.join("log");
    std::fs::create_dir_all(&folder)?;
    let path = folder.join(record.hash().short());
    let entropy = session.environment.random_bytes()?;
    let file = secret
        .to_openssh("countersign log", None, &entropy)
        .map_err(|error| Failure::new(Stop::Error, error))?;
    write_atomic(&path, file.as_bytes(), 0o600).map_err(Failure::from)?;
    Ok(std::path::absolute(path)?)
}
