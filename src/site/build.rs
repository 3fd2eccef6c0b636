//! Packs the engines that the pages carry: those beside the sources, or ones that were just built of them.
//!
//! A page has an engine as base64 of its raw DEFLATE; packed here once, the program carries what pages get and nothing else.
#![allow(clippy::print_stdout, reason = "cargo reads what a build script prints")]

use std::error::Error;
use std::num::NonZeroU64;
use std::path::PathBuf;
use std::{env, fs};

use sha2::{Digest as _, Sha256};

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var("OUT_DIR")?);
    // More rounds take longer and give some hundred bytes.
    let rounds = NonZeroU64::new(1).ok_or("no round")?;
    let options = zopfli::Options { iteration_count: rounds, ..zopfli::Options::default() };
    for (variable, name) in
        [("COUNTERSIGN_ENGINE", "engine-verify"), ("COUNTERSIGN_ENGINE_DESK", "engine-desk")]
    {
        println!("cargo::rerun-if-env-changed={variable}");
        let beside = || format!("{}/assets/{name}.wasm", env!("CARGO_MANIFEST_DIR"));
        let path = env::var(variable).unwrap_or_else(|_| beside());
        println!("cargo::rerun-if-changed={path}");
        let engine = fs::read(&path).map_err(|error| format!("{path}: {error}"))?;
        let mut packed = Vec::new();
        zopfli::compress(options, zopfli::Format::Deflate, engine.as_slice(), &mut packed)?;
        fs::write(out.join(format!("{name}.deflate")), packed)?;
        fs::write(out.join(format!("{name}.sha256")), Sha256::digest(&engine))?;
    }
    Ok(())
}
