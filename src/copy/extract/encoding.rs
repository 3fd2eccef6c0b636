//! Bytes to letters: which encoding, and what went wrong when somebody guessed another one before.
//!
//! A byte order mark decides, then strict UTF-8, then what a web page says of itself, then what the bytes look like.
//! Bytes that are no text in the encoding found are refused, never filled with U+FFFD.

use super::map::Woven;
use super::{ExtractError, Note};

#[cfg(feature = "encodings")]
mod others;
#[cfg(not(feature = "encodings"))]
#[path = "encoding/no_others.rs"]
mod others;
pub(super) mod windows_1252;

pub(super) use others::named;

/// Times that a text was misread one after the other, and that are undone.
const MISREADINGS_MAX: usize = 2;

/// The letters of `given`, with a note where the encoding was not UTF-8.
///
/// # Errors
/// If they are no text in any encoding that can be told.
pub(super) fn decode(given: &[u8], notes: &mut Vec<Note>) -> Result<Woven, ExtractError> {
    const MARKS: [(&[u8], Known); 3] = [
        (b"\xef\xbb\xbf", Known::Utf8),
        (b"\xff\xfe", Known::Utf16(End::Little)),
        (b"\xfe\xff", Known::Utf16(End::Big)),
    ];
    let (known, mark) = match MARKS.iter().find(|(mark, _)| given.starts_with(mark)) {
        Some((mark, known)) => (*known, mark.len()),
        None if given.contains(&0) => (Known::Utf16(unmarked_utf_16(given)?), 0),
        None if std::str::from_utf8(given).is_ok() => (Known::Utf8, 0),
        None => return others::decode(given, notes),
    };
    let bytes = given.get(mark..).unwrap_or_default();
    match known {
        Known::Utf8 => {
            let text = std::str::from_utf8(bytes).map_err(|_| ExtractError::Encoding)?;
            Ok(Woven::same(text, mark))
        }
        Known::Utf16(end) => {
            notes.push(Note::Encoding(match end {
                End::Little => "UTF-16LE",
                End::Big => "UTF-16BE",
            }));
            utf_16(bytes, mark, end)
        }
    }
}

/// An encoding that can be told from the bytes.
#[derive(Clone, Copy)]
enum Known {
    Utf8,
    Utf16(End),
}

/// Which byte of two comes first.
#[derive(Clone, Copy)]
enum End {
    Little,
    Big,
}

fn utf_16(bytes: &[u8], mark: usize, end: End) -> Result<Woven, ExtractError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(ExtractError::Encoding);
    }
    let unit = |pair: &[u8; 2]| match end {
        End::Little => u16::from_le_bytes(*pair),
        End::Big => u16::from_be_bytes(*pair),
    };
    let mut woven = Woven::default();
    let mut at = mark;
    for letter in char::decode_utf16(pairs.iter().map(unit)) {
        let letter = letter.map_err(|_| ExtractError::Encoding)?;
        let past = at + letter.len_utf16() * 2;
        woven.push(letter.encode_utf8(&mut [0; 4]), at..past, false);
        at = past;
    }
    if woven.text.contains('\0') { Err(ExtractError::Binary) } else { Ok(woven) }
}

/// UTF-16 of a Latin text has a zero in every second byte; anything else with zeros is no text.
fn unmarked_utf_16(given: &[u8]) -> Result<End, ExtractError> {
    let zeros =
        |parity: usize| given.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let half = given.len() / 2;
    match (zeros(0), zeros(1)) {
        (0, odd) if odd * 2 > half => Ok(End::Little),
        (even, 0) if even * 2 > half => Ok(End::Big),
        _ => Err(ExtractError::Binary),
    }
}

/// UTF-8 that was read as Windows-1252 (`â€™` for `’`) or ISO 8859-1, read again; only where the whole text can be.
pub(super) fn unmisread(mut woven: Woven, notes: &mut Vec<Note>) -> Woven {
    for _ in 0..MISREADINGS_MAX {
        let Some(better) = read_again(&woven) else { break };
        woven = better;
        if !notes.contains(&Note::Misread) {
            notes.push(Note::Misread);
        }
    }
    woven
}

