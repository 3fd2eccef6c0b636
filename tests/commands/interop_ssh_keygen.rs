//! The real `ssh-keygen` and `ssh-agent` read what we write, and we read what they write.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

use countersign_core::digest::Hash;
use countersign_core::key::private::{PrivateKeyError, public_in};
use countersign_core::key::sshsig::{HashAlgorithm, SshSignature, fits};
use countersign_core::key::{PrivateKey, PublicKey};
use tempfile::TempDir;
use testkit::fido::{Token, USER_PRESENT};

const NAMESPACE: &str = "countersign/endorsement/v1";
const MESSAGE: &[u8] = br#"{"act":"endorse","type":"countersign/endorsement/v1"}"#;
const PASSPHRASE: &str = "correct horse, battería";

/// A folder of its own, and commands that see nothing of the user's.
struct Bench(TempDir);

impl Bench {
    /// None, said loudly, where OpenSSH is not installed.
    fn new() -> Option<Self> {
        if Command::new("ssh-keygen").arg("-?").output().is_err() {
            // Not by `eprintln!`, which the test harness swallows when a test passes.
            let _ = writeln!(std::io::stderr(), "skipped: no ssh-keygen");
            return None;
        }
        Some(Self(TempDir::new().unwrap()))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, content).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        path
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(self.0.path())
            .env_remove("SSH_AUTH_SOCK")
            .env_remove("DISPLAY")
            .env("HOME", self.0.path())
            .env("LC_ALL", "C.UTF-8")
            .env("SSH_ASKPASS", "/bin/false")
            .env("SSH_ASKPASS_REQUIRE", "force")
            .stdin(Stdio::null());
        command
    }

    fn keygen(&self, arguments: &[&str]) -> Output {
        self.command("ssh-keygen").args(arguments).output().unwrap()
    }

    /// Whether `ssh-keygen -Y verify` accepts the signature in this file.
    fn verifies(&self, public: &str, signature: &str, message: &[u8]) -> bool {
        self.write("allowed_signers", format!("press.example {public}\n"));
        self.write("signature", signature);
        let message = self.write("verified", message);
        let mut verify = self.command("ssh-keygen");
        verify.args(["-Y", "verify", "-f", "allowed_signers", "-I", "press.example"]);
        verify.args(["-n", NAMESPACE, "-s", "signature"]);
        let output = verify.stdin(fs::File::open(message).unwrap()).output().unwrap();
        output.status.success()
    }

    /// What `ssh-keygen -Y sign` makes of [`MESSAGE`].
    fn sign(&self, mut command: Command, key: &str, hash: Option<&str>) -> String {
        self.write("message", MESSAGE);
        let _ = fs::remove_file(self.path("message.sig"));
        command.args(["-q", "-Y", "sign", "-f", key, "-n", NAMESPACE]);
        if let Some(hash) = hash {
            command.args(["-O", &format!("hashalg={hash}")]);
        }
        let output = command.arg("message").output().unwrap();
        assert!(output.status.success(), "{output:?}");
        fs::read_to_string(self.path("message.sig")).unwrap()
    }
}

fn key() -> PrivateKey {
    PrivateKey::from_seed(&[7; 32])
}

fn text(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap().trim_end().to_owned()
}

fn check_fits(file: &str, hash: HashAlgorithm) {
    let signature = SshSignature::parse(file.as_bytes()).unwrap();
    assert_eq!(signature.to_armor(), file);
    assert_eq!(signature.hash_algorithm(), hash);
    assert_eq!(fits(&signature, NAMESPACE, MESSAGE, &Hash::of(MESSAGE)), Ok(()));
}

#[test]
fn ssh_keygen_reads_our_key_files() {
    let Some(bench) = Bench::new() else { return };
    let key = key();
    let want = format!("{} press office", key.public());
    for passphrase in [None, Some(PASSPHRASE)] {
        let file = key.to_openssh("press office", passphrase, &[3; 20]).unwrap();
        bench.write("press", file.as_bytes());
        let output = bench.keygen(&["-y", "-P", passphrase.unwrap_or_default(), "-f", "press"]);
        assert_eq!(text(&output), want, "{passphrase:?}");
    }
    let output = bench.keygen(&["-y", "-P", "wrong", "-f", "press"]);
    assert!(!output.status.success());

    bench.write("press.pub", &want);
    let output = bench.keygen(&["-l", "-f", "press.pub"]);
    assert_eq!(text(&output).split(' ').nth(1), Some(key.public().fingerprint().as_str()));
    // The armour wraps as OpenSSH's own does: rewriting a plain file gives files of the same shape.
    let ours = key.to_openssh("press office", None, &[3; 20]).unwrap();
    bench.write("press", ours.as_bytes());
    text(&bench.keygen(&["-q", "-p", "-P", "", "-N", "", "-f", "press"]));
    let theirs = fs::read_to_string(bench.path("press")).unwrap();
    let shape = |file: &str| file.lines().map(str::len).collect::<Vec<_>>();
    assert_eq!(shape(&ours), shape(&theirs));
}

