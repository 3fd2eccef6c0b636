//! What a command does, without a terminal: find a registry, judge it, sign, land, wait for others.
//!
//! Nothing here says anything.
//! What was done comes back as data, why something was not done as an [`Error`], and whoever calls makes sentences
//! of both: no text comes in but what is signed or written, and none goes out but names and paths.
//! The clock, randomness, the folders, passphrases and progress come in through one trait, [`World`].
//!
//! - **Open**: [`open`] finds a registry and refuses to build on one that does not verify; [`part`] reads only as much
//!   as somebody asks about, where [`cache`] says that the rest is sound; [`seen`] is what a verifier saw before.
//! - **Verify**: [`verify`] answers a question with what the reader saw before and the keys that they confirmed
//!   ([`pins`]).
//! - **Sign**: [`act`] is what an organisation says of a version; [`signer`] makes signatures, [`officers`] says whose
//!   key files may sign for an organisation.
//! - **Ask**: [`request`] makes what organisations are asked, [`import`] takes in what they answered and all else that
//!   was signed elsewhere, [`paper`] reads and writes requests and replies.
//! - **Land**: [`land`] sends records through the ledger and writes what it admits in one commit, logged where this
//!   machine holds the log key ([`checkpoint`]); [`found`] writes the first of a registry.
//! - **Do**: [`propose`] and [`publish`] versions, [`withhold`] what somebody said, change an [`organisation`] or the
//!   registry's own record ([`registry_record`]), and be or ask a [`witness`]: each is prepared, so that whoever calls
//!   can show it and ask, and then signed and landed ([`unsigned`]).
//! - **Exchange**: [`sync`] takes in what a remote has, sends what only this clone has, and logs what was accepted.
//! - **Wait**: a record that lacks signatures is on a branch of its own ([`waiting`]), a version that is not published
//!   on its draft's ([`draft`]); [`beside`] writes on both. Who was asked about it is [`private`] ([`asked`]),
//!   and so is whom to write to ([`contacts`]).
//! - **Keep**: [`backup`] packs a registry with all that lies beside it, and makes it again on an empty machine.
//! - **Show**: [`texts`] are the words of a version, compared with their hashes; [`bundle`] proves one elsewhere.
//!
//! Three modules append to a log, and no other crate does: [`land`] and [`checkpoint`] where no remote decides what is
//! signed next, [`sync`] where one does.
//! Each is given the log by `signed`, which compares it with the newest head that was signed on this machine and keeps
//! the new one after; [`found`] begins a log that has no head yet.
//!
//! ```no_run
//! use countersign_workflow::{Error, Fixed, checkpoint, open::Opened};
//! let now = "2021-02-08T09:30:00Z".parse().expect("a time");
//! let mut world = Fixed::new(now, b"seed", "registry".into());
//! let opened = Opened::sound(&mut world)?;
//! if let Some(logged) = checkpoint::sign(&mut world, &opened)? {
//!     assert_eq!(logged.count, opened.examined.pending.admitted.len());
//! }
//! # Ok::<(), Error>(())
//! ```

pub mod act;
pub mod asked;
pub mod backup;
pub mod beside;
pub mod bundle;
pub mod cache;
pub mod checkpoint;
pub mod clock;
pub mod commit;
pub mod contacts;
pub mod draft;
pub mod error;
pub mod files;
pub mod folder;
pub mod found;
pub mod import;
pub mod land;
pub mod officers;
pub mod open;
pub mod organisation;
pub mod paper;
pub mod part;
pub mod parts;
pub mod pins;
pub mod private;
pub mod propose;
pub mod publish;
pub mod registry_record;
pub mod request;
pub mod retract;
pub mod seen;
pub mod signer;
pub mod sync;
pub mod texts;
pub mod translate;
pub mod unsigned;
pub mod verify;
pub mod version;
pub mod waiting;
pub mod withhold;
pub mod witness;
pub mod world;

mod append;
mod git;
mod heads;
mod hide;
mod progress;
mod signed;

pub use error::Error;
pub use version::AskedVersion;
pub use world::{Fixed, World};
