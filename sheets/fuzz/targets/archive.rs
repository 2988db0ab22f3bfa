//! Any bytes as a zip archive, damaged as they come.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let start = if bytes.starts_with(b"PK") { &[][..] } else { b"PK\x03\x04" };
    sheets_fuzz::read(&[start, bytes].concat());
});
