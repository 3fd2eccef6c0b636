//! A link as a QR code, in SVG without any style of its own.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

/// Free modules around the code, as the standard asks.
const QUIET: usize = 4;

/// The side of the code in modules, and the path of its dark ones, a line of width 1 through the middle of each row;
/// none where the link is too long for one.
pub(super) fn of(link: &str) -> Option<(usize, String)> {
    let code = QrCode::with_error_correction_level(link, EcLevel::L).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (row, colors) in code.to_colors().chunks(width).enumerate() {
        let (mut column, mut drawn) = (0, None);
        for run in colors.chunk_by(|left, right| left == right) {
            if run.first() == Some(&Color::Dark) {
                let _ = match drawn {
                    None => write!(path, "M{} {}.5", column + QUIET, row + QUIET),
                    Some(end) => write!(path, "m{} 0", column - end),
                };
                let _ = write!(path, "h{}", run.len());
                drawn = Some(column + run.len());
            }
            column += run.len();
        }
    }
    Some((width + 2 * QUIET, path))
}
