//! Pages: complete, escaped, the same each time, and never of what was not judged.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use countersign_core::bundle::{MakeError, Maker};
use countersign_core::name::VersionId;
use countersign_core::tree::Source as _;
use countersign_core::verify::edition::Bound;
use countersign_core::verify::examine;
use countersign_git::directory::Directory;
use countersign_site::Site;
use testkit::coalition::Coalition;
use testkit::large;
use testkit::parts::whole_edition;
use testkit::program;
use testkit::repository;
use testkit::scratch;

pub(crate) type Pages = BTreeMap<String, String>;

/// Longest page of a version with twelve signatories, in bytes.
const PAGE_BYTES_MAX: usize = 60_000;
/// Longest page of a version with a thousand, in bytes; one with three thousand then has less than 700,000.
const LARGE_PAGE_BYTES_MAX: usize = 240_000;

/// Words that nobody means well with.
const MARKUP: &str = "\"><script>alert(1)</script><img src=x onerror=alert(2)>";

/// The pages of this repository's own registry.
pub(crate) fn shipped() -> Pages {
    of(repository(), "https://statements.example/")
}

pub(crate) fn of(folder: &Path, base: &str) -> Pages {
    let directory = Directory::open(folder).unwrap();
    let examined = examine(&directory, &Vec::new);
    let maker = Maker::new(&examined, &directory).unwrap();
    let bundle = |id: &VersionId| match maker.bundle(id) {
        Ok(bundle) => Ok(Some(bundle.encode().unwrap())),
        Err(MakeError::NoVersion(_)) => Ok(None),
        Err(error) => Err(error.to_string()),
    };
    let edition = whole_edition(&directory).expect("a registry that verifies");
    let words = |bound: &Bound| directory.read(&bound.path, bound.bytes).ok();
    let pages = Mutex::new(Pages::new());
    let put = |path: &str, page: &str| {
        let before = pages.lock().unwrap().insert(path.to_owned(), page.to_owned());
        assert!(before.is_none(), "{path} is made twice");
        Ok(())
    };
    Site::new(&edition, base, &words, &bundle).unwrap().pages(&put).unwrap();
    pages.into_inner().unwrap()
}

/// The page of a version, in English.
fn version<'a>(pages: &'a Pages, folder: &str) -> &'a str {
    let is_it = |path: &&String| path.starts_with(folder) && path.ends_with(".html");
    &pages[pages.keys().find(is_it).unwrap()]
}

#[test]
fn pages_say_who_came_along_from_the_version_before() {
    let pages = shipped();
    for (folder, words) in [
        ("", "endorsed version 1; of them"),
        ("es/", "respaldaron la versión 1; de ellas"),
        ("fr/", "ont approuvé la version 1 ; parmi elles"),
    ] {
        let statement = &pages[&format!("{folder}2024/water-defenders/index.html")];
        assert_eq!(statement.matches(words).count(), 1, "{folder}");
        assert!(version(&pages, &format!("{folder}2024/water-defenders/v2/")).contains(words));
        assert!(!version(&pages, &format!("{folder}2024/water-defenders/v1/")).contains(words));
    }
}

#[test]
fn the_same_registry_gives_the_same_bytes() {
    assert_eq!(shipped(), shipped());
}

/// The program forgets each part of a registry once its pages are written.
#[test]
fn the_program_makes_the_pages_of_the_whole() {
    let coalition = Coalition::with(&["foro", "uno"]);
    coalition.done(&Coalition::act("sign", "foro"));
    coalition.done("publish 2021/solidarity@1 --confirm 2021/solidarity@1");
    std::fs::write(coalition.path("text.txt"), "We stand together.\n\nWe ask for more.\n").unwrap();
    let words = "--text en=../text.txt --signatory uno.example";
    coalition.done(&format!("propose 2021/solidarity --title Solidarity {words} --summary more"));
    coalition.done(&format!("propose 2020/water --title Water {words}"));
    coalition.done("publish 2020/water@1 --confirm 2020/water@1");
    coalition.done("publish 2021/solidarity@2 --confirm 2021/solidarity@2 --fewer");
    coalition.done(&Coalition::act("withdraw", "foro"));
    let url = "https://statements.example/";
    coalition.done(&format!("site build -o ../site --url {url}"));
    let mut made: Pages = folder(&coalition.path("site"), "");
    assert!(made.remove(".countersign-site").is_some());
    assert!(made == of(&coalition.registry(), url));
}

