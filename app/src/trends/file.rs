//! What is on screen, as a file.

use std::io::Cursor;

use chrono::NaiveDate;
use sheets::{Cell, Kind};

use super::{chart::Size, page::drawing, service::Trend, table};
use crate::{
    error::{AppError, Outcome},
    i18n::Lang,
};

/// Bytes, what they are, and the name they are saved under.
pub struct File {
    pub bytes: Vec<u8>,
    pub mime: &'static str,
    pub name: String,
}

pub fn file(lang: Lang, trend: &Trend, format: &str) -> Outcome<File> {
    let (bytes, mime) = match format {
        "svg" => {
            let svg = drawing(lang, trend, "chart", Size::DESK, true);
            (svg.into_bytes(), "image/svg+xml")
        }
        "csv" => (sheet(lang, trend, Kind::Csv)?, "text/csv; charset=utf-8"),
        "xlsx" => (
            sheet(lang, trend, Kind::Xlsx)?,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        "ods" => (sheet(lang, trend, Kind::Ods)?, "application/vnd.oasis.opendocument.spreadsheet"),
        _ => return Err(AppError::NotFound),
    };
    let name = format!("escale-{}-{}.{format}", trend.asked.from, trend.asked.to);
    Ok(File { bytes, mime, name })
}

fn sheet(lang: Lang, trend: &Trend, kind: Kind) -> Outcome<Vec<u8>> {
    let header = table::header(lang);
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let rows =
        table::rows(trend).into_iter().map(|row| row.iter().map(|text| cell(text)).collect());
    let mut out = Cursor::new(Vec::new());
    sheets::write(kind, &header, rows, &mut out).map_err(|_| AppError::Internal)?;
    Ok(out.into_inner())
}

fn cell(text: &str) -> Cell {
    if text.is_empty() {
        Cell::Empty
    } else if let Ok(date) = text.parse::<NaiveDate>() {
        Cell::Date(date)
    } else if let Ok(whole) = text.parse() {
        Cell::Whole(whole)
    } else {
        Cell::Decimal(text.to_owned())
    }
}
