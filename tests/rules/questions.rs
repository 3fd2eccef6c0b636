//! What a person at a terminal is asked: passphrases, and the domain that must be typed.

use std::cell::RefCell;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use countersign_cli as cli;
use countersign_cli::environment::Environment;

const SIGN: &str = "sign 2021/solidarity@1 --as foro.example --key ../foro";

#[derive(Clone, Default)]
struct Heard(Rc<RefCell<Vec<u8>>>);

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A folder in which a person sits at a terminal.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    /// Runs a command for somebody who types `lines` and, where asked, `passphrases` in turn.
    fn run(&self, words: &str, lines: &'static str, passphrases: &[&'static str]) -> (u8, String) {
        let now = "2021-02-08T09:30:00Z".parse().unwrap();
        let mut environment = Environment::fixed(now, words.as_bytes(), self.place());
        let home = self.folder.path().join("home").display().to_string();
        environment.variables.insert("HOME".to_owned(), home);
        environment.input = Box::new(lines.as_bytes());
        environment.input_is_terminal = true;
        let heard = Heard::default();
        environment.messages = Box::new(heard.clone());
        environment.output = Box::new(heard.clone());
        let passphrases: Vec<&str> = passphrases.to_vec();
        let mut left = passphrases.into_iter();
        environment.passphrase = Box::new(move |_| {
            left.next().map(str::to_owned).ok_or_else(|| io::Error::other("asked once too often"))
        });
        let arguments = ["countersign"].into_iter().chain(words.split(' '));
        let code = cli::run(arguments.map(Into::into), environment);
        let text = String::from_utf8(heard.0.take()).unwrap();
        (code, text)
    }

    #[track_caller]
    fn done(&self, words: &str, passphrases: &[&'static str]) {
        let (code, text) = self.run(words, "", passphrases);
        assert_eq!(code, 0, "{words}: {text}");
    }

    fn place(&self) -> PathBuf {
        self.folder.path().join("coalition")
    }

    fn drafted(&self) -> String {
        let branch = self.place().join(".git/refs/heads/proposals/2021/solidarity/v1");
        std::fs::read_to_string(branch).unwrap()
    }

    /// A proposal, and a key of Foro's that has a passphrase.
    fn ready() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        std::fs::create_dir(desk.place()).unwrap();
        std::fs::write(desk.folder.path().join("text.txt"), "We stand together.\n").unwrap();
        desk.done("key new ../maria --no-passphrase", &[]);
        desk.done("key new ../foro", &["correct horse", "correct horse"]);
        desk.done("init --name C --origin c.example/log --maintainer maria=../maria.pub", &[]);
        desk.done("org add foro.example --name Foro --key press=../foro.pub", &[]);
        desk.done("propose 2021/solidarity --title T --text en=../text.txt", &[]);
        desk
    }
}

#[test]
fn a_wrong_passphrase_signs_nothing() {
    let desk = Desk::ready();
    let before = desk.drafted();
    let (code, text) = desk.run(SIGN, "foro.example\n", &["wrong"]);
    assert_eq!(code, 9, "{text}");
    assert!(text.contains("error: cannot sign with ../foro, nothing was written\nwhy: "), "{text}");
    assert!(text.contains("\ntry: ") && !text.contains("wrong\n"), "{text}");
    assert_eq!(desk.drafted(), before);
}

#[test]
fn the_text_is_shown_before_the_domain_is_typed_even_with_quiet() {
    let desk = Desk::ready();
    let before = desk.drafted();
    for typed in ["uno.example\n", "\n", "", "y\n", "FORO.EXAMPLE\n"] {
        let (code, text) = desk.run(SIGN, typed, &["correct horse"]);
        assert_eq!(code, 8, "{text}");
        assert!(text.contains("nothing was written"), "{text}");
        assert_eq!(desk.drafted(), before, "{typed:?}");
    }
    let (code, text) = desk.run(&format!("-q {SIGN}"), "foro.example\n", &["correct horse"]);
    assert_eq!(code, 0, "{text}");
    let shown = text.find("We stand together.").unwrap();
    let asked = text.find("type foro.example to confirm").unwrap();
    assert!(shown < asked, "{text}");
    assert_ne!(desk.drafted(), before);
}

#[test]
fn a_new_key_wants_the_same_passphrase_twice() {
    let desk = Desk { folder: tempfile::tempdir().unwrap() };
    let place = desk.place();
    std::fs::create_dir(&place).unwrap();
    for (passphrases, why) in [(["one", "two"], "differ"), (["", ""], "empty")] {
        let (code, text) = desk.run("key new foro", "", &passphrases);
        assert_eq!(code, 8, "{text}");
        assert!(text.contains(why) && text.contains("nothing was written"), "{text}");
    }
    let is_there = |name: &str| Path::new(&place.join(name)).exists();
    assert!(!is_there("foro") && !is_there("foro.pub"));
    desk.done("key new foro", &["correct horse", "correct horse"]);
    assert!(is_there("foro") && is_there("foro.pub"));
}
