//! What the core found, as sentences in the reader's language.
//!
//! The core says what happened as enums with typed arguments, and knows no language.
//! Each function here is given one of them, and makes the [`Sentence`](crate::locale::Sentence) that says it:
//!
//! ```
//! use countersign_core::ledger::Violation;
//! use countersign_speech::locale::Locale;
//! use countersign_speech as speech;
//! let refused = speech::violation(&Violation::NotEnrolled("faro.example".parse()?));
//! assert_eq!(refused.say(Locale::En), "faro.example is not enrolled");
//! assert_eq!(refused.say(Locale::Es), "faro.example no está inscrita");
//! # Ok::<(), countersign_core::name::NameError>(())
//! ```
//!
//! What came from a file is put in as it is: a terminal escapes the sentence, a template escapes it for a page.

pub mod check;
pub mod desk;
mod evidence;
mod extract;
mod finding;
pub mod json;
pub mod locale;
pub mod page;
pub mod phrase;
pub mod repair;
mod rule;
mod text;
pub mod told;
mod unread;
mod unseen;

pub use evidence::{confirmation, doubt, evidence};
pub use extract::note;
pub use finding::{FindingLine, finding, findings, gravest, lost};
pub use rule::{group, holder, unmet, violation};
pub use text::{invisible, warning};
pub use unread::{advice as unread_advice, advice_here as unread_advice_here, unread};
pub use unseen::not_checked;
