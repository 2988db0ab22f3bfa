//! Tools of the tests: another reader to compare with, and spreadsheets made by hand.

use calamine::{Data, Ods, Reader, Xlsx, open_workbook};
use sheets::{Kind, Sheet};
use std::path::Path;

/// All cells of a table, the header first, in rows of equal length.
pub(crate) fn cells_of(sheet: Sheet) -> Vec<Vec<String>> {
    let header = sheet.header().to_vec();
    std::iter::once(header).chain(sheet.map(|row| row.unwrap().cells)).collect()
}

/// The same as `calamine` reads it, with the mark taken off what is no formula.
pub(crate) fn calamine_cells(path: &Path, kind: Kind) -> Vec<Vec<String>> {
    let range = if kind == Kind::Xlsx {
        let mut book: Xlsx<_> = open_workbook(path).unwrap();
        book.worksheet_range_at(0).unwrap().unwrap()
    } else {
        let mut book: Ods<_> = open_workbook(path).unwrap();
        book.worksheet_range_at(0).unwrap().unwrap()
    };
    range.rows().map(|row| row.iter().map(|cell| unguarded(shown(cell))).collect()).collect()
}

fn shown(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => other.to_string(),
    }
}

fn unguarded(text: String) -> String {
    match text.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t']) => {
            rest.to_owned()
        }
        _ => text,
    }
}
