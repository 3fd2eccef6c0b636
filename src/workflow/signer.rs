//! Who holds the pen: a private key file, or the system's `ssh-keygen` with its agent or token.

mod keygen;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::error::SignError;
use super::{Error, World, files};
use countersign_core::digest::Hash;
use countersign_core::key::private::{self, PrivateKeyError};
use countersign_core::key::sshsig::SshSignature;
use countersign_core::key::{PrivateKey, PublicKey};
use countersign_core::record::Record;
use countersign_core::record::signature::VerifiedSignature;

/// Largest key file that is read, in bytes.
const KEY_FILE_BYTES_MAX: u64 = 64 * 1024;

/// A key that can sign.
pub enum Signer {
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
    ///
    /// # Errors
    /// Where the file cannot be read, has no key, or nobody gives its passphrase.
    pub fn open(world: &mut dyn World, path: &Path) -> Result<Self, Error> {
        let name = path.display().to_string();
        let Some(private) = name.strip_suffix(".pub") else {
            return Self::open_private(world, path);
        };
        if world.path(Path::new(private)).is_file() {
            return Self::open_private(world, Path::new(private));
        }
        let (public, _) = PublicKey::from_file(&read(world, path)?)
            .map_err(|why| SignError::NoPublicKey { file: path.to_owned(), why })?;
        Self::system(world, public, path)
    }

    /// The signer that `ssh-keygen` is; whoever has to touch something is told so before it blinks.
    fn system(world: &mut dyn World, public: PublicKey, path: &Path) -> Result<Self, Error> {
        if public.is_hardware() {
            world.touch().map_err(SignError::Touch)?;
        }
        let variables = world.variables().clone();
        Ok(Self::System { public: Box::new(public), path: world.path(path), variables })
    }

    fn open_private(world: &mut dyn World, path: &Path) -> Result<Self, Error> {
        let bytes = read(world, path)?;
        let unusable = |why: PrivateKeyError| SignError::Unusable { file: path.to_owned(), why };
        let opened = match PrivateKey::from_openssh(&bytes, None) {
            Err(PrivateKeyError::Encrypted) => {
                let passphrase = world.passphrase(path).map_err(SignError::Passphrase)?;
                PrivateKey::from_openssh(&bytes, Some(&passphrase))
            }
            other => other,
        };
        match opened {
            Ok(key) => Ok(Self::InProcess(Box::new(key))),
            Err(PrivateKeyError::Hardware) => {
                let public = private::public_in(&bytes).map_err(unusable)?;
                Self::system(world, public, path)
            }
            Err(error) => Err(unusable(error).into()),
        }
    }

    /// The public key.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        match self {
            Self::InProcess(key) => key.public(),
            Self::System { public, .. } => (**public).clone(),
        }
    }

    /// Signs a record, and returns the signature only if it fits.
    ///
    /// # Errors
    /// Where it does not, or `ssh-keygen` did not sign.
    pub fn sign(&self, record: &Record) -> Result<(SshSignature, VerifiedSignature), Error> {
        let namespace = record.kind().type_name();
        let signature = match self {
            Self::InProcess(key) => key.sign(namespace, &record.hash()),
            Self::System { public, path, variables } => {
                keygen::Keygen { file: path, public, variables }.sign(namespace, &record.bytes())?
            }
        };
        let by_keygen = matches!(self, Self::System { .. });
        let verified = VerifiedSignature::check(record, signature.to_armor().as_bytes())
            .map_err(|why| SignError::Misfit { why, by_keygen })?;
        if *verified.key() != self.public() {
            return Err(SignError::OtherKey.into());
        }
        Ok((signature, verified))
    }
}

impl Signer {
    /// Signs bytes that are no record; whoever calls checks that the signature fits.
    ///
    /// # Errors
    /// Where `ssh-keygen` did not sign.
    pub(crate) fn sign_bytes(&self, namespace: &str, bytes: &[u8]) -> Result<SshSignature, Error> {
        Ok(match self {
            Self::InProcess(key) => key.sign(namespace, &Hash::of(bytes)),
            Self::System { public, path, variables } => {
                keygen::Keygen { file: path, public, variables }.sign(namespace, bytes)?
            }
        })
    }
}

/// The public key in a file that may be either half of a pair, with its comment; asks for no passphrase.
///
/// # Errors
/// Where the file cannot be read, or has no key that could be enrolled.
pub fn public_key(world: &dyn World, path: &Path) -> Result<(PublicKey, String), Error> {
    PublicKey::from_file(&read(world, path)?)
        .map_err(|why| SignError::NotEnrollable { file: path.to_owned(), why }.into())
}

/// The public key of a signer's file, without unlocking it.
///
/// # Errors
/// Where the file cannot be read, or has none.
pub fn public_of(world: &dyn World, path: &Path) -> Result<PublicKey, Error> {
    let bytes = read(world, path)?;
    let file = path.to_owned();
    if path.extension().is_some_and(|extension| extension == "pub") {
        let key = PublicKey::from_file(&bytes).map(|(key, _)| key);
        return key.map_err(|why| SignError::NoKeyInPublic { file, why }.into());
    }
    private::public_in(&bytes).map_err(|why| SignError::NoKeyInPrivate { file, why }.into())
}

fn read(world: &dyn World, path: &Path) -> Result<Vec<u8>, SignError> {
    files::read(world, path, KEY_FILE_BYTES_MAX).map_err(SignError::File)
}
