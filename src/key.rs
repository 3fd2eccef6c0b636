//! Keys: Ed25519 points, OpenSSH key files, SSHSIG signatures.

pub mod ed25519;
