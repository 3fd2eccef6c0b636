# The ten things that a contributor does: `just` lists them. Each is one or two lines, which also work by hand.

# list them
default:
    @just --list

# does it compile, quickly
check:
    cargo check --all-targets

# what must hold before anything lands
ci:
    .ci/run

# that, and packages, Wine, a chroot: an hour
full:
    .ci/full

# format and lint
tidy:
    cargo fmt --all
    cargo clippy --all-targets -- -D warnings

# one of the six programs of tests, and of it what has a word: `just test rules tamper::`
test program word="":
    cargo test --test {{program}} {{word}}

# the sessions in Markdown whose path has a word
story word:
    cargo build --examples
    STORY={{word}} cargo test --test stories

# write what the program says into them: read the difference
retell word:
    cargo build --examples
    SNAPSHOTS=overwrite STORY={{word}} cargo test --test stories
    git diff -- '*.md'

# the shipped registry and the registry of releases, made anew
demonstration:
    cargo run --release --example demonstration

# the engine of the pages, beside its sources: the last commit of a series
engine:
    .ci/engine commit

# everything that is handed out, into target/dist
dist *systems:
    .ci/dist {{systems}}
