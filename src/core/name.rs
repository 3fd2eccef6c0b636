//! Names: organisations, statements, versions, labels, languages, attachment files.
//!
//! Every name is an allow-list over lower-case ASCII, so that a name is also a safe path,
//! a safe git ref and a safe SSH principal, and no two names differ only in case or in look-alike letters.
//!
//! | type | grammar | example |
//! |---|---|---|
//! | [`Domain`] | two or more DNS labels, at most 253 bytes | `foro.example` |
//! | [`StatementId`] | `YEAR/slug` or `YEAR/MONTH/slug` | `2021/venezuela-solidarity` |
//! | [`VersionId`] | a statement id, `@`, a positive number | `2021/venezuela-solidarity@2` |
//! | [`Label`] | a letter, then letters, digits and single `-` | `press` |
//! | [`Language`] | BCP 47 in lower case | `pt-br` |
//! | [`FileName`] | letters, digits, single `-` and `.` | `statement.pdf` |
//!
//! ```
//! use countersign_core::name::{StatementId, VersionId};
//! let version: VersionId = "2021/venezuela-solidarity@2".parse()?;
//! assert_eq!(version.statement.to_string(), "2021/venezuela-solidarity");
//! assert!("2021/v2".parse::<StatementId>().is_err());
//! # Ok::<(), countersign_core::name::NameError>(())
//! ```

use std::fmt;
use std::str::FromStr;

/// Longest DNS name in presentation form, in bytes (RFC 1035, section 2.3.4).
pub const DOMAIN_BYTES_MAX: usize = 253;
/// Longest DNS label, in bytes (RFC 1035, section 2.3.4).
pub const DNS_LABEL_BYTES_MAX: usize = 63;
/// Longest slug, in bytes: a path stays short enough for every file system.
pub const SLUG_BYTES_MAX: usize = 64;
/// Longest key label, in bytes: it becomes part of a file name.
pub const LABEL_BYTES_MAX: usize = 32;
/// Longest language tag, in bytes (RFC 5646, section 4.4.1 asks for room for 35).
pub const LANGUAGE_BYTES_MAX: usize = 35;
/// Longest attachment file name, in bytes.
pub const FILE_NAME_BYTES_MAX: usize = 64;
/// Largest integer that every JSON reader keeps exact (RFC 7493, section 2.2).
pub const INTEGER_MAX: u64 = (1 << 53) - 1;

/// What is not a name of its kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("want {want}, got {got:?}")]
pub struct NameError {
    /// What was wanted, with an example.
    pub want: &'static str,
    /// The text, cut to 80 characters.
    pub got: String,
}

fn refuse<T>(want: &'static str, got: &str) -> Result<T, NameError> {
    Err(NameError { want, got: got.chars().take(80).collect() })
}

/// Letters, digits and single inner hyphens; `-` neither first nor last nor doubled.
fn is_hyphenated(text: &str) -> bool {
    let mut may_end = false;
    for byte in text.bytes() {
        if !(is_alphanumeric(byte) || byte == b'-' && may_end) {
            return false;
        }
        may_end = byte != b'-';
    }
    may_end
}

const fn is_alphanumeric(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit()
}

fn starts_with_letter(text: &str) -> bool {
    text.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase())
}

