//! What every target does with the file it made: read it to its end, and see that what comes out keeps its word.

mod memory;

use sheets::{Limits, Unreadable};
use std::cell::RefCell;
use std::io::{Cursor, Seek, Write};
use tempfile::NamedTempFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const LIMITS: Limits = Limits {
    bytes: 1 << 20,
    unpacked_bytes: 1 << 20,
    rows: 500,
    cells_in_row: 50,
    cell_chars: 500,
};

/// Reads a file of these bytes whole, and then what its cells mean.
pub fn read(bytes: &[u8]) {
    thread_local! {
        static FILE: RefCell<NamedTempFile> =
            RefCell::new(NamedTempFile::new_in("/dev/shm").expect("a place for files"));
    }
    FILE.with_borrow_mut(|file| {
        let mut handle = file.as_file();
        handle.set_len(0).expect("a file made empty");
        handle.rewind().expect("a file begun again");
        handle.write_all(bytes).expect("a file written");
        let Ok(mut sheet) = sheets::open(file.path(), LIMITS) else { return };
        assert!(sheet.header().len() <= LIMITS.cells_in_row);
        let (mut last, mut count) = (0, 0);
        for row in sheet.by_ref() {
            let row = match row {
                Ok(row) => row,
                Err(Unreadable::Io(error)) => panic!("no trouble with the disk: {error}"),
                Err(_) => break,
            };
            count += 1;
            assert!(row.number > last, "rows go up");
            assert!(row.cells.len() <= LIMITS.cells_in_row);
            for cell in &row.cells {
                assert!(cell.chars().count() <= LIMITS.cell_chars);
                let _ = sheets::value::whole(cell);
                let _ = sheets::value::cents(cell);
                let _ = sheets::value::date_or_serial(cell, sheets::value::Epoch::Y1900);
            }
            last = row.number;
        }
        assert!(count <= LIMITS.rows);
        assert!(sheet.next().is_none(), "the end is the end");
    });
}

/// The bytes of an archive of these parts, not packed, so that nothing stands between a changed byte and the reader.
pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        zip.start_file(*name, options).expect("a part begun");
        zip.write_all(bytes).expect("a part written");
    }
    zip.finish().expect("an archive").into_inner()
}
