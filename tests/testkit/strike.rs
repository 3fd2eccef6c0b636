//! A command that is killed at ever later moments, each time over the same registry.

use std::time::{Duration, Instant};

use crate::coalition::{Coalition, copy};

/// Puts the registry back as it is now, for somebody who has seen nothing of it.
pub fn restore(coalition: &Coalition) -> impl Fn() + '_ {
    let pristine = coalition.path("pristine");
    copy(&coalition.registry(), &pristine);
    move || {
        std::fs::remove_dir_all(coalition.registry()).unwrap();
        copy(&pristine, &coalition.registry());
        // To whoever saw more before, this would be a rewound branch.
        let _ = std::fs::remove_dir_all(coalition.path("home/.local/state/countersign"));
    }
}

/// How long a command takes that is not killed.
pub fn duration(coalition: &Coalition, words: &str) -> Duration {
    let mut child = coalition.countersign(words).spawn().unwrap();
    #[expect(
        clippy::disallowed_methods,
        reason = "it finds when to strike; no assertion is about time"
    )]
    let start = Instant::now();
    assert!(child.wait().unwrap().success());
    start.elapsed()
}

/// Kills a command after the `kill`th of `kills` parts of `whole`, a little past its end at last.
pub fn strike(coalition: &Coalition, words: &str, whole: Duration, kill: u32, kills: u32) {
    let mut child = coalition.countersign(words).spawn().unwrap();
    std::thread::sleep(whole * kill / kills * 11 / 10);
    let _ = child.kill();
    child.wait().unwrap();
}
