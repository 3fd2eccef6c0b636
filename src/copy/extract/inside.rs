//! The files in what somebody was sent: a mail with its attachments, a mailbox, a packed folder, and these in each other.
//!
//! Only whoever knows what is looked for can tell which of them is it; names decide nothing, and nothing is written.

use std::borrow::Cow;

use super::packed::Packed;
use super::{
    ExtractError, INSIDE_BYTES_MAX, INSIDE_DEPTH_MAX, INSIDE_FILES_MAX, encoding, kind, mbox, mime,
};

/// Most bytes that are unpacked on the way, also of packed files in packed files.
const UNPACKED_BYTES_MAX: usize = 4 * INSIDE_BYTES_MAX;

/// One file in what somebody was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where it is, from the outside in: names of files, and mails by number and sender. To be shown, never a path.
    pub place: Vec<String>,
    /// Which mail, or which loose file, it belongs to: pieces of one have the same number, and stand together.
    pub letter: usize,
    /// How many of `place` lead to that.
    pub letter_depth: usize,
    /// Whether it has a name of its own in its letter, as what is attached to a mail has.
    pub is_attached: bool,
    /// The bytes, as letters in UTF-8 where they were in UTF-16.
    pub bytes: Result<Vec<u8>, ExtractError>,
}

/// Every file in these bytes, in order; they themselves, where they are no mail, mailbox or packed file.
///
/// What cannot be taken out is a piece with the reason.
#[must_use]
pub fn pieces(given: &[u8]) -> Vec<Piece> {
    let mut opening = Opening {
        found: Vec::new(),
        room: INSIDE_BYTES_MAX,
        unpacked: 0,
        letters: 0,
        is_over: false,
    };
    opening.file(given, Vec::new());
    opening.found
}

enum Container {
    Packed,
    Mailbox,
    Mail,
}

impl Container {
    fn of(given: &[u8]) -> Option<Self> {
        if given.starts_with(b"PK\x03\x04") {
            // A document is packed too, and is one file for whoever sends it.
            let is_document = kind::Kind::of(given, kind::Hint::None).is_ok();
            return (!is_document).then_some(Self::Packed);
        }
        if mbox::is_mailbox(given) {
            return Some(Self::Mailbox);
        }
        (mime::is_structured(given) || mime::is_mail(given)).then_some(Self::Mail)
    }
}

struct Opening {
    found: Vec<Piece>,
    room: usize,
    unpacked: usize,
    letters: usize,
    is_over: bool,
}

/// The mail or loose file that a piece belongs to.
#[derive(Clone, Copy)]
struct Letter {
    number: usize,
    depth: usize,
    is_attached: bool,
}

impl Opening {
    /// A file by itself: each mail and each loose file in it is a letter of its own.
    fn file(&mut self, given: &[u8], place: Vec<String>) {
        let letter = self.letter(&place);
        self.open(given, place, letter, 0);
    }

    fn open(&mut self, given: &[u8], place: Vec<String>, letter: Letter, depth: usize) {
        let given = in_utf_8(given);
        match Container::of(&given) {
            Some(_) if depth >= INSIDE_DEPTH_MAX => {
                self.add(place, letter, Err(ExtractError::Tangled));
            }
            Some(Container::Packed) => {
                if let Err(error) = self.packed(&given, &place, depth) {
                    self.add(place, letter, Err(error));
                }
            }
            Some(Container::Mailbox) => {
                for (at, mail) in mbox::mails(&given).iter().enumerate() {
                    let sender = mime::sender(mail).map_or(String::new(), |one| format!(" {one}"));
                    self.one_more(mail, &place, format!("{}{sender}", at + 1), depth);
                }
            }
            Some(Container::Mail) => {
                if let Err(error) = self.mail(&given, &place, letter, depth) {
                    self.add(place, letter, Err(error));
                }
            }
            None => self.add(place, letter, Ok(given.into_owned())),
        }
    }

