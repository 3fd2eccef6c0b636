//! What lies beside the bundle that was opened: who stands where in it, and a receipt.

use std::str::FromStr as _;

use serde::Serialize;

use super::json;
use super::opened::Opened;
use countersign_core::name::Domain;
use countersign_core::receipt::{Receipt, ReceiptError};
use countersign_core::record::entry::Entry;
use countersign_core::verify::report::Outcome;
use countersign_speech::locale::{Locale, message};
use countersign_speech::phrase;

#[derive(Serialize)]
struct Who<'a> {
    version: String,
    title: &'a str,
    /// How many endorse it, in a sentence.
    endorsed: String,
    organisations: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    organisation: Option<&'a Domain>,
    standing: String,
    details: Vec<String>,
}

#[derive(Serialize)]
struct Told {
    outcome: Outcome,
    lines: Vec<String>,
}

impl Opened {
    /// Each organisation of the version, and where it stands.
    pub(super) fn who(&self, locale: Locale) -> Vec<u8> {
        let told = self.line().map(|version| Who {
            version: self.bundle.about().to_string(),
            title: &version.title,
            endorsed: phrase::endorsed(version, locale),
            organisations: version
                .organisations
                .iter()
                .map(|line| Line {
                    name: phrase::name(line, locale),
                    organisation: line.organisation.as_ref(),
                    standing: phrase::standing(line, locale),
                    details: phrase::details(version, line, locale),
                })
                .collect(),
        });
        json(&told)
    }
}

/// What a receipt shows, by itself or with the registry's keys in the bundle that is open.
pub(super) fn receipt(given: &[u8], opened: Option<&Opened>, locale: Locale) -> Vec<u8> {
    let (outcome, lines) = match judged(given, opened) {
        Ok((outcome, sentences)) => (outcome, sentences),
        Err(error @ ReceiptError::Proof(_)) => {
            (Outcome::Broken, vec![message::desk_receipt_bad(error.to_string())])
        }
        Err(error) => (Outcome::Unchecked, vec![message::desk_receipt_unread(error.to_string())]),
    };
    let lines = lines.iter().map(|line| line.say(locale)).collect();
    json(&Told { outcome, lines })
}

fn judged(
    given: &[u8],
    opened: Option<&Opened>,
) -> Result<(Outcome, Vec<countersign_speech::locale::Sentence>), ReceiptError> {
    let given = super::desk::unwrapped(given);
    let text = std::str::from_utf8(&given).map_err(|_| ReceiptError::Spelling)?;
    let receipt = Receipt::from_str(text.trim_start_matches('\u{feff}'))?;
    let head = receipt.claimed()?;
    let (at, size, origin) = (receipt.index(), head.size(), head.origin().to_string());
    let mut lines = vec![message::desk_receipt(at, origin, size)];
    if let Ok(Entry::Record(entry)) = Entry::decode(receipt.entry()) {
        lines.push(message::desk_receipt_entry(entry.record));
    }
    let root = opened.and_then(|one| one.examined.replayed.state.root());
    let signed = root.map(|root| {
        let keys = &root.at_size(size).log_keys;
        receipt.check(root.body.origin.as_str(), keys)
    });
    Ok(match signed {
        None => {
            lines.push(message::desk_receipt_alone());
            (Outcome::Unchecked, lines)
        }
        Some(Ok(_)) => {
            lines.push(message::desk_receipt_signed());
            (Outcome::Caveat, lines)
        }
        Some(Err(_)) => {
            lines.push(message::desk_receipt_other());
            (Outcome::Unchecked, lines)
        }
    })
}
