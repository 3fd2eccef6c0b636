//! What `--json` prints against `docs/schema/`: the real commands, in process, on a registry that they make.

mod stops;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use countersign_cli as cli;
use countersign_cli::environment::Environment;
use countersign_git::store::Store;
use serde_json::Value;
use tempfile::TempDir;
use testkit::repository;

const FOUNDING: &str = "--name Coalition --origin coalition.example/statements";
const PROPOSE: &str = "propose 2021/solidarity --title Solidarity --text";
const SIGN: &str = "sign 2021/solidarity@1 --as foro.example --key ../foro --confirm foro.example";
const DECLINE: &str =
    "decline 2021/solidarity@1 --as uno.example --key ../uno --confirm uno.example";
const WITHDRAW: &str =
    "withdraw 2021/solidarity@1 --as foro.example --key ../foro --confirm foro.example";

/// Standard output that a test can read afterwards.
#[derive(Clone, Default)]
struct Shared(Rc<RefCell<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A folder with a home, keys, and a registry that has lived a little.
struct World {
    folder: TempDir,
    runs: Cell<u64>,
}

impl World {
    fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("home")).unwrap();
        Self { folder, runs: Cell::new(0) }
    }

    /// A registry with two organisations and one draft.
    fn lived() -> Self {
        let world = Self::empty();
        for name in ["maria", "foro", "uno"] {
            world.done(&format!("key new {name} --no-passphrase"));
        }
        fs::write(world.path("one.txt"), "We stand together.\n").unwrap();
        fs::write(world.path("two.txt"), "We stand together today.\n").unwrap();
        world.done(&format!("init coalition {FOUNDING} --maintainer maria=maria.pub"));
        for name in ["foro", "uno"] {
            let key = format!("--key press=../{name}.pub");
            world.inside(&format!("org add {name}.example --name {name} --alias {name}s {key}"));
        }
        let named = "--signatory foro.example --signatory Printed";
        world.inside(&format!("{PROPOSE} en=../one.txt {named}"));
        world
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn registry(&self) -> PathBuf {
        self.path("coalition")
    }

    /// Runs one command, given as words, with a world held still; gives the exit code and standard output.
    fn run(&self, home: bool, words: &str) -> (u8, String) {
        let output = Shared::default();
        let run = self.runs.replace(self.runs.get() + 1);
        let now = "2021-02-08T09:30:00Z".parse().unwrap();
        let mut environment =
            Environment::fixed(now, &run.to_be_bytes(), self.folder.path().to_owned());
        if home {
            let folder = self.path("home").display().to_string();
            environment.variables.insert("HOME".to_owned(), folder);
        }
        environment.output = Box::new(output.clone());
        let all = ["countersign", "--no-input"].into_iter().chain(words.split_whitespace());
        let code = cli::run(all.map(Into::into), environment);
        let text = String::from_utf8(output.0.take()).unwrap();
        (code, text)
    }

    #[track_caller]
    fn done(&self, words: &str) {
        let (code, text) = self.run(true, words);
        assert_eq!(code, 0, "{words}: {text}");
    }

    #[track_caller]
    fn inside(&self, words: &str) {
        self.done(&format!("-C coalition {words}"));
    }

    /// Runs a command in the registry with `--json` and holds what it prints against its schema.
    #[track_caller]
    fn document(&self, want: u8, name: &str, words: &str) -> Value {
        let (code, text) = self.run(true, &format!("-C coalition --json {words}"));
        assert_eq!(code, want, "{words}: {text}");
        checked(name, &text)
    }

    #[track_caller]
    fn stopped(&self, code: u8, outcome: &str, words: &str) -> Value {
        let document = self.document(code, "error", words);
        assert_eq!(document["outcome"], outcome, "{document}");
        document
    }
}

