//! Commands, run as somebody runs them: in clones of one remote, at two desks, with witnesses, tokens and `ssh-keygen`.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests say what went wrong by failing")]

mod asked;
mod attacks_clone;
mod attacks_folder;
mod attacks_memory;
mod attacks_replies;
mod attacks_shown;
mod cases_check;
mod check;
mod check_files;
mod corpus_check;
mod documents;
mod enrolment;
mod fetch;
mod forge_jobs;
mod forges;
mod forty;
mod hardware;
mod hooks;
mod imports;
mod interop_registry;
mod interop_request;
mod interop_ssh_keygen;
mod letters;
mod library;
mod library_acts;
mod mails;
mod many;
mod policy;
mod receipts;
mod releases;
mod sync;
mod sync_drafts;
mod sync_many;
mod wishes;
mod witness;
