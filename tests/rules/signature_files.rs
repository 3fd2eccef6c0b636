//! Signature files that this program cannot judge: "could not check" is never "invalid".

use std::fs;

use base64ct::{Base64, Encoding};
use countersign_core::key::sshsig::SIGNATURE_FILE_BYTES_MAX;
use countersign_core::verify::reading;
use countersign_core::verify::report::Severity;
use countersign_git::directory::Directory;

const REVOCATION: &str = r#"{"key":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea","reason":"the laptop was seized","type":"countersign/revocation/v1"}"#;

fn string(bytes: &[u8]) -> Vec<u8> {
    [&u32::try_from(bytes.len()).unwrap().to_be_bytes(), bytes].concat()
}

/// A signature file as `ssh-keygen` writes it for an RSA key with so many bytes.
fn rsa_signature(key_bytes: usize) -> String {
    let number = vec![1; key_bytes];
    let key = [string(b"ssh-rsa"), string(&[1, 0, 1]), string(&number)].concat();
    let signature = [string(b"rsa-sha2-512"), string(&number)].concat();
    let blob = [
        b"SSHSIG\0\0\0\x01".to_vec(),
        string(&key),
        string(b"countersign/revocation/v1"),
        string(b""),
        string(b"sha512"),
        string(&signature),
    ]
    .concat();
    let mut file = "-----BEGIN SSH SIGNATURE-----\n".to_owned();
    for line in Base64::encode_string(&blob).as_bytes().chunks(70) {
        file.push_str(std::str::from_utf8(line).unwrap());
        file.push('\n');
    }
    file + "-----END SSH SIGNATURE-----\n"
}

fn findings(signature: &str) -> Vec<(Severity, &'static str)> {
    let folder = tempfile::tempdir().unwrap();
    let revocations = folder.path().join("keys/foro.example/revocations");
    fs::create_dir_all(&revocations).unwrap();
    fs::create_dir(folder.path().join("registry")).unwrap();
    fs::write(revocations.join("press.json"), REVOCATION).unwrap();
    fs::write(revocations.join("press.json.press.sig"), signature).unwrap();
    let reading = reading::read(&Directory::open(folder.path()).unwrap());
    reading.findings.iter().map(|finding| (finding.severity, finding.code())).collect()
}

#[test]
fn the_largest_keys_of_openssh_are_unsupported_and_not_broken() {
    for key_bits in [2048, 4096, 16_384] {
        let file = rsa_signature(key_bits / 8);
        let want = [(Severity::Unchecked, "signature-unsupported")];
        assert_eq!(findings(&file), want, "{key_bits} bits, {} bytes", file.len());
    }
}

#[test]
fn a_file_that_no_key_makes_is_not_read() {
    let limit = " ".repeat(SIGNATURE_FILE_BYTES_MAX);
    assert_eq!(findings(&limit), [(Severity::Broken, "signature-bad")]);
    let past = limit + " ";
    assert_eq!(findings(&past), [(Severity::Broken, "unreadable")]);
}
