//! Canonical JSON (RFC 8785), read strictly: one value, one spelling.
//!
//! A record is UTF-8 without white space between tokens, members sorted by name, no trailing newline.
//! The reader decodes into a Rust type that knows every member, encodes that value again
//! and compares bytes: unknown or doubled members, `null`, floats, escapes that need not be,
//! lone surrogates, a byte-order mark and any other order or spacing are refused by that comparison
//! or before it.
//!
//! The encoder is `serde_json` over types whose members are declared in canonical order,
//! which for the values we allow (strings, integers up to 2^53-1, booleans, arrays, objects with ASCII names)
//! is RFC 8785; tests hold it against two independent encoders.
//!
//! ```
//! use countersign_core::canonical;
//! #[derive(serde::Serialize, serde::Deserialize)]
//! struct Example { act: String, number: u64 }
//! let value: Example = canonical::decode(br#"{"act":"endorse","number":1}"#, 100)?;
//! assert_eq!(canonical::encode(&value)?, br#"{"act":"endorse","number":1}"#);
//! assert!(canonical::decode::<Example>(br#"{"number":1,"act":"endorse"}"#, 100).is_err());
//! # Ok::<(), canonical::CanonicalError>(())
//! ```

use serde::de::{self, DeserializeOwned, Deserializer};
use serde::{Deserialize, Serialize};

mod foreign;
mod plain;
mod readable;

pub use foreign::{Foreign, foreign};
pub use readable::{Inside, inside, pretty, write_pretty};

use crate::name::INTEGER_MAX;
use plain::Plain;

/// Why bytes are not the canonical JSON of a value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalError {
    /// Longer than the caller's limit.
    #[error("want at most {max} bytes of JSON, got {got}")]
    TooLarge {
        /// The size, in bytes.
        got: usize,
        /// The limit, in bytes.
        max: usize,
    },
    /// Not JSON, or not of the wanted shape.
    #[error("not the JSON that was wanted: {0}")]
    Shape(String),
    /// The right value in another spelling.
    #[error("not canonical JSON: differs from its one spelling at byte {0}")]
    Spelling(usize),
}

/// The canonical JSON of `value`, whose members must be declared in canonical order.
///
/// # Errors
/// Where the type has a map whose keys are not strings.
pub fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>, CanonicalError> {
    serde_json::to_vec(value).map_err(|error| CanonicalError::Shape(error.to_string()))
}

/// The value whose canonical JSON is exactly `bytes`.
///
/// # Errors
/// Where there are more than `max` bytes, they are not JSON of this type, or are spelt otherwise.
pub fn decode<T: Serialize + DeserializeOwned>(
    bytes: &[u8],
    max: usize,
) -> Result<T, CanonicalError> {
    if bytes.len() > max {
        return Err(CanonicalError::TooLarge { got: bytes.len(), max });
    }
    let shape = |error: serde_json::Error| CanonicalError::Shape(error.to_string());
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = T::deserialize(Plain(&mut reader)).map_err(shape)?;
    reader.end().map_err(shape)?;
    let mut written = Vec::with_capacity(bytes.len());
    serde_json::to_writer(&mut written, &value).map_err(shape)?;
    if written == bytes {
        return Ok(value);
    }
    let same = written.iter().zip(bytes).take_while(|(ours, theirs)| ours == theirs);
    Err(CanonicalError::Spelling(same.count()))
}

/// Any JSON text in readable form, as [`pretty`] prints a value.
///
/// # Errors
/// Where it is no JSON.
pub fn laid_out(bytes: &[u8]) -> Result<String, CanonicalError> {
    let value: serde_json::Value =
        serde_json::from_slice(bytes).map_err(|error| CanonicalError::Shape(error.to_string()))?;
    pretty(&value)
}

/// Reads an integer that every JSON reader keeps exact; for `#[serde(deserialize_with)]`.
///
/// # Errors
/// Where the value is no integer from 0 to 2^53-1 (RFC 7493, section 2.2).
pub fn integer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let value = u64::deserialize(deserializer)?;
    if value > INTEGER_MAX {
        return Err(de::Error::custom(format_args!(
            "want an integer up to {INTEGER_MAX}, got {value}"
        )));
    }
    Ok(value)
}

/// As [`integer`], for a member that may be absent; for `#[serde(default, deserialize_with)]`.
///
/// # Errors
/// As for [`integer`].
pub(crate) fn optional_integer<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<u64>, D::Error> {
    integer(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        #[serde(
            default,
            skip_serializing_if = "Option::is_none",
            deserialize_with = "optional_integer"
        )]
        entry: Option<u64>,
        list: Vec<bool>,
        #[serde(deserialize_with = "integer")]
        number: u64,
        words: String,
    }

    #[test]
    fn good_values_come_back() {
        for good in [
            r#"{"list":[],"number":0,"words":""}"#,
            r#"{"entry":7,"list":[true,false],"number":9007199254740991,"words":"é\n\"\\\u0001/€𝄞"}"#,
        ] {
            let value: Sample = decode(good.as_bytes(), 1000).unwrap();
            assert_eq!(encode(&value).unwrap(), good.as_bytes());
        }
    }

    #[test]
    fn b9_json_that_two_parsers_read_differently() {
        for bad in [
            r#"{"list":[],"number":1,"number":2,"words":""}"#,
            r#"{"list":[],"number":1,"words":"","words":"x"}"#,
            r#"{"list":[],"number":1,"words":"","x":1}"#,
            r#"{"entry":null,"list":[],"number":1,"words":""}"#,
            r#"{"list":[],"number":1.0,"words":""}"#,
            r#"{"list":[],"number":1e0,"words":""}"#,
            r#"{"list":[],"number":-0,"words":""}"#,
            r#"{"list":[],"number":01,"words":""}"#,
            r#"{"list":[],"number":9007199254740992,"words":""}"#,
            r#"{"list":[],"number":1,"words":"\u0041"}"#,
            r#"{"list":[],"number":1,"words":"\ud800"}"#,
            r#"{"list":[],"number":1,"words":"\/"}"#,
            r#"{"list":[],"number":1,"words":"\u000A"}"#,
            r#"{"number":1,"list":[],"words":""}"#,
            r#"{"list":[],"number":1,"words":"" }"#,
            "{\"list\":[],\"number\":1,\"words\":\"\"}\n",
            "\u{feff}{\"list\":[],\"number\":1,\"words\":\"\"}",
            r#"{"list":[],"number":1,"words":""}{}"#,
            r#"{"list":[],"number":1}"#,
            r#"[]"#,
            r#"[7,[],0,""]"#,
            "",
        ] {
            assert!(decode::<Sample>(bad.as_bytes(), 1000).is_err(), "{bad}");
        }
    }

    #[test]
    fn size_at_the_limit_and_one_past_it() {
        let good = br#"{"list":[],"number":0,"words":""}"#;
        assert!(decode::<Sample>(good, good.len()).is_ok());
        let error = decode::<Sample>(good, good.len() - 1).unwrap_err();
        assert_eq!(error, CanonicalError::TooLarge { got: good.len(), max: good.len() - 1 });
    }
}
