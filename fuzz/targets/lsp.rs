//! Any conversation to [`laws::lsp`].
#![no_main]

use cachediag_fuzz as laws;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|talk: laws::Talk| laws::lsp(&talk));
