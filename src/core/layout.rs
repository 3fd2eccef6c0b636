//! Where records lie: paths from records, and what a path claims to hold.
//!
//! A path is a hint: the record decides what it is, and [`record_path`] says where it must then lie.
//!
//! ```
//! use countersign_core::layout::{Place, path_of, place_of};
//! let place = place_of("registry/2021/solidarity/v1/endorsements/foro.example/1.json.press.sig");
//! assert!(matches!(place, Place::Signature { .. }));
//! assert_eq!(place_of("registry/2021/solidarity/v1/todo.md"), Place::Note);
//! assert_eq!(path_of(&Place::Root(1)).as_deref(), Some("keys/root/1.json"));
//! ```

use crate::digest::Hash;
use crate::name::{Domain, FileName, Label, Language, StatementId, VersionId, number};
use crate::record::statement::text_file;
use crate::record::{Body, Kind, Record};

/// No path of a key comes after it in order: `0` follows `/`.
pub(crate) const KEYS_END: &str = "keys0";
/// The record that every registry begins with.
pub const FIRST_RECORD: &str = "keys/root/1.json";
/// The folder of the log, below the top of the registry.
pub const LOG: &str = "registry/log";
/// The tiles of the log; every append changes some of them.
pub const TILES: &str = "registry/log/tile/";
/// The newest checkpoint.
pub const CHECKPOINT: &str = "registry/log/checkpoint";
/// The newest checkpoint that has its quorum of cosignatures.
pub const WITNESSED: &str = "registry/log/witnessed";
/// The head that was announced and is not signed yet.
pub const NEXT: &str = "registry/log/next";
/// Where cosigned heads are kept that show more than the newest one, each named by its size.
pub const COSIGNED: &str = "registry/evidence/checkpoints";
/// The derived file for stock `ssh-keygen`.
pub const ALLOWED_SIGNERS: &str = "keys/allowed_signers";
/// The derived file that explains the folder of keys.
pub const KEYS_README: &str = "keys/README.md";

/// What a path claims to hold.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// `keys/root/N.json`
    Root(u64),
    /// `keys/DOMAIN/N.json`
    Organisation(Domain, u64),
    /// `keys/DOMAIN/revocations/LABEL.json`
    Revocation(Domain, Label),
    /// `keys/DOMAIN/confirmations/N.json`
    Confirmation(Domain, u64),
    /// `keys/DOMAIN/listings/N.json`
    Listing(Domain, u64),
    /// `registry/ID/vV/statement.json`
    Statement(VersionId),
    /// `registry/ID/vV/endorsements/DOMAIN/N.json`
    Endorsement(VersionId, Domain, u64),
    /// `registry/ID/vV/publication.json`
    Publication(VersionId),
    /// `registry/ID/vV/withholdings/N.json`
    Withholding(VersionId, u64),
    /// `registry/ID/vV/retraction.json`
    Retraction(VersionId),
    /// `registry/ID/vV/translations/LANGUAGE/N.json`
    Translation(VersionId, Language, u64),
    /// `registry/extensions/SHA256.json`
    Extension(Hash),
    /// `RECORD.LABEL.sig`
    Signature {
        /// The path of the record beside it.
        record: String,
        /// The key's label.
        label: Label,
    },
    /// `registry/ID/vV/text.LANGUAGE.txt`
    Text(VersionId, Language),
    /// `registry/ID/vV/signatories.json`
    Signatories(VersionId),
    /// `registry/ID/vV/translations/LANGUAGE/N.txt`
    TranslatedText(VersionId, Language, u64),
    /// `registry/ID/vV/attachments/FILE`
    Attachment(VersionId, FileName),
    /// A file of the log; whatever else lies beside these is a note.
    Log,
    /// `keys/allowed_signers`
    AllowedSigners,
    /// Any other plain file: never read.
    Note,
}

impl Place {
    /// The kind of record that the path claims, where it claims one.
    #[must_use]
    pub const fn kind(&self) -> Option<Kind> {
        Some(match self {
            Self::Root(_) => Kind::Registry,
            Self::Organisation(..) => Kind::Organisation,
            Self::Revocation(..) => Kind::Revocation,
            Self::Confirmation(..) => Kind::Confirmation,
            Self::Listing(..) => Kind::Listing,
            Self::Statement(_) => Kind::Statement,
            Self::Endorsement(..) => Kind::Endorsement,
            Self::Publication(_) => Kind::Publication,
            Self::Withholding(..) => Kind::Withholding,
            Self::Retraction(_) => Kind::Retraction,
            Self::Translation(..) => Kind::Translation,
            Self::Extension(_) => Kind::Extension,
            _ => return None,
        })
    }
}

