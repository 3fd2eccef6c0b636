//! Writes Unicode's tables small, for `unicode.rs`: what the crates of unicode-rs say of every character.
//!
//! Those crates hold the same as hashed tables of code points and pointers, made for speed; an engine that a browser
//! loads has no room for them. Here is a list of steps from one character to the next, in the same order.
#![allow(clippy::print_stdout, reason = "cargo reads what a build script prints")]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use unicode_normalization::char::{
    canonical_combining_class, compose, is_combining_mark, is_public_assigned,
};
use unicode_normalization::{IsNormalized, UNICODE_VERSION, UnicodeNormalization, is_nfc_quick};

/// Syllables of Hangul are composed and decomposed by arithmetic.
const HANGUL: std::ops::RangeInclusive<char> = '\u{ac00}'..='\u{d7a3}';

/// A character and what becomes of it.
struct Mapped {
    from: char,
    to: Vec<char>,
    /// Whether composition goes the other way.
    is_composed: bool,
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);
    write_sets(&out)?;
    write_maps(&out)?;
    let (major, minor, update) = UNICODE_VERSION;
    fs::write(out.join("version.rs"), format!("({major}, {minor}, {update})"))?;
    Ok(())
}

/// Sets as the characters where one begins or ends, and classes as those where another begins.
fn write_sets(out: &Path) -> Result<(), Box<dyn Error>> {
    let is_settled = |one: char| {
        canonical_combining_class(one) == 0
            && is_nfc_quick(std::iter::once(one)) == IsNormalized::Yes
    };
    let is_ignored = |one: char| skeleton(one).is_empty();
    set(&out.join("marks"), &is_combining_mark)?;
    set(&out.join("assigned"), &is_public_assigned)?;
    set(&out.join("unsettled"), &|one| !is_settled(one))?;
    set(&out.join("ignored"), &is_ignored)?;
    let (mut classes, mut last, mut at) = (Vec::new(), 0, 0);
    for one in characters() {
        let class = canonical_combining_class(one);
        if class != last {
            number(&mut classes, u32::from(one) - at);
            classes.push(class);
            (last, at) = (class, u32::from(one));
        }
    }
    fs::write(out.join("classes"), classes)?;
    Ok(())
}

fn write_maps(out: &Path) -> Result<(), Box<dyn Error>> {
    let (mut canonical, mut compatible, mut alike) = (Vec::new(), Vec::new(), Vec::new());
    for from in characters().filter(|one| !HANGUL.contains(one)) {
        let one = || std::iter::once(from);
        let (plain, wide): (Vec<char>, Vec<char>) = (one().nfd().collect(), one().nfkd().collect());
        if plain != [from] {
            canonical.push(step(from, &plain));
        } else {
            let looks = skeleton(from);
            if !looks.is_empty() && looks != [from] {
                alike.push(Mapped { from, to: looks, is_composed: false });
            }
        }
        if wide != plain {
            compatible.push(Mapped { from, to: wide, is_composed: false });
        }
    }
    map(&out.join("canonical"), &canonical)?;
    map(&out.join("compatible"), &compatible)?;
    map(&out.join("alike"), &alike)?;
    Ok(())
}

/// A decomposition: in two, the first of which may have one of its own, where they compose again.
fn step(from: char, plain: &[char]) -> Mapped {
    let whole = Mapped { from, to: plain.to_vec(), is_composed: false };
    let Some((last, first)) = plain.split_last() else { return whole };
    let first: Vec<char> = first.iter().copied().nfc().collect();
    match first[..] {
        [first] if compose(first, *last) == Some(from) => {
            Mapped { from, to: vec![first, *last], is_composed: true }
        }
        _ => whole,
    }
}

fn skeleton(one: char) -> Vec<char> {
    unicode_security::skeleton(one.encode_utf8(&mut [0; 4])).collect()
}

fn characters() -> impl Iterator<Item = char> {
    '\0'..=char::MAX
}

fn set(path: &Path, has: &dyn Fn(char) -> bool) -> std::io::Result<()> {
    let (mut bytes, mut is_in, mut at) = (Vec::new(), false, 0);
    for one in characters() {
        if has(one) != is_in {
            number(&mut bytes, u32::from(one) - at);
            (is_in, at) = (!is_in, u32::from(one));
        }
    }
    fs::write(path, bytes)
}

fn map(path: &Path, all: &[Mapped]) -> std::io::Result<()> {
    let mut bytes = Vec::new();
    let (mut at, mut before) = (0, Vec::new());
    for one in all {
        let from = u32::from(one.from);
        number(&mut bytes, from - at);
        at = from;
        number(&mut bytes, ((one.to.len() as u32) << 1) | u32::from(one.is_composed));
        before.resize(one.to.len().max(before.len()), 0);
        for (letter, before) in one.to.iter().zip(&mut before) {
            let (letter, last) = (u32::from(*letter) as i32, *before as i32);
            let step = letter - last;
            number(&mut bytes, ((step << 1) ^ (step >> 31)) as u32);
            *before = letter as u32;
        }
    }
    fs::write(path, bytes)
}

/// A number in groups of seven bits, the lowest first (LEB128).
fn number(bytes: &mut Vec<u8>, mut value: u32) {
    while value > 0x7f {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}
