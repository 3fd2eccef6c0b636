//! The signature files that an entry names.
//!
//! Most kinds name each file. The entry of an act has one value for all of them, so that the log does not tell
//! how many keys signed it: SHA-256 over `countersign/signatures/v1`, a newline and the files' sorted hashes.
//!
//! ```
//! use countersign_core::digest::Hash;
//! use countersign_core::record::Kind;
//! use countersign_core::record::entry::Signatures;
//! let (one, other) = (Hash::of(b"one"), Hash::of(b"other"));
//! let named = Signatures::of(Kind::Endorsement, vec![one]);
//! assert_eq!(named.among(&[one, other].into()), [one].into());
//! ```

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Kind, SIGNATURES_MAX, is_strictly_sorted};
use crate::digest::Hash;

/// What the value of all files begins with.
const CONTEXT: &[u8] = b"countersign/signatures/v1\n";

/// The signature files that an entry names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Signatures {
    /// One value for all files of an act.
    Together(Hash),
    /// SHA-256 of each file, sorted.
    Each(Vec<Hash>),
}

impl Signatures {
    /// These files, as an entry of this kind names them.
    #[must_use]
    pub fn of(kind: Kind, mut files: Vec<Hash>) -> Self {
        files.sort_unstable();
        match kind {
            Kind::Endorsement => Self::Together(together(&files)),
            _ => Self::Each(files),
        }
    }

    /// Those of some files that it names; none where it is one value that fits neither all of them nor all but one.
    #[must_use]
    pub fn among(&self, files: &BTreeSet<Hash>) -> BTreeSet<Hash> {
        match self {
            Self::Each(named) => named.iter().filter(|one| files.contains(one)).copied().collect(),
            Self::Together(value) => {
                let found = candidates(files).find(|(candidate, _)| candidate == value);
                let Some((_, extra)) = found else { return BTreeSet::new() };
                files.iter().filter(|one| Some(**one) != extra).copied().collect()
            }
        }
    }

    /// Whether it names these files and no other.
    #[must_use]
    pub fn is_exactly(&self, files: &BTreeSet<Hash>) -> bool {
        match self {
            Self::Each(named) => named.iter().eq(files),
            Self::Together(value) => *value == together(files),
        }
    }

    /// The one value of an act's.
    pub(crate) const fn value(&self) -> Option<Hash> {
        match self {
            Self::Together(value) => Some(*value),
            Self::Each(_) => None,
        }
    }

    /// Whether an entry of this kind may name files so.
    pub(super) fn is_form_of(&self, kind: Kind) -> bool {
        match self {
            Self::Together(_) => kind == Kind::Endorsement,
            Self::Each(files) => {
                kind != Kind::Endorsement
                    && files.len() <= SIGNATURES_MAX
                    && is_strictly_sorted(files, |hash| *hash)
            }
        }
    }
}

/// The values of some files: of all, and of all but one, which is named.
pub(crate) fn candidates(
    files: &BTreeSet<Hash>,
) -> impl Iterator<Item = (Hash, Option<Hash>)> + '_ {
    // More signatures than that no record has, so that nobody is made to hash them in squares.
    let left_out = files.iter().filter(|_| files.len() <= SIGNATURES_MAX + 1);
    let without = |extra: &Hash| together(files.iter().filter(|one| *one != extra));
    let left_out = left_out.map(move |extra| (without(extra), Some(*extra)));
    std::iter::once((together(files), None)).chain(left_out)
}

fn together<'a>(files: impl IntoIterator<Item = &'a Hash>) -> Hash {
    let mut bytes = CONTEXT.to_vec();
    files.into_iter().for_each(|file| bytes.extend(file.as_bytes()));
    Hash::of(&bytes)
}
