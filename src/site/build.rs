//! Says which engine the pages carry: the one beside the sources, or one that was just built of them.
#![allow(clippy::print_stdout, reason = "cargo reads what a build script prints")]

use std::env;

fn main() {
    for (variable, name) in [
        ("COUNTERSIGN_ENGINE", "engine-verify.wasm"),
        ("COUNTERSIGN_ENGINE_DESK", "engine-desk.wasm"),
    ] {
        println!("cargo::rerun-if-env-changed={variable}");
        let beside = || format!("{}/assets/{name}", env!("CARGO_MANIFEST_DIR"));
        let path = env::var(variable).unwrap_or_else(|_| beside());
        println!("cargo::rerun-if-changed={path}");
        println!("cargo::rustc-env={variable}={path}");
    }
}
