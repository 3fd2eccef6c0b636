//! What countersign judges, for programs that cannot run it: bundles, registries and copies as bytes in, a verdict as
//! JSON out, in a browser's worker or in Node.
//!
//! A request is JSON behind its length (32 bits, little-endian), and the bytes that it is about behind that.
//! An answer is JSON. What varies by `function`:
//!
//! ```text
//! identity                                  who answers: version, features, languages
//! open      language, now, file? + a bundle  judges it and keeps it: `report` as `verify --json` has it, and sentences;
//!                                           two histories where one that was opened before shows another
//! page      language, shown   (the same)    whether a page that shows these pieces shows what was found
//! check     language          + pasted text whether it has the words of the bundle that was opened
//! registry  language, files, receipt? + the files and the receipt, one after the other
//! name                        + any file    what it is: a bundle, a receipt, a request, a page that was not found …
//!
//! look                        + any file    the same, of what is in a mail or a packed folder (build `desk`, as all below)
//! words     language          + a document  its words
//! compare   language          + a document  as `check`
//! request   language          + a request   opens it and keeps it: who asks whom, the words, what changed
//! answer    language, choices, random       the record to be signed, with its code words
//! reply     language          + a reply     the same, of what others signed in answer to the request that is open
//! holder                      + a key file  whose it is, without its passphrase
//! sign      language, passphrase + a key file  the reply, read again
//! attach    language          + a signature that `ssh-keygen` made: the reply, read again
//! key       random, passphrase, comment     a new key: its file, its public half, what ends it
//! wish      random, passphrase + a key file  the signed wish that what is answered is not shown
//! invitation language         + an invitation opens it and keeps it: who invites whom
//! enrol     language, passphrase + a key file  the answer to the invitation, read again
//! who       language                        each organisation of the bundle that is open, and where it stands
//! receipt   language          + a receipt   what it shows, with the keys of the bundle that is open
//! ```
//!
//! ```
//! use countersign_engine::Engine;
//! let request = br#"{"function":"name"}"#;
//! let mut given = (request.len() as u32).to_le_bytes().to_vec();
//! given.extend_from_slice(request);
//! given.extend_from_slice(b"version https://git-lfs.github.com/spec/v1\n");
//! let answer = Engine::default().call(&given);
//! assert_eq!(answer, br#"{"kind":"lfs-pointer"}"#);
//! ```
//!
//! Nothing is read, asked or remembered but what is handed over.
//! What has no answer (a request that cannot be read) is `{"error":"…"}`.

#[cfg(feature = "desk")]
mod beside;
mod copy;
#[cfg(feature = "desk")]
mod desk;
mod heads;
mod memory;
mod opened;
mod registry;
#[cfg(feature = "desk")]
mod words;

use serde::{Deserialize, Serialize};

use countersign_core::given;
use countersign_speech::locale::Locale;
use opened::Opened;

/// Answers requests; keeps the bundle that was opened last.
#[derive(Default)]
pub struct Engine {
    opened: Option<Opened>,
    /// Heads of the bundles that were opened.
    heads: heads::Heads,
    #[cfg(feature = "desk")]
    desk: desk::Desk,
}

/// What is asked; each function needs some of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    function: String,
    #[serde(default)]
    language: String,
    /// The pieces that a page shows, each with the kind of its element.
    #[serde(default)]
    shown: Vec<(String, String)>,
    /// Paths and lengths of files, in their order.
    #[serde(default)]
    files: Vec<(String, u64)>,
    /// What the reader's clock says, in seconds since 1970; nothing where the caller has none.
    now: Option<i64>,
    /// The name of the file that is opened, to name it beside others.
    #[serde(default)]
    file: String,
    /// The length of a receipt behind the files.
    #[serde(default)]
    receipt: u64,
    /// What an officer chose.
    #[cfg(feature = "desk")]
    #[serde(default)]
    choices: Option<desk::Choices>,
    /// Random bytes of the caller, in hexadecimal.
    #[cfg(feature = "desk")]
    #[serde(default)]
    random: String,
    #[cfg(feature = "desk")]
    #[serde(default)]
    passphrase: String,
    /// Words in a key's file.
    #[cfg(feature = "desk")]
    #[serde(default)]
    comment: String,
}

impl Request {
    fn locale(&self) -> Locale {
        Locale::of_posix(&self.language).unwrap_or_default()
    }
}

#[derive(Serialize)]
struct Identity {
    name: &'static str,
    version: &'static str,
    features: &'static [&'static str],
    languages: [&'static str; 3],
}

impl Engine {
    /// The answer to a request, as JSON.
    #[must_use]
    pub fn call(&mut self, given: &[u8]) -> Vec<u8> {
        self.answer(given).unwrap_or_else(|error| json(&Refused { error }))
    }

    fn answer(&mut self, given: &[u8]) -> Result<Vec<u8>, String> {
        let cut = "want JSON behind its length, and its length in 32 bits";
        let (length, rest) = given.split_first_chunk::<4>().ok_or(cut)?;
        let length = u32::from_le_bytes(*length) as usize;
        let (request, bytes) = rest.split_at_checked(length).ok_or(cut)?;
        #[cfg_attr(
            not(feature = "desk"),
            expect(unused_mut, reason = "only the desk takes out of it")
        )]
        let mut request: Request =
            serde_json::from_slice(request).map_err(|error| error.to_string())?;
        match request.function.as_str() {
            "identity" => Ok(json(&identity())),
            "name" => Ok(json(&Named { kind: given::Kind::of(bytes).name() })),
            "open" => {
                self.opened = None;
                let opened = Opened::read(bytes, &request, &mut self.heads);
                let opened = opened.map_err(|error| error.to_string())?;
                Ok(self.opened.insert(opened).told(&request))
            }
            "page" => Ok(self.opened()?.page(&request)),
            "check" => Ok(self.opened()?.check(bytes, request.locale())),
            "registry" => registry::told(&request, bytes),
            #[cfg(feature = "desk")]
            "compare" => Ok(self.opened()?.compare(bytes, request.locale())),
            #[cfg(feature = "desk")]
            "who" => Ok(self.opened()?.who(request.locale())),
            #[cfg(feature = "desk")]
            "receipt" => Ok(beside::receipt(bytes, self.opened.as_ref(), request.locale())),
            #[cfg(feature = "desk")]
            "words" => Ok(words::told(bytes, request.locale())),
            #[cfg(feature = "desk")]
            _ => {
                let told = self.desk.call(&mut request, bytes);
                told.ok_or_else(|| format!("no function {:?}", request.function))
            }
            #[cfg(not(feature = "desk"))]
            other => Err(format!("no function {other:?}")),
        }
    }

    fn opened(&mut self) -> Result<&mut Opened, String> {
        self.opened.as_mut().ok_or_else(|| "no bundle was opened".to_owned())
    }
}

#[derive(Serialize)]
struct Refused {
    error: String,
}

#[derive(Serialize)]
struct Named {
    kind: &'static str,
}

fn identity() -> Identity {
    let features: &[&str] = if cfg!(feature = "desk") { &["verify", "desk"] } else { &["verify"] };
    Identity {
        name: "countersign-engine",
        version: env!("CARGO_PKG_VERSION"),
        features,
        languages: Locale::ALL.map(Locale::tag),
    }
}

/// What is told; a value that cannot be written as JSON would be a mistake of this crate.
fn json(told: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(told)
        .unwrap_or_else(|error| format!("{{\"error\":{:?}}}", error.to_string()).into_bytes())
}
