//! Taking in what was signed elsewhere: gathered from files, judged against the registry, and what is good written.
//!
//! Everything is checked before anything is written, and what cannot be taken in is refused by name, with a reason
//! that its sender can be told ([`Refusal`]).

mod apply;
mod gather;
mod inside;
mod judge;
mod refusal;

pub use gather::{Gathered, STANDARD_INPUT, gather};
pub use inside::Paper;
pub use judge::{Fate, Given, Item, Judged, Standing, judge};
pub use refusal::{Advice, Answer, Changed, Damage, Refusal};

/// Why a file is passed over, which was not meant to be an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passed {
    /// It is a link, and no link is followed.
    Link,
    /// It is a folder deeper than any that is looked into.
    Deep,
    /// It is a device, a pipe or a socket.
    Device,
    /// It is larger than any answer.
    Large,
    /// It is a request that nobody answered.
    Unanswered,
    /// It is a record that nobody signed.
    Unsigned,
    /// It is a public key, which shows nothing by itself.
    PublicKey,
    /// It is something else.
    Neither,
}
