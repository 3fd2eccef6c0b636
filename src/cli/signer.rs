//! Who holds the pen: a private key file, or the system's `ssh-keygen` with its agent or token.

mod trouble;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use zeroize::Zeroizing;

use super::failure::{Failure, Stop};
use super::session::Session;
use crate::key::private::{self, PrivateKeyError};
use crate::key::sshsig::SshSignature;
use crate::key::{PrivateKey, PublicKey};
use crate::locale::sentence;
use crate::record::Record;
use crate::record::signature::Fitting;

/// Largest key file that is read, in bytes.
const KEY_FILE_BYTES_MAX: u64 = 64 * 1024;

/// A key that can sign.
pub(crate) enum Signer {
    /// The key is in this process.
    InProcess(Box<PrivateKey>),
    /// `ssh-keygen -Y sign` has it, or knows who has.
    System {
        /// The public key.
        public: Box<PublicKey>,
        /// The file that names it.
        path: PathBuf,
        /// Where it finds its agent and what drives its token.
        variables: BTreeMap<String, String>,
    },
}

impl Signer {
    /// The signer for a `--key` file: a private key, or a `.pub` file whose private key lies beside it,
    /// in the agent or in a token.
    pub(crate) fn open(session: &mut Session, path: &Path) -> Result<Self, Failure> {
        let name = path.display().to_string();
        let Some(private) = name.strip_suffix(".pub") else {
            return Self::open_private(session, path);
        };
        if session.path(Path::new(private)).is_file() {
            return Self::open_private(session, Path::new(private));
        }
        let (public, _) = PublicKey::from_file(&read(session, path)?).map_err(|error| {
            Failure::new(
                Stop::Signer,
                sentence("failure-no-public-key", &[("name", name.to_string().into())]),
            )
            .why(error)
        })?;
        Self::system(session, public, path)
    }

    /// The signer that `ssh-keygen` is; whoever has to touch something is told so before it blinks.
    fn system(session: &mut Session, public: PublicKey, path: &Path) -> Result<Self, Failure> {
        if public.is_hardware() {
            session.must_see(&session.locale().say("act-touch", &[]))?;
        }
        let variables = session.environment.variables.clone();
        Ok(Self::System { public: Box::new(public), path: session.path(path), variables })
    }

    fn open_private(session: &mut Session, path: &Path) -> Result<Self, Failure> {
        let name = path.display().to_string();
        let bytes = read(session, path)?;
        let unusable = |error: PrivateKeyError| {
            Failure::new(
                Stop::Signer,
                sentence("failure-cannot-sign", &[("name", name.to_string().into())]),
            )
            .why(error)
            .attempt(sentence("failure-cannot-sign-try", &[]))
        };
        let opened = match PrivateKey::from_openssh(&bytes, None) {
            Err(PrivateKeyError::Encrypted) => {
                let passphrase =
                    Zeroizing::new(session.ask_passphrase(&format!("passphrase for {name}: "))?);
                PrivateKey::from_openssh(&bytes, Some(&passphrase))
            }
            other => other,
        };
        match opened {
            Ok(key) => Ok(Self::InProcess(Box::new(key))),
            Err(PrivateKeyError::Hardware) => {
                let public = private::public_in(&bytes).map_err(unusable)?;
                Self::system(session, public, path)
            }
            Err(error) => Err(unusable(error)),
        }
    }

    /// The public key.
    pub(crate) fn public(&self) -> PublicKey {
        match self {
            Self::InProcess(key) => key.public(),
            Self::System { public, .. } => (**public).clone(),
        }
    }

    /// Signs a record, and returns the signature only if it fits.
    pub(crate) fn sign(&self, record: &Record) -> Result<(SshSignature, Fitting), Failure> {
        let namespace = record.kind().type_name();
        let signature = match self {
            Self::InProcess(key) => key.sign(namespace, &record.hash()),
            Self::System { public, path, variables } => {
                ssh_keygen((path, public), variables, namespace, &record.bytes())?
            }
        };
        let fitting = Fitting::check(record, signature.to_armor().as_bytes()).map_err(|error| {
            let failure = Failure::new(Stop::Signer, sentence("failure-new-misfit", &[]));
            match self {
                Self::InProcess(_) => failure.why(error),
                Self::System { .. } => {
                    failure.why(error).attempt(sentence("failure-again-touch", &[]))
                }
            }
        })?;
        if *fitting.key() != self.public() {
            return Err(Failure::new(Stop::Signer, sentence("failure-other-key-signed", &[])));
        }
        Ok((signature, fitting))
    }
}

/// The public key in a file that may be either half of a pair; asks for no passphrase.
pub(crate) fn public_key(session: &Session, path: &Path) -> Result<(PublicKey, String), Failure> {
    let refuse = |error: &dyn std::fmt::Display| {
        Failure::new(
            Stop::Usage,
            sentence("failure-not-enrollable", &[("file", path.display().to_string().into())]),
        )
        .why(error)
        .attempt("countersign key new FILE, then FILE.pub")
    };
    PublicKey::from_file(&read(session, path)?).map_err(|error| refuse(&error))
}

/// The public key of a signer's file, without unlocking it.
pub(crate) fn public_of(session: &Session, path: &Path) -> Result<PublicKey, Failure> {
    let bytes = read(session, path)?;
    let refuse = |error: &dyn std::fmt::Display| {
        Failure::new(
            Stop::Signer,
            sentence("failure-is-no-key", &[("file", path.display().to_string().into())]),
        )
        .why(error)
        .attempt(sentence("failure-try-key-file", &[]))
    };
    if path.extension().is_some_and(|extension| extension == "pub") {
        return PublicKey::from_file(&bytes).map(|(key, _)| key).map_err(|error| refuse(&error));
    }
    private::public_in(&bytes).map_err(|error| refuse(&error))
}

fn read(session: &Session, path: &Path) -> Result<Vec<u8>, Failure> {
    session.read_given(path, KEY_FILE_BYTES_MAX, Stop::Signer)
}

fn ssh_keygen(
    (path, public): (&Path, &PublicKey),
    variables: &BTreeMap<String, String>,
    namespace: &str,
    message: &[u8],
) -> Result<SshSignature, Failure> {
    let mut command = Command::new("ssh-keygen");
    command.args(["-Y", "sign", "-O", "hashalg=sha256", "-n", namespace, "-f"]).arg(path);
    // What it says is read here, and this is the language that it is written in.
    command.env_clear().envs(variables).env("LC_ALL", "C");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| trouble::not_started(&error))?;
    if let Some(mut stdin) = child.stdin.take() {
        // Where ssh-keygen has stopped before it read all, its own words below say why.
        let _ = stdin.write_all(message);
    }
    let output = child.wait_with_output().map_err(|error| trouble::not_started(&error))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(trouble::explain((path, public), variables, &said));
    }
    SshSignature::normalise(&output.stdout).map_err(|error| {
        Failure::new(Stop::Signer, sentence("failure-keygen-nothing", &[]))
            .why(error)
            .attempt(sentence("failure-openssh", &[]))
    })
}
