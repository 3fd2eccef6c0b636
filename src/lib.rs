//! A versioned registry of public statements with signatures that anyone can check.

#[macro_use]
mod spelling;

pub mod allowed_signers;
pub mod bundle;
pub mod canonical;
pub mod check;
pub mod checkpoint;
pub mod cli;
pub mod did;
pub mod digest;
pub mod directory;
pub mod envelope;
pub mod escape;
pub mod extract;
pub mod heads;
pub mod key;
pub mod known;
pub mod layout;
pub mod ledger;
pub mod locale;
pub mod log;
pub mod lookalike;
pub mod merkle;
pub mod name;
pub mod note;
pub mod receipt;
pub mod record;
pub mod reply;
pub mod request;
pub mod site;
pub mod speech;
pub mod store;
pub mod text;
pub mod tile;
pub mod time;
pub mod tree;
pub mod verify;
pub mod wording;
pub mod words;
pub mod workflow;
