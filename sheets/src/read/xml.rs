//! What the readers of spreadsheets share in reading XML.

use super::archive::Part;
use crate::error::Unreadable;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use std::io::{self, BufRead, Read};
use std::sync::Arc;

/// The most that one tag, or the text of one cell, may be: far above what any program writes.
pub(super) const PIECE_BYTES_MAX: usize = 1 << 20;

/// The events of one part. An empty element begins and ends as any other; what is not well nested is an error.
pub(super) struct Xml {
    reader: quick_xml::Reader<Paced>,
    buffer: Vec<u8>,
}

impl Xml {
    pub(super) fn new(part: Part) -> Self {
        let mut reader = quick_xml::Reader::from_reader(Paced { part, left: 0 });
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new() }
    }

    /// The next event; none at the end.
    pub(super) fn next(&mut self) -> Result<Option<Event<'_>>, Unreadable> {
        self.buffer.clear();
        self.reader.get_mut().left = PIECE_BYTES_MAX;
        match self.reader.read_event_into(&mut self.buffer).map_err(of_xml)? {
            Event::Eof => Ok(None),
            event => Ok(Some(event)),
        }
    }

    /// The next event inside an element that has to end.
    pub(super) fn inside(&mut self) -> Result<Event<'_>, Unreadable> {
        self.next()?.ok_or(Unreadable::BadArchive)
    }

    /// Passes over all that is in the element that has just begun.
    pub(super) fn skip(&mut self) -> Result<(), Unreadable> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.inside()? {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
        }
        Ok(())
    }

    /// All text in the element that has just begun, however deep.
    pub(super) fn text(&mut self) -> Result<String, Unreadable> {
        let mut text = String::new();
        let mut depth = 1_usize;
        while depth > 0 {
            match self.inside()? {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                event => push_text(&event, &mut text)?,
            }
        }
        Ok(text)
    }
}

/// Adds what an event says, if it is text, as long as there is not too much of it.
pub(super) fn push_text(event: &Event<'_>, text: &mut String) -> Result<(), Unreadable> {
    match event {
        Event::Text(part) => text.push_str(&part.xml10_content()),
        Event::CData(part) => text.push_str(&part.xml10_content()),
        Event::GeneralRef(reference) => {
            if let Some(char) = reference.resolve_char_ref().map_err(of_xml)? {
                text.push(char);
            } else {
                let known = resolve_predefined_entity(reference).ok_or(Unreadable::BadArchive)?;
                text.push_str(known);
            }
        }
        _ => {}
    }
    if text.len() > PIECE_BYTES_MAX { Err(Unreadable::BadArchive) } else { Ok(()) }
}

/// The values of some attributes, found by their names as written, in one pass.
pub(super) fn attributes<const N: usize>(
    element: &BytesStart<'_>,
    names: [&str; N],
) -> Result<[Option<String>; N], Unreadable> {
    let mut values = [const { None }; N];
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Unreadable::BadArchive)?;
        if let Some(place) = names.iter().position(|name| *name == attribute.key.as_ref()) {
            let value = attribute
                .normalized_value(XmlVersion::Explicit1_0)
                .map_err(|_| Unreadable::BadArchive)?;
            values[place] = Some(value.into_owned());
        }
    }
    Ok(values)
}

/// Our own errors come through the parser inside its own.
fn of_xml(error: quick_xml::Error) -> Unreadable {
    match error {
        quick_xml::Error::Io(error) => of_shared(error),
        _ => Unreadable::BadArchive,
    }
}

fn of_shared(error: Arc<io::Error>) -> Unreadable {
    Arc::into_inner(error).map_or(Unreadable::BadArchive, Unreadable::of_archive)
}

/// Lets through only so many bytes until it is told to go on: the parser keeps a tag in memory until it ends.
struct Paced {
    part: Part,
    left: usize,
}

impl BufRead for Paced {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(Unreadable::BadArchive.into());
        }
        let bytes = self.part.fill_buf()?;
        Ok(&bytes[..bytes.len().min(self.left)])
    }

    fn consume(&mut self, amount: usize) {
        self.left = self.left.saturating_sub(amount);
        self.part.consume(amount);
    }
}

impl Read for Paced {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.fill_buf()?;
        let length = bytes.len().min(buffer.len());
        buffer[..length].copy_from_slice(&bytes[..length]);
        self.consume(length);
        Ok(length)
    }
}
