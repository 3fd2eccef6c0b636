//! A registry's life, told in Spanish and French: nothing of it is said in English.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use countersign_cli::environment::Environment;
use countersign_core::time::Timestamp;
use testkit::cli;
use testkit::repository;

const ID: &str = "2021/solidarity@1";
const NAMED: &str = "--signatory|foro.example|--signatory|uno.example|--signatory|dos.example";

/// What the registry itself says, in its own language, and what is a name or a command in every language.
const OWN: [&str; 19] = [
    "We stand together.",
    "We ask for release.",
    "We stand together, and ask.",
    "Standing in solidarity",
    "Coalition Example",
    "Foro Ejemplo",
    "Printed Only",
    "Not the second paragraph.",
    "Not ours to say.",
    "The words changed.",
    "seen on paper",
    "It was lost.",
    "countersign",
    "--no-input",
    "registry/",
    "keys/",
    "maria",
    "press",
    "SHA256",
];

/// Words of English that are no words of Spanish or French.
const ENGLISH: [&str; 61] = [
    "the", "of", "and", "is", "not", "was", "were", "has", "have", "this", "that", "which", "who",
    "whose", "with", "from", "nothing", "nobody", "waits", "wait", "what", "where", "there",
    "here", "only", "these", "those", "for", "been", "they", "their", "you", "your", "it", "its",
    "are", "to", "by", "be", "if", "than", "other", "another", "same", "key", "keys", "registry",
    "log", "record", "records", "endorsed", "declined", "withdrew", "named", "signed", "written",
    "checked", "why", "try", "next", "hash:",
];

/// One run of the whole life: each command with what it said.
struct Life<'a> {
    folder: &'a Path,
    language: &'a str,
    step: u32,
    told: Vec<(String, String)>,
}

impl<'a> Life<'a> {
    fn live(folder: &'a Path, language: &'a str) -> Vec<(String, String)> {
        let mut life = Self { folder, language, step: 0, told: Vec::new() };
        life.found();
        life.ask();
        life.publish();
        life.change();
        life.told
    }

    /// A command in the registry.
    fn run(&mut self, command: &str) {
        self.run_at("c", command);
    }

    fn run_at(&mut self, at: &str, command: &str) {
        self.step += 1;
        let now: Timestamp = "2021-02-08T09:30:00Z".parse().unwrap();
        let seconds = now.unix_seconds() + i64::from(self.step) * 60;
        let now = Timestamp::from_unix_seconds(seconds).unwrap();
        let seed = format!("languages, step {}", self.step);
        let mut environment = Environment::fixed(now, seed.as_bytes(), self.folder.join(at));
        let home = self.folder.join("home").display().to_string();
        environment.variables.insert("HOME".to_owned(), home);
        let mut all = vec!["--lang", self.language, "--no-input"];
        all.extend(command.split('|'));
        let ran = cli::run_with(environment, &all);
        assert!(ran.code != 1 && ran.code != 2, "{command}: {ran:?}");
        self.told.push((command.to_owned(), ran.output + &ran.messages));
    }

    fn found(&mut self) {
        fs::write(self.folder.join("words.txt"), "We stand together.\n\nWe ask for release.\n")
            .unwrap();
        fs::write(self.folder.join("other.txt"), "We stand together, and ask.\n").unwrap();
        self.run_at("", "verify");
        for name in ["maria", "foro", "uno", "dos"] {
            self.run_at("", &format!("key|new|{name}|--no-passphrase|--comment|{name}"));
        }
        let named = "--name|Coalition Example|--origin|coalition.example/statements";
        self.run_at("", &format!("init|c|{named}|--maintainer|maria=maria.pub"));
        self.run("root|show");
        self.run("org|list");
        self.run("org|add|foro.example|--name|Foro Ejemplo|--key|press=../foro.pub");
        self.run("org|add|uno.example|--name|Uno|--key|press=../uno.pub");
        self.run("org|add|dos.example|--name|Dos|--key|press=../dos.pub");
        self.run("status");
    }