#[test]
fn we_read_their_key_files() {
    let Some(bench) = Bench::new() else { return };
    let ciphers = [
        "aes256-ctr",
        "aes192-ctr",
        "aes128-ctr",
        "aes256-cbc",
        "aes128-cbc",
        "aes256-gcm@openssh.com",
        "aes128-gcm@openssh.com",
        "chacha20-poly1305@openssh.com",
    ];
    for (number, cipher) in ciphers.iter().enumerate() {
        let name = format!("key{number}");
        text(&bench.keygen(&[
            "-q", "-t", "ed25519", "-a", "4", "-C", "desk", "-Z", cipher, "-N", PASSPHRASE, "-f",
            &name,
        ]));
        let file = fs::read(bench.path(&name)).unwrap();
        let public = fs::read(bench.path(&format!("{name}.pub"))).unwrap();
        let (public, comment) = PublicKey::from_file(&public).unwrap();
        assert_eq!(comment, "desk");
        assert_eq!(public_in(&file), Ok(public.clone()), "{cipher}");
        let private = PrivateKey::from_openssh(&file, Some(PASSPHRASE)).unwrap();
        assert_eq!(private.public(), public, "{cipher}");
        for (passphrase, want) in [
            (None, PrivateKeyError::Encrypted),
            (Some("wrong"), PrivateKeyError::WrongPassphrase),
            (Some(""), PrivateKeyError::WrongPassphrase),
        ] {
            let error = PrivateKey::from_openssh(&file, passphrase).unwrap_err();
            assert_eq!(error, want, "{cipher} {passphrase:?}");
        }
    }
}

