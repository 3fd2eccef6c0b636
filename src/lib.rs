//! A versioned registry of public statements with signatures that anyone can check.

pub use countersign_cli as cli;
