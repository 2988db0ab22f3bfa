//! Tables as text with separators.

use super::bytes;
use super::decode::Decoded;
use super::separator;
use super::survey::survey;
use super::{Found, Row, Source, next_filled};
use crate::error::Unreadable;
use crate::format::{Container, Format, Kind};
use crate::limits::Limits;
use csv_core::{ReadFieldResult, Reader, ReaderBuilder};
use std::io::BufRead;
use std::path::Path;

/// Stands for the separator of a table of one column: no table holds this character.
const NO_SEPARATOR: char = '\0';

/// Reads the file once through to know what it is, then begins again for its rows.
pub(super) fn open(path: &Path, container: Container, limits: Limits) -> Result<Found, Unreadable> {
    let seen = survey(bytes::text(path, container, &limits)?)?;
    let encoding = seen.encoding;
    let found = separator::find(&seen.beginning, seen.beginning_is_all);
    let mut text = Decoded::new(bytes::text(path, container, &limits)?, encoding);
    let mut rows_before = 0;
    if found.announced {
        skip_line(&mut text)?;
        rows_before = 1;
    }
    let separator = found.separator;
    let mut rows = Records::new(text, separator.unwrap_or(NO_SEPARATOR), limits);
    rows.row = rows_before;
    let header = next_filled(&mut rows)?.ok_or(Unreadable::Empty)?.cells;
    let kind = Kind::Csv;
    let format = Format { kind, container, encoding, separator, sheet: None };
    Ok(Found { format, header, source: Box::new(rows) })
}

fn skip_line(text: &mut impl BufRead) -> Result<(), Unreadable> {
    loop {
        let piece = text.fill_buf().map_err(Unreadable::of)?;
        let (length, ended) = match piece.iter().position(|byte| *byte == b'\n') {
            Some(end) => (end + 1, true),
            None => (piece.len(), piece.is_empty()),
        };
        text.consume(length);
        if ended {
            return Ok(());
        }
    }
}

/// The rows of a text, read by the state machine of the `csv` crates, which needs no more memory than one row.
pub(super) struct Records<R> {
    text: R,
    machine: Reader,
    limits: Limits,
    field: Vec<u8>,
    row: u64,
    after_return: bool,
}

impl<R: BufRead> Records<R> {
    pub(super) fn new(text: R, separator: char, limits: Limits) -> Self {
        let separator = u8::try_from(separator).unwrap_or(b',');
        let machine = ReaderBuilder::new().delimiter(separator).build();
        Self { text, machine, limits, field: vec![0; 1024], row: 0, after_return: false }
    }

    /// The state machine passes over blank lines in silence; they are passed over here, so as to be counted.
    fn pass_blank_lines(&mut self) -> Result<(), Unreadable> {
        loop {
            let row = self.row + 1;
            let piece = self.text.fill_buf().map_err(|error| in_row(error, row))?;
            match piece.first() {
                Some(b'\n') if self.after_return => self.after_return = false,
                Some(b'\n') => self.row += 1,
                Some(b'\r') => {
                    self.row += 1;
                    self.after_return = true;
                }
                _ => return Ok(()),
            }
            self.text.consume(1);
        }
    }

    /// One cell, and whether it is the last of its row; nothing at the end of the text.
    fn next_cell(&mut self) -> Result<Option<(String, bool)>, Unreadable> {
        let row = self.row + 1;
        let limit = self.limits.cell_chars;
        let mut filled = 0;
        loop {
            let piece = self.text.fill_buf().map_err(|error| in_row(error, row))?;
            let (result, read, written) = self.machine.read_field(piece, &mut self.field[filled..]);
            self.after_return =
                read.checked_sub(1).map_or(self.after_return, |at| piece[at] == b'\r');
            self.text.consume(read);
            filled += written;
            match result {
                ReadFieldResult::InputEmpty => {}
                ReadFieldResult::OutputFull if self.field.len() > limit.saturating_mul(4) => {
                    return Err(Unreadable::CellTooLong { row, limit });
                }
                ReadFieldResult::OutputFull => self.field.resize(self.field.len() * 2, 0),
                ReadFieldResult::Field { record_end } => {
                    let cell = String::from_utf8_lossy(&self.field[..filled]).into_owned();
                    if cell.chars().count() > limit {
                        return Err(Unreadable::CellTooLong { row, limit });
                    }
                    return Ok(Some((cell, record_end)));
                }
                ReadFieldResult::End => return Ok(None),
            }
        }
    }
}