fn schema(name: &str) -> Value {
    let path = repository().join(format!("docs/schema/{name}.json"));
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

#[track_caller]
fn checked(name: &str, text: &str) -> Value {
    let document: Value =
        serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(document["schema"], format!("countersign.{name}/1"), "{text}");
    let validator = jsonschema::draft202012::new(&schema(name)).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}\n{text}");
    document
}

#[test]
fn every_schema_is_one_and_refuses_what_it_does_not_know() {
    let folder = repository().join("docs/schema");
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let schema = schema(&name);
        jsonschema::draft202012::meta::validate(&schema)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(schema["$id"], format!("urn:countersign:schema:{name}:1"));
        assert_eq!(schema["additionalProperties"], false, "{name}");
        let empty = serde_json::json!({});
        assert!(!jsonschema::draft202012::new(&schema).unwrap().is_valid(&empty), "{name}");
        names.insert(name);
    }
    let want = "act approve backup bundle bundle.made check checkpoint checkpoint.sign compare contacts desk did diff doctor error export help hook import init invitation key log man memory names org \
                propose publish quote receipt request restore retract root site status sync translate verify watch withhold witness witness.vkey";
    assert_eq!(names, want.split_whitespace().map(str::to_owned).collect());
}

#[test]
fn acts_and_verdicts_fit_their_schemas() {
    let world = World::lived();
    world.document(0, "status", "status");
    let act = world.document(
        0,
        "act",
        &format!("{SIGN} --until 2021-03-01T00:00:00Z --reservation Not-the-last-sentence."),
    );
    assert_eq!(act["standing"], "proposed");
    world.document(0, "act", &format!("{DECLINE} --public --reason Not-ours."));
    let status = world.document(0, "status", "status 2021/solidarity@1");
    assert_eq!(status["versions"][0]["standing"], "proposed");
    world.inside("publish 2021/solidarity@1 --confirm 2021/solidarity@1");
    let report = world.document(0, "verify", "verify");
    assert_eq!(report["outcome"], "holds");
    let line = &report["statements"][0]["versions"][0]["organisations"][0];
    assert_eq!(line["standing"], "endorsed");
    assert_eq!(line["conditions"]["until"], "2021-03-01T00:00:00Z");
    world.document(6, "verify", "verify --require all");
    world.document(6, "verify", "verify --strict");
    world.document(5, "verify", "verify 2021/another");
    let act = world.document(0, "act", &format!("{WITHDRAW} --reason No-longer."));
    assert_eq!(act["standing"], "logged");
    let report = world.document(6, "verify", "verify 2021/solidarity@1");
    let lines = report["statements"][0]["versions"][0]["organisations"].as_array().unwrap();
    let standings: Vec<&Value> = lines.iter().map(|line| &line["standing"]).collect();
    assert_eq!(standings, ["withdrawn", "named", "declined"]);
    world.document(0, "verify", "show 2021/solidarity@1");
    world.document(6, "verify", "verify --dir .");
}

#[test]
fn requests_and_replies_fit_their_schemas() {
    let world = World::lived();
    let ask = "request 2021/solidarity@1 --org foro.example --deadline 2021-03-01 -o ../out";
    let asked = world.document(0, "request", ask);
    assert_eq!(asked["requests"][0]["organisation"], "foro.example");
    world.stopped(8, "refused", ask);
    let file = "../out/foro.example/request.countersign";
    let sign = format!("sign {file} --key ../foro --confirm foro.example");
    let act = world.document(0, "act", &format!("{sign} --print-command"));
    assert_eq!((&act["standing"], &act["signed"]), (&"unsigned".into(), &0.into()));
    let act = world.document(0, "act", &sign);
    assert_eq!((&act["standing"], &act["signed"]), (&"reply".into(), &1.into()));
    let status = world.document(0, "status", "status 2021/solidarity@1");
    assert_eq!(status["versions"][0]["organisations"][0]["deadline"], "2021-03-01T23:59:59Z");
    let folder = world.document(0, "import", "import ../out");
    assert_eq!(folder["outcome"], "done");
    let mixed = world.document(8, "import", "import ../out ../foro.pub");
    assert_eq!((&mixed["outcome"], &mixed["written"]), (&"refused".into(), &false.into()));
    let status = world.document(0, "status", "status 2021/solidarity@1");
    assert_eq!(status["versions"][0]["endorsed"], 1);
}

