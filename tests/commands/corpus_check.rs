//! What `check` says of copies whose answer is known: statements in four languages, and what happens to texts.
//!
//! Each case is one base text and one edit of `testkit/corpus/`; the edit's label is the answer that is right.
//! The program is asked as a user asks it, with `--json`, so that nothing here knows how it compares.
//! The test prints precision and recall of every answer: `cargo test --test commands corpus_check -- --nocapture`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use countersign_cli::environment::Environment;
use testkit::cli;
use testkit::corpus::{Base, Copied, Edit, bases, edits};

/// The answers, in the order in which they are printed.
const ANSWERS: [&str; 7] =
    ["exact", "layout", "typography", "excerpt", "contains", "altered", "unknown"];
/// Answers that say that all words of the statement are here.
const MATCHES: [&str; 4] = ["exact", "layout", "typography", "contains"];
/// Files of one run of the program.
const FILES_AT_ONCE: usize = 40;

struct Case {
    name: String,
    want: &'static str,
    copied: Copied,
}

/// Every base with every edit that can happen to it.
fn cases(bases: &[Base]) -> Vec<Case> {
    let case = |base: &Base, (edit, want, make): Edit| {
        let copied = make(base)?;
        Some(Case { name: format!("{}/{edit}", base.name), want, copied })
    };
    let of_base =
        |base| edits().into_iter().filter_map(move |edit| case(base, edit)).collect::<Vec<_>>();
    bases.iter().flat_map(of_base).collect()
}

/// A registry in which the bases are published.
fn registry(folder: &Path, bases: &[Base]) -> PathBuf {
    let registry = folder.join("coalition");
    fs::create_dir(&registry).unwrap();
    let done = |arguments: &[&str]| {
        // Each key has randomness of its own.
        let seed = arguments.join(" ");
        let ran = cli::run_with(environment(&registry, &seed), arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.messages);
    };
    for name in ["maria", "foro"] {
        done(&["key", "new", &format!("../{name}"), "--no-passphrase"]);
    }
    let origin = "coalition.example/log";
    done(&[
        "init",
        "--name",
        "Coalition",
        "--origin",
        origin,
        "--maintainer",
        "maria=../maria.pub",
    ]);
    done(&["org", "add", "foro.example", "--name", "Foro", "--key", "press=../foro.pub"]);
    let mut valley: Vec<String> = vec!["propose".to_owned(), "2026/valley".to_owned()];
    for base in bases {
        fs::write(folder.join(base.name), &base.text).unwrap();
        let title = base.text.lines().next().unwrap();
        if let Some((_, language)) = base.name.split_once('-') {
            let text = format!("{language}=../{}", base.name);
            valley.extend([
                "--title".to_owned(),
                format!("{language}={title}"),
                "--text".to_owned(),
                text,
            ]);
        } else {
            let text = format!("en=../{}", base.name);
            let id = "2021/venezuela-solidarity";
            done(&["propose", id, "--historical", "--title", title, "--text", &text]);
            done(&["publish", &format!("{id}@1")]);
        }
    }
    valley.extend(["--signatory", "foro.example"].map(str::to_owned));
    done(&valley.iter().map(String::as_str).collect::<Vec<_>>());
    let sign = [
        "sign",
        "2026/valley@1",
        "--as",
        "foro.example",
        "--key",
        "../foro",
        "--confirm",
        "foro.example",
    ];
    done(&[&["--no-input"][..], &sign].concat());
    done(&["publish", "2026/valley@1"]);
    registry
}

fn environment(registry: &Path, seed: &str) -> Environment {
    let now = cli::environment(registry).now;
    let mut environment = Environment::fixed(now, seed.as_bytes(), registry.to_owned());
    for variable in ["XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"] {
        let folder = registry.parent().unwrap().join(variable);
        environment.variables.insert(variable.to_owned(), folder.display().to_string());
    }
    environment
}

