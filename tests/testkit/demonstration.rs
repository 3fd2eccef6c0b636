//! The demonstration: the life of two statements, lived through the command line in a scratch registry.
//!
//! Clock, randomness and keys are held still, so that every run gives the same bytes;
//! the example writes them over `registry/` and `keys/`, a test compares them.
//! Made again, it is another log: whoever saw the one before is told so rightly, unless its origin is another as well.
//! Every organisation under `.example` is invented, and so is everything that it says.

use std::collections::BTreeMap;

mod releases;
mod scene;

pub use releases::releases;
use scene::Scene;

use crate::repository;

/// The organisation whose key lives in a (software) FIDO token.
const FIDO_ORGANISATION: &str = "estuary.example";
const WATER: &str = "2024/water-defenders";

/// The twelve names as they are printed under the statement of 2021, in their printed spelling.
const PRINTED: [&str; 12] = [
    "Amnesty International",
    "Center for Justice and International Law (CEJIL)",
    "CIVICUS",
    "Civil Rights Defenders",
    "Conectas Diretos Humanos",
    "Freedom House",
    "Global Centre for the Responsibility to Protect",
    "Human Rights Watch",
    "International Commission of Jurists",
    "International Service for Human Rights",
    "People in Need",
    "Washington Office on Latin America (WOLA)",
];

/// The invented coalition: domain, name.
const COALITION: [(&str, &str); 12] = [
    ("alianza-rio.example", "Alianza del Río (invented)"),
    ("bosque.example", "Bosque Común (invented)"),
    ("cauce.example", "Cauce Abierto (invented)"),
    ("delta-watch.example", "Delta Watch (invented)"),
    (FIDO_ORGANISATION, "Estuary Law Clinic (invented)"),
    ("fuente.example", "Fuente Clara (invented)"),
    ("glacier.example", "Glacier Voices (invented)"),
    ("headwaters.example", "Headwaters Union (invented)"),
    ("islas.example", "Islas Unidas (invented)"),
    ("juncal.example", "Juncal (invented)"),
    ("kelp.example", "Kelp Forum (invented)"),
    ("laguna.example", "Laguna Viva (invented)"),
];

/// Files by path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What one run makes.
pub struct Made {
    /// Everything below `registry/` and `keys/`.
    pub registry: Files,
    /// The test keys, by file name below `tests/keys/`.
    pub keys: Files,
}

/// Lives the whole demonstration in a scratch folder.
pub fn make() -> Made {
    let mut scene = Scene::new();
    found(&mut scene);
    record_2021(&mut scene);
    first_version(&mut scene);
    second_version(&mut scene);
    keys_change_hands(&mut scene);
    words_go_on(&mut scene);
    words_are_taken_back(&mut scene);
    scene.cosign();
    scene.made()
}

