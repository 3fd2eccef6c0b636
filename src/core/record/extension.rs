//! Something that the maintainers log and no rule reads: `registry/extensions/SHA256.json`.
//!
//! It is for what a later version of the program has to say: this one logs it, lists it as a note, and judges nothing by
//! it. Beside `type`, `registry` and an optional `about`, it has any members.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::line::Line;
use super::{Kind, RecordError, flaw};
use crate::digest::Hash;
use crate::name::INTEGER_MAX;

/// Deepest nesting of an extension's members: deeper than any record, and no burden for a reader's stack.
pub const EXTENSION_DEPTH_MAX: usize = 16;

/// A value as records have them: no null, no fraction, nothing negative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// `true` or `false`.
    Bool(bool),
    /// 0 to 2^53-1.
    Integer(u64),
    /// Any text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// An object, whose members are sorted by name.
    Object(BTreeMap<String, Value>),
}

/// What no rule reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Extension {
    members: BTreeMap<String, Value>,
}

impl Extension {
    /// An extension of a registry with these members beside `type` and `registry`.
    #[must_use]
    pub fn new(registry: Hash, mut members: BTreeMap<String, Value>) -> Self {
        members.insert("registry".into(), Value::Text(registry.to_string()));
        members.insert("type".into(), Value::Text(Kind::Extension.type_name().into()));
        Self { members }
    }

    /// The registry's id.
    #[must_use]
    pub fn registry(&self) -> Option<Hash> {
        self.text("registry")?.parse().ok()
    }

    /// What it is about, as it says.
    #[must_use]
    pub fn about(&self) -> Option<&str> {
        self.text("about")
    }

    fn text(&self, member: &str) -> Option<&str> {
        match self.members.get(member)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn validate(self) -> Result<Self, RecordError> {
        if self.text("type") != Some(Kind::Extension.type_name()) {
            return Err(flaw("type", "want that of an extension"));
        }
        if self.registry().is_none() {
            return Err(flaw("registry", "want the id of a registry"));
        }
        let is_line = |text: &str| text.parse::<Line>().is_ok();
        if self.members.contains_key("about") && !self.about().is_some_and(is_line) {
            return Err(flaw("about", "want one line of words"));
        }
        let inside = self.members.values().all(|value| is_plain(value, EXTENSION_DEPTH_MAX));
        if !inside || !self.members.keys().all(|name| is_member(name)) {
            return Err(flaw(
                "members",
                format!(
                    "want names of lower-case letters, digits and \"_\", integers up to 2^53-1, no \"type\" inside, \
                     and at most {EXTENSION_DEPTH_MAX} levels"
                ),
            ));
        }
        Ok(self)
    }
}

/// Names that every encoder sorts alike.
fn is_member(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    !name.is_empty() && name.bytes().all(is_plain)
}

/// Whether a value is one that records have; `levels` may lie below it.
fn is_plain(value: &Value, levels: usize) -> bool {
    match value {
        Value::Bool(_) | Value::Text(_) => true,
        Value::Integer(number) => *number <= INTEGER_MAX,
        Value::List(values) => levels > 0 && values.iter().all(|one| is_plain(one, levels - 1)),
        // The record's own type is the only one, so that nobody takes it for a record of another kind.
        Value::Object(members) => {
            levels > 0
                && members.iter().all(|(name, one)| {
                    is_member(name) && name != "type" && is_plain(one, levels - 1)
                })
        }
    }
}
