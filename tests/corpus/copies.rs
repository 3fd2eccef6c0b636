//! Texts, and what can happen to them.

use std::fs;
use std::path::{Path, PathBuf};

#[path = "documents.rs"]
mod documents;
#[path = "files.rs"]
mod files;
#[path = "layout.rs"]
mod layout;
#[path = "letters.rs"]
mod letters;
#[path = "words.rs"]
mod words;

/// A registered text, and what an edit has to know about its language.
#[derive(Debug)]
pub(crate) struct Base {
    pub(crate) name: &'static str,
    pub(crate) text: String,
    /// Another text about the same events.
    pub(crate) unrelated: String,
    /// Words whose loss turns the meaning, and what is left.
    pub(crate) negation: (&'static str, &'static str),
    /// A number, and another one.
    pub(crate) number: (&'static str, &'static str),
    /// A word of the language that is in none of the texts.
    pub(crate) word: &'static str,
    /// A sentence of the language that is in none of the texts.
    pub(crate) sentence: &'static str,
    /// A name that is in none of the texts.
    pub(crate) stranger: &'static str,
}

/// A copy that somebody could hold.
pub(crate) struct Copied {
    pub(crate) bytes: Vec<u8>,
    pub(crate) ending: &'static str,
}

impl From<String> for Copied {
    fn from(text: String) -> Self {
        Self { bytes: text.into_bytes(), ending: "txt" }
    }
}

/// Something that happens to a text; nothing where it cannot happen to this one.
pub(crate) type Make = fn(&Base) -> Option<Copied>;
/// The name of an edit, the right answer, and the edit.
pub(crate) type Edit = (&'static str, &'static str, Make);

pub(crate) fn package(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn fixture(name: &str) -> String {
    fs::read_to_string(package("tests/fixtures/corpus").join(name)).unwrap()
}

pub(crate) fn bases() -> Vec<Base> {
    let venezuela = package("registry/2021/venezuela-solidarity/v1/text.en.txt");
    vec![
        Base {
            name: "venezuela",
            text: fs::read_to_string(venezuela).unwrap(),
            unrelated: fixture("other.en.txt"),
            negation: ("without fear or hindrance", "with fear or hindrance"),
            number: ("November 2020. In", "November 2021. In"),
            word: "furniture",
            sentence: "All of us will gather in front of the embassy on Friday evening and bring a candle.",
            stranger: "Institute for Quiet Lawns",
        },
        Base {
            name: "valley-en",
            text: fixture("valley.en.txt"),
            unrelated: fixture("other.en.txt"),
            negation: ("They were not told", "They were told"),
            number: ("1,240", "1,420"),
            word: "furniture",
            sentence: "All of us will gather in front of the embassy on Friday evening and bring a candle.",
            stranger: "Institute for Quiet Lawns",
        },
        Base {
            name: "valley-es",
            text: fixture("valley.es.txt"),
            unrelated: fixture("other.es.txt"),
            negation: ("No se les dijo", "Se les dijo"),
            number: ("1240", "1420"),
            word: "muebles",
            sentence: "Nos reuniremos el viernes por la tarde frente a la embajada y llevaremos una vela.",
            stranger: "Instituto del Césped Tranquilo",
        },
        Base {
            name: "valley-fr",
            text: fixture("valley.fr.txt"),
            unrelated: fixture("other.fr.txt"),
            negation: ("On ne leur a pas dit", "On leur a dit"),
            number: ("1240", "1420"),
            word: "meubles",
            sentence: "Nous nous retrouverons vendredi soir devant l’ambassade et nous apporterons une bougie.",
            stranger: "Institut des pelouses tranquilles",
        },
        Base {
            name: "valley-ar",
            text: fixture("valley.ar.txt"),
            unrelated: fixture("other.ar.txt"),
            negation: ("ولم يسمح", "وسمح"),
            number: ("1240", "1420"),
            word: "أثاث",
            sentence: "سنجتمع مساء الجمعة أمام السفارة وسيحمل كل منا شمعة.",
            stranger: "معهد المروج الهادئة",
        },
    ]
}

pub(crate) fn edits() -> Vec<Edit> {
    [layout::EDITS, letters::EDITS, words::EDITS, files::EDITS, documents::EDITS].concat()
}
