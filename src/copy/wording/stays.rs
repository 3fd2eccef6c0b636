//! What two rows of numbers have in common, in order.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The numbers that stay on the shortest way from `old` to `new`, as ranges of equal length in both.
#[must_use]
pub fn stays(old: &[u32], new: &[u32]) -> Vec<(Range<usize>, Range<usize>)> {
    let equal = |operation: DiffOp| match operation {
        DiffOp::Equal { .. } => Some((operation.old_range(), operation.new_range())),
        _ => None,
    };
    capture_diff_slices(Algorithm::Myers, old, new).into_iter().filter_map(equal).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_stays() {
        assert_eq!(super::stays(&[1, 2, 3, 4], &[1, 9, 3, 4]), [(0..1, 0..1), (2..4, 2..4)]);
        assert_eq!(super::stays(&[1], &[2]), []);
    }
}
