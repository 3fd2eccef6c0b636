//! A release checks itself: the lines for people who download, out of RELEASING.md, in a clone of the registry of releases.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use testkit::{program, repository};

const SUMS: &str = "registry/2026/countersign-0-1-0/v1/text.en.txt";

/// A clone of the registry of releases, and what somebody downloaded beside it.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        let from = repository().join("release/registry");
        let made = format!(
            "cp -r '{}' releases && cd releases && git init -q -b main && git add . && \
             git -c user.name=Test -c user.email=test@foro.example commit -q -m releases",
            from.display()
        );
        assert_eq!(desk.shell(&made).0, 0);
        fs::create_dir(desk.path("Downloads")).unwrap();
        fs::copy(from.join(SUMS), desk.path("Downloads/SHA256SUMS")).unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn shell(&self, script: &str) -> (i32, String) {
        let program = program();
        let path = std::env::var("PATH").unwrap();
        let path = format!("{}:{path}", program.parent().unwrap().display());
        let output = Command::new("bash")
            .args(["-c", &format!("exec 2>&1\n{script}")])
            .current_dir(self.folder.path())
            .env_clear()
            .env("PATH", path)
            .env("HOME", self.folder.path())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        (output.status.code().unwrap(), String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

/// The indented lines of RELEASING.md that begin with one that has these words.
fn lines(words: &str) -> Vec<String> {
    let text = fs::read_to_string(repository().join("RELEASING.md")).unwrap();
    let indented = |line: &str| line.strip_prefix("    ").map(str::to_owned);
    let lines = text.lines().skip_while(|line| !(line.starts_with("    ") && line.contains(words)));
    let lines: Vec<String> = lines.map_while(indented).collect();
    assert!(!lines.is_empty(), "RELEASING.md has no line with {words}");
    lines
}

#[test]
fn an_older_installation_verifies_the_next_release() {
    let desk = Desk::new();
    let lines = lines("cd RELEASES");
    let check = lines.iter().find(|line| line.contains("countersign check ")).unwrap();
    let check = format!("cd releases && {check}");
    let (code, said) = desk.shell(&check);
    assert_eq!(code, 0, "{said}");
    assert!(said.starts_with("exact: "), "{said}");
    for builder in ["First builder", "Second builder"] {
        assert!(said.contains(builder), "{said}");
    }
    // One digit of one hash.
    let file = desk.path("Downloads/SHA256SUMS");
    let text = fs::read_to_string(&file).unwrap();
    let other = if text.starts_with('0') { "1" } else { "0" };
    fs::write(&file, format!("{other}{}", &text[1..])).unwrap();
    let (code, said) = desk.shell(&check);
    assert_eq!(code, 4, "{said}");
}

#[test]
fn stock_openssh_verifies_a_release() {
    let desk = Desk::new();
    let script = |desk: &Desk| {
        let lines = lines("cd registry/2026").join(" &&\n").replace("~/", "\"$HOME\"/");
        desk.shell(&format!("cd releases && {lines}"))
    };
    let (code, said) = script(&desk);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("Good \"countersign/endorsement/v1\" signature"), "{said}");
    // What it prints is the chain: the act names the statement's hash, and the statement the text's.
    let hash = |file: &str| {
        let line = said.lines().find(|line| line.ends_with(file)).unwrap();
        line.split(' ').next().unwrap().to_owned()
    };
    let read = |name: &str| {
        let folder = desk.path("releases/registry/2026/countersign-0-1-0/v1");
        fs::read_to_string(folder.join(name)).unwrap()
    };
    assert!(read("statement.json").contains(&hash("text.en.txt")));
    let act = read("endorsements/first.builders.example/1.json");
    assert!(act.contains(&hash("statement.json")), "{act}");
    let sums = desk.path("Downloads/SHA256SUMS");
    fs::write(&sums, fs::read_to_string(&sums).unwrap() + "\n").unwrap();
    assert_ne!(script(&desk).0, 0);
}