fn in_row(error: std::io::Error, row: u64) -> Unreadable {
    match Unreadable::of(error) {
        Unreadable::BadText { .. } => Unreadable::BadText { row },
        other => other,
    }
}

impl<R: BufRead + Send> Source for Records<R> {
    fn next_row(&mut self) -> Result<Option<Row>, Unreadable> {
        self.pass_blank_lines()?;
        let limit = self.limits.cells_in_row;
        let mut cells = Vec::new();
        while let Some((cell, last)) = self.next_cell()? {
            if cells.len() == limit {
                return Err(Unreadable::TooManyCells { row: self.row + 1, limit });
            }
            cells.push(cell);
            if last {
                self.row += 1;
                return Ok(Some(Row { number: self.row, cells, faults: Vec::new() }));
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, limits: Limits) -> Result<Vec<(u64, Vec<String>)>, Unreadable> {
        let source = std::io::BufReader::with_capacity(2, text.as_bytes());
        let mut records = Records::new(source, ';', limits);
        let mut rows = Vec::new();
        while let Some(row) = records.next_row()? {
            rows.push((row.number, row.cells));
        }
        Ok(rows)
    }

    fn read(text: &str) -> Vec<(u64, Vec<String>)> {
        rows(text, Limits::default()).unwrap()
    }

    fn row(number: u64, cells: &[&str]) -> (u64, Vec<String>) {
        (number, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn rows_are_those_a_spreadsheet_would_show() {
        let two = vec![row(1, &["a", "b"]), row(2, &["1", "2"])];
        for ending in ["\n", "\r\n", "\r"] {
            assert_eq!(read(&format!("a;b{ending}1;2")), two);
            assert_eq!(read(&format!("a;b{ending}1;2{ending}")), two);
        }
        let cases = [
            ("", vec![]),
            ("\n\r\n", vec![]),
            ("a\n\n\nb", vec![row(1, &["a"]), row(4, &["b"])]),
            ("\r\ra\r\n\r\nb", vec![row(3, &["a"]), row(5, &["b"])]),
            ("\"a\nb\";c\nd", vec![row(1, &["a\nb", "c"]), row(2, &["d"])]),
            ("\"a \"\"b\"\"\";\"\"\n", vec![row(1, &["a \"b\"", ""])]),
            ("a;;\n;\n", vec![row(1, &["a", "", ""]), row(2, &["", ""])]),
            ("a;b;c\n1\n", vec![row(1, &["a", "b", "c"]), row(2, &["1"])]),
            ("a;\"b", vec![row(1, &["a", "b"])]),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_row_over_the_limits_is_refused() {
        let limits = Limits { cells_in_row: 2, cell_chars: 3, ..Limits::default() };
        assert!(rows("a;b\néàü;2\n", limits).is_ok());
        assert!(matches!(
            rows("a;b\n1;2;3\n", limits),
            Err(Unreadable::TooManyCells { row: 2, limit: 2 })
        ));
        assert!(matches!(
            rows("a;b\n\n1;2345\n", limits),
            Err(Unreadable::CellTooLong { row: 3, limit: 3 })
        ));
        let endless = format!("a;b\n\"{}", "x\n".repeat(5000));
        assert!(matches!(rows(&endless, limits), Err(Unreadable::CellTooLong { row: 2, .. })));
    }
}
