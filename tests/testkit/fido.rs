//! A FIDO token in software (OpenSSH PROTOCOL.u2f): its key comes from a seed, its flags and counter from the test.

use base64ct::{Base64, Encoding};
use countersign_core::digest::Hash;
use countersign_core::key::ed25519::Ed25519Secret;
use sha2::{Digest, Sha512};

use crate::envelope::{Envelope, strings};

/// The flag that says that somebody touched the token.
pub const USER_PRESENT: u8 = 0x01;
const KIND: &str = "sk-ssh-ed25519@openssh.com";

/// A token with one key.
pub struct Token {
    secret: Ed25519Secret,
    application: &'static str,
}

impl Token {
    pub fn from_seed(seed: [u8; 32], application: &'static str) -> Self {
        Self { secret: Ed25519Secret::from_seed(&seed), application }
    }

    /// The public key's wire encoding.
    pub fn key(&self) -> Vec<u8> {
        strings(&[KIND.as_bytes(), self.secret.public().as_bytes(), self.application.as_bytes()])
    }

    /// The public key as in a `.pub` file.
    pub fn line(&self) -> String {
        format!("{KIND} {}", Base64::encode_string(&self.key()))
    }

    /// The signature over `message`, with `sha256` or `sha512`.
    pub fn sign(
        &self,
        namespace: &str,
        hash: &str,
        message: &[u8],
        flags: u8,
        counter: u32,
    ) -> Envelope {
        let digest = match hash {
            "sha256" => Hash::of(message).as_bytes().to_vec(),
            "sha512" => Sha512::digest(message).to_vec(),
            other => panic!("no hash {other}"),
        };
        let mut signed = b"SSHSIG".to_vec();
        signed.extend(strings(&[namespace.as_bytes(), b"", hash.as_bytes(), &digest]));
        let mut data = Hash::of(self.application.as_bytes()).as_bytes().to_vec();
        data.push(flags);
        data.extend(counter.to_be_bytes());
        data.extend(Hash::of(&signed).as_bytes());
        let mut envelope = Envelope::of(KIND, self.key(), namespace, &self.secret.sign(&data));
        envelope.hash = hash.into();
        envelope.signature.push(flags);
        envelope.signature.extend(counter.to_be_bytes());
        envelope
    }
}
