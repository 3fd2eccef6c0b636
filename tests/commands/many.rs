//! A version that very many endorse is read in a few lines, and in all of them by whoever asks.

use testkit::cli::run_in;
use testkit::large::Builder;

/// More than names can be printed under a version.
const MANY: usize = 1_200;

#[test]
fn very_many_endorsers_are_counted_and_listed_on_request() {
    let folder = tempfile::tempdir().unwrap();
    let mut builder = Builder::new(MANY);
    builder.publish("2021/many", MANY);
    drop(builder.write(folder.path(), true));
    for words in [&["verify"][..], &["verify", "2021/many"], &["show", "2021/many"]] {
        let brief = run_in(folder.path(), words);
        assert_eq!(brief.code, 0, "{words:?}: {brief:?}");
        let lines = brief.output.lines().count();
        assert!(lines < 80, "{words:?}: {lines} lines");
        let count = brief.output.matches("(organisation-").count();
        assert_eq!(count, 40, "{words:?}");
        let rest = format!("{} more: endorsed {}; all of them with --all", MANY - 40, MANY - 40);
        assert!(brief.output.contains(&rest), "{words:?}: {}", brief.output);
        let all = run_in(folder.path(), &[words, &["--all"]].concat());
        assert_eq!(all.output.matches("(organisation-").count(), MANY, "{words:?}");
        assert!(!all.output.contains(" more: "), "{words:?}");
    }
}