    fn ask(&mut self) {
        let titled = "propose|2021/solidarity|--title|Standing in solidarity";
        self.run(&format!("{titled}|--text|en=../words.txt|{NAMED}|--signatory|Printed Only"));
        self.run(&format!("show|{ID}"));
        self.run(&format!("request|{ID}|--all|-o|../mail|--deadline|2021-03-01"));
        self.run(&format!("status|{ID}"));
        let request = "../mail/foro.example/request.countersign";
        let sign = format!("sign|{request}|--as|foro.example|--key");
        self.run(&format!("{sign}|../uno|--confirm|foro.example"));
        self.run(&format!("{sign}|../foro"));
        self.run(&format!("{sign}|../foro|--confirm|foro.example"));
        self.run("import|../mail/foro.example/reply.countersign");
        self.run("import|../words.txt");
        let uno = "--as|uno.example|--key|../uno|--confirm|uno.example";
        self.run(&format!("sign|{ID}|{uno}|--reservation|Not the second paragraph.|--at-least|2"));
        let dos = "--as|dos.example|--key|../dos|--confirm|dos.example";
        self.run(&format!("decline|{ID}|{dos}|--reason|Not ours to say."));
    }

    fn publish(&mut self) {
        self.run(&format!("publish|{ID}|--dry-run"));
        self.run(&format!("publish|{ID}|--confirm|{ID}"));
        for command in ["verify", "verify|-v", "status", "log"] {
            self.run(command);
        }
        self.run(&format!("verify|{ID}|--require|all"));
        self.run(&format!("show|{ID}"));
        self.run("check|../words.txt");
        self.run("check|../other.txt");
        self.run(&format!("bundle|{ID}|-o|../one.bundle"));
        self.run("verify|../one.bundle");
        self.run("compare|../one.bundle");
        self.run(&format!("receipt|{ID}|--as|uno.example|-o|../one.receipt"));
        self.run("verify|../one.receipt");
        self.run("watch|--org|foro.example");
    }

    fn change(&mut self) {
        let foro = "--as|foro.example|--key|../foro|--confirm|foro.example";
        self.run(&format!("withdraw|{ID}|{foro}|--reason|The words changed."));
        self.run(&format!("withdraw|{ID}|{foro}|--reason|The words changed."));
        self.run(&format!("verify|{ID}"));
        self.run("watch|--org|foro.example");
        let how = "--telephone|+1 555 0100|--number-from|seen on paper";
        self.run(&format!("org|confirm|uno.example|{how}|--confirm|uno.example"));
        let lost = "--reason|It was lost.|--key|../dos|--confirm|dos.example";
        self.run(&format!("org|revoke|dos.example|press|{lost}"));
        self.run("org|show|dos.example");
        self.run("verify|-v");
        self.run("memory|list");
        self.run("doctor");
        self.run("checkpoint|sign");
        self.run("verify|2021/nothing");
        self.run("show|2021/solidarity@7");
        self.run(&format!("verify|--expect|{}", "0".repeat(64)));
        let titled = "propose|2021/solidarity|--title|Standing in solidarity";
        self.run(&format!("{titled}|--text|en=../other.txt|{NAMED}"));
        self.run("publish|2021/solidarity@2|--confirm|2021/solidarity@2|--fewer");
        self.run("diff|2021/solidarity@2");
        self.run(&format!("verify|{ID}"));
        altered(&self.folder.join("c"), &self.folder.join("altered"));
        self.run("verify|--dir|../altered");
        self.run("compare|../altered");
    }
}

/// A copy in which words were changed, a signature is missing, and something lies that nobody knows.
fn altered(from: &Path, to: &Path) {
    for entry in walk(from, "keys").into_iter().chain(walk(from, "registry")) {
        fs::create_dir_all(to.join(&entry).parent().unwrap()).unwrap();
        fs::copy(from.join(&entry), to.join(&entry)).unwrap();
    }
    let version = to.join("registry/2021/solidarity/v1");
    fs::write(version.join("text.en.txt"), "We fall apart.\n").unwrap();
    fs::write(version.join("note.txt"), "hello\n").unwrap();
    fs::remove_file(version.join("endorsements/uno.example/1.json.press.sig")).unwrap();
    fs::write(version.join("endorsements/dos.example.json"), "{}").unwrap();
}