/// What the program answers to each case, in order; `unread` where it could read nothing.
fn answers(registry: &Path, cases: &[Case]) -> Vec<String> {
    let folder = registry.parent().unwrap().join("copies");
    fs::create_dir(&folder).unwrap();
    let path = |at: usize, case: &Case| folder.join(format!("{at:04}.{}", case.copied.ending));
    let paths: Vec<String> = cases
        .iter()
        .enumerate()
        .map(|(at, case)| {
            fs::write(path(at, case), &case.copied.bytes).unwrap();
            path(at, case).display().to_string()
        })
        .collect();
    let mut answers = Vec::new();
    for paths in paths.chunks(FILES_AT_ONCE) {
        let arguments: Vec<&str> =
            ["--json", "check"].into_iter().chain(paths.iter().map(String::as_str)).collect();
        let ran = cli::run_with(environment(registry, "check"), &arguments);
        let document: serde_json::Value = serde_json::from_str(&ran.output)
            .unwrap_or_else(|error| panic!("{error}: {} {}", ran.output, ran.messages));
        let answer =
            |file: &serde_json::Value| file["match"].as_str().unwrap_or("unread").to_owned();
        match document["files"].as_array() {
            Some(files) => answers.extend(files.iter().map(answer)),
            None => answers.push(answer(&document)),
        }
    }
    assert_eq!(answers.len(), cases.len());
    answers
}

#[test]
fn every_copy_gets_the_right_answer() {
    let bases = bases();
    let cases = cases(&bases);
    assert!(cases.len() >= 300, "{} cases", cases.len());
    let folder = tempfile::tempdir().unwrap();
    let registry = registry(folder.path(), &bases);
    let answers = answers(&registry, &cases);
    println!("{} cases", cases.len());
    print_table(&cases, &answers);
    let judged = || cases.iter().zip(&answers);
    let wrong: Vec<String> = judged()
        .filter(|(case, answer)| case.want != answer.as_str())
        .map(|(case, answer)| format!("{}: want {}, got {answer}", case.name, case.want))
        .collect();
    // First what must never happen, so that it is never lost among other differences.
    for (case, answer) in judged() {
        let is_match = MATCHES.contains(&answer.as_str());
        let is_changed = matches!(case.want, "altered" | "unknown");
        assert!(!(is_changed && is_match), "{} is called a match: {answer}\n{wrong:#?}", case.name);
        let is_same = matches!(case.want, "exact" | "layout");
        assert!(!is_same || is_match, "{} has the same words: {answer}\n{wrong:#?}", case.name);
    }
    assert!(wrong.is_empty(), "{} of {} cases: {wrong:#?}", wrong.len(), cases.len());
}

/// Precision: of the copies that got an answer, those for which it is right. Recall: of those for which it is right,
/// those that got it.
#[allow(clippy::print_stdout, reason = "the table is what this test is for")]
fn print_table(cases: &[Case], answers: &[String]) {
    println!(
        "{:<12}{:>8}{:>8}{:>8}{:>12}{:>10}",
        "answer", "right", "given", "both", "precision", "recall"
    );
    for answer in ANSWERS {
        let right = cases.iter().filter(|case| case.want == answer).count();
        let given = answers.iter().filter(|given| *given == answer).count();
        let both = cases
            .iter()
            .zip(answers)
            .filter(|(case, given)| case.want == answer && *given == answer)
            .count();
        let share = |of: usize| {
            if of == 0 { "-".to_owned() } else { format!("{:.3}", both as f64 / of as f64) }
        };
        println!(
            "{answer:<12}{right:>8}{given:>8}{both:>8}{:>12}{:>10}",
            share(given),
            share(right)
        );
    }
}

#[test]
fn edits_have_names_of_their_own_and_change_something() {
    let mut names = BTreeSet::new();
    for (name, want, _) in edits() {
        assert!(names.insert(name), "{name} stands there twice");
        assert!(ANSWERS.contains(&want), "{name}: {want}");
    }
    for base in bases() {
        for (name, want, make) in edits() {
            if let Some(copied) = make(&base).filter(|_| want != "exact") {
                assert_ne!(
                    copied.bytes,
                    base.text.as_bytes(),
                    "{}/{name} changes nothing",
                    base.name
                );
            }
        }
    }
}
