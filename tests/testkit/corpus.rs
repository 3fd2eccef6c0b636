//! Texts, and what can happen to them.

use std::fs;

use crate::repository;

mod documents;
mod files;
mod layout;
mod letters;
pub mod random;
mod words;

/// A registered text, and what an edit has to know about its language.
#[derive(Debug)]
pub struct Base {
    pub name: &'static str,
    pub text: String,
    /// Another text about the same events.
    pub unrelated: String,
    /// Words whose loss turns the meaning, and what is left.
    pub negation: (&'static str, &'static str),
    /// A number, and another one.
    pub number: (&'static str, &'static str),
    /// A word of the language that is in none of the texts.
    pub word: &'static str,
    /// A sentence of the language that is in none of the texts.
    pub sentence: &'static str,
    /// A name that is in none of the texts.
    pub stranger: &'static str,
}

/// A copy that somebody could hold.
pub struct Copied {
    pub bytes: Vec<u8>,
    pub ending: &'static str,
}

impl From<String> for Copied {
    fn from(text: String) -> Self {
        Self { bytes: text.into_bytes(), ending: "txt" }
    }
}

/// Something that happens to a text; nothing where it cannot happen to this one.
pub type Make = fn(&Base) -> Option<Copied>;
/// The name of an edit, the right answer, and the edit.
pub type Edit = (&'static str, &'static str, Make);

fn fixture(name: &str) -> String {
    fs::read_to_string(repository().join("tests/fixtures/corpus").join(name)).unwrap()
}

/// What an edit knows about a language: a word, a sentence and a name that are in none of its texts.
type Strangers = [&'static str; 3];

const ENGLISH: Strangers = [
    "furniture",
    "All of us will gather in front of the embassy on Friday evening and bring a candle.",
    "Institute for Quiet Lawns",
];
const SPANISH: Strangers = [
    "muebles",
    "Nos reuniremos el viernes por la tarde frente a la embajada y llevaremos una vela.",
    "Instituto del Césped Tranquilo",
];
const FRENCH: Strangers = [
    "meubles",
    "Nous nous retrouverons vendredi soir devant l’ambassade et nous apporterons une bougie.",
    "Institut des pelouses tranquilles",
];
const ARABIC: Strangers =
    ["أثاث", "سنجتمع مساء الجمعة أمام السفارة وسيحمل كل منا شمعة.", "معهد المروج الهادئة"];

pub fn bases() -> Vec<Base> {
    let venezuela = repository().join("registry/2021/venezuela-solidarity/v1/text.en.txt");
    let venezuela = fs::read_to_string(venezuela).unwrap();
    let base = |name: &'static str, text, negation, number, strangers: Strangers| Base {
        name,
        text,
        unrelated: fixture(&format!(
            "other.{}.txt",
            name.split_once('-').map_or("en", |one| one.1)
        )),
        negation,
        number,
        word: strangers[0],
        sentence: strangers[1],
        stranger: strangers[2],
    };
    let valley = |name: &'static str, negation, number, strangers| {
        let text = fixture(&format!("{}.txt", name.replace('-', ".")));
        base(name, text, negation, number, strangers)
    };
    let hindrance = ("without fear or hindrance", "with fear or hindrance");
    let november = ("November 2020. In", "November 2021. In");
    vec![
        base("venezuela", venezuela, hindrance, november, ENGLISH),
        valley("valley-en", ("They were not told", "They were told"), ("1,240", "1,420"), ENGLISH),
        valley("valley-es", ("No se les dijo", "Se les dijo"), ("1240", "1420"), SPANISH),
        valley("valley-fr", ("On ne leur a pas dit", "On leur a dit"), ("1240", "1420"), FRENCH),
        valley("valley-ar", ("ولم يسمح", "وسمح"), ("1240", "1420"), ARABIC),
    ]
}

pub fn edits() -> Vec<Edit> {
    [layout::EDITS, letters::EDITS, words::EDITS, files::EDITS, documents::EDITS].concat()
}
