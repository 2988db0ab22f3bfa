//! Writes tables in the three kinds that are read.
//!
//! Spreadsheets get real numbers and real dates, as far as they can hold them: numbers of more than 15 digits and days
//! before March 1900 are text there. Whatever the kind, a text that a spreadsheet would run as a formula is marked as text, line ends are `\n`, and the
//! control characters that XML has no way to hold are dropped, but for tabs and line ends.

mod csv;
mod ods;
mod stored;
mod text;
mod xlsx;

pub use self::csv::{CsvOptions, write_csv};

use crate::format::Kind;
use chrono::NaiveDate;
use std::io::{self, Seek, Write};

/// One cell to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Text, never a formula.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number with a fixed number of decimals, written with a point: `12.50`. What is no such number is written
    /// as text.
    Decimal(String),
    /// A day.
    Date(NaiveDate),
    /// Nothing.
    Empty,
}

impl Cell {
    /// Money, from cents.
    pub fn cents(cents: i64) -> Self {
        let sign = if cents < 0 { "-" } else { "" };
        let cents = cents.unsigned_abs();
        Self::Decimal(format!("{sign}{}.{:02}", cents / 100, cents % 100))
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Whole(number)
    }
}

impl From<NaiveDate> for Cell {
    fn from(date: NaiveDate) -> Self {
        Self::Date(date)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// Why a table could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Unwritable {
    /// A spreadsheet holds 1 048 576 rows and 16 384 columns.
    #[error("the table has more rows or columns than a spreadsheet can hold")]
    TooLarge,
    /// A cell of a spreadsheet holds 32 767 characters.
    #[error("row {row} has a text longer than a spreadsheet can hold")]
    TextTooLong {
        /// Row of the file, the header being 1.
        row: u64,
    },
    /// The file could not be written on its disk.
    #[error("the file could not be written: {0}")]
    Io(#[from] io::Error),
}

/// Writes a header and rows in one kind or another; CSV with commas and without a mark (see [`write_csv`]).
///
/// Rows are taken one by one, and are never all in memory.
pub fn write<W: Write + Seek + Send>(
    kind: Kind,
    header: &[&str],
    rows: impl Iterator<Item = Vec<Cell>>,
    out: W,
) -> Result<(), Unwritable> {
    match kind {
        Kind::Csv => write_csv(CsvOptions::default(), header, rows, out),
        Kind::Xlsx => xlsx::write(header, rows, out),
        Kind::Ods => ods::write(header, rows, out),
    }
}
