//! Why the system's `ssh-keygen` did not sign: its own words, in words that tell what to do.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::cli::failure::{Failure, Stop};
use crate::key::PublicKey;
use crate::locale::{Sentence, Tell, sentence};

/// What `ssh-add -l` exits with where no agent answers (ssh-add(1)).
const NO_AGENT: i32 = 2;

/// That `ssh-keygen` could not even be started.
pub(super) fn not_started(error: &std::io::Error) -> Failure {
    let failure = Failure::new(Stop::Signer, sentence("failure-keygen-unstarted", &[]));
    if error.kind() == std::io::ErrorKind::NotFound {
        return failure
            .why(sentence("failure-keygen-missing", &[]))
            .attempt(sentence("failure-keygen-install", &[]));
    }
    failure.why(error).attempt(sentence("failure-keygen-try", &[]))
}

/// Starts an agent and gives it a key.
const AGENT: &str = "eval \"$(ssh-agent)\" && ssh-add FILE";
/// Names what drives a security key.
const PROVIDER: &str = "echo $SSH_SK_PROVIDER";

/// What the words that `ssh-keygen` ended with mean.
pub(super) fn explain(
    (path, public): (&Path, &PublicKey),
    variables: &BTreeMap<String, String>,
    said: &str,
) -> Failure {
    let name = path.display();
    let failed = |why: Sentence, attempt: Sentence| {
        let what = sentence("failure-did-not-sign", &[("name", name.to_string().into())]);
        Failure::new(Stop::Signer, what).why(why).attempt(attempt)
    };
    let said_all = said.to_lowercase();
    let has = |words: &str| said_all.contains(words);
    if has("unprotected private key file") {
        return failed(sentence("failure-key-readable", &[]), format!("chmod 600 {name}").tell());
    }
    if has("no private key found") {
        return match agent_answers(variables) {
            false => failed(
                sentence("failure-no-agent", &[]),
                sentence("failure-no-agent-try", &[("command", AGENT.into())]),
            ),
            true => failed(
                sentence("failure-agent-without", &[]),
                sentence("failure-agent-without-try", &[]).to_owned(),
            ),
        };
    }
    if has("agent refused operation") {
        return failed(
            sentence("failure-agent-refused", &[]),
            sentence("failure-again-confirm", &[]),
        );
    }
    if public.is_hardware() {
        if has("device not found") {
            return failed(
                sentence("failure-no-device", &[]),
                sentence("failure-again-plugged", &[]),
            );
        }
        if has("incorrect passphrase") || has("incorrect pin") {
            return failed(
                sentence("failure-wrong-pin", &[]),
                sentence("failure-again-terminal", &[]),
            );
        }
        if has("not supported") {
            return failed(
                sentence("failure-device-unable", &[]),
                sentence("failure-device-unable-try", &[]),
            );
        }
        if has("open") && has("provider") || has("no such file") {
            return failed(
                sentence("failure-no-provider", &[]),
                sentence("failure-no-provider-try", &[("command", PROVIDER.into())]),
            );
        }
        return failed(
            sentence("failure-device-untouched", &[]),
            sentence("failure-again-touch", &[]),
        );
    }
    let last = said.lines().rev().find(|line| !line.trim().is_empty());
    failed(
        last.map_or_else(|| sentence("failure-keygen-silent", &[]), Tell::tell),
        sentence("failure-agent-list", &[]),
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
