use super::*;

const POINT: &str = "AAAAC3NzaC1lZDI1NTE5AAAAILM+rvN+ot98qgEN796jTiQfZfG1KaT0PtFDJ/XFSqti";

fn read(file: &str) -> Result<(PublicKey, String), KeyError> {
    PublicKey::from_file(file.as_bytes())
}

#[test]
fn files_as_people_have_them() {
    let line = format!("ssh-ed25519 {POINT}");
    let key: PublicKey = line.parse().unwrap();
    for (file, comment) in [
        (line.clone(), ""),
        (format!("{line}\n"), ""),
        (format!("{line} \r\n"), ""),
        (format!("{line} press office\n\n"), "press office"),
        (format!("\u{feff}{line} ana@foro.example\r\n"), "ana@foro.example"),
        (format!("ssh-ed25519\t{POINT}\tJosé"), "José"),
    ] {
        assert_eq!(read(&file), Ok((key.clone(), comment.to_owned())), "{file:?}");
    }
    let latin1 = [line.as_bytes(), b" Jos\xe9"].concat();
    assert_eq!(PublicKey::from_file(&latin1), Ok((key, "Jos\u{fffd}".to_owned())));
}

#[test]
fn wrong_files_are_named() {
    let malformed = |error: &KeyError| matches!(error, KeyError::Malformed { .. });
    type Check = fn(&KeyError) -> bool;
    let cases: [(String, Check); 14] = [
        (String::new(), |error| error == &KeyError::Empty),
        (" \r\n\n".into(), |error| error == &KeyError::Empty),
        (format!("ssh-ed25519 {POINT}\nssh-ed25519 {POINT}\n"), |error| {
            error == &KeyError::Lines { got: 2 }
        }),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n".into(), |error| {
            error == &KeyError::PrivateKey
        }),
        ("-----BEGIN RSA PRIVATE KEY-----\nb3Bl\n".into(), |error| error == &KeyError::PrivateKey),
        ("PuTTY-User-Key-File-3: ssh-ed25519\n".into(), |error| error == &KeyError::PrivateKey),
        ("---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n".into(), |error| {
            error == &KeyError::Unsupported { kind: "SSH2 PUBLIC KEY".into() }
        }),
        ("-----BEGIN SSH SIGNATURE-----\nAAAA\n".into(), malformed),
        ("ssh-ed25519".into(), malformed),
        (format!("restrict ssh-ed25519 {POINT}"), malformed),
        (format!("ssh-rsa {POINT}"), malformed),
        (format!("ssh-ed25519 {}", &POINT[..POINT.len() - 4]), |error| {
            matches!(error, KeyError::Wire(WireError::Short { want: 32, got: 29 }))
        }),
        (
            "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBHwf2HMM5TRXvo2SQJjsNkiDD5KqiiNjrGVv3UUh+mMT5RHxiRtOnlqvjhQtBq0VpmpCV/PwUdhOig4vkbqAcEc=".into(),
            |error| error == &KeyError::Unsupported { kind: "ecdsa-sha2-nistp256".into() },
        ),
        (
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".into(),
            |error| error == &KeyError::Weak(WeakKey::SmallOrder),
        ),
    ];
    for (file, check) in cases {
        let error = read(&file).unwrap_err();
        assert!(check(&error), "{file:?}: {error}");
    }
}

#[test]
fn limits_hold_at_and_one_past() {
    let line = format!("ssh-ed25519 {POINT} ");
    let limit = format!("{line}{}", "c".repeat(PUBLIC_FILE_BYTES_MAX - line.len()));
    assert!(read(&limit).is_ok());
    let (got, max) = (PUBLIC_FILE_BYTES_MAX + 1, PUBLIC_FILE_BYTES_MAX);
    assert_eq!(read(&format!("{limit}c")), Err(KeyError::TooLarge { got, max }));
    let long: Result<PublicKey, _> = format!("{limit}c").parse();
    assert_eq!(long, Err(KeyError::TooLarge { got, max }));

    let point = Base64::decode_vec(POINT).unwrap();
    let hardware = |application: &[u8]| {
        let mut wire = Vec::new();
        put_string(&mut wire, HARDWARE.as_bytes());
        put_string(&mut wire, &point[point.len() - 32..]);
        put_string(&mut wire, application);
        PublicKey::from_wire(&wire)
    };
    let limit = "a".repeat(APPLICATION_BYTES_MAX);
    let key = hardware(limit.as_bytes()).unwrap();
    assert_eq!(key.application(), Some(limit.as_str()));
    assert_eq!(key.to_string().parse(), Ok(key));
    for bad in ["", &format!("{limit}a"), "ssh:\n", "ssh:é", "ssh:\u{7f}"] {
        assert!(matches!(hardware(bad.as_bytes()), Err(KeyError::Malformed { .. })), "{bad:?}");
    }
}
