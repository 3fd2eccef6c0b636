//! A program that was built without the feature `fetch` asks nobody.

use super::{Answer, Connect, Sent, refused};
use crate::failure::Failure;
use crate::session::Session;
use countersign_speech::locale::message;

pub(super) fn get(_: &Session, _: &Connect, url: &str, _: u64) -> Result<Answer, Failure> {
    Err(absent(url))
}

pub(super) fn post(_: &Session, _: &Connect, url: &str, _: Sent) -> Result<Answer, Failure> {
    Err(absent(url))
}

fn absent(url: &str) -> Failure {
    refused(url).why(message::failure_without_fetch()).attempt(message::failure_without_fetch_try())
}