/// Whether Windows takes a file's name for a device, whatever its ending, and never for a file in a folder.
///
/// Names that the maintainers choose are none of these; a domain or a language may be.
#[must_use]
pub fn is_device(name: &str) -> bool {
    let stem = name.split(['.', ':']).next().unwrap_or_default();
    let stem = stem.trim_end_matches(' ').to_ascii_lowercase();
    let is_numbered = |device: &str| {
        stem.strip_prefix(device).is_some_and(|number| {
            let mut signs = number.chars();
            matches!((signs.next(), signs.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
        })
    };
    ["con", "prn", "aux", "nul", "conin$", "conout$"].contains(&stem.as_str())
        || is_numbered("com")
        || is_numbered("lpt")
}

/// A positive number in decimal without leading zeros, at most [`INTEGER_MAX`].
///
/// # Errors
/// On any other spelling.
pub fn number(text: &str) -> Result<u64, NameError> {
    let is_spelt = !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse::<u64>() {
        Ok(value) if is_spelt && value <= INTEGER_MAX => Ok(value),
        _ => refuse("a positive number without leading zeros", text),
    }
}

macro_rules! name {
    ($(#[$doc:meta])* $name:ident, $want:literal, $check:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// The name as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = NameError;

            fn from_str(text: &str) -> Result<Self, NameError> {
                let check: fn(&str) -> bool = $check;
                if check(text) { Ok(Self(text.into())) } else { refuse($want, text) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        as_json_string!($name, as_str);
        debug_as_text!($name);
    };
}

name!(
    /// An organisation, named by its DNS domain in lower-case ASCII (punycode for others).
    Domain,
    "a domain in lower case such as foro.example",
    |text| {
        // `readme.md` would meet keys/README.md on a file system that folds case.
        text.len() <= DOMAIN_BYTES_MAX
            && text != "readme.md"
            && text.contains('.')
            && text.split('.').all(|label| {
                label.len() <= DNS_LABEL_BYTES_MAX
                    && !label.is_empty()
                    && !label.starts_with('-')
                    && !label.ends_with('-')
                    && label.bytes().all(|byte| is_alphanumeric(byte) || byte == b'-')
            })
            && text.rsplit('.').next().is_some_and(starts_with_letter)
    }
);

name!(
    /// The short name of a key within its holder, such as `press`.
    Label,
    "a label of at most 32 letters, digits and hyphens such as press",
    |text| {
        text.len() <= LABEL_BYTES_MAX
            && starts_with_letter(text)
            && is_hyphenated(text)
            && !is_device(text)
    }
);

name!(
    /// A language tag (BCP 47) in lower case, such as `es` or `pt-br`.
    Language,
    "a language tag in lower case such as es or pt-br",
    |text| {
        text.len() <= LANGUAGE_BYTES_MAX
            && is_hyphenated(text)
            && text.split('-').all(|part| part.len() <= 8)
            && text.split('-').next().is_some_and(|part| {
                (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_lowercase())
            })
    }
);

impl Language {
    /// The script that it names, such as `latn` in `sr-latn`.
    fn script(&self) -> Option<&str> {
        let is_script =
            |part: &&str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_lowercase());
        self.as_str().split('-').skip(1).find(is_script)
    }

    /// Whether a text in one of them is no translation of a text in the other: it is one language, and not in two scripts
    /// that both name.
    #[must_use]
    pub fn is_same_tongue(&self, other: &Self) -> bool {
        let primary = |one: &Self| one.as_str().split('-').next().map(str::to_owned);
        let scripts = self.script().zip(other.script());
        primary(self) == primary(other) && scripts.is_none_or(|(one, other)| one == other)
    }
}

name!(
    /// The file name of an attachment, such as `statement.pdf`.
    FileName,
    "a file name of at most 64 lower-case letters, digits, hyphens and dots such as statement.pdf",
    |text| {
        text.len() <= FILE_NAME_BYTES_MAX
            && text.split('.').count() >= 2
            && text.split('.').all(is_hyphenated)
            && !is_device(text)
    }
);

/// A statement: `YEAR/slug`, or `YEAR/MONTH/slug` where there are thousands a year.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementId(Box<str>);

impl StatementId {
    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The given version of this statement.
    #[must_use]
    pub fn at(&self, version: u64) -> VersionId {
        VersionId { statement: self.clone(), version }
    }
}

impl FromStr for StatementId {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        let good = text.split_once('/').is_some_and(|(year, rest)| {
            let slug = match rest.split_once('/') {
                Some((month, slug)) => is_month(month).then_some(slug),
                None => Some(rest),
            };
            is_year(year) && slug.is_some_and(is_slug)
        });
        if good {
            Ok(Self(text.into()))
        } else {
            refuse("a statement such as 2021/venezuela-solidarity", text)
        }
    }
}

impl fmt::Display for StatementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

as_json_string!(StatementId, as_str);
debug_as_text!(StatementId);

fn is_year(text: &str) -> bool {
    text.len() == 4 && !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_month(text: &str) -> bool {
    text.len() == 2
        && text.parse::<u8>().is_ok_and(|month| (1..=12).contains(&month))
        && !text.starts_with('+')
}

fn is_slug(text: &str) -> bool {
    let is_version =
        text.strip_prefix('v').is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    text.len() <= SLUG_BYTES_MAX
        && starts_with_letter(text)
        && is_hyphenated(text)
        && !is_version
        && !is_device(text)
}

/// One frozen text: a statement and the number of its version.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VersionId {
    /// The statement.
    pub statement: StatementId,
    /// The version, counted from 1.
    pub version: u64,
}

impl FromStr for VersionId {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        let Some((statement, version)) = text.split_once('@') else {
            return refuse("a version such as 2021/venezuela-solidarity@1", text);
        };
        Ok(Self { statement: statement.parse()?, version: number(version)? })
    }
}

impl fmt::Display for VersionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.statement, self.version)
    }
}

