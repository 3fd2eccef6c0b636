use super::*;

#[test]
fn a_policy_allows_what_is_in_the_page_and_nothing_else() {
    let none = policy::of(&[]);
    assert!(none.starts_with("default-src 'none'; style-src 'sha256-"), "{none}");
    assert!(none.contains("script-src 'none'"), "{none}");
    // The value that `openssl dgst -sha256 -binary | base64` gives.
    let one = policy::of(&["alert(1)"]);
    assert!(
        one.contains("script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"),
        "{one}"
    );
}

#[test]
fn a_code_has_its_three_corners() {
    let (side, path) = code::of("https://statements.example/").unwrap();
    // Version 2 of a QR code has 25 modules, and four free ones at each side.
    assert_eq!(side, 33);
    for corner in ["M4 4h7v1h-7z", "M22 4h7v1h-7z", "M4 22h7v1h-7z"] {
        assert!(path.contains(corner), "{corner}");
    }
    assert!(code::of(&"x".repeat(5000)).is_none());
}

#[test]
fn sentences_begin_with_a_capital_letter() {
    assert_eq!(frame::sentence("ésta es"), "Ésta es.");
    assert_eq!(frame::sentence("8 of the 12"), "8 of the 12.");
}
