//! Bytes in, bytes out: a git repository or a plain folder as a tree of files.

pub mod directory;
pub mod store;

mod windows;

pub use windows::real_path;