#[test]
fn invitations_and_what_they_lead_to_fit_their_schemas() {
    let world = World::lived();
    let invite = "request --enrol tres.example --name Tres -o ../out";
    let invited = world.document(0, "invitation", invite);
    assert_eq!(
        (&invited["organisation"], &invited["lent"]),
        (&"tres.example".into(), &false.into())
    );
    world.done("key new tres --no-passphrase");
    let file = "../out/tres.example/invitation.countersign";
    let enrol = format!("key enrol {file} --key ../tres --yes -o ../enrolment");
    let made = world.document(0, "key", &enrol);
    let taken = world.document(0, "import", "import ../enrolment");
    assert_eq!(taken["files"][0]["state"], "waits");
    let added = world.document(0, "org", "org add tres.example --confirm tres.example");
    assert_eq!(added["organisations"][0]["shown"], serde_json::json!(["main"]));
    assert_eq!(added["organisations"][0]["keys"]["main"], made["keys"][0]["key"]);
}

#[test]
fn contacts_and_mails_fit_their_schemas() {
    let world = World::lived();
    let table =
        "domain;name;language;e-mail;notes\nforo.example;Foro;es;a@foro.example;x\nno domain;;;;\n";
    fs::write(world.path("contacts.csv"), table).unwrap();
    world.stopped(8, "refused", "contacts import ../contacts.csv");
    let taken = world.document(0, "contacts", "contacts import ../contacts.csv --accept");
    assert_eq!(taken["import"]["wrong"], serde_json::json!([{ "row": 3, "fault": "domain" }]));
    assert_eq!(taken["import"]["unknown_columns"], serde_json::json!(["notes"]));
    let mails =
        "request 2021/solidarity@1 --all --mail --reply-to desk@coalition.example -o ../mails";
    let asked = world.document(0, "request", mails);
    assert_eq!(asked["page"], "../mails/mails.html");
    let would = world.document(0, "publish", "publish 2021/solidarity@1 --dry-run");
    assert_eq!(would["shown"][0]["how"], "printed");
    let status = world.document(0, "status", "status 2021/solidarity@1");
    assert!(status["versions"][0]["organisations"][0]["asked"].is_string());
    world.document(0, "contacts", "contacts export --all -o ../private.json");
    let again = world.document(0, "contacts", "contacts import ../private.json --accept");
    assert_eq!((&again["import"]["same"], &again["import"]["asked"]), (&1.into(), &0.into()));
    assert_eq!(world.document(0, "contacts", "contacts list")["contacts"][0]["language"], "es");
}