/// What the file at `path` claims to be.
#[must_use]
pub fn place_of(path: &str) -> Place {
    // No record's file is called so, and most files are signatures.
    let place = if path.ends_with(".sig") { signature_place(path) } else { record_place(path) };
    place.or_else(|| other_place(path)).unwrap_or(Place::Note)
}

/// Whether the folder at `path` is where everything about one statement lies.
#[must_use]
pub fn is_statement(path: &str) -> bool {
    path.strip_prefix("registry/").is_some_and(|id| id.parse::<StatementId>().is_ok())
}

/// The path of a place; none for [`Place::Log`] and [`Place::Note`].
#[must_use]
pub fn path_of(place: &Place) -> Option<String> {
    Some(match place {
        Place::Root(number) => format!("keys/root/{number}.json"),
        Place::Organisation(domain, number) => format!("keys/{domain}/{number}.json"),
        Place::Revocation(domain, label) => format!("keys/{domain}/revocations/{label}.json"),
        Place::Confirmation(domain, number) => format!("keys/{domain}/confirmations/{number}.json"),
        Place::Listing(domain, number) => format!("keys/{domain}/listings/{number}.json"),
        Place::Statement(id) => statement_path(id),
        Place::Endorsement(id, domain, number) => {
            format!("{}/endorsements/{domain}/{number}.json", version_folder(id))
        }
        Place::Publication(id) => format!("{}/publication.json", version_folder(id)),
        Place::Withholding(id, number) => {
            format!("{}/withholdings/{number}.json", version_folder(id))
        }
        Place::Retraction(id) => format!("{}/retraction.json", version_folder(id)),
        Place::Translation(id, language, number) => {
            format!("{}/translations/{language}/{number}.json", version_folder(id))
        }
        Place::Extension(record) => format!("registry/extensions/{record}.json"),
        Place::TranslatedText(id, language, number) => translated_path(id, language, *number),
        Place::Signature { record, label } => signature_path(record, label),
        Place::Text(id, language) => text_path(id, language),
        Place::Signatories(id) => signatories_path(id),
        Place::Attachment(id, file) => attachment_path(id, file),
        Place::AllowedSigners => ALLOWED_SIGNERS.to_owned(),
        Place::Log | Place::Note => return None,
    })
}

/// The path of a version's record.
#[must_use]
pub fn statement_path(id: &VersionId) -> String {
    format!("{}/statement.json", version_folder(id))
}

/// The path of a version's words in one language.
#[must_use]
pub fn text_path(id: &VersionId, language: &Language) -> String {
    format!("{}/{}", version_folder(id), text_file(language))
}

/// The path of the names under a version's words.
#[must_use]
pub fn signatories_path(id: &VersionId) -> String {
    format!("{}/signatories.json", version_folder(id))
}

/// The path of the words of a translation.
#[must_use]
pub fn translated_path(id: &VersionId, language: &Language, number: u64) -> String {
    format!("{}/translations/{language}/{number}.txt", version_folder(id))
}

/// The path of a file that a version binds.
#[must_use]
pub fn attachment_path(id: &VersionId, file: &FileName) -> String {
    format!("{}/attachments/{file}", version_folder(id))
}

/// Where a record must lie; a revocation's place needs the holder of its key.
#[must_use]
pub fn record_place_of(record: &Record, holder: Option<(&Domain, &Label)>) -> Option<Place> {
    Some(match record.body() {
        Body::Registry(body) => Place::Root(body.number),
        Body::Organisation(body) => Place::Organisation(body.organisation.clone(), body.number),
        Body::Revocation(_) => {
            holder.map(|(domain, label)| Place::Revocation(domain.clone(), label.clone()))?
        }
        Body::Confirmation(body) => Place::Confirmation(body.organisation.clone(), body.number),
        Body::Listing(body) => Place::Listing(body.organisation.clone(), body.number),
        Body::Statement(body) => Place::Statement(body.id.at(body.version)),
        Body::Endorsement(body) => Place::Endorsement(
            body.statement.at(body.version),
            body.organisation.clone(),
            body.number,
        ),
        Body::Publication(body) => Place::Publication(body.statement.at(body.version)),
        Body::Withholding(body) => Place::Withholding(body.statement.at(body.version), body.number),
        Body::Retraction(body) => Place::Retraction(body.statement.at(body.version)),
        Body::Extension(_) => Place::Extension(record.hash()),
        Body::Translation(body) => {
            Place::Translation(body.of(), body.language.clone(), body.number)
        }
    })
}

/// The path at which a record must lie.
#[must_use]
pub fn record_path(record: &Record, holder: Option<(&Domain, &Label)>) -> Option<String> {
    path_of(&record_place_of(record, holder)?)
}

