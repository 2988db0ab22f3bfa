//! What is written is read back equal, whatever the kind and the text.

use crate::support::{calamine_cells, cells_of};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use sheets::{Cell, CsvOptions, Kind, Limits};
use std::fs::File;

const KINDS: [Kind; 3] = [Kind::Csv, Kind::Xlsx, Kind::Ods];

/// What is read of a cell that was written.
fn expected(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => legible(text),
        Cell::Whole(number) => number.to_string(),
        Cell::Decimal(number) => number.clone(),
        Cell::Date(date) => date.to_string(),
        Cell::Empty => String::new(),
    }
}

/// Line ends are one, and control characters are gone.
fn legible(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let is_kept = |char: &char| match char {
        '\t' | '\n' | '\u{7f}' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        char => !char.is_ascii_control(),
    };
    lines.chars().filter(is_kept).collect()
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-z ;,|\t\n\r\"'=+@_x0-9é€-]{0,12}",
        2 => any::<String>(),
        1 => "[=+@\t\r'-]{1,3}[a-z]?",
        1 => "(_x[0-9A-F]{4}_|&amp;|<b>|]]>| ){1,3}",
    ]
}

fn any_cell() -> impl Strategy<Value = Cell> {
    let first = NaiveDate::from_ymd_opt(1890, 1, 1).unwrap();
    prop_oneof![
        4 => any_text().prop_map(Cell::Text),
        1 => any::<i64>().prop_map(Cell::Whole),
        1 => (-9_999_999_i64..9_999_999).prop_map(Cell::Whole),
        1 => (-9_999_999_i64..9_999_999).prop_map(Cell::cents),
        1 => (0_u64..100_000).prop_map(move |days| Cell::Date(first + Days::new(days))),
        1 => Just(Cell::Empty),
    ]
}

/// Rows of two columns and a first one that is never blank, for blank rows are left out.
fn any_rows() -> impl Strategy<Value = Vec<Vec<Cell>>> {
    prop::collection::vec((any_cell(), any_cell()), 0..6).prop_map(|rows| {
        (1..)
            .zip(rows)
            .map(|(number, (one, other))| vec![Cell::Whole(number), one, other])
            .collect()
    })
}

/// Spreadsheets show no zeros at the end of a number.
fn as_shown(kind: Kind, text: &str, cell: &Cell) -> String {
    match cell {
        Cell::Decimal(_) if kind != Kind::Csv => {
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        _ => text.to_owned(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() })]

    #[test]
    fn what_is_written_is_read_back(rows in any_rows(), name in any_text()) {
        let folder = tempfile::tempdir().unwrap();
        let header = ["number", name.as_str(), "last"];
        for kind in KINDS {
            let path = folder.path().join("table");
            sheets::write(kind, &header, rows.iter().cloned(), File::create(&path).unwrap()).unwrap();
            let sheet = sheets::open(&path, Limits::default()).unwrap();
            prop_assert_eq!(sheet.format().kind, kind);
            let name = legible(&name);
            prop_assert_eq!(sheet.header(), &["number", name.trim(), "last"], "{}", kind);
            let read: Vec<Vec<String>> = sheet.map(|row| row.unwrap().cells).collect();
            let written: Vec<Vec<String>> = rows
                .iter()
                .map(|row| row.iter().map(|cell| as_shown(kind, &expected(cell), cell)).collect())
                .collect();
            prop_assert_eq!(read, written, "{}", kind);
        }
    }

    #[test]
    fn another_reader_sees_the_same(rows in any_rows()) {
        let folder = tempfile::tempdir().unwrap();
        for kind in [Kind::Xlsx, Kind::Ods] {
            let path = folder.path().join("table");
            let header = ["number", "one", "other"];
            sheets::write(kind, &header, rows.iter().cloned(), File::create(&path).unwrap()).unwrap();
            let ours = cells_of(sheets::open(&path, Limits::default()).unwrap());
            prop_assert_eq!(ours, calamine_cells(&path, kind), "{}", kind);
        }
    }

    #[test]
    fn csv_is_read_back_whatever_its_separator(rows in any_rows(), marked in any::<bool>()) {
        let file = tempfile::NamedTempFile::new().unwrap();
        let header = ["number", "one", "other"];
        for separator in *b";,\t|" {
            let options = CsvOptions { separator, marked };
            let out = File::create(file.path()).unwrap();
            sheets::write_csv(options, &header, rows.iter().cloned(), out).unwrap();
            let sheet = sheets::open(file.path(), Limits::default()).unwrap();
            prop_assert_eq!(sheet.format().separator, Some(char::from(separator)));
            let read: Vec<Vec<String>> = sheet.map(|row| row.unwrap().cells).collect();
            let written: Vec<Vec<String>> =
                rows.iter().map(|row| row.iter().map(expected).collect()).collect();
            prop_assert_eq!(read, written);
        }
    }
}

#[test]
fn a_long_table_is_written_whole_in_every_kind() {
    let folder = tempfile::tempdir().unwrap();
    for kind in KINDS {
        let path = folder.path().join(kind.extension());
        let rows = (0..20_000).map(|row| vec![Cell::Whole(row), "Hôtel de l'Étoile".into()]);
        sheets::write(kind, &["n", "name"], rows, File::create(&path).unwrap()).unwrap();
        let mut count = 0;
        for (row, read) in (0..).zip(sheets::open(&path, Limits::default()).unwrap()) {
            let read = read.unwrap();
            assert_eq!(read.number, row + 2);
            assert_eq!(read.cells, [row.to_string(), "Hôtel de l'Étoile".to_owned()]);
            count += 1;
        }
        assert_eq!(count, 20_000, "{kind}");
    }
}

#[test]
fn what_a_spreadsheet_cannot_hold_is_refused() {
    let out = || std::io::Cursor::new(Vec::new());
    for kind in [Kind::Xlsx, Kind::Ods] {
        let long = vec![vec![Cell::Empty], vec![Cell::Text("é".repeat(32_768))]];
        let refused = sheets::write(kind, &["a"], long.into_iter(), out());
        assert!(matches!(refused, Err(sheets::Unwritable::TextTooLong { row: 3 })), "{kind}");
        let wide = vec![vec![Cell::Whole(1); 16_385]];
        let refused = sheets::write(kind, &["a"], wide.into_iter(), out());
        assert!(matches!(refused, Err(sheets::Unwritable::TooLarge)), "{kind}");
    }
}
