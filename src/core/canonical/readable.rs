//! Any JSON in readable form, for reports and pages; never hashed.
//!
//! It may be printed on a terminal, so whatever a reader would not see there is written as `\uXXXX`.

use std::io::{self, Write};

use serde::{Serialize, Serializer};
use serde_json::ser::{Formatter, PrettyFormatter};
use serde_json::value::RawValue;

use super::CanonicalError;
use crate::escape;

/// A value in readable form, as it stands inside of another one.
#[derive(Debug)]
pub struct Inside(Box<RawValue>);

impl Inside {
    /// What was written before.
    ///
    /// # Errors
    /// Where it is no JSON.
    pub fn read(bytes: Vec<u8>) -> Result<Self, CanonicalError> {
        let text = String::from_utf8(bytes).map_err(shape)?;
        RawValue::from_string(text).map(Self).map_err(shape)
    }

    /// Its bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.0.get().as_bytes()
    }
}

impl Serialize for Inside {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// A value in readable form.
///
/// # Errors
/// As for [`super::encode`].
pub fn pretty<T: Serialize>(value: &T) -> Result<String, CanonicalError> {
    let mut bytes = Vec::new();
    write_pretty(value, &mut bytes).map_err(shape)?;
    String::from_utf8(bytes).map_err(shape)
}

/// A value in readable form, as it stands inside of so many others.
///
/// # Errors
/// As for [`super::encode`].
pub fn inside<T: Serialize>(value: &T, depth: usize) -> Result<Inside, CanonicalError> {
    let mut readable = Readable::default();
    for _ in 0..depth {
        readable.0.begin_array(&mut io::sink()).map_err(shape)?;
    }
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, readable);
    value.serialize(&mut serializer).map_err(shape)?;
    Inside::read(bytes)
}

/// Writes a value in readable form, piece by piece.
///
/// # Errors
/// Where it cannot be written, or as for [`super::encode`].
pub fn write_pretty<T: Serialize>(value: &T, writer: &mut dyn Write) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(writer, Readable::default());
    Ok(value.serialize(&mut serializer)?)
}

fn shape(error: impl std::fmt::Display) -> CanonicalError {
    CanonicalError::Shape(error.to_string())
}

/// The layout of `serde_json`, in whose strings nothing is hidden.
#[derive(Default)]
struct Readable(PrettyFormatter<'static>);

impl Formatter for Readable {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        // Most of what is shown is ASCII, of which only control characters are hidden.
        // Whole pieces at once, so that the compiler compares many bytes together.
        let is_plain = |byte: &u8| matches!(byte, b' '..=b'~');
        let is_shown = |some: &[u8]| some.iter().fold(true, |all, one| all & is_plain(one));
        if fragment.as_bytes().chunks(64).all(is_shown) {
            return writer.write_all(fragment.as_bytes());
        }
        let mut shown = String::with_capacity(fragment.len());
        for character in fragment.chars() {
            let is_ascii = u8::try_from(character).is_ok_and(|byte| is_plain(&byte));
            if !is_ascii && escape::is_hidden(character) {
                let mut units = [0; 2];
                for unit in character.encode_utf16(&mut units) {
                    shown.push_str(&format!("\\u{unit:04x}"));
                }
            } else {
                shown.push(character);
            }
        }
        writer.write_all(shown.as_bytes())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}