/// The path of a signature beside its record.
#[must_use]
pub fn signature_path(record_path: &str, label: &Label) -> String {
    format!("{record_path}.{label}.sig")
}

/// The folder of a statement.
#[must_use]
pub fn statement_folder(statement: &StatementId) -> String {
    format!("registry/{statement}")
}

/// The folder of a version.
#[must_use]
pub fn version_folder(id: &VersionId) -> String {
    format!("registry/{}/v{}", id.statement, id.version)
}

/// The file on a draft's branch by which an organisation asks that its name is never published.
///
/// It is no record, and never leaves the branch.
#[must_use]
pub fn wish(id: &VersionId, organisation: &Domain) -> String {
    format!("{}/endorsements/{organisation}/withhold-name", version_folder(id))
}

/// The branch of a version that is not published, without `refs/heads/`.
#[must_use]
pub fn proposal_branch(id: &VersionId) -> String {
    format!("proposals/{}/v{}", id.statement, id.version)
}

/// The branch with the notes about who was asked for a version, without `refs/heads/`.
#[must_use]
pub fn requests_branch(id: &VersionId) -> String {
    format!("requests/{}/v{}", id.statement, id.version)
}

/// The folder, on that branch, with the notes about one organisation.
#[must_use]
pub fn requests_folder(id: &VersionId, domain: &Domain) -> String {
    format!("{}/requests/{domain}/", version_folder(id))
}

/// The branch on which a record waits for the signatures that it lacks, without `refs/heads/`.
///
/// Publications wait on the branch of their version.
#[must_use]
pub fn waiting_branch(place: &Place) -> Option<String> {
    Some(match place {
        Place::Root(number) => format!("proposals/keys/root/{number}"),
        Place::Organisation(domain, number) => format!("proposals/keys/{domain}/{number}"),
        Place::Confirmation(domain, number) => {
            format!("proposals/keys/{domain}/confirmation-{number}")
        }
        Place::Listing(domain, number) => format!("proposals/keys/{domain}/listing-{number}"),
        Place::Publication(id) => proposal_branch(id),
        Place::Withholding(id, number) => {
            format!("proposals/withholdings/{}/v{}-{number}", id.statement, id.version)
        }
        Place::Retraction(id) => format!("proposals/retractions/{}/v{}", id.statement, id.version),
        Place::Extension(record) => format!("proposals/extensions/{record}"),
        Place::Translation(id, language, number) => {
            let VersionId { statement, version } = id;
            format!("proposals/translations/{statement}/v{version}-{language}-{number}")
        }
        _ => return None,
    })
}

/// The version whose draft lies on a branch.
#[must_use]
pub fn version_of_branch(branch: &str) -> Option<VersionId> {
    version_below(branch, "proposals/")
}

/// The version that the notes on a branch are about.
#[must_use]
pub fn version_of_requests_branch(branch: &str) -> Option<VersionId> {
    version_below(branch, "requests/")
}

fn version_below(branch: &str, prefix: &str) -> Option<VersionId> {
    let (statement, version) = branch.strip_prefix(prefix)?.rsplit_once("/v")?;
    Some(statement.parse::<StatementId>().ok()?.at(number(version).ok()?))
}

