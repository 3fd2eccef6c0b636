//! The command line in this process, with the world around it held still.

use std::cell::RefCell;
use std::io::{self, Write};
use std::path::Path;
use std::rc::Rc;

use countersign_cli as cli;
use countersign_cli::environment::Environment;
use countersign_core::time::Timestamp;

/// What a command said and how it ended.
#[derive(Debug, PartialEq, Eq)]
pub struct Ran {
    pub code: u8,
    pub output: String,
    pub messages: String,
}

/// Runs a command where nothing is.
pub fn run(arguments: &[&str]) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    run_in(folder.path(), arguments)
}

/// Runs a command in a folder.
pub fn run_in(folder: &Path, arguments: &[&str]) -> Ran {
    run_with(environment(folder), arguments)
}

/// A world that is held still, with this current folder and configuration beside it.
pub fn environment(folder: &Path) -> Environment {
    let now: Timestamp = "2024-12-02T03:04:05Z".parse().unwrap();
    let mut environment = Environment::fixed(now, b"tests", folder.to_owned());
    let config = folder.join("config").display().to_string();
    environment.variables.insert("XDG_CONFIG_HOME".to_owned(), config);
    environment
}

/// Runs a command in a given world.
pub fn run_with(mut environment: Environment, arguments: &[&str]) -> Ran {
    let (output, messages) = (Pipe::default(), Pipe::default());
    environment.output = Box::new(output.clone());
    environment.messages = Box::new(messages.clone());
    let all = ["countersign"].iter().chain(arguments).map(Into::into);
    let code = cli::run(all, environment);
    Ran { code, output: output.text(), messages: messages.text() }
}

/// Bytes that are kept.
#[derive(Clone, Default)]
struct Pipe(Rc<RefCell<Vec<u8>>>);

impl Pipe {
    fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).expect("what is printed is UTF-8")
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
