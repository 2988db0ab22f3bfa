//! Any bytes as a file: text in all its encodings, gzip, and what is no table.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sheets_fuzz::read(bytes));
