//! `check` of files through the command line: PDFs whatever `pdftotext` does, files that are too large, mails and
//! documents that hide words, the names in a copy, and the index that is kept between two runs.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use countersign_cli::environment::Environment;
use countersign_core::record::{Body, Organisation};
use serde_json::Value;
use testkit::cli;
use testkit::committed::{commit, committed};
use testkit::forge::{self, Forge, Item, Logged, WORDS, key};

/// No file may keep somebody waiting for longer, on a machine that does other things besides.
const PATIENCE: Duration = Duration::from_secs(60);

fn file(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path.display().to_string()
}

/// Runs `check` on a file, with patience.
#[expect(clippy::disallowed_methods, reason = "that it ends in time is what is asked")]
fn checked(environment: Environment, file: &str) -> cli::Ran {
    let start = Instant::now();
    let ran = cli::run_with(environment, &["check", file]);
    assert!(start.elapsed() < PATIENCE, "{file}: {:?}", start.elapsed());
    ran
}

/// A world in which `pdftotext` is this shell script.
fn with_pdftotext(registry: &Path, folder: &Path, script: &str) -> Environment {
    fs::create_dir_all(folder).unwrap();
    let program = folder.join("pdftotext");
    testkit::write_script(&program, &format!("#!/bin/sh\n{script}\n"));
    let mut environment = cli::environment(registry);
    let path = format!("{}:/usr/bin:/bin", folder.display());
    environment.variables.insert("PATH".to_owned(), path);
    environment
}

/// The usual way has the columns mixed, another one has the words as they are read; the answer names it.
#[test]
fn the_best_way_to_take_words_out_of_a_pdf_is_kept_and_named() {
    let registry = committed(&Forge::coalition());
    let other = tempfile::tempdir().unwrap();
    let pdf = file(other.path(), "a.pdf", "%PDF-1.7\n");
    let words = WORDS.replace('\n', "\\n");
    let mixed = WORDS.split_whitespace().rev().collect::<Vec<_>>().join(" ");
    let script =
        format!("case $1 in -raw) printf '{words}';; -layout) exit 1;; *) printf '{mixed}';; esac");
    let ran = checked(with_pdftotext(registry.path(), &other.path().join("raw"), &script), &pdf);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.output.contains("taken out with pdftotext -raw"), "{}", ran.output);
}

#[test]
fn whatever_pdftotext_does_a_pdf_is_read_or_refused_in_time() {
    let registry = committed(&Forge::coalition());
    let other = tempfile::tempdir().unwrap();
    let pdf = file(other.path(), "a.pdf", "%PDF-1.7\n");
    let words = WORDS.replace('\n', "\\n");
    let too_long = "why: pdftotext took longer than any document needs";
    let limits = "why: pdftotext could not read it within its limits: it may be damaged";
    let protected = "why: it is a PDF that is protected with a password";
    let cases = [
        (format!("printf '{words}'"), 0, ""),
        (format!("test -s \"$5\" && printf '{words}'"), 0, ""),
        ("echo 'Command Line Error: Incorrect password' >&2; exit 1".to_owned(), 7, protected),
        ("exit 3".to_owned(), 7, protected),
        ("exit 1".to_owned(), 7, limits),
        ("kill -SEGV $$".to_owned(), 7, limits),
        // Complaints are no reason to stop reading.
        (format!("yes 'Syntax Warning: x' | head -50000 >&2; printf '{words}'"), 0, ""),
        // It would take all the memory that there is.
        ("x=0123456789abcdef; while :; do x=$x$x; done".to_owned(), 7, limits),
        // It would never end writing.
        (
            "while :; do echo words and words; done".to_owned(),
            7,
            "it has more words than any statement",
        ),
        ("printf 'caf\\351'".to_owned(), 7, "why: pdftotext wrote no UTF-8"),
        ("exec sleep 60".to_owned(), 7, too_long),
        // It ends and leaves somebody behind who holds the pipe open.
        ("sleep 60 & exit 0".to_owned(), 7, too_long),
        ("sleep 60 & wait".to_owned(), 7, too_long),
    ];
    std::thread::scope(|scope| {
        for (number, (script, code, words)) in cases.iter().enumerate() {
            let (registry, pdf) = (registry.path(), &pdf);
            let folder = other.path().join(number.to_string());
            scope.spawn(move || {
                let ran = checked(with_pdftotext(registry, &folder, script), pdf);
                assert_eq!(ran.code, *code, "{script}: {ran:?}");
                assert!(ran.messages.contains(words), "{script}: {}", ran.messages);
            });
        }
    });
    let mut environment = cli::environment(registry.path());
    let nothing = other.path().join("0").join("nothing").display().to_string();
    environment.variables.insert("PATH".to_owned(), nothing);
    let ran = checked(environment, &pdf);
    assert_eq!(ran.code, 7, "{ran:?}");
    assert!(ran.messages.contains("there is no pdftotext on this machine"), "{}", ran.messages);
}

