//! Values that have one spelling as text, and the same in JSON.
//!
//! A type with `Display` and `FromStr` becomes a JSON string by `as_json_string!`,
//! and shows that spelling where it is debugged by `debug_as_text!`.

/// Writes and reads a type as the JSON string that `Display` and `FromStr` agree on.
macro_rules! as_json_string {
    ($name:ty) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text =
                    <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
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