as_json_string!(VersionId);
debug_as_text!(VersionId);

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check<T: FromStr + fmt::Display>(good: &[&str], bad: &[&str]) {
        for text in good {
            assert_eq!(text.parse::<T>().ok().map(|name| name.to_string()).as_deref(), Some(*text));
        }
        for text in bad {
            assert!(text.parse::<T>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn devices_are_known_by_their_stem() {
        let devices = "con CON aux.md aux.example nul.tar.gz com1 lpt9.txt com¹ prn: conin$";
        assert!(devices.split(' ').all(is_device));
        assert!(is_device("con "));
        let files = "icon con-1.md com com10 comb.md 1.json.con.sig constat.pdf auxiliar.es";
        assert!(!files.split(' ').any(is_device));
        // Whoever owns such a domain or speaks such a language signs all the same.
        check::<Domain>(&["aux.example", "nul.example"], &[]);
        check::<Language>(&["con", "aux"], &[]);
        check::<Label>(&["comb"], &["con", "aux", "com1"]);
        check::<FileName>(&["con-1.pdf"], &["con.pdf", "lpt1.a.b"]);
        check::<StatementId>(&["2021/console"], &["2021/con", "2021/02/nul"]);
    }

    #[test]
    fn domains() {
        let long = format!("{}.example", "a".repeat(DNS_LABEL_BYTES_MAX));
        let too_long = format!("{}.example", "a".repeat(DNS_LABEL_BYTES_MAX + 1));
        let many = format!("{}example", "abcdefg.".repeat(30));
        let limit = format!("{}{}", "abcdefg.".repeat(30), "a".repeat(DOMAIN_BYTES_MAX - 240));
        let past = format!("{limit}a");
        check::<Domain>(
            &["foro.example", "xn--nxasmq6b.example", "a.b.c1", "3c.example", &long, &many, &limit],
            &[
                "",
                "example",
                ".example",
                "foro.",
                "a..b",
                "Foro.example",
                "-a.example",
                "a-.example",
                "a.1",
                "readme.md",
                "a b.example",
                "a/b.example",
                "fóro.example",
                "..",
                &too_long,
                &past,
            ],
        );
    }

    #[test]
    fn statements() {
        let long = format!("2021/{}", "a".repeat(SLUG_BYTES_MAX));
        let too_long = format!("{long}a");
        check::<StatementId>(
            &["2021/venezuela-solidarity", "2021/02/a1", "2021/v2x", "2021/version-2", &long],
            &[
                "2021",
                "2021/v2",
                "2021/v",
                "2021/1a",
                "2021/13/a",
                "2021/00/a",
                "2021/+1/a",
                "021/a",
                "0021/a",
                "2021/a/b",
                "2021//a",
                "/2021/a",
                "2021/a/",
                "2021/..",
                "2021/A",
                "2021/a_b",
                "2021/a--b",
                "2021/a-",
                "2021/a.b",
                &too_long,
            ],
        );
        check::<VersionId>(
            &["2021/a@1", "2021/a@9007199254740991"],
            &[
                "2021/a",
                "2021/a@0",
                "2021/a@01",
                "2021/a@+1",
                "2021/a@9007199254740992",
                "2021/a@1@2",
            ],
        );
    }

    #[test]
    fn small_names() {
        let label = "a".repeat(LABEL_BYTES_MAX);
        let label_past = "a".repeat(LABEL_BYTES_MAX + 1);
        check::<Label>(
            &["press", "press-2", &label],
            &["", "Press", "2press", "a.b", "a/b", "a-", &label_past],
        );
        check::<Language>(
            &["en", "pt-br", "zh-hant-tw", "haw"],
            &["", "e", "EN", "pt_br", "engl", "en-", "12"],
        );
        let file = format!("{}.pdf", "a".repeat(FILE_NAME_BYTES_MAX - 4));
        let file_past = format!("a{file}");
        check::<FileName>(
            &["statement.pdf", "a-1.tar.gz", &file],
            &["", "a", ".pdf", "a..b", "../a", "a/b.c", "A.pdf", "-a.pdf", "a.pdf ", &file_past],
        );
    }
}