#[test]
fn damaged_and_protected_pdfs_are_refused_by_the_real_pdftotext() {
    let found =
        Command::new("pdftotext").arg("-v").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if found.is_err() {
        eprintln!(
            "*** NO pdftotext ON THIS MACHINE: damaged and protected PDFs are not checked ***"
        );
        return;
    }
    let registry = committed(&Forge::coalition());
    let folder = tempfile::tempdir().unwrap();
    // ISO 32000-1, 7.6: revision 2 of the standard handler; what O and U hold fits no empty password.
    let guard = format!(
        "<< /Filter /Standard /V 1 /R 2 /O <{}> /U <{}> /P -4 >>",
        "41".repeat(32),
        "42".repeat(32)
    );
    let protected = {
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Count 0 /Kids [] >>",
            guard.as_str(),
        ];
        let mut file = "%PDF-1.4\n".to_owned();
        let mut places = Vec::new();
        for (index, object) in objects.into_iter().enumerate() {
            places.push(file.len());
            file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
        }
        let start = file.len();
        file.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1));
        places.iter().for_each(|at| file.push_str(&format!("{at:010} 00000 n \n")));
        file.push_str(&format!(
            "trailer\n<< /Size {} /Root 1 0 R /Encrypt 3 0 R /ID [<00> <00>] >>\nstartxref\n{start}\n%%EOF\n",
            places.len() + 1
        ));
        file
    };
    for (name, bytes, words) in [
        ("protected.pdf", protected, "it is a PDF that is protected with a password"),
        ("damaged.pdf", "%PDF-1.7\n1 0 obj\n<< /Type".to_owned(), "it may be damaged"),
    ] {
        let ran = checked(cli::environment(registry.path()), &file(folder.path(), name, bytes));
        assert_eq!(ran.code, 7, "{name}: {ran:?}");
        assert!(ran.messages.contains(words), "{name}: {}", ran.messages);
    }
}

#[test]
fn fifty_megabytes_are_refused_or_read_in_time() {
    let registry = committed(&Forge::coalition());
    let folder = tempfile::tempdir().unwrap();
    let most = 50 << 20;
    let fill = |start: &[u8], piece: &[u8]| {
        let mut bytes = start.to_vec();
        while bytes.len() < most {
            bytes.extend_from_slice(piece);
        }
        bytes
    };
    let mail =
        b"From: a\nTo: b\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\n";
    for (name, bytes, code) in [
        ("words.txt", fill(b"", b"We stand together. "), 7),
        ("line.txt", fill(b"", b"w"), 7),
        ("page.html", fill(b"<!DOCTYPE html>", b"<p>We stand <b>together"), 7),
        ("zeros.bin", fill(b"", &[0; 4096]), 7),
        ("zip.docx", fill(b"PK\x03\x04", b"PK\x01\x02PK\x05\x06"), 7),
        ("pictures.png", fill(b"\x89PNG", b"IDAT"), 7),
        ("words.eml", fill(mail, b"We stand together.\n"), 7),
        ("parts.eml", fill(mail, b"--x\n\nWe stand together.\n"), 7),
        // What is large in a mail is what is attached.
        (
            "attached.eml",
            fill(
                &[mail, WORDS.as_bytes(), b"\n--x\nContent-Disposition: attachment\n\n"].concat(),
                b"V2Ugc3RhbmQgdG9nZXRoZXIu\n",
            ),
            0,
        ),
    ] {
        let ran = checked(cli::environment(registry.path()), &file(folder.path(), name, bytes));
        assert_eq!(ran.code, code, "{name}: {} {}", ran.output, ran.messages);
        let is_said = code == 0 || ran.messages.starts_with("error: cannot take words out of");
        assert!(is_said, "{name}: {}", ran.messages);
    }
    let larger = file(folder.path(), "larger.txt", vec![b'x'; (64 << 20) + 1]);
    let ran = checked(cli::environment(registry.path()), &larger);
    assert_eq!(ran.code, 7, "{ran:?}");
}