/// Every file below a folder, by path.
fn folder(top: &Path, prefix: &str) -> Pages {
    let mut found = Pages::new();
    for entry in std::fs::read_dir(top.join(prefix)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{prefix}{}", entry.file_name().into_string().unwrap());
        if entry.file_type().unwrap().is_dir() {
            found.extend(folder(top, &format!("{path}/")));
        } else {
            found.insert(path, std::fs::read_to_string(entry.path()).unwrap());
        }
    }
    found
}

#[test]
fn every_page_is_there_in_every_language() {
    let pages = shipped();
    // Scripts are the same for every language, and the desk speaks all of them.
    let is_common = |path: &String| path.ends_with(".js") || path == "desk.html";
    assert!(pages.contains_key("desk.html"));
    let pages: Vec<&String> = pages.keys().filter(|path| !is_common(path)).collect();
    let english = pages.iter().filter(|path| !path.starts_with("es/") && !path.starts_with("fr/"));
    for path in english {
        for prefix in ["es/", "fr/"] {
            assert!(pages.contains(&&format!("{prefix}{path}")), "{prefix}{path}");
        }
    }
    for path in ["index.html", "log.html", "feed.xml", "organisations/index.html"] {
        assert!(pages.iter().any(|one| *one == path), "{path}");
    }
}

/// A link that leads nowhere, or away, would be a request that the reader did not ask for.
#[test]
fn every_link_leads_to_a_page_or_is_the_permalink() {
    let pages = shipped();
    for (path, page) in pages.iter().filter(|(path, _)| path.ends_with(".html")) {
        let ids: Vec<&str> = attributes(page, "id");
        for link in attributes(page, "href") {
            if let Some(id) = link.strip_prefix('#') {
                assert!(ids.contains(&id), "{path}: {link}");
            } else if link.contains(':') {
                assert!(
                    link == "data:," || link.starts_with("https://statements.example/"),
                    "{link}"
                );
            } else {
                let found = resolve(path, link);
                assert!(pages.contains_key(&found), "{path}: {link} is {found}");
            }
        }
        let is_held = |src: &&str| src.starts_with("data:image/bmp;base64,");
        assert!(attributes(page, "src").iter().all(is_held), "{path} loads something");
        for name in ["srcset", "action", "style", "onerror", "onload"] {
            assert!(attributes(page, name).is_empty(), "{path} has {name}");
        }
    }
}

fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    let found = page.match_indices(&start);
    found.map(|(at, _)| page[at + start.len()..].split('"').next().unwrap()).collect()
}

