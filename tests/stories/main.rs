//! Stories: sessions at a terminal, in Markdown, run by a shell and compared with what is written there.
//!
//! In a block that is marked `console`, a line that begins with `$ ` is given to bash (`> ` goes on with it),
//! `? 6` says that it must exit with 6 (0 where nothing is said), and what follows is its whole output, errors
//! included. `[..]` stands for anything within a line, `...` for any lines. All commands of a file run in one
//! shell in a sandbox of its own: an empty home, no variables, no git configuration but the sandbox's.
//! `countersign` is `examples/fixed.rs`, so that hashes are the same in each run; `given STAGE` (see
//! `tests/stories/given.sh`) makes a registry that has come so far.
//!
//! `SNAPSHOTS=overwrite cargo test --test stories` writes what the program says into the files: read the difference.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "helpers of tests may panic as tests do"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

use snapbox::{Assert, Data, Redactions};
use testkit::program;
use testkit::repository;

const FENCE: &str = "```";
/// Printed by the shell around each command; no program prints it.
const MARK: char = '\u{1}';

/// One command of a story.
struct Step {
    /// The lines `$ …` and `> …` as they stand in the file.
    shown: String,
    /// What bash is given.
    command: String,
}

enum Part {
    Prose(String),
    Step(Step),
}

#[test]
fn stories() {
    let folders = ["tests/stories", "docs/guide/en", "docs/guide/es", "docs/guide/fr"];
    let files = folders.map(|folder| std::fs::read_dir(repository().join(folder)).unwrap());
    let mut files: Vec<PathBuf> = files
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    files.push(repository().join("README.md"));
    files.sort();
    assert!(files.len() > 1, "the stories are missing");
    let wanted = std::env::var("STORY").unwrap_or_default();
    files.retain(|file| file.to_string_lossy().contains(&wanted));
    let failed: Vec<String> = std::thread::scope(|scope| {
        let running: Vec<_> = files.iter().map(|file| (file, scope.spawn(|| run(file)))).collect();
        let ended = running.into_iter().map(|(file, thread)| (file, thread.join().is_err()));
        ended.filter(|(_, failed)| *failed).map(|(file, _)| file.display().to_string()).collect()
    });
    assert!(failed.is_empty(), "stories that went otherwise: {failed:#?}");
}

fn run(file: &Path) {
    let written = std::fs::read_to_string(file).unwrap();
    let parts = parse(&written);
    let told = tell(&parts);
    let redactions = Redactions::new();
    let assert =
        Assert::new().action_env("SNAPSHOTS").redact_with(redactions).normalize_paths(false);
    assert.eq(told, Data::read_from(file, None));
}

fn parse(written: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut is_console = false;
    for line in written.split_inclusive('\n') {
        if line.starts_with(FENCE) {
            is_console = line.trim_end() == format!("{FENCE}console");
            parts.push(Part::Prose(line.to_owned()));
        } else if !is_console {
            parts.push(Part::Prose(line.to_owned()));
        } else if let Some(command) = line.strip_prefix("$ ") {
            parts.push(Part::Step(Step { shown: line.to_owned(), command: command.to_owned() }));
        } else if let (Some(more), Some(Part::Step(step))) =
            (line.strip_prefix("> "), parts.last_mut())
        {
            step.shown.push_str(line);
            step.command.push_str(more);
        }
    }
    parts
}

/// The file as it would be written from what the commands say now.
fn tell(parts: &[Part]) -> String {
    let steps: Vec<&Step> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Step(step) => Some(step),
            Part::Prose(_) => None,
        })
        .collect();
    let mut outputs = outputs(&steps).into_iter();
    let mut told = String::new();
    for part in parts {
        match part {
            Part::Prose(line) => told.push_str(line),
            Part::Step(step) => {
                told.push_str(&step.shown);
                told.push_str(&outputs.next().expect("one output for each command"));
            }
        }
    }
    told
}

/// What each command printed, with its exit code before it where that is not 0.
fn outputs(steps: &[&Step]) -> Vec<String> {
    let sandbox = tempfile::tempdir().unwrap();
    let place = sandbox.path().canonicalize().unwrap();
    let bin = place.join("bin");
    std::fs::create_dir_all(&bin).unwrap();
    std::fs::create_dir_all(place.join("home/work")).unwrap();
    std::os::unix::fs::symlink(fixed(), bin.join("countersign")).unwrap();
    let mut script = format!(". {}\n", repository().join("tests/stories/given.sh").display());
    for step in steps {
        let command = step.command.trim_end();
        script.push_str(&format!("{command}\nprintf '\\001%s\\001' $?\n"));
    }
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let output = Command::new("bash")
        .args(["-c", &format!("exec 2>&1 </dev/null\n{script}")])
        .current_dir(place.join("home/work"))
        .env_clear()
        .env("PATH", path)
        .env("HOME", place.join("home"))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("LC_ALL", "C.UTF-8")
        .env("TZ", "UTC")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let said = said.replace(&place.join("home").display().to_string(), "/home/maria");
    let mut fields = said.split(MARK);
    let mut told = Vec::new();
    while let (Some(text), Some(code)) = (fields.next(), fields.next()) {
        let line_end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        let code = if code == "0" { String::new() } else { format!("? {code}\n") };
        told.push(format!("{code}{text}{line_end}"));
    }
    assert_eq!(told.len(), steps.len(), "the shell ended early: {said}");
    told
}

/// `examples/fixed.rs`, which cargo builds with the tests; `COUNTERSIGN_FIXED` names one that was built elsewhere.
fn fixed() -> PathBuf {
    if let Some(elsewhere) = std::env::var_os("COUNTERSIGN_FIXED") {
        return elsewhere.into();
    }
    let program = program();
    let fixed = program.parent().unwrap().join("examples/fixed");
    assert!(fixed.is_file(), "first: cargo build --example fixed");
    fixed
}
