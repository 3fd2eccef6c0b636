//! Canonical JSON against RFC 8785's author, and the parser against JSONTestSuite.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use countersign_core::canonical;
use countersign_core::name::INTEGER_MAX;
use countersign_core::record::Record;
use countersign_core::record::entry::Entry;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use testkit::vectors;

/// Large enough for every file here.
const BYTES_MAX: usize = 1 << 20;

/// Whether a value is of the kinds that records have: no floats, no `null`, ASCII names.
fn is_of_our_kinds(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(_) | Value::String(_) => true,
        Value::Number(number) => number.as_u64().is_some_and(|number| number <= INTEGER_MAX),
        Value::Array(list) => list.iter().all(is_of_our_kinds),
        Value::Object(members) => {
            members.iter().all(|(name, value)| name.is_ascii() && is_of_our_kinds(value))
        }
    }
}

/// The values inside a value, itself first.
fn inside(value: &Value) -> Vec<&Value> {
    let mut found = vec![value];
    match value {
        Value::Array(list) => found.extend(list.iter().flat_map(inside)),
        Value::Object(members) => found.extend(members.values().flat_map(inside)),
        _ => {}
    }
    found
}

#[test]
fn jcs_files() {
    let Some(folder) = vectors::folder("jcs-cyberphone") else { return };
    let mut compared = 0;
    for name in ["arrays", "french", "structures", "unicode", "values", "weird"] {
        let read = |path: &str| std::fs::read(folder.join(path)).unwrap();
        let input: Value = serde_json::from_slice(&read(&format!("input/{name}.json"))).unwrap();
        let output = read(&format!("output/{name}.json"));
        let hex = String::from_utf8(read(&format!("outhex/{name}.txt"))).unwrap();
        let hex: String = hex.split_whitespace().collect();
        assert_eq!(
            countersign_core::digest::to_hex(&output),
            hex,
            "{name}: two forms of one answer"
        );
        // Our two yardsticks must themselves agree with the author of the RFC.
        assert_eq!(serde_json_canonicalizer::to_vec(&input).unwrap(), output, "{name}");
        assert_eq!(serde_jcs::to_vec(&input).unwrap(), output, "{name}");
        if is_of_our_kinds(&input) {
            assert_eq!(canonical::encode(&input).unwrap(), output, "{name}");
        }
        // Files with floats or names that are not ASCII still hold many values of our kinds.
        for value in inside(&input).into_iter().filter(|value| is_of_our_kinds(value)) {
            let ours = canonical::encode(value).unwrap();
            assert_eq!(ours, serde_json_canonicalizer::to_vec(value).unwrap(), "{name}: {value}");
            assert_eq!(canonical::decode::<Value>(&ours, BYTES_MAX).as_ref(), Ok(value));
            compared += 1;
        }
    }
    assert!(compared > 30, "{compared}");
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Number {
    #[serde(deserialize_with = "canonical::integer")]
    number: u64,
}

/// Checks that a double in its JCS spelling is read exactly where it is an integer of ours.
fn check_number(bits: u64, spelling: &str) -> bool {
    let file = format!("{{\"number\":{spelling}}}");
    let read = canonical::decode::<Number>(file.as_bytes(), BYTES_MAX);
    let double = f64::from_bits(bits);
    let ours = spelling.bytes().all(|byte| byte.is_ascii_digit())
        && spelling.parse::<u64>().is_ok_and(|number| number <= INTEGER_MAX);
    if ours {
        let number = spelling.parse().unwrap();
        assert_eq!(read, Ok(Number { number }), "{spelling}");
        assert_eq!(canonical::encode(&Number { number }).unwrap(), file.as_bytes());
        let same = double == number as f64;
        assert!(same, "{spelling} is {double}");
    } else {
        assert!(read.is_err(), "{spelling}");
    }
    ours
}

#[test]
fn jcs_numbers() {
    let Some(folder) = vectors::folder("jcs-es6-numbers") else { return };
    let text = std::fs::read_to_string(folder.join("es6_10000.txt")).unwrap();
    let (mut lines, mut integers) = (0, 0);
    for line in text.lines() {
        let (hex, spelling) = line.split_once(',').unwrap();
        integers += u32::from(check_number(u64::from_str_radix(hex, 16).unwrap(), spelling));
        lines += 1;
    }
    assert_eq!(lines, 10_000);
    let text = std::fs::read(folder.join("rfc8785_appendix_b.json")).unwrap();
    let table: Value = serde_json::from_slice(&text).unwrap();
    for row in table["values"].as_array().unwrap() {
        let bits = u64::from_str_radix(row["ieee_hex"].as_str().unwrap(), 16).unwrap();
        // Not a number and infinity have no spelling.
        if let Some(spelling) = row["json"].as_str() {
            check_number(bits, spelling);
        }
    }
    assert!(integers > 0, "{integers}");
}

#[test]
fn integers_at_the_limit_and_one_past_it() {
    for number in [0, 1, 9, 10, 4_294_967_296, INTEGER_MAX - 1, INTEGER_MAX] {
        let value = Number { number };
        let ours = canonical::encode(&value).unwrap();
        assert_eq!(ours, serde_json_canonicalizer::to_vec(&value).unwrap());
        assert_eq!(ours, serde_jcs::to_vec(&value).unwrap());
        assert_eq!(canonical::decode(&ours, BYTES_MAX), Ok(value));
    }
    for past in ["9007199254740992", "18446744073709551615", "18446744073709551616", "-1", "-0"] {
        let file = format!("{{\"number\":{past}}}");
        assert!(canonical::decode::<Number>(file.as_bytes(), BYTES_MAX).is_err(), "{past}");
    }
}

/// The plain files of a `.tar.gz` (POSIX ustar), by name.
fn files_of(path: &Path) -> BTreeMap<String, Vec<u8>> {
    const BLOCK: usize = 512;
    let mut tar = Vec::new();
    flate2::read::GzDecoder::new(std::fs::File::open(path).unwrap()).read_to_end(&mut tar).unwrap();
    let text = |field: &[u8]| {
        let end = field.iter().position(|byte| *byte == 0).unwrap_or(field.len());
        String::from_utf8(field[..end].to_vec()).unwrap()
    };
    let mut files = BTreeMap::new();
    let mut at = 0;
    while at + BLOCK <= tar.len() && tar[at] != 0 {
        let header = &tar[at..at + BLOCK];
        let size = usize::from_str_radix(text(&header[124..136]).trim(), 8).unwrap();
        let start = at + BLOCK;
        if matches!(header[156], b'0' | 0) {
            files.insert(text(&header[..100]), tar[start..start + size].to_vec());
        }
        at = start + size.div_ceil(BLOCK) * BLOCK;
    }
    files
}

#[test]
fn json_test_suite() {
    let Some(folder) = vectors::folder("json-testsuite") else { return };
    let files = files_of(&folder.join("test_parsing.tar.gz"));
    let (mut accept, mut reject, mut open) = (0, 0, 0);
    for (path, bytes) in &files {
        let name = path.rsplit('/').next().unwrap();
        // None of them is a record or an entry; none may make the reader panic or use up the stack.
        assert!(Record::read(bytes.clone()).is_err(), "{name}");
        assert!(Entry::decode(bytes).is_err(), "{name}");
        let read = canonical::decode::<Value>(bytes, BYTES_MAX);
        match name.as_bytes() {
            [b'n', b'_', ..] => {
                reject += 1;
                assert!(read.is_err(), "{name}");
            }
            [b'y', b'_', ..] => {
                accept += 1;
                // Whatever is accepted was already in its one spelling.
                if let Ok(value) = read {
                    assert_eq!(canonical::encode(&value).unwrap(), *bytes, "{name}");
                }
            }
            [b'i', b'_', ..] => open += 1,
            _ => {}
        }
    }
    assert!(accept > 90 && reject > 180 && open > 30, "{accept} {reject} {open}");
}

#[test]
fn deep_nesting_ends_in_an_error() {
    for depth in [127, 128, 129, 100_000] {
        for (left, right) in [("[", "]"), ("{\"a\":", "}")] {
            let inner = if left == "[" { "" } else { "0" };
            let file = format!("{}{inner}{}", left.repeat(depth), right.repeat(depth));
            let read = canonical::decode::<Value>(file.as_bytes(), BYTES_MAX);
            assert_eq!(read.is_ok(), depth < 128, "{depth} {left}");
            let record = format!("{{\"a\":{file},\"type\":\"countersign/statement/v1\"}}");
            assert!(Record::read(record.into_bytes()).is_err());
        }
    }
}