/// What a reader does not see is no part of what is compared, and is named beside the answer: the words that are
/// seen are those that were signed.
#[test]
fn hidden_and_struck_out_words_beside_the_signed_ones_are_a_note() {
    let registry = committed(&Forge::coalition());
    let folder = tempfile::tempdir().unwrap();
    let page = |within: &str| {
        format!("<!DOCTYPE html><p>We stand {within}together.</p><p>We ask for release.</p>")
    };
    let note = "note: words that are in the file and not shown were left out: “apart, not ”";
    for (within, code, words) in [
        ("<span style='display:none'>apart, not </span>", 0, note),
        ("<span hidden>apart, not </span>", 0, note),
        ("<del>apart, not </del>", 0, "note: struck-out words were left out: “apart, not ”"),
        // As soon as it is seen it is another text.
        ("<span>apart, not </span>", 4, "{+apart, not+}"),
        ("<ins>apart, not </ins>", 4, "{+apart, not+}"),
    ] {
        let path = file(folder.path(), "page.html", page(within));
        let ran = checked(cli::environment(registry.path()), &path);
        assert_eq!(ran.code, code, "{within}: {}", ran.output);
        let words = words.replace(" ”", "”");
        assert!(ran.output.contains(&words), "{within}: {}", ran.output);
    }
    // What is hidden is never what makes a text match.
    let path =
        file(folder.path(), "page.html", page("").replace("together", "<del>together</del>"));
    let ran = checked(cli::environment(registry.path()), &path);
    assert_eq!(ran.code, 4, "{}", ran.output);
}

/// A mail whose page has other words than its plain text is judged by what a mail program shows.
#[test]
fn a_mail_is_what_its_reader_sees() {
    let registry = committed(&Forge::coalition());
    let folder = tempfile::tempdir().unwrap();
    let mail = |page: &str| {
        format!(
            "Received: from x\nFrom: a@foro.example\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n{WORDS}\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n{page}\n--b--\n"
        )
    };
    let good = "<p>We stand to=\ngether.</p><p>We ask for release.</p>";
    let ran =
        checked(cli::environment(registry.path()), &file(folder.path(), "good.eml", mail(good)));
    assert_eq!(ran.code, 0, "{}", ran.output);
    let bad = good.replace("ask for", "do not ask for");
    for name in ["bad.eml", "bad.txt"] {
        let path = file(folder.path(), name, mail(&bad));
        let ran = checked(cli::environment(registry.path()), &path);
        assert_eq!(ran.code, 4, "{name}: {}", ran.output);
        assert!(ran.output.contains("{+do not+}"), "{}", ran.output);
        let named = "note: the e-mail also holds a plain text with other words, which were not compared: “We stand together. We ask for release.”";
        assert!(ran.output.contains(named), "{}", ran.output);
    }
}

