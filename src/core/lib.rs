//! Formats and rules: records, keys, the log, the ledger, verification, bundles, receipts, replies and requests.
//!
//! No input or output, no clock, no randomness and no language: everything here is a function of its arguments.

#[macro_use]
mod spelling;

pub mod allowed_signers;
pub mod bundle;
pub mod cache;
pub mod canonical;
pub mod chain_map;
pub mod checkpoint;
pub mod cores;
pub mod did;
pub mod digest;
pub mod envelope;
pub mod escape;
pub mod given;
pub mod invitation;
pub mod key;
pub mod layout;
pub mod ledger;
pub mod log;
pub mod lookalike;
pub mod merkle;
pub mod name;
pub mod note;
pub mod policy;
pub mod receipt;
pub mod record;
pub mod reply;
pub mod request;
pub mod text;
pub mod tile;
pub mod time;
pub mod tree;
pub mod unicode;
pub mod verify;
pub mod words;