/// The registry: one maintainer founds it, a second one joins and from then on both must sign; a witness; twelve
/// organisations.
fn found(scene: &mut Scene) {
    scene.clock("2024-02-01T09:00:00Z");
    scene.run(&[
        "init",
        "registry",
        "--name",
        "Demonstration (invented coalition)",
        "--origin",
        "demonstration.countersign.example/2024-words",
        "--maintainer",
        "maria=test-keys/maria.pub",
    ]);
    let joins = ["root", "rotate", "--yes", "--add", "jonas=../test-keys/jonas.pub"];
    scene.maintain(&[&joins[..], &["--threshold", "2"]].concat());
    let watches = ["root", "rotate", "--yes", "--quorum", "1", "--add-witness"];
    scene.maintain(&[&watches[..], &[&scene::witness()]].concat());
    for (domain, name) in COALITION {
        let stem = domain.trim_end_matches(".example");
        let mut arguments = vec!["org".to_owned(), "add".into(), domain.into()];
        arguments.extend(["--name".into(), name.into()]);
        if domain == "delta-watch.example" {
            arguments.extend(["--threshold".into(), "2".into()]);
            for label in ["chair", "legal", "press"] {
                arguments
                    .extend(["--key".into(), format!("{label}=../test-keys/{stem}-{label}.pub")]);
            }
        } else {
            arguments.extend(["--key".into(), format!("press=../test-keys/{stem}.pub")]);
        }
        scene.maintain(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    }
}

/// The statement of 2021: what was printed, twelve names, and no signature.
///
/// The text is kept whole, with the title above it and the names below, since that is what was printed;
/// slips ("in solidary", "Diretos") stay.
fn record_2021(scene: &mut Scene) {
    scene.clock("2024-02-12T09:00:00Z");
    let fixture = repository().join("tests/fixtures/venezuela-solidarity-2021.extracted.txt");
    let text = format!("en={}", fixture.display());
    let mut arguments = vec![
        "propose",
        "2021/venezuela-solidarity",
        "--historical",
        "--accept-repairs",
        "--date",
        "2021",
        "--title",
        "Standing in solidarity with Venezuelan human rights defenders",
        "--text",
        &text,
    ];
    for name in PRINTED {
        arguments.extend(["--signatory", name]);
    }
    scene.act(&arguments);
    scene.maintain(&["publish", "2021/venezuela-solidarity@1"]);
}

/// Version 1: endorsements of several kinds, a decline, silence; then a late endorsement and a withdrawal.
fn first_version(scene: &mut Scene) {
    scene.clock("2024-03-04T09:00:00Z");
    scene.propose(&[]);
    scene.sign(1, "alianza-rio", &[]);
    let reservation =
        "We do not stand behind the sentence about dams, on which our members differ.";
    scene.sign(1, "bosque", &["--reservation", reservation]);
    scene.sign(1, "cauce", &["--at-least", "5"]);
    scene.sign_two_of_three(1, ["chair", "press"]);
    scene.sign_with_token(1);
    scene.sign(1, "fuente", &[]);
    let reason = "Our board does not join statements during an election.";
    scene.say("decline", 1, "glacier", &["--public", "--reason", reason]);
    scene.sign(1, "headwaters", &["--until", "2024-04-01T00:00:00Z"]);
    scene.sign(1, "islas", &["--capacity", "members"]);
    scene.sign(1, "juncal", &["--language", "es"]);
    scene.clock("2024-03-22T08:00:00Z");
    scene.maintain(&["publish", "2024/water-defenders@1"]);
    scene.clock("2024-03-25T10:00:00Z");
    scene.sign(1, "kelp", &[]);
    let reason = "The second paragraph is no longer what we can stand behind.";
    scene.say("withdraw", 1, "fuente", &["--reason", reason]);
}

/// Version 2 says two things differently, and starts at zero; one organisation's name is withheld.
fn second_version(scene: &mut Scene) {
    scene.clock("2024-05-06T09:00:00Z");
    scene.propose(&[
        "--summary",
        "Names the offices that were searched, and asks for their papers back.",
    ]);
    scene.sign(2, "alianza-rio", &[]);
    scene.sign(2, "bosque", &[]);
    scene.sign(2, "cauce", &["--at-least", "5"]);
    scene.sign_two_of_three(2, ["chair", "legal"]);
    scene.sign_with_token(2);
    scene.sign(2, "fuente", &[]);
    scene.sign(2, "kelp", &[]);
    // Its people were threatened: its name stands under the text, and nobody is told that it signed.
    scene.sign(2, "laguna", &["--withhold-name"]);
    scene.clock("2024-05-15T08:00:00Z");
    scene.maintain(&["publish", "2024/water-defenders@2", "--fewer"]);
    scene.clock("2024-05-17T15:00:00Z");
    scene.sign(2, "headwaters", &[]);
}

/// An office moves, a key ends itself, a laptop is stolen, keys are lost; and some say how they know whose keys are whose.
fn keys_change_hands(scene: &mut Scene) {
    scene.clock("2024-06-03T09:00:00Z");
    scene.change(
        "rotate",
        "cauce",
        "cauce",
        &[
            "--add",
            "desk=../test-keys/cauce-desk.pub",
            "--remove",
            "press",
            "--reason",
            "the press officer left",
        ],
    );
    scene.change("revoke", "glacier", "glacier", &["press", "--reason", "the office is closed"]);
    let add = ["--add", "desk=../test-keys/juncal-desk.pub"];
    scene.change("rotate", "juncal", "juncal", &add);
    // Somebody else signs with the stolen key; the organisation says so two days later.
    let stolen = scene.log_size().to_string();
    scene.sign(2, "juncal", &[]);
    scene.clock("2024-06-05T09:00:00Z");
    let reason = ["press", "--reason", "the laptop was stolen", "--compromised-since", &stolen];
    scene.change("revoke", "juncal", "juncal-desk", &reason);
    let islas = ["--key", "new=../test-keys/islas-new.pub", "--confirm", "islas.example"];
    scene.maintain(&[&["org", "recover", "islas.example"], &islas[..]].concat());
    scene.sign_with(2, "islas", "islas-new");
    scene.clock("2024-06-10T09:00:00Z");
    let call = ["--telephone", "+00 000 000", "--number-from", "a letterhead of 2019"];
    let by_maria = ["--maintainer-key", "../test-keys/maria", "--confirm", "bosque.example"];
    scene.act(&[&["org", "confirm", "bosque.example"], &call[..], &by_maria].concat());
    let vouch = ["--vouch", "we have shared an office since 2015", "--as", "alianza-rio.example"];
    let by_rio = ["--key", "../test-keys/alianza-rio", "--confirm", "bosque.example"];
    scene.act(&[&["org", "confirm", "bosque.example"], &vouch[..], &by_rio].concat());
}

/// A translation of the second version, which one organisation endorses, and a policy of witnesses in C2SP's form.
fn words_go_on(scene: &mut Scene) {
    scene.clock("2024-06-10T12:00:00Z");
    let text = scene.file("fr.txt", FRENCH);
    let id = format!("{WATER}@2");
    let french =
        ["--text", &text, "--title", "fr=Pour celles et ceux qui défendent l’eau", "--yes"];
    scene.maintain(&[&["translate", &id], &french[..]].concat());
    scene.sign(2, "alianza-rio", &["--language", "en", "--language", "es", "--language", "fr"]);
    let policy = format!("witness one {}\ngroup both all one\nquorum both\n", scene::witness());
    scene.file("policy", &policy);
    let url = "https://demonstration.countersign.example/registry.git";
    let lies = ["root", "rotate", "--yes", "--policy", "../policy", "--add-url", url];
    scene.maintain(&lies);
}

/// A statement with a wrong number is retracted, and the words that named a place are taken down.
fn words_are_taken_back(scene: &mut Scene) {
    scene.clock("2024-06-10T16:00:00Z");
    let text = scene.file("wells.txt", WELLS);
    let title = ["--title", "The wells are closed", "--text", &text];
    let named = ["--signatory", "alianza-rio.example", "--signatory", "kelp.example"];
    scene.act(&[&["propose", "2024/wells"], &title[..], &named].concat());
    scene.say_of("sign", "2024/wells@1", "alianza-rio", &[]);
    scene.say_of("sign", "2024/wells@1", "kelp", &[]);
    scene.maintain(&["publish", "2024/wells@1"]);
    let reason = ["--reason", "four wells were closed, not forty", "--confirm", "2024/wells@1"];
    scene.maintain(&[&["retract", "2024/wells@1"], &reason[..]].concat());
    let reason = [
        "--text",
        "en",
        "--reason",
        "it named a place where people live",
        "--confirm",
        "2024/wells@1",
    ];
    scene.maintain(&[&["withhold", "2024/wells@1"], &reason[..]].concat());
}

/// The second version in French, as the maintainers have it translated.
const FRENCH: &str = "Pour celles et ceux qui défendent l’eau

Celles et ceux qui élèvent la voix pour les rivières, les puits et les zones humides reçoivent des menaces. En avril, les bureaux de trois de nos organisations ont été perquisitionnés, et des ordinateurs et des documents ont été emportés.

Aucun barrage, aucune mine et aucun champ ne vaut une vie. Qui compte les poissons et lit les permis fait le travail de toutes les personnes qui boivent.

Nous demandons la fin des perquisitions et la restitution de tout ce qui a été pris. Nous demandons aux autorités de rencontrer celles et ceux qui vivent de l’eau avant de décider de son sort.
";

/// What was retracted.
const WELLS: &str = "The wells are closed

Forty wells between the two bridges were closed in one night. We ask for them to be opened again.
";

/// The words of a version: in English, and in Spanish as a translation.
fn words(version: u64) -> (String, String) {
    let offices = match version {
        1 => (
            "Offices have been searched, and computers and papers were carried away.",
            "Se han registrado oficinas y se han llevado computadoras y documentos.",
        ),
        _ => (
            "In April the offices of three of our members were searched, and computers and papers were carried away.",
            "En abril se registraron las oficinas de tres de nuestras organizaciones y se llevaron computadoras y documentos.",
        ),
    };
    let demand = match version {
        1 => ("We ask for an end to the searches.", "Pedimos que cesen los registros."),
        _ => (
            "We ask for an end to the searches, and for the return of everything that was taken.",
            "Pedimos que cesen los registros y que se devuelva todo lo que se llevaron.",
        ),
    };
    let english = format!(
        "For those who defend the water\n\n\
         People who speak up for rivers, wells and wetlands are threatened for it. {}\n\n\
         No dam, no mine and no field is worth a life. Whoever counts the fish and reads the permits does the work of everyone who drinks.\n\n\
         {} We ask the authorities to meet those who live by the water before they decide about it.\n",
        offices.0, demand.0,
    );
    let spanish = format!(
        "Por quienes defienden el agua\n\n\
         Quienes alzan la voz por los ríos, los pozos y los humedales reciben amenazas por ello. {}\n\n\
         Ninguna represa, ninguna mina y ningún campo vale una vida. Quien cuenta los peces y lee los permisos hace el trabajo de todas las personas que beben.\n\n\
         {} Pedimos a las autoridades que se reúnan con quienes viven del agua antes de decidir sobre ella.\n",
        offices.1, demand.1,
    );
    (english, spanish)
}
