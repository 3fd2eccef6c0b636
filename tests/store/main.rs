//! Where a registry lies: git repositories and folders, hostile ones too, writers that are killed, and what is remembered.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests say what went wrong by failing")]

mod cache;
mod directory;
mod hostile_layout;
mod hostile_refs;
mod kill;
mod store_hostile;
mod store_write;
mod withhold_history;
