//! JSON that others wrote: any spelling, but only one reading.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::CanonicalError;

/// A JSON value that somebody else wrote; numbers and booleans are kept as nothing, since nobody asks for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Foreign {
    /// A number, a boolean or null.
    Other,
    /// A string.
    Text(String),
    /// A list.
    List(Vec<Foreign>),
    /// An object, in which no member stands twice.
    Object(BTreeMap<String, Foreign>),
}

impl Foreign {
    /// The string that it is.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The list that it is.
    #[must_use]
    pub(crate) fn list(&self) -> Option<&[Self]> {
        if let Self::List(list) = self { Some(list) } else { None }
    }

    /// The object that it is.
    #[must_use]
    pub(crate) const fn object(&self) -> Option<&BTreeMap<String, Self>> {
        if let Self::Object(members) = self { Some(members) } else { None }
    }
}

/// Reads JSON that others wrote.
///
/// # Errors
/// Where there are more than `max` bytes, they are no JSON, nest deeper than 128 levels, or name a member twice:
/// programs differ on which of two they take (RFC 8259, section 4).
pub fn foreign(bytes: &[u8], max: usize) -> Result<Foreign, CanonicalError> {
    if bytes.len() > max {
        return Err(CanonicalError::TooLarge { got: bytes.len(), max });
    }
    serde_json::from_slice(bytes).map_err(|error| CanonicalError::Shape(error.to_string()))
}

impl<'de> Deserialize<'de> for Foreign {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Foreign;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Foreign, E> {
        Ok(Foreign::Other)
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Foreign, E> {
        Ok(Foreign::Other)
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<Foreign, E> {
        Ok(Foreign::Other)
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<Foreign, E> {
        Ok(Foreign::Other)
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Foreign, E> {
        Ok(Foreign::Other)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Foreign, E> {
        Ok(Foreign::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Foreign, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Foreign::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Foreign, A::Error> {
        let mut object = BTreeMap::new();
        while let Some((name, value)) = members.next_entry::<String, Foreign>()? {
            if object.insert(name, value).is_some() {
                return Err(de::Error::custom("a member stands twice"));
            }
        }
        Ok(Foreign::Object(object))
    }
}
