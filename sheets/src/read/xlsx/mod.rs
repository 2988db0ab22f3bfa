//! XLSX: which sheets there are, and what their cells refer to.

mod cells;
mod escape;
mod strings;
mod styles;

use super::archive::{Archive, PARTS_MAX};
use super::xml::{Xml, attributes};
use super::{Found, next_filled};
use crate::error::Unreadable;
use crate::format::{Container, Encoding, Format, Kind};
use crate::limits::Limits;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;
use std::sync::Arc;
use strings::Strings;
use styles::Styles;

/// What all sheets of a file share.
struct Book {
    strings: Strings,
    styles: Styles,
    from_1904: bool,
}

/// A sheet that the file announces.
struct Announced {
    name: String,
    part: String,
    hidden: bool,
}

/// Opens the sheet of that name, or the first with anything on it.
pub(super) fn open(
    mut archive: Archive,
    limits: Limits,
    name: Option<&str>,
) -> Result<Found, Unreadable> {
    let main = main_part(&mut archive)?;
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let targets = relations(&mut archive, &format!("{folder}/_rels/{file}.rels"))?;
    let (mut sheets, from_1904) = announced(&mut archive, &main, folder, &targets)?;
    sheets.sort_by_key(|sheet| sheet.hidden);
    if let Some(name) = name {
        sheets.retain(|sheet| sheet.name == name);
        if sheets.is_empty() {
            return Err(Unreadable::NoSuchSheet);
        }
    }
    let part_of = |kind: &str| {
        targets.values().find(|target| target.is(kind)).map(|target| target.part(folder))
    };
    let strings = match part_of("/sharedStrings") {
        Some(part) => archive.part(&part)?.map(Strings::read).transpose()?.unwrap_or_default(),
        None => Strings::default(),
    };
    let styles = match part_of("/styles") {
        Some(part) => archive.part(&part)?.map(Styles::read).transpose()?.unwrap_or_default(),
        None => Styles::default(),
    };
    let book = Arc::new(Book { strings, styles, from_1904 });
    for sheet in sheets {
        let part = archive.needed(&sheet.part)?;
        let mut rows = cells::Rows::new(part, Arc::clone(&book), limits);
        if let Some(header) = next_filled(&mut rows)? {
            rows.widen_to(header.cells.len());
            let format = Format {
                kind: Kind::Xlsx,
                container: Container::Zip,
                encoding: Encoding::Utf8,
                separator: None,
                sheet: Some(sheet.name),
            };
            return Ok(Found { format, header: header.cells, source: Box::new(rows) });
        }
    }
    Err(Unreadable::Empty)
}

/// Where one part points to.
struct Target {
    kind: String,
    place: String,
}

impl Target {
    fn is(&self, kind: &str) -> bool {
        self.kind.ends_with(kind)
    }

    /// The name of the part, the target being relative to a folder unless it begins with `/`.
    fn part(&self, folder: &str) -> String {
        if self.place.starts_with('/') {
            return self.place.clone();
        }
        let mut names: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
        for name in self.place.split('/') {
            match name {
                ".." => _ = names.pop(),
                "." | "" => {}
                name => names.push(name),
            }
        }
        names.join("/")
    }
}

/// Where the workbook is. A Word document has the same container, and no workbook.
fn main_part(archive: &mut Archive) -> Result<String, Unreadable> {
    let targets = relations(archive, "_rels/.rels")?;
    let main = targets.values().find(|target| target.is("/officeDocument"));
    let part = main.ok_or(Unreadable::NotATable)?.part("");
    if part.to_lowercase().ends_with(".xml") && archive.has(&part) {
        Ok(part)
    } else {
        Err(Unreadable::NotATable)
    }
}

fn relations(archive: &mut Archive, part: &str) -> Result<HashMap<String, Target>, Unreadable> {
    let mut xml = Xml::new(archive.needed(part)?);
    let mut targets = HashMap::new();
    while let Some(event) = xml.next()? {
        if let Event::Start(element) = event
            && element.local_name().as_ref() == "Relationship"
        {
            let [id, kind, place] = attributes(&element, ["Id", "Type", "Target"])?;
            if let (Some(id), Some(kind), Some(place)) = (id, kind, place) {
                targets.insert(id, Target { kind, place });
            }
            if targets.len() > PARTS_MAX {
                return Err(Unreadable::BadArchive);
            }
        }
    }
    Ok(targets)
}

/// The sheets with cells, in their order, and whether days are counted from 1904.
fn announced(
    archive: &mut Archive,
    main: &str,
    folder: &str,
    targets: &HashMap<String, Target>,
) -> Result<(Vec<Announced>, bool), Unreadable> {
    let mut xml = Xml::new(archive.needed(main)?);
    let mut sheets = Vec::new();
    let mut from_1904 = false;
    let mut is_workbook = false;
    while let Some(event) = xml.next()? {
        let Event::Start(element) = event else { continue };
        match element.local_name().as_ref() {
            "workbook" => is_workbook = true,
            "workbookPr" => {
                let [since] = attributes(&element, ["date1904"])?;
                from_1904 |= matches!(since.as_deref(), Some("1" | "true"));
            }
            "sheet" if sheets.len() == PARTS_MAX => return Err(Unreadable::BadArchive),
            "sheet" => sheets.extend(sheet(&element, folder, targets)?),
            _ => {}
        }
    }
    if is_workbook { Ok((sheets, from_1904)) } else { Err(Unreadable::NotATable) }
}

fn sheet(
    element: &BytesStart<'_>,
    folder: &str,
    targets: &HashMap<String, Target>,
) -> Result<Option<Announced>, Unreadable> {
    let [name, state, mut id] = attributes(element, ["name", "state", "r:id"])?;
    if id.is_none() {
        let other = element
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().as_ref() == "id");
        id = other.map(|attribute| attribute.value.into_owned());
    }
    let target = id.and_then(|id| targets.get(&id)).filter(|target| target.is("/worksheet"));
    Ok(target.map(|target| Announced {
        name: name.unwrap_or_default(),
        part: target.part(folder),
        hidden: state.is_some_and(|state| state != "visible"),
    }))
}
