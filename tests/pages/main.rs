//! What people and programs read: pages, messages, JSON, and the documents that say how it is.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests say what went wrong by failing")]

mod architecture;
mod dependencies;
mod desk;
mod engine;
mod format;
mod languages;
mod locale;
mod schema;
mod serve;
mod site;
mod threats;