    fn packed(&mut self, given: &[u8], place: &[String], depth: usize) -> Result<(), ExtractError> {
        let packed = Packed::open(given)?;
        if packed.names().all(|name| name.ends_with('/')) {
            return Err(ExtractError::Empty);
        }
        for name in packed.names().filter(|name| !name.ends_with('/')) {
            if self.is_over {
                break;
            }
            let file = packed.read(name);
            self.unpacked += file.as_ref().map_or(0, Vec::len);
            match file {
                Ok(file) if self.unpacked <= UNPACKED_BYTES_MAX => {
                    self.one_more(&file, place, name.to_owned(), depth);
                }
                other => {
                    let place = [place, &[name.to_owned()]].concat();
                    let letter = self.letter(&place);
                    self.add(place, letter, other);
                }
            }
        }
        Ok(())
    }

    /// One more letter: a mail of a mailbox, a file of a packed folder.
    fn one_more(&mut self, given: &[u8], place: &[String], name: String, depth: usize) {
        let place = [place, &[name]].concat();
        let letter = self.letter(&place);
        self.open(given, place, letter, depth + 1);
    }

    fn letter(&mut self, place: &[String]) -> Letter {
        self.letters += 1;
        Letter { number: self.letters, depth: place.len(), is_attached: false }
    }

    fn mail(
        &mut self,
        given: &[u8],
        place: &[String],
        letter: Letter,
        depth: usize,
    ) -> Result<(), ExtractError> {
        let parts = mime::carried(given)?;
        if parts.is_empty() {
            return Err(ExtractError::Empty);
        }
        for (at, part) in parts.into_iter().enumerate() {
            let letter = Letter { is_attached: part.name.is_some(), ..letter };
            let name = part.name.unwrap_or_else(|| (at + 1).to_string());
            let place = [place, &[name]].concat();
            match part.bytes {
                Ok(bytes) => self.open(&bytes, place, letter, depth + 1),
                Err(error) => self.add(place, letter, Err(error)),
            }
        }
        Ok(())
    }

    /// Keeps a file; the first that is too much is the last.
    fn add(&mut self, place: Vec<String>, letter: Letter, bytes: Result<Vec<u8>, ExtractError>) {
        if self.is_over {
            return;
        }
        let left = self.room.checked_sub(bytes.as_ref().map_or(0, Vec::len));
        let fault = if self.found.len() >= INSIDE_FILES_MAX {
            Some(ExtractError::Tangled)
        } else if left.is_none() || self.unpacked > UNPACKED_BYTES_MAX {
            Some(ExtractError::Size { what: "what is in it", most: INSIDE_BYTES_MAX })
        } else {
            None
        };
        self.is_over = fault.is_some();
        self.room = left.unwrap_or_default();
        let bytes = fault.map_or(bytes, Err);
        let Letter { number, depth, is_attached } = letter;
        self.found.push(Piece { place, letter: number, letter_depth: depth, is_attached, bytes });
    }
}

/// The same letters in UTF-8 without a mark, where a mark or a zero in every second byte says that they are others.
fn in_utf_8(given: &[u8]) -> Cow<'_, [u8]> {
    if let Some(rest) = given.strip_prefix(b"\xef\xbb\xbf") {
        return Cow::Borrowed(rest);
    }
    let is_packed = given.starts_with(b"PK");
    let is_marked = given.starts_with(b"\xff\xfe") || given.starts_with(b"\xfe\xff");
    if !is_packed && (is_marked || given.get(..2).is_some_and(|two| two.contains(&0))) {
        // A mail program ends the lines of whatever it sends, and one byte more is no letter.
        let even = given.get(..given.len() & !1).unwrap_or_default();
        if let Ok(woven) = encoding::decode(even, &mut Vec::new()) {
            return Cow::Owned(woven.text.into_bytes());
        }
    }
    Cow::Borrowed(given)
}

#[cfg(test)]
mod tests {
    use super::super::packed::tests::pack;
    use super::*;

    const MAIL: &[u8] = b"From: a@b.example\r\nTo: c@d.example\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=\"x\"\r\n\r\n--x\r\n\
        Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\na=3D\r\n--x\r\n\
        Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"b.txt\"\r\n\
        Content-Transfer-Encoding: base64\r\n\r\nb25l\r\n--x--\r\n";

    fn inside(given: &[u8]) -> Result<Vec<Vec<u8>>, ExtractError> {
        pieces(given).into_iter().map(|piece| piece.bytes).collect()
    }

