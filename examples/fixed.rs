//! The program with a clock that stands still and randomness that everybody knows: for stories and the
//! demonstration, so that the same commands print the same hashes in each run. Never use its keys.
//!
//! It is a program of its own so that the real one has no switch that weakens it.
//! The time is [`NOW`] unless `--at` says another. What is called random follows from the arguments and from
//! how far the registry has come, so that two commands in one story never draw the same bytes.

use std::io::{self, IsTerminal as _};
use std::process::ExitCode;

use countersign_cli::{self as cli, environment::Environment};

/// A Monday morning, 2021-02-08T09:30:00Z.
const NOW: i64 = 1_612_776_600;

fn main() -> ExitCode {
    match environment() {
        Ok(environment) => ExitCode::from(cli::run(std::env::args_os(), environment)),
        Err(_) => ExitCode::FAILURE,
    }
}

fn environment() -> io::Result<Environment> {
    let now =
        countersign_core::time::Timestamp::from_unix_seconds(NOW).map_err(io::Error::other)?;
    let real = Environment::system()?;
    let mut seed = Vec::new();
    for argument in std::env::args_os().skip(1) {
        seed.extend_from_slice(argument.as_encoded_bytes());
        seed.push(0);
    }
    // The same command again, such as a second withdrawal, comes after another commit.
    for folder in real.directory.ancestors() {
        seed.extend(std::fs::read(folder.join(".git/refs/heads/main")).unwrap_or_default());
    }
    let fixed = Environment::fixed(now, &seed, real.directory.clone());
    Ok(Environment {
        variables: real.variables,
        input: real.input,
        input_is_terminal: io::stdin().is_terminal(),
        output: real.output,
        output_is_terminal: real.output_is_terminal,
        escapes_work: real.escapes_work,
        messages: real.messages,
        passphrase: real.passphrase,
        ..fixed
    })
}
