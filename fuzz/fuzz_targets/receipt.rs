//! Whatever is read as a receipt is in its one spelling.
#![no_main]

use countersign_core::receipt::Receipt;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(receipt) = text.parse::<Receipt>() {
        assert_eq!(receipt.to_string(), text);
    }
});
