//! Who stands where in a registry: `cargo run --example verify [FOLDER]`.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program that prints")]

use std::process::ExitCode;

use countersign::{Error, Outcome, Question, Registry, Subject};

fn main() -> ExitCode {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".to_owned());
    match verify(&folder) {
        Ok(Outcome::Holds) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn verify(folder: &str) -> Result<Outcome, Error> {
    let registry = Registry::open(folder)?;
    let verdict = registry.verify(Question::about(Subject::Registry))?;
    for statement in &verdict.statements {
        for version in &statement.versions {
            println!("{}@{}: {}", statement.id, version.version, version.title);
            for line in &version.organisations {
                println!("  {}: {:?}", line.name, line.standing);
            }
        }
    }
    for finding in &verdict.findings {
        println!("{:?}: {}", finding.severity, countersign::sentence(finding));
    }
    Ok(verdict.outcome)
}
