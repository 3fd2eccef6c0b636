//! Windows-1252 as browsers read it (WHATWG Encoding): every byte is a letter.

/// The letters of the bytes 0x80 to 0x9f; all others have the number of their byte.
const UPPER: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The letters of bytes.
pub(in super::super) fn decode(bytes: &[u8]) -> String {
    let letter = |byte: &u8| match byte {
        0x80..=0x9f => UPPER.get(usize::from(byte - 0x80)).copied().unwrap_or_default(),
        _ => char::from(*byte),
    };
    bytes.iter().map(letter).collect()
}

/// The bytes of letters; none where one of them has no byte.
pub(super) fn encode(text: &str) -> Option<Vec<u8>> {
    let byte = |letter: char| match letter {
        '\u{80}'..='\u{9f}' | '\u{100}'.. => {
            let at = UPPER.iter().position(|one| *one == letter)?;
            u8::try_from(at + 0x80).ok()
        }
        _ => u8::try_from(letter).ok(),
    };
    text.chars().map(byte).collect()
}

/// The bytes of letters, as programs write them that leave the controls where they are (ISO 8859-1), too.
pub(super) fn encode_either(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\u{80}'..='\u{9f}' => bytes.push(u8::try_from(letter).ok()?),
            _ => bytes.extend(encode(letter.encode_utf8(&mut [0; 4]))?),
        }
    }
    Some(bytes)
}

#[cfg(all(test, feature = "encodings"))]
mod tests {
    use encoding_rs::WINDOWS_1252;

    #[test]
    fn letters_and_bytes_are_those_of_browsers() {
        let bytes: Vec<u8> = (0..=u8::MAX).collect();
        let (letters, _, _) = WINDOWS_1252.decode(&bytes);
        assert_eq!(super::decode(&bytes), letters);
        for letter in (0..0x3000).filter_map(char::from_u32) {
            let text = letter.to_string();
            let (bytes, _, is_lossy) = WINDOWS_1252.encode(&text);
            assert_eq!(super::encode(&text).as_deref(), (!is_lossy).then_some(&*bytes), "{text:?}");
        }
    }
}
