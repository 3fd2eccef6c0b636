//! Why the desk does not do something.

use serde::Serialize;

use countersign_core::invitation::InvitationError;
use countersign_core::key::private::PrivateKeyError;
use countersign_core::ledger::Violation;
use countersign_core::record::RecordError;
use countersign_core::record::wish::WishError;
use countersign_core::reply::ReplyError;
use countersign_core::request::RequestError;
use countersign_speech as speech;
use countersign_speech::locale::{Locale, Sentence, message};

/// Why not; its code is stable.
pub(super) enum Wrong {
    /// No request was opened.
    NoRequest,
    /// What was dropped is no whole request.
    Request(RequestError),
    /// What was dropped is no whole invitation.
    Invitation(InvitationError),
    /// No invitation was opened.
    NoInvitation,
    /// The wish cannot be made.
    Wish(WishError),
    /// What was dropped is no whole reply.
    Reply(ReplyError),
    /// A reply to another request than the one that is open.
    OtherReply,
    /// A member of the choices that cannot be signed, and why.
    Choice(&'static str, String),
    /// The choices make no record.
    Record(RecordError),
    /// The rules do not admit this answer now.
    NotNow(Box<Violation>),
    /// Nothing was prepared.
    Nothing,
    /// A file that gives no private key.
    Key(PrivateKeyError),
    /// A key that is none of the organisation's: its fingerprint.
    NotItsKey(String),
    /// The key has signed already.
    SignedAlready,
    /// A signature that does not fit what was prepared.
    Signature,
    /// Too little randomness was handed in.
    Random,
}

/// A refusal in the reader's language.
#[derive(Serialize)]
pub(super) struct Told {
    error: String,
    code: &'static str,
}

impl Wrong {
    pub(super) fn told(&self, locale: Locale) -> Told {
        Told { error: self.sentence().say(locale), code: self.code() }
    }

    const fn code(&self) -> &'static str {
        match self {
            Self::NoRequest => "no-request",
            Self::Request(_) => "request",
            Self::Invitation(_) => "invitation",
            Self::NoInvitation => "no-invitation",
            Self::Wish(_) => "wish",
            Self::Reply(_) => "reply",
            Self::OtherReply => "other-reply",
            Self::Choice(member, _) => member,
            Self::Record(_) => "record",
            Self::NotNow(_) => "not-now",
            Self::Nothing => "nothing-prepared",
            Self::Key(PrivateKeyError::Encrypted) => "passphrase",
            Self::Key(PrivateKeyError::WrongPassphrase) => "wrong-passphrase",
            Self::Key(PrivateKeyError::Hardware) => "hardware",
            Self::Key(_) => "key",
            Self::NotItsKey(_) => "not-its-key",
            Self::SignedAlready => "signed-already",
            Self::Signature => "signature",
            Self::Random => "random",
        }
    }

    fn sentence(&self) -> Sentence {
        match self {
            Self::NoRequest => message::desk_error_no_request(),
            Self::Request(why) => message::desk_error_request(why.to_string()),
            Self::Invitation(why) => message::desk_error_invitation(why.to_string()),
            Self::NoInvitation => message::desk_error_no_invitation(),
            Self::Wish(why) => message::desk_error_record(why.to_string()),
            Self::Reply(why) => message::desk_error_reply(why.to_string()),
            Self::OtherReply => message::desk_error_other_reply(),
            Self::Choice(member, why) => message::desk_error_choice(*member, why.as_str()),
            Self::Record(why) => message::desk_error_record(why.to_string()),
            Self::NotNow(why) => message::desk_error_not_now(speech::violation(why)),
            Self::Nothing => message::desk_error_nothing(),
            Self::Key(why) => key(why),
            Self::NotItsKey(fingerprint) => message::desk_error_not_its_key(fingerprint.as_str()),
            Self::SignedAlready => message::desk_error_signed_already(),
            Self::Signature => message::desk_error_signature(),
            Self::Random => message::desk_error_random(),
        }
    }
}

/// Why a file gives no private key, for somebody who took it for one.
fn key(why: &PrivateKeyError) -> Sentence {
    match why {
        PrivateKeyError::Encrypted => message::desk_error_passphrase(),
        PrivateKeyError::WrongPassphrase => message::desk_error_wrong_passphrase(),
        PrivateKeyError::PublicKeyGiven => message::desk_error_public_key(),
        PrivateKeyError::Hardware => message::desk_error_hardware(),
        PrivateKeyError::Unsupported { kind } => message::desk_error_key_kind(kind.as_str()),
        PrivateKeyError::Rounds { .. } => message::desk_error_key_rounds(),
        other => message::desk_error_key(other.to_string()),
    }
}
