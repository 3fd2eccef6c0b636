//! Where the demonstration is lived: a scratch folder with keys and a registry, a clock, and a count of what was done.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;
use std::rc::Rc;

use countersign_cli as cli;
use countersign_cli::environment::Environment;
use countersign_core::digest::Hash;
use countersign_core::key::PrivateKey;
use countersign_core::layout;
use countersign_core::name::{Domain, VersionId};
use countersign_core::note::{Algorithm, VerifierKey};
use countersign_core::record::endorsement::{Act, Capacity};
use countersign_core::record::line::Salt;
use countersign_core::record::{Body, Endorsement, Record};
use countersign_core::tree::Source;
use countersign_git::store::{Author, Change, Store};

use super::{COALITION, FIDO_ORGANISATION, Files, Made, WATER, words};
use crate::fido::{Token, USER_PRESENT};
use crate::forge::texts_of;

/// Largest file of the demonstration, in bytes.
const FILE_BYTES_MAX: u64 = 1 << 20;

/// Whose private keys exist as files: every label of the coalition, the maintainers, and the witness.
const KEYS: [&str; 19] = [
    "maria",
    "jonas",
    "alianza-rio",
    "bosque",
    "cauce",
    "cauce-desk",
    "delta-watch-chair",
    "delta-watch-legal",
    "delta-watch-press",
    "fuente",
    "glacier",
    "headwaters",
    "islas",
    "islas-new",
    "juncal",
    "juncal-desk",
    "kelp",
    "laguna",
    "witness",
];

/// A scratch folder with keys and a registry, a clock, and a count of what was done.
pub(super) struct Scene {
    pub(super) folder: tempfile::TempDir,
    seconds: i64,
    steps: u32,
    version: u64,
}

impl Scene {
    pub(super) fn new() -> Self {
        let scene = Self { folder: tempfile::tempdir().unwrap(), seconds: 0, steps: 0, version: 0 };
        std::fs::create_dir(scene.folder.path().join("test-keys")).unwrap();
        for (name, bytes) in test_keys() {
            std::fs::write(scene.folder.path().join("test-keys").join(name), bytes).unwrap();
        }
        scene
    }

    /// A key of somebody who is not in the demonstration.
    pub(super) fn add_key(&self, name: &str) {
        for (name, bytes) in key_files(name, &format!("public test key {name}")) {
            std::fs::write(self.folder.path().join("test-keys").join(name), bytes).unwrap();
        }
    }

    pub(super) fn clock(&mut self, time: &str) {
        self.seconds = time.parse::<countersign_core::time::Timestamp>().unwrap().unix_seconds();
    }

    fn now(&self) -> countersign_core::time::Timestamp {
        countersign_core::time::Timestamp::from_unix_seconds(self.seconds).unwrap()
    }

    /// A time and a seed of its own for each step.
    fn step(&mut self) -> String {
        self.steps += 1;
        self.seconds += 20 * 60;
        format!("countersign demonstration with a witness, step {}", self.steps)
    }

    pub(super) fn run(&mut self, arguments: &[&str]) {
        let seed = self.step();
        let at = self.now().to_string();
        let mut environment =
            Environment::fixed(self.now(), seed.as_bytes(), self.folder.path().to_owned());
        let config = self.folder.path().join("config").display().to_string();
        environment.variables.insert("XDG_CONFIG_HOME".to_owned(), config);
        let said = Said::default();
        environment.messages = Box::new(said.clone());
        let all =
            ["countersign", "--no-input", "--at", &at].into_iter().chain(arguments.iter().copied());
        let code = cli::run(all.map(Into::into), environment);
        let said = String::from_utf8_lossy(&said.0.borrow()).into_owned();
        assert_eq!(code, 0, "{arguments:?}: {said}");
    }

    /// A command inside the registry.
    pub(super) fn act(&mut self, arguments: &[&str]) {
        let inside: Vec<&str> =
            ["-C", "registry"].into_iter().chain(arguments.iter().copied()).collect();
        self.run(&inside);
    }

    /// A command that both maintainers sign.
    pub(super) fn maintain(&mut self, arguments: &[&str]) {
        let both =
            ["--maintainer-key", "../test-keys/jonas", "--maintainer-key", "../test-keys/maria"];
        let all: Vec<&str> = arguments.iter().copied().chain(both).collect();
        self.act(&all);
    }

