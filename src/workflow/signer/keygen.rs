//! The system's `ssh-keygen`: how it signs, and what its last words mean where it did not.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::error::{KeygenFault, SignError};
use countersign_core::key::PublicKey;
use countersign_core::key::sshsig::SshSignature;

/// What `ssh-add -l` exits with where no agent answers (ssh-add(1)).
const NO_AGENT: i32 = 2;

/// A key of which `ssh-keygen` knows who has it.
pub(super) struct Keygen<'a> {
    /// The file that names it.
    pub(super) file: &'a Path,
    pub(super) public: &'a PublicKey,
    pub(super) variables: &'a BTreeMap<String, String>,
}

impl Keygen<'_> {
    /// Has a message signed.
    pub(super) fn sign(&self, namespace: &str, message: &[u8]) -> Result<SshSignature, SignError> {
        let mut command = Command::new("ssh-keygen");
        command.args(["-Y", "sign", "-O", "hashalg=sha256", "-n", namespace, "-f"]).arg(self.file);
        // What it says is read here, and this is the language that it is written in.
        command.env_clear().envs(self.variables).env("LC_ALL", "C");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(SignError::KeygenNotStarted)?;
        if let Some(mut stdin) = child.stdin.take() {
            // Where ssh-keygen has stopped before it read all, its own words below say why.
            let _ = stdin.write_all(message);
        }
        let output = child.wait_with_output().map_err(SignError::KeygenNotStarted)?;
        if !output.status.success() {
            let fault = self.fault(&String::from_utf8_lossy(&output.stderr));
            return Err(SignError::Keygen { file: self.file.to_owned(), fault });
        }
        SshSignature::normalise(&output.stdout).map_err(SignError::KeygenAnswer)
    }

    /// What the words that it ended with mean.
    fn fault(&self, said: &str) -> KeygenFault {
        let said_all = said.to_lowercase();
        let has = |words: &str| said_all.contains(words);
        if has("unprotected private key file") {
            return KeygenFault::KeyReadable;
        }
        if has("no private key found") {
            return match agent_answers(self.variables) {
                false => KeygenFault::NoAgent,
                true => KeygenFault::AgentWithout,
            };
        }
        if has("agent refused operation") {
            return KeygenFault::AgentRefused;
        }
        if self.public.is_hardware() {
            return of_device(&has);
        }
        let last = said.lines().rev().find(|line| !line.trim().is_empty());
        last.map_or(KeygenFault::Silent, |line| KeygenFault::Said(line.to_owned()))
    }
}

fn of_device(has: &dyn Fn(&str) -> bool) -> KeygenFault {
    if has("device not found") {
        KeygenFault::NoDevice
    } else if has("incorrect passphrase") || has("incorrect pin") {
        KeygenFault::WrongPin
    } else if has("not supported") {
        KeygenFault::DeviceUnable
    } else if has("open") && has("provider") || has("no such file") {
        KeygenFault::NoProvider
    } else {
        KeygenFault::Untouched
    }
}

fn agent_answers(variables: &BTreeMap<String, String>) -> bool {
    // The agent of Windows has a pipe with a name of its own, and no variable.
    if cfg!(unix) && variables.get("SSH_AUTH_SOCK").is_none_or(String::is_empty) {
        return false;
    }
    let mut command = Command::new("ssh-add");
    command.arg("-l").env_clear().envs(variables);
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.code() != Some(NO_AGENT))
}
