use super::*;

fn domain(text: &str) -> Domain {
    text.parse().unwrap()
}

#[track_caller]
fn finds(name: &str, new: &str, other_name: &str, other: &str, want: &[&str]) {
    let other = domain(other);
    let others = [(&other, other_name)];
    let found = likenesses(name, &domain(new), others.into_iter());
    assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), want);
}

#[test]
fn b10_skeletons() {
    for (a, b) in [
        ("Amnesty International", "amnesty  lnternational"),
        ("Amnesty", "\u{410}mnesty"),
        ("HRW", "\u{41d}RW"),
        ("modern", "modem"),
        ("F0RO", "foro"),
        ("paypa1", "PayPal"),
        ("a\u{200b}b", "ab"),
    ] {
        assert_eq!(skeleton(a), skeleton(b), "{a} {b}");
    }
    assert_ne!(skeleton("Foro"), skeleton("Faro"));
}

#[test]
fn c2_names() {
    let amnesty = "Amnesty International";
    finds(
        "Amnesty International Nigeria",
        "ain.example",
        amnesty,
        "amnesty.example",
        &[
            "the name \"Amnesty International Nigeria\" contains \"Amnesty International\", the name of amnesty.example",
        ],
    );
    finds(
        "International",
        "x.example",
        amnesty,
        "amnesty.example",
        &[
            "the name \"International\" is part of \"Amnesty International\", the name of amnesty.example",
        ],
    );
    finds(
        "AMNESTY  international",
        "x.example",
        amnesty,
        "amnesty.example",
        &["the name \"AMNESTY  international\" is also the name of amnesty.example"],
    );
    finds(
        "\u{410}mnesty Internationa\u{200b}l",
        "x.example",
        amnesty,
        "amnesty.example",
        &[
            "the name \"\u{410}mnesty Internationa\\u{200b}l\" mixes scripts in \"\u{410}mnesty\"",
            "the name \"\u{410}mnesty Internationa\\u{200b}l\" looks like \"Amnesty International\", the name of amnesty.example",
        ],
    );
    finds(
        "Fundación Foro-Penal",
        "x.example",
        "Fundacion Foro Penal",
        "y1.example",
        &[
            "the name \"Fundación Foro-Penal\" differs in accents or punctuation only from \"Fundacion Foro Penal\", the name of y1.example",
        ],
    );
    finds("Azul Positivo", "azul.example", amnesty, "amnesty.example", &[]);
}

#[test]
fn c2_domains() {
    for (new, other, want) in [
        (
            "fora.example",
            "foro.example",
            "the domain fora.example differs from foro.example by one letter",
        ),
        (
            "foroo.example",
            "foro.example",
            "the domain foroo.example differs from foro.example by one letter",
        ),
        (
            "fro.example",
            "foro.example",
            "the domain fro.example differs from foro.example by one letter",
        ),
        (
            "froo.example",
            "foro.example",
            "the domain froo.example differs from foro.example by one letter",
        ),
        ("f0ro.example", "foro.example", "the domain f0ro.example looks like foro.example"),
        (
            "arnnesty.example",
            "amnesty.example",
            "the domain arnnesty.example looks like arnnesty.example",
        ),
        (
            "foro.test",
            "foro.example",
            "the domain foro.test differs from foro.example by its ending only",
        ),
        (
            "foro.org.uk",
            "foro.org",
            "the domain foro.org.uk differs from foro.org by its ending only",
        ),
        (
            "foro-caracas.example",
            "foro.example",
            "the domain foro-caracas.example contains the name of foro.example",
        ),
        (
            "foro.example.evil.test",
            "foro.example",
            "the domain foro.example.evil.test contains the name of foro.example",
        ),
        (
            "foro.example",
            "foro-caracas.example",
            "the domain foro-caracas.example contains the name of foro.example",
        ),
    ] {
        let want = want.replace("like arnnesty", "like amnesty");
        finds("A", new, "B", other, &[&want]);
    }
    finds("A", "foxo.example", "B", "fary.example", &[]);
    finds("A", "foro.example", "A", "foro.example", &[]);
}

#[test]
fn b10_punycode_is_shown_decoded() {
    finds(
        "A",
        "xn--80ak6aa92e.example",
        "B",
        "apple.example",
        &[
            "the domain xn--80ak6aa92e.example is shown as аррӏе.example",
            "the domain xn--80ak6aa92e.example looks like apple.example",
        ],
    );
    finds(
        "A",
        "xn--99.example",
        "B",
        "apple.example",
        &[
            "the domain xn--99.example has a label that is not punycode: want another digit, got the end",
        ],
    );
}

#[test]
fn an_alias_says_nothing_new_about_the_domain() {
    let other = domain("foro.example");
    let others = [(&other, "Foro Penal"), (&other, "FP")];
    let found = likenesses("Azul", &domain("fora.example"), others.into_iter());
    assert_eq!(found.len(), 1);
}

#[test]
fn a_stroke_through_a_letter_is_passed_over() {
    let other: Domain = "gdansk.example".parse().unwrap();
    for (name, enrolled) in [
        ("Głos", "Glos"),
        ("Søster", "Soster"),
        ("Ħal", "Hal"),
        ("Đuro", "Duro"),
        ("Kızıl", "Kizil"),
    ] {
        let others = [(&other, enrolled)];
        let found = likenesses(name, &"uno.example".parse().unwrap(), others.into_iter());
        assert!(
            found.iter().any(|one| matches!(one, Likeness::NameLooks { .. })),
            "{name}: {found:?}"
        );
    }
}
