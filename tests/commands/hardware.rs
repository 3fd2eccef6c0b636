//! Keys that this program never holds: in a FIDO token, in an agent. OpenSSH signs, and each of its troubles is told.
//!
//! The token is `testkit/token.c`, a library that OpenSSH's own `ssh-sk-helper` loads in place of the one that talks
//! to hardware; what it does is told by `FIDO_TOKEN`. It needs a C compiler and the headers of OpenSSL.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use testkit::coalition::Coalition;
use testkit::repository;

/// A coalition in which `token.example` is enrolled with a key in a token.
struct Hardware {
    coalition: Coalition,
    provider: PathBuf,
}

impl Hardware {
    fn new() -> Self {
        let coalition = Coalition::with(&["uno"]);
        let provider = coalition.path("token.so");
        let source = repository().join("tests/testkit/token.c");
        let compiled = Command::new("gcc")
            .args(["-Wall", "-Werror", "-shared", "-fPIC", "-o"])
            .arg(&provider)
            .arg(source)
            .arg("-lcrypto")
            .output()
            .expect("a C compiler (gcc)");
        let error = String::from_utf8_lossy(&compiled.stderr);
        assert!(compiled.status.success(), "want gcc and libssl-dev: {error}");
        let hardware = Self { coalition, provider };
        let made = hardware.ssh_keygen(&["-q", "-t", "ed25519-sk", "-N", "", "-f", "../token"]);
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        hardware.coalition.done(
            "org add token.example --name Token --key press=../token.pub --confirm token.example",
        );
        hardware
    }

    fn ssh_keygen(&self, words: &[&str]) -> Output {
        let mut command = self.coalition.command("ssh-keygen");
        command.args(words).env("SSH_SK_PROVIDER", &self.provider).output().unwrap()
    }

    /// Signs with the token, which does what it is told.
    fn sign(&self, token: &str, key: &str) -> (Option<i32>, String) {
        let words = format!(
            "sign 2021/solidarity@1 --as token.example --key {key} --confirm token.example --no-input"
        );
        let mut command = self.coalition.countersign(&words);
        command.env("SSH_SK_PROVIDER", &self.provider).env("FIDO_TOKEN", token);
        said(command)
    }
}

fn said(mut command: Command) -> (Option<i32>, String) {
    let output = command.output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&said).into_owned())
}

fn stopped((code, said): (Option<i32>, String), want: &[&str]) {
    assert_eq!(code, Some(9), "{said}");
    for want in want {
        assert!(said.contains(want), "want {want:?} in {said}");
    }
    for line in ["error: ", "why: ", "try: "] {
        assert!(said.lines().any(|one| one.starts_with(line)), "no {line} in {said}");
    }
}

#[test]
fn a_security_key_signs_and_stock_openssh_agrees() {
    let hardware = Hardware::new();
    let coalition = &hardware.coalition;
    let (code, said) = hardware.sign("touch", "../token");
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("touch the security key when it blinks"), "{said}");
    coalition.done("publish 2021/solidarity@1");
    coalition.done("verify --require 1 2021/solidarity@1");
    let folder =
        coalition.registry().join("registry/2021/solidarity/v1/endorsements/token.example");
    let verify = format!(
        "-Y verify -f {} -I token.example -n countersign/endorsement/v1 -s 1.json.press.sig",
        coalition.registry().join("keys/allowed_signers").display()
    );
    let mut command = coalition.command("ssh-keygen");
    command.args(verify.split(' ')).current_dir(&folder);
    command.stdin(fs::File::open(folder.join("1.json")).unwrap());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    // The public file names the same key; a withdrawal is another act by it.
    let withdraw =
        "withdraw 2021/solidarity@1 --as token.example --key ../token.pub --confirm token.example";
    let mut command = coalition.countersign(withdraw);
    command.env("SSH_SK_PROVIDER", &hardware.provider);
    assert!(command.output().unwrap().status.success());
}

#[test]
fn each_trouble_of_a_security_key_is_told() {
    let hardware = Hardware::new();
    stopped(hardware.sign("untouched", "../token"), &["without a touch", "touch the security key"]);
    stopped(hardware.sign("timeout", "../token"), &["not touched in time", "when it blinks"]);
    stopped(hardware.sign("pin", "../token"), &["PIN was wrong", "in a terminal"]);
    stopped(hardware.sign("absent", "../token"), &["plugged in"]);
    stopped(hardware.sign("unsupported", "../token"), &["cannot do this"]);
    let token = hardware.coalition.path("token");
    fs::set_permissions(&token, fs::Permissions::from_mode(0o644)).unwrap();
    stopped(hardware.sign("touch", "../token"), &["others may read", "chmod 600 "]);
    fs::set_permissions(&token, fs::Permissions::from_mode(0o600)).unwrap();
    fs::remove_file(&hardware.provider).unwrap();
    stopped(hardware.sign("touch", "../token"), &["cannot be loaded", "SSH_SK_PROVIDER"]);
    // Nothing of all that was written.
    let said = hardware.coalition.done("status 2021/solidarity@1");
    assert!(!said.contains("endorsed  "), "{said}");
    hardware.coalition.git("fsck --strict --no-dangling");
}

/// An agent, ended by its own id.
struct Agent {
    child: Child,
    socket: PathBuf,
}

impl Agent {
    fn start(coalition: &Coalition) -> Self {
        let socket = coalition.path("agent");
        let mut command = coalition.command("ssh-agent");
        command.args(["-D", "-a"]).arg(&socket).env("SSH_ASKPASS", "/bin/false");
        command.env("SSH_ASKPASS_REQUIRE", "force").stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().unwrap();
        while !socket.exists() {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        Self { child, socket }
    }

    fn add(&self, coalition: &Coalition, words: &[&str]) {
        let mut command = coalition.command("ssh-add");
        command.arg("-q").args(words).env("SSH_AUTH_SOCK", &self.socket);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

impl Drop for Agent {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn each_trouble_of_an_agent_is_told() {
    let coalition = Coalition::with(&["uno"]);
    fs::create_dir(coalition.path("away")).unwrap();
    fs::copy(coalition.path("uno.pub"), coalition.path("away/uno.pub")).unwrap();
    let words =
        "sign 2021/solidarity@1 --as uno.example --key ../away/uno.pub --confirm uno.example";
    let sign = |socket: &Path| {
        let mut command = coalition.countersign(words);
        command.env("SSH_AUTH_SOCK", socket);
        said(command)
    };
    stopped(said(coalition.countersign(words)), &["no agent answers", "ssh-agent"]);
    stopped(sign(&coalition.path("nowhere")), &["no agent answers"]);
    let agent = Agent::start(&coalition);
    stopped(sign(&agent.socket), &["the agent does not have it", "ssh-add"]);
    // One that asks each time, and nobody answers yes.
    agent.add(&coalition, &["-c", "../uno"]);
    stopped(sign(&agent.socket), &["the agent refused", "confirm"]);
    agent.add(&coalition, &["-D"]);
    agent.add(&coalition, &["../uno"]);
    let (code, told) = sign(&agent.socket);
    assert_eq!(code, Some(0), "{told}");
    // A machine without OpenSSH.
    let empty = coalition.path("empty");
    fs::create_dir(&empty).unwrap();
    let mut command = coalition.countersign(&words.replace("sign ", "decline "));
    command.env("PATH", &empty).env("SSH_AUTH_SOCK", &agent.socket);
    stopped(said(command), &["it is not installed", "install OpenSSH"]);
}
