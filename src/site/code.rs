//! A link as a QR code, as a picture of one bit a module: a tenth of what the same says in SVG.

use base64ct::{Base64, Encoding as _};
use qrcode::{Color, EcLevel, QrCode};

/// Free modules around the code, as the standard asks.
const QUIET: usize = 4;

/// Bytes of a Windows bitmap before its rows: 14 of the file, 40 of the picture, 8 of two colours.
const HEADER: usize = 62;

/// The code as a `data:` link to a Windows bitmap (`BITMAPINFOHEADER`), a pixel a module; none where the link is too long
/// for one.
pub(super) fn of(link: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(link, EcLevel::L).ok()?;
    let side = code.width() + 2 * QUIET;
    // A row is padded to whole words of four bytes.
    let stride = side.div_ceil(32) * 4;
    let mut bytes = b"BM".to_vec();
    let number = |value: usize| u32::try_from(value).map(u32::to_le_bytes).ok();
    for value in [HEADER + stride * side, 0, HEADER, 40, side, side] {
        bytes.extend(number(value)?);
    }
    // One plane of one bit, not packed; two colours, white and black.
    bytes.extend([1, 0, 1, 0]);
    for value in [0, stride * side, 0, 0, 2, 0, 0x00ff_ffff, 0] {
        bytes.extend(number(value)?);
    }
    let dark = |row: usize, column: usize| {
        let inside = row.checked_sub(QUIET).zip(column.checked_sub(QUIET));
        let inside = inside.filter(|(row, column)| (*row).max(*column) < code.width());
        inside.is_some_and(|(row, column)| code[(column, row)] == Color::Dark)
    };
    // The last row comes first, and the first module of eight is the highest bit.
    for row in (0..side).rev() {
        bytes.extend((0..stride).map(|byte| {
            (0..8).fold(0, |bits: u8, bit| bits << 1 | u8::from(dark(row, byte * 8 + bit)))
        }));
    }
    Some(format!("data:image/bmp;base64,{}", Base64::encode_string(&bytes)))
}
