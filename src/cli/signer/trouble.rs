//! Why the system's `ssh-keygen` did not sign: its own words, in words that tell what to do.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::cli::failure::{Failure, Stop};
use crate::key::PublicKey;

/// What `ssh-add -l` exits with where no agent answers (ssh-add(1)).
const NO_AGENT: i32 = 2;

/// That `ssh-keygen` could not even be started.
pub(super) fn not_started(error: &std::io::Error) -> Failure {
    let failure =
        Failure::new(Stop::Signer, "ssh-keygen could not be started, nothing was written");
    if error.kind() == std::io::ErrorKind::NotFound {
        return failure
            .why("keys in an agent and on a security key sign through it, and it is not installed")
            .attempt("install OpenSSH, or give a private key file as --key");
    }
    failure.why(error).attempt("ssh-keygen -?, to see whether it runs")
}

/// What the words that `ssh-keygen` ended with mean.
pub(super) fn explain(
    (path, public): (&Path, &PublicKey),
    variables: &BTreeMap<String, String>,
    said: &str,
) -> Failure {
    let name = path.display();
    let failed = |why: &str, attempt: String| {
        Failure::new(Stop::Signer, format!("{name} did not sign, nothing was written"))
            .why(why)
            .attempt(attempt)
    };
    let again = || "the same command again".to_owned();
    let said_all = said.to_lowercase();
    let has = |words: &str| said_all.contains(words);
    if has("unprotected private key file") {
        return failed(
            "others may read its file, so ssh-keygen does not use it",
            format!("chmod 600 {name}"),
        );
    }
    if has("no private key found") {
        return match agent_answers(variables) {
            false => failed(
                "its private key is not beside it, and no agent answers",
                "eval \"$(ssh-agent)\" && ssh-add FILE, with the private key's file".to_owned(),
            ),
            true => failed(
                "its private key is not beside it, and the agent does not have it",
                "ssh-add FILE, with the private key's file; ssh-add -l lists what the agent has"
                    .to_owned(),
            ),
        };
    }
    if has("agent refused operation") {
        return failed(
            "the agent refused: nobody confirmed, it is locked, or the security key was not touched",
            format!("{}, and confirm when the agent asks", again()),
        );
    }
    if public.is_hardware() {
        if has("device not found") {
            return failed(
                "no security key that holds it is plugged in",
                format!("plug it in, then {}", again()),
            );
        }
        if has("incorrect passphrase") || has("incorrect pin") {
            return failed(
                "its passphrase or the security key's PIN was wrong, or nobody was there to type it",
                format!("{} in a terminal", again()),
            );
        }
        if has("not supported") {
            return failed(
                "the security key, or what drives it here, cannot do this",
                "ssh-keygen -t ed25519-sk, to make a key on it that can".to_owned(),
            );
        }
        if has("open") && has("provider") || has("no such file") {
            return failed(
                "what drives the security key cannot be loaded",
                "echo $SSH_SK_PROVIDER, which names it".to_owned(),
            );
        }
        return failed(
            "the security key did not sign: it was not touched in time, or was pulled out",
            format!("{}, and touch it when it blinks", again()),
        );
    }
    let last = said.lines().rev().find(|line| !line.trim().is_empty());
    failed(
        last.unwrap_or("ssh-keygen did not say why"),
        "ssh-add -l, to see what the agent has".to_owned(),
    )
}

fn agent_answers(variables: &BTreeMap<String, String>) -> bool {
    if variables.get("SSH_AUTH_SOCK").is_none_or(String::is_empty) {
        return false;
    }
    let mut command = Command::new("ssh-add");
    command.arg("-l").env_clear().envs(variables);
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.code() != Some(NO_AGENT))
}
