//! Names and domains that a reader could take for others.
//!
//! [`skeleton`] is the skeleton of UTS 39 with case, `i` and `l`, and runs of white space folded:
//! two names with one skeleton look alike.
//! [`likenesses`] compares a new organisation with those that are enrolled and says in a sentence each
//! what a maintainer should look at; nothing is refused for it.
//! A `xn--` label is shown as the letters that a browser would show ([`decoded`]).
//!
//! ```
//! use countersign_core::lookalike::likenesses;
//! let enrolled = ("foro.example".parse()?, "Foro Penal".to_owned());
//! let others = [(&enrolled.0, enrolled.1.as_str())];
//! let found = likenesses("Foro Penal Caracas", &"fora.example".parse()?, others.into_iter());
//! let sentences: Vec<String> = found.iter().map(ToString::to_string).collect();
//! assert_eq!(sentences, [
//!     "the domain fora.example differs from foro.example by one letter",
//!     "the name \"Foro Penal Caracas\" contains \"Foro Penal\", the name of foro.example",
//! ]);
//! # Ok::<(), countersign_core::name::NameError>(())
//! ```

use std::fmt;

use unicode_security::MixedScript;
use unicode_segmentation::UnicodeSegmentation;

use crate::escape;
use crate::name::Domain;
use crate::unicode::{self, is_combining_mark, nfd};

mod punycode;

pub use punycode::PunycodeError;
use punycode::decode_label;

/// Longest label that stands before a country's, as in `.org.uk`, and does not name anybody.
const SECOND_LEVEL_BYTES_MAX: usize = 3;

/// Something about a new organisation that a maintainer should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Likeness {
    /// The domain has labels in punycode.
    Punycode {
        /// The new domain.
        domain: Domain,
        /// With its labels decoded, or why they cannot be.
        decoded: Result<String, PunycodeError>,
    },
    /// The domain looks like another.
    DomainLooks {
        /// The new domain.
        domain: Domain,
        /// The enrolled one.
        other: Domain,
    },
    /// The domain is one insertion, deletion, substitution or swap from another.
    DomainOneEdit {
        /// The new domain.
        domain: Domain,
        /// The enrolled one.
        other: Domain,
    },
    /// The domain is another's under a different ending.
    DomainEnding {
        /// The new domain.
        domain: Domain,
        /// The enrolled one.
        other: Domain,
    },
    /// One domain is the other with words added.
    DomainContains {
        /// The longer domain.
        longer: Domain,
        /// The shorter one.
        shorter: Domain,
    },
    /// A word of the name mixes scripts.
    MixedScript {
        /// The new name.
        name: String,
        /// The first such word.
        word: String,
    },
    /// The name is another's, or differs from it in case and white space only.
    NameSame {
        /// The new name.
        name: String,
        /// Who has it.
        other: Domain,
    },
    /// The name looks like another's.
    NameLooks {
        /// The new name.
        name: String,
        /// The enrolled one.
        other_name: String,
        /// Who has it.
        other: Domain,
    },
    /// The name is another's but for accents and punctuation.
    NameAccents {
        /// The new name.
        name: String,
        /// The enrolled one.
        other_name: String,
        /// Who has it.
        other: Domain,
    },
    /// The name has all words of another's in a row, and more.
    NameContains {
        /// The new name.
        name: String,
        /// The enrolled one.
        other_name: String,
        /// Who has it.
        other: Domain,
    },
    /// The name is a row of words out of another's.
    NameWithin {
        /// The new name.
        name: String,
        /// The enrolled one.
        other_name: String,
        /// Who has it.
        other: Domain,
    },
}

impl fmt::Display for Likeness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |name: &str| format!("\"{}\"", escape::terminal(name));
        match self {
            Self::Punycode { domain, decoded: Ok(decoded) } => {
                write!(f, "the domain {domain} is shown as {}", escape::terminal(decoded))
            }
            Self::Punycode { domain, decoded: Err(error) } => {
                write!(f, "the domain {domain} has a label that is not punycode: {error}")
            }
            Self::DomainLooks { domain, other } => {
                write!(f, "the domain {domain} looks like {other}")
            }
            Self::DomainOneEdit { domain, other } => {
                write!(f, "the domain {domain} differs from {other} by one letter")
            }
            Self::DomainEnding { domain, other } => {
                write!(f, "the domain {domain} differs from {other} by its ending only")
            }
            Self::DomainContains { longer, shorter } => {
                write!(f, "the domain {longer} contains the name of {shorter}")
            }
            Self::MixedScript { name, word } => {
                write!(f, "the name {} mixes scripts in {}", quoted(name), quoted(word))
            }
            Self::NameSame { name, other } => {
                write!(f, "the name {} is also the name of {other}", quoted(name))
            }
            Self::NameLooks { name, other_name, other } => {
                write!(f, "the name {} looks like {}, ", quoted(name), quoted(other_name))?;
                write!(f, "the name of {other}")
            }
            Self::NameAccents { name, other_name, other } => {
                write!(f, "the name {} differs in accents or punctuation only ", quoted(name))?;
                write!(f, "from {}, the name of {other}", quoted(other_name))
            }
            Self::NameContains { name, other_name, other } => {
                write!(f, "the name {} contains {}, ", quoted(name), quoted(other_name))?;
                write!(f, "the name of {other}")
            }
            Self::NameWithin { name, other_name, other } => {
                write!(f, "the name {} is part of {}, ", quoted(name), quoted(other_name))?;
                write!(f, "the name of {other}")
            }
        }
    }
}