#[test]
fn other_keys_of_theirs_are_named() {
    let Some(bench) = Bench::new() else { return };
    for (kind, format, private, public) in [
        ("rsa", "RFC4716", "ssh-rsa", "ssh-rsa"),
        ("ecdsa", "RFC4716", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256"),
        ("ecdsa", "PEM", "a PEM private key", "ecdsa-sha2-nistp256"),
        ("rsa", "PKCS8", "a PEM private key", "ssh-rsa"),
    ] {
        let name = format!("{kind}-{format}");
        text(&bench.keygen(&["-q", "-t", kind, "-m", format, "-N", "", "-f", &name]));
        let file = fs::read(bench.path(&name)).unwrap();
        let error = PrivateKey::from_openssh(&file, None).unwrap_err();
        let named =
            matches!(&error, PrivateKeyError::Unsupported { kind } if kind.starts_with(private));
        assert!(named, "{name}: {error}");
        let file = fs::read(bench.path(&format!("{name}.pub"))).unwrap();
        let error = PublicKey::from_file(&file).unwrap_err().to_string();
        assert!(error.ends_with(&format!("got {public}")), "{name}: {error}");
        assert_eq!(
            PrivateKey::from_openssh(&file, None).unwrap_err(),
            PrivateKeyError::PublicKeyGiven,
            "{name}"
        );
    }
}

#[test]
fn ssh_keygen_verifies_our_signatures() {
    let Some(bench) = Bench::new() else { return };
    let key = key();
    let public = key.public().to_string();
    let signature = key.sign(NAMESPACE, &Hash::of(MESSAGE)).to_armor();
    assert!(bench.verifies(&public, &signature, MESSAGE));
    assert!(!bench.verifies(&public, &signature, b"other"));
    let other = key.sign("countersign/statement/v1", &Hash::of(MESSAGE)).to_armor();
    assert!(!bench.verifies(&public, &other, MESSAGE));
}

#[test]
fn we_accept_their_signatures_and_make_the_same_bytes() {
    let Some(bench) = Bench::new() else { return };
    let key = key();
    bench.write("press", key.to_openssh("", None, &[3; 20]).unwrap().as_bytes());
    let file = bench.sign(bench.command("ssh-keygen"), "press", None);
    check_fits(&file, HashAlgorithm::Sha512);
    let file = bench.sign(bench.command("ssh-keygen"), "press", Some("sha256"));
    check_fits(&file, HashAlgorithm::Sha256);
    assert_eq!(file, key.sign(NAMESPACE, &Hash::of(MESSAGE)).to_armor());
}

/// The last line of the armour may be of any length, also a full one.
#[test]
fn the_armour_is_theirs_at_every_length() {
    let Some(bench) = Bench::new() else { return };
    let key = key();
    bench.write("press", key.to_openssh("", None, &[3; 20]).unwrap().as_bytes());
    bench.write("message", MESSAGE);
    // 170 bytes and the namespace: 38 to 40 fill four lines exactly, 54 characters go once round base64 and lines.
    for length in 1..=54 {
        let namespace = "n".repeat(length);
        let _ = fs::remove_file(bench.path("message.sig"));
        let arguments =
            ["-q", "-Y", "sign", "-f", "press", "-O", "hashalg=sha256", "-n", &namespace];
        text(&bench.command("ssh-keygen").args(arguments).arg("message").output().unwrap());
        let theirs = fs::read_to_string(bench.path("message.sig")).unwrap();
        assert_eq!(theirs, key.sign(&namespace, &Hash::of(MESSAGE)).to_armor(), "{length}");
    }
}

#[test]
fn ssh_keygen_verifies_what_the_token_in_software_makes() {
    let Some(bench) = Bench::new() else { return };
    let token = Token::from_seed([8; 32], "ssh:countersign");
    let (public, _) = PublicKey::from_file(token.line().as_bytes()).unwrap();
    assert!(public.is_hardware());
    bench.write("token.pub", token.line());
    let output = text(&bench.keygen(&["-l", "-f", "token.pub"]));
    assert_eq!(output.split(' ').nth(1), Some(public.fingerprint().as_str()));
    for hash in ["sha256", "sha512"] {
        let signature = token.sign(NAMESPACE, hash, MESSAGE, USER_PRESENT, 41).armor();
        assert!(bench.verifies(&public.to_string(), &signature, MESSAGE), "{hash}");
        assert!(!bench.verifies(&public.to_string(), &signature, b"other"), "{hash}");
        let signature = SshSignature::parse(signature.as_bytes()).unwrap();
        assert_eq!(fits(&signature, NAMESPACE, MESSAGE, &Hash::of(MESSAGE)), Ok(()), "{hash}");
    }
}

/// An agent on a socket of its own, ended with the test.
struct Agent(Child);

impl Agent {
    fn start(bench: &Bench, socket: &Path) -> Self {
        let mut command = bench.command("ssh-agent");
        command.args(["-D", "-a"]).arg(socket).stdout(Stdio::null()).stderr(Stdio::null());
        let agent = Self(command.spawn().unwrap());
        for _ in 0..500 {
            if socket.exists() {
                return agent;
            }
            sleep(Duration::from_millis(10));
        }
        panic!("ssh-agent made no socket");
    }
}

impl Drop for Agent {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_key_of_ours_signs_in_their_agent() {
    let Some(bench) = Bench::new() else { return };
    let key = key();
    bench.write("press", key.to_openssh("press office", None, &[3; 20]).unwrap().as_bytes());
    let socket = bench.path("agent");
    let _agent = Agent::start(&bench, &socket);
    let with_agent = |program| {
        let mut command = bench.command(program);
        command.env("SSH_AUTH_SOCK", &socket);
        command
    };
    text(&with_agent("ssh-add").args(["-q", "press"]).output().unwrap());
    fs::remove_file(bench.path("press")).unwrap();
    bench.write("press.pub", key.public().to_string());
    let file = bench.sign(with_agent("ssh-keygen"), "press.pub", Some("sha256"));
    check_fits(&file, HashAlgorithm::Sha256);
    assert_eq!(file, key.sign(NAMESPACE, &Hash::of(MESSAGE)).to_armor());
    let file = bench.sign(with_agent("ssh-keygen"), "press.pub", None);
    check_fits(&file, HashAlgorithm::Sha512);
}
