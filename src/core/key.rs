//! Keys: Ed25519 points, OpenSSH key files, SSHSIG signatures.
//!
//! [`ed25519`] is the mathematics, [`PublicKey`] and [`PrivateKey`] are the files, [`sshsig`] is the signature,
//! and [`sshsig::fits`] is the one function that answers whether a signature fits.
//! Nothing here reads a file, a clock or randomness: bytes, passphrases and entropy come in as arguments.
//!
//! ```
//! use countersign_core::digest::Hash;
//! use countersign_core::key::{PrivateKey, PublicKey, sshsig};
//! let key = PrivateKey::from_seed(&[7; 32]);
//! let record = br#"{"type":"countersign/endorsement/v1"}"#;
//! let signature = key.sign("countersign/endorsement/v1", &Hash::of(record));
//! assert_eq!(signature.public_key(), &key.public());
//! sshsig::fits(&signature, "countersign/endorsement/v1", record, &Hash::of(record))?;
//! # Ok::<(), countersign_core::key::sshsig::Misfit>(())
//! ```

pub mod ed25519;
pub mod private;
pub mod public;
pub mod sshsig;
mod wire;

pub use private::PrivateKey;
pub use public::{KnownKeys, PublicKey};
