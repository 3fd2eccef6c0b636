//! Bytes as letters of one byte each, denser than base64: what a page carries that is large.
//!
//! 13 bits, or 14 where these are below 89, become two of 91 letters, as in basE91; the letters are those of ASCII that
//! can be seen, without `"`, `<` and `\`, so that none of them ends the element or the string that it stands in.

/// How many letters there are.
const LETTERS: u32 = 91;

/// The letters for some bytes.
pub(super) fn dense(bytes: &[u8]) -> String {
    let letters: Vec<char> = ('!'..='~').filter(|one| !"\"<\\".contains(*one)).collect();
    let mut text = String::with_capacity(bytes.len() * 5 / 4);
    let mut push = |digit: u32| text.extend(letters.get(digit as usize));
    let (mut queue, mut bits) = (0_u32, 0_u32);
    for byte in bytes {
        queue |= u32::from(*byte) << bits;
        bits += 8;
        if bits > 13 {
            let mut value = queue & 0x1fff;
            let taken = if value > 88 { 13 } else { 14 };
            if taken == 14 {
                value = queue & 0x3fff;
            }
            queue >>= taken;
            bits -= taken;
            push(value % LETTERS);
            push(value / LETTERS);
        }
    }
    if bits > 0 {
        push(queue % LETTERS);
    }
    if bits > 7 || queue >= LETTERS {
        push(queue / LETTERS);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `dense` in `assets/desk/parts.js` reads it.
    fn bytes_of(text: &str) -> Vec<u8> {
        let letters: Vec<char> = ('!'..='~').filter(|one| !"\"<\\".contains(*one)).collect();
        let digits: Vec<u32> = text
            .chars()
            .map(|one| letters.iter().position(|letter| *letter == one).unwrap() as u32)
            .collect();
        let (mut bytes, mut queue, mut bits) = (Vec::new(), 0_u32, 0_u32);
        for pair in digits.chunks(2) {
            let [low, high] = pair else {
                bytes.push(((queue | pair[0] << bits) & 0xff) as u8);
                break;
            };
            let value = low + high * LETTERS;
            queue |= value << bits;
            bits += if value & 0x1fff > 88 { 13 } else { 14 };
            while bits > 7 {
                bytes.push((queue & 0xff) as u8);
                queue >>= 8;
                bits -= 8;
            }
        }
        bytes
    }

    #[test]
    fn dense_letters_are_the_bytes_again_and_end_nothing() {
        for length in 0..300_usize {
            let bytes: Vec<u8> =
                (0..length).map(|at| (at * at * 31 + at * 7 + length) as u8).collect();
            for bytes in [bytes, vec![0; length], vec![0xff; length]] {
                let text = dense(&bytes);
                assert!(!text.contains(['"', '<', '\\', '\n']), "{text}");
                assert_eq!(bytes_of(&text), bytes, "{length}");
            }
        }
        assert!(dense(&vec![0xa5; 100_000]).len() < 124_000);
    }
}
