use base64ct::{Base64, Encoding as _};

use super::*;

#[test]
fn a_policy_allows_what_is_in_the_page_and_nothing_else() {
    let none = policy::plain();
    assert!(none.starts_with("default-src 'none'; style-src 'sha256-"), "{none}");
    assert!(none.contains("script-src 'none'"), "{none}");
    let (site, alone) = (policy::scripted(), policy::alone());
    assert!(site.contains("' 'strict-dynamic' 'wasm-unsafe-eval'; img-src"), "{site}");
    assert!(
        alone.contains("' 'wasm-unsafe-eval'; img-src") && !alone.contains("dynamic"),
        "{alone}"
    );
    for one in [site, alone] {
        assert!(
            one.contains("script-src 'sha256-") && one.ends_with("; worker-src blob:"),
            "{one}"
        );
    }
    // The value that `openssl dgst -sha256 -binary | base64` gives.
    assert_eq!(policy::allow("alert(1)"), "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='");
}

#[test]
fn a_code_has_the_dark_modules_of_its_link() {
    let link = "https://statements.example/";
    let picture = code::of(link).unwrap();
    let bytes = Base64::decode_vec(picture.strip_prefix("data:image/bmp;base64,").unwrap());
    let bytes = bytes.unwrap();
    let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
    assert_eq!((&bytes[..2], number(2)), (&b"BM"[..], bytes.len()));
    // Version 2 of a QR code has 25 modules, and four free ones at each side.
    let side = 33;
    assert_eq!((number(18), number(22)), (side, side));
    let (start, stride) = (number(10), 8);
    assert_eq!(bytes[start - 8..start], [255, 255, 255, 0, 0, 0, 0, 0], "white, then black");
    assert_eq!(bytes.len(), start + side * stride);
    let is_dark = |row: usize, column: usize| {
        let byte = bytes[start + (side - 1 - row) * stride + column / 8];
        byte >> (7 - column % 8) & 1 == 1
    };
    let wanted = qrcode::QrCode::with_error_correction_level(link, qrcode::EcLevel::L).unwrap();
    for place in 0..side * stride * 8 {
        let (row, column) = (place / (stride * 8), place % (stride * 8));
        let inside = (4..29).contains(&row) && (4..29).contains(&column);
        let wants = inside && wanted[(column - 4, row - 4)] == qrcode::Color::Dark;
        assert_eq!(is_dark(row, column), wants, "{row}, {column}");
    }
    assert!(code::of(&"x".repeat(5000)).is_none());
}

#[test]
fn sentences_begin_with_a_capital_letter() {
    assert_eq!(countersign_speech::page::sentence("ésta es"), "Ésta es.");
    assert_eq!(countersign_speech::page::sentence("8 of the 12"), "8 of the 12.");
    assert_eq!(countersign_speech::page::sentence("мир endorses"), "мир endorses.");
    assert_eq!(countersign_speech::page::sentence("÷, says who?"), "÷, says who?");
}
