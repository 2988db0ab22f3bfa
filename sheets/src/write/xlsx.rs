//! XLSX, whose rows wait in a temporary file and never in memory.

use super::stored::{Stored, Widths, of_cell};
use super::text::of_text;
use super::{Cell, Unwritable};
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::io::{self, Seek, Write};

/// Columns of a sheet, of which `u16` holds more.
const COLUMNS_MAX: usize = 16_384;

/// Writes one sheet: a bold header that stays in sight, and rows of real numbers and dates.
pub(super) fn write<W: Write + Seek + Send>(
    header: &[&str],
    rows: impl Iterator<Item = Vec<Cell>>,
    out: W,
) -> Result<(), Unwritable> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_constant_memory().map_err(|error| of_xlsx(error, 1))?;
    fill(sheet, header, rows)?;
    workbook.save_to_writer(out).map_err(|error| of_xlsx(error, 0))
}

fn fill(
    sheet: &mut Worksheet,
    header: &[&str],
    rows: impl Iterator<Item = Vec<Cell>>,
) -> Result<(), Unwritable> {
    let header: Vec<_> = header.iter().map(|name| of_text(name)).collect();
    let bold = Format::new().set_bold();
    let formats = Formats::new();
    let mut widths = Widths::of_header(&header);
    sheet.set_freeze_panes(1, 0).map_err(|error| of_xlsx(error, 1))?;
    for (column, name) in (0_u16..).zip(&header) {
        sheet
            .write_string_with_format(0, column, name.as_ref(), &bold)
            .map_err(|error| of_xlsx(error, 1))?;
    }
    for (row, cells) in (1_u32..).zip(rows) {
        if cells.len() > COLUMNS_MAX {
            return Err(Unwritable::TooLarge);
        }
        for (column, cell) in cells.iter().enumerate() {
            let stored = of_cell(cell);
            widths.see(column, &stored);
            put(sheet, (row, column), &stored, &formats)
                .map_err(|error| of_xlsx(error, u64::from(row) + 1))?;
        }
    }
    for (column, width) in (0_u16..).zip(widths.chars()) {
        let width = u32::try_from(*width).unwrap_or(u32::MAX);
        sheet.set_column_width(column, width).map_err(|error| of_xlsx(error, 1))?;
    }
    Ok(())
}

fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, usize),
    stored: &Stored<'_>,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let column = u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)?;
    match stored {
        Stored::Text(text) => sheet.write_string(row, column, text.as_ref())?,
        Stored::Number(number, places) => {
            let value: f64 = number.parse().unwrap_or_default();
            match places.checked_sub(1).and_then(|place| formats.decimals.get(place)) {
                Some(format) => sheet.write_number_with_format(row, column, value, format)?,
                None => sheet.write_number(row, column, value)?,
            }
        }
        Stored::Date(date) => {
            sheet.write_datetime_with_format(row, column, excel_date(*date)?, &formats.date)?
        }
        Stored::Nothing => return Ok(()),
    };
    Ok(())
}

fn excel_date(date: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let part = |value: u32| u8::try_from(value).unwrap_or(u8::MAX);
    let year = u16::try_from(date.year()).unwrap_or(u16::MAX);
    ExcelDateTime::from_ymd(year, part(date.month()), part(date.day()))
}

/// What cells look like, made once.
struct Formats {
    date: Format,
    /// One for each number of decimals, from 1.
    decimals: Vec<Format>,
}

impl Formats {
    fn new() -> Self {
        let decimals =
            (1..=15).map(|places| Format::new().set_num_format(format!("0.{:0>places$}", "")));
        Self { date: Format::new().set_num_format("yyyy-mm-dd"), decimals: decimals.collect() }
    }
}

fn of_xlsx(error: XlsxError, row: u64) -> Unwritable {
    match error {
        XlsxError::RowColumnLimitError => Unwritable::TooLarge,
        XlsxError::MaxStringLengthExceeded => Unwritable::TextTooLong { row },
        XlsxError::IoError(error) => Unwritable::Io(error),
        other => Unwritable::Io(io::Error::other(other)),
    }
}
