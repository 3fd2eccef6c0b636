//! How far a long run has come, on a terminal alone.

/// How many signs a bar has.
const BAR: usize = 30;

/// `[####------] 40 %`, which is the same in every language.
pub(super) fn bar(done: usize, total: usize) -> String {
    let part = |whole: usize| done.min(total) * whole / total.max(1);
    let (full, percent) = (part(BAR), part(100));
    format!("[{}{}] {percent:3} %", "#".repeat(full), "-".repeat(BAR - full))
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn a_bar_fills_from_nothing_to_all_and_no_further() {
        assert_eq!(bar(0, 0), "[------------------------------]   0 %");
        assert_eq!(bar(500, 1_000), "[###############---------------]  50 %");
        assert_eq!(bar(3, 2), "[##############################] 100 %");
    }
}
