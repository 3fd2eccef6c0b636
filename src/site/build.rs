//! Says which engine the pages carry: the one beside the sources, or one that was just built of them.
#![allow(clippy::print_stdout, reason = "cargo reads what a build script prints")]

use std::env;

fn main() {
    println!("cargo::rerun-if-env-changed=COUNTERSIGN_ENGINE");
    let beside = || format!("{}/assets/engine-verify.wasm", env!("CARGO_MANIFEST_DIR"));
    let path = env::var("COUNTERSIGN_ENGINE").unwrap_or_else(|_| beside());
    println!("cargo::rerun-if-changed={path}");
    println!("cargo::rustc-env=COUNTERSIGN_ENGINE={path}");
}
