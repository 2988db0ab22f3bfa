//! Any bytes as the content of an ODS file.
#![no_main]

const MEDIA_TYPE: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let parts = [("mimetype", MEDIA_TYPE), ("content.xml", bytes)];
    sheets_fuzz::read(&sheets_fuzz::archive(&parts));
});
