//! Any bytes to [`laws::import`].
#![no_main]

use cachediag_fuzz as laws;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| laws::import(data));
