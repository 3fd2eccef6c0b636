//! The command line of `countersign`.

use std::process::ExitCode;

use countersign_cli::environment::Environment;

fn main() -> ExitCode {
    match Environment::system() {
        Ok(environment) => ExitCode::from(countersign_cli::run(std::env::args_os(), environment)),
        // Without a clock or a directory nothing can be checked, and nothing was.
        Err(_) => ExitCode::FAILURE,
    }
}
