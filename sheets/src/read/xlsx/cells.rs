//! The rows of one sheet of an XLSX file, read as they come.

use super::super::archive::Part;
use super::super::number::{iso, moment};
use super::super::xml::{Xml, attributes};
use super::super::{Fault, Row, Source};
use super::Book;
use super::escape::unescaped;
use super::strings::rich_text;
use crate::error::Unreadable;
use crate::limits::Limits;
use quick_xml::events::Event;
use std::sync::Arc;

/// Rows in their order. Cells after the last one that says anything are left out, but for those below the header.
pub(super) struct Rows {
    xml: Xml,
    book: Arc<Book>,
    limits: Limits,
    width: usize,
    row: u64,
    begun: bool,
}

/// What a cell says, as it is stored.
struct Stored {
    place: Option<String>,
    style: usize,
    kind: String,
    value: String,
}

impl Rows {
    pub(super) fn new(part: Part, book: Arc<Book>, limits: Limits) -> Self {
        Self { xml: Xml::new(part), book, limits, width: 0, row: 0, begun: false }
    }

    /// From now on every row has as many cells at least.
    pub(super) fn widen_to(&mut self, width: usize) {
        self.width = width;
    }

    fn cells(&mut self) -> Result<Row, Unreadable> {
        let number = self.row;
        let limit = self.limits.cells_in_row;
        let mut row = Row { number, ..Row::default() };
        let mut next = 0;
        while let Some(stored) = self.cell()? {
            let column = stored.place.as_deref().map_or(Ok(next), column)?;
            next = column + 1;
            let text = self.text(&stored)?;
            if text.is_empty() {
                continue;
            }
            if column >= limit {
                return Err(Unreadable::TooManyCells { row: number, limit });
            }
            if text.len() > self.limits.cell_chars && text.chars().count() > self.limits.cell_chars
            {
                return Err(Unreadable::CellTooLong { row: number, limit: self.limits.cell_chars });
            }
            if row.cells.len() <= column {
                row.cells.resize(column + 1, String::new());
            }
            if stored.kind == "e" {
                row.faults.push(Fault { column, text });
            } else {
                row.cells[column] = text;
            }
        }
        if row.cells.len() < self.width {
            row.cells.resize(self.width, String::new());
        }
        Ok(row)
    }

    /// The next cell of the row that has begun; none at its end.
    fn cell(&mut self) -> Result<Option<Stored>, Unreadable> {
        loop {
            match self.xml.inside()? {
                Event::Start(element) if element.local_name().as_ref() == "c" => {
                    let [place, style, kind] = attributes(&element, ["r", "s", "t"])?;
                    let style = style.and_then(|style| style.parse().ok()).unwrap_or(0);
                    let value = self.value()?;
                    let kind = kind.unwrap_or_default();
                    return Ok(Some(Stored { place, style, kind, value }));
                }
                Event::Start(_) => self.xml.skip()?,
                Event::End(_) => return Ok(None),
                _ => {}
            }
        }
    }

    fn value(&mut self) -> Result<String, Unreadable> {
        let mut value = String::new();
        loop {
            match self.xml.inside()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "v" => value = self.xml.text()?,
                    "is" => value = rich_text(&mut self.xml)?,
                    _ => self.xml.skip()?,
                },
                Event::End(_) => return Ok(value),
                _ => {}
            }
        }
    }

    fn text(&self, stored: &Stored) -> Result<String, Unreadable> {
        let value = stored.value.as_str();
        if value.is_empty() {
            return Ok(String::new());
        }
        Ok(match stored.kind.as_str() {
            "s" => {
                let place = value.trim().parse().map_err(|_| Unreadable::BadArchive)?;
                self.book.strings.get(place).ok_or(Unreadable::BadArchive)?.to_owned()
            }
            "b" => match value.trim() {
                "1" | "true" => "true".to_owned(),
                "0" | "false" => "false".to_owned(),
                other => other.to_owned(),
            },
            "str" => unescaped(value.to_owned()),
            "inlineStr" | "e" => value.to_owned(),
            "d" => iso(value),
            _ => moment(value, self.book.styles.shown(stored.style), self.book.from_1904),
        })
    }
}

impl Source for Rows {
    fn next_row(&mut self) -> Result<Option<Row>, Unreadable> {
        loop {
            let Some(event) = self.xml.next()? else {
                return if self.begun { Err(Unreadable::BadArchive) } else { Ok(None) };
            };
            match event {
                Event::Start(element) => match element.local_name().as_ref() {
                    "sheetData" => self.begun = true,
                    "row" if self.begun => {
                        let [number] = attributes(&element, ["r"])?;
                        let said = number.and_then(|number| number.parse::<u32>().ok());
                        self.row = (self.row + 1).max(said.map_or(0, u64::from));
                        return self.cells().map(Some);
                    }
                    _ => {}
                },
                Event::End(element) if element.local_name().as_ref() == "sheetData" => {
                    self.begun = false;
                    return Ok(None);
                }
                _ => {}
            }
        }
    }
}

/// The column of a place such as `AB12`, from 0.
fn column(place: &str) -> Result<usize, Unreadable> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let mut column = 0_usize;
    for letter in letters {
        let value = usize::from(letter.to_ascii_uppercase() - b'A') + 1;
        column = column * 26 + value;
        if column > 1 << 20 {
            return Err(Unreadable::BadArchive);
        }
    }
    column.checked_sub(1).ok_or(Unreadable::BadArchive)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_columns() {
        for (place, expected) in [("A1", 0), ("z9", 25), ("AA1", 26), ("XFD1048576", 16_383)] {
            assert_eq!(column(place).unwrap(), expected, "{place}");
        }
        assert!(column("12").is_err());
        assert!(column("AAAAAAAAAAAAAAAAAAAAAAAAAA1").is_err());
    }
}
