//! An address at which something may lie: `https`, or `http` where the host is an onion service.
//!
//! Addresses in records are hints that anybody may read and nobody has to follow; so they name nobody, carry no question
//! and no mark, and have one spelling.
//!
//! ```
//! use countersign_core::record::url::Url;
//! assert!("https://statements.example/registry.git".parse::<Url>().is_ok());
//! assert!("http://statements.example/".parse::<Url>().is_err());
//! assert!("https://maria@statements.example/".parse::<Url>().is_err());
//! ```

use std::fmt;
use std::str::FromStr;

use crate::name::Domain;

/// Longest address, in bytes: it is shown in one line.
pub const URL_BYTES_MAX: usize = 255;

/// An address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Url(String);

/// What is no such address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "want https://HOST/PATH, or http://HOST.onion/PATH, of at most {URL_BYTES_MAX} bytes without user, query and fragment, got {0:?}"
)]
pub struct UrlError(String);

impl Url {
    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Url {
    type Err = UrlError;

    fn from_str(text: &str) -> Result<Self, UrlError> {
        match is_address(text) {
            true => Ok(Self(text.to_owned())),
            false => Err(UrlError(text.chars().take(80).collect())),
        }
    }
}

fn is_address(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_graphic() && !b"\"#<>?@\\^`{|}".contains(&byte);
    if text.len() > URL_BYTES_MAX || !text.bytes().all(is_plain) {
        return false;
    }
    let (is_open, rest) = match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
        (Some(rest), _) => (false, rest),
        (None, Some(rest)) => (true, rest),
        (None, None) => return false,
    };
    let (authority, _) = rest.split_once('/').unwrap_or((rest, ""));
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    let is_port = |port: &str| port.parse().is_ok_and(|number: u16| number.to_string() == port);
    host.parse::<Domain>().is_ok()
        && (!is_open || host.ends_with(".onion"))
        && port.is_none_or(is_port)
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

as_json_string!(Url, as_str);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_place_and_nobody() {
        let longest = format!("https://a.example/{}", "p".repeat(URL_BYTES_MAX - 18));
        for good in [
            "https://a.example",
            "https://a.example/",
            "https://a.example:8443/x/y.git",
            "https://xn--bcher-kva.example/%C3%A9",
            "http://expyuzz4wqqyqhjn.onion/registry",
            "https://expyuzz4wqqyqhjn.onion",
            &longest,
        ] {
            assert!(good.parse::<Url>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "a.example",
            "ftp://a.example/",
            "http://a.example/",
            "http://onion/",
            "HTTPS://a.example/",
            "https://A.example/",
            "https://",
            "https:///path",
            "https://a.example:/",
            "https://a.example:0443/",
            "https://a.example:65536/",
            "https://user@a.example/",
            "https://user:word@a.example/",
            "https://a.example/?q",
            "https://a.example/#f",
            "https://a.example/é",
            "https://a.example/ b",
            "https://a.example/\n",
            "https://a.example\\b/",
            &format!("{longest}p"),
        ] {
            assert!(bad.parse::<Url>().is_err(), "{bad}");
        }
    }
}
