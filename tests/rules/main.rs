//! The rules: what is admitted and what a verdict says, over registries that are made, forged or tampered with.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests say what went wrong by failing")]

mod act_signatures;
mod attacks_bundle;
mod attacks_bytes;
mod attacks_history;
mod attacks_keys;
mod attacks_limits;
mod attacks_log;
mod attacks_names;
mod attacks_parts;
mod attacks_people;
mod attacks_recovery;
mod attacks_rotation;
mod bundle;
mod conditions;
mod demonstration;
mod histories;
mod ledger;
mod ledger_keys;
mod ledger_listing;
mod ledger_order;
mod ledger_registry;
mod ledger_retraction;
mod ledger_translation;
mod ledger_withholding;
mod questions;
mod review;
mod room_to_grow;
mod signature_files;
mod tamper;
mod vectors_bundles;
