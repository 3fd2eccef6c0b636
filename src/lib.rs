//! A versioned registry of public statements with signatures that anyone can check.
//!
//! [`Registry`] is a registry on this computer, as the program `countersign` finds it.
//! Each call looks at what is checked out then, by the same rules as the program, and returns data:
//!
//! ```
//! use countersign::{Question, Registry, Subject};
//!
//! let registry = Registry::open(".")?.without_memory();
//! let verdict = registry.verify(Question::about(Subject::Registry))?;
//! for statement in &verdict.statements {
//!     for version in &statement.versions {
//!         println!("{}@{}: {} endorse it", statement.id, version.version, version.endorsed);
//!         for line in &version.organisations {
//!             println!("  {}: {:?}", line.name, line.standing);
//!         }
//!     }
//! }
//! assert!(verdict.statements.iter().any(|one| one.versions.iter().any(|one| one.endorsed > 0)));
//! for finding in &verdict.findings {
//!     println!("{:?}: {}", finding.severity, countersign::sentence(finding));
//! }
//! # Ok::<(), countersign::Error>(())
//! ```
//!
//! What was seen of a registry is remembered where the program remembers it, so that a registry that was wound back is
//! found out, unless [`Registry::without_memory`] is asked for.

mod library;

pub use library::{
    ActStanding, Acted, Error, ErrorKind, Key, LeftOut, Proposal, Proposed, Publication, Published,
    PublishedStanding, Registry, WhyLeftOut, answer_request, sentence,
};

pub use countersign_copy::answer::Answer;
pub use countersign_copy::check::Match;
pub use countersign_core::digest::Hash;
pub use countersign_core::name::{Domain, Language, StatementId, VersionId};
pub use countersign_core::record::endorsement::{Act, Capacity, Conditions};
pub use countersign_core::record::line::Line;
pub use countersign_core::time::{Date, Timestamp};
pub use countersign_core::verify::finding::Finding;
pub use countersign_core::verify::report::{
    OrganisationLine, Outcome, Report, Severity, Standing, StatementLine, VersionLine,
    VersionStanding,
};
pub use countersign_core::verify::{Expect, KnownBy, Pin, Question, Require, Subject};
pub use countersign_workflow::AskedVersion;
pub use countersign_workflow::act::Terms;