fn walk(from: &Path, below: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(from.join(below)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{below}/{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            found.extend(walk(from, &path));
        } else {
            found.push(path);
        }
    }
    found
}

/// A line without what is the same in every language.
fn bare(line: &str) -> String {
    // A command is typed as it stands, and whatever follows it on its line is its own.
    let line = line.split_once("countersign ").map_or(line, |(before, _)| before);
    OWN.iter().fold(line.to_owned(), |line, own| line.replace(own, ""))
}

/// Words of letters alone: no hashes, paths, names of files, domains.
fn words(line: &str) -> Vec<String> {
    let is_word = |word: &&str| {
        let inner = word.trim_matches(|c: char| c.is_ascii_punctuation() && c != '/');
        inner.chars().all(char::is_alphabetic) && inner.chars().count() > 1
    };
    let trimmed = |word: &str| word.trim_matches(|c: char| c.is_ascii_punctuation()).to_lowercase();
    let is_option = |word: &&str| word.starts_with('-');
    let all = line.split_whitespace().filter(|word| !is_option(word));
    all.filter(is_word).map(trimmed).collect()
}

#[test]
fn a_life_told_in_spanish_and_french_has_no_english_in_it() {
    let folders = [(); 3].map(|()| tempfile::tempdir().unwrap());
    let [english, spanish, french] = &folders;
    let english = Life::live(english.path(), "en");
    for (language, folder) in [("es", spanish), ("fr", french)] {
        let told = Life::live(folder.path(), language);
        let mut found = BTreeSet::new();
        for ((command, theirs), (same, ours)) in told.iter().zip(&english) {
            assert_eq!(command, same);
            let ours: BTreeSet<&str> = ours.lines().map(str::trim).collect();
            // What differs between two texts is told in the texts' own words.
            let is_marked = |line: &&str| line.contains("[-") || line.contains("{+");
            for line in theirs.lines().map(str::trim).filter(|line| !is_marked(line)) {
                let words = words(&bare(line));
                let is_english = words.iter().any(|word| ENGLISH.contains(&word.as_str()));
                // One or two words may be the same in two languages; a sentence is not.
                if is_english || words.len() > 2 && ours.contains(line) && !is_secret(line) {
                    found.insert(format!("{command}: {line}"));
                }
            }
        }
        assert!(found.is_empty(), "{language}: {found:#?}");
        let all: usize = told.iter().map(|(_, said)| said.lines().count()).sum();
        assert!(all > 300, "{language}: hardly anything was said: {all} lines");
    }
}

/// The twelve words of a fingerprint are of one list in every language.
fn is_secret(line: &str) -> bool {
    line.split_once(": ").is_some_and(|(_, words)| words.split(' ').count() == 12)
}

/// JSON is for programs: whatever the reader's language, its sentences are English.
#[test]
fn json_is_english_in_every_language() {
    let registry = repository();
    let said = |language: &str, command: &[&str]| {
        let folder = tempfile::tempdir().unwrap();
        let mut environment = cli::environment(folder.path());
        environment.directory = registry.to_owned();
        let mut all = vec!["--lang", language, "--json"];
        all.extend(command);
        cli::run_with(environment, &all)
    };
    for command in [
        &["verify"][..],
        &["verify", "2021/nothing"],
        &["log"],
        &["show", "2021/nothing"],
        &["check", "README.md"],
    ] {
        let english = said("en", command);
        assert!(!english.output.is_empty(), "{command:?}");
        for language in ["es", "fr"] {
            let theirs = said(language, command);
            assert_eq!(
                (theirs.code, &theirs.output),
                (english.code, &english.output),
                "{command:?}"
            );
        }
    }
}
