//! Is this the text: the words of a copy, laid beside the registered texts.
//!
//! No input or output.

pub mod answer;
pub mod check;
pub mod extract;
mod shortest;
pub mod wording;
