//! The texts that the cells of an XLSX file share, in one long string.

use super::super::archive::Part;
use super::super::xml::{PIECE_BYTES_MAX, Xml, attributes, push_text};
use super::escape::unescaped;
use crate::error::Unreadable;
use quick_xml::events::{BytesStart, Event};

/// The shared texts, by their place.
#[derive(Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    pub(super) fn read(part: Part) -> Result<Self, Unreadable> {
        let mut xml = Xml::new(part);
        let mut strings = Self::default();
        while let Some(event) = xml.next()? {
            if let Event::Start(element) = event
                && element.local_name().as_ref() == "si"
            {
                strings.text.push_str(&rich_text(&mut xml)?);
                let end = u32::try_from(strings.text.len());
                strings.ends.push(end.map_err(|_| Unreadable::BadArchive)?);
            }
        }
        Ok(strings)
    }

    pub(super) fn get(&self, place: usize) -> Option<&str> {
        let end = *self.ends.get(place)? as usize;
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.text.get(start..end)
    }
}

/// The text of the element that has just begun: its runs one after the other, without how to pronounce them.
pub(super) fn rich_text(xml: &mut Xml) -> Result<String, Unreadable> {
    let mut whole = String::new();
    let mut depth = 1_usize;
    while depth > 0 {
        match xml.inside()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "t" => {
                    let kept = keeps_spaces(&element)?;
                    let run = run(xml)?;
                    let blanks = [' ', '\t', '\r', '\n'];
                    whole.push_str(if kept { &run } else { run.trim_matches(blanks) });
                    if whole.len() > PIECE_BYTES_MAX {
                        return Err(Unreadable::BadArchive);
                    }
                }
                "rPh" => xml.skip()?,
                _ => depth += 1,
            },
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    Ok(unescaped(whole))
}

fn keeps_spaces(element: &BytesStart<'_>) -> Result<bool, Unreadable> {
    let [space] = attributes(element, ["xml:space"])?;
    Ok(space.as_deref() == Some("preserve"))
}

fn run(xml: &mut Xml) -> Result<String, Unreadable> {
    let mut text = String::new();
    loop {
        match xml.inside()? {
            Event::Start(_) => xml.skip()?,
            Event::End(_) => return Ok(text),
            event => push_text(&event, &mut text)?,
        }
    }
}
