//! The demonstration: the life of two statements, lived through the command line in a scratch registry.
//!
//! Clock, randomness and keys are held still, so that every run gives the same bytes;
//! the example writes them over `registry/` and `keys/`, a test compares them.
//! Every organisation under `.example` is invented, and so is everything that it says.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use countersign::cli::{self, environment::Environment};
use countersign::digest::Hash;
use countersign::key::PrivateKey;
use countersign::layout;
use countersign::name::{Domain, Language, VersionId};
use countersign::record::endorsement::{Act, Capacity};
use countersign::record::line::Salt;
use countersign::record::{Body, Endorsement, Record};
use countersign::store::{Author, Change, Store};
use countersign::tree::Source;

use crate::fido::{Token, USER_PRESENT};

/// Largest file of the demonstration, in bytes.
const FILE_BYTES_MAX: u64 = 1 << 20;
/// The organisation whose key lives in a (software) FIDO token.
const FIDO_ORGANISATION: &str = "estuary.example";
const WATER: &str = "2024/water-defenders";

/// The twelve names as they are printed under the statement of 2021, in their printed spelling.
const PRINTED: [&str; 12] = [
    "Amnesty International",
    "Center for Justice and International Law (CEJIL)",
    "CIVICUS",
    "Civil Rights Defenders",
    "Conectas Diretos Humanos",
    "Freedom House",
    "Global Centre for the Responsibility to Protect",
    "Human Rights Watch",
    "International Commission of Jurists",
    "International Service for Human Rights",
    "People in Need",
    "Washington Office on Latin America (WOLA)",
];

/// The invented coalition: domain, name.
const COALITION: [(&str, &str); 12] = [
    ("alianza-rio.example", "Alianza del Río (invented)"),
    ("bosque.example", "Bosque Común (invented)"),
    ("cauce.example", "Cauce Abierto (invented)"),
    ("delta-watch.example", "Delta Watch (invented)"),
    (FIDO_ORGANISATION, "Estuary Law Clinic (invented)"),
    ("fuente.example", "Fuente Clara (invented)"),
    ("glacier.example", "Glacier Voices (invented)"),
    ("headwaters.example", "Headwaters Union (invented)"),
    ("islas.example", "Islas Unidas (invented)"),
    ("juncal.example", "Juncal (invented)"),
    ("kelp.example", "Kelp Forum (invented)"),
    ("laguna.example", "Laguna Viva (invented)"),
];

/// Whose private keys exist as files: every label of the coalition, and the maintainers.
const KEYS: [&str; 14] = [
    "maria",
    "jonas",
    "alianza-rio",
    "bosque",
    "cauce",
    "delta-watch-chair",
    "delta-watch-press",
    "fuente",
    "glacier",
    "headwaters",
    "islas",
    "juncal",
    "kelp",
    "laguna",
];

/// Files by path.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// What one run makes.
pub(crate) struct Made {
    /// Everything below `registry/` and `keys/`.
    pub(crate) registry: Files,
    /// The test keys, by file name below `tests/keys/`.
    pub(crate) keys: Files,
}

/// Lives the whole demonstration in a scratch folder.
pub(crate) fn make() -> Made {
    let mut scene = Scene::new();
    found(&mut scene);
    record_2021(&mut scene);
    first_version(&mut scene);
    second_version(&mut scene);
    scene.made()
}

