//! A link as a QR code, in SVG without any style of its own.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

/// Free modules around the code, as the standard asks.
const QUIET: usize = 4;

/// The side of the code in modules, and the path of its dark ones; none where the link is too long for one.
pub(super) fn of(link: &str) -> Option<(usize, String)> {
    let code = QrCode::with_error_correction_level(link, EcLevel::L).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (row, colors) in code.to_colors().chunks(width).enumerate() {
        let mut column = 0;
        for run in colors.chunk_by(|left, right| left == right) {
            if run.first() == Some(&Color::Dark) {
                let (x, y, length) = (column + QUIET, row + QUIET, run.len());
                let _ = write!(path, "M{x} {y}h{length}v1h-{length}z");
            }
            column += run.len();
        }
    }
    Some((width + 2 * QUIET, path))
}