#[test]
fn lists_fit_their_schemas() {
    let world = World::lived();
    world.inside(SIGN);
    world.inside("publish 2021/solidarity@1 --confirm 2021/solidarity@1");
    let next = "propose 2021/solidarity --text en=../two.txt";
    let kept = &world.document(0, "propose", next)["kept"];
    assert_eq!((&kept["titles"], &kept["version"]), (&serde_json::json!(["en"]), &1.into()));
    assert_eq!(kept["signatories"], serde_json::json!(["foro", "Printed"]));
    world.inside(&SIGN.replace("@1", "@2"));
    let voided = &world.document(0, "propose", &format!("{next} --no-signatories"))["voided"];
    assert_eq!(voided[0]["organisation"], "foro.example");
    let would = world.document(0, "publish", "publish 2021/solidarity@2 --dry-run");
    assert_eq!((&would["earlier"]["endorsed"], &would["earlier"]["still"]), (&1.into(), &0.into()));
    let diff = world.document(0, "diff", "diff 2021/solidarity@2");
    assert_eq!(diff["changes"].as_array().unwrap().len(), 1);
    let status = world.document(0, "status", "status 2021/solidarity");
    assert_eq!(status["versions"].as_array().unwrap().len(), 2);
    let export = world.document(0, "export", "export signatories 2021/solidarity -o ../list.md");
    assert_eq!(export["signatories"][0]["organisation"], "foro.example");
    assert_eq!(export["not_listed"]["named"], 1);
    world.stopped(8, "refused", "export signatories 2021/solidarity@2");
    let log = world.document(0, "log", "log");
    assert_eq!(log["size"], log["entries"].as_array().unwrap().len());
    world.document(0, "log", "log 2021/solidarity");
    world.document(0, "org", "org list");
    world.document(0, "org", "org show uno.example");
    world.document(0, "key", "key list");
    let key = world.document(0, "key", "key show ../foro.pub");
    assert_eq!(key["keys"][0]["holder"], "foro.example (press)");
    assert_eq!(world.document(0, "compare", "compare .")["relation"], "same");
    world.document(0, "receipt", "receipt 2021/solidarity@1 --as foro.example");
    world.document(0, "site", "site build -o ../site");
    let new = world.document(6, "watch", "watch --org foro.example");
    assert_eq!((&new["from"], &new["outcome"]), (&0.into(), &"caveat".into()));
    assert_eq!(world.document(0, "watch", "watch --org foro.example")["outcome"], "done");
    let checked = world.document(0, "check", "check ../one.txt");
    assert_eq!((&checked["match"], &checked["similarity"]), (&"exact".into(), &1.0.into()));
    let altered = world.document(4, "check", "check ../two.txt ../one.txt");
    assert_eq!(altered["changes"][0]["after"], "today");
    assert_eq!(altered["files"][1]["match"], "exact");
    let quoted = world.document(6, "quote", "check --quote stand");
    assert_eq!(quoted["versions"][0]["organisations"], serde_json::json!(["foro"]));
    world.document(5, "quote", "check --quote nobody");
    fs::write(world.path("names.txt"), "foro\nCentro Nuevo\n").unwrap();
    let names = world.document(6, "names", "check --names ../names.txt");
    assert_eq!(names["names"][1]["standing"], "unknown");
    let checkpoint = world.document(0, "checkpoint", "checkpoint show");
    assert_eq!(checkpoint["size"], log["size"]);
}