/// The registry, with two maintainers who both must sign, and the twelve organisations.
fn found(scene: &mut Scene) {
    scene.clock("2024-02-01T09:00:00Z");
    scene.run(&[
        "init",
        "registry",
        "--name",
        "Demonstration (invented coalition)",
        "--origin",
        "demonstration.countersign.example/2024",
        "--maintainer",
        "jonas=test-keys/jonas.pub",
        "--maintainer",
        "maria=test-keys/maria.pub",
        "--threshold",
        "2",
    ]);
    for (domain, name) in COALITION {
        let stem = domain.trim_end_matches(".example");
        let mut arguments = vec!["org".to_owned(), "add".into(), domain.into()];
        arguments.extend(["--name".into(), name.into()]);
        if domain == "delta-watch.example" {
            arguments.extend(["--threshold".into(), "2".into()]);
            for label in ["chair", "press"] {
                arguments
                    .extend(["--key".into(), format!("{label}=../test-keys/{stem}-{label}.pub")]);
            }
        } else {
            arguments.extend(["--key".into(), format!("press=../test-keys/{stem}.pub")]);
        }
        scene.maintain(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    }
}

/// The statement of 2021: what was printed, twelve names, and no signature.
///
/// The text is kept whole, with the title above it and the names below, since that is what was printed;
/// slips ("in solidary", "Diretos") stay.
fn record_2021(scene: &mut Scene) {
    scene.clock("2024-02-12T09:00:00Z");
    let fixture = manifest("tests/fixtures/venezuela-solidarity-2021.extracted.txt");
    let text = format!("en={}", fixture.display());
    let mut arguments = vec![
        "propose",
        "2021/venezuela-solidarity",
        "--historical",
        "--accept-repairs",
        "--date",
        "2021",
        "--title",
        "Standing in solidarity with Venezuelan human rights defenders",
        "--text",
        &text,
    ];
    for name in PRINTED {
        arguments.extend(["--signatory", name]);
    }
    scene.act(&arguments);
    scene.maintain(&["publish", "2021/venezuela-solidarity@1"]);
}

/// Version 1: endorsements of several kinds, a decline, silence; then a late endorsement and a withdrawal.
fn first_version(scene: &mut Scene) {
    scene.clock("2024-03-04T09:00:00Z");
    scene.propose(&[]);
    scene.sign(1, "alianza-rio", &[]);
    let reservation =
        "We do not stand behind the sentence about dams, on which our members differ.";
    scene.sign(1, "bosque", &["--reservation", reservation]);
    scene.sign(1, "cauce", &["--at-least", "5"]);
    scene.sign_two_of_two(1);
    scene.sign_with_token(1);
    scene.sign(1, "fuente", &[]);
    let reason = "Our board does not join statements during an election.";
    scene.say("decline", 1, "glacier", &["--public", "--reason", reason]);
    scene.sign(1, "headwaters", &["--until", "2024-04-01T00:00:00Z"]);
    scene.sign(1, "islas", &["--capacity", "members"]);
    scene.sign(1, "juncal", &["--language", "es"]);
    scene.clock("2024-03-22T08:00:00Z");
    scene.maintain(&["publish", "2024/water-defenders@1"]);
    scene.clock("2024-03-25T10:00:00Z");
    scene.sign(1, "kelp", &[]);
    let reason = "The second paragraph is no longer what we can stand behind.";
    scene.say("withdraw", 1, "fuente", &["--reason", reason]);
}

/// Version 2 says two things differently, and starts at zero.
fn second_version(scene: &mut Scene) {
    scene.clock("2024-05-06T09:00:00Z");
    scene.propose(&[
        "--summary",
        "Names the offices that were searched, and asks for their papers back.",
    ]);
    scene.sign(2, "alianza-rio", &[]);
    scene.sign(2, "bosque", &[]);
    scene.sign(2, "cauce", &["--at-least", "5"]);
    scene.sign_two_of_two(2);
    scene.sign_with_token(2);
    scene.sign(2, "fuente", &[]);
    scene.sign(2, "kelp", &[]);
    scene.clock("2024-05-15T08:00:00Z");
    scene.maintain(&["publish", "2024/water-defenders@2"]);
    scene.clock("2024-05-17T15:00:00Z");
    scene.sign(2, "headwaters", &[]);
}

/// The words of a version: in English, and in Spanish as a translation.
fn words(version: u64) -> (String, String) {
    let offices = match version {
        1 => (
            "Offices have been searched, and computers and papers were carried away.",
            "Se han registrado oficinas y se han llevado computadoras y documentos.",
        ),
        _ => (
            "In April the offices of three of our members were searched, and computers and papers were carried away.",
            "En abril se registraron las oficinas de tres de nuestras organizaciones y se llevaron computadoras y documentos.",
        ),
    };
    let demand = match version {
        1 => ("We ask for an end to the searches.", "Pedimos que cesen los registros."),
        _ => (
            "We ask for an end to the searches, and for the return of everything that was taken.",
            "Pedimos que cesen los registros y que se devuelva todo lo que se llevaron.",
        ),
    };
    let english = format!(
        "For those who defend the water\n\n\
         People who speak up for rivers, wells and wetlands are threatened for it. {}\n\n\
         No dam, no mine and no field is worth a life. Whoever counts the fish and reads the permits does the work of everyone who drinks.\n\n\
         {} We ask the authorities to meet those who live by the water before they decide about it.\n",
        offices.0, demand.0,
    );
    let spanish = format!(
        "Por quienes defienden el agua\n\n\
         Quienes alzan la voz por los ríos, los pozos y los humedales reciben amenazas por ello. {}\n\n\
         Ninguna represa, ninguna mina y ningún campo vale una vida. Quien cuenta los peces y lee los permisos hace el trabajo de todas las personas que beben.\n\n\
         {} Pedimos a las autoridades que se reúnan con quienes viven del agua antes de decidir sobre ella.\n",
        offices.1, demand.1,
    );
    (english, spanish)
}

/// A file of this project.
pub(crate) fn manifest(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A scratch folder with keys and a registry, a clock, and a count of what was done.
struct Scene {
    folder: tempfile::TempDir,
    seconds: i64,
    steps: u32,
    version: u64,
}

impl Scene {
    fn new() -> Self {
        let scene = Self { folder: tempfile::tempdir().unwrap(), seconds: 0, steps: 0, version: 0 };
        std::fs::create_dir(scene.folder.path().join("test-keys")).unwrap();
        for (name, bytes) in test_keys() {
            std::fs::write(scene.folder.path().join("test-keys").join(name), bytes).unwrap();
        }
        scene
    }

    fn clock(&mut self, time: &str) {
        self.seconds = time.parse::<countersign::time::Timestamp>().unwrap().unix_seconds();
    }

    fn now(&self) -> countersign::time::Timestamp {
        countersign::time::Timestamp::from_unix_seconds(self.seconds).unwrap()
    }

    /// A time and a seed of its own for each step.
    fn step(&mut self) -> String {
        self.steps += 1;
        self.seconds += 20 * 60;
        format!("countersign demonstration step {}", self.steps)
    }

    fn run(&mut self, arguments: &[&str]) {
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
    fn act(&mut self, arguments: &[&str]) {
        let inside: Vec<&str> =
            ["-C", "registry"].into_iter().chain(arguments.iter().copied()).collect();
        self.run(&inside);
    }

    /// A command that both maintainers sign.
    fn maintain(&mut self, arguments: &[&str]) {
        let both =
            ["--maintainer-key", "../test-keys/jonas", "--maintainer-key", "../test-keys/maria"];
        let all: Vec<&str> = arguments.iter().copied().chain(both).collect();
        self.act(&all);
    }

    fn propose(&mut self, more: &[&str]) {
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

    fn sign(&mut self, version: u64, stem: &str, more: &[&str]) {
        self.say("sign", version, stem, more);
    }

    fn say(&mut self, verb: &str, version: u64, stem: &str, more: &[&str]) {
        let id = format!("{WATER}@{version}");
        let (domain, key) = (format!("{stem}.example"), format!("../test-keys/{stem}"));
        let mut arguments = vec![verb, &id, "--as", &domain, "--key", &key, "--confirm", &domain];
        arguments.extend(more);
        self.act(&arguments);
    }

    fn sign_two_of_two(&mut self, version: u64) {
        let id = format!("{WATER}@{version}");
        let domain = "delta-watch.example";
        let mut arguments = vec!["sign", &id, "--as", domain, "--confirm", domain];
        for key in ["../test-keys/delta-watch-chair", "../test-keys/delta-watch-press"] {
            arguments.extend(["--key", key]);
        }
        self.act(&arguments);
    }

    /// What an organisation's own token signed elsewhere, laid on the proposal's branch.
    fn sign_with_token(&mut self, version: u64) {
        let seed = self.step();
        let id: VersionId = format!("{WATER}@{version}").parse().unwrap();
        let store = Store::open(&self.folder.path().join("registry")).unwrap();
        let branch = layout::proposal_branch(&id);
        let commit = store.branch(&branch).unwrap().unwrap();
        let snapshot = store.snapshot(&commit).unwrap();
        let path = format!("{}/statement.json", layout::version_folder(&id));
        let statement = Record::read(snapshot.read(&path, FILE_BYTES_MAX).unwrap()).unwrap();
        let languages: Vec<Language> = vec!["en".parse().unwrap(), "es".parse().unwrap()];
        let body = Endorsement {
            act: Act::Endorse,
            capacity: Capacity::Organisation,
            conditions: None,
            languages,
            made_at: self.now(),
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
            version,
        };
        let record = Record::new(&Body::Endorsement(Box::new(body))).unwrap();
        let namespace = record.kind().type_name();
        let counter = u32::try_from(version).unwrap() * 7;
        let signature =
            token().sign(namespace, "sha256", record.bytes(), USER_PRESENT, counter).armor();
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

    fn made(self) -> Made {
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
        let key = PrivateKey::from_seed(&seed(name));
        let comment = match name {
            "maria" => "Maria (invented)".to_owned(),
            "jonas" => "Jonas (invented)".to_owned(),
            _ => format!("public test key {name}"),
        };
        let private = key.to_openssh(&comment, None, &[0; 20]).unwrap();
        files.insert(name.to_owned(), private.as_bytes().to_vec());
        files.insert(format!("{name}.pub"), format!("{} {comment}\n", key.public()).into_bytes());
    }
    let line = format!("{} public test key estuary\n", token().line());
    files.insert("estuary.pub".to_owned(), line.into_bytes());
    files
}
