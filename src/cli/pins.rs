//! Keys that a reader names on the command line.

use countersign_workflow::pins::Named;

/// `DOMAIN=FILE.pub` or `DOMAIN=SHA256:FINGERPRINT`
#[derive(Debug, Clone)]
pub(crate) struct Given(pub(crate) Named);

impl std::str::FromStr for Given {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (domain, key) =
            text.split_once('=').ok_or("want DOMAIN=FILE.pub or DOMAIN=SHA256:FINGERPRINT")?;
        let organisation =
            domain.parse().map_err(|error: countersign_core::name::NameError| error.to_string())?;
        Ok(Self(Named { organisation, key: key.to_owned() }))
    }
}