fn record_place(path: &str) -> Option<Place> {
    let parts: Vec<&str> = path.split('/').collect();
    let numbered = |file: &str| number(file.strip_suffix(".json")?).ok();
    match parts[..] {
        ["keys", "root", file] => Some(Place::Root(numbered(file)?)),
        ["keys", domain, file] => Some(Place::Organisation(domain.parse().ok()?, numbered(file)?)),
        ["keys", domain, "revocations", file] => {
            Some(Place::Revocation(domain.parse().ok()?, file.strip_suffix(".json")?.parse().ok()?))
        }
        ["keys", domain, "confirmations", file] => {
            Some(Place::Confirmation(domain.parse().ok()?, numbered(file)?))
        }
        ["keys", domain, "listings", file] => {
            Some(Place::Listing(domain.parse().ok()?, numbered(file)?))
        }
        ["registry", "extensions", file] => {
            Some(Place::Extension(file.strip_suffix(".json")?.parse().ok()?))
        }
        ["registry", ..] => {
            let (id, rest) = version_and_rest(&parts)?;
            match rest {
                ["statement.json"] => Some(Place::Statement(id)),
                ["publication.json"] => Some(Place::Publication(id)),
                ["retraction.json"] => Some(Place::Retraction(id)),
                ["endorsements", domain, file] => {
                    Some(Place::Endorsement(id, domain.parse().ok()?, numbered(file)?))
                }
                ["translations", language, file] => {
                    Some(Place::Translation(id, language.parse().ok()?, numbered(file)?))
                }
                ["withholdings", file] => Some(Place::Withholding(id, numbered(file)?)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Splits `registry/YEAR[/MONTH]/slug/vN/…` at the version.
fn version_and_rest<'a, 'b>(parts: &'a [&'b str]) -> Option<(VersionId, &'a [&'b str])> {
    let at = parts
        .iter()
        .skip(3)
        .position(|part| part.strip_prefix('v').is_some_and(|rest| number(rest).is_ok()))?
        + 3;
    let statement: StatementId = parts.get(1..at)?.join("/").parse().ok()?;
    let version = number(parts.get(at)?.strip_prefix('v')?).ok()?;
    Some((statement.at(version), parts.get(at + 1..)?))
}

fn signature_place(path: &str) -> Option<Place> {
    let (record, label) = path.strip_suffix(".sig")?.rsplit_once('.')?;
    record_place(record)?;
    Some(Place::Signature { record: record.to_owned(), label: label.parse().ok()? })
}

fn other_place(path: &str) -> Option<Place> {
    if path == ALLOWED_SIGNERS {
        return Some(Place::AllowedSigners);
    }
    let is_below =
        |folder| path.strip_prefix(folder).is_some_and(|rest: &str| rest.starts_with('/'));
    let is_of_log = path.starts_with(TILES) || [CHECKPOINT, WITNESSED, NEXT].contains(&path);
    if is_of_log || is_below(COSIGNED) {
        return Some(Place::Log);
    }
    let parts: Vec<&str> = path.split('/').collect();
    let (id, rest) = version_and_rest(&parts).filter(|_| path.starts_with("registry/"))?;
    match rest {
        ["attachments", file] => Some(Place::Attachment(id, file.parse().ok()?)),
        ["translations", language, file] => {
            let number = number(file.strip_suffix(".txt")?).ok()?;
            Some(Place::TranslatedText(id, language.parse().ok()?, number))
        }
        ["signatories.json"] => Some(Place::Signatories(id)),
        [file] => {
            let language = file.strip_prefix("text.")?.strip_suffix(".txt")?.parse().ok()?;
            Some(Place::Text(id, language))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_paths_are_each_others_inverse() {
        for path in [
            "keys/root/1.json",
            "keys/foro.example/2.json",
            "keys/foro.example/revocations/press.json",
            "keys/foro.example/confirmations/1.json",
            "keys/foro.example/listings/1.json",
            "keys/foro.example/2.json.press.sig",
            "registry/2021/solidarity/v1/statement.json",
            "registry/2021/02/solidarity/v12/statement.json",
            "registry/2021/solidarity/v1/endorsements/foro.example/1.json",
            "registry/2021/solidarity/v1/endorsements/foro.example/1.json.press.sig",
            "registry/2021/solidarity/v1/publication.json.maria.sig",
            "registry/2021/solidarity/v1/withholdings/1.json",
            "registry/2021/solidarity/v1/retraction.json.maria.sig",
            "registry/2021/solidarity/v1/text.pt-br.txt",
            "registry/2021/solidarity/v1/translations/pt-br/2.json.maria.sig",
            "registry/2021/solidarity/v1/translations/pt-br/2.txt",
            "registry/2021/solidarity/v1/attachments/statement.pdf",
            "keys/allowed_signers",
        ] {
            assert_eq!(path_of(&place_of(path)).as_deref(), Some(path));
        }
    }

    #[test]
    fn anything_else_is_a_note() {
        for path in [
            "README.md",
            "keys/README.md",
            "keys/root/01.json",
            "keys/root/0.json",
            "keys/foro.example/1.JSON",
            "keys/foro.example/1.json.press.sig.sig",
            "keys/foro.example/1.json..sig",
            "registry/2021/solidarity/statement.json",
            "registry/2021/solidarity/v01/statement.json",
            "registry/2021/solidarity/v1/v2/statement.json",
            "registry/2021/solidarity/v1/text.EN.txt",
            "registry/2021/v1/statement.json",
            "registry/logs",
            "registry/log/notes.md",
            "registry/evidence/mail/1",
            "registry/extensions/1.json",
        ] {
            assert_eq!(place_of(path), Place::Note, "{path}");
        }
        assert_eq!(place_of("registry/log/tile/0/000"), Place::Log);
        assert_eq!(place_of("registry/evidence/checkpoints/12"), Place::Log);
    }

    #[test]
    fn branches() {
        let id: VersionId = "2021/02/solidarity@3".parse().unwrap();
        assert_eq!(version_of_branch(&proposal_branch(&id)), Some(id));
        assert_eq!(version_of_branch("proposals/keys/foro.example/2"), None);
    }
}