fn resolve(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        if part == ".." {
            parts.pop().expect("a link that stays within the site");
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

#[test]
fn a_version_says_first_who_endorsed_it_and_what_that_does_not_show() {
    let pages = shipped();
    let page = version(&pages, "2024/water-defenders/v1/");
    for words in [
        "8 of the 12 named have endorsed this version: 7 the original text (en), 1 only in other languages (es).",
        "Replaced by version 2: read that one",
        "1 organisation has withdrawn",
        "written in English",
        "4 March 2024",
        "version 1, replaced",
        "Have a copy? Paste it here. It stays on your device.",
        "Not checked on your device.</span> Built by the publisher from 97 log entries",
        "This shows who endorsed these words. It does not show that they are true.",
        "Ask an organisation’s press office, with the number from its own site.",
    ] {
        assert!(page.contains(words), "{words}");
    }
    for word in ["verified", "authentic", "trusted", "fake"] {
        assert!(!page.contains(&format!(" {word}")), "{word}");
    }
    let historical = version(&pages, "2021/venezuela-solidarity/v1/");
    assert!(historical.contains("12 names stand under it; nobody signed it here."));
    let spanish = version(&pages, "es/2024/water-defenders/v1/");
    assert!(
        spanish.contains(
            "8 de las 12 organizaciones nombradas han respaldado esta versión: 7 el texto original (en), 1 solo en otras lenguas (es)."
        )
    );
    let french = version(&pages, "fr/2024/water-defenders/v1/");
    assert!(french.contains("8 des 12 organisations nommées ont approuvé cette version : 7 le texte original (en), 1 seulement dans d’autres langues (es)."));
}

/// A page goes by mail and over slow lines, with the proof of twelve signatories in it.
#[test]
fn a_version_with_twelve_signatories_is_a_small_page() {
    let pages = shipped();
    let is_version =
        |path: &str| path.contains("2024/water-defenders/v") && path.ends_with(".html");
    let versions: Vec<_> = pages.iter().filter(|(path, _)| is_version(path)).collect();
    assert_eq!(versions.len(), 6, "two versions in three languages");
    for (path, page) in versions {
        let (_, bundle) = page.split_once(" id=\"bundle\">").expect("a bundle in the page");
        let packed = bundle.split('<').next().unwrap();
        assert!(packed.len() > 10_000, "{path}: {} letters", packed.len());
        assert!(page.matches(" data-said=\"name\"").count() >= 24, "{path}: who said what");
        assert!(page.len() < PAGE_BYTES_MAX, "{path}: {} bytes", page.len());
    }
}

/// A statement that very many signed is still read at once: its proof is a file beside it.
#[test]
fn a_version_with_a_thousand_signatories_can_be_read() {
    const MANY: usize = 1_000;
    let folder = tempfile::tempdir().unwrap();
    let mut builder = large::Builder::new(MANY);
    builder.publish("2021/02/many", MANY);
    drop(builder.write(folder.path(), true));
    let pages = of(folder.path(), "https://statements.example/");
    let page = version(&pages, "2021/02/many/v1/");
    assert!(page.len() < LARGE_PAGE_BYTES_MAX, "{} bytes", page.len());
    assert_eq!(page.matches("data-said=\"name\"").count(), MANY + 14);
    let place = page.split_once("id=\"bundle\" data-src=\"").unwrap().1.split('"').next().unwrap();
    let script = &pages[&resolve("2021/02/many/v1/x.html", place)];
    assert!(script.starts_with("globalThis.countersignBundle=\""), "{}", script.len());
    // The browser tests look at it, too.
    std::fs::write(scratch().join("many.js"), script).unwrap();
}

#[test]
fn a_bundle_is_made_once_for_all_languages() {
    let directory = Directory::open(repository()).unwrap();
    let edition = whole_edition(&directory).unwrap();
    let words = |bound: &Bound| directory.read(&bound.path, bound.bytes).ok();
    let asked = Mutex::new(Vec::new());
    let bundle = |id: &VersionId| {
        asked.lock().unwrap().push(id.clone());
        Ok(None)
    };
    let site = Site::new(&edition, "https://statements.example/", &words, &bundle).unwrap();
    site.pages(&|_, _| Ok(())).unwrap();
    let mut asked = asked.into_inner().unwrap();
    asked.sort();
    assert!(asked.iter().eq(edition.versions.keys()), "{asked:?}");
}

#[test]
fn the_link_of_a_version_has_its_hash() {
    let pages = shipped();
    for (path, page) in &pages {
        let Some((_, hash)) = path.strip_suffix(".html").and_then(|path| path.rsplit_once('/'))
        else {
            continue;
        };
        if hash.len() == 64 {
            assert!(
                page.contains(&format!(
                    "<code translate=\"no\" data-said=\"record\">{hash}</code>"
                )),
                "{path}"
            );
            assert!(page.contains(&format!("https://statements.example/{path}")), "{path}");
        }
    }
}

#[test]
fn a_badge_never_says_more_than_where_a_version_stands() {
    let pages = shipped();
    let badges = pages.iter().filter(|(path, _)| path.ends_with(".svg"));
    for (path, badge) in badges {
        for word in ["verified", "authentic", "trusted", "✓", "✔"] {
            assert!(!badge.to_lowercase().contains(word), "{path}: {word}");
        }
    }
    let badge = pages.iter().find(|(path, _)| path.ends_with(".svg")).unwrap().1;
    assert!(badge.contains("2021/venezuela-solidarity@1"), "{badge}");
}

#[test]
fn feeds_name_what_was_published_newest_first() {
    let pages = shipped();
    let feed = &pages["feed.xml"];
    let at = |words: &str| feed.find(words).unwrap_or_else(|| panic!("{words} in {feed}"));
    assert!(at("2024/water-defenders@2") < at("2024/water-defenders@1"));
    assert!(at("2024/water-defenders@1") < at("2021/venezuela-solidarity@1"));
    let one = &pages["2024/water-defenders/feed.xml"];
    assert!(!one.contains("venezuela"));
    assert!(feed.contains("<id>urn:sha256:"));
}

/// Whoever reads in passing must not miss that a version was replaced, or that somebody left it.
#[test]
fn bad_news_is_told_where_people_look() {
    let pages = shipped();
    let badge = pages
        .iter()
        .find(|(path, _)| path.starts_with("2024/water-defenders/v1/") && path.ends_with(".svg"));
    let said = "replaced by version 2; 1 organisation has withdrawn; 8 of the 12 named";
    assert!(badge.unwrap().1.contains(said), "{}", badge.unwrap().1);
    let page = version(&pages, "2024/water-defenders/v1/");
    let answer = page.split_once("id=\"answer\">").unwrap().1.split("</p>").next().unwrap();
    assert!(answer.contains("Replaced by version 2: read that one</a>. "), "{answer}");
    assert!(version(&pages, "es/2024/water-defenders/v1/").contains(">sin firma aquí<"));
    assert!(version(&pages, "fr/2024/water-defenders/v1/").contains(">sans signature<"));
    let ids = |path: &str| -> Vec<String> {
        let entries = pages[path].split("<id>").skip(2);
        entries.map(|rest| rest.split('<').next().unwrap().to_owned()).collect()
    };
    let all = ids("feed.xml");
    for what in ["#replaced", "#withdrew-"] {
        assert!(
            all.iter().any(|id| id.starts_with("urn:sha256:") && id.contains(what)),
            "{what}: {all:?}"
        );
    }
    let unique: std::collections::BTreeSet<&String> = all.iter().collect();
    assert_eq!(unique.len(), all.len(), "each id once");
    assert_eq!(all, ids("es/feed.xml"));
    assert!(ids("2024/water-defenders/feed.xml").iter().all(|id| all.contains(id)));
    let feed = &pages["feed.xml"];
    assert!(feed.contains("has withdrawn.</summary>"), "{feed}");
    // What is said of the first version changed when it was replaced, and so did its time.
    let entry = |id: &str| {
        let entry =
            feed.split("<entry>").find(|entry| entry.contains(&format!("<id>{id}</id>"))).unwrap();
        entry.split_once("<updated>").unwrap().1.split('<').next().unwrap().to_owned()
    };
    let replaced = all.iter().find(|id| id.ends_with("#replaced")).unwrap();
    let first = replaced.trim_end_matches("#replaced");
    assert!(entry(first) >= entry(replaced), "{} and {}", entry(first), entry(replaced));
}

#[test]
fn a_late_endorsement_and_a_key_that_ended_have_entries_of_their_own() {
    let coalition = Coalition::with(&["uno", "dos"]);
    coalition.done(&Coalition::act("sign", "uno"));
    coalition.done("publish 2021/solidarity@1 --confirm 2021/solidarity@1");
    let url = "https://statements.example/";
    let before = of(&coalition.registry(), url);
    coalition.done(&Coalition::act("sign", "dos"));
    coalition.done("import ../uno.revocation");
    let after = of(&coalition.registry(), url);
    let late = "Dos (dos.example) endorsed it after it was published.</summary>";
    let ended =
        "Uno ended its key press: do not take what that key signs later for theirs.</summary>";
    for said in [late, ended] {
        let said = said.to_owned();
        assert!(!before["feed.xml"].contains(&said), "{said}");
        assert!(after["feed.xml"].contains(&said), "{said}: {}", after["feed.xml"]);
    }
    assert!(after["2021/solidarity/feed.xml"].contains(late));
    let updated = |pages: &Pages| {
        pages["feed.xml"].split_once("<updated>").unwrap().1.split('<').next().unwrap().to_owned()
    };
    assert!(updated(&after) >= updated(&before));
    // What was there before keeps its id.
    let ids = |pages: &Pages| -> Vec<String> {
        let entries = pages["feed.xml"].split("<id>").skip(2);
        entries.map(|rest| rest.split('<').next().unwrap().to_owned()).collect()
    };
    assert!(ids(&before).iter().all(|id| ids(&after).contains(id)));
    assert!(ids(&after).iter().any(|id| id.contains("#endorsed-")));
    assert!(ids(&after).iter().any(|id| id.contains("#revoked-")));
}

/// B11: a title, a name, a reservation and a text that try to be a page.
#[test]
fn b11_markup_in_every_field_stays_words() {
    let coalition = hostile();
    let pages = of(&coalition.registry(), "https://statements.example/");
    let mut seen = 0;
    for (path, page) in &pages {
        assert!(!page.contains("<script>alert"), "{path}");
        let pictures = page.matches("<img").count();
        assert_eq!(pictures, page.matches("<img class=\"qr\" src=\"data:").count(), "{path}");
        assert!(!page.contains("onerror=alert(2)>"), "{path}");
        seen += page.matches("onerror=alert(2)").count();
    }
    assert!(seen > 20, "the words are shown: {seen}");
    // The browser tests look at the same pages.
    let folder = scratch().join("hostile-site");
    let _ = std::fs::remove_dir_all(&folder);
    for (path, page) in &pages {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, page).unwrap();
    }
}

#[test]
fn words_from_right_to_left_say_so() {
    let coalition = hostile();
    let pages = of(&coalition.registry(), "https://statements.example/");
    let page = version(&pages, "2021/marks/v1/");
    assert!(page.contains("<article class=\"words\" lang=\"ar\" dir=\"rtl\""));
    assert!(page.contains("<h1 lang=\"en\" dir=\"ltr\" data-said=\"title\">"));
    assert!(page.contains("نقف معا"));
    // A name cannot turn the words around it.
    assert!(page.contains("<bdi data-said=\"name\">منظمة"));
}

/// A registry whose names, titles and texts are markup, or written from right to left, or without end.
pub(crate) fn hostile() -> Coalition {
    let coalition = Coalition::with(&["foro", "uno"]);
    let folder = coalition.registry();
    let long = "x".repeat(150);
    std::fs::write(coalition.path("marks.txt"), format!("{MARKUP}\n\n{long}\n")).unwrap();
    std::fs::write(coalition.path("arabic.txt"), "نقف معا.\n").unwrap();
    let run = |arguments: &[&str]| {
        let mut command = coalition.command(program());
        let output = command.current_dir(&folder).args(arguments).output().unwrap();
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {error}");
    };
    let title = format!("en={MARKUP}");
    run(&["key", "new", "../dos", "--no-passphrase"]);
    run(&[
        "org",
        "add",
        "dos.example",
        "--name",
        "منظمة",
        "--alias",
        MARKUP,
        "--key",
        "press=../dos.pub",
    ]);
    run(&[
        "propose",
        "2021/marks",
        "--title",
        &title,
        "--title",
        "ar=تضامن",
        "--text",
        "en=../marks.txt",
        "--text",
        "ar=../arabic.txt",
        "--signatory",
        MARKUP,
        "--signatory",
        "dos.example",
        "--signatory",
        &long,
        "--summary",
        MARKUP,
    ]);
    let act = "sign 2021/marks@1 --as dos.example --key ../dos --confirm dos.example --reservation";
    let mut words: Vec<&str> = act.split(' ').collect();
    words.push(MARKUP);
    run(&words);
    run(&["publish", "2021/marks@1", "--confirm", "2021/marks@1"]);
    run(&["publish", "2021/solidarity@1", "--confirm", "2021/solidarity@1"]);
    coalition
}

#[test]
fn a_broken_registry_has_no_pages() {
    let coalition = Coalition::with(&["foro"]);
    coalition.done("publish 2021/solidarity@1 --confirm 2021/solidarity@1");
    let text = coalition.registry().join("registry/2021/solidarity/v1/text.en.txt");
    std::fs::write(&text, "We do not stand together.\n").unwrap();
    coalition.git("add -A");
    coalition.git("-c user.name=x -c user.email=x@x.example commit -qm x");
    let ran = coalition.run("site build -o ../site");
    assert_eq!(ran.status.code(), Some(3));
    let error = String::from_utf8(ran.stderr).unwrap();
    assert!(error.contains("no pages are made of it"), "{error}");
    assert!(error.contains("text.en.txt"), "{error}");
    assert!(!coalition.path("site").exists());
    let directory = Directory::open(&coalition.registry()).unwrap();
    assert!(whole_edition(&directory).is_none());
}

/// What stands on a page has the hash that was signed, whatever the files say meanwhile.
#[test]
fn words_that_are_not_those_signed_are_not_shown() {
    let directory = Directory::open(repository()).unwrap();
    let edition = whole_edition(&directory).unwrap();
    let words = |_: &Bound| Some(b"Other words.\n".to_vec());
    let Err(error) = Site::new(&edition, "https://statements.example/", &words, &|_| Ok(None))
    else {
        panic!("other words were taken")
    };
    assert!(error.to_string().contains("is not the one that its hash names"), "{error}");
}