    fn told(given: &[u8]) -> Vec<String> {
        let line = |piece: Piece| {
            let Piece { place, letter, letter_depth, bytes, .. } = piece;
            let bytes = bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            format!("{letter}/{letter_depth} {}: {bytes:?}", place.join("/"))
        };
        pieces(given).into_iter().map(line).collect()
    }

    #[test]
    fn files_come_out_of_mails_and_folders() {
        let zip = pack(&[("a/", b""), ("a/request.countersign", b"one"), ("b.txt", b"two")]);
        assert_eq!(inside(&zip).unwrap(), [b"one".to_vec(), b"two".to_vec()]);
        assert_eq!(inside(MAIL).unwrap(), [b"a=\n".to_vec(), b"one".to_vec()]);
        assert_eq!(inside(b"We ask.").unwrap(), [b"We ask.".to_vec()]);
        assert_eq!(inside(b"PK\x03\x04"), Err(ExtractError::Damaged));
    }

    #[test]
    fn each_mail_and_each_loose_file_is_a_letter() {
        assert_eq!(told(b"We ask."), ["1/0 : Ok(\"We ask.\")"]);
        assert_eq!(told(MAIL), ["1/0 1: Ok(\"a=\\n\")", "1/0 b.txt: Ok(\"one\")"]);
        let mailbox =
            [b"From a Mon\n", MAIL, b"\nFrom b Mon\nFrom: e@f.example\nTo: g\n\nNo.\n"].concat();
        let zip = pack(&[("a/inbox", &mailbox[..]), ("c.txt", b"PK\x03\x04")]);
        assert_eq!(
            told(&zip),
            [
                "3/2 a/inbox/1 a@b.example/1: Ok(\"a=\\n\")",
                "3/2 a/inbox/1 a@b.example/b.txt: Ok(\"one\")",
                "4/2 a/inbox/2 e@f.example/1: Ok(\"No.\\n\")",
                "5/1 c.txt: Err(Damaged)",
            ]
        );
        let wide: Vec<u8> =
            String::from_utf8_lossy(MAIL).encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(told(&wide), told(MAIL));
    }

    #[test]
    fn what_is_larger_than_what_people_send_is_refused() {
        let part = vec![0; 16 << 20];
        let parts: Vec<(String, &[u8])> = (0..5).map(|at| (at.to_string(), &part[..])).collect();
        let parts: Vec<(&str, &[u8])> =
            parts.iter().map(|(name, all)| (name.as_str(), *all)).collect();
        let size = ExtractError::Size { what: "what is in it", most: INSIDE_BYTES_MAX };
        assert_eq!(inside(&pack(&parts)), Err(size));
        assert_eq!(inside(&pack(&parts[..4])).unwrap().len(), 4);
    }

    #[test]
    fn what_is_packed_in_itself_again_and_again_is_refused() {
        let wrap = |depth: usize| {
            (0..depth).fold(b"one".to_vec(), |inner, _| pack(&[("a.zip", &inner[..])]))
        };
        assert_eq!(inside(&wrap(INSIDE_DEPTH_MAX)).unwrap(), [b"one".to_vec()]);
        assert_eq!(inside(&wrap(INSIDE_DEPTH_MAX + 1)), Err(ExtractError::Tangled));
        // What unpacks stops, also where nothing comes out.
        let mut empty = pack(&[]);
        empty.resize(16 << 20, 0);
        let empty = [&b"PK\x03\x04"[..], &empty[4..]].concat();
        let names: Vec<String> = (0..100).map(|at| at.to_string()).collect();
        let many: Vec<(&str, &[u8])> =
            names.iter().map(|name| (name.as_str(), &empty[..])).collect();
        assert!(pieces(&pack(&many)).len() <= UNPACKED_BYTES_MAX / empty.len() + 1);
    }

    #[test]
    fn more_mails_than_anybody_reads_are_refused() {
        let mail = b"From a Mon\nFrom: a\nTo: b\n\nNo.\n\n";
        assert_eq!(inside(&mail.repeat(INSIDE_FILES_MAX)).unwrap().len(), INSIDE_FILES_MAX);
        let more = mail.repeat(INSIDE_FILES_MAX + 2);
        assert_eq!(inside(&more), Err(ExtractError::Tangled));
        assert_eq!(pieces(&more).len(), INSIDE_FILES_MAX + 1);
    }
}