/// What is strange about the new organisation `name` at `domain`, alone and beside `others`.
///
/// An entry of `others` with the same domain is the organisation itself and is passed over;
/// an organisation with aliases has one entry for each.
pub fn likenesses<'a>(
    name: &str,
    domain: &Domain,
    others: impl Iterator<Item = (&'a Domain, &'a str)>,
) -> Vec<Likeness> {
    let mut found = Vec::new();
    if domain.as_str().split('.').any(|label| label.starts_with("xn--")) {
        found.push(Likeness::Punycode { domain: domain.clone(), decoded: decoded(domain) });
    }
    if let Some(word) = name.unicode_words().find(|word| !word.is_single_script()) {
        found.push(Likeness::MixedScript { name: name.to_owned(), word: word.to_owned() });
    }
    for (other, other_name) in others.filter(|(other, _)| *other != domain) {
        let both = [like_domain(domain, other), like_name(name, other_name, other)];
        for likeness in both.into_iter().flatten() {
            // A second entry for an alias says nothing new about the domain.
            if !found.contains(&likeness) {
                found.push(likeness);
            }
        }
    }
    found
}

/// What the eye keeps of `text`: equal for names that look alike (UTS 39, section 4, and case).
#[must_use]
pub fn skeleton(text: &str) -> String {
    let mut seen: String = text.chars().map(without_stroke).collect();
    // A letter's lower case can be confusable again, and so on; it settles after two rounds.
    for _ in 0..3 {
        seen = unicode::skeleton(&seen).to_lowercase();
    }
    // UTS 39 takes a capital I for l; without case every i must be.
    let seen = unicode::skeleton(&seen.replace('i', "l"));
    seen.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The letter without the stroke through it, or the dot above it, that an eye passes over.
///
/// UTS 39 does not count these: whoever reads the language sees them.
const fn without_stroke(letter: char) -> char {
    match letter {
        'ł' | 'Ł' => 'l',
        'ø' | 'Ø' => 'o',
        'đ' | 'Đ' | 'ð' | 'Ð' => 'd',
        'ħ' | 'Ħ' => 'h',
        'ŧ' | 'Ŧ' => 't',
        'ı' => 'i',
        other => other,
    }
}

/// `domain` as a browser would show it, with every `xn--` label decoded.
///
/// # Errors
/// If a label is not punycode.
pub fn decoded(domain: &Domain) -> Result<String, PunycodeError> {
    let label = |label: &str| match label.strip_prefix("xn--") {
        Some(encoded) => decode_label(encoded),
        None => Ok(label.to_owned()),
    };
    Ok(domain.as_str().split('.').map(label).collect::<Result<Vec<_>, _>>()?.join("."))
}

fn like_domain(domain: &Domain, other: &Domain) -> Option<Likeness> {
    let shown = |domain: &Domain| decoded(domain).unwrap_or_else(|_| domain.to_string());
    let (looks, other_looks) = (shown(domain), shown(other));
    let (main, other_main) = (main_labels(&looks), main_labels(&other_looks));
    let (domain, other) = (domain.clone(), other.clone());
    if skeleton(&looks) == skeleton(&other_looks) {
        Some(Likeness::DomainLooks { domain, other })
    } else if skeleton(&main) == skeleton(&other_main) {
        Some(Likeness::DomainEnding { domain, other })
    } else if is_one_edit(&looks, &other_looks) {
        Some(Likeness::DomainOneEdit { domain, other })
    } else if contains(&parts(&main), &parts(&other_main)) {
        Some(Likeness::DomainContains { longer: domain, shorter: other })
    } else if contains(&parts(&other_main), &parts(&main)) {
        Some(Likeness::DomainContains { longer: other, shorter: domain })
    } else {
        None
    }
}

fn like_name(name: &str, other_name: &str, other: &Domain) -> Option<Likeness> {
    let words = |name: &str| -> Vec<String> {
        let bare: String = nfd(name).chars().filter(|letter| !is_combining_mark(*letter)).collect();
        bare.unicode_words().map(skeleton).collect()
    };
    let plain = |name: &str| -> String {
        name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let (mine, theirs) = (words(name), words(other_name));
    let is_same = plain(name) == plain(other_name);
    let (name, other_name, other) = (name.to_owned(), other_name.to_owned(), other.clone());
    if is_same {
        Some(Likeness::NameSame { name, other })
    } else if skeleton(&name) == skeleton(&other_name) {
        Some(Likeness::NameLooks { name, other_name, other })
    } else if mine == theirs && !mine.is_empty() {
        Some(Likeness::NameAccents { name, other_name, other })
    } else if contains(&mine, &theirs) {
        Some(Likeness::NameContains { name, other_name, other })
    } else if contains(&theirs, &mine) {
        Some(Likeness::NameWithin { name, other_name, other })
    } else {
        None
    }
}

/// The labels before the ending; `org.uk` counts as one ending.
fn main_labels(domain: &str) -> String {
    let mut labels: Vec<&str> = domain.split('.').collect();
    labels.pop();
    if labels.len() > 1 && labels.last().is_some_and(|label| label.len() <= SECOND_LEVEL_BYTES_MAX)
    {
        labels.pop();
    }
    labels.join(".")
}

fn parts(main: &str) -> Vec<String> {
    main.split(['.', '-']).map(skeleton).collect()
}

/// Whether `longer` has more words than `shorter` and all of those in a row.
fn contains(longer: &[String], shorter: &[String]) -> bool {
    !shorter.is_empty()
        && longer.len() > shorter.len()
        && longer.windows(shorter.len()).any(|window| window == shorter)
}

/// Whether one insertion, deletion, substitution or swap of neighbours makes `a` of `b`.
fn is_one_edit(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let head = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.split_at(head).1, b.split_at(head).1);
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    match (a.split_at(a.len() - tail).0, b.split_at(b.len() - tail).0) {
        ([], [_]) | ([_], [] | [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests;
