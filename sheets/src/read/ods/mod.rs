//! ODS: the tables of an `OpenDocument` file, read as they come.

mod lines;

use super::archive::{Archive, PARTS_MAX};
use super::number::{iso, iso_time, number};
use super::xml::{Xml, attributes, push_text};
use super::{Fault, Found, Row, Source, next_filled};
use crate::error::Unreadable;
use crate::format::{Container, Encoding, Format, Kind};
use crate::limits::Limits;
use lines::Lines;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashSet;

pub(super) const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";
pub(super) const TEMPLATE_MEDIA_TYPE: &str =
    "application/vnd.oasis.opendocument.spreadsheet-template";

/// Opens the table of that name, or the first with anything on it.
pub(super) fn open(
    mut archive: Archive,
    limits: Limits,
    name: Option<&str>,
) -> Result<Found, Unreadable> {
    if is_encrypted(&mut archive)? {
        return Err(Unreadable::Encrypted);
    }
    let mut seen = false;
    for hidden in [false, true] {
        let mut tables = Tables::new(Xml::new(archive.needed("content.xml")?), limits);
        while let Some(table) = tables.next_table()? {
            let wanted = name.map_or(table.hidden == hidden, |name| name == table.name);
            if !wanted {
                continue;
            }
            seen = true;
            if let Some(header) = next_filled(&mut tables)? {
                tables.width = header.cells.len();
                let format = Format {
                    kind: Kind::Ods,
                    container: Container::Zip,
                    encoding: Encoding::Utf8,
                    separator: None,
                    sheet: Some(table.name),
                };
                return Ok(Found { format, header: header.cells, source: Box::new(tables) });
            }
        }
        if name.is_some() {
            break;
        }
    }
    Err(if seen || name.is_none() { Unreadable::Empty } else { Unreadable::NoSuchSheet })
}

