//! Values that have one spelling as text, and the same in JSON.
//!
//! A type with `Display` and `FromStr` becomes a JSON string by `as_json_string!`,
//! and shows that spelling where it is debugged by `debug_as_text!`.
//! Whoever has a `Deserializer` and a parser uses [`parsed`].

use std::fmt;

use serde::de::{self, Deserializer, Visitor};

/// Writes and reads a type as the JSON string that `Display` and `FromStr` agree on;
/// the second form is for types that have that text at hand.
macro_rules! as_json_string {
    ($name:ty) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        from_json_string!($name);
    };
    ($name:ty, $text:ident) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.$text())
            }
        }

        from_json_string!($name);
    };
}

/// Reads a type as the JSON string that its `FromStr` accepts.
macro_rules! from_json_string {
    ($name:ty) => {
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::spelling::parsed(deserializer, str::parse)
            }
        }
    };
}

/// Debugs a type as its text.
macro_rules! debug_as_text {
    ($name:ty) => {
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(self, f)
            }
        }
    };
}

/// What `parse` makes of a JSON string, which is not copied on the way.
pub(crate) fn parsed<'de, D, T, E, F>(deserializer: D, parse: F) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    E: fmt::Display,
    F: FnOnce(&str) -> Result<T, E>,
{
    struct Text<F>(F);

    impl<T, E: fmt::Display, F: FnOnce(&str) -> Result<T, E>> Visitor<'_> for Text<F> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<R: de::Error>(self, text: &str) -> Result<T, R> {
            (self.0)(text).map_err(R::custom)
        }
    }

    deserializer.deserialize_str(Text(parse))
}
