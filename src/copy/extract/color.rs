//! Colors as pages and documents name them: dark ones for letters, light ones for what is behind them.

/// Light that parts letters from their ground, of 255.
const LIGHT: f64 = 128.0;

/// Whether letters of this color are seen on light ground.
pub(super) fn is_dark(value: &str) -> bool {
    const NAMES: [&str; 25] = [
        "black",
        "navy",
        "darkblue",
        "mediumblue",
        "blue",
        "darkgreen",
        "green",
        "maroon",
        "darkred",
        "purple",
        "indigo",
        "brown",
        "gray",
        "grey",
        "dimgray",
        "dimgrey",
        "teal",
        "midnightblue",
        "darkslategray",
        "darkslateblue",
        "slategray",
        "windowtext",
        "currentcolor",
        "red",
        "inherit",
    ];
    NAMES.contains(&value) || light(value).is_some_and(|light| light <= LIGHT)
}

/// Whether dark letters are seen on ground of this color.
pub(super) fn is_light(value: &str) -> bool {
    const NAMES: [&str; 16] = [
        "white",
        "transparent",
        "whitesmoke",
        "ivory",
        "snow",
        "yellow",
        "lightyellow",
        "beige",
        "linen",
        "window",
        "lightgray",
        "lightgrey",
        "lightblue",
        "ghostwhite",
        "floralwhite",
        "inherit",
    ];
    NAMES.contains(&value) || light(value).is_some_and(|light| light > LIGHT)
}

/// How bright a color is, of 255; nothing where it cannot be told or lets what is behind it through.
fn light(value: &str) -> Option<f64> {
    let parts: Vec<f64> = if let Some(digits) = value.strip_prefix('#') {
        let digits: Vec<u32> = digits.chars().map(|one| one.to_digit(16)).collect::<Option<_>>()?;
        match digits.as_slice() {
            [red, green, blue] => [red, green, blue].map(|one| f64::from(*one * 17)).to_vec(),
            [a, b, c, d, e, f] => {
                [(a, b), (c, d), (e, f)].map(|(one, two)| f64::from(one * 16 + two)).to_vec()
            }
            _ => return None,
        }
    } else {
        let inner = value.strip_prefix("rgb")?.trim_start_matches('a');
        let inner = inner.strip_prefix('(')?.strip_suffix(')')?;
        let parts = inner.split([',', ' ', '/']).filter(|one| !one.is_empty());
        parts.map(|one| one.parse().ok()).collect::<Option<_>>()?
    };
    match parts.as_slice() {
        [red, green, blue] | [red, green, blue, 1.0] => {
            Some(0.299 * red + 0.587 * green + 0.114 * blue)
        }
        _ => None,
    }
}
