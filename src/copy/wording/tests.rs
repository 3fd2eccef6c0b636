use proptest::prelude::*;

use super::*;

fn words(text: &str) -> Vec<&str> {
    text.split_word_bounds().filter(|part| !part.chars().all(char::is_whitespace)).collect()
}

fn side(changes: &Changes, without: Side) -> Vec<&str> {
    let kept = changes.pieces().iter().filter(|piece| piece.side != without);
    kept.flat_map(|piece| &piece.words).map(|word| word.text.as_str()).collect()
}

/// The words of the new text with their gaps, out of the pieces alone.
fn applied(changes: &Changes) -> Vec<(&str, &str)> {
    let kept = changes.pieces().iter().filter(|piece| piece.side != Side::Old);
    kept.flat_map(|piece| &piece.words).map(|word| (word.gap, word.text.as_str())).collect()
}

fn with_gaps(words: &Words) -> Vec<(&str, &str)> {
    words.words.iter().map(|word| (word.gap, word.text.as_str())).collect()
}

#[test]
fn marked() {
    for (old, new, shown) in [
        ("", "", "\n"),
        ("a b\n", "a\nb\n", "a\nb\n"),
        ("a b c.\n", "a c.\n", "a [-b-] c.\n"),
        ("a c.\n", "a b c!\n", "a {+b+} c[-.-]{+!+}\n"),
        ("T\n\na b\n", "U\n\na b\n", "[-T-]{+U+}\n\na b\n"),
        ("T\n\na b\n\nc\n", "T\n\nc\n", "T\n\n[-a b-]\n\nc\n"),
        ("T\n\nc\n", "T\n\na b\n\nd\n\nc\n", "T\n\n{+a b+}\n\n{+d+}\n\nc\n"),
        ("x\n\nT\n", "T\n", "[-x-]\n\nT\n"),
        ("T\n", "T\n\nx\n", "T\n\n{+x+}\n"),
    ] {
        let changes = Changes::between(old, new);
        assert_eq!(changes.marked(), shown, "{old:?} {new:?}");
        assert_eq!(changes.is_empty(), words(old) == words(new));
    }
}

#[test]
fn list_and_excerpts() {
    let old = "Title\n\nWe urge the state to stop it at once, now.\n\nAda\nEva\n\nEnd.\n";
    let new = "Title\n\nWe urge all states to stop it now.\n\nAda\nEva\n\nEnd.\n";
    let changes = Changes::between(old, new);
    assert_eq!(
        changes.excerpts(),
        "[…]\n\nWe urge [-the state-]{+all states+} to stop it[- at once,-] now.\n\n[…]\n"
            .replace("it[- at once,-]", "it [-at once,-]")
    );
    let list = changes.list();
    assert_eq!(list.len(), 2);
    assert_eq!(list[0].kind, Kind::Replace);
    assert_eq!((list[0].before.as_str(), list[0].after.as_str()), ("the state", "all states"));
    assert_eq!(list[0].context_before, "Title\n\nWe urge");
    assert_eq!(list[0].context_after, "to stop it");
    assert_eq!((list[1].kind.as_str(), list[1].before.as_str()), ("delete", "at once,"));
    assert_eq!(Changes::between("a b", "a b").similarity_permille(), 1000);
    assert_eq!(Changes::between("a b", "a c").similarity_permille(), 500);
    assert_eq!(Changes::between("", "").similarity_permille(), 1000);
}

#[test]
fn b11_shown_changes_are_escaped() {
    let changes = Changes::between("a\n", "a\x1b[2K\u{202e}b\n");
    let shown = changes.marked();
    assert!(!shown.chars().any(|c| c != '\n' && escape::is_hidden(c)), "{shown:?}");
    assert!(shown.contains(r"\u{1b}") && shown.contains(r"\u{202e}"), "{shown:?}");
}

#[test]
fn cost_at_the_limit_and_one_past_it() {
    let (old, new) = ("a b\n\nc d\n\ne f\n", "b x\n\nc d\n\nf y\n");
    // Six words on each side differ: twelve squared.
    let fine = Changes::within(old, new, 144);
    assert!(!fine.is_coarse());
    assert_eq!(fine.marked(), "[-a-] b {+x+}\n\nc d\n\n[-e-] f {+y+}\n");
    // Three paragraphs on each side are affordable, and the words of one that differs.
    let coarse = Changes::within(old, new, 143);
    assert!(coarse.is_coarse());
    assert_eq!(coarse.marked(), "[-a-] b {+x+}\n\nc d\n\n[-e-] f {+y+}\n");
    let coarser = Changes::within(old, new, 36);
    assert_eq!(coarser.marked(), "[-a b-]{+b x+}\n\nc d\n\n[-e f-]{+f y+}\n");
    let coarsest = Changes::within(old, new, 35);
    assert_eq!(coarsest.pieces().len(), 2);
    for changes in [fine, coarse, coarser, coarsest] {
        assert_eq!(side(&changes, Side::New), words(old));
        assert_eq!(side(&changes, Side::Old), words(new));
    }
}

#[test]
fn long_texts_end() {
    let old = "a b ".repeat(countersign_core::text::TEXT_BYTES_MAX / 4);
    let new = "c d\n\n".repeat(countersign_core::text::TEXT_BYTES_MAX / 5);
    assert!(Changes::between(&old, &new).is_coarse());
}

proptest! {
    #[test]
    fn each_side_has_its_words(
        old in "([abc,.é]|\n|\n\n| ){0,40}", new in "([abc,.é]|\n|\n\n| ){0,40}", cost in 0_usize..3000
    ) {
        let changes = Changes::within(&old, &new, cost);
        prop_assert_eq!(side(&changes, Side::New), words(&old));
        prop_assert_eq!(side(&changes, Side::Old), words(&new));
        let after = Words::of(&new, &mut HashMap::new());
        prop_assert_eq!(applied(&changes), with_gaps(&after));
        let before = Words::of(&old, &mut HashMap::new());
        let mut at = 0;
        for piece in changes.pieces().iter().filter(|piece| piece.side != Side::New) {
            prop_assert_eq!(piece.gap, before.words[at].gap);
            at += piece.words.len();
        }
        let list = changes.list();
        prop_assert_eq!(list.is_empty(), words(&old) == words(&new));
        prop_assert!(list.iter().all(|change| !(change.before.is_empty() && change.after.is_empty())));
    }
}
