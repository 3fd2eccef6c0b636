//! Laws and vectors: formats, signatures, trees and records, with no git and no command line.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests say what went wrong by failing")]

mod interop_tlog;
mod laws_ed25519;
mod laws_keys;
mod laws_ledger;
mod laws_record;
mod laws_sshsig;
mod limits_record;
mod proofs;
mod replies;
mod requests;
mod vectors_check;
mod vectors_ed25519;
mod vectors_json;
mod vectors_merkle;
mod vectors_notes;
mod vectors_sshsig;
mod vectors_unicode;
