//! What a file that was named holds: a bundle, a page with one, or a receipt.

use std::path::Path;

use super::super::failure::{Failure, Stop};
use super::super::session::Session;
use countersign_core::bundle::{BUNDLE_BYTES_MAX, Bundle};
use countersign_core::escape;
use countersign_core::given::{Kind, mended_bundle};
use countersign_core::receipt::{RECEIPT_BYTES_MAX, Receipt, ReceiptError};
use countersign_site::InPage;
use countersign_speech::locale::{Sentence, message};

/// Largest file that is read, in bytes: the largest bundle in base64, packed or not, in a page with its engine.
const GIVEN_BYTES_MAX: usize = BUNDLE_BYTES_MAX / 2 * 3 + (8 << 20);

/// A file that proves something.
pub(super) enum Given {
    /// One version, without its registry.
    Bundle(Box<Bundle>),
    /// The same, out of a page, which may show something else.
    Page(Box<Bundle>),
    /// An act, against a registry; the file's name is told with it.
    Receipt(String, Box<Receipt>),
}

/// Reads a file that the reader named.
pub(super) fn read(session: &Session, file: &Path) -> Result<Given, Failure> {
    let name = escape::terminal(&file.display().to_string()).to_string();
    let bytes = session.read_given(file, GIVEN_BYTES_MAX as u64, Stop::Unchecked)?;
    let unlike = |what: Sentence, error: &dyn std::fmt::Display, attempt: Sentence| {
        Failure::new(Stop::Unchecked, what).why(error).attempt(attempt)
    };
    let bundle = |bytes: &[u8]| {
        let what = message::failure_no_bundle(&name);
        let read = Bundle::read(bytes);
        read.map(Box::new).map_err(|error| unlike(what, &error, message::failure_try_bundle()))
    };
    let other = |sort: message::Sort| {
        let what = message::failure_other_file(&name, sort);
        Failure::new(Stop::Unchecked, what).attempt(message::failure_try_given())
    };
    match Kind::of(&bytes) {
        Kind::Bundle => bundle(&mended_bundle(&bytes).unwrap_or(bytes)).map(Given::Bundle),
        Kind::Page => match countersign_site::bundle_in(&bytes) {
            InPage::Here(json) => bundle(&json).map(Given::Page),
            InPage::There(place) => {
                let what = message::failure_page_bundle_there(&name, escape::terminal(&place));
                Err(Failure::new(Stop::Unchecked, what).attempt(message::failure_try_page_alone()))
            }
            InPage::Damaged => {
                let what = message::failure_page_damaged(&name);
                Err(Failure::new(Stop::Unchecked, what).attempt(message::failure_try_page_alone()))
            }
        },
        Kind::Empty => Err(other(message::Sort::Empty)),
        Kind::Request => Err(other(message::Sort::Request)),
        Kind::Wish => Err(other(message::Sort::Wish)),
        Kind::Invitation => Err(other(message::Sort::Invitation)),
        Kind::Reply => Err(other(message::Sort::Reply)),
        Kind::Signature => Err(other(message::Sort::Signature)),
        Kind::PrivateKey => Err(other(message::Sort::PrivateKey)),
        Kind::PublicKey => Err(other(message::Sort::PublicKey)),
        Kind::Record => Err(other(message::Sort::Record)),
        Kind::WebPage => Err(other(message::Sort::WebPage)),
        Kind::LfsPointer => Err(other(message::Sort::LfsPointer)),
        Kind::Archive => Err(other(message::Sort::Archive)),
        // What begins as a bundle does is told why it is none.
        Kind::Other if bytes.first() == Some(&b'{') => bundle(&bytes).map(Given::Bundle),
        Kind::Receipt | Kind::Other => receipt(file, &name, bytes),
    }
}

fn receipt(file: &Path, name: &str, bytes: Vec<u8>) -> Result<Given, Failure> {
    let unlike = |error: &dyn std::fmt::Display| {
        let what = message::failure_no_receipt(name);
        Failure::new(Stop::Unchecked, what).why(error).attempt(message::failure_try_receipt())
    };
    if bytes.len() > RECEIPT_BYTES_MAX {
        return Err(unlike(&ReceiptError::TooLarge(bytes.len())));
    }
    let text = String::from_utf8(bytes).map_err(|error| unlike(&error))?;
    let receipt: Receipt = text.parse().map_err(|error: ReceiptError| unlike(&error))?;
    Ok(Given::Receipt(file.display().to_string(), Box::new(receipt)))
}
