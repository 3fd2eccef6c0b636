//! One function for each message, made by `build.rs` from the files in `locales/`.
//!
//! Each takes the message's arguments, in the order in which the English text first uses them, and gives a
//! [`Sentence`], which is said once the reader's language is known:
//!
//! ```
//! use countersign_speech::locale::{Locale, message};
//! let said = message::finding_superseded("2021/solidarity@1");
//! assert_eq!(said.english(), "2021/solidarity@1 was replaced by a newer version");
//! assert_eq!(said.say(Locale::Fr), "2021/solidarity@1 a été remplacée par une version plus récente");
//! ```
//!
//! Where plural forms are chosen by an argument it is a number, and nothing else compiles:
//!
//! ```compile_fail
//! countersign_speech::locale::message::check_more("3");
//! ```
//!
//! Where words are chosen by an argument it is one of an enum, such as [`Act`].

use std::fmt;

use super::sentence::{Argument, Count, Sentence, Tell};

/// What messages choose by: an enum of the words that they have for an argument.
macro_rules! choice {
    ($argument:literal, $name:ident { $($variant:ident = $word:literal,)+ }) => {
        #[doc = concat!("What messages choose by, where they have `", $argument, "`.")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name {
            $(#[doc = concat!("`", $word, "`")] $variant,)+
        }

        impl $name {
            #[cfg(test)]
            const ALL: &[Self] = &[$(Self::$variant),+];
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self { $(Self::$variant => $word),+ })
            }
        }
    };
}

/// Every message, to be said in a test.
macro_rules! every {
    ($($one:expr,)+) => {
        #[cfg(test)]
        #[allow(unused_variables, reason = "not all have a number, a word and a text")]
        pub(super) const EVERY: &[fn(u64, usize, &str) -> Sentence] = &[$($one),+];
    };
}

include!(concat!(env!("OUT_DIR"), "/messages.rs"));
