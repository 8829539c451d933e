//! Any bytes to [`laws::parse`].
#![no_main]

use cachediag_fuzz as laws;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| laws::parse(data));
