//! The `type` member: a constant of each record's Rust type.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Kind;
use crate::spelling::parsed;

/// The `type` of the kind at index `K` of [`Kind::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tag<const K: usize>;

impl<const K: usize> Serialize for Tag<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(Kind::ALL[K].type_name())
    }
}

impl<'de, const K: usize> Deserialize<'de> for Tag<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let want = Kind::ALL[K].type_name();
        parsed(deserializer, |text| {
            if text == want { Ok(Self) } else { Err(format!("want type {want:?}, got {text:?}")) }
        })
    }
}
