//! What a file that was named holds: a bundle or a receipt.

use std::path::Path;

use super::super::failure::{Failure, Stop};
use super::super::session::Session;
use countersign_core::bundle::{BUNDLE_BYTES_MAX, Bundle};
use countersign_core::escape;
use countersign_core::receipt::{RECEIPT_BYTES_MAX, Receipt, ReceiptError};
use countersign_speech::locale::{Sentence, message};

/// A file that proves something.
pub(super) enum Given {
    /// One version, without its registry.
    Bundle(Box<Bundle>),
    /// An act, against a registry; the file's name is told with it.
    Receipt(String, Box<Receipt>),
}

/// Reads a file that the reader named.
pub(super) fn read(session: &Session, file: &Path) -> Result<Given, Failure> {
    let name = escape::terminal(&file.display().to_string()).to_string();
    let bytes = session.read_given(file, BUNDLE_BYTES_MAX as u64, Stop::Unchecked)?;
    let unlike = |what: Sentence, error: &dyn std::fmt::Display, attempt: Sentence| {
        Failure::new(Stop::Unchecked, what).why(error).attempt(attempt)
    };
    if bytes.first() == Some(&b'{') {
        let attempt = message::failure_try_bundle();
        let what = message::failure_no_bundle(&name);
        let bundle = Bundle::read(&bytes).map_err(|error| unlike(what, &error, attempt))?;
        return Ok(Given::Bundle(Box::new(bundle)));
    }
    let unlike = |error: &dyn std::fmt::Display| {
        let what = message::failure_no_receipt(&name);
        unlike(what, error, message::failure_try_receipt())
    };
    if bytes.len() > RECEIPT_BYTES_MAX {
        return Err(unlike(&ReceiptError::TooLarge(bytes.len())));
    }
    let text = String::from_utf8(bytes).map_err(|error| unlike(&error))?;
    let receipt: Receipt = text.parse().map_err(|error: ReceiptError| unlike(&error))?;
    Ok(Given::Receipt(file.display().to_string(), Box::new(receipt)))
}
