//! A versioned registry of public statements with signatures that anyone can check.

pub mod checkpoint;
pub mod digest;
pub mod escape;
pub mod directory;
pub mod heads;
pub mod key;
pub mod lookalike;
pub mod name;
pub mod text;
pub mod store;
pub mod merkle;
pub mod name;
pub mod note;
pub mod tile;
pub mod time;
pub mod tree;
pub mod wording;