    pub(super) fn propose(&mut self, more: &[&str]) {
        self.version += 1;
        let (english, spanish) = words(self.version);
        std::fs::write(self.folder.path().join("en.txt"), english).unwrap();
        std::fs::write(self.folder.path().join("es.txt"), spanish).unwrap();
        let mut arguments = vec!["propose", WATER, "--title", "en=For those who defend the water"];
        arguments.extend(["--title", "es=Por quienes defienden el agua"]);
        arguments.extend(["--text", "en=../en.txt", "--text", "es=../es.txt"]);
        for (domain, _) in COALITION {
            arguments.extend(["--signatory", domain]);
        }
        arguments.extend(more);
        self.act(&arguments);
    }

    pub(super) fn sign(&mut self, version: u64, stem: &str, more: &[&str]) {
        self.say("sign", version, stem, more);
    }

    pub(super) fn say(&mut self, verb: &str, version: u64, stem: &str, more: &[&str]) {
        self.say_of(verb, &format!("{WATER}@{version}"), stem, more);
    }

    /// What an organisation says about any statement.
    pub(super) fn say_of(&mut self, verb: &str, id: &str, stem: &str, more: &[&str]) {
        let (domain, key) = (format!("{stem}.example"), format!("../test-keys/{stem}"));
        let mut arguments = vec![verb, id, "--as", &domain, "--key", &key, "--confirm", &domain];
        arguments.extend(more);
        self.act(&arguments);
    }

    pub(super) fn sign_with(&mut self, version: u64, stem: &str, key: &str) {
        let id = format!("{WATER}@{version}");
        let (domain, key) = (format!("{stem}.example"), format!("../test-keys/{key}"));
        self.act(&["sign", &id, "--as", &domain, "--key", &key, "--confirm", &domain]);
    }

    /// A change of an organisation's keys that one of them signs.
    pub(super) fn change(&mut self, verb: &str, stem: &str, key: &str, more: &[&str]) {
        let (domain, key) = (format!("{stem}.example"), format!("../test-keys/{key}"));
        let mut arguments = vec!["org", verb, &domain, "--key", &key, "--confirm", &domain];
        arguments.extend(more);
        self.act(&arguments);
    }

    /// A file beside the registry; its name there as a text, by the language that it is called after.
    pub(super) fn file(&self, name: &str, words: &str) -> String {
        std::fs::write(self.folder.path().join(name), words).unwrap();
        let language = if name == "fr.txt" { "fr" } else { "en" };
        format!("{language}=../{name}")
    }

    /// How many entries the log has.
    pub(super) fn log_size(&self) -> u64 {
        let path = self.folder.path().join("registry/registry/log/checkpoint");
        let checkpoint = std::fs::read_to_string(path).unwrap();
        checkpoint.lines().nth(1).unwrap().parse().unwrap()
    }

    pub(super) fn sign_two_of_three(&mut self, version: u64, labels: [&str; 2]) {
        let id = format!("{WATER}@{version}");
        let domain = "delta-watch.example";
        let keys = labels.map(|label| format!("../test-keys/delta-watch-{label}"));
        let mut arguments = vec!["sign", &id, "--as", domain, "--confirm", domain];
        for key in &keys {
            arguments.extend(["--key", key]);
        }
        self.act(&arguments);
    }