fn read_again(woven: &Woven) -> Option<Woven> {
    if woven.text.is_ascii() {
        return None;
    }
    // Every letter is one byte of Windows-1252, so that byte and letter have the same number.
    let bytes = windows_1252::encode_either(&woven.text)?;
    let text = std::str::from_utf8(&bytes).ok()?;
    let starts: Vec<usize> =
        woven.text.char_indices().map(|(at, _)| at).chain([woven.text.len()]).collect();
    let mut better = Woven::default();
    for (at, letter) in text.char_indices() {
        let (start, end) = (*starts.get(at)?, *starts.get(at + letter.len_utf8())?);
        if letter.is_ascii() {
            better.keep(woven, start..end);
        } else {
            better.replace(woven, start..end, letter.encode_utf8(&mut [0; 4]));
        }
    }
    Some(better)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(given: &[u8]) -> Result<(String, Vec<Note>), ExtractError> {
        let mut notes = Vec::new();
        decode(given, &mut notes).map(|woven| (woven.text, notes))
    }

    #[test]
    fn marks_and_strict_utf_8_decide() {
        assert_eq!(read("¿Qué?".as_bytes()), Ok(("¿Qué?".to_owned(), vec![])));
        assert_eq!(read("\u{feff}a".as_bytes()), Ok(("a".to_owned(), vec![])));
        let little: Vec<u8> = "\u{feff}a’😀".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&little), Ok(("a’😀".to_owned(), vec![Note::Encoding("UTF-16LE")])));
        let big: Vec<u8> = "\u{feff}a’".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&big), Ok(("a’".to_owned(), vec![Note::Encoding("UTF-16BE")])));
        let unmarked: Vec<u8> = "words".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&unmarked).map(|read| read.0), Ok("words".to_owned()));
    }

    #[test]
    fn older_encodings_are_told_by_their_letters() {
        let spanish = b"La detenci\xf3n de cinco miembros de la organizaci\xf3n \x93Azul\x94.";
        let (text, notes) = read(spanish).unwrap();
        assert_eq!(text, "La detención de cinco miembros de la organización “Azul”.");
        assert_eq!(notes, [Note::Encoding("windows-1252")]);
        let arabic = "نقف مع كل من سجن بسبب ما قاله ونطالب بالإفراج عنهم جميعا فورا";
        let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(arabic);
        assert_eq!(read(&bytes).unwrap().0, arabic);
        let page = b"<meta charset=\"iso-8859-2\">\xb1";
        assert_eq!(read(page).unwrap().0, "<meta charset=\"iso-8859-2\">ą");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(read(b"\x00\x01\x02\x03\x00\x00"), Err(ExtractError::Binary));
        assert_eq!(read(b"\xef\xbb\xbf\xff"), Err(ExtractError::Encoding));
        assert_eq!(read(b"\xff\xfea"), Err(ExtractError::Encoding));
        assert_eq!(read(b"\xff\xfe\x00\xd8"), Err(ExtractError::Encoding));
    }

    #[test]
    fn places_in_older_encodings_are_told() {
        let woven = decode(b"caf\xe9 \x93a\x94", &mut Vec::new()).unwrap();
        assert_eq!(woven.text, "café “a”");
        let at = woven.text.find('“').unwrap();
        assert_eq!(woven.map.given(at..at + 3), Some(5..6));
        assert_eq!(woven.map.given(at + 3..at + 4), Some(6..7));
    }

    #[test]
    fn misreading_is_undone_only_where_all_of_it_is() {
        let undone = |text: &str| {
            let mut notes = Vec::new();
            (unmisread(Woven::same(text, 0), &mut notes).text, notes)
        };
        assert_eq!(undone("weâ€™re"), ("we’re".to_owned(), vec![Note::Misread]));
        assert_eq!(undone("dÃ©tenus Â« â€™"), ("détenus « ’".to_owned(), vec![Note::Misread]));
        assert_eq!(undone("Ã¢â‚¬â„¢"), ("’".to_owned(), vec![Note::Misread]));
        assert_eq!(undone("we\u{e2}\u{80}\u{99}re"), ("we’re".to_owned(), vec![Note::Misread]));
        assert_eq!(undone("weâ€™re, détenus"), ("weâ€™re, détenus".to_owned(), vec![]));
        let woven = unmisread(Woven::same("weâ€™re", 0), &mut Vec::new());
        assert_eq!(woven.map.given(2..5), Some(2..10));
        assert_eq!(woven.map.given(5..7), Some(10..12));
    }
}
