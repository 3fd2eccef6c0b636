//! A key that ends itself: `keys/DOMAIN/revocations/LABEL.json`.
//!
//! It names no registry and no predecessor, so that it can be made together with the key
//! and kept in a drawer until it is needed; only that key signs it.

use serde::{Deserialize, Serialize};

use super::line::Line;
use super::tag::Tag;
use crate::key::PublicKey;

/// From its own log entry on, the key may not sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revocation {
    /// The key that ends.
    pub key: PublicKey,
    /// Why.
    pub reason: Line,
    /// Always `countersign/revocation/v1`.
    #[serde(rename = "type")]
    pub tag: Tag<2>,
}