/// The coalition, in which `foro` is also known by other names, and an organisation that the text does not name.
fn with_aliases() -> Forge {
    let mut forge = Forge::founded(4);
    let enrolment = |stem: &str, aliases: &[&str]| {
        let Body::Organisation(body) = forge.enrolment(stem).record.body().clone() else {
            panic!("no organisation")
        };
        let aliases = Some(aliases.iter().map(|alias| alias.parse().unwrap()).collect());
        let body = Organisation { aliases, ..body };
        Item::signed(Body::Organisation(body), &[("maria", &key("maria"))])
    };
    let enrolments = [
        enrolment("dos", &["Dos Mundos"]),
        enrolment("foro", &["FdA", "Foro de las Aguas"]),
        enrolment("uno", &[]),
        enrolment("zeta", &["ZI", "Zeta Internacional"]),
    ];
    forge.append(&enrolments);
    let id = forge::version_one();
    let statement = forge.statement(&id, None, WORDS);
    let acts = ["dos", "foro", "uno"].map(|stem| forge.endorsement(stem, &statement));
    let publication = forge.publication(&statement);
    forge.append(&[vec![statement], acts.to_vec(), vec![publication]].concat());
    let withdrawal = forge.withdrawal(&acts[2], "uno");
    forge.append(&[withdrawal]);
    forge
}

#[test]
fn names_are_found_by_alias_and_near_spelling_and_those_that_lack_are_named() {
    let registry = committed(&with_aliases());
    let names = |list: &str| {
        let mut environment = cli::environment(registry.path());
        environment.input = Box::new(Cursor::new(format!("{WORDS}\n{list}").into_bytes()));
        let ran = cli::run_with(environment, &["--json", "check"]);
        let json: Value = serde_json::from_str(&ran.output).unwrap();
        (json["names"].clone(), ran.code)
    };
    let strings = |value: &Value| -> Vec<String> {
        value.as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect()
    };
    // By the printed name, by an alias, by another alias, by a spelling with one slip.
    for foro in ["FORO Ejemplo", "Foro Ejemplo", "Foro de las Aguas", "FdA", "foro de las aguas"] {
        let (found, _) = names(&format!("DOS Ejemplo\n{foro}\n"));
        assert_eq!(strings(&found["missing"]), [""; 0], "{foro}: {found}");
        assert_eq!(
            (&found["printed"], &found["near"]),
            (&2.into(), &serde_json::json!([])),
            "{foro}"
        );
    }
    let (found, _) = names("Dos Mundos\nForo de las Agaus\n");
    assert_eq!(strings(&found["missing"]), ["FORO Ejemplo"], "two slips are another name: {found}");
    let (found, _) = names("Dos Mundos\nForo de las Aguaz\n");
    assert_eq!(strings(&found["missing"]), [""; 0], "{found}");
    assert_eq!(
        found["near"],
        serde_json::json!([{"printed": "Foro de las Aguaz", "name": "FORO Ejemplo"}])
    );
    // Who endorsed and is not named; who is named and never signed, withdrew, or is not of this version.
    let (found, code) =
        names("Foro Ejemplo\nDos Mundos\nUno Ejemplo\nZeta Internacional\nCasa Nueva\n");
    assert_eq!(code, 6);
    assert_eq!(strings(&found["missing"]), [""; 0], "{found}");
    assert_eq!(strings(&found["withdrawn"]), ["UNO Ejemplo"], "{found}");
    let unsigned = strings(&found["unsigned"]);
    assert!(unsigned.contains(&"Zeta Internacional".to_owned()), "{found}");
    assert!(unsigned.contains(&"Casa Nueva".to_owned()), "{found}");
    let (found, _) = names("Foro Ejemplo\nZI\n");
    assert_eq!(strings(&found["missing"]), ["DOS Ejemplo"], "{found}");
    assert_eq!(strings(&found["unsigned"]), ["ZI"], "{found}");
    let mut environment = cli::environment(registry.path());
    let copy = format!("{WORDS}\nForo Ejemplo\nUno Ejemplo\n");
    environment.input = Box::new(Cursor::new(copy.into_bytes()));
    let ran = cli::run_with(environment, &["check"]);
    let withdrew = "named here, but withdrew on 1 March 2024, as it says: UNO Ejemplo";
    assert!(ran.output.contains(withdrew), "{}", ran.output);
}

/// So many published statements that an index is kept.
fn library(count: u64) -> Forge {
    let mut forge = Forge::founded(5);
    let enrolments = ["dos", "foro", "uno"].map(|stem| forge.enrolment(stem));
    forge.append(&enrolments);
    for number in 0..count {
        let items = numbered(&mut forge, number);
        items.iter().for_each(|item| forge.files.extend(item.files()));
        let logged =
            |item: &Item| Logged::Record(item.entry.clone(), Some(Box::new(item.record.clone())));
        forge.appends.push(items.iter().map(logged).collect());
    }
    // One append each, and the log written once.
    forge.write_log();
    forge
}

