//! How bytes come in and go out: the only file with `unsafe`.
//!
//! Whoever calls asks for room ([`take`]), writes a request there and calls ([`call`]), which takes the room back.
//! The answer lies where [`call`] says, behind its length (32 bits, little-endian), until the next call.
#![allow(unsafe_code, reason = "to a caller, memory is numbers")]

use std::cell::RefCell;

use zeroize::{Zeroize, Zeroizing};

use super::Engine;

thread_local! {
    static ENGINE: RefCell<Engine> = RefCell::default();
    static ANSWER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Room for so many bytes.
#[unsafe(no_mangle)]
extern "C" fn take(length: usize) -> *mut u8 {
    Box::into_raw(vec![0_u8; length].into_boxed_slice()).cast()
}

/// Answers the request that was written into room of exactly this length.
///
/// # Safety
/// `at` and `length` are those of a call of [`take`] whose room was not given back yet.
#[unsafe(no_mangle)]
unsafe extern "C" fn call(at: *mut u8, length: usize) -> *const u8 {
    // SAFETY: the caller has it from `take`, which made it of a boxed slice of this length.
    let mut request = unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(at, length)) };
    // The answer before this one may be a new key.
    ANSWER.with_borrow_mut(Zeroize::zeroize);
    let answer = ENGINE.with_borrow_mut(|engine| engine.call(&request));
    let answer = Zeroizing::new(answer);
    // The request may be a key, and its passphrase.
    request.zeroize();
    ANSWER.with_borrow_mut(|kept| {
        *kept = u32::try_from(answer.len()).unwrap_or_default().to_le_bytes().to_vec();
        kept.extend_from_slice(&answer);
        kept.as_ptr()
    })
}
