//! A wish that what is answered is not shown: signed beside the answer, for nobody but the maintainers.

use serde::Serialize;

use super::{Desk, Wrong};
use crate::json;
use countersign_core::digest::{self, Hash};
use countersign_core::key::PrivateKey;
use countersign_core::record::line::Salt;
use countersign_core::record::wish::{SignedWish, WISH_TYPE, Wish};

#[derive(Serialize)]
struct Made {
    wish: String,
}

impl Desk {
    /// The wish about the version of the request that is open, signed with the key in a file.
    pub(super) fn wish(
        &self,
        given: &[u8],
        passphrase: &str,
        random: &str,
    ) -> Result<Vec<u8>, Wrong> {
        let asked = self.asked()?;
        let salt: [u8; 16] = digest::from_hex(random).map_err(|_| Wrong::Random)?;
        let passphrase = Some(passphrase).filter(|words| !words.is_empty());
        let key = PrivateKey::from_openssh(given, passphrase).map_err(Wrong::Key)?;
        super::answer::check_holder(asked, &key.public())?;
        let wish = Wish::new(asked.registry_id(), asked.version().record, Salt(salt));
        let bytes = wish.bytes().map_err(|why| Wrong::Wish(why.into()))?;
        let signature = key.sign(WISH_TYPE, &Hash::of(&bytes));
        let signed = SignedWish::new(wish, &[signature]).map_err(Wrong::Wish)?;
        let wish = signed.to_text().map_err(Wrong::Wish)?;
        if SignedWish::from_text(wish.as_bytes()).map_err(Wrong::Wish)? != signed {
            return Err(Wrong::Signature);
        }
        Ok(json(&Made { wish }))
    }
}