fn numbered(forge: &mut Forge, number: u64) -> Vec<Item> {
    let statement =
        forge.statement(&format!("2021/number-{number}@1").parse().unwrap(), None, &words(number));
    let act = forge.endorsement("foro", &statement);
    let publication = forge.publication(&statement);
    vec![statement, act, publication]
}

/// A text of its own for each number.
fn words(number: u64) -> String {
    let of = |letter: u64| {
        let hash = countersign_core::digest::Hash::of(format!("{number} {letter}").as_bytes());
        hash.to_string().chars().filter(char::is_ascii_alphabetic).take(6).collect::<String>()
    };
    let words: Vec<String> = (0..30).map(of).collect();
    format!("We stand with {}.\n", words.join(" "))
}

#[test]
fn an_index_is_kept_grows_with_the_log_and_is_made_anew_where_it_is_damaged() {
    let mut forge = library(260);
    let registry = committed(&forge);
    let cache = tempfile::tempdir().unwrap();
    let check = |text: &str| {
        let mut environment = cli::environment(registry.path());
        let folder = cache.path().display().to_string();
        environment.variables.insert("XDG_CACHE_HOME".to_owned(), folder);
        environment.input = Box::new(Cursor::new(text.as_bytes().to_vec()));
        let ran = cli::run_with(environment, &["--json", "check"]);
        let json: Value = serde_json::from_str(&ran.output).unwrap();
        (ran.code, json["statement"].as_str().unwrap_or_default().to_owned())
    };
    let found = |number: u64| (0, format!("2021/number-{number}"));
    assert_eq!(check(&words(17)), found(17));
    let kept = kept(cache.path());
    let (bytes, made) =
        (fs::read(&kept).unwrap(), fs::metadata(&kept).unwrap().modified().unwrap());
    // Read again and left alone.
    assert_eq!(check(&words(259)), found(259));
    assert_eq!(check("Nothing of all this was ever registered here by anybody.\n").0, 5);
    assert_eq!(fs::metadata(&kept).unwrap().modified().unwrap(), made);
    // It grows with the log.
    let more = numbered(&mut forge, 260);
    forge.append(&more);
    commit(&forge, registry.path());
    assert_eq!(check(&words(260)), found(260));
    let grown = fs::read(&kept).unwrap();
    assert!(grown.len() > bytes.len());
    // One that is damaged anywhere, cut off, or of another registry is made anew.
    let of_others = {
        let mut sketches = std::collections::BTreeMap::new();
        let text = "Other words in another registry.\n";
        let hash = countersign_core::digest::Hash::of(text.as_bytes());
        sketches.insert(hash, countersign_copy::check::sketch(text));
        countersign_copy::check::Index::of(&sketches).encode()
    };
    let flipped = |at: usize| {
        let mut bad = grown.clone();
        bad[at] ^= 1;
        bad
    };
    let size = grown.len();
    for bad in [
        flipped(0),
        flipped(30),
        flipped(size / 2),
        flipped(size - 1),
        grown[..size / 2].to_vec(),
        Vec::new(),
        of_others,
        bytes,
    ] {
        fs::write(&kept, &bad).unwrap();
        assert_eq!(check(&words(260)), found(260));
        assert_eq!(fs::read(&kept).unwrap(), grown);
    }
    // Where it cannot be kept, the answer is the same.
    fs::remove_file(&kept).unwrap();
    fs::create_dir(&kept).unwrap();
    assert_eq!(check(&words(3)), found(3));
}

/// The one file that ends so below the cache directory.
fn kept(cache: &Path) -> PathBuf {
    let known = cache.join("countersign/known");
    let mut files = fs::read_dir(known).unwrap().map(|entry| entry.unwrap().path());
    files.find(|path| path.extension().is_some_and(|ending| ending == "texts")).unwrap()
}
