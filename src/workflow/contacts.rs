//! Whom to write to: the addresses of organisations, kept with what is [`private`] and in no repository.
//!
//! They come from a table whose columns are found by their heads, in English, Spanish or French; a line that is wrong is
//! named by its row, and the others can be taken in without it.

mod handover;
mod heads;
mod table;

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub use handover::{HANDOVER_BYTES_MAX, Handover, TakenIn, export};
pub use table::{Column, FORMULA_BEGINS, Fault, Table, Wrong};

use super::error::ContactsError;
use super::open::Opened;
use super::{Error, World, files, private};
use countersign_core::canonical;
use countersign_core::name::{Domain, Language};
use countersign_core::record::line::Line;

/// Largest file of contacts, in bytes: some thousands of organisations.
const CONTACTS_BYTES_MAX: usize = 8 << 20;
/// Longest address, in bytes (RFC 5321, section 4.5.3.1.3, without the brackets).
const ADDRESS_BYTES_MAX: usize = 254;
/// The file below the folder of the registry.
const FILE: &str = "contacts.json";
const TYPE: &str = "countersign/contacts/v1";

/// What is known of one organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Where it is written to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// Other names that it is known by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<Line>,
    /// Its key, as OpenSSH writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// In which language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Line>,
    /// Its domain.
    pub organisation: Domain,
}

/// A mail address: `local@domain`, in ASCII, with nothing in it that could end a header or begin another address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Address(String);

impl Address {
    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for Address {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let is_atom =
            |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&byte);
        let is_host = |byte: u8| byte.is_ascii_alphanumeric() || b"-.".contains(&byte);
        let dots = |part: &str| part.split('.').all(|one| !one.is_empty());
        let whole = text.split_once('@').filter(|(local, host)| {
            local.bytes().all(is_atom) && dots(local) && host.bytes().all(is_host) && dots(host)
        });
        match whole {
            Some(_) if text.len() <= ADDRESS_BYTES_MAX => Ok(Self(text.to_owned())),
            _ => Err(Fault::Address),
        }
    }
}

impl TryFrom<String> for Address {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map_err(|_| "no mail address")
    }
}

impl From<Address> for String {
    fn from(address: Address) -> Self {
        address.0
    }
}

/// All contacts of a registry.
pub type Contacts = BTreeMap<Domain, Contact>;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    contacts: Vec<Contact>,
    #[serde(rename = "type")]
    kind: String,
}

/// What taking in contacts changes.
#[derive(Debug, Default)]
pub struct Merged {
    /// All of them, after.
    pub all: Contacts,
    /// Those that are new.
    pub new: Vec<Domain>,
    /// Those that change.
    pub changed: Vec<Domain>,
    /// How many are known as they are.
    pub same: usize,
}

/// The contacts of a registry.
///
/// # Errors
/// Where their file cannot be read.
pub fn of(world: &dyn World, opened: &Opened) -> Result<Contacts, Error> {
    let path = private::folder(world, opened)?.map(|folder| folder.join(FILE));
    let Some(path) = path.filter(|path| path.exists()) else { return Ok(Contacts::new()) };
    let bytes = files::read(world, &path, CONTACTS_BYTES_MAX as u64)?;
    let unread = |why| ContactsError::Unread { file: path.clone(), why };
    let content: Content = canonical::decode(&bytes, CONTACTS_BYTES_MAX).map_err(unread)?;
    Ok(content.contacts.into_iter().map(|one| (one.organisation.clone(), one)).collect())
}

/// Writes the contacts of a registry; gives their file.
///
/// # Errors
/// Where it cannot be written, or they are too many.
pub fn keep(world: &dyn World, opened: &Opened, contacts: &Contacts) -> Result<PathBuf, Error> {
    let path = private::place(world, opened)?.join(FILE);
    let contacts = contacts.values().cloned().collect();
    let bytes = canonical::encode(&Content { contacts, kind: TYPE.to_owned() })?;
    if bytes.len() > CONTACTS_BYTES_MAX {
        return Err(ContactsError::TooMany.into());
    }
    private::write(&path, &bytes)?;
    Ok(path)
}

/// What is known with what comes on top: what a line says takes the place of what was known, and what it does not say
/// stays.
#[must_use]
pub fn merge(known: &Contacts, more: Vec<Contact>) -> Merged {
    let mut merged = Merged { all: known.clone(), ..Merged::default() };
    for one in more {
        let domain = one.organisation.clone();
        let Some(before) = merged.all.get(&domain) else {
            merged.new.push(domain.clone());
            merged.all.insert(domain, one);
            continue;
        };
        let after = Contact {
            address: one.address.or_else(|| before.address.clone()),
            aliases: if one.aliases.is_empty() { before.aliases.clone() } else { one.aliases },
            key: one.key.or_else(|| before.key.clone()),
            language: one.language.or_else(|| before.language.clone()),
            name: one.name.or_else(|| before.name.clone()),
            organisation: domain.clone(),
        };
        if *before == after {
            merged.same += 1;
        } else {
            merged.all.insert(domain.clone(), after);
            merged.changed.push(domain);
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_address_and_nothing_else() {
        for good in ["a@b.example", "a.b+c@sub.b-c.example", "o'neil@b.example"] {
            assert_eq!(good.parse::<Address>().unwrap().as_str(), good);
        }
        let long = format!("{}@b.example", "a".repeat(ADDRESS_BYTES_MAX));
        let bad = [
            "",
            "a",
            "@b.example",
            "a@",
            "a@b@c",
            "a b@c.example",
            "a@b.example,c@d.example",
            "a@b.example\nBcc: c@d.example",
            "<a@b.example>",
            "ñ@b.example",
            "a@.example",
            ".a@b.example",
            "a..b@c.example",
            "a@b.example ",
            "\"a\"@b.example",
            &long,
        ];
        for bad in bad {
            assert!(bad.parse::<Address>().is_err(), "{bad:?}");
        }
        assert!(long[ADDRESS_BYTES_MAX / 2..].parse::<Address>().is_ok());
    }

    #[test]
    fn what_comes_on_top_keeps_what_it_does_not_say() {
        let contact = |address: Option<&str>, name: Option<&str>| Contact {
            address: address.map(|one| one.parse().unwrap()),
            aliases: Vec::new(),
            key: None,
            language: None,
            name: name.map(|one| one.parse().unwrap()),
            organisation: "uno.example".parse().unwrap(),
        };
        let first = merge(&Contacts::new(), vec![contact(Some("a@b.example"), None)]);
        assert_eq!((first.new.len(), first.changed.len(), first.same), (1, 0, 0));
        let second = merge(&first.all, vec![contact(None, Some("Uno"))]);
        assert_eq!((second.new.len(), second.changed.len(), second.same), (0, 1, 0));
        assert_eq!(second.all.values().next(), Some(&contact(Some("a@b.example"), Some("Uno"))));
        let third = merge(&second.all, vec![contact(None, Some("Uno"))]);
        assert_eq!((third.new.len(), third.changed.len(), third.same), (0, 0, 1));
    }
}
