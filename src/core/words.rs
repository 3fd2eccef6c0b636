//! A fingerprint in words that two people can read to each other.
//!
//! The first 128 bits of a SHA-256 value as twelve English words with a check (BIP 39).
//! Nobody can make another registry with the same words as one that exists; whoever founds a registry could,
//! with some 2^64 attempts, make two that share them. The whole fingerprint is beside them for whoever minds.
//!
//! ```
//! use countersign_core::digest::Hash;
//! use countersign_core::words::{of, read};
//! let hash = Hash::of(b"a registry");
//! let words = of(&hash);
//! assert_eq!(words.split(' ').count(), 12);
//! assert!(read(&words)?.name(&hash));
//! assert!(!read(&words)?.name(&Hash::of(b"another")));
//! # Ok::<(), countersign_core::words::WordsError>(())
//! ```

use crate::digest::Hash;

/// How many bytes of a hash are in words.
const PREFIX_BYTES: usize = 16;
/// How many words say them.
const WORDS: u32 = 12;
/// How many bits a word says.
const WORD_BITS: u32 = 11;
/// How many bits of the last word are the check.
const CHECK_BITS: u32 = 4;
/// Longest text that is read as words, in bytes: twelve words of at most eight letters.
const WORDS_BYTES_MAX: usize = 200;

/// What twelve words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words([u8; PREFIX_BYTES]);

/// Why a text is not twelve such words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("want twelve words, such as countersign verify prints: {0}")]
pub struct WordsError(String);

impl Words {
    /// Whether these are the words of a hash.
    #[must_use]
    pub fn name(&self, hash: &Hash) -> bool {
        hash.as_bytes().starts_with(&self.0)
    }
}

/// The words of a hash, with one space between.
#[must_use]
pub fn of(hash: &Hash) -> String {
    let (prefix, _) = hash.as_bytes().split_at(PREFIX_BYTES);
    let bits = prefix.iter().fold(0_u128, |bits, byte| (bits << 8) | u128::from(*byte));
    // The check is the first four bits of a hash of what the words say; it ends the last word.
    let check =
        Hash::of(prefix).as_bytes().first().map_or(0, |byte| usize::from(byte >> CHECK_BITS));
    let list = bip39::Language::English.word_list();
    let word = |at: u32| (bits >> (u128::BITS - WORD_BITS * at)) as usize % list.len();
    let last = ((bits << CHECK_BITS) as usize % list.len()) | check;
    let places = (1..WORDS).map(word).chain([last]);
    places.filter_map(|at| list.get(at).copied()).collect::<Vec<_>>().join(" ")
}

/// Reads words in any case and spacing.
///
/// # Errors
/// Where they are not twelve words of the list, or one was misheard: the check does not fit.
pub fn read(text: &str) -> Result<Words, WordsError> {
    if text.len() > WORDS_BYTES_MAX {
        return Err(WordsError(format!("want at most {WORDS_BYTES_MAX} bytes")));
    }
    let text = text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let words = bip39::Mnemonic::parse_in_normalized(bip39::Language::English, &text)
        .map_err(|error| WordsError(error.to_string()))?;
    let (bytes, length) = words.to_entropy_array();
    match bytes.first_chunk() {
        Some(prefix) if length == PREFIX_BYTES => Ok(Words(*prefix)),
        _ => Err(WordsError(format!("got {}", words.word_count()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_was_misheard_is_noticed_nearly_always() {
        let hash = Hash::of(b"a registry");
        let words: Vec<String> = of(&hash).split(' ').map(str::to_owned).collect();
        let (mut noticed, mut tried) = (0, 0);
        for place in 0..words.len() {
            for other in ["abandon", "zoo", "river", "letter"] {
                let mut heard = words.clone();
                heard[place] = other.to_owned();
                tried += 1;
                let said = read(&heard.join(" "));
                noticed += usize::from(said.as_ref().is_err());
                assert!(heard == words || said.is_err() || !said.unwrap().name(&hash));
            }
        }
        assert!(noticed * 10 >= tried * 8, "{noticed} of {tried}");
    }

    #[test]
    fn words_are_those_of_bip_39() {
        for number in 0..2000_u32 {
            let hash = Hash::of(&number.to_le_bytes());
            let theirs = bip39::Mnemonic::from_entropy(&hash.as_bytes()[..PREFIX_BYTES]).unwrap();
            assert_eq!(of(&hash), theirs.to_string());
        }
    }

    #[test]
    fn words_are_read_as_people_write_them() {
        let hash = Hash::of(b"a registry");
        let spoken = of(&hash).to_uppercase().replace(' ', "  \n");
        assert!(read(&spoken).unwrap().name(&hash));
        assert!(read(&of(&hash).replacen(' ', "", 1)).is_err());
        assert!(read("").is_err());
        assert!(read(&"zoo ".repeat(100)).is_err());
    }
}