#[test]
fn a_bundle_and_its_verdict_fit_their_schemas() {
    let world = World::lived();
    world.inside(SIGN);
    world.inside("publish 2021/solidarity@1 --confirm 2021/solidarity@1");
    world.document(0, "desk", "desk --hash");
    let made = world.document(0, "bundle.made", "bundle 2021/solidarity -o ../one.json");
    let bytes = fs::read(world.path("one.json")).unwrap();
    assert_eq!(made["bytes"], bytes.len());
    let file: Value = serde_json::from_slice(&bytes).unwrap();
    let validator = jsonschema::draft202012::new(&schema("bundle")).unwrap();
    let errors: Vec<String> = validator.iter_errors(&file).map(|one| one.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let report = world.document(0, "verify", "verify ../one.json");
    assert_eq!(report["bundle"]["entries"], made["entries"]);
    world.stopped(2, "usage", "verify ../one.json --dir .");
    world.stopped(5, "unknown", "bundle 2021/solidarity@2 -o ../two.json");
}

#[test]
fn changes_of_keys_fit_their_schemas() {
    let world = World::lived();
    world.inside(SIGN);
    world.inside("publish 2021/solidarity@1 --confirm 2021/solidarity@1");
    for name in ["jorge", "desk", "lost"] {
        world.done(&format!("key new {name} --no-passphrase"));
    }
    let sure = "--confirm foro.example";
    let change = format!("org rotate foro.example --add desk=../desk.pub --key ../foro {sure}");
    let changed = world.document(0, "org", &change);
    assert_eq!(changed["organisations"][0]["keys"].as_object().unwrap().len(), 2);
    let stolen = "--reason stolen --compromised-since 7";
    let revoke = format!("org revoke foro.example press {stolen} --key ../desk {sure}");
    let ended = world.document(0, "org", &revoke);
    assert_eq!(ended["organisations"][0]["ended"][0]["compromised_since"], 7);
    let report = world.document(6, "verify", "verify 2021/solidarity");
    let line = &report["statements"][0]["versions"][0]["organisations"][0];
    assert_eq!(line["standing"], "unreliable");
    assert!(line["doubt"].as_str().unwrap().contains("in other hands"));
    let call = "--telephone 000 --number-from letterhead";
    let confirmed = world.document(0, "org", &format!("org confirm foro.example {call} {sure}"));
    assert_eq!(confirmed["organisations"][0]["confirmations"].as_array().unwrap().len(), 1);
    world.document(0, "org", &format!("org confirm foro.example {call} --for-me {sure}"));
    let taken = world.document(0, "import", "import ../uno.revocation");
    assert_eq!((&taken["written"], &taken["files"][0]["state"]), (&true.into(), &"new".into()));
    let again = world.document(0, "import", "import ../uno.revocation");
    assert_eq!((&again["written"], &again["files"][0]["state"]), (&false.into(), &"here".into()));
    world.document(0, "help", "help safety");
    let gone = "withhold 2021/solidarity@1 --org foro.example --confirm foro.example";
    assert_eq!(world.document(0, "withhold", gone)["withheld"], 1);
    let report = world.document(6, "verify", "verify 2021/solidarity");
    let lines = report["statements"][0]["versions"][0]["organisations"].as_array().unwrap();
    assert_eq!(lines.last().unwrap()["standing"], "withheld");
    translated_and_retracted(&world);
    let lost = "org recover uno.example --key new=../lost.pub --confirm uno.example";
    let recovered = world.document(0, "org", lost);
    assert_eq!(recovered["organisations"][0]["recoveries"].as_array().unwrap().len(), 1);
    world.document(0, "org", "org show uno.example");
    world.inside("key new ../lens --no-passphrase");
    let lens = world.document(0, "witness.vkey", "witness vkey witness.example/w ../lens.pub");
    let vkey = lens["vkey"].as_str().unwrap();
    world.document(0, "root", &format!("root rotate --add-witness {vkey} --quorum 1 --yes"));
    assert_eq!(world.document(0, "witness", "witness cosign --key ../lens")["cosigned"], 1);
    let report = world.document(6, "verify", "verify 2021/solidarity");
    assert_eq!(report["log"]["witnessed"], report["log"]["size"]);
    let joins = "root rotate --add jorge=../jorge.pub --threshold 2 --yes";
    assert_eq!(world.document(0, "root", joins)["landed"], false);
    let status = world.document(0, "status", "status");
    assert_eq!(status["waiting"][1]["waiting_for"][0], "jorge");
    let approve = "approve keys/root/3.json --yes --maintainer-key ../jorge";
    assert_eq!(world.document(0, "approve", approve)["landed"], true);
    assert_eq!(world.document(0, "root", "root show")["threshold"], 2);
    let waits = world.document(0, "root", "root rotate --name Renamed --yes");
    assert_eq!(waits["landed"], false);
    let missing =
        world.document(0, "approve", "approve keys/root/4.json --yes --maintainer-key ../jorge");
    assert_eq!(missing["waiting"].as_array().unwrap().len(), 0);
    world.stopped(5, "unknown", "approve keys/root/9.json");
    world.stopped(8, "refused", "root rotate --threshold 9 --yes");
    let refused = world.document(8, "import", "import ../foro.pub");
    assert_eq!(refused["files"][0]["state"], "refused");
}

fn translated_and_retracted(world: &World) {
    fs::write(world.path("fr.txt"), "Nous sommes ensemble.\n").unwrap();
    let translate = "translate 2021/solidarity@1 --text fr=../fr.txt --title fr=Ensemble --yes";
    assert_eq!(world.document(0, "translate", translate)["landed"], true);
    let report = world.document(6, "verify", "verify 2021/solidarity");
    let translation = &report["statements"][0]["versions"][0]["translations"][0];
    assert_eq!((&translation["language"], &translation["endorsed"]), (&"fr".into(), &0.into()));
    let retract = "retract 2021/solidarity@1 --reason Wrong. --confirm 2021/solidarity@1";
    assert_eq!(world.document(0, "retract", retract)["landed"], true);
    let report = world.document(6, "verify", "verify 2021/solidarity");
    assert_eq!(report["statements"][0]["versions"][0]["retracted"]["reason"], "Wrong.");
    let status = world.document(0, "status", "status");
    assert_eq!(status["versions"][0]["retracted"]["reason"], "Wrong.");
    world.stopped(8, "refused", retract);
}

#[test]
fn what_was_done_fits_its_schema() {
    let world = World::lived();
    let founded = world.document(
        0,
        "init",
        &format!("init ../other {FOUNDING} --maintainer maria=../maria.pub"),
    );
    assert!(Path::new(founded["log_key"].as_str().unwrap()).is_file());
    world.document(0, "key", "key new ../dos --no-passphrase");
    world.document(0, "org", "org add dos.example --name dos --key ../dos.pub");
    let proposed = world.document(0, "propose", &format!("{PROPOSE} en=../two.txt"));
    assert_eq!(
        (&proposed["replaced"], &proposed["version"]),
        (&true.into(), &"2021/solidarity@1".into())
    );
    let publish = "publish 2021/solidarity@1 --confirm 2021/solidarity@1";
    assert_eq!(world.document(0, "publish", &format!("{publish} --dry-run"))["written"], false);
    let published = world.document(0, "publish", publish);
    assert_eq!(published["record"], proposed["record"]);
    assert_eq!((&published["written"], &published["logged"]), (&true.into(), &true.into()));
    world.document(0, "checkpoint.sign", "checkpoint sign");
    world.run(true, "-C coalition verify");
    let listed = world.document(0, "memory", "memory list");
    let id = listed["registries"][0]["registry"].as_str().unwrap();
    world.document(0, "memory", &format!("memory forget {id}"));
    world.document(0, "doctor", "doctor");
    assert!(world.document(0, "backup", "backup").get("written").is_none());
    let backup = world.document(0, "backup", "backup -o ../kept.tar --with-keys");
    assert_eq!(
        (&backup["written"], &backup["keys"][0]["packed"]),
        (&"../kept.tar".into(), &true.into())
    );
    let restored = world.document(0, "restore", "restore ../kept.tar ../again");
    assert_eq!(restored["keys"].as_array().unwrap().len(), 2, "{restored}");
    assert_eq!(restored["behind"], false);
    world.document(0, "man", "man ../pages");
}

#[test]
fn what_was_exchanged_fits_its_schema() {
    let world = World::lived();
    world.inside("publish 2021/solidarity@1 --confirm 2021/solidarity@1");
    let remote = world.path("remote.git");
    git2::Repository::init_bare(&remote).unwrap();
    let clone = git2::Repository::open(world.registry()).unwrap();
    clone.remote("origin", "../remote.git").unwrap();
    let synced = world.document(0, "sync", "sync");
    assert_eq!((&synced["remote"], &synced["waiting"]), (&"origin".into(), &0.into()));
    assert_eq!(world.document(0, "sync", "sync origin")["sent"], 0);
    world.stopped(2, "usage", "sync elsewhere");
    assert!(world.document(0, "hook", "hook install").get("kept").is_none());
    fs::write(world.registry().join(".git/hooks/pre-commit"), "#!/bin/sh\n").unwrap();
    world.stopped(8, "refused", "hook install");
    let replaced = world.document(0, "hook", "hook install --replace");
    assert_eq!(replaced["kept"], "hooks/pre-commit.before-1");
}
