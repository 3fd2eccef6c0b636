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
    let (side, path) = code::of(link).unwrap();
    // Version 2 of a QR code has 25 modules, and four free ones at each side.
    assert_eq!(side, 33);
    let mut drawn = Vec::new();
    for row in path.split('M').skip(1) {
        let (mut column, mut at) =
            (0, row.split([' ', '.', 'h', 'm']).map(|one| one.parse::<usize>()));
        let mut next = || at.next().and_then(Result::ok);
        let (x, y) = (next().unwrap(), next().unwrap());
        assert_eq!(next(), Some(5), "the middle of a row");
        column += x;
        while let Some(length) = next() {
            drawn.extend((column..column + length).map(|x| (x - 4, y - 4)));
            column += length + next().unwrap_or(0);
            assert!(matches!(next(), None | Some(0)), "the same row");
        }
    }
    let wanted = qrcode::QrCode::with_error_correction_level(link, qrcode::EcLevel::L).unwrap();
    for (at, color) in wanted.to_colors().into_iter().enumerate() {
        let place = (at % 25, at / 25);
        assert_eq!(drawn.contains(&place), color == qrcode::Color::Dark, "{place:?}");
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