fn is_encrypted(archive: &mut Archive) -> Result<bool, Unreadable> {
    let Some(manifest) = archive.part("META-INF/manifest.xml")? else { return Ok(false) };
    let mut xml = Xml::new(manifest);
    while let Some(event) = xml.next()? {
        if let Event::Start(element) = event
            && element.local_name().as_ref() == "encryption-data"
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The tables of a file, one after the other.
struct Tables {
    xml: Xml,
    limits: Limits,
    /// Styles of tables that are not shown.
    hiding: HashSet<String>,
    width: usize,
    row: u64,
    inside: bool,
    /// A row that is said to be repeated, and how often it still is.
    repeated: Option<(Row, u64)>,
}

struct Table {
    name: String,
    hidden: bool,
}

/// What the start of a cell says.
struct Start {
    repeated: usize,
    value: Option<String>,
    kind: String,
    faulty: bool,
}

impl Tables {
    fn new(xml: Xml, limits: Limits) -> Self {
        let hiding = HashSet::new();
        Self { xml, limits, hiding, width: 0, row: 0, inside: false, repeated: None }
    }

    /// Goes to the next table, past what is left of this one.
    fn next_table(&mut self) -> Result<Option<Table>, Unreadable> {
        let mut style = None;
        while let Some(event) = self.xml.next()? {
            let Event::Start(element) = event else { continue };
            match element.name().as_ref() {
                "style:style" => [style] = attributes(&element, ["style:name"])?,
                "style:table-properties" => {
                    let [display] = attributes(&element, ["table:display"])?;
                    if display.as_deref() == Some("false") && self.hiding.len() < PARTS_MAX {
                        self.hiding.extend(style.take());
                    }
                }
                "table:table" => {
                    let names = ["table:name", "table:style-name"];
                    let [name, style] = attributes(&element, names)?;
                    (self.inside, self.row, self.repeated) = (true, 0, None);
                    let hidden = style.is_some_and(|style| self.hiding.contains(&style));
                    return Ok(Some(Table { name: name.unwrap_or_default(), hidden }));
                }
                _ => {}
            }
        }
        Ok(None)
    }

    fn cells(&mut self) -> Result<Row, Unreadable> {
        let mut row = Row { number: self.row + 1, ..Row::default() };
        let limit = self.limits.cells_in_row;
        let mut column = 0_usize;
        while let Some(start) = self.cell()? {
            let text = self.text(&start)?;
            let after = column.saturating_add(start.repeated);
            if !text.is_empty() {
                if after > limit {
                    return Err(Unreadable::TooManyCells { row: row.number, limit });
                }
                row.cells.resize(column, String::new());
                if start.faulty {
                    let faults = (column..after).map(|column| Fault { column, text: text.clone() });
                    row.faults.extend(faults);
                    row.cells.resize(after, String::new());
                } else {
                    row.cells.resize(after, text);
                }
            }
            column = after;
        }
        if row.cells.len() < self.width {
            row.cells.resize(self.width, String::new());
        }
        Ok(row)
    }

    fn cell(&mut self) -> Result<Option<Start>, Unreadable> {
        loop {
            match self.xml.inside()? {
                Event::Start(element) => match element.name().as_ref() {
                    "table:table-cell" | "table:covered-table-cell" => {
                        return start(&element).map(Some);
                    }
                    _ => self.xml.skip()?,
                },
                Event::End(_) => return Ok(None),
                _ => {}
            }
        }
    }

    /// The text of the cell that has begun, up to its end.
    fn text(&mut self, start: &Start) -> Result<String, Unreadable> {
        let text = match &start.value {
            Some(value) if !start.faulty => {
                self.xml.skip()?;
                match start.kind.as_str() {
                    "date" => iso(value),
                    "time" => iso_time(value),
                    "boolean" | "string" => value.clone(),
                    _ => number(value),
                }
            }
            _ => self.paragraphs()?,
        };
        let text = if start.faulty && text.is_empty() { "#ERROR".to_owned() } else { text };
        let limit = self.limits.cell_chars;
        if text.len() > limit && text.chars().count() > limit {
            return Err(Unreadable::CellTooLong { row: self.row + 1, limit });
        }
        Ok(text)
    }

    /// Paragraphs are lines. Notes and drawings that hang on a cell are none of its text.
    fn paragraphs(&mut self) -> Result<String, Unreadable> {
        let (row, limit) = (self.row + 1, self.limits.cell_chars);
        let too_long = Unreadable::CellTooLong { row, limit };
        let mut lines = Lines::default();
        let mut depth = 1_usize;
        while depth > 0 {
            match self.xml.inside()? {
                Event::Start(element) => match element.name().as_ref() {
                    "office:annotation" | "table:table" => self.xml.skip()?,
                    name if name.starts_with("draw:") => self.xml.skip()?,
                    _ => {
                        depth += 1;
                        if !lines.begin(&element, limit)? {
                            return Err(too_long);
                        }
                    }
                },
                Event::End(_) => depth -= 1,
                event if depth > 1 => {
                    let mut piece = String::new();
                    push_text(&event, &mut piece)?;
                    lines.push(&piece);
                }
                _ => {}
            }
            if lines.length() > limit.saturating_mul(4) {
                return Err(too_long);
            }
        }
        Ok(lines.text())
    }
}

fn start(element: &BytesStart<'_>) -> Result<Start, Unreadable> {
    let names = [
        "table:number-columns-repeated",
        "office:value-type",
        "calcext:value-type",
        "office:value",
        "office:date-value",
        "office:time-value",
        "office:boolean-value",
        "office:string-value",
    ];
    let [repeated, kind, shown, number, date, time, truth, text] = attributes(element, names)?;
    let kind = kind.unwrap_or_default();
    let value = match kind.as_str() {
        "float" | "percentage" | "currency" => number,
        "date" => date,
        "time" => time,
        "boolean" => truth,
        _ => text,
    };
    Ok(Start {
        repeated: repeated.and_then(|count| count.parse().ok()).unwrap_or(1),
        value,
        kind,
        faulty: shown.as_deref() == Some("error"),
    })
}

impl Source for Tables {
    fn next_row(&mut self) -> Result<Option<Row>, Unreadable> {
        if let Some((mut row, left)) = self.repeated.take() {
            self.row += 1;
            row.number = self.row;
            if left > 1 {
                self.repeated = Some((row.clone(), left - 1));
            }
            return Ok(Some(row));
        }
        while self.inside {
            match self.xml.inside()? {
                Event::Start(element) if element.name().as_ref() == "table:table-row" => {
                    let [repeated] = attributes(&element, ["table:number-rows-repeated"])?;
                    let times = repeated.and_then(|count| count.parse::<u32>().ok());
                    let times = u64::from(times.unwrap_or(1).max(1));
                    let row = self.cells()?;
                    if row.is_blank() {
                        self.row += times;
                        continue;
                    }
                    self.row += 1;
                    if times > 1 {
                        self.repeated = Some((row.clone(), times - 1));
                    }
                    return Ok(Some(row));
                }
                Event::End(element) if element.name().as_ref() == "table:table" => {
                    self.inside = false;
                }
                _ => {}
            }
        }
        Ok(None)
    }
}
