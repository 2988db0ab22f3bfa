//! Opens a file whatever it is, and gives its rows one by one.

mod archive;
mod bytes;
mod csv;
mod decode;
mod number;
mod ods;
mod separator;
mod survey;
mod xlsx;
mod xml;

use crate::error::Unreadable;
use crate::format::Format;
use crate::guard::unguarded;
use crate::limits::Limits;
use std::fmt;
use std::path::Path;

/// One row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Row of the file as a spreadsheet program would number it: from 1, the header and blank rows counted, a cell
    /// of several lines being one row.
    pub number: u64,
    /// The cells as text. In CSV as many as there are; in spreadsheets at least as many as the header has.
    pub cells: Vec<String>,
    /// Cells of a spreadsheet that show an error such as `#N/A`. Their text is empty.
    pub faults: Vec<Fault>,
}

/// A cell whose formula failed when the spreadsheet was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which cell of the row, from 0.
    pub column: usize,
    /// What the spreadsheet shows there, such as `#N/A`.
    pub text: String,
}

impl Row {
    fn is_blank(&self) -> bool {
        self.faults.is_empty() && self.cells.iter().all(|cell| is_blank(cell))
    }
}

/// Spaces only, or the end-of-file sign of DOS.
fn is_blank(cell: &str) -> bool {
    cell.chars().all(|char| char.is_whitespace() || char == '\u{1a}')
}

/// What gives rows as they stand in a file.
trait Source: Send {
    fn next_row(&mut self) -> Result<Option<Row>, Unreadable>;
}

/// An open table: what it is, its first row, and then its other rows as an iterator.
///
/// Blank rows are left out but counted. After an error the iterator ends. A text that [`write`](crate::write())
/// marked as no formula loses the mark.
pub struct Sheet {
    format: Format,
    header: Vec<String>,
    source: Box<dyn Source>,
    rows_max: u64,
    given: u64,
    ended: bool,
}

/// Opens the table in a file: text with separators, maybe in gzip, or the first sheet with anything on it of an XLSX
/// or ODS file, those that are hidden coming last.
///
/// Cells of spreadsheets are given as text. A date is `2026-03-12`, a date with a time `2026-03-12T18:30:00`, a time
/// `18:30:00`, a whole number has no decimals, other numbers have a point and 15 digits at most, which is all a
/// spreadsheet shows of them; truth is `true` or `false`. A cell in error is empty, and is told in [`Row::faults`].
/// Of merged cells the first has the text.
pub fn open(path: &Path, limits: Limits) -> Result<Sheet, Unreadable> {
    open_one(path, limits, None)
}

/// Opens the sheet of that name, in a file that has sheets. A file of text has none, and is opened whole.
pub fn open_named(path: &Path, limits: Limits, name: &str) -> Result<Sheet, Unreadable> {
    open_one(path, limits, Some(name))
}

fn open_one(path: &Path, limits: Limits, name: Option<&str>) -> Result<Sheet, Unreadable> {
    let found = match bytes::look(path, &limits)? {
        bytes::Look::Text(container) => csv::open(path, container, limits)?,
        bytes::Look::Zip => archive::open(path, limits, name)?,
    };
    Ok(Sheet {
        format: found.format,
        header: found.header.into_iter().map(|name| unguarded(name).trim().to_owned()).collect(),
        source: found.source,
        rows_max: limits.rows,
        given: 0,
        ended: false,
    })
}

/// A table just found in a file, its header already read.
struct Found {
    format: Format,
    header: Vec<String>,
    source: Box<dyn Source>,
}

impl Sheet {
    /// What was recognised.
    pub fn format(&self) -> &Format {
        &self.format
    }

    /// The first row that is not blank, without the spaces around its cells.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    fn advance(&mut self) -> Result<Option<Row>, Unreadable> {
        let Some(mut row) = next_filled(self.source.as_mut())? else { return Ok(None) };
        if self.given == self.rows_max {
            return Err(Unreadable::TooManyRows { limit: self.rows_max });
        }
        self.given += 1;
        for cell in &mut row.cells {
            *cell = unguarded(std::mem::take(cell));
        }
        Ok(Some(row))
    }
}

fn next_filled(source: &mut dyn Source) -> Result<Option<Row>, Unreadable> {
    loop {
        match source.next_row()? {
            Some(row) if row.is_blank() => {}
            other => return Ok(other),
        }
    }
}

impl Iterator for Sheet {
    type Item = Result<Row, Unreadable>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = self.advance().transpose();
        self.ended = !matches!(next, Some(Ok(_)));
        next
    }
}

impl fmt::Debug for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sheet")
            .field("format", &self.format)
            .field("header", &self.header)
            .finish_non_exhaustive()
    }
}