    /// What an organisation's own token signed elsewhere, laid on the proposal's branch.
    pub(super) fn sign_with_token(&mut self, version: u64) {
        let seed = self.step();
        let id: VersionId = format!("{WATER}@{version}").parse().unwrap();
        let store = Store::open(&self.folder.path().join("registry")).unwrap();
        let branch = layout::proposal_branch(&id);
        let commit = store.branch(&branch).unwrap().unwrap();
        let snapshot = store.snapshot(&commit).unwrap();
        let path = format!("{}/statement.json", layout::version_folder(&id));
        let statement = Record::read(snapshot.read(&path, FILE_BYTES_MAX).unwrap()).unwrap();
        let body = Endorsement {
            act: Act::Endorse,
            capacity: Capacity::Organisation,
            conditions: None,
            made_at: self.now(),
            name: "Estuary Law Clinic (invented)".parse().unwrap(),
            number: 1,
            organisation: FIDO_ORGANISATION.parse::<Domain>().unwrap(),
            previous: None,
            public: None,
            reason: None,
            record: statement.hash(),
            registry: statement.registry().unwrap(),
            reservation: None,
            salt: Salt(*Hash::of(seed.as_bytes()).as_bytes().first_chunk().unwrap()),
            statement: id.statement.clone(),
            tag: Default::default(),
            texts: texts_of(&statement),
            version,
        };
        let record = Record::new(&Body::Endorsement(body.into())).unwrap();
        let namespace = record.kind().type_name();
        let counter = u32::try_from(version).unwrap() * 7;
        let signature =
            token().sign(namespace, "sha256", &record.bytes(), USER_PRESENT, counter).armor();
        let path = layout::record_path(&record, None).unwrap();
        let signature_path = layout::signature_path(&path, &"press".parse().unwrap());
        let put = [(path, record.bytes().to_vec()), (signature_path, signature.into_bytes())];
        let change = Change {
            branch,
            expected: Some(commit),
            base: Some(commit),
            parents: vec![commit],
            put: put.into(),
            remove: BTreeSet::new(),
            message: format!("{id}: endorse by {FIDO_ORGANISATION}\n"),
            author: Author { name: "Test".to_owned(), email: "test@registry.invalid".to_owned() },
            unix_seconds: self.seconds,
        };
        store.lock().unwrap().commit(&change).unwrap();
    }

    /// The witness looks at everything, and says so.
    pub(super) fn cosign(&mut self) {
        self.clock("2024-06-11T09:00:00Z");
        self.act(&["witness", "cosign", "--key", "../test-keys/witness"]);
    }

    pub(super) fn made(self) -> Made {
        let store = Store::open(&self.folder.path().join("registry")).unwrap();
        let snapshot = store.snapshot(&store.head().unwrap()).unwrap();
        assert_eq!(snapshot.listing().oddities, []);
        let read = |path: &String| (path.clone(), snapshot.read(path, FILE_BYTES_MAX).unwrap());
        let registry = snapshot.listing().files.keys().map(read).collect();
        let mut keys = test_keys();
        let log = std::fs::read_dir(self.folder.path().join("config/countersign/log")).unwrap();
        let log: Vec<PathBuf> = log.map(|entry| entry.unwrap().path()).collect();
        assert_eq!(log.len(), 1);
        keys.insert("log".to_owned(), std::fs::read(&log[0]).unwrap());
        Made { registry, keys }
    }
}

/// What a command said, for the message of a failure.
#[derive(Clone, Default)]
struct Said(Rc<RefCell<Vec<u8>>>);

impl Write for Said {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The witness's verifier key.
pub(super) fn witness() -> String {
    let public = PrivateKey::from_seed(&seed("witness")).public();
    let name = "witness.countersign.example/demonstration".parse().unwrap();
    VerifierKey::new(name, Algorithm::Cosignature, public.ed25519().clone()).to_string()
}

fn seed(name: &str) -> [u8; 32] {
    *Hash::of(format!("countersign public test key, never use it: {name}").as_bytes()).as_bytes()
}

fn token() -> Token {
    Token::from_seed(seed("estuary"), "ssh:")
}

/// The key files of everybody in the demonstration; the token's private half is its seed alone.
fn test_keys() -> Files {
    let mut files = Files::new();
    for name in KEYS {
        let comment = match name {
            "maria" => "Maria (invented)".to_owned(),
            "jonas" => "Jonas (invented)".to_owned(),
            _ => format!("public test key {name}"),
        };
        files.extend(key_files(name, &comment));
    }
    let line = format!("{} public test key estuary\n", token().line());
    files.insert("estuary.pub".to_owned(), line.into_bytes());
    files
}

/// The private and the public half of a key that everybody knows.
fn key_files(name: &str, comment: &str) -> Files {
    let key = PrivateKey::from_seed(&seed(name));
    let private = key.to_openssh(comment, None, &[0; 20]).unwrap();
    let public = format!("{} {comment}\n", key.public());
    Files::from([
        (name.to_owned(), private.as_bytes().to_vec()),
        (format!("{name}.pub"), public.into_bytes()),
    ])
}
