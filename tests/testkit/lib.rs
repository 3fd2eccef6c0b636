//! What the tests, the benchmarks and the examples share: registries made by hand, forged ones, ones that the real
//! program makes, clones of one remote, and what stands around them.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::missing_errors_doc,
    clippy::new_without_default,
    clippy::print_stdout,
    reason = "it fails as a test does, and its names say what they are"
)]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub mod change;
pub mod cli;
pub mod clones;
pub mod coalition;
pub mod committed;
pub mod corpus;
pub mod demonstration;
pub mod desk;
pub mod envelope;
pub mod fido;
pub mod forge;
pub mod founding;
pub mod git;
pub mod https;
pub mod large;
pub mod leaves;
pub mod liar;
pub mod memory;
pub mod node;
pub mod parts;
mod process;
pub mod records;
pub mod source;
pub mod strike;
pub mod vectors;
pub mod watcher;
pub mod world;

/// The top of this repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("tests/testkit is in it")
}

/// The program that cargo built beside the running tests.
pub fn program() -> PathBuf {
    let running = std::env::current_exe().unwrap();
    let built = running.parent().and_then(Path::parent).expect("cargo's folder for this profile");
    let program = built.join("countersign").with_extension(std::env::consts::EXE_EXTENSION);
    assert!(program.is_file(), "first: cargo build --bin countersign");
    program
}

/// Cargo's folder for what tests leave, such as the pages and cases that the browsers look at after them.
pub fn scratch() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let target = test.ancestors().find(|folder| folder.join("CACHEDIR.TAG").is_file());
    let scratch = target.expect("tests run from cargo's target folder").join("tmp");
    std::fs::create_dir_all(&scratch).unwrap();
    scratch
}

/// Writes a script that can be started at once.
///
/// Another process writes it: no system starts a file that somebody holds open for writing, and what this process
/// holds open, a program that another test starts at that moment holds too until it runs.
pub fn write_script(path: &Path, text: &str) {
    let mut command = Command::new("sh");
    command.args(["-c", "cat > \"$0\" && chmod 755 \"$0\""]).arg(path).stdin(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
}
